"""A whole X11 desktop without a screen, for tests that behave like a person.

Xvfb, openbox, picom, a tray host, dunst, a session bus and the accessibility bus, all in a folder of the test: home,
runtime folder and sockets too. Only what was started here is ended, by its id.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

PROGRAMS = (
    "Xvfb", "xdpyinfo", "xprop", "xdotool", "xclip", "xwininfo", "openbox", "picom", "dbus-daemon", "dbus-send",
    "gdbus", "dunst", "dunstctl", "scrot",
)  # fmt: skip
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def missing_programs(*more: str) -> list[str]:
    """What of the fake desktop is not installed here."""
    return [name for name in (*PROGRAMS, *more) if shutil.which(name) is None]


def wait_until(true: Callable[[], object], what: str, seconds: float = 40.0) -> None:
    """Wait for something to become true.

    Raises:
        TimeoutError: it did not.
    """
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.03)


class FakeDesktop:
    """A desktop in a folder. Use as a context."""

    def __init__(self, folder: Path, *, tray: str = "trayer", size: str = "1366x768x24") -> None:
        self._folder, self._tray, self._size = folder, tray, size
        self._children: list[subprocess.Popen[bytes]] = []
        self.home, self.run_folder = folder / "home", folder / "run"
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.run_folder),
            "XDG_CONFIG_HOME": str(self.home / ".config"), "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_CACHE_HOME": str(self.home / ".cache"), "XDG_STATE_HOME": str(self.home / ".local/state"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.run_folder}/bus", "XDG_SESSION_TYPE": "x11",
            "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }  # fmt: skip

    def __enter__(self) -> Self:
        self.home.mkdir(parents=True)
        self.run_folder.mkdir(mode=0o700)
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def start(self, name: str, *command: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; it ends with the desktop at the latest."""
        with (self._folder / f"{name}.log").open("ab") as log:
            child = subprocess.Popen(
                command, env=self.environment | more, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._folder
            )
        self._children.append(child)
        return child

    def call(self, *command: str, check: bool = True, feed: str | None = None) -> str:
        """Run a program on this desktop and give what it prints."""
        done = subprocess.run(
            command, env=self.environment, input=feed, capture_output=True, text=True, timeout=30, check=check
        )
        return done.stdout.strip()

    def windows(self, name: str) -> list[str]:
        """Ids of the visible windows with this title."""
        return self.call("xdotool", "search", "--onlyvisible", "--name", name, check=False).split()

    def active(self) -> str:
        """Title of the window that has the focus."""
        return self.call("xdotool", "getactivewindow", "getwindowname", check=False)

    def key(self, *keys: str) -> None:
        """Press keys as xdotool names them."""
        self.call("xdotool", "key", "--clearmodifiers", *keys)

    def paste(self, text: str) -> None:
        """Put a text on the clipboard and paste it (typing would garble Cyrillic)."""
        self.copy(text)
        self.key("ctrl+v")

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        feeder = subprocess.Popen(
            ["xclip", "-selection", "clipboard", "-quiet"], env=self.environment, stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._children.append(feeder)
        assert feeder.stdin is not None
        feeder.stdin.write(text.encode())
        feeder.stdin.close()
        wait_until(lambda: self.clipboard() == text, "the clipboard holds the text")

    def clipboard(self) -> str:
        """What is on the clipboard."""
        return self.call("xclip", "-selection", "clipboard", "-o", check=False)

    def click_tray(self) -> None:
        """Click the middle of the icon in the tray: the only small visible window at the top right.

        The tray host moves a new icon while it makes room for it; a person clicks where it has come to rest.
        """
        seen: list[tuple[int, int] | None] = [None]
        wait_until(lambda: self._rests(seen), "an icon is in the tray")
        x, y = (str(number) for number in seen[-1] or ())
        self.call("xdotool", "mousemove", x, y, "click", "1")

    def picture(self, file: Path) -> None:
        """A picture of the screen, taken until two are equal (the compositor lags under load)."""
        before = b""
        for _ in range(20):
            self.call("scrot", "-o", str(file))
            now = file.read_bytes()
            if now == before:
                return
            before = now
            time.sleep(0.1)

    def _rests(self, seen: list[tuple[int, int] | None]) -> bool:
        """Whether the icon was at one place at the last five looks."""
        seen.append(self._icon())
        return len(seen) > 5 and seen[-1] is not None and len(set(seen[-5:])) == 1

    def _icon(self) -> tuple[int, int] | None:
        for line in self.call("xwininfo", "-root", "-tree").splitlines():
            parts = line.split()
            if "gnomon" not in line.lower() or not parts or "x" not in parts[-2]:
                continue
            width, _, rest = parts[-2].partition("x")
            x, y = (int(part) for part in parts[-1].strip("+").split("+")[:2])
            if 12 <= int(width) <= 40 and y < 40:
                half = int(width) // 2
                return x + half, y + half
            del rest
        return None

    def _start(self) -> None:
        self._start_screen()
        bus = self.environment["DBUS_SESSION_BUS_ADDRESS"]
        self.start("bus", "dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={bus}")
        wait_until(lambda: (self.run_folder / "bus").exists(), "the session bus")
        self._start_accessibility()
        self.start("openbox", "openbox")
        check = ("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
        wait_until(lambda: "window id" in self.call(*check, check=False), "the window manager")
        self.start("picom", "picom", "--backend", "xrender", "--no-fading-openclose", "--config", "/dev/null")
        if self._tray == "trayer":
            self.start(
                "trayer", "trayer", "--edge", "top", "--align", "right", "--widthtype", "request", "--height", "28"
            )
            wait_until(lambda: self.call("xdotool", "search", "--class", "trayer", check=False), "the tray host")
        self.start("dunst", "dunst", "-conf", "/dev/null")
        wait_until(lambda: self._owned("org.freedesktop.Notifications"), "the notification service")

    def _start_screen(self) -> None:
        reader, writer = os.pipe()
        with (self._folder / "screen.log").open("ab") as log:
            command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", self._size, "-nolisten", "tcp", "-noreset"]
            self._children.append(
                subprocess.Popen(command, pass_fds=(writer,), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            )
        os.close(writer)
        with os.fdopen(reader) as number:
            self.environment["DISPLAY"] = f":{number.readline().strip()}"

    def _start_accessibility(self) -> None:
        launcher = next((path for path in LAUNCHERS if Path(path).exists()), None)
        if launcher is None:
            return
        self.start("accessibility", launcher, "--launch-immediately")
        wait_until(lambda: self._owned("org.a11y.Bus"), "the accessibility bus")
        for switch in ("ScreenReaderEnabled", "IsEnabled"):
            self.call(
                "gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method",
                "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", switch, "<true>", check=False,
            )  # fmt: skip

    def _owned(self, name: str) -> bool:
        asked: Sequence[str] = (
            "gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path", "/org/freedesktop/DBus",
            "--method", "org.freedesktop.DBus.NameHasOwner", name,
        )  # fmt: skip
        return "true" in self.call(*asked, check=False)

    def _stop(self) -> None:
        for child in reversed(self._children):
            child.terminate()
        for child in reversed(self._children):
            try:
                child.wait(3)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
