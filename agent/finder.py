"""Who looks into prompts: the worker that was built for the policy in force; a changed policy gets another one."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.company import recognizers_of
from policy.model import Policy
from redactor.finding import Finding
from redactor.worker import Worker

FINDING_SECONDS = 10.0
"""Deadline for a prompt while no policy says another."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker is built from: the company's recognizers and the deadline of a prompt in seconds."""

    company: Mapping[str, object] | None
    deadline: float


@dataclass(slots=True)
class _Post:
    """A worker and how many prompts it holds."""

    setup: Setup
    worker: Worker
    prompts: int = 0


class PolicyFinder:
    """Finds with what the policy in force says. A worker that was replaced finishes the prompts that it has."""

    def __init__(self, policy: Policy | None) -> None:
        self._post = _built(setup_of(policy))
        self._leaving: set[asyncio.Task[None]] = set()

    @property
    def ready(self) -> bool:
        """Whether the worker of the policy in force is warm."""
        return self._post.worker.ready

    async def start(self) -> None:
        """Begin to start the worker and return at once."""
        await self._post.worker.start()

    async def find(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Findings of each text of one prompt.

        Raises:
            RedactionError: not every text could be examined; the prompt must not be sent.
        """
        post = self._post
        post.prompts += 1
        try:
            return await post.worker.find(texts)
        finally:
            post.prompts -= 1
            if post is not self._post and not post.prompts:
                self._dismiss(post)

    async def follow(self, policy: Policy | None) -> bool:
        """Prompts from now on are examined by this policy's recognizers; they wait while its worker warms up.

        True when that took another worker. Call it before the policy is in force: no prompt may pass by a new policy
        that an old worker examined.
        """
        setup = setup_of(policy)
        if setup == self._post.setup:
            return False
        coming, going = _built(setup), self._post
        await coming.worker.start()
        self._post = coming
        if not going.prompts:
            self._dismiss(going)
        return True

    async def stop(self) -> None:
        """End every worker; prompts that wait are refused."""
        await asyncio.gather(self._post.worker.stop(), *self._leaving)

    def _dismiss(self, post: _Post) -> None:
        task = asyncio.create_task(post.worker.stop())
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)


def setup_of(policy: Policy | None) -> Setup:
    """What the worker of a policy is built from."""
    return Setup(recognizers_of(policy), float(policy.limits.finding_seconds) if policy else FINDING_SECONDS)


def _built(setup: Setup) -> _Post:
    processes = max(1, min(2, (os.cpu_count() or 2) // 2))
    return _Post(setup, Worker(company=setup.company, deadline=setup.deadline, processes=processes))
