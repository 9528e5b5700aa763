"""Decisions in words, as messages. Pure but for the catalogue."""

from datetime import datetime

from agent.messages import Explanation
from detector.catalogue.load import load_catalogue
from policy.author.explain import explain as sentence_of
from policy.decide import decide_tool
from policy.model import Decision, Policy


def explain_tool(policy: Policy | None, tool: str, now: datetime) -> Explanation:
    """What the policy says of a tool."""
    return explanation_of(decide_tool(policy, tool=tool, tags=tags_of(tool), surface="", now=now))


def tags_of(tool: str) -> frozenset[str]:
    """Tags of a tool; one that the catalogue does not know has none."""
    known = load_catalogue().tools.get(tool)
    return frozenset(known.tags) if known else frozenset()


def explanation_of(decision: Decision) -> Explanation:
    """A decision as a message."""
    return Explanation(
        sentence=sentence_of(decision),
        verdict=str(decision.verdict),
        rule=decision.rule,
        file=decision.file,
        line=decision.line,
        policy_version=decision.policy_version,
    )
