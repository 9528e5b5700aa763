"""Files and folders written again without personal data: documents keep their look, other formats become text."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

from agent.system_words import reason_of
from agent.whole_file import written_whole
from cli.client import Trouble
from cli.words import complain, language, print_json, say, tr
from policy.words import Text
from redactor.codes import Codes
from redactor.documents.document import Document, DocumentRefused, as_markdown
from redactor.documents.extraction import LARGEST, extract
from redactor.documents.reasons import LINK, NO_FILE, NOT_REWRITTEN, TOO_LARGE
from redactor.documents.rewriting import find_in_pieces, mask
from redactor.finding import Finding, RedactionError
from redactor.placeholder import redact_all

Find = Callable[[Sequence[str]], list[list[Finding]]]
MOST_FILES = 10_000
"""Files of one folder; a larger folder is done in parts."""
TELL_SECONDS = 1.0


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
        document = extract(_bytes_of(path), path.name)
    except OSError as error:
        why = reason_of(error)
        raise Trouble(tr(f"{path}: не читается ({why.ru}).", f"{path}: cannot be read ({why.en}).")) from error
    except DocumentRefused as error:
        raise Trouble(f"{path}: {error.reason.to(language())}") from error
    return as_markdown(document, document.texts) if document.parts else ""


def redact_path(find: Find, source: Path, output: Path, key: bytes, *, as_json: bool) -> None:
    """Write a file or a folder again; ends with exit code 1 when a file was refused.

    Raises:
        Trouble: the result would be written over the source, or the folder holds too many files.
    """
    codes = Codes(key)
    jobs = list(_jobs(source, output))
    if not jobs:
        raise Trouble(tr(f"В папке {source} нет файлов.", f"The folder {source} holds no files."))
    outcomes = []
    for number, (file, target) in enumerate(jobs, 1):
        if file != source and file.is_symlink():
            outcome = Outcome(file, None, 0, LINK)
        else:
            outcome = redact_file(find, file, target, codes, _Teller(f"{number}/{len(jobs)} {file.name}"))
        outcomes.append(outcome)
        if not as_json:
            _tell(outcome)
    if as_json:
        print_json([_plain(one) for one in outcomes])
    if any(one.refused for one in outcomes):
        raise SystemExit(1)


class _Teller:
    """How far a file is, on a terminal, about once a second."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._told = monotonic()

    def __call__(self, done: int, total: int) -> None:
        if sys.stderr.isatty() and monotonic() - self._told > TELL_SECONDS:
            self._told = monotonic()
            print(f"\r\x1b[K{self._name} {done * 100 // max(total, 1)} %", end="\r", file=sys.stderr)


def redact_file(find: Find, source: Path, target: Path, codes: Codes, progress: Callable[[int, int], None]) -> Outcome:
    """Write one file again. A refused file writes nothing. `progress`: code points done, of how many."""
    try:
        written, masked, unseen, target = _masked(find, _bytes_of(source), source, target, codes, progress)
        target.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(target) as file:
            file.write(written)
    except (DocumentRefused, RedactionError) as error:
        return Outcome(source, None, 0, error.reason)
    except OSError as error:
        why = reason_of(error)
        return Outcome(
            source, None, 0, Text(f"не читается или не пишется: {why.ru}.", f"cannot be read or written: {why.en}.")
        )
    return Outcome(source, target, masked, None, unseen)


def _bytes_of(path: Path) -> bytes:
    """A file's bytes. A pipe or device is not waited for, and what is too large is not read.

    Raises:
        DocumentRefused, OSError.
    """
    facts = path.stat()
    if not (stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)):
        raise DocumentRefused(NO_FILE)
    if facts.st_size > LARGEST:
        raise DocumentRefused(TOO_LARGE)
    return path.read_bytes()


def _masked(
    find: Find, data: bytes, source: Path, target: Path, codes: Codes, progress: Callable[[int, int], None]
) -> tuple[bytes, int, tuple[Text, ...], Path]:
    """The file in its own format where we write it, else its text as Markdown beside the name."""
    try:
        done = mask(data, source.name, find, codes, progress=progress)
    except DocumentRefused as error:
        if error.reason != NOT_REWRITTEN:
            raise
        document = extract(data, source.name)
        text, count = _masked_text(partial(find_in_pieces, find, progress=progress), document, codes)
        named = target if target.suffix in (".md", ".txt") else target.with_name(target.name + ".md")
        return text.encode("utf-8"), count, document.unseen, named
    return done.data, len(done.findings), (), target


def _masked_text(find: Find, document: Document, codes: Codes) -> tuple[str, int]:
    redactions = redact_all(document.texts, find(document.texts), codes)
    count = sum(len(found) for found in redactions.findings)
    return as_markdown(document, redactions.texts) if document.parts else "", count


def _jobs(source: Path, output: Path) -> Iterator[tuple[Path, Path]]:
    if not source.is_dir():
        target = output / source.name if output.is_dir() else output
        if target.resolve() == source.resolve():
            raise Trouble(
                tr(f"{source}: результат записался бы поверх исходного файла. Укажите другое имя.",
                   f"{source}: the result would be written over the source. Give another name.")
            )  # fmt: skip
        yield source, target
        return
    files = sorted(path for path in source.rglob("*") if path.is_symlink() or not path.is_dir())
    if len(files) > MOST_FILES:
        raise Trouble(
            tr(f"В папке больше {MOST_FILES} файлов: обработайте её по частям.",
               f"The folder holds more than {MOST_FILES} files: do it in parts.")
        )  # fmt: skip
    inside = output.resolve()
    if inside == source.resolve():
        raise Trouble(
            tr("Результат записался бы поверх исходной папки. Укажите другую.",
               "The result would be written over the source folder. Give another one.")
        )  # fmt: skip
    for file in files:
        if not file.absolute().is_relative_to(inside):
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
