"""AI tools found on this computer, and what could not be looked at."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent import messages
from desktop.ask.strips import Strip
from desktop.glyphs import Button
from desktop.label import Label
from desktop.layouts import clear
from desktop.link import Link, Trouble
from desktop.pages.parts import Fold, Page, card, hanging, trouble_words
from desktop.spoken import (
    clock,
    confidence_words,
    date_words,
    day_words,
    read_time,
    status_words,
    surface_words,
    verdict_words,
)
from desktop.theme import Theme
from desktop.words import fill, language, translate

YESTERDAY = timedelta(days=1)
GOOD = frozenset({"allow", "redact"})
QUIET = frozenset({"monitor"})


class FoundPage(Page):
    """One card a tool."""

    def __init__(self, theme: Theme, link: Link) -> None:
        super().__init__(theme, translate("Found", "AI tools found here"))
        self._link = link
        self._look = Button(theme, "secondary", translate("Found", "Look again"))
        self._look.clicked.connect(self._scan)
        self._partial = Strip(theme)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.column.addWidget(self._partial)
        self.column.addLayout(self._list)
        self.column.addWidget(self._look, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Fetch what was found."""
        self._link.get("/sightings", messages.Found, self._take, self._fail)

    def _scan(self) -> None:
        self._look.setEnabled(False)
        self._look.rename(translate("Found", "Looking…"))
        self._link.post("/scan", {}, messages.Found, self._take, self._fail)

    def _take(self, found: messages.Found) -> None:
        self._offer_look()
        self._look.show()
        clear(self._list)
        self.say(self._summary(found))
        blocked = translate("Found", "Some places could not be looked at, so this list may be incomplete.")
        self._partial.say(blocked if found.partial else "")
        for sighting in found.sightings:
            self._list.addWidget(self._card(sighting))
        if not found.sightings:
            nothing = translate("Found", "AI tools that are used on this computer will be listed here.")
            self._list.addWidget(Label(nothing, "mute"))
        if found.sensors:
            self._list.addWidget(self._sensors(found))

    def _fail(self, trouble: Trouble) -> None:
        self._offer_look()
        self._look.setVisible(trouble.clause != "away")
        clear(self._list)
        self._partial.say("")
        self.say(trouble_words(trouble))

    def _offer_look(self) -> None:
        self._look.setEnabled(True)
        self._look.rename(translate("Found", "Look again"))

    def _card(self, sighting: messages.SightingCard) -> QWidget:
        frame, column = card()
        frame.setAccessibleName(sighting.name)
        verdict = Label(verdict_words(sighting.verdict), _pill(sighting.verdict), wrap=False)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(Label(sighting.name, "row"), 1)
        top.addWidget(verdict, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        parts = [sighting.vendor, surface_words(sighting.surface), confidence_words(sighting.confidence)]
        column.addWidget(Label(" · ".join(part for part in parts if part), "caption"))
        evidence = [text.to(language()) for text in sighting.evidence]
        days = self._days(sighting)
        if days:
            evidence.append(days)
        evidence.append(fill(translate("Found", "Policy rule: %1"), sighting.rule))
        why = translate("Found", "Why")
        fold = Fold(self.theme, why, why, hanging(evidence))
        fold.button.setAccessibleName(f"{why}: {sighting.name}")
        column.addWidget(fold)
        return frame

    def _sensors(self, found: messages.Found) -> QWidget:
        rows = [
            f"{sensor.sentence.to(language()) or sensor.name} ({status_words(sensor.status)})"
            for sensor in found.sensors
        ]
        closed = translate("Found", "Where Gnomon looked")
        return Fold(self.theme, closed, closed, hanging(rows))

    def _summary(self, found: messages.Found) -> str:
        moment = read_time(found.scanned) if found.scanned else None
        count = self.tr("%n tool(s)", "", len({sighting.tool for sighting in found.sightings}))
        if moment is None:
            return count
        day, today = moment.astimezone().date(), datetime.now().astimezone().date()
        when = day_words(day, today) if day < today - YESTERDAY else day_words(day, today).lower()
        return fill(translate("Found", "%1 · looked %2, %3"), count, when, clock(moment))

    def _days(self, sighting: messages.SightingCard) -> str:
        if not sighting.last_day:
            return ""
        times = self.tr("%n time(s)", "", sighting.count) if sighting.count else ""
        if sighting.first_day and sighting.first_day != sighting.last_day:
            text = fill(translate("Found", "Seen from %1 to %2"), _day(sighting.first_day), _day(sighting.last_day))
        else:
            text = fill(translate("Found", "Seen on %1"), _day(sighting.last_day))
        return f"{text}, {times}" if times else text


def _day(text: str) -> str:
    """A day as it is written in the language in force."""
    moment = read_time(text)
    return date_words(moment.date()) if moment is not None else text


def _pill(verdict: str) -> str:
    if verdict in GOOD:
        return "pillOk"
    return "pill" if verdict in QUIET else "pillWarn"
