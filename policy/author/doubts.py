"""Rules that are well formed and probably not what their author means."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from policy.author.shadow import shadowed_rules
from policy.complaint import Complaint, Severity
from policy.model import Gateway, Policy, Rule, Verb
from policy.regex_lint import doubt_of
from policy.words import Text

SOON = timedelta(days=14)
_CLASS_ROOTS = ("pii", "secret", "company", "*")


def doubts_of(policy: Policy, *, now: datetime | None) -> Iterator[Complaint]:
    """Everything doubtful in a readable policy. now: names what has expired or soon will."""
    yield from _whole(policy, now)
    for gateway in policy.gateways:
        yield from _gateway(policy, gateway)
    for rule in policy.rules:
        yield from _exception(policy, rule)
        yield from _time(policy, rule, now)
        yield from _reach(policy, rule)
        yield from _words(policy, rule)
    if any(budget.rub_per_month is not None for budget in policy.budgets):
        yield _warn(
            policy,
            policy.line_of("budgets"),
            "Пределы в рублях пока только записаны: прокси считает токены.",
            "Limits in roubles are only noted for now: the proxy counts tokens.",
            "Добавьте tokens_per_day.",
            "Add tokens_per_day.",
        )
    for later, earlier in shadowed_rules(policy.rules):
        yield _warn(
            policy,
            later.line,
            f"Правило «{later.id}» ничего не решает: раньше всегда решает «{earlier.id}» (строка {earlier.line}).",
            f"The rule '{later.id}' never decides: '{earlier.id}' (line {earlier.line}) always decides before it.",
            f"Уберите его, сузьте «{earlier.id}» или поднимите priority.",
            f"Remove it, narrow '{earlier.id}', or raise its priority.",
        )
    for recognizer in policy.recognizers:
        for pattern in recognizer.patterns:
            doubt = doubt_of(pattern.regex)
            if doubt is not None:
                yield Complaint(policy.file, recognizer.line, 1, doubt, _SIMPLER, Severity.WARNING)


def _whole(policy: Policy, now: datetime | None) -> Iterator[Complaint]:
    if not policy.gateways:
        yield _warn(
            policy,
            1,
            "Нет ни одного шлюза: каждый запрос будет отклонён.",
            "There is no gateway: every prompt will be refused.",
            "Опишите шлюз в gateways.",
            "Describe a gateway in gateways.",
        )
    if not policy.tests:
        yield _warn(
            policy,
            1,
            "У политики нет тестов.",
            "The policy has no tests.",
            "Опишите в tests главные случаи: что должно быть остановлено и что нет.",
            "Write the main cases in tests: what must be stopped and what must not.",
        )
    if policy.expires is not None and now is not None and policy.expires <= now:
        yield _error(
            policy,
            policy.line_of("expires"),
            "Политика уже истекла: каждый запрос будет отклонён.",
            "The policy has expired: every prompt will be refused.",
            "Продлите expires.",
            "Extend expires.",
        )
    elif policy.expires is not None and now is not None and policy.expires <= now + SOON:
        yield _warn(
            policy,
            policy.line_of("expires"),
            "Политика истекает меньше чем через 14 дней.",
            "The policy expires in less than 14 days.",
            "Продлите expires.",
            "Extend expires.",
        )


def _gateway(policy: Policy, gateway: Gateway) -> Iterator[Complaint]:
    if not gateway.masking:
        yield _warn(
            policy,
            gateway.line,
            f"Шлюз «{gateway.id}» получает запросы без маскирования.",
            f"The gateway '{gateway.id}' gets prompts unmasked.",
            "Оставьте так только для измерений.",
            "Keep this for measuring only.",
        )
    if not gateway.models and not policy.models:
        yield _warn(
            policy,
            gateway.line,
            f"Для шлюза «{gateway.id}» не одобрена ни одна модель: запросы будут отклонены.",
            f"No model is approved for the gateway '{gateway.id}': prompts will be refused.",
            "Перечислите модели в models.",
            "List models in models.",
        )


def _exception(policy: Policy, rule: Rule) -> Iterator[Complaint]:
    verbs = {rule.do} if isinstance(rule.do, Verb) else {one.verb for one in rule.do}
    if Verb.ALLOW in verbs and rule.expires is None:
        yield _error(
            policy,
            rule.line,
            f"Исключение «{rule.id}» (allow) бессрочно.",
            f"The exception '{rule.id}' (allow) never ends.",
            "Добавьте expires; постоянное разрешение записывается в approved_tools.",
            "Add expires; a lasting permission belongs in approved_tools.",
        )
    if Verb.ALLOW in verbs and not rule.owner:
        yield _warn(
            policy,
            rule.line,
            f"У исключения «{rule.id}» нет ответственного.",
            f"The exception '{rule.id}' has no owner.",
            "Добавьте owner и ticket.",
            "Add owner and ticket.",
        )
    if Verb.BLOCK in verbs and rule.expires is not None:
        yield _warn(
            policy,
            rule.line,
            f"Запрет «{rule.id}» закончится сам собой: политика станет мягче.",
            f"The block '{rule.id}' ends by itself: the policy gets looser then.",
            "Уберите expires, если запрет нужен и дальше.",
            "Remove expires if the block must stay.",
        )


def _time(policy: Policy, rule: Rule, now: datetime | None) -> Iterator[Complaint]:
    if (rule.when.hours is not None or rule.when.days) and not rule.when.tz:
        yield _warn(
            policy,
            rule.line,
            f"Часы и дни правила «{rule.id}» считаются по UTC.",
            f"Hours and days of the rule '{rule.id}' are taken in UTC.",
            "Добавьте tz, например Europe/Moscow.",
            "Add tz, for example Europe/Moscow.",
        )
    if rule.expires is not None and now is not None and rule.expires <= now:
        yield _warn(
            policy,
            rule.line,
            f"Срок правила «{rule.id}» истёк: оно больше не действует.",
            f"The rule '{rule.id}' has expired and no longer applies.",
            "Удалите или продлите его.",
            "Remove or extend it.",
        )
    if rule.rollout is not None and rule.rollout.percent == 0:
        yield _warn(
            policy,
            rule.line,
            f"Правило «{rule.id}» не действует ни для кого: доля 0 %.",
            f"The rule '{rule.id}' applies to nobody: its share is 0 %.",
            "Поднимите percent.",
            "Raise percent.",
        )


def _reach(policy: Policy, rule: Rule) -> Iterator[Complaint]:
    """Globs that reach further than anybody means, and names that reach nothing."""
    patterns = rule.when.data if isinstance(rule.do, Verb) else tuple(one.pattern for one in rule.do)
    for pattern in patterns:
        if pattern.split(".")[0] not in _CLASS_ROOTS:
            yield _warn(
                policy,
                rule.line,
                f"Данных «{pattern}» не бывает.",
                f"There is no data '{pattern}'.",
                "Имена начинаются с pii. или secret.",
                "Names start with pii. or secret.",
            )
    if rule.do is Verb.ALLOW and any(
        pattern.replace("*", "") in ("", "pii.", "tag:") for pattern in (*rule.when.tool, *rule.when.data)
    ):
        yield _warn(
            policy,
            rule.line,
            f"Шаблон правила «{rule.id}» разрешает слишком многое.",
            f"A pattern of the rule '{rule.id}' allows too much.",
            "Назовите точнее, что разрешено.",
            "Name more exactly what is allowed.",
        )
    for destination in rule.when.destination:
        if "*" not in destination and policy.gateway(destination) is None:
            yield _warn(
                policy,
                rule.line,
                f"Шлюза «{destination}» в политике нет.",
                f"The policy has no gateway '{destination}'.",
                "Исправьте destination.",
                "Mend destination.",
            )


def _words(policy: Policy, rule: Rule) -> Iterator[Complaint]:
    if rule.do in (Verb.COACH, Verb.JUSTIFY, Verb.BLOCK) and rule.message is None:
        yield _warn(
            policy,
            rule.line,
            f"Правило «{rule.id}» ничего не объясняет человеку.",
            f"The rule '{rule.id}' tells the person nothing.",
            "Добавьте message: что делать вместо этого.",
            "Add a message: what to do instead.",
        )


def _warn(policy: Policy, line: int, ru: str, en: str, fix_ru: str, fix_en: str) -> Complaint:
    return Complaint(policy.file, line, 1, Text(ru=ru, en=en), Text(ru=fix_ru, en=fix_en), Severity.WARNING)


def _error(policy: Policy, line: int, ru: str, en: str, fix_ru: str, fix_en: str) -> Complaint:
    return Complaint(policy.file, line, 1, Text(ru=ru, en=en), Text(ru=fix_ru, en=fix_en))


_SIMPLER = Text(
    ru="Ограничьте повторения сверху: {1,40} вместо +.", en="Give repetitions an upper bound: {1,40} rather than +."
)
