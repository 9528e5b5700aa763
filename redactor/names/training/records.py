"""Records with people in them and records without: JSON, CSV, YAML, SQL, logs, tables, talk. Pure.

What a value is, its column tells more than the value does; so columns of names stand beside columns of things that
look like names, in every order and notation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Protocol

from redactor.names.training.lexicon import DATA, sections

Piece = tuple[str, str]  # a stretch of text and its label, "" for none
Row = Sequence[tuple[str, Piece]]  # keys and values


class Values(Protocol):
    """What people, firms and places are drawn from."""

    random: Random
    fillers: list[str]
    plain_negatives: list[str]

    def name(self) -> Piece: ...
    def given(self) -> Piece: ...
    def family(self) -> Piece: ...
    def firm(self) -> Piece: ...
    def place(self) -> Piece: ...
    def plain(self, name: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Column:
    """A key in words and what makes a value below it."""

    key: str
    value: Callable[[Values], Piece]


@cache
def _lists() -> dict[str, list[str]]:
    return {
        name: ";".join(lines).split(";") for name, lines in sections(DATA / "records.txt").items() if name != "columns"
    }


@cache
def _columns() -> list[tuple[list[str], list[str]]]:
    split = (line.split("|") for line in sections(DATA / "records.txt")["columns"])
    return [(keys.split(";"), values.split(";")) for keys, values in split]


def word_of(values: Values, name: str) -> str:
    """A value of one list of data/records.txt."""
    return values.random.choice(_lists()[name])


def eponym(values: Values) -> str:
    """A surname in a term: it stands for nobody."""
    choice = values.random.choice
    family, other = values.family()[0], values.family()[0]
    noun = word_of(values, "eponym nouns")
    forms = (f"{family}'s {noun}", f"{family} {noun}", f"the {family} {noun}", f"{family}-{other} {noun}")
    return choice((*forms, f"{family}–{other} {noun}", f"{family}s {noun}", f"{noun} of {family}"))


def heading(values: Values) -> str:
    """A title of a document or a part of it, with capitals."""
    words = [word_of(values, "heading words") for _ in range(values.random.choice((1, 1, 2)))]
    joint = values.random.choice(("", "", "", "and ", "& ", "of "))
    return " ".join([*words, joint + word_of(values, "heading nouns")])


def thing_column(values: Values) -> Column:
    """A column whose values are no names though many look like one."""
    keys, found = values.random.choice(_columns())
    return Column(values.random.choice(keys), lambda drawn: (drawn.random.choice(found), ""))


def _plain_column(values: Values) -> Column:
    key = word_of(values, "other")
    kinds = {"date": "date", "created": "date", "dob": "date", "email": "email", "phone": "phone", "age": "age"}
    kind = kinds.get(key, "money" if key in ("amount", "price", "total", "balance") else "number")
    kind = "id" if key in ("id", "ref", "sku", "code") else "url" if key == "url" else kind
    return Column(key, lambda drawn: (drawn.plain(kind) or "", ""))


def columns(values: Values) -> list[Column]:
    """Two to six columns; in one record of four there is nobody."""
    random = values.random
    named: list[Column] = []
    if random.random() < 0.75:
        named.append(Column(word_of(values, "people"), lambda drawn: drawn.name()))
    if named and random.random() < 0.2:
        named = [
            Column(word_of(values, "given"), lambda drawn: drawn.given()),
            Column(word_of(values, "family"), lambda drawn: drawn.family()),
        ]
    if random.random() < 0.15:
        named.append(Column(word_of(values, "people"), lambda drawn: drawn.given()))
    if random.random() < (0.35 if named else 0.2):
        named.append(Column(word_of(values, "firms"), lambda drawn: drawn.firm()))
    if random.random() < 0.15:
        named.append(Column(word_of(values, "places"), lambda drawn: drawn.place()))
    named.extend(thing_column(values) for _ in range(random.choice((1, 1, 2, 3))))
    named.extend(_plain_column(values) for _ in range(random.choice((0, 1, 2))))
    random.shuffle(named)
    return named


def record(values: Values) -> list[Piece]:
    """A prompt of one table or one object in some notation, often with what is to be done with it."""
    random = values.random
    chosen = columns(values)
    write = random.choice(_NOTATIONS)
    style = random.choice(_STYLES)
    keys = [style(column.key) for column in chosen]
    rows = [[(key, column.value(values)) for key, column in zip(keys, chosen, strict=True)]
            for _ in range(random.choice((1, 2, 2, 3, 4)))]  # fmt: skip
    pieces = write(random, rows)
    request = word_of(values, "requests")
    order = random.random()
    if order < 0.4:
        return [(request + random.choice(("\n", "\n\n")), ""), *pieces]
    return [*pieces, (f"\n\n{request}", "")] if order < 0.55 else pieces


def talk(values: Values) -> list[Piece]:
    """Lines of several speakers: people by name, or roles."""
    random = values.random
    roles = random.random() < 0.3
    speakers = [(word_of(values, "talkers"), "") if roles else values.given() for _ in range(random.choice((2, 2, 3)))]
    if not roles and random.random() < 0.25:
        speakers[0] = values.name()
    before, after = random.choice(_SPEAKING)
    pieces: list[Piece] = []
    for number in range(random.choice((2, 3, 4, 5))):
        time = values.plain("time") or ""
        said = random.choice(values.fillers if random.random() < 0.7 else values.plain_negatives)
        pieces += [("\n" if number else "", ""), (before.format(time), ""), random.choice(speakers)]
        pieces.append((after.format(time), ""))
        if random.random() < 0.2:
            pieces += [random.choice(speakers) if not roles else values.given(), (", ", "")]
        casual = random.random() < 0.5 and said[1:2].islower()
        pieces.append((said[0].lower() + said[1:].rstrip(".") if casual else said, ""))
    return pieces


def _snake(key: str) -> str:
    return key.replace(" ", "_").replace("'", "").lower()


def _camel(key: str) -> str:
    words = key.replace("'", "").split()
    return words[0][0].lower() + words[0][1:] + "".join(word.capitalize() for word in words[1:])


_SPEAKING = (
    *(("", ": "),) * 3,
    ("[{}] ", ": "),
    ("{} ", ": "),
    ("", "  {}\n"),
    ("**", "**: "),
    ("> ", ": "),
    ("- ", " - "),
    ("<", "> "),
    ("", ":\n"),
)  # before and after a speaker's name, {} is the time
_STYLES: tuple[Callable[[str], str], ...] = (_snake, _snake, _camel, str, str.capitalize, str.title, str.upper)


def _quoted(row: Row, before: str, between: str, quote: str) -> list[Piece]:
    """key: "value" pairs of a row."""
    pieces: list[Piece] = []
    for number, (key, value) in enumerate(row):
        pieces += [((between if number else "") + before.format(key) + quote, ""), value, (quote, "")]
    return pieces


def _json(random: Random, rows: Sequence[Row]) -> list[Piece]:
    between = random.choice((", ", ",\n  "))
    whole: list[Piece] = []
    for number, row in enumerate(rows):
        whole += [("[{" if number == 0 and len(rows) > 1 else "{" if number == 0 else "},\n {", "")]
        whole += _quoted(row, '"{}": ', between, '"')
    return [*whole, ("}]" if len(rows) > 1 else "}", "")]


def _yaml(random: Random, rows: Sequence[Row]) -> list[Piece]:
    quote = random.choice(("", "", "'", '"'))
    whole: list[Piece] = []
    for number, row in enumerate(rows):
        whole += [("\n- " if number else "- ", ""), *_quoted(row, "{}: ", "\n  ", quote)]
    return whole


def _lines(random: Random, rows: Sequence[Row]) -> list[Piece]:
    """Key: value, a line each; records parted by an empty line."""
    mark = random.choice(("{}: ", "{}: ", "{} = ", "{}=", "{} - ", "**{}:** ", "{}:\t", "{} : "))
    whole: list[Piece] = []
    for number, row in enumerate(rows[:2]):
        whole += [("\n\n" if number else "", ""), *_quoted(row, mark, "\n", "")]
    return whole


def _log(random: Random, rows: Sequence[Row]) -> list[Piece]:
    quote = random.choice(("", '"'))
    level = random.choice(("INFO", "WARN", "DEBUG", "ERROR", "NOTICE"))
    whole: list[Piece] = []
    for number, row in enumerate(rows):
        clock = f"2026-{random.randint(1, 12):02}-{random.randint(1, 28):02} {random.randint(0, 23):02}:15"
        whole += [("\n" if number else "", ""), (f"{clock} {level} ", ""), *_quoted(row, "{}=", " ", quote)]
    return whole


def _table(random: Random, rows: Sequence[Row]) -> list[Piece]:
    """Comma, semicolon, tab, bar: a head and rows, now and then without the head."""
    mark = random.choice((",", ",", ";", "\t", "\t", " | ", "|", ", ", "    "))
    quote = '"' if mark in (",", ";") and random.random() < 0.25 else ""
    whole: list[Piece] = [] if random.random() < 0.2 else [(mark.join(key for key, _ in rows[0]) + "\n", "")]
    if mark == " | " and whole and random.random() < 0.7:
        whole = [("| " + whole[0][0].rstrip() + " |\n" + "|---" * len(rows[0]) + "|\n", "")]
    bar = ("| ", " |") if mark == " | " else ("", "")
    for number, row in enumerate(rows):
        whole += [("\n" if number else "", ""), (bar[0], "")]
        whole += [*_quoted(row, "", mark, quote), (bar[1], "")]
    return whole


def _sql(random: Random, rows: Sequence[Row]) -> list[Piece]:
    table = random.choice(("orders", "staff", "clients", "crm.contacts", "t_people", "invoices", "assets", "parts"))
    keys = [key.replace(" ", "_") for key, _ in rows[0]]
    if random.random() < 0.4:
        where = random.choice(rows[0])
        begin = " ".join(("SELECT", ", ".join(keys), "FROM", table, "WHERE", where[0].replace(" ", "_"), "= '"))
        return [(begin, ""), where[1], ("';", "")]
    whole: list[Piece] = [(f"INSERT INTO {table} ({', '.join(keys)}) VALUES\n", "")]
    for number, row in enumerate(rows):
        whole += [(",\n(" if number else "(", ""), *_quoted(row, "", ", ", "'"), (")", "")]
    return [*whole, (";", "")]


def _code(random: Random, rows: Sequence[Row]) -> list[Piece]:
    """A call with named values, a dict, attributes of an element."""
    maker = random.choice(("Client", "Row", "dict", "new Order", "create_user", "Ticket", "Person", "Item"))
    if random.random() < 0.3:
        row = [(key.replace(" ", "-"), value) for key, value in rows[0]]
        return [(f"<{_snake(maker)} ", ""), *_quoted(row, "{}=", " ", '"'), ("/>", "")]
    row = [(key.replace(" ", "_"), value) for key, value in rows[0]]
    quote = random.choice(('"', "'"))
    return [(f"x = {maker}(", ""), *_quoted(row, "{}=", ", ", quote), (")", "")]


_NOTATIONS = (_json, _json, _yaml, _lines, _lines, _lines, _log, _table, _table, _table, _table, _sql, _code)
