"""Organisations that say what they are: a legal form with a name, in Russian and English. Pure.

A proper name without a legal form is left alone: most are products and platforms (annotation: redaction.md §8). Forms:
ОКОПФ (ОК 028-2012), Companies House and ISO 20275 legal forms.
"""

import re
from collections.abc import Iterator

from redactor.finding import Finding

_FORM = (
    r"(?:ООО|ОАО|ЗАО|ПАО|НАО|АО|НПАО|ОДО|НКО|АНО(?: [ДВС]ПО)?|АНО|НОУ|ЧОУ|ФГУП|ГУП|МУП|МКП|ФГБУ|ФГБОУ(?: ВО)?|ФГАОУ(?: ВО)?|ГБОУ|МБОУ|МБДОУ|ГБУЗ|ГБУ|МБУ|МАУ|МКУ|ФКУ|НИИ|НПО|НПП|НПК|ПКФ|ЧОП|ЧОО|ТОО|ТД|ТК|УК|СК|ГК|ТСЖ|ТСН|СНТ|КФХ|СПК|ЖСК|ИК|НПФ|КБ|МФО|МКК|АКБ|СРО|БФ|РОО|МОО|ООО НПО|ООО ТД|ЧУП|ОсОО|СООО|ИООО|ЧП|КПК"
    r"|[Оо]бществ(?:о|а|у|ом|е) с ограниченной ответственностью|(?:[Пп]убличн(?:ое|ого|ому|ым|ом) |[Зз]акрыт(?:ое|ого|ому|ым|ом) |[Оо]ткрыт(?:ое|ого|ому|ым|ом) )?[Аа]кционерн(?:ое|ого|ому|ым|ом) обществ(?:о|а|у|ом|е)"
    r"|[Гг]рупп(?:а|ы|е|у|ой) компаний|[Тт]оргов(?:ый|ого|ому|ым|ом) дом(?:а|у|ом|е)?|[Аа]втономн\w+ некоммерческ\w+ организаци\w+)"
)
_WORD_FOR = (
    r"(?:[Кк]омпани[яиюей]{1,2}|[Фф]ирм(?:а|ы|е|у|ой)|[Пп]редприяти[еюяем]{1,2}|[Бб]анк(?:а|у|ом|е)?|[Зз]авод(?:а|у|ом|е)?|[Фф]абрик(?:а|и|е|у|ой)|[Кк]омбинат(?:а|у|ом|е)?|[Хх]олдинг(?:а|у|ом|е)?|[Кк]орпораци[яиюей]{1,2}|[Кк]онцерн(?:а|у|ом|е)?"
    r"|[Аа]гентств(?:о|а|у|ом|е)|[Бб]юро|[Кк]лини(?:ка|ки|ке|ку|кой)|[Пп]оставщик(?:а|у|ом|е)?|[Пп]одрядчик(?:а|у|ом)?|[Зз]аказчик(?:а|у|ом)?|[Кк]лиент(?:а|у|ом|е)?|[Пп]артн[её]р(?:а|у|ом)?|[Кк]онтрагент(?:а|у|ом)?|[Зз]астройщик(?:а|у|ом)?|[Аа]гентств(?:о|а)|[Сс]тартап(?:а|у|ом)?|[Тт]ипографи[яиюей]{1,2}|[Аа]телье|[Мм]астерск(?:ая|ой|ую))"
)
_QUOTED = r"[«\"“„](?!\s)(?:[^«»\"“”„\n]{1,80}|[^«»\"“”„\n]{0,60}[«\"“„][^«»\"“”„\n]{1,60}[»\"”“])[»\"”“]{1,2}"
_NAME = r"[А-ЯЁA-Z][\w&+-]*(?:[ -][А-ЯЁA-Z0-9][\w&+-]*){0,3}"
_RUSSIAN = re.compile(
    rf"(?<![\w-])(?:{_FORM}(?: {_FORM})? ?{_QUOTED}|{_FORM}(?: {_FORM})? (?!{_FORM}){_NAME}(?![\w])|{_QUOTED},? ?(?:ООО|АО|ПАО|ЗАО|ОАО|ТОО|LLC|Ltd)(?!\w))"
)
_DESCRIBED = re.compile(rf"(?<![\w-]){_WORD_FOR} (?P<name>{_QUOTED})")
_SMALL = re.compile(r"(?<![\w-])(?:ооо|оао|зао|пао|ип|тоо|ао) [«\"“](?!\s)[^«»\"“”\n]{1,60}[»\"”]")
_LEGAL = r"(?:LLC|L\.L\.C\.|LLP|L\.L\.P\.|LP|Ltd|Limited|Inc|Incorporated|Corp|Corporation|Co|Company|PLC|Plc|plc|GmbH(?: & Co\. KG)?|AG|KG|KGaA|e\.K\.|UG|OHG|S\.?A\.?R\.?L|SARL|SAS|S\.A\.S|SA|S\.A|S\.p\.A|SpA|S\.r\.l|Srl|SRL|B\.V|BV|N\.V|NV|AB|ASA|AS|A/S|ApS|Oyj|Oy|Kft|Zrt|s\.r\.o|a\.s|Sp\. z o\.o|d\.o\.o|Pty(?:\.? Ltd)?|Pvt\.? Ltd|PJSC|JSC|OJSC|CJSC|Sdn\.? Bhd|K\.K|Holdings|Group|Partners|Associates|& Co|& Sons|and Sons|Ltda|SL|S\.L|FZE|FZ-LLC|DMCC)"
_CAP = r"(?:[A-Z][\w'’&.+-]*|&|and|of|the|de|für|und|et)"
_ENGLISH = re.compile(
    rf"(?<![\w.])(?:[A-Z0-9][\w'’&+-]*(?:,?[ \t]{_CAP}){{0,4}}?,? (?:{_LEGAL})(?![\w'’-])\.?(?:,? (?:{_LEGAL})(?![\w-])\.?)?|\"[A-Z][^\"\n]{{1,50}}\"[ ,]{{1,2}}(?:LLC|Ltd|Inc|GmbH|JSC)\.?|(?:LLC|JSC|PJSC|OJSC) [\"“«][^\"”»\n]{{1,50}}[\"”»])"
)
_NEEDED_EN = re.compile(rf"(?:{_LEGAL})(?![\w-])")
_GENERIC = re.compile(
    r"(?:The |A |An |Our |My |Your |This |That |Any |Each )?(?:Company|Limited|Co|Corporation|Inc|Group|Partners|LLC|Corp|Holdings|Associates|AS|SA|AG|AB|SL|NV|Ltd|LP|SAS|Plc)\.?"
)
_WEAK_LEGAL = re.compile(r"(?:Company|Group|Partners|Associates|Holdings|AS|SA|AB|SL|AG|LP|SAS|Co|NV|AS)\.?\Z")


def find_organisations(text: str) -> Iterator[Finding]:
    """Names with their legal form and quotes."""
    if not text.isascii():
        for match in _RUSSIAN.finditer(text):
            yield Finding("ORG", match.start(), match.end(), 0.85, "legal-form")
        for match in _DESCRIBED.finditer(text):
            yield Finding("ORG", match.start("name"), match.end("name"), 0.7, "described")
        for match in _SMALL.finditer(text):
            yield Finding("ORG", match.start(), match.end(), 0.8, "legal-form")
    if _NEEDED_EN.search(text):
        for match in _ENGLISH.finditer(text):
            yield from _english(match)


def _english(match: re.Match[str]) -> Iterator[Finding]:
    value = match.group()
    if _GENERIC.fullmatch(value):
        return
    if _WEAK_LEGAL.search(value) and (value.isupper() or len(value.split()) > 4 or value.split()[0] in _STARTS):
        return
    start = match.start()
    first, _, rest = value.partition(" ")
    while first in _STARTS and rest and not _GENERIC.fullmatch(rest):
        start += len(first) + 1
        first, _, rest = rest.partition(" ")
    if first in _STARTS:
        return
    end = match.end()
    if value.endswith(".") and not re.search(r"\b(?:Inc|Ltd|Co|Corp|S\.A|B\.V|p\.A|r\.l)\.\Z", value):
        end -= 1
    yield Finding("ORG", start, end, 0.8, "legal-form")


_STARTS = frozenset(
    "The A An Our My Your This That Any Each At From With By For In On Of To And Or Is Are We I It If Dear Hi Hello Client Customer Vendor Supplier Employer Company Parent Contact Working Join Between Please Draft Invoice".split()
)
