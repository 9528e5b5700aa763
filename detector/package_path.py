"""Which package, image or plugin the path of a program lies in. Pure."""

import re
from collections.abc import Iterator

# Where a package manager puts a package's own files. Names in the stores of Nix and Guix follow a digest.
_PACKAGE_IN_PATH = (
    ("npm", re.compile(r"/node_modules/((?:@[^/]+/)?[^/]+)/")),
    ("pipx", re.compile(r"/pipx/venvs/([^/]+)/")),
    ("uv", re.compile(r"/uv/tools/([^/]+)/")),
    ("brew", re.compile(r"/Cellar/([^/@]+)(?:@[^/]*)?/", re.IGNORECASE)),
    ("cask", re.compile(r"/Caskroom/([^/@]+)(?:@[^/]*)?/", re.IGNORECASE)),
    ("snap", re.compile(r"^(?:/var/lib/snapd)?/snap/([^/]+)/")),
    ("flatpak", re.compile(r"/flatpak/app/([^/]+)/")),
    ("scoop", re.compile(r"/scoop/apps/([^/]+)/", re.IGNORECASE)),
    ("winget", re.compile(r"/WinGet/Packages/([^/_]+)_[^/]+/", re.IGNORECASE)),
    ("nix", re.compile(r"^/(?:nix|gnu)/store/[0-9a-z]{32}-(?:python3[.\d]*-)?([^/]+?)(?:-v?\d[^/]*)?/")),
)
# In Nix these are no AI tools: a language, a colourer of source code, a task runner, Xfce's library, everyday words.
_OTHERS_IN_NIX = frozenset({"crystal", "highlight", "invoke", "exo", "buzz", "conductor", "superset", "rewind"})
# Where an editor puts a plugin: agents run from there too.
_PLUGIN_IN_PATH = re.compile(r"/extensions/([a-z0-9][\w-]*\.[\w-]+(?:\.[\w-]+)*?)-\d[^/]*/", re.IGNORECASE)
_IMAGE_END = ".appimage"
_MACHINES = frozenset({"x86", "x64", "amd64", "arm64"})


def packages_in(path: str) -> Iterator[tuple[str, str]]:
    """(manager, package) for each package that a path with forward slashes lies in."""
    for manager, pattern in _PACKAGE_IN_PATH:
        names = (found.group(1) for found in pattern.finditer(path))
        yield from ((manager, name) for name in names if manager != "nix" or name not in _OTHERS_IN_NIX)


def plugin_in(path: str) -> str:
    """The id of the VS Code plugin in whose folder a path lies, "" for none."""
    found = _PLUGIN_IN_PATH.search(path)
    return found.group(1) if found else ""


def image_name(path: str) -> str:
    """The program in an AppImage: its file name without version and machine; "" when the path is no AppImage."""
    name = path.rpartition("/")[2]
    if not name.lower().endswith(_IMAGE_END):
        return ""
    words = name[: -len(_IMAGE_END)].replace("_", "-").split("-")
    return "-".join(word for word in words if not word[:1].isdigit() and word.lower() not in _MACHINES)
