"""Real programs of this machine, copied to the names and places of AI tools."""

import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from detector.catalogue.load import catalogue_of, load_catalogue
from detector.evidence import Confidence, Sighting
from detector.facts import Surface
from detector.platforms.host import Listener
from detector.platforms.linux import LinuxHost
from detector.platforms.this_host import this_host
from detector.scan import scan
from detector.view import ScanConfig
from tests.detector.machines import catalogue, entry

pytestmark = pytest.mark.skipif(os.name != "posix", reason="copies a POSIX system binary")


def sightings(home: Path, surface: Surface) -> list[Sighting]:
    config = ScanConfig(off=frozenset({"packages", "apps"}))
    found = scan(this_host(str(home)), load_catalogue(), config, datetime.now(UTC)).sightings
    return [sighting for sighting in found if sighting.surface is surface and sighting.tool == "claude-code"]


@contextmanager
def running(path: Path, *arguments: str) -> Iterator[None]:
    with subprocess.Popen([path, *arguments]) as child:
        try:
            yield
        finally:
            child.kill()


def copy_of_sleep(path: Path) -> Path:
    path.parent.mkdir(parents=True)
    shutil.copy(shutil.which("sleep") or "/bin/sleep", path)
    return path


def test_an_agents_name_in_its_place_is_found_running(tmp_path: Path) -> None:
    (tmp_path / ".claude").mkdir()
    (tmp_path / ".claude" / "settings.json").write_text("{}")
    with running(copy_of_sleep(tmp_path / ".local" / "bin" / "claude"), "60"):
        (process,) = sightings(tmp_path, Surface.PROCESS)
    assert process.confidence in (Confidence.LIKELY, Confidence.CONFIRMED)
    assert process.state.value == "running"


def test_the_same_name_in_a_wrong_place_is_a_hint(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with running(copy_of_sleep(tmp_path / "x" / "claude"), "60"):
        (process,) = sightings(home, Surface.PROCESS)
    assert process.confidence is Confidence.HINT


def test_a_shell_script_in_an_agents_place_is_found_running(tmp_path: Path) -> None:
    script = tmp_path / ".local" / "bin" / "claude"
    script.parent.mkdir(parents=True)
    script.write_text("#!/bin/sh\nread line\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    with subprocess.Popen([script], stdin=subprocess.PIPE) as child:
        (process,) = sightings(tmp_path, Surface.PROCESS)
        child.kill()
    assert process.confidence in (Confidence.LIKELY, Confidence.CONFIRMED)


def test_a_program_that_only_calls_itself_so_is_a_hint(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with running(copy_of_sleep(tmp_path / "claude" / "claude"), "60"):
        found = sightings(home, Surface.PROCESS)
    assert [sighting.confidence for sighting in found] == [Confidence.HINT]


def test_programs_that_end_while_we_look_stop_nothing(tmp_path: Path) -> None:
    storm = "import subprocess as s\nfor _ in range(60): s.run(['/bin/true'])"
    with subprocess.Popen([sys.executable, "-c", storm]) as child:
        while child.poll() is None:
            result = scan(this_host(str(tmp_path)), catalogue(), ScanConfig(), datetime.now(UTC))
            assert not result.partial


def test_a_program_whose_file_was_deleted_keeps_its_place(tmp_path: Path) -> None:
    path = copy_of_sleep(tmp_path / ".local" / "bin" / "claude")
    with running(path, "60"):
        path.unlink()
        (process,) = sightings(tmp_path, Surface.PROCESS)
    assert process.confidence in (Confidence.LIKELY, Confidence.CONFIRMED)


def test_a_denied_home_is_said(tmp_path: Path) -> None:
    if os.getuid() == 0:
        pytest.skip("the superuser is denied nothing")
    home = tmp_path / "home"
    (home / ".config").mkdir(parents=True)
    home.chmod(0)
    try:
        assert scan(this_host(str(home)), catalogue(), ScanConfig(), datetime.now(UTC)).partial
    finally:
        home.chmod(0o700)


def test_a_real_listener_belongs_to_its_program(tmp_path: Path) -> None:
    serve = "import http.server as h; s = h.HTTPServer(('127.0.0.1', 0), h.BaseHTTPRequestHandler)\n"
    command = [sys.executable, "-c", f"{serve}print(s.server_port, flush=True); s.serve_forever()"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        port = int(child.stdout.readline())
        assert Listener(port, child.pid) in LinuxHost(str(tmp_path)).listeners()
        child.kill()


FAKE_OLLAMA = f"""#!{sys.executable}
import http.server, json
class Api(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.path == "/api/version"
        self.send_response(200 if known else 404)
        self.end_headers()
        self.wfile.write(json.dumps({{"version": "0.9.0"}}).encode() if known else b"")
    def log_message(self, *_):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Api)
print(server.server_port, flush=True)
server.serve_forever()
"""


def test_a_model_server_that_speaks_its_api_is_confirmed_by_its_program_and_its_socket(tmp_path: Path) -> None:
    script = tmp_path / ".local" / "bin" / "ollama"
    script.parent.mkdir(parents=True)
    script.write_text(FAKE_OLLAMA)
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    with subprocess.Popen([script], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        port = int(child.stdout.readline())
        known = catalogue_of([
            entry("ollama", ports=[port], processes=[{"name": "ollama", "paths": ["~/.local/bin/ollama"]}])
        ])  # fmt: skip
        result = scan(this_host(str(tmp_path)), known, ScanConfig(probe=True), datetime.now(UTC))
        child.kill()
    surfaces = {sighting.surface: sighting for sighting in result.sightings}
    assert surfaces[Surface.SERVER].confidence is Confidence.CONFIRMED
    assert "answers:/api/version" in {evidence.rule_id for evidence in surfaces[Surface.SERVER].evidence}
    assert surfaces[Surface.PROCESS].state.value == "running"


def test_a_package_that_pip_installs_is_found(tmp_path: Path) -> None:
    wheel = tmp_path / "aider_chat-0.86.1-py3-none-any.whl"
    folder = "aider_chat-0.86.1.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("aider/__init__.py", "")
        archive.writestr(f"{folder}/METADATA", "Metadata-Version: 2.1\nName: aider-chat\nVersion: 0.86.1\n")
        archive.writestr(f"{folder}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nTag: py3-none-any\n")
        archive.writestr(f"{folder}/RECORD", "")
    target = tmp_path / "home" / ".local" / "lib" / "python3.11" / "site-packages"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(command, check=True, env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]})
    result = scan(this_host(str(tmp_path / "home")), catalogue(), ScanConfig(), datetime.now(UTC))
    assert ("aider", Surface.PACKAGE) in {(sighting.tool, sighting.surface) for sighting in result.sightings}


@pytest.mark.parametrize("packed", [True, False], ids=["a packed file", "a linked folder"])
def test_a_package_that_npm_installs_is_found_as_package_and_as_agent(tmp_path: Path, packed: bool) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm on this machine: apt-get install npm")
    home, source = tmp_path / "home", tmp_path / "source"
    home.mkdir()
    source.mkdir()
    described = {"name": "@openai/codex", "version": "0.9.0", "bin": {"codex": "codex.js"}, "files": ["codex.js"]}
    (source / "package.json").write_text(json.dumps(described))
    (source / "codex.js").write_text("#!/usr/bin/env node\nprocess.stdin.resume()\n")
    (source / "codex.js").chmod(0o755)
    settings = ["--offline", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    where = {"HOME": str(home), "PATH": os.environ["PATH"], "npm_config_cache": str(tmp_path / "cache")}
    what = source
    if packed:
        subprocess.run([npm, "pack", *settings], cwd=source, env=where, check=True, capture_output=True)
        (what,) = source.glob("*.tgz")
    prefix = home / ".npm-global"
    command = [npm, "install", "--global", "--prefix", str(prefix), *settings, str(what)]
    subprocess.run(command, env=where, check=True, capture_output=True, timeout=120)
    agent = prefix / "bin" / "codex"
    with subprocess.Popen([agent], stdin=subprocess.PIPE, env={"PATH": os.environ["PATH"], "HOME": str(home)}) as child:
        for _ in range(100):  # until node has replaced /usr/bin/env
            result = scan(this_host(str(home)), load_catalogue(), ScanConfig(), datetime.now(UTC))
            seen = {sighting.surface: sighting for sighting in result.sightings if sighting.tool == "codex-cli"}
            if Surface.PROCESS in seen:
                break
        child.kill()
    assert seen[Surface.PACKAGE].confidence in (Confidence.LIKELY, Confidence.CONFIRMED)
    assert seen[Surface.AGENT].confidence in (Confidence.LIKELY, Confidence.CONFIRMED)
    assert seen[Surface.PROCESS].state.value == "running"


def test_a_plugin_folder_as_vs_code_leaves_it_is_found(tmp_path: Path) -> None:
    extensions = tmp_path / ".vscode" / "extensions"
    plugin = extensions / "github.copilot-1.250.0"
    archive = tmp_path / "copilot.vsix"
    manifest = {"publisher": "GitHub", "name": "copilot", "version": "1.250.0", "engines": {"vscode": "^1.90.0"}}
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("extension.vsixmanifest", "<PackageManifest/>")
        package.writestr("extension/package.json", json.dumps(manifest))
    with zipfile.ZipFile(archive) as package:  # as `code --install-extension` unpacks it
        package.extractall(tmp_path / "unpacked")
    extensions.mkdir(parents=True)
    (tmp_path / "unpacked" / "extension").rename(plugin)
    identity = {"id": "github.copilot", "uuid": "23c4aeee-f844-43cd-b53e-1113e483f1a6"}
    place = {"$mid": 1, "path": str(plugin), "scheme": "file"}
    entry_of = {"identifier": identity, "version": "1.250.0", "location": place, "metadata": {"isMachineScoped": True}}
    (extensions / "extensions.json").write_text(json.dumps([entry_of]))
    result = scan(this_host(str(tmp_path)), load_catalogue(), ScanConfig(), datetime.now(UTC))
    found = {(sighting.tool, sighting.surface, sighting.confidence) for sighting in result.sightings}
    assert ("github-copilot", Surface.PLUGIN, Confidence.CONFIRMED) in found
