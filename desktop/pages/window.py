"""The window of pages: conversations, worked cases, activity, AI tools found, the view of the employer, settings."""

from typing import cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agent import messages
from desktop.ask.strips import StatusCard, Strip, agent_is_away
from desktop.dial import Dial
from desktop.engraving import dial_pixmap
from desktop.focus import FocusRing, move_focus, scroll_page
from desktop.glyphs import Button
from desktop.handover import Action
from desktop.label import Label
from desktop.layouts import Sheet
from desktop.link import Link
from desktop.pages.activity import ActivityPage
from desktop.pages.cases import CasesPage
from desktop.pages.employer import EmployerPage
from desktop.pages.found import FoundPage
from desktop.pages.history import HistoryPage
from desktop.pages.parts import Page
from desktop.pages.settings import SettingsPage
from desktop.prefs import Prefs
from desktop.theme import Theme
from desktop.words import language, translate

PAGE_WIDTH, NAV_WIDTH, HEIGHT = 720, 248, 680
NAV_NARROW = 68  # the drawings alone, where a page would have too little room
LEAST_PAGE = 400  # pixels at 100 % text: the settings beside their names need as much


class PagesWindow(QMainWindow):
    """A list of pages at the left, the chosen one at the right."""

    ask_wanted = Signal()
    start_wanted = Signal()
    conversation_wanted = Signal(str)
    conversation_removed = Signal(str)  # "" is every one
    case_wanted = Signal(str, str)  # a draft, and the id of its assistant
    prefs_changed = Signal(object)

    def __init__(self, theme: Theme, link: Link, prefs: Prefs, *, hotkey_works: bool) -> None:
        super().__init__()
        self._theme = theme
        self.setWindowTitle("Gnomon")
        self.setAccessibleName("Gnomon")
        FocusRing(theme, self)
        self._narrow = False
        self._knows_agent = False
        self.banner = Strip(theme)
        self.status = StatusCard(theme)
        self.status.pressed.connect(self.start_wanted)
        self.history = HistoryPage(theme, link)
        self.history.ask_wanted.connect(self.ask_wanted)
        self.history.wanted.connect(self.conversation_wanted)
        self.history.removed.connect(self.conversation_removed)
        self.cases = CasesPage(theme, link)
        self.cases.wanted.connect(self.case_wanted)
        self.activity = ActivityPage(theme, link)
        self.activity.ask_wanted.connect(self.ask_wanted)
        self.found = FoundPage(theme, link)
        self.employer = EmployerPage(theme, link)
        self.employer.records_wanted.connect(lambda: self.open(Action.ACTIVITY))
        self.settings = SettingsPage(theme, prefs, hotkey_works=hotkey_works)
        self.settings.prefs_changed.connect(self.prefs_changed)
        self._pages: dict[Action, tuple[Page, str, str]] = {
            Action.HISTORY: (self.history, "talks", translate("Pages", "Conversations")),
            Action.CASES: (self.cases, "case", translate("Pages", "Worked cases")),
            Action.ACTIVITY: (self.activity, "activity", translate("Pages", "Activity")),
            Action.FOUND: (self.found, "found", translate("Pages", "AI tools found")),
            Action.EMPLOYER: (self.employer, "eye", translate("Pages", "Employer's view")),
            Action.SETTINGS: (self.settings, "settings", translate("Pages", "Settings")),
        }
        self._buttons: dict[Action, Button] = {}
        self._ask = Button(theme, "primary", translate("Pages", "Ask a question"), glyph="plus", ink="onAccent")
        self._areas: dict[Action, QScrollArea] = {}
        self._arrange()
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size() if screen is not None else QSize(1366, 768)
        wanted = QSize(theme.px(PAGE_WIDTH) + theme.px(NAV_WIDTH) + 16, round(HEIGHT * (1 + theme.scale) / 2))
        self.setMinimumWidth(min(theme.px(NAV_NARROW + LEAST_PAGE), room.width() - 32))
        self.resize(wanted.boundedTo(QSize(room.width() - 32, room.height() - 48)))

    def open(self, action: Action) -> None:
        """Show a page, with what is true now."""
        page, _glyph, _name = self._pages.get(action, self._pages[Action.ACTIVITY])
        page.refresh()
        for name, button in self._buttons.items():
            button.setChecked(name is action)
        self._stack.setCurrentWidget(self._areas[action])
        self.setWindowTitle(f"{page.title.words} – Gnomon")
        self.show()
        self.raise_()
        self.activateWindow()
        if action in (Action.HISTORY, Action.CASES):
            (self.history if action is Action.HISTORY else self.cases).filter.setFocus()

    def show_state(self, state: messages.State | None, *, away: bool = False) -> None:
        """Hand the state to the pages that show it; what an unsigned policy must say stands over all of them.

        None: nothing is known of the agent yet, or (away) it does not run. Then the page in sight is fetched anew.
        """
        banner = state.policy.banner if state is not None and state.policy is not None else None
        self.banner.say(banner.to(language()) if banner is not None else "")
        self.status.say(*(agent_is_away() if away else ("", "")))
        self._top.setContentsMargins(32, 12 if banner is not None or away else 0, 32, 0)
        self.activity.show_state(state)
        self.cases.show_state(state)
        self.settings.show_state(state)
        back, self._knows_agent = state is not None and not self._knows_agent, state is not None
        if back:
            self._refresh_shown()

    def _refresh_shown(self) -> None:
        for page, _glyph, _name in self._pages.values():
            if page.isVisible():
                page.refresh()

    def show_found(self) -> None:
        """Something new was seen: the page shows it where it is in sight."""
        if self.found.isVisible():
            self.found.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows the drawings of the pages without their names."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NAV_WIDTH + LEAST_PAGE)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._nav.setFixedWidth(self._theme.px(NAV_NARROW if narrow else NAV_WIDTH))
            self._brand.setVisible(not narrow)
            for button in (*self._buttons.values(), self._ask):
                name = button.accessibleName()
                button.setText("" if narrow else name)
                button.setToolTip(name if narrow else "")

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves the focus in reading order; the ring shows where it went."""
        return move_focus(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the line that a page is searched by, else hides the window; Ctrl+F goes to that line."""
        words = self._search_line()
        if event.key() == Qt.Key.Key_Escape and words is not None and words.text() and self.focusWidget() is words:
            words.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.matches(QKeySequence.StandardKey.Find) and words is not None:
            words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            words.selectAll()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):  # also from the list of pages at the left
            scroll_page(cast("QScrollArea", self._stack.currentWidget()), down=event.key() == Qt.Key.Key_PageDown)
        else:
            super().keyPressEvent(event)

    def _search_line(self) -> QLineEdit | None:
        """The line that the page in sight is searched by."""
        return next(
            (words for words in (self.history.filter, self.cases.filter, self.activity.filter) if words.isVisible()),
            None,
        )

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        self._nav = nav = QFrame()
        nav.setProperty("surface", "nav")
        nav.setFixedWidth(self._theme.px(NAV_WIDTH))
        column = QVBoxLayout(nav)
        column.setContentsMargins(12, 16, 12, 16)
        column.setSpacing(4)
        column.addLayout(self._head())
        column.addSpacing(16)
        for action, (page, glyph, name) in self._pages.items():
            column.addWidget(self._nav_button(action, glyph, name))
            self._areas[action] = _scrolled(page)
            self._stack.addWidget(self._areas[action])
        column.addStretch(1)
        self._ask.clicked.connect(self.ask_wanted)
        column.addWidget(self._ask)
        body = QWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        self._top = QVBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(self.banner)
        self._top.addWidget(self.status)
        right.addLayout(self._top)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(nav)
        row.addLayout(right, 1)
        self.setCentralWidget(body)

    def _head(self) -> QHBoxLayout:
        mark = QLabel()
        mark.setAccessibleName("Gnomon")
        mark.setPixmap(dial_pixmap(Dial.PROTECTED, self._theme.px(24), 2.0))
        self._brand = Label("Gnomon", "row", wrap=False)
        brand = QHBoxLayout()
        brand.setContentsMargins(12, 0, 0, 0)
        brand.setSpacing(8)
        brand.addWidget(mark)
        brand.addWidget(self._brand, 1)
        return brand

    def _nav_button(self, action: Action, glyph: str, name: str) -> Button:
        button = Button(self._theme, "nav", name, glyph=glyph)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.open(action))
        self._buttons[action] = button
        return button


def _scrolled(page: Page) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(page.title.words)
    holder = Sheet()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    page.setMaximumWidth(page.theme.px(PAGE_WIDTH) + 64)
    row.addWidget(page, 1)
    row.addStretch(0)
    area.setWidget(holder)
    area.viewport().setAutoFillBackground(False)
    holder.setAutoFillBackground(False)
    return area
