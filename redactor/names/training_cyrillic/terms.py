"""Words that no dictionary knows and that name nobody: substances, illnesses, borrowed trades. Coined at random."""

from __future__ import annotations

from random import Random

from redactor.cases import Case
from redactor.declension import Gender, Role, decline
from redactor.names.training_cyrillic.pieces import piece


def term(random: Random, noun: str, case: Case) -> str:
    """«прокальцитонин», «лидхукинг», «юнит-поставка» in a case; `noun` is the second part, already in its case."""
    pick = random.random()
    if pick < 0.3:
        return f"{piece(random, 'first part')}-{noun.split(' ')[-1]}"
    if pick < 0.7:
        before = piece(random, "term before") if random.random() < 0.5 else ""
        word = before + piece(random, "substance") + piece(random, "substance end")
    else:
        word = piece(random, "borrowed") + piece(random, "borrowed end")
    return decline(word, Role.GIVEN, Gender.MASCULINE, case)
