"""Through the company's HTTP proxy: CONNECT, with a login where it asks for one.

Basic goes with the first request (RFC 7617), but that of a domain's login, which is the person's own password: it goes
where nothing better is offered. Negotiate and NTLM take rounds on one connection (RFC 4559, MS-NTHT) and
the optional package pyspnego: with the login of the key store, else as the person who is logged in to this computer.
"""

import asyncio
import base64
import binascii
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

READ_BYTES = 64 * 1024
MOST_ROUNDS = 4
_STATUS = re.compile(r"HTTP/1\.[01] (\d{3})(?: .*)?")
_SCHEMES = ("Negotiate", "NTLM")
_log = logging.getLogger(__name__)
Ends = tuple[asyncio.StreamReader, asyncio.StreamReaderProtocol, asyncio.Transport]


@dataclass(frozen=True, slots=True)
class Upstream:
    """A corporate proxy. login: "user:password", "DOMAIN\\user:password" or ""."""

    host: str
    port: int
    login: str = ""


class ProxyRefused(ConnectionError):
    """The corporate proxy said no. login: for want of a login that it takes."""

    def __init__(self, *, login: bool) -> None:
        super().__init__("the corporate proxy refused the tunnel")
        self.login = login


class _Said(NamedTuple):
    """What a proxy answered. offers: scheme in small letters → its token."""

    status: int
    offers: Mapping[str, str]
    stays: bool


def basic(login: str) -> dict[str, str]:
    """The header of a login that is not asked for again."""
    return {"Proxy-Authorization": f"Basic {base64.b64encode(login.encode()).decode()}"} if login else {}


def unasked(login: str) -> dict[str, str]:
    """The header of a login that may go before it is asked for: not that of a domain's ("DOMAIN\\user:password")."""
    return {} if "\\" in login.partition(":")[0] else basic(login)


async def open_tunnel(host: str, port: int, proxy: Upstream) -> Ends:
    """A tunnel to a host: all that is read and written from now on is between its two ends.

    Raises:
        ProxyRefused: the proxy is away, does not let us through, or says what cannot be understood.
    """
    ends = await _reach(proxy)
    try:
        first = unasked(proxy.login)
        said = await _ask(ends, host, port, first)
        scheme = next((one for one in _SCHEMES if one.lower() in said.offers), "")
        held_back = "basic" in said.offers and not first and bool(proxy.login)
        if said.status == 407 and (scheme or held_back):
            if not said.stays:
                ends[2].close()
                ends = await _reach(proxy)
            if scheme:
                said = await _negotiated(ends, host, port, scheme, proxy)
            else:
                said = await _ask(ends, host, port, basic(proxy.login))
        if said.status != 200:
            raise ProxyRefused(login=said.status == 407)
    except BaseException as error:
        ends[2].close()
        if isinstance(error, (ConnectionError, EOFError, asyncio.LimitOverrunError, ValueError)):
            raise ProxyRefused(login=isinstance(error, ProxyRefused) and error.login) from error
        raise
    return ends


async def _reach(proxy: Upstream) -> Ends:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=READ_BYTES, loop=loop)
    try:
        transport, protocol = await loop.create_connection(
            lambda: asyncio.StreamReaderProtocol(reader, loop=loop), proxy.host, proxy.port
        )
    except OSError as error:
        raise ProxyRefused(login=False) from error
    return reader, protocol, transport


async def _negotiated(ends: Ends, host: str, port: int, scheme: str, proxy: Upstream) -> _Said:
    """The last answer of a handshake. Raises ProxyRefused where it cannot be held at all."""
    try:
        import spnego  # type: ignore[import-not-found,unused-ignore] # the extra `negotiate`
    except ImportError:
        _log.warning("the corporate proxy asks for %s: install gnomon[negotiate]", scheme)
        raise ProxyRefused(login=True) from None
    user, _, password = proxy.login.partition(":")
    client = partial(spnego.client, user or None, password or None)
    try:
        context = await asyncio.to_thread(client, hostname=proxy.host, service="HTTP", protocol=scheme.lower())
        said = _Said(407, {}, stays=True)
        for _ in range(MOST_ROUNDS):
            token = base64.b64decode(said.offers.get(scheme.lower(), ""), validate=True)
            answer = await asyncio.to_thread(context.step, token or None)  # Kerberos asks over the network
            token_of = base64.b64encode(answer or b"").decode()
            said = await _ask(ends, host, port, {"Proxy-Authorization": f"{scheme} {token_of}"})
            if said.status != 407 or not said.stays or not said.offers.get(scheme.lower()):
                break
    except (spnego.exceptions.SpnegoError, binascii.Error, ValueError) as error:
        _log.warning("no login to the corporate proxy by %s: %s", scheme, type(error).__name__)
        raise ProxyRefused(login=True) from error
    return said


async def _ask(ends: Ends, host: str, port: int, login: Mapping[str, str]) -> _Said:
    reader, _, transport = ends
    name = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {name} HTTP/1.1", f"Host: {name}", *(f"{field}: {value}" for field, value in login.items())]
    if transport.is_closing():
        raise ConnectionResetError("the corporate proxy hung up")
    transport.write("\r\n".join([*lines, "", ""]).encode())
    said, *fields = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    match = _STATUS.fullmatch(said)
    if match is None:
        raise ConnectionError("the corporate proxy does not speak HTTP")
    status = int(match[1])
    headers = [(name.strip().lower(), value.strip()) for name, _, value in (line.partition(":") for line in fields)]
    offers = [value.partition(" ") for name, value in headers if name == "proxy-authenticate"]
    stays = status != 407 or await _emptied(reader, headers)
    return _Said(status, {scheme.lower(): token.strip() for scheme, _, token in offers}, stays)


async def _emptied(reader: asyncio.StreamReader, headers: Sequence[tuple[str, str]]) -> bool:
    """Read a page of words that nobody needs; whether the connection may be asked again."""
    fields = dict(headers)
    if "close" in (fields.get("connection", "").lower(), fields.get("proxy-connection", "").lower()):
        return False
    if fields.get("transfer-encoding", "").lower() == "chunked":
        while size := int((await reader.readuntil(b"\r\n")).partition(b";")[0], 16):
            await reader.readexactly(min(size, READ_BYTES) + 2)
        await reader.readuntil(b"\r\n")
        return True
    length = fields.get("content-length", "")
    if not length.isdigit() or int(length) > READ_BYTES:
        return False
    await reader.readexactly(int(length))
    return True
