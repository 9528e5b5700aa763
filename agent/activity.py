"""Audit records in plain words, for the person they are about. Pure."""

from collections.abc import Callable

from agent.messages import ActivityRow
from audit.chain import Entry
from policy.words import Text

Called = Callable[[str], Text]
"""What a person calls the tool or the gateway of an id."""

OUTCOMES = {
    "ok": Text("Ответ получен.", "The answer arrived."),
    "blocked": Text("Вопрос не отправлен: так велит политика.", "The question was not sent: the policy says so."),
    "truncated": Text("Шлюз оборвал ответ на середине.", "The gateway cut the answer off."),
    "client_abort": Text("Программа прервала ответ.", "The program stopped the answer."),
    "upstream_error": Text("Шлюз ответил ошибкой.", "The gateway answered with an error."),
    "detector_error": Text(
        "Вопрос не отправлен: не удалось проверить его на личные данные.",
        "The question was not sent: it could not be checked for personal data.",
    ),
    "interrupted": Text(
        "Защита была прервана посреди ответа.", "Protection was interrupted in the middle of the answer."
    ),
}

SIMPLE = {
    "agent.started": Text("Защита запущена.", "Protection started."),
    "agent.stopped": Text("Защита остановлена.", "Protection stopped."),
    "policy.refused": Text(
        "Новый файл политики отклонён; действует прежний.", "A new policy file was refused; the last one stays."
    ),
    "sensor.state": Text("Компьютер осмотрен.", "This computer was looked over."),
    "pause.ended": Text("Пауза подсказок окончена.", "Hints are on again."),
    "log.exported": Text("Журнал выгружен в файл.", "The log was exported to a file."),
}

SURFACES = {
    "web": Text("в браузере", "in the browser"),
    "connection": Text("по сети", "over the network"),
    "process": Text("запущенная программа", "a running program"),
    "app": Text("установленная программа", "an installed program"),
    "agent": Text("агент командной строки", "a command-line agent"),
    "plugin": Text("расширение редактора", "an editor plug-in"),
    "extension": Text("расширение браузера", "a browser extension"),
    "server": Text("локальный сервер моделей", "a local model server"),
    "mcp": Text("сервер MCP", "an MCP server"),
    "package": Text("программный пакет", "a program package"),
}

CHOICES = {
    "continued": Text("продолжить в Gnomon", "continue in Gnomon"),
    "dismissed": Text("убрать", "put away"),
    "silenced": Text("больше не подсказывать", "no more hints"),
    "wrong": Text("это ошибка", "this is wrong"),
}

LOG_WHOLE = Text("Журнал проверен: он цел.", "The log was verified: it is whole.")
LOG_BROKEN = Text("Журнал проверен: он изменён.", "The log was verified: it was changed.")


def in_words(entry: Entry, called: Called) -> ActivityRow:
    """One record as a row of the Activity window."""
    event = entry.event
    return ActivityRow(
        seq=entry.seq,
        at=event.at.isoformat(),
        kind=event.kind,
        sentence=_sentence(event.kind, dict(event.facts), called),
        record={"seq": entry.seq, "at": event.at.isoformat(), "kind": event.kind, "facts": dict(event.facts)},
    )


def _sentence(kind: str, facts: dict[str, object], called: Called) -> Text:
    if kind in SIMPLE:
        return SIMPLE[kind]
    if kind == "prompt.opened":
        return _opened(facts, called)
    if kind == "prompt.closed":
        return OUTCOMES.get(str(facts.get("outcome")), Text("Обмен окончен.", "The exchange ended."))
    if kind == "policy.loaded":
        version = facts.get("version")
        return Text(f"Действует политика версии {version}.", f"Policy version {version} is in force.")
    if kind in ("tool.seen", "notice.shown", "notice.answered"):
        return _of_tool(kind, called(str(facts.get("tool"))), facts)
    if kind == "log.verified":
        return LOG_WHOLE if facts.get("whole") else LOG_BROKEN
    if kind == "pause.begun":
        minutes = facts.get("minutes")
        return Text(f"Подсказки приостановлены на {minutes} мин.", f"Hints are paused for {minutes} min.")
    return Text(kind, kind)


def _of_tool(kind: str, tool: Text, facts: dict[str, object]) -> Text:
    if kind == "tool.seen":
        where = _word(SURFACES, facts.get("surface"))
        return Text(f"Замечен инструмент ИИ: {tool.ru} ({where.ru}).", f"An AI tool was seen: {tool.en} ({where.en}).")
    if kind == "notice.shown":
        return Text(f"Показана подсказка: {tool.ru}.", f"A hint about {tool.en} was shown.")
    choice = _word(CHOICES, facts.get("choice"))
    return Text(
        f"Ваш ответ на подсказку ({tool.ru}): {choice.ru}.", f"Your answer to the hint about {tool.en}: {choice.en}."
    )


def _word(words: dict[str, Text], value: object) -> Text:
    """The word for a value; a value of a newer version stands for itself."""
    return words.get(str(value), Text(str(value), str(value)))


def _opened(facts: dict[str, object], called: Called) -> Text:
    program = str(facts.get("program") or "")
    counts = facts.get("counts")
    masked = sum(n for n in counts.values() if isinstance(n, int)) if isinstance(counts, dict) else 0
    who_ru, who_en = (f"из {program} ", f"from {program} ") if program else ("", "")
    if facts.get("verdict") == "block":
        return Text(f"Вопрос {who_ru}остановлен.", f"A question {who_en}was stopped.")
    gateway = called(str(facts.get("gateway")))
    if not facts.get("masked"):
        return Text(
            f"Вопрос {who_ru}отправлен без скрытия данных, так велит политика ({gateway.ru}).",
            f"A question {who_en}went to {gateway.en} unmasked: the policy says so.",
        )
    return Text(
        f"Вопрос {who_ru}отправлен ({gateway.ru}); скрыто значений: {masked}.",
        f"A question {who_en}went to {gateway.en}; values masked: {masked}.",
    )
