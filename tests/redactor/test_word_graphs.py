"""The mapped graphs give what pymorphy3 finds by itself, from pages that belong to no process."""

import random
import subprocess
import sys
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from redactor.word_graphs import analyzer

_PLAIN = """
import sys
from pymorphy3 import MorphAnalyzer
reads = MorphAnalyzer(lang="ru").parse
for word in sys.stdin.read().split():
    print([(one.word, str(one.tag), one.normal_form, round(one.score, 9), one.is_known) for one in reads(word)])
"""
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяё-"


@cache
def _words() -> tuple[str, ...]:
    """Known words of one letter, the same with another ending, and strings of letters."""
    chance = random.Random(7)
    known = [found[0] for found in islice(analyzer().dictionary.iter_known_words("ф"), 5_000)]
    some = chance.sample(known, 60)
    altered = [word[:-1] + chance.choice("аеиоуюя") for word in some]
    made = ["".join(chance.choices(_LETTERS, k=chance.randint(1, 12))) for _ in range(60)]
    return tuple(some + altered + made)


def test_every_word_is_read_as_by_pymorphy3_alone() -> None:
    alone = subprocess.run(
        [sys.executable, "-c", _PLAIN], input="\n".join(_words()), capture_output=True, text=True, check=True
    )
    for word, expected in zip(_words(), alone.stdout.splitlines(), strict=True):
        found = [
            (one.word, str(one.tag), one.normal_form, round(one.score, 9), one.is_known)
            for one in analyzer().parse(word)
        ]
        assert repr(found) == expected, word


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what is mapped")
def test_the_graphs_are_pages_of_their_files() -> None:
    analyzer().parse("кузнецова")
    maps = Path("/proc/self/maps").read_text().splitlines()
    mapped = {line.rsplit("/", 1)[-1] for line in maps if "pymorphy3_dicts_ru" in line}
    assert {"words.dawg", "p_t_given_w.intdawg", "prediction-suffixes-0.dawg"} <= mapped
