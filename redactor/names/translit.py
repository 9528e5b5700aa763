"""Russian names written in Latin letters: read back into Cyrillic and asked of the dictionary. Pure but for its cache.

Schemes met: ГОСТ 7.79-2000 system B, ICAO 9303 (passports), BGN/PCGN and what people type (y, i, j; kh, h, x; ts, c).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from redactor.finding import Finding
from redactor.names.lists import quiet_latin
from redactor.names.morph import Morph

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_INITIALS = re.compile(r"(?<![^\W\d_])(?:[A-Z][a-z]?\. ?){1,2}\Z")
_AFTER_INITIALS = re.compile(r" ?(?:[A-Z][a-z]?\. ?){1,2}(?<=\.)")
_DIGRAPHS = (
    "iya=ия iia=ия aya=ая oya=оя eya=ея shch=щ sch=щ zh=ж kh=х ts=ц tz=ц ch=ч sh=ш yu=ю iu=ю ju=ю ya=я ia=ия ja=я yo=ё "
    "jo=ё ye=е yi=ый iy=ий yy=ый ij=ий ey=ей ay=ай oy=ой uy=уй ck=к ph=ф"
)
_PAIRS = dict(pair.split("=") for pair in _DIGRAPHS.split())
_LETTERS = _PAIRS | dict(zip("abvgdezijklmnoprstufhcywxq'’", "абвгдезийклмнопрстуфхцыввкьь", strict=True))
_SOUNDS = re.compile("|".join([*_PAIRS, "."]))
_SURNAME = re.compile(
    r".{2,}(?:[oe]va?|[oe]v[oey][iy]?|[oe]vu|[iy]na?|ino[iy]|[st]?s?k(?:iy|y|ij|ii|aya|aia|oy|oi|ogo|omu|im|uyu)|enko|ch?uk|yuk|iuk|yan|ian|shvili|dze|ykh|ikh|off|eff)\Z"
)
_PATRONYMIC = re.compile(
    r".{2,}(?:[oey]vich[a-z]{0,2}|[oey]vn[ayeuio]{1,2}|ichn[aeuoyi]{1,2}|yevich|yevna|ovitch|evitch|ich)\Z"
)
_SURE = 0.5
_SOME = 0.3


class TranslitNames:
    """Finds Russian names in Latin letters."""

    def __init__(self, morph: Morph) -> None:
        self._morph = morph
        self.reads = lru_cache(maxsize=20_000)(self._reads)
        self.is_common = lru_cache(maxsize=20_000)(self._is_common)

    def find(self, text: str) -> Iterator[Finding]:
        """A given name beside a surname or a patronymic, a patronymic, a surname with initials."""
        words = [match.span() for match in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            last = self._name_end(text, words, at)
            if last > at:
                yield Finding("PERSON", words[at][0], words[last - 1][1], 0.8, "name-translit")
                at = last
                continue
            found = self._with_initials(text, *words[at])
            if found is not None:
                yield found
            at += 1

    def _is_common(self, word: str) -> bool:
        """Whether a small word can be read as a Russian one that names nobody."""
        return any(
            len(form) > 1
            and self._morph.knows(form)
            and self._morph.odds(form).known
            and self._morph.odds(form).common > 0.9
            for form in cyrillic_forms(word)
        )

    def _name_end(self, text: str, words: list[tuple[int, int]], at: int) -> int:
        """Index after the last word of the name that begins at a word; `at` when there is none."""
        kinds = ""
        index = at
        while index < len(words) and index - at < 3:
            start, end = words[index]
            if index > at and text[words[index - 1][1] : start] not in (" ", "  ", "\u00a0"):
                break
            kind = self.reads(text[start:end].lower())
            if not kind:
                break
            kinds += kind
            index += 1
        for size in range(len(kinds), 1, -1):
            if _NAMES.fullmatch(kinds[:size]) and _can_be(text, words[at : at + size]):
                return at + size
        return at

    def _with_initials(self, text: str, start: int, end: int) -> Finding | None:
        """«A. S. Petrov», «Petrov A. S.»."""
        if not text[start].isupper() or self.reads(text[start:end].lower()) not in ("S", "B"):
            return None
        before = _INITIALS.search(text, max(0, start - 8), start)
        if before:
            return Finding("PERSON", before.start(), end, 0.85, "name-translit")
        after = _AFTER_INITIALS.match(text, end)
        return Finding("PERSON", start, after.end(), 0.85, "name-translit") if after else None

    def _reads(self, word: str) -> str:
        """G given name, P patronymic, S surname, B given name or surname, or nothing."""
        if len(word) < 3:
            return ""
        if len(word) > 6 and _PATRONYMIC.match(word) and not word.endswith(("rich", "which", "sandwich")):
            return "P"
        surname = len(word) > 3 and _SURNAME.match(word) is not None
        for cyrillic in cyrillic_forms(word):
            if not surname and not self._morph.knows(cyrillic):
                continue
            odds = self._morph.odds(cyrillic)
            if odds.known and odds.name >= _SURE and odds.name >= odds.surname:
                return "B" if surname or odds.surname >= _SOME else "G"
            if odds.surname >= _SURE and (odds.known or surname):
                return "B" if odds.name >= _SOME else "S"
        return "S" if surname and len(word) > 5 and word.endswith(_PLAIN_ENDINGS) else ""


_PLAIN_ENDINGS = (
    "ov",
    "ova",
    "ev",
    "eva",
    "sky",
    "skiy",
    "skaya",
    "skii",
    "enko",
    "chuk",
    "shvili",
    "dze",
    "yan",
    "in",
    "ina",
    "tsev",
    "tseva",
)
_NAMES = re.compile(r"[GB][SB]|[SB][GB]|[GB]P[SB]?|[SB][GB]P|[GB][SB]P|[SB]P|P[SB]")


def _can_be(text: str, words: list[tuple[int, int]]) -> bool:
    """All with capitals; or all in small letters, and none a word that names nobody: «will remain»."""
    capitals = [text[start].isupper() for start, _ in words]
    if any(capitals):
        return all(capitals)
    return not any(text[start:end] in quiet_latin() for start, end in words)


def cyrillic_forms(word: str) -> list[str]:
    """Readings of a small Latin word in Cyrillic, the likeliest first."""
    read = _read(word)
    forms = [read]
    if "e" in word:
        forms.append(read.replace("е", "э" if word[0] == "e" else "ё", 1))
    if word.endswith(("y", "i")):
        forms.append(read[:-1] + "ий")
        forms.append(_read(word[:-1]) + "й")
    if "i" in word:
        forms.append(re.sub("([аеоу])и", r"\1й", read))
    if "ia" in word:
        forms.append(_read(word.replace("ia", "ya")))
    if word.endswith(("n", "t", "s", "r", "d")):
        forms.append(read + "ь")
    if word.endswith("te"):
        forms.append(read[:-2] + "ьте")
    if word.endswith("l") or "l" in word[1:-1]:
        forms.append(re.sub("л(?=[бвгдзкмнпстфхцчшщ]|$)", "ль", read))
    return list(dict.fromkeys(forms))


def _read(word: str) -> str:
    return _SOUNDS.sub(lambda sound: _LETTERS.get(sound.group(), "-"), word)
