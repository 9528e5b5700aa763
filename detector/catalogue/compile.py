"""The catalogue's files → one file that loads in milliseconds, written by `python -m detector.catalogue`."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from detector.catalogue.sites import id_of
from detector.catalogue.tools import COLUMNS, HostRule, Tool, line_of, tool_of
from detector.hostname import plain_host

FOLDER = Path(__file__).parent
COMPILED = FOLDER / "compiled.txt"


class CatalogueError(Exception):
    """The catalogue can't be used as it is; the text says which file, which entry and what is wrong."""


class Compiled(msgspec.Struct, frozen=True):
    """The content of compiled.txt: all tools, and the digest of the files they were made from."""

    digest: str
    tools: tuple[Tool, ...]


def source_files(folder: Path = FOLDER) -> list[Path]:
    """The files that people write, in a fixed order: YAML, and lists of single sites, one a line."""
    return sorted((*folder.glob("*.yaml"), *folder.glob("*.tsv")))


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
    """All tools of the files, sorted by id.

    Raises:
        CatalogueError: a file has the wrong form, an entry is wrong, or an id stands twice.
    """
    return tools_from((file.name, entry) for file in files for entry in read_entries(file))


def tools_from(entries: Iterable[tuple[str, object]]) -> tuple[Tool, ...]:
    """Checked tools, sorted by id, from (file name, entry as it is written).

    Raises:
        CatalogueError: an entry is wrong, or an id stands twice.
    """
    tools: dict[str, Tool] = {}
    for file, entry in entries:
        tool = tool_from(entry, file=file)
        if tool.id in tools:
            raise CatalogueError(f"{file}: the id {tool.id} stands twice")
        tools[tool.id] = tool
    return tuple(tools[key] for key in sorted(tools))


def read_entries(file: Path) -> list[object]:
    """The entries of one file as they are written.

    Raises:
        CatalogueError: the file is neither a YAML list nor lines under their heading.
    """
    text = file.read_text(encoding="utf-8")
    return list(_of_lines(file.name, text)) if file.suffix == ".tsv" else _of_yaml(file.name, text)


def _of_yaml(file: str, text: str) -> list[object]:
    from ruamel.yaml import YAML  # here: the shipped catalogue loads without a YAML reader
    from ruamel.yaml.error import YAMLError

    try:
        entries = YAML(typ="safe", pure=True).load(text)
    except YAMLError as wrong:
        raise CatalogueError(f"{file}: {wrong}") from wrong
    if not isinstance(entries, list):
        raise CatalogueError(f"{file}: has to be a list of tools")
    return entries


def _of_lines(file: str, text: str) -> Iterator[object]:
    heading, *lines = text.removesuffix("\n").split("\n")
    if heading.split("\t") != list(COLUMNS):
        raise CatalogueError(f"{file}: the first line has to name the columns {', '.join(COLUMNS)}")
    for number, line in enumerate(lines, 2):
        try:
            yield msgspec.to_builtins(tool_of(line), builtin_types=(date,))
        except ValueError as wrong:
            raise CatalogueError(f"{file}: line {number}: {wrong}") from wrong


def compile_catalogue(folder: Path = FOLDER) -> Compiled:
    """Read and check all files of a folder."""
    files = source_files(folder)
    return Compiled(digest=digest_of(files), tools=read_tools(files))


def encode(compiled: Compiled) -> bytes:
    """compiled.txt, one tool a line so that a change is a readable difference.

    First the digest; then tools as JSON; after an empty line those that are one site, their cells between tabs.
    """
    lines = {tool.id: line_of(tool) for tool in compiled.tools}
    tools = (msgspec.json.encode(tool) for tool in compiled.tools if lines[tool.id] is None)
    sites = (line.encode() for line in sorted(filter(None, lines.values()), key=id_of))
    return b"\n".join((compiled.digest.encode(), *tools, b"", *sites, b""))
