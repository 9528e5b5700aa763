"""Speed of the policy: reading a file, deciding on tools and prompts, the index beside the reference.

    python -m bench.policy.speed [--rules 200 1000 5000]

Rules are made up: a third names a tool, half name data, most a department. Times are microseconds a decision.
"""

import argparse
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime

from policy.conditions import Event
from policy.decide import decide_prompt, decide_tool
from policy.evaluate import winner_of
from policy.format import parse_policy
from policy.model import Caller, Policy

HEAD = """\
apiVersion: gnomon/v1
version: 1
mode: enforce
gateways: [{id: corp, name: A, url: "https://llm.example.corp/v1", models: ["*"]}]
rules:
"""
VERBS = ("allow", "monitor", "coach", "justify", "redact", "block")
CLASSES = ("pii.*", "pii.ru.*", "pii.card", "pii.person")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def text_of(count: int) -> str:
    """A policy with so many rules."""
    lines = []
    for number in range(count):
        when = []
        if number % 3:
            when.append(f"tool: [tool-{number % 400}]")
        if number % 2:
            when.append(f'data: ["{CLASSES[number % 4]}"]')
        if number % 5:
            when.append(f"department: [d{number % 50}]")
        lines.append(
            f"  - {{id: r-{number:05}, do: {VERBS[number % 6]}, priority: {number % 11}, when: {{{', '.join(when)}}}}}"
        )
    return HEAD + "\n".join(lines) + "\n"


def quantiles(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """p50 and p99 in microseconds, after a tenth of the rounds to warm up."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter_ns()
        work()
        times.append((time.perf_counter_ns() - begun) / 1000)
    times = sorted(times[rounds // 10 :])
    return times[len(times) // 2], times[int(len(times) * 0.99)]


def measure(count: int) -> None:
    text = text_of(count)
    begun = time.perf_counter()
    policy = parse_policy(text.encode(), file="bench.yaml")
    seconds = time.perf_counter() - begun
    print(f"{count} rules, {len(text) / 1024:.0f} KB: read and checked in {seconds * 1000:.0f} ms")
    for name, work, rounds in (
        ("decide_tool", lambda: tool(policy), 20_000),
        ("decide_prompt, 3 classes", lambda: prompt(policy), 10_000),
        ("reference, 1 class", lambda: reference(policy), 200),
    ):
        middle, high = quantiles(work, rounds)
        print(f"  {name:<26} p50 {middle:8.1f} µs   p99 {high:8.1f} µs")


CHANCE = random.Random(1)


def department() -> str:
    return f"d{CHANCE.randrange(5)}"


def tool(policy: Policy) -> object:
    name = f"tool-{CHANCE.randrange(40)}"
    return decide_tool(policy, tool=name, tags=frozenset(), surface="web", now=NOW, department=department())


def prompt(policy: Policy) -> object:
    found = {"pii.ru.inn": 1, "pii.person": 2, "secret.aws": 1}
    caller = Caller("python", "/usr/bin/python", 1, "bob")
    return decide_prompt(
        policy, gateway="corp", model="m", entities=found, caller=caller, now=NOW, department=department()
    )


def reference(policy: Policy) -> object:
    return winner_of(policy.rules, Event(now=NOW, tool="tool-7", department=department()), "pii.person")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--rules", type=int, nargs="+", default=[200, 1000, 5000])
    for count in arguments.parse_args().rules:
        measure(count)


if __name__ == "__main__":
    main()
