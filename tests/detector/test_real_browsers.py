"""Real browsers of this machine visit an AI host that is mapped to loopback; the scan names it and nothing else."""

import shutil
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from detector.catalogue.load import catalogue_of
from detector.evidence import Confidence, State
from detector.facts import Surface
from detector.platforms.this_host import this_host
from detector.scan import Scan, scan
from detector.view import ScanConfig
from tests.detector.loopback import tls_server, web_proxy

CATALOGUE = catalogue_of([
    {
        "id": "chatgpt",
        "name": "ChatGPT",
        "vendor": "OpenAI",
        "category": "assistant",
        "hosts": [{"host": "chatgpt.com", "role": "web"}, {"host": "x.com", "path": "/i/grok", "role": "web"}],
        "source": "test",
        "checked": "2026-11-21",
    }
])  # fmt: skip
HOSTS = ("chatgpt.com", "ordinary.example", "www.chatgpt.com")


def _visit_with_chromium(home: Path, port: int, url: str) -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    subprocess.run(
        [
            program,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--ignore-certificate-errors",
            f"--host-resolver-rules=MAP * 127.0.0.1:{port}",
            f"--user-data-dir={home}/.config/chromium",
            "--virtual-time-budget=2000",
            "--timeout=5000",
            "--dump-dom",
            url,
        ],
        env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=100,
        check=True,
    )


def test_chromium_visiting_an_ai_host_is_seen_and_other_sites_are_not(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    begun = datetime.now(UTC)
    with tls_server(tmp_path, HOSTS) as port:
        _visit_with_chromium(home, port, "https://chatgpt.com/c/42?q=secret")
        _visit_with_chromium(home, port, "https://ordinary.example/private")
    result = scan(this_host(str(home)), CATALOGUE, ScanConfig(), datetime.now(UTC))
    web = [sighting for sighting in result.sightings if sighting.surface is Surface.WEB]
    assert [sighting.tool for sighting in web] == ["chatgpt"]
    assert web[0].confidence is Confidence.LIKELY
    assert web[0].state is State.USED
    assert web[0].last_day in (begun.date(), result.at.date()), "midnight may pass meanwhile"
    assert "secret" not in repr(result)
    assert "ordinary" not in repr(result)


FIREFOX_SETTINGS = {
    "network.proxy.type": 1,
    "network.proxy.http": '"127.0.0.1"',
    "network.proxy.allow_hijacking_localhost": "true",
    "dom.security.https_first": "false",
    "dom.security.https_only_mode": "false",
    "browser.shell.checkDefaultBrowser": "false",
    "browser.aboutwelcome.enabled": "false",
    "datareporting.policy.dataSubmissionEnabled": "false",
    "toolkit.startup.max_resumed_crashes": -1,
    "app.update.enabled": "false",
}


def _firefox_profile(home: Path, port: int) -> Path:
    root = home / ".mozilla" / "firefox"
    profile = root / "abc.default"
    profile.mkdir(parents=True)
    (root / "profiles.ini").write_text("[Profile0]\nName=default\nIsRelative=1\nPath=abc.default\n")
    lines = {**FIREFOX_SETTINGS, "network.proxy.http_port": port}
    (profile / "user.js").write_text("".join(f'user_pref("{key}", {value});\n' for key, value in lines.items()))
    return profile


def test_a_running_firefox_that_visited_an_ai_host_is_seen(tmp_path: Path) -> None:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("no Firefox on this machine: apt-get install firefox-esr")
    home = tmp_path / "home"
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "MOZ_HEADLESS": "1"}
    with web_proxy() as port:
        profile = _firefox_profile(home, port)
        command = [program, "--headless", "--no-remote", "--profile", str(profile)]
        addresses = ["http://deep.chatgpt.com/c/42?q=secret", "http://ordinary.example/private"]
        with subprocess.Popen(
            [*command, *addresses], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as child:
            try:
                result = _scan_until_seen(home, 60)
            finally:
                child.terminate()
                child.wait(30)
    (sighting,) = [sighting for sighting in result.sightings if sighting.surface is Surface.WEB]
    assert (sighting.tool, sighting.confidence) == ("chatgpt", Confidence.LIKELY)
    assert "secret" not in repr(result)
    assert "ordinary" not in repr(result)


def _scan_until_seen(home: Path, seconds: float) -> Scan:
    """Firefox writes its history a little after the visit."""
    deadline = time.monotonic() + seconds
    while True:
        result = scan(this_host(str(home)), CATALOGUE, ScanConfig(), datetime.now(UTC))
        if time.monotonic() > deadline or any(sighting.surface is Surface.WEB for sighting in result.sightings):
            return result
        time.sleep(0.5)
