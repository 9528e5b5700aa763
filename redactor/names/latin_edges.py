"""Where a name that the model saw begins and ends: titles, letters, labels beside it are no part of it. Pure."""

from __future__ import annotations

import re

from redactor.recognizers.addresses_en import STREET_KIND
from redactor.word_lists import word_list

_TITLE_WORDS = (
    "mr|mrs|ms|miss|mx|dr|drs|prof|professor|sir|lady|lord|dame|madam|herr|frau|monsieur|madame|signor|signora|"
    "señor|señora|don|doña|capt|captain|col|colonel|sgt|lt|maj|gen|rev|fr|father|sister|brother|judge|rabbi|"
    "sheikh|hon|pres|sen|gov|cllr|cllrs|councillor|councillors|dear|hi|hello|hey|cc|attn|fao|ing|eng|avv|dott|dipl|mgr|"
    "mme|mlle|sig|sra|dra|bey|hanım|pan|pani|missus|mister|messrs|uncle|aunt|auntie|aunty|mamie|pak|bapak|ibu|haji|hajji|"
    "hajah|née|nee|phn|sn|stepdad|stepmum|stepmom|stepfather|stepmother|granny|grandma|grandpa|grandad|granddad|supt|insp|"
    "alhaji|alhaja|hajia|mallam|engr|mdm|sheikha|shaikha|shri|smt|oom|tannie|deacon|watchman|encik|cik|puan|datuk|datin|"
    "mevr|mevrouw|dhr|mw|auctioneer|surname|sumame|forename|forenames|f0renames|firstname|lastname"
)
TITLES = frozenset(_TITLE_WORDS.split("|"))
LETTERS = word_list("letters_after_names")
# Posts in capitals before a name: «FD Hywel Prosser»; «Md» in other letters is a name.
_POST_WORDS = "DC|DS|DI|DCI|WPC|PCSO|ETA|ATTN|FD|MD|CEO|CFO|COO|CTO|CIO|PM|PA|HR|VP|SVP|EVP|GP|HM|PC"
_POSTS = frozenset(_POST_WORDS.split("|"))
# Small words that are a part of the name that they begin: «van Dijk», «big Stu».
_PARTICLES = (
    "de|da|do|dos|das|del|della|di|du|la|le|van|von|vom|der|den|ter|ten|te|zu|zur|zum|af|av|al|el|bin|ibn|ben|bint|abu|"
    "ap|ab|ferch|mac|mc|san|st|nic|ní|ó|ua|big|little|wee|old|young|lil|tiny"
)
_SMALL_FIRST = frozenset(_PARTICLES.split("|"))
# Words that lead to the name of a firm and are none of it.
_LEADING = (
    "of|the|and|at|for|by|with|from|to|in|as|via|per|a|an|Company|Consignee|Consignor|Shipper|Carrier|Customer|Client|"
    "Supplier|Vendor|Employer|cat|dog|puppy|kitten|horse|pony"
)
_LEAD_TO_FIRM = frozenset(_LEADING.split("|"))
_EDGES = " \t\n\r\u00a0.,;:!?\"'`«»“”„()[]{}<>|/\\-–—*#~+=&@"
_INITIAL_AFTER = re.compile(r",[ ][A-Z](?:\.|(?=[ \t]{2,}|[ \t]*(?:\n|\Z|[;|])))")  # of a list: «Abrahams, C»
# Letters without full stops before a surname: «cc E M Stokoe», «Signed: W Kirkbride».
_INITIALS_BEFORE = re.compile(r"(?:(?<=[\n:,;(>|])|(?<=[\n:,;(>|] )|(?<=\bcc ))((?:(?![AI] )[A-Z] ){1,3})\Z")
# The name of a revision or an exhibit, after which a sentence begins: «schedule rev D. Helen».
_CODE_LETTER = re.compile(
    r"(?:\d[- ]?|\b(?:rev|type|grade|class|part|exhibit|appendix|section|block|option|plan|zone)[ ])\Z", re.I
)
_DAY_LAST = re.compile(r" (?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat)\Z")
_DOUBLE = re.compile(r"(?:-[A-ZÀ-ÖØ-ÞŁŚŠČĐ][a-zà-öø-ÿłśšžćčđ'’]+)+")
_INITIAL = re.compile(r"[A-Z]\.")
_POSSESSIVE = re.compile(r"['’`]s?\Z", re.IGNORECASE)
_FIRST = re.compile(r"([^\W\d_]+)\.?[ \t]+")
_LAST = re.compile(r"[,.]?[ \t]+([^\W\d_][\w.&-]*)\Z")
_LABEL_WORDS = (
    "acn|landline|back|iban|bic|swift|ein|vat|tin|tel|telephone|phone|ph|mob|mobile|cell|hp|fax|ddi|email|mail|web|attn|ref|dob|ssn|nric|ic|"
    "nhs|acct|account|reg|abn|crn|kvk|siret|and|or|who|where|built|parking|licence|license|contact|"
    "sin|nino|pan|aadhaar|passport|office|direct"
)
_LABELS = frozenset(_LABEL_WORDS.split("|"))
_LAST_PART = re.compile(r"[\s,;.:]+([^\W\d_]+)(?:[\s:.]*\+?[\d() -]{7,})?\Z")  # with the number that it labels
_AFTER_CODE = re.compile(r"(?:(?<=[0-9A-Z]{3})|(?<=[^\W\d_]{4}))\.\s+[A-Z][a-z]+\Z")
# What follows an address on its line or the next: rooms of a house for sale, the number of an invoice.
_AFTER_ADDRESS = re.compile(
    r"[\s,;]+(?:(?i:\d+ ?(?:bd|br|ba|bed|bath|bdrm)\w*(?:[ /,]+\d+(?:\.\d)? ?(?:ba|bath)\w*)?)|state[sd]?"
    r"|(?<=\n)[ \t]*(?i:inv|invoice|date|ref|order|po|vat|reg)\b[^\n]*)\Z"
)
# What follows a postal code and a full stop, when it is no address itself: «… WA 6000. s 12 Retail Leases Act 1994».
_AFTER_STOP = re.compile(
    rf"(?:(?<=\d{{4}})|(?<=\d[A-Z]{{2}})|(?<=\d[A-Z]\d))\.\s+(?!\w+\.)(?:(?!\b{STREET_KIND}\b)[^,\n]){{1,80}}\Z"
)
_MINUTES = re.compile(r"(?<=\d:)[0-5]\d[ ]")  # «11:00 L. Quarrender, Flat 7»
_BEFORE_ADDRESS = re.compile(
    r"(?:is|at|from|addr|address|c/o|care of|home(?=[ :]+(?:\d|lot|unit|flat)))[\s:]+", re.IGNORECASE
)
_FORM = re.compile(
    r",? (?:inc|llc|l\.l\.c|ltd|limited|l\.?p|p\.?c|p\.?a|p?llc|aplc|llp|l\.l\.p|plc|corp|gmbh|n\.a|pte(?:\.? ltd)?"
    r"|pty(?:\.? ltd)?|pvt(?:\.? ltd)?)(?![\w'’])\.?",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?:[a-z]\.){1,2}[a-z]\Z")  # «d.o.o» before its last full stop
_TRADING = re.compile(r" (?:trading|t/a|dba|d/b/a|formerly|doing business)\Z")
_COUNTED_AFTER = re.compile(r"(?<=[^\W\d_]),[ ]\d{1,3}\Z")  # «92 Main St, Guelph, 4 skids»
_SMALL_WORD = re.compile(r" [a-z]{3,}")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n>*-])[\s\"'“(]*\Z")


def begins_sentence(text: str, start: int) -> bool:
    """Whether nothing but marks stands before a place in its sentence."""
    return _SENTENCE_START.search(text, max(0, start - 8), start) is not None


def trimmed(text: str, start: int, end: int, kind: str, quiet: frozenset[str]) -> tuple[int, int]:
    """The name within text[start:end]; kind as the model's labels."""
    while end > start and text[start] in _EDGES and not (kind == "ADR" and text[start] == "#"):
        start += 1
    end = _without_marks(text, start, end, kind)
    if kind == "ADR":
        return _of_address(text, start, end)
    if kind in ("PER", "ORG"):
        end -= len(match.group()) if (match := _POSSESSIVE.search(text, start, end)) else 0
    if kind == "PER":
        return _of_person(text, start, end, quiet)
    return _of_firm(text, start, end) if kind == "ORG" and end > start else (start, end)


def _without_marks(text: str, start: int, end: int, kind: str) -> int:
    while end > start and text[end - 1] in _EDGES and not _keeps(text, start, end, kind):
        end -= 1
    return end


def _of_person(text: str, start: int, end: int, quiet: frozenset[str]) -> tuple[int, int]:
    """Without titles and words that are nobody's before the name, without letters and small words after it."""
    while match := _FIRST.match(text, start, end):
        letter = _INITIAL.match(text, start) is not None
        if not (_is_code_letter(text, start) if letter else _is_before_name(text, match, quiet)):
            break
        start = match.end()
    if match := _INITIALS_BEFORE.search(text, max(0, start - 8), start):
        start = match.start(1)
    while match := _LAST.search(text, start, end):
        if not _is_after_name(match.group(1), text, start, match.start(), quiet):
            break
        end = match.start()
    end -= len(match.group()) if (match := _DAY_LAST.search(text, start, end)) else 0
    if match := _DOUBLE.match(text, end):
        end = match.end()
    if " " not in text[start:end] and (match := _INITIAL_AFTER.match(text, end)):
        end = match.end()
    if text[end : end + 1] == "." and re.search(r"(?:^|[ .])[A-Z]\Z", text[start:end]) and "." in text[start:end]:
        end += 1
    return start, end


def _is_code_letter(text: str, start: int) -> bool:
    return _CODE_LETTER.search(text, max(0, start - 10), start) is not None


def _is_after_name(word: str, text: str, start: int, end: int, quiet: frozenset[str]) -> bool:
    """Whether a last word is letters of a degree, or in small letters after a whole name or as nobody's name."""
    if word in LETTERS:
        return True
    if not word.islower() or not text[start].isupper():
        return word in quiet and text[start].isupper()
    return word in quiet or (" " in text[start:end] and word not in _SMALL_FIRST and len(word) > 3)


def _is_before_name(text: str, match: re.Match[str], quiet: frozenset[str]) -> bool:
    """Whether a first word is a title, a post, a word that is nobody's or a small one before the capital of a name."""
    word = match.group(1)
    low = word.lower()
    if low in TITLES or low in quiet:
        return True
    after = text[match.end() : match.end() + 2]
    if word in _POSTS:
        return after[1:].islower()
    return word.islower() and after[:1].isupper() and low not in _SMALL_FIRST


def _of_firm(text: str, start: int, end: int) -> tuple[int, int]:
    """With its article within a sentence («at The Crooked Teapot») and its form after a comma («, L.P.»)."""
    while (match := _FIRST.match(text, start, end)) and _leads_to_firm(text, match):
        start = match.end()
    if text[max(0, start - 5) : start].endswith(" The ") and not begins_sentence(text, start - 4):
        start -= 4
    if match := _TRADING.search(text, start, end):
        end = match.start()
    if text[end : end + 1] == "." and _DOTTED.search(text, start, end):
        end += 1
    form = _FORM.match(text, end)
    return start, (form.end() if form else end)


def _leads_to_firm(text: str, match: re.Match[str]) -> bool:
    """A word that leads to a firm, or a small one before the capital of its name: «chase Tolland Estates»."""
    word = match.group(1)
    small = word.islower() and word not in _SMALL_FIRST and text[match.end()].isupper()
    return word in _LEAD_TO_FIRM or small


def _of_address(text: str, start: int, end: int) -> tuple[int, int]:
    """Without an hour's minutes and other words before it, the label of the next field, the next sentence."""
    if match := _MINUTES.match(text, start, end):
        start = match.end()
    while match := _BEFORE_ADDRESS.match(text, start, end):
        start = match.end()
    for after in (_AFTER_ADDRESS, _AFTER_CODE, _AFTER_STOP):
        if match := after.search(text, start, end):
            end = match.start()
    if (match := _COUNTED_AFTER.search(text, start, end)) and _SMALL_WORD.match(text, end):
        end = match.start() if any(map(str.isdigit, text[start : match.start()])) else end
    while (match := _LAST_PART.search(text, start, end)) and match.group(1).lower() in _LABELS:
        end = match.start()
    return start, end


def _keeps(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a mark at the end belongs to the name: J. P., Inc., S.A."""
    if text[end - 1] != ".":
        return False
    if kind == "PER":
        return bool(re.search(r"(?:^|[ .-])[A-Z]\.\Z", text[start:end])) and end - start > 2
    return kind == "ORG" and bool(
        re.search(
            r"(?i)\b(?:inc|ltd|corp|co|bros|s\.a|s\.p\.a|s\.r\.l|n\.v|b\.v|sp\. z o\.o|s\.r\.o|o\.o)\.\Z",
            text[start:end],
        )
    )
