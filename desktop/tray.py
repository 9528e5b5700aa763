"""The tray icon: how protection is, in a shape and in words, and the way to every window."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop.dial import Dial
from desktop.icon import dial_icon
from desktop.words import fill, translate


class Tray(QObject):
    """The icon and its menu of seven lines at most."""

    wanted = Signal(str)  # the name of a handover.Action, "start" or "pause"

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.icon = QSystemTrayIcon(self)
        self._menu = QMenu()
        self._dial = Dial.STARTING
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._activated)
        self._build()
        self.show_state(Dial.STARTING, translate("Tray", "Gnomon is starting"))

    def rebuild(self) -> None:
        """Speak the language in force."""
        self._menu.clear()
        self._build()

    def show(self) -> None:
        """Put the icon into the tray."""
        self.icon.show()

    def hide(self) -> None:
        """Take the icon out of the tray."""
        self.icon.hide()

    @property
    def menu(self) -> QMenu:
        """The menu, for tests and screen readers."""
        return self._menu

    @property
    def dial(self) -> Dial:
        """The shape that is shown."""
        return self._dial

    @property
    def tooltip(self) -> str:
        """The sentence that is shown with the icon."""
        return self.icon.toolTip()

    def show_state(self, dial: Dial, sentence: str, *, pause_minutes: int = 0) -> None:
        """Show this shape with this sentence."""
        self._dial = dial
        self.icon.setIcon(dial_icon(dial))
        self.icon.setToolTip(sentence)
        self._state.setText(sentence)
        self._start.setVisible(dial is Dial.AWAY)
        self._pause.setVisible(dial in (Dial.PROTECTED, Dial.ATTENTION, Dial.PAUSED) and pause_minutes > 0)
        pause = fill(translate("Tray", "Pause hints for %1 min"), str(pause_minutes))
        self._pause.setText(translate("Tray", "Show hints again") if dial is Dial.PAUSED else pause)

    def _build(self) -> None:
        self._state = QAction(self._menu)
        self._state.setEnabled(False)
        self._menu.addAction(self._state)
        self._start = self._entry("start", translate("Tray", "Start protection"))
        self._entry("ask", translate("Tray", "Ask"))
        self._entry("activity", translate("Tray", "Activity"))
        self._entry("employer", translate("Tray", "What does my employer see?"))
        self._pause = self._entry("pause", "")
        self._entry("settings", translate("Tray", "Settings"))
        self._entry("quit", translate("Tray", "Quit"))

    def _entry(self, name: str, text: str) -> QAction:
        action = QAction(text, self._menu)
        action.triggered.connect(lambda: self.wanted.emit(name))
        self._menu.addAction(action)
        return action

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.wanted.emit("ask")
