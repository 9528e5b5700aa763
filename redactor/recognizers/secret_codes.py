"""Codes and keys that are no passwords by name: of doors, safes and alarms, code words, spare codes, licences. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers import secret_values as values
from redactor.recognizers.page import Page
from redactor.recognizers.secret_words import NO_PASSWORDS, STATES

_PLACE = (
    r"(?:access|door|gate|alarm|safe|entry|entrance|lock\b|locker|garage|room|building|lobby|elevator|lift|vault"
    r"|cabinet|keypad"
    r"|panel|shed|cupboard|padlock|keybox|lockbox|barrier|office|house|front|"
    r"сейф|двер|домофон|сигнализац|замк|замок|ворот|калитк|подъезд|ячейк|шлагбаум|кабинет|серверн|склад|офис"
    r"|вход|гараж"
    r"|парковк|паркинг|лифт|кладов|камер|раздевалк|шкаф|щитов|тамбур|щеколд|доступ)"
)
_STRICT = re.compile(
    r"(?i)(?:door|gate|alarm|safe|lock|entry|keypad|shed|vault|padlock|кладов|подвал|ключниц|шкаф|гараж|сейф|двер"
    r"|домофон|сигнализац|замк|замок|ворот|калитк"
    r"|подъезд|ячейк|шлагбаум|доступ)\w*(?:\s(?:на|в|у|от|for|in|at|of)\s\w+)?\s*\Z"
)
NO_CODE = re.compile(
    r"(?i)ошиб|error|status|\bhs\b|exit|response|zip|post|product|country|area|promo|промо|товар|валют|\bqr|source"
    r"|исходн|бюджет"
    r"|налог|подразд|регион|review|conduct|скидк|discount|coupon|купон|отслеж|трек|track|dress|morse|bar[- ]?code"
    r"|\bbar\b|штрих"
)
_LINK = (
    r"(?:[ \t]{0,4}[:=—–][ \t]{0,4}|[ \t]{1,4}-[ \t]{1,4}|[ \t]{1,4}(?:(?:is|was|are|now|still|has|been"
    r"|changed|set|reset|to|теперь|сейчас|стал|новый|такой"
    r"|(?:с|по)менял[аи]?|сменил[аи]?|изменил[аи]?|на|это)[ \t:]+){1,4})"
)
_CODE = re.compile(
    rf"(?i)(?P<between>(?:[ \t]{{1,4}}[^\s,:;=.!?—–]{{1,20}}){{0,7}}?)"
    rf"(?P<link>{_LINK}|[ \t]{{1,4}})[\"'«]?"
    r"(?P<value>(?=[^\s]{0,11}\d)[\dA-Za-zА-Я*#-]{3,12}#?)(?![\w/])(?!\s?(?:руб|₽|\$|€|%|шт|раз|мин|час|дн"
    r"|days|hours|times|people|чел))"
)
_ASKED = re.compile(
    r"(?P<between>[^\n]{0,60})(?P<link>\n{1,2}(?:\[?[\d:. ]{4,18}\]?[ ,]{0,3})?@?[^\n:«»\"]{1,30}:[ \t]{1,3})"
    r"(?P<value>(?=[^\s]{0,11}\d)[\dA-Za-zА-Я*-]{3,12}#?)(?=[.!]?[ \t]{0,3}(?:\n|\Z))"
)
_TOLD_BEFORE = re.compile(
    r"(?:^|[\s(])(?P<value>\d{4,8}#?|(?=[A-ZА-Я]*\d)[\dA-ZА-Я*]{4,10}#?)[ \t]{1,3}(?:is|—|–|-"
    r"|это)[ \t]{1,3}(?:the |our |new )?\Z"
)
_PLACE_NEAR = re.compile(rf"(?i)\b{_PLACE}")


def place_code(text: str, start: int) -> Iterator[Finding]:
    """The code of a door, a safe, a room or an alarm: "gate code was changed to 4471#", «код от подъезда 38К1920»."""
    end = start
    while end < start + 12 and text[end : end + 1].isalpha():
        end += 1
    if text[start - 1 : start].isalnum() or text[start - 1 : start] in ("_", "-", "."):
        return
    told = _TOLD_BEFORE.search(text, max(0, start - 40, text.rfind("\n", 0, start) + 1), start)
    if told is not None and _PLACE_NEAR.search(text, max(0, start - 60), start):
        yield Finding("SECRET", told.start("value"), told.end("value"), 0.85, "door-code")
        return
    match = _CODE.match(text, end) or _ASKED.match(text, end)
    if match is None:
        return
    before = text[max(0, start - 44, text.rfind("\n", 0, start) + 1) : end]
    if NO_CODE.search(before) or NO_CODE.search(match["between"]):
        return
    near = _PLACE_NEAR.search(match["between"])
    if near is None and not _PLACE_NEAR.search(before):
        return
    mixed = any(map(str.isalpha, match["value"])) or match["value"].endswith("#")
    linked = bool(match["link"].strip()) and match.re is _CODE
    if (
        linked
        or mixed
        or (near and _STRICT.search(match["between"]))
        or (near is None and len(match["between"].split()) <= 1)
    ):
        yield Finding("SECRET", match.start("value"), match.end("value"), 0.85, "door-code")


_WORD = re.compile(
    r"(?i)[^\n:=—–«\"“.]{0,48}?(?:(?P<sign>[ \t]{0,4}[:=—–][ \t]{0,4}|[ \t]{1,4}-[ \t]{1,4}|[ \t]{1,4}(?:is"
    r"|was|это|было)[ \t]{1,4})|[ \t]{1,4}(?=[«\"“]|(?-i:[А-ЯЁA-Z])|[^\W\d_]{3,12}\d))"
    r"(?:[«\"“'](?P<quoted>[^»\"”'\n]{2,40})[»\"”']|(?P<bare>[^\W\d_]\w{2,30})(?=[\s.,;!?)]|\Z))"
)
# «назовите кодовое слово», and the next line of the talk answers.
_ANSWERED = re.compile(
    r"[^\n?]{0,40}[?.]?\s{1,2}(?:[\[(]?\d\d?:\d\d(?::\d\d)?[\])]?[ \t–—-]{1,3})?"
    r"[^\n:«»\"]{1,30}(?P<sign>:[ \t]{1,3})(?:[«\"](?P<quoted>[^»\"\n]{2,40})[»\"]"
    r"|(?P<bare>[^\W\d_]\w{2,30})(?=[.!]?[ \t]{0,3}(?:\n|\Z)))"
)
CODE_WORDS = (
    "recovery answer",
    "кодовое слово", "кодового слова", "кодовым словом", "секретное слово", "контрольное слово", "контрольный вопрос",
    "секретный вопрос", "секретного вопроса", "security answer", "secret answer", "security question", "code word",
    "codeword", "secret word", "memorable word", "safe word", "security word",
)  # fmt: skip


def code_word(text: str, start: int) -> Iterator[Finding]:
    """The word that a bank asks for: «кодовое слово: …», "security answer: …"."""
    end = start
    while end < len(text) and (text[end].isalpha() or (text[end] == " " and end - start < 10)):
        end += 1
    match = _WORD.match(text, min(end, start + 17)) or _WORD.match(text, start + 8) or _ANSWERED.match(text, start + 8)
    if match is None:
        return
    group = "quoted" if match["quoted"] else "bare"
    found = match[group]
    low = found.lower()
    if (
        low in STATES
        or low in NO_PASSWORDS
        or values.is_placeholder(found)
        or (group == "bare" and not _is_told_word(match))
    ):
        return
    yield Finding("SECRET", match.start(group), match.end(group), 0.85, "code-word")


def _is_told_word(match: re.Match[str]) -> bool:
    """Without a sign a capital or a digit tells it from the sentence: «кодовое слово Подорожник», "… bluebell77"."""
    word = match["bare"]
    return match["sign"] is not None or word[0].isupper() or word[-1].isdigit()


_INTERCOM = re.compile(r"(?i)\w{4,12}[ \t:.,—–-]{1,4}(?:код[ \t:]{1,3})?(?P<value>\d{1,4}[кkвb#*]\d{2,6}#?)(?!\w)")


def intercom(text: str, start: int) -> Iterator[Finding]:
    """«домофон 45К1234»: the number of a flat and a code."""
    match = _INTERCOM.match(text, start)
    if match is not None:
        yield Finding("SECRET", match.start("value"), match.end("value"), 0.85, "door-code")


BARE_PLACES = ("alarm", "keysafe", "key safe", "lockbox", "lock box", "keybox", "key box")
_BARE = re.compile(
    r"(?i)(?:(?P<box>key ?safe|lock ?box|key ?box)|alarm)(?: (?:box|panel))?[ \t]{0,2}[:=–-]?[ \t]{1,2}"
    r"(?P<value>(?!(?:19|20)\d\d\b)(?:\d{4,8}#?|[A-Z]\d{4}|\d{4}[A-Z]))(?!\w)"
    r"(?=[.;)]?[ \t]{0,3}(?:\n|\Z)|[.;)] |,| (?:and|then)\b)"
)
_OF_HOUSE = re.compile(
    r"(?i)\b(?:keys?|doors?|house|flat|property|viewings?|lock(?:ed|s)?|unset|disarm|office|shop|tenants?|gate|cleaners?"
    r"|caretaker|premises|building)\b"
)


def bare_code(text: str, start: int) -> Iterator[Finding]:
    """«Alarm 4082.», "key safe 1958C": the digits right after the thing that they open, where keys are spoken of."""
    match = None if text[start - 1 : start].isalnum() else _BARE.match(text, start)
    if match is not None and (match["box"] or _OF_HOUSE.search(text, max(0, start - 90), start + 90)):
        yield Finding("SECRET", *match.span("value"), 0.8, "door-code")


KEYS_IN_GROUPS = (
    "bitlocker", "recovery key", "ключ восстановления", "лицензионный ключ", "ключ активации", "ключ продукта",
    "license key", "licence key", "product key", "activation key", "serial key", "cd key",
)  # fmt: skip
_GROUPS = re.compile(r"(?<![\w-])(?:\d{6}(?:-\d{6}){7}|[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){3,7})(?![\w-])")
_GROUPS_REACH = 60


def grouped_key(text: str, start: int) -> Iterator[Finding]:
    """A recovery key or the key of a licence: groups of letters and digits with hyphens."""
    match = _GROUPS.search(text, start, start + _GROUPS_REACH + 60)
    if match is not None and match.start() - start < _GROUPS_REACH and any(map(str.isdigit, match.group())):
        yield Finding("SECRET", *match.span(), 0.9, "grouped-key")


# The key of a program by its form alone: five groups of five, as Windows has them, or four of four, letters and digits.
_MIXED = r"(?=[A-Z]*\d)(?=\d*[A-Z])"
_KEY = re.compile(
    rf"(?<![\w-])(?=(?:[A-Z0-9]+-)*{_MIXED}[A-Z0-9]+-[A-Z0-9-]*{_MIXED}[A-Z0-9]+)"
    rf"(?:[A-Z0-9]{{5}}(?:-[A-Z0-9]{{5}}){{4}}|{_MIXED}[A-Z0-9]{{4}}(?:-{_MIXED}[A-Z0-9]{{4}}){{3}})(?![\w-])"
)
_NUMBER_OF_THING = re.compile(
    r"(?i)(?:\bs/?n|serial|серийн\w*|\bзав\w*|артикул|\bарт|part|\border|заказ\w*|№)[\s.:№#-]{0,4}\Z"
)


def key_by_form(page: Page) -> Iterator[Finding]:
    """«вот W269N-WFGWX-YVC9B-4J6C9-T83GX»."""
    done = 0
    for start, end in page.mixed:
        joined = "-" in (page.text[end : end + 1], page.text[start - 1 : start])
        if start < done or not joined or not 4 <= end - start <= 5:
            continue
        match = _KEY.search(page.text, max(0, start - 6), end + 30)
        if match is not None and not _NUMBER_OF_THING.search(page.text, max(0, match.start() - 20), match.start()):
            done = match.end()
            yield Finding("SECRET", *match.span(), 0.8, "grouped-key")


SPARE_CODES = (
    "backup code", "recovery code", "резервные коды", "резервный код", "резервных кодов", "запасные коды",
    "коды восстановления",
)  # fmt: skip
_SPARE = re.compile(r"(?<![\w-])(?=[\w-]{0,10}\d)(?:[0-9a-z]{4,5}[- ][0-9a-z]{4,5}|[0-9a-z]{8,10})(?![\w-])")
_SPARE_REACH = 260


def spare_codes(text: str, start: int) -> Iterator[Finding]:
    """The list of codes that replace a second factor."""
    end = text.find("\n\n", start, start + _SPARE_REACH)
    for match in _SPARE.finditer(text, start, end if end >= 0 else min(len(text), start + _SPARE_REACH)):
        yield Finding("SECRET", *match.span(), 0.85, "spare-code")
