"""What stays, what goes to the gateway, what the employer sees: computed from the policy that is enforced. Pure."""

from agent.messages import Claim, Column
from policy.model import ContentRule, Gateway, HistorySource, Policy
from policy.words import Text

EXPLAINED = frozenset({
    "gateways", "sensors", "retention", "content", "restore", "metrics", "pac", "budgets", "programs", "assistants",
    "recognizers", "rules", "mode", "kill_switch", "pause_minutes", "default", "models", "expires", "catalogue",
})  # fmt: skip
"""Fields of a policy that a claim speaks of."""

NOT_ABOUT_PEOPLE = frozenset({"name", "version", "file", "insecure", "lines", "tests", "limits", "approved_tools"})
"""Fields that change nothing a person could wonder about; the header shows the first four."""

NEVER = (
    Text("Текст вопросов и ответов в журнале", "The text of questions and answers in the log"),
    Text("Адреса страниц, поисковые запросы, заголовки окон", "Page addresses, search terms, window titles"),
    Text("Нажатия клавиш и снимки экрана", "Keystrokes and screenshots"),
    Text("Строки истории браузера о других сайтах", "Rows of the browser's history about other sites"),
    Text(
        "Параметры запуска программ, значения переменных, содержимое ваших файлов",
        "Arguments of programs, values of variables, contents of your files",
    ),
    Text("Оценки и рейтинги людей", "Scores and rankings of people"),
)

BLIND = (
    Text("Телефоны и личные компьютеры", "Phones and personal computers"),
    Text("Других пользователей этого компьютера и удалённые рабочие столы", "Other users and remote desktops"),
    Text("Виртуальные машины, контейнеры, WSL2 (частично)", "Virtual machines, containers, WSL2 (in part)"),
    Text("Переименованные программы без подписи", "Renamed programs without a signature"),
    Text("Приватные окна браузера", "Private windows of the browser"),
    Text("Программы, которые обходят прокси", "Programs that ignore the proxy"),
    Text("ИИ внутри разрешённых сервисов и боты в мессенджерах", "AI inside approved services, bots in messengers"),
)


def claims(policy: Policy | None) -> tuple[Claim, ...]:
    """Every claim that this policy makes true, column by column."""
    if policy is None:
        return (
            Claim(
                column=Column.STAYS,
                text=Text(
                    "Всё: действующей политики нет, поэтому ни один вопрос не отправляется.",
                    "Everything: no policy is in force, so no question is sent.",
                ),
                source="code",
            ),
        )
    return (*_stays(policy), *_to_gateway(policy), *_to_employer(policy))


def _stays(policy: Policy) -> tuple[Claim, ...]:
    found = [
        _claim(
            Column.STAYS,
            "Имена, телефоны, номера документов, ключи и пароли: вместо них уходят условные метки, "
            "а значения остаются в памяти этого компьютера.",
            "Names, phones, document numbers, keys and passwords: stand-ins leave instead, "
            "the values stay in this computer's memory.",
            "gateways",
        )
        if any(gateway.masking for gateway in policy.gateways)
        else None,
        _claim(
            Column.STAYS,
            f"Черновик, ваши беседы и случаи: зашифрованы, удаляются через {policy.retention.content_days} дн.",
            f"Your draft, conversations and own cases: encrypted, removed after {policy.retention.content_days} days.",
            "retention",
        ),
        _claim(
            Column.STAYS,
            "Догадки, которые ничем не подтверждены: о них не сообщается.",
            "Guesses that nothing confirms: they are not reported.",
            "code",
        ),
        _history(policy),
    ]
    if policy.recognizers:
        count = len(policy.recognizers)
        found.append(
            _claim(
                Column.STAYS,
                f"То, что компания описала сама (описаний: {count}).",
                f"What your company described itself (kinds: {count}).",
                "recognizers",
            )
        )
    return tuple(claim for claim in found if claim is not None)


def _history(policy: Policy) -> Claim:
    source = policy.sensors.history_source if policy.sensors.history else HistorySource.OFF
    if source is HistorySource.OFF:
        return _claim(Column.STAYS, "История браузера: не читается.", "The browser's history: not read.", "sensors")
    return _claim(
        Column.STAYS,
        "История браузера: читаются только строки о сайтах ИИ из каталога, без адресов страниц.",
        "The browser's history: only rows about AI sites of the catalogue are read, without page addresses.",
        "sensors",
    )


def _to_gateway(policy: Policy) -> tuple[Claim, ...]:
    found = [_one_gateway(gateway) for gateway in policy.gateways]
    for name, rule, ru, en in (
        ("images", policy.content.images, "Картинки", "Images"),
        ("audio", policy.content.audio, "Звук", "Audio"),
        ("files", policy.content.files, "Файлы", "Files"),
    ):
        if rule is ContentRule.ALLOW:
            found.append(_claim(Column.GATEWAY, f"{ru}: как есть.", f"{en}: as they are.", f"content.{name}"))
        elif rule is ContentRule.EXTRACT:
            found.append(
                _claim(
                    Column.GATEWAY,
                    f"{ru}: только текст, личные данные в нём скрыты.",
                    f"{en}: only their text, with the data masked.",
                    f"content.{name}",
                )
            )
        else:
            found.append(_claim(Column.STAYS, f"{ru}: не отправляются.", f"{en}: not sent.", f"content.{name}"))
    if policy.restore.secrets_in_tools:
        found.append(
            _claim(
                Column.GATEWAY,
                "Секреты возвращаются в вызовы инструментов, которые выполняет программа.",
                "Secrets are put back into tool calls that a program carries out.",
                "restore",
            )
        )
    if policy.pac.mandatory:
        found.append(
            _claim(
                Column.GATEWAY,
                "Сайты ИИ открываются только через Gnomon; содержимое не расшифровывается.",
                "AI sites open only through Gnomon; contents are not decrypted.",
                "pac",
            )
        )
    return tuple(found)


def _one_gateway(gateway: Gateway) -> Claim:
    if gateway.masking:
        return _claim(
            Column.GATEWAY,
            f"Ваши вопросы со скрытыми данными: {gateway.name.ru}.",
            f"Your questions with the data masked: {gateway.name.en}.",
            f"gateways.{gateway.id}",
        )
    return _claim(
        Column.GATEWAY,
        f"Ваши вопросы целиком, скрытие данных ВЫКЛЮЧЕНО: {gateway.name.ru}.",
        f"Your questions in full, masking is OFF: {gateway.name.en}.",
        f"gateways.{gateway.id}.masking",
    )


def _to_employer(policy: Policy) -> tuple[Claim, ...]:
    days = policy.retention.metadata_days
    claims = (
        (
            True,
            "О каждом вопросе: время, программа, модель, решение и сколько значений какого вида скрыто. Не текст.",
            "Of each question: time, program, model, decision, and how many values of which kind were masked. No text.",
            "code",
        ),
        (True, f"Записи хранятся {days} дн.", f"Records are kept for {days} days.", "retention"),
        (
            _any_sensor(policy),
            "О найденном инструменте ИИ: какой, где найден, день и число раз.",
            "Of an AI tool that was found: which, where, the day and how often.",
            "sensors",
        ),
        (
            bool(policy.sensors.account_domains),
            "Рабочая или личная учётная запись в инструменте ИИ (без адреса).",
            "Whether an AI tool uses a work or a personal account (without the address).",
            "sensors.account_domains",
        ),
        (bool(policy.budgets), "Расход токенов за день.", "Tokens used in a day.", "budgets"),
        (
            bool(policy.metrics.otel and policy.metrics.otel_endpoint),
            "О каждом вопросе без текста: когда, какая модель, сколько токенов и скрытых данных, чем кончился.",
            "Of each question, without its text: when, which model, tokens, masked values, how it ended.",
            "metrics.otel",
        ),
        (
            policy.metrics.prometheus,
            "Счётчики работы прокси без содержимого.",
            "Counters of the proxy without contents.",
            "metrics",
        ),
    )
    return tuple(_claim(Column.EMPLOYER, ru, en, source) for holds, ru, en, source in claims if holds)


def _any_sensor(policy: Policy) -> bool:
    sensors = policy.sensors
    return any((
        sensors.processes, sensors.history, sensors.extensions, sensors.editors, sensors.apps, sensors.servers,
        sensors.mcp, sensors.agents, sensors.packages, sensors.connect,
    ))  # fmt: skip


def _claim(column: Column, ru: str, en: str, source: str) -> Claim:
    return Claim(column=column, text=Text(ru, en), source=source)
