"""Whether a sighting deserves a notice, and its words. Pure."""

from datetime import datetime

from agent.messages import Notice, SightingCard
from policy.model import Decision, Verb
from policy.words import Text

COACHED = frozenset({Verb.COACH, Verb.JUSTIFY, Verb.REDACT, Verb.BLOCK})
IN_USE = frozenset({"running", "used"})
CERTAIN = frozenset({"likely", "confirmed"})

CONTINUE = Text("Продолжить в Gnomon", "Continue in Gnomon")
SAFER_WAY = Text("Для этого есть более безопасный способ.", "There is a safer way to do this.")


def deserves_notice(card: SightingCard, decision: Decision) -> bool:
    """A tool that is in use, seen with certainty, and that the policy does not simply allow or watch."""
    return decision.verdict in COACHED and card.confidence in CERTAIN and card.state in IN_USE


def compose_notice(card: SightingCard, decision: Decision, message: Text | None, now: datetime) -> Notice:
    """One sentence and one action. ``message``: the words of the policy's rule, where it has some."""
    sentence = message or SAFER_WAY
    return Notice(
        id=f"{card.tool}-{now:%Y%m%d}",
        tool=card.tool,
        tool_name=card.name,
        surface=card.surface,
        sentence=sentence,
        action=CONTINUE,
        why=Text(
            f"Замечен {card.name}. Правило «{decision.rule}» политики версии {decision.policy_version}. "
            f"Основание: {', '.join(one.ru for one in card.evidence)}.",
            f"{card.name} was seen. Rule “{decision.rule}” of policy version {decision.policy_version}. "
            f"Evidence: {', '.join(one.en for one in card.evidence)}.",
        ),
    )
