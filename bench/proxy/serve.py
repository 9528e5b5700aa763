"""The proxy alone, for the harness: `python bench/proxy/serve.py --upstream URL --key K --token T --port N`.

The finder is a stub (the harness' canary e-mail) unless --real; nothing is recorded. The policy allows audio, which the
client check sends, and every model.
"""

import argparse
import asyncio
import logging
import os
import re
import signal
from collections.abc import Sequence

from policy.model import Content, ContentRule, Gateway, Mode, ModelGrant, Policy
from policy.words import Text
from proxy.event_loop import new_event_loop
from proxy.exchange import Exchange
from proxy.server import Finder, Proxy
from redactor.finding import Finding

_CANARY = re.compile("[A-Za-z0-9._%+-]+\u200b?@[A-Za-z0-9.-]+\\.[a-z]{2,}")


class Stub:
    """Knows e-mail addresses only."""

    async def find(self, texts: Sequence[str]) -> list[list[Finding]]:
        """As redactor.worker.Worker.find."""
        return [[Finding("EMAIL", *match.span(), 1.0, "stub") for match in _CANARY.finditer(text)] for text in texts]


class Nowhere:
    """Records nothing."""

    async def opened(self, exchange: Exchange) -> None:
        """Nothing."""

    async def closed(self, exchange: Exchange) -> None:
        """Nothing."""


def bench_policy(upstream: str, *, masking: bool = True) -> Policy:
    """Everything that the harness sends is allowed."""
    name = Text(ru="Стенд", en="Bench")
    return Policy(
        name=name,
        version=1,
        file="bench",
        mode=Mode.ENFORCE,
        gateways=(Gateway(id="mock", name=name, base_url=upstream, models=("*",), masking=masking),),
        models=(ModelGrant("*"),),
        content=Content(images=ContentRule.REFUSE, audio=ContentRule.ALLOW, files=ContentRule.EXTRACT),
    )


async def main() -> None:
    """Serve until SIGTERM."""
    options = argparse.ArgumentParser()
    options.add_argument("--upstream", default=os.environ.get("UPSTREAM", "http://127.0.0.1:9100"))
    options.add_argument("--key", default=os.environ.get("UP_KEY", "sk-up"))
    options.add_argument("--token", default=os.environ.get("LOCAL_TOKEN", "sk-local"))
    options.add_argument("--port", type=int, default=int(os.environ.get("PORT", "9200")))
    options.add_argument("--real", action="store_true", help="find with the real worker")
    options.add_argument("--no-masking", action="store_true")
    chosen = options.parse_args()
    logging.basicConfig(level=logging.WARNING)
    policy = bench_policy(chosen.upstream, masking=not chosen.no_masking)
    finder: Finder = Stub()
    if chosen.real:
        from redactor.worker import Worker

        finder = worker = Worker()
        await worker.start()
    proxy = Proxy(
        policy=lambda: policy,
        finder=finder,
        recorder=Nowhere(),
        credentials=lambda _: chosen.key,
        key=lambda: b"bench" * 8,
        token=chosen.token,
        port=chosen.port,
    )
    print(f"http://127.0.0.1:{await proxy.start()}", flush=True)
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()
    await proxy.stop(drain=1.0)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(main())
