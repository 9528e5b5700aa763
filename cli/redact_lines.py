"""Many texts at once: lines {"id", "text"} in, lines {"id", "spans": [{"start", "end", "type", "score"}]} out.

A line that cannot be read, or whose text cannot be examined, is answered by {"id", "error"} and named at the end:
nothing passes as if nothing had been found in it, and one bad line does not cost the others.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from agent.system_words import reason_of
from agent.whole_file import written_whole
from cli.client import Trouble
from cli.words import complain, language, tr
from policy.words import Text
from redactor.finding import Finding, RedactionError

Find = Callable[[Sequence[str]], list[list[Finding]]]
NAMED = 20
"""Bad lines that are named on standard error; all of them stand in the output."""
TELL_SECONDS = 1.0

NO_JSON = Text("это не JSON", "it is no JSON")
NO_TEXT = Text("нет полей id и text", "it has no fields id and text")
NOT_UTF8 = Text("это не UTF-8", "it is not UTF-8")


class BadLine(Exception):
    """A line without a text; ``name``: its id, where it has one."""

    def __init__(self, reason: Text, name: object = None) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.name = name


@dataclass(slots=True)
class Tally:
    """How far the work is; ``bad``: number and reason of each line that has no answer."""

    lines: int = 0
    size: int = 0
    """Bytes read."""
    bad: list[tuple[int, Text]] = field(default_factory=list)


def redact_lines(find: Find, source: Path, target: Path) -> None:
    """Answer every line of a file; ends with exit code 1 when some could not be answered.

    Raises:
        Trouble: the file cannot be read, or the answers cannot be written, or would be written over it.
    """
    if target.exists() and target.samefile(source):
        raise Trouble(
            tr(f"{source}: ответы записались бы поверх исходного файла. Укажите другое имя.",
               f"{source}: the answers would be written over the source. Give another name.")
        )  # fmt: skip
    tally = Tally()
    try:
        with source.open("rb") as lines, written_whole(target) as out:
            total, told = source.stat().st_size, monotonic()
            for line in answers(find, lines, tally):
                out.write(line)
                if sys.stderr.isatty() and monotonic() - told > TELL_SECONDS:
                    told = monotonic()
                    print(f"\r{tally.lines} ({tally.size * 100 // max(total, 1)} %)", end="\r", file=sys.stderr)
    except OSError as error:
        why = reason_of(error)
        raise Trouble(tr(f"{source} → {target}: {why.ru}.", f"{source} → {target}: {why.en}.")) from error
    _tell(source, tally)


def answers(find: Find, lines: Iterable[bytes], tally: Tally) -> Iterator[bytes]:
    """One line of answer for each line that is not empty, in order, as soon as it is there."""
    for number, line in enumerate(lines, 1):
        tally.lines, tally.size = number, tally.size + len(line)
        if line.strip():
            yield json.dumps(_answer(find, line, number, tally), separators=(", ", ": ")).encode("ascii") + b"\n"


def _answer(find: Find, line: bytes, number: int, tally: Tally) -> dict[str, object]:
    try:
        name, text = parse_line(line)
    except BadLine as bad:
        tally.bad.append((number, bad.reason))
        return {"id": bad.name, "error": f"line {number}: {bad.reason.en}"}
    try:
        found = find([text])[0]
    except RedactionError as error:
        tally.bad.append((number, error.reason))
        return {"id": name, "error": f"line {number}: {error.reason.en}"}
    return {"id": name, "spans": [_span(one) for one in found]}


def parse_line(line: bytes) -> tuple[object, str]:
    """The id and the text of a line; the text may hold lone surrogates, as JSON may.

    Raises:
        BadLine: it has none.
    """
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLine(NOT_UTF8) from error
    except (ValueError, RecursionError) as error:
        raise BadLine(NO_JSON) from error
    if not isinstance(asked, dict):
        raise BadLine(NO_TEXT)
    if "id" not in asked or not isinstance(asked.get("text"), str):
        raise BadLine(NO_TEXT, asked.get("id"))
    return asked["id"], asked["text"]


def _span(finding: Finding) -> dict[str, object]:
    return {"start": finding.start, "end": finding.end, "type": finding.entity, "score": round(finding.score, 3)}


def _tell(source: Path, tally: Tally) -> None:
    for number, reason in tally.bad[:NAMED]:
        told = reason.to(language())
        complain(tr(f"{source}, строка {number}: {told}.", f"{source}, line {number}: {told}."))
    more = len(tally.bad) - NAMED
    if more > 0:
        complain(tr(f"И ещё строк без ответа: {more}.", f"And {more} more lines without an answer."))
    if tally.bad:
        raise SystemExit(1)
