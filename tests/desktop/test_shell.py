"""Everything behind the icon: states, notices, windows that open, choices that take effect."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent import messages as m
from desktop.coach import CoachWindow
from desktop.dial import Dial
from desktop.glyphs import Button
from desktop.handover import Action, Command, socket_address
from desktop.prefs import Prefs, read_prefs
from desktop.shell import Shell
from desktop.tray import Tray
from desktop.words import install_language, language
from policy.words import Text
from tests.desktop.fake_agent import FakeAgent, found, notice
from tests.desktop.look import children, words


class House:
    """A shell with its tray, its fake agent and what was started."""

    def __init__(self, app: QApplication, state: Path, agent: FakeAgent) -> None:
        install_language("en")
        self.state, self.agent, self.started = state, agent, 0
        self.tray = Tray(app)
        self.shell = Shell(
            app, self.tray, Prefs(theme="light"), state=state, address=socket_address(state), connect=agent.connect,
            start_agent=self.start,
        )  # fmt: skip

    def start(self) -> None:
        """Count instead of starting a program."""
        self.started += 1


@pytest.fixture
def house(qapp: QApplication, tmp_path: Path, agent: FakeAgent, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A shell that runs, without a window yet."""
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    one = House(qapp, tmp_path / "state", agent)
    one.shell.run(Command(Action.TRAY))
    yield one
    one.shell.end()
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    one.shell.deleteLater()
    install_language("en")


def test_the_icon_follows_the_agent(house: House, qtbot: QtBot) -> None:
    assert house.tray.dial is Dial.STARTING
    qtbot.waitUntil(lambda: house.tray.dial is Dial.PROTECTED)
    house.agent.set_state(protection=m.Protection.ATTENTION, sentence=Text("Нужно внимание", "Something needs you"))
    qtbot.waitUntil(lambda: house.tray.dial is Dial.ATTENTION)
    assert house.tray.tooltip == "Something needs you"
    house.agent.stop()
    qtbot.waitUntil(lambda: house.tray.dial is Dial.AWAY)
    assert house.tray.tooltip == "Protection is not running"


def test_start_protection_starts_it_and_shows_so(house: House, qtbot: QtBot) -> None:
    house.agent.stop()
    qtbot.waitUntil(lambda: house.tray.dial is Dial.AWAY)
    house.tray.wanted.emit("start")
    assert house.started == 1
    assert house.tray.dial is Dial.STARTING


def test_pausing_goes_through_the_agent(house: House, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: house.tray.dial is Dial.PROTECTED)
    house.tray.wanted.emit("pause")
    qtbot.waitUntil(lambda: house.tray.dial is Dial.PAUSED)
    assert "15 min" in house.tray.tooltip
    house.tray.wanted.emit("pause")
    qtbot.waitUntil(lambda: house.tray.dial is Dial.PROTECTED)


def test_ask_is_built_hidden_when_idle(house: House, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any(window.windowTitle() == "Ask Gnomon" for window in QApplication.topLevelWidgets()))
    assert not house.shell.ask.isVisible()


@pytest.mark.parametrize("action", [Action.HISTORY, Action.ACTIVITY, Action.FOUND, Action.EMPLOYER, Action.SETTINGS])
def test_every_page_opens_by_its_command(house: House, qtbot: QtBot, action: Action) -> None:
    house.shell.obey(Command(action))
    assert house.shell.pages.isVisible()


def test_a_notice_continues_in_ask_with_the_clipboard_only_by_a_click(house: House, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: house.tray.dial is Dial.PROTECTED)
    QGuiApplication.clipboard().setText("from the clipboard")
    house.agent.tell(m.NoticeRaised(notice=notice()))
    qtbot.waitUntil(lambda: any(isinstance(one, CoachWindow) for one in QApplication.topLevelWidgets()))
    assert house.shell.ask.composer.text() == ""
    (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, CoachWindow) and one.isVisible()]
    window.chosen.emit(m.NoticeChoice.CONTINUED)
    assert house.shell.ask.composer.text() == "from the clipboard"
    qtbot.waitUntil(lambda: bool(house.agent.notices))
    assert house.agent.asked == []


def test_the_clipboard_never_replaces_what_is_being_written(house: House, qtbot: QtBot) -> None:
    house.shell.ask.composer.set_text("my own words")
    house.shell.ask.open_with("from the clipboard")
    assert house.shell.ask.composer.text() == "my own words"


def test_another_language_speaks_in_every_window_and_is_remembered(house: House, qtbot: QtBot) -> None:
    house.shell.obey(Command(Action.SETTINGS))
    house.shell.take_prefs(Prefs(language="ru", theme="light"))
    qtbot.waitUntil(lambda: "Настройки" in words(house.shell.pages, visible=False))
    assert language() == "ru"
    assert house.shell.ask.windowTitle() == "Вопрос – Gnomon"
    assert "Выйти" in [action.text() for action in house.tray.menu.actions()]
    assert read_prefs(house.state).language == "ru"


def test_another_text_size_fits_every_window_and_keeps_what_is_being_written(house: House, qtbot: QtBot) -> None:
    house.shell.ask.open()
    house.shell.ask.composer.set_text("half a sentence")
    house.shell.obey(Command(Action.SETTINGS))
    before = house.shell.pages
    house.shell.take_prefs(Prefs(theme="light", text_percent=200))
    qtbot.waitUntil(lambda: house.shell.pages is not before and house.shell.pages.isVisible())
    assert house.shell.ask.composer.text() == "half a sentence"
    assert house.shell.ask.isVisible()
    for button in children(house.shell.pages, Button):
        assert not button.isVisible() or button.width() >= button.sizeHint().width(), button.text()


def test_another_theme_takes_effect_at_once(house: House, qtbot: QtBot) -> None:
    house.shell.take_prefs(Prefs(theme="dark"))
    assert house.shell.theme.name == "dark"


def test_a_disk_that_takes_nothing_does_not_end_the_tray(house: House, qtbot: QtBot) -> None:
    house.state.mkdir(parents=True, exist_ok=True)
    (house.state / "desktop.json").mkdir()
    house.shell.take_prefs(Prefs(theme="dark"))
    assert house.shell.theme.name == "dark"


def test_an_earlier_conversation_opens_in_ask_and_the_next_question_goes_on_with_it(house: House, qtbot: QtBot) -> None:
    house.agent.keep("old", "About the contract", "Clause 7.2 says so.")
    qtbot.waitUntil(lambda: house.tray.dial is Dial.PROTECTED)
    house.shell.ask.open()
    next(one for one in children(house.shell.ask, Button) if one.toolTip() == "Your conversations").click()
    page = house.shell.pages.history
    qtbot.waitUntil(lambda: "About the contract" in words(page))
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: house.shell.ask.talk.answer_text == "Clause 7.2 says so.")
    assert house.shell.ask.isVisible()
    house.shell.ask.composer.set_text("And 7.3?")
    qtbot.waitUntil(house.shell.ask.composer.send.isEnabled)
    house.shell.ask.composer.send.click()
    qtbot.waitUntil(lambda: bool(house.agent.asked))
    assert house.agent.asked[0].conversation == "old"


def test_a_page_that_is_open_shows_what_is_seen_meanwhile(house: House, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: house.tray.dial is Dial.PROTECTED)
    house.shell.obey(Command(Action.FOUND))
    qtbot.waitUntil(lambda: "DeepSeek" in words(house.shell.pages))
    assert house.agent.paths.count("/sightings") == 1
    sighting = found().sightings[0]
    house.agent.tell(m.FoundChanged(sighting=sighting))
    qtbot.waitUntil(lambda: house.agent.paths.count("/sightings") == 2)
