"""Values without a label for the synthetic prompts: dates, sums, telephone numbers, ids. Pure."""

from __future__ import annotations

import string
from collections.abc import Callable
from random import Random

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def _date(random: Random) -> str:
    day, month, year = random.randint(1, 28), random.randint(1, 12), random.randint(1940, 2026)
    names = _MONTHS.split("|")
    return random.choice((
        f"{year}-{month:02}-{day:02}", f"{day:02}.{month:02}.{year}", f"{month}/{day}/{year}",
        f"{day} {names[month - 1]} {year}",
        f"{names[month - 1]} {day}", f"{names[month - 1]} {day}, {year}", f"{day} {names[month - 1][:3]}",
        f"the {day}th",
    ))  # fmt: skip


def _money(random: Random) -> str:
    amount = random.choice(
        (
            f"{random.randint(1, 999)}",
            f"{random.randint(1, 99)},{random.randint(0, 999):03}",
            f"{random.randint(1, 999)}.50",
        )
    )
    return random.choice(
        (
            f"${amount}",
            f"€{amount}",
            f"£{amount}",
            f"{amount} USD",
            f"{amount} EUR",
            f"{amount} rubles",
            amount,
            f"{amount}k",
        )
    )


def _phone(random: Random) -> str:
    digits = [random.randint(100, 999), random.randint(100, 999), random.randint(1000, 9999)]
    return random.choice(
        ("+1 {}-{}-{}", "({}) {}-{}", "{}-{}-{}", "+44 {} {} {}", "+7 {} {} {}", "{}{}{}", "{}.{}.{}")
    ).format(*digits)


def _number(random: Random) -> str:
    return str(random.choice((random.randint(1, 99), random.randint(100, 9999), random.randint(10_000, 9_999_999))))


def _word(random: Random) -> str:
    return "".join(random.choices(string.ascii_lowercase, k=random.randint(3, 8)))


def _id(random: Random) -> str:
    letters, digits = "".join(random.choices(string.ascii_uppercase, k=3)), random.randint(100, 99_999)
    return random.choice(
        (f"{letters}-{digits}", f"#{digits}", f"{random.getrandbits(40):x}", f"{letters}{digits}", f"ID{digits}")
    )


FIGURES: dict[str, Callable[[Random], str]] = {
    "date": _date,
    "money": _money,
    "phone": _phone,
    "number": _number,
    "id": _id,
    "user": _word,
    "time": lambda random: f"{random.randint(0, 23)}:{random.randint(0, 59):02}" + random.choice(("", "", " pm", "am")),
    "year": lambda random: str(random.randint(1930, 2026)),
    "age": lambda random: str(random.randint(16, 95)),
    "email": lambda random: (
        f"{_word(random)}.{_word(random)}@{_word(random)}.{random.choice(('com', 'org', 'net', 'ru', 'de', 'example'))}"
    ),
    "url": lambda random: f"https://{random.choice(('www.', ''))}{_word(random)}.com/{_word(random)}",
}
