"""The coach notice: one sentence, one action, no focus, no hurry."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent.messages import Notice, NoticeAnswer, NoticeChoice
from desktop.coach import Coach, CoachWindow
from desktop.glyphs import Button
from desktop.label import Label
from desktop.theme import Theme
from tests.desktop.fake_agent import notice
from tests.desktop.look import children


@pytest.fixture
def coach(theme: Theme) -> Coach:
    """Shows notices as popups."""
    return Coach(theme, popup=True, floating=False)


def shown(coach: Coach) -> CoachWindow:
    """The notice in sight."""
    assert coach.window is not None
    return coach.window


def press(window: CoachWindow, text: str) -> None:
    """Press the visible button with these words."""
    (found,) = [one for one in children(window, Button) if one.text() == text and one.isVisible()]
    found.click()


def test_a_notice_is_one_sentence_and_one_action(coach: Coach, qtbot: QtBot) -> None:
    coach.show_notice(notice())
    window = shown(coach)
    words = [label.words for label in children(window, Label) if label.isVisible()]
    buttons = [one.text() for one in children(window, Button) if one.isVisible() and one.text()]
    assert words == ["There is a safer way to do this.", "DeepSeek · in the browser"]
    assert buttons == ["Continue in Gnomon", "More"]
    coach.close()


def test_a_notice_takes_no_focus_and_is_not_modal(coach: Coach, qtbot: QtBot) -> None:
    coach.show_notice(notice())
    window = shown(coach)
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not window.isModal()
    coach.close()


@pytest.mark.parametrize(
    ("more", "text", "choice"),
    [
        (False, "Continue in Gnomon", NoticeChoice.CONTINUED),
        (True, "No more hints about DeepSeek", NoticeChoice.SILENCED),
        (True, "This is wrong", NoticeChoice.WRONG),
    ],
)
def test_the_agent_hears_what_the_person_did(
    coach: Coach, qtbot: QtBot, more: bool, text: str, choice: NoticeChoice
) -> None:
    told: list[NoticeAnswer] = []
    coach.answered.connect(told.append)
    coach.show_notice(notice())
    if more:
        press(shown(coach), "More")
    press(shown(coach), text)
    assert told == [NoticeAnswer(notice=notice().id, choice=choice)]
    assert coach.window is None


def test_esc_puts_a_notice_away(coach: Coach, qtbot: QtBot) -> None:
    told: list[NoticeAnswer] = []
    coach.answered.connect(told.append)
    coach.show_notice(notice())
    QTest.keyClick(shown(coach), Qt.Key.Key_Escape)
    assert [answer.choice for answer in told] == [NoticeChoice.DISMISSED]


def test_why_is_behind_more(coach: Coach, qtbot: QtBot) -> None:
    coach.show_notice(notice())
    window = shown(coach)
    before = window.height()
    press(window, "More")
    assert any("consumer-llm-coach" in label.words for label in children(window, Label) if label.isVisible())
    assert window.height() > before
    coach.close()


def test_what_the_employer_sees_can_be_asked_without_answering(coach: Coach, qtbot: QtBot) -> None:
    told: list[object] = []
    coach.answered.connect(told.append)
    coach.employer_wanted.connect(lambda: told.append("employer"))
    coach.show_notice(notice())
    press(shown(coach), "More")
    press(shown(coach), "What does my employer see?")
    assert told == ["employer"]
    coach.close()


def test_notices_come_one_at_a_time(coach: Coach, qtbot: QtBot) -> None:
    other = Notice(**{name: getattr(notice(), name) for name in Notice.__struct_fields__} | {"id": "other"})
    told: list[NoticeAnswer] = []
    coach.answered.connect(told.append)
    coach.show_notice(notice())
    coach.show_notice(other)
    press(shown(coach), "Continue in Gnomon")
    press(shown(coach), "Continue in Gnomon")
    assert [answer.notice for answer in told] == [notice().id, "other"]


def test_a_notice_that_nobody_answers_goes_without_an_answer(coach: Coach, qtbot: QtBot) -> None:
    told: list[object] = []
    coach.answered.connect(told.append)
    coach.show_notice(notice())
    shown(coach).leave()
    assert coach.window is None
    assert told == []


def test_where_the_desktop_shows_no_notices_a_window_does(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    coach = Coach(theme, popup=False, floating=False)
    coach.show_notice(notice())
    assert shown(coach).isVisible()
    coach.close()
