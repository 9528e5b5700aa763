"""How soon the agent answers and masks after its start, and what it costs: `python -m bench.start.agent [--runs N]`.

Prints medians of N runs. Each run also starts a bare interpreter that imports aiohttp.web and ends, so that a figure of
a loaded machine can be read as a ratio. Seconds are from exec; CPU is the agent's own until its first answer; memory is
RSS and PSS in MB (Linux: smaps_rollup; PSS counts shared pages in parts) of the agent and of its largest worker, and of
the agent again after an answer with Russian names ("named"). One start before the first makes Python's byte code.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from agent.messages import API, PreviewRequest, State, decode, encode, read_endpoint
from cli.tray import agent_command
from tests.agent.running import POLICY, children_of, gateway

BARE = [sys.executable, "-c", "import aiohttp.web"]
UNITS = {"answer": "s", "answer CPU": "s", "bare": "s", "bare CPU": "s", "masks": "s"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--watch", action="store_true", help="with the detector; memory is taken after its first look")
    asked = parser.parse_args()
    print("load", *(f"{one:.1f}" for one in os.getloadavg()))
    runs = [measure(watch=asked.watch) for _ in range(asked.runs + 1)][1:]
    for name in runs[0]:
        values = [run[name] for run in runs]
        unit = UNITS.get(name, "MB")
        print(f"{name:<12} {statistics.median(values):8.2f} {unit:<3} (min {min(values):.2f}, max {max(values):.2f})")
    ratios = [run["answer CPU"] / run["bare CPU"] for run in runs]
    print(f"{'ratio':<12} {statistics.median(ratios):8.2f}     CPU of the first answer to that of a bare aiohttp.web")


def measure(*, watch: bool) -> dict[str, float]:
    """One start of each."""
    with tempfile.TemporaryDirectory() as folder, gateway() as corp:
        policy = Path(folder) / "policy.yaml"
        policy.write_text(POLICY.format(url=corp.url, more=""), "utf-8")
        bare = bare_start()
        with started(Path(folder), policy, watch=watch) as one:
            found = {"answer": one.seconds, "answer CPU": one.cpu_seconds, **bare, "masks": one.until_masked()}
            if watch:
                one.until_looked()
            found |= memory("agent", one.process.pid)
            one.restore_names()
            return found | memory("named", one.process.pid) | worker_memory(one.process.pid)


def bare_start() -> dict[str, float]:
    """A bare interpreter with a web server's imports."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run(BARE, check=True)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"bare": seconds, "bare CPU": cpu}


@dataclass(slots=True)
class Started:
    """An agent that has answered once."""

    process: subprocess.Popen[bytes]
    http: httpx.Client
    began: float
    seconds: float
    cpu_seconds: float

    def until_masked(self) -> float:
        """Seconds from exec to the first masked prompt."""
        request = encode(PreviewRequest(text="Ольга Сергеевна Кузнецова, +7 912 345-67-89"))
        while self.http.post(API + "/preview", content=request).status_code != 200:
            time.sleep(0.005)
        return time.perf_counter() - self.began

    def restore_names(self) -> None:
        """Have Russian names put into another case: the dictionary of words is loaded for it."""
        text = "Напиши письмо Ольге Сергеевне Кузнецовой, копию отправь Петру Ильичу Заболоцкому"
        body = {"model": "m", "messages": [{"role": "user", "content": text}]}
        answer = self.http.post("/v1/chat/completions", json=body).raise_for_status().text
        if "Кузнецовой" not in answer:
            raise SystemExit("the names did not come back")

    def until_looked(self) -> None:
        """Wait for the end of one look at the machine that is asked for, so also of the agent's own first one."""
        self.http.post(API + "/scan", timeout=120).raise_for_status()


@contextmanager
def started(folder: Path, policy: Path, *, watch: bool) -> Iterator[Started]:
    """Start an agent and wait for its first 200."""
    state = folder / "state"
    command = [*agent_command(), "--state", str(state), "--port", "0", "--policy", str(policy), "--insecure-policy"]
    environment = {**os.environ, "HOME": str(folder), "XDG_STATE_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # otherwise every start compiles whatever was edited
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, *([] if watch else ["--no-watch"])], stdout=subprocess.DEVNULL, env=environment
    )
    try:
        while (found := read_endpoint(state)) is None:
            if process.poll() is not None:
                raise SystemExit("the agent ended at its start")
            time.sleep(0.002)
        endpoint, token = found
        with httpx.Client(
            base_url=endpoint.base_url, headers={"Authorization": f"Bearer {token}"}, trust_env=False, timeout=30
        ) as http:
            decode(http.get(API + "/state").raise_for_status().content, State)
            yield Started(process, http, began, time.perf_counter() - began, cpu_seconds(process.pid))
    finally:
        process.terminate()
        process.wait(30)


def cpu_seconds(pid: int) -> float:
    """CPU time of one process, without its children (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(name: str, pid: int) -> dict[str, float]:
    """RSS and PSS of a process in MB (Linux)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    sizes = {line.partition(":")[0]: line.split()[1] for line in lines[1:]}
    return {f"{name} RSS": int(sizes["Rss"]) * 1024 / 1e6, f"{name} PSS": int(sizes["Pss"]) * 1024 / 1e6}


def worker_memory(pid: int) -> dict[str, float]:
    """Of the largest child."""
    sizes = [memory("worker", child) for child in children_of(pid)]
    return max(sizes, key=lambda one: one["worker RSS"], default={})


if __name__ == "__main__":
    main()
