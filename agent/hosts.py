"""AI hosts that browsers send through us: which, what the policy says of each, and what was seen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from agent.watch import Watch
from detector.catalogue.tools import Catalogue
from detector.evidence import Sighting
from detector.match import Matcher
from policy.decide import decide_tool, is_approved
from policy.model import Caller, Decision, Policy, Verb

SURFACE = "connection"


def pac_hosts(catalogue: Catalogue, policy: Policy | None) -> tuple[str, ...]:
    """Hosts for the PAC file: "host", and "*.host" for what lies below it. Approved tools and gateways stay out.

    A host that is an AI tool only below a path stays out too: a PAC file never sees paths.
    """
    own = {urlsplit(gateway.base_url).hostname for gateway in policy.gateways} if policy else set()
    found: set[str] = set()
    for tool in catalogue.tools.values():
        if policy is not None and is_approved(policy, tool.id, frozenset(tool.tags)):
            continue
        for rule in tool.hosts:
            if rule.role in ("web", "api") and not rule.path and rule.host not in own:
                found.add(rule.host)
                if rule.match == "suffix":
                    found.add(f"*.{rule.host}")
    return tuple(sorted(found))


class Hosts:
    """Decides on hosts and passes on what was seen."""

    def __init__(self, *, matcher: Callable[[], Matcher], policy: Callable[[], Policy | None], watch: Watch) -> None:
        self._matcher = matcher
        self._policy = policy
        self._watch = watch
        self._listed: tuple[Catalogue, Policy | None, tuple[str, ...]] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def listed(self) -> Sequence[str]:
        """What the PAC file lists now."""
        catalogue, policy = self._matcher().catalogue, self._policy()
        if self._listed is None or self._listed[0] is not catalogue or self._listed[1] is not policy:
            self._listed = (catalogue, policy, pac_hosts(catalogue, policy))
        return self._listed[2]

    def decide(self, host: str, caller: Caller) -> Decision:
        """The policy's decision on a host. Without a policy hosts pass: only prompts are refused then."""
        policy = self._policy()
        matcher = self._matcher()
        match = matcher.match_host(host)
        tool = matcher.catalogue.tools.get(match.tool_id) if match else None
        decision = decide_tool(
            policy,
            tool=tool.id if tool else "",
            tags=frozenset(tool.tags) if tool else frozenset(),
            surface=SURFACE,
            now=datetime.now(UTC),
            user=caller.user,
        )
        if policy is None or (tool is None and decision.verdict is Verb.BLOCK):
            return decision._replace(verdict=Verb.MONITOR)
        return decision

    def saw(self, host: str, caller: Caller, decision: Decision) -> None:
        """A connection is about to be made or refused; records and notices follow at once, beside it."""
        sightings = self._watch.saw_connection(host, caller.path)
        if sightings:
            task = asyncio.create_task(self._take(sightings))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _take(self, sightings: Iterable[Sighting]) -> None:
        for sighting in sightings:
            await self._watch.take_or_keep(sighting, datetime.now(UTC))
