"""Where browsers keep their profiles: every place of every browser is looked at on its system."""

from pathlib import Path

import pytest

from detector.platforms.host import System
from detector.sensors.browsers import CHROMIUM_ROOTS, FIREFOX_ROOTS
from tests.detector.machines import CHAT_ID, found, look, machine, manifest

CHROMIUM_PLACES = [(system, name, root) for system, roots in CHROMIUM_ROOTS.items() for name, root in roots]
FIREFOX_PLACES = [(system, name, root) for system, roots in FIREFOX_ROOTS.items() for name, root in roots]
FAMILIES = {"chrome", "chromium", "edge", "brave", "yandex", "opera", "vivaldi"}


@pytest.mark.parametrize(("system", "browser", "root"), CHROMIUM_PLACES)
@pytest.mark.parametrize("profile", ["Default/", "Profile 7/", ""])
def test_an_extension_is_found_in_every_chromium(
    tmp_path: Path, system: System, browser: str, root: str, profile: str
) -> None:
    folder = f"~/{root.replace('*', 'x')}/{profile}"
    files = {f"{folder}Preferences": "{}", f"{folder}Extensions/{CHAT_ID}/1.0_0/manifest.json": manifest()}
    facts, _ = look("extensions", machine(tmp_path, system, files=files))
    assert found(facts) == [("chatgpt", 3)]
    assert browser in repr(facts)


@pytest.mark.parametrize(("system", "browser", "root"), FIREFOX_PLACES)
def test_an_extension_is_found_in_every_firefox(tmp_path: Path, system: System, browser: str, root: str) -> None:
    profile = f"~/{root.replace('*', 'x')}/Profiles/ab12.default"
    listed = '{"addons": [{"id": "chat@openai.example", "type": "extension", "active": true}]}'
    files = {f"{profile}/prefs.js": "", f"{profile}/extensions.json": listed}
    facts, _ = look("extensions", machine(tmp_path, system, files=files))
    assert found(facts) == [("chatgpt", 3)]
    assert browser in repr(facts)


def test_every_system_knows_the_common_families() -> None:
    for system, roots in CHROMIUM_ROOTS.items():
        assert {browser for browser, _ in roots} >= FAMILIES, system
