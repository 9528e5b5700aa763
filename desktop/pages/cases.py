"""Worked cases: those of the policy by assistant, and the person's own. One press makes one the draft in Ask."""

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from agent import messages
from agent.messages import Example, KeptCase
from desktop.card import CardButton
from desktop.label import Label
from desktop.layouts import clear
from desktop.link import Link, Trouble
from desktop.pages.kept import KeptRow
from desktop.pages.parts import Fold, Page, search_line, trouble_words
from desktop.theme import Theme
from desktop.words import language, translate


class CasesPage(Page):
    """A line to search with, and cases under it."""

    wanted = Signal(str, str)  # a draft, and the id of its assistant

    def __init__(self, theme: Theme, link: Link) -> None:
        super().__init__(
            theme,
            translate("Cases", "Worked cases"),
            translate("Cases", "Choose one: it becomes your draft, and nothing is sent before you press Enter there."),
        )
        self._link = link
        self._names: dict[str, str] = {}
        self._examples: tuple[Example, ...] = ()
        self._own: tuple[KeptCase, ...] = ()
        self._first: CardButton | None = None
        self.filter = search_line(translate("Cases", "Search by words"), translate("Cases", "Search the cases"))
        self.filter.textChanged.connect(self._draw)
        self.filter.returnPressed.connect(self._press_first)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.column.addWidget(self.filter)
        self.column.addLayout(self._list)
        self.column.addStretch(1)

    def show_state(self, state: messages.State | None) -> None:
        """The cases of the policy, for whom it knows here."""
        examples = state.examples if state is not None else ()
        names = {card.id: card.name.to(language()) for card in state.assistants} if state is not None else {}
        if (examples, names) != (self._examples, self._names):
            self._examples, self._names = examples, names
            self._draw()

    def refresh(self) -> None:
        """Fetch the person's own."""
        self._link.get("/cases", messages.Cases, self._take, self._fail)

    def _take(self, found: messages.Cases) -> None:
        self._own = found.rows
        self._draw()

    def _fail(self, trouble: Trouble) -> None:
        self._own = ()
        self._draw()
        self._list.addWidget(Label(trouble_words(trouble), "mute"))

    def _draw(self) -> None:
        clear(self._list)
        self._first = None
        words = self.filter.text().casefold().split()
        own = [case for case in self._own if _holds(words, f"{case.text} {case.answer}")]
        if own:
            self._head(translate("Cases", "Yours, with the values masked"))
        for case in own:
            self._add_own(case)
        told = [one for one in self._examples if _holds(words, f"{self._name(one)} {one.text.to(language())}")]
        for name, examples in groupby(sorted(told, key=self._name), self._name):
            self._head(name or translate("Cases", "For everybody"))
            for example in examples:
                self._add_card(example.text.to(language()), example.assistant)
        if not (own or told):
            none = translate("Cases", "No case has all of these words.")
            first = translate("Cases", "Cases of your company will stand here, and answers that you keep.")
            self._list.addWidget(Label(none if words else first, "mute"))

    def _name(self, example: Example) -> str:
        return self._names.get(example.assistant, "")

    def _head(self, words: str) -> None:
        heading = Label(words, "captionStrong")
        heading.setContentsMargins(0, 8 if self._list.count() else 0, 0, 0)
        self._list.addWidget(heading)

    def _add_card(self, text: str, assistant: str) -> None:
        card = CardButton((("body", text),), text)
        card.clicked.connect(lambda: self.wanted.emit(text, assistant))
        self._first = self._first or card
        self._list.addWidget(card)

    def _add_own(self, case: KeptCase) -> None:
        lines = (("strong", case.text), ("caption", self._names.get(case.assistant, "")))
        row = KeptRow(self.theme, lines, translate("Cases", "Remove this case for good?"))
        row.opened.connect(lambda: self.wanted.emit(case.text, case.assistant))
        row.removed.connect(lambda: self._remove(case))
        if case.answer:
            title = translate("Cases", "How it was answered")
            fold = Fold(self.theme, title, title, Label(case.answer, selectable=True))
            fold.button.setAccessibleName(f"{title}: {case.text}")
            row.column.addWidget(fold)
        self._first = self._first or row.card
        self._list.addWidget(row)

    def _remove(self, case: KeptCase) -> None:
        self._link.post("/case/forget", messages.CaseName(case=case.id), dict, lambda _: self.refresh(), self._fail)
        self.filter.setFocus()

    def _press_first(self) -> None:
        if self._first is not None:
            self._first.click()


def _holds(words: list[str], text: str) -> bool:
    return all(word in text.casefold() for word in words)
