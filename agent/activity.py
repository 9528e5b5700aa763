"""Audit records in plain words, for the person they are about. Pure."""

from agent.messages import ActivityRow
from audit.chain import Entry
from policy.words import Text

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

LOG_WHOLE = Text("Журнал проверен: он цел.", "The log was verified: it is whole.")
LOG_BROKEN = Text("Журнал проверен: он изменён.", "The log was verified: it was changed.")


def in_words(entry: Entry) -> ActivityRow:
    """One record as a row of the Activity window."""
    event = entry.event
    return ActivityRow(
        seq=entry.seq,
        at=event.at.isoformat(),
        kind=event.kind,
        sentence=_sentence(event.kind, dict(event.facts)),
        record={"seq": entry.seq, "at": event.at.isoformat(), "kind": event.kind, "facts": dict(event.facts)},
    )


def _sentence(kind: str, facts: dict[str, object]) -> Text:
    if kind in SIMPLE:
        return SIMPLE[kind]
    if kind == "prompt.opened":
        return _opened(facts)
    if kind == "prompt.closed":
        return OUTCOMES.get(str(facts.get("outcome")), Text("Обмен окончен.", "The exchange ended."))
    if kind == "policy.loaded":
        version = facts.get("version")
        return Text(f"Действует политика версии {version}.", f"Policy version {version} is in force.")
    if kind == "tool.seen":
        tool, surface = facts.get("tool"), facts.get("surface")
        return Text(f"Замечен инструмент ИИ: {tool} ({surface}).", f"An AI tool was seen: {tool} ({surface}).")
    if kind == "notice.shown":
        tool = facts.get("tool")
        return Text(f"Показана подсказка о {tool}.", f"A hint about {tool} was shown.")
    if kind == "notice.answered":
        tool, choice = facts.get("tool"), facts.get("choice")
        return Text(f"Ваш ответ на подсказку о {tool}: {choice}.", f"Your answer to the hint about {tool}: {choice}.")
    if kind == "log.verified":
        return LOG_WHOLE if facts.get("whole") else LOG_BROKEN
    if kind == "pause.begun":
        minutes = facts.get("minutes")
        return Text(f"Подсказки приостановлены на {minutes} мин.", f"Hints are paused for {minutes} min.")
    return Text(kind, kind)


def _opened(facts: dict[str, object]) -> Text:
    program = str(facts.get("program") or "")
    counts = facts.get("counts")
    masked = sum(n for n in counts.values() if isinstance(n, int)) if isinstance(counts, dict) else 0
    who_ru, who_en = (f"из {program} ", f"from {program} ") if program else ("", "")
    if facts.get("verdict") == "block":
        return Text(f"Вопрос {who_ru}остановлен.", f"A question {who_en}was stopped.")
    gateway = facts.get("gateway")
    if not facts.get("masked"):
        return Text(
            f"Вопрос {who_ru}отправлен в {gateway} без скрытия данных: так велит политика.",
            f"A question {who_en}went to {gateway} unmasked: the policy says so.",
        )
    return Text(
        f"Вопрос {who_ru}отправлен в {gateway}; скрыто значений: {masked}.",
        f"A question {who_en}went to {gateway}; values masked: {masked}.",
    )
