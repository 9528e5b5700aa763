"""What the Cyrillic network takes for people and firms though it is none: abbreviations, loan words, heads. Pure."""

import re
from collections.abc import Callable, Sequence

from redactor.names.cyrillic_model import Tagged
from redactor.names.lists import GIVEN_FAR, GIVEN_SURE, NICKNAMES, NOBLE, NOT_SPEAKERS, PRODUCTS, SHORT_SURNAMES
from redactor.names.morph import Odds
from redactor.names.tokens import Case, Token
from redactor.recognizers.firm_names import FIRM_OF_TWO, OF_TRADE
from redactor.word_lists import word_list

_QUOTED = 3  # tokens of what is quoted on each side of a name in it
# What has a name in quotation marks and is neither a person nor a firm, as a folder or a field of a form may be.
_NAMED_THING = re.compile(
    rf"(?:{'|'.join(sorted(word_list('named_things')))})"
    r"(?:[аеиоуыюяйь]|[оеиы]й|[оеё]в|[аоеиыя]м|[аияы]х|[аяы]ми|[ое]го|[ое]му|и[еюяи]|ием|ок|ек)?"
)
# What words are written on, rarely the name of a firm: «под коробкой «Хрупкое»», «столбец «Остаток»».
_WRITTEN_ON = re.compile(
    r"(?:коробк|надпис|этикетк|наклейк|раздел|столб(?:е?ц)|колонк|слов[оау]\b|рубрик|пункт|кнопк|пол[еяю]\b|меню|галочк"
    r"|статус)[а-яё]{0,3}"
)
_SHORT, _RARELY, _BESIDE = 5, 0.1, 6  # letters; share of a word's readings as a name; tokens on each side
_MIXED = 6  # letters of an abbreviation with a small letter in it: «КИПиА»
_OFTEN = 0.2  # share of its readings as a name with which a word in small letters may be one
_KNOWN_AS_PLACE = 0.8  # share of its readings as a place
_KNOWN_AS_NAME = 0.5  # share of its readings as a name of a word that is a product's too: «Клод»
_COMMON = 0.9  # share of its readings as no name with which a given name is rather a word: «поля»
_SURE, _SURE_AMONG_SMALL = 0.95, 0.85  # of the network, for a word in small letters that no list knows as a name
_NUMBERED = frozenset("№#-:1234567890")
_DEPARTMENTS = (
    "саппорт",
    "переговор",
    "ресепш",
    "фриланс",
    "геймдев",
    "коворкинг",
    "опенспейс",
    "хелпдеск",
    "продакшн",
)
_PATRONYMIC = ("вич", "вича", "вичу", "вичем", "вна", "вны", "вне", "вну", "вной")
_QUOTES = frozenset('«„“"')
_PLACES = frozenset("пвз кпп мфц бти жкх цод сто азс фап жэк жэу дк дс рц".split())  # noqa: SIM905
_OF_PLACE = re.compile(r"\w{3,}[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)")
_WORKS = (
    "завод",
    "комбинат",
    "фабрик",
    "мясокомбинат",
    "молокозавод",
    "хлебозавод",
    "рудник",
    "леспромхоз",
    "порт",
    "птицефабрик",
    "судоремонт",
    "гок",
    "элеватор",
    "мельниц",
    "верф",
)
SURE_FIRM = 0.9  # from here on the network is believed
_ADJECTIVE = ("ая", "яя", "ый", "ий", "ой", "ое", "ее")
_GIVEN_OUT = frozenset("гр в настоящая настоящий".split())  # noqa: SIM905  # after «Дана» that is no Dana


def is_no_person(odds: Callable[[str], Odds], tokens: Sequence[Token], span: Tagged, small: bool) -> bool:
    """Whether tokens[span.first:span.last], told to be a person, is an abbreviation, a head or a common word.

    `small`: the whole text is written in small letters.
    """
    if _is_quoted_thing(tokens, span):
        return True
    words = [word for word in tokens[span.first : span.last] if word.is_word]
    if len(words) != 1:
        if words and all(len(word.text) == 1 for word in words[:-1]):
            last = odds(words[-1].low)
            if last.known and last.person < _RARELY and not last.nominal:
                return True  # a heading: «А. Введение»
        strange = all(word.low not in SHORT_SURNAMES and _is_code(odds, word, len(word.text) < 4) for word in words)
        return strange and _is_among_small(tokens, span)
    word = words[0]
    follows = [near.text for near in tokens[span.last : span.last + 2]]
    if word.case is Case.LOWER:
        if len(word.text) <= _SHORT and follows[:1] == ["."] and follows[1:] != ["\n"] and not _is_listed(odds, word):
            return len(follows) > 1  # «арт. ТМ-24»
        common = not small and odds(word.low).common >= _COMMON
        return span.odds < (_SURE_AMONG_SMALL if small else _SURE) and (common or not _is_listed(odds, word))
    if word.case is Case.MIXED:
        return len(word.text) <= _MIXED
    if word.low in NOBLE:
        return True
    if word.low in PRODUCTS and not (odds(word.low).known and odds(word.low).person >= _KNOWN_AS_NAME):
        return True
    if word.low == "дана":
        return follows[:1] != [] and follows[0].lower() in _GIVEN_OUT
    if follows[:1] == [":"] and word.low in NOT_SPEAKERS:
        return True
    if not _is_code(odds, word, len(word.text) <= _SHORT):
        return False
    if word.case is Case.UPPER:
        return _is_among_small(tokens, span) or (follows[:1] != [] and follows[0][0].isdigit())
    return follows[:1] == ["."] and follows[1:] != ["\n"] and "".join(follows[1:]).islower()


def known_as(odds: Callable[[str], Odds], tokens: Sequence[Token], span: Tagged) -> Tagged:
    """One word as what it surely is: a firm in «от Уралспецмаша», a person in «у Марченко», a town in «в Иркутске»."""
    word = tokens[span.first]
    if span.kind not in ("PER", "ORG") or span.last - span.first > 1:
        return span
    found = odds(word.low)
    kind = span.kind
    if kind == "PER" and (FIRM_OF_TWO.fullmatch(word.text) or (not found.known and OF_TRADE.fullmatch(word.low))):
        return Tagged("ORG", span.first, span.last, 1.0)
    if word.case is not Case.TITLE:
        return span
    if kind == "ORG" and found.known and found.person >= _KNOWN_AS_NAME:
        kind = "PER"
    elif kind == "ORG" and found.place >= _KNOWN_AS_PLACE:
        kind = "LOC"
    return Tagged(kind, span.first, span.last, span.odds)


def without_heads(odds: Callable[[str], Odds], tokens: Sequence[Token], span: Tagged) -> Tagged:
    """A person in capitals without words that name nobody after the patronymic: «ИЛЬИЧ ДАТА РОЖД», «ИЛЬИЧ УВОЛЕН»."""
    if span.kind != "PER" or tokens[span.first].case is not Case.UPPER:
        return span
    whole = False  # the patronymic was seen
    for at in range(span.first, span.last):
        found = odds(tokens[at].low)
        if whole and found.known and found.person < _RARELY and not found.nominal and tokens[at].low not in NOBLE:
            return Tagged("PER", span.first, at, span.odds)
        whole = whole or (at > span.first and tokens[at].low.endswith(_PATRONYMIC))
    return span


def is_no_firm(tokens: Sequence[Token], span: Tagged) -> bool:
    """Whether it is an abbreviation before a number («УПД № 331», «ГК-380»), a place («ПВЗ», «саппорт») or a thing.

    A thing is a capital with words in small letters and no quotation marks, of which the network is not sure: «Детский
    сад», «Личный кабинет», but «Кировский завод».
    """
    words = tokens[span.first : span.last]
    word = words[0]
    opened = span.first if word.text in _QUOTES else span.first - 1
    if (
        opened > 0
        and tokens[opened].text in _QUOTES
        and (is_thing_before(tokens, opened) or _named_before(tokens, opened, _WRITTEN_ON))
    ):
        return True
    told = [one.low for one in words if one.text not in "«»"]
    if word.low.startswith(_DEPARTMENTS) or (len(told) == 1 and told[0] in PRODUCTS):
        return True
    if word.low in _PLACES:
        return not any(one.text in _QUOTES for one in words)
    before = tokens[span.first - 1].text if span.first else "\n"
    after = tokens[span.last].text[0] if span.last < len(tokens) else "\n"
    if word.case is Case.TITLE and len(words) > 1:
        small = before not in _QUOTES and all(one.case is Case.LOWER for one in words[1:])
        return (
            small and span.odds < SURE_FIRM and not (_OF_PLACE.fullmatch(word.low) and words[-1].low.startswith(_WORKS))
        )
    if word.case is Case.TITLE and word.low.endswith(_ADJECTIVE) and before not in _QUOTES:
        follows = [one.text for one in tokens[span.last : span.last + 2]]
        return len(follows) > 1 and follows[0].islower() and follows[1] in _QUOTES  # «Рыболовецкая артель «Коса»»
    coded = word.case in (Case.UPPER, Case.MIXED) and len(word.text) <= _SHORT
    if len(words) > 1:
        return coded and all(one.text[0] in _NUMBERED for one in words[1:])
    return coded and (word.case is Case.MIXED or before in "№#-:" or after in _NUMBERED)


def _is_quoted_thing(tokens: Sequence[Token], span: Tagged) -> bool:
    """Whether it stands in quotation marks right after the word for a thing: судно «Иван Чурилов»."""
    first = max(1, span.first - _QUOTED)
    opened = next((at for at in range(span.first - 1, first - 1, -1) if tokens[at].text in _QUOTES), 0)
    closed = any(token.text in '»"“' for token in tokens[span.last : span.last + _QUOTED])
    return opened > 0 and closed and is_thing_before(tokens, opened)


def is_thing_before(tokens: Sequence[Token], opened: int) -> bool:
    """Whether the word before a quotation mark, a second one or a colon is one for a thing with a name."""
    return _named_before(tokens, opened, _NAMED_THING)


def _named_before(tokens: Sequence[Token], opened: int, kinds: re.Pattern[str]) -> bool:
    at = opened - 1
    while at > 0 and (tokens[at].text in _QUOTES or tokens[at].text == ":"):
        at -= 1
    return at >= 0 and kinds.fullmatch(tokens[at].low) is not None


def _is_code(odds: Callable[[str], Odds], word: Token, short: bool) -> bool:
    """Whether a word is short and no name that the dictionary knows."""
    return short and odds(word.low).person < _RARELY


def _is_among_small(tokens: Sequence[Token], span: Tagged) -> bool:
    """Whether words in small letters stand around, so that capitals tell something."""
    near = tokens[max(0, span.first - _BESIDE) : span.last + _BESIDE]
    return any(one.case is Case.LOWER for one in near)


def _is_listed(odds: Callable[[str], Odds], word: Token) -> bool:
    found = odds(word.low)
    return (found.known and found.person >= _OFTEN) or any(
        word.low in names for names in (NICKNAMES, GIVEN_FAR, GIVEN_SURE, SHORT_SURNAMES)
    )
