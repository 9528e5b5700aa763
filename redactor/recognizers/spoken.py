"""Phones and addresses that somebody dictated, their numbers written as words. Pure."""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.page import Page

_RUSSIAN = (
    r"(?:ноль|нуль|ноля|один|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|(?:од|две|три|четыр|пят"
    r"|шест|сем|восем|девят)(?:и|ь)?надцать|двадцать|тридцать|сорок"
    r"|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|сто|двести|триста|четыреста|пятьсот|шестьсот"
    r"|семьсот|восемьсот"
    r"|девятьсот)(?![а-яё])"
)
NUMBER_WORD = re.compile(
    rf"{_RUSSIAN}|(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|сороков|сот)\w{{2,3}}"
)
_ENGLISH = (
    r"(?:zero|oh|nought|one|two|three|four(?:teen)?|five|six(?:teen)?|seven(?:teen)?|eight(?:een)?|nine(?:teen)?|ten|eleven"
    r"|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|double|triple)(?![a-z])"
)
_GAP = r"[ ,-]{1,3}"
# Seven or eight and the hundreds that Russian codes begin with; or one digit a word in English.
_DICTATED = re.compile(
    rf"(?:плюс{_GAP}семь|восемь|семь){_GAP}(?:девятьсот|восемьсот|четыреста|триста"
    rf"|девять){_GAP}{_RUSSIAN}(?:{_GAP}{_RUSSIAN}){{2,12}}"
    rf"|(?:plus{_GAP})?{_ENGLISH}(?:{_GAP}{_ENGLISH}){{6,15}}"
)
# «восемь 927 ноль ноль три 41 58»: words and digits of one number.
_PIECE = rf"(?:{_RUSSIAN}|\d{{1,4}}(?![\w.,:]\d|[\wё]))"
_MIXED = re.compile(
    rf"(?:(?:восемь|семь){_GAP}(?:\d{{3,4}}|девятьсот|восемьсот|четыреста|триста|девять)|девятьсот)"
    rf"(?:{_GAP}{_PIECE}){{2,13}}"
)
# «телефон тридцать четыре двенадцать ноль восемь»: five to seven digits of a town's own number, ten without the 8.
_CALLED = r"(?:телефон\w{0,2}|номер|городской|(?:пере|по)?звон\w{1,4}|набер\w{1,3}|набирай\w{0,2})"
_OF_TOWN = re.compile(
    rf"{_CALLED}(?: [а-яё]+){{0,2}}? (?P<said>{_RUSSIAN}(?:{_GAP}{_RUSSIAN}){{2,9}})"
    r"(?! (?:тысяч|рубл|процент|миллион|лет|час))"
)
_PIECES = re.compile(r"\d+|[а-яё]+")
_PHONE_DIGITS, _TOWN_DIGITS = (10, 11), (5, 6, 7, 10)
# «улица партизанская дом восемь квартира сорок»: a dictated address, its numbers in words.
_WORDS_OF_NUMBER = (
    rf"(?:{_RUSSIAN}|перв\w{{2}}|втор\w{{2}}|трет\w{{2}}|дробь)(?: (?:{_RUSSIAN}|дробь|[абвг](?![а-яё]))){{0,3}}"
)
_STREET_SAID = re.compile(
    r"(?:(?:город|пос[её]лок|село|деревня|станица) [а-яё-]+(?: [а-яё-]+)?,? )?"
    r"(?:улица|улице|улицу|проспект|переулок|проезд|бульвар|шоссе|площадь|микрорайон"
    r"|набережная)(?: (?!дом )[а-яё-]+){1,3}?,? "
    rf"(?:дом[ау]? )?{_WORDS_OF_NUMBER}"
    rf"(?:,? (?:дом|дробь|корпус|строение|квартира|квартиру|офис|подъезд|этаж|домофон"
    rf"|комната) {_WORDS_OF_NUMBER}){{0,5}}"
)
# Ten or eleven digits, each by itself: "9 0 7 5 5 5 0 1 9 9".
_APART = re.compile(r"(?<![\w.,])\d(?:[ -]\d){9,11}(?![\w]|[ -]\d|[.,]\d)")
_CUE = re.compile(
    r"тел|моб|номер|звон|набер|набир|смс|вотсап|phone|call|text|cell|mobile|number|reach|ring|dial|sms|fax"
    r"|whats|tel\b|at\b"
)
BEGINNINGS = {
    "spoken-street": (
        r"город\b|пос[её]лок\b|село\b|деревня\b|станица\b|улиц[аеу]\b|проспект\b|переулок\b|проезд\b|бульвар\b|шоссе\b",
        r"площадь\b|микрорайон\b|набережная\b",
    ),
    "spoken": (r"плюс\b|восемь\b|семь\b|plus\b", _ENGLISH),
    "spoken-town": (_CALLED,),
    "spoken-mixed": (r"восемь\b|семь\b|девятьсот\b",),
}


def find_spoken(page: Page) -> Iterator[Finding]:
    """Dictated numbers of phones, dictated addresses."""
    for match in page.tried("spoken", _DICTATED):
        yield Finding("PHONE", match.start(), match.end(), 0.75, "phone-spoken")
    for match in page.tried("spoken-mixed", _MIXED) if page.has_digits else ():
        if _digits_said(match.group()) in _PHONE_DIGITS:
            yield Finding("PHONE", match.start(), match.end(), 0.75, "phone-spoken")
    for match in page.tried("spoken-town", _OF_TOWN):
        if _digits_said(match["said"]) in _TOWN_DIGITS:
            yield Finding("PHONE", match.start("said"), match.end("said"), 0.7, "phone-spoken")
    for match in page.tried("spoken-street", _STREET_SAID):
        yield Finding("LOCATION", match.start(), match.end(), 0.7, "address-spoken")
    for match in _apart(page):
        yield Finding("PHONE", match.start(), match.end(), 0.75, "phone-spoken")


def _digits_said(text: str) -> int:
    """How many digits a dictated number has: «девятьсот шестьдесят семь 333» are six."""
    digits = free = 0  # free: places of the last word that the next may fill, two after «девятьсот», one after «сорок»
    for piece in _PIECES.findall(text):
        if piece.isdigit():
            digits, free = digits + len(piece), 0
        elif piece != "девяносто" and piece.endswith(("сто", "сти", "ста", "сот")):
            digits, free = digits + 3, 2
        elif piece.endswith(("дцать", "десят", "сорок", "девяносто")):
            teen = piece.endswith("надцать")
            digits, free = digits + (0 if free == 2 else 2), 0 if teen else 1
        elif piece == "десять":
            digits, free = digits + (0 if free == 2 else 2), 0
        else:
            filled = free > 0 and not piece.startswith(("нол", "нул"))
            digits, free = digits + (not filled), 0
    return digits


def _apart(page: Page) -> Iterator[re.Match[str]]:
    """Runs of single digits beside a word for a phone."""
    done = 0
    for spot in page.numbers_of(1):
        if spot.start >= done:
            match = _APART.match(page.text, spot.start)
            if match is not None:
                done = match.end()
                if _CUE.search(page.low, max(0, spot.start - 44), spot.start):
                    yield match
