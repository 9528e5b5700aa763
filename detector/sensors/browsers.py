"""Where browsers keep their profiles. Sources: osquery chrome tables, fleetdm/fleet browserext.go, vendors' pages.

A path is relative to the home; a `*` stands for one folder name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from detector.platforms.host import System
from detector.sensors.places import folders_like, is_file, names_in
from detector.view import View

_CHROMIUM_LINUX = (
    ("chrome", ".config/google-chrome"),
    ("chrome", ".config/google-chrome-beta"),
    ("chrome", ".config/google-chrome-unstable"),
    ("chrome", ".var/app/com.google.Chrome/config/google-chrome"),
    ("chromium", ".config/chromium"),
    ("chromium", "snap/chromium/common/chromium"),
    ("chromium", "snap/chromium/current/.config/chromium"),
    ("chromium", ".var/app/org.chromium.Chromium/config/chromium"),
    ("chromium", ".var/app/io.github.ungoogled_software.ungoogled_chromium/config/chromium"),
    ("edge", ".config/microsoft-edge"),
    ("edge", ".config/microsoft-edge-beta"),
    ("edge", ".config/microsoft-edge-dev"),
    ("edge", ".var/app/com.microsoft.Edge/config/microsoft-edge"),
    ("brave", ".config/BraveSoftware/Brave-Browser"),
    ("brave", ".config/BraveSoftware/Brave-Browser-Beta"),
    ("brave", ".config/BraveSoftware/Brave-Browser-Nightly"),
    ("brave", "snap/brave/current/.config/BraveSoftware/Brave-Browser"),
    ("brave", ".var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser"),
    ("yandex", ".config/yandex-browser"),
    ("yandex", ".config/yandex-browser-beta"),
    ("yandex", ".config/yandex-browser-corporate"),
    ("yandex", ".var/app/ru.yandex.Browser/config/yandex-browser"),
    ("opera", ".config/opera"),
    ("opera", ".config/opera-beta"),
    ("opera", ".config/opera-developer"),
    ("opera", "snap/opera/common/.config/opera"),
    ("opera", "snap/opera/current/.config/opera"),
    ("opera", ".var/app/com.opera.Opera/config/opera"),
    ("vivaldi", ".config/vivaldi"),
    ("vivaldi", ".config/vivaldi-snapshot"),
    ("vivaldi", "snap/vivaldi/current/.config/vivaldi"),
    ("vivaldi", ".var/app/com.vivaldi.Vivaldi/config/vivaldi"),
    ("chromium-gost", ".config/chromium-gost"),
    ("thorium", ".config/thorium"),
    ("whale", ".config/naver-whale"),
    ("helium", ".config/net.imput.helium"),
    ("chrome", ".config/google-chrome-for-testing"),
)
_CHROMIUM_MACOS = (
    ("chrome", "Library/Application Support/Google/Chrome"),
    ("chrome", "Library/Application Support/Google/Chrome Beta"),
    ("chrome", "Library/Application Support/Google/Chrome Dev"),
    ("chrome", "Library/Application Support/Google/Chrome Canary"),
    ("chromium", "Library/Application Support/Chromium"),
    ("edge", "Library/Application Support/Microsoft Edge"),
    ("edge", "Library/Application Support/Microsoft Edge Beta"),
    ("edge", "Library/Application Support/Microsoft Edge Dev"),
    ("edge", "Library/Application Support/Microsoft Edge Canary"),
    ("brave", "Library/Application Support/BraveSoftware/Brave-Browser"),
    ("brave", "Library/Application Support/BraveSoftware/Brave-Browser-Beta"),
    ("brave", "Library/Application Support/BraveSoftware/Brave-Browser-Nightly"),
    ("yandex", "Library/Application Support/Yandex/YandexBrowser"),
    ("opera", "Library/Application Support/com.operasoftware.Opera"),
    ("opera", "Library/Application Support/com.operasoftware.OperaGX"),
    ("opera", "Library/Application Support/com.operasoftware.OperaNext"),
    ("opera", "Library/Application Support/com.operasoftware.OperaDeveloper"),
    ("opera", "Library/Application Support/com.operasoftware.OperaAir"),
    ("opera", "Library/Application Support/com.operasoftware.OperaNeon"),
    ("vivaldi", "Library/Application Support/Vivaldi"),
    ("vivaldi", "Library/Application Support/Vivaldi Snapshot"),
    ("whale", "Library/Application Support/Naver/Whale"),
    ("coccoc", "Library/Application Support/CocCoc/Browser"),
    ("helium", "Library/Application Support/net.imput.helium"),
    ("thorium", "Library/Application Support/Thorium"),
    ("arc", "Library/Application Support/Arc/User Data"),
    ("comet", "Library/Application Support/Perplexity/Comet"),
    ("comet", "Library/Application Support/Comet"),
    ("dia", "Library/Application Support/Dia/User Data"),
    ("atlas", "Library/Application Support/com.openai.atlas/browser-data/host"),
)
_CHROMIUM_WINDOWS = (
    ("chrome", "AppData/Local/Google/Chrome/User Data"),
    ("chrome", "AppData/Local/Google/Chrome Beta/User Data"),
    ("chrome", "AppData/Local/Google/Chrome Dev/User Data"),
    ("chrome", "AppData/Local/Google/Chrome SxS/User Data"),
    ("chromium", "AppData/Local/Chromium/User Data"),
    ("edge", "AppData/Local/Microsoft/Edge/User Data"),
    ("edge", "AppData/Local/Microsoft/Edge Beta/User Data"),
    ("edge", "AppData/Local/Microsoft/Edge Dev/User Data"),
    ("edge", "AppData/Local/Microsoft/Edge SxS/User Data"),
    ("brave", "AppData/Local/BraveSoftware/Brave-Browser/User Data"),
    ("brave", "AppData/Local/BraveSoftware/Brave-Browser-Beta/User Data"),
    ("brave", "AppData/Local/BraveSoftware/Brave-Browser-Nightly/User Data"),
    ("yandex", "AppData/Local/Yandex/YandexBrowser/User Data"),
    ("yandex", "AppData/Local/Yandex/YandexBrowserBeta/User Data"),
    ("opera", "AppData/Roaming/Opera Software/Opera Stable"),
    ("opera", "AppData/Roaming/Opera Software/Opera GX Stable"),
    ("opera", "AppData/Roaming/Opera Software/Opera Next"),
    ("opera", "AppData/Roaming/Opera Software/Opera Developer"),
    ("opera", "AppData/Roaming/Opera Software/Opera Air Stable"),
    ("opera", "AppData/Roaming/Opera Software/Opera Neon Stable"),
    ("opera", "AppData/Local/Opera Software/Opera Stable"),
    ("vivaldi", "AppData/Local/Vivaldi/User Data"),
    ("vivaldi", "AppData/Local/Vivaldi Snapshot/User Data"),
    ("whale", "AppData/Local/Naver/Naver Whale/User Data"),
    ("coccoc", "AppData/Local/CocCoc/Browser/User Data"),
    ("helium", "AppData/Local/imput/Helium/User Data"),
    ("thorium", "AppData/Local/Thorium/User Data"),
    ("arc", "AppData/Local/Packages/TheBrowserCompany.Arc_*/LocalCache/Local/Arc/User Data"),
    ("arc", "AppData/Local/Arc/User Data"),
    ("comet", "AppData/Local/Perplexity/Comet/User Data"),
    ("atom", "AppData/Local/Mail.Ru/Atom/User Data"),
    ("chromium-gost", "AppData/Local/Chromium-Gost/User Data"),
)
CHROMIUM_ROOTS = {
    System.LINUX: _CHROMIUM_LINUX,
    System.MACOS: _CHROMIUM_MACOS,
    System.WINDOWS: _CHROMIUM_WINDOWS,
}
FIREFOX_ROOTS = {
    System.LINUX: (
        ("firefox", ".mozilla/firefox"),
        ("firefox", ".config/mozilla/firefox"),
        ("firefox", "snap/firefox/common/.mozilla/firefox"),
        ("firefox", ".var/app/org.mozilla.firefox/.mozilla/firefox"),
        ("firefox", ".var/app/org.mozilla.firefox/config/mozilla/firefox"),
        ("zen", ".zen"),
        ("zen", ".var/app/app.zen_browser.zen/.zen"),
        ("librewolf", ".librewolf"),
        ("librewolf", ".var/app/io.gitlab.librewolf-community/.librewolf"),
        ("waterfox", ".waterfox"),
        ("waterfox", ".var/app/net.waterfox.waterfox/.waterfox"),
        ("floorp", ".floorp"),
        ("floorp", ".var/app/one.ablaze.floorp/.floorp"),
    ),
    System.MACOS: (
        ("firefox", "Library/Application Support/Firefox"),
        ("zen", "Library/Application Support/zen"),
        ("librewolf", "Library/Application Support/librewolf"),
        ("waterfox", "Library/Application Support/Waterfox"),
        ("floorp", "Library/Application Support/Floorp"),
    ),
    System.WINDOWS: (
        ("firefox", "AppData/Roaming/Mozilla/Firefox"),
        ("firefox", "AppData/Local/Packages/Mozilla.Firefox_*/LocalCache/Roaming/Mozilla/Firefox"),
        ("zen", "AppData/Roaming/zen"),
        ("librewolf", "AppData/Roaming/librewolf"),
        ("waterfox", "AppData/Roaming/Waterfox"),
        ("floorp", "AppData/Roaming/Floorp"),
    ),
}
SAFARI_HISTORY = (
    "Library/Safari/History.db",
    "Library/Containers/com.apple.Safari/Data/Library/Safari/History.db",
)
_MOST_PROFILES = 64


@dataclass(frozen=True, slots=True)
class Profile:
    """One browser profile: the browser's short name and the profile's folder."""

    browser: str
    folder: str


def chromium_roots(view: View) -> Iterator[Profile]:
    """The folders in which Chromium-family browsers keep profiles, those that exist."""
    for browser, root in CHROMIUM_ROOTS[view.host.system]:
        for folder in folders_like(view, f"~/{root}"):
            yield Profile(browser, folder)


def chromium_profiles(view: View) -> Iterator[Profile]:
    """All profiles of Chromium-family browsers: folders with Preferences or History, and the root itself (Opera)."""
    for root in chromium_roots(view):
        found = 0
        names = names_in(view, root.folder)
        if "Preferences" in names or "History" in names:
            yield root
        for name in names:
            folder = f"{root.folder}/{name}"
            if found < _MOST_PROFILES and _may_be_profile(name) and _has_profile_files(view, folder):
                found += 1
                yield Profile(root.browser, folder)


def _may_be_profile(name: str) -> bool:
    return (
        name in ("Default", "Guest Profile")
        or name.startswith(("Profile", "Default", "_side_profile"))
        or "." not in name
    )


def _has_profile_files(view: View, folder: str) -> bool:
    return any(is_file(view, f"{folder}/{name}") for name in ("Preferences", "History"))


def firefox_profiles(view: View) -> Iterator[Profile]:
    """All profiles of Firefox-family browsers: what profiles.ini names, and what lies where profiles usually lie."""
    for browser, root in FIREFOX_ROOTS[view.host.system]:
        for folder in folders_like(view, f"~/{root}"):
            for profile in sorted({*_named_profiles(view, folder), *_lying_profiles(view, folder)})[:_MOST_PROFILES]:
                yield Profile(browser, profile)


def _named_profiles(view: View, root: str) -> Iterator[str]:
    with view.tally.attempt():
        text = view.host.read(f"{root}/profiles.ini", 1 << 20).decode("utf-8", "replace")
        relative = True
        for line in text.splitlines():
            key, _, value = line.partition("=")
            if key.strip() == "IsRelative":
                relative = value.strip() != "0"
            elif key.strip() == "Path" and value.strip():
                path = value.strip().replace("\\", "/").rstrip("/")
                is_whole = path.startswith("/") or path[1:3] == ":/"
                yield path if is_whole or not relative else f"{root}/{path}"
            elif line.startswith("["):
                relative = True


def _lying_profiles(view: View, root: str) -> Iterator[str]:
    for folder in (root, f"{root}/Profiles"):
        for name in names_in(view, folder):
            if (
                "." in name
                and not name.endswith((".ini", ".db", ".json"))
                and is_file(view, f"{folder}/{name}/prefs.js")
            ):
                yield f"{folder}/{name}"
