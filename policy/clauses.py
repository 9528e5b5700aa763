"""The built-in clauses of a decision and the sentences that go with them."""

from policy.model import Rule, Verb
from policy.words import Text

NO_POLICY = "no-policy"
POLICY_EXPIRED = "policy-expired"
KILL_SWITCH = "kill-switch"
GATEWAY_NOT_APPROVED = "gateway-not-approved"
MODEL_NOT_APPROVED = "model-not-approved"
PROGRAM_NOT_ALLOWED = "program-not-allowed"
LOCKDOWN = "lockdown"
APPROVED_TOOL = "approved-tool"
DEFAULT = "default"

BUILT_IN = frozenset(
    {
        NO_POLICY,
        POLICY_EXPIRED,
        KILL_SWITCH,
        GATEWAY_NOT_APPROVED,
        MODEL_NOT_APPROVED,
        PROGRAM_NOT_ALLOWED,
        LOCKDOWN,
        APPROVED_TOOL,
        DEFAULT,
    }
)

REASONS = {
    NO_POLICY: Text(
        ru="На этом компьютере нет действующей политики, поэтому ничего не отправляется. Обратитесь к администратору.",
        en="This computer has no valid policy, so nothing is sent. Ask your administrator.",
    ),
    POLICY_EXPIRED: Text(
        ru="Срок политики истёк, поэтому ничего не отправляется. Попросите администратора выпустить новую.",
        en="The policy has expired, so nothing is sent. Ask your administrator for a new one.",
    ),
    GATEWAY_NOT_APPROVED: Text(
        ru="Этот шлюз не одобрен политикой. Выберите шлюз из списка компании.",
        en="This gateway is not approved by the policy. Choose one from the company's list.",
    ),
    MODEL_NOT_APPROVED: Text(
        ru="Эта модель не одобрена политикой. Выберите модель из списка компании.",
        en="This model is not approved by the policy. Choose one from the company's list.",
    ),
    PROGRAM_NOT_ALLOWED: Text(
        ru="Этой программе политика не разрешает обращаться к ИИ через шлюз.",
        en="The policy does not let this program ask through the gateway.",
    ),
    LOCKDOWN: Text(
        ru="Действует строгий режим: разрешены только одобренные инструменты ИИ.",
        en="Lockdown is on: only approved AI tools may be used.",
    ),
    APPROVED_TOOL: Text(ru="Это одобренный инструмент компании.", en="This is one of the company's approved tools."),
}
BLOCKED_ALL = Text(
    ru="Компания временно остановила всякую работу с ИИ. Обратитесь к администратору.",
    en="The company has stopped all use of AI for now. Ask your administrator.",
)
PAUSED = Text(
    ru="Действие правил приостановлено компанией; данные по-прежнему маскируются.",
    en="The company has paused its rules; data is still masked.",
)
TOOL_DEFAULT = Text(
    ru="Ни одно правило не называет этот инструмент; действует правило по умолчанию.",
    en="No rule names this tool; the default applies.",
)
PROMPT_DEFAULT = Text(
    ru="Личные данные и секреты заменяются метками перед отправкой.",
    en="Personal data and secrets are replaced by placeholders before sending.",
)
UNMASKED = Text(
    ru="Маскирование для этого шлюза выключено политикой: запрос уходит как написан.",
    en="The policy has switched masking off for this gateway: the prompt leaves as written.",
)

_VERBS = {
    Verb.ALLOW: Text(ru="Политика это разрешает.", en="The policy allows this."),
    Verb.MONITOR: Text(ru="Политика это только записывает.", en="The policy only records this."),
    Verb.COACH: Text(ru="Для этого у компании есть одобренный способ.", en="The company has an approved way for this."),
    Verb.JUSTIFY: Text(ru="Политика просит указать причину.", en="The policy asks you for a reason."),
    Verb.REDACT: PROMPT_DEFAULT,
    Verb.BLOCK: Text(ru="Политика компании этого не разрешает.", en="The company's policy does not allow this."),
}


def reason_of(rule: Rule, verb: Verb) -> Text:
    """The rule's own message, or the house's sentence for its verb."""
    return rule.message or _VERBS[verb]
