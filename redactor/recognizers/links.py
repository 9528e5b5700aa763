"""Links that lead to a person or carry personal data or a token; other links stay. Pure."""

import re
from collections.abc import Iterator, Sequence

from redactor.finding import Finding
from redactor.recognizers import secret_values as values
from redactor.recognizers.page import Page
from redactor.word_lists import word_list

_SITES = (
    r"t\.me|vk\.com|ok\.ru|instagram\.com|facebook\.com|fb\.com|linkedin\.com|github\.com|twitter\.com|x\.com"
    r"|tiktok\.com"
    r"|youtube\.com|wa\.me|hh\.ru|api\.whatsapp\.com|join\.skype\.com|calendly\.com"
)
_URL = re.compile(rf"(?<![\w/])(?:https?://|www\.|(?=(?:{_SITES})/))[^\s<>\"'`«»|\\^{{}}]{{3,2000}}", re.IGNORECASE)
_SITE = re.compile(rf"(?:{_SITES})/", re.IGNORECASE)
_LONGEST_SITE = 20
_SCHEMES = ("http", "https")
_BARE_HOST = re.compile(
    r"\.(?:example|ru|com|org|net|me|io|su|by|kz|ua|de|uk|eu|co|app|dev|cloud|site|online"
    r"|pro|info|рф)(?::\d{2,5})?/"
)
_BARE_REST = re.compile(r"[^\s<>\"'`«»|\\^{}]{1,2000}")
_LONGEST_HOST = 120
_IN_A_LINK = ("/", "@", ":", "=", "%", "\\")
_ACCOUNT = r"(?!home|search|i/|hashtag|share|intent)\w{2,}"
_PERSONS_PAGE = re.compile(
    r"(?:^|//|\.)(?:t\.(?:me|example)/(?!s/|share|joinchat|addstickers|proxy|[a-z]+bot\b)[A-Za-z]\w{3,}"
    r"|t\.me/(?:\+|joinchat/)[\w-]{8,}"
    r"|(?:vk|vkontakte)\.\w{2,8}/(?!app|club|public|wall|video|photo|away|feed|dev)[\w.]{3,}|ok\.\w{2,8}/profile/\d+"
    r"|instagram\.\w{2,8}/(?!p/|reel|explore|accounts)[\w.]{2,}"
    r"|(?:facebook\.\w{2,8}|fb\.com)/(?!groups|pages|events|sharer|watch|help|business)(?:profile\.php\?id=\d+"
    r"|people/|[\w.]{3,})"
    rf"|linkedin\.\w{2, 8}/in/|twitter\.\w{2, 8}/{_ACCOUNT}(?!/status)|(?<![a-z])x\.com/{_ACCOUNT}"
    rf"|wa\.me/\d{{7,}}|hh\.\w{2, 8}/resume/"
    r"|(?:tiktok|youtube|medium)\.\w{2,8}/@|calendly\.\w{2,8}/\w|(?:behance|dribbble|artstation|deviantart"
    r"|soundcloud|patreon|pikabu|linktr|keybase|livejournal)\.\w{2,8}/@?\w|stackoverflow\.com/users/\d"
    r"|git(?:hub|lab)\.\w{2,8}/(?!orgs|explore|groups|features|topics|search|about|settings|marketplace"
    r"|sponsors|login)[\w-]+/?(?:\?|$)"
    r"|habr\.com/(?:ru/|en/)?users/|(?:portfolios?|cv|resumes?)\.[\w.-]+/[\w.-]{4,})",
    re.IGNORECASE,
)
_PERSONS_PATH = re.compile(
    r"/(?:u|users?|people|persons?|profiles?|employees?|staff|members?|accounts?|customers?|clients?"
    r"|patients?|candidates?"
    r"|contacts?|resumes?|cv|portfolios?|id|team|sotrudniki?|polzovatel|author|tenants?|students?|borrowers?|agents?"
    r"|drivers?|leads?|in)"
    r"/(?:view/|edit/|card/)?(?=[^/?#]*[a-z\d])(?P<who>[\w.@%~+-]{2,})|/id\d{5,}|/~[a-z][\w.-]+|/@[\w.]{2,}",
    re.IGNORECASE,
)
_PRIVATE_QUERY = re.compile(
    r"[?&#;](?:[\w-]*(?:token|secret|signature|api_?key|apikey|session(?:id)?|passw(?:or)?d|pwd|auth|e?-?mail|phone|tel"
    r"|msisdn|fio|(?:first|last|sur|full|user|given|middle)_?name|user_?id|login|snils|inn|passport|birth\w*"
    r"|dob|ssn|card"
    r"|client|customer|patient|invite|otp|reset|magic|jwt|sid|access_?key|address|addr|recipient)[\w-]*"
    r"|sig|key|code|user|uid|name|hash|ticket|to)=(?P<value>[^&#\s]{3,})",
    re.IGNORECASE,
)
_PUBLIC_VALUE = re.compile(
    r"(?:[a-z]{1,12}|\d{1,2}|true|false|utm_\w+|[<{$%]\w+[>}%]?|xxx+|\.\.\.|your[_-]\w+|example|test)\Z", re.IGNORECASE
)
_PUBLIC_WORDS = word_list("public_paths")
_DOCUMENTATION = re.compile(
    r"//(?:[\w-]+\.)?(?:docs?|developer|learn|help|support|wiki|pypi|npmjs|readthedocs|api-docs)[.\w-]*", re.IGNORECASE
)
_USERINFO = re.compile(r"https?://[^/\s@]+@")
# What follows these opens something to whoever holds the link.
_SHARED = re.compile(
    r"/(?:s|sh|shares?|shared|d|i|f|l|dl|links?|invites?|join|reset|verify|confirm|activate|magic|public"
    r"|download|upload|get|rest/\d+"
    r"|hooks?|webhooks?|file(?:/d)?|boards?|design|proto|scl/fi|doc|document/d|spreadsheets/d|presentation/d"
    r"|forms/d(?:/e)?|folders|u/\d/d|p|r|e|t"
    r"|c|go|meet|rooms?|pay|edit|survey|checkout|receipt)"
    r"/(?P<key>[\w-]{6,})=*(?=[/?#]|\Z)",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"/t-\w{8,}|/(?:j|join|meeting)/\d{9,}|//meet\.\w+\.\w+/[a-z]{3}-[a-z]{4}-[a-z]{3}"
    r"|/public/\w{4}/(?=\w*[A-Z\d])\w{8,}"
)
_PARAMETER = re.compile(
    r"[?&#;](?!(?:utm_\w+|v|ver|version|q|query|hl|lang|ref|gclid|fbclid|yclid|list|page"
    r"|sort|s|hash|commit)=)[\w.-]{1,40}=(?P<value>[\w.~-]{8,}(?![%+]))"
)
_WEBHOOK = re.compile(
    r"://(?:[\w.-]*\.)?hooks?\.[\w.-]+/.|/(?:api/)?(?:web)?hooks?/(?=[^?#]*[\w-]{12})|/services/T\w+/B\w+/"
    r"|/rest/\d+/\w{10,}|/webhookb2/|/bot\d{6,}:[\w-]{20,}",
    re.IGNORECASE,
)
_SLUG = re.compile(r"(?=(?:.*?[a-z]{3,}){2})[a-z\d]+(?:[-_][a-z\d]+)+")
_NAMED = re.compile(r"/([a-z]{3,})[-._]([a-z]{3,})/?\Z", re.IGNORECASE)
_GIVEN = word_list("given_latin")
_WORDS_AND_NUMBERS = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+|\d+)(?:[-_:](?:[A-Z]?[a-z]+|[A-Z]+|\d+))+")
_HEX = re.compile(r"[0-9a-fA-F-]+")
_VARIABLE = re.compile(r"\$(?:\{\w+\}|[A-Z][A-Z\d_]+(?!\w))")  # of a script: «registry.example/web:$CI_COMMIT_SHA»
_ADDRESS = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+\.[^\W\d]")
_CATALOGUE = re.compile(r"//(?:[\w-]+\.)*(?:apple\.com|unpkg\.com|jsdelivr\.net|cdnjs\.\w+\.com|esm\.sh)/")
_NUMBERED = re.compile(r"(?:GHSA|CVE|CWE|RHSA|USN|BDU)-")  # of a register of weaknesses


def find_links(page: Page) -> Iterator[Finding]:
    """Links to a person's page, with personal data or with a token."""
    for start, end in _urls(page):
        url = page.text[start:end].rstrip(".,;:!?)]}*_")
        if url.count("(") > url.count(")") and page.text[start + len(url) : start + len(url) + 1] == ")":
            url += ")"
        if _is_webhook(url):
            yield Finding("SECRET", start, start + len(url), 0.95, "webhook")
        elif _is_private(url):
            yield Finding("URL", start, start + len(url), 0.85, "private-link")


def _urls(page: Page) -> Iterator[tuple[int, int]]:
    """Where links stand: with a scheme, with www., or a host of a known ending with a path."""
    low = page.low
    hosts = list(_BARE_HOST.finditer(low)) if "/" in low else []
    done = 0
    for start in sorted(_beginnings(low, hosts)):
        url = _URL.match(page.text, start) if start >= done else None
        if url is not None:
            done = url.end()
            yield url.span()
    for host in hosts:
        start = host.start()
        least = max(0, start - _LONGEST_HOST)
        while start > least and (low[start - 1].isalnum() or low[start - 1] in ".-"):
            start -= 1
        rest = _BARE_REST.match(page.text, host.end())
        if rest is not None and low[start - 1 : start] not in _IN_A_LINK and start < host.start():
            yield start, rest.end()


def _beginnings(low: str, hosts: Sequence[re.Match[str]]) -> Iterator[int]:
    """Where a scheme, www. or a known site begins, which is where a link may."""
    for sign in _places(low, "://"):
        yield from (sign - len(scheme) for scheme in _SCHEMES if low.endswith(scheme, 0, sign))
    yield from _places(low, "www.")
    for host in hosts:
        yield from (site.start() for site in _SITE.finditer(low, max(0, host.start() - _LONGEST_SITE), host.end()))


def _places(low: str, letters: str) -> Iterator[int]:
    at = low.find(letters)
    while at >= 0:
        yield at
        at = low.find(letters, at + 1)


def _is_webhook(url: str) -> bool:
    """An address that takes messages from whoever knows it."""
    path = url.partition("?")[0]
    return _WEBHOOK.search(url) is not None and any(_is_keyish(part, length=8) for part in path.split("/")[3:])


def _is_private(url: str) -> bool:
    url = _VARIABLE.sub("x", url)
    if _USERINFO.match(url):
        return False  # its password is a secret of its own
    if _PERSONS_PAGE.search(url) or _ADDRESS.search(url):
        return True
    if _has_key(url) or _MEETING.search(url) or any(_is_keyish(match["key"]) for match in _SHARED.finditer(url)):
        return True
    if any(_is_keyish(match["value"], length=8) for match in _PARAMETER.finditer(url)):
        return True
    page = re.split(r"[?#]", url)[0]
    named = _NAMED.search(page)
    if named is not None and "/wiki/" not in page and not _GIVEN.isdisjoint(part.lower() for part in named.groups()):
        return True  # «/vladislav-dyachenko»
    path = None if _CATALOGUE.search(page) else _PERSONS_PATH.search(page)
    if path is not None and (path["who"] is None or _names_somebody(path["who"], url)):
        return True
    return any(not _PUBLIC_VALUE.match(match["value"]) for match in _PRIVATE_QUERY.finditer(url))


def _has_key(url: str) -> bool:
    """Whether the last part of the path, or of what follows #, is a generated key, which opens what is behind it."""
    parts = url.partition("?")[0].split("#")
    return any(_is_key(re.sub(r"[()]", "", part.rstrip("/").rpartition("/")[2])) for part in parts)


def _is_key(last: str) -> bool:
    return (
        "." not in last
        and values.looks_random(last, least=3.5)
        and not _SLUG.fullmatch(last)
        and not _NUMBERED.match(last)
        and not _WORDS_AND_NUMBERS.fullmatch(last)
        and not values.is_hash(last)
        and not _HEX.fullmatch(last)
    )


def _is_keyish(part: str, *, length: int = 6) -> bool:
    """Whether a part of a link is made of letters and digits at random: no word, no date, no digest."""
    if len(part) < length or not any(map(str.isalpha, part)) or values.is_hash(part) or values.is_technical(part):
        return False
    capitals = any(map(str.isupper, part[1:])) and any(map(str.islower, part))
    digits = any(map(str.isdigit, part))
    return (digits or capitals) and not values.is_name(part) and not _HEX.fullmatch(part) and not _SLUG.fullmatch(part)


def _names_somebody(who: str, url: str) -> bool:
    return who.lower() not in _PUBLIC_WORDS and not _DOCUMENTATION.search(url)
