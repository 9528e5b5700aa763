"""Phone numbers that somebody dictated, written as words. Pure."""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.page import Page

_RUSSIAN = (
    r"(?:ноль|нуль|ноля|один|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|\w{2,6}надцать|двадцать|тридцать|сорок"
    r"|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|сто|двести|триста|четыреста|пятьсот|шестьсот|семьсот|восемьсот"
    r"|девятьсот)(?![а-яё])"
)
_ENGLISH = r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)(?![a-z])"
_GAP = r"[ ,-]{1,3}"
# Seven or eight and the hundreds that Russian codes begin with; or one digit a word in English.
_DICTATED = re.compile(
    rf"(?:плюс{_GAP}семь|восемь|семь){_GAP}(?:девятьсот|восемьсот|четыреста|триста|девять){_GAP}{_RUSSIAN}(?:{_GAP}{_RUSSIAN}){{2,12}}"
    rf"|(?:plus{_GAP})?{_ENGLISH}(?:{_GAP}{_ENGLISH}){{6,15}}"
)
BEGINNINGS = {"spoken": (r"плюс\b|восемь\b|семь\b|plus\b", _ENGLISH)}


def find_spoken(page: Page) -> Iterator[Finding]:
    """Dictated numbers of phones."""
    for match in page.tried("spoken", _DICTATED):
        yield Finding("PHONE", match.start(), match.end(), 0.75, "phone-spoken")
