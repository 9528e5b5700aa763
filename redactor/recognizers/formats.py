"""Records that machines write for machines: the place of a value, not its look, says what it is. Pure.

Sources: HL7 v2.5 §3.4.2 (PID); DICOM PS3.6 §6; GEDCOM 5.5.1; SWIFT MT940 and DFÜ-Abkommen Anlage 3 (?31, ?32);
ISO 9735 and UN/EDIFACT D.96A (NAD); ASC X12 004010 (N1, N3, PER, NM1, DMG); IATA Resolution 792 (boarding pass);
ICAO Doc 9303 (machine-readable zone); RFC 6350 §6.3.1 (ADR); passwd(5); the common log format; RFC 3261 §19.1;
1CClientBankExchange 1.03; приказ ФНС ЕД-7-26/970@ (АдрРФ);
ISO 20022 (PstlAdr); dadata.ru API (house, flat).
"""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.page import Page

# A sign without which no such record is in a text; its pattern, whose groups are called as what they hold.
_TABLE = (
    (
        "PID|",
        r"^PID\|[^|\n]*\|[^|\n]*\|(?:(?P<ID_NUMBER>[\w-]{3,24})[^|\n]*)?\|[^|\n]*\|(?P<PERSON>[^|\n~]{2,80})?[^|\n]*"
        r"\|[^|\n]*\|(?P<BIRTH_DATE>\d{8})?",
    ),
    ("PID|", r"^PID\|(?:[^|\n]*\|){10}(?P<LOCATION>[^|\n]*\d[^|\n]*)"),
    ("NK1|", r"^NK1\|[^|\n]*\|(?P<PERSON>[^|\n]{2,60})(?:\|[^|\n]*\|(?P<LOCATION>[^|\n]*\d[^|\n]*))?"),
    (
        "PV1|",
        r"^PV1\|[^\n]*?\|(?P<ID_NUMBER>\w{1,15})\^(?P<PERSON>[^\W\d_][^|^\n]{1,40}\^[^\W\d_][^|^\n]{0,40})",
    ),
    ("(0010,0010)", r"\(0010,0010\)[^\[\n'\"]{1,60}[\['\"](?P<PERSON>[^\]\n'\"]{2,64})[\]'\"]"),
    ("(0010,0020)", r"\(0010,0020\)[^\[\n'\"]{1,60}[\['\"](?P<ID_NUMBER>[^\]\n'\"]{2,64})[\]'\"]"),
    ("(0010,0030)", r"\(0010,0030\)[^\[\n]{1,60}[\['\"](?P<BIRTH_DATE>\d{8})"),
    (" NAME ", r"^1 NAME (?P<PERSON>[^\n/]{0,60}/[^\n/]{1,60}/)"),
    (" BIRT", r"^1 BIRT[ \t]*\n2 DATE (?P<BIRTH_DATE>[^\n]{4,30})"),
    (":25:", r"^:25:(?P<US_BANK_NUMBER>\d[\d/]{5,33})"),
    ("?31", r"\?31(?P<IBAN>[A-Z]{2}\d{2}[A-Z0-9]{11,30})(?=[?\s]|\Z)"),
    ("?32", r"\?32(?P<PERSON>[A-ZÀ-Ž][^?\n]{2,27}(?:\?33[^?\n]{1,27})?)"),
    (
        "NAD+",
        r"(?:^|')NAD\+[A-Z]{2,3}\+[^+'\n]*\+[^+'\n]*\+(?P<ORG>[^+'\n]{3,70})\+(?P<LOCATION>[^'\n]{4,120}?)(?:\+[A-Z]{2})?'",
    ),
    ("N1*", r"(?:^|~)\s?N1\*[A-Z0-9]{2,3}\*(?P<ORG>[^*~\n]{3,60})"),
    ("N3*", r"(?:^|~)\s?N3\*(?P<LOCATION>[^*~\n]{4,60}(?:\*[^*~\n]{2,60})?)"),
    ("PER*", r"(?:^|~)\s?PER\*[A-Z]{2}\*(?P<PERSON>[^*~\n]{3,60})(?:\*(?:TE|CP|HP)\*(?P<PHONE>\d{7,15}))?"),
    ("NM1*", r"(?:^|~)\s?NM1\*[A-Z0-9]{2,3}\*1\*(?P<PERSON>[^*~\n]{2,60}(?:\*[^*~\n]{1,35}){0,2})"),
    ("*XX*", r"\*XX\*(?P<US_NPI>\d{10})"),
    ("*MI*", r"\*MI\*(?P<ID_NUMBER>[^*~\n]{4,30})"),
    ("DMG*", r"(?:^|~)\s?DMG\*D8\*(?P<BIRTH_DATE>\d{8})"),
    (
        "M1",
        r"(?<![A-Z0-9])M1(?P<PERSON>[A-Z][A-Z ]{1,18}/[A-Z]{1,18})[ A-Z]{0,12} E?[A-Z0-9]{5,7} +[A-Z]{6}\w{2}",
    ),
    (
        "<<",
        r"^P[A-Z<][A-Z]{3}(?P<PERSON>[A-Z]+(?:<[A-Z]+){0,4}<<[A-Z]+(?:<[A-Z]+){0,4})<*[ \t]*"
        r"\n(?P<PASSPORT>[A-Z0-9<]{30,46})",
    ),
    (
        "<<",
        r"^[IAC][A-Z<][A-Z]{3}(?P<PASSPORT>[A-Z0-9<]{20,28})\n(?P<BIRTH_DATE>\d{6})\d[MFX<][^\n]{15,25}\n(?P<PERSON>[A-Z<]{20,32})",
    ),
    *(
        (f" {sign}", rf"\d(?<!\w.)\d?\.(?P<PERSON>[A-Z]{{2,25}}/[A-Z]{{2,25}}(?: [A-Z]{{2,20}})? {title})(?![A-Z])")
        for sign, title in (("MR", "MRS?"), ("MS", "MS(?:TR)?"), ("MISS", "MISS"))
    ),
    ("CHD/", r"\(CHD/(?P<BIRTH_DATE>\d\d[A-Z]{3}\d\d)\)"),
    ("ADR", r"^(?:item\d\.)?ADR[^:\n]{0,80}:(?:[^;\n]*;){2}(?P<LOCATION>[^;\n]+(?:;[^;\n]*){0,3})"),
    (":/", r"^(?!nobody)(?P<USERNAME>[a-z_][\w.-]{1,31}):[x*!]?:[1-9]\d{3,}:\d+:(?P<PERSON>[^:\n]{1,80})?"),
    ('] "', r"^[\w.:-]{3,60} \S{1,60} (?P<USERNAME>[A-Za-z][\w.@\\-]{1,60}) \[\d\d/[A-Z][a-z]{2}/\d{4}:"),
    ("sip:", r"\bsip:(?P<USERNAME>[A-Za-z][\w.-]{2,40})@\d"),
    ("ИНН=", r"(?<=[а-я])ИНН=(?P<RU_INN>\d{10,12})(?!\d)"),
    ("КПП=", r"(?<=[а-я\d])КПП=(?P<RU_KPP>\d{9})(?!\d)"),
    ("БИК=", r"(?<=[а-я])БИК=(?P<RU_BIK>\d{9})(?!\d)"),
    ("Тлф=", r"\bТлф=\"(?P<PHONE>[\d() +-]{6,20})\""),
    (
        "</",
        r"<(?:\w{1,12}:)?(?:StrtNm|BldgNb|PstCd|AdrLine|PostalCode|AddressLine\d?|Улица|Дом|Квартира|Индекс)>"
        r"(?P<LOCATION>[^<>\n]{1,80})</",
    ),
    ("_with_type", r"\"street_with_type\"\s?:\s?\"(?P<LOCATION>[^\"\n]{3,80})\""),
    ('"house"', r"\"house\"\s?:\s?\"(?P<LOCATION>\d[\w/-]{0,7})\""),
    ('"flat"', r"\"flat\"\s?:\s?\"(?P<LOCATION>\d[\w/-]{0,5})\""),
    (
        "Улица=",
        r"\bУлица=\"(?P<LOCATION>[^\"\n<>]{2,60}\"(?:\s+(?:Дом|Корпус|Кварт|НомКварт|Строен)=\"[^\"\n<>]{1,12}\"){0,4})",
    ),
)
_RAREST = '|*=<+_/XDMRS?"):'  # characters of the signs, the rarer in prose the earlier
# By the rarest character of the sign; one character is found in no time.
_FORMATS: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
for _sign, _pattern in _TABLE:
    _rare = next(filter(_sign.__contains__, _RAREST))
    _FORMATS.setdefault(_rare, []).append((_sign, re.compile(_pattern, re.MULTILINE)))


def find_formats(page: Page) -> Iterator[Finding]:
    """What stands at the places of a person, a number or an address in a record of a known kind."""
    text = page.text
    for pattern in [one for rare, some in _FORMATS.items() if rare in text for sign, one in some if sign in text]:
        for match in pattern.finditer(text):
            for entity, value in match.groupdict().items():
                if value:
                    start, end = match.span(entity)
                    yield Finding(entity, start, end - len(value) + len(value.rstrip('" <')), 0.85, "format")
