"""Editor plugins: the VS Code family, with what is built into the editor, and JetBrains IDEs."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

import msgspec

from detector.facts import Match, Plugin
from detector.match import STRONG
from detector.platforms.host import System
from detector.sensors.documents import mapping, parsed_xml, read_json
from detector.sensors.places import folders_like, names_in
from detector.view import View

NAME = "editors"

_VSCODE_HOMES = (
    ".vscode", ".vscode-insiders", ".vscode-oss", ".vscode-server", ".vscode-server-insiders", ".cursor",
    ".cursor-server", ".windsurf", ".windsurf-next", ".windsurf-server", ".trae", ".trae-cn", ".trae-server",
    ".antigravity", ".antigravity-server", ".kiro", ".kiro-server", ".positron", ".positron-server", ".void-editor",
    ".void-server", ".qoder", ".codebuddy", ".codebuddycn", ".lingma", ".pearai", ".aide", ".melty", ".vscodium-server",
    ".openvscode-server", ".local/share/code-server", ".vscode-oss-insiders", ".vscode-shared",
    ".var/app/com.visualstudio.code/data/vscode", ".var/app/com.vscodium.codium/data/codium",
)  # fmt: skip
_BUILT_IN = {
    System.LINUX: (
        "/usr/share/code/resources/app/extensions",
        "/usr/share/code-insiders/resources/app/extensions",
        "/usr/share/codium/resources/app/extensions",
        "/usr/lib/code/extensions",
        "/opt/visual-studio-code/resources/app/extensions",
        "/snap/code/current/usr/share/code/resources/app/extensions",
        "/usr/share/cursor/resources/app/extensions",
        "/usr/share/windsurf/resources/app/extensions",
        "/opt/windsurf/resources/app/extensions",
        "/opt/Windsurf/resources/app/extensions",
        "/usr/share/kiro/resources/app/extensions",
        "/usr/share/positron/resources/app/extensions",
        "/usr/share/trae/resources/app/extensions",
    ),
    System.MACOS: (
        "/Applications/Visual Studio Code.app/Contents/Resources/app/extensions",
        "/Applications/Cursor.app/Contents/Resources/app/extensions",
        "/Applications/Windsurf.app/Contents/Resources/app/extensions",
        "~/Applications/Visual Studio Code.app/Contents/Resources/app/extensions",
        "/Applications/Visual Studio Code - Insiders.app/Contents/Resources/app/extensions",
        "/Applications/Kiro.app/Contents/Resources/app/extensions",
        "/Applications/Positron.app/Contents/Resources/app/extensions",
        "/Applications/Trae.app/Contents/Resources/app/extensions",
    ),
    System.WINDOWS: (
        "~/AppData/Local/Programs/Microsoft VS Code/resources/app/extensions",
        "~/AppData/Local/Programs/Microsoft VS Code Insiders/resources/app/extensions",
        "C:/Program Files/Microsoft VS Code/resources/app/extensions",
        "~/AppData/Local/Programs/cursor/resources/app/extensions",
        "~/AppData/Local/Programs/Windsurf/resources/app/extensions",
        "~/AppData/Local/Programs/Kiro/resources/app/extensions",
        "~/AppData/Local/Programs/Trae/resources/app/extensions",
        "C:/Program Files/Positron/resources/app/extensions",
    ),
}
_JETBRAINS = {
    System.LINUX: ("~/.local/share/JetBrains/*", "~/.local/share/Google/AndroidStudio*"),
    System.MACOS: (
        "~/Library/Application Support/JetBrains/*/plugins",
        "~/Library/Application Support/Google/AndroidStudio*/plugins",
    ),
    System.WINDOWS: ("~/AppData/Roaming/JetBrains/*/plugins", "~/AppData/Roaming/Google/AndroidStudio*/plugins"),
}
_FOLDER_NAME = re.compile(r"([A-Za-z0-9][\w-]*\.[\w-]+(?:\.[\w-]+)*?)-\d[\w.+-]*")
_LARGEST_LIST = 16 << 20  # bytes
_LARGEST_JAR = 256 << 20
_LARGEST_DESCRIPTOR = 2 << 20
_MOST_JARS = 24


class _Identifier(msgspec.Struct):
    id: str = ""


class _Installed(msgspec.Struct):
    identifier: _Identifier = msgspec.field(default_factory=_Identifier)


def look(view: View) -> Iterator[Plugin]:
    """Plugins of all editors of this home."""
    for home in _VSCODE_HOMES:
        for folder in folders_like(view, f"~/{home}/extensions"):
            yield from _of_vscode(view, folder, home.strip(".").partition("-")[0].rpartition("/")[2])
    for folder in _BUILT_IN[view.host.system]:
        yield from _built_in(view, view.at_home(folder))
    for glob in _JETBRAINS[view.host.system]:
        for folder in folders_like(view, glob):
            yield from _of_jetbrains(view, folder)


def _of_vscode(view: View, folder: str, editor: str) -> Iterator[Plugin]:
    view.tally.looked_at += 1
    ids: set[str] = set()
    with view.tally.attempt():
        raw = view.host.read(f"{folder}/extensions.json", _LARGEST_LIST).removeprefix(b"\xef\xbb\xbf")
        ids = {entry.identifier.id.lower() for entry in msgspec.json.decode(raw, type=list[_Installed])}
    if not ids:
        ids = set(_ids_by_folder(view, folder))
    for plugin_id in sorted(ids):
        match = view.matcher.match_plugin("vscode", plugin_id)
        if match is not None:
            yield Plugin(match, editor, view.today)


def _ids_by_folder(view: View, folder: str) -> Iterator[str]:
    """Ids from the folder names (publisher.name-1.2.3), without those that wait to be removed."""
    obsolete: dict[str, object] = {}
    with view.tally.attempt():
        obsolete = mapping(read_json(view, f"{folder}/.obsolete"))
    for name in names_in(view, folder):
        found = _FOLDER_NAME.match(name)
        if found and not obsolete.get(name):
            yield found.group(1).lower()


def _built_in(view: View, folder: str) -> Iterator[Plugin]:
    """Plugins that came with the editor: there, though nobody chose them, hence not exact."""
    for name in names_in(view, folder):
        if not view.matcher.may_be_plugin(name):
            continue
        with view.tally.attempt():
            package = mapping(read_json(view, f"{folder}/{name}/package.json"))
            view.tally.looked_at += 1
            match = view.matcher.match_plugin("vscode", f"{package.get('publisher')}.{package.get('name')}")
            if match is not None:
                yield Plugin(replace(match, rule_id=f"built-in-{match.rule_id}", strength=STRONG), "vscode", view.today)


def _of_jetbrains(view: View, folder: str) -> Iterator[Plugin]:
    for name in names_in(view, folder):
        jars = [jar for jar in names_in(view, f"{folder}/{name}/lib") if jar.endswith(".jar")]
        if not jars:
            continue
        view.tally.looked_at += 1
        match = _first_match(view, f"{folder}/{name}/lib", sorted(jars, key=lambda jar: _likeness(jar, name)))
        if match is not None:
            yield Plugin(match, "jetbrains", view.today)


def _likeness(jar: str, plugin: str) -> tuple[bool, int, str]:
    """Jars named like their plugin first: one of them holds the descriptor."""
    return not jar.lower().startswith(plugin.lower()[:6]), len(jar), jar


def _first_match(view: View, folder: str, jars: list[str]) -> Match | None:
    for jar in jars[:_MOST_JARS]:
        with view.tally.attempt():
            plugin_id = _descriptor_id(view, f"{folder}/{jar}")
            if plugin_id:
                return view.matcher.match_plugin("jetbrains", plugin_id)
    return None


def _descriptor_id(view: View, path: str) -> str:
    """The id in META-INF/plugin.xml of a jar, "" when it has none. Only the jar's directory and that file are read.

    Raises:
        OSError: the jar can't be read.
        ValueError: it is no jar, or its descriptor is too large or no XML.
    """
    with view.host.opened(path, _LARGEST_JAR) as file:
        try:
            with zipfile.ZipFile(file) as jar:
                entry = jar.NameToInfo.get("META-INF/plugin.xml")
                if entry is None:
                    return ""
                if entry.file_size > _LARGEST_DESCRIPTOR:
                    raise ValueError("the descriptor is too large")
                with jar.open(entry) as descriptor:
                    raw = descriptor.read(_LARGEST_DESCRIPTOR)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as wrong:
            raise ValueError("no jar") from wrong
    root = parsed_xml(raw)
    return (root.findtext("id") or root.findtext("name") or "").strip()
