"""Looking at places without walking: each question asks for named files and folders, never for "all below"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from detector.platforms.host import Kind
from detector.view import View


def kind_of(view: View, path: str) -> Kind | None:
    """What stands at a path; None when nothing does or it can't be seen (which the tally then says)."""
    with view.tally.attempt():
        return view.host.stamp(path).kind
    return None


def is_file(view: View, path: str) -> bool:
    """Whether a regular file stands at a path."""
    return kind_of(view, path) is Kind.FILE


def is_folder(view: View, path: str) -> bool:
    """Whether a folder stands at a path."""
    return kind_of(view, path) is Kind.FOLDER


def names_in(view: View, folder: str) -> tuple[str, ...]:
    """The names in a folder, () when it is absent or can't be seen (which the tally then says)."""
    with view.tally.attempt():
        return tuple(view.host.listing(folder))
    return ()


def places_like(view: View, glob: str) -> Iterator[str]:
    """The existing paths that a glob means: `~` is the home, `*` stands for anything inside one name."""
    parts = view.at_home(glob).split("/")
    yield from _below(view, parts, 1)


def folders_like(view: View, glob: str) -> Iterator[str]:
    """The existing folders that a glob means."""
    return (path for path in places_like(view, glob) if is_folder(view, path))


def files_like(view: View, glob: str) -> Iterator[str]:
    """The existing regular files that a glob means."""
    return (path for path in places_like(view, glob) if is_file(view, path))


def _below(view: View, parts: list[str], at: int) -> Iterator[str]:
    while at < len(parts) and "*" not in parts[at]:
        at += 1
    if at == len(parts):
        path = "/".join(parts)
        if kind_of(view, path) is not None:
            yield path
        return
    pattern = _name_pattern(parts[at])
    for name in names_in(view, "/".join(parts[:at])):
        if pattern.match(name):
            yield from _below(view, [*parts[:at], name, *parts[at + 1 :]], at + 1)


@lru_cache(maxsize=512)
def _name_pattern(glob: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(piece) for piece in glob.split("*")) + r"\Z", re.IGNORECASE | re.DOTALL)
