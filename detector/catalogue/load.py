"""The catalogue in memory: what we ship, corrected by what the company says in its policy."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from detector.catalogue.compile import COMPILED, CatalogueError, tool_from
from detector.catalogue.sites import Sites
from detector.catalogue.tools import Catalogue, Tool, Tools

_COMPANY_DEFAULTS = {"vendor": "-", "category": "assistant", "source": "policy", "checked": date(2026, 1, 1)}


class _Named(msgspec.Struct, frozen=True):
    """All that is read of a tool before it is asked for."""

    id: str


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
    changed: dict[str, Tool] = {}
    for addition in additions:
        tool_id = str(addition.get("id", ""))
        tool = _corrected(changed.get(tool_id) or shipped.get(tool_id), addition)
        changed[tool.id] = tool
    quiet = tuple(sorted(silenced))
    tools = shipped.changed(changed, quiet)
    hosts = tuple(glob.lower() for glob in quiet if "." in glob)
    return Catalogue(tools=tools, version=tools.version(hosts), silenced_hosts=hosts)


def catalogue_of(entries: Sequence[Mapping[str, object]]) -> Catalogue:
    """A catalogue of just these entries.

    Raises:
        CatalogueError: an entry has the wrong form.
    """
    tools = Tools({tool.id: tool for tool in (tool_from(entry, file="entries") for entry in entries)})
    return Catalogue(tools=tools, version=tools.version())


@lru_cache(maxsize=1)
def _shipped() -> tuple[str, Tools]:
    """What compiled.txt holds; a test keeps it equal to the YAML files, so that each of its tools can be read."""
    try:
        head, _, sites = COMPILED.read_bytes().replace(b"\r\n", b"\n").partition(b"\n\n")
        digest, *tools = head.split(b"\n")
        by_id = {msgspec.json.decode(tool, type=_Named).id: tool for tool in tools}
        return digest.decode(), Tools(by_id, Sites(sites))
    except (OSError, ValueError, IndexError, msgspec.DecodeError) as wrong:
        raise CatalogueError("this installation's catalogue can't be read: install Gnomon again") from wrong


def _corrected(shipped: Tool | None, addition: Mapping[str, object]) -> Tool:
    if shipped is None:
        return tool_from({**_COMPANY_DEFAULTS, **addition}, file="policy")
    whole = msgspec.to_builtins(shipped, builtin_types=(date,))
    return tool_from({**whole, **addition}, file="policy")
