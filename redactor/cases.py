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
