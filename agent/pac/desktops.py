"""How each desktop keeps its proxy setting. Every call goes through ``Run``, so that each can be tried anywhere.

Sources: GNOME ``org.gnome.system.proxy`` (gsettings), KDE ``kioslaverc`` group "Proxy Settings", Windows Internet
Settings ``AutoConfigURL``, macOS ``networksetup``, environment.d(5) with Chromium's ``auto_proxy``. Only gsettings was
run on a real system (docs/limits.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

Run = Callable[[Sequence[str]], str]
"""Runs a program and gives its output.

Raises:
    OSError: it is missing or failed.
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """A proxy setting. ``mode``: "none", "auto" (a PAC file at ``url``) or "other" (somebody's manual proxy)."""

    mode: str
    url: str = ""


class Desktop(Protocol):
    """One place where a proxy setting lies."""

    name: str

    def read(self) -> Setting:
        """The setting now.

        Raises:
            OSError: it cannot be read.
        """

    def write(self, setting: Setting) -> None:
        """Set it: "none" or "auto" only.

        Raises:
            OSError: it cannot be written.
        """


class Gnome:
    """GNOME and what follows its settings (Cinnamon, MATE, Unity; Chromium and Firefox read them)."""

    name = "gnome"
    _schema = "org.gnome.system.proxy"

    def __init__(self, run: Run) -> None:
        self._run = run

    def read(self) -> Setting:
        mode = _unquoted(self._run(["gsettings", "get", self._schema, "mode"]))
        url = _unquoted(self._run(["gsettings", "get", self._schema, "autoconfig-url"]))
        return Setting(mode if mode in ("none", "auto") else "other", url)

    def write(self, setting: Setting) -> None:
        self._run(["gsettings", "set", self._schema, "autoconfig-url", setting.url])
        self._run(["gsettings", "set", self._schema, "mode", setting.mode])


class Kde:
    """KDE Plasma: ProxyType 0 none, 1 manual, 2 PAC, 3 WPAD, 4 environment."""

    name = "kde"
    _place = ("--file", "kioslaverc", "--group", "Proxy Settings", "--key")

    def __init__(self, run: Run, *, version: int = 5) -> None:
        self._run = run
        self._version = version

    def read(self) -> Setting:
        kind = self._get("ProxyType") or "0"
        return Setting({"0": "none", "2": "auto"}.get(kind, "other"), self._get("Proxy Config Script"))

    def write(self, setting: Setting) -> None:
        self._set("Proxy Config Script", setting.url)
        self._set("ProxyType", "2" if setting.mode == "auto" else "0")

    def _get(self, key: str) -> str:
        return self._run([f"kreadconfig{self._version}", *self._place, key]).strip()

    def _set(self, key: str, value: str) -> None:
        self._run([f"kwriteconfig{self._version}", *self._place, key, value])


class EnvironmentD:
    """Linux without a desktop that we know: ``auto_proxy`` for the next session, which Chromium and its kin read.

    ``other`` is a proxy of the session: variables such as https_proxy, which go before a PAC file.
    """

    name = "environment.d"
    _file = "60-gnomon-pac.conf"

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._path = folder / self._file
        self._environment = environment

    def read(self) -> Setting:
        if self._path.is_file():
            found = re.search(r"^auto_proxy=(\S+)$", self._path.read_text("utf-8"), re.MULTILINE)
            return Setting("auto", found[1]) if found else Setting("none")
        names = ("http_proxy", "https_proxy", "all_proxy", "auto_proxy")
        manual = any(value for name, value in self._environment.items() if name.lower() in names)
        return Setting("other" if manual else "none")

    def write(self, setting: Setting) -> None:
        if setting.mode == "auto":
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(f"# Gnomon: gnomon pac remove\nauto_proxy={setting.url}\n", "utf-8")
        else:
            self._path.unlink(missing_ok=True)


class Windows:
    """Windows: the user's Internet Settings, no administrator needed."""

    name = "windows"
    _key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"

    def __init__(self, run: Run) -> None:
        self._run = run

    def read(self) -> Setting:
        out = self._run(["reg", "query", self._key])
        if re.search(r"ProxyEnable\s+REG_DWORD\s+0x1\b", out):
            return Setting("other")
        found = re.search(r"AutoConfigURL\s+REG_SZ\s+(\S+)", out)
        return Setting("auto", found[1]) if found else Setting("none")

    def write(self, setting: Setting) -> None:
        if setting.mode == "auto":
            self._run(["reg", "add", self._key, "/v", "AutoConfigURL", "/t", "REG_SZ", "/d", setting.url, "/f"])
        else:
            self._run(["reg", "delete", self._key, "/v", "AutoConfigURL", "/f"])


class MacOs:
    """macOS: every network service has its own setting; an administrator may be asked."""

    name = "macos"

    def __init__(self, run: Run) -> None:
        self._run = run

    def read(self) -> Setting:
        settings = {self._read_one(service) for service in self._services()}
        return settings.pop() if len(settings) == 1 else Setting("other")

    def write(self, setting: Setting) -> None:
        for service in self._services():
            if setting.mode == "auto":
                self._run(["networksetup", "-setautoproxyurl", service, setting.url])
            self._run(["networksetup", "-setautoproxystate", service, "on" if setting.mode == "auto" else "off"])

    def _services(self) -> list[str]:
        lines = self._run(["networksetup", "-listallnetworkservices"]).splitlines()[1:]
        return [line for line in lines if line and not line.startswith("*")]

    def _read_one(self, service: str) -> Setting:
        if re.search(r"Enabled: Yes", self._run(["networksetup", "-getwebproxy", service])):
            return Setting("other")
        out = self._run(["networksetup", "-getautoproxyurl", service])
        found = re.search(r"URL: (\S+)\s+Enabled: Yes", out)
        return Setting("auto", found[1]) if found else Setting("none")


def _unquoted(text: str) -> str:
    return text.strip().strip("'")
