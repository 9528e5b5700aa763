"""Letters and digits that a scanner took for each other: «O7.O8.1962», «PASSP0RT», «Mar1a G0mez». Pure.

The length of a text stays.
"""

import re

LOOK_LIKE_DIGITS = "OОoоlIЗз"
_DIGIT_AND_LETTER = re.compile(r"[0-9](?:(?=[OОoоlIЗз])|(?<=[OОoоlIЗз].)|(?<=[А-яё]0)(?=[А-яё]))")
_NUMBER = re.compile(
    r"[\dOОoоlIЗз](?<![^\W_].)(?:(?<=\d)(?=\d*[OОoоlIЗз])|(?<=\D)(?=[OОoоlIЗз]*\d))[\dOОoоlIЗз]{1,39}(?![^\W_])"
)
_NOUGHT = re.compile(r"0(?<=[А-ЯЁа-яё]0)(?=[А-ЯЁа-яё])")
_TO_DIGITS = str.maketrans(LOOK_LIKE_DIGITS, "00001133")
_PLATE = re.compile(r"[OО]\d{3}[OО]{2}\d{2,3}")

# Capitals with a small l, a nought or a one among them, and the short words before a number.
_CAPITALS = re.compile(r"(?<![^\W_])(?:[A-Z]{1,20}[01l]|[01l](?=[A-Z]))[A-Z01l]*(?![^\W_])|(?<!\w)D\.0\.B(?!\w)")
_IN_CAPITALS = re.compile(r"[01](?:(?=[A-Z])|(?<=[A-Z].)|(?<=D\.0)(?=\.B))|l(?:(?=[A-Z])|(?<=[A-Z].)(?![a-z]))")
_LABELS = frozenset(("D0B", "D.0.B", "N0", "1D", "T0", "P0", "lD"))
_TO_CAPITALS = str.maketrans("01l", "OII")
_LEAST_CAPITALS = 4  # for each digit

# A word with a capital, or a digit in its place, but for one digit or two among its small letters.
_SMALL, _SMALL_CYRILLIC = "a-zß-öø-ÿ", "а-яё"
_MISREAD = re.compile(
    r"(?<![\w@./\\=+#$&-])(?:"
    rf"(?:[A-Z](?=[{_SMALL}]*\d)|[0158](?=[{_SMALL}]{{4}}))[{_SMALL}]*(?:\d{{1,2}}[{_SMALL}]+){{0,2}}"
    rf"|(?:[А-ЯЁ](?=[{_SMALL_CYRILLIC}]*\d)|[0368](?=[{_SMALL_CYRILLIC}]{{3}}))[{_SMALL_CYRILLIC}]*"
    rf"(?:\d{{1,2}}[{_SMALL_CYRILLIC}]+){{0,2}})(?![\w@/\\=+])"
)
_TO_LATIN = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "6": "b", "8": "b"}
_TO_CYRILLIC = {"0": "о", "1": "л", "3": "з", "4": "ч", "6": "б", "7": "т", "8": "в"}
_VOWELS = frozenset("aeiouy")
_LEAST_LETTERS, _LEAST_WORDS = 3, 2  # a scanner errs more than once
_OF_SECRETS = re.compile(r"(?i)passw|pwd|secret|token|wi-?fi|log-?in|\bpin\b|парол|логин|ключ|код\b")


def numbers_as_scanned(text: str) -> str:
    """Letters among digits as the digits they look like, and a nought among Cyrillic letters as one."""
    if not _DIGIT_AND_LETTER.search(text):
        return text
    text = _NOUGHT.sub(lambda match: "О" if text[match.start() - 1].isupper() else "о", text)
    return _NUMBER.sub(_digits_of, text)


def words_as_scanned(text: str) -> str:
    """Digits among letters as the letters they look like.

    A word such as «G0mez» is one only beside a second one, and never in a text that speaks of passwords.
    """
    if _IN_CAPITALS.search(text):  # cheaper than to read every word
        text = _CAPITALS.sub(_capitals_of, text)
    words = sum(_is_misread(match.group()) for match in _MISREAD.finditer(text))
    if words < _LEAST_WORDS or _OF_SECRETS.search(text):
        return text
    return _MISREAD.sub(_letters_of, text)


def _digits_of(match: re.Match[str]) -> str:
    run = match.group()
    mostly_digits = 2 * sum(map(str.isdigit, run)) >= len(run)
    return run.translate(_TO_DIGITS) if mostly_digits and not _PLATE.fullmatch(run) else run


def _capitals_of(match: re.Match[str]) -> str:
    """«PASSP0RT», «lNSURED»; a code with few letters stays as it is."""
    word = match.group()
    capitals = sum(map(str.isupper, word))
    digits = sum(map(str.isdigit, word))
    known = word in _LABELS or capitals >= (_LEAST_CAPITALS * digits or 2)
    return word.translate(_TO_CAPITALS) if known else word


def _is_misread(word: str) -> bool:
    letters = sum(map(str.isalpha, word))
    return letters >= max(_LEAST_LETTERS, 2 * (len(word) - letters)) and letters < len(word)


def _letters_of(match: re.Match[str]) -> str:
    """A one after a vowel is rather an «l»: «K0wa1ski», but «Mar1a»."""
    word = match.group()
    if not _is_misread(word):
        return word
    letters = _TO_LATIN if any("a" <= letter <= "z" for letter in word) else _TO_CYRILLIC
    read = ""
    for letter in word:
        known = letters.get(letter, letter)
        if known == "i" != letter and read[-1:] in _VOWELS:
            known = "l"
        read += known if read else known.upper()
    return read
