"""English firms without a legal form, by the trade that ends their name: «Wattle Park Cardiology», «Bevan & Daughter».

The words before the trade begin with capitals, and one of them is more than a word of every office. Pure.
"""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.names.lists import NO_LATIN_NAMES, NOBODY, quiet_latin
from redactor.recognizers.page import Page
from redactor.word_lists import word_list

_TRADES = word_list("firm_trades")
_STARTS = word_list("not_firms")
_ORDINARY = quiet_latin() | NO_LATIN_NAMES | NOBODY | word_list("generic_firms") | word_list("known_things") | _TRADES
_CAP = r"[A-ZÀ-Ž][\w'’-]*"
_NAME = re.compile(rf"(?<![\w@./&'’-])(?:The )?(?:[A-Z]\. ?){{0,3}}(?:{_CAP} (?:& )?){{1,3}}\Z")
_GOES_ON = re.compile(
    r"(?: & [A-Z][a-z]+)?(?: (?:Co-op|Services?|Centre|Center|Partnership|Practice|Clinic|Works|CC)\b)?"
)
_NO_FIRM = re.compile(
    r"[\w@'’-]| (?:Manager|Director|Lead|Officer|Co-?ordinator|Assistant|Engineer|Team|Dep(?:artmen)?t|Executive"
    r"|Supervisor|Analyst|Specialist|Consultant|Clerk|Act|Road|Rd|Street|St|Lane|Avenue|Ave|Drive|Way|Close|Court)\b"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_REACH = 64  # characters of a name before its trade
BEGINNINGS = {"trade-en": tuple(rf"{trade}\b" for trade in sorted(_TRADES))}


def find_trade_firms(page: Page) -> Iterator[Finding]:
    """Names that end with a trade, with what goes on after it."""
    text = page.text
    for start, end in page.marks("trade-en"):
        if not text[start:end].istitle() or page.low[start:end] not in _TRADES or _NO_FIRM.match(text, end):
            continue
        name = _NAME.search(text, max(0, start - _REACH), start)
        if name is None:
            continue
        begin = _without_lead(text, name.start(), start)
        if any(word.lower() not in _ORDINARY for word in _WORD.findall(text, begin, start)):
            goes_on = _GOES_ON.match(text, end)
            yield Finding("ORG", begin, goes_on.end() if goes_on else end, 0.6, "firm-trade")


def _without_lead(text: str, begin: int, start: int) -> int:
    """Where a name begins without the words that lead to it: «Dear Cardamom Street Dental»."""
    while (space := text.find(" ", begin, start)) >= 0 and text[begin:space] in _STARTS and text[begin:space] != "The":
        begin = space + 1
    return begin
