"""IP and MAC addresses of hosts. Pure."""

import ipaddress
import re
from collections.abc import Iterator
from itertools import pairwise

from redactor.finding import Finding
from redactor.names.lists import quiet_latin
from redactor.recognizers import secret_values as values
from redactor.recognizers.page import Page
from redactor.word_lists import word_list

_IPV4 = re.compile(r"(?<![\w.])(?<![^\d]-)(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d|-(?!\d{1,3}\.\d{1,3}\.))")
# Written so that nobody clicks on it, or inside the name of a machine.
_BROKEN_IPV4 = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?:\[\.\]|\(\.\)|\.)){3}\d{1,3}(?!\w)"
    r"|(?<=\bip-)(?:\d{1,3}-){3}\d{1,3}(?![\w-])"
)
_IPV6 = re.compile(
    r"(?<![\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}(?:[0-9a-fA-F]{1,4}|(?:\d{1,3}\.){3}\d{1,3}"
    r"|(?<=::))(?:%\w{1,15})?(?![\w:]|\.\d)"
)
_DOTTED, _LONGEST_IPV4 = re.compile(r"\.\d{1,3}\.\d{1,3}\.\d"), 15  # in each of them; characters
_HEX = "[0-9a-fA-F]"
_MAC = re.compile(
    rf"(?<![\w:.-])(?:{_HEX}{{2}}([:-])(?:{_HEX}{{2}}\1){{4}}{_HEX}{{2}}"
    rf"|(?:{_HEX}{{4}}\.){{2}}{_HEX}{{4}})(?![\w:-]|\.\w)"
)
_ACCESS = re.compile(
    r"(?::\d{1,5})?[ \t]*[/|,;][ \t]*[\w.@-]{2,40}[ \t]*[/|:][ \t]*(?P<value>[^\s/|,;]{5,64})(?=\s|\Z|[,;|])"
)
# The first signs of a card's number, each with the digits before them: patterns that begin with a sign are found fast.
_INSIDE_CARDS = (
    *((2, re.compile(rf"{sign}{_HEX}{{2}}{sign}{_HEX}{{2}}{sign}")) for sign in ":-"),
    (4, re.compile(rf"\.{_HEX}{{4}}\.{_HEX}{{4}}")),
)
# After a word for them also without signs.
_TWELVE = rf"(?:{_HEX}{{12}}|{_HEX}{{6}}[-:]{_HEX}{{6}}|{_HEX}{{2}}(?: {_HEX}{{2}}){{5}})(?![\w-])"
_PLAIN_CARDS = re.compile(rf"\w+[^\n]{{0,40}}?(?<![\w-]){_TWELVE}(?:[ \t,;]{{1,3}}{_TWELVE}){{0,20}}")
_PLAIN_CARD = re.compile(rf"(?<![\w-])(?=[a-fA-F:\- ]*\d){_TWELVE}")
BEGINNINGS = {"mac": (r"mac\b|macs\b|мак\b|hwaddr|hwaddress|bssid|ether\b|lladdr",)}
_GROUPS = re.compile(r":(?<=[0-9a-f]:)[0-9a-f]{1,4}:[0-9a-f]{1,4}:[0-9a-f]")
_VERSION = re.compile(
    r"(?:\bv\.?|\bver\.?|version|versions|верси[яиюей]\w*|build|билд\w*|сборк\w*|релиз\w*|release|прошивк\w*"
    r"|firmware(?: (?:went|jumped|changed) from)?"
    r"|драйвер\w*|driver|chrome|firefox|edge|safari|обновлени\w+|апдейт\w*|update|kb|patch|патч|package|пакет\w*|==|>="
    r"|<=|~=|numpy"
    r"|schema|(?<=/)[\w.-]{1,60}(?=:)|oid|окпд2?|оквэд2?|тн вэд|раздел\w*|(?:под)?пункт\w*"
    r"|п\.|гост р?|платформ\w*|редакци[яиюей]\w*|§"
    r"|\b(?:стать[яиеюёй]\w*|ст\.|приложени\w+|глав[аыеу]|clauses?|(?:sub-?)?sections?|para(?:graph)?s?|articles?"
    r"|chapters?|annex|appendix|platform))(?: to| до| на)?[\s:=/\"'(]{0,5}(?:e\.g\.,? ?)?\Z"
)
# The name of a program right before its version, «Tally 11.4.2.19», «AnyView/7.0.3.2»; the parts of one are small.
_PROGRAM = re.compile(r"(?<![\w.@/\\:-])(?P<name>[A-Za-z]{2,30})(?P<sign>[ ]{1,2}v?|[/=])\Z")
_KNOWN_PROGRAMS = word_list("known_things") | frozenset(
    "pg psql postgres postgresql mysql mariadb oracle nginx apache tomcat jdk jre java php python npm lmgrd flexlm exim"  # noqa: SIM905
    " postfix dovecot samba openssl openssh git glibc gcc qemu zabbix jenkins gitlab grafana envoy".split()
)
_NO_PROGRAMS = word_list("not_products")
_VERSIONS, _MINOR = range(1, 26), 20  # first parts of versions; the greatest second and third part
_RESOLVERS = frozenset(("8.8.4.4", "1.0.0.1", "1.0.0.2", "1.0.0.3", "4.2.2.1", "4.2.2.2", "4.2.2.3", "4.2.2.4"))
# Systems whose versions stand right after them; «Linux 10.0.0.5» is a host.
_SYSTEM_VERSION = re.compile(
    r"(?:\b(?:linux|kernel|windows|android|macos|os x|ios|ipados|freebsd|openbsd|debian|ubuntu|bios|uefi)"
    r"|ядр[оаеу]|линукс|андроид)[ :=(v]{1,3}\Z"
)
_SYSTEMS = range(1, 20)  # first parts of such versions
_KERNELS = range(4, 8)
_AGENT = re.compile(r"(?:\A|\n)(?:user-agent|x-mailer|server): [^\n]{1,60}\Z")  # a head of HTTP, SIP, mail
# «upgrade from 8.0.36.1 to 8.4.2.0», «откатили с 5.2.1.7».
_RAISED = re.compile(
    r"\b(?:upgrad|downgrad|bump|patch|roll(?:ed|ing)? ?back|обнов|откат)\w*"
    r"(?:(?: (?!(?:server|host|router|сервер|хост|роутер)\w*)[^\s.;!?]{1,20}){0,4}? (?:from|to|с|со|до|на))? v?\Z"
)
# «reinstalled client 5.1.6.103», «поставили агент 7.4.1.88».
_INSTALLED = re.compile(
    r"\b(?:(?:re-?|un)?install\w*|(?:пере)?устан\w+|поставил\w*|снес\w+) (?:[^\W\d_]{2,12} ){0,2}"
    r"(?:client|agent|app|клиент\w?|агент\w?|программ\w+|приложени\w+) v?\Z"
)
_AND_THEN = re.compile(r"[ ](?:to|->|→|and|or|vs\.?|versus|against|than|до|на|и|против)[ ]v?|[ ]?(?:->|→|,|/)[ ]?v?")
_HOST_WORD = re.compile(
    r"\bip|trace|tracert|трассир|\bmtr\b|узел|узл[аеу]|node|роутер|router|провайдер|маршрут|айпи|адрес|host"
    r"|хост|сервер|server|ping|пинг|ssh|addr|шлюз|gateway|dns|subnet|from|client|http|://|\"(?:get|post|put|head"
    r"|patch|delete|options) "
)


def find_hosts(page: Page) -> Iterator[Finding]:
    """IPv4, IPv6 and MAC: not loopback, not a netmask, not a version."""
    text = page.text
    dotted = text.count(".") >= 3
    parts = [match for match in _four_parts(page) if _is_host(match.group())] if _DOTTED.search(text) else []
    versions = {_series(match) for match in parts if _is_version(page.low, match) or _is_of_program(text, match)}
    versions |= {_series(after) for one, after in pairwise(parts) if _is_next_version(page.low, one, after, versions)}
    for match in parts:
        if _series(match) not in versions and not _NOBODYS_NETWORK.match(text, match.start()):
            yield Finding("IP", match.start(), match.end(), 0.9, "ipv4")
            yield from () if text.endswith("://", 0, match.start()) else _access(text, match.end())
    if (dotted and ("[.]" in text or "(.)" in text)) or "ip-" in page.low:
        for match in _BROKEN_IPV4.finditer(text):
            if _is_host(re.sub(r"[^\d]+", ".", match.group())) and not match.group().replace(".", "").isdigit():
                yield Finding("IP", match.start(), match.end(), 0.85, "ipv4")
    colons = text.count(":")
    if "::" in text or (colons >= 7 and _GROUPS.search(page.low)):
        for match in _IPV6.finditer(text):
            if _is_host(match.group().split("%")[0]) and _is_no_time(match.group()):
                yield Finding("IP", match.start(), match.end(), 0.9, "ipv6")
    for match in page.tried("mac", _PLAIN_CARDS, low=False):
        for plain in _PLAIN_CARD.finditer(match.group()):
            yield Finding("MAC", match.start() + plain.start(), match.start() + plain.end(), 0.85, "mac")
    for before, inside in _INSIDE_CARDS:
        for middle in inside.finditer(text):
            card = _MAC.match(text, middle.start() - before) if middle.start() >= before else None
            if card is not None and _is_card(card.group()):
                yield Finding("MAC", card.start(), card.end(), 0.9, "mac")


# Whole networks that are the same everywhere: private use, links, examples, groups (RFC 6890, RFC 5737).
_NOBODYS_NETWORK = re.compile(
    r"(?:10\.0\.0\.0/8|172\.16\.0\.0/12|192\.168\.0\.0/16|100\.64\.0\.0/10|169\.254\.0\.0/16|224\.0\.0\.0/4"
    r"|192\.0\.2\.0/24|198\.51\.100\.0/24|203\.0\.113\.0/24)(?!\d)"
)
_HEXADECIMAL = re.compile(r"[0-9a-fA-F]*:[0-9a-fA-F:.]*")


def _access(text: str, end: int) -> Iterator[Finding]:
    """The password of «192.0.2.7 / admin / …», right after a host."""
    match = _ACCESS.match(text, end)
    if match is None or _HEXADECIMAL.fullmatch(match["value"]):  # the rest of an IPv6 address beside an IPv4 one
        return
    if values.looks_like_password(match["value"]) and not values.is_placeholder(match["value"]):
        yield Finding("SECRET", match.start("value"), match.end("value"), 0.85, "host-login-password")


def _series(match: re.Match[str]) -> str:
    """The first two parts: what is a version once is no host where it stands again with another end."""
    return match.group().rpartition(".")[0].rpartition(".")[0]


def _is_next_version(low: str, one: re.Match[str], after: re.Match[str], versions: set[str]) -> bool:
    """The second of "from 8.0.36.1 to 8.4.2.0"."""
    return _series(one) in versions and _AND_THEN.fullmatch(low, one.end(), after.start()) is not None


def _four_parts(page: Page) -> Iterator[re.Match[str]]:
    """Four short numbers with full stops between."""
    spots, text = page.numbers, page.text
    for one, four in zip(spots, spots[3:], strict=False):
        if four.end - one.start <= _LONGEST_IPV4 and (match := _IPV4.match(text, one.start)):
            yield match


def _is_card(value: str) -> bool:
    """Whether the pairs belong to a network card: not all alike, and hardly a row of numbers."""
    digits = re.sub(r"[^0-9a-f]", "", value.lower())
    if digits.isdigit():
        return ":" in value and len(set(digits)) > 3
    return len(set(digits)) > 1


def _is_host(value: str) -> bool:
    """An address that can belong to a host of somebody."""
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return False
    if address.is_loopback or address.is_unspecified or address.is_multicast:
        return False
    return isinstance(address, ipaddress.IPv6Address) or not _is_mask(int(address))


def _is_mask(value: int) -> bool:
    """Ones then zeroes, at least eight ones (netmask, broadcast), or the other way round (wildcard)."""
    inverse = value ^ 0xFFFFFFFF
    return (value >= 0xFF000000 and inverse & (inverse + 1) == 0) or (value < 0x01000000 and value & (value + 1) == 0)


def _is_version(low: str, match: re.Match[str]) -> bool:
    """A four-part version: a word such as "build" before it, or small parts and no word of hosts near."""
    if _VERSION.search(low, max(0, match.start() - 24), match.start()):
        return True
    if _AGENT.search(low, max(0, match.start() - 80), match.start()):
        return True
    if _RAISED.search(low, max(0, match.start() - 60), match.start()) and not match.group().startswith("192.168."):
        return True
    if _INSTALLED.search(low, max(0, match.start() - 60), match.start()):
        return not ipaddress.ip_address(match.group()).is_private
    written = match.group().split(".")
    if any(len(part) > 1 and part[0] == "0" for part in written):
        return True
    parts = [int(part) for part in written]
    if _SYSTEM_VERSION.search(low, max(0, match.start() - 20), match.start()):
        lone = parts[0] in _SYSTEMS and not ipaddress.ip_address(match.group()).is_private
        if lone and (parts[0] in _KERNELS or not _is_near_host_word(low, match)):
            return True
    small = (parts[0] < 10 and parts[0] != 8) or (parts[3] == 0 and low[match.end() : match.end() + 1] != "/")
    return small and not _is_near_host_word(low, match)


def _is_of_program(text: str, match: re.Match[str]) -> bool:
    """Small parts right after the name of a program: a capitalised word, or a known one, for no host, role or place."""
    parts = [int(part) for part in match.group().split(".")]
    if (
        parts[0] not in _VERSIONS
        or parts[0] == 10
        or max(parts[1:3]) > _MINOR
        or len(set(parts)) == 1
        or match.group() in _RESOLVERS
    ):
        return False
    before = _PROGRAM.search(text, max(0, match.start() - 34), match.start())
    if before is None or ipaddress.ip_address(match.group()).is_private:
        return False
    low = before["name"].lower()
    capital = before["name"] != low and before["sign"] != "=" and low not in quiet_latin()
    return low not in _NO_PROGRAMS and (capital or low in _KNOWN_PROGRAMS)


def _is_near_host_word(low: str, match: re.Match[str]) -> bool:
    return _HOST_WORD.search(low, max(0, match.start() - 40), match.end() + 20) is not None


def _is_no_time(value: str) -> bool:
    """Eight groups, or a double colon with a letter or a long group: 12:30:45 and 10::20 are none."""
    if value.count(":") == 7 and "::" not in value:
        return True
    return "::" in value and (
        any(c in "abcdefABCDEF" for c in value) or any(len(part) >= 3 for part in value.split(":"))
    )
