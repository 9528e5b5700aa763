"""What the dictionary of OpenCorpora says of a Russian word as a name (pymorphy3). Pure but for its cache."""

from dataclasses import dataclass
from functools import lru_cache

from pymorphy3.tagset import OpencorporaTag

from redactor.word_graphs import analyzer

_CACHED_WORDS = 60_000


@dataclass(frozen=True, slots=True)
class Odds:
    """Shares, 0…1, of a word's readings: given name, surname, patronymic, place; and whether the word is known.

    `common` is the share of readings that name nobody and no place; `nominal` tells whether one of them is an
    adjective or a noun for somebody alive, as surnames are that were words before.
    """

    name: float
    surname: float
    patronymic: float
    place: float
    known: bool
    common: float
    nominal: bool = False

    @property
    def person(self) -> float:
        """The best of the three."""
        return max(self.name, self.surname, self.patronymic)


_NOTHING = Odds(0, 0, 0, 0, False, 1)
_COMMON = Odds(0, 0, 0, 0, True, 1)
_NOMINAL = Odds(0, 0, 0, 0, True, 1, True)
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})


class Morph:
    """The dictionary, loaded once (0.1 s)."""

    def __init__(self) -> None:
        self._analyzer = analyzer()
        self._words = self._analyzer.dictionary.words
        self._gramtab = self._analyzer.dictionary.gramtab
        self.odds = lru_cache(maxsize=_CACHED_WORDS)(self._odds)
        self.lemmas = lru_cache(maxsize=_CACHED_WORDS // 4)(self._lemmas)

    def _odds(self, word: str) -> Odds:
        """Odds of a lower-case Cyrillic word; of one with hyphens, of its best part."""
        if "-" in word:
            parts = [self.odds(part) for part in word.split("-") if part]
            return max(parts, key=lambda odds: odds.person, default=_NOTHING)
        tags = [self._gramtab[self._tag_of(*parse)] for found in self._forms(word) for parse in found]
        if not tags:
            parses = self._analyzer.parse(word)
            return _odds_of([parse.tag for parse in parses], [parse.score for parse in parses], known=False)
        if not any(_NAMES & tag.grammemes for tag in tags):
            return _NOMINAL if any(_is_nominal(tag) for tag in tags) else _COMMON
        return _odds_of(tags, self._shares(word, tags), known=True)

    def knows(self, word: str) -> bool:
        """Whether the dictionary holds a lower-case Cyrillic word, or it has parts: cheaper to ask than its odds."""
        return "-" in word or bool(self._forms(word))

    def normal(self, word: str) -> str:
        """The normal form of the dictionary's first reading: «апельсин» of «апельсином»; an unknown word as it is."""
        for form, parses in self._words.similar_items(word, self._analyzer.char_substitutes):
            normal: str = self._analyzer.dictionary.build_normal_form(*parses[0], form)
            return normal
        return word

    def _forms(self, word: str) -> list[list[tuple[int, int]]]:
        found: list[list[tuple[int, int]]] = self._words.similar_item_values(word, self._analyzer.char_substitutes)
        return found

    def _tag_of(self, paradigm_id: int, index: int) -> int:
        """Number of the tag of a form in its paradigm (pymorphy3 3-part paradigms: suffixes, tags, prefixes)."""
        paradigm = self._analyzer.dictionary.paradigms[paradigm_id]
        number: int = paradigm[len(paradigm) // 3 + index]
        return number

    def _shares(self, word: str, tags: list[OpencorporaTag]) -> list[float]:
        """P(tag | word) of the corpus, or equal shares when it never met the word."""
        estimator = self._analyzer.prob_estimator
        found = [estimator.p_t_given_w.prob(word, tag) for tag in tags]
        total = sum(found)
        return [share / total for share in found] if total else [1 / len(tags)] * len(tags)

    def _lemmas(self, word: str) -> frozenset[str]:
        """Normal forms of the readings as a name; of all readings when there is none."""
        parses = self._analyzer.parse(word)
        names = {p.normal_form for p in parses if {"Name", "Surn", "Patr"} & p.tag.grammemes}
        return frozenset(names or {parse.normal_form for parse in parses})


def _is_nominal(tag: OpencorporaTag) -> bool:
    return "ADJF" in tag.grammemes or {"NOUN", "anim"} <= tag.grammemes


def _odds_of(tags: list[OpencorporaTag], shares: list[float], known: bool) -> Odds:
    name = surname = patronymic = place = common = 0.0
    for tag, share in zip(tags, shares, strict=True):
        grammemes = tag.grammemes
        if "Name" in grammemes:
            name += share
        elif "Surn" in grammemes:
            surname += share
        elif "Patr" in grammemes:
            patronymic += share
        elif "Geox" in grammemes:
            place += share
        else:
            common += share
    return Odds(name, surname, patronymic, place, known, common)
