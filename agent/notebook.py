"""What a person writes, kept for them: draft, conversations, own cases, silenced notices. Encrypted, over any crash.

One SQLite file; every text is AES-256-GCM under the notebook key with the row's name as associated data, so that rows
cannot be swapped. Nothing in here is evidence: evidence is the audit log.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

from agent.messages import Conversation, Draft, KeptCase, SightingCard, decode, encode

T = TypeVar("T")

BUSY_SECONDS = 1.0
"""How long another program (a backup) may hold the file before we go on without: the agent's loop waits meanwhile."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS page (name TEXT PRIMARY KEY, changed TEXT NOT NULL, sealed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS notice (tool TEXT NOT NULL, day TEXT NOT NULL,
    PRIMARY KEY (tool, day));
CREATE TABLE IF NOT EXISTS silence (tool TEXT PRIMARY KEY, until TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sighting (tool TEXT NOT NULL, surface TEXT NOT NULL, card BLOB NOT NULL,
    PRIMARY KEY (tool, surface));
"""


class Notebook:
    """Drafts, conversations and what was already noticed. Used from the agent's loop only."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open or make the file (mode 0600). A damaged one is set aside: drafts must not keep protection from starting.

        Raises:
            OSError: the file cannot be opened or written.
        """
        self._key = key
        self.begun_anew = False
        """The file was damaged and lies beside the new one as ``notebook.db.damaged``."""
        try:
            self._database = _opened(path)
        except sqlite3.OperationalError as error:
            raise OSError(error.sqlite_errorcode, str(error)) from error
        except sqlite3.DatabaseError:
            _set_aside(path)
            self.begun_anew = True
            with _as_oserror():
                self._database = _opened(path)

    def close(self) -> None:
        self._database.close()

    def draft(self) -> Draft:
        """The question as last typed."""
        sealed = self._read("draft")
        return _read_as(sealed, Draft) or Draft(text="")

    def keep_draft(self, draft: Draft) -> None:
        self._write("draft", encode(draft))

    def conversation(self, name: str) -> Conversation | None:
        sealed = self._read(f"conversation/{name}")
        return _read_as(sealed, Conversation)

    def keep_conversation(self, conversation: Conversation) -> None:
        self._write(f"conversation/{conversation.id}", encode(conversation))

    def conversations(self) -> Iterator[tuple[str, Conversation]]:
        """Every conversation with the time of its last change, newest first; each is decrypted when it is asked for."""
        return self._kept("conversation/", Conversation)

    def keep_case(self, case: KeptCase) -> None:
        self._write(f"case/{case.id}", encode(case))

    def cases(self) -> tuple[KeptCase, ...]:
        """The person's own worked cases, newest first."""
        return tuple(case for _, case in self._kept("case/", KeptCase))

    def forget_case(self, name: str) -> None:
        self._forget("name = ?", f"case/{name}")

    def forget_conversation(self, name: str) -> None:
        self._forget("name = ?", f"conversation/{name}")

    def forget_conversations(self) -> int:
        """Remove every conversation; gives their number."""
        return self._forget("name LIKE 'conversation/%'")

    def forget_old(self, *, before: datetime) -> int:
        """Remove conversations and cases last changed before a time; gives their number."""
        return self._forget("name <> 'draft' AND changed < ?", before.isoformat())

    def notice_once(self, tool: str, day: date) -> bool:
        """Whether this is the first notice of a tool on a day, and remember it."""
        with _as_oserror():
            cursor = self._database.execute("INSERT OR IGNORE INTO notice VALUES (?, ?)", (tool, day.isoformat()))
        return cursor.rowcount == 1

    def silence(self, tool: str, until: datetime) -> None:
        """No notices of a tool until a time."""
        with _as_oserror():
            self._database.execute("INSERT OR REPLACE INTO silence VALUES (?, ?)", (tool, until.isoformat()))

    def silenced(self, tool: str, now: datetime) -> bool:
        with _as_oserror():
            row = self._database.execute("SELECT until FROM silence WHERE tool = ?", (tool,)).fetchone()
        return row is not None and datetime.fromisoformat(row[0]) > now

    def keep_sighting(self, card: SightingCard) -> None:
        with _as_oserror():
            self._database.execute(
                "INSERT OR REPLACE INTO sighting VALUES (?, ?, ?)", (card.tool, card.surface, encode(card))
            )

    def new_sighting(self, card: SightingCard) -> bool:
        """Whether a tool is new on its surface and day: what was kept of it is from an earlier day, or nothing."""
        with _as_oserror():
            row = self._database.execute(
                "SELECT card FROM sighting WHERE tool = ? AND surface = ?", (card.tool, card.surface)
            ).fetchone()
        kept = _card(row[0]) if row else None
        return kept is None or kept.last_day != card.last_day

    def since_first_seen(self, card: SightingCard) -> SightingCard:
        """A card with the first day, and at least the last day and the count, of what was kept of the same."""
        with _as_oserror():
            row = self._database.execute(
                "SELECT card FROM sighting WHERE tool = ? AND surface = ?", (card.tool, card.surface)
            ).fetchone()
        kept = _card(row[0]) if row else None
        if kept is None:
            return card
        return msgspec.structs.replace(
            card,
            first_day=min(filter(None, (kept.first_day, card.first_day)), default=None),
            last_day=max(filter(None, (kept.last_day, card.last_day)), default=None),
            count=max(kept.count, card.count),
        )

    def sightings(self) -> tuple[SightingCard, ...]:
        with _as_oserror():
            rows = self._database.execute("SELECT card FROM sighting ORDER BY tool, surface").fetchall()
        cards = (_card(row[0]) for row in rows)
        return tuple(card for card in cards if card is not None)

    def _kept(self, folder: str, kind: type[T]) -> Iterator[tuple[str, T]]:
        with _as_oserror():
            rows = self._database.execute(
                "SELECT name, changed FROM page WHERE name LIKE ? ORDER BY changed DESC", (f"{folder}%",)
            ).fetchall()
        for name, changed in rows:
            kept = _read_as(self._read(name), kind)
            if kept is not None:
                yield changed, kept

    def _forget(self, which: str, *values: str) -> int:
        """Remove pages, and what the write-ahead log still holds of them."""
        with _as_oserror():
            gone = self._database.execute(f"DELETE FROM page WHERE {which}", values).rowcount  # noqa: S608  # ours
            if gone:
                self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return gone

    def _read(self, name: str) -> bytes | None:
        with _as_oserror():
            row = self._database.execute("SELECT sealed FROM page WHERE name = ?", (name,)).fetchone()
        return _unsealed(self._key, row[0], name) if row is not None else None

    def _write(self, name: str, data: bytes) -> None:
        sealed = _sealed(self._key, data, name)
        with _as_oserror():
            self._database.execute(
                "INSERT OR REPLACE INTO page VALUES (?, ?, ?)", (name, datetime.now(UTC).isoformat(), sealed)
            )


def _sealed(key: bytes, data: bytes, name: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # 6 MB, only where somebody writes

    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, data, name.encode())


def _unsealed(key: bytes, sealed: bytes, name: str) -> bytes | None:
    """The text; None when it was written under a key that is gone: unreadable for us as for anyone."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], name.encode())
    except InvalidTag:
        return None


def kept_until(now: datetime, content_days: int) -> datetime:
    """Conversations last changed before this time are due for removal."""
    return now - timedelta(days=content_days)


def _opened(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600, exist_ok=True)
    database = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA secure_delete=ON")  # what is removed is overwritten with zeros
        database.executescript(SCHEMA)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _set_aside(path: Path) -> None:
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    path.replace(path.with_name(path.name + ".damaged"))


def _card(data: bytes) -> SightingCard | None:
    return _read_as(data, SightingCard)


def _read_as(data: bytes | None, kind: type[T]) -> T | None:
    """A kept message; None when there is none, or when another version of ours wrote it in another form."""
    try:
        return decode(data, kind) if data else None
    except ValueError:
        return None


@contextmanager
def _as_oserror() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OSError("The notebook (drafts and conversations) cannot be read or written: check the disk.") from error
