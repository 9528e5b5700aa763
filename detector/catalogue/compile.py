"""YAML files of the catalogue → one JSON file that loads in milliseconds, written by `python -m detector.catalogue`."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from detector.catalogue.tools import HostRule, Tool
from detector.hostname import plain_host

FOLDER = Path(__file__).parent
COMPILED = FOLDER / "compiled.json"


class CatalogueError(Exception):
    """The catalogue can't be used as it is; the text says which file, which entry and what is wrong."""


class Compiled(msgspec.Struct, frozen=True):
    """The content of compiled.json: all tools, and the digest of the YAML files they were made from."""

    digest: str
    tools: tuple[Tool, ...]


def yaml_files(folder: Path = FOLDER) -> list[Path]:
    """The catalogue's YAML files in a fixed order."""
    return sorted(folder.glob("*.yaml"))


def digest_of(files: Iterable[Path]) -> str:
    """SHA-256 (hex) over names and contents of the files."""
    seal = hashlib.sha256()
    for file in files:
        content = file.read_bytes().replace(b"\r\n", b"\n")
        seal.update(f"{file.name}\0{len(content)}\0".encode())
        seal.update(content)
    return seal.hexdigest()


def tool_from(entry: object, *, file: str) -> Tool:
    """A checked Tool from one YAML entry, hosts in their plain spelling.

    Raises:
        CatalogueError: an unknown key, a missing one, or a value of the wrong form.
    """
    label = entry.get("id", "?") if isinstance(entry, Mapping) else "?"
    try:
        tool = msgspec.convert(entry, Tool)
        return msgspec.structs.replace(tool, hosts=tuple(_plain(rule) for rule in tool.hosts))
    except (msgspec.ValidationError, ValueError) as wrong:
        raise CatalogueError(f"{file}: entry {label}: {wrong}") from wrong


def _plain(rule: HostRule) -> HostRule:
    host = plain_host(rule.host)
    if not host:
        raise ValueError(f"{rule.host!r} is no host name")
    if rule.path and not rule.path.startswith("/"):
        raise ValueError(f"the path of {rule.host} has to start with /")
    return msgspec.structs.replace(rule, host=host)


def read_tools(files: Iterable[Path]) -> tuple[Tool, ...]:
    """All tools of the YAML files, sorted by id.

    Raises:
        CatalogueError: a file is no YAML list, an entry is wrong, or an id stands twice.
    """
    from ruamel.yaml import YAML  # here: the shipped catalogue loads without a YAML reader
    from ruamel.yaml.error import YAMLError

    tools: dict[str, Tool] = {}
    reader = YAML(typ="safe", pure=True)
    for file in files:
        try:
            entries = reader.load(file.read_text(encoding="utf-8"))
        except YAMLError as wrong:
            raise CatalogueError(f"{file.name}: {wrong}") from wrong
        if not isinstance(entries, list):
            raise CatalogueError(f"{file.name}: has to be a list of tools")
        for entry in entries:
            tool = tool_from(entry, file=file.name)
            if tool.id in tools:
                raise CatalogueError(f"{file.name}: the id {tool.id} stands twice")
            tools[tool.id] = tool
    return tuple(tools[key] for key in sorted(tools))


def compile_catalogue(folder: Path = FOLDER) -> Compiled:
    """Read and check all YAML files of a folder."""
    files = yaml_files(folder)
    return Compiled(digest=digest_of(files), tools=read_tools(files))


def encode(compiled: Compiled) -> bytes:
    """compiled.json, one tool a line so that a change is a readable difference."""
    tools = b",\n".join(msgspec.json.encode(tool) for tool in compiled.tools)
    return b'{"digest":"%s","tools":[\n%s\n]}\n' % (compiled.digest.encode(), tools)
