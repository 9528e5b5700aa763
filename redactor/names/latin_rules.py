"""Names in Latin letters by what stands around them: greetings, titles, signatures. Pure."""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.names.latin_edges import LETTERS, TITLES
from redactor.names.lists import CLOSINGS, NO_LATIN_NAMES, NOBODY, NOT_SPEAKERS, quiet_latin

_TITLE_WORD = r"(?:[A-ZÀ-ÖØ-ÞŁŚŠČĐ][^\W\d_]*(?:['’-][^\W\d_]+)*)"
_BETWEEN = r"(?:[A-Z]\.|de|van|von|der|den|ter|la|le|da|do|dos|das|al|el|bin|ibn|di|del|della)"
_NAME = rf"(?:{_BETWEEN} ){{0,2}}{_TITLE_WORD}(?:(?: {_BETWEEN}){{0,2}} {_TITLE_WORD}){{0,2}}(?: [A-Z]\.)?"
_HONORIFIC = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Professor|Herr|Frau|Mme|Mlle|Monsieur|Madame|Señor|Señora|Sra|Rev|Sgt|Officer|Judge)"
)
_HELLO = (
    r"(?:Hi|Hello|Hey|Dear|Hiya|Good (?:morning|afternoon|evening)|Thanks|Thank you|Thx|Cheers|Welcome|Hallo|Bonjour"
    r"|Hola"
    r"|hi|hello|hey|dear|thx|thanks|yo|ok|Privet|privet|Zdravstvuyte|Eto|eto|Uvazhaem(?:yy|aya|yi|iy))"
)
_GREETING = re.compile(
    rf"(?:^|(?<=[\n.!?:>\"“] )|(?<=[\n>\"“:])){_HELLO},? (?:there,? )?(?:{_HONORIFIC}\.? )?(?P<name>{_NAME})"
    r"(?=\s*(?:[,!.:\n—–-]|\Z| and\b))"
)
_TITLED = re.compile(rf"(?<!\w)(?:{_HONORIFIC})\.? (?P<name>(?:[A-Z]\. ?){{0,2}}{_NAME})")
_TITLED_SMALL = re.compile(
    r"(?<![\w.@-])(?:mr|mrs|dr|prof)\.? (?!said )(?P<name>[a-zß-öø-ÿ]{4,}(?:-[a-zß-öø-ÿ]{3,})?)"
    r"(?P<last> [a-zß-öø-ÿ]{4,}(?:-[a-zß-öø-ÿ]{3,})?)?(?![\w@.-]*@|\w)"
)
_SIGNED = re.compile(rf"(?im:^[ \t>]*{CLOSINGS.pattern})[ \t]*\n+[ \t>]*(?P<name>(?-i:{_NAME}))[ \t]*(?=\n|\Z|,)")
_CONTRACTED = re.compile(r"(?:I|You|We|They|He|She|It|That|There|Let|Here|What|Who)['’]\w")  # «Hi, I'm Claude»
_QUOTED_BY = re.compile(
    r"(?m)^[ \t>]*(?P<name>[a-z][a-z'’-]+(?: [a-z][a-z'’-]+){0,2}) (?:wrote|writes|said|says|replied)\s*:"
    r"|^>+[ \t]*(?P<short>[a-zа-яё][a-zа-яё'’-]{1,20}): "
)

# As airlines write passengers: «VALEEVA/ALIYA MRS».
_PASSENGER = re.compile(
    r"(?<![\w/])(?P<name>[A-Z]{2,}(?:[ -][A-Z]{2,})?/[A-Z]{2,}(?: (?!M(?:RS?|S|ISS|STR)\b)[A-Z]{2,})?)"
    r"(?= (?:M(?:RS?|S|ISS|STR)|CHD|INF)\b)"
)
# Who is filed: «folder "Okafor, Ngozi"», «note for file "Brockhurst, Leander"».
_FILED = re.compile(
    r"[\"'“‘«](?P<name>[A-ZÀ-Ž][^\W\d_]+(?:['’-][A-ZÀ-Ž]?[^\W\d_]+)?, [A-ZÀ-Ž][^\W\d_]{2,}(?: [A-Z]\.)?)(?=[\"'”’» ])"
)
_FILE = re.compile(
    r"(?i)\b(?:folder|file|tab|sheet|card|contact|label|record|chart|case|matter|mailbox|chat|entry|name|nameplate|sticker"
    r"|binder|locker)(?: for| called| named| says| marked| labelled)?:? \Z"
)


# As forms have it: «PATIENT: TADDESSE, HIRUT W.».
_ON_FORM = re.compile(
    r"(?im:(?:^|[|;])[ \t>*-]*(?:patient|employee|claimant|tenant|insured|passenger|pupil|student|cardholder"
    r"|beneficiary|deceased|defendant|plaintiff|applicant|witness|resident|policyholder|driver|guest|member)"
    r"(?: name)?[ \t]{0,2}:[ \t]{0,3})"
    r"(?P<name>[A-ZÀ-Ž][^\W\d_]*(?:[ '’-][A-ZÀ-Ž][^\W\d_]+)?, [A-ZÀ-Ž][^\W\d_]+(?: [A-Z]\b\.?)?)"
)


def find_addressed(text: str) -> Iterator[Finding]:
    """People who are greeted, titled, who sign or are quoted."""
    for pattern, rule in (
        (_GREETING, "greeting"),
        (_TITLED, "title"),
        (_SIGNED, "signature"),
        (_PASSENGER, "ticket"),
    ):
        for match in pattern.finditer(text):
            yield from _kept(text, match.start("name"), match.end("name"), rule)
    for match in _TITLED_SMALL.finditer(text):
        if not _is_word(match["name"]):
            end = match.end("last" if match["last"] and not _is_word(match["last"].strip()) else "name")
            yield Finding("PERSON", match.start("name"), end, 0.7, "name-title")
    for match in _ON_FORM.finditer(text) if ", " in text else ():
        yield from _kept(text, *match.span("name"), "form")
    for match in _FILED.finditer(text) if ", " in text else ():
        unknown = any(word.lower() not in quiet_latin() for word in match["name"].split(", "))
        if unknown and _FILE.search(text, max(0, match.start() - 24), match.start()):
            yield from _kept(text, *match.span("name"), "filed")
    for match in _QUOTED_BY.finditer(text):
        group = "name" if match["name"] else "short"
        if not any(word in NOT_SPEAKERS or word in NOBODY for word in match[group].split()):
            yield Finding("PERSON", match.start(group), match.end(group), 0.7, "name-quoted")


def _is_word(word: str) -> bool:
    return any(word in words for words in (quiet_latin(), NOBODY, NO_LATIN_NAMES))


def _kept(text: str, start: int, end: int, rule: str) -> Iterator[Finding]:
    words = text[start:end].split()
    while words and (words[-1].lower().strip(".") in NOBODY or (len(words) > 1 and words[-1] in LETTERS)):
        end = start + text[start:end].rstrip().rfind(words.pop())
    value = text[start:end].rstrip()
    is_nobody = bool(words) and (words[0].lower() in NOBODY or words[0].lower() in TITLES)
    if len(value) > 1 and not is_nobody and not _CONTRACTED.match(value):
        yield Finding("PERSON", start, start + len(value), 0.8, f"name-{rule}")
