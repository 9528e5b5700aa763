"""A decision in one sentence."""

from policy.model import Decision, Verb
from policy.words import Text

VERBS = {
    Verb.ALLOW: Text(ru="разрешить", en="allow"),
    Verb.MONITOR: Text(ru="записать", en="monitor"),
    Verb.COACH: Text(ru="подсказать", en="coach"),
    Verb.JUSTIFY: Text(ru="спросить причину", en="justify"),
    Verb.REDACT: Text(ru="замаскировать", en="redact"),
    Verb.BLOCK: Text(ru="остановить", en="block"),
}


def explain(decision: Decision) -> Text:
    """Verdict, clause, place, version, and how many rules were considered."""
    place_ru = f"{decision.file}, строка {decision.line}, " if decision.line else ""
    place_en = f"at line {decision.line} of {decision.file}, " if decision.line else ""
    ru, en = VERBS[decision.verdict].ru, VERBS[decision.verdict].en
    softened_ru = softened_en = ""
    if decision.verdict is not decision.uncapped:
        softened_ru = f" (правило велит «{VERBS[decision.uncapped].ru}», режим смягчил)"
        softened_en = f" (the rule says {VERBS[decision.uncapped].en}, the mode softened it)"
    return Text(
        ru=f"{ru}{softened_ru} по правилу {decision.rule}, {place_ru}политика версии {decision.policy_version}; "
        f"рассмотрено правил: {decision.considered}. {decision.reason.ru}",
        en=f"{en}{softened_en} by {decision.rule} {place_en}policy v{decision.policy_version}; "
        f"{decision.considered} rules considered. {decision.reason.en}",
    )
