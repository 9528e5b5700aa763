"""The engine: one pass of Presidio over a text, then one decision for each character."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from presidio_analyzer import AnalyzerEngine, EntityRecognizer

from redactor.entities import ENTITIES
from redactor.finding import Finding
from redactor.names.cyrillic import CyrillicNames
from redactor.names.morph import Morph
from redactor.plain import normalise
from redactor.presidio import LANGUAGE, Rules, build_analyzer, finding_of
from redactor.recognizers.addresses_en import find_english_addresses
from redactor.recognizers.addresses_ru import find_russian_addresses
from redactor.recognizers.birth import find_birth_dates
from redactor.recognizers.contact import find_emails, find_links, find_usernames
from redactor.recognizers.foreign import find_foreign
from redactor.recognizers.network import find_addresses_of_network
from redactor.recognizers.organisations import find_organisations
from redactor.recognizers.papers import find_kpp, find_papers
from redactor.recognizers.phones import find_phones
from redactor.recognizers.russian import find_numbers
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
    cyrillic = CyrillicNames(Morph())
    recognizers: list[EntityRecognizer] = [
        _identifiers(),
        Rules("cyrillic-names", ["PERSON"], cyrillic.find),
    ]
    return Engine(build_analyzer(recognizers))


def _identifiers() -> Rules:
    return Rules("identifiers", sorted(ENTITIES), _find_identifiers)


def _find_identifiers(text: str) -> list[Finding]:
    found = list(chain(find_emails(text), find_usernames(text), find_links(text), find_organisations(text)))
    if any(map(str.isdigit, text)):
        numbers = list(find_numbers(text))
        found += numbers
        found += (kpp for one in numbers if one.entity == "RU_INN" and (kpp := find_kpp(text, one.end)))
        found += chain(find_phones(text), find_birth_dates(text), find_papers(text), find_foreign(text))
        found += chain(find_addresses_of_network(text), find_russian_addresses(text), find_english_addresses(text))
    elif ":" in text:
        found += find_addresses_of_network(text)
    return found
