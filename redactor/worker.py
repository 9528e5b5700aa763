"""The worker as the agent sees it: a supervised process that finds, or a refusal. Nothing here imports a model.

A prompt passes only when a process has answered in time with findings that fit its texts. A crash, a hang, garbage,
too much memory: the prompt is refused and another process takes the place.
"""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policy.words import Text
from redactor.finding import Finding, RedactionError
from redactor.frames import Answer, FrameError, Setup, findings_of, pack
from redactor.process import Child

CHILD_FLAG = "--gnomon-redactor"
START_SECONDS = 60.0
# A prompt of more than 10,000 characters gets this much more time for each further 1,000: four times what it costs.
SECONDS_PER_KB = 0.1
_RESTART_PAUSE_SECONDS = 0.5
_LOOK_SECONDS = 0.05  # while a late prompt is worked on: whether somebody else waits

LATE = Text(
    ru="Проверка текста не успела закончиться, поэтому он не отправлен. Повторите или сократите его.",
    en="The text could not be checked in time, so it was not sent. Try again or shorten it.",
)
BROKEN = Text(
    ru="Проверка текста прервалась, поэтому он не отправлен. Повторите через несколько секунд.",
    en="The check of the text broke off, so it was not sent. Try again in a few seconds.",
)
NOT_RUNNING = Text(
    ru="Проверка текста не запущена, поэтому он не отправлен. Перезапустите Gnomon.",
    en="The check of the text is not running, so it was not sent. Restart Gnomon.",
)


def child_command() -> tuple[str, ...]:
    """How to start the process: our own program again when it is frozen, the interpreter otherwise."""
    if getattr(sys, "frozen", False):
        return (sys.executable, CHILD_FLAG)
    return (sys.executable, "-m", "redactor.child")


def serve_if_asked(arguments: Sequence[str]) -> bool:
    """First call of every frozen program of ours: be the worker when the command line says so."""
    if list(arguments[1:2]) != [CHILD_FLAG]:
        return False
    from redactor.child import main

    main()
    return True


@dataclass(slots=True)
class _Job:
    texts: tuple[str, ...]
    until: float  # loop time
    done: "asyncio.Future[list[list[Finding]]]"
    late: bool = False


class Worker:
    """One or more processes behind one queue; each works on one prompt at a time.

    `deadline` is in seconds for a prompt of up to 10,000 characters, waiting included; longer ones get
    SECONDS_PER_KB more for each further 1,000. `memory_limit_mb` is resident memory of one process. `spare`: one more
    process waits with everything imported and no model loaded (about 70 MB), to replace one that fails in a moment.
    """

    def __init__(
        self,
        *,
        company: Mapping[str, object] | None = None,
        deadline: float = 10.0,
        processes: int = 1,
        memory_limit_mb: int = 600,
        spare: bool = True,
        command: Sequence[str] | None = None,
    ) -> None:
        self._setup = Setup(dict(company) if company else None, memory_limit_mb)
        self._deadline = deadline
        self._command = tuple(command) if command is not None else child_command()
        self._processes = processes
        self._keep_spare = spare
        self._spare: Child | None = None
        self._jobs: asyncio.Queue[_Job] = asyncio.Queue()
        self._late: dict[tuple[str, ...], _Job] = {}  # refused, and still worked on
        self._slots: list[asyncio.Task[None]] = []
        self._warm = asyncio.Event()
        self._alive = 0
        self.replaced = 0

    async def start(self) -> None:
        """Begin to start the processes and return at once."""
        if not self._slots:
            self._slots = [asyncio.create_task(self._keep_slot()) for _ in range(self._processes)]

    @property
    def ready(self) -> bool:
        """Whether a process is warm now."""
        return self._alive > 0

    async def wait_ready(self, timeout: float) -> None:
        """Return when a process is warm. Raises RedactionError after `timeout` seconds."""
        try:
            await asyncio.wait_for(self._warm.wait(), timeout)
        except TimeoutError:
            raise RedactionError(NOT_RUNNING) from None

    async def find(self, texts: Sequence[str], *, deadline: float | None = None) -> list[list[Finding]]:
        """Findings of each text of one prompt. Raises RedactionError; there is no partial answer.

        A late prompt is worked on for one more deadline while nobody else waits: sent again, it finds that work.
        """
        if not self._slots:
            raise RedactionError(NOT_RUNNING)
        if not texts:
            return []
        loop = asyncio.get_running_loop()
        seconds = self._seconds_for(texts) if deadline is None else deadline
        job = self._late.get(tuple(texts))
        if job is None:
            job = _Job(tuple(texts), loop.time() + seconds, loop.create_future())
            self._jobs.put_nowait(job)
        try:
            return await asyncio.wait_for(asyncio.shield(job.done) if job.late else job.done, seconds)
        except TimeoutError:
            raise RedactionError(LATE) from None

    async def stop(self) -> None:
        """End the processes; prompts that wait are refused."""
        slots, self._slots = self._slots, []
        for slot in slots:
            slot.cancel()
        await asyncio.gather(*slots, return_exceptions=True)
        if self._spare is not None:
            await self._spare.kill()
        while not self._jobs.empty():
            _refuse(self._jobs.get_nowait(), NOT_RUNNING)

    def _seconds_for(self, texts: Sequence[str]) -> float:
        beyond = max(0, sum(map(len, texts)) - 10_000)
        return self._deadline + beyond / 1000 * SECONDS_PER_KB

    async def _keep_slot(self) -> None:
        """Keep one process alive for ever."""
        while True:
            child = await self._warm_child()
            if child is None:
                await asyncio.sleep(_RESTART_PAUSE_SECONDS)
                continue
            self._count(+1)
            try:
                await self._provide_spare()
                await self._serve(child)
            finally:
                self._count(-1)
                await child.kill()
            self.replaced += 1

    async def _warm_child(self) -> Child | None:
        """A process that has said that it is warm, or nothing when it could not start."""
        try:
            child = await self._spare_or_new()
        except OSError:
            return None
        try:
            async with asyncio.timeout(START_SECONDS):
                await child.say(pack(self._setup))
                await child.hear()
        except (TimeoutError, FrameError, OSError):
            await child.kill()
            return None
        except asyncio.CancelledError:
            await child.kill()
            raise
        return child

    async def _spare_or_new(self) -> Child:
        """The process that waits, or a new one. Raises OSError."""
        child, self._spare = self._spare, None
        if child is not None:
            if child.alive:
                return child
            await child.kill()
        return await Child.spawn(self._command)

    async def _provide_spare(self) -> None:
        """Start a process for the next failure; without one, replacing takes a whole start."""
        if not self._wants_spare():
            return
        try:
            child = await Child.spawn(self._command)
        except OSError:
            return
        if self._wants_spare():
            self._spare = child
        else:  # another slot was quicker
            await child.kill()

    def _wants_spare(self) -> bool:
        return self._keep_spare and self._spare is None

    def _count(self, by: int) -> None:
        self._alive += by
        if self._alive:
            self._warm.set()
        else:
            self._warm.clear()

    async def _serve(self, child: Child) -> None:
        """Give prompts to a process until it has to be replaced."""
        while True:
            job = await self._next_job(child)
            if job is None:
                return
            if job.done.done():
                continue
            healthy = await self._work(child, job)
            if not healthy or child.memory_mb > self._setup.memory_limit_mb:
                return

    async def _next_job(self, child: Child) -> _Job | None:
        """The next prompt, or nothing when the process ends while it waits."""
        get, end = asyncio.create_task(self._jobs.get()), asyncio.create_task(child.ended())
        try:
            await asyncio.wait((get, end), return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            if get.done():
                self._jobs.put_nowait(get.result())
            raise
        finally:
            get.cancel()
            end.cancel()
        return get.result() if get.done() and not get.cancelled() else None

    async def _work(self, child: Child, job: _Job) -> bool:
        """Put one prompt through; False when the process must be replaced."""
        asking = asyncio.create_task(child.ask(job.texts))
        try:
            await asyncio.wait((asking,), timeout=job.until - asyncio.get_running_loop().time())
            if not asking.done():
                _refuse(job, LATE)
                job = await self._go_on(asking, job)
            if not asking.done():
                _refuse(job, LATE)
                return False
            answer = asking.result()
            found = findings_of(answer, job.texts) if answer.status == "found" else None
        except (FrameError, OSError):
            _refuse(job, BROKEN)
            return False
        except asyncio.CancelledError:
            _refuse(job, NOT_RUNNING)
            raise
        finally:
            asking.cancel()
        if found is None:
            _refuse(job, BROKEN)
        elif not job.done.done():
            job.done.set_result(found)
        return True

    async def _go_on(self, asking: asyncio.Task[Answer], job: _Job) -> _Job:
        """Wait for the answer to a late prompt for one more deadline, while nobody waits for another one."""
        loop = asyncio.get_running_loop()
        job = self._late[job.texts] = _Job(job.texts, loop.time() + self._deadline, loop.create_future(), late=True)
        job.done.add_done_callback(lambda done: done.cancelled() or done.exception())  # perhaps nobody asks again
        try:
            while not asking.done() and self._jobs.empty() and loop.time() < job.until:
                await asyncio.wait((asking,), timeout=_LOOK_SECONDS)
        except asyncio.CancelledError:
            _refuse(job, NOT_RUNNING)
            raise
        finally:
            del self._late[job.texts]
        return job


def _refuse(job: _Job, reason: Text) -> None:
    if not job.done.done():
        job.done.set_exception(RedactionError(reason))
