"""A decision in one sentence. Pure."""

from datetime import datetime

from agent.messages import Explanation
from detector.catalogue.load import load_catalogue
from policy.decide import decide_tool
from policy.model import Decision, Policy
from policy.words import Text

VERBS = {
    "allow": Text("разрешено", "allowed"),
    "monitor": Text("учитывается", "noted"),
    "coach": Text("подсказка", "a hint is shown"),
    "justify": Text("просят пояснить", "a reason is asked for"),
    "redact": Text("личные данные скрываются", "personal data is masked"),
    "block": Text("не разрешено", "not allowed"),
}


def explain_tool(policy: Policy | None, tool: str, now: datetime) -> Explanation:
    """What the policy says of a tool. A tool that the catalogue does not know has no tags."""
    known = load_catalogue().tools.get(tool)
    tags = frozenset(known.tags) if known else frozenset()
    return explain(decide_tool(policy, tool=tool, tags=tags, surface="", now=now), tool)


def explain(decision: Decision, subject: str) -> Explanation:
    """Verdict, reason, rule, place and version in one sentence."""
    verb = VERBS[decision.verdict]
    place = f"{decision.file}:{decision.line}" if decision.line else decision.file or "-"
    head = f"{subject}: " if subject else ""
    sentence = Text(
        f"{head}{verb.ru}. {decision.reason.ru} Правило «{decision.rule}» ({place}), политика версии "
        f"{decision.policy_version}; рассмотрено правил: {decision.considered}.",
        f"{head}{verb.en}. {decision.reason.en} Rule “{decision.rule}” ({place}), policy version "
        f"{decision.policy_version}; {decision.considered} rules considered.",
    )
    return Explanation(
        sentence=sentence,
        verdict=str(decision.verdict),
        rule=decision.rule,
        file=decision.file,
        line=decision.line,
        policy_version=decision.policy_version,
    )
