"""All rules for identifiers, addresses, links and fields over one reading of the text. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from redactor.finding import Finding
from redactor.recognizers import (
    addresses_en,
    addresses_ru,
    birth,
    contact,
    fields,
    firm_names,
    foreign,
    formats,
    id_numbers,
    id_numbers_ru,
    inserts,
    labels,
    links,
    network,
    organisations,
    papers,
    phones,
    postal_codes,
    russian,
    secret_apart,
    secret_places,
    spoken,
    town_phones,
    trades_en,
)
from redactor.recognizers.page import Page, Words
from redactor.recognizers.secrets import may_announce

_PARTS: tuple[Mapping[str, Iterable[str]], ...] = (
    labels.BEGINNINGS,
    papers.BEGINNINGS,
    birth.BEGINNINGS,
    contact.BEGINNINGS,
    network.BEGINNINGS,
    organisations.BEGINNINGS,
    firm_names.BEGINNINGS,
    trades_en.BEGINNINGS,
    foreign.BEGINNINGS,
    id_numbers.BEGINNINGS,
    id_numbers_ru.BEGINNINGS,
    fields.BEGINNINGS,
    addresses_ru.BEGINNINGS,
    addresses_en.BEGINNINGS,
    inserts.BEGINNINGS,
    spoken.BEGINNINGS,
    secret_apart.BEGINNINGS,
)


def _united(parts: Sequence[Mapping[str, Iterable[str]]]) -> dict[str, Iterable[str]]:
    """All names with their patterns. Raises ValueError when two files use one name, for one would not be found."""
    united = {name: patterns for part in parts for name, patterns in part.items()}
    if len(united) < sum(map(len, parts)):
        raise ValueError("two recognizers use one name for their words")
    return united


_WORDS = Words(_united(_PARTS), {secret_places.MARK: may_announce})


def read(text: str) -> Page:
    """The text as all rules of this package read it, those of secrets too."""
    return Page(text, _WORDS)


def find_identifiers(text: str) -> list[Finding]:
    """As find_identifiers_on, of a text that nobody has read."""
    return find_identifiers_on(read(text))


def find_identifiers_on(page: Page) -> list[Finding]:
    """Findings of all rules, overlapping ones included."""
    found = [
        *contact.find_emails(page),
        *contact.find_usernames(page),
        *links.find_links(page),
        *organisations.find_organisations(page),
        *firm_names.find_firm_names(page),
        *trades_en.find_trade_firms(page),
        *fields.find_fields(page),
        *network.find_hosts(page),
        *inserts.find_inserts(page),
        *formats.find_formats(page),
        *spoken.find_spoken(page),
        *birth.find_birth_dates(page),
    ]
    if page.has_digits:
        found += _with_digits(page)
    return found


def _with_digits(page: Page) -> Iterator[Finding]:
    known = labels.Labels(page)
    numbers = list(russian.find_numbers(page, known))
    kpp = (papers.find_kpp(page.text, one.end) for one in numbers if one.entity == "RU_INN")
    return chain(
        numbers,
        (one for one in kpp if one is not None),
        phones.find_phones(page, known),
        town_phones.find_town_phones(page),
        papers.find_papers(page, known),
        birth.find_dates_beside_age(page),
        birth.find_dates_on_licences(page),
        birth.find_birthdays(page),
        foreign.find_foreign(page),
        id_numbers.find_id_numbers(page),
        id_numbers_ru.find_russian_id_numbers(page),
        addresses_ru.find_russian_addresses(page),
        addresses_en.find_english_addresses(page),
        postal_codes.find_streets_before_codes(page),
    )
