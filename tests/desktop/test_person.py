"""What a person does: click, paste, press Enter, look. On a real (if invisible) desktop, with the real tray program."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent import messages as m
from agent.messages import Endpoint, encode
from tests.desktop.fake_agent import TOKEN, FakeAgent, notice
from tests.desktop.fake_desktop import FakeDesktop, missing_programs, wait_until

REPO = Path(__file__).parents[2]
ABSENT = missing_programs("trayer")
SYSTEM_PYTHON = "/usr/bin/python3"
pytestmark = pytest.mark.skipif(
    bool(ABSENT), reason=f"the fake desktop needs programs that are not installed: {ABSENT}"
)

QUESTION = "Напиши Анне Петровой, +7 916 123-45-67, о переносе срока"


class Seat:
    """A desktop, a state folder, a fake agent, and the tray program."""

    def __init__(self, desktop: FakeDesktop, state: Path, agent: FakeAgent) -> None:
        self.desktop, self.state, self.agent = desktop, state, agent
        self.publish()

    def publish(self) -> None:
        """Leave the endpoint where the tray looks for it, as the agent does."""
        endpoint = Endpoint(base_url=f"http://127.0.0.1:{self.agent.port}", pid=1, version="0.1.0")
        (self.state / "endpoint.json").write_bytes(encode(endpoint))
        (self.state / "token").write_text(TOKEN)

    def tray(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start the tray program."""
        program = [sys.executable, "-m", "tests.desktop.tray_program", str(self.state), *arguments]
        return self.desktop.start("tray", *program, PYTHONPATH=str(REPO))

    def sees(self, title: str) -> None:
        """Wait for a window."""
        wait_until(lambda: self.desktop.windows(title), f"the window {title!r}")

    def reads(self) -> list[tuple[int, str, str, bool, bool]]:
        """What a screen reader reads of the tray program."""
        script = str(Path(__file__).with_name("screen_reader.py"))
        return [tuple(node) for node in json.loads(self.desktop.call(SYSTEM_PYTHON, script, "gnomon"))]


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    """A person's seat."""
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    agent = FakeAgent().start()
    with tempfile.TemporaryDirectory(prefix="desk") as folder, FakeDesktop(Path(folder)) as desktop:
        yield Seat(desktop, state, agent)
    if agent.runs:
        agent.stop()


OTHER = """
from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication([])
window = QMainWindow()
window.setWindowTitle("Other work")
window.show()
app.exec()
"""


def other_window(seat: Seat) -> None:
    """Another program's window, where the person is at work."""
    seat.desktop.start("other", sys.executable, "-c", OTHER)
    seat.sees("Other work")
    wait_until(lambda: seat.desktop.active() == "Other work", "the other window has the focus")


def test_click_the_tray_paste_press_enter_read_the_answer(seat: Seat) -> None:
    seat.tray("--tray")
    wait_until(lambda: list(seat.desktop.run_folder.glob("gnomon/*.sock")), "the tray runs")
    seat.desktop.click_tray()
    seat.sees("Ask Gnomon")
    wait_until(lambda: seat.desktop.active() == "Ask Gnomon", "Ask has the focus")
    seat.desktop.paste(QUESTION)
    wait_until(lambda: seat.agent.draft.text == QUESTION, "the draft is with the agent")
    seat.desktop.key("Return")
    wait_until(lambda: seat.agent.asked, "the question arrives")
    assert seat.agent.asked[0].text == QUESTION
    wait_until(lambda: any("friendly and short" in node[2] for node in seat.reads()), "the answer can be read")


def test_a_second_start_hands_over_and_ends(seat: Seat) -> None:
    first = seat.tray("--tray")
    wait_until(lambda: list(seat.desktop.run_folder.glob("gnomon/*.sock")), "the first start listens")
    second = seat.tray("--ask")
    assert second.wait(40) == 0
    seat.sees("Ask Gnomon")
    assert first.poll() is None
    assert seat.tray("--quit").wait(40) == 0
    assert first.wait(40) == 0


def test_the_key_opens_ask_with_the_caret_in_the_field_also_with_num_lock(seat: Seat) -> None:
    seat.tray("--tray")
    wait_until(lambda: list(seat.desktop.run_folder.glob("gnomon/*.sock")), "the tray runs")
    seat.desktop.key("Num_Lock")
    wait_until(lambda: _press_until_open(seat), "the key opens Ask")
    wait_until(lambda: seat.desktop.active() == "Ask Gnomon", "Ask has the focus")
    seat.desktop.paste("по клавише")
    wait_until(lambda: seat.agent.draft.text == "по клавише", "the caret was in the field")
    assert seat.agent.asked == []


def _press_until_open(seat: Seat) -> bool:
    """The key is bound a moment after the tray has shown."""
    if not seat.desktop.windows("Ask Gnomon"):
        seat.desktop.key("ctrl+alt+g")
        time.sleep(0.5)
    return bool(seat.desktop.windows("Ask Gnomon"))


def test_esc_hides_ask_and_gives_the_focus_back(seat: Seat) -> None:
    other_window(seat)
    program = seat.tray("--ask")
    seat.sees("Ask Gnomon")
    wait_until(lambda: seat.desktop.active() == "Ask Gnomon", "Ask has the focus")
    seat.desktop.key("Escape")
    wait_until(lambda: not seat.desktop.windows("Ask Gnomon"), "Ask is hidden")
    wait_until(lambda: seat.desktop.active() == "Other work", "the focus is back")
    assert program.poll() is None


def test_a_notice_takes_no_focus_and_its_action_brings_the_clipboard_into_ask(seat: Seat) -> None:
    other_window(seat)
    seat.tray("--tray")
    wait_until(lambda: list(seat.desktop.run_folder.glob("gnomon/*.sock")), "the tray runs")
    wait_until(lambda: seat.agent.listeners, "the tray listens")
    seat.desktop.copy("текст из буфера")
    seat.agent.tell(m.NoticeRaised(notice=notice()))
    seat.sees("A hint from Gnomon")
    time.sleep(0.5)
    assert seat.desktop.active() == "Other work"
    press_primary(seat)
    seat.sees("Ask Gnomon")
    wait_until(lambda: seat.agent.draft.text == "текст из буфера", "the clipboard is in the field")
    wait_until(lambda: seat.agent.notices, "the agent hears of it")
    assert seat.agent.notices[0].choice is m.NoticeChoice.CONTINUED
    assert seat.agent.asked == []


def press_primary(seat: Seat) -> None:
    """Click the notice's one action: 56 px right of the words' edge, in the lower third of the small panel."""
    (window,) = seat.desktop.windows("A hint from Gnomon")
    lines = dict(
        line.split("=") for line in seat.desktop.call("xdotool", "getwindowgeometry", "--shell", window).splitlines()
    )
    x = int(lines["X"]) + 40 + 24 + 56 + 60
    y = int(lines["Y"]) + int(lines["HEIGHT"]) - 52 - 20 - 18
    seat.desktop.call("xdotool", "mousemove", str(x), str(y), "click", "1")


def test_a_tray_that_is_killed_in_mid_answer_comes_back_with_the_answer(seat: Seat) -> None:
    seat.agent.pause = 0.05
    first = seat.tray("--ask")
    seat.sees("Ask Gnomon")
    wait_until(lambda: seat.desktop.active() == "Ask Gnomon", "Ask has the focus")
    seat.desktop.paste(QUESTION)
    wait_until(lambda: seat.agent.draft.text == QUESTION, "the draft is with the agent")
    seat.desktop.key("Return")
    wait_until(lambda: seat.agent.draft.conversation == "c1", "the agent has taken the question")
    first.kill()
    first.wait()
    seat.tray("--ask")
    wait_until(lambda: any("Penalty" in node[2] for node in seat.reads()), "the whole answer can be read")
    assert len(seat.agent.asked) == 1


def test_no_agent_is_said_in_words_and_can_be_started(seat: Seat) -> None:
    seat.agent.stop()
    seat.tray("--ask")
    seat.sees("Ask Gnomon")
    wait_until(lambda: any(node[2] == "Start protection" and node[4] for node in seat.reads()), "the action")
    seat.desktop.key("shift+Tab")
    for _ in range(12):  # by keyboard: the action is among the controls before the field
        if (seat.state / "agent-was-started").exists():
            break
        seat.desktop.key("space")
        seat.desktop.key("shift+Tab")
    wait_until(lambda: (seat.state / "agent-was-started").exists(), "protection was asked to start")
    assert seat.agent.asked == []


def test_a_screen_reader_finds_a_name_on_every_control_and_no_nameless_window(seat: Seat) -> None:
    seat.tray("--ask")
    seat.sees("Ask Gnomon")
    seat.tray("--employer").wait(40)
    seat.sees("What does my employer see")
    wait_until(lambda: any("Images: not sent." in node[2] for node in seat.reads()), "the claims")
    nodes = seat.reads()
    assert [node for node in nodes if node[3] and node[4] and not node[2]] == []
    assert [node for node in nodes if node[0] == 1 and node[1] == "filler"] == []


def test_without_a_tray_host_the_command_still_opens_ask(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    agent = FakeAgent().start()
    with tempfile.TemporaryDirectory(prefix="desk") as folder, FakeDesktop(Path(folder), tray="none") as desktop:
        seat = Seat(desktop, state, agent)
        program = seat.tray("--ask")
        seat.sees("Ask Gnomon")
        wait_until(lambda: seat.desktop.active() == "Ask Gnomon", "Ask has the focus")
        assert program.poll() is None
    agent.stop()


NOTIFY = """
import sys
from PySide6.QtCore import QCoreApplication
from desktop.notify import Notifications

app = QCoreApplication([])
notifications = Notifications()
chosen = lambda key: (print(key, flush=True), app.quit())
shown = notifications.show("There is a safer way", "DeepSeek", [("default", "Continue"), ("more", "More")], chosen)
sys.exit(app.exec() if shown else 3)
"""


@pytest.mark.parametrize(("command", "key"), [("action", "default"), ("close", "closed")])
def test_a_notification_with_buttons_tells_what_was_pressed(seat: Seat, command: str, key: str) -> None:
    program = seat.desktop.start("notify", sys.executable, "-c", NOTIFY, PYTHONPATH=str(REPO))
    wait_until(lambda: '"displayed": 1' in _counts(seat), "the notification is shown")
    seat.desktop.call("dunstctl", command)
    assert program.wait(40) == 0
    assert (seat.desktop.home.parent / "notify.log").read_text().strip() == key


def _counts(seat: Seat) -> str:
    return f'"displayed": {seat.desktop.call("dunstctl", "count", "displayed", check=False)}'
