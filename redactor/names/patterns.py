"""Names by their make-up: patterns over the letters of redactor.names.letters. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens first … last - 1 are a name, by a rule."""

    first: int
    last: int
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    score: float
    pattern: re.Pattern[str]


def _rule(name: str, score: float, *patterns: str) -> _Rule:
    return _Rule(name, score, re.compile("|".join(patterns)))


_RULES = (
    _rule(  # Запрудина Аглая Фёдоровна, Гордей Лукич, Волк Иван Петрович
        "full",
        0.95,
        r"(?:(?<=[n_:|;,\".d-])|^)c[GgUSs]P",
        r"[SsGgUCub][GgUSs]P",
        r"[GgU]P[SsUCuGg]",
        r"[SsUCGgu]P(?![a-z])",
        r"[GgUs]P",
        r"PS",
    ),
    _rule(  # Петров А. Б., Н. П. Белоручко, петров а.б.
        "initials",
        0.93,
        r"[SsGgUCuP](?:I\.){1,3}(?:-?I\.)?",
        r"b(?:I\.){2}",
        r"c(?:I\.){2}(?![SGUsCu])",
        r"Gi\.(?=[n,;)]|$)",
        r"(?:I\.){2,3}[SsGgUCub](?:[SsU](?![.]))?",
        r"I\.[SsGgU]",
        r"[SsG]I\.?I(?!\w)",
        r"[SsGuUb](?:i\.){2}",
        r"(?:i\.){2}[SsGuUb]",
    ),
    _rule(
        "pair", 0.85, r"Gb", r"US", r"G[SsUC]", r"[SU]G", r"Sg", r"g[SU]", r"[Gg]u", r"uG", r"GG", r"sG", r"gG", r"Gs"
    ),
    _rule(  # нач. охраны Дзюбы, мастер участка Громыхалов
        "role-of", 0.75, r"(?<=T)\.?[au]{1,3}(?P<k>[SU](?:I\.)*)(?![\"GSU])"
    ),
    _rule("beside", 0.7, r"(?<=i)U(?![GSU\"])"),  # у Гюльчехры
    _rule(  # Врач Целебровская, Клиент: Иванов
        "label",
        0.8,
        r"(?<=T)(?:[:-]\"?)?(?P<n>[GSUgsP](?:[GSUgsPC](?![:]))?(?:[GSUPsg])?|C[GSU]P?)",
        r"(?<=T:)(?P<m>[CGSUgs][GSUC]{0,2}P?)",
    ),
    _rule("greeting", 0.75, r"(?<=H)[,]?(?P<n>[GSU]P?|g(?=[,!n.)-]))", r"(?<=n)(?P<m>G)(?=,H)"),
    _rule("speaker", 0.75, r"(?<=[n.!?x)])(?P<n>[SGUs])(?=:)", r"^(?P<m>[SGUs])(?=:)"),
    _rule("addressed", 0.75, r"(?<=V)(?P<n>[SGUu])(?![GSP])", r"(?<=Vi)(?P<m>[SGUu])(?![GSP])"),
    _rule("among-latin", 0.7, r"(?<=l)[GSUs](?=[lx.,!?n)]|$)", r"^[GSU](?=l)", r"(?<=n)[GSU](?=l)"),
    _rule("surname", 0.7, r"S"),
    _rule("given", 0.7, r"G"),
    _rule("patronymic", 0.75, r"P"),
)


def names(letters: str, places: Sequence[int]) -> Iterator[Name]:
    """Names by the rules, overlapping ones included; `places` holds the token of each letter."""
    for rule in _RULES:
        for match in rule.pattern.finditer(letters):
            group = match.lastgroup
            first, last = match.span(group) if group else match.span()
            yield Name(places[first], places[last - 1] + 1, rule.score, rule.name)
