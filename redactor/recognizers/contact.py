"""E-mail addresses, user names, links that lead to a person or carry a token. Pure."""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers.labels import lowered

# Local part and domain after RFC 5321 §4.1.2 and RFC 6531 (letters of any alphabet), without quoted local parts.
_EMAIL = re.compile(
    r"(?<![\w.%+/:~-])[^\W_][\w.!#$%&'*+/=?^`{|}~-]{0,63}@"
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,40})(?![\w@]|-\w)"
    r"|(?<=mailto:)[^\W_][\w.+-]{0,63}@(?:[^\W_][\w-]{0,61}\.){1,8}[^\W\d_]{2,24}"
)
_SPELT = re.compile(
    r"(?<![\w.])[a-z0-9][\w.+-]{1,40}\s?(?:\(at\)|\[at\]|\(собака\)|\[собака\]| собака | at )\s?[a-z0-9-]{2,40}\s?(?:\(dot\)|\[dot\]|\.| точка | dot )\s?(?:ru|com|org|net|рф|example|io|su)(?!\w)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./`'\"$\\=<-])@[A-Za-zА-Яа-яё_][\w.]{1,31}(?<![.])(?![\w@/:(])")
_QUOTED_HANDLE = re.compile(r"(?<=['\"])@[A-Za-z][\w.]{2,31}(?=['\"])")
_NOT_HANDLES = frozenset(
    "everyone channel here all media import keyframes font face supports charset page layer container param return returns throws see since deprecated override author version type typedef "
    "property example todo test before after beforeeach aftereach autowired component service controller bean entity id table column getter setter data builder nullable nonnull notnull staticmethod classmethod dataclass "
    "pytest app router injectable input output ngmodule decorator contextmanager abstractmethod functools lru_cache cached_property overload api_view login_required latest next beta alpha end interface implementation synthesize selector "
    "protocol optional required objc mainactor state binding published observable environment echo off extend include apply tailwind use forward mixin section yield if else foreach csrf method auth guest endif requestmapping getmapping postmapping "
    "rowcount identity error fetch_status sql var set declare home work school noon midnight least best most".split()
)
_DECORATED = re.compile(
    r"\s*\n\s*(?:def |class |async |@|public |private |protected |static |final |export |function |fun |val |var |func |abstract |interface )"
)
_LABELLED = re.compile(
    r"(?<![\w-])(?:ник(?:нейм)?|nick(?:name)?|user(?:[_ -]?name)?|handle|telegram|телеграм+\w*|телега|тг|tg|skype|скайп|логин|login|instagram|инстаграм\w*|инста|twitter|твиттер|discord|дискорд|вк|vk|github|гитхаб|юзернейм|screen[_ ]?name|account[_ ]name|ls|wechat|icq|аська|slack|слак)"
    r"\s{0,2}(?::|=|—|–|-|is\s)\s{0,2}[\"'`]?(?P<value>@?[A-Za-z][\w.-]{2,31}(?:#\d{4})?)(?![\w@/(:]|\.\w)"
)
_NOT_LOGINS = frozenset(
    "root admin administrator postgres mysql null none true false string str int user username login password guest anonymous test nobody default name value varchar text required optional unknown undefined "
    "bot api app web service system http https www com the and for not error failed success page form button screen channel chat group".split()
)
_URL = re.compile(
    r"(?<![\w/])(?:https?://|www\.|(?=(?:t\.me|vk\.com|ok\.ru|instagram\.com|facebook\.com|fb\.com|linkedin\.com|github\.com|twitter\.com|x\.com|tiktok\.com|youtube\.com|wa\.me|hh\.ru|api\.whatsapp\.com|join\.skype\.com|calendly\.com)/))[^\s<>\"'`«»|\\^{}]{3,2000}",
    re.IGNORECASE,
)
_PERSONS_PAGE = re.compile(
    r"(?:^|//|\.)(?:t\.me/(?!s/|share|joinchat|addstickers|proxy|[a-z]+bot\b)[A-Za-z][\w]{3,}|t\.me/(?:\+|joinchat/)[\w-]{8,}|vk\.com/(?!app|club|public|wall|video|photo|away|feed|dev)[\w.]{3,}|ok\.ru/profile/\d+"
    r"|instagram\.com/(?!p/|reel|explore|accounts)[\w.]{2,}|facebook\.com/(?!groups|pages|events|sharer|watch|help|business)(?:profile\.php\?id=\d+|people/|[\w.]{3,})|linkedin\.com/in/|twitter\.com/(?!home|search|i/|hashtag|share|intent)\w{2,}(?!\w*/status)|(?<![a-z])x\.com/(?!home|search|i/|hashtag|share|intent)\w{2,}"
    r"|wa\.me/\d{7,}|hh\.ru/resume/|tiktok\.com/@|youtube\.com/@|medium\.com/@|calendly\.com/\w|github\.com/(?!orgs|features|topics|search|about|settings|marketplace|sponsors|login)[\w-]+/?(?:\?|$)|stackoverflow\.com/users/\d|habr\.com/(?:ru/|en/)?users/)",
    re.IGNORECASE,
)
_PERSONS_PATH = re.compile(
    r"/(?:u|users?|people|persons?|profiles?|employees?|staff|members?|accounts?|customers?|clients?|patients?|candidates?|contacts?|resumes?|cv|id|team|sotrudniki?|polzovatel|author|tenants?|students?|borrowers?|agents?|drivers?|leads?)/(?:view/|edit/|card/)?(?=[^/?#]*[a-z\d])(?P<who>[\w.@%~+-]{2,})|/~[a-z][\w.-]+|/@[\w.]{2,}",
    re.IGNORECASE,
)
_PRIVATE_QUERY = re.compile(
    r"[?&#;](?:[\w-]*(?:token|secret|signature|api_?key|apikey|session(?:id)?|passw(?:or)?d|pwd|auth|e?-?mail|phone|tel|msisdn|fio|(?:first|last|sur|full|user|given|middle)_?name|user_?id|login|snils|inn|passport|birth\w*|dob|ssn|card|client|customer|patient|invite|otp|reset|magic|jwt|sid|access_?key|address|addr|recipient)[\w-]*|sig|key|code|user|uid|name|hash|ticket|to)=(?P<value>[^&#\s]{3,})",
    re.IGNORECASE,
)
_PUBLIC_VALUE = re.compile(
    r"(?:[a-z]{1,12}|\d{1,2}|true|false|utm_\w+|[<{$%]\w+[>}%]?|xxx+|\.\.\.|your[_-]\w+|example|test)\Z", re.IGNORECASE
)
_PUBLIC_WORDS = frozenset(
    "me self list all new search edit create login index current settings export import count stats docs api v1 v2 v3 {id} :id id register signup help about add update delete".split()
)
_USERINFO = re.compile(r"https?://[^/\s@]+@")


def find_emails(text: str) -> Iterator[Finding]:
    """E-mail addresses, also in Cyrillic domains, with a +tag, and spelt out against robots."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            start = match.start() + (len("mailto") + 1 if match.group().startswith("mailto:") else 0)
            yield Finding("EMAIL", start, match.end(), 0.95, "email")
    low = lowered(text)
    if "at)" in low or "at]" in low or "собака" in low or "dot" in low:
        for match in _SPELT.finditer(text):
            yield Finding("EMAIL", match.start(), match.end(), 0.7, "email-spelt")


def find_usernames(text: str) -> Iterator[Finding]:
    """Handles with @, and names beside a word such as «ник», "login"."""
    if "@" in text:
        for pattern in (_HANDLE, _QUOTED_HANDLE):
            for match in pattern.finditer(text):
                if not _is_code(text, match):
                    yield Finding("USERNAME", match.start(), match.end(), 0.8, "handle")
    low = lowered(text)
    for match in _LABELLED.finditer(low):
        value = match["value"]
        if value.lstrip("@") not in _NOT_LOGINS and (
            not value.isalpha() or low[match.start() : match.start() + 2] in ("ни", "ni", "te", "те", "тг", "tg")
        ):
            yield Finding("USERNAME", match.start("value"), match.end("value"), 0.7, "login")


def _is_code(text: str, match: re.Match[str]) -> bool:
    """A decorator, an annotation, a rule of CSS or a mention of everybody."""
    word = match.group()[1:].lower()
    if word in _NOT_HANDLES or word.split(".")[0] in _NOT_HANDLES and "." in word:
        return True
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return not line.strip() and _DECORATED.match(text, match.end()) is not None


def find_links(text: str) -> Iterator[Finding]:
    """Links to a person's page, with personal data or with a token; other links stay."""
    if "/" not in text:
        return
    for match in _URL.finditer(text):
        url = match.group().rstrip(".,;:!?)]}*_")
        if url.count("(") > url.count(")") and match.group()[len(url) : len(url) + 1] == ")":
            url += ")"
        if _is_private(url):
            yield Finding("URL", match.start(), match.start() + len(url), 0.85, "private-link")


def _is_private(url: str) -> bool:
    if (
        _PERSONS_PAGE.search(url)
        or "@" in url
        and _EMAIL.search(url.replace("/", " ").replace("=", " ").replace(":", " "))
    ):
        return True
    path = _PERSONS_PATH.search(url.split("?")[0])
    if path is not None and (
        path["who"] is None or path["who"].lower() not in _PUBLIC_WORDS and not _documentation(url)
    ):
        return True
    return any(not _PUBLIC_VALUE.match(match["value"]) for match in _PRIVATE_QUERY.finditer(url))


def _documentation(url: str) -> bool:
    return (
        re.search(
            r"//(?:[\w-]+\.)?(?:docs?|developer|learn|help|support|wiki|pypi|npmjs|readthedocs|api-docs)[.\w-]*",
            url,
            re.IGNORECASE,
        )
        is not None
    )
