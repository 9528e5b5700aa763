"""The Ask window with a fake agent: ask, read, stop, copy, mask, draft, files."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from agent import messages as m
from desktop.ask.exchange import QuestionView, TroubleCard
from desktop.ask.masked import MaskedButton, MaskedCard
from desktop.ask.window import AskWindow
from desktop.card import CardButton
from desktop.focus import FocusRing
from desktop.glyphs import Button
from desktop.label import Label, breakable
from desktop.layouts import Sheet
from desktop.link import Link
from desktop.markdown.code import CodeBlock
from desktop.pages.window import PagesWindow
from desktop.prefs import Prefs
from desktop.theme import Theme
from policy.words import Text
from tests.desktop.fake_agent import FakeAgent, state
from tests.desktop.look import children, words

NAMES_OF_EXAMPLES = [
    "Rewrite an e-mail: Write a polite letter to a supplier about a new date",
    "Summarise: Summarise the minutes of a meeting in five points",
    "Explain a clause of a contract in plain words",
]
QUESTION = "Write to Maria Petrova, +7 916 123-45-67, today"


@pytest.fixture
def window(theme: Theme, link: Link, qtbot: QtBot) -> AskWindow:
    """An Ask window that follows the fake agent and is ready."""
    ask = AskWindow(theme, link, floating=False)
    qtbot.addWidget(ask)
    link.state_changed.connect(ask.show_state)
    link.went_away.connect(lambda: ask.show_state(None, away=True))
    link.start()
    ask.open()
    qtbot.waitUntil(lambda: not ask.knows_no_agent)
    return ask


def ask_and_wait(window: AskWindow, qtbot: QtBot, text: str = QUESTION) -> None:
    """Type, press Enter, wait for the end of the answer."""
    window.composer.set_text(text)
    QTest.keyClick(window.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.talk.running)


def button(window: AskWindow, text: str) -> Button:
    """The last visible button with these words."""
    found = [one for one in children(window, Button) if one.text() == text and not one.isHidden()]
    assert found, text
    return found[-1]


def example_cards(window: AskWindow) -> list[CardButton]:
    """The examples in sight."""
    return [card for card in children(window.empty, CardButton) if card.isVisible()]


def example_names(window: AskWindow) -> list[str]:
    """What a screen reader reads for them."""
    return [card.accessibleName() for card in example_cards(window)]


def example_card(window: AskWindow, name: str) -> CardButton:
    """The example of this name."""
    return next(card for card in example_cards(window) if card.accessibleName() == name)


def test_enter_sends_the_question_and_the_answer_appears(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    ask_and_wait(window, qtbot)
    assert [one.text for one in agent.asked] == [QUESTION]
    assert agent.asked[0].model == "auto"
    assert children(window.column, CodeBlock)
    assert window.composer.text() == ""


def test_shift_enter_is_a_new_line(window: AskWindow, agent: FakeAgent) -> None:
    window.composer.set_text("one")
    QTest.keyClick(window.composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.composer.text() == "one\n"
    assert agent.asked == []


def test_enter_does_not_send_while_an_input_method_composes(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    window.composer.set_text("text ")
    QApplication.sendEvent(window.composer.edit, QInputMethodEvent("にほ", []))
    QTest.keyClick(window.composer.edit, Qt.Key.Key_Return)
    assert not window.talk.running
    QApplication.sendEvent(window.composer.edit, QInputMethodEvent("", []))
    ask_and_wait(window, qtbot)
    assert len(agent.asked) == 1


def test_a_follow_up_goes_into_the_same_conversation(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    ask_and_wait(window, qtbot)
    ask_and_wait(window, qtbot, "And shorter?")
    assert [one.conversation for one in agent.asked] == ["", "c1"]
    assert len(children(window.column, QuestionView)) == 2


def test_a_new_conversation_begins_empty(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    ask_and_wait(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.empty.isVisible())
    ask_and_wait(window, qtbot, "Something else")
    assert agent.asked[-1].conversation == ""


def test_ctrl_h_opens_the_earlier_conversations(window: AskWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.page_wanted) as wanted:
        QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == ["history"]


def test_what_will_be_masked_is_shown_before_sending(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    window.composer.set_text(QUESTION)
    qtbot.waitUntil(lambda: window.composer.badge.isVisible())
    assert window.composer.badge.text() == "2 items will be masked"
    window.composer.badge.click()
    told = {label.words for label in children(window.composer.card, Label)}
    assert {"[name 1]", "Maria Petrova", "[phone 1]", "+7 916 123-45-67"} <= told
    assert "Write to [name 1], [phone 1], today" in told
    sheet, card = children(window.composer.card, Sheet)[0], window.composer.card
    qtbot.waitUntil(lambda: sheet.geometry() == card.rect())  # nothing of a short list is scrolled away or spread out
    assert agent.asked == []


def test_the_masked_parts_are_marked_where_they_stand_even_after_an_emoji(window: AskWindow, qtbot: QtBot) -> None:
    window.composer.set_text("😀 Maria Petrova")
    qtbot.waitUntil(lambda: bool(window.composer.edit.extraSelections()))
    mark: Any = window.composer.edit.extraSelections()[0]  # the stubs miss its fields
    assert mark.cursor.selectedText() == "Maria Petrova"


def test_what_was_masked_is_shown_after_sending(window: AskWindow, qtbot: QtBot) -> None:
    ask_and_wait(window, qtbot)
    (badge,) = children(window.column, MaskedButton)
    (card,) = children(window.column, MaskedCard)
    assert badge.text() == "2 items masked"
    assert not card.isVisible()
    badge.click()
    assert card.isVisible()
    assert "Maria Petrova" in {label.words for label in children(card, Label)}


def test_an_old_preview_never_marks_a_newer_text(window: AskWindow, qtbot: QtBot) -> None:
    window.composer.set_text("nothing to mask here")
    item = m.MaskedItem(
        label=Text("[имя 1]", "[name 1]"), kind=Text("имя", "name"), entity="PERSON", value="x", start=0, end=7
    )
    window.composer.show_preview("another text", m.Preview(items=(item,), text=""))
    assert window.composer.edit.extraSelections() == []
    assert not window.composer.badge.isVisible()


def test_stop_ends_the_answer_and_keeps_what_came(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    agent.pause = 0.05
    window.composer.set_text(QUESTION)
    window.composer.send.click()
    assert window.composer.send.accessibleName() == "Stop the answer"
    qtbot.waitUntil(lambda: bool(window.talk.answer_text))
    window.composer.send.click()
    qtbot.waitUntil(lambda: not window.talk.running)
    assert agent.stopped == ["c1"]
    assert window.talk.answer_text
    assert len(window.talk.answer_text) < len(agent.answer)


def test_copy_takes_the_answer_as_markdown(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    ask_and_wait(window, qtbot)
    copies = [one for one in children(window.column, Button) if one.accessibleName() == "Copy the answer"]
    copies[0].click()
    assert QGuiApplication.clipboard().text().strip() == agent.answer.strip()


def test_retry_asks_the_same_again(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    ask_and_wait(window, qtbot)
    button(window, "Retry").click()
    qtbot.waitUntil(lambda: len(agent.asked) == 2 and not window.talk.running)
    assert agent.asked[1].text == QUESTION


def test_a_failure_says_what_happened_and_hides_the_raw_text(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    sentence = Text("Шлюз молчит.", "The gateway does not answer.")
    agent.fail = m.Failed(conversation="c1", sentence=sentence, clause="gateway", details="HTTP 503")
    ask_and_wait(window, qtbot)
    (card,) = children(window.column, TroubleCard)
    shown = [label.words for label in children(card, Label) if not label.isHidden()]
    assert "The gateway does not answer." in shown
    assert not any("503" in words for words in shown)
    button(window, "Details").click()
    assert any("503" in label.words for label in children(card, Label) if not label.isHidden())


def test_nothing_is_sent_while_protection_starts_and_the_text_stays(
    window: AskWindow, agent: FakeAgent, qtbot: QtBot
) -> None:
    agent.set_state(redactor_ready=False, protection=m.Protection.STARTING)
    qtbot.waitUntil(lambda: window.status.isVisible())
    window.composer.set_text(QUESTION)
    QTest.keyClick(window.composer.edit, Qt.Key.Key_Return)
    assert window.composer.text() == QUESTION
    assert not window.composer.send.isEnabled()
    agent.set_state()
    qtbot.waitUntil(lambda: window.composer.send.isEnabled())
    assert agent.asked == []


def test_an_agent_that_is_away_is_said_in_words_with_one_action(
    window: AskWindow, agent: FakeAgent, qtbot: QtBot
) -> None:
    window.composer.set_text(QUESTION)
    agent.stop()
    qtbot.waitUntil(lambda: window.status.isVisible())
    pressed: list[int] = []
    window.start_wanted.connect(lambda: pressed.append(1))
    assert window.status.button.text() == "Start protection"
    window.status.button.click()
    assert pressed == [1]
    assert window.composer.text() == QUESTION
    assert not window.composer.send.isEnabled()


def test_an_agent_that_dies_in_mid_answer_leaves_what_came(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    agent.pause = 0.05
    window.composer.set_text(QUESTION)
    window.composer.send.click()
    qtbot.waitUntil(lambda: bool(window.talk.answer_text))
    agent.stop()
    qtbot.waitUntil(lambda: not window.talk.running)
    assert window.talk.answer_text
    assert children(window.column, TroubleCard)


def test_the_banner_of_an_unsigned_policy_is_always_in_sight(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    assert not window.banner.isVisible()
    banner = Text("Политика не подписана.", "The policy is unsigned.")
    agent.set_state(policy=m.PolicyState(name="demo", version=1, mode="coach", signer="", banner=banner))
    qtbot.waitUntil(lambda: window.banner.isVisible())
    ask_and_wait(window, qtbot)
    assert window.banner.isVisible()


def test_without_a_policy_no_gateway_is_named_and_no_example_offered(window: AskWindow) -> None:
    window.show_state(state(policy=None, gateway=Text("нет", "none")))
    assert [text for text in words(window) if text.startswith("via")] == []
    assert example_names(window) == []


def test_a_warning_is_said_once_and_the_next_one_stands_under_it(window: AskWindow) -> None:
    first, second, note = Text("Нет места.", "No room."), Text("Часы.", "The clock."), Text("Ключи.", "Keys.")
    told = state(protection=m.Protection.ATTENTION, sentence=first, warnings=(first, second, note), notes=(note,))
    window.show_state(told)
    assert [text for text in words(window) if text in ("No room.", "The clock.")] == ["No room.", "The clock."]


def test_what_needs_no_step_is_told_in_the_settings_and_not_beside_every_question(
    window: AskWindow, theme: Theme, link: Link, qtbot: QtBot
) -> None:
    note = Text("Ключи в файлах.", "Keys lie in files.")
    window.show_state(state(warnings=(note,), notes=(note,)))
    assert not window.status.isVisible()
    pages = PagesWindow(theme, link, Prefs(), hotkey_works=True)
    qtbot.addWidget(pages)
    pages.show_state(state(warnings=(note,), notes=(note,)))
    assert "Keys lie in files." in words(pages.settings, visible=False)


def test_the_draft_is_left_with_the_agent(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    window.composer.set_text("half a quest")
    qtbot.waitUntil(lambda: agent.draft.text == "half a quest")
    assert agent.asked == []
    assert window.composer.text() == "half a quest"


def test_the_draft_is_empty_once_the_agent_has_the_question(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    agent.draft = m.Draft(text=QUESTION)
    ask_and_wait(window, qtbot)
    qtbot.waitUntil(lambda: agent.draft == m.Draft(text="", conversation="c1"))
    assert window.composer.text() == ""


def test_a_new_window_takes_draft_and_conversation_back(
    window: AskWindow, theme: Theme, link: Link, agent: FakeAgent, qtbot: QtBot
) -> None:
    ask_and_wait(window, qtbot)
    qtbot.waitUntil(lambda: agent.draft.conversation == "c1")
    window.composer.blockSignals(True)  # it is gone, as after a crash
    agent.draft = m.Draft(text="next", conversation="c1")
    again = AskWindow(theme, link, floating=False)
    qtbot.addWidget(again)
    again.show_state(state())
    again.talk.restore()
    qtbot.waitUntil(lambda: again.talk.answer_text.strip() == agent.answer.strip())
    qtbot.waitUntil(lambda: again.composer.text() == "next")
    assert children(again.column, MaskedButton)


def test_an_answer_that_goes_on_in_the_agent_is_followed_by_a_new_window(
    window: AskWindow, theme: Theme, link: Link, agent: FakeAgent, qtbot: QtBot
) -> None:
    agent.pause = 0.02
    window.composer.set_text(QUESTION)
    window.composer.send.click()
    qtbot.waitUntil(lambda: "c1" in agent.conversations)
    agent.draft = m.Draft(text="", conversation="c1")
    again = AskWindow(theme, link, floating=False)
    qtbot.addWidget(again)
    again.show_state(state())
    again.talk.restore()
    qtbot.waitUntil(lambda: again.talk.answer_text.strip() == agent.answer.strip())
    assert len(agent.asked) == 1


def test_up_in_an_empty_field_brings_the_last_question_back(window: AskWindow, qtbot: QtBot) -> None:
    ask_and_wait(window, qtbot)
    QTest.keyClick(window.composer.edit, Qt.Key.Key_Up)
    assert window.composer.text() == QUESTION


def test_an_example_fills_the_field_and_sends_nothing(window: AskWindow, agent: FakeAgent) -> None:
    example_card(window, "Explain a clause of a contract in plain words").click()
    assert window.composer.text() == "Explain a clause of a contract in plain words"
    assert (window.composer.assistant, agent.asked) == ("", [])


def test_an_answer_is_kept_as_a_case_with_its_values_masked(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    window.composer.choose_assistant("mail")
    window.composer.set_text("Write to Maria Petrova")
    window.composer.send.click()
    qtbot.waitUntil(lambda: not window.talk.running)
    keep = next(one for one in children(window, Button) if one.text() == "Keep as a case")
    keep.click()
    qtbot.waitUntil(lambda: keep.text() == "Kept as a case")
    (case,) = agent.cases
    assert (case.text, case.assistant, "Dear [name 1]" in case.answer) == ("Write to [name 1]", "mail", True)
    agent.cases.clear()


def test_a_case_becomes_the_draft_of_a_new_conversation(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    window.composer.set_text("first")
    window.composer.send.click()
    qtbot.waitUntil(lambda: not window.talk.running)
    window.open_case("Write to [name 1]", "mail")
    assert window.composer.text() == "Write to [name 1]"
    assert (window.composer.assistant, window.talk.last) == ("mail", None)
    assert len(agent.asked) == 1


def test_a_conversation_that_is_removed_leaves_the_window(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    for other, gone in (("another", False), ("c1", True), ("", True)):
        window.composer.set_text("question")
        window.composer.send.click()
        qtbot.waitUntil(lambda: not window.talk.running)
        window.forget(other)
        assert (window.talk.last is None) is gone
        agent.asked.clear()
        window.talk.new()


@pytest.mark.parametrize("by_key", [True, False])
def test_all_worked_cases_are_one_press_away(window: AskWindow, qtbot: QtBot, by_key: bool) -> None:
    with qtbot.waitSignal(window.page_wanted) as wanted:
        if by_key:
            QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        else:
            next(one for one in children(window.empty, Button) if one.text() == "All worked cases").click()
    assert wanted.args == ["cases"]


def test_an_example_of_an_assistant_chooses_it(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    card = example_card(window, "Summarise: Summarise the minutes of a meeting in five points")
    assert words(card, visible=False) == ["Summarise", "Summarise the minutes of a meeting in five points"]
    card.click()
    assert window.composer.text() == "Summarise the minutes of a meeting in five points"
    assert window.composer.assistant == "sum"
    QTest.keyClick(window.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.talk.running)
    assert agent.asked[0].assistant == "sum"


def test_a_chosen_assistant_shows_its_own_examples_and_one_that_has_none_shows_all(window: AskWindow) -> None:
    first = example_names(window)
    assert first == NAMES_OF_EXAMPLES
    button(window, "Rewrite an e-mail").click()
    assert example_names(window) == [first[0], "Rewrite an e-mail: Say thanks for the meeting"]
    button(window, "Translate").click()
    assert example_names(window) == first


def test_a_long_example_is_shortened_on_its_card_and_whole_in_the_field(window: AskWindow) -> None:
    long = "\n".join(f"line {number}" for number in range(60))
    window.show_state(state(examples=(m.Example(text=Text(long, long)),)))
    (card,) = example_cards(window)
    assert words(card, visible=False) == ["line 0\nline 1\nline 2\nline 3…"]
    card.click()
    assert window.composer.text() == long


def test_assistant_and_model_go_with_the_question(window: AskWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    button(window, "Translate").click()
    window.composer.choose_model("corp-llm-s")
    ask_and_wait(window, qtbot)
    assert (agent.asked[0].assistant, agent.asked[0].model) == ("tr", "corp-llm-s")


def test_a_chosen_assistant_says_what_it_wants_to_know_and_the_caret_stays_in_the_field(window: AskWindow) -> None:
    edit = window.composer.edit
    button(window, "Translate").setFocus()
    button(window, "Translate").click()
    assert (edit.placeholderText(), edit.accessibleDescription()) == ("Translate: what?", "Translate: what?")
    assert window.focusWidget() is edit
    button(window, "Translate").click()
    assert (edit.placeholderText(), edit.accessibleDescription()) == ("Ask anything", "")


def test_a_chosen_assistant_can_be_put_back(window: AskWindow) -> None:
    button(window, "Translate").click()
    button(window, "Summarise").click()
    assert window.composer.assistant == "sum"
    button(window, "Summarise").click()
    assert window.composer.assistant == ""


def test_esc_hides_the_window_and_keeps_the_text(window: AskWindow) -> None:
    window.composer.set_text("kept")
    QTest.keyClick(window.composer.edit, Qt.Key.Key_Escape)
    assert not window.isVisible()
    window.open()
    assert window.composer.text() == "kept"


def test_pasting_takes_plain_text_only(window: AskWindow) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='file:///etc/passwd'>")
    data.setText("bold")
    window.composer.edit.insertFromMimeData(data)
    assert window.composer.edit.toHtml().count("<img") == 0
    assert window.composer.text() == "bold"


def drop(window: AskWindow, *paths: Path) -> None:
    """Drag files over the window and let them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), *rest))
    window.dropEvent(QDropEvent(QPointF(5, 5), *rest))


def test_a_dropped_file_is_read_by_the_agent_and_goes_with_the_question(
    window: AskWindow, agent: FakeAgent, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "minutes.txt"
    file.write_text("Met Maria Petrova 😀, tax number 7707083893.", "utf-8")
    agent.set_state(documents=True)
    qtbot.waitUntil(lambda: window.reads_files)
    drop(window, file)
    qtbot.waitUntil(lambda: bool(window.composer.files.files))
    assert window.composer.files.files[0].masked == 2
    ask_and_wait(window, qtbot, "Summarise")
    assert agent.asked[0].text.startswith("Summarise\n\n")
    assert file.read_text("utf-8") in agent.asked[0].text
    assert "minutes.txt" in agent.asked[0].text
    assert window.composer.files.files == ()


def test_a_file_is_refused_in_words_while_the_agent_reads_none(window: AskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("text")
    assert not window.reads_files
    drop(window, file)
    assert window.composer.files.files == ()


def test_a_file_that_is_too_large_is_said_so(window: AskWindow, agent: FakeAgent, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as large:
        large.truncate(11 * 1024 * 1024)
    agent.set_state(documents=True)
    qtbot.waitUntil(lambda: window.reads_files)
    drop(window, file)
    assert "larger than 10 MB" in window.composer.told_words


def test_every_control_has_a_name(window: AskWindow) -> None:
    controls: list[QWidget] = [*children(window, QAbstractButton), *children(window, QTextEdit)]
    for control in controls:
        assert control.accessibleName(), control


def test_tab_goes_through_every_control_in_reading_order(window: AskWindow, qtbot: QtBot) -> None:
    window.composer.set_text("x")
    seen: list[str] = []
    for _ in range(20):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        assert focused is not None
        if focused.accessibleName() in seen:
            break
        seen.append(focused.accessibleName())
    start = seen.index("New conversation")
    assert seen[start:] + seen[:start] == [
        "New conversation",
        "Your conversations",
        "Actions",
        *NAMES_OF_EXAMPLES,
        "All worked cases",
        *[card.name.en for card in state().assistants],
        "Your question",
        "Automatic model",
        "Send",
    ]


def test_shift_tab_goes_back(window: AskWindow) -> None:
    window.composer.edit.setFocus()
    QTest.keyClick(window.composer.edit, Qt.Key.Key_Backtab)
    focused = window.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Contract check"


def test_the_ring_shows_after_tab_and_not_after_the_mouse(window: AskWindow, qtbot: QtBot) -> None:
    (ring,) = children(window, FocusRing)
    QTest.keyClick(window.composer.edit, Qt.Key.Key_Tab)
    assert ring.isVisible()
    button(window, "Translate").setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()


def test_page_keys_scroll_the_conversation_and_the_caret_stays_in_the_field(
    window: AskWindow, agent: FakeAgent, qtbot: QtBot
) -> None:
    agent.answer = "A line of an answer.\n\n" * 80
    ask_and_wait(window, qtbot)
    qtbot.wait(100)
    bar = window.area.verticalScrollBar()
    end = bar.value()
    QTest.keyClick(window.composer.edit, Qt.Key.Key_PageUp)
    assert bar.value() < end
    QTest.keyClick(window.composer.edit, Qt.Key.Key_PageDown)
    assert bar.value() == end
    assert window.focusWidget() is window.composer.edit


def test_a_very_long_word_in_a_question_is_seen_whole_and_copied_as_it_was(window: AskWindow, qtbot: QtBot) -> None:
    token = "eyJhbGciOiJIUzI1NiIs" * 12
    ask_and_wait(window, qtbot, token)
    (shown,) = [label for label in children(window.column, Label) if label.words == token]
    assert shown.heightForWidth(shown.width()) > 2 * shown.fontMetrics().lineSpacing()
    assert shown.minimumSizeHint().width() < shown.width()
    shown.setSelection(0, len(breakable(token)))
    QTest.keyClick(shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == token
