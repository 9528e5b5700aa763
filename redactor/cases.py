"""The six cases of Russian, and how a model may write the one it wants at a placeholder. Pure."""

from enum import StrEnum
from types import MappingProxyType


class Case(StrEnum):
    """The six cases of Russian, named as OpenCorpora (and so pymorphy3) names them."""

    NOMINATIVE = "nomn"
    GENITIVE = "gent"
    DATIVE = "datv"
    ACCUSATIVE = "accs"
    INSTRUMENTAL = "ablt"
    PREPOSITIONAL = "loct"


CASE_MARKS = MappingProxyType(
    {
        **dict.fromkeys(("им", "имен", "nom", "nomn"), Case.NOMINATIVE),
        **dict.fromkeys(("род", "gen", "gent"), Case.GENITIVE),
        **dict.fromkeys(("дат", "dat", "datv"), Case.DATIVE),
        **dict.fromkeys(("вин", "acc", "accs"), Case.ACCUSATIVE),
        **dict.fromkeys(("тв", "твор", "ins", "ablt"), Case.INSTRUMENTAL),
        **dict.fromkeys(("пр", "пред", "предл", "loc", "loct"), Case.PREPOSITIONAL),
    }
)
"""What may stand after a placeholder and a colon: `ZQ_PERSON_7K2M4X9A:дат`."""

ENDINGS = frozenset(
    "а я у ю е и ы о ом ем ём ой ей ою ею ый ий ая яя ого его ому ему ым им ых их ую юю".split()  # noqa: SIM905
)
"""Russian case endings that a model may glue to a code."""

MODEL_HINT = (
    "Метки вида ZQ_PERSON_7K2M4X9A заменяют имена. Переписывай их буква в букву. Если имя нужно не в именительном "
    "падеже, добавь к метке :род, :дат, :вин, :тв или :пр, например «письмо ZQ_PERSON_7K2M4X9A:дат»."
)
"""A line for the system prompt, where a company wants one: names then come back in the case that the model names."""
