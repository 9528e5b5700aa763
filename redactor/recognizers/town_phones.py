"""Phones without a code: five or six digits in pairs beside a word for whom they reach, or seven. Pure."""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.page import Page

_BEGINNING = re.compile(r"(?<![\w./-])\d{1,3}\Z")
_PAIRS = re.compile(r"-(?<=\d-)\d\d-\d\d(?![\w-]|[.,/:]\d)")
_DATE = re.compile(r"(?:0[1-9]|[12]\d|3[01])-(?:0[1-9]|1[0-2])-\d\d")
_REACHED = re.compile(
    r"(?<![а-яё])(?:тел(?![а-яё])|телеф|звон|позвон|набер|факс|город?ской|вахт|регистратур|диспетчер|дежурн|слесар|сантехник"
    r"|электрик|мастер|бухгалтер|при[её]мн|секретар|воспитател|учител|завуч|директор|доктор|врач|медсестр|охран|участков"
    r"|заведующ|поликлиник|больниц|аптек|школ|садик|такси|жэк|бригадир|менеджер|оператор|вызов|администрат|управляющ"
    r"|кладовщ|продав|касс|тренер|механик|нотариус|юрист|салон|клиник|гостиниц|отел[ья]|кафе)[^\n]{0,40}\Z"
)
_CALLED = re.compile(r"(?<![а-яё])(?:тел(?![а-яё])|телеф|звон|позвон|набер|факс|город?ской)[^\n]{0,24}\Z")
_THING = re.compile(r"арт|размер|сч[её]т|код|инв|мод|смен|график|№|#|\+")
# Seven digits so grouped are a phone unless a word before says otherwise: «Алла, 260-44-12», no «CAS 141-78-42».
_NUMBERED = re.compile(
    r"(?:арт|размер|код|инв|мод|сер|гост|ост|ту|снип|cas|isbn|дел|догов|приказ|протокол|заказ|детал|насос|шифр|позици|черт[её]ж"
    r"|лот|парти|накладн|заявк|тираж|издели|подшипник|габарит|№|#|\+)[а-яё]{0,6}[\s.:№]{0,4}\Z"
)
_MEASURED = re.compile(r"\s?(?:[мск]м|шт|кг|мл|руб|г)(?![а-яё])")
_RUSSIAN = re.compile(r"[а-яё]")
_REACH = 52


def find_town_phones(page: Page) -> Iterator[Finding]:
    """Also of the next one in a list: «бухгалтер Нина 45-67-12, склад 45-67-13»."""
    low, last = page.low, -_REACH
    for pairs in _PAIRS.finditer(low):
        beginning = _BEGINNING.search(low, max(0, pairs.start() - 3), pairs.start())
        if beginning is None:
            continue
        start, end = beginning.span()
        if end - start == 3:
            before = low[max(0, start - 24) : start]
            other = _NUMBERED.search(before) or _MEASURED.match(low, pairs.end()) or before[-2:].strip().isdigit()
            if _RUSSIAN.search(before) and not other:
                yield Finding("PHONE", start, pairs.end(), 0.6, "phone-town")
            continue
        called = _CALLED if _DATE.fullmatch(low, start, pairs.end()) else _REACHED
        word = called.search(low, max(0, start - _REACH), start)
        begin = word.start() if word else last
        if start - begin <= _REACH and "\n" not in low[begin:start] and not _THING.search(low, begin, start):
            last = pairs.end()
            yield Finding("PHONE", start, pairs.end(), 0.6, "phone-town")
