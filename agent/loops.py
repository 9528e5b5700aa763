"""What the running agent does for ever, and its orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import logging
import signal
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta

from agent import record
from agent.assembly import assemble
from agent.control.ask import plain_models
from agent.hub import Hub
from agent.memory import give_back
from agent.notebook import kept_until
from agent.parts import Parts
from agent.policy_in_force import PolicyInForce, Reading
from agent.settings import Settings
from audit.log import AuditError
from audit.retention import prune
from policy.model import Policy
from policy.words import Text
from redactor.spelling import shapes

POLICY_SECONDS = 2.0
"""How often the policy file is looked at; with reading it a change is in force within 5 s (detection, goal G17)."""
HOUSEKEEPING_SECONDS = 3600.0
WARM_SECONDS = 0.5
AGAIN_SECONDS = 30.0
TIDY_SECONDS = 30.0
CREDENTIAL_SECONDS = 10.0

_log = logging.getLogger("gnomon.agent")

LOOP_STOPPED = Text(
    "Часть защиты остановилась и запускается снова. Вопросы проверяются как обычно. Посмотрите: gnomon doctor",
    "A part of protection stopped and starts again. Questions are checked as usual. See: gnomon doctor",
)


async def keep_running(settings: Settings, policy: PolicyInForce) -> None:
    """Start, go on until told to stop, end in order. policy: of these settings; it may have begun to be read.

    Raises:
        StartRefused: the agent cannot start.
    """
    async with contextlib.AsyncExitStack() as stack:
        stopping = asyncio.Event()
        _stop_on_signals(stopping)
        assembled = await assemble(settings, policy, stack, stopping)
        parts = assembled.parts
        _spare_the_collector()
        print(f"Gnomon: {assembled.origin}/v1", flush=True)
        loops = [asyncio.create_task(keep_going(name, loop, parts.hub)) for name, loop in _loops(parts).items()]
        await stopping.wait()
        for task in loops:
            task.cancel()
        await asyncio.gather(*loops, return_exceptions=True)
        parts.hub.end()
        await parts.asker.close()


def _spare_the_collector() -> None:
    """What was made until now stays until the end: the garbage collector need not look at it again."""
    gc.freeze()
    gc.enable()


def _loops(parts: Parts) -> dict[str, Callable[[], Coroutine[object, object, None]]]:
    loops: dict[str, Callable[[], Coroutine[object, object, None]]] = {
        "policy": lambda: _follow_policy(parts),
        "worker": lambda: _follow_worker(parts),
        "house": lambda: _keep_house(parts),
        "spans": parts.spans.run,
        "memory": _tidy_memory,
    }
    if not parts.settings.demo:  # the demo brings its own key
        loops["credential"] = lambda: _look_for_credentials(parts)
    if parts.settings.watch:
        loops["watch"] = lambda: _watch(parts)
    return loops


async def keep_going(
    name: str, loop: Callable[[], Coroutine[object, object, None]], hub: Hub, *, pause: float = AGAIN_SECONDS
) -> None:
    """Run a loop for ever: what goes wrong in one must not end protection. ``pause``: seconds before it starts anew."""
    while True:
        try:
            await loop()
        except Exception:  # noqa: BLE001 (one of the two loops that must survive)
            _log.exception("The loop %s stopped and starts anew in %s s", name, pause)
            hub.warn(f"loop-{name}", LOOP_STOPPED)
            await asyncio.sleep(pause)
            hub.warn(f"loop-{name}", None)


async def _follow_policy(parts: Parts) -> None:
    """Put a changed policy file in force, and say so in the log and in the windows."""
    while True:
        await asyncio.sleep(POLICY_SECONDS)
        read = await asyncio.to_thread(parts.policy.read)
        if read is not None:
            await _put_in_force(parts, read, datetime.now(UTC))


async def _put_in_force(parts: Parts, read: Reading, now: datetime) -> None:
    before, digest = parts.policy.current, parts.policy.digest
    if read.policy is not None:
        await parts.finder.follow(read.policy)
    parts.policy.put_in_force(read)
    policy = parts.policy.current
    parts.hub.models = plain_models(policy) if policy else ()
    parts.hub.warn("policy", read.refused.reason if read.refused else None)
    parts.hub.changed()
    parts.watch.policy_changed()
    with contextlib.suppress(AuditError):  # the next prompt meets the same trouble, and is refused for it
        if read.refused is not None:
            refused = record.policy_refused(now, code=read.refused.code, complaints=read.refused.complaints)
            await parts.log.append_async(refused)
        if policy is not None and (policy, parts.policy.digest) != (before, digest):
            await parts.log.append_async(record.policy_loaded(now, policy, digest=parts.policy.digest))


async def _watch(parts: Parts) -> None:
    """Look at this machine for ever. What that needs is loaded beside the first answers."""
    await asyncio.to_thread(importlib.import_module, "agent.watch")
    await parts.watch.run()


async def _follow_worker(parts: Parts) -> None:
    """Tell the windows when the redactor is warm and when it is not."""
    await asyncio.to_thread(shapes)  # of placeholders: beside the worker's start, not before our first answer
    known = None
    while True:
        if parts.finder.ready != known:
            known = parts.finder.ready
            parts.hub.changed()
        await asyncio.sleep(WARM_SECONDS)


async def _look_for_credentials(parts: Parts) -> None:
    """Say which key of a gateway is not here, before the gateway refuses a question for it."""
    while True:
        policy = parts.policy.current
        told = await asyncio.to_thread(parts.credentials.missing, policy) if policy else None
        parts.hub.warn("credential", told)
        await asyncio.sleep(CREDENTIAL_SECONDS)


async def _tidy_memory() -> None:
    """Give back what looking, reading and masking have freed."""
    while True:
        await asyncio.sleep(TIDY_SECONDS)
        await asyncio.to_thread(give_back)


async def _keep_house(parts: Parts) -> None:
    """Remove conversations, cases and records whose time is over."""
    while True:
        policy = parts.policy.current
        if policy is not None:
            before = kept_until(datetime.now(UTC), policy.retention.content_days)
            with contextlib.suppress(OSError):  # tried again in an hour; nothing is kept longer by design
                parts.notebook.forget_old(before=before)
            await _prune_log(parts, policy, datetime.now(UTC))
        await asyncio.sleep(HOUSEKEEPING_SECONDS)


async def _prune_log(parts: Parts, policy: Policy, now: datetime) -> None:
    """Remove records past the policy's days, unless a legal hold stops all deletion."""
    if policy.retention.legal_hold:
        return
    before = now - timedelta(days=policy.retention.metadata_days)
    with contextlib.suppress(AuditError):  # tried again in an hour
        await asyncio.to_thread(prune, parts.log, before=before, now=now)


def _stop_on_signals(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; Ctrl+C raises there
            loop.add_signal_handler(name, stopping.set)
