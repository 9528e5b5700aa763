"""The engine: one pass of Presidio over a text, then one decision for each character."""

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import chain

from redactor.entities import ENTITIES
from redactor.finding import Finding
from redactor.names.cyrillic import CyrillicNames
from redactor.names.latin import FOLDER, LatinNames
from redactor.names.latin_rules import find_addressed
from redactor.names.morph import Morph
from redactor.names.same import known_lemmas, same_people
from redactor.names.translit import TranslitNames
from redactor.plain import normalise
from redactor.presidio import LANGUAGE, AnalyzerEngine, EntityRecognizer, Rules, build_analyzer, finding_of
from redactor.recognizers.addresses_en import find_english_addresses
from redactor.recognizers.addresses_ru import find_russian_addresses
from redactor.recognizers.birth import birth_date_after_name, find_birth_dates
from redactor.recognizers.contact import find_emails, find_links, find_usernames
from redactor.recognizers.fields import find_fields
from redactor.recognizers.foreign import find_foreign
from redactor.recognizers.network import find_addresses_of_network
from redactor.recognizers.organisations import find_organisations
from redactor.recognizers.papers import find_kpp, find_papers
from redactor.recognizers.phones import find_phones
from redactor.recognizers.russian import find_numbers
from redactor.recognizers.secrets import find_secrets
from redactor.resolve import resolve

_PLACEHOLDER = re.compile(r"ZQ_[A-Z]{2,16}_[A-Z0-9]{8,16}(?![A-Z0-9])")
_REMEMBERED = 512  # texts whose findings are kept: a conversation is sent again with every turn


class Engine:
    """Finds what must not leave. Holds models and the findings of recent texts by their digests, no texts."""

    def __init__(self, analyzer: AnalyzerEngine, morph: Morph | None = None) -> None:
        self._analyzer = analyzer
        self._morph = morph
        self._recent: OrderedDict[bytes, list[Finding]] = OrderedDict()

    def find(self, text: str) -> list[Finding]:
        """Everything to mask in a text: in its order, without overlaps, in code points of the text as given."""
        return self.find_all([text])[0]

    def find_all(self, texts: Sequence[str]) -> list[list[Finding]]:
        """As find, for the texts of one conversation: who is named in one is found again in the others."""
        plain = [normalise(text) for text in texts]
        found = [self._remembered(one.text) for one in plain]
        if self._morph is not None:
            lemmas = known_lemmas(self._morph, [one.text for one in plain], found)
            if lemmas:
                found = [
                    self._again(self._morph, one.text, some, lemmas) for one, some in zip(plain, found, strict=True)
                ]
        return [[one.restored(finding) for finding in some] for one, some in zip(plain, found, strict=True)]

    def _again(self, morph: Morph, text: str, found: list[Finding], lemmas: frozenset[str]) -> list[Finding]:
        return resolve(chain(found, same_people(morph, text, found, lemmas)))

    def _remembered(self, text: str) -> list[Finding]:
        if not text.strip():
            return []
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        found = self._recent.pop(digest, None)
        if found is None:
            found = self._analysed(text)
        self._recent[digest] = found
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
        return found

    def _analysed(self, text: str) -> list[Finding]:
        found = [finding_of(result) for result in self._analyzer.analyze(text, language=LANGUAGE)]
        if "ZQ_" in text:
            ours = [match.span() for match in _PLACEHOLDER.finditer(text)]
            found = [one for one in found if not any(a < one.end and one.start < b for a, b in ours)]
        found = resolve(found)
        born = (birth_date_after_name(text, one.end) for one in found if one.entity == "PERSON")
        return resolve(chain(found, (date for date in born if date)))


def build_engine(company: Mapping[str, object] | None = None, *, names: bool = True) -> Engine:
    """The engine with all recognizers; `company` holds the policy's own in Presidio's YAML form.

    `names=False` leaves the language models out: patterns and secrets only, for measuring.
    """
    recognizers: list[EntityRecognizer] = [
        Rules("identifiers", sorted(ENTITIES), _find_identifiers),
        Rules("secrets", ["SECRET"], lambda text: list(find_secrets(text))),
    ]
    if not names:
        return Engine(build_analyzer(recognizers))
    morph = Morph()
    recognizers += [
        Rules("cyrillic-names", ["PERSON"], CyrillicNames(morph).find),
        Rules("written-names", ["PERSON"], _written_names(morph)),
    ]
    if (FOLDER / "latin.onnx").exists():
        recognizers.append(Rules("latin-names", ["PERSON", "ORG", "LOCATION"], LatinNames().find))
    return Engine(build_analyzer(recognizers), morph)


def _written_names(morph: Morph):
    translit = TranslitNames(morph)

    def find(text: str) -> list[Finding]:
        return list(chain(find_addressed(text), translit.find(text)))

    return find


def _find_identifiers(text: str) -> list[Finding]:
    found = list(chain(find_emails(text), find_usernames(text), find_links(text), find_organisations(text)))
    found += find_fields(text)
    if any(map(str.isdigit, text)):
        numbers = list(find_numbers(text))
        found += numbers
        found += (kpp for one in numbers if one.entity == "RU_INN" and (kpp := find_kpp(text, one.end)))
        found += chain(find_phones(text), find_birth_dates(text), find_papers(text), find_foreign(text))
        found += chain(find_addresses_of_network(text), find_russian_addresses(text), find_english_addresses(text))
    elif ":" in text:
        found += find_addresses_of_network(text)
    return found
