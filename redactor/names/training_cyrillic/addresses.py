"""Postal addresses as papers, parcels and chats have them: villages, plots, garages, streets without a word for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from redactor.names.training_cyrillic.pieces import piece, pieces


@dataclass(slots=True)
class Addresses:
    """Draws addresses. `city`, `street` and `street_name` draw a town, «ул. Лесная» and a name alone."""

    random: Random
    city: Callable[[], str]
    street: Callable[[], str]
    street_name: Callable[[], str]

    def address(self) -> str:
        """One address in any of the manners."""
        ways = (self._usual, self._usual, self._usual, self._village, self._garden, self._garage, self._quarter,
                self._bare, self._bare, self._reversed, self._chat, self._box)  # fmt: skip
        found = self.random.choice(ways)()
        pick = self.random.random()
        if pick < 0.04:
            return found.replace(".", " .").replace(",", " ,")
        if pick < 0.08:
            return found.replace(", ", ",")
        return found.replace(", ", ",\n", 1) if pick < 0.1 else found

    def _usual(self) -> str:
        town = self.random.choice(("г. ", "г. ", "г.", "", "", "город ")) + self.city()
        region = [self._piece("regions")] if self.random.random() < 0.2 else []
        tail = [self._piece("entry").format(self._number(9))] if self.random.random() < 0.06 else []
        return ", ".join([*self._index(), *region, town, self.street(), *self._house(), *tail])

    def _village(self) -> str:
        region = self.random.choice((pieces()["regions"], pieces()["districts"]))
        before = [*self._index(), self.random.choice(region)] if self.random.random() < 0.4 else []
        street = [self.street()] if self.random.random() < 0.6 else []
        after = [self.random.choice(region)] if not before and self.random.random() < 0.2 else []
        return ", ".join([*before, self._village_name(), *street, *self._house(), *after])

    def _village_name(self) -> str:
        words = self.random.sample(pieces()["village names"], self.random.choice((1, 1, 2)))
        return f"{self._piece('village')} {' '.join(words)}"

    def _garden(self) -> str:
        place = f"{self._piece('gardens')} {self._quoted()}"
        lines = ("", f"{self._number(12)}-я линия", f"линия {self._number(9)}", self.street(), "", "")
        plot = self.random.choice(("участок {}", "уч. {}", "уч {}", "д. {}", "участок № {}", "уч.{}", "дача {}"))
        parts = (*self._town(), place, self.random.choice(lines), plot.format(self._number(400)))
        return ", ".join(part for part in parts if part)

    def _garage(self) -> str:
        row = self.random.choice(("", "", f"ряд {self._number(20)}", f"линия {self._number(9)}", "блок Б"))
        box = self.random.choice(("бокс {}", "гараж {}", "гараж № {}", "место {}")).format(self._number(500))
        place = f"{self._piece('garages')} {self._quoted()}"
        return ", ".join(part for part in (*self._town(), place, row, box) if part)

    def _quarter(self) -> str:
        kind = self._piece("quarters")
        number = self._number(30)
        names = (f"{kind} {self._quoted()}", f"{number} {kind}", f"{number}-й {kind}", f"{kind} {number}")
        return ", ".join([*self._town(), self.random.choice(names), *self._house()])

    def _bare(self) -> str:
        """«Мира, 16», «Ленина 5-12»: no word says that it is a street."""
        town = [self.city()] if self.random.random() < 0.3 else []
        street = self.street_name()
        forms = ("{}", "{}", "{}-{}", "д. {}", "{}/{}", "{}а")
        house = self.random.choice(forms).format(self._number(150), self._number(99))
        flat = [self._piece("flat").format(self._number(200))] if self.random.random() < 0.4 else []
        return ", ".join([*town, street + self.random.choice((", ", " ", " ", ", ")) + house, *flat])

    def _reversed(self) -> str:
        return ", ".join([*reversed(self._house()), self.street(), f"г. {self.city()}", *self._index()])

    def _chat(self) -> str:
        entries = self.random.sample(pieces()["entry"], self.random.randint(1, 3))
        street = self.random.choice((self.street, self.street_name))()
        joint = self.random.choice((", ", " "))
        said = [entry.format(self._number(30)) for entry in entries]
        return joint.join([f"{street} {self._number(99)}", *said, *self._house()[1:]])

    def _box(self) -> str:
        return ", ".join([*self._index(1.0), f"г. {self.city()}", f"а/я {self._number(900)}"])

    def _town(self) -> list[str]:
        return [self.random.choice(("г. ", "", "г.")) + self.city()] if self.random.random() < 0.4 else []

    def _index(self, share: float = 0.35) -> list[str]:
        return [f"{self.random.randint(101, 690)}{self._number(1000) - 1:03d}"] if self.random.random() < share else []

    def _house(self) -> list[str]:
        part = self.random.choice(("", "", "", "", "а", "/2", " корп. 1", ", стр. 3", "к2", " лит. А", "-А"))
        house = self._piece("house").format(self._number(180)) + part
        return [house, self._piece("flat").format(self._number(300))] if self.random.random() < 0.6 else [house]

    def _quoted(self) -> str:
        name = self._piece("estate names") + self.random.choice(("", "", "", f"-{self._number(9)}"))
        return self.random.choice(("«{}»", "{}", "{}", '"{}"')).format(name)

    def _piece(self, section: str) -> str:
        return piece(self.random, section)

    def _number(self, most: int) -> int:
        return self.random.randint(1, most)
