"""One run of the agent: start, loops, orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Coroutine
from datetime import UTC, datetime

from agent import record
from agent.assembly import Assembled, StartRefused, assemble
from agent.control.ask import plain_models
from agent.notebook import kept_until
from agent.parts import Parts
from agent.settings import Settings
from audit.log import AuditError
from policy.words import Text

POLICY_SECONDS = 2.0
"""How often the policy file is looked at; with reading it a change is in force within 5 s (detection, goal G17)."""
HOUSEKEEPING_SECONDS = 3600.0
WARM_SECONDS = 0.5

_log = logging.getLogger("gnomon.agent")

POLICY_REFUSED = Text(
    "Новый файл политики с ошибкой, действует прежний. Посмотрите: gnomon policy lint",
    "The new policy file has a mistake, the last one stays. See: gnomon policy lint",
)


def run(settings: Settings) -> int:
    """Run until told to stop; gives the exit code: 0 after an orderly end, 1 with a sentence on standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    try:
        asyncio.run(_run(settings))
    except StartRefused as refused:
        print(f"{refused.reason.en}\n{refused.reason.ru}", file=sys.stderr)
        return 1
    return 0


async def _run(settings: Settings) -> None:
    async with contextlib.AsyncExitStack() as stack:
        assembled = await assemble(settings, stack)
        parts = assembled.parts
        _stop_on_signals(parts.stopping)
        print(f"Gnomon: {assembled.origin}/v1", flush=True)
        loops = [asyncio.create_task(loop) for loop in _loops(assembled)]
        ended = asyncio.create_task(parts.stopping.wait())
        await asyncio.wait([ended, *loops], return_when=asyncio.FIRST_COMPLETED)
        for task in (ended, *loops):
            task.cancel()
        outcomes = await asyncio.gather(*loops, return_exceptions=True)
        await parts.asker.close()
        with contextlib.suppress(AuditError):  # a log that cannot be written has refused every prompt already
            await parts.log.append_async(record.agent_stopped(datetime.now(UTC)))
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome


def _loops(assembled: Assembled) -> list[Coroutine[object, object, None]]:
    parts = assembled.parts
    loops = [_follow_policy(parts), _follow_worker(parts), _keep_house(parts)]
    if parts.settings.watch:
        loops.append(parts.watch.run())
    return loops


async def _follow_policy(parts: Parts) -> None:
    """Put a changed policy file in force, and say so in the log and in the windows."""
    while True:
        await asyncio.sleep(POLICY_SECONDS)
        before = parts.policy.current
        if not await asyncio.to_thread(parts.policy.refresh):
            continue
        policy, error, now = parts.policy.current, parts.policy.error, datetime.now(UTC)
        with contextlib.suppress(AuditError):
            if error is not None:
                await parts.log.append_async(record.policy_refused(now, complaints=len(error.complaints)))
            elif policy is not None and policy is not before:
                await parts.log.append_async(record.policy_loaded(now, policy, digest=parts.policy.digest))
        parts.hub.models = plain_models(policy) if policy else ()
        parts.hub.warn("policy", POLICY_REFUSED if error else None)
        parts.hub.changed()


async def _follow_worker(parts: Parts) -> None:
    """Tell the windows when the redactor is warm and when it is not."""
    known = None
    while True:
        if parts.worker.ready != known:
            known = parts.worker.ready
            parts.hub.changed()
        await asyncio.sleep(WARM_SECONDS)


async def _keep_house(parts: Parts) -> None:
    """Remove conversations whose time is over."""
    while True:
        policy = parts.policy.current
        if policy is not None:
            before = kept_until(datetime.now(UTC), policy.retention.content_days)
            with contextlib.suppress(OSError):  # tried again in an hour; nothing is kept longer by design
                parts.notebook.forget_conversations(before=before)
        await asyncio.sleep(HOUSEKEEPING_SECONDS)


def _stop_on_signals(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; Ctrl+C raises there
            loop.add_signal_handler(name, stopping.set)
