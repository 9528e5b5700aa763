"""Where a question is written: assistants as chips, the field, the model, what will be masked, and Send."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from agent import messages
from agent.messages import AssistantCard, Preview
from desktop.ask.files import FileRow
from desktop.ask.masked import MaskedButton, MaskedCard
from desktop.ask.question import QuestionEdit
from desktop.ask.strips import Strip
from desktop.glyphs import Button
from desktop.layouts import FlowLayout, clear
from desktop.link import Link
from desktop.panel import round_menu
from desktop.theme import Theme
from desktop.words import language, translate

PREVIEW_MS = 350
DRAFT_MS = 1000
CHIP_WIDTH, MODEL_WIDTH = 320, 240  # pixels at 100 % text: longer names of a policy are shortened


class Composer(QWidget):
    """The lower part of the Ask window."""

    asked = Signal(str)
    stopped = Signal()
    recalled = Signal()
    draft_changed = Signal(str)
    assistant_chosen = Signal()
    refused = Signal()  # Enter was pressed while nothing can be sent

    def __init__(self, theme: Theme, link: Link, parent: QWidget | None = None, *, floating: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._link = theme, link
        self._ready = False
        self._running = False
        self._model = "auto"
        self._assistant = ""
        self._assistants: tuple[AssistantCard, ...] | None = None
        self._chip_buttons: dict[str, Button] = {}
        self._compact = False
        self._models: tuple[str, ...] | None = None
        self.edit = QuestionEdit(theme, self)
        self.edit.sent.connect(self._press)
        self.edit.recalled.connect(self.recalled)
        self.edit.focused.connect(self._show_focus)
        self.edit.textChanged.connect(self._text_changed)
        self.send = Button(theme, "send", glyph="send", name=translate("Ask", "Send"), ink="onAccent", parent=self)
        self.send.clicked.connect(self._press)
        self._model_button = Button(
            theme, "quiet", translate("Ask", "Automatic model"), glyph="down", trailing=True, parent=self
        )
        self._model_menu = round_menu(QMenu(self._model_button), floating=floating)
        self._model_button.setMenu(self._model_menu)
        self.card = MaskedCard(theme, self)
        self.card.hide()
        self.badge = MaskedButton(theme, before=True, parent=self)
        self.badge.hide()
        self.badge.toggled.connect(self.card.setVisible)
        self.files = FileRow(theme, link, self)
        self.files.changed.connect(self._draw_send)
        self._told = Strip(theme, parent=self)
        self.files.told.connect(self._told.say)
        self._preview_timer = self._timer(PREVIEW_MS, self._preview)
        self._draft_timer = self._timer(DRAFT_MS, lambda: self.draft_changed.emit(self.text()))
        self._chips = QWidget(self)
        self._chip_row = FlowLayout(self._chips)
        self._arrange()
        self._draw_send()

    @property
    def assistant(self) -> str:
        """Id of the chosen assistant, "" for none."""
        return self._assistant

    @property
    def model(self) -> str:
        """The chosen model, "auto" where the policy chooses."""
        return self._model

    @property
    def told_words(self) -> str:
        """What is said about a file that could not be taken."""
        return self._told.words

    def text(self) -> str:
        """What stands in the field."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a text into the field, the caret at its end; it can be undone."""
        cursor = self.edit.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.movePosition(cursor.MoveOperation.End)
        self.edit.setTextCursor(cursor)

    def clear(self) -> None:
        """Empty the field: its question is on its way."""
        self.edit.clear()
        self.files.clear()
        self._hide_preview()

    def set_ready(self, ready: bool) -> None:
        """Whether a question can be sent now."""
        self._ready = ready
        self._draw_send()

    def set_running(self, running: bool) -> None:
        """Whether an answer is coming: Send becomes Stop."""
        self._running = running
        self._draw_send()

    def _preview(self) -> None:
        text = self.text()
        if text.strip() and self._ready:
            body = messages.PreviewRequest(text=text)
            self._link.post("/preview", body, messages.Preview, partial(self.show_preview, text), lambda _: None)

    def show_preview(self, text: str, preview: Preview) -> None:
        """Show what would be masked in this text, if it is still the text in the field."""
        if text != self.text():
            return
        self.edit.show_masked(preview.items)
        labels = {item.label.en for item in preview.items}
        if not labels:
            self._hide_preview()
            return
        self.badge.count(len(labels))
        self.badge.show()
        self.card.show_items(text, preview.items)

    def offer(self, assistants: Sequence[AssistantCard], models: Sequence[str]) -> None:
        """Offer the assistants and models of the policy."""
        if tuple(assistants) != self._assistants:
            self._assistants = tuple(assistants)
            self._build_chips()
        if tuple(models) != self._models:
            self._models = tuple(models)
            self._build_models()

    def _timer(self, milliseconds: int, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(action)
        return timer

    def _arrange(self) -> None:
        self._field = QFrame(self)
        self._field.setProperty("surface", "field")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._model_button)
        tools.addStretch(1)
        tools.addWidget(self.badge)
        tools.addWidget(self.send)
        field = QVBoxLayout(self._field)
        field.setContentsMargins(8, 12, 8, 8)
        field.setSpacing(8)
        words = QHBoxLayout()
        words.setContentsMargins(8, 0, 8, 0)  # the words of the model button stand under these words
        words.addWidget(self.edit)
        field.addLayout(words)
        field.addLayout(tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.card)
        layout.addWidget(self._chips)
        layout.addWidget(self._told)
        layout.addWidget(self.files)
        layout.addWidget(self._field)

    def _build_chips(self) -> None:
        clear(self._chip_row)
        self._chip_buttons.clear()
        cards = self._assistants or ()
        if self._assistant not in {card.id for card in cards}:
            self._assistant = ""
        for card in cards:
            chip = Button(self._theme, "chip", card.name.to(language()), parent=self._chips)
            chip.setCheckable(True)
            chip.toggled.connect(lambda on, chip=chip: chip.setFont(self._theme.font(strong=on)))
            chip.setChecked(card.id == self._assistant)
            chip.clicked.connect(lambda checked, chosen=card.id: self.choose_assistant(chosen if checked else ""))
            chip.shorten(self._theme.px(CHIP_WIDTH))
            self._chip_row.addWidget(chip)
            self._chip_buttons[card.id] = chip
        self._show_chips()
        self._show_hint()

    def _show_hint(self) -> None:
        """An empty field says what the chosen assistant wants to know."""
        hints = [card.hint.to(language()) for card in self._assistants or () if card.id == self._assistant]
        self.edit.ask_for("".join(hints))

    def choose_assistant(self, assistant: str) -> None:
        """Take this assistant ("" for none) from the next question on, and write on."""
        self._assistant = assistant
        for name, chip in self._chip_buttons.items():
            chip.setChecked(name == assistant)
        self._show_chips()
        self._show_hint()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.assistant_chosen.emit()

    def set_compact(self, compact: bool) -> None:
        """Leave the room to a conversation: only the chosen assistant stays in sight."""
        self._compact = compact
        self.edit.set_least_lines(1 if compact else 2)
        self._show_chips()

    def _show_chips(self) -> None:
        shown = 0
        for name, chip in self._chip_buttons.items():
            visible = not self._compact or name == self._assistant
            chip.setVisible(visible)
            shown += visible
        self._chips.setVisible(shown > 0)
        self._chips.updateGeometry()

    def _build_models(self) -> None:
        self._model_menu.clear()
        for name in ("auto", *(self._models or ())):
            action = QAction(translate("Ask", "Automatic model") if name == "auto" else name, self._model_menu)
            action.setCheckable(True)
            action.setChecked(name == self._model)
            action.triggered.connect(lambda _=False, name=name: self.choose_model(name))
            self._model_menu.addAction(action)
        self._model_button.setVisible(bool(self._models))

    def choose_model(self, name: str) -> None:
        """Take this model from the next question on; "auto" leaves it to the policy."""
        self._model = name
        self._model_button.rename(translate("Ask", "Automatic model") if name == "auto" else name)
        self._model_button.shorten(self._theme.px(MODEL_WIDTH))
        self._build_models()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        if self._running:
            self.stopped.emit()
        elif not self._ready:
            self.refused.emit()
        elif self._has_question():
            self.asked.emit(self.text())

    def _text_changed(self) -> None:
        self._preview_timer.start()
        self._told.say("")
        if not self._draft_timer.isActive():
            self._draft_timer.start()
        if not self.text().strip():
            self._hide_preview()
        self._draw_send()

    def _hide_preview(self) -> None:
        self._preview_timer.stop()
        self.badge.setChecked(False)
        self.badge.hide()
        self.card.hide()
        self.edit.show_masked(())

    def _draw_send(self) -> None:
        self.send.draw("stop" if self._running else "send")
        name = translate("Ask", "Stop the answer") if self._running else translate("Ask", "Send")
        self.send.setAccessibleName(name)
        self.send.setToolTip(name)
        self.send.setEnabled(self._running or (self._ready and self._has_question()))

    def _has_question(self) -> bool:
        return bool(self.text().strip() or self.files.files)

    def _show_focus(self, focused: bool) -> None:
        self._field.setProperty("focused", "true" if focused else "false")
        self._field.style().polish(self._field)
