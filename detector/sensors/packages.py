"""Packages that package managers have on disk. No manager is run; the folders and lists they keep are enough."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from detector.facts import Package
from detector.platforms.host import System
from detector.sensors.documents import mapping, read_json
from detector.sensors.places import files_like, folders_like, is_folder, names_in
from detector.view import View

NAME = "packages"

_NPM = {
    System.LINUX: (
        "/usr/lib/node_modules", "/usr/local/lib/node_modules", "~/.npm-global/lib/node_modules",
        "~/.local/lib/node_modules", "~/.nvm/versions/node/*/lib/node_modules",
        "~/.local/share/fnm/node-versions/*/installation/lib/node_modules",
        "~/.asdf/installs/nodejs/*/lib/node_modules",
        "~/.local/share/mise/installs/node/*/lib/node_modules", "~/n/lib/node_modules",
        "~/.local/share/pnpm/global/*/node_modules", "~/.npm-packages/lib/node_modules",
        "~/.volta/tools/image/packages/*/lib/node_modules", "~/.volta/tools/image/packages/@*/*/lib/node_modules",
        "/home/linuxbrew/.linuxbrew/lib/node_modules",
    ),
    System.MACOS: (
        "/usr/local/lib/node_modules", "/opt/homebrew/lib/node_modules", "~/.npm-global/lib/node_modules",
        "~/.nvm/versions/node/*/lib/node_modules", "~/.local/lib/node_modules", "~/n/lib/node_modules",
        "~/Library/pnpm/global/*/node_modules", "~/.npm-packages/lib/node_modules",
        "~/.volta/tools/image/packages/*/lib/node_modules", "~/.volta/tools/image/packages/@*/*/lib/node_modules",
        "~/.asdf/installs/nodejs/*/lib/node_modules", "~/.local/share/mise/installs/node/*/lib/node_modules",
        "~/Library/Application Support/fnm/node-versions/*/installation/lib/node_modules",
        "~/.local/share/fnm/node-versions/*/installation/lib/node_modules",
    ),
    System.WINDOWS: (
        "~/AppData/Roaming/npm/node_modules", "~/AppData/Roaming/nvm/*/node_modules",
        "~/AppData/Local/pnpm/global/*/node_modules", "C:/Program Files/nodejs/node_modules",
        "~/AppData/Roaming/fnm/node-versions/*/installation/node_modules", "~/scoop/persist/nodejs*/bin/node_modules",
        "~/AppData/Local/Volta/tools/image/packages/*/node_modules",
        "~/AppData/Local/Volta/tools/image/packages/@*/*/node_modules",
    ),
}  # fmt: skip
# Managers that lay a package's dependencies beside it, so that only their own list says what a person asked for; and
# what npx has run.
_NPM_LISTS = {
    System.LINUX: (
        "~/.bun/install/global/package.json", "~/.config/yarn/global/package.json", "~/.npm/_npx/*/package.json",
    ),
    System.MACOS: (
        "~/.bun/install/global/package.json", "~/.config/yarn/global/package.json", "~/.npm/_npx/*/package.json",
    ),
    System.WINDOWS: (
        "~/.bun/install/global/package.json", "~/AppData/Local/Yarn/Data/global/package.json",
        "~/AppData/Local/npm-cache/_npx/*/package.json",
    ),
}  # fmt: skip
_PIP = {
    System.LINUX: (
        "~/.local/lib/python3.*/site-packages", "/usr/local/lib/python3.*/dist-packages",
        "/usr/local/lib/python3.*/site-packages", "/usr/lib/python3.*/site-packages",
        "/usr/lib64/python3.*/site-packages", "/usr/lib/python3/dist-packages",
        "~/.pyenv/versions/*/lib/python3.*/site-packages", "/home/linuxbrew/.linuxbrew/lib/python3.*/site-packages",
        "~/miniconda3/lib/python3.*/site-packages", "~/miniconda3/envs/*/lib/python3.*/site-packages",
        "~/anaconda3/lib/python3.*/site-packages", "~/anaconda3/envs/*/lib/python3.*/site-packages",
        "~/miniforge3/lib/python3.*/site-packages", "~/miniforge3/envs/*/lib/python3.*/site-packages",
        "/opt/conda/lib/python3.*/site-packages", "/opt/miniconda3/lib/python3.*/site-packages",
    ),
    System.MACOS: (
        "~/Library/Python/3.*/lib/python/site-packages", "/usr/local/lib/python3.*/site-packages",
        "/opt/homebrew/lib/python3.*/site-packages", "~/.pyenv/versions/*/lib/python3.*/site-packages",
        "/Library/Frameworks/Python.framework/Versions/3.*/lib/python3.*/site-packages",
        "~/miniconda3/lib/python3.*/site-packages", "~/miniconda3/envs/*/lib/python3.*/site-packages",
        "~/anaconda3/lib/python3.*/site-packages", "~/anaconda3/envs/*/lib/python3.*/site-packages",
        "~/miniforge3/lib/python3.*/site-packages", "~/miniforge3/envs/*/lib/python3.*/site-packages",
        "/opt/miniconda3/lib/python3.*/site-packages", "/opt/anaconda3/lib/python3.*/site-packages",
        "/opt/homebrew/Caskroom/mini*/base/lib/python3.*/site-packages",
    ),
    System.WINDOWS: (
        "~/AppData/Local/Programs/Python/Python3*/Lib/site-packages", "~/AppData/Roaming/Python/Python3*/site-packages",
        "C:/Program Files/Python3*/Lib/site-packages", "~/AppData/Local/Python/pythoncore-3*/Lib/site-packages",
        "~/AppData/Local/Packages/PythonSoftwareFoundation.Python.3*/LocalCache/local-packages/Python3*/site-packages",
        "~/.pyenv/pyenv-win/versions/*/Lib/site-packages", "C:/ProgramData/*conda3/Lib/site-packages",
        "~/miniconda3/Lib/site-packages", "~/miniconda3/envs/*/Lib/site-packages",
        "~/anaconda3/Lib/site-packages", "~/anaconda3/envs/*/Lib/site-packages",
    ),
}  # fmt: skip
# Folders with one sub-folder a package.
_FOLDERS: dict[System, tuple[tuple[str, str], ...]] = {
    System.LINUX: (
        ("pipx", "~/.local/share/pipx/venvs"),
        ("pipx", "~/.local/pipx/venvs"),
        ("uv", "~/.local/share/uv/tools"),
        ("brew", "/home/linuxbrew/.linuxbrew/Cellar"),
        ("brew", "~/.linuxbrew/Cellar"),
        ("cask", "/home/linuxbrew/.linuxbrew/Caskroom"),
        ("snap", "/snap"),
        ("flatpak", "/var/lib/flatpak/app"),
        ("flatpak", "~/.local/share/flatpak/app"),
    ),
    System.MACOS: (
        ("pipx", "~/.local/pipx/venvs"),
        ("pipx", "~/Library/Application Support/pipx/venvs"),
        ("uv", "~/.local/share/uv/tools"),
        ("brew", "/opt/homebrew/Cellar"),
        ("brew", "/usr/local/Cellar"),
        ("cask", "/opt/homebrew/Caskroom"),
        ("cask", "/usr/local/Caskroom"),
    ),
    System.WINDOWS: (
        ("pipx", "~/pipx/venvs"),
        ("pipx", "~/.local/pipx/venvs"),
        ("pipx", "~/AppData/Local/pipx/pipx/venvs"),
        ("uv", "~/AppData/Roaming/uv/tools"),
        ("scoop", "~/scoop/apps"),
        ("scoop", "C:/ProgramData/scoop/apps"),
    ),
}
_WINGET = ("~/AppData/Local/Microsoft/WinGet/Packages", "C:/Program Files/WinGet/Packages")
_DIST_INFO = re.compile(r"^(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*?)-[^-]+(?:-py3[.\d]*)?\.(?:dist-info|egg-info)$")
_CARGO_LINE = re.compile(r'^"(?P<name>[\w-]+) \d', re.MULTILINE)
_LARGEST_LIST = 4 << 20  # bytes
_MOST_LISTS = 500

Look = Callable[[View], Iterator[tuple[str, str]]]


def look(view: View) -> Iterator[Package]:
    """Known packages of every manager that keeps its list where anybody may read it."""
    seen: set[str] = set()
    for part in (_npm, _pip, _in_folders, _winget, _apt, _cargo):
        for manager, name in part(view):
            view.tally.looked_at += 1
            match = view.matcher.match_package(manager, name)
            if match is not None and f"{manager} {match.rule_id}" not in seen:
                seen.add(f"{manager} {match.rule_id}")
                yield Package(match, manager, view.today)


def _npm(view: View) -> Iterator[tuple[str, str]]:
    for glob in _NPM[view.host.system]:
        for folder in folders_like(view, glob):
            for name in names_in(view, folder):
                if name.startswith("@"):
                    yield from (("npm", f"{name}/{below}") for below in names_in(view, f"{folder}/{name}"))
                elif not name.startswith("."):
                    yield "npm", name
    for glob in _NPM_LISTS[view.host.system]:
        for path in islice(files_like(view, glob), _MOST_LISTS):
            with view.tally.attempt():
                document = mapping(read_json(view, path, _LARGEST_LIST))
                yield from (("npm", name) for name in mapping(document.get("dependencies")))


def _pip(view: View) -> Iterator[tuple[str, str]]:
    for glob in _PIP[view.host.system]:
        for folder in folders_like(view, glob):
            for name in names_in(view, folder):
                found = _DIST_INFO.match(name)
                if found:
                    yield "pip", plain_pip_name(found.group("name"))


def plain_pip_name(name: str) -> str:
    """The one spelling of a Python package's name (packaging.python.org, name normalization)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _in_folders(view: View) -> Iterator[tuple[str, str]]:
    for manager, folder in _FOLDERS[view.host.system]:
        for name in names_in(view, view.at_home(folder)):
            yield manager, _plain_name(manager, name)


def _plain_name(manager: str, name: str) -> str:
    """A folder's name as the catalogue writes the package: Homebrew puts another edition of one behind an @."""
    if manager in ("pipx", "uv"):
        return plain_pip_name(name)
    return name.partition("@")[0] if manager in ("brew", "cask") else name


def _winget(view: View) -> Iterator[tuple[str, str]]:
    if view.host.system is System.WINDOWS:
        for folder in _WINGET:
            for name in names_in(view, view.at_home(folder)):
                yield "winget", name.partition("_")[0]


def _apt(view: View) -> Iterator[tuple[str, str]]:
    """Debian packages of the catalogue, asked for one by one: the list of all is long."""
    if view.host.system is not System.LINUX or not is_folder(view, "/var/lib/dpkg/info"):
        return
    for name in view.matcher.package_names("apt"):
        with view.tally.attempt():
            view.host.stamp(f"/var/lib/dpkg/info/{name}.list")
            yield "apt", name


def _cargo(view: View) -> Iterator[tuple[str, str]]:
    with view.tally.attempt():
        text = view.host.read(view.at_home("~/.cargo/.crates.toml"), _LARGEST_LIST).decode("utf-8", "replace")
        yield from (("cargo", found.group("name")) for found in _CARGO_LINE.finditer(text))
