"""The whole log as a file: one button, three kinds of file, no dialog. It says where the file lies."""

from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from agent import messages
from agent.messages import LogFormat
from desktop.glyphs import Button
from desktop.label import Label
from desktop.link import Link, Trouble
from desktop.panel import round_menu
from desktop.theme import Theme
from desktop.words import fill, language, translate


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
        self._told = Label("", "mute")
        self._told.hide()
        self._show = Button(theme, "line", translate("Export", "Open the folder"))
        self._show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent))))
        self._show.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        buttons.addWidget(self.button)
        buttons.addWidget(self._show)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(buttons)
        column.addWidget(self._told)

    def save(self, kind: LogFormat) -> None:
        """Have the agent write the log in this form."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._file = free_name(folder if folder.is_dir() else Path.home(), kind, datetime.now().astimezone().date())
        self.button.setEnabled(False)
        self._show.hide()
        self._tell(translate("Export", "Saving…"))
        body = messages.ExportRequest(path=str(self._file), format=kind, excel=language() == "ru")
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
