"""What the engine costs: against stock Presidio in the same process, per KB as texts grow, and to start.

    python bench/redactor/run.py [--rounds N]

Figures are CPU time of this process, one thread, the median of interleaved rounds; "KB" is 1,000 characters. Stock is
presidio-analyzer with all its predefined recognizers for English over a blank spaCy pipeline. Texts are made of our own
corpora, other ones in each round, so that no cache helps.
"""

import argparse
import json
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)  # in place of this folder, whose secrets.py would hide the standard one

import spacy  # noqa: E402 (stock Presidio first: our own import of it would leave spaCy out)
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry  # noqa: E402
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine  # noqa: E402

from redactor.engine import build_engine  # noqa: E402

OWN = ROOT / "tests" / "redactor" / "corpora"
START = """
import time
from redactor.engine import build_engine
engine = build_engine(names={names})
engine.find("Позвоните Иванову Петру: 8 900 000-77-12, or ask Thaddeus Quillfeather.")
cpu = time.process_time()
for line in open({corpus!r}, encoding="utf-8"):
    engine.find(line)
with open("/proc/self/status") as status:
    print(cpu, *(line.split()[1] for line in status if line.startswith(("VmRSS", "VmHWM"))))
"""


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    logging.disable()  # stock Presidio tries to fetch a list of domains and says at length that it cannot
    prompts = {language: _prompts(language) for language in ("en", "ru")}
    stock, patterns, full = _stock(), build_engine(names=False), build_engine()
    runs: dict[str, Callable[[str], object]] = {
        "stock": lambda text: stock.analyze(text, language="en"),
        "patterns": patterns.find,
        "full": full.find,
    }
    print(f"{'':10s}{'KB':>5s}{'stock':>9s}{'patterns':>10s}{'full':>8s}   ms CPU per KB; stock / patterns; full p95")
    for language in ("en", "ru"):
        first: dict[str, float] = {}
        for size in (1, 10, 50, 100):
            costs = _interleaved(runs, prompts[language], size, rounds)
            middle = {name: statistics.median(values) for name, values in costs.items()}
            first = first or middle
            p95 = sorted(costs["full"])[int(len(costs["full"]) * 0.95)]
            growth = " ".join(f"{name} ×{middle[name] / first[name]:.2f}" for name in middle)
            print(
                f"{language:10s}{size:5d}{middle['stock']:9.2f}{middle['patterns']:10.2f}{middle['full']:8.2f}"
                f"   {middle['stock'] / middle['patterns']:.1f}×   p95 {p95:.1f}   growth: {growth}"
            )
    for names, title in ((False, "patterns and secrets"), (True, "everything")):
        cpu, resident, peak = _start(names)
        print(f"process with {title}: start to first answer {cpu:.2f} s CPU, {resident} MB resident, peak {peak} MB")


def _stock() -> AnalyzerEngine:
    blank = [{"lang_code": "en", "model_name": "blank"}]
    engine = SpacyNlpEngine(models=blank, ner_model_configuration=NerModelConfiguration())
    engine.nlp = {"en": spacy.blank("en")}  # type: ignore[assignment] # presidio annotates it as None
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    registry.remove_recognizer("SpacyRecognizer")
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])


def _prompts(language: str) -> list[str]:
    lines = (OWN / "train.jsonl").read_text(encoding="utf-8").splitlines()
    return [doc["text"] for doc in map(json.loads, lines) if doc["lang"] == language]


def _interleaved(
    runs: dict[str, Callable[[str], object]], prompts: list[str], size: int, rounds: int
) -> dict[str, list[float]]:
    """CPU milliseconds per KB of each engine, round by round."""
    chance = Random(size)
    costs: dict[str, list[float]] = {name: [] for name in runs}
    count = max(2, 40 // size) if size <= 10 else 1
    for run in runs.values():  # words met for the first time cost more once in a process, not once a text
        run(_text(prompts, 20_000, chance))
    for _ in range(rounds if size <= 10 else max(3, rounds // 3)):
        texts = [_text(prompts, size * 1000, chance) for _ in range(count)]
        for name, run in runs.items():
            for text in texts:
                started = time.process_time()
                run(text)
                costs[name].append((time.process_time() - started) * 1e6 / len(text))
    return costs


def _text(prompts: list[str], length: int, chance: Random) -> str:
    """Prompts one after another, a number between them, cut to a length."""
    parts: list[str] = []
    while sum(map(len, parts)) < length:
        parts.append(f"{chance.choice(prompts)}\n\n{chance.randrange(1000)}. ")
    return "".join(parts)[:length]


def _start(names: bool) -> tuple[float, int, int]:
    """CPU seconds to the first answer, resident and peak MB after the whole corpus, in a fresh process."""
    code = START.format(names=names, corpus=str(OWN / "train.jsonl"))
    found = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
        found.append(done.stdout.split())
    best = min(found, key=lambda values: float(values[0]))
    return float(best[0]), int(best[2]) // 1024, int(best[1]) // 1024


if __name__ == "__main__":
    main()
