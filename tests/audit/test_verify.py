"""Changes show: what was changed is found, and where."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.chain import Link, bridge_of, evolved, genesis, mac_of, seal_of
from audit.epochs import file_beside
from audit.log import AuditLog, read, verify
from audit.store import COLUMNS
from tests.audit.samples import DEVICE, KEY, event_of, make_log, tamper

COUNT = 200
VICTIM = 100


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_log(tmp_path_factory.mktemp("clean") / "audit.db", COUNT)


@pytest.fixture
def log(clean: Path, tmp_path: Path) -> Path:
    for file in clean.parent.iterdir():
        shutil.copyfile(file, tmp_path / file.name)
    return tmp_path / "audit.db"


def rewrite(
    path: Path, change: Callable[[list[Link]], list[Link]], stolen: int | None = None, *, first: int = 1
) -> None:
    """Change rows, renumber them and recompute the chain; from `first` on with the stolen key of an epoch."""
    connection = sqlite3.connect(path, isolation_level=None)
    rows = [Link._make(row) for row in connection.execute(f"SELECT {COLUMNS} FROM event ORDER BY seq")]
    connection.execute("BEGIN")
    connection.execute("DELETE FROM event")
    prev = genesis(DEVICE)
    for seq, row in enumerate(change(rows), 1):
        seal = seal_of(seq, row.ts_ns, row.kind, row.content, prev, row.meta)
        new = row._replace(seq=seq, prev=prev, seal=seal)
        if stolen is not None and seq >= first:
            bridge = row.mac[16:] or (bridge_of(evolved(KEY, stolen), prev) if seq == first else b"")
            new = new._replace(mac=mac_of(evolved(KEY, stolen), seal) + bridge, epoch=stolen)
        connection.execute(f"INSERT INTO event({COLUMNS}) VALUES(?,?,?,?,?,?,?,?,?)", new)
        prev = seal
    connection.execute("COMMIT")
    connection.close()


def edited(rows: list[Link]) -> list[Link]:
    rows[VICTIM - 1] = rows[VICTIM - 1]._replace(meta=rows[VICTIM - 1].meta.replace(b"redact", b"allow_"))
    return rows


def test_a_clean_log_is_whole(log: Path) -> None:
    plain, sealed = verify(log), verify(log, key=KEY, device_id=DEVICE)
    assert (plain.ok, plain.entries, plain.first_broken, plain.sealed) == (True, COUNT, None, False)
    assert (sealed.ok, sealed.entries, sealed.first_broken, sealed.sealed) == (True, COUNT, None, True)
    assert sealed.head == list(read(log))[-1].seal
    assert "whole" in sealed.reason.en


def shifted(first: int, last: int, by: int) -> list[str]:
    """Renumber entries, in an order in which no two ever have one number."""
    numbers = range(first, last + 1) if by < 0 else range(last, first - 1, -1)
    return [f"UPDATE event SET seq={number + by} WHERE seq={number}" for number in numbers]


def setting(what: str) -> list[str]:
    return [f"UPDATE event SET {what} WHERE seq={VICTIM}"]


COPY = (
    f"INSERT INTO event SELECT {VICTIM + 1},ts_ns,kind,content,prev,meta,seal,mac,epoch FROM event WHERE seq={VICTIM}"
)
SWAP = ["UPDATE event SET seq=9999 WHERE seq=100", "UPDATE event SET seq=100 WHERE seq=150"]

# what the attacker does | the first broken entry by the chain alone | words of the reason
PLAIN_ATTACKS: dict[str, tuple[list[str], int, str]] = {
    "edit the metadata": (setting("meta=CAST(replace(meta,'redact','allow_') AS BLOB)"), VICTIM, "changed"),
    "edit the time": (setting("ts_ns=ts_ns+1"), VICTIM, "changed"),
    "edit the kind": (setting("kind=3"), VICTIM, "changed"),
    "edit the content hash": (setting(f"content=x'{'01' * 32}'"), VICTIM, "changed"),
    "edit the stored seal": (setting("seal=zeroblob(32)"), VICTIM, "changed"),
    "edit the stored prev": (setting("prev=zeroblob(32)"), VICTIM, "does not continue"),
    "put text into a number": (setting("ts_ns='soon'"), VICTIM, "changed"),
    "put a number into bytes": (setting("meta=7"), VICTIM, "changed"),
    "put text into bytes": (setting("meta=CAST(meta AS TEXT)"), VICTIM, "changed"),
    "make a number negative": (setting("ts_ns=-1"), VICTIM, "changed"),
    "delete a middle entry": ([f"DELETE FROM event WHERE seq={VICTIM}"], VICTIM, "Entries 100 to 100 were deleted"),
    "delete and renumber": (
        [f"DELETE FROM event WHERE seq={VICTIM}", *shifted(VICTIM + 1, COUNT, -1)],
        VICTIM,
        "does not continue",
    ),
    "delete the first ten": (["DELETE FROM event WHERE seq<=10"], 1, "Entries 1 to 10 were deleted"),
    "delete some in the middle": (["DELETE FROM event WHERE seq BETWEEN 50 AND 60"], 50, "Entries 50 to 60"),
    "swap two": ([*SWAP, "UPDATE event SET seq=150 WHERE seq=9999"], 100, "does not continue"),
    "insert a duplicate": ([*shifted(VICTIM + 1, COUNT, 1), COPY], VICTIM + 1, "does not continue"),
}


@pytest.mark.parametrize(("statements", "broken", "words"), PLAIN_ATTACKS.values(), ids=PLAIN_ATTACKS.keys())
def test_a_change_of_the_file_is_found_and_named_without_any_key(
    log: Path, statements: list[str], broken: int, words: str
) -> None:
    tamper(log, *statements)
    for key in (None, KEY):
        result = verify(log, key=key)
        assert (result.ok, result.first_broken, result.entries) == (False, broken, broken - 1)
        assert words in result.reason.en
        assert any("а" <= letter <= "я" for letter in result.reason.ru)


def without_seal_file(log: Path) -> Path:
    file_beside(log).unlink()
    return log


def test_an_edit_whose_chain_was_recomputed_needs_the_key(log: Path) -> None:
    rewrite(without_seal_file(log), edited)
    assert verify(log).ok
    result = verify(log, key=KEY)
    assert (result.ok, result.first_broken) == (False, VICTIM)
    assert "recomputed without the key" in result.reason.en


def test_a_deletion_whose_chain_was_recomputed_needs_the_key(log: Path) -> None:
    rewrite(without_seal_file(log), lambda rows: rows[: VICTIM - 1] + rows[VICTIM:])
    assert verify(log).ok
    assert verify(log, key=KEY).first_broken == VICTIM


def test_an_edited_mac_is_found_with_the_key(log: Path) -> None:
    tamper(log, f"UPDATE event SET mac=zeroblob(16) WHERE seq={VICTIM}")
    assert verify(log, key=KEY).first_broken == VICTIM


def test_erased_macs_are_found_with_the_key(log: Path) -> None:
    tamper(log, "UPDATE event SET mac=x'', epoch=-1")
    assert verify(log, key=KEY).first_broken == 1


def test_an_absurd_epoch_does_not_keep_the_verifier_busy(log: Path) -> None:
    tamper(log, f"UPDATE event SET epoch=9000000000000 WHERE seq={VICTIM}")
    assert verify(log, key=KEY).first_broken == VICTIM


@pytest.mark.parametrize("stolen", [1, 2, 3])
def test_a_stolen_key_of_a_later_epoch_cannot_seal_the_whole_log_anew(log: Path, stolen: int) -> None:
    rewrite(without_seal_file(log), edited, stolen)
    assert verify(log).ok
    assert verify(log, key=KEY).first_broken == 1


def test_a_stolen_key_cannot_move_older_entries_into_its_epoch(log: Path) -> None:
    epochs = {entry.seq: entry.epoch for entry in read(log)}
    for victim in (2, 40, 65, 100):
        stolen = epochs[victim] + 1
        copy = log.with_name(f"copy-{victim}.db")
        shutil.copyfile(log, copy)
        rewrite(copy, lambda rows: rows, stolen, first=victim)
        result = verify(copy, key=KEY)
        assert result.first_broken == victim
        assert "key of the epoch before" in result.reason.en


def test_a_stolen_key_can_seal_the_entries_of_its_own_epoch_anew(log: Path) -> None:
    """The known limit: what this test shows is why the seal file is for its owner only, and why witnesses exist."""
    rewrite(without_seal_file(log), lambda rows: rows, 3, first=193)
    assert verify(log, key=KEY).ok


def test_a_cut_that_was_written_over_stays_visible(log: Path) -> None:
    tamper(log, "DELETE FROM event WHERE seq>150")
    with AuditLog.open(log, device_id=DEVICE, key=KEY) as writer:
        for number in range(100):
            writer.append(event_of(number))
    result = verify(log, key=KEY)
    assert (result.ok, result.first_broken) == (False, 151)
    assert "cut off" in result.reason.en


def test_the_log_of_another_device_in_its_place_is_found(log: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "audit.db"
    with AuditLog.open(other, device_id="ws-18", key=bytes(32)) as writer:
        for number in range(COUNT + 5):
            writer.append(event_of(number))
    shutil.copyfile(other, log)
    assert not verify(log, device_id=DEVICE).ok
    assert not verify(log, key=KEY).ok
    assert not verify(log).ok  # the seal file remembers another entry


def test_a_renamed_device_breaks_the_first_entry(log: Path) -> None:
    tamper(log, "UPDATE about SET value='ws-18' WHERE name='device_id'")
    assert verify(log).first_broken == 1


def test_a_cut_tail_is_told_apart_from_an_edit(log: Path) -> None:
    tamper(log, "DELETE FROM event WHERE seq>150")
    result = verify(log)
    assert (result.ok, result.first_broken, result.entries) == (False, 151, 150)
    assert f"entries 151 to {COUNT} are missing" in result.reason.en


def test_an_emptied_log_is_found(log: Path) -> None:
    tamper(log, "DELETE FROM event")
    assert verify(log).first_broken == 1


def test_an_older_copy_in_its_place_is_found(log: Path, tmp_path: Path) -> None:
    older = (tmp_path / "older").with_suffix(".db")
    shutil.copyfile(log, older)
    with AuditLog.open(log, device_id=DEVICE) as writer:
        writer.append(event_of(1))
    shutil.copyfile(older, log)
    assert verify(log).first_broken == COUNT + 1


def test_a_rewritten_log_of_the_same_length_is_found_by_the_seal_file(log: Path) -> None:
    rewrite(log, edited)
    result = verify(log)
    assert not result.ok
    assert "rewritten" in result.reason.en


def test_a_damaged_seal_file_is_named(log: Path) -> None:
    file_beside(log).write_text("nonsense")
    assert "seal file" in verify(log).reason.en


def test_the_wrong_key_is_not_taken_for_a_whole_log(log: Path) -> None:
    assert verify(log, key=bytes(32)).first_broken == 1


@pytest.mark.parametrize("part", [0.0, 0.02, 0.3, 0.6, 0.95])
def test_a_file_cut_short_is_broken(log: Path, part: float) -> None:
    data = log.read_bytes()
    log.write_bytes(data[: int(len(data) * part)])
    assert not verify(log).ok


def test_no_flipped_bit_changes_an_entry_unseen(log: Path) -> None:
    original = [(entry.seq, entry.event) for entry in read(log)]
    data = log.read_bytes()
    chance = random.Random(20261121)
    harmless = 0
    for _ in range(400):
        place = chance.randrange(len(data) * 8)
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        log.write_bytes(flipped)
        if verify(log, key=KEY).ok:
            assert [(entry.seq, entry.event) for entry in read(log)] == original
            harmless += 1
    assert harmless < 400


def test_verifying_works_beside_the_writer_and_never_writes(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE, key=KEY) as writer:
        for number in range(100):
            writer.append(event_of(number))
            if number % 10 == 0:
                assert verify(path, key=KEY).entries == number + 1
        before = path.read_bytes()
        assert verify(path, key=KEY).ok
        assert path.read_bytes() == before
        writer.append(event_of(101))


def test_progress_is_told(log: Path) -> None:
    steps: list[int] = []
    verify(log, progress=steps.append)
    assert steps == [COUNT]
