"""Activity: the last records in plain words, the exact record behind "Details"."""

import json
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent import messages
from desktop.glyphs import Button
from desktop.label import Label
from desktop.layouts import clear
from desktop.link import Link, Trouble
from desktop.pages.export import ExportRow
from desktop.pages.parts import Fold, Page, search_line, trouble_words
from desktop.spoken import clock, day_words, read_time
from desktop.theme import Theme
from desktop.words import fill, language, translate

PAGE = 50  # records fetched at once


class RecordView(QWidget):
    """One record: when, what, and the exact record."""

    def __init__(self, theme: Theme, record: messages.ActivityRow, moment: datetime | None) -> None:
        super().__init__()
        self.words = record.sentence.to(language())
        when = Label(clock(moment) if moment is not None else "", "mute", wrap=False)
        when.setFixedWidth(theme.px(48))
        told = Label(self.words)
        for label in (when, told):  # their first line stands beside the button
            label.setContentsMargins(0, 4, 0, 0)
        raw = Label(json.dumps(record.record, ensure_ascii=False, indent=2, sort_keys=True), "code")
        raw.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        raw.setFont(theme.font("caption", mono=True))
        box = QFrame()
        box.setProperty("surface", "code")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(raw)
        title = translate("Activity", "Details")
        details = Fold(theme, title, title, box)
        details.button.setAccessibleName(f"{title}: {self.words}")
        box.setParent(self)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(told, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(details, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(box)
        box.hide()


class ActivityPage(Page):
    """What happened, newest first."""

    ask_wanted = Signal()

    def __init__(self, theme: Theme, link: Link) -> None:
        super().__init__(theme, translate("Activity", "Activity"))
        self._link = link
        self._rows: list[messages.ActivityRow] = []
        self.filter = search_line(translate("Activity", "Filter"), translate("Activity", "Filter the records"))
        self.filter.textChanged.connect(self._draw)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._older = Button(theme, "secondary", translate("Activity", "Show older"))
        self._older.clicked.connect(self._fetch_older)
        self._older.hide()
        self.column.addWidget(self.filter)
        self.column.addLayout(self._list)
        self.export = ExportRow(theme, link)
        self.export.hide()
        self.column.addWidget(self._older, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.export)
        self.column.addStretch(1)

    def show_state(self, state: messages.State | None) -> None:
        """The sums of today."""
        if state is None:
            self.say("")
            return
        sent = self.tr("%n question(s) sent", "", state.sent_today)
        masked = self.tr("%n value(s) masked", "", state.masked_today)
        found = self.tr("%n tool(s) seen", "", state.found_today)
        self.say(fill(translate("Activity", "Today: %1"), f"{sent} · {masked} · {found}"))

    def refresh(self) -> None:
        """Fetch the newest records."""
        self._link.get(f"/activity?limit={PAGE}", messages.Activity, self._take_newest, self._fail)

    def _fetch_older(self) -> None:
        last = self._rows[-1].seq
        self._link.get(f"/activity?limit={PAGE}&before={last}", messages.Activity, self._take_older, self._fail)

    def _take_newest(self, found: messages.Activity) -> None:
        self._rows = list(found.rows)
        self.filter.setVisible(bool(self._rows))
        self.export.setVisible(bool(self._rows))
        self._draw()
        self._offer_older(found)

    def _take_older(self, found: messages.Activity) -> None:
        self._rows += found.rows
        self._draw()
        self._offer_older(found)

    def _offer_older(self, found: messages.Activity) -> None:
        self._older.setVisible(bool(found.rows) and len(self._rows) < found.total)

    def _fail(self, trouble: Trouble) -> None:
        clear(self._list)
        self._older.hide()
        self.filter.hide()
        self.export.hide()
        self._list.addWidget(Label(trouble_words(trouble), "mute"))

    def _draw(self) -> None:
        clear(self._list)
        if not self._rows:
            self._draw_empty()
            return
        wanted = self.filter.text().casefold()
        today, shown_day = datetime.now().astimezone().date(), None
        shown = 0
        for record in self._rows:
            if wanted and wanted not in f"{record.sentence.to(language())} {record.kind}".casefold():
                continue
            shown += 1
            moment = read_time(record.at)
            day = moment.astimezone().date() if moment is not None else None
            if day is not None and day != shown_day:
                shown_day = day
                heading: QLabel = Label(day_words(day, today), "captionStrong")
                heading.setContentsMargins(0, 8 if self._list.count() else 0, 0, 0)
                self._list.addWidget(heading)
            self._list.addWidget(RecordView(self.theme, record, moment))
        if not shown:
            self._list.addWidget(Label(translate("Activity", "No record has these words."), "mute"))

    def _draw_empty(self) -> None:
        ask = Button(self.theme, "primary", translate("Activity", "Ask a question"))
        ask.clicked.connect(self.ask_wanted)
        self._list.addWidget(Label(translate("Activity", "Nothing has left this computer yet."), "mute"))
        self._list.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeft)
