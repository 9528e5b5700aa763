"""Takes out of a frozen folder what the package does not carry (left-out.toml) and prints the Debian packages it needs.

    python installer/prune.py build/frozen/gnomon

Order: files by pattern, libraries of the system, then every library beside the program that nothing left in the folder
asks for (objdump's NEEDED), and the empty ICU data. Prints one Debian package a line.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

HERE = Path(__file__).parent
SHARED = ("", "PySide6/Qt/lib/")  # where libraries lie that others ask for by name
KEPT = "libpython*"  # opened by the program itself, not named by any library


def read_list(path: Path = HERE / "left-out.toml") -> Mapping[str, Mapping[str, str]]:
    """The list: table, then pattern, then reason (of libraries: Debian's package)."""
    return tomllib.loads(path.read_text("utf-8"))


def files_left_out(paths: Iterable[str], patterns: Iterable[str]) -> list[str]:
    """The paths that a pattern names."""
    wanted = list(patterns)
    return [path for path in paths if any(fnmatchcase(path, pattern) for pattern in wanted)]


def orphans(libraries: Iterable[str], users: Iterable[str], needs: Callable[[str], set[str]]) -> list[str]:
    """The libraries that no user asks for, directly or through another library."""
    beside = set(libraries)
    asked: set[str] = set()
    waiting = list(users)
    while waiting:
        found = (needs(waiting.pop()) & beside) - asked
        asked |= found
        waiting += found
    return sorted(name for name in beside - asked if not fnmatchcase(name, KEPT))


def needed(path: Path) -> set[str]:
    """The libraries that an ELF file names (objdump -p, NEEDED)."""
    told = _run("objdump", "-p", str(path))
    return set(re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.MULTILINE))


def prune(folder: Path, left_out: Mapping[str, Mapping[str, str]]) -> set[str]:
    """Empty the folder of what is left out; returns the Debian packages that stand in."""
    inside = folder / "_internal"
    paths = [str(path.relative_to(inside)) for path in inside.rglob("*") if not path.is_dir()]
    for name in files_left_out(paths, left_out["files"]):
        (inside / name).unlink()
    packages = _take_system_libraries(inside, left_out["libraries"])
    _take_orphans(folder)
    for pattern in left_out["stubs"]:
        for real in [path for path in inside.rglob(pattern) if not path.is_symlink()]:
            write_icu_stub(real)
    for path in sorted(inside.rglob("*"), reverse=True):
        if path.is_symlink() and not path.exists():
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return packages


def _take_system_libraries(inside: Path, known: Mapping[str, str]) -> set[str]:
    packages = set()
    for name, package in known.items():
        if (inside / name).exists():
            (inside / name).unlink()
            packages.add(package)
    return packages


def _take_orphans(folder: Path) -> None:
    inside = folder / "_internal"
    shared = [path for place in SHARED for path in inside.glob(f"{place}lib*.so*")]
    places = {path.name: path for path in shared}
    users = [path for path in inside.rglob("*.so*") if path not in shared and not path.is_symlink()]
    users += [path for path in folder.iterdir() if path.is_file()]
    users += [path for path in shared if fnmatchcase(path.name, KEPT)]
    places |= {str(path): path for path in users}
    for name in orphans({path.name for path in shared}, map(str, users), lambda asked: needed(places[asked])):
        for path in [path for path in shared if path.name == name]:
            path.unlink()


def write_icu_stub(path: Path) -> None:
    """Put the empty data library of the same version in the place of this one."""
    version = path.name.rpartition(".")[2]
    source = (HERE / "icu-stub.s").read_text("utf-8").replace("ICU_DATA", f"icudt{version}_dat")
    part = path.with_suffix(".o")
    _run("as", "-o", str(part), "-", feed=source)
    path.unlink()
    _run("ld", "-shared", "-soname", path.name, "-o", str(path), str(part))
    part.unlink()


def _run(*command: str, feed: str = "") -> str:
    """What a program of binutils prints; build-deb has looked that it is there."""
    return subprocess.run(command, input=feed, capture_output=True, text=True, check=True).stdout  # noqa: S603  # fixed names


def main(arguments: Sequence[str]) -> int:
    """Prune one folder."""
    print("\n".join(sorted(prune(Path(arguments[0]), read_list()))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
