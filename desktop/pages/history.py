"""Earlier conversations: the newest, or those that hold some words. One press goes on with one."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from agent import messages
from desktop.focus import focus_by_key
from desktop.glyphs import Button
from desktop.label import Label
from desktop.layouts import clear
from desktop.link import Link, Trouble
from desktop.pages.kept import KeptRow, Sure
from desktop.pages.parts import Page, search_line, trouble_words
from desktop.spoken import clock, day_words, read_time
from desktop.theme import Theme
from desktop.words import translate

PAGE = 30  # rows more with each "Show older"
TYPING_MS = 150  # of rest before it is searched


class HistoryPage(Page):
    """A line to search with, and conversations under it."""

    wanted = Signal(str)  # the id of a conversation to go on with
    ask_wanted = Signal()
    removed = Signal(str)  # the id of a conversation that is gone, "" for every one

    def __init__(self, theme: Theme, link: Link) -> None:
        super().__init__(
            theme,
            translate("History", "Your conversations"),
            translate(
                "History", "They are kept encrypted on this computer, and searched here. Delete removes one for good."
            ),
        )
        self._link = link
        self._request = messages.HistoryRequest(limit=PAGE)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.refresh)
        self.filter = search_line(
            translate("History", "Search by words"), translate("History", "Search your conversations")
        )
        self.filter.textChanged.connect(self._typed)
        self.filter.returnPressed.connect(self._open_first)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._older = Button(theme, "secondary", translate("Activity", "Show older"))
        self._older.clicked.connect(lambda: self._fetch(self._request.limit + PAGE))
        self._older.hide()
        self._all = Button(theme, "fold", translate("History", "Remove all conversations"), glyph="bin")
        self._sure = Sure(theme, translate("History", "Remove all conversations for good?"))
        self._all.clicked.connect(lambda: self._sure.ask(by_key=True))
        self._sure.agreed.connect(self._remove_all)
        self._sure.declined.connect(lambda: focus_by_key(self._all))
        self._all.hide()
        self.filter.hide()
        self.column.addWidget(self.filter)
        self.column.addLayout(self._list)
        self.column.addWidget(self._older, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._sure)
        self.column.addStretch(1)
        self._rows: list[KeptRow] = []
        self._next = -1  # the row that takes the focus after one was removed
        self._waiting = False  # for what was asked
        self._entered = False  # Enter was pressed meanwhile

    def refresh(self) -> None:
        """Fetch the newest that hold the words."""
        self._fetch(PAGE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leaves the search line for the first conversation."""
        if event.key() == Qt.Key.Key_Down and self.window().focusWidget() is self.filter:
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

    def _fetch(self, limit: int) -> None:
        self._typing.stop()
        self._waiting = True
        self._request = messages.HistoryRequest(words=self.filter.text().strip(), limit=limit)
        self._link.post("/history", self._request, messages.History, partial(self._take, self._request), self._fail)

    def _take(self, asked: messages.HistoryRequest, found: messages.History) -> None:
        if asked is not self._request:
            return  # other words were typed meanwhile
        self._clear()
        self._waiting = False
        today = datetime.now().astimezone().date()
        for kept in found.rows:
            moment = read_time(kept.at)
            when = f"{day_words(moment.astimezone().date(), today)}, {clock(moment)}" if moment is not None else ""
            questions = self.tr("%n question(s)", "", kept.questions)
            self._add(kept, f"{when} · {questions}")
        self._older.setVisible(found.more)
        self._all.setVisible(bool(found.rows) and not asked.words)
        self._sure.hide()
        if self.filter.isHidden() and found.rows:
            self.filter.show()
            self.filter.setFocus()
        if not found.rows:
            self._say_nothing(searched=bool(asked.words))
        if self._entered:
            self._open_first()
        elif self._next >= 0:
            QTimer.singleShot(0, self, self._go_to_next)  # the rows have their places then

    def _typed(self) -> None:
        self._entered = False
        self._typing.start()

    def _add(self, kept: messages.KeptTalk, caption: str) -> None:
        lines = (("strong", kept.title), ("mute", kept.excerpt), ("caption", caption))
        row = KeptRow(
            self.theme,
            lines,
            translate("History", "Remove this conversation for good? The log still tells that you asked, never what."),
        )
        row.opened.connect(lambda: self.wanted.emit(kept.id))
        place = len(self._rows)
        row.removed.connect(lambda: self._remove(kept.id, place))
        self._rows.append(row)
        self._list.addWidget(row)

    def _remove(self, name: str, place: int) -> None:
        self._next = place
        self._forget("/conversation/forget", messages.ConversationRequest(conversation=name), name)

    def _remove_all(self) -> None:
        self._forget("/conversations/forget", {}, "")

    def _forget(self, path: str, body: object, name: str) -> None:
        self._link.post(path, body, dict, partial(self._gone, name), self._fail)

    def _gone(self, name: str, _answer: object) -> None:
        self.removed.emit(name)
        self._fetch(self._request.limit)

    def _go_to_next(self) -> None:
        focus_by_key(self._rows[min(self._next, len(self._rows) - 1)].card if self._rows else self.filter)
        self._next = -1

    def _say_nothing(self, *, searched: bool) -> None:
        if searched:
            none = translate("History", "No conversation has all of these words. Try one of them alone.")
            self._list.addWidget(Label(none, "mute"))
            return
        first = translate("History", "What you ask will be listed here, for as long as your company's policy keeps it.")
        ask = Button(self.theme, "primary", translate("Activity", "Ask a question"))
        ask.clicked.connect(self.ask_wanted)
        self._list.addWidget(Label(first, "mute"))
        self._list.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeft)

    def _fail(self, trouble: Trouble) -> None:
        self._clear()
        self._waiting = self._entered = False
        for button in (self._older, self._all, self._sure):
            button.hide()
        self._list.addWidget(Label(trouble_words(trouble), "mute"))

    def _clear(self) -> None:
        self._rows.clear()
        clear(self._list)

    def _open_first(self) -> None:
        """Enter: the first of what the words find, as soon as that has come."""
        if self._typing.isActive():
            self.refresh()
        self._entered = self._waiting
        if self._rows and not self._waiting:
            self._rows[0].card.click()
