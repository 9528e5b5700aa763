"""What the catalogue says about one AI tool, as values.

One YAML file holds a list of these; every key but id, name, vendor, category, source and checked is optional.
An unknown key is an error, so that a typing mistake in a rule never passes for "no rule".
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

ToolId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{1,40}$")]
Country = Annotated[str, Meta(pattern=r"^([A-Z]{2})?$")]
Port = Annotated[int, Meta(ge=1, le=65535)]
ShortId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9.-]{0,60}$")]
Said = Annotated[str, Meta(min_length=1, max_length=400)]

System = Literal["linux", "macos", "windows"]
Role = Literal["web", "api", "cdn", "auth", "download", "telemetry"]
Category = Literal[
    "assistant", "api", "aggregator", "image", "video", "audio", "meeting", "writing", "translation", "coding", "agent",
    "browser", "search", "research", "slides", "design", "business", "data", "education", "companion", "automation",
    "platform", "local", "extension", "mirror",
]  # fmt: skip
Manager = Literal["npm", "pip", "pipx", "uv", "brew", "cask", "winget", "apt", "snap", "flatpak", "cargo", "go"]


class HostRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A host of the tool. `suffix`: the host and all its subdomains. With a path, the bare host is not the tool."""

    host: Annotated[str, Meta(min_length=3, max_length=253)]
    role: Role
    match: Literal["suffix", "exact"] = "suffix"
    path: str = ""


class ProgramRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A program: its file name, and globs on its full path (`~` is the home, `/` on all systems)."""

    name: Said
    paths: tuple[Said, ...] = ()
    os: tuple[System, ...] = ()


class WindowsApp(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An installed Windows program, by publisher and display name together."""

    publisher: Said
    name: Said


class PackageRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A package of a package manager."""

    manager: Manager
    name: Said


class ExtensionRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A browser extension by its id, and where that id was seen."""

    id: Said
    browser: Literal["chromium", "firefox"] = "chromium"
    source: str = ""


class PluginRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An editor plugin by its id, compared without regard to case."""

    id: Said
    editor: Literal["vscode", "jetbrains"]


class McpRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Where this client keeps the MCP servers a person has added: file by system, and the key inside it."""

    paths: Mapping[System, str | tuple[str, ...]]
    key: Said


class Tool(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One AI tool or service, and by what it can be recognised.

    `source` says where the facts come from, `checked` on which day somebody last looked.
    """

    id: ToolId
    name: Said
    vendor: Said
    category: Category
    source: Said
    checked: date
    name_ru: str = ""
    country: Country = ""
    tags: tuple[ShortId, ...] = ()
    risk: tuple[ShortId, ...] = ()
    hosts: tuple[HostRule, ...] = ()
    processes: tuple[ProgramRule, ...] = ()
    bundle_ids: tuple[Said, ...] = ()
    windows_apps: tuple[WindowsApp, ...] = ()
    desktop_ids: tuple[Said, ...] = ()
    packages: tuple[PackageRule, ...] = ()
    extensions: tuple[ExtensionRule, ...] = ()
    plugins: tuple[PluginRule, ...] = ()
    ports: tuple[Port, ...] = ()
    homes: tuple[Said, ...] = ()
    mcp: tuple[McpRule, ...] = ()


class Catalogue(Struct, frozen=True, eq=False):
    """All tools by id. `version` names the content: 16 hex digits of its SHA-256.

    `silenced_hosts`: globs on hosts that the company never wants reported.
    """

    tools: Mapping[str, Tool]
    version: str
    silenced_hosts: tuple[str, ...] = ()
