"""E-mail addresses and user names. Pure."""

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.program_text import is_identifier
from redactor.recognizers.page import Page
from redactor.word_lists import word_list

# Local part and domain after RFC 5321 §4.1.2 and RFC 6531 (letters of any alphabet), without quoted local parts and
# without = & /, which part keys from values more often than they stand in an address.
_LOCAL = re.compile(
    r"(?<![\w.%+/:~-])[^\W_][\w.!#$%'+?^`{|}~-]{0,63}\Z|(?:(?<=mailto:)|(?<=[:/=&]))[^\W_][\w.+-]{0,63}\Z"
)
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,40})(?![\w@]|-\w)")
# A local part that is no word, torn off by a blank: programs wrap "o.kuznetsova @works.example" so.
_TORN = re.compile(r"(?<![\w.%+/:~@-])[^\W\d_](?=[\w+-]{0,30}[._\d])[\w.+-]{1,62}[^\W_] \Z")
# What names a letter, a call or an appointment, not a box.
_NUMBERED = re.compile(r"(?:\A|\n)(?:(?-i:UID:)|(?:message-id|in-reply-to|call-id): {0,2}<?)\Z", re.IGNORECASE)
_SPELT = re.compile(
    r"(?<![\w.])(?<!\w-)(?!amavisd)[a-z0-9][\w.+-]{1,40}\s?"
    r"(?:\(at\)|\[at\]|\(собака\)|\[собака\]| собака | at )\s?[a-z0-9-]{2,40}\s?"
    r"(?:\(dot\)|\[dot\]|\.| точка | dot )\s?(?:ru|com|org|net|рф|example|io|su)(?!\w)",
    re.IGNORECASE,
)
_SPELT_END = re.compile(r"(?:[.)\]]|dot|точка)\s{0,2}(?:ru|com|org|net|рф|example|io|su)(?!\w)")
_HANDLE = re.compile(r"(?<![\w@./`$\\=<{%-])@[A-Za-zА-Яа-яЁё_][\w.-]{0,38}\w(?![\w@/({]|[.-]\w|:\S|=[\"'{])")
_DECORATED = re.compile(
    r"\s*\n\s*(?:def |class |async |@|public |private |protected |static |final |export |function |fun |val |var "
    r"|func )"
)
# After the tags of a scenario (Gherkin): its head, in one of the lines that follow.
_TAGS_OF_SCENARIO = re.compile(
    r"(?:[ \t]+@[^\s@]+)*[ \t]*\n(?:[ \t]*(?:[@#][^\n]*)?\n){0,12}[ \t]*"
    r"(?:Feature|Scenario|Rule|Examples|Background|Функци\w+|Сценари\w+|Структура сценария|Правило|Примеры|Контекст)\b"
)
_DOCUMENTING = frozenset(("*", "/**", "///", "*/", "##", "//!"))  # before "@param" of a comment
_NOT_HANDLES = word_list("not_handles")
_PLACE = (
    r"ник(?:нейм)?(?!\w)|nick(?:name)?|user(?:[_ -]?name)?(?!\w)|handle(?!\w)|telegram|телеграм+\w*|телега|тг(?!\w)"
    r"|tg(?!\w)"
    r"|skype|скайп|логин|login|instagram|инстаграм\w*|инста(?!\w)|twitter|твиттер|discord|дискорд|вк(?!\w)"
    r"|vk(?!\w)|github"
    r"|гитхаб|юзернейм|screen[_ ]?name|account[_ ]name|wechat|icq(?!\w)|аська|slack(?!\w)|слак(?!\w)"
)
_SOCIAL = (
    r"ник(?:нейм)?(?:ом)?(?!\w)|nick(?:name)?|handle(?!\w)|telegram|телег\w+|тг(?!\w)|tg(?!\w)|skype|скайп\w?"
    r"|инст[аеуы](?!\w)"
    r"|инстаграм\w?|insta(?:gram)?(?!\w)|discord|дискорд\w?|github|гитхаб\w?|юзернейм|steam(?!\w)"
    r"|стим[еа]?(?!\w)|twitch|твич[еа]?(?!\w)"
    r"|reddit|mastodon|tiktok|тикток\w?|вк(?!\w)|vk(?!\w)|icq(?!\w)|username|юзер(?!\w)|snapchat|снэпчат"
    r"|viber|аккаунт\w?"
)
BEGINNINGS = {"login": (_PLACE,), "social": (_SOCIAL,), "redditor": (r"u\b",), "spelt": (r"собака\b|at\b|dot\b",)}
_LOGIN = re.compile(
    rf"(?:{_PLACE})\s{{0,2}}(?::|=|—|–|-(?!(?<=\w-)\w)"
    rf"|is\s)\s{{0,2}}[\"'`]?(?P<value>@?(?:live:)?[a-z][\w.-]{{2,31}}(?:#\d{{4}})?)(?![\w@/(:]|\.\w)"
)
# Without a sign: a name that can be no word, for it holds a digit or an underscore.
_BESIDE = re.compile(
    rf"(?:{_SOCIAL})[:=]?(?: (?:на|в|у|on|in|at|is|был|—|-|user|:) ?(?:[а-яё]{{2,15}} |the )?)?[ \t]{{0,2}}[\"'`«(]?"
    r"(?P<value>(?:live:)?(?=[\w.-]{0,30}[\d_])[a-zа-яё][a-zа-яё\d_.-]{1,30}[a-zа-яё\d_](?:#\d{4})?)(?![\w@/(:]|\.\w)"
)
_REDDITOR = re.compile(r"(?<![\w/.])u/[A-Za-z][\w-]{2,20}(?![\w/])")
_SAYS_SO = ("ник", "nic", "tel", "тел", "тг", "tg", "sky", "ска")
_NOT_LOGINS = word_list("not_logins")


def find_emails(page: Page) -> Iterator[Finding]:
    """E-mail addresses, also in Cyrillic domains, with a +tag, and spelt out against robots."""
    text = page.text
    at = text.find("@")
    while at >= 0:
        domain = _DOMAIN.match(text, at + 1)
        first = max(0, at - 72)
        first = max(first, text.rfind(" ", first, at) + 1, text.rfind("\n", first, at) + 1)
        local = _LOCAL.search(text, first, at) if domain else None
        if domain and text[at - 1 : at] == " ":
            local = _TORN.search(text, max(0, at - 66), at)
        if local and domain and not _NUMBERED.search(text, max(0, first - 40), local.start()):
            yield Finding("EMAIL", local.start(), domain.end(), 0.95, "email")
        at = text.find("@", at + 1)
    for start, end in page.near("spelt", 48, 60):
        for match in _SPELT.finditer(text, start, end) if _SPELT_END.search(page.low, start, end) else ():
            yield Finding("EMAIL", match.start(), match.end(), 0.7, "email-spelt")


def find_usernames(page: Page) -> Iterator[Finding]:
    """Handles with @, and names beside a word such as «ник», "login"."""
    text = page.text
    at = text.find("@")
    while at >= 0:
        match = _HANDLE.match(text, at)
        if match and not _is_code(text, match):
            yield Finding("USERNAME", match.start(), match.end(), 0.8, "handle")
        at = text.find("@", at + 1)
    for match in page.tried("login", _LOGIN):
        value = match["value"]
        if value.lstrip("@") not in _NOT_LOGINS and (not value.isalpha() or match.group().startswith(_SAYS_SO)):
            yield Finding("USERNAME", match.start("value"), match.end("value"), 0.7, "login")
    for match in page.tried("social", _BESIDE):
        if match["value"] not in _NOT_LOGINS and not re.fullmatch(r"v?[\d.-]+|[a-zа-яё]+[ -]?\d{1,2}", match["value"]):
            yield Finding("USERNAME", match.start("value"), match.end("value"), 0.65, "login")
    for match in page.tried("redditor", _REDDITOR, low=False):
        yield Finding("USERNAME", match.start(), match.end(), 0.7, "handle")


def _is_code(text: str, match: re.Match[str]) -> bool:
    """A decorator, an annotation, a rule of CSS or a mention of everybody."""
    word = match.group()[1:].lower()
    if re.split(r"[.-]", word)[0] in _NOT_HANDLES:
        return True
    if is_identifier(text, match.start(), match.end()):
        return True
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    if line in _DOCUMENTING or (not line and _DECORATED.match(text, match.end())):
        return True
    return (not line or line.startswith("@")) and _TAGS_OF_SCENARIO.match(text, match.end()) is not None
