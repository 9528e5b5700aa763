"""Identifiers with their label, some with a typo, and numbers that only look like them.

    python -m bench.redactor.identifiers [--copies N] [--show N]

Values are made by tests/redactor/corpora/values.py with valid check digits, from a fixed seed. An identifier is missed
when a digit of it stays; a look-alike is hit when a digit of it is masked. Only patterns run, no language model.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from uuid import UUID

from redactor.engine import Engine, build_engine
from tests.redactor.corpora import values

Make = Callable[[Random], str]

_FRAMES = (
    "{label} {value}",
    "{label}: {value}",
    "{label} — {value}, прошу проверить",
    "| {label} | {value} |",
    "{label}={value}",
)
_LABELLED: tuple[tuple[str, Make], ...] = (
    ("ИНН", values.inn10), ("инн клиента", values.inn12), ("INN", values.inn12), ("ОГРН", values.ogrn),
    ("огрнип", values.ogrnip), ("ОКПО", values.okpo), ("СНИЛС", values.snils), ("снилс сотрудника", values.snils),
    ("карта", values.card), ("номер карты", values.card), ("card number", values.card), ("полис ОМС", values.oms),
    ("р/с", values.account), ("расчётный счёт", values.account), ("паспорт", values.passport),
    ("паспорт серия и номер", values.passport), ("тел.", values.tel), ("телефон", values.tel), ("моб", values.tel),
    ("phone", values.tel_us), ("call me at", values.tel_us), ("IBAN", values.iban), ("NHS number", values.nhs),
    ("госномер", values.plate), ("машина", values.plate),
)  # fmt: skip
_TYPOS = frozenset(("ИНН", "INN", "ОГРН", "СНИЛС", "карта", "полис ОМС", "IBAN"))
_ALONE: tuple[Make, ...] = (
    values.inn12,
    values.snils,
    values.ogrn,
    values.ogrnip,
    values.card,
    values.tel,
    values.iban,
)


def _digits(random: Random, count: int) -> str:
    return values.digits(random, count)


def _number(*shape: str) -> Make:
    """A number of a shape: 9 stands for any digit, a first 9 for one that is not 0."""

    def made(random: Random) -> str:
        return "".join(
            str(random.randrange(i == 0, 10)) if sign == "9" else sign for i, sign in enumerate(random.choice(shape))
        )

    return made


_LOOK_ALIKES: tuple[tuple[str, Make], ...] = (
    ("заказ {}", _number("9999999999", "99999999999", "999999", "999999999999", "9999-9999")),
    ("Заказ № {} отгружен", _number("89999999999", "79999999999", "9999999999", "99-999999")),
    ("артикул {}", _number("9999999999", "999-999999", "99999999", "999.999.99", "9999999999999")),
    ("номер накладной {}", _number("999999", "9999999999", "99999999999")),
    ("тикет #{}", _number("99999", "9999999999", "89999999999")),
    ("order {} shipped", _number("9999999999", "999-9999999-9999999", "99999999999")),
    ("invoice no. {}", _number("9999999999", "2026-999999", "999999")),
    ("tracking {}", _number("99999999999999", "999999999999", "9999 9999 9999")),
    ("сумма {} руб.", _number("9 999 999,99", "999 999 999", "99 999 999", "9999999999", "9 999 999 999")),
    ("итого {} ₽", _number("999 999 999", "99 999 999,00", "9999999999")),
    ("выручка составила {} тыс.", _number("9 999 999", "999 999 999", "99999999")),
    ("created_at={}", _number("1699999999", "1699999999999", "2026-03-19 12:39:49")),
    ("timestamp: {}", _number("1799999999", "1799999999999")),
    ("версия {}", _number("9.99.9.9999", "10.9.99.99", "9.9.9-99")),
    ("build {}", _number("9.9.9999.99999", "10.0.19045.9999")),
    ("ISBN {}", _number("978-5-999-99999-9", "9785999999999")),
    ("ГОСТ Р {}", _number("99999-2019", "9999.9-2020")),
    ("с {}", _number("01.02.2024 по 31.12.2025", "2019-2024 гг.", "10:30 до 18:45")),
    ("срок до {}", _number("19.12.2026", "2026-11-19", "19/12/26")),
    ("счётчик показал {}", _number("999999", "99999.999", "9999999")),
    ("кадастровый номер {}", _number("77:09:0009999:9999", "50:19:0099999:99")),
    ("КБК {}", _number("18210102010011000110", "18210301000019999999")),
    ("uuid {}", lambda random: str(UUID(int=random.getrandbits(128), version=4))),
    ("commit {}", lambda random: f"{random.getrandbits(160):040x}"),
    ("sha256: {}", lambda random: f"{random.getrandbits(256):064x}"),
    ("координаты {}", _number("55.799999, 37.699999", "59.939999, 30.319999")),
    ("в таблице {} строк", _number("9999999999", "999 999 999", "99999999999")),
    ("размер {} байт", _number("9999999999", "89999999999", "79999999999", "999999999")),
    ("матрица {}", _number("999 999 999 999", "99 99 99 99", "9999 9999 999")),
    ("pi = 3.14159{}", _number("9999999999", "99999999")),
    ("диапазон {}", _number("1000-2000", "100000-200000", "1999-2024")),
)  # fmt: skip


def labelled(random: Random, copies: int) -> Iterator[tuple[str, str]]:
    """(text, identifier) pairs."""
    for label, make in _LABELLED:
        for number in range(copies):
            value = make(random)
            if label in _TYPOS and number % 3 == 2:
                value = _mistyped(value, random)
            yield random.choice(_FRAMES).format(label=label, value=value), value
    for make in _ALONE:
        for _ in range(copies):
            value = make(random)
            yield random.choice(("прошу сверить {}, спасибо", "{}", "см. строку ниже:\n{}\n")).format(value), value


def _mistyped(value: str, random: Random) -> str:
    """One digit of the last half is another one."""
    places = [i for i, sign in enumerate(value) if sign.isdigit() and i >= len(value) // 2]
    at = random.choice(places)
    return value[:at] + str((int(value[at]) + random.randrange(1, 9)) % 10) + value[at + 1 :]


def look_alikes(random: Random, copies: int) -> Iterator[tuple[str, str]]:
    """(text, number) pairs of what is nobody's."""
    for frame, make in _LOOK_ALIKES:
        for _ in range(copies):
            value = make(random)
            yield frame.format(value), value


def visible(engine: Engine, text: str, value: str) -> list[bool]:
    """For each letter or digit of a value, whether it stays visible."""
    start = text.index(value)
    covered = {i for one in engine.find(text) for i in range(one.start, one.end)}
    return [i not in covered for i in range(start, start + len(value)) if text[i].isalnum()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=40)
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()
    engine, random = build_engine(names=False), Random(20261121)
    for title, pairs, bad in (
        ("labelled or valid, missed", labelled(random, options.copies), any),
        ("look-alikes, hit", look_alikes(random, options.copies * 3), lambda seen: not all(seen)),
    ):
        wrong: Counter[str] = Counter()
        total = 0
        for text, value in pairs:
            total += 1
            if bad(visible(engine, text, value)):
                wrong[text] += 1
        print(f"{title}: {sum(wrong.values())} of {total}")
        for text in list(wrong)[: options.show]:
            print(f"   {text!r}")


if __name__ == "__main__":
    main()
