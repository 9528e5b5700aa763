"""Values for the slots of a template, and which label each carries."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from redactor.names.training.far import home_address
from redactor.names.training.figures import FIGURES
from redactor.names.training.lexicon import DATA, Culture, cultures, is_held_out, lines_of, sections
from redactor.names.training.nobody import MAKERS
from redactor.names.training.places import address, street, town

PERSON, PLACE, ORGANISATION, ADDRESS, NOTHING = "PER", "LOC", "ORG", "ADR", ""
UNSURE = "?"  # a name to some and none to others: the training does not judge it


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person."""

    given: str
    middle: str
    family: str
    second_family: str

    def written(self, style: str) -> str:
        """The name in one of the styles that templates ask for."""
        forms: dict[str, Callable[[], str]] = {
            "first": lambda: self.given,
            "last": lambda: self.family,
            "full": lambda: f"{self.given} {self.family}",
            "middle": lambda: f"{self.given} {self.middle} {self.family}",
            "middle_initial": lambda: f"{self.given} {self.middle[0]}. {self.family}",
            "double": lambda: f"{self.given} {self.family}-{self.second_family}",
            "spanish": lambda: f"{self.given} {self.family} {self.second_family}",
            "reversed": lambda: f"{self.family} {self.given}",
            "comma": lambda: f"{self.family}, {self.given}",
            "capital_family": lambda: f"{self.given} {self.family.upper()}",
            "initials": lambda: f"{self.given[0]}. {self.family}",
            "two_initials": lambda: f"{self.given[0]}. {self.middle[0]}. {self.family}",
            "tight_initials": lambda: f"{self.given[0]}.{self.middle[0]}. {self.family}",
            "trailing": lambda: f"{self.family} {self.given[0]}.{self.middle[0]}.",
            "trailing_one": lambda: f"{self.family} {self.given[0]}.",
            "under": lambda: f"{self.given}_{self.family}",
            "joined": lambda: f"{self.given}-{self.middle} {self.family}",
            "first_initial": lambda: f"{self.given} {self.family[0]}.",
        }
        return forms[style]()

    def handle(self) -> str:
        """How a chat tells two of one name apart: «chris p»."""
        return f"{self.given} {self.family[0]}".lower()

    def letters(self) -> str:
        """The first letters of both names, as minutes have them: «PJ»."""
        return self.given[0] + self.family[0]


STYLES = (
    ["full"] * 62 + ["middle_initial"] * 5 + ["middle"] * 6 + ["double"] * 4 + ["spanish"] * 3 + ["reversed"] * 4
    + ["comma"] * 2 + ["capital_family"] * 3 + ["initials"] * 4 + ["trailing"] * 2 + ["joined"] * 2
    + ["first_initial"] * 2
    + ["first"] * 3
)  # fmt: skip
INITIALS = ["initials"] * 4 + ["two_initials", "tight_initials", "trailing_one", "trailing"]


@dataclass(slots=True)
class Slots:
    """Draws values. `held_out` draws only names that training never sees."""

    random: Random
    held_out: bool = False
    lists: dict[str, list[str]] = field(init=False)
    cultures: list[Culture] = field(init=False)
    listed: frozenset[str] = field(init=False)  # every given and family name of these, in small letters
    shares: list[float] = field(init=False)
    fillers: list[str] = field(init=False)
    negatives: list[str] = field(init=False)
    plain_negatives: list[str] = field(init=False)  # of one line and without slots
    firms: list[str] = field(init=False)  # without a legal form
    things: list[str] = field(init=False)  # with capitals, and neither people nor firms

    def __post_init__(self) -> None:
        found = sections(DATA / "values.txt")
        self.lists = {name: ";".join(lines).split(";") for name, lines in found.items() if lines}
        self.cultures = cultures(held_out=self.held_out)
        self.listed = frozenset(name.lower() for one in self.cultures for name in (*one.given, *one.family))
        self.shares = [_SHARES.get(culture.name, 1.0) for culture in self.cultures]
        self.fillers = lines_of(DATA / "fillers.txt")
        self.negatives = lines_of(DATA / "negatives.txt")
        self.plain_negatives = [line for line in self.negatives if not set(line) & set("{\\")]
        self.firms = [line for line in lines_of(DATA / "firms.txt") if is_held_out(line) == self.held_out]
        self.things = [line for line in lines_of(DATA / "things.txt") if is_held_out(line) == self.held_out]

    def person(self) -> Person:
        """A person of one culture; one in eight mixes two, one in twelve has an invented family name."""
        culture = self.culture()
        other = self.culture() if self.random.random() < 0.12 else culture
        family = self.invented() if self.random.random() < 0.08 else self.random.choice(other.family)
        given = self.invented() if self.random.random() < 0.03 else self.random.choice(culture.given)
        return Person(given, self.random.choice(culture.given), family, self.random.choice(culture.family))

    def culture(self) -> Culture:
        """A culture; English, Russian, Indian, Chinese, Turkic and Arabic names come more often."""
        return self.random.choices(self.cultures, self.shares)[0]

    def invented(self) -> str:
        """A pronounceable word that is in no list, with a capital."""
        syllables = [
            self.random.choice(("", "b", "br", "ch", "d", "dr", "f", "g", "h", "j", "k", "kh", "l", "m", "n", "p", "r",
                                "s",
                                "sh", "st", "t", "th", "tr", "v", "w", "y", "z", "zh"))
            + self.random.choice(("a", "e", "i", "o", "u", "ai", "ei", "ou", "ya", "ie"))
            + self.random.choice(("", "", "n", "r", "l", "s", "k", "m", "t", "v"))
            for _ in range(self.random.choice((2, 2, 3, 3, 4)))
        ]  # fmt: skip
        ending = self.random.choice(
            ("", "", "ov", "ova", "enko", "sky", "son", "man", "ez", "ini", "yan", "shvili", "dze", "ic")
        )
        return ("".join(syllables) + ending).capitalize()

    def organisation(self) -> str:
        """An invented or well-known organisation."""
        pick, choice = self.random.random(), self.random.choice
        if pick < 0.18:
            return choice(self.lists["company"])
        if pick < 0.30:
            form = choice(self.lists["institution"])
            last = choice(self.culture().family)
            first = choice(self.culture().given)
            return form.format(city=town(self), last=last, first=first, country=choice(self.lists["country"]))
        brand = self.brand()
        often = 0.85 if ", " in brand else 0.6
        between = choice((" ", " ", ", "))
        return brand + (between + choice(self.lists["suffix"]) if self.random.random() < often else "")

    def double(self) -> str:
        """A firm of two family names."""
        family, between = self.culture().family, self.random.choice(("-", " & ", " and "))
        return f"{self.random.choice(family)}{between}{self.random.choice(family)}"

    def shop(self) -> str:
        """A shop, a club, a practice: often no legal form and hardly a name by itself."""
        choice, lists = self.random.choice, self.lists
        owner, trade = choice(self.culture().family), choice(lists["industry"])
        forms = (
            f"The {choice(lists['adjective'])} {choice(lists['noun'])}",
            f"The {choice(lists['noun'])} & {choice(lists['noun'])}",
            f"{choice(lists['noun'])}s on {choice(lists['noun'])}",
            f"{owner}'s {trade}",
            f"St. {choice(self.culture().given)}'s {trade}",
            f"Dr {owner}'s {choice(('Surgery', 'Dental Office', 'Practice', 'Clinic'))}",
            f"{owner} {trade}",
            f"{choice(lists['adjective'])} {trade}",
            f"{town(self)} {trade}",
            *self._of_a_trade(),
        )
        return choice(forms)

    def _of_a_trade(self) -> tuple[str, ...]:
        """Names of shops that say what is sold there, or whose it is."""
        choice, culture, lists = self.random.choice, self.culture(), self.lists
        owner, trade, noun, adjective = (
            choice(culture.family),
            choice(lists["trade"]),
            choice(lists["noun"]),
            choice(lists["adjective"]),
        )
        return (
            f"{choice(culture.given)}'s {trade}",
            f"{owner}'s {trade}",
            f"{owner} {trade}",
            f"{adjective}{noun.lower()} {trade}",
            f"{self.invented()} {trade}",
            f"{noun} {choice(('Lane', 'Street', 'Hill', 'Green', 'Valley'))} {trade}",
            f"The {adjective} {noun} {trade}",
            f"The {noun} {trade}",
            f"{adjective} {noun} {trade}",
            f"A1 {noun} {trade}",
            f"{choice(string.ascii_uppercase)}. {owner} & {choice(('Sons', 'Daughters', 'Son', 'Partners'))}",
            f"{choice(('Hotel', 'Café', 'Villa', 'Bar', 'Pension', 'Casa'))} {choice((self.invented(), owner, noun))}",
        )

    def nickname(self) -> str:
        """A given name with what friends put before it: «Big Steve»."""
        return f"{self.random.choice(_BEFORE_FRIENDS)} {self.person().given}"

    def bare(self) -> str:
        """An organisation without its legal form."""
        pick = self.random.random()
        if pick < 0.5:
            return self.random.choice(self.firms)
        if pick < 0.8:
            return self.brand()
        return self.shop() if pick < 0.95 else self.random.choice(self.lists["company"])

    def name(self) -> tuple[str, str]:
        """A person's name in some style, with its label."""
        return self.person().written(self.random.choice(STYLES)), PERSON

    def given(self) -> tuple[str, str]:
        """A given name with its label."""
        return self.person().given, PERSON

    def family(self) -> tuple[str, str]:
        """A family name with its label."""
        return self.person().family, PERSON

    def firm(self) -> tuple[str, str]:
        """An organisation, with legal form or without."""
        return self.organisation() if self.random.random() < 0.4 else self.bare(), ORGANISATION

    def place(self) -> tuple[str, str]:
        """A town or a country."""
        return self.random.choice(self.lists[self.random.choice(("city", "city", "country"))]), PLACE

    def brand(self) -> str:
        """The name of a firm without its legal form."""
        choice = self.random.choice
        return choice(_BRANDS)(self, choice(self.culture().family), choice)

    def plain(self, name: str) -> str | None:
        """A value without label: dates, sums, numbers, e-mail addresses, jobs …; None for an unknown slot."""
        maker = FIGURES.get(name)
        if maker is not None:
            return maker(self.random)
        if name in self.lists:
            return self.random.choice(self.lists[name])
        if name in MAKERS:
            return MAKERS[name](self)
        if name == "invented_word":
            return self.invented()
        if name == "mr":
            return self.random.choice(("Mr", "Mr", "Ms", "Mrs", "Miss", "Dr", "Mr.", "Ms.", "Mrs.", "Dr."))
        if name == "filler":
            return self.random.choice(self.fillers)
        if name == "filler_lower":
            filler = self.random.choice(self.fillers)
            return filler[0].lower() + filler[1:]
        return None

    def street(self) -> str:
        """A street without house."""
        return street(self)

    def address(self) -> str:
        """A postal address of some country."""
        return address(self)

    def home(self) -> str:
        """A postal address that no number tells."""
        return home_address(self)


_BEFORE_FRIENDS = ("Big", "Little", "Old", "Young", "Wee", "Mad", "Lil", "Fat", "Tall", "Ginger", "Posh", "Crazy")

Choice = Callable[[Sequence[str]], str]

# Each shape as often as it stands here: two owners, an owner's trade, things, invented words, places, letters.
_BRANDS: tuple[Callable[[Slots, str, Choice], str], ...] = (
    *(lambda slots, last, choice: f"{last} {choice(('&', 'and'))} {choice(slots.culture().family)}",) * 4,
    *(lambda slots, last, _: f"{last}, {slots.random.choice(slots.culture().family)} and {slots.invented()}",) * 2,
    lambda slots, last, choice: f"{last} {choice(('&', 'and'))} {choice(('Sons', 'Co', 'Daughters', 'Partners'))}",
    lambda slots, last, choice: f"{last} {choice(('Bros', 'Bros.', 'Brothers', 'Group', 'Family Office'))}",
    *(lambda slots, last, choice: f"{last} {choice(slots.lists['industry'])}",) * 3,
    lambda slots, last, choice: f"{choice(slots.culture().given)}'s {choice(slots.lists['industry'])}",
    lambda slots, last, choice: f"{last} & {choice(slots.culture().family)} {choice(slots.lists['industry'])}",
    *(
        lambda slots, _, choice: (
            f"{choice(slots.lists['adjective'])} {choice(slots.lists['noun'])} {choice(slots.lists['industry'])}"
        ),
    )
    * 3,
    *(lambda slots, _, choice: f"{choice(slots.lists['noun'])} {choice(slots.lists['industry'])}",) * 2,
    lambda slots, _, choice: f"{choice(slots.lists['adjective'])} {choice(slots.lists['noun'])}",
    lambda slots, _, choice: f"The {choice(slots.lists['adjective'])} {choice(slots.lists['noun'])} Company",
    *(lambda slots, _, choice: f"{slots.invented()} {choice(slots.lists['industry'])}",) * 3,
    *(lambda slots, _, choice: f"{town(slots)} {choice(slots.lists['industry'])}",) * 2,
    *(
        lambda slots, _, choice: (
            slots.invented()
            + choice(("", "", "soft", "tech", "net", "corp", "lab", "bank", "pay", "Data", "Works", ".io"))
        ),
    )
    * 3,
    *(lambda slots, _, choice: "".join(slots.random.choices(string.ascii_uppercase, k=slots.random.choice((3, 3, 4)))),)
    * 2,
    lambda slots, _, choice: f"{choice(slots.lists['adjective'])}{choice(slots.lists['noun']).lower()}",
    lambda slots, _, choice: f"{choice(slots.lists['adjective'])}{choice(slots.lists['noun'])}",
    lambda slots, _, choice: f"{choice(slots.lists['noun'])}{choice(('ly', 'ify', 'io', 'hub', 'base', 'works'))}",
)

_SHARES = {"en_US": 9.0, "en_GB": 5.0, "nickname": 5.0, "slavic": 4.0, "en_IN": 3.0, "arabic": 2.0, "chinese": 2.0,
           "turkic": 2.0, "african": 2.0, "es_MX": 2.0, "de_DE": 2.0, "fr_FR": 2.0}  # fmt: skip
