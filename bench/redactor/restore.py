"""Restoring under fire: random cuts × altered placeholders, and what a chunk costs.

    python bench/redactor/restore.py --trials 1000000 --names 100000

A trial is a text of 1-4 placeholders among awkward neighbours, each altered in one of the ways below or damaged so
that it must stay; it is fed in random pieces of 1-12 code points. Printed are wrong and missed restores by class, the
longest hold-back, and microseconds per chunk. A trial of names is a text of Russian words and names, whose case depends
on the words around them: it must come out the same however it was cut.
"""

import argparse
import random
import string
import time
from collections import Counter
from collections.abc import Callable

from redactor.finding import Finding
from redactor.originals import Original, Originals
from redactor.placeholder import Codes, redact
from redactor.restore import Restorer
from redactor.spelling import ALPHABET

VALUES = [
    *(("PERSON", f"Jane Roe {number}") for number in range(8)),
    *(("EMAIL", f"jane{number}@roe.org") for number in range(4)),
    *(("ORG", f"ООО «Ромашка {number}»") for number in range(4)),
    *(("PHONE", f"+7 912 345-67-{number:02}") for number in range(4)),
    ("SECRET", "s3cr3t"),
    ("RU_INN", "7707083893"),
    ("LOCATION", "ул. Ленина, д. 5"),
]
TRANSLATED = {
    "PERSON": ["ПЕРСОНА", "ЧЕЛОВЕК", "Имя", "персоне", "Name"],
    "EMAIL": ["ПОЧТА", "почты", "mail"],
    "ORG": ["ОРГАНИЗАЦИЯ", "организации", "Company", "ORGANIZATION"],
    "PHONE": ["ТЕЛЕФОН", "телефону", "Tel"],
    "SECRET": ["СЕКРЕТ", "пароль"],
    "INN": ["ИНН", "инн"],
    "ADDRESS": ["АДРЕС", "адреса", "Location"],
}
NEIGHBOURS = [
    " ",
    "\n",
    ", ",
    " — ",
    "Z",
    "z",
    "ZQ",
    "zq_",
    "ZQ_PERSON_",
    "слово ",
    "The ",
    "(",
    "«",
    "**",
    "_",
    "&lt;",
    "😀",
    "7",
]
AFTER = ["", " ", ".", ",", "»", "**", "_ ", ")", "\n", "'s", "!", "&gt;"]

PEOPLE = ["Иванов Пётр Сергеевич", "Анна Смирнова", "Шевченко Т. Г.", "Лёша", "Ольга Белых"]
RUSSIAN = [
    *("для", "с", "на", "отправлен", "Сообщите", "Пригласите", ",", ".", "!", ":", "и", "(", ")", "\n", "\\n", "к"),
    *("необходимо", "подписал", "акт.", "«договор»", "не", "ответила", "директору", "очень-очень-длинное-слово"),
    *("12.05", "zq", "ZQ", "ZQ_", "Z", "согласовано", "отчёт", "готовят", "Кому:"),
]


def parts(placeholder: str) -> tuple[str, str]:
    _, type_, code = placeholder.split("_")
    return type_, code


def with_separator(*separators: str) -> Callable[[random.Random, str], str]:
    def alter(chance: random.Random, placeholder: str) -> str:
        return placeholder.replace("_", chance.choice(separators))

    return alter


def translated(chance: random.Random, placeholder: str) -> str:
    type_, code = parts(placeholder)
    return f"ZQ_{chance.choice(TRANSLATED[type_])}_{code}"


def marked_up(chance: random.Random, placeholder: str) -> str:
    type_, code = parts(placeholder)
    before, after = chance.choice(
        [("**", "**"), ("`", "`"), ("*", "*"), ("[", "]"), ("<em>", "</em>"), ("«", "»"), ("<", ">")]
    )
    return f"ZQ{before}{type_}{after}{code}"


def any_case(chance: random.Random, placeholder: str) -> str:
    return "".join(chance.choice((letter.lower(), letter.upper())) for letter in placeholder)


def look_alike_letters(chance: random.Random, placeholder: str) -> str:
    type_, code = parts(placeholder)
    return f"ZQ_{type_}_{code.translate(str.maketrans('ABEKMHPCTYX', 'АВЕКМНРСТУХ'))}"


ALTERED: dict[str, Callable[[random.Random, str], str]] = {
    "as it was": lambda chance, placeholder: placeholder,
    "lower case": lambda chance, placeholder: placeholder.lower(),
    "title case": lambda chance, placeholder: placeholder.title(),
    "any case": any_case,
    "escaped underscore": with_separator("\\_", "\\\\_"),
    "hyphen": with_separator("-", "–", "\u2011"),
    "space": with_separator(" ", "\u00a0", "\u202f", "  "),
    "html escape": with_separator("&#95;", "&lowbar;", "&nbsp;", "&#160;"),
    "json escape": with_separator("\\u005f", "\\u00a0"),
    "brackets": with_separator("[", "]", "<", ">", "&lt;", "&gt;", "{", "»"),
    "translated": translated,
    "markup inside": marked_up,
    "no separator": with_separator(""),
    "invisible": with_separator("_\u200b", "\u200b_", "\u2060_"),
    "cyrillic letters": look_alike_letters,
}


def another_letter(chance: random.Random, placeholder: str) -> str:
    at = len(placeholder) - chance.randint(1, 8)
    letter = chance.choice([letter for letter in ALPHABET if letter != placeholder[at]])
    return placeholder[:at] + letter + placeholder[at + 1 :]


def of_another_type(chance: random.Random, placeholder: str) -> str:
    type_, code = parts(placeholder)
    return f"ZQ_{chance.choice([other for other in TRANSLATED if other != type_])}_{code}"


DAMAGED: dict[str, Callable[[random.Random, str], str]] = {
    "another letter": another_letter,
    "a letter less": lambda chance, placeholder: placeholder[:-1],
    "a letter more": lambda chance, placeholder: placeholder + chance.choice(ALPHABET),
    "two letters swapped": lambda chance, placeholder: swapped(placeholder),
    "another type": of_another_type,
    "a number behind": lambda chance, placeholder: f"{placeholder}_{chance.randint(0, 99)}",
    "random code": lambda chance, placeholder: placeholder[:-8] + "".join(chance.choices(ALPHABET, k=8)),
}


def swapped(placeholder: str) -> str:
    for at in range(len(placeholder) - 2, len(placeholder) - 8, -1):
        if placeholder[at] != placeholder[at + 1]:
            return placeholder[:at] + placeholder[at + 1] + placeholder[at] + placeholder[at + 2 :]
    return placeholder[:-1]


def trial(chance: random.Random, originals: Originals) -> tuple[str, str, list[str]]:
    """A text, how it must be restored, and the classes in it."""
    names = list(originals)
    written = expected = ""
    classes = []
    for _ in range(chance.randint(1, 4)):
        between = "".join(chance.choices(NEIGHBOURS, k=chance.randint(0, 4))) + chance.choice([" ", "(", "«", "\n"])
        name = chance.choice(names)
        if chance.random() < 0.7:
            kind = chance.choice(list(ALTERED))
            spelling, meant = ALTERED[kind](chance, name), originals[name].value
        else:
            kind = chance.choice(list(DAMAGED))
            spelling = meant = DAMAGED[kind](chance, name)
            if spelling in originals:
                meant = originals[spelling].value
        after = chance.choice(AFTER) or " "
        classes.append(kind)
        written += between + spelling + after
        expected += between + meant + after
    return written, expected, classes


def restored(chance: random.Random, originals: Originals, text: str) -> tuple[str, int]:
    restorer = Restorer(originals)
    out = []
    longest = position = 0
    while position < len(text):
        size = chance.randint(1, 12)
        out.append(restorer.feed(text[position : position + size]))
        longest = max(longest, len(restorer.held))
        position += size
    return "".join(out) + restorer.finish(), longest


def names_trial(chance: random.Random, originals: Originals) -> tuple[bool, int]:
    """Whether a text of names comes out as it does in one piece, and the longest hold-back."""
    words = chance.choices(RUSSIAN, k=chance.randint(1, 12)) + chance.choices(list(originals), k=chance.randint(1, 3))
    chance.shuffle(words)
    text = "".join(word + chance.choice([" ", " ", " ", "", "\n", ":", "у "]) for word in words)
    whole = Restorer(originals)
    got, longest = restored(chance, originals, text)
    return got == whole.feed(text) + whole.finish(), longest


def cost(originals: Originals, chunks: list[str], repeat: int) -> float:
    restorer = Restorer(originals)
    begin = time.perf_counter()
    for _ in range(repeat):
        for chunk in chunks:
            restorer.feed(chunk)
    return (time.perf_counter() - begin) / (repeat * len(chunks)) * 1e6


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--trials", type=int, default=100_000)
    arguments.add_argument("--names", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    chance = random.Random(options.seed)
    codes = Codes(b"bench key of thirty-two letters.")
    originals = Originals(Original(codes.placeholder(entity, value), entity, value) for entity, value in VALUES)
    failures: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    held = 0
    for _ in range(options.trials):
        text, expected, classes = trial(chance, originals)
        seen.update(classes)
        got, longest = restored(chance, originals, text)
        held = max(held, longest)
        if got != expected:
            failures.update(classes)
            if sum(failures.values()) < 20:
                print("WRONG", repr(text), repr(got), repr(expected), sep="\n  ")
    print(f"{options.trials} trials, {sum(seen.values())} placeholders, {sum(failures.values())} wrong")
    for kind in [*ALTERED, *DAMAGED]:
        print(f"  {kind:20} {seen[kind]:8} seen {failures[kind]:4} in wrong texts")
    print(f"longest hold-back {held} code points")
    people = redact(
        "; ".join(PEOPLE),
        [Finding("PERSON", at, at + len(one), 1.0, "bench") for one in PEOPLE for at in ["; ".join(PEOPLE).index(one)]],
        codes,
    ).originals
    trials = [names_trial(chance, people) for _ in range(options.names)]
    unlike = sum(not same for same, _ in trials)
    print(
        f"{options.names} texts of names, {unlike} otherwise when cut, hold-back {max(length for _, length in trials)}"
    )
    plain = [" the", " answer", " кратко", " yes,", "\n", " это", " так", " он"]
    names = list(originals)
    live = "".join(f"Здесь {name} и всё, " for name in names)
    pieces = [live[at : at + 4] for at in range(0, len(live), 4)]
    print(f"chunk without placeholders {cost(originals, plain, 20_000):.2f} µs")
    print(f"chunk with z {cost(originals, [' size', ' zero', 'lazy', 'z'], 20_000):.2f} µs")
    print(f"4-letter chunk of text full of placeholders {cost(originals, pieces, 200):.2f} µs")


if __name__ == "__main__":
    assert set(ALPHABET) < set(string.ascii_uppercase + string.digits)
    main()
