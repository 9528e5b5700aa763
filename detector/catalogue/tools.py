"""What the catalogue says about one AI tool, as values.

One YAML file holds a list of these; every key but id, name, vendor, category, source and checked is optional.
An unknown key is an error, so that a typing mistake in a rule never passes for "no rule".
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from typing import Annotated, Literal, cast

from msgspec import Meta, Struct, json

from detector.catalogue.sites import Sites, id_of

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
Manager = Literal[
    "npm", "pip", "pipx", "uv", "brew", "cask", "winget", "scoop", "apt", "snap", "flatpak", "cargo", "go"
]


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


# A tool that is one web site and nothing else can be a line of cells between tabs. Most are that: a line takes a third
# of the memory of an entry, and a file of lines is read in a hundredth of the time of YAML.
COLUMNS = ("id", "host", "name", "vendor", "category", "tags", "risk", "country", "source", "checked")


def line_of(tool: Tool) -> str | None:
    """The line of a tool that is one whole site; None for a tool of which a line can't say all."""
    host = tool.hosts[0].host if tool.hosts else ""
    tool_id = "" if tool.id == host.replace(".", "-") else tool.id
    name = "" if tool.name == host else tool.name
    vendor = "" if tool.vendor == tool.name else tool.vendor
    lists = ",".join(tool.tags), ",".join(tool.risk)
    cells = (tool_id, host, name, vendor, tool.category, *lists, tool.country, tool.source)
    line = "\t".join((*cells, tool.checked.isoformat()))
    return line if len(line.split("\t")) == len(COLUMNS) and tool_of(line) == tool else None


def tool_of(line: str) -> Tool:
    """The tool of a line. Without an id or a name it bears its host's; an empty vendor is one of the same name.

    Raises:
        ValueError: too few or too many cells, or no date at the end.
    """
    _, host, name, vendor, category, tags, risk, country, source, checked = line.split("\t")
    return Tool(
        id=id_of(line),
        name=name or host,
        vendor=vendor or name or host,
        category=cast(Category, category),
        source=source,
        checked=date.fromisoformat(checked),
        country=country,
        tags=tuple(tags.split(",")) if tags else (),
        risk=tuple(risk.split(",")) if risk else (),
        hosts=(HostRule(host, "web"),),
    )


_read_tool = json.Decoder(Tool).decode
_write_tool = json.Encoder().encode


class Tools(Mapping[str, Tool]):
    """Tools by id. One that is still JSON or a line is read each time it is asked for (3 µs): that saves memory.

    `sites`: tools that are one site and not in `by_id`.
    """

    __slots__ = ("_by_id", "sites")

    def __init__(self, by_id: Mapping[str, Tool | bytes], sites: Sites | None = None) -> None:
        self._by_id = by_id
        self.sites = sites or Sites()

    def __getitem__(self, tool_id: str) -> Tool:
        tool = self._by_id.get(tool_id)
        if tool is not None:
            return tool if isinstance(tool, Tool) else _read_tool(tool)
        line = self.sites.by_id(tool_id)
        if line is None:
            raise KeyError(tool_id)
        return tool_of(line)

    def entries(self) -> Iterator[tuple[str, Tool]]:
        """All other tools, by id."""
        return ((tool_id, self[tool_id]) for tool_id in self._by_id)

    def __iter__(self) -> Iterator[str]:
        yield from self._by_id
        yield from map(id_of, self.sites)

    def __len__(self) -> int:
        return len(self._by_id) + len(self.sites)

    def changed(self, tools: Mapping[str, Tool], silenced: Collection[str]) -> "Tools":
        """The same with other tools added or in place of old ones, without those whose id a glob names."""

        def stays(tool_id: str) -> bool:
            return not any(fnmatchcase(tool_id, glob) for glob in silenced)

        whole = {**self._by_id, **tools}
        sites = (line for line in self.sites if id_of(line) not in tools and stays(id_of(line)))
        return Tools({key: one for key, one in whole.items() if stays(key)}, Sites.of(sites))

    def version(self, silenced_hosts: Sequence[str] = ()) -> str:
        """16 hex digits of the SHA-256 over all tools in the order of their ids."""
        seal = hashlib.sha256(" ".join(silenced_hosts).encode())
        for key in sorted(self):
            tool = self._by_id.get(key)
            if tool is None:
                seal.update((self.sites.by_id(key) or "").encode())
            else:
                seal.update(_write_tool(tool) if isinstance(tool, Tool) else tool)
        return seal.hexdigest()[:16]


class Catalogue(Struct, frozen=True, eq=False):
    """All tools by id. `version` names the content: 16 hex digits of its SHA-256.

    `silenced_hosts`: globs on hosts that the company never wants reported.
    """

    tools: Tools
    version: str
    silenced_hosts: tuple[str, ...] = ()
