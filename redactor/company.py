"""A company's own recognizers, as its policy gives them in Presidio's YAML form.

Presidio's PatternRecognizer logs a pattern that runs too long and goes on without it; here that is an error, and the
prompt is refused.
"""

import time
from collections.abc import Iterator, Mapping, Sequence

import regex

from policy.words import Text
from redactor.finding import Finding, RedactionError
from redactor.presidio import LANGUAGE, EntityRecognizer, NlpArtifacts, RecognizerResult, Result, by
from redactor.recognizers.page import lowered

PATTERN_SECONDS = 2.0
_FLAGS = regex.DOTALL | regex.MULTILINE | regex.IGNORECASE  # as presidio-analyzer 2.2.366 compiles patterns
_WORD = regex.compile(r"\w+")


class CompanyRecognizer(EntityRecognizer):
    """One entry of `recognizers:`; patterns, a deny list and context words as in Presidio."""

    def __init__(self, entry: Mapping[str, object]) -> None:
        entity = str(entry.get("supported_entity") or "")
        if not entity:
            raise ValueError("a recognizer of the company names no supported_entity")
        name = str(entry.get("name") or entity)
        self._entity = entity
        self._patterns = [_compiled(name, one) for one in _list(entry, "patterns")]
        self._words = _by_first_word([str(word) for word in _list(entry, "deny_list")])
        self._words_score = float(str(entry.get("deny_list_score", 1.0)))
        self.name: str = name
        super().__init__([entity], name=name, supported_language=LANGUAGE)
        self.context = [str(word) for word in _list(entry, "context")]

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Matches of the patterns and words of the deny list. Raises RedactionError when a pattern takes too long."""
        found = [finding for pattern, score in self._patterns for finding in self._matches(text, pattern, score)]
        found += self._denied(text)
        return [Result(finding, by(self.name, self.id)) for finding in found]

    def _matches(self, text: str, pattern: "regex.Pattern[str]", score: float) -> Iterator[Finding]:
        until = time.monotonic() + PATTERN_SECONDS
        try:
            for match in pattern.finditer(text, timeout=PATTERN_SECONDS):
                if match.end() > match.start():
                    yield Finding(self._entity, match.start(), match.end(), score, self.name)
                if time.monotonic() > until:
                    raise RedactionError(_slow(self.name))
        except TimeoutError:
            raise RedactionError(_slow(self.name)) from None

    def _denied(self, text: str) -> Iterator[Finding]:
        """Words of the deny list, whole and in any case of letters, by their first word."""
        if not self._words:
            return
        low = lowered(text)
        done = 0
        for match in _WORD.finditer(low):
            for word in self._words.get(match.group(), ()):
                start = match.start() - word.find(match.group())
                end = start + len(word)
                if start >= done and low.startswith(word, start) and _bounded(low, start, end):
                    yield Finding(self._entity, start, end, self._words_score, self.name)
                    done = end
                    break


def company_recognizers(company: Mapping[str, object] | None) -> list[CompanyRecognizer]:
    """The recognizers of a document {"recognizers": […]}. Raises ValueError when an entry cannot be used."""
    return [CompanyRecognizer(entry) for entry in _list(company or {}, "recognizers")]


def _list(entry: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    value = entry.get(key) or []
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise ValueError(f"{key} of the company's recognizers is no list")
    return value


def _compiled(name: str, entry: Mapping[str, object]) -> tuple["regex.Pattern[str]", float]:
    try:
        return regex.compile(str(entry["regex"]), _FLAGS), float(str(entry["score"]))
    except (regex.error, KeyError, ValueError) as error:
        raise ValueError(f"a pattern of the company's recognizer {name} cannot be used") from error


def _by_first_word(words: Sequence[str]) -> dict[str, list[str]]:
    """Words of the deny list in small letters by their first run of letters and digits, the longest first."""
    table: dict[str, list[str]] = {}
    for word in sorted({word.strip().lower() for word in words}, key=len, reverse=True):
        first = _WORD.search(word)
        if first is not None:
            table.setdefault(first.group(), []).append(word)
    return table


def _bounded(low: str, start: int, end: int) -> bool:
    """Whether the letters around belong to other words."""
    left = start == 0 or not (low[start - 1].isalnum() and low[start].isalnum())
    right = end >= len(low) or not (low[end].isalnum() and low[end - 1].isalnum())
    return start >= 0 and left and right


def _slow(name: str) -> Text:
    return Text(
        ru=f"Правило компании «{name}» проверяет текст слишком долго, поэтому он не отправлен. Сообщите в службу ИБ.",
        en=f"The company's rule “{name}” takes too long on this text, so it was not sent. Tell your security team.",
    )
