"""Quality on our own prompts: what must not leave is covered, what is nobody's stays.

Rules were tuned on train.jsonl. Misses on all the others were read while tuning too, and dev.jsonl comes from the same
templates: these bounds guard against loss and say nothing about other people's prompts."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from redactor.engine import Engine
from tests.redactor.corpora import build

FOLDER = Path(__file__).parent / "corpora"


@dataclass(slots=True)
class _Score:
    """Letters and digits of private values, and of all else; how many of each were left visible and masked."""

    private: int = 0
    visible: int = 0
    other: int = 0
    masked: int = 0
    negatives: int = 0
    touched: int = 0


def _scored(engine: Engine, lines: Iterable[str], style: str = "as written") -> _Score:
    score = _Score()
    for line in lines:
        doc = json.loads(line)
        text = doc["text"].lower() if style == "lower" else doc["text"].upper() if style == "upper" else doc["text"]
        if len(text) != len(doc["text"]):
            continue
        covered = {i for one in engine.find(text) for i in range(one.start, one.end)}
        private = _places(span for span in doc["spans"] if not span.get("optional"))
        either = _places(span for span in doc["spans"] if span.get("optional"))
        for i, character in enumerate(text):
            if character.isalnum() and i in private:
                score.private += 1
                score.visible += i not in covered
            elif character.isalnum() and i not in either:
                score.other += 1
                score.masked += i in covered
        for negative in doc["neg"]:
            score.negatives += 1
            score.touched += bool(covered & set(range(negative["start"], negative["end"])))
    return score


def _places(spans: Iterable[dict[str, int]]) -> set[int]:
    return {i for span in spans for i in range(span["start"], span["end"])}


def _lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", ["train.jsonl", "dev.jsonl", "hand.jsonl"])
def test_private_values_are_covered_and_little_else(engine: Engine, name: str) -> None:
    score = _scored(engine, _lines(name))
    assert score.visible / score.private <= 0.02
    assert score.masked / score.other <= 0.008
    assert score.touched <= 1 + 0.02 * score.negatives


@pytest.mark.parametrize(
    ("name", "part", "most", "masked", "touched"),
    [
        ("field_ru.jsonl", slice(1530), 0.004, 0.003, 0.008),
        ("field_en.jsonl", slice(1559), 0.0095, 0.0022, 0.008),
        ("field_ru.jsonl", slice(1530, 2540), 0.014, 0.0075, 0.028),  # most of these were written to be hard
        ("field_en.jsonl", slice(1559, 2572), 0.039, 0.0057, 0.0235),
        ("field_ru.jsonl", slice(2540, 3220), 0.034, 0.0112, 0.05),  # full of what looks like a name and is none
        ("field_en.jsonl", slice(2572, 3562), 0.043, 0.009, 0.0355),
        ("field_ru.jsonl", slice(3220, 4480), 0.036, 0.0305, 0.1),  # the same, and full of what had been missed before
        ("field_en.jsonl", slice(3562, 5112), 0.0545, 0.035, 0.118),
        ("field_ru.jsonl", slice(4480, 5710), 0.033, 0.0165, 0.075),  # quotations, firms without a form, rare trades
        ("field_en.jsonl", slice(5112, 6342), 0.046, 0.021, 0.098),
        ("field_ru.jsonl", slice(5710, None), 0.03, 0.014, 0.062),  # not learnt from yet: ordinary sets and a hard one
        ("field_en.jsonl", slice(6342, None), 0.029, 0.014, 0.074),
    ],
)
def test_prompts_by_other_hands_are_covered(
    engine: Engine, name: str, part: slice, most: float, masked: float, touched: float
) -> None:
    """12,832 prompts by writers who had not seen the rules; since then all but the last parts were learnt from."""
    score = _scored(engine, _lines(name)[part])
    assert score.visible / score.private <= most
    assert score.masked / score.other <= masked
    assert score.touched <= touched * score.negatives


@pytest.mark.parametrize(("style", "most"), [("lower", 0.08), ("upper", 0.05)])
def test_capitals_matter_little(engine: Engine, style: str, most: float) -> None:
    russian = [line for line in _lines("dev.jsonl") if json.loads(line)["lang"] == "ru"]
    score = _scored(engine, russian, style)
    assert score.visible / score.private <= most


def test_the_corpora_are_what_their_templates_make() -> None:
    train, dev = build.build()
    for name, lines in (("train", train), ("dev", dev), ("hand", build.by_hand())):
        assert [json.dumps(line, ensure_ascii=False) for line in lines] == _lines(f"{name}.jsonl")
