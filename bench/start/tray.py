"""How soon the tray icon is visible after exec, how soon Ask opens, and how much memory the tray holds.

    python -m bench.start.tray [--runs N] [--json]

Runs on the fake desktop of the tests (Xvfb, openbox, trayer) with a fake agent. Times are milliseconds of wall clock,
memory is PSS in MB (proc(5), smaps_rollup), idle for some seconds. "cold" drops nothing from the page cache: it is the
first start of this run; the rest are warm. Between our starts the least PySide6 program with an icon is started
(bare_tray.py): "warm_to_bare" is how much longer ours takes, whatever else the machine does; "cpu" is what the main
thread has run until the icon shows (proc(5), schedstat).
"""

import argparse
import ctypes
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from agent.messages import Endpoint, encode
from desktop.x11 import library
from tests.desktop.fake_agent import TOKEN, FakeAgent
from tests.desktop.fake_desktop import FakeDesktop, missing_programs

REPO = Path(__file__).parents[2]
GOALS = {"cold": 250, "warm": 130, "hotkey_p95": 50, "pss_tray": 60, "pss_100k": 75}


class Screen:
    """Looks for mapped windows of the tray program without starting a process for each look."""

    def __init__(self, display: str) -> None:
        xlib = library()
        assert xlib is not None
        self._xlib = xlib
        self._display = xlib.XOpenDisplay(display.encode())
        xlib.XQueryTree.argtypes = (ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_void_p] * 4)
        xlib.XFetchName.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
        xlib.XGetClassHint.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
        xlib.XGetWindowAttributes.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
        xlib.XFree.argtypes = (ctypes.c_void_p,)

    def shows(self, name: str) -> bool:
        """Whether a viewable window with this text in its name exists."""
        with_errors_ignored = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        self._xlib.XSetErrorHandler(ctypes.cast(with_errors_ignored, ctypes.c_void_p))
        return self._find(self._xlib.XDefaultRootWindow(self._display), name.encode())

    def _names(self, window: int) -> bytes:
        """Title and class of a window."""
        title, hint = ctypes.c_char_p(), (ctypes.c_char_p * 2)()
        self._xlib.XFetchName(self._display, window, ctypes.byref(title))
        self._xlib.XGetClassHint(self._display, window, ctypes.byref(hint))
        return b" ".join((title.value or b"", hint[0] or b""))

    def _find(self, window: int, name: bytes) -> bool:
        if name in self._names(window):
            attributes = (ctypes.c_char * 256)()
            self._xlib.XGetWindowAttributes(self._display, window, ctypes.byref(attributes))
            if ctypes.c_int.from_buffer(attributes, 92).value == 2:  # map_state is IsViewable (Xlib.h, LP64)
                return True
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        below = ctypes.POINTER(ctypes.c_ulong)()
        arguments = (ctypes.byref(root), ctypes.byref(parent), ctypes.byref(below), ctypes.byref(count))
        if not self._xlib.XQueryTree(self._display, window, *arguments) or not count.value:
            return False
        inside = below[: count.value]
        self._xlib.XFree(below)
        return any(self._find(one, name) for one in inside)


def wait(true: Callable[[], bool]) -> float:
    """Milliseconds until something is true (at most 20 seconds)."""
    start = time.perf_counter()
    while not true():
        if time.perf_counter() - start > 20:
            raise TimeoutError("the window did not come")
        time.sleep(0.001)
    return (time.perf_counter() - start) * 1000


def pss_mb(pid: int) -> float:
    """Proportional set size of a process in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def measure(desktop: FakeDesktop, state: Path, agent: FakeAgent, runs: int) -> dict[str, float | list[float]]:
    """Start the tray several times; in the last run also open Ask, show an answer of 100,000 characters, and weigh."""
    screen = Screen(desktop.environment["DISPLAY"])
    program = [sys.executable, "-m", "tests.desktop.tray_program", str(state), "--tray"]
    starts: list[tuple[float, float]] = [_start_and_end(desktop, screen, program, "gnomon")]
    bare: list[tuple[float, float]] = []
    for _ in range(runs - 1):
        bare.append(_start_and_end(desktop, screen, [sys.executable, "-m", "bench.start.bare_tray"], "barebones"))
        starts.append(_start_and_end(desktop, screen, program, "gnomon"))
    child = desktop.start("tray", *program, PYTHONPATH=str(REPO))
    wait(lambda: screen.shows("gnomon"))
    time.sleep(5)
    (least, least_cpu), (warm, cpu) = _medians(bare), _medians(starts[1:])
    result: dict[str, float | list[float]] = {
        "cold": starts[0][0], "warm": warm, "bare": least, "warm_to_bare": warm / least, "cpu_warm": cpu,
        "cpu_bare": least_cpu, "cpu_warm_to_bare": cpu / least_cpu, "pss_tray": pss_mb(child.pid),
    }  # fmt: skip
    keys: list[float] = []
    for _ in range(20):
        desktop.key("ctrl+alt+g")
        keys.append(wait(lambda: screen.shows("Ask Gnomon")))
        time.sleep(0.2)
        desktop.key("Escape")
        wait(lambda: not screen.shows("Ask Gnomon"))
        time.sleep(0.1)
    result["hotkey"] = keys
    ticks = _ticks(child.pid)
    time.sleep(10)
    result["idle_cpu_percent"] = (_ticks(child.pid) - ticks) / 10  # 100 ticks a second, 10 seconds
    desktop.key("ctrl+alt+g")
    wait(lambda: screen.shows("Ask Gnomon"))
    time.sleep(0.5)
    desktop.paste("a long answer")
    desktop.key("Return")
    deadline = time.monotonic() + 120
    while agent.conversations.get("c1") is None or agent.conversations["c1"].pending:
        if time.monotonic() > deadline:
            raise TimeoutError("the answer did not end")
        time.sleep(0.1)
    time.sleep(5)
    result["pss_100k"] = pss_mb(child.pid)
    return result


def _medians(starts: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(took for took, _ in starts), statistics.median(cpu for _, cpu in starts)


def _start_and_end(desktop: FakeDesktop, screen: Screen, program: Sequence[str], name: str) -> tuple[float, float]:
    """Milliseconds from exec to the icon, elapsed and on a CPU; the program is ended again."""
    child = desktop.start(name, *program, PYTHONPATH=str(REPO))
    took = wait(lambda: screen.shows(name))
    cpu = int(Path(f"/proc/{child.pid}/schedstat").read_text().split()[0]) / 1e6
    time.sleep(1)
    child.terminate()
    child.wait()
    wait(lambda: not screen.shows(name))
    return took, cpu


def _ticks(pid: int) -> int:
    parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(parts[11]) + int(parts[12])


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Start and memory of the tray.")
    parser.add_argument("--runs", type=int, default=6)
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args(argv)
    absent = missing_programs("trayer")
    if absent:
        print(f"the fake desktop needs programs that are not installed: {' '.join(absent)}", file=sys.stderr)
        return 2
    paragraph = "Some words of an answer with **bold** and `code` in it. " * 8 + "\n\n"
    agent = FakeAgent(answer=paragraph * (100_000 // len(paragraph))).start()
    with tempfile.TemporaryDirectory(prefix="bench") as folder, FakeDesktop(Path(folder) / "desk") as desktop:
        state = Path(folder) / "state"
        state.mkdir(mode=0o700)
        endpoint = Endpoint(base_url=f"http://127.0.0.1:{agent.port}", pid=1, version="0")
        (state / "endpoint.json").write_bytes(encode(endpoint))
        (state / "token").write_text(TOKEN)
        found = measure(desktop, state, agent, words.runs)
    agent.stop()
    keys = found.pop("hotkey")
    assert isinstance(keys, list)
    figures = {
        **found, "hotkey_median": statistics.median(keys), "hotkey_p95": sorted(keys)[int(len(keys) * 0.95) - 1],
    }  # fmt: skip
    if words.json:
        print(json.dumps(figures))
        return 0
    for name, value in figures.items():
        goal = f"   goal {GOALS[name]}" if name in GOALS else ""
        print(f"{name:18} {value:8.2f}{goal}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
