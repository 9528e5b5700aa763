"""Russian streets with their kind: «улица Лесная», «3-я Кирпичная ул.», in either order. Pure."""

import re

from redactor.recognizers import address_parts as part
from redactor.recognizers.page import Page

STREET = re.compile(rf"(?P<kind>{part.KIND})")
_WEAK = re.compile(part.WEAK)
_NAME_AFTER = re.compile(part.NAME_AFTER)
_NAME_BEFORE = re.compile(part.NAME_BEFORE)
_NO_NAME_ENDS = ("", ",", ".", ":", ";", "(", "—")  # before a kind of street
# The order of the state's register of addresses: «Баумана ул, 5».
_NAME_BEFORE_KIND = re.compile(r"(?<=[,;] )[А-ЯЁ][а-яё-]+(?: [А-ЯЁ][а-яё-]+){0,2} \Z")
_HOUSE_FOLLOWS = re.compile(rf"[\s,]{{0,3}}{part.HOUSE}")
# «на второй линии 3 заявки»: the number counts what follows it.
_COUNTS_THINGS = re.compile(r"\s\d{1,3}\s(?!корп|стр|кварт|офис|литер|дом|подъезд|этаж|комн|помещ)[а-яё]{4,}")
_MODEL = re.compile(r"[a-z]+-?\d")  # «линия KRX-12»
_HOUSE_WORD_FOLLOWS = re.compile(rf"[\s,]{{0,3}}(?:{part.HOUSE_WORD}|{part.HOUSE}{part.GAP}{part.FLAT})")
_NAME_WORD = re.compile(r"[\wё'’-]+\.?")
# Small second words of a street's name: «набережная Обводного канала».
_OF_WHAT = frozenset(
    ("канала", "реки", "вал", "поле", "сад", "роща", "бор", "лес", "гора", "линия", "конец", "заставы", "ворот")
)


def street_at(page: Page, match: re.Match[str]) -> tuple[int, int] | None:
    """Range of a street's kind and name, in either order."""
    low, text, end = page.low, page.text, match.end()
    weak = _WEAK.fullmatch(match["kind"].rstrip(".")) is not None
    before = None
    if low[max(0, match.start() - 3) : match.start()].rstrip()[-1:] not in _NO_NAME_ENDS:
        before = _NAME_BEFORE.search(low, max(0, match.start() - 40), match.start())
    if before is None and low[end : end + 1] == ",":
        before = _NAME_BEFORE_KIND.search(text, max(0, match.start() - 60), match.start())
    after = _NAME_AFTER.match(low, end)
    house = _HOUSE_FOLLOWS.match(low, end) is not None and not (weak and _COUNTS_THINGS.match(low, end))
    first = after is None or house or not _capital(text, after.start("after"))
    if before and first and (not weak or house or _capital(text, before.start())):
        return before.start(), end
    if after is None:
        return None
    first_sign = text[after.start("after")]
    if match["kind"].startswith("лини") and first_sign.isascii() and first_sign.isupper():
        return None  # «линия Bosch SVE 2520»
    if weak and (_MODEL.match(low, after.start("after")) or (match["kind"][:3] == "пло" and after["after"].isdigit())):
        return None  # «линия KRX-12», «площадь 43»
    last = name_end(page, after.start("after"), after.end("after"))
    if weak and not (_capital(text, after.start("after")) or _HOUSE_WORD_FOLLOWS.match(low, last)):
        return None
    return match.start(), last


def name_end(page: Page, start: int, end: int) -> int:
    """Where a street's name ends: with its capitals, or, written small, where the house follows, or after a word."""
    words = list(_NAME_WORD.finditer(page.low[start:end]))
    numbered = words[0].group()[0].isdigit()
    if numbered or _capital(page.text, start):
        last = start + words[0].end()
        for word in words[1:]:
            small = not numbered and not _capital(page.text, start + word.start())
            if small and word.group() not in _OF_WHAT and not _HOUSE_FOLLOWS.match(page.low, start + word.end()):
                break
            last = start + word.end()
        return last
    for word in reversed(words):
        if _HOUSE_FOLLOWS.match(page.low, start + word.end()):
            return start + word.end()
    return start + words[0].end()


def _capital(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isupper() or text[at].isdigit())
