"""Browser extensions: by id, by the AI hosts they name, by the programs they may start."""

import json
from pathlib import Path

import pytest

from detector.facts import Extension
from detector.platforms.host import System
from detector.report import Status
from tests.detector.machines import CHAT_ID, STRANGER_ID, found, look, machine, manifest, put

PROFILE = "~/.config/google-chrome/Default"


def installed(extension_id: str, text: str, version: str = "1.0_0") -> dict[str, str]:
    return {
        f"{PROFILE}/Preferences": "{}",
        f"{PROFILE}/Extensions/{extension_id}/{version}/manifest.json": text,
    }


def test_a_known_id_is_exact(tmp_path: Path) -> None:
    facts, report = look("extensions", machine(tmp_path, files=installed(CHAT_ID, manifest())))
    assert found(facts) == [("chatgpt", 3)]
    assert report.status is Status.OK


@pytest.mark.parametrize("name", [CHAT_ID + "a", CHAT_ID[:-1], CHAT_ID[:-1] + "r", CHAT_ID.upper()])
def test_an_id_of_the_wrong_form_is_no_extension(tmp_path: Path, name: str) -> None:
    assert look("extensions", machine(tmp_path, files=installed(name, manifest())))[0] == []


@pytest.mark.parametrize(
    "more",
    [
        {"host_permissions": ["*://chatgpt.com/*"]},
        {"host_permissions": ["https://*.chatgpt.com/*"]},
        {"permissions": ["storage", "https://chatgpt.com/*"]},
        {"content_scripts": [{"matches": ["https://chatgpt.com/*"], "js": ["a.js"]}]},
    ],
)
def test_an_unknown_extension_that_names_an_ai_host_is_strong(tmp_path: Path, more: dict[str, object]) -> None:
    facts, _ = look("extensions", machine(tmp_path, files=installed(STRANGER_ID, manifest(**more))))
    assert found(facts) == [("chatgpt", 2)]


@pytest.mark.parametrize(
    "more",
    [
        {"host_permissions": ["<all_urls>"]},
        {"host_permissions": ["*://*/*", "https://*/*"]},
        {"host_permissions": ["https://chatgpt.com.evil.example/*", "https://x.com/*"]},
        {"name": "Consider it", "permissions": ["storage"]},
        {"host_permissions": "https://chatgpt.com/*"},
        {"host_permissions": [1, None, {}], "content_scripts": [None, {"matches": 7}]},
    ],
)
def test_an_extension_that_names_none_is_nothing(tmp_path: Path, more: dict[str, object]) -> None:
    facts, report = look("extensions", machine(tmp_path, files=installed(STRANGER_ID, manifest(**more))))
    assert facts == []
    assert report.status is Status.OK


def test_an_extension_that_names_very_many_hosts_is_only_a_hint(tmp_path: Path) -> None:
    hosts = [f"https://a{number}.example/*" for number in range(60)]
    text = manifest(host_permissions=[*hosts, "https://chatgpt.com/*"])
    assert found(look("extensions", machine(tmp_path, files=installed(STRANGER_ID, text)))[0]) == [("chatgpt", 1)]


def test_a_telling_word_in_a_name_is_a_hint_in_any_language_file(tmp_path: Path) -> None:
    host = machine(tmp_path, files=installed(STRANGER_ID, manifest(name="__MSG_appName__", default_locale="en")))
    folder = f"{PROFILE}/Extensions/{STRANGER_ID}/1.0_0/_locales/en"
    put(host, f"{folder}/messages.json", '\ufeff{"AppName": {"message": "Free ChatGPT"}, }')
    assert found(look("extensions", host)[0]) == [("unlisted", 1)]


def test_a_language_name_can_not_lead_out_of_the_extension(tmp_path: Path) -> None:
    text = manifest(name="__MSG_appName__", default_locale="../../../../../../../secret")
    host = machine(tmp_path, files=installed(STRANGER_ID, text))
    put(host, "~/secret/messages.json", '{"appName": {"message": "ChatGPT"}}')
    assert look("extensions", host)[0] == []


def test_the_newest_version_counts(tmp_path: Path) -> None:
    host = machine(tmp_path, files=installed(STRANGER_ID, manifest(), "9.0_0"))
    text = manifest(host_permissions=["https://chatgpt.com/*"])
    put(host, f"{PROFILE}/Extensions/{STRANGER_ID}/10.0_0/manifest.json", text)
    assert found(look("extensions", host)[0]) == [("chatgpt", 2)]


def test_a_disabled_extension_says_so(tmp_path: Path) -> None:
    host = machine(tmp_path, files=installed(CHAT_ID, manifest()))
    settings = {"extensions": {"settings": {CHAT_ID: {"state": 0, "location": 1}}}, "secret": "x"}
    put(host, f"{PROFILE}/Secure Preferences", json.dumps(settings))
    (fact,) = look("extensions", host)[0]
    assert isinstance(fact, Extension)
    assert not fact.enabled


def test_an_unpacked_extension_is_found_where_it_lies(tmp_path: Path) -> None:
    host = machine(tmp_path, files={"/src/mine/manifest.json": manifest(host_permissions=["https://chatgpt.com/*"])})
    settings = {"extensions": {"settings": {STRANGER_ID: {"state": 1, "location": 4, "path": "/src/mine"}}}}
    put(host, f"{PROFILE}/Preferences", json.dumps(settings))
    assert found(look("extensions", host)[0]) == [("chatgpt", 2)]


def test_opera_keeps_its_settings_under_another_key(tmp_path: Path) -> None:
    host = machine(tmp_path, files={"/src/mine/manifest.json": manifest(host_permissions=["https://chatgpt.com/*"])})
    settings = {"extensions": {"opsettings": {STRANGER_ID: {"state": 1, "location": 4, "path": "/src/mine"}}}}
    put(host, "~/.config/opera/Default/Preferences", json.dumps(settings))
    assert found(look("extensions", host)[0]) == [("chatgpt", 2)]


def firefox(*addons: dict[str, object]) -> dict[str, str]:
    return {
        "~/.mozilla/firefox/a.default/prefs.js": "",
        "~/.mozilla/firefox/a.default/extensions.json": json.dumps({"schemaVersion": 36, "addons": addons}),
    }


def test_firefox_extensions_are_known_by_id_and_by_hosts(tmp_path: Path) -> None:
    addons: tuple[dict[str, object], ...] = (
        {"id": "chat@openai.example", "type": "extension", "active": True, "location": "app-profile"},
        {
            "id": "x@y",
            "type": "extension",
            "location": "app-profile",
            "userPermissions": {"permissions": ["tabs"], "origins": ["https://giga.chat/*"]},
            "defaultLocale": {"name": "Something"},
        },
        {"id": "theme@z", "type": "theme", "userPermissions": {"origins": ["https://chatgpt.com/*"]}},
        {"id": "b", "type": "extension", "location": "app-builtin", "userPermissions": {"origins": ["*://giga.chat/"]}},
    )
    facts, report = look("extensions", machine(tmp_path, files=firefox(*addons)))
    assert found(facts) == [("chatgpt", 3), ("gigachat", 2)]
    assert report.status is Status.OK


def test_an_extension_that_an_administrator_forces_is_found_on_windows(tmp_path: Path) -> None:
    key = "HKLM/Software/Policies/Google/Chrome/ExtensionInstallForcelist"
    registry = {key: {"1": f"{CHAT_ID};https://clients2.example/update", "2": "garbage"}}
    facts, _ = look("extensions", machine(tmp_path, System.WINDOWS, registry=registry))
    assert found(facts) == [("chatgpt", 2)]


@pytest.mark.parametrize(
    ("system", "place", "registry"),
    [
        (System.LINUX, "~/.config/google-chrome/NativeMessagingHosts/a.json", {}),
        (System.MACOS, "~/Library/Application Support/Google/Chrome/NativeMessagingHosts/a.json", {}),
        (
            System.WINDOWS,
            "C:/Users/anna/a.json",
            {"HKCU/Software/Google/Chrome/NativeMessagingHosts/com.x": {"": "C:\\Users\\anna\\a.json"}},
        ),
    ],
)
def test_a_program_that_a_known_extension_may_start_is_found(
    tmp_path: Path, system: System, place: str, registry: dict[str, dict[str, str]]
) -> None:
    text = json.dumps({"name": "com.x", "path": "/opt/x", "allowed_origins": [f"chrome-extension://{CHAT_ID}/"]})
    host = machine(tmp_path, system, files={place: text}, registry=registry)
    assert found(look("extensions", host)[0]) == [("chatgpt", 2)]


def test_a_known_program_that_an_extension_may_start_is_found(tmp_path: Path) -> None:
    text = json.dumps({"path": "/home/anna/.local/bin/claude", "allowed_origins": ["chrome-extension://zzz/"]})
    host = machine(tmp_path, files={"~/.mozilla/native-messaging-hosts/a.json": text})
    assert found(look("extensions", host)[0]) == [("claude-code", 2)]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "\x00\x01", "[" * 100_000])
def test_a_broken_manifest_is_passed_over_and_the_next_one_is_read(tmp_path: Path, text: str) -> None:
    host = machine(tmp_path, files=installed(STRANGER_ID, text))
    put(host, f"{PROFILE}/Extensions/{CHAT_ID}/1/manifest.json", manifest())
    assert ("chatgpt", 3) in found(look("extensions", host)[0])


def test_broken_settings_are_said_and_the_folders_are_read_all_the_same(tmp_path: Path) -> None:
    host = machine(tmp_path, files=installed(CHAT_ID, manifest()))
    put(host, f"{PROFILE}/Secure Preferences", '{"extensions": {"settings": 7}}')
    facts, report = look("extensions", host)
    assert found(facts) == [("chatgpt", 3)]
    assert report.status is Status.PARTIAL
