"""The system's proxy setting is pointed at us and put back; a company's own is never overwritten."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent.pac.desktops import Desktop, EnvironmentD, Gnome, Kde, MacOs, Setting, Windows
from agent.pac.setup import PacRefused, _run, install, remove, this_desktop

URL = "http://127.0.0.1:8765/proxy.pac"
COMPANY = "http://proxy.corp.example/wpad.dat"


class FakeSystem:
    """The settings programs of all four families over one dictionary, as their output looks."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {"mode": "none", "url": ""}
        self.manual = False

    def run(self, command: Sequence[str]) -> str:
        program, *rest = command
        return str(getattr(self, "_" + program.rstrip("56"))(rest))

    def _gsettings(self, rest: list[str]) -> str:
        key = "mode" if "mode" in rest else "url"
        if rest[0] == "set":
            self.values[key] = rest[-1]
            return ""
        return f"'{'manual' if self.manual and key == 'mode' else self.values[key]}'\n"

    def _kreadconfig(self, rest: list[str]) -> str:
        if rest[-1] == "ProxyType":
            return "1\n" if self.manual else {"none": "0", "auto": "2"}[self.values["mode"]] + "\n"
        return self.values["url"] + "\n"

    def _kwriteconfig(self, rest: list[str]) -> str:
        if rest[-2] == "ProxyType":
            self.values["mode"] = {"0": "none", "2": "auto"}[rest[-1]]
        else:
            self.values["url"] = rest[-1]
        return ""

    def _reg(self, rest: list[str]) -> str:
        if rest[0] == "query":
            lines = [f"    ProxyEnable    REG_DWORD    0x{int(self.manual)}"]
            if self.values["mode"] == "auto":
                lines.append(f"    AutoConfigURL    REG_SZ    {self.values['url']}")
            return "\r\n".join(lines)
        added = rest[0] == "add"
        self.values = {"mode": "auto" if added else "none", "url": rest[rest.index("/d") + 1] if added else ""}
        return ""

    def _networksetup(self, rest: list[str]) -> str:
        if rest[0] == "-listallnetworkservices":
            return "An asterisk (*) denotes a disabled service.\nWi-Fi\n*Bluetooth\nEthernet\n"
        if rest[0] == "-getwebproxy":
            return f"Enabled: {'Yes' if self.manual else 'No'}\n"
        if rest[0] == "-getautoproxyurl":
            return (
                f"URL: {self.values['url'] or '(null)'}\nEnabled: {'Yes' if self.values['mode'] == 'auto' else 'No'}\n"
            )
        if rest[0] == "-setautoproxyurl":
            self.values = {"mode": "auto", "url": rest[2]}
        else:
            self.values["mode"] = "auto" if rest[2] == "on" else "none"
        return ""


def desktops(system: FakeSystem) -> list[Desktop]:
    return [Gnome(system.run), Kde(system.run), Windows(system.run), MacOs(system.run)]


@pytest.mark.parametrize("which", range(4), ids=["gnome", "kde", "windows", "macos"])
def test_the_setting_is_pointed_at_us_and_put_back(which: int, tmp_path: Path) -> None:
    system = FakeSystem()
    desktop = desktops(system)[which]
    install(desktop, URL, tmp_path)
    assert desktop.read() == Setting("auto", URL)
    install(desktop, URL, tmp_path)
    remove(desktop, tmp_path)
    assert desktop.read().mode == "none"


@pytest.mark.parametrize("which", range(4), ids=["gnome", "kde", "windows", "macos"])
def test_a_company_pac_file_is_left_alone(which: int, tmp_path: Path) -> None:
    system = FakeSystem()
    system.values = {"mode": "auto", "url": COMPANY}
    desktop = desktops(system)[which]
    with pytest.raises(PacRefused, match="left alone"):
        install(desktop, URL, tmp_path)
    assert desktop.read() == Setting("auto", COMPANY)


@pytest.mark.parametrize("which", range(4), ids=["gnome", "kde", "windows", "macos"])
def test_a_manual_proxy_is_left_alone(which: int, tmp_path: Path) -> None:
    system = FakeSystem()
    system.manual = True
    with pytest.raises(PacRefused, match="left alone"):
        install(desktops(system)[which], URL, tmp_path)


def test_a_setting_that_somebody_changed_since_stays(tmp_path: Path) -> None:
    system = FakeSystem()
    desktop = Gnome(system.run)
    install(desktop, URL, tmp_path)
    system.values = {"mode": "auto", "url": COMPANY}
    remove(desktop, tmp_path)
    assert desktop.read() == Setting("auto", COMPANY)


def test_what_we_did_not_set_is_not_removed(tmp_path: Path) -> None:
    with pytest.raises(PacRefused, match="did not change"):
        remove(Gnome(FakeSystem().run), tmp_path)


def test_what_a_program_says_in_another_alphabet_is_read_too() -> None:
    russian = "ProxyEnable REG_DWORD 0x0 Шлюз".encode("cp866")  # Ш is 0x98, which cp1251 does not know
    said = _run([sys.executable, "-c", f"import sys; sys.stdout.buffer.write({russian!r})"])
    assert said.startswith("ProxyEnable REG_DWORD 0x0 ")
    assert said.encode("utf-8", "surrogateescape") == russian


def test_the_real_gsettings_takes_and_gives_back_the_setting(tmp_path: Path) -> None:
    if not shutil.which("gsettings") or not shutil.which("dbus-run-session"):
        pytest.skip("gsettings or dbus-run-session is not installed here")
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "GSETTINGS_BACKEND": "keyfile",
    }

    def run(command: Sequence[str]) -> str:
        done = subprocess.run(list(command), env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise OSError(done.stderr)
        return done.stdout

    try:
        Gnome(run).read()
    except OSError as error:
        pytest.skip(f"this system has no GNOME proxy schema: {error}")
    install(Gnome(run), URL, tmp_path)
    assert Gnome(run).read() == Setting("auto", URL)
    remove(Gnome(run), tmp_path)
    assert Gnome(run).read().mode == "none"


@pytest.mark.parametrize("which", range(4), ids=["gnome", "kde", "windows", "macos"])
def test_another_port_of_ours_is_taken_back_too(which: int, tmp_path: Path) -> None:
    desktop = desktops(FakeSystem())[which]
    install(desktop, URL, tmp_path)
    install(desktop, URL.replace("8765", "8766"), tmp_path)
    assert desktop.read() == Setting("auto", URL.replace("8765", "8766"))
    remove(desktop, tmp_path)
    assert desktop.read().mode == "none"


def test_a_session_without_a_known_desktop_gets_a_file_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent.pac.setup.sys.platform", "linux")
    monkeypatch.setattr("agent.pac.setup.shutil.which", lambda _: None)
    environment = {"HOME": str(tmp_path)}
    desktop = this_desktop(environment)
    assert isinstance(desktop, EnvironmentD)
    install(desktop, URL, tmp_path)
    written = next((tmp_path / ".config/environment.d").iterdir())
    assert f"auto_proxy={URL}" in written.read_text("utf-8").splitlines()
    remove(this_desktop(environment), tmp_path)
    assert not written.exists()
    with pytest.raises(PacRefused, match="left alone"):
        install(this_desktop({**environment, "HTTPS_PROXY": "http://proxy.corp.example:3128"}), URL, tmp_path)
