"""Links that lead to a person or carry personal data or a token; other links stay. Pure."""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers import secret_values as values
from redactor.recognizers.page import Page
from redactor.word_lists import word_list

_SITES = (
    r"t\.me|vk\.com|ok\.ru|instagram\.com|facebook\.com|fb\.com|linkedin\.com|github\.com|twitter\.com|x\.com|tiktok\.com"
    r"|youtube\.com|wa\.me|hh\.ru|api\.whatsapp\.com|join\.skype\.com|calendly\.com"
)
_URL = re.compile(rf"(?<![\w/])(?:https?://|www\.|(?=(?:{_SITES})/))[^\s<>\"'`«»|\\^{{}}]{{3,2000}}", re.IGNORECASE)
_HINTS = ("://", "www.", ".com/", ".me/", ".ru/")
_ACCOUNT = r"(?!home|search|i/|hashtag|share|intent)\w{2,}"
_PERSONS_PAGE = re.compile(
    r"(?:^|//|\.)(?:t\.me/(?!s/|share|joinchat|addstickers|proxy|[a-z]+bot\b)[A-Za-z]\w{3,}|t\.me/(?:\+|joinchat/)[\w-]{8,}"
    r"|vk\.com/(?!app|club|public|wall|video|photo|away|feed|dev)[\w.]{3,}|ok\.ru/profile/\d+"
    r"|instagram\.com/(?!p/|reel|explore|accounts)[\w.]{2,}"
    r"|facebook\.com/(?!groups|pages|events|sharer|watch|help|business)(?:profile\.php\?id=\d+|people/|[\w.]{3,})"
    rf"|linkedin\.com/in/|twitter\.com/{_ACCOUNT}(?!/status)|(?<![a-z])x\.com/{_ACCOUNT}|wa\.me/\d{{7,}}|hh\.ru/resume/"
    r"|tiktok\.com/@|youtube\.com/@|medium\.com/@|calendly\.com/\w|stackoverflow\.com/users/\d"
    r"|github\.com/(?!orgs|features|topics|search|about|settings|marketplace|sponsors|login)[\w-]+/?(?:\?|$)"
    r"|habr\.com/(?:ru/|en/)?users/)",
    re.IGNORECASE,
)
_PERSONS_PATH = re.compile(
    r"/(?:u|users?|people|persons?|profiles?|employees?|staff|members?|accounts?|customers?|clients?|patients?|candidates?"
    r"|contacts?|resumes?|cv|id|team|sotrudniki?|polzovatel|author|tenants?|students?|borrowers?|agents?|drivers?|leads?|in)"
    r"/(?:view/|edit/|card/)?(?=[^/?#]*[a-z\d])(?P<who>[\w.@%~+-]{2,})|/id\d{5,}|/~[a-z][\w.-]+|/@[\w.]{2,}",
    re.IGNORECASE,
)
_PRIVATE_QUERY = re.compile(
    r"[?&#;](?:[\w-]*(?:token|secret|signature|api_?key|apikey|session(?:id)?|passw(?:or)?d|pwd|auth|e?-?mail|phone|tel"
    r"|msisdn|fio|(?:first|last|sur|full|user|given|middle)_?name|user_?id|login|snils|inn|passport|birth\w*|dob|ssn|card"
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
_HEX = re.compile(r"[0-9a-fA-F-]+")
_ADDRESS = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+\.\w")


def find_links(page: Page) -> Iterator[Finding]:
    """Links to a person's page, with personal data or with a token."""
    if not any(hint in page.low for hint in _HINTS):
        return
    for match in _URL.finditer(page.text):
        url = match.group().rstrip(".,;:!?)]}*_")
        if url.count("(") > url.count(")") and match.group()[len(url) : len(url) + 1] == ")":
            url += ")"
        if _is_private(url):
            yield Finding("URL", match.start(), match.start() + len(url), 0.85, "private-link")


def _is_private(url: str) -> bool:
    if _USERINFO.match(url):
        return False  # its password is a secret of its own
    if _PERSONS_PAGE.search(url) or _ADDRESS.search(url):
        return True
    if _has_key(url):
        return True
    path = _PERSONS_PATH.search(url.split("?")[0])
    if path is not None and (path["who"] is None or _names_somebody(path["who"], url)):
        return True
    return any(not _PUBLIC_VALUE.match(match["value"]) for match in _PRIVATE_QUERY.finditer(url))


def _has_key(url: str) -> bool:
    """Whether the last part of the path is a generated key, which opens what is behind it to everybody."""
    last = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return (
        "." not in last
        and values.looks_random(last, least=3.5)
        and not values.is_hash(last)
        and not _HEX.fullmatch(last)
    )


def _names_somebody(who: str, url: str) -> bool:
    return who.lower() not in _PUBLIC_WORDS and not _DOCUMENTATION.search(url)
