"""The catalogue in memory: what we ship, corrected by what the company says in its policy."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import msgspec

from detector.catalogue.compile import (
    COMPILED,
    CatalogueError,
    Compiled,
    compile_catalogue,
    digest_of,
    tool_from,
    yaml_files,
)
from detector.catalogue.tools import Catalogue, Tool


def load_catalogue(additions: Sequence[Mapping[str, object]] = (), *, silenced: Collection[str] = ()) -> Catalogue:
    """The shipped tools with the company's additions and corrections, without the silenced ids.

    An addition has the form of a YAML entry. With the id of a shipped tool it corrects that tool: the keys it names
    replace the shipped ones, all others stay.

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
    kept = {key: tool for key, tool in tools.items() if key not in silenced}
    return Catalogue(tools=MappingProxyType(kept), version=_version(kept))


def catalogue_of(entries: Sequence[Mapping[str, object]]) -> Catalogue:
    """A catalogue of just these entries.

    Raises:
        CatalogueError: an entry has the wrong form.
    """
    tools = {tool.id: tool for tool in (tool_from(entry, file="entries") for entry in entries)}
    return Catalogue(tools=MappingProxyType(tools), version=_version(tools))


@lru_cache(maxsize=1)
def _shipped() -> tuple[str, Mapping[str, Tool]]:
    """compiled.json, or the YAML files themselves while somebody is editing them and the compiled file is behind."""
    compiled = _compiled()
    files = yaml_files()
    if files and (compiled is None or compiled.digest != digest_of(files)):
        compiled = compile_catalogue()
    if compiled is None:
        raise CatalogueError("this installation holds no catalogue: install Gnomon again")
    return compiled.digest, MappingProxyType({tool.id: tool for tool in compiled.tools})


def _compiled() -> Compiled | None:
    try:
        return msgspec.json.decode(COMPILED.read_bytes(), type=Compiled)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError:  # an older form: made anew from the YAML files
        return None


def _corrected(tools: Mapping[str, Tool], addition: Mapping[str, object]) -> Tool:
    shipped = tools.get(str(addition.get("id", "")))
    if shipped is None:
        return tool_from(addition, file="policy")
    whole = msgspec.to_builtins(shipped, builtin_types=(date,))
    return tool_from({**whole, **addition}, file="policy")


def _version(tools: Mapping[str, Tool]) -> str:
    seal = hashlib.sha256()
    for key in sorted(tools):
        seal.update(msgspec.json.encode(tools[key]))
    return seal.hexdigest()[:16]
