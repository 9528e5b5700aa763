"""The catalogue in memory: what we ship, corrected by what the company says in its policy."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from functools import lru_cache
from types import MappingProxyType

import msgspec

from detector.catalogue.compile import (
    COMPILED,
    CatalogueError,
    Compiled,
    tool_from,
)
from detector.catalogue.tools import Catalogue, Tool

_COMPANY_DEFAULTS = {"vendor": "-", "category": "assistant", "source": "policy", "checked": date(2026, 1, 1)}


def load_catalogue(additions: Sequence[Mapping[str, object]] = (), *, silenced: Collection[str] = ()) -> Catalogue:
    """The shipped tools with the company's additions and corrections, without what it has silenced.

    An addition has the form of a YAML entry, of which only `id` and `name` are needed. With the id of a shipped tool
    it corrects that tool: the keys it names replace the shipped ones, all others stay. `silenced` holds globs on ids
    and on hosts.

    Raises:
        CatalogueError: an addition has the wrong form.
    """
    digest, shipped = _shipped()
    if not additions and not silenced:
        return Catalogue(tools=shipped, version=digest[:16])
    tools = dict(shipped)
    for addition in additions:
        tool = _corrected(tools, addition)
        tools[tool.id] = tool
    quiet = tuple(sorted(silenced))
    kept = {key: tool for key, tool in tools.items() if not any(fnmatchcase(key, glob) for glob in quiet)}
    hosts = tuple(glob.lower() for glob in quiet if "." in glob)
    return Catalogue(tools=MappingProxyType(kept), version=_version(kept, hosts), silenced_hosts=hosts)


def catalogue_of(entries: Sequence[Mapping[str, object]]) -> Catalogue:
    """A catalogue of just these entries.

    Raises:
        CatalogueError: an entry has the wrong form.
    """
    tools = {tool.id: tool for tool in (tool_from(entry, file="entries") for entry in entries)}
    return Catalogue(tools=MappingProxyType(tools), version=_version(tools))


@lru_cache(maxsize=1)
def _shipped() -> tuple[str, Mapping[str, Tool]]:
    """What compiled.json holds; a test keeps it equal to the YAML files."""
    try:
        compiled = msgspec.json.decode(COMPILED.read_bytes(), type=Compiled)
    except (OSError, msgspec.DecodeError) as wrong:
        raise CatalogueError("this installation's catalogue can't be read: install Gnomon again") from wrong
    return compiled.digest, MappingProxyType({tool.id: tool for tool in compiled.tools})


def _corrected(tools: Mapping[str, Tool], addition: Mapping[str, object]) -> Tool:
    shipped = tools.get(str(addition.get("id", "")))
    if shipped is None:
        return tool_from({**_COMPANY_DEFAULTS, **addition}, file="policy")
    whole = msgspec.to_builtins(shipped, builtin_types=(date,))
    return tool_from({**whole, **addition}, file="policy")


def _version(tools: Mapping[str, Tool], silenced_hosts: tuple[str, ...] = ()) -> str:
    seal = hashlib.sha256(" ".join(silenced_hosts).encode())
    for key in sorted(tools):
        seal.update(msgspec.json.encode(tools[key]))
    return seal.hexdigest()[:16]
