"""What a person does on Wayland, where windows cannot place themselves and no key can be grabbed."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from agent import messages as m
from tests.desktop.fake_agent import FakeAgent, notice
from tests.desktop.fake_desktop import wait_until
from tests.desktop.fake_wayland import FakeWayland, missing_programs
from tests.desktop.test_person import QUESTION, Seat

ABSENT = missing_programs()
pytestmark = pytest.mark.skipif(
    bool(ABSENT), reason=f"the fake desktop needs programs that are not installed: {ABSENT}"
)


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    """A person's seat under sway."""
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    agent = FakeAgent().start()
    with tempfile.TemporaryDirectory(prefix="desk") as folder, FakeWayland(Path(folder)) as desktop:
        yield Seat(desktop, state, agent)
    if agent.runs:
        agent.stop()


def screen(seat: Seat) -> FakeWayland:
    """The desktop as what it is."""
    return cast("FakeWayland", seat.desktop)


def test_a_question_is_typed_sent_and_answered(seat: Seat) -> None:
    seat.tray("--ask")
    seat.sees("Ask Gnomon")
    wait_until(lambda: screen(seat).active() == "Ask Gnomon", "Ask has the focus")
    screen(seat).write(QUESTION)
    wait_until(lambda: seat.agent.draft.text == QUESTION, "the draft is with the agent")
    screen(seat).key("Return")
    wait_until(lambda: seat.agent.asked, "the question arrives")
    assert seat.agent.asked[0].text == QUESTION
    wait_until(lambda: any("friendly and short" in node[2] for node in seat.reads()), "the answer can be read")


def test_ask_opens_at_its_full_size_and_esc_hides_it(seat: Seat) -> None:
    seat.tray("--ask")
    seat.sees("Ask Gnomon")
    wait_until(lambda: screen(seat).active() == "Ask Gnomon", "Ask has the focus")
    width, height = screen(seat).size("Ask Gnomon")
    assert width >= 700
    assert height >= 600
    screen(seat).key("Escape")
    wait_until(lambda: not seat.desktop.windows("Ask Gnomon"), "Ask is hidden")
    assert seat.tray("--ask").wait(40) == 0
    seat.sees("Ask Gnomon")


def test_a_notice_is_a_notification_of_the_desktop_and_its_action_opens_ask(seat: Seat) -> None:
    seat.tray("--tray")
    wait_until(lambda: seat.agent.listeners, "the tray listens")
    seat.agent.tell(m.NoticeRaised(notice=notice()))
    wait_until(lambda: "There is a safer way to do this." in screen(seat).notices(), "the notification is shown")
    assert seat.desktop.windows("A hint from Gnomon") == []
    assert seat.desktop.windows("Ask Gnomon") == []
    seat.desktop.call("makoctl", "invoke")
    seat.sees("Ask Gnomon")
    wait_until(lambda: seat.agent.notices, "the agent hears of it")
    assert seat.agent.notices[0].choice is m.NoticeChoice.CONTINUED
