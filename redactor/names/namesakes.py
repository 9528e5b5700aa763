"""Given names that are words too, told by what follows: «света дроздова», «вера из сметного», «макс кинь». Pure."""

import re
from collections.abc import Callable, Iterator, Sequence

from redactor.finding import Finding
from redactor.names.lists import GIVEN_MAYBE, GIVEN_SURE, NICKNAMES
from redactor.names.morph import Odds
from redactor.names.tokens import Case, Token
from redactor.word_lists import word_list

_GIVEN = GIVEN_MAYBE | GIVEN_SURE | NICKNAMES
_OF = frozenset(("из", "с", "со"))
_AT_WORK = (
    *(
        "бухг",
        "касс",
        "ресеп",
        "приём",
        "прием",
        "склад",
        "кадр",
        "отдел",
        "снабж",
        "продаж",
        "планов",
        "сметн",
        "охран",
    ),
    *(
        "логист",
        "юрид",
        "маркет",
        "закуп",
        "деканат",
        "регистратур",
        "канцел",
        "столов",
        "кухн",
        "лаборат",
        "цех",
        "архив",
    ),
    *("диспетч", "поддержк", "проходн", "производств", "вахт", "оптов", "договорн", "техотд", "хозчаст"),
)
# Endings of given names with those of surnames in the same case and gender: «вера носова», «славе орлову».
_AGREED = re.compile(
    r"\w+[ая] \w{2,}(?:[оеё]ва|[иы]на|[сц]кая)"
    r"|\w+(?:[ыией]|ой|ей) \w{2,}(?:[оеё]вой|[иы]ной|[сц]кой)|\w+[ую] \w{2,}(?:[оеё]ву|[иы]ну|[сц]кую)"
    r"|\w+[бвгджзклмнпрстфхцчшайя] \w{2,}(?:[оеё]в|[иы]н|[сц]кий)"
    r"|\w+[ая] \w{2,}[сц]кого|\w+[ую] \w{2,}[сц]кому|\w+(?:ом|ем|ой|ей) \w{2,}(?:[оеё]вым|[иы]ным|[сц]ким)"
)
# Only people do so.
_SPEAKS = re.compile(
    r"(?:сказал|говорил|(?:по)?просил|спрашивал|спросил|(?:по)?звонил|обещал|ответил|переда(?:ва)?л"
    r"|уточнил|прислал|скинул|напомнил|предложил|согласил|отказал|жаловал)(?:а|ся|ась)?"
    r"|просит|пишет|говорит|спрашивает|звонит|отвечает|обещает|уточняет|жалуется"
)
_KIN = re.compile(
    r"(?:сестр|жен|мам|т[её]т|подруг|невест|нян|супруг|внучк|дочк|бабушк|коллег)(?:а|я|ы|и|е|у|ю|ой|ей)"
    r"|доч(?:ь|ери|ерью)|мат(?:ь|ери)|(?:брат|сын|муж|внук)[ауе]?"
)
# To whom a message begins.
_DO = re.compile(
    r"кинь|скинь|глянь|посмотри|сделай|дай|напиши|ответь|забери|отправь|пришли|перешли|поставь|проверь|позвони|набери"
    r"|можешь|сможешь|подскажи|помоги|зайди|подойди|скажи|спроси|узнай|подготовь|подпиши|привет|спасибо|ты|добавь"
    r"|закрой|открой|переделай|исправь|запусти|удали"
)
_NOT_CALLED = frozenset(("тема", "поля", "серый", "мира", "роман"))
_CALLED = word_list("given_maybe") | word_list("given_sure") | word_list("nicknames")
_NO_NAME_AFTER = frozenset(("нет", "без", "для", "от", "до", "отключение", "включение", "больше", "много"))
_SURNAME = 0.3  # share of a word's readings as a surname


def find_namesakes(odds: Callable[[str], Odds], tokens: Sequence[Token]) -> Iterator[Finding]:
    """A given name that may be a word, with the surname that agrees with it, or before a place at work."""
    for at, token in enumerate(tokens[:-1]):
        if token.low not in _GIVEN:
            continue
        follows = tokens[at + 1]
        if _is_called(tokens, at) or (at and _KIN.fullmatch(tokens[at - 1].low) and token.low not in _NOT_CALLED):
            yield Finding("PERSON", token.start, token.end, 0.75, "name-word")
        if follows.start != token.end + 1 or not follows.cyrillic:
            continue
        if follows.case is token.case and _AGREED.fullmatch(f"{token.low} {follows.low}"):
            found = odds(follows.low)
            if found.surname >= _SURNAME or not found.known:
                yield Finding("PERSON", token.start, follows.end, 0.75, "name-word")
        elif follows.low in _OF and at + 2 < len(tokens) and _is_place_at_work(tokens[at + 2].low, follows.low):
            before = tokens[at - 1] if at else None
            if before is None or not (before.text[0].isdigit() or before.low in _NO_NAME_AFTER):
                yield Finding("PERSON", token.start, token.end, 0.75, "name-word")


def _is_called(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody of this name says something, or a message begins with it: «макс кинь», «Слава, третий день»."""
    token, follows = tokens[at], tokens[at + 1]
    if token.low not in _CALLED:
        return False
    if _SPEAKS.fullmatch(follows.low):
        return True
    if token.low in _NOT_CALLED or (at and tokens[at - 1].text not in ("\n", ">")):
        return False
    after = tokens[at + 2].low if at + 2 < len(tokens) else ""
    if _DO.fullmatch(follows.low) or (follows.low == "у" and after in ("тебя", "вас")):
        return True
    return follows.text == "," and token.case is Case.TITLE and token.low != "марта" and after[:5] != "котор"


def _is_place_at_work(word: str, preposition: str) -> bool:
    """«с кассы», «из бухгалтерии»; «роман с бухгалтерией» is about it."""
    return word.startswith(_AT_WORK) and (preposition == "из" or not word.endswith(("ей", "ой", "ом", "ем")))
