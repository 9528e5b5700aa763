"""Numbers of people's papers and of their accounts with services, by the Russian words before them alone. Pure.

Policies, sick leaves, cards of patients, students' and readers' cards, accounts for light and water: each issuer writes
them in its own way, with letters, dashes and signs, so that only the word tells them. The number stands right after it,
a few small words between, or is the answer of whoever speaks next.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from redactor.finding import Finding
from redactor.recognizers.page import Page


class _Sort(NamedTuple):
    """Words for one sort of number, and the fewest digits that such a number has."""

    words: str
    least: int


_SORTS = {
    "policy": _Sort(
        r"полис(?:а|у|ом|е|ы|ов|ам|ами|ах)?(?!\w)|договор\w* (?:страхования|каско|осаго|дмс)(?!\w)|(?:каско|осаго"
        r"|дмс)(?!\w)"
        r"|(?:kasko|osago|dms|polis)(?!\w)|медполис\w*",
        6,
    ),
    "sick": _Sort(r"больничн\w{2,3}(?: лист\w*)?(?!\w)|лист\w* нетрудоспособности|элн(?!\w)", 9),
    "bill": _Sort(
        r"лицев\w{2,3}(?: сч[её]т\w{0,3})?(?!\w)|л/с(?!\w| ?(?:№ ?)?\d{5}[а-яa-z]\d{5})|лс(?!\w)(?= ?(?:№|[:=]|\d{6}))"
        r"|абонентск\w{2,3} (?:номер|договор|сч[её]т)\w{0,3}(?!\w)"
        r"|номер\w{0,2} абонента(?!\w)|интернет[- ]договор\w{0,2}(?!\w)|договор\w{0,2} (?:на )?интернет\w{0,2}(?!\w)",
        6,
    ),
    "staff": _Sort(
        r"табельн\w{2,3}(?!\w)|таб(?!\w)\.?(?= ?(?:№|н|\d{4}|\d-))|табномер\w{0,2}(?!\w)"
        r"|персональн\w{2,3} (?=номер)|личн\w{2,3} (?=номер)",
        4,
    ),
    "student": _Sort(
        r"студенческ\w{2,3}(?: билет\w{0,2})?(?!\w)|студбилет\w{0,2}(?!\w)|студак\w{0,2}(?!\w)|зач[её]тк\w{1,2}(?!\w)"
        r"|зач[её]тн\w{2,3} книжк\w{1,2}(?!\w)|читательск\w{2,3}(?: билет\w{0,2})?(?!\w)",
        4,
    ),
    "patient": _Sort(
        r"карт\w{1,2} (?:пациент\w{1,2}|больного)(?!\w)|амбулаторн\w{2,3} карт\w{1,2}(?!\w)|медкарт\w{1,2}(?!\w)"
        r"|медицинск\w{2,3} карт\w{1,2}(?!\w)|истори\w{1,2} болезни(?!\w)|иб(?= ?№)|номер\w{0,2} карт(?:ы"
        r"|очки)(?: лояльности| клуба| пациента)?(?!\w)"
        r"|карта(?= ?№)",
        5,
    ),
    "loyal": _Sort(
        r"карт\w{1,2} лояльности(?!\w)|(?:дисконтн|бонусн|скидочн|социальн)\w{2,3} карт\w{1,2}(?!\w)"
        r"|карт\w{1,2} клуба(?!\w)",
        5,
    ),
    "paper": _Sort(
        r"удостоверени\w{1,2}(?: (?:адвоката|нотариуса|ветерана|инвалида|многодетн\w+)|(?!\w))"
        r"|вид\w{0,2} на жительство|внж(?!\w)|рвп(?!\w)|миграционн\w{2,3} карт\w{1,2}(?!\w)"
        r"|трудов\w{2,3} книжк\w{1,2}(?!\w)|патент\w{0,2}(?= сер)|военник\w{0,2}(?!\w)|id-карт\w{1,2}(?!\w)",
        5,
    ),
}
_IN_TEXT = {name: sort for name, sort in _SORTS.items() if name != "staff"}  # «таб. № 00712» stays but in a column
_WORDS = re.compile("|".join(rf"(?P<{name}>{sort.words})" for name, sort in _IN_TEXT.items()))
BEGINNINGS = {
    "id-number-ru": tuple(sort.words for sort in _IN_TEXT.values()),
    "land-number": (r"кадастр\w*|кад\b|к/н|собственник\w*",),
}
HEADS = "|".join(sort.words for name, sort in _SORTS.items() if name not in ("policy", "patient"))
_HEAD = re.compile(rf"(?:(?:№|номер) )?(?:{HEADS})(?:[ .]*(?:№|номер\w{{0,2}}|билет\w{{0,2}}))?")
_NO_DATE = r"(?!\d{4}-\d\d-\d\d(?!\d)|[0-3]?\d[./-][01]?\d[./-](?:\d\d){1,2}(?!\d)|[0-3]\d\.[01]\d(?![.\d]))"
_MONTH = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)"
_COUNTED = rf"(?! ?(?:руб|р\b|₽|коп|тыс|млн|шт|дн|лет\b|год|г\b|%|кв|мес|час|мин|чел|сут|{_MONTH}))"
_PIECE = r"(?:[A-ZА-ЯЁ]{0,5}\d[\dA-ZА-ЯЁ]{0,19}|[A-ZА-ЯЁ]{1,5}(?=[-/]))"
_NO_LABEL = r"(?!(?:ВУ|В/У|СНИЛС|ИНН|ОМС|ЭЛН|ОГРН(?:ИП)?|КПП|БИК|ОКПО)(?![А-ЯЁ]))"
_CODE = (
    rf"{_NO_LABEL}{_NO_DATE}(?-i:(?:(?:[A-ZА-ЯЁ]{{2,4}}(?:-\d)?|[хаевкнмт]{{3}})(?: ?№ ?| (?=\d)))?"
    rf"{_PIECE}(?:(?:[-/–]| ?№ ?){_PIECE}|[-/][A-ZА-ЯЁ]{{1,3}}(?![\w-])"
    rf"| {_NO_DATE}\d{{2,10}}(?![\w.,:/-]\w){_COUNTED}){{0,6}})"
    r"(?![\w@]|[-./:]\w)" + _COUNTED
)
_BETWEEN = (
    r"(?:№|n[o°]?\b\.?|#|номер\w{0,2}|ном\.|серии|серия|сер\.|[:=,—–-]|за (?:свет|газ|вод[уы]|тепло|интернет|квартиру"
    r"|жкх)"
    r"|тот же|у (?:него|не[её]|меня|вас|нас)|мо[йяе]|ваш|его|е[её]|это|был[аио]?|дмс|омс|осаго|каско|\((?:жкх|дмс"
    r"|осаго|каско)\))"
)
# Whoever speaks next answers with nothing but the number: «— какой у вас лицевой?» «— 880214537».
_ANSWER = (
    r"[^\S\n]{0,2}[?.:!]?[^\S\n]{0,2}\n{1,2}(?:[^\S\n]{0,2}[—–-][^\S\n]{0,2}"
    r"|(?:\[[\d:. ]{4,17}\] ?)?[^\n\d:]{1,20}:[^\S\n]{0,2})?"
)
_REST_OF_QUESTION = r"(?: или (?:сч[её]та|договора|телефона|паспорта))?"
_LABELLED = re.compile(
    rf"(?:(?:[ \t]{{0,2}}{_BETWEEN}){{0,4}}[ \t]{{0,2}}[\"'«(]?"
    rf"|(?P<answer>{_REST_OF_QUESTION}{_ANSWER}))(?P<value>{_CODE})",
    re.IGNORECASE,
)
_LINE_ENDS = re.compile(r"[ \t.,;!]{0,3}(?:\n|\Z|\(|а |кто )")
_REACH = 60  # characters in which the first digit of a number stands
_MOST = 24  # letters and digits of a number
_OF_THINGS = re.compile(
    r"(?:ключ|пропуск)-\Z|(?:технологическ|маршрутн|операционн|топливн|банковск|географическ)\w{2,3} \Z"
)
_ADJECTIVE = 18  # characters before a card
_CADASTRE = re.compile(r"(?<![\w:.])\d\d:\d\d:\d{5,7}:\d{1,6}(?![\w:])")
_OWNED = re.compile(
    r"собственник|владел|принадлеж|правообладат|квартир|наслед|прожива|соседн|(?<!\w)(?:мо[йяеё]|наш[аеи]?"
    r"|сосед\w*)(?!\w)"
)
_OWNER_REACH = 120


def find_russian_id_numbers(page: Page) -> Iterator[Finding]:
    """Numbers right after the words for a paper or an account with a service."""
    for words in page.tried("id-number-ru", _WORDS):
        if not page.number_within(words.end(), words.end() + _REACH):
            continue
        match = _LABELLED.match(page.text, words.end())
        if match is None or not _is_number(match["value"], _SORTS[words.lastgroup or ""].least):
            continue
        if match["answer"] and not _LINE_ENDS.match(page.text, match.end()):
            continue
        if words["patient"] and _OF_THINGS.search(page.low, max(0, words.start() - _ADJECTIVE), words.start()):
            continue
        yield Finding("ID_NUMBER", match.start("value"), match.end("value"), 0.6, "labelled-id")
    if page.marks("land-number"):
        yield from _land_of_people(page)


def _land_of_people(page: Page) -> Iterator[Finding]:
    """Cadastral numbers of what belongs to somebody who is spoken of."""
    for match in _CADASTRE.finditer(page.text):
        if _OWNED.search(page.low, max(0, match.start() - _OWNER_REACH), match.end() + _OWNER_REACH):
            yield Finding("ID_NUMBER", match.start(), match.end(), 0.6, "cadastre")


def _is_number(value: str, least: int) -> bool:
    """Whether a code has the digits of a number of its sort, and no more than one number has."""
    return sum(map(str.isdigit, value)) >= least and sum(map(str.isalnum, value)) <= _MOST


def entity_of_head(head: str) -> str | None:
    """The kind of numbers in a column that is called so in small letters."""
    return "ID_NUMBER" if _HEAD.fullmatch(head) else None
