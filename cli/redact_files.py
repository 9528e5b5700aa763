"""Files and folders written again without personal data: documents keep their look, other formats become text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.system_words import reason_of
from cli.client import Trouble
from cli.whole_file import written_whole
from cli.words import complain, language, print_json, say, tr
from policy.words import Text
from redactor.codes import Codes
from redactor.documents.document import Document, DocumentRefused, as_markdown
from redactor.documents.extraction import extract
from redactor.documents.reasons import NOT_REWRITTEN
from redactor.documents.rewriting import mask
from redactor.finding import Finding, RedactionError
from redactor.placeholder import redact_all

Find = Callable[[Sequence[str]], list[list[Finding]]]
MOST_FILES = 10_000
"""Files of one folder; a larger folder is done in parts."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: where it was written and how many values were masked, or why it was refused."""

    source: Path
    target: Path | None
    masked: int
    refused: Text | None
    unseen: tuple[Text, ...] = ()


def text_of(path: Path) -> str:
    """The text in a file of any format that we read.

    Raises:
        Trouble: it cannot be read, with the reason.
    """
    try:
        document = extract(path.read_bytes(), path.name)
    except OSError as error:
        why = reason_of(error)
        raise Trouble(tr(f"{path}: не читается ({why.ru}).", f"{path}: cannot be read ({why.en}).")) from error
    except DocumentRefused as error:
        raise Trouble(f"{path}: {error.reason.to(language())}") from error
    return as_markdown(document, document.texts) if document.parts else ""


def redact_path(find: Find, source: Path, output: Path, key: bytes, *, as_json: bool) -> None:
    """Write a file or a folder again; ends with exit code 1 when a file was refused."""
    codes = Codes(key)
    jobs = list(_jobs(source, output))
    outcomes = []
    for number, (file, target) in enumerate(jobs, 1):
        if len(jobs) > 1 and sys.stderr.isatty():
            complain(f"{number}/{len(jobs)} {file.name}")
        outcome = redact_file(find, file, target, codes)
        outcomes.append(outcome)
        if not as_json:
            _tell(outcome)
    if as_json:
        print_json([_plain(one) for one in outcomes])
    if any(one.refused for one in outcomes):
        raise SystemExit(1)


def redact_file(find: Find, source: Path, target: Path, codes: Codes) -> Outcome:
    """Write one file again. A refused file writes nothing."""
    try:
        data = source.read_bytes()
        written, masked, unseen, target = _masked(find, data, source, target, codes)
        target.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(target) as file:
            file.write(written)
    except (DocumentRefused, RedactionError) as error:
        return Outcome(source, None, 0, error.reason)
    except OSError as error:
        why = reason_of(error)
        return Outcome(source, None, 0, Text(f"не читается или не пишется: {why.ru}.", f"disk trouble: {why.en}."))
    return Outcome(source, target, masked, None, unseen)


def _masked(
    find: Find, data: bytes, source: Path, target: Path, codes: Codes
) -> tuple[bytes, int, tuple[Text, ...], Path]:
    """The file in its own format where we write it, else its text as Markdown beside the name."""
    try:
        done = mask(data, source.name, find, codes)
    except DocumentRefused as error:
        if error.reason != NOT_REWRITTEN:
            raise
        document = extract(data, source.name)
        text, count = _masked_text(find, document, codes)
        named = target if target.suffix in (".md", ".txt") else target.with_name(target.name + ".md")
        return text.encode("utf-8"), count, document.unseen, named
    return done.data, len(done.findings), (), target


def _masked_text(find: Find, document: Document, codes: Codes) -> tuple[str, int]:
    redactions = redact_all(document.texts, find(document.texts), codes)
    count = sum(len(found) for found in redactions.findings)
    return as_markdown(document, redactions.texts) if document.parts else "", count


def _jobs(source: Path, output: Path) -> Iterator[tuple[Path, Path]]:
    if not source.is_dir():
        yield source, output / source.name if output.is_dir() else output
        return
    files = sorted(path for path in source.rglob("*") if path.is_file() and not path.is_symlink())
    if len(files) > MOST_FILES:
        raise Trouble(
            tr(f"В папке больше {MOST_FILES} файлов: обработайте её по частям.",
               f"The folder holds more than {MOST_FILES} files: do it in parts.")
        )  # fmt: skip
    inside = output.resolve()
    for file in files:
        if not file.resolve().is_relative_to(inside):
            yield file, output / file.relative_to(source)


def _tell(outcome: Outcome) -> None:
    if outcome.refused is not None:
        complain(f"✗ {outcome.source}: {outcome.refused.to(language())}")
        return
    say(
        tr(
            f"✓ {outcome.target}: скрыто значений {outcome.masked}",
            f"✓ {outcome.target}: {outcome.masked} values masked",
        )
    )
    for sentence in outcome.unseen:
        complain(f"  ! {sentence.to(language())}")


def _plain(outcome: Outcome) -> dict[str, object]:
    return {
        "source": str(outcome.source),
        "target": str(outcome.target) if outcome.target else None,
        "masked": outcome.masked,
        "refused": outcome.refused.to(language()) if outcome.refused else None,
        "unseen": [sentence.to(language()) for sentence in outcome.unseen],
    }
