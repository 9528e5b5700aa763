"""Killed processes, full disks, folders that refuse, files that others hold."""

import contextlib
import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audit import epochs
from audit.fault import AuditError
from audit.log import AuditLog, read, verify
from audit.trouble import words_of
from tests.audit.samples import DEVICE, KEY, event_of, make_log

resource = pytest.importorskip("resource", reason="limits of POSIX")
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")


def killed_writer(path: Path, after: int) -> list[int]:
    """Entries that a writer had acknowledged when it was killed with SIGKILL, after at least so many."""
    command = [sys.executable, "-m", "tests.audit.writer_child", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        acknowledged = child.stdout.read(8 * after)
        child.kill()
        acknowledged += child.stdout.read()
    return [int.from_bytes(acknowledged[place : place + 8], "big") for place in range(0, len(acknowledged) // 8 * 8, 8)]


def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    chance = random.Random(9)
    for _ in range(6):
        acknowledged = killed_writer(path, chance.randrange(1, 150))
        result = verify(path, key=KEY)
        assert result.ok, result.reason.en
        assert {entry.seq for entry in read(path)} >= set(acknowledged)
    with AuditLog.open(path, device_id=DEVICE) as log:
        assert log.append(event_of(1)).seq == verify(path, key=KEY).entries


def test_a_full_database_refuses_and_works_again_when_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE, key=KEY) as log:
        log.append(event_of(1))
        assert log._writer._connection is not None
        pages = log._writer._connection.execute("PRAGMA page_count").fetchone()[0]
        log._writer._connection.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(AuditError) as caught:
            fill(log)
        assert "the disk is full" in caught.value.reason.en
        assert "нет места" in caught.value.reason.ru
        before = verify(path, key=KEY)
        assert before.ok
        assert log.append(event_of(5)).seq == before.entries + 1
    assert verify(path, key=KEY).ok


def fill(log: AuditLog) -> None:
    for number in range(100):
        log.append(event_of(number, filler="x" * 1500))


def in_child(work: Callable[[], None]) -> None:
    """Run in a forked child, whose limits and rights do not come back; its failure fails the test."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            sys.excepthook(*sys.exc_info())
            raise
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def test_a_limit_on_file_size_refuses_and_works_again_when_it_is_lifted(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"

    def work() -> None:
        with AuditLog.open(path, device_id=DEVICE, key=KEY) as log:
            log.append(event_of(0))
            _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
            acknowledged = 1
            with contextlib.suppress(AuditError):
                while True:
                    log.append(event_of(acknowledged, filler="x" * 1900))
                    acknowledged += 1
            for number in range(3):
                with contextlib.suppress(AuditError):
                    log.append(event_of(number, filler="x" * 1900))
                    acknowledged += 1
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            log.append(event_of(7))
            result = verify(path, key=KEY)
            assert result.ok, result.reason.en
            assert acknowledged + 1 <= result.entries <= acknowledged + 5

    in_child(work)
    assert verify(path, key=KEY).ok


def test_a_key_that_cannot_be_replaced_goes_on_sealing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "audit.db"

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with AuditLog.open(path, device_id=DEVICE, key=KEY) as log:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refuse)
            for number in range(epochs.EVENTS + 10):
                log.append(event_of(number))
        for number in range(3):
            log.append(event_of(number))
    assert {entry.epoch for entry in read(path)} == {0, 1}
    assert verify(path, key=KEY).ok


@contextlib.contextmanager
def folder_for_others() -> Iterator[Path]:
    """A folder that another user may enter, outside pytest's private one."""
    if os.geteuid() == 0 and Path(tempfile.gettempdir()).stat().st_mode & 0o007 != 0o007:
        pytest.skip("no other user may write to the folder for temporary files here")
    folder = Path(tempfile.mkdtemp(prefix="gnomon-test-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def become_ordinary(folder: Path) -> None:
    """Give up the rights of root, to whom no folder is read-only."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    assert not os.access(folder, os.W_OK)


def open_to_all(folder: Path) -> None:
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)


def test_a_read_only_folder_refuses_with_a_sentence() -> None:
    with folder_for_others() as folder:
        open_to_all(folder)

        def work() -> None:
            become_ordinary(folder)
            with pytest.raises(AuditError) as caught:
                AuditLog.open(folder / "audit.db", device_id=DEVICE)
            assert "read-only" in caught.value.reason.en

        in_child(work)


def test_a_log_in_a_read_only_folder_can_be_verified_with_its_unwritten_wal() -> None:
    with folder_for_others() as folder, folder_for_others() as source:
        with AuditLog.open(source / "audit.db", device_id=DEVICE, key=KEY) as log:
            for number in range(30):
                log.append(event_of(number))
            for name in ("audit.db", "audit.db-wal"):
                shutil.copyfile(source / name, folder / name)
        assert (folder / "audit.db-wal").stat().st_size > 0
        open_to_all(folder)

        def work() -> None:
            become_ordinary(folder)
            assert verify(folder / "audit.db", key=KEY).entries == 30
            assert len(list(read(folder / "audit.db"))) == 30

        in_child(work)
        assert sorted(file.name for file in folder.iterdir()) == ["audit.db", "audit.db-wal"]


def test_a_file_that_another_program_holds_refuses_and_works_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.store.BUSY_MS", 100)
    path = make_log(tmp_path / "audit.db", 1)
    with AuditLog.open(path, device_id=DEVICE) as log:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(AuditError) as caught:
            log.append(event_of(2))
        assert "another program holds its file" in caught.value.reason.en
        other.execute("ROLLBACK")
        other.close()
        assert log.append(event_of(3)).seq == 2
    assert verify(path, key=KEY).ok


def test_a_refused_group_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE, key=KEY) as log:
        log.append(event_of(1))
        assert log._writer._connection is not None
        log._writer._connection.close()  # what a vanished disk looks like to the writer
        with pytest.raises(AuditError):
            log.append(event_of(2))
        assert log.append(event_of(3)).seq == 2
    assert verify(path, key=KEY).entries == 2


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, ""), "full"),
        (OSError(errno.EDQUOT, ""), "full"),
        (OSError(errno.EROFS, ""), "read-only"),
        (OSError(errno.EACCES, ""), "read-only"),
        (OSError(errno.EIO, ""), "failed"),
        (sqlite3.OperationalError("?"), "failed"),
    ],
)
def test_every_trouble_has_a_sentence_in_both_languages(error: Exception, words: str) -> None:
    assert words in words_of(error).en
    assert "до этого ничего не отправляется" in words_of(error).ru
