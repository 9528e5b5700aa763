"""Added latency and CPU of Gnomon and LiteLLM before one model server: `python bench/proxy/side_by_side.py`.

Rounds are interleaved and medians printed; on a busy machine compare ratios, not figures. LiteLLM takes part when
`.venv-litellm` is there (scripts/test makes it). It is measured without guardrails and without its database.

The latency of one caller is measured twice: with all processes on one core, where the system lets us choose, and free.
On a virtual machine with few cores most of the free figure is the waking of a core that had gone to sleep.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TOKEN, KEY = "sk-local", "sk-up"
MODEL_PORT, FIRST_PORT = 9310, 9311


@dataclass(slots=True)
class Stack:
    """One way to the model server. command: None is the direct way."""

    name: str
    command: list[str] | None
    figures: dict[str, list[float]] = field(default_factory=dict)

    def note(self, name: str, value: float) -> None:
        """Keep a figure of one round."""
        self.figures.setdefault(name, []).append(value)

    def median(self, name: str) -> float | None:
        """The median over the rounds."""
        values = self.figures.get(name)
        return statistics.median(values) if values else None


def stacks() -> list[Stack]:
    """Direct, Gnomon with a stubbed and with the real finder, LiteLLM where it is installed."""
    serve = [sys.executable, str(HERE / "serve.py"), "--upstream", f"http://127.0.0.1:{MODEL_PORT}", "--key", KEY]
    found = [
        Stack("direct", None),
        Stack("Gnomon, finder stubbed", [*serve, "--token", TOKEN, "--port", "{port}"]),
        Stack("Gnomon, real worker", [*serve, "--token", TOKEN, "--port", "{port}", "--real"]),
    ]
    litellm = Path(os.environ.get("GNOMON_LITELLM_VENV", ROOT / ".venv-litellm")) / "bin" / "litellm"
    if litellm.exists():
        config = {
            "model_list": [
                {
                    "model_name": "*",
                    "litellm_params": {
                        "model": "openai/*",
                        "api_base": f"http://127.0.0.1:{MODEL_PORT}/v1",
                        "api_key": KEY,
                    },
                }
            ],
            "litellm_settings": {"telemetry": False, "num_retries": 0},
            "general_settings": {"master_key": TOKEN},
        }
        file = Path(tempfile.mkdtemp(prefix="gnomon-bench-")) / "config.yaml"
        file.write_text(json.dumps(config), encoding="utf-8")
        command = [str(litellm), "--config", str(file), "--host", "127.0.0.1", "--port", "{port}"]
        found.append(Stack("LiteLLM", command))
    return found


def tree(process: psutil.Process) -> list[psutil.Process]:
    """A process and all below it."""
    return [process, *process.children(recursive=True)]


def cpu(process: psutil.Process) -> float:
    """CPU seconds of a process and all below it."""
    return sum(times.user + times.system for times in (one.cpu_times() for one in tree(process)))


def load(port: int, kind: str, connections: int, seconds: float) -> dict[str, float]:
    """One stretch of load."""
    command = [sys.executable, str(HERE / "load.py"), str(port), TOKEN, kind, str(connections), str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 120)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


@contextmanager
def running(command: list[str], port: int) -> Iterator[psutil.Process]:
    """A stack that answers; ended afterwards."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
    filled = [part.replace("{port}", str(port)) for part in command]
    process = psutil.Popen(filled, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until_up(port)
        yield process
    finally:
        for one in reversed(tree(process)):
            one.terminate()
        process.wait(15)


def until_up(port: int) -> None:
    """Wait for the first whole answer."""
    body = json.dumps({"model": "bench", "messages": [{"role": "user", "content": "hi"}]}).encode()
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    for _ in range(2400):
        try:
            request = urllib.request.Request(f"http://127.0.0.1:{port}/v1/chat/completions", body, headers)
            with urllib.request.urlopen(request, timeout=20) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nothing answers on port {port}")


@contextmanager
def on_one_core(processes: Iterable[psutil.Process]) -> Iterator[None]:
    """We, what we start meanwhile and every thread of the processes share a core, where the system lets us choose."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    threads = [0, *(thread.id for one in processes for part in tree(one) for thread in part.threads())]
    try:
        _keep_on(threads, {min(before)})
        yield
    finally:
        _keep_on(threads, before)


def _keep_on(threads: Iterable[int], cores: set[int]) -> None:
    for thread in threads:
        with suppress(ProcessLookupError):  # it has ended
            os.sched_setaffinity(thread, cores)


def measure(stack: Stack, port: int, seconds: float, model: psutil.Process) -> None:
    """One round of one stack."""
    if stack.command is None:
        with on_one_core([model]):
            stack.note("p50 pinned", load(MODEL_PORT, "plain", 1, seconds)["p50_ms"])
        stack.note("p50", load(MODEL_PORT, "plain", 1, seconds)["p50_ms"])
        streamed = load(MODEL_PORT, "stream", 64, seconds)
        stack.note("tokens/s", streamed["tokens"] / streamed["seconds"])
        return
    begun = time.perf_counter()
    with running(stack.command, port) as process:
        stack.note("cold", time.perf_counter() - begun)
        with on_one_core([model, process]):
            stack.note("p50 pinned", load(port, "plain", 1, seconds)["p50_ms"])
        stack.note("p50", load(port, "plain", 1, seconds)["p50_ms"])
        before = cpu(process)
        plain = load(port, "plain", 16, seconds)
        stack.note("CPU ms/request", (cpu(process) - before) / plain["requests"] * 1e3)
        before = cpu(process)
        streamed = load(port, "stream", 64, seconds)
        stack.note("CPU us/token", (cpu(process) - before) / streamed["tokens"] * 1e6)
        stack.note("tokens/s", streamed["tokens"] / streamed["seconds"])
        stack.note("RSS MB", sum(one.memory_info().rss for one in tree(process)) / 2**20)


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seconds", type=float, default=2.0)
    chosen = options.parse_args()
    found = stacks()
    with running([sys.executable, str(HERE / "model_server.py"), "{port}"], MODEL_PORT) as model:
        port = FIRST_PORT
        for round_number in range(chosen.rounds):
            for stack in found[round_number % len(found) :] + found[: round_number % len(found)]:
                measure(stack, port, chosen.seconds, model)
                port += 1
    names = ("cold", "CPU ms/request", "CPU us/token", "tokens/s", "RSS MB")
    print(f"{'added p50 in ms:':24}{'one core':>10}{'free':>10}" + "".join(f"{name:>16}" for name in names))
    direct = {name: found[0].median(name) or 0.0 for name in ("p50 pinned", "p50")}
    for stack in found:
        added = "".join(f"{(stack.median(name) or 0.0) - floor:10.2f}" for name, floor in direct.items())
        cells = [stack.median(name) for name in names]
        row = "".join(f"{cell:16.2f}" if cell is not None else f"{'-':>16}" for cell in cells)
        print(f"{stack.name:24}{added}{row}")
    pinned = "all on one core" if hasattr(os, "sched_setaffinity") else "no core can be chosen here"
    print(f"direct p50 {direct['p50 pinned']:.2f} ms ({pinned}), {direct['p50']:.2f} ms free; ", end="")
    print(f"load average {os.getloadavg()[0]:.1f}; {chosen.rounds} rounds")


if __name__ == "__main__":
    main()
