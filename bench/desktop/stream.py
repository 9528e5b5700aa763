"""How long the window is busy while an answer streams in, by the length of the answer.

    QT_QPA_PLATFORM=offscreen python -m bench.desktop.stream [--characters N] [--json]

Feeds an answer of paragraphs, lists, code and tables in pieces of four characters (about a token), as many as come in
33 ms at 200 tokens a second, then flushes, lays out and paints, and times that: milliseconds of wall clock a frame.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from desktop.ask.area import ConversationArea
from desktop.markdown.column import Column
from desktop.markdown.stream import FLUSH_MS, AnswerStream
from desktop.theme import Theme

PART = """## A heading of this part

Some words of an answer with **bold**, *italics* and `code` in it, long enough to take two or three lines on the
screen of the person who reads it, and a [link](https://example.com) at the end.

1. The first point, with a few words
2. The second point, with a few more words than the first
3. The third point

```python
def days_late(due: date, shipped: date) -> int:
    return max((shipped - due).days, 0)  # never negative
```

| Item | Was | Is |
|---|---|---|
| Shipment | 1 March | 12 March |

"""
TOKEN = 4  # characters
TOKENS_A_FRAME = round(200 * FLUSH_MS / 1000)


def frames(characters: int) -> list[float]:
    """Milliseconds of every frame."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(app, wanted="light")
    column = Column()
    area = ConversationArea(column, None)
    area.resize(760, 500)
    area.show()
    app.processEvents()
    stream = AnswerStream(theme, column, 0)
    text = PART * (characters // len(PART) + 1)
    step = TOKEN * TOKENS_A_FRAME
    times = []
    for place in range(0, characters, step):
        start = time.perf_counter()
        stream.feed(text[place : place + step])
        stream.flush()
        app.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    stream.finish()
    return times


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Frames while an answer streams.")
    parser.add_argument("--characters", type=int, nargs="*", default=[4000, 16000, 64000])
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args(argv)
    for characters in words.characters:
        times = sorted(frames(characters))
        figures = {
            "characters": characters, "frames": len(times), "median": statistics.median(times),
            "p95": times[int(len(times) * 0.95)], "worst": times[-1], "total_s": sum(times) / 1000,
        }  # fmt: skip
        if words.json:
            print(json.dumps(figures))
        else:
            print("   ".join(f"{name} {value:.1f}" for name, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
