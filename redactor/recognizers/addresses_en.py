"""Postal addresses as the English-speaking world and Europe write them: one span, lines included. Pure.

Sources: USPS Publication 28 (street suffixes, states, secondary units), Royal Mail PAF (UK postcodes), Canada Post
(A9A 9A9), Australia Post (state and four digits); design/redaction.md §7.
"""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.page import Page, Spot

# Kinds of street that hardly mean anything else after a number and a name, and kinds that need a town after them.
_PLAIN = (
    "Street|Str|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter|Highway|Hwy"
    "|Parkway|Pkwy|Close|Crescent|Cres|Mews|Row|Circle|Cir|Trail|Trl|Gardens|Gdns|Grove|Alley|Aly"
)
_OTHER = (
    "Loop|Walk|Hill|Plaza|Quay|Wharf|Rise|View|Park|Path|Pike|Turnpike|Crossing|Green|Vale|Yard|Bypass|Expressway|Freeway"
    "|Causeway|Estate|Estates|Manor|Meadow|Meadows|Mill|Mills|Orchard|Passage|Point|Ridge|Run|Spur|Station|Summit|Track"
    "|Parade|Pde|Esplanade|Chase|Ferry|Field|Fields|Flat|Fork|Forge|Glen|Harbor|Haven|Heights|Hts|Hollow|Island|Isle"
    "|Junction|Key|Knoll|Lake|Land|Landing|Light|Lock|Lodge|Mall|Mission|Motorway|Mount|Mountain|Neck|Overpass|Pine|Pines"
    "|Plain|Plains|Port|Prairie|Ramp|Ranch|Rapid|Rest|River|Route|Rue|Shoal|Shore|Shores|Skyway|Spring|Springs|Stravenue"
    "|Stream|Throughway|Trace|Trafficway|Tunnel|Union|Valley|Viaduct|Village|Ville|Vista|Well|Wells|Bend|Bluff|Branch"
    "|Bridge|Brook|Burg|Camp|Canyon|Cape|Cliff|Club|Common|Corner|Course|Cove|Creek|Crest|Crossroad|Curve|Dale|Dam|Divide"
    "|Extension|Falls|Center|Centre|Square|Squares|Court|Courts|Islands|Loaf|Forest|Fort|Gateway|Inlet|Trailer|Underpass"
)
_SUFFIX = f"(?:{_PLAIN}|{_OTHER})"
STREET_KIND = _SUFFIX
_SMALL_SUFFIX = (
    r"(?:street|str|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|square|sq|terrace|highway"
    r"|hwy|parkway"
    r"|pkwy|close|crescent|mews|way|row)"
)
_STATES = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]"
    r"|W[AIVY]|AA|AE|AP|GU|FM|MH|MP|PW|AS|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware"
    r"|Florida"
    r"|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    r"|Minnesota"
    r"|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina"
    r"|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah"
    r"|Vermont"
    r"|Virginia|Washington|West Virginia|Wisconsin|Wyoming)"
)
_PROVINCES = (
    r"(?:AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT|NSW|VIC|QLD|WA|SA|TAS|ACT|Ontario|Quebec|British Columbia|Alberta"
    r"|Manitoba)"
)
_UK = r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|GIR ?0AA)"
_CANADA = r"(?:[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d)"
_ZIP = r"\d{5}(?:-\d{4})?"
COUNTRY = (
    r"(?:USA|U\.S\.A\.|US|United States(?: of America)?|UK|U\.K\.|United Kingdom|Great Britain|England|Scotland|Wales"
    r"|Northern Ireland|Ireland|Canada|Australia|New Zealand|Germany|France|Italy|Spain|Netherlands|The Netherlands"
    r"|Belgium"
    r"|Austria|Switzerland|Sweden|Norway|Denmark|Finland|Poland|Portugal|Greece|Turkey|India|Japan|China|Singapore"
    r"|Israel|South Africa|Brazil|Mexico|Russia|Uruguay|Czech Republic|Czechia|Hungary|Iceland|Luxembourg|Estonia"
    r"|Latvia|Lithuania"
    r"|Slovakia|Slovenia|Croatia|Serbia|Romania|Bulgaria|Cyprus|Malta|Tunisia|Morocco|Egypt|Kenya|Nigeria|Ghana|UAE"
    r"|United Arab Emirates|Saudi Arabia|Qatar|Pakistan|Bangladesh|Sri Lanka|Thailand|Vietnam|Malaysia|Indonesia"
    r"|Philippines|South Korea|Argentina|Chile|Colombia|Peru|Greenland|Kazakhstan|Armenia|Georgia|Ukraine)"
)
_GAP = r"[ \t]{0,3}(?:,[ \t]{0,2}\n?|\n|[ \t])[ \t]{0,8}"
_CAP = r"[A-Z][^\W\d_]*(?:['’.-][^\W\d_]*)*"
_NEXT_WORD = rf"(?<![^\W\d_]{{4}}\.)[ -](?!(?:{_STATES}|{_PROVINCES})(?![\w]))"  # of a town, within its sentence
_CITY = rf"{_CAP}(?:{_NEXT_WORD}(?:{_CAP}|of|the|on|upon|le|la|de|am|an der)){{0,3}}"
_UNIT = (
    r"(?:(?:Office|office|Bld|bld|Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm|Building|Bldg|Box|Lot|Dept"
    r"|Studio|apt|suite|unit|flat)\.?"
    r"[ \t]{0,2}#?[ \t]?(?:no\.? ?)?[A-Z]?\d{0,5}[A-Za-z]?(?![\w])|#[ \t]?\d{1,5}[A-Za-z]?)"
)
_NUMBER = r"\d{1,6}(?:[A-Za-z](?![A-Za-z]))?(?:[ -]?[/-][ -]?\d{1,5}[A-Za-z]?)?(?: ?½| 1/2)?"
_SIDE = r"(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?"
_WORD = rf"(?:{_CAP}|\d{{1,3}}(?:st|nd|rd|th)|of|the|de|la|del|O['’]\w+)"

_SMALL = re.compile(rf"{_SMALL_SUFFIX}\b")
_GOES_ON = re.compile(r"[.,/-]\Z|\d:\Z")  # before a number that is a part of another, or of an hour
_STREET = re.compile(
    rf"{_NUMBER},?[ \t]{{1,2}}(?:{_SIDE} )?(?:{_WORD}[ ]){{1,4}}?{_SUFFIX}(?![\w'’-])\.?(?: {_SIDE}(?!\w))?"
    rf"|{_NUMBER}[ \t]{{1,2}}(?!(?:by|of|in|on|to|from|per|or|and|all|half|more|days?|weeks?|times?|beds?|bedrooms?"
    rf"|storeys?|acres?) )"
    rf"(?:[a-z][a-z'’]+ ){{1,3}}?{_SMALL_SUFFIX}(?![\w'’-])\.?"
    r"(?=[ \t]*[,\n]|[ \t]+(?:apt|unit|suite|flat|#)|[ \t]*\Z|\.(?:\s|\Z))"
    r"|\d{1,4}[a-z]? (?!(?:way|lanes?|miles?|blocks?|other|more|main|busy|quiet|side|back|city|new|old|open|different"
    r"|small|major|local|wide|long|by|of|in|on|to|the|and|or|all|day|dead|hours?|minutes?|km|metres?|residential|full"
    r"|empty)\b)[a-z][a-z'’]{2,} (?:street|road|avenue|crescent)"
    r"(?=[ \t]+(?:to|by|at|in|on|for|and|before|after|from|is|was|tonight|today|tomorrow|please)\b)"
    r"|\d{1,5} (?:Rt\.?|Route|County Road|CR|State Route|SR|US Hwy|US Highway|Highway|Interstate) \d{1,4}"
)
_UNIT_BEFORE = re.compile(rf"(?<![\w.,/-]){_UNIT}{_GAP}\Z")
_UNIT_NAMED = re.compile(r"\d|\b[A-Z]\b|\b[a-z]\b|\A[A-Z]")  # «a garden flat, 63 Ashgrove Terrace» has none
_BUILDING = (
    r"(?:Cottage|House|Lodge|Court|Villa|Farm|Farmhouse|Mill|Manor|Barn|Hall|Manse|Rectory|Vicarage|Grange|Works|Towers?"
    r"|Building|Chambers|Mansions|Studios|Wharf|Loft|Heights|Hostel|Residence|Apartments|Arcade|Annexe?|Gatehouse"
    r"|Ropeworks|Bungalow|Croft|Priory|Abbey|Dairy|Forge|Smithy|Schoolhouse|Stables|Oast|Coach House)"
)
_BUILDING_BEFORE = re.compile(  # Rose Cottage, 2 Tanyard Lane
    rf"(?<![\w.,/-])(?:The )?(?:[A-Z][\w'’-]+ ){{1,3}}{_BUILDING}(?:,[ \t]?\n?|[ \t]?\n)\Z"
)
_BUILDING_NAME = re.compile(r"(?<![\w.,/-])(?:[A-Z][\w'’-]+ ){1,3}\Z")
_BUILDING_ON_STREET = re.compile(  # The Vicarage, Back Lane
    rf"{_BUILDING},[ \t]?\n?(?:[A-Z][\w'’-]+ ){{1,3}}(?:{_PLAIN})(?![\w'’-])"
)
_BOX = re.compile(  # a unit or a box alone is the post's only with a state, a code or a land
    r"(?:P\.? ?O\.? ?Box|PO Box|Post Office Box|p\.?o\.? box|(?P<bare>PSC|Box|Unit|CMR))[ \t]#?\d{1,6}"
    r"(?:,? (?:Box|Unit) \d{1,6})?(?=[ \t]*[,\n]| (?:DPO|APO|FPO|[A-Z]))"
    r"|P\.? ?O\.? ?Box \d{1,6}(?:-\d{5}(?:,? [A-Z][a-z]+)?)?"
)
_JOIN = r"(?: (?:de|du|des|della|del|di|la|le|les|da|do|dos|das|l['’]))*"
# «Burgring 5», «Storgate 5», «Mannerheimintie 5»; not "during 2024", "recurring 1" or "auntie 3".
_RING = r"(?<=[^\W\d_]{2}[bcdfghklmnrtz])(?<!st)(?<!cur)(?<!fer)ring"
_GATE = r"(?<=[^\W\d_]{2}[bcdfhklmnprst])gate"
_TIE = r"(?<=[^\W\d_]{2}[aeioö]n)tie"
_EUROPE = re.compile(
    r"(?<!\w)(?:(?:[A-ZÄÖÜ][\wäöüß.-]*[ -]){0,2}[A-ZÄÖÜ]?[\wäöüß]*(?:straße|strasse|str\.|gasse|weg|platz|allee|damm"
    rf"|{_RING}|ufer|straat|laan|gracht|plein|gatan|vägen|veien|{_GATE}|katu|{_TIE}"
    r"|vej|vegen|stræde|gränd|backen|kuja|polku|utca|dijk|kade|singel|steig|stieg|pfad|tänav)"
    r"|(?:Via|Viale|Piazza|Corso|Calle|C/|Avenida|Avda\.?|Plaza|Paseo|Rua|Praça|Rue|Avenue|Boulevard|Place|ul\."
    r"|ulica|al\."
    r"|Trg|Náměstí|Carrer|Carretera|Ctra\.|Travessa|Vicolo|Strada|Rúa|Jalan|Jl\."
    rf"|Aleja|Aleje){_JOIN}(?: [A-ZÀ-Ž][\w'’.-]*){{1,3}})"
    rf",? (?:n[°º.] ?)?\d{{1,4}}(?: ?[a-zA-Z](?!\w))?(?:[/-]\d{{1,4}})?(?!\d)"
    r"|(?<![\w.,])\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|quai|chemin|allée|impasse|cours|Rue|Avenue"
    rf"|Boulevard|Place|Quai|Chemin|Allée){_JOIN}(?: d['’])?[ ]?(?:[A-ZÀ-Ž][\w'’.-]*[ -]?){{1,4}}(?<=\w)"
)
_EUROPE_ENDINGS = (
    "straße", "strasse", "str", "gasse", "weg", "platz", "allee", "damm", "ring", "ufer", "straat", "laan", "gracht",
    "plein", "gatan", "vägen", "veien", "gate", "katu", "tie", "vej", "vegen", "stræde", "gränd", "backen", "kuja",
    "polku", "utca", "dijk", "kade", "singel", "steig", "stieg", "pfad", "tänav",
)  # fmt: skip
_STREET_ENDS = frozenset("abcdefghijklmnopqrstuvwxyzß.,")
_AFTER = re.compile(
    rf"(?:[ \t]*\n[ \t]*,[ \t]*|{_GAP})(?:(?P<code>[A-Z]{{2,3}},?[ \t]{{0,2}}[ \n][ \t]{{0,2}}\d{{5}}(?![\w-]))"
    rf"|(?P<unit>{_UNIT})(?![\w-])|(?P<state>{_STATES}[ ,]{{1,2}}{_ZIP}(?![\w-]))|(?P<uk>{_UK}(?!\w))"
    rf"|(?P<ca>{_CANADA}(?!\w))|(?P<prov>(?:{_PROVINCES})[ ,]{{1,2}}(?:\d{{4}}|{_CANADA})(?!\w))"
    rf"|(?P<euro>(?:(?:[A-Z]{{1,2}}-)?\d{{4,5}}|\d\d-\d{{3}}|\d{{3}} \d\d)(?: [A-Z]{{2}}(?!\w))? {_CITY})"
    rf"|(?P<zip>(?:{_CITY},? )?\d{{6}}(?!\d)|{_ZIP}(?![\w-]))"
    rf"|(?P<country>{COUNTRY}(?!\w))|(?P<aust>{_PROVINCES}(?!\w))|(?P<stateonly>{_STATES}(?![\w'’]))"
    rf"|(?P<city>{_CITY}(?!\w)))"
)
_CITY_END = re.compile(
    rf"[ \t]*(?:,|\n|\Z|\.(?:\s|\Z)|[)|;\"'])|[ ](?:in|and|or|but|on|by|from|for|with|until|before|after|is|was)\b"
    rf"|[ \t]{{1,2}}(?:{_STATES}|{_PROVINCES})[ ,]"
    rf"|[ \t]{{1,2}}(?:{_UK}|{_CANADA}|{_ZIP})(?!\w)"
)
# What the next line begins with, or what a sentence goes on with, after an address.
_NO_CITY = re.compile(
    r"(?:Tel|Telephone|Phone|Ph|Mob|Mobile|Cell|Fax|Email|E-mail|Web|Attn|Inv|Invoice|Date|Ref|Reference|Order|VAT|GST|Reg"
    r"|Bill|Ship|Deliver|Contact|Total|Qty|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|January|February|April|June|July|August|September|October|November|December|DOB|SSN|Dear|Re|Subject|Account|Acct"
    r"|IBAN|BIC|DDI|Office|SIN|EIN|DX|NHS|MRN|GP|Survey|Landline)(?![\w'’])"
)
# The post of ships and bases (USPS Publication 28 §225).
_MILITARY = re.compile(
    r"(?i)(?:\b(?:us(?:n[sv]|s|cgc) \w+|(?:psc|unit|cmr) \d{1,5},? box \d{1,6})(?:,[ \t]?\n?|[ \t]?\n|[ ])[ \t]{0,4})?"
    r"\b[afd]po,? (?:aa|ae|ap),? \d{5}(?:-\d{4})?(?!\d)"
)
_CITY_STATE_ZIP = re.compile(rf"(?<!\w){_CITY},? {_STATES},? {_ZIP}(?![\w-])")
_UK_ALONE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w-])")
_PATTERNS = ("regex", "regular expression", "регулярн")  # postcodes in a text that speaks of them are examples
_POSTCODE_WORD = r"post[ _]?code|postal[ _]?code|zip(?:[ _]?code)?"
_POSTCODE = re.compile(
    rf"(?:{_POSTCODE_WORD})s?(?:\\?\")?[ \t]{{0,2}}(?:is|:|=|-)?[ \t]{{0,2}}(?:\\?\")?"
    rf"(?P<code>{_UK}|{_CANADA}|{_ZIP}|\d{{3}}-\d{{4}}|\d{{4}} ?[A-Z]{{2}}|\d{{4,6}})(?![\w-])",
    re.IGNORECASE,
)
_CODE_LINE = re.compile(rf"[^\n]{{0,30}}(?:\n[^\n]{{0,24}}){{0,2}}(?:{_UK}|{_CANADA}|{_ZIP}|\d{{4}})(?!\w)")
# What follows these words and begins with a number is an address, whatever its words are, up to a code or a country.
_PLACED = (
    r"address(?:es)?\b|lives? at|living at|reside[sd]? at|residing at|located at|return to|deliver(?:ed)? to"
    r"|ship(?:ped)? to"
)
_PLACED_HERE = re.compile(
    rf"(?:{_PLACED})(?: (?:of|for) [^\n:]{{1,40}}?)?(?: is| to| was|:)?[ \n]{{0,2}}"
    r"(?P<address>\d{1,6}[A-Za-z]?[ ,][^\n;?!]{3,60}(?:\n[^\n;?!]{1,40}){0,4}?[ ,\n]"
    rf"(?:{COUNTRY}(?: \d{{4,6}})?|\d{{4,6}}|{_UK}|{_CANADA}))(?![\w-])"
)
_IS_PLAIN = re.compile(rf"(?i)\b(?:{_PLAIN}|box|psc|cmr|unit|rt|route)\b\.?")
_STRONG = frozenset({"state", "code", "uk", "ca", "prov", "zip", "unit", "euro", "country"})
_BACK = 70
BEGINNINGS = {
    "named-house": (rf"(?:{_BUILDING.lower()})\b",),
    "suffix": (rf"(?:{_SUFFIX})\b", r"rt\b|route|county|hwy\b|cr\b|sr\b|interstate"),
    "box": (r"p\b|po\b|post\b|psc\b|box\b|unit\b|cmr\b",),
    "europe": (
        r"via\b|viale|piazza|corso|calle|avenida|avda|plaza|paseo|rua\b|praça|rue\b|avenue|boulevard|place|ulica"
        r"|ul\b|aleja"
        r"|trg\b|náměstí|carrer|carretera|ctra\b|travessa|vicolo|strada|rúa\b|jalan|jl\b"
        r"|aleje|quai|chemin|allée|impasse|cours",
    ),
    "postcode": (_POSTCODE_WORD,),
    "placed": (_PLACED,),
}


def find_english_addresses(page: Page) -> Iterator[Finding]:
    """Street addresses, boxes, towns with a state and a ZIP, UK postcodes."""
    text, done = page.text, 0
    for start, end, rule in sorted(_starts(page)):
        if start < done:
            continue
        done, strong = _grown(text, end)
        if strong or (rule != "box" and (rule != "street" or _IS_PLAIN.search(text, start, end))):
            yield Finding("LOCATION", start, done, 0.85, f"address-{rule}")
    for spot in page.mixed:
        match = _UK_ALONE.match(text, spot.start)
        if match and not any(map(page.low.__contains__, _PATTERNS)):
            yield Finding("LOCATION", match.start(), match.end(), 0.6, "postcode-uk")
    for match in page.tried("postcode", _POSTCODE, low=False):
        yield Finding("LOCATION", match.start("code"), match.end("code"), 0.7, "postcode-label")


def _starts(page: Page) -> Iterator[tuple[int, int, str]]:
    """Beginnings of addresses: range and rule."""
    text = page.text
    for spot in page.marks("suffix"):
        if _may_be_street(text, spot):
            yield from _streets(page, spot)
    for match in page.tried("named-house", _BUILDING_ON_STREET, low=False):
        name = _BUILDING_NAME.search(text, max(0, match.start() - 40), match.start())
        if name is not None:
            yield name.start(), match.end(), "house"
    for match in page.tried("placed", _PLACED_HERE, low=False):
        yield match.start("address"), match.end("address"), "placed"
    for match in page.tried("box", _BOX, low=False):
        yield match.start(), match.end(), "box" if match["bare"] else "street"
    for start, end in _european(page):
        for match in _EUROPE.finditer(text, start, end):
            yield match.start(), match.end(), "europe"
    for spot in page.numbers_of(5):
        if text[spot.start - 3 : spot.start - 1].upper() in ("AA", "AE", "AP"):
            for match in _MILITARY.finditer(text, max(0, spot.start - 60), spot.end + 5):
                yield match.start(), match.end(), "military"
        else:
            for match in _CITY_STATE_ZIP.finditer(text, max(0, spot.start - 60), spot.end + 5):
                if "," not in match.group() and match.group().isupper():
                    continue
                yield match.start(), match.end(), "town"


def _streets(page: Page, spot: Spot) -> Iterator[tuple[int, int, str]]:
    """Streets whose kind is the word at a spot, from their number; a flat or suite may stand before."""
    text = page.text
    for number in page.digits_within(spot.start - _BACK, spot.start):
        match = _STREET.match(text, number.start)
        if match and match.end() >= spot.end and not _GOES_ON.search(text, max(0, number.start - 2), number.start):
            yield _with_building(text, number.start), match.end(), "street"
            return


def _with_building(text: str, start: int) -> int:
    """Where an address begins whose flat and house stand before its street."""
    for pattern, reach in ((_UNIT_BEFORE, 24), (_BUILDING_BEFORE, 60), (_UNIT_BEFORE, 24)):
        before = pattern.search(text, max(0, start - reach), start)
        if before is not None and (pattern is not _UNIT_BEFORE or _UNIT_NAMED.search(before.group())):
            start = before.start()
    return start


def _may_be_street(text: str, spot: Spot) -> bool:
    """A capital, or a kind of street that is one in small letters too."""
    return text[spot.start].isupper() or _SMALL.match(text, spot.start) is not None


def _european(page: Page) -> Iterator[tuple[int, int]]:
    """Where a European street may stand: around its words, and around a number after a word that ends as streets do."""
    yield from page.near("europe", 10, 60)
    low = page.low
    for start, end in page.numbers:
        if start < 2 or low[start - 1] != " " or low[start - 2] not in _STREET_ENDS:
            continue
        word = low[max(0, start - 30) : start - 1].removesuffix(",").removesuffix(".")
        if word.endswith(_EUROPE_ENDINGS):
            yield max(0, start - 60), end + 4


def _grown(text: str, end: int) -> tuple[int, bool]:
    """The end of the address and whether a unit, a code or a country followed."""
    strong, cities = False, 0
    while match := _AFTER.match(text, end):
        kind = match.lastgroup or ""
        new_line = "\n" in text[end : match.start(kind)]
        if kind in ("city", "code") and _NO_CITY.match(text, match.start(kind)):
            break
        if kind == "city":
            if cities >= 2 or not _CITY_END.match(text, match.end()) or "." in text[end : match.start(kind)]:
                break
            if new_line and not _CODE_LINE.match(text, match.end()):
                break
            cities += 1
        if kind == "zip" and new_line:
            break
        strong, end = strong or kind in _STRONG, match.end()
        if kind == "country":
            break
    while text[end - 1] in ".,;" and not text[end - 4 : end].lower().endswith(("st.", "rd.", "ave.", "dr.")):
        end -= 1
    return end, strong
