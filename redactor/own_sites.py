"""A site that bears the name of a person in the same text is that person's page. Pure."""

import re
from collections.abc import Iterable, Iterator

from redactor.finding import Finding

_LINK = re.compile(
    r"(?:https?://|www\.)(?P<host>[a-z\d.-]+)\.(?:[a-z]{2,}|xn--[a-z\d-]+)(?::\d+)?(?:[/?#][^\s<>\"'`«»|\\^{}]*)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 2  # words of a name, and letters of each, that a host has to bear
# Each sound by one sign, however it is written: щ and ш, ы and й, ya and ia are not told apart.
_CYRILLIC = str.maketrans("абвгдеёзийклмнопрстуфхцчшщжыэюя", "abvgdeeziiklmnoprstufHCQWWZieua", "ъь")
_LATIN = "shch=W sch=W sh=W zh=Z kh=H ch=Q h=H ts=C tz=C yu=u iu=u ju=u ya=a ia=a ja=a y=i j=i"
_SIGNS = dict(pair.split("=") for pair in _LATIN.split())
_SOUND = re.compile("|".join(_SIGNS))
_TWICE = re.compile(r"(.)\1")


def own_sites(text: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """Links whose host is made of the words of a found person: anna-petrova.example, annapetrova.example/cv."""
    if "://" not in text and "www." not in text:
        return
    people = [
        words for one in found if one.entity == "PERSON" and len(words := _sounds(text[one.start : one.end])) >= _LEAST
    ]
    for link in _LINK.finditer(text) if people else ():
        host = "".join(_sounds(link["host"].rpartition(".")[2]))
        if any(_bears(host, words) for words in people):
            end = link.end() - len(link.group()) + len(link.group().rstrip(".,;:!?)]}*_"))
            yield Finding("URL", link.start(), end, 0.85, "own-site")


def _bears(host: str, words: list[str]) -> bool:
    """Whether a host is two or more words of a name and nothing else."""
    inside = [word for word in words if len(word) >= _LEAST and word in host]
    return len(inside) >= _LEAST and sum(map(len, inside)) == len(host)


def _sounds(written: str) -> list[str]:
    """The words of a name or a host as they sound."""
    words = (match.group().translate(_CYRILLIC) for match in _WORD.finditer(written.lower()))
    return [_TWICE.sub(r"\1", _SOUND.sub(lambda found: _SIGNS[found.group()], word)) for word in words]
