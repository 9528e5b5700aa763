"""Installed desktop applications: by bundle id, desktop entry, publisher with name, or the program's exact place."""

from collections.abc import Iterator
from dataclasses import replace

from detector.catalogue.tools import Tool
from detector.facts import App, Match
from detector.match import EXACT, STRONG
from detector.platforms.host import System
from detector.sensors.documents import read_plist
from detector.sensors.places import files_like, folders_like, is_folder, names_in
from detector.sensors.webapps import web_apps
from detector.view import View

NAME = "apps"

_DESKTOP_FOLDERS = (
    "/usr/share/applications",
    "/usr/local/share/applications",
    "~/.local/share/applications",
    "/var/lib/flatpak/exports/share/applications",
    "~/.local/share/flatpak/exports/share/applications",
    "~/.nix-profile/share/applications",
    "/run/current-system/sw/share/applications",
)
_FLATPAK_FOLDERS = ("/var/lib/flatpak/app", "~/.local/share/flatpak/app")
_IMAGE_FOLDERS = ("~/Applications", "~/AppImages", "~/.local/bin", "~/bin", "/opt")
# AppImages are mounted here while they run. Nothing is installed here, and the folder changes all the time.
_MOUNTED = "/tmp/"  # noqa: S108 - as above
_MAC_FOLDERS = ("/Applications", "~/Applications", "/Applications/Setapp")
_UNINSTALL = (
    "HKCU/Software/Microsoft/Windows/CurrentVersion/Uninstall",
    "HKLM/Software/Microsoft/Windows/CurrentVersion/Uninstall",
    "HKLM/Software/WOW6432Node/Microsoft/Windows/CurrentVersion/Uninstall",
)
_APPX = "HKCU/Software/Classes/Local Settings/Software/Microsoft/Windows/CurrentVersion/AppModel/Repository/Packages"
# Parts of a path that belong to a command for the terminal; those are the agents sensor's.
_TERMINAL_PARTS = ("/bin/", "~/.", "/versions/")


def look(view: View) -> Iterator[App]:
    """Applications installed for this user or for all."""
    looks = {System.LINUX: _on_linux, System.MACOS: _on_macos, System.WINDOWS: _on_windows}
    for match in looks[view.host.system](view):
        yield App(match, view.today)
    for match in web_apps(view):
        yield App(match, view.today)
    for tool in view.matcher.placed():
        for match in places_of(view, tool):
            if not is_for_terminal(tool, match.rule_id):
                yield App(match, view.today)


def is_for_terminal(tool: Tool, rule_id: str) -> bool:
    """Whether a place is one where commands lie rather than applications."""
    if rule_id.startswith("path:/usr/") and tool.desktop_ids:
        return False
    return any(part in rule_id for part in _TERMINAL_PARTS)


def places_of(view: View, tool: Tool) -> Iterator[Match]:
    """The places of a tool's programs at which a program really lies.

    A glob that ends in `/*` means any file below; a folder alone may be a leftover, so the program itself has to be
    there under its name, or, in a folder of versions, under any name.
    """
    for rule in tool.processes:
        if rule.os and view.host.system not in rule.os:
            continue
        for glob in rule.paths:
            if glob.startswith(("*", _MOUNTED)) or "**" in glob:
                continue
            exact = glob if not glob.endswith("/*") or "/versions/" in glob else f"{glob[:-1]}{rule.name}"
            if any(True for _ in files_like(view, exact)):
                yield Match(tool.id, f"path:{glob}", STRONG)


def _on_linux(view: View) -> Iterator[Match]:
    for folder in _DESKTOP_FOLDERS:
        flatpak = "flatpak" in folder
        for name in names_in(view, view.at_home(folder)):
            if name.endswith(".desktop"):
                view.tally.looked_at += 1
                yield from _known(view.matcher.match_desktop(name, strength=EXACT if flatpak else STRONG))
    for name in names_in(view, "/var/lib/snapd/desktop/applications"):
        yield from _known(view.matcher.match_package("snap", name.partition("_")[0]))
    for folder in _FLATPAK_FOLDERS:
        for name in names_in(view, view.at_home(folder)):
            view.tally.looked_at += 1
            found = view.matcher.match_desktop(name, strength=EXACT) or view.matcher.match_package("flatpak", name)
            yield from _known(found)
    for folder in _IMAGE_FOLDERS:
        for name in names_in(view, view.at_home(folder)):
            if name.lower().endswith(".appimage"):
                view.tally.looked_at += 1
                path = f"{view.at_home(folder)}/{name}"
                yield from _known(view.matcher.match_process("", path, System.LINUX))


def _on_macos(view: View) -> Iterator[Match]:
    for folder in _MAC_FOLDERS:
        for name in names_in(view, view.at_home(folder)):
            if not name.endswith(".app"):
                continue
            view.tally.looked_at += 1
            with view.tally.attempt():
                plist = read_plist(view, f"{view.at_home(folder)}/{name}/Contents/Info.plist")
                bundle = plist.get("CFBundleIdentifier")
                yield from _known(view.matcher.match_bundle(bundle) if isinstance(bundle, str) else None)


def _on_windows(view: View) -> Iterator[Match]:
    for root in _UNINSTALL:
        for key in _keys(view, root):
            view.tally.looked_at += 1
            with view.tally.attempt():
                values = view.host.registry_values(f"{root}/{key}")
                name, publisher = values.get("DisplayName", ""), values.get("Publisher", "")
                yield from _known(view.matcher.match_windows_app(publisher, name))
    for key in _keys(view, _APPX):
        view.tally.looked_at += 1
        yield from _known(_store_app(view, key))
    for folder in folders_like(view, "~/AppData/Local/Packages"):
        for name in names_in(view, folder):
            if is_folder(view, f"{folder}/{name}/LocalState"):
                yield from (replace(match, strength=1) for match in _known(_store_app(view, f"{name}_0")))


def _store_app(view: View, full_name: str) -> Match | None:
    """A Store application by its full package name, which is the name of its folder under WindowsApps."""
    return view.matcher.match_process("", f"C:/Program Files/WindowsApps/{full_name}/app.exe", System.WINDOWS)


def _keys(view: View, root: str) -> tuple[str, ...]:
    with view.tally.attempt():
        return tuple(view.host.registry_keys(root))
    return ()


def _known(match: Match | None) -> Iterator[Match]:
    if match is not None:
        yield match
