"""Organisations that say what they are: a legal form with a name, in Russian and English. Pure.

A proper name without a legal form is left alone: most are products and platforms (annotation: redaction.md §8). Forms:
ОКОПФ (ОК 028-2012), Companies House and ISO 20275 legal forms.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from redactor.finding import Finding
from redactor.recognizers.page import Page
from redactor.word_lists import word_list

_FORM = (
    r"(?:ООО|OOO|ZAO|OAO|PAO|ОАО|ЗАО|ПАО|НАО|АО|НПАО|ОДО|НКО|АНО(?: [ДВС]ПО)?|НОУ|ЧОУ|ФГУП|ГУП|МУП|МКП|ФГБУ"
    r"|ФГБОУ(?: ВО)?|ФГАОУ(?: ВО)?|ГБОУ"
    r"|МБОУ|МБДОУ|ГБУЗ|ГБУ|МБУ|МАУ|МКУ|ФКУ|НИИ|НПО|НПП|НПК|ПКФ|ЧОП|ЧОО|ТОО|ТД|ТК|УК|СК|ГК|ТСЖ|ТСН|СНТ|КФХ|СПК|ЖСК"
    r"|ИК|НПФ|КБ|МФО|МКК|АКБ|СРО|БФ|РОО|МОО|ЧУП|ОсОО|СООО|ИООО|ЧП|КПК"
    r"|Колхоз(?:а|у|ом|е)?|Совхоз(?:а|у|ом|е)?|Артел[ьи]|(?:Потребк|Жилк|К)ооператив(?:а|у|ом|е)?|Фонд(?:а|у|ом|е)?"
    r"|[Оо]бществ(?:о|а|у|ом|е) с ограниченной ответственностью"
    r"|(?:(?:[Пп]убличн|[Зз]акрыт|[Оо]ткрыт)(?:ое|ого|ому|ым|ом) )?[Аа]кционерн(?:ое|ого|ому|ым|ом) обществ(?:о|а|у"
    r"|ом|е)"
    r"|ОБЩЕСТВ(?:О|А|У|ОМ|Е) С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ"
    r"|(?:(?:ПУБЛИЧН|ЗАКРЫТ|ОТКРЫТ)(?:ОЕ|ОГО|ОМУ|ЫМ|ОМ) )?АКЦИОНЕРН(?:ОЕ|ОГО|ОМУ|ЫМ|ОМ) ОБЩЕСТВ(?:О|А|У|ОМ|Е)"
    r"|[Гг]рупп(?:а|ы|е|у|ой) компаний|[Тт]оргов(?:ый|ого|ому|ым|ом) дом(?:а|у|ом|е)?)"
)
_SMALL_FORM = r"(?:ооо|оао|зао|пао|тоо|ао)"
_QUOTED = (
    r"[«\"“„](?=[\w«\"“„])(?:[^«»\"“”„\n]{0,60}[«\"“„][^«»\"“”„\n]{1,60}[»\"”“]|[^«»\"“”„\n]{1,80})"
    r"(?:[\"”“]?»{1,2}|[\"”“]{1,2})"
)
_NAME = r"[А-ЯЁA-Z][\w&+-]+(?:[ -][А-ЯЁA-Z0-9][\w&+-]*){0,3}"
_RUSSIAN = re.compile(
    rf"{_FORM}(?: {_FORM})? ?{_QUOTED}(?: ?\((?:АО|ООО|ПАО)\))?"
    rf"|{_FORM}(?: {_FORM})? (?!{_FORM}|РФ(?!\w)){_NAME}(?!\w)|{_SMALL_FORM} {_QUOTED}"
)
_FORM_LAST = re.compile(rf"{_QUOTED},? ?(?:ООО|АО|ПАО|ЗАО|ОАО|ТОО)(?!\w)")
_LEGAL = (
    r"(?:LLC|L\.L\.C\.|LLP|L\.L\.P\.|LP|Ltd|Limited|Inc|Incorporated|Corp|Corporation|Co-operative|Co|Company|PLC"
    r"|Plc|plc"
    r"|GMBH|LTD|INC"
    r"|gGmbH|GmbH(?: & Co\. KG)?|AG(?: & Co\. KG)?|KGaA|KG|e\.K\.|UG(?: \(haftungsbeschränkt\))?|OHG|SARL|S\.A\.R\.L"
    r"|SAS|S\.A\.S"
    r"|SA|S\.p\.A|SpA|S\.r\.l|Srl|SRL|s\.n\.c|s\.a\.s|B\.V|BV|A\.Ş|Ltd\. Şti|Teoranta"
    r"|N\.V|NV|AB|ASA|AS|A/S|ApS|Oyj|Oy|Kft|Zrt|s\.r\.o|a\.s|Sp\. z o\.o|d\.o\.o|Pty(?:\.? Ltd)?|Pvt\.? Ltd|PJSC|OJSC"
    r"|CJSC|JSC|Sdn\.? Bhd|K\.K|Holdings|Group|Partners|Associates|Sons|Ltda|Lda|SL|S\.L|FZE|FZ-LLC|FZCO"
    r"|DMCC)(?![\w'’-])"
)
_LEGAL_HERE = re.compile(_LEGAL)
_CAP = r"(?:[A-ZÀ-Ž][\w'’&+-]*(?:\.\w[\w'’&+-]*)*|(?:St|Dr|Bros|[A-Z])\.|&|and|of|the|de|du|des|la|für|und|et)"
_FIRST = r"(?:(?![A-Z]{2}\d\d)[A-ZÀ-Ž]|\d{1,3}[A-Z])[\w'’&+-]*"
# Partners parted by commas have an "and" at the end of their list; nothing else before a comma is a part of a firm.
_PARTNERS = rf"(?:{_FIRST}, (?:[A-ZÀ-Ž][\w'’-]+, )?(?=[A-ZÀ-Ž][\w'’-]+,? (?:&|and) ))?"
_BEGINS = re.compile(r"[A-ZÀ-Ž\d\"](?<![\w.].)")
_ENGLISH = re.compile(  # at what _BEGINS finds
    r"(?:Limited Liability|(?:(?:Public|Closed|Open) )?Joint[ -]Stock) Company,? [\"“«][^\"”»\n]{1,60}[\"”»]"
    rf"|{_PARTNERS}(?:(?:[A-Z]\. ){{0,3}}{_FIRST}(?:[ \t]{_CAP}){{0,6}}?"
    r"(?: \((?:[A-Z]{1,6}|\d{4}|[A-Z][a-z]+)\))?"
    rf",? {_LEGAL}\.?(?:,? {_LEGAL}\.?)?"
    rf"|(?:PJSC|OJSC|CJSC|JSC|LLC)(?! Board| Agreement| Act| The)(?: [A-Z][\w'’&-]+){{1,4}}"
    rf"|\"[A-Z][^\"\n]{{1,50}}\"[ ,]{{1,2}}{_LEGAL}\.?|(?:PJSC|OJSC|JSC|LLC) [\"“«][^\"”»\n]{{1,50}}[\"”»])"
)
_GENERIC = re.compile(
    r"(?:(?:The|A|An|Our|My|Your|This|That|Any|Each|And|Of) )*(?:Company|Limited|Co|Corporation|Inc|Group|Partners|LLC"
    r"|Corp|Holdings|Associates|Sons|AS|SA|AG|AB|SL|NV|Ltd|LP|SAS|Plc)\.?"
)
_WEAK_LEGAL = re.compile(r"(?<!\w)(?:Company|Group|Partners|Associates|Holdings|AS|SA|AB|SL|AG|LP|SAS|Co|NV)\.?\Z")
_DOTTED = re.compile(r"\b(?:Inc|Ltd|Co|Corp|S\.A|B\.V|p\.A|r\.l|A\.Ş|K\.K|o\.o|N\.V|a\.s|r\.o)\.\Z")
_STARTS = word_list("not_firms")
_LONGEST = 84
_QUERY = re.compile(r"(?<!\w)(?:SELECT|FROM|JOIN|ВЫБРАТЬ|СОЕДИНЕНИЕ)(?!\w)")  # where AS gives a table another name
_QUERY_REACH = 300
BEGINNINGS = {
    "form": (_FORM, _SMALL_FORM),
    "legal": (_LEGAL,),
}


def find_organisations(page: Page) -> Iterator[Finding]:
    """Names with their legal form and quotes; a mark that closes what opened before them is none of theirs."""
    for one in _found(page):
        odd = page.text.endswith('""', one.start, one.end) and page.text.count('"', one.start, one.end) % 2
        yield replace(one, end=one.end - 1) if odd else one


def _found(page: Page) -> Iterator[Finding]:
    text = page.text
    for match in page.tried("form", _RUSSIAN, low=False):
        yield Finding("ORG", match.start(), match.end(), 0.85, "legal-form")
    for start, end in page.near("form", _LONGEST, 0):
        for match in _FORM_LAST.finditer(text, start, end):
            yield Finding("ORG", match.start(), match.end(), 0.8, "legal-form")
    done = 0
    for legal in page.tried("legal", _LEGAL_HERE, low=False):
        first = max(0, legal.start() - _LONGEST)
        for begin in _BEGINS.finditer(text, max(first, text.rfind("\n", first, legal.start()) + 1), legal.end()):
            firm = _ENGLISH.match(text, begin.start(), legal.end() + _LONGEST) if begin.start() >= done else None
            if firm is not None:
                done = firm.end()
                yield from _english(firm)


def _english(match: re.Match[str]) -> Iterator[Finding]:
    """The organisation without the words before its name, unless it is "the Company"."""
    value = match.group()
    words = value.split()
    if value.endswith(" AS") and _QUERY.search(match.string, max(0, match.start() - _QUERY_REACH), match.end()):
        return
    if _GENERIC.fullmatch(value) or (_WEAK_LEGAL.search(value) and (value.isupper() or len(words) > 4)):
        return
    start = match.start()
    while len(words) > 1 and words[0] in _STARTS:
        start += len(words.pop(0)) + 1
    rest = " ".join(words)
    if len(words) == 1 or words[0] in _STARTS or _GENERIC.fullmatch(rest):
        return
    end = match.end() - (value.endswith(".") and _DOTTED.search(value) is None)
    yield Finding("ORG", start, end, 0.8, "legal-form")
