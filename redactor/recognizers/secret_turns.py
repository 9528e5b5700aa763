"""Passwords told in passing: «пароль то ли X, то ли Y», "the password is still X", "X" as the password. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.recognizers import secret_values as values
from redactor.recognizers.secret_words import NO_PASSWORDS, STATES

_HEDGE = (
    r"(?:был[аио]?|будет|вроде(?: бы)?(?: был)?|кажется|стоит|теперь|сейчас|пока|вот|так(?:ой|ие|ая)|нов(?:ый|ая|ые)"
    r"|стар(?:ый|ая)|временн(?:ый|ая)|прежний|первый|один|то ли|либо|или|(?:с|по)мен(?:ил|яли|или|яла)[аи]?(?: на)?"
    r"|измен(?:ил|или|ён|ен)[аи]?(?: на)?|сброшен(?: на)?|сбросил[аи]?(?: на)?|постав(?:ил|или|лю)[аи]?"
    r"|установ(?:ил|или)[аи]?|задал[аи]?|выда(?:л|ли)[аи]?|пишу|там|у (?:нас|меня|них|неё|него)|всё тот же|тот же|это"
    r"|то есть|а именно|is|was|were|are|still|now|currently|probably|maybe|might be|could be|either|simply|just"
    r"|(?:was |been |got |is |were |i |we |they )?(?:re)?(?:changed|set|reset|switched|updated)(?: it)? to"
    r"|has been|to be"
    r"|should be|will be|became|i think|(?:we|they|i|he|she) (?:set|use|used|gave|chose|picked|agreed on)"
    r"|agreed (?:on|upon)|literally|actually|basically|буквально|банально|namely|i\.e\.|вв(?:ожу|ёл|ела|ели"
    r"|одит|одил[аи]?)|наб(?:ираю|рала?)|typ(?:e|ed|ing)"
    r"|enter(?:ed|ing)?|tried|using|new|old|temporary|temp|initial|default|said|says)"
)
_QUOTE = r"[\"'`«“„]?"
_VALUE = r"(?P<value>(?=[^\s]{0,60}[\d_!@#$%^&*+=-])[^\s\"'`«»“”„<>,;]{4,80})"
_TURN = re.compile(
    rf"(?i)[\w-]{{0,6}}[»\"”'’)]?"
    rf"(?:,?[ \t]{{1,4}}[^\s,:;=!?«»\"“”—–]{{1,24}}){{0,6}}?(?:[,:]?[ \t]{{1,4}}{_HEDGE}(?!\w)){{1,4}}"
    rf"[ \t]{{0,4}}[:—–-]?[ \t]{{0,4}}{_QUOTE}{_VALUE}"
)
# The answer of whoever was asked, in the next line of a chat.
_ANSWER = re.compile(
    rf"[^\n]{{0,80}}\n{{1,2}}(?:[–—>-][ \t]|(?:\[?[\d:. ]{{4,18}}\]?[ ,]{{0,3}})?@?[^\n:«»\"]{{1,30}}:[ \t]{{1,3}})"
    rf"(?:[^\n:«»\"]{{2,40}}:[ \t])?{_QUOTE}{_VALUE}(?=[\"'`»”.]?[ \t]{{0,3}}(?:[\n,;]|\Z))"
)
_SET_TO = re.compile(
    r"(?i)[\w-]{0,6}(?:[ \t](?:on|for|of|на|от)[ \t]\S{1,20})?[ \t](?:to"
    r"|на)[ \t][\"'`«“„]?(?P<value>[^\s\"'`«»“”„<>,;]{5,64})"
)
_SETS = re.compile(
    r"(?i)(?:set|sets|change|changed|reset|switch|switched|update|updated|сменил\w*|поменял\w*|изменил\w*"
    r"|сброс\w+)[ \t](?:\S+[ \t]){0,4}\Z"
)
_IN_BRACKETS = re.compile(rf"[\w-]{{0,6}}(?:[ \t][^\s,.:;()]{{1,20}}){{0,4}}?[ \t]?\({_QUOTE}{_VALUE}(?<=[^)])\)")
_OF_SOMETHING = re.compile(
    rf"(?i)[\w-]{{0,6}}(?:[ \t]{{1,4}}(?:от|для|к|на|for|to|of|on)(?:[ \t]{{1,4}}[^\s,.;:]{{1,24}}){{1,3}}?)?"
    rf"[ \t]{{1,4}}{_QUOTE}{_VALUE}"
)
_ALSO = re.compile(
    rf"(?i)[\"'`»”]?[ \t]{{0,4}}[,;]?[ \t]{{0,4}}(?:(?:и|или|либо|то ли|а потом|потом|на|to|or|and|and then"
    rf"|then|->|→)[ \t]{{1,4}})"
    rf"(?:{_HEDGE}[ \t]{{1,4}})?{_QUOTE}{_VALUE}"
)
_FROM_TO = re.compile(
    r"(?i)[\w-]{0,6}[ \t]{1,4}(?:с|со|from)[ \t]{1,4}[\"'«“]?(?P<value>[^\s\"'«»“”]{4,64})"
    r"[\"'»”]?(?=[ \t]{1,4}(?:на|to)[ \t])"
)
_BEFORE = re.compile(
    r"(?i)(?:^|[\s(])(?:[\"'`«“](?P<quoted>[^\"'`«»“”\n]{4,48})[\"'`»”]|(?P<bare>[^\s\"'`«»“”,;]{6,48}))[ \t]{0,4}"
    r"(?:\(|[—–-]|\bas\b|\bis\b|\bfor\b|в качестве|вместо|как|это)[ \t]{0,4}"
    r"(?:это|the|my|a|our|his|her|their|your|new|old|мой|наш|его|её|новый|старый|temporary|wifi|wi-fi|admin"
    r"|master)?[ \t]{0,4}\Z"
)
# A chain of Latin words in a Russian sentence: «пароль приложения xkqw-plmn-rtyu».
_AMONG_RUSSIAN = re.compile(
    r"(?i)[а-яё]{1,3}(?:[ \t][«»а-яё\d-]{1,20}){0,4}[ \t](?P<value>[a-z][a-z\d]*(?:[-_.][a-z\d]+){2,8})(?![\w@/])"
)
# The new one of what was asked for some lines before: «нет, новый: …», "now it's …".
_NEWER = re.compile(
    rf"(?is)[\w-]{{0,6}}.{{1,240}}?[\s,](?:нов(?:ый|ая|ое)|теперь|сейчас|now it['’]?s|it['’]?s now|new (?:one )?is"
    rf"|new one|now is)"
    rf"[:, —–-]{{1,3}}{_QUOTE}{_VALUE}"
)
_TURNS = (
    _FROM_TO,
    _SET_TO,
    _TURN,
    _OF_SOMETHING,
    _IN_BRACKETS,
    _AMONG_RUSSIAN,
    _ANSWER,
    _NEWER,
)
_PLURAL = re.compile(r"(?:ей|и|ями|ям|ях|s|ы|ов|ами|ам|ах)(?!\w)")
_LOOK_BACK = 90


def told_values(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Values that a turn of speech gives to the word for a password at text[start:end], and those that follow them."""
    found = _before(text, start)
    if found is None:
        found = next(filter(None, (_told(pattern, text, start, end) for pattern in _TURNS)), None)
    if found is not None:
        yield found
        yield from also_told(text, found[1])


def also_told(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Further passwords right after one: «…, то ли X», "… to X"."""
    for _ in range(4):
        match = _ALSO.match(text, end)
        place = _place(text, match) if match else None
        if place is None or not is_told(text[place[0] : place[1]]):
            return
        yield place
        end = place[1]


_CARD = re.compile(r"(?:[\da-fA-F]{2}[:-]){3,7}[\da-fA-F]{2}")  # of a network card


def is_told(found: str) -> bool:
    """Whether a word in a sentence about passwords is one: it holds digits or signs, or is a chain of words."""
    if values.is_placeholder(found) or values.is_technical(found) or found.lower().strip("!.") in STATES | NO_PASSWORDS:
        return False
    if values.is_hash(found) or values.is_address(found) or _CARD.fullmatch(found):
        return False
    if re.fullmatch(r"[а-яё]+-?\d{1,2}", found.lower()):
        return False
    return values.is_chain(found) or (len(found) >= 5 and values.looks_like_password(found))


def _told(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int] | None:
    match = pattern.match(text, end)
    place = _place(text, match) if match else None
    if match is None or place is None:
        return None
    if pattern is _SET_TO:
        said = _SETS.search(text, max(0, start - _LOOK_BACK), start) and _is_set(text[place[0] : place[1]])
        return place if said else None
    if not is_told(text[place[0] : place[1]]):
        return None
    if pattern is _AMONG_RUSSIAN and not values.is_chain(text[place[0] : place[1]]):
        return None
    if pattern is _ANSWER and not values.is_chain(text[place[0] : place[1]].strip("!")) and not _sure(text, place):
        return None
    if pattern is _NEWER and not _sure(text, place):
        return None
    if pattern is _OF_SOMETHING and not _stands_alone(text, match, place):
        return None
    return place


def _is_set(found: str) -> bool:
    """After "set the password to": also words run together, ThreeBlindMice."""
    return is_told(found) or re.fullmatch(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+", found) is not None


def _sure(text: str, place: tuple[int, int]) -> bool:
    found = text[place[0] : place[1]]
    return values.is_strong(found) or (bool(re.search(r"[A-Za-z].*\d|\d.*[A-Za-z]", found)) and len(found) >= 7)


def _stands_alone(text: str, match: re.Match[str], place: tuple[int, int]) -> bool:
    """Without a turn of speech: «пароль от папки reklam_2026», but not «пароль от сервера db01»."""
    found = text[place[0] : place[1]]
    if _PLURAL.match(match.group()):
        return False
    if values.is_chain(found) or values.is_strong(found):
        return True
    if re.fullmatch(r"[^\W\d_]+[-_]?\d{1,3}", found) or not re.search(r"[A-Za-z]", found):
        return False
    return bool(re.search(r"[_!@#$%^&*+=]|\d\D+\d|\d{4}", found)) and len(found) >= 6


def _place(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    start, end = values.trimmed(text, *match.span("value"))
    return (start, end) if end - start >= 4 else None


def _before(text: str, start: int) -> tuple[int, int] | None:
    """What stands before the word: “X” as the password, «X» — это пароль."""
    match = _BEFORE.search(text, max(0, start - _LOOK_BACK, text.rfind("\n", 0, start) + 1), start)
    if match is None:
        return None
    name = "quoted" if match["quoted"] else "bare"
    found = match[name]
    told = name == "quoted" or text[start - 1] == "(" or (" as " in match.group() and values.is_chain(found))
    sure = is_told(found) if told else values.is_strong(found) and not values.is_technical(found)
    return match.span(name) if sure and not values.is_address(found) else None
