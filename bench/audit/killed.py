"""Kill a writer with SIGKILL again and again on one log, and see whether anything acknowledged is lost.

    python -m bench.audit.killed [--times 200]

This shows that the log survives the death of its process, key epochs included. It says little about power cuts, since
the system's cache survives a kill: for those see bench.audit.powercut.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from audit.log import read, verify
from tests.audit.samples import KEY

ROOT = Path(__file__).parents[2]


def killed_once(path: Path, chance: random.Random) -> set[int]:
    """Entries that a writer had acknowledged when it was killed."""
    command = [sys.executable, "-m", "tests.audit.writer_child", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        data = child.stdout.read(8 * chance.randrange(1, 40))
        child.kill()
        data += child.stdout.read()
    return {int.from_bytes(data[place : place + 8], "big") for place in range(0, len(data) // 8 * 8, 8)}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--times", type=int, default=200)
    times = arguments.parse_args().times
    chance = random.Random(20261121)
    acknowledged = lost = broken = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audit.db"
        last = 0
        for _ in range(times):
            told = killed_once(path, chance)
            there = {entry.seq for entry in read(path, after=last)}
            acknowledged += len(told)
            lost += len(told - there)
            last = max(there, default=last)
            broken += not verify(path, key=KEY).ok
        epochs = max(entry.epoch for entry in read(path, after=last - 1)) + 1
    print(f"{times} kills, {acknowledged} acknowledged, {lost} lost, {broken} broken logs, {epochs} key epochs")
    if lost or broken:
        sys.exit("FAILED")


if __name__ == "__main__":
    main()
