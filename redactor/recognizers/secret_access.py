"""What opens an account or a network without the word for a password. Pure.

Lines of access («вход: admin / …»), blocks under "login details", keys of wireless networks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers import secret_values as values
from redactor.recognizers.secret_turns import is_told

_PAIR = re.compile(
    r"(?i)(?<![\w/.:-])(?P<login>(?!(?:sha-?\d+|md5)\b|\d{1,4}[-.:])[\w.@\\-]{2,40})"
    r"(?:[\"”»]?[ \t]{0,4}(?:[/|]|→|->)[ \t]{0,4}|:(?=\S))[\"'`«“]?(?P<value>[^\s/|,;\"'`«»“”<>]{5,64})"
    r"(?=[\"'`»”]?(?:[\s,;.|)]|\Z))"
)
_IMAGE = re.compile(r"[a-z][a-z\d._-]*:(?:[\da-f]{7,40}|v?\d[\w.-]*|[a-z]+)")  # «registry.example/api:4be81c07»
_LINE = 140  # characters of a line that are looked at

ACCESS_WORDS = (
    "login", "логин",
    "учётк", "учетк", "креды", "creds", "вход в", "вход:", "вход на", "доступ", "админк",
    "basic auth", "rdp", "ssh", "ftp", "anydesk", "teamviewer", "wifi", "wi-fi", "вайфай", "вай-фай", "vpn", "впн",
    "wlan", "вай фай",
)  # fmt: skip


def access_line(text: str, start: int) -> Iterator[Finding]:
    """The password of «вход: admin / …»: after a word for an access, on its line."""
    if text[start - 1 : start].isalnum() or text[start - 1 : start] in ("/", ".", "-", "_"):
        return
    end = text.find("\n", start, start + _LINE)
    end = min(len(text), start + _LINE) if end < 0 else end
    first = start
    while first < end and not text[first].isspace() and text[first] not in ":/|":
        first += 1
    for match in _PAIR.finditer(text, first, end):
        found = match["value"].rstrip(".)")
        image = "." in match["login"] and _IMAGE.fullmatch(found) is not None
        if is_told(found) and not values.is_path(found) and not image:
            yield Finding("SECRET", match.start("value"), match.start("value") + len(found), 0.85, "access-line")
            return
    direct = _DIRECT.match(text, start)
    if direct is not None and is_told(direct["value"]):
        yield Finding("SECRET", *direct.span("value"), 0.85, "network-key")


WIRELESS = ("wpa", "wpa2", "wpa3")
_DIRECT = re.compile(
    r"(?i)(?:wi-?fi|вай[- ]?фай|wpa\d?(?:[-/ ](?:psk"
    r"|personal))?)(?:[ \t](?:it['’]?s|is)(?:[ \t](?:still|now))?)?[ \t]{0,3}[:—–-]?[ \t]{1,3}(?P<value>[^\s/"
    r"|,;\"'`«»“”<>]{8,63})"
    r"(?=[.,;!]?[ \t]{0,3}(?:\n|\Z)|;[ \t]|[ \t]since[ \t])"
)


ACCOUNTS = ("admin/", "admin /", "admin:", "root/", "root /", "root:", "админ/", "админ /")


def account(text: str, start: int) -> Iterator[Finding]:
    """The password of "admin / …", wherever it stands."""
    match = None if text[start - 1 : start] in ("/", ".", "-", "_") else _PAIR.match(text, start)
    found = match["value"].rstrip(".)") if match else ""
    if match is None or not is_told(found) or values.is_path(found):
        return
    apart = " " in text[match.end("login") : match.start("value")]
    if (apart and values.is_chain(found)) or not found.islower():
        yield Finding("SECRET", match.start("value"), match.start("value") + len(found), 0.85, "access-line")


BLOCKS = (
    "данные для входа", "данные для доступа", "логин и пароль", "логины и пароли", "доступы", "реквизиты доступа",
    "учётные данные", "учетные данные", "login details", "login info", "sign-in details", "credentials", "logins",
)  # fmt: skip
_BLOCK_LINES = 8
_ALONE = re.compile(r"[ \t>*•-]{0,4}(?P<value>[^\s\"'`«»“”<>]{5,64})[ \t]{0,4}\Z")


def access_block(text: str, start: int) -> Iterator[Finding]:
    """Passwords in the lines under "login details:": after a slash, or alone in the line under a login."""
    yield from access_line(text, start)
    at = text.find("\n", start, start + _LINE)
    for _ in range(_BLOCK_LINES if at >= 0 else 0):
        end = text.find("\n", at + 1, at + 1 + 2 * _LINE)
        end = min(len(text), at + 1 + 2 * _LINE) if end < 0 else end
        line = text[at + 1 : end]
        if not line.strip():
            return
        match = _ALONE.match(line) or _PAIR.search(line)
        found = match["value"].rstrip(".)") if match else ""
        if match is not None and is_told(found) and not values.is_path(found):
            first = at + 1 + match.start("value")
            yield Finding("SECRET", first, first + len(found), 0.85, "access-block")
        at = end


_NEAR_ACCESS = re.compile(
    r"(?i)\b(?:ssh|s?ftp|rdp|vnc|vpn|anydesk|teamviewer|login|user(?:name)?|host|ip|wi-?fi|логин|юзер|хост"
    r"|сервер|вход|впн"
    r"|вай-?фай)\b|\d{1,3}(?:\.\d{1,3}){3}"
)


def near_access(text: str, start: int) -> bool:
    """Whether an account, a host or a way into one was named shortly before, on the same line."""
    first = max(0, start - 60, text.rfind("\n", 0, start) + 1)
    return _NEAR_ACCESS.search(text, first, start) is not None


_NETWORK = re.compile(r"(?i)wi-?fi|вай-?фа[йя]|wlan|ssid|hotspot|роутер|router|беспроводн|сет[ьи]\b|network")
_OF_NETWORK = re.compile(
    r"(?i)[а-яё]{0,3}[ \t]{1,3}(?:(?:от|для|к|for|to|of)[ \t]{1,3})?(?:the |our |guest )?"
    r"(?:wi-?fi|вай-?фа\w*|роутер\w*|сети|network|router)(?:[ \t][^\s:=—–-]{1,20}){0,4}"
)
_NETWORK_KEY = re.compile(
    r"[а-яё]{0,3}[ \t]{0,4}(?:[:=—–-]|is|was|это|такой)?[ \t]{0,4}"
    r"[\"'«“„]?(?P<value>[^\s\"'«»“”„<>,;]{6,63})"
)
_REACH = 90


def network_key(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What follows the word "key" or «ключ» where a wireless network was named before."""
    network = _OF_NETWORK.match(text, end)
    match = _NETWORK_KEY.match(text, network.end() if network else end)
    if match is None or not (network or _NETWORK.search(text, max(0, start - _REACH), start)):
        return
    first, last = values.trimmed(text, *match.span("value"))
    if is_told(text[first:last]):
        yield first, last
