"""How soon the agent answers and masks after its start, and what it costs: `python -m bench.start.agent [--runs N]`.

Prints medians of N runs: seconds from exec to the first answer, to the first masked prompt, and PSS in MiB of the agent
and of its worker (Linux: smaps_rollup; shared pages counted in parts).
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from agent.messages import API, PreviewRequest, State, decode, encode
from tests.agent.running import POLICY, Agent, agent, children_of, gateway


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = [measure() for _ in range(parser.parse_args().runs)]
    for name, unit in (("answers", "s"), ("masks", "s"), ("agent", "MiB PSS"), ("worker", "MiB PSS")):
        values = [run[name] for run in runs]
        print(f"{name:<8} {statistics.median(values):8.2f} {unit:<8} (min {min(values):.2f}, max {max(values):.2f})")


def measure() -> dict[str, float]:
    """One start."""
    with tempfile.TemporaryDirectory() as folder, gateway() as corp:
        began = time.perf_counter()
        with agent(Path(folder), policy=POLICY.format(url=corp.url, more=""), wait_warm=False) as running:
            decode(running.http.get(API + "/state").content, State)
            answers = time.perf_counter() - began
            request = encode(PreviewRequest(text="Ольга Сергеевна Кузнецова, +7 912 345-67-89"))
            while running.http.post(API + "/preview", content=request).status_code != 200:
                time.sleep(0.01)
            masks = time.perf_counter() - began
            return {"answers": answers, "masks": masks, **memory(running)}


def memory(running: Agent) -> dict[str, float]:
    """PSS of the agent and of its largest child."""
    workers = [pss(pid) for pid in children_of(running.process.pid)]
    return {"agent": pss(running.process.pid), "worker": max(workers, default=0.0)}


def pss(pid: int) -> float:
    """Proportional set size in MiB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise OSError("no Pss in smaps_rollup")


if __name__ == "__main__":
    main()
