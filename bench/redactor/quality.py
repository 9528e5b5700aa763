"""Quality of the engine: evaluate.py over its dev set and our own corpora, and names in three cases of letters.

    python bench/redactor/quality.py [--errors N] [--by FIELD] [FILE…]

evaluate.py and the corpora of the data folder are taken from ../shared beside the repository; without it nothing can
be scored.
"""

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path[0] = str(ROOT)  # in place of this folder, whose secrets.py would hide the standard one

from redactor.engine import Engine, build_engine  # noqa: E402 (the path is set above)

OWN = ROOT / "tests" / "redactor" / "corpora"
Span = tuple[int, int]


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--by", default="lang")
    arguments = parser.parse_args()
    if not (SHARED / "eval" / "evaluate.py").exists():
        sys.exit(f"nothing to score with: no {SHARED.name}/eval/evaluate.py beside the repository")
    evaluate = _evaluate()
    engine = build_engine()
    ours = [OWN / name for name in ("train.jsonl", "dev.jsonl", "hand.jsonl", "field_ru.jsonl", "field_en.jsonl")]
    files = arguments.files or [*ours, SHARED / "eval" / "dev.jsonl"]
    for path in files:
        _score(evaluate, engine, path, arguments.by, arguments.errors)
    news = SHARED / "data" / "ner" / "factrueval2016_devset.tsv"
    if not arguments.files and news.exists():
        names_by_case(engine, news)


def _evaluate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate", SHARED / "eval" / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _score(evaluate: ModuleType, engine: Engine, path: Path, by: str, errors: int) -> None:
    docs = evaluate.load(str(path))
    evaluate.check_gold(docs, str(path))
    cpu = time.process_time()
    found = {
        doc["id"]: evaluate.normalise([(f.start, f.end, f.entity) for f in engine.find(doc["text"])]) for doc in docs
    }
    cost = (time.process_time() - cpu) * 1e6 / sum(len(doc["text"]) for doc in docs)
    rows, extra = evaluate.score(docs, found)
    evaluate.show(f"{path.parent.name}/{path.name}", rows, extra, f"; {cost:.1f} ms CPU per KB, cold")
    for value in sorted({doc[by] for doc in docs}):
        part = [doc for doc in docs if doc[by] == value]
        rows, extra = evaluate.score(part, found)
        every = rows["ALL"]
        leak = "-" if every["leak"] is None else f"{every['leak'] * 100:.2f}%"
        print(f"   {by}={value}: {len(part)} prompts, leak {leak}, over-redaction {extra['over_redaction'] * 100:.2f}%")
    if errors:
        evaluate.show_errors(docs, found, errors)


def names_by_case(engine: Engine, path: Path) -> None:
    """PERSON recall and precision (any overlap) on Russian news as written, in small letters and in capitals."""
    texts, gold = _news(path)
    styles: tuple[tuple[str, Callable[[str], str]], ...] = (("cased", str), ("lower", str.lower), ("CAPS", str.upper))
    print("\n== factRuEval-2016 devset, PERSON, any overlap")
    for name, write in styles:
        hits = total = right = predicted = 0
        for text, names in zip(texts, gold, strict=True):
            found = [(f.start, f.end) for f in engine.find(write(text)) if f.entity == "PERSON"]
            total, predicted = total + len(names), predicted + len(found)
            hits += sum(any(a < d and c < b for c, d in found) for a, b in names)
            right += sum(any(a < d and c < b for a, b in names) for c, d in found)
        print(f"   {name:6s} recall {hits / total:.3f} precision {right / predicted:.3f} ({total} names)")


def _news(path: Path, sentences: int = 20) -> tuple[list[str], list[list[Span]]]:
    """Texts of so many sentences each, and their names of people."""
    texts: list[str] = []
    gold: list[list[Span]] = []
    text, names, count = "", [], 0
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("# ")]
        start = -1
        for word, tag in [*rows, ["", "O"]]:
            if start >= 0 and tag != "I-PER":
                names.append((start, len(text.rstrip())))
                start = -1
            if tag == "B-PER":
                start = len(text)
            text += f"{word} "
        text, count = text.rstrip() + "\n", count + 1
        if count == sentences:
            texts.append(text)
            gold.append(names)
            text, names, count = "", [], 0
    return [*texts, text], [*gold, names]


if __name__ == "__main__":
    main()
