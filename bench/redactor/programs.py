"""How much of text that names hardly anybody is masked: `python bench/redactor/programs.py FOLDER PATTERN [--show]`.

Reads the beginnings of up to 40 files below the folder, chosen by a fixed seed, and prints the share of characters that
is masked and by which rules; --show prints what was masked with its surroundings.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random

sys.path[0] = str(
    Path(__file__).resolve().parents[2]
)  # in place of this folder, whose secrets.py would hide the standard one

from redactor.engine import build_engine  # noqa: E402
from redactor.finding import Finding  # noqa: E402

FILES, CHARACTERS, AROUND = 40, 3_500, 30


def main() -> None:
    """Print one line for the folder, and one for each rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pattern", help="such as *.py")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    files = sorted(file for file in chosen.folder.rglob(chosen.pattern) if file.is_file())
    Random(1).shuffle(files)
    engine, rules, characters, masked = build_engine(), Counter[str](), 0, 0
    for file in files[:FILES]:
        text = file.read_text(encoding="utf-8", errors="replace")[:CHARACTERS]
        found = engine.find(text)
        characters += len(text)
        masked += sum(one.length for one in found)
        rules.update(f"{one.entity} {one.recognizer}" for one in found)
        for one in found if chosen.show else ():
            print(_shown(text, one))
    print(f"{len(files[:FILES])} files, {characters} characters, {100 * masked / max(1, characters):.2f} % masked")
    for rule, count in rules.most_common(12):
        print(f"{count:6d} {rule}")


def _shown(text: str, one: Finding) -> str:
    parts = (text[max(0, one.start - AROUND) : one.start], text[one.start : one.end], text[one.end : one.end + AROUND])
    return "[{}] {}⟦{}⟧{}".format(one.recognizer, *(" ".join(part.split()) for part in parts))


if __name__ == "__main__":
    main()
