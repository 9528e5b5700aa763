"""Who waits for a record to be durable: a thread, or a coroutine of some event loop."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import Future

from audit.chain import Entry
from audit.fault import AuditError

Outcome = Entry | AuditError


class ThreadWaiter:
    """A thread that blocks."""

    def __init__(self) -> None:
        self._future: Future[Entry] = Future()

    def settle(self, outcome: Outcome) -> None:
        """Wake the thread."""
        if isinstance(outcome, AuditError):
            self._future.set_exception(AuditError(outcome.reason))
        else:
            self._future.set_result(outcome)

    def result(self) -> Entry:
        """Wait. Raises: AuditError."""
        return self._future.result()


class LoopWaiter:
    """A coroutine of the loop that runs now."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self._future: asyncio.Future[Entry] = self.loop.create_future()

    def settle(self, outcome: Outcome) -> None:
        """Wake the coroutine; call it in the loop. One that stopped waiting is left alone."""
        if self._future.done():
            return
        if isinstance(outcome, AuditError):
            self._future.set_exception(AuditError(outcome.reason))
        else:
            self._future.set_result(outcome)

    async def result(self) -> Entry:
        """Wait. Raises: AuditError."""
        return await self._future


Waiter = ThreadWaiter | LoopWaiter


def answer(waiters: Sequence[Waiter], outcomes: Sequence[Entry] | AuditError) -> None:
    """Tell everybody; each event loop is woken once for all its coroutines."""
    each: Sequence[Outcome] = [outcomes] * len(waiters) if isinstance(outcomes, AuditError) else outcomes
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[LoopWaiter, Outcome]]] = defaultdict(list)
    for waiter, outcome in zip(waiters, each, strict=True):
        if isinstance(waiter, LoopWaiter):
            by_loop[waiter.loop].append((waiter, outcome))
        else:
            waiter.settle(outcome)
    for loop, pairs in by_loop.items():
        with contextlib.suppress(RuntimeError):  # the loop has ended, and with it everybody who waited there
            loop.call_soon_threadsafe(_settle, pairs)


def _settle(pairs: Sequence[tuple[LoopWaiter, Outcome]]) -> None:
    for waiter, outcome in pairs:
        waiter.settle(outcome)
