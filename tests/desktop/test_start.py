"""What is loaded before the tray icon shows, and that the pinned Qt keeps its hands off None."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]

HEAVY = (
    "httpx", "aiohttp", "asyncio", "ssl", "jeepney", "msgspec", "pydantic", "presidio_analyzer", "numpy",
    "agent.messages", "PySide6.QtNetwork", "PySide6.QtSvg", "desktop.shell", "desktop.ask.window", "desktop.theme",
    "desktop.engraving", "_hashlib", "socket", "json", "qjpeg",
)  # fmt: skip

START = """
    import sys
    from pathlib import Path
    from PySide6.QtWidgets import QSystemTrayIcon
    from desktop.main import main

    def show(self):
        print(" ".join(sys.modules))
        maps = Path("/proc/self/maps")
        if maps.exists() and "libqjpeg" in maps.read_text():
            print("qjpeg")  # to read one picture, Qt has loaded all that it can read
        sys.stdout.flush()
        import os
        os._exit(0)

    QSystemTrayIcon.show = show
    main(["--tray"], state=Path(sys.argv[1]), start_agent=lambda: None)
"""

EARLY = """
    import sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from desktop.main import main
    from desktop.tray import Tray

    plain = Tray.show

    def look():
        titles = [window.windowTitle() for window in QApplication.topLevelWidgets() if window.isVisible()]
        if titles:
            print(titles[0])
            QApplication.exit(0)

    def show(self):
        plain(self)
        self.wanted.emit("settings")
        self.looking = QTimer(interval=50, timeout=look)
        self.looking.start()

    Tray.show = show
    main(["--tray"], state=Path(sys.argv[1]), start_agent=lambda: None)
"""

PROBE = """
    import os, sys
    from PySide6.QtGui import QTextCursor, QTextDocument
    from PySide6.QtWidgets import QApplication, QMenu, QTableWidget, QVBoxLayout, QWidget

    app = QApplication([])
    document = QTextDocument()
    document.setPlainText("a")
    cursor, widget, menu, table, layout = QTextCursor(document), QWidget(), QMenu(), QTableWidget(1, 1), QVBoxLayout()
    calls = {
        "currentTable": cursor.currentTable, "currentList": cursor.currentList, "parentWidget": widget.parentWidget,
        "layout": widget.layout, "focusWidget": widget.focusWidget, "activeAction": menu.activeAction,
        "activeWindow": QApplication.activeWindow, "item": lambda: table.item(0, 0), "itemAt": lambda: layout.itemAt(0),
        "textList": lambda: document.begin().textList(),
    }
    lost = []
    for name, call in calls.items():
        call()
        before = sys.getrefcount(None)
        for _ in range(200):
            call()
        if sys.getrefcount(None) - before < -10:
            lost.append(name)
    print(",".join(lost))
    sys.stdout.flush()
    os._exit(0)
"""


def run(code: str, *arguments: str) -> str:
    """Run code in a Python of its own, without a screen."""
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(REPO),
        "HOME": arguments[0] if arguments else "/",
        "LANG": "C.UTF-8",
    }
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def test_nothing_heavy_is_loaded_before_the_icon_shows(tmp_path: Path) -> None:
    loaded = set(run(START, str(tmp_path)).split())
    assert "desktop.tray" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_what_is_pressed_on_the_icon_before_the_windows_are_loaded_is_not_lost(tmp_path: Path) -> None:
    assert run(EARLY, str(tmp_path)).startswith("Settings")


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: nothing can be decided")
def test_the_pinned_qt_loses_no_reference_to_none() -> None:
    """PySide6 6.12.0 loses one in each call that returns no object; on Python 3.11 that ends the program."""
    assert run(PROBE).strip() == ""
