"""Browser extensions: by id, and by the AI hosts that their manifest names, which catches those nobody has listed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from detector.facts import Extension, Match
from detector.hostname import has_keyword, split_address
from detector.match import STRONG, UNLISTED, WEAK
from detector.sensors.browsers import Profile, chromium_profiles, firefox_profiles
from detector.sensors.documents import mapping, read_json, texts
from detector.sensors.native_hosts import forced, native_hosts
from detector.sensors.places import is_file, names_in
from detector.view import View

NAME = "extensions"

_CHROMIUM_ID = re.compile(r"[a-p]{32}")
_LARGEST_SETTINGS = 64 << 20  # bytes; Preferences hold much else, which is skipped unread
_UNPACKED = 4  # ManifestLocation::kUnpacked (chromium extensions/common/manifest.h)
# An extension that names very many hosts (a password filler, a blocker) is not about any one of them.
_MANY_HOSTS = 40
_HOST_KEYS = ("host_permissions", "permissions")


class _Setting(msgspec.Struct):
    """What a profile's settings say of one extension."""

    state: object = 1
    location: object = 0
    path: object = ""
    manifest: object = None
    disable_reasons: object = None


class _ExtensionSettings(msgspec.Struct):
    settings: dict[str, _Setting | None] = {}
    opsettings: dict[str, _Setting | None] = {}


class _Preferences(msgspec.Struct):
    """The part of (Secure) Preferences that is read; all other keys are skipped."""

    extensions: _ExtensionSettings = msgspec.field(default_factory=_ExtensionSettings)


class _Addon(msgspec.Struct):
    id: str = ""
    type: str | None = ""
    active: bool | None = True
    location: str | None = ""
    default_locale: dict[str, object] | None = msgspec.field(default=None, name="defaultLocale")
    user_permissions: dict[str, object] | None = msgspec.field(default=None, name="userPermissions")


class _Addons(msgspec.Struct):
    addons: list[_Addon] = []


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What an extension says of itself, and the folder it lies in ("" when it is read from settings)."""

    content: dict[str, object]
    folder: str


_NOTHING = _Manifest({}, "")


def look(view: View) -> Iterator[Extension]:
    """Extensions of every profile, those that a policy installs, and programs that extensions talk to."""
    for profile in chromium_profiles(view):
        yield from _of_chromium(view, profile)
    for profile in firefox_profiles(view):
        yield from _of_firefox(view, profile)
    yield from forced(view)
    yield from native_hosts(view)


def _of_chromium(view: View, profile: Profile) -> Iterator[Extension]:
    settings = _settings(view, profile)
    for name in names_in(view, f"{profile.folder}/Extensions"):
        if not _CHROMIUM_ID.fullmatch(name):
            continue
        view.tally.looked_at += 1
        manifest = _NOTHING
        match = view.matcher.match_extension(name)
        if match is None:
            with view.tally.attempt():
                manifest = _newest_manifest(view, f"{profile.folder}/Extensions/{name}")
        setting = settings.get(name)
        enabled = setting is None or (setting.state == 1 and not setting.disable_reasons)
        yield from _facts(view, profile.browser, match, manifest, enabled=enabled)
    for extension_id, setting in settings.items():
        if setting.location == _UNPACKED and _CHROMIUM_ID.fullmatch(extension_id):
            view.tally.looked_at += 1
            match = view.matcher.match_extension(extension_id)
            yield from _facts(
                view, profile.browser, match, _unpacked_manifest(view, setting), enabled=setting.state == 1
            )


def _settings(view: View, profile: Profile) -> dict[str, _Setting]:
    found: dict[str, _Setting] = {}
    for name in ("Secure Preferences", "Preferences"):
        with view.tally.attempt():
            raw = view.host.read(f"{profile.folder}/{name}", _LARGEST_SETTINGS)
            part = msgspec.json.decode(raw, type=_Preferences).extensions
            here = {**part.settings, **part.opsettings}
            found = {**{key: setting for key, setting in here.items() if setting is not None}, **found}
    return found


def _newest_manifest(view: View, folder: str) -> _Manifest:
    """The manifest in the folder of the newest version."""
    versions = sorted(view.host.listing(folder), key=_version_key, reverse=True)
    for version in versions[:2]:
        path = f"{folder}/{version}/manifest.json"
        if is_file(view, path):
            return _Manifest(mapping(read_json(view, path)), f"{folder}/{version}")
    return _NOTHING


def _version_key(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d{1,9}", name))


def _unpacked_manifest(view: View, setting: _Setting) -> _Manifest:
    folder = setting.path.replace("\\", "/") if isinstance(setting.path, str) else ""
    with view.tally.attempt():
        if folder:
            return _Manifest(mapping(read_json(view, f"{folder}/manifest.json")), folder)
    return _Manifest(mapping(setting.manifest), "")


def _facts(view: View, browser: str, match: Match | None, manifest: _Manifest, *, enabled: bool) -> Iterator[Extension]:
    """The extension by its id; else by the AI hosts it names; else, as a hint, by a telling word in its name."""
    if match is not None:
        yield Extension(match, browser, view.today, enabled)
        return
    matches = _host_matches(view, list(_named_hosts(manifest.content)))
    for found in matches:
        yield Extension(found, browser, view.today, enabled)
    if not matches and has_keyword(_shown_name(view, manifest)):
        yield Extension(Match(UNLISTED, "unlisted-extension-name", WEAK), browser, view.today, enabled)


def _host_matches(view: View, patterns: list[str]) -> list[Match]:
    strength = STRONG if len(set(patterns)) <= _MANY_HOSTS else WEAK
    found: dict[str, Match] = {}
    for pattern in patterns:
        host, path = split_address(pattern.replace("*.", "", 1))
        match = view.matcher.match_host(host, path.rstrip("*"), strength=strength)
        if match is not None and match.rule_id not in found:
            found[match.rule_id] = replace(match, rule_id=f"names-{match.rule_id}")
    return list(found.values())


def _named_hosts(manifest: dict[str, object]) -> Iterator[str]:
    """Match patterns that name a host: in the host permissions, the old permissions, and the content scripts."""
    patterns = [pattern for key in _HOST_KEYS for pattern in texts(manifest.get(key))]
    scripts = manifest.get("content_scripts")
    for script in scripts if isinstance(scripts, list) else ():
        patterns += texts(mapping(script).get("matches"))
    for pattern in patterns:
        host = pattern.partition("://")[2].partition("/")[0]
        if host.strip("*."):
            yield pattern


def _shown_name(view: View, manifest: _Manifest) -> str:
    """The name that a person sees; a name such as __MSG_appName__ stands in a file of the default language."""
    name, locale = manifest.content.get("name"), manifest.content.get("default_locale")
    if not isinstance(name, str):
        return ""
    key = re.fullmatch(r"__MSG_(\w+)__", name)
    if key is None or not manifest.folder or not isinstance(locale, str) or not re.fullmatch(r"\w+", locale):
        return name
    with view.tally.attempt():
        messages = mapping(read_json(view, f"{manifest.folder}/_locales/{locale}/messages.json"))
        for spelling, message in messages.items():
            if spelling.lower() == key.group(1).lower():
                return str(mapping(message).get("message", ""))
    return ""


def _of_firefox(view: View, profile: Profile) -> Iterator[Extension]:
    addons: list[_Addon] = []
    with view.tally.attempt():
        raw = view.host.read(f"{profile.folder}/extensions.json", _LARGEST_SETTINGS)
        addons = msgspec.json.decode(raw, type=_Addons).addons
    for addon in addons:
        if addon.type != "extension" or (addon.location or "").startswith("app-builtin"):
            continue
        view.tally.looked_at += 1
        content = {
            "host_permissions": (addon.user_permissions or {}).get("origins"),
            "name": (addon.default_locale or {}).get("name"),
        }
        match = view.matcher.match_extension(addon.id)
        yield from _facts(view, profile.browser, match, _Manifest(content, ""), enabled=bool(addon.active))
