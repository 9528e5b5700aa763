# ruff: noqa: E501 (tables of invented values, one row a kind)
"""Makes train.jsonl and dev.jsonl from the templates: python -m tests.redactor.corpora.build

Every third template and a second set of surnames make the dev part; rules are tuned on train only. hand.jsonl is made of
prompts written by hand. All people, firms and numbers are invented; check digits are computed.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.redactor.corpora import people, values

FOLDER = Path(__file__).parent
COPIES = 3
_SLOT = re.compile(r"\{([a-z_0-9]+)(?::([a-z]+))?\}|\{!([^{}]+)\}")
_MARK = re.compile(r"\[\[(\w+)\|(.*?)\]\]")
_PERSON = {"fio", "io", "is", "ins", "si", "iis", "s", "n"}


def _value(name: str, random: Random) -> tuple[str, str]:
    """Type and text of a slot that is no person in Cyrillic."""
    simple = {
        "tel": ("PHONE", values.tel), "tel_us": ("PHONE", values.tel_us), "email": ("EMAIL", values.email), "inn10": ("RU_INN", values.inn10), "inn12": ("RU_INN", values.inn12),
        "snils": ("RU_SNILS", values.snils), "ogrn": ("RU_OGRN", values.ogrn), "ogrnip": ("RU_OGRNIP", values.ogrnip), "okpo": ("RU_OKPO", values.okpo), "card": ("CREDIT_CARD", values.card),
        "oms": ("RU_OMS", values.oms), "acc": ("RU_BANK_ACCOUNT", values.account), "pass": ("RU_PASSPORT", values.passport), "addr": ("LOCATION", values.address), "addr_lat": ("LOCATION", values.address_latin),
        "addr_en": ("LOCATION", values.address_en), "org": ("ORG", values.org), "org_en": ("ORG", values.org_en), "iban": ("IBAN", values.iban), "dob": ("DATE", values.dob), "nhs": ("UK_NHS", values.nhs),
        "plate": ("RU_PLATE", values.plate),
    }  # fmt: skip
    if name in simple:
        kind, make = simple[name]
        return kind, make(random)
    made = {
        "kpp": ("RU_KPP", f"{random.randrange(1000, 9999)}01001"), "bik": ("RU_BIK", f"04{random.randrange(10, 99)}{random.randrange(10, 99)}{random.randrange(100, 999)}"), "corr": ("RU_BANK_ACCOUNT", "30101810" + values.digits(random, 12, "0123456789")),
        "pass4": ("RU_PASSPORT", f"{random.randrange(10, 99)} {random.randrange(0, 24):02d}"), "pass6": ("RU_PASSPORT", values.digits(random, 6, "0123456789")), "fpass": ("RU_FOREIGN_PASSPORT", f"7{random.randrange(0, 9)} {values.digits(random, 7, '0123456789')}"),
        "dl": ("RU_DRIVER_LICENSE", f"{random.randrange(10, 99)} {random.randrange(10, 30)} {values.digits(random, 6, '0123456789')}"), "vin": ("RU_VIN", "XTA2109" + values.digits(random, 10, "0123456789")),
        "birthcert": ("RU_BIRTH_CERT", f"{random.choice(('II', 'III', 'IV', 'V'))}-{random.choice(('АИ', 'БА', 'МЮ', 'ЕР'))} № {values.digits(random, 6, '0123456789')}"), "milid": ("RU_MILITARY_ID", f"{random.choice(('АЕ', 'АН', 'АК'))} № {values.digits(random, 7, '0123456789')}"),
        "addr_low": ("LOCATION", values.address(random).lower()), "addr_en_lines": ("LOCATION", values.address_en(random, lines=True)), "ip": ("IP", random.choice((f"203.0.113.{random.randrange(2, 250)}", f"10.{random.randrange(16, 250)}.7.{random.randrange(2, 250)}", f"198.51.100.{random.randrange(2, 250)}"))),
        "ip6": ("IP", f"2001:db8:{random.randrange(16, 255):x}::{random.randrange(2, 255):x}"), "mac": ("MAC", ":".join(f"{random.randrange(256):02x}" for _ in range(6))), "ssn": ("US_SSN", f"219-{random.randrange(10, 99)}-{random.randrange(1000, 9999)}"),
        "dob_us": ("DATE", f"{random.randrange(1, 13):02d}/{random.randrange(1, 29):02d}/{random.randrange(1950, 2005)}"), "nino": ("UK_NINO", f"QQ {random.randrange(10, 99)} {random.randrange(10, 99)} {random.randrange(10, 99)} C".replace("QQ", random.choice(("AB", "JK", "SR")))),
        "dl_us": ("US_DRIVER_LICENSE", f"D{values.digits(random, 7)}"), "login": ("LOGIN", f"{random.choice('abcdk')}.{random.choice(people.EN_LAST).lower()}"), "handle": ("USERNAME", f"@{random.choice(people.EN_FIRST).lower()}_{random.randrange(10, 99)}"),
    }  # fmt: skip
    return made[name]


def _english(name: str, random: Random) -> str:
    first, last = random.choice(people.EN_FIRST), random.choice(people.EN_LAST)
    whole = f"{first} {last}"
    return {
        "en": whole,
        "en_low": whole.lower(),
        "en_up": whole.upper(),
        "en_first": first,
        "en_first_low": first.lower(),
        "en_last": last,
    }[name]


def _person(name: str, case: str, random: Random, part: int) -> str:
    shape, _, style = name.partition("_")
    one = people.person(random, part, True if style == "f" else None)
    if case == "lat":
        return values.translit(one.write(shape, "nom"))
    text = one.write(shape, case or "nom")
    return text.lower() if style == "low" else text.upper() if style == "up" else text


def fill(template: str, random: Random, part: int) -> tuple[str, list[dict[str, object]], list[dict[str, object]]]:
    """A template's text with its spans and its hard negatives."""
    text, spans, neg, at = "", [], [], 0
    for match in _SLOT.finditer(template):
        text += template[at : match.start()]
        at = match.end()
        name, case, negative = match.groups()
        if negative is not None:
            neg.append({"start": len(text), "end": len(text) + len(negative), "kind": "own"})
            text += negative
            continue
        if name.partition("_")[0] in _PERSON:
            kind, value = "PERSON", _person(name, case or "", random, part)
        elif name in ("nick", "nick_dat"):
            kind, value = "PERSON", random.choice(people.NICKS)[name == "nick_dat"]
        elif name.startswith("en"):
            kind, value = "PERSON", _english(name, random)
        else:
            kind, value = _value(name, random)
        if kind == "LOGIN":
            head = template[: match.start()].rfind("http")
            start = len(text) - (match.start() - head) if head >= 0 else len(text)
            spans.append({"start": start, "end": len(text) + len(value), "type": "URL"})
        else:
            spans.append({"start": len(text), "end": len(text) + len(value), "type": kind})
        text += value
    return text + template[at:], spans, neg


def templates(path: Path) -> Iterator[tuple[str, str]]:
    """Genre and text of each template of a file."""
    for block in path.read_text(encoding="utf-8").split("\n---\n"):
        head, _, body = block.strip("\n").partition("\n")
        yield head.removeprefix("# ").strip(), body


def build() -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Train and dev."""
    random = Random(20261121)
    parts: tuple[list[dict[str, object]], list[dict[str, object]]] = ([], [])
    for lang in ("ru", "mixed", "en", "neg"):
        for number, (genre, body) in enumerate(templates(FOLDER / f"templates_{lang}.txt")):
            part = int(number % 3 == 2)
            for copy in range(1 if lang == "neg" else COPIES):
                text, spans, neg = fill(body, random, part)
                language = genre if lang == "neg" else lang
                line: dict[str, object] = {
                    "id": f"{lang}-{number:03d}-{copy}",
                    "lang": language,
                    "genre": "negative" if lang == "neg" else genre,
                    "text": text,
                    "spans": spans,
                    "neg": neg,
                }
                parts[part].append(line)
    return parts


def by_hand() -> list[dict[str, object]]:
    """Prompts with [[TYPE|value]] marks."""
    lines: list[dict[str, object]] = []
    for number, (head, body) in enumerate(templates(FOLDER / "hand.txt")):
        language, genre = head.split()
        text, spans, at = "", [], 0
        for match in _MARK.finditer(body):
            text += body[at : match.start()]
            spans.append({"start": len(text), "end": len(text) + len(match[2]), "type": match[1]})
            text += match[2]
            at = match.end()
        text += body[at:]
        lines.append(
            {"id": f"hand-{number:03d}", "lang": language, "genre": genre, "text": text, "spans": spans, "neg": []}
        )
    return lines


def main() -> None:
    """Write all files."""
    for name, lines in zip(("train", "dev", "hand"), (*build(), by_hand()), strict=True):
        with (FOLDER / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


if __name__ == "__main__":
    main()
