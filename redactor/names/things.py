"""Where a name is a thing's, by the words around it: «Hurricane Maria», «Charlotte potatoes», «Ramipril 5 mg». Pure."""

import re

from redactor.word_lists import word_list

_NAMES = word_list("given_latin") | word_list("given_latin_maybe")
_OPEN = r"[ ][\"“'‘«]?\Z"
# After these even a given name is a thing's.
_SURELY_BEFORE = re.compile(
    r"(?i)\b(?:hurricanes?|typhoon|cyclone|tropical storm|taxiway|code ?names?|code-?named|fonts?|typefaces?|cultivars?"
    r"|clematis|working title|songs?|ballet|musical|tug(?:boat)?|trawler|schooner|lifeboat|narrowboat|tanker"
    r"|(?-i:[Ss]torm|MV|HMS|USS|RMS|SS)):?" + _OPEN
)
# After these, what stands in quotation marks, a given name too: «Line "Bertha"», «vessel "Astrid Pearl"».
_QUOTED_BEFORE = re.compile(
    r"(?i)\b(?:line|product|printer|plotter|server|robot|chatbot|project|sprint|epic|autoclave|microscope"
    r"|vessel|ship|boat|yacht|ferry|barge|dinghy|variety|varieties|rose|tulip|potato(?:e)?|tomato(?:e)?|apple|pear"
    r"|cocktail|mocktail|sandwich|pizza|burger|sofa|armchair|chair|desk|bed|wardrobe|lamp|rug|dress|coat|shoe|bag|mug"
    r"|room|hall|table \d+(?: is)?|tent|crane|forklift|digger|tractor|van|bus|locomotive|engine|pump|machine"
    r"|press|lathe|oven|album|film|movie|novel|book|play|opera|poem|painting|statue|pub"
    r"|hamster|parrot|goldfish)s?:? [\"“‘«]\Z"
)
_CLOSED = re.compile(r"[^\n\"”’»]{0,24}[\"”’»]")
_BEFORE = re.compile(
    r"(?i)\b(?:(?:projects?|operation|events?|products?|titles?|titled|entitled|games?|campaigns?|drugs?|software"
    r"|platforms?|frameworks?|library|plugins?|packages?|programme|apps?):?"
    r"|squad|tribe|guild|clan|server|cluster|node|branch|hostname|runway|playlist|dataset|(?-i:[Tt]eam))" + _OPEN
)
# What is named so is no person's: «Xavier init», «Foley catheter», «Charlotte potatoes».
_AFTER = re.compile(
    r"[ ](?:roses?(?! (?:to|and|from|at|early|by|up)\b)"
    r"|hydrangeas?|potato(?:es)?|tomato(?:es)?|cucumbers?|lettuces?|sponge|salad|dressing|mou?ld"
    r"|catheter|drain|forceps|retractor|suture|fracture|agar|blot|sequencing|flask|burner|kernel|loss|init(?:iali[sz]\w+)?"
    r"|priors?|regression|estimator|matrix|doctrine|ruling|amendment|criteria|classification|staging|squats?|deadlifts?"
    r"|gambit|tartan|tweed|screwdriver|wrench|spanner"
    r"|(?:rye)?grass|rice|Act"
    r"|hoover|side table|bar stool|armchair|sofa|fir|cypress|terrier|spaniel|dahlias?|sweet peas?)(?!\w)"
)
_DOSE = re.compile(r"[ ]\d+(?:[.,]\d+)?[ ]?(?:mg|mcg|µg|micrograms?|ml|iu|units?/ml)(?!\w)")
_VERSION = re.compile(r"[ ](?:v?\d+\.\d+\.\d+|v\d+(?:\.\d+)?)(?![\w.,-]*\d)")
_LABEL_LINE = re.compile(r"(?:\A|\n)[ \t>*•–-]*(?:\d{1,2}[.)][ ])?\Z")
_LABEL = re.compile(r":(?!\w)|[ ][–—]")
# Surnames too, but on a form or in minutes what the line is about.
_TOPIC_WORDS = (
    "bond|bonds|kit|ward|wards|van|hall|price|prices|page|case|cases|field|fields|stock|gate|mill|court|driver|porter|"
    "park|parks|bank|banks|wood|stone|post|tone|strong|pool|barr|pole|rush|sharp|small|large|long|short"
)
_TOPICS = frozenset(_TOPIC_WORDS.split("|"))
# Trades that small letters and an article show to be no names: «an unknown smith», «her walker».
_TRADES = (
    "abbot|archer|baker|barber|bishop|bond|brewer|brook|butcher|butler|carpenter|carter|chandler|cook|cooper|dean|"
    "farmer|fisher|fletcher|forester|gardener|glover|hunter|joiner|judge|king|knight|mason|mercer|mill|"
    "miller|page|painter|parson|plumber|porter|potter|prior|ranger|sadler|sexton|shepherd|singer|skinner|smith|"
    "spicer|steward|tailor|taylor|tiler|turner|usher|walker|ward|warden|weaver|wheeler|wright"
)
_SMALL_WORDS = frozenset(_TRADES.split("|"))
_ARTICLE = re.compile(
    r"(?i)\b(?:an?|the|his|her|my|our|your|their|this|that|every|each|any|no|another|second|third|chief|head)"
    r"(?: [a-z-]+)? \Z"
)


def is_thing(text: str, start: int, end: int, *, firm: bool) -> bool:
    """Whether text[start:end], taken for a firm's or a person's name, is called so and is neither."""
    if _SURELY_BEFORE.search(text, max(0, start - 24), start) or _AFTER.match(text, end) or _DOSE.match(text, end):
        return True
    if _QUOTED_BEFORE.search(text, max(0, start - 24), start) and _CLOSED.match(text, end):
        return True
    word = text[start:end]
    if firm:
        return _VERSION.match(text, end) is not None or _BEFORE.search(text, max(0, start - 24), start) is not None
    low = word.lower()
    if low in _TOPICS and _is_label(text, start, end):
        return True
    if low in _NAMES or " " in word:
        return False
    before = _ARTICLE if word.islower() else _BEFORE
    return (not word.islower() or low in _SMALL_WORDS) and before.search(text, max(0, start - 24), start) is not None


def _is_label(text: str, start: int, end: int) -> bool:
    """«Ward: 4 East», «3. Van – MOT due»; not who speaks more than once."""
    return (
        _LABEL.match(text, end) is not None
        and _LABEL_LINE.search(text, max(0, start - 8), start) is not None
        and text.count(f"{text[start:end]}:") < 2
    )
