"""The engine: one pass of Presidio over a text, then one decision for each character."""

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

from redactor.company import company_recognizers
from redactor.edifact import without_codes
from redactor.encoded import decoded, without_escapes
from redactor.entities import ENTITIES
from redactor.finding import Finding
from redactor.names import told
from redactor.names.cyrillic import CyrillicNames
from redactor.names.doubts import without_doubtful
from redactor.names.file_names import find_in_latin_files
from redactor.names.given import given_names
from redactor.names.latin import LatinNames
from redactor.names.latin_rules import find_addressed
from redactor.names.morph import Morph
from redactor.names.nicknames import nicknamed
from redactor.names.nobodies import is_nobody
from redactor.names.same import known_lemmas, same_people
from redactor.names.translit import TranslitNames
from redactor.own_sites import own_sites
from redactor.places import PLACE, somebodys_places, split_places
from redactor.plain import normalise
from redactor.presidio import LANGUAGE, AnalyzerEngine, EntityRecognizer, Rules, build_analyzer, finding_of
from redactor.recognizers.birth import birth_date_after_name
from redactor.recognizers.identifiers import find_identifiers_on
from redactor.recognizers.secrets import find_secrets_on
from redactor.resolve import THRESHOLD, resolve
from redactor.whole_addresses import whole_addresses

_PLACEHOLDER = re.compile(r"ZQ_[A-Z]{2,16}_[A-Z0-9]{8,16}(?![A-Z0-9])")
_REMEMBERED = 512  # texts whose findings are kept: a conversation is sent again with every turn
_MOST = 2000  # findings of a text worth remembering


@dataclass(frozen=True, slots=True)
class Considered:
    """A step of the decision: a finding, and whether it is masked as it is (not joined, cut, outranked or too weak)."""

    finding: Finding
    masked: bool


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

    def explain(self, text: str) -> list[Considered]:
        """All that was considered in one text, in its order, and whether it is masked. Holds nothing of the text."""
        plain = normalise(text)
        seen = self._considered(plain.text)
        kept = {(one.start, one.end, one.entity) for one in self.find(text)}
        found = sorted(map(plain.restored, seen), key=lambda one: (one.start, one.end))
        return [Considered(one, (one.start, one.end, one.entity) in kept) for one in found]

    def _again(self, morph: Morph, text: str, found: list[Finding], lemmas: frozenset[str]) -> list[Finding]:
        seen = same_people(morph, text, found, lemmas)
        again = (one for one in seen if not (text[one.start : one.end].istitle() and is_nobody(text, one)))
        return resolve(text, chain(found, again))

    def _remembered(self, text: str) -> list[Finding]:
        if not text.strip():
            return []
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        found = self._recent.pop(digest, None)
        if found is None:
            found = self._analysed(text)
        if len(found) <= _MOST:
            self._recent[digest] = found
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
        return found

    def _considered(self, text: str) -> list[Finding]:
        """What all recognizers see in a text and in what it says in codes."""
        found = [finding_of(one) for one in self._analyzer.analyze(text, language=LANGUAGE, score_threshold=0)]
        hidden = decoded(text)
        if hidden is not None:
            within = (finding_of(result) for result in self._analyzer.analyze(hidden.text, language=LANGUAGE))
            strong = [one for one in within if one.score >= THRESHOLD and one.entity != PLACE]
            found += hidden.restored(strong)
        return found

    def _analysed(self, text: str) -> list[Finding]:
        found = self._considered(text)
        if "ZQ_" in text:
            ours = [match.span() for match in _PLACEHOLDER.finditer(text)]
            found = [one for one in found if not any(a < one.end and one.start < b for a, b in ours)]
        found = without_codes(text, [one for one in found if not is_nobody(text, one)])
        found, places = split_places(told.without_known(found))
        found = resolve(text, found)
        theirs = list(somebodys_places(text, places, found)) if places else []
        found = resolve(text, chain(found, theirs)) if theirs else found
        grown = [*whole_addresses(text, found), *nicknamed(text, found), *own_sites(text, found)]
        if self._morph is not None:  # with patterns and secrets only, nobody is known by a name alone
            grown += given_names(text, found)
        grown = [one for one in grown if not is_nobody(text, one)]
        found = resolve(text, chain(found, grown)) if grown else found
        ends = [one.end for one in found if one.entity == "PERSON"]
        born = [date for end in ends if (date := birth_date_after_name(text, end))]
        return resolve(text, chain(found, born)) if born else found


def build_engine(company: Mapping[str, object] | None = None, *, names: bool = True) -> Engine:
    """The engine with all recognizers; `company` holds the policy's own in Presidio's YAML form.

    `names=False` leaves the language models out: patterns and secrets only, for measuring. Raises ValueError when a
    recognizer of the company cannot be used, ModelError when a model file is not the one that was measured.
    """
    recognizers: list[EntityRecognizer] = [
        Rules("identifiers", sorted(ENTITIES), find_identifiers_on),
        Rules("secrets", ["SECRET"], find_secrets_on),
        *company_recognizers(company),
    ]
    if not names:
        return Engine(build_analyzer(recognizers))
    morph = Morph()
    cyrillic, translit = CyrillicNames(morph), TranslitNames(morph)
    latin = LatinNames()
    recognizers += [
        Rules(
            "cyrillic-names",
            ["PERSON", "ORG", "LOCATION", *told.ENTITIES.values()],
            lambda page: cyrillic.find(page.text),
        ),
        Rules(
            "written-names",
            ["PERSON"],
            lambda page: [
                *find_addressed(page.text),
                *translit.find(page.text),
                *find_in_latin_files(translit.reads, page.text),
            ],
        ),
        Rules(
            "latin-names",
            ["PERSON", "ORG", "LOCATION", PLACE, *told.ENTITIES.values()],
            lambda page: list(
                without_doubtful(translit, page.text, latin.find(without_escapes(page.text), places=True))
            ),
        ),
    ]
    return Engine(build_analyzer(recognizers), morph)
