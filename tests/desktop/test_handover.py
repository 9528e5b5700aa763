"""A second start hands its command to the first, and only the person's own programs can reach it."""

import socket
import stat
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.handover import Action, Command, hand_over, socket_address
from desktop.single import SingleInstance


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A runtime folder of this test."""
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def in_thread(address: str, command: Command) -> tuple[threading.Thread, list[bool]]:
    """A second start beside this one."""
    result: list[bool] = []
    thread = threading.Thread(target=lambda: result.append(hand_over(address, command)))
    thread.start()
    return thread, result


def test_a_command_arrives_at_the_first_start(qapp: QApplication, qtbot: QtBot, runtime: Path) -> None:
    told: list[Command] = []
    address = socket_address(runtime / "state")
    first = SingleInstance(address, told.append)
    assert first.listen()
    thread, result = in_thread(address, Command(Action.EMPLOYER, "token"))
    qtbot.waitUntil(lambda: bool(result))
    thread.join()
    first.close()
    assert result == [True]
    assert told == [Command(Action.EMPLOYER, "token")]


def test_without_a_first_start_nothing_is_handed_over(runtime: Path) -> None:
    assert not hand_over(socket_address(runtime / "state"), Command(Action.ASK))


def test_only_the_person_can_reach_the_socket(qapp: QApplication, runtime: Path) -> None:
    address = socket_address(runtime / "state")
    first = SingleInstance(address, lambda _: None)
    first.listen()
    assert stat.S_IMODE(Path(address).stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(Path(address).parent.stat().st_mode) == 0o700
    first.close()


def test_a_socket_that_a_crash_left_behind_is_replaced(qapp: QApplication, runtime: Path) -> None:
    address = socket_address(runtime / "state")
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(address)
    first = SingleInstance(address, lambda _: None)
    assert first.listen()
    first.close()


def test_two_state_folders_have_two_trays(runtime: Path) -> None:
    assert socket_address(runtime / "one") != socket_address(runtime / "two")


def test_a_runtime_folder_that_others_may_enter_is_not_used(runtime: Path) -> None:
    (runtime / "gnomon").mkdir()
    (runtime / "gnomon").chmod(0o777)
    folder = Path(socket_address(runtime / "state")).parent
    assert folder != runtime / "gnomon"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_long_runtime_folder_still_gives_an_address_that_can_be_bound(
    qapp: QApplication, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime / ("long" * 30)))
    first = SingleInstance(socket_address(runtime / "state"), lambda _: None)
    assert first.listen()
    first.close()


@pytest.mark.parametrize(
    "line", [b"", b"\n", b"{}", b"[1]", b'{"action":"rm"}', b"\xff\xfe", b'"ask"', b'{"action":["ask"]}']
)
def test_what_is_no_command_is_ignored(line: bytes) -> None:
    assert Command.parse(line) is None


def test_a_command_survives_its_line() -> None:
    for action in Action:
        assert Command.parse(Command(action, "t").line()) == Command(action, "t")


def test_a_line_without_end_is_cut_off(qapp: QApplication, qtbot: QtBot, runtime: Path) -> None:
    told: list[Command] = []
    address = socket_address(runtime / "state")
    first = SingleInstance(address, told.append)
    first.listen()
    with socket.socket(socket.AF_UNIX) as rude:
        rude.connect(address)
        rude.sendall(b"x" * 20000)
        rude.setblocking(False)

        def cut() -> bool:
            try:
                return rude.recv(1) == b""
            except BlockingIOError:
                return False
            except OSError:
                return True

        qtbot.waitUntil(cut)
    first.close()
    assert told == []
