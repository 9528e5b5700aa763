"""What must fit together across a policy: unique ids, names that exist, tests that say what they need."""

from collections.abc import Iterable, Iterator

from policy.clauses import BUILT_IN
from policy.complaint import Complaint
from policy.model import Policy, Verb
from policy.words import Text


def complaints_of(policy: Policy) -> Iterator[Complaint]:
    """Everything that makes a policy unusable although each field alone is right."""
    yield from _repeated(policy, "rules", ((rule.id, rule.line) for rule in policy.rules))
    yield from _repeated(policy, "gateways", ((one.id, one.line) for one in policy.gateways))
    yield from _repeated(policy, "assistants", ((one.id, policy.line_of("assistants")) for one in policy.assistants))
    yield from _repeated(policy, "recognizers", ((one.name, one.line) for one in policy.recognizers))
    yield from _lost_gateways(policy)
    yield from _reserved_rules(policy)
    yield from _bare_secrets(policy)


def _repeated(policy: Policy, what: str, ids: Iterable[tuple[str, int]]) -> Iterator[Complaint]:
    first: dict[str, int] = {}
    for one, line in ids:
        if one in first:
            text = Text(
                ru=f"Имя «{one}» в {what} уже есть в строке {first[one]}.",
                en=f"The name '{one}' in {what} is already on line {first[one]}.",
            )
            yield Complaint(policy.file, line, 1, text, Text(ru="Дайте другое имя.", en="Give it another name."))
        first.setdefault(one, line)


def _lost_gateways(policy: Policy) -> Iterator[Complaint]:
    known = {one.id for one in policy.gateways}
    named = [(other, one.line) for one in policy.gateways for other in one.failover]
    named += [(one.gateway, policy.line_of("assistants")) for one in policy.assistants if one.gateway]
    for gateway, line in named:
        if gateway not in known:
            text = Text(ru=f"Шлюза «{gateway}» в политике нет.", en=f"The policy has no gateway '{gateway}'.")
            fix = Text(ru="Опишите его в gateways или исправьте имя.", en="Describe it in gateways, or mend the name.")
            yield Complaint(policy.file, line, 1, text, fix)


def _reserved_rules(policy: Policy) -> Iterator[Complaint]:
    for rule in policy.rules:
        if rule.id in BUILT_IN:
            text = Text(
                ru=f"Имя «{rule.id}» занято встроенным правилом.", en=f"'{rule.id}' is the name of a built-in clause."
            )
            yield Complaint(policy.file, rule.line, 1, text, Text(ru="Дайте другое имя.", en="Give it another name."))


def _bare_secrets(policy: Policy) -> Iterator[Complaint]:
    """Passwords and keys are masked whatever a rule says, so a rule that wants otherwise would deceive its author."""
    for rule in policy.rules:
        if isinstance(rule.do, Verb):
            spared = rule.when.data if rule.do is Verb.ALLOW else ()
        else:
            spared = tuple(one.pattern for one in rule.do if one.verb is Verb.ALLOW)
        if any(pattern.startswith("secret") for pattern in spared):
            text = Text(
                ru=f"Правило «{rule.id}» разрешает отправлять секреты открыто; секреты маскируются всегда.",
                en=f"The rule '{rule.id}' lets secrets leave unmasked; secrets are always masked.",
            )
            fix = Text(ru="Уберите secret.* из правила.", en="Remove secret.* from the rule.")
            yield Complaint(policy.file, rule.line, 1, text, fix)
