"""The engine: one pass of Presidio over a text, then one decision for each character."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from presidio_analyzer import AnalyzerEngine, EntityRecognizer

from redactor.finding import Finding
from redactor.normalise import normalise
from redactor.presidio import LANGUAGE, Rules, build_analyzer, finding_of
from redactor.recognizers.contact import find_emails
from redactor.resolve import resolve

Find = Callable[[str], Iterator[Finding]]


class Engine:
    """Finds what must not leave. Holds models, no texts."""

    def __init__(self, analyzer: AnalyzerEngine) -> None:
        self._analyzer = analyzer

    def find(self, text: str) -> list[Finding]:
        """Everything to mask in a text: in its order, without overlaps, in code points of the text as given."""
        if not text.strip():
            return []
        plain = normalise(text)
        found = self._analyzer.analyze(plain.text, language=LANGUAGE)
        return [plain.restored(finding) for finding in resolve(map(finding_of, found))]

    def find_all(self, texts: Sequence[str]) -> list[list[Finding]]:
        """As find, for the texts of one conversation."""
        return [self.find(text) for text in texts]


def build_engine(company: Mapping[str, object] | None = None) -> Engine:
    """The engine with all recognizers; `company` holds the policy's own in Presidio's YAML form."""
    recognizers: list[EntityRecognizer] = [_identifiers()]
    return Engine(build_analyzer(recognizers))


def _identifiers() -> Rules:
    return Rules("identifiers", ["EMAIL"], lambda text: list(chain(find_emails(text))))
