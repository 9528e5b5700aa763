"""Identifiers of other countries: IBAN, US, UK and the others that Presidio knows, Kazakhstan, Belarus, Ukraine. Pure.

One row an identifier: a form, a check, the words beside it. A row with `alone` counts without a word when its check
fits; all others need a word, and count by it even when the check fails (a typo in a real number is still data).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from redactor.finding import Finding
from redactor.recognizers import checksums
from redactor.recognizers import foreign_checks as check
from redactor.recognizers.page import Page, Spot, beginnings

_REACH = 40
_BARE = re.compile(r"[\s.\-/–]")


@dataclass(frozen=True, slots=True)
class _Row:
    entity: str
    form: re.Pattern[str]
    words: re.Pattern[str]
    fits: Callable[[str], bool] | None
    alone: bool


def _row(entity: str, form: str, words: str, fits: Callable[[str], bool] | None = None, *, alone: bool = False) -> _Row:
    bounded = re.compile(rf"(?<![\w.,/-])(?:{form})(?![\w/-]|[.,]\d)", re.IGNORECASE)
    return _Row(entity, bounded, re.compile(words), fits, alone)


_ROWS = (
    _row("US_SSN", r"\d{3}[- ]\d{2}[- ]\d{4}|\d{9}", r"ssn|social security|soc sec", check.ssn),
    _row("US_ITIN", r"9\d{2}[- ]?\d{2}[- ]?\d{4}", r"itin|individual taxpayer|taxpayer id|tin\b", check.itin),
    _row("US_PASSPORT", r"[A-Z]\d{8}|\d{9}", r"(?:us |u\.s\. |american )?passport"),
    _row("US_DRIVER_LICENSE", r"[A-Z]{1,2}\d{5,12}|[A-Z]\d{3}-\d{3,4}-\d{2,4}(?:-\d{3})?(?:-\d)?|\d{7,9}|[A-Z]\d{2}[- ]\d{2}[- ]\d{4}|[A-Z]\d{4}[- ]\d{5}[- ]\d{5}", r"driver'?s? licen[cs]e|\bdl\b|d\.l\.|license (?:no|number|#)|driving permit"),
    _row("ABA_ROUTING_NUMBER", r"\d{4}-?\d{4}-?\d", r"routing|aba|rtn", check.aba),
    _row("US_BANK_NUMBER", r"\d{8,17}", r"(?:bank |checking |savings )?account (?:no|num|number|#)|acct|bank account|checking|savings account|account:"),
    _row("US_NPI", r"\d{10}", r"npi|national provider", check.npi),
    _row("US_MBI", r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}", r"medicare|mbi|beneficiary"),
    _row("MEDICAL_LICENSE", r"[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}", r"dea|medical licen[cs]e|certificate|registration", check.dea, alone=True),
    _row("UK_NHS", r"\d{3}[- ]?\d{3}[- ]?\d{4}", r"nhs|national health", check.nhs),
    _row("UK_NINO", r"(?!BG|GB|NK|KN|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]", r"nino|national insurance|\bni\b", lambda _c: True, alone=True),
    _row("UK_PASSPORT", r"\d{9}|[A-Z]{2}\d{7}", r"(?:uk |british )passport"),
    _row("UK_DRIVING_LICENCE", r"[A-Z9]{5}\d[0156]\d[0-3]\d\d[A-Z9]{2}\d[A-Z]{2}", r"driving licen[cs]e|dvla|driver", lambda _c: True, alone=True),
    _row("UK_VEHICLE_REGISTRATION", r"[A-Z]{2}\d{2} ?[A-Z]{3}", r"registration|reg\b|plate|vehicle|\bcar\b|dvla|number plate"),
    _row("CA_SIN", r"\d{3}[- ]?\d{3}[- ]?\d{3}", r"\bsin\b|social insurance", check.sin),
    _row("AU_ABN", r"\d{2} ?\d{3} ?\d{3} ?\d{3}", r"abn|business number", check.abn),
    _row("AU_ACN", r"\d{3} ?\d{3} ?\d{3}", r"acn|company number", check.acn),
    _row("AU_TFN", r"\d{3} ?\d{3} ?\d{3}|\d{8}", r"tfn|tax file", lambda d: len(d) == 9 and check.tfn(d)),
    _row("AU_MEDICARE", r"[2-6]\d{3} ?\d{5} ?\d(?:[ /]?\d)?", r"medicare", check.medicare),
    _row("IN_PAN", r"[A-Z]{3}[ABCFGHLJPTK][A-Z]\d{4}[A-Z]", r"\bpan\b|permanent account|income tax", lambda _c: True, alone=True),
    _row("IN_AADHAAR", r"\d{4}[ :-]?\d{4}[ :-]?\d{4}", r"aadhaar|aadhar|uidai", check.aadhaar),
    _row("IN_GSTIN", r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]", r"gst", lambda _c: True, alone=True),
    _row("IN_PASSPORT", r"[A-Z]\d{7}", r"indian passport|passport"),
    _row("IN_VOTER", r"[A-Z]{3}\d{7}", r"voter|epic|elector"),
    _row("IN_VEHICLE_REGISTRATION", r"[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4}", r"vehicle|registration|\brto\b|plate"),
    _row("IT_FISCAL_CODE", r"[A-Z]{6}\d{2}[ABCDEHLMPRST]\d{2}[A-Z]\d{3}[A-Z]", r"codice fiscale|fiscal code|\bcf\b", check.codice_fiscale, alone=True),
    _row("IT_VAT_CODE", r"(?:IT)?\d{11}", r"partita iva|p\.? ?iva|\bvat\b", lambda c: check.partita_iva(c[-11:])),
    _row("IT_DRIVER_LICENSE", r"[A-Z]{2}\d{7}[A-Z]|U1[BCDEFGHLJKMNPRSTUWYXZ\d]{7}[A-Z]", r"patente"),
    _row("IT_PASSPORT", r"[A-Z]{2}\d{7}", r"passaporto|italian passport"),
    _row("IT_IDENTITY_CARD", r"[A-Z]{2} ?\d{7}|\d{7}[A-Z]{2}|[A-Z]{2}\d{5}[A-Z]{2}", r"carta d[i']\s?identit|identity card|\bcie\b"),
    _row("ES_NIF", r"\d{7,8}-?[A-Z]", r"\bnif\b|\bdni\b|documento nacional", check.nif, alone=True),
    _row("ES_NIE", r"[XYZ]-?\d{7}-?[A-Z]", r"\bnie\b|extranjero", check.nif, alone=True),
    _row("ES_PASSPORT", r"[A-Z]{3}\d{6}[A-Z]?", r"pasaporte|spanish passport"),
    _row("PL_PESEL", r"\d{11}", r"pesel", check.pesel),
    _row("FI_PERSONAL_IDENTITY_CODE", r"[0-3]\d[01]\d{3}[+\-ABCDEFYXWVU]\d{3}[\dA-FHJ-NPR-Y]", r"hetu|henkil[öo]tunnus|personal identity", check.hetu, alone=True),
    _row("SE_PERSONNUMMER", r"(?:19|20)?\d{6}[-+]?\d{4}", r"personnummer|personal (?:identity )?number|samordningsnummer", check.personnummer),
    _row("SE_ORGANISATIONSNUMMER", r"\d{6}-?\d{4}", r"organisationsnummer|org\.? ?n(?:umme)?r", check.personnummer),
    _row("DE_TAX_ID", r"\d{2} ?\d{3} ?\d{3} ?\d{3}", r"steuer-?id\w*|steuerliche identifikation\w*|idnr|tin\b|tax id", check.german_tax_id),
    _row("DE_TAX_NUMBER", r"\d{2,3}/\d{3,4}/\d{4,5}", r"steuernummer|st\.?-?nr|tax number"),
    _row("DE_VAT_ID", r"DE ?\d{9}", r"ust-?id\w*|umsatzsteuer\w*|vat"),
    _row("DE_ID_CARD", r"[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ\d]{8}\d?", r"personalausweis\w*|ausweis\w*|id card|identity card"),
    _row("DE_PASSPORT", r"[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ\d]{8}\d?", r"reisepass\w*|german passport|passnummer"),
    _row("DE_SOCIAL_SECURITY", r"\d{2} ?\d{6} ?[A-Z] ?\d{3}", r"sozialversicherung\w*|rentenversicherung\w*|sv-?nummer|svnr"),
    _row("DE_HEALTH_INSURANCE", r"[A-Z]\d{9}", r"krankenversicher\w*|kvnr|versichertennummer|gesundheitskarte"),
    _row("DE_FUEHRERSCHEIN", r"[A-Z\d]\d{2}[A-Z\d]{6}\d[A-Z\d]", r"f[üu]hrerschein\w*|fahrerlaubnis\w*"),
    _row("DE_HANDELSREGISTER", r"HR[AB] ?\d{1,6}(?: ?[A-Z])?", r"handelsregister\w*|amtsgericht|hrb|hra"),
    _row("KR_RRN", r"\d{6}-?[1-4]\d{6}", r"resident registration|\brrn\b|주민", check.rrn),
    _row("KR_FRN", r"\d{6}-?[5-8]\d{6}", r"foreigner registration|\bfrn\b|외국인"),
    _row("KR_BRN", r"\d{3}-\d{2}-\d{5}", r"business registration|\bbrn\b|사업자"),
    _row("KR_PASSPORT", r"[MSRODG]\d{3}[A-Z]\d{4}|[MSRODG]\d{8}", r"korean? passport|여권"),
    _row("KR_DRIVER_LICENSE", r"\d{2}-\d{2}-\d{6}-\d{2}", r"driver|운전", lambda _c: True, alone=True),
    _row("SG_NRIC_FIN", r"[STFGM]\d{7}[A-Z]", r"nric|\bfin\b|singapore", check.nric, alone=True),
    _row("SG_UEN", r"\d{8,9}[A-Z]|[TSR]\d{2}[A-Z]{2}\d{4}[A-Z]", r"\buen\b|entity number"),
    _row("TH_TNIN", r"\d[ -]?\d{4}[ -]?\d{5}[ -]?\d{2}[ -]?\d", r"thai|tnin|national id|บัตรประชาชน", check.thai),
    _row("TR_NATIONAL_ID", r"[1-9]\d{10}", r"tckn|t\.?c\.? ?kimlik|kimlik|turkish id|tc no", check.turkish),
    _row("NG_NIN", r"\d{11}", r"\bnin\b|national identification"),
    _row("PH_TIN", r"\d{3}-\d{3}-\d{3}(?:-\d{3,5})?", r"\btin\b|\bbir\b"),
    _row("PH_UMID", r"\d{4}-\d{7}-\d", r"umid|\bcrn\b"),
    _row("PH_PASSPORT", r"[A-Z]\d{7}[A-Z]|[A-Z]{2}\d{7}", r"philippine passport|passport"),
    _row("ZA_ID_NUMBER", r"\d{6} ?\d{4} ?\d{2} ?\d", r"\bid\b|identity number|south african", check.south_african),
    _row("KZ_IIN", r"\d{12}", r"иин|бин\b|жсн|\biin\b|\bbin\b", check.iin),
    _row("BY_ID", r"[1-7]\d{6}[ABCHKEM]\d{3}(?:PB|BA|BI)\d", r"личн\w+ номер|идентификационн\w+ номер|personal number", check.belarusian, alone=True),
    _row("UA_TAX_ID", r"\d{10}", r"рнокпп|іпн|рнокпп|ipn", check.rnokpp),
    _row("PASSPORT", r"[A-Z]{1,3} ?\d{5,8}[A-Z]?|[A-Z]\d{2}[A-Z]{2}\d{4}", r"passport|паспорт\w*"),
)  # fmt: skip
_ALONE = tuple(row for row in _ROWS if row.alone)
_IBAN = re.compile(r"[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){2,7}(?: ?[\dA-Z]{1,4})?(?!\w)")
_SSN = re.compile(r"(?<![\w.,/-])\d{3}-\d{2}-\d{4}(?![\w-])")
_WALLET = re.compile(
    r"(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{11,71}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}"
    r"|4[0-9AB][1-9A-HJ-NP-Za-km-z]{93})(?!\w)"
)
_WALLET_WORD = re.compile(
    r"(?i)wallet|кошел|btc|bitcoin|биткоин|eth|usdt|trc|crypto|крипт|адрес|address|monero|xmr|tron"
)
_SENTENCE = re.compile(r"\d{5,}|\n\s*\n|[.!?]\s+[A-ZА-Я]")
_SHORTEST = 9  # characters of a form that counts alone
BEGINNINGS = {"foreign": tuple(row.words.pattern for row in _ROWS)}
_FAR = _REACH + 24


def _rows_by_letters() -> dict[str, list[_Row]]:
    """Rows by the first three letters of their words."""
    table: dict[str, list[_Row]] = {}
    for row in _ROWS:
        for letters in {found[:3] for found, _ in beginnings(row.words.pattern)}:
            table.setdefault(letters, []).append(row)
    return table


_BY_LETTERS = _rows_by_letters()


def find_foreign(page: Page) -> Iterator[Finding]:
    """Everything of this file."""
    text = page.text
    for spot in page.numbers:
        if spot.end - spot.start == 3 and (match := _SSN.match(text, spot.start)) and check.ssn(_bare(match.group())):
            yield Finding("US_SSN", match.start(), match.end(), 0.85, "ssn")
    for spot in page.mixed:
        yield from _of_code(text, spot)
    for spot in page.marks("foreign"):
        if page.number_within(spot.end - 1, spot.end + _FAR):
            yield from _beside(page, spot)


def _bare(value: str) -> str:
    return _BARE.sub("", value).upper()


def _of_code(text: str, spot: Spot) -> Iterator[Finding]:
    """IBAN, wallets and the forms that count alone, at a word of letters and digits."""
    iban = _IBAN.match(text, spot.start)
    finding = _iban(text, iban) if iban else None
    if finding is None and spot.end - spot.start > 25:
        finding = _wallet(text, spot)
    if finding is None:
        finding = _alone(text, spot)
    if finding is not None:
        yield finding


def _iban(text: str, match: re.Match[str]) -> Finding | None:
    value = match.group()
    labelled = "iban" in text[max(0, match.start() - _REACH) : match.start()].lower()
    while value:
        code = value.replace(" ", "")
        if checksums.iban(code) or (labelled and checksums.iban_shape(code)):
            return Finding(
                "IBAN", match.start(), match.start() + len(value), 0.99 if checksums.iban(code) else 0.6, "iban"
            )
        value = value.rpartition(" ")[0]
    return None


def _alone(text: str, spot: Spot) -> Finding | None:
    """A form with letters and digits whose check fits."""
    if not text[spot.start : spot.end].isupper():
        return None
    for row in _ALONE:
        match = row.form.match(text, spot.start) or (row.form.match(text, spot.start - 7) if spot.start > 6 else None)
        if match and len(match.group()) >= _SHORTEST and row.fits and row.fits(_bare(match.group()).replace("+", "")):
            return Finding(row.entity, match.start(), match.end(), 0.8, "form-and-check")
    return None


def _wallet(text: str, spot: Spot) -> Finding | None:
    match = _WALLET.match(text, spot.start)
    if match is None:
        return None
    value = match.group()
    sure = check.base58_address(value) if value[0] in "13" else value.startswith("bc1") and value.islower()
    if sure or _WALLET_WORD.search(text, max(0, match.start() - _REACH), match.start()):
        return Finding("CRYPTO", match.start(), match.end(), 0.85, "wallet")
    return None


def _rows_at(low: str, spot: Spot) -> Iterator[_Row]:
    """Rows whose words may begin at a spot: by its three letters, or fewer where an abbreviation has full stops."""
    for length in (3, 2, 1):
        yield from (
            _BY_LETTERS.get(low[spot.start : min(spot.end, spot.start + length)], ())
            if length == 3 or (spot.end - spot.start == length)
            else ()
        )


def _beside(page: Page, spot: Spot) -> Iterator[Finding]:
    """The number that follows a word, by the rows that know the word: a fitting check first."""
    text, low = page.text, page.low
    best: Finding | None = None
    for row in _rows_at(low, spot):
        word = row.words.match(low, spot.start)
        if word is None:
            continue
        match = row.form.search(text, word.end(), min(len(text), word.end() + _FAR))
        if match is None or match.start() - word.end() > _REACH or not any(map(str.isdigit, match.group())):
            continue
        if _SENTENCE.search(text, word.end(), match.start()):
            continue
        fits = row.fits is not None and row.fits(_bare(match.group()))
        score = 0.95 if fits else 0.62 if row.fits is None else 0.6
        if best is None or score > best.score:
            best = Finding(row.entity, match.start(), match.end(), score, "label")
    if best is not None:
        yield best
