"""How long the window is busy while an answer streams in, by the length of the answer.

    QT_QPA_PLATFORM=offscreen python -m bench.desktop.stream [--characters N] [--json]

Feeds an answer of paragraphs, lists, code and tables in pieces of four characters (about a token), as many as come in
33 ms at 200 tokens a second, then flushes, lays out and paints, and times that: milliseconds a frame, of wall clock
and (cpu_…) of this thread's time on a processor, which a busy machine does not change. Then the same for answers of
one shape, 4,000 characters each: a table, a list, code.
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
from desktop.shell import set_aside_what_stays
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
SHAPES = {
    "table": "| Item | Was | Is |\n|---|---|---|\n" + "| a shipment of parts | 1 March | 12 March |\n" * 90,
    "list": "- a point with a few words in it, and some more\n" * 83,
    "code": "```python\n" + "value = compute(first, second)  # of the line\n" * 86 + "```\n",
}
TOKEN = 4  # characters
TOKENS_A_FRAME = round(200 * FLUSH_MS / 1000)


def frames(answer: str) -> list[tuple[float, float]]:
    """Milliseconds of every frame, by the clock and on a processor."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    set_aside_what_stays()
    theme = Theme(app, wanted="light")
    column = Column()
    area = ConversationArea(column, None)
    area.resize(760, 500)
    area.show()
    app.processEvents()
    stream = AnswerStream(theme, column, 0)
    step = TOKEN * TOKENS_A_FRAME
    times = []
    for place in range(0, len(answer), step):
        start, ran = time.perf_counter(), time.thread_time()
        stream.feed(answer[place : place + step])
        stream.flush()
        app.processEvents()
        times.append(((time.perf_counter() - start) * 1000, (time.thread_time() - ran) * 1000))
    stream.finish()
    area.close()
    return times


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Frames while an answer streams.")
    parser.add_argument("--characters", type=int, nargs="*", default=[4000, 16000, 64000])
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args(argv)
    answers = {f"mixed {count}": (PART * (count // len(PART) + 1))[:count] for count in words.characters}
    for name, answer in (answers | SHAPES).items():
        taken = frames(answer)
        clock, cpu = sorted(one for one, _ in taken), sorted(ran for _, ran in taken)
        late = int(len(taken) * 0.95)
        figures = {
            "frames": len(taken), "median": statistics.median(clock), "p95": clock[late], "worst": clock[-1],
            "cpu_median": statistics.median(cpu), "cpu_p95": cpu[late], "cpu_worst": cpu[-1],
            "total_s": sum(clock) / 1000,
        }  # fmt: skip
        if words.json:
            print(json.dumps({"answer": name} | figures))
        else:
            print(f"{name:12}", "   ".join(f"{figure} {value:.1f}" for figure, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
