"""Numbers of people's papers in any land, by the words before them alone: a label, a link, a code of digits. Pure.

Forms and check digits of known numbers are in foreign.tsv. Lands have more papers than any table, and people write
them with other spaces; what is called a licence number, a voter's card or a pension number is one, whatever it looks
like. The link between label and number is short, so that a number of something else is not taken for it.
"""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.page import Page

_DATE = r"\d{4}-\d\d-\d\d(?!\d)|[0-3]?\d[./-][0-3]?\d[./-](?:\d\d){1,2}(?!\d)"
_GROUP = r"(?:[A-ZА-ЯЁ]{0,5}\d[A-ZА-ЯЁ\d]{0,17}|[a-z]\d{6,9}|[A-ZА-ЯЁ]{1,5}(?=[ /-][A-Z]{0,3}\d))"
_CODE = (
    rf"(?!(?-i:ВУ|СНИЛС|ИНН|ОМС|ОГРН|КПП"
    rf"|БИК)(?!\w))(?!{_DATE})(?-i:{_GROUP}(?:[ ./-](?!{_DATE}){_GROUP}){{0,7}}(?:-[A-Z]{{1,4}}|\([0-9A]\))?)"
    r"(?![\w@]|[./:]\w|-\w)"
)
CODE = re.compile(_CODE)
DATE = re.compile(_DATE)
_LEAST, _MOST = 5, 22  # letters and digits of a number
_LEAST_DIGITS = 4

_PAPER = (
    r"national|personal|citizen(?:ship)?|resident|residence|residency|identity|identification|state|voter|ration"
    r"|health(?:care)?|medical(?: aid)?|medicare|medicaid|hospital|hosp\.?|civil|patient|pension|tax|taxpayer|fiscal"
    r"|social|insurance(?! cert)|visa|dbs|crb"
    r"|nursing|teacher|military|seaman'?s?|refugee|asylum|immigration|disability|blue badge|birth certificate"
    r"|work permit|labou?r|staff|loyalty|army|emp\.?|insurer|charity|(?:biz|business) reg|prisoner|inmate|visitor"
    r"|trade(?= licen)|(?:dental|health) plan|provider|prov|bar|insured|subscriber|member(?:ship)?|policy|student"
    r"|employee|payroll|green card"
    r"|alien|emirates|frequent flyer|medical council|law society|notary|commission|warrant|badge|practising certificate"
    r"|emp\.|adm(?:ission)?|enrollee|care(?! cert)|custody|cust(?:omer)?(?=[ ]?(?:no|num|#))|client(?=[ ]?(?:no|num|#))"
)
_OF = (
    r"security|insurance|identification|identity|registration|reference|payer|health|care|protection|permit"
    r"|file|service|record|scheme"
)
_NUMBER = r"(?:id(?:entification)?|card|licen[cs]e|no|num|number|nr|#|certificate|cert|permit|ref)"
_DRIVER = (
    r"(?:driver'?s?|driving|provisional|pilot'?s?|taxi|hgv|forklift)[ _-]?lic(?:en[cs]e)?(?:number|no)?"
    r"|dl(?=[ :#]*(?:no|num|#|:))"
    r"|licen[cs]e(?=[ _-](?:no\b|num|#)|[ ][a-z]{2,4}[ -]?\d{6,}(?!\w))|lic\.(?=[ ](?:no\.?[ ]|#)?[a-z]{0,3}-?\d)"
)
_SHORT = (
    r"dbs|trn|eori|ppsn?|bsn|nid|uan|abha|rut|cuil|cuit|egn|cnp|oib|jmbg|amka|afm|mrn|gmc|gdc|nmc|hcpc|hcn|hpcsa|nhs"
    r"|ssn"
    r"|sin|nif|dni|nie"
    r"|practice(?=[ ](?:no|number)\b)|ird|nhi|upn|gphc|hkid|oln|sia licen[cs]e|home office ref(?:erence)?"
    r"|cnic|umid|nric|nin|niss|insz|ahv|hetu|pesel|cpr|cui|curp|emso|ucrn|upin|medicare|medicaid|aadhaar"
    r"|work permit|residence permit|green card|frequent flyer|teudat zehut|удостоверени[ея] личности"
    r"|bvn|kra pin|nhif|nssf|uif|ghana card|nhia|philhealth|sss|pag-ibig|philsys|npwp|bpjs|cccd|iqama|qid"
    r"|civil id|nicop|tckn|(?:tc )?kimlik|rfc(?=[ :]{1,2}[a-z]{4}\d{6})|nss|cpf|cnh|c[eé]dula|ruc|nuss|codice fiscale"
    r"|steuer-?id|steuernummer|svnr|rijksregister(?:nummer)?|personnummer|f[oø]dselsnummer|kennitala|isikukood"
    r"|personas kods|asmens kodas|rodn[eé] [cč][ií]slo|taj|em[sš]o|tfn|crn|dva(?: file)?"
    r"|(?:seaman'?s|seafarer'?s|discharge)(?: discharge)? book|ahpra|cpso|ohip|ramq|phn|utr"
    r"|irp|(?:sa|qatar|kenyan?|ghanaian|ugandan?|malaysian?|kuwaiti?|bahraini?|saudi|thai|hong kong|south african"
    r"|cypriot|maltese) id(?= |:)|tax file|id[ _]card|nik|ssnit|nuit|embg|p[-.]tal|ad[oó]azonos[ií]t[oó](?: jel)?"
    r"|c[eé]dula de identidad|c\.i\.(?: n[°ºo]\.?)?|sgk|pinfl|fayda(?: id)?|cnss|nsn|nrc|tpin|brp|nis(?= (?:no|number))"
    r"|imei|ihi|ucas|tdcj|cscs|nors|ewc(?= reg)|v5c|brp|sia|pagibig|matricule|osobna|konto|vergi|dav[cč]na|rč|t\.z\.?"
    r"|dow[oó]d osobisty|(?:share|personal) code|d-number|big-nummer|permis(?=[ :]{1,2}\d)|agb(?=[ :]{1,2}\d{8})"
    r"|clearing(?=[\": ]{1,4}\d{4}-\d)"
    r"|arc(?=[\": ]{1,4}[a-z]{1,2}\d{8})|nipc?|krs|regon|ičo|dič|cvr|kvk|y-tunnus|ci seri[ae]"
    r"|adt(?=[ :]{1,2}[a-zα-ω]{2} ?\d{6})|frn|ubn(?=[\": ]{1,4}\d{8})|ntn|adósz[aá]m"
    r"|soc(?:ial)?\.? ins(?:urance)?\.?(?= no)|business(?= id)"
    r"|tenancy(?= ref)|pnc(?= id)|mpan|mprn|org\. ?(?:no|nr)(?=\.?[ :]{1,2}\d{3} ?\d{3} ?\d{3}(?!\d))\.?"
    r"|personal(?:nr\.?|nummer)|vkn(?=[ :]{1,2}\d{10})|bn(?=[ :]{1,2}\d{9} ?r)|cnpj|uscc|hrb(?=[ ]\d)"
    r"|reg\. (?:code|no\.?|nr\.?)(?=[ :]{1,2}\d{8,12}(?!\d))|id(?=[ ](?:no|num))|rc(?=[ ](?:no\b|num))"
    r"|pp(?=[ :#]{1,3}[a-z]{1,2}\d{6,8}(?!\w))|ic(?=[ :#|no.]{1,6}\d{6}-\d\d-\d{4})|my ?kad|vat(?:_?(?:number|no|id))"
    r"|siret|siren(?=[ :]{1,2}\d{3} ?\d{3} ?\d{3})|mst(?=[ :]{1,2}\d{10})|nit(?=[ :]{1,2}\d{3}\.?\d{3})"
    r"|cart[aã]o de cidad[aã]o|carte (?:vitale|nationale)|(?:tin|nic|cin|cni)(?=[ ]?(?::|#|no\b|number\b))"
)
_ACCOUNT = (
    r"a/c|acct|(?:bank|checking|savings|current|payroll)[ _-]account|account(?=[ _-](?:no|num|nr|#))|sort[ _-]?code"
    r"|(?:bank)?acc(?:oun)?t(?:number|no|num)(?!\w)|account(?=[ ]\d{1,4}-\d{3}-\d{3})"
    r"|transit\":[ ]?\"\d{5}\",[ ]?\"account|iban(?=[ _-]no)|account(?=\":[ ]?\"?\d{8,17}\"?[ ]?[,}\n])"
)
# Words that name other things as well: only a long number after them is one of a paper.
_BARE = r"polis[ai]|p[oó]liza|member|licen[cs]e(?:number|no)?|loyalty|enrollee"
_LEAST_OF = {"bare": 6, "account": 5}  # digits; «a/c B737-8» is an aircraft
_LINK = (
    rf"(?:[ _-](?:{_NUMBER}|file|št|reg)(?:\b\.?|(?<=#))){{0,3}}(?:[ \t]?\([A-Za-z .]{{2,24}}\))?[\"'”]?"
    r"(?:[ \t]{0,3}(?:[:=#№|–—-]|\.{3,}|,[ \t](?:no|number|nr|#)\b\.?|\b(?:is|was|are|as|es|ist|est|è|é|это|вот|reads"
    r"|ends|number|(?:i|he|she|they|we) (?:wrote|gave|have|has)"
    r"|(?:i|he|she|we) (?:was|were) given(?: by [\w ]{2,20})? is"
    r"|of (?:the |his |her |my )?\w{2,14}(?: \w{2,14})?(?= ?(?:is\b|:|\d))|firmy|(?:she|he|i) had(?: before)?)\b)"
    r"[ \t]{0,3}){0,2}"
    r"[ \t\"'(“]{0,4}"
)
_CALLED = (
    rf"(?:(?P<driver>{_DRIVER})|(?P<account>{_ACCOUNT})|(?P<paper>(?:{_PAPER})(?:[ _-]?(?:{_OF})){{0,2}}[ _-]?"
    rf"{_NUMBER}(?:\b\.?|(?<=#)))|(?P<short>(?:{_SHORT})(?!\w))|(?P<bare>(?:{_BARE})\b))"
)
_WORDS = re.compile(_CALLED)
# Whoever speaks next answers: «whats ur ird» «Lachie 14:03» «mine is 98-339-663», «and her kvk» «@jelle_b: 78343785».
_ANSWER = (
    r"(?: (?:no|number|nr|please|pls|for [\w ]{2,20}))?[ ]?[?.]?"
    r"\n{1,2}(?P<tag>(?:\[\d\d:\d\d\] ?)?@?[\w.]{1,16})(?: \d\d:\d\d)?"
    r"(?:: ?|\n)(?:(?:(?:mine|it) is|it'?s|mine'?s|sure,?|yes,?) )?"
)
_LABELLED = re.compile(rf"{_CALLED}(?:{_LINK}|{_ANSWER})(?P<value>{_CODE})", re.IGNORECASE)
_REACH = 80  # characters in which the first digit of a number stands
_LEAST_OF_TAG = 2  # times that one who speaks in a chat is named in it
# An Australian account after its branch (BSB), the words for both beside them: «062-000 1188 4203 (BSB and account)».
_BRANCH_AND_ACCOUNT = re.compile(r"(?<![\w.-])\d{3}-\d{3}[ ,/]{1,3}\d{2,4}(?:[ -]?\d{2,4}){1,2}(?![\w-])")
_BEFORE_BSB, _AFTER_BSB = 40, 60
_LEAST_WITH_BRANCH = 12  # digits: six of the branch, six of the account
# «LLP registered in England (no. OC419907)», «the charity (no. 1148820)».
_REGISTERED = re.compile(
    r"(?i:registered|charity|company|llp|ltd|limited|gmbh)[^\n.()]{0,40}[ ]\((?i:reg(?:istered|istration|\.)? "
    r"|company |charity )?"
    r"(?i:no|number|nr)\b\.?[ :]{0,2}(?P<value>[A-Z]{0,2}\d{6,12})(?=[),;])"
)
# What an insurer writes has letters before and slashes between; beside a claim no word for a number is needed.
_POLICY = re.compile(
    r"(?:(?i:policy)|(?P<claim>(?i:claim))(?![^\n\d]{0,14}CLM))(?P<number>[ _-]?(?:(?i:no|number|num|ref)\b\.?|#))?"
    r"[\"']?(?:[ \t]{0,24}[:=#][ ]?|[ \t]{1,24})[\"']?"
    r"(?P<value>[A-Z]{1,4}\d{0,2}(?:[-/ ]?[A-Z]{1,3})?[-/ ]?\d+(?:[-/]\d+| \d{3,4}(?!\d)){0,4}(?:-?[A-Z])?)"
    r"(?![\w/-]|\.\d)"
)
_INSURED = re.compile(r"insur|\bclaim|premium|underwrit|deductible|\bdamage|\bloss(?:es)?\b|\bestate\b")
# Whose claim it is.
_INSURER = re.compile(r"insur|premium|underwrit|deductible|polic(?:y|ies)|\bmutual\b|\bvin\b|adjuster")
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")  # «policy SEC-2024-0017» is a firm's own rule
_LEAST_OF_POLICY, _SURELY = 6, 8  # digits; with so many it needs no claim beside it
_OF_CLAIM = 200  # characters on both sides in which a claim is spoken of
BEGINNINGS = {
    "bsb": (r"bsb\b",),
    "policy": (r"policy", r"claim\b"),
    "registered": (r"registered\b|charity\b|company\b|llp\b|ltd\b|limited\b|gmbh\b",),
    "id-number": (
        rf"(?:{_DRIVER})\b",
        rf"(?:{_ACCOUNT})\b",
        rf"(?:{_PAPER})\b",
        rf"(?:{_PAPER})(?:id|no|num|number|card)\b",  # «memberId»
        rf"(?:national|social|medical|health|tax)(?:{_OF})(?:id|no|number)\b",
        rf"(?:{_SHORT})(?!\w)",
        rf"(?:{_BARE})\b",
    ),
}
_ENTITIES = {
    "driver": "US_DRIVER_LICENSE",
    "account": "US_BANK_NUMBER",
    "paper": "ID_NUMBER",
    "short": "ID_NUMBER",
    "bare": "ID_NUMBER",
}
_HEAD = re.compile(
    rf"(?:\w+[ _-]){{0,2}}(?:(?P<passport>passports?)|(?P<driver>{_DRIVER}|dl|licen[cs]e|lic)"
    rf"|(?P<ssn>ssn|social security)|(?P<routing>routing|aba|rtn|transit)|(?P<account>{_ACCOUNT}|account|acc)"
    rf"|(?P<paper>(?:{_PAPER})(?:[ _-](?:{_OF})){{0,2}}(?=[ _-]{_NUMBER})|national id|tax id|(?:{_SHORT})))"
    rf"(?:[ _-]{_NUMBER}\.?){{0,2}}\Z"
)
_OF_HEAD = {**_ENTITIES, "passport": "PASSPORT", "ssn": "US_SSN", "routing": "ABA_ROUTING_NUMBER"}
HEADS = (
    rf"(?:{_DRIVER}|dl|lic(?:en[cs]e)?|passports?|ssn|routing|aba|rtn|transit|{_ACCOUNT}|acc(?:oun)?t?|{_PAPER}"
    rf"|{_SHORT})\b"
)


def find_id_numbers(page: Page) -> Iterator[Finding]:
    """Numbers right after the words for a paper or an account."""
    for words in page.tried("id-number", _WORDS):
        if not page.number_within(words.end(), words.end() + _REACH):
            continue
        match = _LABELLED.match(page.text, words.start())
        if match is not None and is_id_number(match["value"]):
            kind = next(name for name in _ENTITIES if match[name])
            if sum(map(str.isdigit, match["value"])) < _LEAST_OF.get(kind, 0):
                continue
            if (
                match["tag"]
                and page.text.count(f"\n{match['tag']}") + page.text.startswith(match["tag"]) < _LEAST_OF_TAG
            ):
                continue
            yield Finding(_ENTITIES[kind], match.start("value"), match.end("value"), 0.6, "labelled-id")
    yield from _policies(page)
    for match in page.tried("registered", _REGISTERED, low=False) if "(" in page.text else ():
        yield Finding("ID_NUMBER", *match.span("value"), 0.6, "registered")
    for spot in page.marks("bsb"):
        for match in _BRANCH_AND_ACCOUNT.finditer(
            page.text, max(0, spot.start - _BEFORE_BSB), min(len(page.text), spot.end + _AFTER_BSB)
        ):
            if sum(map(str.isdigit, match.group())) >= _LEAST_WITH_BRANCH:
                yield Finding("US_BANK_NUMBER", match.start(), match.end(), 0.7, "branch-and-account")


def _policies(page: Page) -> Iterator[Finding]:
    """Numbers of insurance policies that are no code of digits alone: «policy HO3-4471920-07»."""
    for match in page.tried("policy", _POLICY, low=False):
        digits = sum(map(str.isdigit, match["value"]))
        near = max(0, match.start() - _OF_CLAIM), match.end() + _OF_CLAIM
        sure = match["number"] or (digits >= _SURELY and not _DATED.search(match["value"]))
        context = _INSURER if match["claim"] else _INSURED
        if digits >= _LEAST_OF_POLICY and ((sure and not match["claim"]) or context.search(page.low, *near)):
            yield Finding("ID_NUMBER", *match.span("value"), 0.6, "policy")


def is_id_number(value: str) -> bool:
    """Whether a whole code can be the number of a paper: enough digits, of no more than one paper."""
    if CODE.fullmatch(value) is None:
        return False
    return sum(map(str.isdigit, value)) >= _LEAST_DIGITS and _LEAST <= sum(map(str.isalnum, value)) <= _MOST


def entity_of_head(head: str) -> str | None:
    """The kind of numbers in a column, or after a key, that is called so in small letters."""
    match = _HEAD.match(head)
    return _OF_HEAD[match.lastgroup or "paper"] if match else None
