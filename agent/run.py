"""From settings to a running agent, soon: the policy is read by another process while the agent loads its parts."""

from __future__ import annotations

import gc
import sys

from agent.policy_source import policy_of
from agent.settings import Settings


def run(settings: Settings) -> int:
    """Run until told to stop; gives the exit code: 0 after an orderly end, 1 with a sentence on standard error."""
    gc.disable()  # until all parts are there: what is made at the start stays
    policy = policy_of(settings)
    policy.begin()
    import asyncio
    import logging

    from proxy.light_import import import_aiohttp

    import_aiohttp()
    from agent.assembly import StartRefused
    from agent.loops import keep_running
    from proxy.event_loop import new_event_loop

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    try:
        with asyncio.Runner(loop_factory=new_event_loop) as runner:
            runner.run(keep_running(settings, policy))
    except StartRefused as refused:
        print(f"{refused.reason.en}\n{refused.reason.ru}", file=sys.stderr)
        return 1
    return 0
