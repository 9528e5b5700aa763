"""One question and its answer, as rows of the conversation."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent.messages import KeptCase, Masked, MaskedItem
from desktop.ask.masked import MaskedButton, MaskedCard
from desktop.glyphs import Button
from desktop.label import Label
from desktop.link import Answer, Trouble
from desktop.markdown.column import Column
from desktop.markdown.stream import AnswerStream
from desktop.theme import Theme
from desktop.words import translate

TITLE_LENGTH = 110  # characters: a longer question is body text, folded after some lines
FOLDED_LINES = 4


class QuestionView(QFrame):
    """The question as its writer put it: a short one as a title, a long one on a card, folded."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._short = len(text) <= TITLE_LENGTH and "\n" not in text.strip()
        self._folded = not self._short
        if not self._short:
            self.setProperty("surface", "card")
        self._label = Label(text.strip(), "title" if self._short else "body", selectable=True, parent=self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._fold = Button(theme, "fold", translate("Ask", "Show all"), glyph="down", trailing=True, parent=self)
        self._fold.clicked.connect(self._toggle)

    def height_for(self, width: int) -> int:
        """Height in pixels at this width; places what is inside."""
        side, top = (0, 0) if self._short else (16, 12)
        inner = width - 2 * side
        whole = self._label.heightForWidth(inner)
        limit = round(self._label.fontMetrics().lineSpacing() * 1.16) * FOLDED_LINES
        foldable = not self._short and whole > limit + self._label.fontMetrics().lineSpacing()
        shown = limit if foldable and self._folded else whole
        self._label.setGeometry(side, top, inner, shown)
        self._fold.setVisible(foldable)
        if not foldable:
            return shown + 2 * top
        hint = self._fold.sizeHint()
        self._fold.setGeometry(side, top + shown + 4, hint.width(), hint.height())
        return top + shown + 4 + hint.height() + 4

    def _toggle(self) -> None:
        self._folded = not self._folded
        self._fold.rename(translate("Ask", "Show all") if self._folded else translate("Ask", "Show less"))
        self._fold.draw("down" if self._folded else "up")
        column = self.parentWidget()
        if isinstance(column, Column):
            column.changed(self)


class RowOfButtons(QWidget):
    """Buttons side by side under an answer."""

    def __init__(self, parent: QWidget, *buttons: QWidget, outdented: bool = False) -> None:
        super().__init__(parent)
        self.outdented = outdented  # the ground of the first button stands out to the left, its words do not
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)


class TroubleCard(QFrame):
    """What happened, what is safe, what to do; the raw text behind "Details"."""

    def __init__(self, theme: Theme, trouble: Trouble, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(Label(trouble.sentence, parent=self))
        raw = "\n".join(part for part in (trouble.clause, trouble.details) if part)
        self._details = Label(raw, "caption", selectable=True, parent=self)
        self._details.hide()
        self._more = Button(theme, "fold", translate("Ask", "Details"), glyph="down", trailing=True, parent=self)
        self._more.clicked.connect(self._toggle)
        layout.addWidget(RowOfButtons(self, self._more))
        layout.addWidget(self._details)

    def _toggle(self) -> None:
        self._details.setVisible(self._details.isHidden())
        self._more.draw("down" if self._details.isHidden() else "up")
        column = self.parentWidget()
        if isinstance(column, Column):
            column.changed(self)


class ExchangeView(QObject):
    """Follows one answer into the column."""

    ended = Signal()
    conversation_known = Signal(str)
    retried = Signal()
    keeping = Signal()  # among the person's cases

    def __init__(
        self, theme: Theme, column: Column, shown: str, sent: str, files: Sequence[str], *, first: bool
    ) -> None:
        super().__init__(column)
        self._theme, self._column, self._question = theme, column, sent
        self.running = True
        self._items: tuple[MaskedItem, ...] = ()
        self._masked_row: QWidget | None = None
        self._card: MaskedCard | None = None
        self._keep: Button | None = None
        column.add(QuestionView(theme, shown, column), 0 if first else 32)
        if files:
            column.add(Label(" · ".join(files), "caption"), 4)
        self._status: Label | None = Label(translate("Ask", "Masking what must stay here…"), "caption", wrap=False)
        column.add(self._status, 12)
        self._stream = AnswerStream(theme, column, 16)

    @property
    def answer_text(self) -> str:
        """The answer so far."""
        return self._stream.text

    def follow(self, answer: Answer) -> None:
        """Show this answer as it comes."""
        answer.masked.connect(self._masked)
        answer.delta.connect(self._delta)
        answer.done.connect(lambda done: self._end(stopped=done.stopped))
        answer.failed.connect(self._fail)

    def restore(self, text: str, items: tuple[MaskedItem, ...], *, pending: bool) -> None:
        """Show an answer that the agent kept."""
        self._show_items(items)
        self._drop_status()
        if text != self._stream.text:
            self._stream.feed(text[len(self._stream.text) :] if text.startswith(self._stream.text) else text)
        if not pending:
            self._end(stopped=False)

    def break_off(self) -> None:
        """The person stopped it before the agent had taken the question."""
        self._end(stopped=True)

    def _masked(self, event: Masked) -> None:
        self.conversation_known.emit(event.conversation)
        self._show_items(event.items)
        if self._status is not None:
            self._status.say(translate("Ask", "Waiting for the answer…"))

    def _show_items(self, items: tuple[MaskedItem, ...]) -> None:
        self._items = items
        if not items or self._masked_row is not None:
            return
        button = MaskedButton(self._theme, before=False)
        button.count(len({item.label.en for item in items}))
        button.toggled.connect(self._toggle_card)
        self._masked_row = RowOfButtons(self._column, button)
        status, self._status = self._status, None
        if status is not None:
            self._column.remove(status)
        self._column.add(self._masked_row, 8)
        self._card = MaskedCard(self._theme, self._column)
        self._card.show_items(self._question, items)
        self._card.hide()
        self._column.add_hidden(self._card, 8)
        if status is not None:
            self._status = Label("", "caption", wrap=False)
            self._column.add(self._status, 12)

    def _toggle_card(self, opened: bool) -> None:
        if self._card is not None:
            self._card.setVisible(opened)
            self._column.changed(self._card)

    def _delta(self, piece: str) -> None:
        self._drop_status()
        self._stream.feed(piece)

    def _end(self, *, stopped: bool) -> None:
        if not self.running:
            return
        self.running = False
        self._drop_status()
        self._stream.finish()
        self._add_buttons(stopped=stopped)
        self._announce(self._stream.text)
        self.ended.emit()

    def _fail(self, trouble: Trouble) -> None:
        if not self.running:
            return
        self.running = False
        self._drop_status()
        self._stream.finish()
        self._column.add(TroubleCard(self._theme, trouble, self._column), 16)
        self._add_buttons(failed=True)
        self._announce(trouble.sentence)
        self.ended.emit()

    def _drop_status(self) -> None:
        if self._status is not None:
            self._column.remove(self._status)
            self._status = None

    def _add_buttons(self, *, stopped: bool = False, failed: bool = False) -> None:
        buttons: list[QWidget] = []
        if self._stream.text:
            copy = Button(
                self._theme, "quiet", translate("Ask", "Copy"), glyph="copy", name=translate("Ask", "Copy the answer")
            )
            copy.clicked.connect(lambda: self._copy(copy))
            buttons.append(copy)
        if self._stream.text and not (stopped or failed):
            self._keep = Button(self._theme, "quiet", translate("Ask", "Keep as a case"), glyph="case")
            self._keep.setToolTip(translate("Ask", "With its values masked, for you alone"))
            self._keep.clicked.connect(self.keeping)
            buttons.append(self._keep)
        again, kind = translate("Ask", "Ask this again"), "secondary" if failed else "quiet"
        retry = Button(self._theme, kind, translate("Ask", "Retry"), glyph="retry", name=again)
        retry.clicked.connect(self.retried)
        buttons.append(retry)
        if stopped:
            buttons.append(Label(translate("Ask", "Stopped"), "caption", wrap=False))
        self._column.add(RowOfButtons(self._column, *buttons, outdented=not failed), 8)

    def tell_kept(self, _case: KeptCase) -> None:
        """It stands among the cases now."""
        if self._keep is not None:
            self._keep.rename(translate("Ask", "Kept as a case"))
            self._keep.draw("check")
            self._keep.setEnabled(False)

    def tell_not_kept(self, trouble: Trouble) -> None:
        """Why it does not; it can be tried again."""
        if self._keep is not None:
            self._keep.rename(translate("Ask", "Could not be kept"))
            self._keep.setToolTip(trouble.sentence)

    def _copy(self, button: Button) -> None:
        QGuiApplication.clipboard().setText(self._stream.text)
        button.rename(translate("Ask", "Copied"))
        button.draw("check")
        QTimer.singleShot(1500, button, lambda: self._offer_copy(button))

    def _offer_copy(self, button: Button) -> None:
        button.rename(translate("Ask", "Copy"), name=translate("Ask", "Copy the answer"))
        button.draw("copy")

    def _announce(self, text: str) -> None:
        """A screen reader hears the answer once, at its end."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._column, text))
