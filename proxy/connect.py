"""AI hosts in browsers: a PAC file that sends them here, and CONNECT that is seen, decided, tunnelled or refused.

Only the name of the host is seen; nothing is decrypted (RFC 9110 §9.3.6).
"""

import asyncio
import ipaddress
import json
import re
import socket
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

from policy.model import Caller, Decision, Verb
from policy.words import Text
from proxy.caller import Peer
from proxy.corporate import Upstream, open_tunnel
from proxy.sentences import refusal

HEAD_BYTES = 8192
HEAD_SECONDS = 10.0
CONNECT_SECONDS = 10.0
PORTS = frozenset((80, 443, 8443))
MOST_TUNNELS = 512
_PIECE = 64 * 1024
_LABEL = rb"[A-Za-z0-9_-]{1,63}"  # longer or empty ones are no part of a name (RFC 1035 §2.3.4)
_TARGET = re.compile(
    rb"CONNECT (\[[0-9A-Fa-f:.]{2,45}\]|(?=[^:]{1,254}:)%b(?:\.%b)*\.?):(\d{1,5}) HTTP/1\.[01]\r\n" % (_LABEL, _LABEL)
)
_OTHERWISE_PROXY = re.compile(r"\s*PROXY\s+([A-Za-z0-9._-]+):(\d{1,5})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HostRules:
    """decide: on a host for a caller. saw: told at once of each, before the tunnel. upstream: None is direct."""

    decide: Callable[[str, Caller], Decision]
    saw: Callable[[str, Caller, Decision], None]
    upstream: Callable[[], Upstream | None]


def pac_script(hosts: Sequence[str], port: int, *, otherwise: str = "DIRECT", mandatory: bool = False) -> str:
    """A proxy auto-config file: listed hosts to us, all others as before.

    hosts: "example.com" is the host itself, "*.example.com" those below it. When the agent is away, listed hosts go
    the other way, unless `mandatory`.
    """
    listed = f"PROXY 127.0.0.1:{port}" + ("" if mandatory else f"; {otherwise}")
    adds = "".join(
        f"add({code}, {json.dumps(end)}, {json.dumps(' '.join(stems))});\n"
        for (code, end), stems in sorted(_by_ending(hosts).items())
    )
    return f"""// Gnomon: AI hosts are seen by name, nothing is decrypted.
var names = {{}};  // 1: the name itself, 2: what lies below it, 3: both
function add(code, end, stems) {{
  stems = stems.split(" ");
  for (var at = 0; at < stems.length; at++) names[stems[at] + end] = code;
}}
{adds}function code(name) {{
  return Object.prototype.hasOwnProperty.call(names, name) ? names[name] : 0;
}}
function FindProxyForURL(url, host) {{
  host = host.toLowerCase().replace(/\\.$/, "");
  if (code(host) & 1) return {json.dumps(listed)};
  for (var at = host.indexOf("."); at >= 0; at = host.indexOf(".", at + 1)) {{
    if (code(host.substring(at + 1)) & 2) return {json.dumps(listed)};
  }}
  return {json.dumps(otherwise)};
}}
"""


def _by_ending(hosts: Sequence[str]) -> dict[tuple[int, str], list[str]]:
    """Names without their last label by it and by what of them is meant: a third of the length of a plain list."""
    codes: dict[str, int] = {}
    for host in map(str.lower, hosts):
        name = host.removeprefix("*.")
        codes[name] = codes.get(name, 0) | (1 if name == host else 2)
    found: dict[tuple[int, str], list[str]] = {}
    for name, code in sorted(codes.items()):
        end = name[name.rfind(".") :] if "." in name else ""
        found.setdefault((code, end), []).append(name.removesuffix(end))
    return found


def upstream_of(otherwise: str, login: str = "") -> Upstream | None:
    """The first proxy of a PAC answer ("PROXY host:port; DIRECT"), or None for a direct way."""
    match = _OTHERWISE_PROXY.match(otherwise)
    return Upstream(match[1], int(match[2]), login) if match else None


class Tunnels:
    """Takes connections over that began with CONNECT."""

    def __init__(self, rules: HostRules | None) -> None:
        self._rules = rules
        self._running: set[asyncio.Task[None]] = set()

    def take_over(self, transport: asyncio.Transport, first: bytes, peer: "asyncio.Future[Peer]") -> None:
        """Serve a connection whose first bytes are `first`."""
        if self._rules is None or len(self._running) >= MOST_TUNNELS:
            transport.write(b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            transport.close()
            return
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=_PIECE, loop=loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
        transport.set_protocol(protocol)
        protocol.connection_made(transport)
        reader.feed_data(first)
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        task = asyncio.ensure_future(self._serve(self._rules, reader, writer, peer))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def close(self) -> None:
        """Cut all tunnels."""
        for task in self._running:
            task.cancel()
        if self._running:
            await asyncio.wait(self._running)

    async def _serve(
        self,
        rules: HostRules,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        peer: "asyncio.Future[Peer]",
    ) -> None:
        with closing(writer), suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await _tunnel(rules, reader, writer, peer)  # one of its sides may go; the other is told by its end


async def _tunnel(
    rules: HostRules, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, peer: "asyncio.Future[Peer]"
) -> None:
    async with asyncio.timeout(HEAD_SECONDS):
        head = await reader.readuntil(b"\r\n\r\n")
    match = _TARGET.match(head)
    if match is None or len(head) > HEAD_BYTES:
        return await _refuse(writer, 400, refusal("tunnel-address").text)
    host, port = match[1].decode().strip("[]").lower().rstrip("."), int(match[2])
    found = await peer
    if found.foreign:
        return await _refuse(writer, 403, refusal("other-user").text)
    if port not in PORTS or _is_local(host):
        return await _refuse(writer, 403, refusal("tunnel-address").text)
    decision = rules.decide(host, found.caller)
    rules.saw(host, found.caller, decision)
    if decision.verdict is Verb.BLOCK:
        return await _refuse(writer, 403, decision.reason)
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            far_reader, far_writer = await _reach(host, port, rules.upstream())
    except (OSError, TimeoutError):
        return await _refuse(writer, 502, refusal("tunnel-away", host=host).text)
    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    try:
        async with asyncio.TaskGroup() as both:
            both.create_task(_pump(reader, far_writer))
            both.create_task(_pump(far_reader, writer))
    except* OSError:
        pass  # reset by one side
    finally:
        far_writer.close()
    return None


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while piece := await source.read(_PIECE):
        sink.write(piece)
        await sink.drain()
    with suppress(OSError):
        sink.write_eof()


async def _reach(host: str, port: int, upstream: Upstream | None) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to the host. Raises as `open_tunnel`."""
    if upstream is None:
        return await asyncio.open_connection(host, port, limit=_PIECE)
    reader, protocol, transport = await open_tunnel(host, port, upstream)
    return reader, asyncio.StreamWriter(transport, protocol, reader, asyncio.get_running_loop())


async def _refuse(writer: asyncio.StreamWriter, status: int, text: Text) -> None:
    """Browsers show a page of their own for a refused CONNECT; programs print this."""
    body = f"Gnomon: {text.en}\n{text.ru}\n".encode()
    head = (
        f"HTTP/1.1 {status} Refused\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode() + body)
    await writer.drain()


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    address = _address(host)
    return address is not None and (address.is_loopback or address.is_unspecified or address.is_link_local)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host is written as, in any spelling that a resolver takes ("127.1", "0x7f000001")."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        try:
            return ipaddress.IPv4Address(socket.inet_aton(host))
        except OSError:
            return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
