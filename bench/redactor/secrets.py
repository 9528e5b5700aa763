"""Secrets: recall on formats, false alarms on ordinary sentences, milliseconds a KB, growth with the text.

    python -m bench.redactor.secrets [--samples FILE.json]

FILE.json holds [[rule, text], …], for example the positives of gitleaks' rules, made outside this repository.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path

from redactor.recognizers.secret_table import read_formats
from redactor.recognizers.secrets import find_secrets
from tests.redactor.secret_samples import sample

ROOT = Path(__file__).resolve().parents[2]
NER = ROOT.parent / "shared" / "data" / "ner"
CORPORA = ("uner_ewt_dev.tsv", "wnut17_dev.tsv", "gum_ccby_dev.tsv", "factrueval2016_devset.tsv")
HOSTILE = {
    "password=": "password=",
    "open quotes": 'token="',
    "key block": "-----BEGIN PRIVATE KEY-----\n",
    "jwt": "eyJabcdefgh-",
}


def sentences(path: Path) -> list[str]:
    """The sentences of a corpus in the layout of data/ner."""
    lines = path.read_text("utf-8").splitlines()
    texts = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    return texts or " ".join(line.split("\t")[0] if line else "\n" for line in lines).split("\n")


def cost(text: str) -> float:
    """Milliseconds of CPU a KB, the best of three."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        find_secrets(text)
        best = min(best, time.process_time() - begin)
    return best * 1e6 / len(text)


def own_formats() -> None:
    """Recall on values made from the table's own rows: shows that no row hides another."""
    found = total = 0
    for row in read_formats():
        for seed in range(5):
            text, value = sample(row, seed)
            start = text.index(value)
            total += 1
            found += any(one.start <= start + 1 and start + len(value) - 1 <= one.end for one in find_secrets(text))
    print(f"values of the table's {len(read_formats())} formats: {found} of {total} covered ({found / total:.3f})")


def given_samples(path: Path) -> None:
    """Recall on samples of another tool, over samples and averaged over its rules."""
    counts: dict[str, list[int]] = defaultdict(list)
    for rule, text in json.loads(path.read_text("utf-8")):
        counts[rule].append(bool(find_secrets(text)))
    everything = [hit for hits in counts.values() for hit in hits]
    mean = sum(sum(hits) / len(hits) for hits in counts.values()) / len(counts)
    print(f"{path.name}: {sum(everything)} of {len(everything)} samples ({sum(everything) / len(everything):.3f}), "
          f"mean over {len(counts)} rules {mean:.3f}")  # fmt: skip


def alarms() -> None:
    """False alarms on corpora without secrets, and the cost on them."""
    for name in CORPORA:
        if (NER / name).exists():
            texts = sentences(NER / name)
            hits = sum(bool(find_secrets(text)) for text in texts)
            print(f"{name}: {hits} alarms in {len(texts)} sentences; {cost(' '.join(texts)[:50_000]):.3f} ms/KB")
    code = "\n".join(path.read_text("utf-8") for path in sorted(ROOT.glob("policy/*.py")))
    print(f"own code: {len(find_secrets(code))} alarms in {len(code)} characters; {cost(code):.3f} ms/KB")


def growth() -> None:
    """The cost of hostile text at 25 and 100 KB: linear means the same a KB."""
    for name, unit in HOSTILE.items():
        small, large = (cost((unit * (size // len(unit) + 1))[:size]) for size in (25_000, 100_000))
        print(f"hostile, {name}: {small:.2f} ms/KB at 25 KB, {large:.2f} at 100 KB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path)
    options = parser.parse_args()
    own_formats()
    if options.samples:
        given_samples(options.samples)
    alarms()
    growth()


if __name__ == "__main__":
    main()
