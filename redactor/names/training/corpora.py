"""The corpora as examples: tokens and tags back to running text with spans.

Those of ../shared/data/ner, and the Broad Twitter Corpus as its authors publish it (CC BY 4.0), of which only what they
propose for training is read: sections A, B, E, G and the first half of H. F is their test part, the rest of H their
development part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from redactor.names.training.prompts import Example, Span, joined

FILES = {
    "wnut": "wnut17_train.tsv",  # CC BY 4.0
    "gum": "gum_ccby_train.tsv",  # CC BY 4.0 and CC BY 2.5
    "ewt": "uner_ewt_train.draft.tsv",  # CC BY-SA 4.0
}
TWEETS = ("a.conll", "b.conll", "e.conll", "g.conll", "h.conll")
DEVELOPMENT = {"ewt-dev": "uner_ewt_dev.tsv", "wnut-dev": "wnut17_dev.tsv", "gum-dev": "gum_ccby_dev.tsv"}
NO_SPACE_BEFORE = frozenset(".,:;!?)]}%'’\"") | {"'s", "n't", "'re", "'ll", "'ve", "'m", "'d"}


def read(path: Path) -> list[Example]:
    """All sentences of a file in the layout of data/ner/README.md ("Format")."""
    return [_example(text, rows) for text, rows in _sentences(path)]


def read_tweets(folder: Path) -> list[Example]:
    """The training part of the Broad Twitter Corpus; user names, which it counts as people, are left unmarked."""
    found = []
    for name in TWEETS:
        tweets = [_example(None, _without_handles(rows)) for _, rows in _sentences(folder / name)]
        found.extend(tweets[: len(tweets) // 2] if name == "h.conll" else tweets)
    return found


def _without_handles(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    found, before = [], ""
    for token, tag in rows:
        found.append((token, "O" if token.startswith("@") or before == "@" else tag))
        before = token
    return found


def grouped(examples: list[Example], random: Random) -> Iterator[Example]:
    """Runs of one to three neighbouring sentences, joined by a space or a line end."""
    position = 0
    while position < len(examples):
        size = random.choice((1, 1, 2, 3))
        example = examples[position]
        for following in examples[position + 1 : position + size]:
            example = joined(example, following, random.choice((" ", " ", "\n")))
        yield example
        position += size


def _sentences(path: Path) -> Iterator[tuple[str | None, list[tuple[str, str]]]]:
    text: str | None = None
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line:
            token, tag = line.rsplit("\t", 1)
            rows.append((token, tag))
        elif rows:
            yield text, rows
            text, rows = None, []


def _example(text: str | None, rows: list[tuple[str, str]]) -> Example:
    places = _places(text, rows) if text is not None else None
    if text is None or places is None:
        text, places = _spaced(token for token, _ in rows)
    spans: list[Span] = []
    for (start, end), (_, tag) in zip(places, rows, strict=True):
        if tag.startswith("I-") and spans and spans[-1].label == tag[2:]:
            spans[-1] = Span(spans[-1].start, end, tag[2:])
        elif tag != "O":
            spans.append(Span(start, end, tag[2:]))
    return Example(text, tuple(spans))


def _places(text: str, rows: list[tuple[str, str]]) -> list[tuple[int, int]] | None:
    """Where each token stands in the original text; None when one is not there (GUM hides some)."""
    places, position = [], 0
    for token, _ in rows:
        start = text.find(token, position)
        if start < 0:
            return None
        position = start + len(token)
        places.append((start, position))
    return places


def _spaced(tokens: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens joined as people write: no space before marks and clitics, none after an opening bracket."""
    text, places = "", []
    for token in tokens:
        if text and token not in NO_SPACE_BEFORE and text[-1] not in "([{$#@":
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places
