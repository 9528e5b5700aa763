"""What does my employer see? Three columns of claims that the agent computes from the policy it enforces.

This page draws them. It makes no claim of its own.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from agent import messages
from desktop.glyphs import Button
from desktop.label import Label
from desktop.layouts import clear
from desktop.link import Link, Trouble
from desktop.pages.parts import Fold, Page, hanging, trouble_words
from desktop.spoken import date_words, policy_words, read_time, signature_words, status_words
from desktop.theme import Theme
from desktop.words import fill, language, translate

NARROWEST = 560  # pixels at 100 % text: three columns of words need as much


class EmployerPage(Page):
    """The transparency page."""

    records_wanted = Signal()

    def __init__(self, theme: Theme, link: Link) -> None:
        super().__init__(theme, translate("Employer", "What does my employer see?"))
        self._link = link
        self._headings: list[Label] = []
        self._beside: QBoxLayout | None = None
        self._body = QVBoxLayout()
        self._body.setSpacing(16)
        self.column.addLayout(self._body)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Fetch the claims of the policy in force."""
        self._link.get("/transparency", messages.Transparency, self._take, self._fail)

    def _fail(self, trouble: Trouble) -> None:
        self._beside = None
        self._headings.clear()
        clear(self._body)
        self.say(trouble_words(trouble))

    def _take(self, found: messages.Transparency) -> None:
        self._beside = None
        clear(self._body)
        self.say(_policy_line(found.policy))
        self._body.addWidget(self._columns(found))
        QTimer.singleShot(0, self, self._fit_columns)
        see = Button(self.theme, "primary", translate("Employer", "See the last records about me"))
        see.clicked.connect(self.records_wanted)
        self._body.addWidget(see, 0, Qt.AlignmentFlag.AlignLeft)
        self._body.addSpacing(8)
        sensors = [
            fill("%1 (%2)", sensor.sentence.to(language()) or sensor.name, status_words(sensor.status))
            for sensor in found.sensors
        ]
        for title, sentences in (
            (translate("Employer", "Where Gnomon looks"), sensors),
            (translate("Employer", "What is never read"), [text.to(language()) for text in found.never]),
            (translate("Employer", "What Gnomon cannot see"), [text.to(language()) for text in found.blind]),
        ):
            if sentences:
                self._body.addWidget(Label(title, "row"))
                self._body.addWidget(hanging(sentences))

    def _columns(self, found: messages.Transparency) -> QWidget:
        self._headings.clear()
        box = QWidget()
        layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._beside = layout
        for column, title in (
            (messages.Column.STAYS, translate("Employer", "Stays on this computer")),
            (messages.Column.GATEWAY, translate("Employer", "Goes to the company gateway")),
            (messages.Column.EMPLOYER, translate("Employer", "Your employer sees")),
        ):
            layout.addWidget(self._column(title, [claim for claim in found.claims if claim.column is column]), 1)
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns stand beside each other where there is room, else under each other."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_columns)

    def _fit_columns(self) -> None:
        """Their claims begin at one height, however many lines a title takes."""
        if self._beside is None:
            return
        room = self.width() >= self.theme.px(NARROWEST)
        direction = QBoxLayout.Direction.LeftToRight if room else QBoxLayout.Direction.TopToBottom
        if self._beside.direction() is not direction:
            self._beside.setDirection(direction)
        tall = max((heading.heightForWidth(heading.width()) for heading in self._headings), default=0)
        high = tall if room else 0
        for heading in self._headings:
            heading.setMinimumHeight(high)

    def _column(self, title: str, claims: list[messages.Claim]) -> QWidget:
        frame = QFrame()
        frame.setProperty("surface", "card")
        frame.setAccessibleName(title)
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        heading = Label(title, "strong")
        heading.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._headings.append(heading)
        column.addWidget(heading)
        for claim in claims:
            column.addWidget(Label(claim.text.to(language())))
        if not claims:
            column.addWidget(Label(translate("Employer", "Nothing"), "mute"))
        column.addStretch(1)
        sources = sorted({claim.source for claim in claims})
        if sources:
            words = [_source_words(source) for source in sources]
            title_of_fold = translate("Employer", "Why this is true")
            fold = Fold(self.theme, title_of_fold, title_of_fold, hanging(words))
            fold.button.setAccessibleName(f"{title_of_fold}: {title}")
            column.addWidget(fold)
        return frame


def _source_words(source: str) -> str:
    if source == "code":
        return translate("Employer", "So built: no policy can change it")
    return fill(translate("Employer", "Policy: %1"), source)


def _policy_line(policy: messages.PolicyState | None) -> str:
    if policy is None:
        return translate("Employer", "No policy is in force: nothing is sent.")
    text = f"{policy_words(policy)}, {signature_words(policy)}"
    moment = read_time(policy.expires) if policy.expires else None
    if moment is None:
        return text
    return fill(translate("Employer", "%1, valid until %2"), text, date_words(moment.astimezone().date()))
