"""No word is cut off: the shortest words and the longest (Russian, twice the size), on a screen of 1366 x 768."""

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent.messages import KeptCase, Notice, Preview
from desktop.ask.window import AskWindow
from desktop.coach import CoachWindow
from desktop.glyphs import Button
from desktop.handover import Action
from desktop.label import Label
from desktop.link import Link
from desktop.pages.parts import Fold
from desktop.pages.window import PagesWindow
from desktop.prefs import Prefs
from desktop.theme import Theme
from desktop.words import install_language, language, translate
from policy.words import Text
from tests.desktop.fake_agent import FakeAgent, notice, state
from tests.desktop.look import children

SCREEN = (1366 - 32, 768 - 48)


def covered(window: QWidget) -> list[tuple[str, str]]:
    """Pairs of words that stand on each other."""
    labels = [label for label in children(window, Label) if label.isVisible()]
    places = [(one.words, seen(one).translated(one.mapTo(window, QPoint(0, 0)))) for one in labels]
    return [(a, b) for (a, one), (b, other) in combinations(places, 2) if one.intersects(other)]


def seen(label: Label) -> QRect:
    """The part of a label that is not scrolled away."""
    return label.visibleRegion().boundingRect()


def clipped(window: QWidget) -> list[str]:
    """The words that have less room than they need, or stand outside of what holds them."""
    found = []
    for label in children(window, Label):
        if not label.isVisible():
            continue
        if label.wordWrap():
            fits = label.height() + 1 >= label.heightForWidth(label.width())
        else:
            fits = label.width() + 1 >= label.sizeHint().width()
        holder = label.parentWidget()
        inside = holder is None or label.geometry().right() <= holder.width()
        if not (fits and inside):
            found.append(label.words)
    for button in children(window, QAbstractButton):
        if button.isVisible() and button.text() and button.width() + 1 < button.sizeHint().width():
            found.append(button.text())
    return found


@pytest.fixture(params=[("en", 100), ("ru", 200)], ids=["en-100", "ru-200"])
def big(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    """A language and a text size."""
    speech, percent = request.param
    install_language(speech)
    look = Theme(qapp, wanted="light", text_percent=percent)
    yield look
    look.choose("light", 100)
    install_language("en")


def ask_empty(window: AskWindow, qtbot: QtBot) -> None:
    """Nothing is asked yet."""


def ask_previewed(window: AskWindow, qtbot: QtBot) -> None:
    """What will be masked is opened."""
    window.composer.set_text("Maria Petrova, +7 916 123-45-67, 7707083893")
    qtbot.waitUntil(lambda: window.composer.badge.isVisible())
    window.composer.badge.click()


def ask_previewed_long(window: AskWindow, qtbot: QtBot) -> None:
    """More is masked than there is room for."""
    window.composer.set_text("Maria Petrova, +7 916 123-45-67, 7707083893\n" * 30)
    qtbot.waitUntil(lambda: window.composer.badge.isVisible())
    window.composer.badge.click()


def ask_with_files(window: AskWindow, qtbot: QtBot) -> None:
    """Files with long names, and a gateway with one."""
    long = "Statement of accounts of the third quarter of the year 2026, final version for the signature.txt"
    window.show_state(state(gateway=Text("Шлюз " * 20, "The gateway of the whole group " * 5)))
    window.composer.files.add(long, Preview(items=(), text="words"))
    window.composer.files.add("notes.txt", Preview(items=(), text="words"))


def ask_answered(window: AskWindow, qtbot: QtBot) -> None:
    """An answer stands there."""
    window.composer.set_text("Maria Petrova, +7 916 123-45-67, 7707083893 " * 8)
    window.composer.send.click()
    qtbot.waitUntil(lambda: not window.talk.running)
    for button in children(window.column, Button):
        if button.text() == translate("Ask", "Show all"):  # a long question is folded on purpose
            button.click()


@pytest.mark.parametrize("scene", [ask_empty, ask_previewed, ask_previewed_long, ask_with_files, ask_answered])
def test_nothing_is_cut_off_in_ask(
    big: Theme, link: Link, qtbot: QtBot, scene: Callable[[AskWindow, QtBot], None]
) -> None:
    window = AskWindow(big, link, floating=False)
    qtbot.addWidget(window)
    link.state_changed.connect(window.show_state)
    link.start()
    window.open()
    window.resize(min(SCREEN[0], big.px(760)), SCREEN[1])
    qtbot.waitUntil(lambda: not window.knows_no_agent)
    scene(window, qtbot)
    qtbot.wait(150)
    assert clipped(window) == []
    assert covered(window) == []


@pytest.mark.parametrize(
    "action", [Action.HISTORY, Action.CASES, Action.ACTIVITY, Action.FOUND, Action.EMPLOYER, Action.SETTINGS]
)
def test_nothing_is_cut_off_on_a_page(big: Theme, link: Link, agent: FakeAgent, qtbot: QtBot, action: Action) -> None:
    window = PagesWindow(big, link, Prefs(), hotkey_works=False)
    qtbot.addWidget(window)
    window.show_state(agent.state)
    agent.keep("kept", "Reference 4111111111111111" * 4, "The answer " * 20)
    agent.cases.append(KeptCase(id="k", text="Write to [name 1] " * 9, answer="The answer " * 20, assistant="mail"))
    window.activity.export.period.choice.setCurrentIndex(3)  # from … to …
    window.open(action)
    window.resize(min(SCREEN[0], big.px(984)), SCREEN[1])
    qtbot.wait(200)
    for fold in children(window, Fold):
        if fold.isVisible():
            fold.button.click()
    qtbot.wait(150)
    assert clipped(window) == []


LONG = replace(
    notice(),
    tool_name="Очень длинное название помощника юриста Pro Enterprise Edition 2026",
    action=Text("Продолжить в корпоративном помощнике компании", "Continue in the assistant of the whole company"),
)


@pytest.mark.parametrize("told", [notice(), LONG], ids=["short", "long"])
def test_nothing_is_cut_off_in_a_notice(big: Theme, qtbot: QtBot, told: Notice) -> None:
    window = CoachWindow(big, told, floating=False)
    qtbot.addWidget(window)
    window.appear()
    window.open_more()
    qtbot.wait(50)
    assert clipped(window) == []
    names = [button.accessibleName() for button in children(window, Button)]
    assert told.action.to(language()) in names  # a word that was shortened is still read out
