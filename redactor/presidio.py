"""presidio-analyzer, built from parts that neither download, log nor load a language model."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from redactor.light_import import import_presidio

import_presidio()  # before presidio_analyzer is imported in any other way

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult  # noqa: E402
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer  # noqa: E402
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine  # noqa: E402

from redactor.finding import Finding  # noqa: E402
from redactor.recognizers.identifiers import read  # noqa: E402
from redactor.recognizers.page import Page  # noqa: E402

__all__ = [
    "LANGUAGE",
    "AnalyzerEngine",
    "EntityRecognizer",
    "NearbyWords",
    "NlpArtifacts",
    "NoLanguage",
    "RecognizerResult",
    "Result",
    "Rules",
    "build_analyzer",
    "by",
    "finding_of",
]

LANGUAGE = "any"

logging.getLogger("presidio-analyzer").setLevel(logging.WARNING)


class Reading(NlpArtifacts):
    """In place of tokens and lemmas: the page that all rules share."""

    def __init__(self, page: Page, language: str) -> None:
        super().__init__([], [], [], [], None, language)  # type: ignore[arg-type]  # presidio's own way to say nothing
        self.page = page


class NoLanguage(NlpEngine):
    """Reads a text once, for all rules; our recognizers bring their own language models."""

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """No tokens, no lemmas: a page."""
        return Reading(read(text), language)

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: object
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """As process_text, for each."""
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        """No list is kept."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Not asked."""
        return False

    def get_supported_entities(self) -> list[str]:
        """None of its own."""
        return []

    def get_supported_languages(self) -> list[str]:
        """The one language code of the house."""
        return [LANGUAGE]


class Rules(EntityRecognizer):
    """A pure function page → findings as a Presidio recognizer."""

    def __init__(self, name: str, entities: Sequence[str], find: Callable[[Page], Sequence[Finding]]) -> None:
        self._find = find
        self.name: str = name
        super().__init__(supported_entities=list(entities), name=name, supported_language=LANGUAGE)
        self._by = by(name, self.id)

    def load(self) -> None:
        """Nothing to load: the function was made ready before."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Findings of the function as Presidio's results."""
        page = nlp_artifacts.page if isinstance(nlp_artifacts, Reading) else read(text)
        return [Result(finding, self._by) for finding in self._find(page)]


def by(name: str, identifier: str) -> dict[str, str]:
    """What Presidio wants to know of a result's recognizer."""
    return {RecognizerResult.RECOGNIZER_NAME_KEY: name, RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: identifier}


class Result(RecognizerResult):
    """A finding as Presidio's result; `by` is one for all results of a recognizer."""

    def __init__(self, finding: Finding, by: dict[str, str]) -> None:
        self.finding = finding
        self.entity_type, self.start, self.end = finding.entity, finding.start, finding.end
        self.score = finding.score
        self.analysis_explanation = None  # type: ignore[assignment]  # presidio's own default, too
        self.recognition_metadata = by

    def __hash__(self) -> int:
        return hash((self.start, self.end))  # Presidio's own writes a sentence for it


def finding_of(result: RecognizerResult) -> Finding:
    """Presidio's result as a finding."""
    finding = result.finding if isinstance(result, Result) else None
    if finding is not None and finding.score == result.score:
        return finding
    rule = finding.recognizer if finding else result.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY]
    return Finding(result.entity_type, result.start, result.end, result.score, rule)


class NearbyWords(ContextAwareEnhancer):
    """Raises the score of a hit that one of its recognizer's context words stands beside.

    Linear: looks at 40 characters left and 12 right of each hit, for whole words, with one compiled alternation a
    recognizer. Presidio's own walks every token of the text for every hit.
    """

    LEFT = 40
    RIGHT = 12

    def __init__(self) -> None:
        super().__init__(0.35, 0.6, 0, 0)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """The same hits, some with a higher score."""
        words = {recognizer.id: recognizer.context for recognizer in recognizers if recognizer.context}
        if not words:
            return raw_results
        for result in raw_results:
            identifier = result.recognition_metadata[RecognizerResult.RECOGNIZER_IDENTIFIER_KEY]
            if identifier in words and self._beside(text, result, identifier, words[identifier]):
                raised = max(result.score + self.context_similarity_factor, self.min_score_with_context_similarity)
                result.score = min(raised, self.MAX_SCORE)
        return raw_results

    def _beside(self, text: str, result: RecognizerResult, identifier: str, words: Sequence[str]) -> bool:
        pattern = self._patterns.get(identifier)
        if pattern is None:
            pattern = re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, words))})\b")
            self._patterns[identifier] = pattern
        left = text[max(0, result.start - self.LEFT) : result.start]
        right = text[result.end : result.end + self.RIGHT]
        return bool(pattern.search(left) or pattern.search(right))


class _Analyzer(AnalyzerEngine):
    """Presidio's engine over recognizers that never change: what they can find is asked once."""

    def get_supported_entities(self, language: str | None = None) -> list[str]:
        """Names of all kinds."""
        return self._entities

    @cached_property
    def _entities(self) -> list[str]:
        return super().get_supported_entities(LANGUAGE)

    @cached_property
    def _in_context(self) -> bool:
        """Whether words beside a hit matter to any recognizer; ours look at them themselves."""
        return any(one.context for one in self.registry.recognizers)

    def _enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        if not self._in_context:
            return raw_results
        return super()._enhance_using_context(text, raw_results, nlp_artifacts, recognizers, context)


def build_analyzer(recognizers: Sequence[EntityRecognizer]) -> AnalyzerEngine:
    """The engine over exactly these recognizers, under one language code, in one pass."""
    registry = RecognizerRegistry(recognizers=list(recognizers), supported_languages=[LANGUAGE])
    return _Analyzer(
        registry=registry,
        nlp_engine=NoLanguage(),
        supported_languages=[LANGUAGE],
        context_aware_enhancer=NearbyWords(),
        log_decision_process=False,
    )
