"""A whole Wayland desktop without a screen: sway (headless, painted in memory), mako, session and accessibility bus.

sway refuses root: as root it runs in a user namespace of its own, where it is nobody special.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.desktop.fake_desktop import FakeDesktop, wait_until

PROGRAMS = ("sway", "swaymsg", "mako", "makoctl", "wtype", "dbus-daemon", "gdbus", "unshare")
SETTLED = ("-s", "400")  # milliseconds between the new keyboard and its first key: the window must hear of its letters
CONFIG = """output HEADLESS-1 resolution 1366x768 scale 1
xwayland disable
for_window [app_id=".*"] floating enable
"""


def missing_programs() -> list[str]:
    """What of this desktop is not installed here."""
    absent = [name for name in PROGRAMS if shutil.which(name) is None]
    return absent or ([] if os.getuid() or _has_namespaces() else ["user namespaces"])


def _has_namespaces() -> bool:
    return subprocess.run([*_nobody(), "true"], capture_output=True, check=False).returncode == 0


def _nobody() -> list[str]:
    """How a command is run as an ordinary user."""
    return ["unshare", "--user", "--map-user=1000", "--map-group=1000"] if os.getuid() == 0 else []


class FakeWayland(FakeDesktop):
    """A desktop in a folder. Use as a context."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.environment |= {"XDG_SESSION_TYPE": "wayland", "QT_QPA_PLATFORM": "wayland", "XDG_CURRENT_DESKTOP": "sway"}

    def tree(self) -> Iterator[dict[str, Any]]:
        """Every node that sway knows."""
        waiting = [json.loads(self.call("swaymsg", "-t", "get_tree"))]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [*node.get("nodes", ()), *node.get("floating_nodes", ())]

    def windows(self, name: str) -> list[str]:
        """Ids of the windows with this title."""
        return [str(node["id"]) for node in self.tree() if name in (node.get("name") or "") and node.get("pid")]

    def active(self) -> str:
        """Title of the window that has the focus."""
        return next((str(node["name"]) for node in self.tree() if node.get("focused") and node.get("pid")), "")

    def size(self, name: str) -> tuple[int, int]:
        """Width and height of a window."""
        place = next(node["rect"] for node in self.tree() if name in (node.get("name") or "") and node.get("pid"))
        return place["width"], place["height"]

    def key(self, *keys: str) -> None:
        """Press keys as wtype names them."""
        for name in keys:
            self.call("wtype", *SETTLED, "-k", name)

    def write(self, text: str) -> None:
        """Type a text (wtype brings a keyboard that has every letter)."""
        self.call("wtype", *SETTLED, "-d", "5", text)

    def notices(self) -> str:
        """What the notification service shows."""
        return self.call("makoctl", "list", check=False)

    def _start(self) -> None:
        bus = self.environment["DBUS_SESSION_BUS_ADDRESS"]
        self.start("bus", "dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={bus}")
        wait_until(lambda: (self.run_folder / "bus").exists(), "the session bus")
        self._start_accessibility()
        config = self.home / "sway"
        config.write_text(CONFIG)
        self.start(
            "sway", *_nobody(), "sway", "-c", str(config), WLR_BACKENDS="headless", WLR_RENDERER="pixman",
            WLR_LIBINPUT_NO_DEVICES="1", WLR_HEADLESS_OUTPUTS="1", LIBSEAT_BACKEND="noop",
        )  # fmt: skip
        wait_until(lambda: self._socket("wayland-[0-9]") and self._socket("sway-ipc.*.sock"), "sway's sockets")
        self.environment |= {
            "WAYLAND_DISPLAY": self._socket("wayland-[0-9]"),
            "SWAYSOCK": str(self.run_folder / self._socket("sway-ipc.*.sock")),
        }
        wait_until(lambda: "HEADLESS" in self.call("swaymsg", "-t", "get_outputs", check=False), "the screen")
        self.start("mako", "mako")
        wait_until(lambda: self._owned("org.freedesktop.Notifications"), "the notification service")

    def _socket(self, pattern: str) -> str:
        return next((path.name for path in self.run_folder.glob(pattern)), "")
