"""Everything behind the tray icon: the line to the agent, the windows, the key."""

import gc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from agent import messages
from desktop.ask.window import AskWindow
from desktop.dial import Dial
from desktop.handover import Action, Command
from desktop.icon import dial_icon
from desktop.link import Connect, Link
from desktop.prefs import Prefs, write_prefs
from desktop.single import SingleInstance
from desktop.theme import Theme
from desktop.tray import Tray
from desktop.words import install_language, language, translate
from desktop.x11 import X11Hotkey, is_composited

if TYPE_CHECKING:  # what most days never show is loaded when it is first wanted: half a megabyte
    from desktop.coach import Coach
    from desktop.pages.window import PagesWindow

SETTLED_MS = 2000  # after the start: what stays to the end is counted once, and for the last time
IDLE_MS = 150  # after the tray is visible: the Ask window is built hidden, so that the key opens it at once


class Shell(QObject):
    """Built after the tray icon is visible."""

    def __init__(
        self,
        app: QApplication,
        tray: Tray,
        prefs: Prefs,
        *,
        state: Path,
        address: str,
        connect: Connect | None,
        start_agent: Callable[[], None],
    ) -> None:
        super().__init__(app)
        self._app, self._tray, self._prefs, self._state_folder = app, tray, prefs, state
        self._start_agent = start_agent
        self._platform = QGuiApplication.platformName()
        app.setWindowIcon(dial_icon(Dial.PROTECTED))
        self.theme = Theme(app, wanted=prefs.theme, text_percent=prefs.text_percent)
        self.link = Link(connect or (lambda: messages.read_endpoint(state)), self)
        self._floating = _may_float(self._platform)
        self._ask: AskWindow | None = None
        self._pages: PagesWindow | None = None
        self._coach: Coach | None = None
        self._hotkey: X11Hotkey | None = None
        self._single = SingleInstance(address, self.obey)
        self._away = False
        tray.wanted.connect(self._tray_wants)
        self.link.state_changed.connect(self._show_state)
        self.link.went_away.connect(self._show_away)
        self.link.noticed.connect(self._notice)
        self.link.found_changed.connect(self._found)
        app.aboutToQuit.connect(self.end)

    def run(self, command: Command) -> None:
        """Begin."""
        self._single.listen()
        self.link.start()
        self._bind_key()
        QTimer.singleShot(SETTLED_MS, self, set_aside_what_stays)
        if command.action is Action.TRAY:
            QTimer.singleShot(IDLE_MS, self, self._build_ask)
        else:
            self.obey(command)

    def _build_ask(self) -> None:
        self.ask.ensurePolished()

    @property
    def ask(self) -> AskWindow:
        """The Ask window, built at the first need or when idle."""
        if self._ask is None:
            self._ask = AskWindow(self.theme, self.link, floating=self._floating)
            self._ask.page_wanted.connect(lambda name: self.obey(Command(Action(name))))
            self._ask.start_wanted.connect(self._start_protection)
            self._ask.show_state(self.link.state, away=self._away)
            if self.link.state is not None:
                self._ask.talk.restore()
        return self._ask

    @property
    def pages(self) -> "PagesWindow":
        """The window of pages, built at the first need."""
        if self._pages is None:
            from desktop.pages.window import PagesWindow

            self._pages = PagesWindow(self.theme, self.link, self._prefs, hotkey_works=self._key_works())
            self._pages.ask_wanted.connect(lambda: self.obey(Command(Action.ASK)))
            self._pages.conversation_wanted.connect(lambda name: self.ask.open_conversation(name))
            self._pages.conversation_removed.connect(lambda name: self.ask.forget(name))
            self._pages.case_wanted.connect(lambda text, assistant: self.ask.open_case(text, assistant))
            self._pages.prefs_changed.connect(self.take_prefs)
            self._pages.start_wanted.connect(self._start_protection)
            self._pages.show_state(self.link.state, away=self._away)
        return self._pages

    def obey(self, command: Command) -> None:
        """Open what a start, the tray or another window asks for."""
        if command.action is Action.QUIT:
            self._app.exit(0)
        elif command.action in (Action.ASK, Action.TRAY):
            self.ask.open()
        else:
            self.pages.open(command.action)

    def take_prefs(self, prefs: Prefs) -> None:
        """Live with other choices from now on; another language or text size builds the windows again."""
        before, self._prefs = self._prefs, prefs
        with suppress(OSError):  # a full disk: the choice holds until the end of this session
            write_prefs(self._state_folder, prefs)
        if (before.theme, before.text_percent) != (prefs.theme, prefs.text_percent):
            self.theme.choose(prefs.theme, prefs.text_percent)
        if before.hotkey != prefs.hotkey:
            self._bind_key()
        if before.language != prefs.language:
            install_language(prefs.language)
        if (before.language, before.text_percent) != (prefs.language, prefs.text_percent):
            QTimer.singleShot(0, self, self._rebuild)

    def _rebuild(self) -> None:
        writing = self._ask.composer.text() if self._ask is not None else ""
        asking = self._ask is not None and self._ask.isVisible()
        for window in (self._ask, self._pages):
            if window is not None:
                window.hide()
                window.deleteLater()
        if self._coach is not None:
            self._coach.close()
        shown = self._pages is not None
        self._ask = self._pages = self._coach = None
        self._tray.rebuild()
        self._tell_tray()
        if writing:
            self.ask.composer.set_text(writing)
        if asking:
            self.ask.open()
        if shown:
            self.pages.open(Action.SETTINGS)

    def _tray_wants(self, name: str) -> None:
        if name == "start":
            self._start_protection()
        elif name == "pause":
            self._pause()
        else:
            self.obey(Command(Action(name)))

    def _start_protection(self) -> None:
        self._tray.show_state(Dial.STARTING, translate("Tray", "Protection is starting"))
        self._start_agent()
        self.link.hurry()

    def _pause(self) -> None:
        state = self.link.state
        if state is not None:
            over = state.protection is messages.Protection.PAUSED
            body = messages.PauseRequest(minutes=0 if over else state.pause_minutes)
            self.link.post("/pause", body, messages.State, self._show_state, lambda _: None)

    def _show_state(self, state: messages.State) -> None:
        fresh = self._away or self.link.state is None
        self._away = False
        self._tell_tray()
        if self._ask is not None:
            first = self._ask.knows_no_agent
            self._ask.show_state(state)
            if first or fresh:
                self._ask.talk.restore()
        if self._pages is not None:
            self._pages.show_state(state)

    def _show_away(self) -> None:
        self._away = True
        self._tell_tray()
        if self._ask is not None:
            self._ask.show_state(None, away=True)
        if self._pages is not None:
            self._pages.show_state(None, away=True)

    def _tell_tray(self) -> None:
        state = self.link.state
        if state is None:
            away = translate("Tray", "Protection is not running")
            self._tray.show_state(
                Dial.AWAY if self._away else Dial.STARTING,
                away if self._away else translate("Tray", "Gnomon is starting"),
            )
        else:
            self._tray.show_state(
                Dial(state.protection.value), state.sentence.to(language()), pause_minutes=state.pause_minutes
            )

    def _found(self) -> None:
        if self._pages is not None:
            self._pages.show_found()

    def _notice(self, notice: messages.Notice) -> None:
        if self._coach is None:
            from desktop.coach import Coach

            self._coach = Coach(self.theme, popup=self._platform in ("xcb", "offscreen", "windows", "cocoa"))
            self._coach.answered.connect(self._notice_answered)
            self._coach.employer_wanted.connect(lambda: self.obey(Command(Action.EMPLOYER)))
        self._coach.show_notice(notice)

    def _notice_answered(self, answer: messages.NoticeAnswer) -> None:
        self.link.post("/notice", answer, dict, lambda _: None, lambda _: None)
        if answer.choice is messages.NoticeChoice.CONTINUED:
            self.ask.open_with(QGuiApplication.clipboard().text())

    def _bind_key(self) -> None:
        if self._hotkey is not None:
            self._hotkey.close()
            self._hotkey = None
        if self._platform == "xcb" and self._prefs.hotkey:
            self._hotkey = X11Hotkey(self._prefs.hotkey, lambda: self.ask.toggle(), self)

    def _key_works(self) -> bool:
        return self._hotkey is not None and self._hotkey.works

    def end(self) -> None:
        """Let go of the socket, the agent, the key and the icon."""
        self._single.close()
        self.link.close()
        if self._hotkey is not None:
            self._hotkey.close()
        self._tray.hide()


def set_aside_what_stays() -> None:
    """Spare Python's collector what is there for good, modules above all: looking through it takes 30 ms each time,
    which comes in the middle of an answer.
    """
    gc.collect()
    gc.freeze()


def _may_float(platform: str) -> bool:
    """A panel with a shadow where the desktop composes windows; a titled window elsewhere."""
    if platform == "xcb":
        return is_composited()
    return platform in ("windows", "cocoa", "offscreen")
