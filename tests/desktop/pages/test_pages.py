"""The pages: what they show of the agent's answers, and what they say when there is nothing."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from agent import messages as m
from desktop.card import CardButton
from desktop.focus import reading_order
from desktop.glyphs import Button
from desktop.handover import Action
from desktop.label import Label
from desktop.link import Link
from desktop.pages.export import Period, free_name
from desktop.pages.parts import Fold
from desktop.pages.window import PagesWindow
from desktop.prefs import Prefs
from desktop.theme import Theme
from policy.words import Text
from tests.desktop.fake_agent import FakeAgent, state
from tests.desktop.look import children, words


@pytest.fixture
def pages(theme: Theme, link: Link, qtbot: QtBot) -> PagesWindow:
    """The window of pages with a fake agent behind it."""
    window = PagesWindow(theme, link, Prefs(), hotkey_works=True)
    qtbot.addWidget(window)
    window.show_state(state())
    return window


def press(widget: QWidget, text: str) -> None:
    """Press the first visible button with these words."""
    next(one for one in children(widget, Button) if one.text() == text and one.isVisible()).click()


def test_activity_tells_records_in_plain_words(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.open(Action.ACTIVITY)
    qtbot.waitUntil(lambda: "The answer arrived." in words(pages.activity))
    assert {"Today", "Yesterday"} & set(words(pages.activity)), "midnight may pass between the record and this look"
    assert "Today: 7 questions sent · 23 values masked · 2 tools seen" in words(pages.activity)


def test_the_exact_record_is_behind_details(pages: PagesWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    pages.open(Action.ACTIVITY)
    qtbot.waitUntil(lambda: "The answer arrived." in words(pages.activity))
    assert not any("pii.person" in text for text in words(pages.activity))
    press(pages.activity, "Details")
    (raw,) = [text for text in words(pages.activity) if "pii.person" in text]
    assert json.loads(raw) == agent.activity.rows[0].record


def test_records_can_be_filtered_by_words(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.open(Action.ACTIVITY)
    qtbot.waitUntil(lambda: "The answer arrived." in words(pages.activity))
    pages.activity.filter.setText("deepseek")
    qtbot.waitUntil(lambda: "A hint about DeepSeek was shown." in words(pages.activity))
    assert "The answer arrived." not in words(pages.activity)
    pages.activity.filter.setText("zzz")
    qtbot.waitUntil(lambda: "No record has these words." in words(pages.activity))


def test_esc_empties_the_filter_before_it_hides_the_window(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.open(Action.ACTIVITY)
    qtbot.waitUntil(lambda: pages.activity.filter.isVisible())
    pages.activity.filter.setFocus()
    pages.activity.filter.setText("deepseek")
    QTest.keyClick(pages.activity.filter, Qt.Key.Key_Escape)
    assert pages.activity.filter.text() == ""
    assert pages.isVisible()
    QTest.keyClick(pages.activity.filter, Qt.Key.Key_Escape)
    assert not pages.isVisible()


def test_the_log_is_saved_to_a_new_file_among_the_documents_and_the_page_says_where(
    pages: PagesWindow, agent: FakeAgent, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.pages.export.QStandardPaths.writableLocation", lambda _: str(tmp_path))
    pages.open(Action.ACTIVITY)
    qtbot.waitUntil(pages.activity.export.isVisible)
    for action in pages.activity.export.button.menu().actions():
        action.trigger()
        qtbot.waitUntil(lambda: any(text.startswith("Saved, ") for text in words(pages.activity)))
    assert [(one.format, one.excel) for one in agent.exported] == [(kind, False) for kind in ("csv", "jsonl", "ocsf")]
    (told,) = [text for text in words(pages.activity) if text.startswith("Saved, ")]
    assert told.endswith(agent.exported[-1].path)
    assert Path(told.partition(": ")[2]).parent == tmp_path


def test_the_days_of_the_log_can_be_chosen(theme: Theme) -> None:
    period, today = Period(theme), date(2026, 11, 22)
    period.first.setDate(QDate(2026, 3, 1))
    period.last.setDate(QDate(2026, 3, 31))
    told = []
    for place in range(period.choice.count()):
        period.choice.setCurrentIndex(place)
        told.append(period.days(today))
    week, month = ("2026-11-16", "2026-11-22"), ("2026-10-24", "2026-11-22")
    assert told == [("", ""), week, month, ("2026-03-01", "2026-03-31")]
    period.first.setDate(QDate(2026, 5, 1))
    assert period.days(today) == ("2026-05-01", "2026-05-01"), "a period never ends before it begins"


def test_a_file_that_was_saved_before_stays(tmp_path: Path) -> None:
    day, names = date(2026, 11, 22), []
    for _ in range(3):
        names.append(free_name(tmp_path, m.LogFormat.CSV, day))
        names[-1].touch()
    assert [file.name for file in names] == [f"gnomon-2026-11-22{more}.csv" for more in ("", "-2", "-3")]


def keep_talks(agent: FakeAgent) -> None:
    """Two conversations, the second one newer."""
    agent.keep("a", "About the contract", "Clause 7.2 says so.")
    agent.keep("b", "About the invoice", "It is due.", "Shorter", "Due.")


def test_conversations_stand_newest_first_with_where_they_ended(
    pages: PagesWindow, agent: FakeAgent, qtbot: QtBot
) -> None:
    keep_talks(agent)
    pages.open(Action.HISTORY)
    qtbot.waitUntil(lambda: [card.isVisible() for card in children(pages.history, CardButton)] == [True] * 2)
    first, second = children(pages.history, CardButton)
    assert words(first)[:2] == ["About the invoice", "Due."]
    assert words(first)[2].endswith(" · 2 questions")
    assert words(second)[:2] == ["About the contract", "Clause 7.2 says so."]
    assert pages.focusWidget() is pages.history.filter


def test_conversations_are_searched_and_opened_by_keyboard(pages: PagesWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    keep_talks(agent)
    opened: list[str] = []
    pages.conversation_wanted.connect(opened.append)
    pages.open(Action.HISTORY)
    qtbot.waitUntil(lambda: [card.isVisible() for card in children(pages.history, CardButton)] == [True] * 2)
    QTest.keyClick(pages.history.filter, Qt.Key.Key_Down)
    QTest.keyClick(pages.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(pages.focusWidget(), Qt.Key.Key_Return)
    assert opened == ["a"]
    QTest.keyClick(pages, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pages.focusWidget() is pages.history.filter
    QTest.keyClicks(pages.history.filter, "invoice")
    QTest.keyClick(pages.history.filter, Qt.Key.Key_Return)  # before anything was found
    qtbot.waitUntil(lambda: opened == ["a", "b"])
    QTest.keyClicks(pages.history.filter, " xyz")
    none = "No conversation has all of these words. Try one of them alone."
    qtbot.waitUntil(lambda: none in words(pages.history))
    QTest.keyClick(pages.history.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "About the contract" in words(pages.history))


def test_a_conversation_is_removed_by_delete_and_enter_and_esc_keeps_it(
    pages: PagesWindow, agent: FakeAgent, qtbot: QtBot
) -> None:
    keep_talks(agent)
    removed: list[str] = []
    pages.conversation_removed.connect(removed.append)
    pages.open(Action.HISTORY)
    qtbot.waitUntil(lambda: [card.isVisible() for card in children(pages.history, CardButton)] == [True] * 2)
    QTest.keyClick(pages.history.filter, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Escape):
        QTest.keyClick(pages.focusWidget(), key)
    assert pages.focusWidget() is children(pages.history, CardButton)[0], "the question is gone, the window is not"
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return):
        QTest.keyClick(pages.focusWidget(), key)
    qtbot.waitUntil(lambda: [pages.focusWidget()] == children(pages.history, CardButton))
    assert (removed, list(agent.conversations)) == (["b"], ["a"])


def test_all_conversations_are_removed_after_one_question(pages: PagesWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    keep_talks(agent)
    removed: list[str] = []
    pages.conversation_removed.connect(removed.append)
    pages.open(Action.HISTORY)
    qtbot.waitUntil(lambda: [card.isVisible() for card in children(pages.history, CardButton)] == [True] * 2)
    press(pages.history, "Remove all conversations")
    assert agent.conversations
    press(pages.history, "Keep")
    press(pages.history, "Remove all conversations")
    press(pages.history, "Remove")
    qtbot.waitUntil(lambda: removed == [""])
    assert agent.conversations == {}
    qtbot.waitUntil(lambda: any(text.startswith("What you ask will be listed here") for text in words(pages.history)))
    assert not [one for one in children(pages.history, Button) if one.text().startswith("Remove") and one.isVisible()]


def test_a_worked_case_is_found_by_its_words_and_chosen_by_enter(pages: PagesWindow, qtbot: QtBot) -> None:
    chosen: list[tuple[str, str]] = []
    pages.case_wanted.connect(lambda text, assistant: chosen.append((text, assistant)))
    pages.open(Action.CASES)
    assert pages.focusWidget() is pages.cases.filter
    qtbot.waitUntil(lambda: {"Rewrite an e-mail", "Summarise", "For everybody"} < set(words(pages.cases)))
    QTest.keyClicks(pages.cases.filter, "Thanks e-mail")
    QTest.keyClick(pages.cases.filter, Qt.Key.Key_Return)
    assert chosen == [("Say thanks for the meeting", "mail")]
    QTest.keyClicks(pages.cases.filter, "zzz")
    qtbot.waitUntil(lambda: "No case has all of these words." in words(pages.cases))


def test_an_own_case_shows_its_answer_is_chosen_and_removed(pages: PagesWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    agent.cases.append(m.KeptCase(id="k", text="Write to [name 1]", answer="Dear [name 1]", assistant="mail"))
    chosen: list[tuple[str, str]] = []
    pages.case_wanted.connect(lambda text, assistant: chosen.append((text, assistant)))
    pages.open(Action.CASES)
    qtbot.waitUntil(lambda: "Write to [name 1]" in words(pages.cases))
    assert "Dear [name 1]" not in words(pages.cases)
    press(pages.cases, "How it was answered")
    assert "Dear [name 1]" in words(pages.cases)
    card = next(one for one in children(pages.cases, CardButton) if "Write to [name 1]" in words(one))
    qtbot.waitUntil(card.isVisible)
    card.click()
    assert chosen == [("Write to [name 1]", "mail")]
    card.setFocus()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return):
        QTest.keyClick(pages.focusWidget(), key)
    qtbot.waitUntil(lambda: "Write to [name 1]" not in words(pages.cases))
    assert agent.cases == []


def test_older_conversations_come_when_they_are_asked_for(pages: PagesWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    for number in range(31):
        agent.keep(str(number), f"question {number}", "answer")
    pages.open(Action.HISTORY)
    qtbot.waitUntil(lambda: "question 1" in words(pages.history))
    assert "question 0" not in words(pages.history)
    press(pages.history, "Show older")
    qtbot.waitUntil(lambda: "question 0" in words(pages.history))
    assert "Show older" not in [one.text() for one in children(pages.history, Button) if one.isVisible()]


def test_without_conversations_the_page_says_what_will_be_here(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.open(Action.HISTORY)
    first = "What you ask will be listed here, for as long as your company's policy keeps it."
    qtbot.waitUntil(lambda: first in words(pages.history))
    assert not pages.history.filter.isVisible()
    with qtbot.waitSignal(pages.ask_wanted):
        press(pages.history, "Ask a question")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_the_button_that_has_the_focus(pages: PagesWindow, key: Qt.Key) -> None:
    pages.open(Action.FOUND)
    QTest.keyClick(next(one for one in children(pages, Button) if one.text() == "Settings"), key)
    assert pages.settings.isVisible()


def test_an_empty_activity_says_what_will_be_here_and_offers_one_action(
    pages: PagesWindow, agent: FakeAgent, qtbot: QtBot
) -> None:
    agent.activity = m.Activity(rows=(), total=0)
    wanted: list[int] = []
    pages.ask_wanted.connect(lambda: wanted.append(1))
    pages.open(Action.ACTIVITY)
    qtbot.waitUntil(lambda: "Nothing has left this computer yet." in words(pages.activity))
    press(pages.activity, "Ask a question")
    assert wanted == [1]


def test_older_records_are_fetched_when_wanted(pages: PagesWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    agent.activity = m.Activity(rows=agent.activity.rows, total=200)
    pages.open(Action.ACTIVITY)
    qtbot.waitUntil(lambda: words(pages.activity).count("The answer arrived.") == 1)
    press(pages.activity, "Show older")
    qtbot.waitUntil(lambda: words(pages.activity).count("The answer arrived.") == 2)
    assert agent.paths.count("/activity") == 2


def test_found_tools_say_how_sure_and_what_the_policy_says(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.open(Action.FOUND)
    qtbot.waitUntil(lambda: "DeepSeek" in words(pages.found))
    shown = words(pages.found)
    assert "There is a safer way" in shown
    assert any(" · looked today, " in text or " · looked yesterday, " in text for text in shown)  # midnight may pass
    assert "Hangzhou DeepSeek · in the browser · certain" in shown
    assert "Browser history: host chat.deepseek.com" not in shown
    press(pages.found, "Why")
    assert "Browser history: host chat.deepseek.com" in words(pages.found)


def test_places_that_could_not_be_looked_at_are_said(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.open(Action.FOUND)
    qtbot.waitUntil(lambda: "Some places could not be looked at, so this list may be incomplete." in words(pages.found))
    qtbot.waitUntil(lambda: any(one.text() == "Where Gnomon looked" for one in children(pages.found, Button)))
    qtbot.wait(50)
    press(pages.found, "Where Gnomon looked")
    assert "Running programs (looked at a part)" in words(pages.found)


def test_looking_again_asks_the_agent_for_a_scan(pages: PagesWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    pages.open(Action.FOUND)
    qtbot.waitUntil(lambda: "DeepSeek" in words(pages.found))
    press(pages.found, "Look again")
    qtbot.waitUntil(lambda: any(one.text() == "Look again" and one.isEnabled() for one in children(pages, Button)))
    assert agent.paths.count("/scan") == 1


def test_the_transparency_page_shows_the_claims_of_the_agent_and_no_other(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.open(Action.EMPLOYER)
    qtbot.waitUntil(lambda: "Images: not sent." in words(pages.employer))
    shown = words(pages.employer)
    for title in ("Stays on this computer", "Goes to the company gateway", "Your employer sees"):
        assert title in shown
    assert "Keystrokes and screenshots" in shown
    assert "Private windows of the browser" in shown
    assert "Northwind policy, version 42, signed by security@northwind.example, valid until 1 March 2027" in shown


def test_each_column_can_show_its_policy_lines(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.open(Action.EMPLOYER)
    qtbot.waitUntil(lambda: "Images: not sent." in words(pages.employer))
    for fold in children(pages.employer, Fold):
        fold.button.click()
    shown = words(pages.employer)
    assert "Policy: gateways.northwind" in shown
    assert "So built: no policy can change it" in shown


def test_the_columns_have_one_width(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.open(Action.EMPLOYER)
    qtbot.waitUntil(lambda: "Images: not sent." in words(pages.employer))
    columns = [frame for frame in children(pages.employer, QWidget) if frame.property("surface") == "card"]
    widths = {column.width() for column in columns}
    assert len(columns) == 3
    assert max(widths) - min(widths) <= 1


def test_the_last_records_are_one_press_away(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.open(Action.EMPLOYER)
    qtbot.waitUntil(lambda: "Images: not sent." in words(pages.employer))
    press(pages.employer, "See the last records about me")
    assert pages.activity.isVisible()


@pytest.mark.parametrize("action", [Action.HISTORY, Action.CASES, Action.ACTIVITY, Action.FOUND, Action.EMPLOYER])
def test_without_an_agent_a_page_says_so_in_words(theme: Theme, qtbot: QtBot, action: Action) -> None:
    window = PagesWindow(theme, Link(lambda: None), Prefs(), hotkey_works=True)
    qtbot.addWidget(window)
    window.open(action)
    qtbot.waitUntil(lambda: any(text.startswith("Protection is not running") for text in words(window)))
    assert [fold for fold in children(window, Fold) if fold.isVisible()] == []  # no record, tool or claim
    assert not window.activity.filter.isVisible()
    assert [one.text() for one in children(window, Button) if one.isVisible() and one.text() == "Look again"] == []


def test_what_the_company_has_set_is_said_so(pages: PagesWindow) -> None:
    pages.open(Action.SETTINGS)
    shown = words(pages.settings)
    assert "Set by your company" in shown
    assert "Northwind policy, version 42" in shown
    assert "security@northwind.example" in shown
    pages.show_state(state(pause_minutes=0))
    assert "not allowed" in words(pages.settings, visible=False)


def test_settings_tell_their_change(pages: PagesWindow) -> None:
    told: list[Prefs] = []
    pages.prefs_changed.connect(told.append)
    pages.settings.look.setCurrentIndex(2)
    pages.settings.text.setCurrentIndex(3)
    assert told[-1] == Prefs(theme="dark", text_percent=200)


def test_the_field_of_the_key_never_keeps_the_keyboard_and_changes_nothing_by_the_way(pages: PagesWindow) -> None:
    pages.open(Action.SETTINGS)
    pages.settings.text.setFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        QTest.keyClick(pages.focusWidget(), key)
    assert pages.focusWidget().accessibleName() == "Conversations"
    for _ in range(2):
        QTest.keyClick(pages.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert pages.focusWidget() is pages.settings.text
    assert pages.settings.key.keySequence().toString() == "Ctrl+Alt+G"


@pytest.mark.parametrize(
    ("key", "held", "taken"),
    [
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, "Ctrl+K"),
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "F9"),
        (Qt.Key.Key_K, Qt.KeyboardModifier.NoModifier, "Ctrl+Alt+G"),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier, "Ctrl+Alt+G"),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "Ctrl+Alt+G"),
    ],
)
def test_a_key_of_the_whole_desktop_is_never_a_letter_alone(
    pages: PagesWindow, key: Qt.Key, held: Qt.KeyboardModifier, taken: str
) -> None:
    pages.open(Action.SETTINGS)
    pages.settings.key.setFocus()
    QTest.keyClick(pages.settings.key, key, held)
    assert pages.settings.key.keySequence().toString() == taken
    assert pages.isVisible() is (key is not Qt.Key.Key_Escape)


def test_a_letter_of_russian_can_be_a_part_of_the_key(pages: PagesWindow) -> None:
    pages.open(Action.SETTINGS)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QApplication.sendEvent(pages.settings.key, QKeyEvent(QEvent.Type.KeyPress, ord("П"), held, "п"))
    assert pages.settings.key.keySequence().toString() == "Ctrl+Alt+П"


def test_a_key_that_is_taken_is_said(theme: Theme, link: Link, qtbot: QtBot) -> None:
    window = PagesWindow(theme, link, Prefs(), hotkey_works=False)
    qtbot.addWidget(window)
    window.open(Action.SETTINGS)
    assert any("gnomon --ask" in text for text in words(window.settings))


@pytest.mark.parametrize("action", [one for one in Action if one not in (Action.TRAY, Action.ASK, Action.QUIT)])
def test_every_control_of_a_page_has_a_name(pages: PagesWindow, qtbot: QtBot, action: Action) -> None:
    pages.open(action)
    qtbot.wait(200)
    for control in children(pages, QAbstractButton):
        if control.isVisible():
            assert control.accessibleName(), control
    for reached in (*reading_order(pages), *children(pages.settings, QLineEdit)):  # what the keyboard reaches, too
        assert reached is pages or reached.accessibleName(), reached


def unsigned(**changes: Any) -> m.PolicyState:
    """A policy without a signature, whatever its file says of a signer."""
    values: dict[str, Any] = {"name": "demo", "version": 1, "mode": "coach", "signer": "security@example.org"}
    return m.PolicyState(**(values | changes))


def test_a_policy_that_is_not_signed_names_no_signer(pages: PagesWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    agent.set_state(policy=unsigned())
    pages.open(Action.EMPLOYER)
    qtbot.waitUntil(lambda: "demo, version 1, not signed" in words(pages.employer))
    pages.show_state(agent.state)
    pages.open(Action.SETTINGS)
    assert "not signed" in words(pages.settings)
    assert not any("security@example.org" in text for text in words(pages, visible=False))


def test_a_signed_policy_without_the_name_of_its_signer_is_not_called_unsigned(
    pages: PagesWindow, agent: FakeAgent, qtbot: QtBot
) -> None:
    agent.set_state(policy=unsigned(signed=True, signer=""))
    pages.open(Action.EMPLOYER)
    qtbot.waitUntil(lambda: "demo, version 1, signature checked" in words(pages.employer))
    assert not any("not signed" in text for text in words(pages, visible=False))


def test_the_banner_of_a_policy_stands_over_every_page(pages: PagesWindow) -> None:
    pages.show_state(state(policy=unsigned(banner=Text("Не подписана", "Unsigned"))))
    for action in (Action.ACTIVITY, Action.FOUND, Action.EMPLOYER, Action.SETTINGS):
        pages.open(action)
        assert pages.banner.isVisible()
        assert pages.banner.words == "Unsigned"


def test_while_no_agent_runs_every_page_offers_to_start_it(pages: PagesWindow) -> None:
    pressed: list[int] = []
    pages.start_wanted.connect(lambda: pressed.append(1))
    pages.show_state(None, away=True)
    pages.open(Action.FOUND)
    press(pages, "Start protection")
    assert pressed == [1]
    pages.show_state(state())
    assert not pages.status.isVisible()


def test_a_page_in_sight_is_fetched_when_the_agent_is_back(pages: PagesWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    pages.open(Action.FOUND)
    qtbot.waitUntil(lambda: "DeepSeek" in words(pages.found))
    pages.show_state(None, away=True)
    pages.show_state(state())
    qtbot.waitUntil(lambda: agent.paths.count("/sightings") == 2)
    assert "/activity" not in agent.paths


def test_a_page_ends_where_its_words_end(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.open(Action.EMPLOYER)
    qtbot.waitUntil(lambda: "Images: not sent." in words(pages.employer))
    qtbot.wait(100)
    last = max(label.mapTo(pages.employer, label.rect().bottomLeft()).y() for label in children(pages.employer, Label))
    assert pages.employer.height() - last < 60


def test_a_narrow_window_shows_the_drawings_of_the_pages_and_still_names_them(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.resize(984, 500)
    pages.open(Action.SETTINGS)
    wide = [one.text() for one in children(pages, Button) if one.isVisible()]
    assert {"Conversations", "Worked cases", "Ask a question"} < set(wide)
    pages.resize(pages.minimumWidth(), 500)
    narrow = [one for one in children(pages, Button) if one.isVisible() and not one.text()]
    names = [(one.accessibleName(), one.toolTip()) for one in narrow]
    assert names == [(name, name) for name in wide[: len(names)]]
    qtbot.waitUntil(lambda: pages.settings.width() > 380)  # 400 and a scroll bar
    pages.resize(984, 500)
    assert [one.text() for one in children(pages, Button) if one.isVisible()] == wide


def test_page_down_scrolls_the_page_also_from_the_list_at_the_left(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.resize(900, 400)
    pages.open(Action.EMPLOYER)
    qtbot.waitUntil(lambda: "Images: not sent." in words(pages.employer))
    qtbot.wait(100)
    area = next(one for one in children(pages, QScrollArea) if one.isVisible())
    next(one for one in children(pages, Button) if one.text() == "Settings").setFocus()
    QTest.keyClick(pages.focusWidget() or pages, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0


def test_tab_brings_what_it_reaches_into_sight(pages: PagesWindow, qtbot: QtBot) -> None:
    pages.resize(900, 400)
    pages.open(Action.EMPLOYER)
    qtbot.waitUntil(lambda: "Images: not sent." in words(pages.employer))
    qtbot.wait(100)
    wanted = next(one for one in children(pages, Button) if one.text() == "See the last records about me")
    assert wanted.visibleRegion().isEmpty()
    next(one for one in children(pages, Button) if one.text() == "Conversations").setFocus()
    QTest.keyClick(pages.focusWidget() or pages, Qt.Key.Key_Backtab)  # from the first control to the last
    assert pages.focusWidget() is wanted
    assert not wanted.visibleRegion().isEmpty()
