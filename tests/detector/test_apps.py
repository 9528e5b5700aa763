"""Installed desktop applications on the three systems."""

import plistlib
from pathlib import Path

import pytest

from detector.catalogue.load import catalogue_of
from detector.platforms.host import Program, System
from detector.report import Status
from detector.sensors.webapps import app_id
from tests.detector.machines import entry, found, look, machine

UNINSTALL = "Software/Microsoft/Windows/CurrentVersion/Uninstall"
APPX = "HKCU/Software/Classes/Local Settings/Software/Microsoft/Windows/CurrentVersion/AppModel/Repository/Packages"


@pytest.mark.parametrize(
    ("path", "strength"),
    [
        ("/usr/share/applications/com.openai.chat.desktop", 2),
        ("~/.local/share/applications/com.openai.chat.desktop", 2),
        ("/var/lib/flatpak/exports/share/applications/com.openai.chat.desktop", 3),
        ("~/.local/share/flatpak/app/com.openai.chat/current/active", 3),
    ],
)
def test_a_linux_application_is_known_by_its_id(tmp_path: Path, path: str, strength: int) -> None:
    facts, report = look("apps", machine(tmp_path, files={path: "[Desktop Entry]\nName=Something\n"}))
    assert found(facts) == [("chatgpt", strength)]
    assert report.status is Status.OK


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("~/Applications/LM-Studio-0.3.5-2-x64.AppImage", [("lmstudio", 2)]),
        ("~/AppImages/LM_Studio-0.3.5-x86_64.AppImage", [("lmstudio", 1)]),
        ("~/AppImages/Inkscape-1.3.AppImage", []),
        ("~/AppImages/LM-Studio.txt", []),
    ],
)
def test_an_appimage_is_strong_in_a_listed_place_and_a_hint_by_its_name(
    tmp_path: Path, path: str, expected: list[tuple[str, int]]
) -> None:
    assert sorted(set(found(look("apps", machine(tmp_path, files={path: "x"}))[0]))) == expected


@pytest.mark.parametrize("folder", ["/Applications", "~/Applications"])
@pytest.mark.parametrize("fmt", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_a_mac_application_is_known_by_its_bundle_id(tmp_path: Path, folder: str, fmt: plistlib.PlistFormat) -> None:
    plist = plistlib.dumps({"CFBundleIdentifier": "com.openai.chat", "CFBundleName": "Renamed"}, fmt=fmt)
    host = machine(tmp_path, System.MACOS, files={f"{folder}/Renamed.app/Contents/Info.plist": plist})
    facts, report = look("apps", host)
    assert found(facts) == [("chatgpt", 3)]
    assert report.status is Status.OK


@pytest.mark.parametrize(
    "content", [b"", b"bplist00garbage", b"<plist><dict><key>", b"<?xml version='1.0'?><plist><array/></plist>"]
)
def test_a_broken_plist_is_said_and_the_next_application_is_read(tmp_path: Path, content: bytes) -> None:
    good = plistlib.dumps({"CFBundleIdentifier": "com.openai.chat"})
    host = machine(tmp_path, System.MACOS, files={
        "/Applications/A.app/Contents/Info.plist": content,
        "/Applications/B.app/Contents/Info.plist": good,
        "/Applications/C.app/Contents/Info.plist": plistlib.dumps({"CFBundleIdentifier": 7}),
    })  # fmt: skip
    facts, report = look("apps", host)
    assert found(facts) == [("chatgpt", 3)]
    assert (report.status, report.failed) == (Status.PARTIAL, 1)


@pytest.mark.parametrize("root", ["HKCU/", "HKLM/"])
def test_a_windows_program_is_known_by_publisher_and_name(tmp_path: Path, root: str) -> None:
    registry: dict[str, dict[str, str]] = {
        f"{root}{UNINSTALL}/{{1234}}": {"DisplayName": "ChatGPT 1.2025.10", "Publisher": "OpenAI"},
        f"{root}{UNINSTALL}/Other": {"DisplayName": "ChatGPT", "Publisher": "Somebody else"},
        f"{root}{UNINSTALL}/Nameless": {},
    }
    facts, report = look("apps", machine(tmp_path, System.WINDOWS, registry=registry))
    assert found(facts) == [("chatgpt", 2)]
    assert report.status is Status.OK


@pytest.mark.parametrize("version", ["2.0", "version 0.32.15", "v3", "(User)", "1.2 (x64)", "Version 9"])
def test_a_version_after_the_name_does_not_matter(tmp_path: Path, version: str) -> None:
    registry = {f"HKCU/{UNINSTALL}/1": {"DisplayName": f"ChatGPT {version}", "Publisher": "OpenAI"}}
    assert found(look("apps", machine(tmp_path, System.WINDOWS, registry=registry))[0]) == [("chatgpt", 2)]


def test_a_store_application_is_known_by_its_package(tmp_path: Path) -> None:
    registry: dict[str, dict[str, str]] = {f"{APPX}/OpenAI.ChatGPT-Desktop_1.2025.10_x64__2p2nqsd0c76g0": {}}
    assert found(look("apps", machine(tmp_path, System.WINDOWS, registry=registry))[0]) == [("chatgpt", 2)]


def test_a_leftover_store_folder_is_a_hint(tmp_path: Path) -> None:
    path = "~/AppData/Local/Packages/OpenAI.ChatGPT-Desktop_2p2nqsd0c76g0/LocalState/x"
    assert found(look("apps", machine(tmp_path, System.WINDOWS, files={path: "x"}))[0]) == [("chatgpt", 1)]


def test_a_folder_without_its_program_is_no_application(tmp_path: Path) -> None:
    assert look("apps", machine(tmp_path, files={"/opt/LM Studio/readme.txt": "x"}))[0] == []
    facts, _ = look("apps", machine(tmp_path, files={"/opt/LM Studio/LM-Studio": "x"}))
    assert found(facts) == [("lmstudio", 2)]


CHATGPT_APP = "cadlkienfkclaiaibeoongdcgmdikeeg"  # the id that Chrome gives to the web application of chatgpt.com


@pytest.mark.parametrize(
    "path",
    [
        f"~/.config/google-chrome/Default/Web Applications/Manifest Resources/{CHATGPT_APP}/Icons/32.png",
        f"~/.config/google-chrome/Default/Web Applications/_crx_{CHATGPT_APP}/x",
        f"~/.local/share/applications/chrome-{CHATGPT_APP}-Default.desktop",
    ],
)
def test_an_installed_web_application_is_known_by_its_id(tmp_path: Path, path: str) -> None:
    host = machine(tmp_path, files={path: "x", "~/.config/google-chrome/Default/Preferences": "{}"})
    assert found(look("apps", host)[0]) == [("chatgpt", 3)]


def test_ids_of_web_applications_are_computed_as_chrome_does() -> None:
    assert app_id("https://chatgpt.com/") == CHATGPT_APP
    assert app_id("https://www.youtube.com/?feature=ytca") == "agimnkijcaahngcdmfeangaknmldooml"


def test_a_mounted_image_runs_and_is_not_installed(tmp_path: Path) -> None:
    place = "/tmp/.mount_ChatboAbC123/chatbox"
    rule = {"name": "chatbox", "paths": ["/tmp/.mount_Chatbo*/*"]}
    known = catalogue_of([entry("chatbox", processes=[rule])])
    host = machine(tmp_path, files={place: "x"}, running=[Program(5, "chatbox", place, own=True)])
    assert look("apps", host, known=known)[0] == []
    assert look("agents", host, known=known)[0] == []
    assert found(look("processes", host, known=known)[0]) == [("chatbox", 2)]
