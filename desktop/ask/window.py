"""The Ask window: one key, one question, the answer inline."""

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCursor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QScreen,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout

from agent import messages
from desktop.ask.area import ConversationArea, LeftRoom
from desktop.ask.composer import Composer
from desktop.ask.empty import EmptyState
from desktop.ask.files import DropArea, dropped_files, with_files
from desktop.ask.strips import Footer, StatusCard, Strip, agent_is_away
from desktop.ask.talk import Question, Talk
from desktop.dial import Dial
from desktop.engraving import dial_pixmap
from desktop.focus import scroll_page
from desktop.glyphs import Button
from desktop.label import Label
from desktop.link import Link
from desktop.markdown.column import Column
from desktop.panel import Panel, round_menu, with_key
from desktop.theme import Theme
from desktop.words import language, translate

WIDTH, HEIGHT = 760, 680
TEXT_WIDTH = 640


class AskWindow(Panel):
    """A question, its answer, and the next question."""

    page_wanted = Signal(str)
    start_wanted = Signal()

    def __init__(self, theme: Theme, link: Link, *, floating: bool) -> None:
        super().__init__(theme, floating=floating)
        self._link = link
        self._state: messages.State | None = None
        self._away = False
        self.setWindowTitle(translate("Ask", "Ask Gnomon"))
        self.setAccessibleName(translate("Ask", "Ask Gnomon"))
        self.setAcceptDrops(True)
        self.column = Column()
        self.talk = Talk(theme, link, self.column)
        self.composer = Composer(theme, link, self, floating=floating)
        self.empty = EmptyState(theme, self)
        self.banner = Strip(theme, parent=self)
        self.status = StatusCard(theme, self)
        self.area = ConversationArea(self.column, self)
        self._footer = Footer(self)
        self._drop = DropArea(self)
        self._arrange()
        self._connect()
        self._menu = self._build_menu()
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

    def open_conversation(self, conversation: str) -> None:
        """Show the window with an earlier conversation; the next question goes on with it."""
        self.open()
        self.talk.open(conversation)
        self.talk.save_draft(self.composer.text())

    def open_case(self, text: str, assistant: str) -> None:
        """Show the window with a worked case as the draft of a new conversation."""
        self.open()
        self._new()
        self._take_example(text, assistant)

    def forget(self, conversation: str) -> None:
        """A conversation ("": every one) was removed."""
        self.talk.forget(conversation)
        self.talk.save_draft(self.composer.text())

    def open_with(self, text: str) -> None:
        """Show the window with a text in the field, for the person to send."""
        self.open()
        if text and not self.composer.text().strip():
            self.composer.set_text(text)

    @property
    def knows_no_agent(self) -> bool:
        """True until the agent has told its state."""
        return self._state is None

    @property
    def reads_files(self) -> bool:
        """Whether the agent reads files that are dropped."""
        return self._state is not None and self._state.documents

    def show_state(self, state: messages.State | None, *, away: bool = False) -> None:
        """Show how the agent is. None: nothing is known of it yet, or (away) it does not run."""
        self._state, self._away = state, away
        ready = state is not None and state.redactor_ready and state.protection is not messages.Protection.STARTING
        self.composer.set_ready(ready)
        self._show_status(ready=ready)
        banner = state.policy.banner if state is not None and state.policy is not None else None
        self.banner.say(banner.to(language()) if banner is not None else "")
        in_force = state is not None and state.policy is not None
        self._footer.say(state.gateway.to(language()) if state is not None and in_force else "")
        if state is not None:
            self.composer.offer(state.assistants, state.models)
        self._offer_examples()
        told = state is None or state.sentence in state.warnings  # the card under it says the same
        self.empty.show_state("" if state is None or told else state.sentence.to(language()), self._dial())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc hides the window; the focus goes back to where it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc and the close button of a titled window: hide. What is written stays."""
        self.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say what will happen to a file, or why nothing can."""
        if not dropped_files(event.mimeData()):
            return
        words = (
            translate("Ask", "Drop the file here: its text is read and masked on this computer.")
            if self.reads_files
            else translate("Ask", "Files cannot be read now. Paste the text instead.")
        )
        self._drop.setGeometry(self.panel_rect().adjusted(12, 12, -12, -12))
        self._drop.cover(words)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing was dropped."""
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files, where the agent can."""
        self._drop.hide()
        if self.reads_files:
            self.composer.files.take(dropped_files(event.mimeData()))
            event.acceptProposedAction()

    def _dial(self) -> Dial:
        if self._state is None:
            return Dial.AWAY if self._away else Dial.STARTING
        return Dial(self._state.protection.value)

    def _arrange(self) -> None:
        self._pages = LeftRoom(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 16)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # its size is ours to choose
        layout.setSpacing(12)
        layout.addLayout(self._header())
        layout.addWidget(self.banner)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.status)
        layout.addWidget(self.composer)
        layout.addWidget(self._footer)

    def _header(self) -> QHBoxLayout:
        mark = QLabel(self)
        mark.setPixmap(dial_pixmap(Dial.PROTECTED, self._theme.px(20), 2.0))
        mark.setAccessibleName("Gnomon")
        new = Button(self._theme, "icon", glyph="plus", name=translate("Ask", "New conversation"), parent=self)
        new.clicked.connect(self._new)
        earlier = Button(self._theme, "icon", glyph="talks", name=translate("Ask", "Your conversations"), parent=self)
        earlier.clicked.connect(partial(self.page_wanted.emit, "history"))
        self._more = Button(self._theme, "icon", glyph="more", name=translate("Ask", "Actions"), parent=self)
        self._more.clicked.connect(self._open_menu)
        hide = Button(self._theme, "icon", glyph="close", name=translate("Ask", "Hide"), parent=self)
        hide.clicked.connect(self.hide)
        hide.setVisible(self._floating)
        header = QHBoxLayout()
        header.setContentsMargins(16, 0, 0, 0)
        header.setSpacing(8)
        header.addWidget(mark)
        header.addWidget(Label("Gnomon", "strong", wrap=False, parent=self))
        header.addStretch(1)
        for button in (new, earlier, self._more, hide):
            header.addWidget(button)
        return header

    def _connect(self) -> None:
        self.composer.asked.connect(self._ask)
        self.composer.stopped.connect(self.talk.stop)
        self.composer.recalled.connect(self._recall)
        self.composer.assistant_chosen.connect(self._offer_examples)
        self.composer.edit.paged.connect(lambda down: scroll_page(self.area, down=down))
        self.composer.draft_changed.connect(self.talk.save_draft)
        self.composer.refused.connect(lambda: self._show_status(ready=False))
        self.talk.running_changed.connect(self._running)
        self.talk.begun.connect(self._show_conversation)
        self.talk.asked.connect(lambda: QTimer.singleShot(0, self, self.area.go_to_end))
        self.talk.accepted.connect(lambda: self.talk.save_draft(self.composer.text()))
        self.talk.draft_found.connect(self._take_draft)
        self.empty.chosen.connect(self._take_example)
        self.empty.all_wanted.connect(partial(self.page_wanted.emit, "cases"))
        self.status.pressed.connect(self.start_wanted)
        QShortcut(QKeySequence("Ctrl+K"), self, self._open_menu)
        QShortcut(QKeySequence("Ctrl+N"), self, self._new)
        QShortcut(QKeySequence("Ctrl+H"), self, partial(self.page_wanted.emit, "history"))
        QShortcut(QKeySequence("Ctrl+J"), self, partial(self.page_wanted.emit, "cases"))

    def _build_menu(self) -> QMenu:
        menu = round_menu(QMenu(self), floating=self._floating)
        menu.setAccessibleName(translate("Ask", "Actions"))
        menu.addAction(with_key(translate("Ask", "New conversation"), "Ctrl+N"), self._new)
        self._again = menu.addAction(translate("Ask", "Ask the last question again"), self.talk.retry)
        menu.addSeparator()
        for name, text in (
            ("history", with_key(translate("Ask", "Your conversations"), "Ctrl+H")),
            ("cases", with_key(translate("Ask", "Worked cases"), "Ctrl+J")),
            ("activity", translate("Ask", "Activity")),
            ("found", translate("Ask", "AI tools found here")),
            ("employer", translate("Ask", "What does my employer see?")),
            ("settings", translate("Ask", "Settings")),
        ):
            menu.addAction(text, partial(self.page_wanted.emit, name))
        return menu

    def _open_menu(self) -> None:
        self._again.setEnabled(self.talk.last is not None and not self.talk.running)
        corner = self._more.mapToGlobal(self._more.rect().bottomRight())
        self._menu.popup(corner - QPoint(self._menu.sizeHint().width(), -4))

    def _ask(self, text: str) -> None:
        files = self.composer.files.files
        self.talk.ask(
            Question(
                with_files(text, files),
                text.strip(),
                tuple(file.name for file in files),
                self.composer.model,
                self.composer.assistant,
            )
        )
        self.composer.clear()

    def _new(self) -> None:
        self.talk.new()
        self.talk.save_draft(self.composer.text())
        self.composer.edit.setFocus()

    def _running(self, running: bool) -> None:
        self.composer.set_running(running)
        QTimer.singleShot(0, self, self.area.follow)

    def _show_conversation(self, shown: bool) -> None:
        self._pages.setCurrentWidget(self.area if shown else self.empty)
        self.composer.set_compact(shown)

    def _recall(self) -> None:
        if self.talk.last is not None:
            self.composer.set_text(self.talk.last.shown)

    def _offer_examples(self) -> None:
        """The worked cases of the chosen assistant where it has some, else those of all."""
        state = self._state
        if state is None or state.policy is None:
            self.empty.offer((), {})
            return
        own = [one for one in state.examples if one.assistant and one.assistant == self.composer.assistant]
        names = {card.id: card.name.to(language()) for card in state.assistants}
        self.empty.offer(own or state.examples, names)

    def _take_example(self, text: str, assistant: str) -> None:
        if assistant:
            self.composer.choose_assistant(assistant)
        self.composer.set_text(text)
        self.composer.edit.setFocus()

    def _take_draft(self, text: str) -> None:
        if text and not self.composer.text():
            self.composer.set_text(text)

    def _show_status(self, *, ready: bool) -> None:
        state = self._state
        if state is None and self._away:
            self.status.say(*agent_is_away())
        elif not ready:
            self.status.say(
                translate("Ask", "Protection is starting"),
                translate("Ask", "Keep writing: nothing is sent before masking is ready."),
            )
        else:
            known = state.notes if state is not None else ()  # what needs no step stands in the settings
            told = [text.to(language()) for text in state.warnings if text not in known] if state is not None else []
            self.status.say("".join(told[:1]), "".join(told[1:2]))

    def _fit_text(self) -> None:
        self.area.set_text_width(self._theme.px(TEXT_WIDTH))

    def _wanted_size(self, screen: QScreen) -> QSize:
        margins, room = self.shadow_margins, screen.availableGeometry().size()
        width = min(self._theme.px(WIDTH), room.width() - 32)
        height = min(round(HEIGHT * (1 + (self._theme.scale - 1) / 2)), room.height() - 48)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def _place(self) -> None:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        size = self._wanted_size(screen)
        self.resize(size)
        if self._floating:
            room = screen.availableGeometry()
            left = room.center().x() - size.width() // 2
            self.move(left, room.y() + max(0, (room.height() - size.height()) // 2))
