"""Russian names told by how they are written, where the network was silent: initials, sure surnames, firms. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence

from redactor.finding import Finding
from redactor.names.lists import FIRM_WORDS
from redactor.names.morph import Odds
from redactor.names.tokens import Case, Token
from redactor.recognizers.bare_streets import STREETS
from redactor.recognizers.firm_names import ENDS_WITH_TRADE, FIRM_OF_TWO

_INITIAL = re.compile(r"[А-ЯЁ]\.")
# «В. Шум,» and, at a line's end, «Б. Латыпов»; not «лит. А. Штраф за…».
_BEFORE = re.compile(
    r"(?:[А-ЯЁ]\. ?){1,2}(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?=[ \t]*(?:[,;)\n]|\.?\s*\Z|\.\n))"
)
_AFTER = re.compile(
    r"(?:(?<=[а-яё,:—] )|(?<=\b[а-яё]{2}\. )|(?<=\b[а-яё]{3}\. )|(?<=\b[а-яё]{4}\. ))"
    r"(?P<name>[А-ЯЁ][а-яё]{2,}) [А-ЯЁ]\. ?[А-ЯЁ]\.(?!\w)"
)
_LONGEST = 24  # letters of a surname before its initials
_LINE = re.compile(r"(?:\A|\n)[ \t>*•–-]*\Z")
_SURNAME = re.compile(r"\w{2,}(?:[оеё]в|[иы]н|[сц]к)(?:а|у|ым|е|ой|ую|ы|ых|ыми|ого|ому|ий|ая|им)?")
_RARELY, _LIKELY, _SURELY = 0.1, 0.5, 0.95  # shares of a word's readings as a name
_TOLD = (Case.LOWER, Case.UPPER)
_LEAST, _BESIDE = 5, 6  # letters; tokens on each side
_LONGEST_COUNT = 2  # digits after a surname in a list
_LEAST_OF_FIRM, _LEAST_IN_LATIN = 7, 9  # letters
_LATIN_TRADES = (
    *("stroy", "stroi", "snab", "torg", "komplekt", "montazh", "montaj", "servis", "ergomash", "elmash", "zhmash"),
    *("neftegaz", "khimprom", "himprom", "agroprom", "lesprom", "gazprom", "metall", "energosbyt"),
)
# «счёт от альянса», «реквизиты вектора», «фитнес клуб атлант»: what is done with firms, and what they are.
_BUSINESS = re.compile(
    r"(?:акт|сч[её]т|договор|реквизит|накладн|оплат|поставк|задолж|долг|должн|бухгалтер|менеджер|директор|звон|позвон"
    r"|прайс|скидк|сверк|отгру|заказ|контракт|претензи|возврат|плат[её]ж|груз|паллет|водител|представител|снабжен|кп|смет"
    r"|аванс|тендер|клиент|поставщик|подрядчик|контрагент|заявк|заплат|перечисл|прислал|просят|юрист|логист)[а-яё]*"
)
_HOUSE = re.compile(
    r"(?:клуб|кафе|отел|гостиниц|салон|магазин|аптек|компани|фирм|ресторан|автосервис|шиномонтаж|детсад|садик|школ"
    r"|студи|санатори|турбаз|фитнес|стоматологи|клиник|типографи|ателье|пекарн|завод|фабрик|колхоз|агрофирм|чоп)[а-яё]{0,3}"
)
_AT = frozenset(("с", "со", "от", "из", "у", "для", "перед", "к", "по"))
_BEFORE_FIRM = 3  # words between business and its preposition


def find_initialled(odds: Callable[[str], Odds], text: str) -> Iterator[Finding]:
    """Initials with a word that can be a surname, before it or after it."""
    done = 0
    for initial in _INITIAL.finditer(text):
        start = initial.start()
        if start < done or (start and (text[start - 1].isalnum() or text[start - 1] in "._")):
            continue
        for match in (_BEFORE.match(text, start), _after_surname(text, start)):
            if match is not None and _may_be_surname(odds, text, match):
                done = match.end()
                yield Finding("PERSON", *match.span(), 0.7, "name-initials")
                break


def _after_surname(text: str, start: int) -> re.Match[str] | None:
    """A surname and its initials, the first of which begins at a place."""
    if text[start - 1 : start] != " ":
        return None
    return _AFTER.match(text, text.rfind(" ", max(0, start - _LONGEST), start - 1) + 1)


def _may_be_surname(odds: Callable[[str], Odds], text: str, match: re.Match[str]) -> bool:
    """A word for somebody alive is none at the beginning of a line: «Б. Директор»."""
    found = odds(match["name"].lower())
    if found.person >= _RARELY or not found.known:
        return True
    return found.nominal and _LINE.search(text, max(0, match.start() - 8), match.start()) is None


def find_surnames(odds: Callable[[str], Odds], tokens: Sequence[Token]) -> Iterator[Finding]:
    """Words in small letters or among capitals that are nothing but a surname: «эти кравцовы», «ИГНАТЬЕВА — 9».

    And those of a list with numbers: «Волков 5, Лазарева 4».
    """
    for at, token in enumerate(tokens):
        if token.case is Case.TITLE and _is_counted(tokens, at) and token.low not in STREETS:
            if token.cyrillic and odds(token.low).surname >= _LIKELY:
                yield Finding("PERSON", token.start, token.end, 0.7, "name-surname")
            continue
        if token.case not in _TOLD or not token.cyrillic or len(token.text) < _LEAST:
            continue
        found = odds(token.low)
        if found.surname < _SURELY or not found.known or token.low in STREETS or not _SURNAME.fullmatch(token.low):
            continue
        if token.case is Case.LOWER or _is_shouted(tokens, at):
            yield Finding("PERSON", token.start, token.end, 0.7, "name-surname")


def _is_counted(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the first of its line or of a part of a list, and a number of one or two digits follows."""
    counted = at + 1 < len(tokens) and tokens[at + 1].text.isdigit() and len(tokens[at + 1].text) <= _LONGEST_COUNT
    return counted and (not at or tokens[at - 1].text in ":,;\n")


def find_firms(odds: Callable[[str], Odds], tokens: Sequence[Token]) -> Iterator[Finding]:
    """Unknown words that end with a trade, «дорстройинвеста», and two capitals with one, «Пласт-Полимер»."""
    for at, token in enumerate(tokens):
        if token.low in FIRM_WORDS and token.case is Case.LOWER and _in_business(tokens, at):
            yield Finding("ORG", token.start, token.end, 0.6, "firm-word")
        if len(token.text) < _LEAST_OF_FIRM:
            continue
        if not token.cyrillic:
            named = len(token.text) >= _LEAST_IN_LATIN and token.low.endswith(_LATIN_TRADES)
        elif "-" in token.text:
            named = FIRM_OF_TWO.fullmatch(token.text) is not None
        else:
            named = not odds(token.low).known and ENDS_WITH_TRADE.fullmatch(token.low) is not None
        if named:
            yield Finding("ORG", token.start, token.end, 0.6, "firm-trade")


def _in_business(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before one, in small letters, say that it is a firm's name."""
    before = [word.low for word in tokens[max(0, at - _BEFORE_FIRM - 1) : at]]
    if not before:
        return False
    if before[-1] not in _AT:
        return _HOUSE.fullmatch(before[-1]) is not None or _BUSINESS.fullmatch(before[-1]) is not None
    return any(_BUSINESS.fullmatch(word) for word in before[:-1])


def _is_shouted(tokens: Sequence[Token], at: int) -> bool:
    near = [word for word in tokens[max(0, at - _BESIDE) : at + _BESIDE + 1] if word.is_word]
    return len(near) > 1 and all(word.case is Case.UPPER for word in near)
