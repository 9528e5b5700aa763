"""Faults injected into the worker's process, and prompts that passed nevertheless: must be 0.

    python bench/redactor/faults.py [COUNT]

Each fault is a crash, a hang, a spin, an error or a process that eats memory (tests/redactor/bad_child.py). Printed:
how many prompts were refused, how many passed, and how long until the next process answered. On the agent's event loop:
with asyncio's own, a process that dies while it is being killed is met twice, and the second one warns.
"""

import asyncio
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)  # in place of this folder, whose secrets.py would hide the standard one

from proxy.event_loop import new_event_loop  # noqa: E402 (the path is set above)
from redactor.finding import RedactionError  # noqa: E402
from redactor.worker import Worker  # noqa: E402

FAULTS = ("crash", "hang", "spin", "raise x", "recurse", "eat")


async def main(count: int) -> None:
    """Inject and count."""
    worker = Worker(command=(sys.executable, "-m", "tests.redactor.bad_child"), memory_limit_mb=120)
    await worker.start()
    await worker.wait_ready(30)
    chance = random.Random(3)
    refused = passed = 0
    waits = []
    for _ in range(count):
        fault = chance.choice(FAULTS)
        try:
            await worker.find([fault], deadline=0.2 if fault in ("hang", "spin") else 10)
            passed += 1
        except RedactionError:
            refused += 1
        started = time.monotonic()
        await worker.find(["hello"], deadline=30)
        waits.append(time.monotonic() - started)
    await worker.stop()
    waits.sort()
    middle, late = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    print(f"faults {count}: refused {refused}, passed {passed}")
    print(f"the next answer after {middle:.2f} s (median), {late:.2f} s (p99), {waits[-1]:.2f} s (longest)")


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
