"""Asking a private copy of a browser's history about catalogue hosts, and about nothing else.

The copy is attached to a connection in memory that holds the ranges; one statement walks the ranges, seeks each in
the history's own index and notes the pages that it meets. An authorizer refuses every table and column that the
question does not need, so a database prepared by somebody else can't lead the query elsewhere either.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detector.sensors.ranges import Ask, Form

_SECONDS = 10.0  # for one database
_STEPS = 20_000  # virtual machine steps between two looks at the clock
_LONGEST_VALUE = 1 << 24  # bytes
_FUNCTIONS = frozenset({"count", "min", "max", "sum"})


@dataclass(frozen=True, slots=True)
class Layout:
    """How one browser family stores its history.

    `pages` has an id, the key to seek in (`key`) and, for path-bound rules, the address; `visits` points at pages.
    `direct` is an SQL expression over a visit `v`, true unless the visit is a redirect or a frame; `direct_needs` is
    the column it needs. `epoch` is the family's zero time in seconds since 1970, `per_second` its units.
    """

    pages: str
    key: str
    address: str
    last_time: str
    page_count: str
    visits: str
    visit_page: str
    visit_time: str
    direct: str
    direct_needs: str
    epoch: int
    per_second: int


# Core transition in the low byte: 3 and 4 are frames; the two highest bits are redirects
# (chromium ui/base/page_transition_types.h).
CHROMIUM = Layout(
    pages="urls", key="url", address="url", last_time="last_visit_time", page_count="visit_count",
    visits="visits", visit_page="url", visit_time="visit_time",
    direct="(v.transition & 3221225472) = 0 AND (v.transition & 255) NOT IN (3, 4)", direct_needs="transition",
    epoch=-11_644_473_600, per_second=1_000_000,
)  # fmt: skip
# visit_type 4 and 8 are frames, 5 and 6 redirects (firefox nsINavHistoryService.idl).
FIREFOX = Layout(
    pages="moz_places", key="rev_host", address="url", last_time="last_visit_date", page_count="visit_count",
    visits="moz_historyvisits", visit_page="place_id", visit_time="visit_date",
    direct="v.visit_type NOT IN (4, 5, 6, 8)", direct_needs="visit_type",
    epoch=0, per_second=1_000_000,
)  # fmt: skip
SAFARI = Layout(
    pages="history_items", key="url", address="url", last_time="", page_count="visit_count",
    visits="history_visits", visit_page="history_item", visit_time="visit_time",
    direct="v.redirect_source IS NULL", direct_needs="redirect_source",
    epoch=978_307_200, per_second=1,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What an ask found: its number, the key when keys were asked for, visits, first and last time in s since 1970."""

    number: int
    key: str
    count: int
    first: float
    last: float
    direct: bool


class HistoryQuery:
    """One set of asks, put to many databases one after the other."""

    def __init__(self, asks: Iterable[Ask], *, trace: Callable[[str], object] | None = None) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        for pragma in ("trusted_schema = OFF", "automatic_index = OFF", "cell_size_check = ON", "temp_store = MEMORY"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        self._db.execute("CREATE TABLE ranges (number INTEGER PRIMARY KEY, name, kind, start, stop)")
        self._db.execute("CREATE TABLE forms (kind, before, low, high, PRIMARY KEY (kind, before, low)) WITHOUT ROWID")
        self._db.execute("CREATE TABLE found (number, page, key)")
        self._bounded = False
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO ranges VALUES (?, ?, ?, ?, ?)", self._rows(asks))
        self._db.execute("COMMIT")
        self._deadline = 0.0
        self._db.set_progress_handler(self._late, _STEPS)
        self._db.set_trace_callback(trace)

    def _rows(self, asks: Iterable[Ask]) -> Iterator[tuple[int, str, int, str, str]]:
        """Rows of `ranges`; each set of forms is written once, under its number."""
        kinds: dict[tuple[Form, ...], int] = {}
        for number, ask in enumerate(asks):
            self._bounded = self._bounded or bool(ask.start)
            kind = kinds.setdefault(ask.forms, len(kinds))
            yield number, ask.name, kind, ask.start, ask.stop
        forms = ((kind, form.before, form.low, form.high) for known, kind in kinds.items() for form in known)
        self._db.executemany("INSERT INTO forms VALUES (?, ?, ?, ?)", forms)

    def close(self) -> None:
        """Forget the ranges."""
        self._db.close()

    def _late(self) -> int:
        return int(time.monotonic() > self._deadline)

    def ask(self, copy: Path, layout: Layout, *, since: float, until: float, keys: bool = False) -> list[Answer]:
        """What a copy holds in each range between two moments, in s since 1970. `keys`: tell ranges apart by key.

        Raises:
            OSError: the copy is damaged, is no history of this layout, or took too long to answer.
        """
        self._deadline = time.monotonic() + _SECONDS
        try:
            self._db.execute("ATTACH DATABASE ? AS h", (str(copy),))
            try:
                return self._answers(layout, since, until, keys)
            finally:
                self._db.set_authorizer(None)
                self._db.execute("DELETE FROM main.found")
                self._db.execute("DETACH DATABASE h")
        except sqlite3.Error as wrong:
            raise OSError(f"the history can't be read: {type(wrong).__name__}") from wrong

    def _answers(self, layout: Layout, since: float, until: float, keys: bool) -> list[Answer]:
        columns = self._columns(layout)
        has_visits = layout.visits in columns and {layout.visit_page, layout.visit_time} <= columns[layout.visits]
        self._index(layout.pages, layout.key)
        if has_visits:
            self._index(layout.visits, layout.visit_page)
        self._db.set_authorizer(_authorizer(layout))
        low, high = ((moment - layout.epoch) * layout.per_second for moment in (since, until))
        self._note(layout, keys)
        statements = []
        if has_visits:
            statements.append(_visits_statement(layout, columns[layout.visits]))
        if layout.last_time in columns[layout.pages]:
            statements.append(_pages_statement(layout, columns[layout.pages], has_visits))
        answers: list[Answer] = []
        for statement in statements:
            self._refuse_a_scan(statement, (low, high))
            rows = self._db.execute(statement, (low, high))
            answers += [answer for row in rows if (answer := _answer(row, layout)) is not None]
        return answers

    def _note(self, layout: Layout, keys: bool) -> None:
        """Note the pages in the ranges: number of the ask, id of the page, and its key when it is wanted."""
        statement = _note_statement(layout, self._bounded, keys)
        self._refuse_a_scan(statement)
        self._db.execute(statement)

    def _columns(self, layout: Layout) -> dict[str, set[str]]:
        """The columns of the tables asked, which have to be plain tables: a view could hide any query."""
        found: dict[str, set[str]] = {}
        for table in (layout.pages, layout.visits):
            row = self._db.execute(
                "SELECT sql FROM h.sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE", (table,)
            ).fetchone()
            if row is None or not str(row[0]).upper().startswith("CREATE TABLE"):
                continue
            found[table] = {str(column[1]) for column in self._db.execute(f"PRAGMA h.table_info({table})")}
        if not {"id", layout.key, layout.address} <= found.get(layout.pages, set()):
            raise sqlite3.DatabaseError("no history")
        return found

    def _index(self, table: str, column: str) -> None:
        """Make sure that a column is indexed. Browsers do index it; else our own copy gets one, inside SQLite."""
        for index in self._db.execute(f"PRAGMA h.index_list({table})").fetchall():
            if index[4]:  # a partial index does not hold all rows
                continue
            name = str(index[1]).replace('"', '""')
            first = self._db.execute(f'PRAGMA h.index_info("{name}")').fetchone()
            if first is not None and first[2] == column:
                return
        self._db.execute(f"CREATE INDEX h.gnomon_{table}_{column} ON {table} ({column})")

    def _refuse_a_scan(self, statement: str, values: tuple[float, ...] = ()) -> None:
        """Refuse a plan that would walk through the whole history."""
        for row in self._db.execute(f"EXPLAIN QUERY PLAN {statement}", values):
            words = str(row[3])
            if not words.startswith(("SCAN r", "SCAN g", "SEARCH ", "USE TEMP B-TREE", "CORRELATED")):
                raise sqlite3.DatabaseError("only whole walks would answer")


def _note_statement(layout: Layout, bounded: bool, keys: bool) -> str:
    key, address = f"p.{layout.key}", f"p.{layout.address}"
    kept = key if keys else "''"
    between = f" AND (r.start = '' OR ({address} >= r.start AND {address} < r.stop))" if bounded else ""
    return (
        f"INSERT INTO main.found SELECT r.number, p.id, {kept}"  # noqa: S608 - our own names
        f" FROM main.ranges r CROSS JOIN main.forms f CROSS JOIN h.{layout.pages} p WHERE f.kind = r.kind"
        f" AND {key} >= f.before || r.name || f.low AND {key} < f.before || r.name || f.high{between}"
    )


def _visits_statement(layout: Layout, columns: Iterable[str]) -> str:
    direct = layout.direct if layout.direct_needs in columns else "1"
    return (
        f"SELECT g.number, g.key, COUNT(v.{layout.visit_time}), MIN(v.{layout.visit_time}),"  # noqa: S608 - our own names
        f" MAX(v.{layout.visit_time}), MAX({direct}) FROM main.found g CROSS JOIN h.{layout.visits} v"
        f" WHERE v.{layout.visit_page} = g.page"
        f" AND v.{layout.visit_time} >= ? AND v.{layout.visit_time} < ? GROUP BY g.number, g.key"
    )


def _pages_statement(layout: Layout, columns: Iterable[str], has_visits: bool) -> str:
    """Pages whose single visits are not (or no longer) stored: their last time stands for them."""
    count = f"SUM(MAX(p.{layout.page_count}, 1))" if layout.page_count in columns else "COUNT(p.id)"
    unseen = f" AND NOT EXISTS (SELECT 1 FROM h.{layout.visits} v WHERE v.{layout.visit_page} = g.page)"  # noqa: S608
    return (
        f"SELECT g.number, g.key, {count}, MIN(p.{layout.last_time}), MAX(p.{layout.last_time}), 1"  # noqa: S608
        f" FROM main.found g CROSS JOIN h.{layout.pages} p WHERE p.id = g.page"
        f" AND p.{layout.last_time} >= ? AND p.{layout.last_time} < ?{unseen if has_visits else ''}"
        " GROUP BY g.number, g.key"
    )


def _authorizer(layout: Layout) -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    """Lets a statement read the columns it needs, call four functions and note pages; refuses all else."""
    readable = {
        "ranges": {"number", "name", "kind", "start", "stop", "", "ROWID"},
        "forms": {"kind", "before", "low", "high", ""},
        "found": {"number", "page", "key", "", "ROWID"},
        layout.pages: {"id", layout.key, layout.address, layout.last_time, layout.page_count, "", "ROWID"},
        layout.visits: {"id", layout.visit_page, layout.visit_time, layout.direct_needs, "", "ROWID"},
    }

    def allow(action: int, one: str | None, two: str | None, db: str | None, _inner: str | None) -> int:
        if action == sqlite3.SQLITE_SELECT or (action == sqlite3.SQLITE_INSERT and one == "found" and db == "main"):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and (two or "") in readable.get(one or "", ()):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and two in _FUNCTIONS:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    return allow


def _answer(row: tuple[object, ...], layout: Layout) -> Answer | None:
    """A row in our units; None for values that are no times or counts (somebody else may have written them)."""
    number, key, count, first, last, direct = row
    if not isinstance(number, int) or not isinstance(count, int | float):
        return None
    if not isinstance(first, int | float) or not isinstance(last, int | float):
        return None
    return Answer(
        number=number,
        key=str(key),
        count=max(1, int(count)),
        first=first / layout.per_second + layout.epoch,
        last=last / layout.per_second + layout.epoch,
        direct=bool(direct),
    )
