"""Decisions in words, as messages. Pure but for the catalogue."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from agent.look import catalogue_for, catalogue_in_force
from agent.messages import Explanation
from detector.catalogue.tools import Catalogue
from policy.author.explain import explain as sentence_of
from policy.decide import decide_tool
from policy.model import Decision, Policy


def explain_tool(policy: Policy | None, tool: str, now: datetime) -> Explanation:
    """What the policy says of a tool."""
    tags = _tags_in(catalogue_in_force(policy), tool)
    return explanation_of(decide_tool(policy, tool=tool, tags=tags, surface="", now=now))


def tags_by(policy: Policy) -> Callable[[str], frozenset[str]]:
    """Tags of tools by the catalogue as a policy changes it.

    Raises:
        PolicyError: an addition or a correction has the wrong form.
    """
    return partial(_tags_in, catalogue_for(policy))


def _tags_in(catalogue: Catalogue, tool: str) -> frozenset[str]:
    """Tags of a tool; one that the catalogue does not know has none."""
    known = catalogue.tools.get(tool)
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
