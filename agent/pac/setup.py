"""Point the system's proxy setting at our PAC file, and put it back. A company's own proxy is never overwritten."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from agent.keys import write_private
from agent.messages import Message, decode, encode
from agent.pac.desktops import Desktop, EnvironmentD, Gnome, Kde, MacOs, Run, Setting, Windows
from policy.words import Text

RUN_SECONDS = 15


class PacRefused(Exception):
    """The setting was left as it was; ``reason`` says why and what to do."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class KeptSetting(Message, frozen=True):
    """``<state>/pac.json``: what stood before us."""

    desktop: str
    mode: str
    url: str
    ours: str


def install(desktop: Desktop, url: str, state: Path) -> None:
    """Point the setting at ``url``.

    Raises:
        PacRefused: somebody's own proxy is set, or the setting cannot be read or written.
    """
    try:
        before = desktop.read()
        if before.mode == "other" or (before.mode == "auto" and before.url and not _ours(before.url, state)):
            raise PacRefused(
                Text(
                    "В системе уже настроен прокси; он не тронут. Пусть администратор добавит Gnomon в его PAC-файл.",
                    "A proxy is already set in this system; it was left alone. Ask your administrator to add Gnomon "
                    "to its PAC file.",
                )
            )
        kept = _kept(state) or KeptSetting(desktop=desktop.name, mode=before.mode, url=before.url, ours=url)
        ours = KeptSetting(desktop=kept.desktop, mode=kept.mode, url=kept.url, ours=url)
        write_private(state / "pac.json", encode(ours))
        desktop.write(Setting("auto", url))
    except OSError as error:
        raise PacRefused(_not_set(error)) from error


def remove(desktop: Desktop, state: Path) -> None:
    """Put back what stood before us; a setting that somebody changed since stays.

    Raises:
        PacRefused: we did not set it, or it cannot be written.
    """
    try:
        kept = decode((state / "pac.json").read_bytes(), KeptSetting)
    except (OSError, ValueError) as error:
        raise PacRefused(
            Text("Gnomon не менял настройку прокси.", "Gnomon did not change the proxy setting.")
        ) from error
    try:
        now = desktop.read()
        if now.mode == "auto" and now.url == kept.ours:
            desktop.write(Setting(kept.mode, kept.url))
        (state / "pac.json").unlink()
    except OSError as error:
        raise PacRefused(_not_set(error)) from error


def this_desktop(environment: Mapping[str, str], run: Run | None = None) -> Desktop:
    """Where this system keeps its proxy setting.

    Raises:
        PacRefused: there is no place that we know.
    """
    runner = run or _run
    if sys.platform == "win32":
        return Windows(runner)
    if sys.platform == "darwin":
        return MacOs(runner)
    if "KDE" in environment.get("XDG_CURRENT_DESKTOP", ""):
        for version in (6, 5):
            if shutil.which(f"kwriteconfig{version}"):
                return Kde(runner, version=version)
    if shutil.which("gsettings"):
        return Gnome(runner)
    if sys.platform == "linux" and environment.get("HOME"):
        settings = Path(environment.get("XDG_CONFIG_HOME") or Path(environment["HOME"]) / ".config")
        return EnvironmentD(settings / "environment.d", environment)
    raise PacRefused(
        Text(
            "Настройка прокси этой системы неизвестна. Впишите PAC-файл в браузере сами: gnomon pac url",
            "This system's proxy setting is unknown. Enter the PAC file in the browser by hand: gnomon pac url",
        )
    )


def _kept(state: Path) -> KeptSetting | None:
    try:
        return decode((state / "pac.json").read_bytes(), KeptSetting)
    except (OSError, ValueError):
        return None


def _ours(url: str, state: Path) -> bool:
    kept = _kept(state)
    return kept is not None and kept.ours == url


def _run(command: Sequence[str]) -> str:
    """What we look for is ASCII; other bytes (a Russian ``reg`` writes cp866 into a pipe) pass and are given back."""
    try:
        done = subprocess.run(  # noqa: S603 # fixed programs, our own arguments
            list(command), capture_output=True, timeout=RUN_SECONDS, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise OSError(f"{command[0]} failed") from error
    return done.stdout.decode("utf-8", "surrogateescape")


def _not_set(error: OSError) -> Text:
    return Text(f"Настройка прокси не изменена: {error}.", f"The proxy setting was not changed: {error}.")
