"""Cost and quickness of watching this machine: `python -m bench.detector.watch --seconds 600 --programs 500`."""

import argparse
import math
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.detector.scan import resident_mb
from detector.catalogue.load import load_catalogue
from detector.facts import Surface
from detector.platforms.this_host import this_host
from detector.view import ScanConfig
from detector.watch import Watcher


def idle(watcher: Watcher, seconds: float) -> None:
    """CPU while nothing happens, as a share of one core."""
    watcher.tick(time.monotonic())
    wall, processor = time.monotonic(), time.process_time()
    while time.monotonic() - wall < seconds:
        began = time.monotonic()
        watcher.tick(began)
        time.sleep(max(0.0, 1.0 - (time.monotonic() - began)))
    spent, length = time.process_time() - processor, time.monotonic() - wall
    print(f"idle: {spent:.3f} s CPU in {length:.0f} s = {spent / length * 100:.2f} % of one core")


def quickness(home: Path, rounds: int) -> None:
    """Seconds from the start of a program named like an agent, in its place, to its sighting, at one look a second."""
    agent = home / ".local" / "bin" / "claude"
    agent.parent.mkdir(parents=True)
    shutil.copy(shutil.which("sleep") or "/bin/sleep", agent)
    draw = random.Random(3)
    delays: list[float] = []
    for _ in range(rounds):
        watcher = Watcher(this_host(str(home)), load_catalogue(), ScanConfig(off=frozenset({"agents", "packages"})))
        watcher.tick(time.monotonic())
        due = time.monotonic() + 1.0
        time.sleep(draw.random())
        with subprocess.Popen([agent, "60"]) as child:
            began = time.monotonic()
            seen = False
            while not seen:
                time.sleep(max(0.0, due - time.monotonic()))
                due += 1.0
                seen = any(s.surface is Surface.PROCESS for s in watcher.tick(time.monotonic()))
            delays.append(time.monotonic() - began)
            child.kill()
    ordered = sorted(delays)
    p95 = ordered[max(0, math.ceil(len(ordered) * 0.95) - 1)]
    print(f"program start to sighting: median {statistics.median(delays):.2f} s, p95 {p95:.2f} s of {rounds}")


def connections(watcher: Watcher, rounds: int) -> None:
    """Milliseconds from a CONNECT to its sighting."""
    hosts = [rule.host for tool in load_catalogue().tools.values() for rule in tool.hosts][:rounds]
    delays = []
    for host in hosts:
        began = time.perf_counter()
        watcher.saw_connection(host, "/usr/bin/firefox", datetime.now(UTC))
        delays.append((time.perf_counter() - began) * 1000)
    p95 = sorted(delays)[max(0, math.ceil(len(delays) * 0.95) - 1)]
    print(
        f"CONNECT to sighting: median {statistics.median(delays):.3f} ms, p95 {p95:.1f} ms, max {max(delays):.1f} ms "
        f"of {len(delays)}"
    )


def main() -> int:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--programs", type=int, default=500, help="how many programs run on this machine meanwhile")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    missing = max(0, options.programs - len(this_host().pids()))
    sleepers = [subprocess.Popen(["sleep", "100000"], close_fds=True) for _ in range(missing)]
    before = resident_mb()
    try:
        with tempfile.TemporaryDirectory() as folder:
            watcher = Watcher(this_host(folder), load_catalogue(), ScanConfig())
            idle(watcher, options.seconds)
            programs = len(this_host().pids())
            print(f"programs: {programs}, resident: {resident_mb() - before:.1f} MB more")
            connections(watcher, 1000)
            quickness(Path(folder), options.rounds)
    finally:
        for sleeper in sleepers:
            sleeper.kill()
            sleeper.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
