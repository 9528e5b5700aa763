"""What administrators and programs tell a browser about extensions: forced ones, and programs that they may start."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from detector.facts import Extension
from detector.match import STRONG
from detector.platforms.host import System
from detector.sensors.documents import mapping, read_json, texts
from detector.sensors.places import names_in
from detector.view import View

_NATIVE_LINUX = (
    "~/.config/google-chrome/NativeMessagingHosts",
    "~/.config/chromium/NativeMessagingHosts",
    "~/.config/microsoft-edge/NativeMessagingHosts",
    "~/.config/BraveSoftware/Brave-Browser/NativeMessagingHosts",
    "~/.config/yandex-browser/NativeMessagingHosts",
    "~/.mozilla/native-messaging-hosts",
    "/etc/opt/chrome/native-messaging-hosts",
    "/etc/chromium/native-messaging-hosts",
)
_NATIVE_MACOS = (
    "~/Library/Application Support/Google/Chrome/NativeMessagingHosts",
    "~/Library/Application Support/Chromium/NativeMessagingHosts",
    "~/Library/Application Support/Microsoft Edge/NativeMessagingHosts",
    "~/Library/Application Support/BraveSoftware/Brave-Browser/NativeMessagingHosts",
    "~/Library/Application Support/Mozilla/NativeMessagingHosts",
    "/Library/Google/Chrome/NativeMessagingHosts",
)
_WINDOWS_VENDORS = (
    "Google/Chrome",
    "Chromium",
    "Microsoft/Edge",
    "BraveSoftware/Brave-Browser",
    "Yandex/YandexBrowser",
)


def forced(view: View) -> Iterator[Extension]:
    """Extensions that an administrator installs: listed, though perhaps not yet there."""
    if view.host.system is System.WINDOWS:
        for root in ("HKLM", "HKCU"):
            for vendor in _WINDOWS_VENDORS:
                with view.tally.attempt():
                    key = f"{root}/Software/Policies/{vendor}/ExtensionInstallForcelist"
                    yield from _listed(view, view.host.registry_values(key).values())
    if view.host.system is System.LINUX:
        for folder in ("/etc/opt/chrome/policies/managed", "/etc/chromium/policies/managed"):
            for name in names_in(view, folder):
                with view.tally.attempt():
                    policy = mapping(read_json(view, f"{folder}/{name}"))
                    yield from _listed(view, texts(policy.get("ExtensionInstallForcelist")))


def _listed(view: View, entries: Iterable[str]) -> Iterator[Extension]:
    for entry in entries:
        view.tally.looked_at += 1
        match = view.matcher.match_extension(entry.partition(";")[0].strip())
        if match is not None:
            yield Extension(replace(match, strength=STRONG), "policy", view.today)


def native_hosts(view: View) -> Iterator[Extension]:
    """Programs that extensions may start (native messaging)."""
    for path in _native_manifests(view):
        with view.tally.attempt():
            yield from _of_native(view, path)


def _native_manifests(view: View) -> Iterator[str]:
    """Files that let an extension start a program."""
    if view.host.system is System.WINDOWS:
        for root in ("HKCU", "HKLM"):
            for vendor in _WINDOWS_VENDORS:
                yield from _registered(view, f"{root}/Software/{vendor}/NativeMessagingHosts")
        return
    for folder in _NATIVE_LINUX if view.host.system is System.LINUX else _NATIVE_MACOS:
        for name in names_in(view, view.at_home(folder)):
            if name.endswith(".json"):
                yield f"{view.at_home(folder)}/{name}"


def _registered(view: View, key: str) -> Iterator[str]:
    names: tuple[str, ...] = ()
    with view.tally.attempt():
        names = tuple(view.host.registry_keys(key))
    for name in names:
        with view.tally.attempt():
            path = view.host.registry_values(f"{key}/{name}").get("")
            if path:
                yield path.replace("\\", "/")


def _of_native(view: View, path: str) -> Iterator[Extension]:
    """A program that a known extension may start, or a known program that any extension may start."""
    manifest = mapping(read_json(view, path))
    view.tally.looked_at += 1
    program = manifest.get("path")
    if isinstance(program, str):
        match = view.matcher.match_process("", program, view.host.system)
        if match is not None and match.strength > 1:
            yield Extension(match, "native", view.today)
    allowed = [*texts(manifest.get("allowed_origins")), *texts(manifest.get("allowed_extensions"))]
    for origin in allowed:
        match = view.matcher.match_extension(origin.removeprefix("chrome-extension://").rstrip("/"))
        if match is not None:
            yield Extension(replace(match, rule_id=f"native-{match.rule_id}", strength=STRONG), "native", view.today)
