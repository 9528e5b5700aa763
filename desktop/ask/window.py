"""The Ask window: one key, one question, the answer inline."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QCursor, QGuiApplication, QKeyEvent, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from agent import messages
from desktop.ask.area import ConversationArea
from desktop.ask.composer import Composer
from desktop.ask.empty import EmptyState
from desktop.ask.exchange import ExchangeView
from desktop.ask.strips import StatusCard, Strip, join_sentences
from desktop.dial import Dial, dial_pixmap
from desktop.glyphs import Button
from desktop.label import Label
from desktop.link import Answer, Link, Trouble
from desktop.markdown.column import Column
from desktop.panel import Panel
from desktop.theme import Theme
from desktop.words import fill, language, translate

WIDTH, HEIGHT = 760, 680
TEXT_WIDTH = 640
POLL_MS = 400  # while an answer goes on that another window began


class LeftRoom(QStackedWidget):
    """Takes the room that is left: what is being written comes first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        """No: the words inside would ask for their full height."""
        return False


class AskWindow(Panel):
    """A question, its answer, and the next question."""

    page_wanted = Signal(str)
    start_wanted = Signal()

    def __init__(self, theme: Theme, link: Link, *, floating: bool) -> None:
        super().__init__(theme, floating=floating)
        self._link = link
        self._exchanges: list[ExchangeView] = []
        self._questions: list[str] = []
        self._conversation = ""
        self._answer: Answer | None = None
        self._state: messages.State | None = None
        self._away = False
        self.setWindowTitle(translate("Ask", "Ask Gnomon"))
        self.setAccessibleName(translate("Ask", "Ask Gnomon"))
        self.column = Column()
        self.composer = Composer(theme, self)
        self._empty = EmptyState(theme, self)
        self._banner = Strip(theme, parent=self)
        self.status = StatusCard(theme, self)
        self._footer = Label("", "caption", wrap=False, parent=self)
        hints = translate("Ask", "Enter sends · Shift+Enter new line · Esc hides")
        self._hints = Label(hints, "caption", wrap=False, parent=self)
        self._menu = QMenu(self)
        self._arrange()
        self._connect()
        self._fill_menu()
        self.show_state(None)
        theme.changed.connect(self._fit_text)
        self._fit_text()
        self.resize(self._wanted_size(QGuiApplication.primaryScreen()))

    def open(self) -> None:
        """Show the window on the screen of the pointer, the caret in the field."""
        if not self.isVisible():
            self._place()
        self.show()
        self.raise_()
        self.activateWindow()
        self.composer.edit.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def toggle(self) -> None:
        """The key: show, or hide again where the window has the focus."""
        if self.isVisible() and self.isActiveWindow():
            self.hide()
        else:
            self.open()

    @property
    def knows_no_agent(self) -> bool:
        """True until the agent has told its state."""
        return self._state is None

    def open_with(self, text: str) -> None:
        """Show the window with a text in the field, for the person to send."""
        self.open()
        if text and not self.composer.text().strip():
            self.composer.set_text(text)

    def restore_draft(self) -> None:
        """Take the draft and its conversation back from the agent."""
        self._link.get("/draft", messages.Draft, self._take_draft, lambda _: None)

    def show_state(self, state: messages.State | None, *, away: bool = False) -> None:
        """Show how the agent is. None: nothing is known of it yet, or (away) it does not run."""
        self._state, self._away = state, away
        ready = state is not None and state.redactor_ready and state.protection is not messages.Protection.STARTING
        self.composer.set_ready(ready)
        self._show_status(ready=ready)
        policy = state.policy if state is not None else None
        self._banner.say(policy.banner.to(language()) if policy is not None and policy.banner is not None else "")
        gateway = state.gateway.to(language()) if state is not None else ""
        self._footer.say(fill(translate("Ask", "via %1"), gateway) if gateway else "")
        if state is not None:
            self.composer.offer(state.assistants, state.models)
        examples = [text.to(language()) for text in state.examples] if state is not None else []
        self._empty.show_state(state.sentence.to(language()) if state is not None else "", examples, self._dial())

    def new_conversation(self) -> None:
        """Begin again with an empty conversation; an answer under way goes on in the agent."""
        self._leave_answer()
        self.column.clear()
        self._exchanges.clear()
        self._conversation = ""
        self._show_conversation(False)
        self._save_draft(self.composer.text())
        self.composer.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        """Esc hides the window; the focus goes back to where it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # Qt's name
        """Closing hides: what is written stays."""
        event.ignore()
        self.hide()

    def reject(self) -> None:
        """A dialog's own Esc: hide."""
        self.hide()

    def _dial(self) -> Dial:
        if self._state is None:
            return Dial.AWAY if self._away else Dial.STARTING
        return Dial(self._state.protection.value)

    def _arrange(self) -> None:
        self._scroll = ConversationArea(self.column, self)
        self._pages = LeftRoom(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._scroll)
        footer = QHBoxLayout()
        footer.setContentsMargins(16, 0, 16, 0)
        footer.addWidget(self._hints, 1)
        footer.addWidget(self._footer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 16)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # its size is ours to choose
        layout.setSpacing(12)
        layout.addLayout(self._header())
        layout.addWidget(self._banner)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.status)
        layout.addWidget(self.composer)
        layout.addLayout(footer)

    def _header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setContentsMargins(16, 0, 0, 0)
        header.setSpacing(8)
        self._mark = QLabel(self)
        self._mark.setPixmap(dial_pixmap(Dial.PROTECTED, 20, 2.0))
        self._mark.setAccessibleName("Gnomon")
        name = Label("Gnomon", "strong", wrap=False, parent=self)
        header.addWidget(self._mark)
        header.addWidget(name)
        header.addStretch(1)
        new = Button(self._theme, "icon", glyph="plus", name=translate("Ask", "New conversation"), parent=self)
        new.clicked.connect(self.new_conversation)
        self._more = Button(self._theme, "icon", glyph="more", name=translate("Ask", "Actions"), parent=self)
        self._more.clicked.connect(self._open_menu)
        hide = Button(self._theme, "icon", glyph="close", name=translate("Ask", "Hide"), parent=self)
        hide.clicked.connect(self.hide)
        hide.setVisible(self._floating)
        for button in (new, self._more, hide):
            header.addWidget(button)
        return header

    def _connect(self) -> None:
        self.composer.asked.connect(self.ask)
        self.composer.stopped.connect(self._stop)
        self.composer.recalled.connect(self._recall)
        self.composer.preview_wanted.connect(self._preview)
        self.composer.draft_changed.connect(self._save_draft)
        self.composer.refused.connect(lambda: self._show_status(ready=False))
        self._empty.chosen.connect(self._take_example)
        self.status.pressed.connect(self.start_wanted)
        QShortcut(QKeySequence("Ctrl+K"), self, self._open_menu)
        QShortcut(QKeySequence("Ctrl+N"), self, self.new_conversation)

    def _fill_menu(self) -> None:
        entries: tuple[tuple[str, Callable[[], object]] | None, ...] = (
            (translate("Ask", "New conversation"), self.new_conversation),
            (translate("Ask", "Ask the last question again"), self._retry_last),
            None,
            (translate("Ask", "Activity"), lambda: self.page_wanted.emit("activity")),
            (translate("Ask", "AI tools found here"), lambda: self.page_wanted.emit("found")),
            (translate("Ask", "What does my employer see?"), lambda: self.page_wanted.emit("employer")),
            (translate("Ask", "Settings"), lambda: self.page_wanted.emit("settings")),
        )
        for entry in entries:
            if entry is None:
                self._menu.addSeparator()
            else:
                self._menu.addAction(entry[0], entry[1])

    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def ask(self, text: str) -> None:
        """Send a question; its answer appears under it."""
        if self._answer is not None:
            return
        self._show_conversation(True)
        exchange = ExchangeView(self._theme, self.column, text, first=not self._exchanges)
        exchange.conversation_known.connect(self._accepted)
        exchange.ended.connect(self._answer_ended)
        exchange.retried.connect(lambda: self._ask_again(text))
        self._exchanges.append(exchange)
        self._questions.append(text)
        self._answer = self._link.ask(
            messages.AskRequest(
                text=text, conversation=self._conversation, model=self.composer.model, assistant=self.composer.assistant
            )
        )
        exchange.follow(self._answer)
        self.composer.clear()
        self.composer.set_running(True)
        QTimer.singleShot(0, self, self._scroll.go_to_end)

    def _show_conversation(self, shown: bool) -> None:
        self._pages.setCurrentWidget(self._scroll if shown else self._empty)
        self.composer.set_compact(shown)

    def _accepted(self, conversation: str) -> None:
        """The agent keeps the question now, so the draft may go."""
        self._conversation = conversation
        self._save_draft(self.composer.text())

    def _answer_ended(self, complete: bool) -> None:
        self._answer = None
        self.composer.set_running(False)
        if not complete and not self.composer.text().strip() and self._questions:
            self.composer.edit.setPlaceholderText(translate("Ask", "Ask anything"))
        QTimer.singleShot(0, self, self._scroll.follow)

    def _stop(self) -> None:
        if self._conversation:
            body = messages.ConversationRequest(conversation=self._conversation)
            self._link.post("/ask/stop", body, dict, lambda _: None, lambda _: None)
        elif self._answer is not None:
            self._answer.abandon()
            self._answer_ended(False)

    def _retry_last(self) -> None:
        if self._questions:
            self._ask_again(self._questions[-1])

    def _ask_again(self, text: str) -> None:
        if self._answer is None and self._state is not None:
            self.ask(text)

    def _recall(self) -> None:
        if self._questions:
            self.composer.set_text(self._questions[-1])

    def _take_example(self, text: str) -> None:
        self.composer.set_text(text)
        self.composer.edit.setFocus()

    def _preview(self, text: str) -> None:
        if text.strip() and self._state is not None and self._state.redactor_ready:
            body = messages.PreviewRequest(text=text)
            show = self.composer.show_preview
            self._link.post("/preview", body, messages.Preview, lambda preview: show(text, preview), lambda _: None)

    def _save_draft(self, text: str) -> None:
        self._link.put("/draft", messages.Draft(text=text, conversation=self._conversation))

    def _take_draft(self, draft: messages.Draft) -> None:
        if draft.text and not self.composer.text():
            self.composer.set_text(draft.text)
        if draft.conversation and not self._exchanges:
            self._conversation = draft.conversation
            self._fetch_conversation()

    def _fetch_conversation(self) -> None:
        body = messages.ConversationRequest(conversation=self._conversation)
        self._link.post("/conversation", body, messages.Conversation, self._take_conversation, self._no_conversation)

    def _no_conversation(self, _trouble: Trouble) -> None:
        self._conversation = ""

    def _take_conversation(self, kept: messages.Conversation) -> None:
        """Show a conversation that the agent kept; while its last answer goes on, look again."""
        if kept.id != self._conversation or self._answer is not None:
            return
        questions = [turn for turn in kept.turns if turn.role == "user"]
        answers = [turn for turn in kept.turns if turn.role != "user"]
        for index, question in enumerate(questions):
            if index >= len(self._exchanges):
                exchange = ExchangeView(self._theme, self.column, question.text, first=not self._exchanges)
                exchange.retried.connect(lambda text=question.text: self._ask_again(text))
                self._exchanges.append(exchange)
                self._questions.append(question.text)
            last = index == len(questions) - 1
            text = answers[index].text if index < len(answers) else ""
            if self._exchanges[index].running:
                self._exchanges[index].restore(text, question.masked, pending=last and kept.pending)
        if questions:
            self._show_conversation(True)
        if kept.pending:
            QTimer.singleShot(POLL_MS, self, self._fetch_conversation)

    def _leave_answer(self) -> None:
        if self._answer is not None:
            self._answer.abandon()
            self._answer = None
            self.composer.set_running(False)

    def _show_status(self, *, ready: bool) -> None:
        state = self._state
        if state is None and self._away:
            self.status.say(
                translate("Ask", "Protection is not running"),
                translate("Ask", "Nothing can be sent now. What you write is kept."),
                translate("Ask", "Start protection"),
            )
        elif not ready:
            self.status.say(
                translate("Ask", "Protection is starting"),
                translate("Ask", "Keep writing: nothing is sent before masking is ready."),
            )
        elif state is not None and state.warnings:
            self.status.say(join_sentences([text.to(language()) for text in state.warnings[:2]]), "")
        else:
            self.status.say("", "")

    def _note_place(self, value: int) -> None:
        self._at_end = value >= self._scroll.verticalScrollBar().maximum() - 24

    def _follow_end(self) -> None:
        if self._at_end:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.maximum())

    def resizeEvent(self, event: object) -> None:  # Qt's name
        """Keep the column of text as wide as eyes like it."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # the stub names the exact event
        width = min(self._theme.px(TEXT_WIDTH), self.panel_rect().width() - 40 - 32)
        self.column.setFixedWidth(max(200, width))

    def _fit_text(self) -> None:
        self._scroll.set_text_width(self._theme.px(TEXT_WIDTH))

    def _wanted_size(self, screen: QScreen | None) -> QSize:
        margins = self.shadow_margins
        room = screen.availableGeometry().size() if screen is not None else QSize(1366, 768)
        width = min(self._theme.px(WIDTH), room.width() - 32)
        height = min(round(HEIGHT * (1 + (self._theme.scale - 1) / 2)), room.height() - 48)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def _place(self) -> None:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        size = self._wanted_size(screen)
        self.resize(size)
        if screen is not None and self._floating:
            room = screen.availableGeometry()
            left = room.center().x() - size.width() // 2
            top = room.y() + max(0, (room.height() - size.height()) // 2)
            self.move(left, top)
