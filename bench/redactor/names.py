"""Latin names: recall and precision on hand-written prompts and on development parts of corpora; cost a KB.

    python -m bench.redactor.names [--gold FILE.jsonl …]

FILE.jsonl is in the layout of ../shared/eval (annotation-guide.md). Recall is the share of names of which half is
covered by a finding of their kind, precision the share of findings that touch a name of their kind; "exact" means
that both ends agree.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from redactor.names.latin import LatinNames
from redactor.names.training.corpora import DEVELOPMENT, read
from tests.redactor.test_latin import BUSINESS, PROMPTS, Gold

NER = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ner"
OF_CORPORA = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
WRITINGS: dict[str, Callable[[str], str]] = {"as written": str, "lower case": str.lower, "capitals": str.upper}
Text = tuple[str, list[Gold]]


def corpora() -> Iterator[tuple[str, list[Text]]]:
    """Development parts: ten sentences a text, as prompts have more than one."""
    for name, file in DEVELOPMENT.items():
        if (NER / file).exists():
            yield (
                name,
                [(one.text, [(s.start, s.end, OF_CORPORA[s.label]) for s in one.spans]) for one in read(NER / file)],
            )


def given(path: Path) -> list[Text]:
    """Prompts of a JSON lines file; optional spans are left out."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        (line["text"], [(s["start"], s["end"], s["type"]) for s in line["spans"] if not s.get("optional")])
        for line in lines
    ]


def report(names: LatinNames, title: str, texts: Iterable[Text], kinds: Iterable[str]) -> None:
    """Print recall, precision and exact F1 of each kind."""
    counts = {kind: [0, 0, 0, 0, 0] for kind in kinds}  # gold, found, predicted, right, exact
    for text, gold in texts:
        found = [(one.start, one.end, one.entity) for one in names.find(text, places=True)]
        for kind, count in counts.items():
            wanted, predicted = ([span for span in spans if span[2] == kind] for spans in (gold, found))
            count[0] += len(wanted)
            count[1] += sum(2 * covered(span, predicted) >= span[1] - span[0] for span in wanted)
            count[2] += len(predicted)
            count[3] += sum(covered(span, wanted) > 0 for span in predicted)
            count[4] += len(set(wanted) & set(predicted))
    for kind, (total, hit, said, right, exact) in counts.items():
        if total:
            f1 = 2 * exact / (total + said) if total + said else 0.0
            print(
                f"{title:34} {kind:9} R {hit / total:.3f}  P {right / max(said, 1):.3f}  exact F1 {f1:.3f}  (n {total})"
            )


def covered(span: Gold, others: Iterable[Gold]) -> int:
    """Characters of a span that others cover."""
    return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end, _ in others)


def cost(names: LatinNames, text: str) -> float:
    """Milliseconds of CPU a KB, the best of three."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        names.find(text)
        best = min(best, time.process_time() - begin)
    return best * 1e6 / len(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    begin = time.process_time()
    names = LatinNames()
    print(f"start: {time.process_time() - begin:.2f} s CPU")
    for title, writing in WRITINGS.items():
        texts = [(writing(text) if len(writing(text)) == len(text) else text, gold) for text, gold in PROMPTS]
        report(names, f"prompts by hand, {title}", texts, ("PERSON", "ORG", "LOCATION"))
    report(names, "firms and addresses by hand", BUSINESS, ("PERSON", "ORG", "LOCATION"))
    for path in options.gold:
        report(names, path.name, given(path), ("PERSON", "ORG", "LOCATION"))
    for title, texts in corpora():
        report(names, title, texts, ("PERSON", "ORG", "PLACE"))
    mail = "\n".join(text for text, _ in PROMPTS)
    for size in (1_000, 10_000, 50_000):
        print(f"prompts by hand, {size} characters: {cost(names, (mail * 10)[:size]):.1f} ms/KB")


if __name__ == "__main__":
    main()
