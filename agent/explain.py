"""Decisions in words, as messages. Pure but for the catalogue."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import msgspec

from agent.look import catalogue_for, catalogue_in_force
from agent.messages import Explanation
from detector.catalogue.tools import Catalogue
from policy.author.explain import explain as sentence_of
from policy.decide import decide_tool
from policy.model import Decision, Policy
from policy.words import Text

_UNKNOWN = Text(
    "Каталог не знает инструмента с таким именем; поиск: gnomon catalogue search СЛОВО",
    "The catalogue knows no tool of this name; search: gnomon catalogue search WORD",
)


def explain_tool(policy: Policy | None, tool: str, now: datetime) -> Explanation:
    """What the policy says of a tool."""
    catalogue = catalogue_in_force(policy)
    told = explanation_of(decide_tool(policy, tool=tool, tags=_tags_in(catalogue, tool), surface="", now=now))
    if catalogue.tools.get(tool) is not None:
        return told
    sentence = Text(f"{told.sentence.ru} {_UNKNOWN.ru}", f"{told.sentence.en} {_UNKNOWN.en}")
    return msgspec.structs.replace(told, sentence=sentence)


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
