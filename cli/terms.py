"""Values of the agent's messages as a person reads them in a table. Pure."""

from policy.words import Text

_TERMS: dict[str, Text] = {
    # surfaces
    "web": Text("сайт", "web"),
    "connection": Text("соединение", "connection"),
    "process": Text("программа", "process"),
    "app": Text("приложение", "app"),
    "agent": Text("агент", "agent"),
    "plugin": Text("плагин", "plugin"),
    "extension": Text("расширение", "extension"),
    "server": Text("сервер", "server"),
    "mcp": Text("MCP", "MCP"),
    "package": Text("пакет", "package"),
    # confidence
    "hint": Text("догадка", "hint"),
    "likely": Text("вероятно", "likely"),
    "confirmed": Text("точно", "confirmed"),
    # state
    "installed": Text("установлен", "installed"),
    "running": Text("работает", "running"),
    "used": Text("используется", "used"),
    # verdicts
    "allow": Text("разрешён", "allowed"),
    "monitor": Text("только запись", "record only"),
    "coach": Text("подсказать", "hint to the person"),
    "justify": Text("спросить причину", "ask for a reason"),
    "redact": Text("скрыть данные", "mask data"),
    "block": Text("остановить", "stop"),
    # how far a sensor could look
    "ok": Text("осмотрено", "looked"),
    "partial": Text("осмотрено не всё", "looked in part"),
    "denied": Text("нет доступа", "no access"),
    "failed": Text("не получилось", "failed"),
    "absent": Text("нет на этом компьютере", "not on this computer"),
    "off": Text("выключено политикой", "switched off by the policy"),
}

_MODES: dict[str, Text] = {
    "observe": Text("наблюдение", "observe"),
    "coach": Text("подсказки", "coach"),
    "enforce": Text("соблюдение", "enforce"),
    "lockdown": Text("запрет", "lockdown"),
}

_SENSORS: dict[str, Text] = {
    "processes": Text("программы", "programs"),
    "servers": Text("серверы", "servers"),
    "history": Text("история браузеров", "browser history"),
    "extensions": Text("расширения", "extensions"),
    "editors": Text("редакторы", "editors"),
    "apps": Text("приложения", "apps"),
    "agents": Text("агенты", "agents"),
    "packages": Text("пакеты", "packages"),
    "mcp": Text("MCP", "MCP"),
    "connect": Text("соединения через прокси", "connections through the proxy"),
}


def term(value: str) -> Text:
    """A surface, confidence, state, verdict or status; an unknown one stands for itself."""
    return _TERMS.get(value, Text(value, value))


def mode(value: str) -> Text:
    """The mode of a policy."""
    return _MODES.get(value, Text(value, value))


def sensor(name: str) -> Text:
    """What a sensor looks at."""
    return _SENSORS.get(name, Text(name, name))
