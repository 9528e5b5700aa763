"""How a look went: what a sensor could and could not see.

A sensor that was refused never passes for one that found nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from policy.words import Text


class Status(StrEnum):
    """How far a sensor could look."""

    OK = "ok"
    PARTIAL = "partial"
    DENIED = "denied"
    FAILED = "failed"
    ABSENT = "absent"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class SensorReport:
    """One sensor's look: `looked_at` things (programs, profiles, folders …) at a moment, the rest in words."""

    name: str
    status: Status
    looked_at: int
    denied: int
    failed: int
    at: datetime
    detail: Text


# What each sensor counts; in Russian in the genitive plural.
_THINGS = {
    "processes": Text(ru="программ", en="running programs"),
    "servers": Text(ru="портов", en="listening ports"),
    "history": Text(ru="историй браузеров", en="browser histories"),
    "engagement": Text(ru="профилей браузеров", en="browser profiles"),
    "extensions": Text(ru="расширений браузеров", en="browser extensions"),
    "editors": Text(ru="плагинов редакторов", en="editor plugins"),
    "apps": Text(ru="приложений", en="applications"),
    "agents": Text(ru="команд и папок агентов", en="commands and agents' folders"),
    "packages": Text(ru="пакетов", en="packages"),
    "mcp": Text(ru="файлов MCP", en="MCP files"),
    "connect": Text(ru="соединений через прокси", en="connections through the proxy"),
}


class Tally:
    """Counts while one sensor looks."""

    def __init__(self) -> None:
        self.looked_at = 0
        self.denied = 0
        self.failed = 0

    def attempt(self) -> "Attempt":
        """Try one thing: what is absent is skipped, what is refused or broken is counted, and the look goes on."""
        return Attempt(self)

    def status(self) -> Status:
        """The state that these counts amount to."""
        if self.denied or self.failed:
            if self.looked_at:
                return Status.PARTIAL
            return Status.DENIED if self.denied else Status.FAILED
        return Status.OK if self.looked_at else Status.ABSENT

    def report(self, name: str, at: datetime) -> SensorReport:
        """The finished report."""
        return SensorReport(name, self.status(), self.looked_at, self.denied, self.failed, at, self._detail(name))

    def _detail(self, name: str) -> Text:
        things = _THINGS.get(name, Text(ru="мест", en="places"))
        ru, en = f"просмотрено {things.ru}: {self.looked_at}", f"{things.en} looked at: {self.looked_at}"
        if self.status() is Status.ABSENT:
            ru, en = f"{things.ru} здесь нет", f"no {things.en} here"
        if self.denied:
            ru, en = f"{ru}; система не дала доступа: {self.denied}", f"{en}; refused by the system: {self.denied}"
        if self.failed:
            ru, en = f"{ru}; не удалось прочитать: {self.failed}", f"{en}; could not be read: {self.failed}"
        return Text(ru=ru, en=en)


class Attempt:
    """A `with` block around one thing that a sensor tries."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, wrong: BaseException | None, _trace: object) -> bool:
        match wrong:
            case None:
                return False
            case FileNotFoundError() | NotADirectoryError():
                return True
            case PermissionError():
                self._tally.denied += 1
                return True
            case OSError() | ValueError() | RecursionError() | OverflowError():
                self._tally.failed += 1
                return True
        return False


def off_report(name: str, at: datetime) -> SensorReport:
    """The report of a sensor that the policy has switched off."""
    detail = Text(ru="выключено политикой", en="switched off by the policy")
    return SensorReport(name, Status.OFF, 0, 0, 0, at, detail)
