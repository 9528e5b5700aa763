"""The worker process itself: reads prompts from a pipe, writes findings to a pipe, opens nothing else."""

import ctypes
import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO, Protocol

import msgspec

from redactor.finding import Finding
from redactor.frames import LENGTH_BYTES, Answer, Ask, Found, Setup, body_length, pack, to_text

_FORBIDDEN = frozenset(
    {"socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"}
)
# Held in a variable so that the type checker reads the branches of every system.
_PLATFORM: str = sys.platform
_OVER_MEMORY = 137
_ORPHANED = 3
_WATCH_SECONDS = 0.25


class Finds(Protocol):
    """What the process serves."""

    def find_all(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Findings of the texts of one prompt."""


Build = Callable[[Mapping[str, object] | None], Finds]


def main() -> None:
    """Serve the real engine on standard input and output until the input ends."""
    run(_load_engine)


def _load_engine() -> Build:
    """Import Presidio and the numeric libraries; the models come with the Setup."""
    from redactor.engine import build_engine

    return build_engine


def run(load: Callable[[], Build]) -> None:
    """Take the pipes, forbid the network, import, wait for the Setup, build, serve.

    A process that waits for its Setup is a spare: most of the start is behind it and little memory is taken.
    """
    source, target = _take_pipes()
    sys.addaudithook(_refuse_network)
    build = load()
    body = _read_body(source)
    if not body:
        return
    setup = msgspec.msgpack.decode(body, type=Setup)
    _limit_memory(setup.memory_limit_mb)
    _watch(setup.memory_limit_mb)
    engine = build(setup.company)
    gc.freeze()
    _write(target, Answer(0, "found", [], "", resident_mb()))
    serve(engine, source, target)


def serve(engine: Finds, source: BinaryIO, target: BinaryIO) -> None:
    """Answer every Ask; an error is answered by its class and the process goes on."""
    while body := _read_body(source):
        ask = msgspec.msgpack.decode(body, type=Ask)
        _write(target, _answer(engine, ask))


def _answer(engine: Finds, ask: Ask) -> Answer:
    try:
        found = engine.find_all([to_text(data) for data in ask.texts])
    except Exception as error:  # noqa: BLE001 (the loop must survive; the prompt is refused)
        return Answer(ask.number, "failed", [], type(error).__name__, resident_mb())
    return Answer(ask.number, "found", [[_wire(one) for one in some] for some in found], "", resident_mb())


def _wire(finding: Finding) -> Found:
    return Found(finding.entity, finding.start, finding.end, finding.score, finding.recognizer)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Our own ends of the pipes; what a library prints goes nowhere."""
    source = os.fdopen(os.dup(0), "rb")
    target = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    sys.stdout = sys.stderr
    return source, target


def _read_body(source: BinaryIO) -> bytes:
    """The next frame's body, empty at the end of the input."""
    head = source.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return b""
    return source.read(body_length(head))


def _write(target: BinaryIO, answer: Answer) -> None:
    target.write(pack(answer))
    target.flush()


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError("the redactor opens no sockets")


def _limit_memory(limit_mb: int) -> None:
    """Let the system refuse memory beyond twice the limit, where it can; the watch thread sees the limit itself."""
    if _PLATFORM == "linux":
        import resource

        limit = 2 * limit_mb * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _watch(limit_mb: int) -> None:
    """End the process when it holds too much memory or when nobody is left to ask it."""
    parent = os.getppid()

    def look() -> None:
        while True:
            time.sleep(_WATCH_SECONDS)
            if resident_mb() > limit_mb:
                os._exit(_OVER_MEMORY)
            if os.getppid() != parent:
                os._exit(_ORPHANED)

    threading.Thread(target=look, daemon=True, name="memory-watch").start()


def resident_mb() -> int:
    """Resident memory of this process in MiB; 0 where the system does not say."""
    if _PLATFORM == "linux":
        with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123 (read four times a second)
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGESIZE") // 2**20
    if _PLATFORM == "win32":
        return _resident_mb_windows()
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20


def _resident_mb_windows() -> int:
    """WorkingSetSize of GetProcessMemoryInfo (Microsoft Learn, psapi.h, PROCESS_MEMORY_COUNTERS)."""
    counters = (ctypes.c_size_t * 10)()
    counters[0] = ctypes.sizeof(counters)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 (absent outside Windows)
    kernel.K32GetProcessMemoryInfo(ctypes.c_void_p(-1), ctypes.byref(counters), ctypes.sizeof(counters))
    return int(counters[2]) // 2**20


if __name__ == "__main__":
    main()
