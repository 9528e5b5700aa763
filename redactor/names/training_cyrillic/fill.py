"""Templates with slots filled by invented values: running text with its spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from pymorphy3 import MorphAnalyzer

from redactor.cases import Case
from redactor.declension import Gender
from redactor.names.training_cyrillic.addresses import Addresses
from redactor.names.training_cyrillic.people import CASES, People, Person, held_out
from redactor.names.training_cyrillic.pieces import DATA, sections
from redactor.names.training_cyrillic.terms import term
from redactor.names.training_cyrillic.words import adjectives, forms, things
from redactor.word_lists import word_list

_SLOT = re.compile(r"\{([a-zTVWS]+\d*[mf]?)(?:\.([a-z0-9]+))?(?:\.([a-z0-9]+))?\}")
_LEGAL = ("ООО", "АО", "ПАО", "ЗАО", "ОАО", "НАО", "ТОО", "ООО", "ООО")
_QUOTES = ("«{}»", "«{}»", '"{}"', "{}")
_LETTERS = "АБВГДЕЖКЛМНПРСТУ"


@dataclass(frozen=True, slots=True)
class Example:
    """A text and its spans: start, end, label (PER, ORG, LOC or ADR)."""

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()


def blocks(path: Path) -> list[str]:
    """Templates of a file, separated by lines ---."""
    text = "\n".join(line for line in path.read_text("utf-8").split("\n") if not line.startswith("# "))
    return [block.strip("\n") for block in re.split(r"^---$", text, flags=re.MULTILINE) if block.strip()]


def lines_of(path: Path) -> list[str]:
    """Lines of a file but remarks."""
    return [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]


@cache
def _analyzer() -> MorphAnalyzer:
    return MorphAnalyzer()


@cache
def inflected(word: str, case: Case) -> str:
    """A word or phrase in a case, as pymorphy3 declines it; what it cannot is left."""
    if case is Case.NOMINATIVE:
        return word
    parts = word.split(" ")
    done: list[str] = []
    for number, part in enumerate(parts):
        if number and _follows_noun(parts[number - 1]):
            return " ".join([*done, *parts[number:]])
        done.append(_inflected(part, case))
    return " ".join(done)


def _follows_noun(word: str) -> bool:
    """After the head noun the rest stays: «начальник цеха»."""
    return any("NOUN" in parse.tag for parse in _analyzer().parse(word)[:1])


def _inflected(word: str, case: Case) -> str:
    parses = [p for p in _analyzer().parse(word) if "nomn" in p.tag] or _analyzer().parse(word)
    form = parses[0].inflect({case.value}) if parses else None
    if form is None:
        return word
    found = str(form.word)
    if word.isupper() and len(word) > 1:
        return found.upper()
    return found.capitalize() if word[0].isupper() else found


@dataclass(frozen=True, slots=True)
class Firm:
    """An organisation's name, and whether its bare form is declined."""

    name: str
    declined: bool

    def written(self, case: Case, form: str, random: Random) -> str:
        """In a case; `bare` without legal form, `legal` always with one, else as it is written in the list."""
        form_first = re.match(r"(?:[А-ЯЁ]{2,6}|[А-ЯЁ]{2,4} [А-ЯЁ]{2,4})\s+(.+)", self.name)
        quoted = re.search(r"[«\"]([^«»\"]+)[»\"]", self.name)
        if form == "bare" and (quoted or form_first):
            inner = quoted[1] if quoted else form_first[1] if form_first else self.name
            return random.choice((inner, f"«{inner}»")) if form_first else self._inflected(case)
        if form == "legal" and not form_first:
            return f"{random.choice(_LEGAL)} {random.choice(_QUOTES).format(quoted[1] if quoted else self.name)}"
        return self.name if form_first else self._inflected(case)

    def _inflected(self, case: Case) -> str:
        """What stands before a quoted name, or all of a name that is declined."""
        head, quote, rest = self.name.partition(" «")
        return inflected(head, case) + quote + rest if quote or self.declined else self.name


@dataclass(slots=True)
class Filler:
    """Fills templates. `unseen`: only names and things that training never sees."""

    random: Random
    folder: Path
    unseen: bool = False
    people: People = field(init=False)
    values: dict[str, list[str]] = field(init=False)
    firms: list[Firm] = field(init=False)
    things: list[str] = field(init=False)
    cities: list[str] = field(init=False)
    addresses: Addresses = field(init=False)

    def __post_init__(self) -> None:
        self.people = People(self.random, self.unseen)
        self.values = {name: ";".join(lines).split(";") for name, lines in sections(DATA / "values.txt").items()}
        names = [line.split("\t") for line in _lines_if(self.folder / "orgs.txt")]
        self.firms = [Firm(name[0].strip(), name[-1].strip() == "decl") for name in names
                      if held_out(name[0]) is self.unseen]  # fmt: skip
        self.things = [line.split("\t")[0] for line in _lines_if(self.folder / "things.txt")
                       if held_out(line) is self.unseen]  # fmt: skip
        self.cities = sorted(word_list("towns")) + self.values["city extra"]
        self.addresses = Addresses(self.random, lambda: titled(self.random.choice(self.cities)), self.street,
                                   lambda: titled(self.random.choice(self.values["street"])))  # fmt: skip

    def fill(self, template: str) -> Example:
        """The template with values; the same number is the same person, firm or thing."""
        known: dict[str, object] = {}
        text, spans, at = "", [], 0
        for match in _SLOT.finditer(template):
            text += template[at : match.start()]
            form = match[3] or ""
            if (
                form in ("i", "dim")
                and template[match.end() : match.end() + 1] in (",", "!")
                and not text[-1:].isalnum()
            ):
                form = self.random.choice((form, form, "voc"))
            value, label = self._value(match[1], match[2] or "nom", form, known)
            if label:
                spans.append((len(text), len(text) + len(value), label))
            text += value
            at = match.end()
        return Example(text + template[at:], tuple(spans))

    def _value(self, slot: str, case: str, form: str, known: dict[str, object]) -> tuple[str, str]:
        """What stands in a slot, and its label."""
        one = re.fullmatch(r"([a-zTVWS]+)\d*([mf]?)", slot)
        assert one is not None
        kind = one[1].rstrip("mf") if one[1] in ("pm", "pf") else one[1]
        if kind == "p":
            return self._person(slot, case, form, known), "PER"
        if kind == "o":
            firm = known.setdefault(slot, self.firm())
            assert isinstance(firm, Firm)
            name = firm.written(CASES.get(case, Case.NOMINATIVE), form, self.random)
            may_be_quoted = form == "bare" and not set(name) & set('«"')
            return (f"«{name}»" if may_be_quoted and self.random.random() < 0.25 else name), "ORG"
        if kind in ("e", "g"):
            person = self.people.person()
            return person.written(CASES.get(case, Case.NOMINATIVE), form or ("f" if kind == "e" else "i")), ""
        if kind in ("w", "W", "s", "S"):
            word = self.words() if kind in "wW" else self.random.choice(self.values["slang"])
            word = inflected(word, CASES.get(case, Case.NOMINATIVE))
            return (word if kind in "ws" else word[0].upper() + word[1:]), ""
        if kind in ("kin", "did", "asks"):
            return self.random.choice(self.values[kind]), ""
        if kind in ("city", "country"):
            names = self.cities if kind == "city" else self.values["country"]
            return titled(inflected(self.random.choice(names), CASES.get(case, Case.NOMINATIVE))), "LOC"
        if kind in ("job", "month", "weekday", "dept"):
            return inflected(self.random.choice(self.values[kind]), CASES.get(case, Case.NOMINATIVE)), ""
        if kind == "street":
            return self.street(), "LOC"
        if kind == "addr":
            return self.addresses.address(), "ADR"
        if kind in ("v", "V"):
            word = self.random.choice(forms())
            return (word if kind == "v" else word.capitalize()), ""
        if kind in ("t", "T"):
            form_of = CASES.get(case, Case.NOMINATIVE)
            word = term(self.random, inflected(self.random.choice(things()), form_of), form_of)
            return (word if kind == "t" else word.capitalize()), ""
        simple: dict[str, Callable[[], str]] = {
            "thing": self.thing, "phone": self.phone, "email": self.email, "date": self.date, "time": self.time,
            "money": self.money, "num": self.number, "id": self.id_number, "url": self.url, "login": self.login,
            "a": self.abbreviation,
        }  # fmt: skip
        return (simple[kind]() if kind in simple else f"{{{slot}}}"), ""

    def _person(self, slot: str, case: str, form: str, known: dict[str, object]) -> str:
        number = re.sub(r"[mf]\Z", "", slot)
        gender = {"m": Gender.MASCULINE, "f": Gender.FEMININE}.get(slot[-1])
        person = known.get(number) or self.people.person(gender)
        known[number] = person
        assert isinstance(person, Person)
        return person.written(CASES.get(case, Case.NOMINATIVE), form or "if")

    def firm(self) -> Firm:
        """An organisation of the list, or one made of a list's words and a number or town."""
        pick = self.random.random()
        if self.firms and pick < 0.75:
            return self.random.choice(self.firms)
        person = self.people.person(Gender.MASCULINE)
        if pick < 0.82:
            return Firm(f"ИП {person.written(Case.NOMINATIVE, self.random.choice(('fio', 'ini', 'ini0', 'f')))}", False)
        word = self.coined()
        if pick < 0.92:
            form = self.random.choice(_LEGAL)
            return Firm(f"{form} {self.random.choice(_QUOTES).format(word)}", False)
        return Firm(word, False)

    def coined(self) -> str:
        """A trade word put together: «Стройальянс», «Тех-Импульс», «СеверТранс»."""
        one, two = self.random.choice(self.values["first half"]), self.random.choice(self.values["second half"])
        joined = (one.capitalize() + two, one.capitalize() + two.capitalize(), f"{one.capitalize()}-{two.capitalize()}",
                  f"{one.capitalize()} {two}")  # fmt: skip
        return self.random.choice(joined)

    def words(self) -> str:
        """One word of the dictionary that names nobody, or an adjective and a noun."""
        noun = self.random.choice(things())
        return f"{self.random.choice(adjectives())} {noun}" if self.random.random() < 0.3 else noun

    def abbreviation(self) -> str:
        """Two to five capitals that stand for nothing."""
        return "".join(self.random.choice("БВГДЖЗКЛМНПРСТФХЦЧШАЕИОУЭ") for _ in range(self.random.randint(2, 5)))

    def thing(self) -> str:
        """Something with a capital or quotes that is neither firm nor person."""
        return self.random.choice(self.things) if self.things else "Весна"

    def street(self) -> str:
        """«ул. Павлова», «пр-т Мира», «улица Розы Люксембург»."""
        kind = self.random.choice(("ул.", "ул.", "улица", "пер.", "пр-т", "проспект", "ул", "наб.", "ш."))
        if self.random.random() < 0.3:
            return f"{kind} {self.people.person().family_in(Case.GENITIVE)}"
        return f"{kind} {titled(self.random.choice(self.values['street']))}"

    def phone(self) -> str:
        """A telephone number in one of the usual groupings."""
        a, b, c, d = (self.random.randint(100, 999), self.random.randint(100, 999), self.random.randint(10, 99),
                      self.random.randint(10, 99))  # fmt: skip
        forms = (f"+7 {a} {b}-{c}-{d}", f"8({a}){b}{c}{d}", f"8 {a} {b} {c} {d}", f"+7{a}{b}{c}{d}", f"{b}-{c}-{d}")
        return self.random.choice(forms)

    def email(self) -> str:
        """An address of a reserved domain."""
        return f"{self.login()}@{self.random.choice(self.values['domain'])}"

    def date(self) -> str:
        """A date."""
        day, month, year = self.random.randint(1, 28), self.random.randint(1, 12), self.random.randint(2019, 2027)
        name = inflected(self.values["month"][month - 1], Case.GENITIVE)
        return self.random.choice((f"{day:02d}.{month:02d}.{year}", f"{day} {name}", f"{day} {name} {year} г.",
                                   f"{year}-{month:02d}-{day:02d}", f"{day:02d}.{month:02d}"))  # fmt: skip

    def time(self) -> str:
        """A time of day."""
        return f"{self.random.randint(0, 23)}:{self.random.randint(0, 59):02d}"

    def money(self) -> str:
        """A sum."""
        thousands, rest = self.random.randint(1, 999), self.random.randint(0, 999)
        forms = ("{} {:03d} руб.", "{}{:03d},00 ₽", "{} тыс. руб.", "{} {:03d} рублей")
        return self.random.choice(forms).format(thousands, rest)

    def number(self) -> str:
        """A number of a paper or a count."""
        figure = str(self.random.randint(1, 10 ** self.random.randint(1, 6)))
        return self.random.choice(
            (figure, figure, f"{figure}-{self.random.choice(_LETTERS)}", f"{figure}/{self.random.randint(20, 27)}")
        )

    def id_number(self) -> str:
        """A long number."""
        return "".join(str(self.random.randint(0, 9)) for _ in range(self.random.choice((8, 9, 10, 11, 12, 13))))

    def url(self) -> str:
        """An address in the web."""
        folder = self.random.choice(("page", "docs", "u", "item"))
        return f"https://{self.random.choice(self.values['domain'])}/{folder}/{self.number()}"

    def login(self) -> str:
        """A login."""
        return self.random.choice(self.values["login"])


def titled(name: str) -> str:
    """Each word with a capital: towns and streets."""
    return re.sub(r"(?<![\w-])[а-яё](?!\s)|(?<=-)[а-яё](?!а-)", lambda m: m.group().upper(), name)


def _lines_if(path: Path) -> Sequence[str]:
    return lines_of(path) if path.exists() else ()


def seen(templates: Sequence[str], unseen: bool) -> Iterator[str]:
    """Those that training sees, or those that it never does."""
    return (template for template in templates if held_out(template) is unseen)
