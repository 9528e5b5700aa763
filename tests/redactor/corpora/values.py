# ruff: noqa: E501 (tables of invented values, one row a kind)
"""Invented values with valid check digits: reserved domains and address ranges, impossible years. Deterministic."""

from random import Random

_TRANSLIT = dict(zip(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    ["a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"],
    strict=True,
))  # fmt: skip
_STREETS = [
    "Кузнечная",
    "Садовая",
    "Лесная",
    "Речная",
    "Заводская",
    "Полевая",
    "Школьная",
    "Цветочная",
    "Гончарная",
    "Мостовая",
    "Ягодная",
    "Рябиновая",
    "Мельничная",
    "Каменная",
    "Озёрная",
]
_OBLIQUE = [
    "Ленина",
    "Гагарина",
    "Строителей",
    "Металлургов",
    "академика Вольского",
    "Героев Труда",
    "8 Марта",
    "Карла Либкнехта",
    "50 лет Октября",
    "Космонавтов",
    "Красных Партизан",
]
_TOWNS = [
    "Верхние Заводи",
    "Заозёрск",
    "Каменный Брод",
    "Ново-Ключевск",
    "Белореченск",
    "Дубрава",
    "Северогорск",
    "Тихие Озёра",
    "Приозёрный",
    "Старая Мельница",
]
_ORGS = [
    "Бирюзовый Клён",
    "Медный Ручей",
    "Северный Вереск",
    "Гранит-Сервис",
    "ТехноЛес",
    "Вектор Плюс",
    "Южный Берег",
    "АльфаСтройМонтаж",
    "Три Сосны",
    "Зелёный Луч",
    "РемТоргСнаб",
    "Полярная Звезда",
    "Квант",
    "Мир Окон",
]
_EN_ORGS = [
    "Copper Lantern Logistics",
    "Marlowe Tide",
    "Blue Heron Analytics",
    "Stonebridge & Vale",
    "Northpine Foods",
    "Quarry Hill Software",
    "Amber Finch Media",
]
_WORDS = ["sklad", "info", "buh", "zakaz", "office", "kadry", "sales", "support", "otdel"]


def translit(text: str) -> str:
    """Russian letters as people write them in Latin."""
    return "".join(_letter(c) for c in text)


def _letter(c: str) -> str:
    plain = _TRANSLIT.get(c.lower())
    if plain is None:
        return c
    return plain.capitalize() if c.isupper() else plain


def digits(random: Random, count: int, first: str = "123456789") -> str:
    """A number of so many digits."""
    return random.choice(first) + "".join(random.choice("0123456789") for _ in range(count - 1))


def _sum(body: str, weights: tuple[int, ...]) -> int:
    return sum(int(d) * w for d, w in zip(body, weights, strict=False))


def inn10(random: Random) -> str:
    body = digits(random, 9, "1234567")
    return body + str(_sum(body, (2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)


def inn12(random: Random) -> str:
    body = digits(random, 10, "1234567")
    body += str(_sum(body, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)
    return body + str(_sum(body, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)


def snils(random: Random) -> str:
    body = digits(random, 9)
    tail = f"{_sum(body, (9, 8, 7, 6, 5, 4, 3, 2, 1)) % 101 % 100:02d}"
    return random.choice(
        (f"{body[:3]}-{body[3:6]}-{body[6:]} {tail}", body + tail, f"{body[:3]} {body[3:6]} {body[6:]} {tail}")
    )


def ogrn(random: Random) -> str:
    body = digits(random, 12, "15")
    return body + str(int(body) % 11 % 10)


def ogrnip(random: Random) -> str:
    body = digits(random, 14, "3")
    return body + str(int(body) % 13 % 10)


def okpo(random: Random) -> str:
    body = digits(random, 7)
    control = _sum(body, (1, 2, 3, 4, 5, 6, 7)) % 11
    if control == 10:
        control = _sum(body, (3, 4, 5, 6, 7, 8, 9)) % 11 % 10
    return body + str(control)


def luhn(body: str) -> str:
    """The body with its check digit."""
    total = 0
    for i, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if i % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def card(random: Random) -> str:
    number = luhn(
        random.choice(("2200", "2202", "4276", "5469", "4000", "5106", "6234")) + digits(random, 11, "0123456789")
    )
    return random.choice(
        (
            number,
            " ".join(number[i : i + 4] for i in range(0, 16, 4)),
            "-".join(number[i : i + 4] for i in range(0, 16, 4)),
        )
    )


def oms(random: Random) -> str:
    return luhn(digits(random, 15))


def account(random: Random) -> str:
    return random.choice(("40702810", "40817810", "40802810", "42307810")) + digits(random, 12, "0123456789")


def tel(random: Random) -> str:
    a, b, c, d = (
        random.choice(("900", "912", "495", "926", "343", "981")),
        digits(random, 3, "0123456789"),
        digits(random, 2, "0123456789"),
        digits(random, 2, "0123456789"),
    )
    forms = (
        f"+7 {a} {b}-{c}-{d}",
        f"8({a}){b}-{c}-{d}",
        f"8 {a} {b} {c} {d}",
        f"+7{a}{b}{c}{d}",
        f"+7 ({a}) {b} {c} {d}",
        f"8-{a}-{b}-{c}-{d}",
        f"8{a}{b}{c}{d}" if a[0] == "9" else f"8 ({a}) {b}-{c}-{d}",
        f"+7-{a}-{b}-{c}-{d}",
        f"+7 ({a}) {b}-{c}-{d} доб. 1{c}",
    )
    return random.choice(forms)


def tel_us(random: Random) -> str:
    a, d = random.choice(("212", "614", "415", "305")), f"01{random.randrange(10, 99)}"
    return random.choice(
        (
            f"({a}) 555-{d}",
            f"{a}-555-{d}",
            f"+1 {a} 555 {d}",
            f"{a}.555.{d}",
            f"+1-{a}-555-{d}",
            f"+44 20 7946 0{random.randrange(100, 999)}",
            f"{a}-555-{d} ext. 12",
        )
    )


def passport(random: Random) -> str:
    a, b, c = f"{random.randrange(1, 99):02d}", f"{random.randrange(0, 24):02d}", digits(random, 6, "0123456789")
    return random.choice((f"{a} {b} {c}", f"{a}{b} {c}", f"{a}{b}{c}"))


def email(random: Random) -> str:
    name = translit(random.choice(["Иванов", "Крапивин", "Вьюгин", "Мельник", "Сорокина", "Жукова"])).lower()
    return random.choice(
        (
            f"{name}@klen.example",
            f"{name[0]}.{name}@mail.example",
            f"{name}{random.randrange(70, 99)}@pochta.example",
            f"{random.choice(_WORDS)}+{name}@corp.example",
            f"{name}_{random.choice('abvgd')}@фирма.рф",
        )
    )


def address(random: Random) -> str:
    town, street, house = random.choice(_TOWNS), random.choice(_STREETS), random.randrange(1, 160)
    oblique, flat, index = random.choice(_OBLIQUE), random.randrange(1, 300), random.randrange(101000, 690999)
    return random.choice((
        f"г. {town}, ул. {street}, д. {house}, кв. {flat}", f"{index}, г. {town}, пр-т {oblique}, д. {house}, корп. 2, кв. {flat}", f"ул. {oblique}, {house}", f"{index}, Уральская обл., г. {town}, ул. {street}, {house}-{flat}",
        f"{town}, {street} улица, дом {house}, квартира {flat}", f"пос. {town}, пер. Тихий, {house}А", f"ул. {street} {house} кв {flat}", f"г.{town} ул.{oblique} д.{house} оф.{flat}",
        f"{town}, проспект {oblique}, {house}/2, подъезд 3, этаж 5", f"с. {town}, д. {house}", f"{index}, Россия, г. {town}, ш. Заводское, вл. {house}, стр. 1", f"набережная {oblique}, дом {house}",
    ))  # fmt: skip


def address_latin(random: Random) -> str:
    town, street, house = translit(random.choice(_TOWNS)), translit(random.choice(_STREETS)), random.randrange(1, 160)
    return random.choice(
        (
            f"{town}, ul. {street}, d. {house}, kv. {random.randrange(1, 99)}",
            f"Russia, {random.randrange(101000, 690999)}, {town}, {street} ul., {house}",
            f"g. {town}, pr-t Lenina, d. {house}, kv. 12",
        )
    )


def address_en(random: Random, lines: bool = False) -> str:
    house, town = (
        random.randrange(1, 9800),
        random.choice(
            "Eastmere Brightwater Dry Creek|Little Harrowby|Westfallen|Port Emery|Millbrook".replace(" ", "|", 0).split(
                "|"
            )
        ),
    )
    street = random.choice(
        ["Juniper Hollow", "Foxglove", "Wrenfield", "Old Mill", "Kestrel", "Saint Alban", "Maple", "Harbour View"]
    )
    kind = random.choice(["Road", "Street", "Ave", "Lane", "Blvd", "Dr", "Court", "Way"])
    state = random.choice(("OH 45999", "FL 33999-0142", "NV 89999", "TX 79999"))
    sep = "\n" if lines else ", "
    return random.choice(
        (
            f"{house} {street} {kind}{sep}{town}, {state}",
            f"{house} {street} {kind}, Apt {random.randrange(1, 40)}{sep}{town}, {state}",
            f"Flat {random.randrange(1, 9)}, {house % 200 + 1} {street} Mews{sep}{town}{sep}ZZ9 9ZZ",
            f"PO Box {house}{sep}{town}, {state}",
        )
    )


def org(random: Random) -> str:
    name = random.choice(_ORGS)
    return random.choice((f"ООО «{name}»", f"АО «{name}»", f'ООО "{name}"', f"ПАО «{name}»", f"ЗАО «{name}»"))


def org_en(random: Random) -> str:
    return f"{random.choice(_EN_ORGS)} {random.choice(('Ltd', 'LLC', 'Inc.', 'LLP', 'GmbH'))}"


def iban(random: Random) -> str:
    body = digits(random, 18, "0123456789")
    control = 98 - int(body + "131400") % 97
    code = f"DE{control:02d}{body}"
    return random.choice((code, " ".join(code[i : i + 4] for i in range(0, 22, 4))))


def dob(random: Random) -> str:
    d, m, y = random.randrange(1, 29), random.randrange(1, 13), random.randrange(1950, 2006)
    months = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ]
    return random.choice((f"{d:02d}.{m:02d}.{y}", f"{d} {months[m - 1]} {y} года", f"{d:02d}.{m:02d}.{y}"))


def nhs(random: Random) -> str:
    while True:
        body = digits(random, 9)
        control = 11 - _sum(body, (10, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
        if control != 10:
            return f"{body[:3]} {body[3:6]} {body[6:]}{control % 11}"


def plate(random: Random) -> str:
    letters = "АВЕКМНОРСТУХ"
    a, n, b, r = (
        random.choice(letters),
        f"{random.randrange(1, 999):03d}",
        random.choice(letters) + random.choice(letters),
        random.choice(("66", "77", "196", "799", "02")),
    )
    return random.choice((f"{a}{n}{b}{r}", f"{a} {n} {b} {r}", f"{a}{n}{b} {r}", f"{a.lower()}{n}{b.lower()}{r}"))
