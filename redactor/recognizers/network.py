"""IP addresses, MAC addresses, links with personal data. Pure."""

import ipaddress
import re
from collections.abc import Iterator

from redactor.finding import Finding

_IPV4 = re.compile(r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)")
_IPV6 = re.compile(
    r"(?<![\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}(?:[0-9a-fA-F]{1,4}|(?:\d{1,3}\.){3}\d{1,3}|(?<=::))(?:%\w{1,15})?(?![\w:]|\.\d)"
)
_MAC = re.compile(
    r"(?<![\w:.-])(?:[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\1){4}[0-9a-fA-F]{2}|(?:[0-9a-fA-F]{4}\.){2}[0-9a-fA-F]{4})(?![\w:-]|\.\w)"
)
_VERSION = re.compile(
    r"(?:\bv|\bver\.?|version|versions|верси[яиюей]\w*|build|билд\w*|сборк\w*|релиз\w*|release|firmware|прошивк\w*|драйвер\w*|driver|"
    r"chrome|firefox|edge|safari|обновлени\w+|update|kb|patch|патч|package|пакет\w*|==|>=|<=|~=|@|numpy|oid|раздел\w*|пункт\w*|п\.|гост р?)"
    r"[\s:=/\"'(]{0,3}$",
    re.IGNORECASE,
)
_IP_WORD = re.compile(
    r"\bip|айпи|адрес|host|хост|сервер|server|ping|пинг|ssh|addr|шлюз|gateway|dns|subnet|from|client|http|://",
    re.IGNORECASE,
)


def find_addresses_of_network(text: str) -> Iterator[Finding]:
    """IPv4, IPv6 and MAC of hosts: not loopback, not a netmask, not a version."""
    if text.count(".") >= 3:
        for match in _IPV4.finditer(text):
            if _is_host(match.group()) and not _is_version(text, match):
                yield Finding("IP", match.start(), match.end(), 0.9, "ipv4")
    if text.count(":") >= 2:
        for match in _IPV6.finditer(text):
            if (
                _is_host(match.group().split("%")[0])
                and any(c.isalnum() for c in match.group())
                and _looks_v6(match.group())
            ):
                yield Finding("IP", match.start(), match.end(), 0.9, "ipv6")
        for match in _MAC.finditer(text):
            yield from _mac(match)
    elif "-" in text or "." in text:
        for match in _MAC.finditer(text):
            yield from _mac(match)


def _mac(match: re.Match[str]) -> Iterator[Finding]:
    digits = re.sub(r"[^0-9a-f]", "", match.group().lower())
    if (len(set(digits)) > 1 and not digits.isdigit()) or (
        digits.isdigit() and ":" in match.group() and len(set(digits)) > 3
    ):
        yield Finding("MAC", match.start(), match.end(), 0.9, "mac")


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
    """Ones then zeroes, at least eight ones: a netmask or the broadcast address; or a wildcard mask."""
    inverse = value ^ 0xFFFFFFFF
    return (value >= 0xFF000000 and inverse & (inverse + 1) == 0) or (value < 0x01000000 and value & (value + 1) == 0)


def _is_version(text: str, match: re.Match[str]) -> bool:
    """A four-part version: a word such as "build" before it, or all parts small and no word of hosts near."""
    before = text[max(0, match.start() - 24) : match.start()]
    if _VERSION.search(before):
        return True
    parts = [int(part) for part in match.group().split(".")]
    if any(len(part) > 1 and part[0] == "0" for part in match.group().split(".")):
        return True
    small = (parts[0] < 10 and parts[0] != 8) or (parts[3] == 0 and text[match.end() : match.end() + 1] != "/")
    return small and not _IP_WORD.search(text, max(0, match.start() - 40), match.end() + 20)


def _looks_v6(value: str) -> bool:
    """A time such as 12:30:45 or 10::20 is no address: eight groups, or a double colon with a letter or four digits."""
    if value.count(":") == 7 and "::" not in value:
        return True
    return "::" in value and (
        any(c in "abcdefABCDEF" for c in value) or any(len(part) >= 3 for part in value.split(":"))
    )
