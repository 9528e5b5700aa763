"""What is named and is nobody: characters of books and films, eponyms, columns of a database, identifiers. Pure."""

import re
from collections.abc import Iterable
from itertools import groupby, starmap
from operator import itemgetter

from redactor.finding import Finding
from redactor.program_text import has_humps, is_identifier
from redactor.word_lists import word_list

_COLUMN = re.compile(
    r"[a-z]\w{0,20}\.(?:fio|inn|name|phone|email|addr\w*|title|status|date|total|price|(?:full|first|last|user)_?name|\w{1,30}_(?:id|at|no))(?!\w)"
)
_SQL = re.compile(
    r"\b(?:insert\s+into|(?:create|alter|drop)\s+table)\s+[\w.]+(?:\s*\([\w\s,.]{0,400}\))?",
    re.IGNORECASE,
)
_SQL_REACH = 400  # characters of a statement's head: its table and columns
_AROUND = 16  # characters on either side that may belong to the name


def _pattern(name: str) -> str:
    """Both words with any ending that a case may give them."""
    return " ".join(re.escape(word[:-1] if word[-1] in "аяйьы" else word) + r"\w{0,3}" for word in name.split())


_CUE = (
    r"(?:симптом|синдром|болезн|рефлекс|индекс|признак|преобразован|ряд|шкал|тв[её]рдост|систем|проб|метод|закон|теорем|критери"
    r"|коэффициент|распределен|уравнен|формул|фв|тест|реакци|перелом|вакцин|числ[оау](?!\w)|постоянн|эффект|фильтр|алгоритм"
    r"|правил|принцип|парадокс|гипотез|неравенств|интеграл|матриц|функци|полином|многочлен|цеп|процесс|пространств|алгебр"
    r"|классификаци|ман[её]вр|трубк|пирамид|крив|диаграмм|разложен|расстояни|метрик|анеми|тиреоидит|лимфом"
    r"|автомат|винтовк|пистолет|сарком|эпител|остров|клет|дивертикул|грыж|опросник|матриц)\w{0,6}"
)
_EPONYM = rf"(?:{'|'.join(sorted(map(re.escape, word_list('eponym_people')), key=len, reverse=True))})\w{{0,3}}"
_EPONYMS = re.compile(
    rf"\b(?:теорем|лемм|неравенств|уравнен)\w{{0,6}} {_EPONYM} ?[-–—] ?[а-яё]{{3,}}[ая](?!\w)"  # «Гаусса — Маркова»
    rf"|\b{_CUE}(?: (?!{_EPONYM})[\d%а-яё-]{{1,12}}){{0,2}} {_EPONYM}(?:(?: ?[-–—] ?| и |, ){_EPONYM}){{0,3}}(?!\w)"
)
_CUE_REACH = 60  # characters before a name in which its cue and its companions stand


def _begun(letter: str, names: Iterable[str]) -> str:
    """Names with one first letter: an alternation of all would try each of them at every word."""
    return f"{letter}(?:{'|'.join(_pattern(name)[1:] for name in names)})"


_NAMES = re.compile(rf"\b(?:{'|'.join(starmap(_begun, groupby(sorted(word_list('characters')), itemgetter(0))))})\b")


def is_nobody(text: str, found: Finding) -> bool:
    """Whether a person's name that was found is a character's or an identifier, a firm's one an identifier."""
    if found.entity == "ORG":
        return found.recognizer != "legal-form" and is_identifier(text, found.start, found.end)
    return found.entity == "PERSON" and _is_nobody(text, found.start, found.end)


def _is_nobody(text: str, start: int, end: int) -> bool:
    if _COLUMN.match(text, start, end):
        return True
    word = text[start:end]
    if is_identifier(text, start, end) or (word.isascii() and " " not in word and has_humps(word)):
        return True
    if text[start:end].isascii() and _is_column(text, start, end):
        return True
    before = max(0, start - _CUE_REACH)
    called = _EPONYMS.finditer(text[before : end + _CUE_REACH].lower())
    if any(match.start() < start - before and end - before <= match.end() for match in called):
        return True
    around = text[max(0, start - _AROUND) : end + _AROUND].lower()
    first = min(start, _AROUND)
    return any(match.start() <= first and end - start <= match.end() - first for match in _NAMES.finditer(around))


def _is_column(text: str, start: int, end: int) -> bool:
    """Whether a small word names a table or a column: INSERT INTO turist (fio, zagran)."""
    word = text[start:end]
    if not word.islower() or " " in word:
        return False
    begin = max(0, start - _SQL_REACH)
    return any(match.start() < start and end <= match.end() for match in _SQL.finditer(text, begin, end + _SQL_REACH))
