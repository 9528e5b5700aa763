"""Postal addresses as the English-speaking world and Europe write them: one span, lines included. Pure.

Sources: USPS Publication 28 (street suffixes, states, secondary units), Royal Mail PAF (UK postcodes), Canada Post
(A9A 9A9), Australia Post (state and four digits); design/redaction.md §7.
"""

import re
from collections.abc import Iterator

from redactor.finding import Finding

_SUFFIX = (
    r"(?:Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter|Highway|Hwy|Parkway|Pkwy|Close|Crescent|Cres|Mews|Row"
    r"|Circle|Cir|Trail|Trl|Loop|Alley|Aly|Walk|Gardens|Gdns|Grove|Hill|Plaza|Quay|Wharf|Rise|View|Park|Path|Pike|Turnpike|Crossing|Green|Vale|Yard|Bypass|Expressway|Freeway|Causeway"
    r"|Estate|Estates|Manor|Meadow|Meadows|Mill|Mills|Orchard|Passage|Point|Ridge|Run|Spur|Station|Summit|Track|Parade|Pde|Esplanade|Chase|Ferry|Field|Fields|Flat|Fork|Forge|Glen|Harbor|Haven"
    r"|Heights|Hts|Hollow|Island|Isle|Junction|Key|Knoll|Lake|Land|Landing|Light|Lock|Lodge|Mall|Mission|Motorway|Mount|Mountain|Neck|Overpass|Pine|Pines|Plain|Plains|Port|Prairie|Ramp|Ranch|Rapid"
    r"|Rest|River|Route|Rue|Shoal|Shore|Shores|Skyway|Spring|Springs|Stravenue|Stream|Throughway|Trace|Trafficway|Tunnel|Union|Valley|Viaduct|Village|Ville|Vista|Well|Wells|Bend|Bluff|Branch|Bridge|Brook|Burg|Camp|Canyon|Cape|Cliff|Club|Common|Corner|Course|Cove|Creek|Crest|Crossroad|Curve|Dale|Dam|Divide|Extension|Falls|Center|Centre)"
)
_LOWER_SUFFIX = r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|square|sq|terrace|highway|hwy|parkway|pkwy|close|crescent|mews|way|row)"
_STATES = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]|AA|AE|AP|GU|FM|MH|MP|PW|AS"
    r"|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    r"|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina"
    r"|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming)"
)
_PROVINCES = r"(?:AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT|NSW|VIC|QLD|WA|SA|TAS|ACT|NT|Ontario|Quebec|British Columbia|Alberta|Manitoba)"
_UK = r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|GIR ?0AA)"
_CANADA = r"(?:[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d)"
_ZIP = r"\d{5}(?:-\d{4})?"
_COUNTRY = (
    r"(?:USA|U\.S\.A\.|US|United States(?: of America)?|UK|U\.K\.|United Kingdom|Great Britain|England|Scotland|Wales|Northern Ireland|Ireland|Canada|Australia|New Zealand|Germany|France|Italy|Spain"
    r"|Netherlands|The Netherlands|Belgium|Austria|Switzerland|Sweden|Norway|Denmark|Finland|Poland|Portugal|Greece|Turkey|India|Japan|China|Singapore|Israel|South Africa|Brazil|Mexico|Russia|Uruguay|Czech Republic|Hungary|Iceland|Luxembourg)"
)
_GAP = r"[ \t]{0,3}(?:,[ \t]{0,2}\n?|\n|[ \t])[ \t]{0,8}"
_CAP = r"[A-Z][^\W\d_]*(?:['’.-][^\W\d_]*)*"
_CITY = rf"{_CAP}(?:[ -](?:{_CAP}|of|the|on|upon|in|le|la|de|am|an der)){{0,3}}"
_UNIT = r"(?:(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm|Building|Bldg|Box|Lot|Dept|Studio|apt|suite|unit|flat)\.?[ \t]{0,2}#?[ \t]?(?:no\.? ?)?[A-Z]?\d{0,5}[A-Za-z]?(?![\w])|#[ \t]?\d{1,5}[A-Za-z]?)"
_NUMBER = r"\d{1,6}(?:[A-Za-z](?![A-Za-z]))?(?:[ -]?[/-][ -]?\d{1,5}[A-Za-z]?)?(?: ?½| 1/2)?"
_DIRECTION = r"(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?"

_STREET = re.compile(
    rf"(?<![\w.,/-])(?:(?P<unit>{_UNIT}){_GAP})?(?P<no>{_NUMBER}),?[ \t]{{1,2}}(?:{_DIRECTION} )?"
    rf"(?:(?:{_CAP}|\d{{1,3}}(?:st|nd|rd|th)|of|the|de|la|del|O['’]\w+)[ ]){{1,4}}?{_SUFFIX}(?![\w'’-])\.?(?: {_DIRECTION}(?![\w]))?"
    rf"|(?<![\w.,/-])(?P<no2>{_NUMBER})[ \t]{{1,2}}(?:[a-z][a-z'’]+ ){{1,3}}?{_LOWER_SUFFIX}(?![\w'’-])\.?(?=[ \t]*[,\n]|[ \t]+(?:apt|unit|suite|flat|#)|[ \t]*\Z|\.(?:\s|\Z))"
    rf"|(?<![\w.,/-])(?:(?P<unit3>{_UNIT}){_GAP})?\d{{1,5}} (?:Rt\.?|Route|County Road|CR|State Route|SR|US Hwy|US Highway|Highway|Interstate) \d{{1,4}}"
    rf"|(?<![\w])(?:P\.? ?O\.? ?Box|PO Box|Post Office Box|p\.?o\.? box|PSC|Box|Unit|CMR)[ \t]#?\d{{1,6}}(?:,? (?:Box|Unit) \d{{1,6}})?(?=[ \t]*[,\n]| (?:DPO|APO|FPO|[A-Z]))"
    rf"|(?<![\w])P\.? ?O\.? ?Box \d{{1,6}}"
)
_EUROPE = re.compile(
    r"(?<!\w)(?:(?:[A-ZÄÖÜ][\wäöüß.-]*[ -]){0,2}[A-ZÄÖÜ]?[\wäöüß]*(?:straße|strasse|str\.|gasse|weg|platz|allee|damm|ring|ufer|straat|laan|gracht|plein|weg|gatan|vägen|veien|gate|katu|tie)"
    r"|(?:Via|Viale|Piazza|Corso|Calle|C/|Avenida|Avda\.?|Plaza|Paseo|Rua|Praça|Rue|Avenue|Boulevard|Place|ul\.|ulica|al\.|Aleja|Aleje)(?: (?:de|du|des|della|del|di|la|le|les|da|do|dos|das|l['’]))*(?: [A-ZÀ-Ž][\w'’.-]*){1,3})"
    r",? (?:n[°º.] ?)?\d{1,4}(?: ?[a-zA-Z](?!\w))?(?:[/-]\d{1,4})?(?!\d)"
    r"|(?<![\w.,])\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|quai|chemin|allée|impasse|cours|Rue|Avenue|Boulevard|Place|Quai|Chemin|Allée)(?: (?:de|du|des|la|le|les|d['’]|l['’]))*[ ]?(?:[A-ZÀ-Ž][\w'’.-]*[ -]?){1,4}(?<=\w)"
)
_AFTER = re.compile(
    rf"{_GAP}(?:(?P<unit>{_UNIT})(?![\w-])|(?P<state>{_STATES}[ ,]{{1,2}}{_ZIP}(?![\w-]))|(?P<uk>{_UK}(?!\w))|(?P<ca>{_CANADA}(?!\w))|(?P<prov>(?:{_PROVINCES})[ ,]{{1,2}}(?:\d{{4}}|{_CANADA})(?!\w))"
    rf"|(?P<euro>(?:[A-Z]{{1,2}}-)?\d{{4,5}}(?: [A-Z]{{2}}(?!\w))? {_CITY})|(?P<zip>{_ZIP}(?![\w-]))|(?P<country>{_COUNTRY}(?!\w))|(?P<aust>{_PROVINCES}(?!\w))|(?P<stateonly>{_STATES}(?![\w'’]))|(?P<city>{_CITY}))"
)
_CITY_END = re.compile(
    rf"[ \t]*(?:,|\n|\Z|\.(?:\s|\Z)|[)|;\"'])|[ \t]{{1,2}}(?:{_STATES}|{_PROVINCES})[ ,]|[ \t]{{1,2}}(?:{_UK}|{_CANADA}|{_ZIP})(?!\w)"
)
_CITY_STATE_ZIP = re.compile(rf"(?<![\w]){_CITY},? {_STATES},? {_ZIP}(?![\w-])")
_UK_ALONE = re.compile(r"(?<![\w-])(?:[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})(?![\w-])")
_POSTCODE_WORD = re.compile(
    r"(?:post ?code|postal code|zip(?: ?code)?)s?[ \t]{0,2}(?:is|:|=|-)?[ \t]{0,2}("
    + rf"{_UK}|{_CANADA}|{_ZIP}"
    + r")(?![\w-])",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    rf"\d[^\n]{{0,48}}?(?:{_SUFFIX}|{_LOWER_SUFFIX})\b|[Bb]ox|\bPSC\b|\d (?:Rt|Route|County|Hwy|Highway)"
)
_STRONG_AFTER = frozenset({"state", "uk", "ca", "prov", "zip", "unit", "euro", "country"})


def find_english_addresses(text: str) -> Iterator[Finding]:
    """Street addresses, boxes, and towns with a state and a ZIP."""
    done = 0
    for start, end, rule in sorted(_starts(text)):
        if start < done:
            continue
        done, strong = _grown(text, end)
        weak_suffix = rule == "street" and not strong and not _plain_suffix(text[start:end])
        if not weak_suffix:
            yield Finding("LOCATION", start, done, 0.85, f"address-{rule}")
        else:
            done = end
    yield from _postcodes(text)


def _starts(text: str) -> Iterator[tuple[int, int, str]]:
    if _NEEDED.search(text):
        for match in _STREET.finditer(text):
            yield match.start(), match.end(), "street"
    for match in _EUROPE.finditer(text):
        yield match.start(), match.end(), "europe"
    for match in _CITY_STATE_ZIP.finditer(text):
        yield match.start(), match.end(), "town"


_PLAIN = re.compile(
    r"(?i)\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|square|sq|terrace|highway|hwy|parkway|pkwy|close|crescent|mews|way|place|pl|row|circle|cir|box|psc|cmr|unit|rt|route|trail|trl|gardens|grove|alley)\b\.?"
)


def _plain_suffix(street: str) -> bool:
    """Whether the street's kind has hardly another meaning; «Lake», «Union», «Mill» need a town after them."""
    return _PLAIN.search(street) is not None


def _grown(text: str, end: int) -> tuple[int, bool]:
    """The end of the address and whether a unit, a code or a country followed."""
    strong = False
    cities = 0
    while match := _AFTER.match(text, end):
        kind = match.lastgroup or ""
        if kind == "city":
            if cities >= 2 or not _CITY_END.match(text, match.end()) or _is_sentence(text, match):
                break
            cities += 1
        if kind in ("zip", "stateonly", "aust", "country") and "\n" in text[end : match.start(kind)] and kind == "zip":
            break
        if kind == "city" and "\n" in text[end : match.start(kind)] and not _code_follows(text, match.end()):
            break
        strong = strong or kind in _STRONG_AFTER
        end = match.end()
        if kind == "country":
            break
    while text[end - 1] in ".,;" and not text[end - 3 : end].lower().endswith(("st.", "rd.", "ave.", "dr.")):
        end -= 1
    return end, strong


_CODE = re.compile(rf"[^\n]{{0,30}}(?:\n[^\n]{{0,24}})?(?:{_UK}|{_CANADA}|{_ZIP}|\d{{4}})(?!\w)")


def _code_follows(text: str, end: int) -> bool:
    """A town on its own line needs a postcode on it or on the next."""
    return _CODE.match(text, end) is not None


def _is_sentence(text: str, match: re.Match[str]) -> bool:
    """A capital after a full stop begins a sentence, not a town."""
    return "." in text[match.start() : match.start("city")]


def _postcodes(text: str) -> Iterator[Finding]:
    for match in _UK_ALONE.finditer(text):
        yield Finding("LOCATION", match.start(), match.end(), 0.6, "postcode-uk")
    for match in _POSTCODE_WORD.finditer(text):
        yield Finding("LOCATION", match.start(1), match.end(1), 0.7, "postcode-label")
