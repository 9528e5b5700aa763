"""The coach notice: one sentence, one action, and everything else behind a quiet "More".

It takes no focus, makes no sound and is never modal. Where windows cannot place themselves (Wayland), the desktop's
own notification shows it, if it has any.
"""

from collections.abc import Callable

from PySide6.QtCore import QMargins, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QEnterEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from agent.messages import Notice, NoticeAnswer, NoticeChoice
from desktop.dial import Dial
from desktop.engraving import dial_pixmap
from desktop.glyphs import Button
from desktop.label import Label
from desktop.notify import Notifications
from desktop.panel import Panel
from desktop.spoken import surface_words
from desktop.theme import Theme
from desktop.words import fill, language, translate

WIDTH = 440
INSIDE = (56, 0, 8, 0)  # around what stands under the sentence, in pixels: it begins where the sentence does
GAP = 16
EDGE = 16  # from the corner of the screen, in pixels
STAYS_MS = 30_000  # then it goes by itself; it stays while the pointer or the focus is on it, or "More" is open


class Coach(QObject):
    """Shows notices, one at a time."""

    answered = Signal(object)
    employer_wanted = Signal()

    def __init__(self, theme: Theme, *, popup: bool, floating: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._popup, self._floating = theme, popup, floating
        self._waiting: list[Notice] = []
        self._notifications: Notifications | None = None
        self.window: CoachWindow | None = None

    def show_notice(self, notice: Notice) -> None:
        """Show this notice, after the one that is shown now."""
        if not self._popup and self._notify(notice):
            return
        if self.window is not None:
            self._waiting.append(notice)
        else:
            self._show(notice)

    def close(self) -> None:
        """Show no more."""
        self._waiting.clear()
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None
        if self._notifications is not None:
            self._notifications.close()

    def _show(self, notice: Notice) -> None:
        window = CoachWindow(self._theme, notice, floating=self._floating)
        window.chosen.connect(lambda choice: self._answer(notice, choice))
        window.employer_wanted.connect(self.employer_wanted)
        window.finished.connect(self._next)
        self.window = window
        window.appear()

    def _next(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            window.deleteLater()
        if self._waiting:
            self._show(self._waiting.pop(0))

    def _answer(self, notice: Notice, choice: NoticeChoice) -> None:
        self.answered.emit(NoticeAnswer(notice=notice.id, choice=choice))

    def _notify(self, notice: Notice) -> bool:
        """Whether the desktop shows it."""
        if self._notifications is None:
            self._notifications = Notifications(self)
        actions = (
            ("default", notice.action.to(language())),
            ("continue", notice.action.to(language())),
            ("employer", translate("Coach", "What does my employer see?")),
        )

        def chosen(key: str) -> None:
            if key == "employer":
                self.employer_wanted.emit()
            else:
                self._answer(notice, NoticeChoice.DISMISSED if key == "closed" else NoticeChoice.CONTINUED)

        return self._notifications.show(notice.sentence.to(language()), notice.tool_name, actions, chosen)


class CoachWindow(Panel):
    """One notice."""

    chosen = Signal(object)
    employer_wanted = Signal()

    def __init__(self, theme: Theme, notice: Notice, *, floating: bool) -> None:
        super().__init__(theme, floating=floating, flags=Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(translate("Coach", "A hint from Gnomon"))
        self.setAccessibleName(translate("Coach", "A hint from Gnomon"))
        self.setAccessibleDescription(notice.sentence.to(language()))
        self._notice = notice
        self._links: list[Button] = []
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.setInterval(STAYS_MS)
        self._leave.timeout.connect(self.leave)
        self._arrange()

    def appear(self) -> None:
        """Show in the corner of the screen that has the pointer, without taking the focus."""
        self._place()
        self.show()
        self._leave.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the notice away."""
        if event.key() == Qt.Key.Key_Escape:
            self._choose(NoticeChoice.DISMISSED)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """It stays while the pointer is on it."""
        self._leave.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: object) -> None:
        """It may go again."""
        if self._details.isHidden():
            self._leave.start()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 16, 20)
        layout.setSpacing(GAP)
        layout.addLayout(self._head())
        layout.addLayout(self._buttons())
        layout.addWidget(self._more_part())

    def _head(self) -> QHBoxLayout:
        mark = QLabel(self)
        mark.setPixmap(dial_pixmap(Dial.PROTECTED, 40, 2.0))  # INSIDE counts on its width
        mark.setAccessibleName("Gnomon")
        sentence = Label(self._notice.sentence.to(language()), "row", parent=self)
        where = Label(f"{self._notice.tool_name} · {surface_words(self._notice.surface)}", "caption", parent=self)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(sentence)
        words.addWidget(where)
        words.addStretch(1)
        close = Button(self._theme, "icon", glyph="close", name=translate("Coach", "Put away"), parent=self)
        close.clicked.connect(lambda: self._choose(NoticeChoice.DISMISSED))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _buttons(self) -> QBoxLayout:
        self._go = Button(self._theme, "primary", self._notice.action.to(language()), parent=self)
        self._go.setDefault(True)
        self._go.clicked.connect(lambda: self._choose(NoticeChoice.CONTINUED))
        self._more = Button(self._theme, "quiet", translate("Coach", "More"), glyph="down", trailing=True, parent=self)
        self._more.clicked.connect(self.open_more)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(*INSIDE)
        self._row.addWidget(self._go)
        self._row.addStretch(1)
        self._row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignRight)
        return self._row

    def _more_part(self) -> QWidget:
        self._details = QWidget(self)
        why = Label(self._notice.why.to(language()), "mute", parent=self._details)
        column = QVBoxLayout(self._details)
        column.setContentsMargins(*INSIDE)
        column.setSpacing(8)
        column.addWidget(why)
        links = QVBoxLayout()
        links.setSpacing(0)
        column.addLayout(links)
        entries: tuple[tuple[str, Callable[[], None]], ...] = (
            (translate("Coach", "What does my employer see?"), self.employer_wanted.emit),
            (
                fill(translate("Coach", "No more hints about %1"), self._notice.tool_name),
                lambda: self._choose(NoticeChoice.SILENCED),
            ),
            (translate("Coach", "This is wrong"), lambda: self._choose(NoticeChoice.WRONG)),
        )
        for text, action in entries:
            link = Button(self._theme, "line", text, parent=self._details)
            link.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            link.clicked.connect(action)
            links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self._links.append(link)
        self._details.hide()
        return self._details

    def open_more(self) -> None:
        """Open or close what is behind "More"."""
        opened = self._details.isHidden()
        self._details.setVisible(opened)
        self._more.rename(translate("Coach", "Less") if opened else translate("Coach", "More"))
        self._more.draw("up" if opened else "down")
        if opened:
            self._leave.stop()
        self._place()

    def _choose(self, choice: NoticeChoice) -> None:
        self._leave.stop()
        self.hide()
        self.chosen.emit(choice)
        self.finished.emit(0)

    def leave(self) -> None:
        """Nobody answered: the notice goes, and nothing is reported as if somebody had."""
        self.hide()
        self.finished.emit(0)

    def _shorten(self, room: int) -> None:
        """Names of tools and of a company's gateway can be long: "More" gives way to them, and no button is wider than
        the words above it.
        """
        self._go.shorten(room)
        beside = self._go.sizeHint().width() + GAP + self._more.sizeHint().width() <= room
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        for link in self._links:
            link.shorten(room)

    def _place(self) -> None:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        room, margins = screen.availableGeometry(), self.shadow_margins if self._floating else QMargins()
        inner = min(self._theme.px(WIDTH), room.width() - 2 * EDGE)
        self._shorten(inner - 24 - 16 - INSIDE[0] - INSIDE[2])
        width = inner + margins.left() + margins.right()
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else self.sizeHint().height()
        self.setFixedSize(width, height)
        self.move(
            room.right() + 1 - EDGE - width + margins.right(), room.bottom() + 1 - EDGE - height + margins.bottom()
        )
