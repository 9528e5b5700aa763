"""A worker process that does what the prompt says: answers, crashes, hangs, eats memory, speaks nonsense.

Run as `python -m tests.redactor.bad_child`; stands for the outside world in the tests of redactor.worker.
"""

import os
import sys
import time
from collections.abc import Mapping, Sequence

from redactor.child import run
from redactor.finding import Finding
from redactor.frames import Answer, Found, pack


class Obedient:
    """An engine that finds one thing in a text, or misbehaves as the text says."""

    def find_all(self, texts: Sequence[str]) -> list[list[Finding]]:
        for text in texts:
            _misbehave(text)
        return [[Finding("EMAIL", 0, 1, 0.9, "own")] if text else [] for text in texts]


def _misbehave(text: str) -> None:
    word, _, rest = text.partition(" ")
    if word == "crash":
        os._exit(9)
    elif word == "hang":
        time.sleep(600)
    elif word == "spin":
        while True:
            pass
    elif word == "slow":
        time.sleep(float(rest))
    elif word == "wait":
        while not os.path.exists(rest):  # noqa: PTH110 (a child that imports little)
            time.sleep(0.01)
    elif word == "raise":
        raise ValueError(rest)
    elif word == "recurse":
        _misbehave(text)
    elif word == "eat":
        _eat()
    elif word == "connect":
        _connect()


def _eat() -> None:
    held = []
    while True:
        held.append(bytearray(8 * 2**20))


def _connect() -> None:
    import socket

    socket.create_connection(("127.0.0.1", 9), timeout=1)


def nonsense(kind: str) -> None:
    """Speak on the pipe without the frames' rules. The first answer is right, so that the process counts as warm."""
    out = sys.stdout.buffer
    out.write(pack(Answer(0, "found", [], "", 10)))
    out.flush()
    sys.stdin.buffer.read(8)
    answers = {
        "garbage": b"\x00\x00\x00\x05hello",
        "huge": b"\xff\xff\xff\xff",
        "text": b"Traceback (most recent call last):\n",
        "empty": b"\x00\x00\x00\x00",
        "other-number": pack(Answer(77, "found", [[]], "", 10)),
        "too-few": pack(Answer(1, "found", [], "", 10)),
        "outside": pack(Answer(1, "found", [[Found("EMAIL", 0, 10_000, 0.9, "own")]], "", 10)),
        "backwards": pack(Answer(1, "found", [[Found("EMAIL", 1, 1, 0.9, "own")]], "", 10)),
        "overlapping": pack(
            Answer(1, "found", [[Found("EMAIL", 0, 2, 0.9, "own"), Found("IP", 1, 3, 0.9, "own")]], "", 10)
        ),
        "half": pack(Answer(1, "found", [[]], "", 10))[:-1],
        "silence": b"",
    }
    out.write(answers[kind])
    out.flush()
    time.sleep(0.05 if kind == "half" else 600)


def build(company: Mapping[str, object] | None) -> Obedient:
    """Stands for build_engine."""
    return Obedient()


if __name__ == "__main__":
    if sys.argv[1:2] == ["dies"]:
        sys.exit(1)
    elif sys.argv[1:]:
        nonsense(sys.argv[1])
    else:
        run(lambda: build)
