"""Globs on program paths, as the catalogue writes them. Pure.

`~` is a home. `*` stands for anything inside one folder name; a leading `*/` for any folders before, a trailing `/*`
and `**` for anything below. Paths of Windows and macOS compare without regard to case, those of Linux exactly.
"""

import re
from functools import lru_cache

from detector.platforms.host import System

# Where homes lie when it is not said whose home is meant.
_HOMES = {
    System.LINUX: r"(?:/var)?/home/[^/]+|/root",
    System.MACOS: r"/users/[^/]+|/var/root",
    System.WINDOWS: r"[a-z]:/users/[^/]+",
}
_WILD = re.compile(r"\*\*|\*|\?")


def plain_path(path: str, system: System) -> str:
    """The spelling in which paths of a system are compared: forward slashes, one case where case means nothing."""
    slashed = path.replace("\\", "/") if system is System.WINDOWS else path
    if slashed.startswith("//?/"):  # the long-path prefix of Windows
        slashed = slashed[4:]
    return slashed if system is System.LINUX else slashed.lower()


def system_of(path: str) -> System:
    """The system that a path belongs to, by its form."""
    if "\\" in path or re.match(r"^[A-Za-z]:[/\\]", path) or path.lower().endswith(".exe"):
        return System.WINDOWS
    if path.startswith(("/Applications/", "/Users/", "/Library/", "/System/", "/opt/homebrew/", "/private/")):
        return System.MACOS
    return System.LINUX


def spellings(plain: str, system: System) -> tuple[str, ...]:
    """A plain path, and where the same program lies when it is installed for one user instead of all, or for all."""
    if system is System.MACOS:
        at_home = re.match(r"/users/[^/]+(?=/applications/)", plain)
        return (plain, plain[at_home.end() :]) if at_home else (plain,)
    if system is System.WINDOWS:
        for_all = re.match(r"[a-z]:/program files(?: \(x86\))?/", plain)
        return (plain, f"c:/users/all/appdata/local/programs/{plain[for_all.end() :]}") if for_all else (plain,)
    return (plain,)


@lru_cache(maxsize=4096)
def glob_pattern(glob: str, system: System, home: str) -> re.Pattern[str]:
    """A pattern that plain paths of a system fully match or not. `home` is a real home, or "" for any home."""
    text = plain_path(glob, system)
    prefix = ""
    if text.startswith("~/"):
        homes = _HOMES[system]
        prefix = f"(?:{re.escape(plain_path(home, system))}|{homes})" if home else f"(?:{homes})"
        text = text[1:]
    elif text.startswith("*/"):
        prefix, text = "(?:.*)", text[1:]
    below = ""
    if text.endswith("/*"):
        text, below = text[:-1], ".+"
    return re.compile(prefix + _translated(text) + below + r"\Z", re.DOTALL)


def _translated(text: str) -> str:
    pieces: list[str] = []
    at = 0
    for wild in _WILD.finditer(text):
        pieces.append(re.escape(text[at : wild.start()]))
        pieces.append({"**": ".*", "*": "[^/]*", "?": "[^/]"}[wild.group()])
        at = wild.end()
    return "".join(pieces) + re.escape(text[at:])


def landmark(glob: str, system: System) -> str:
    """The longest folder or file name in a glob that holds no wildcard: each matching path holds it too; "" if none."""
    names = [name for name in plain_path(glob, system).split("/") if name and not _WILD.search(name) and name != "~"]
    return max(names, key=len, default="")


def names_a_place(glob: str) -> bool:
    """Whether a glob says where a program lies. `*/claude` does not: a file of that name anywhere would meet it."""
    named = [part for part in glob.split("/") if part.strip("*?")]
    return not glob.startswith("*") or len(named) > 1 or (bool(named) and glob.endswith("/*"))
