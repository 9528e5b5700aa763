"""What is wrong with catalogue files: form, ids, and rules that would hit what they should not."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from detector.catalogue.compile import FOLDER, CatalogueError, read_tools, source_files
from detector.catalogue.tools import Tool
from detector.path_glob import names_a_place

_CHROMIUM_ID = re.compile(r"[a-p]{32}")
_FIREFOX_ID = re.compile(r"\{[0-9a-fA-F-]{36}\}|[A-Za-z0-9._+-]*@[A-Za-z0-9._-]+")
_PLUGIN_ID = re.compile(r"[\w-]+(\.[\w-]+)+", re.ASCII)
# Registries of names and clouds that serve everybody: a suffix rule on one of these hits the whole world.
_SHARED = frozenset({
    "amazonaws.com", "azure.com", "azurewebsites.net", "blogspot.com", "cloudflare.net", "cloudfront.net", "co.uk",
    "com.ru", "github.com", "github.io", "googleapis.com", "google.com", "herokuapp.com", "microsoft.com", "mail.ru",
    "netlify.app", "notion.so", "org.ru", "pages.dev", "storage.googleapis.com", "streamlit.app", "t.me", "vercel.app",
    "vk.com", "web.app", "windows.net", "workers.dev", "yandex.ru", "bing.com", "office.com", "live.com",
})  # fmt: skip


def lint_files(folder: Path | None = None) -> tuple[str, ...]:
    """Complaints about the YAML files of a folder (default: our own), one sentence each."""
    try:
        tools = read_tools(source_files(folder or FOLDER))
    except CatalogueError as wrong:
        return (str(wrong),)
    return lint_tools(tools)


def lint_tools(tools: Iterable[Tool]) -> tuple[str, ...]:
    """Complaints about entries that have the right form."""
    known = tuple(tools)
    complaints = [complaint for tool in known for complaint in _of_tool(tool)]
    return (*complaints, *_doubles(known))


def _of_tool(tool: Tool) -> Iterator[str]:
    for rule in tool.hosts:
        if rule.host in _SHARED and not rule.path and rule.match == "suffix":
            yield f"{tool.id}: {rule.host} serves many others; name the exact host or a path"
    for extension in tool.extensions:
        form = _CHROMIUM_ID if extension.browser == "chromium" else _FIREFOX_ID
        if not form.fullmatch(extension.id):
            yield f"{tool.id}: {extension.id} is no {extension.browser} extension id"
    for plugin in tool.plugins:
        if not _PLUGIN_ID.fullmatch(plugin.id) and plugin.editor == "vscode":
            yield f"{tool.id}: {plugin.id} is no editor plugin id"
    for program in tool.processes:
        for glob in program.paths:
            yield from _of_glob(tool, glob)
    for package in tool.packages:
        if package.manager in ("brew", "cask") and re.search("[/@]", package.name):
            yield f"{tool.id}: {package.name} is a tap or an edition; Homebrew's folder bears the bare name"
    for home in tool.homes:
        if not home.startswith("~/") or home.strip("~/") == "":
            yield f"{tool.id}: the home {home} has to lie below ~/"


def _of_glob(tool: Tool, glob: str) -> Iterator[str]:
    """A place has to name a folder: `*/claude` would be met by a file of that name anywhere."""
    if not glob.startswith(("~/", "/", "*/")) and not re.match(r"^[A-Za-z]:/", glob):
        yield f"{tool.id}: the path {glob} has to begin with ~/, /, */ or a drive"
    elif not names_a_place(glob):
        yield f"{tool.id}: the path {glob} names no folder, so a file anywhere would do"


def _doubles(tools: Iterable[Tool]) -> Iterator[str]:
    """The same identity given to two tools: only one of them would ever be found."""
    kinds: dict[str, Counter[str]] = {
        "host": Counter(f"{rule.host}{rule.path}" for tool in tools for rule in tool.hosts),
        "extension": Counter(rule.id for tool in tools for rule in tool.extensions),
        "plugin": Counter(f"{rule.editor} {rule.id.lower()}" for tool in tools for rule in tool.plugins),
        "package": Counter(f"{rule.manager} {rule.name.lower()}" for tool in tools for rule in tool.packages),
        "bundle id": Counter(bundle.lower() for tool in tools for bundle in tool.bundle_ids),
    }
    for kind, counts in kinds.items():
        yield from (f"the {kind} {name} stands {count} times" for name, count in counts.items() if count > 1)
