"""The log as a file: of which days, of which kind, no dialog. It says where the file lies."""

from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDateEdit, QMenu, QVBoxLayout, QWidget

from agent import messages
from agent.messages import LogFormat
from desktop.glyphs import Button
from desktop.label import Label
from desktop.layouts import FlowLayout
from desktop.link import Link, Trouble
from desktop.pages.choice import Choice
from desktop.panel import round_menu
from desktop.theme import Theme
from desktop.words import fill, language, translate

MONTH, CHOSEN = 30, "chosen"


class Period:
    """From when to when: every day, the last ones, or two days that a person chooses."""

    def __init__(self, theme: Theme) -> None:
        self.choice = Choice(
            theme,
            (  # days back from today, "" for every day
                ("", translate("Export", "All days")),
                ("7", translate("Export", "Last 7 days")),
                (str(MONTH), translate("Export", "Last 30 days")),
                (CHOSEN, translate("Export", "From … to …")),
            ),
        )
        self.choice.setAccessibleName(translate("Export", "Which days"))
        self.first = _day_field(translate("Export", "First day"), back=MONTH - 1)
        self.last = _day_field(translate("Export", "Last day"), back=0)
        self.first.dateChanged.connect(self.last.setMinimumDate)
        self.last.setMinimumDate(self.first.date())
        self.choice.currentIndexChanged.connect(self._show_fields)
        self._show_fields()

    def days(self, today: date) -> tuple[str, str]:
        """First and last day as `ExportRequest` has them."""
        back = self.choice.currentData()
        if back == CHOSEN:
            return _iso(self.first), _iso(self.last)
        return ((today - timedelta(days=int(back) - 1)).isoformat(), today.isoformat()) if back else ("", "")

    def _show_fields(self) -> None:
        for field in (self.first, self.last):
            field.setVisible(self.choice.currentData() == CHOSEN)


def _iso(field: QDateEdit) -> str:
    return field.date().toString(Qt.DateFormat.ISODate)


def _day_field(name: str, *, back: int) -> QDateEdit:
    """A day, `back` days ago to begin with."""
    field = QDateEdit(QDate.currentDate().addDays(-back))
    field.setDisplayFormat("dd.MM.yyyy" if language() == "ru" else "d MMM yyyy")
    field.setAccessibleName(name)
    field.setToolTip(name)
    return field


class ExportRow(QWidget):
    """Saves the log into the person's documents."""

    def __init__(self, theme: Theme, link: Link) -> None:
        super().__init__()
        self._link = link
        self._file = Path()
        self.button = Button(
            theme, "secondary", translate("Export", "Save the log to a file"), glyph="down", trailing=True
        )
        menu = round_menu(QMenu(self.button), floating=False)
        for kind, words in (
            (LogFormat.CSV, translate("Export", "Table for Excel (CSV)")),
            (LogFormat.JSONL, translate("Export", "With its seals, for an audit (JSON Lines)")),
            (LogFormat.OCSF, translate("Export", "For a SIEM (OCSF)")),
        ):
            menu.addAction(words, partial(self.save, kind))
        self.button.setMenu(menu)
        self.period = Period(theme)
        self._told = Label("", "mute")
        self._told.hide()
        self._show = Button(theme, "line", translate("Export", "Open the folder"))
        self._show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent))))
        self._show.hide()
        row = FlowLayout(gap=12)
        for part in (self.period.choice, self.period.first, self.period.last, self.button, self._show):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._told)

    def save(self, kind: LogFormat) -> None:
        """Have the agent write the log in this form."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        today = datetime.now().astimezone().date()
        self._file = free_name(folder if folder.is_dir() else Path.home(), kind, today)
        first, last = self.period.days(today)
        self.button.setEnabled(False)
        self._show.hide()
        self._tell(translate("Export", "Saving…"))
        body = messages.ExportRequest(
            path=str(self._file), format=kind, excel=language() == "ru", first_day=first, last_day=last
        )
        self._link.post("/export", body, messages.Exported, self._take, self._fail)

    def _take(self, saved: messages.Exported) -> None:
        self.button.setEnabled(True)
        self._show.show()
        records = self.tr("%n record(s)", "", saved.entries)
        self._tell(fill(translate("Export", "Saved, %1: %2"), records, str(self._file)))

    def _fail(self, trouble: Trouble) -> None:
        self.button.setEnabled(True)
        self._tell(trouble.sentence)

    def _tell(self, words: str) -> None:
        self._told.say(words)
        self._told.show()


def free_name(folder: Path, kind: LogFormat, day: date) -> Path:
    """A file of this day that is not there yet: what was saved before stays."""
    stem, end = f"gnomon-{day.isoformat()}", {LogFormat.CSV: "csv", LogFormat.OCSF: "ocsf.jsonl"}.get(kind, "jsonl")
    file, number = folder / f"{stem}.{end}", 2
    while file.exists():
        file, number = folder / f"{stem}-{number}.{end}", number + 1
    return file
