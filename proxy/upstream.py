"""One request to a gateway, over aiohttp's connections and its parser (llhttp).

aiohttp's connector (pool, TLS, corporate proxy) and its reading of answers are used as they are. Its ClientSession is
not: cookies, redirects, logins and encodings would all have to be switched off, and it takes more time than all that
Gnomon does itself (decision 0251). Two things are stricter here. A folded header is refused (RFC 9112 §5.2): aiohttp
joins it silently, and two readers may see two heads. And an answer that nobody asked for closes its connection, so
that it is never taken for the answer to the next prompt.

Undocumented parts of aiohttp are used; it is pinned to 3.14, and tests/proxy/test_gateway.py fails where they change.
"""

import asyncio
import base64
import re
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import cast

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.client_reqrep import ClientRequest
from aiohttp.connector import Connection
from aiohttp.http_exceptions import BadHttpMessage
from aiohttp.http_parser import RawResponseMessage
from aiohttp.http_writer import StreamWriter
from aiohttp.streams import StreamReader
from yarl import URL

from proxy.corporate import Upstream, basic, open_tunnel, unasked
from proxy.pins import pin_of

CONNECT_SECONDS = 10.0  # to an address
WAY_SECONDS = 30.0  # to the gateway, through the corporate proxy and with TLS
SILENCE_SECONDS = 600.0  # a model may think for minutes before its answer begins
KEPT_SECONDS = 30.0
HEADER_BYTES = 64 * 1024
READ_BYTES = 64 * 1024
ONE_GO = 256 * 1024  # bytes; a longer body is written in pieces, so that other streams get in between
_TIMEOUT = aiohttp.ClientTimeout(total=None, connect=WAY_SECONDS, sock_connect=CONNECT_SECONDS)
_INFORMATION = re.compile(rb"HTTP/1\.\d 1\d\d")  # a head that another follows


class WrongKey(aiohttp.ClientConnectionError):
    """The other end has a trusted certificate, but none of the keys that the policy names."""


class _Responses(ResponseHandler):
    """Reads the answers of one connection."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._head = b""
        self.asked = True  # the first question may be the connector's own: CONNECT
        self._heard = 0.0
        self._silence: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        if data and not self.asked:
            self._refuse("an answer that nobody asked for")
            return
        if self._payload is None or self._payload.is_eof():
            self._head += data
            while self._head:
                end = _end_of_head(self._head)
                if _is_folded(self._head, end):
                    self._refuse("folded header")
                    return
                if not end:
                    break
                self._head = self._head[end:] if _INFORMATION.match(self._head) else b""
        self._heard = self._loop.time()
        super().data_received(data)
        self._check_queue()

    def set_exception(self, exc: BaseException, *cause: BaseException) -> None:
        """Who reads the body is told, too; aiohttp forgets it where its framing breaks, and it would wait on."""
        super().set_exception(exc, *cause)
        if self._payload is not None and not self._payload.is_eof():
            late = isinstance(exc, TimeoutError)
            self._payload.set_exception(exc if late else aiohttp.ClientPayloadError("the answer broke off"), exc)

    def resume_reading(self, resume_parser: bool = True) -> None:
        """aiohttp calls this with every piece that is read; mostly nothing was paused."""
        if self._reading_paused:
            super().resume_reading(resume_parser)

    def _check_queue(self) -> None:
        if not self.asked and len(self):
            self._refuse("an answer that nobody asked for")

    def ask(self) -> None:
        """From now on an answer is awaited. One parser reads all answers of a connection."""
        if self._parser is None:
            self.set_response_params(
                read_until_eof=True,
                auto_decompress=False,
                read_bufsize=READ_BYTES,
                max_line_size=HEADER_BYTES,
                max_field_size=HEADER_BYTES + 1024,
            )
        self._payload = None
        self.asked = True
        self._heard = self._loop.time()
        if self._silence is None:
            self._silence = self._loop.call_later(SILENCE_SECONDS, self._check_silence)

    @property
    def begun(self) -> bool:
        """Whether a part of a head has come, and not its end."""
        return self._head != b""

    def answered(self) -> None:
        """The answer has ended."""
        self.asked = False

    def connection_lost(self, exc: BaseException | None) -> None:
        if self._silence is not None:
            self._silence.cancel()
        super().connection_lost(exc)

    def _check_silence(self) -> None:
        """One timer a connection, not one a piece; while the client does not read, the gateway may not speak."""
        self._silence = None
        if not self.asked:
            return
        now = self._loop.time()
        left = SILENCE_SECONDS if self._reading_paused else self._heard + SILENCE_SECONDS - now
        if left > 0:
            self._silence = self._loop.call_later(left, self._check_silence)
        else:
            self._on_read_timeout()
            self._close()

    def _refuse(self, why: str) -> None:
        self._close()
        self.set_exception(aiohttp.ClientPayloadError(why), BadHttpMessage(why))

    def _close(self) -> None:
        if self.transport is not None:
            self.transport.close()


class Connector(aiohttp.TCPConnector):
    """Keeps connections to gateways; they read strictly. context: whom to trust."""

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(limit=0, ssl=context, keepalive_timeout=KEPT_SECONDS)
        self._factory = partial(_Responses, self._loop)  # type: ignore[assignment] # a ResponseHandler

    async def _create_proxy_connection(
        self, req: ClientRequest, traces: list[aiohttp.tracing.Trace], timeout: aiohttp.ClientTimeout
    ) -> tuple[asyncio.BaseTransport, ResponseHandler]:
        """Tunnels are opened here, with every login; without TLS, or with TLS to the proxy itself, by aiohttp."""
        proxy = req.proxy
        if proxy is None or proxy.scheme != "http" or not req.is_ssl():
            return await super()._create_proxy_connection(req, traces, timeout)
        company = Upstream(proxy.host or "", proxy.port or 80, _login_of(req))
        _, _, transport = await open_tunnel(req.host, req.port or 443, company)
        return await self._start_tls_connection(transport, req=req, timeout=timeout)


def _end_of_head(data: bytes) -> int:
    """Where the body begins: behind an empty line, whose line end may lack its CR (RFC 9112 §2.2); 0: not yet."""
    with_cr, without = data.find(b"\n\r\n"), data.find(b"\n\n")
    if with_cr >= 0 and not 0 <= without < with_cr:
        return with_cr + 3
    return without + 2 if without >= 0 else 0


def _is_folded(data: bytes, end: int) -> bool:
    """Whether a line of a head that ends at `end` (0: has not ended) begins with a blank."""
    last = end or len(data)
    return data.find(b"\n ", 0, last) >= 0 or data.find(b"\n\t", 0, last) >= 0


def _login_of(request: ClientRequest) -> str:
    """Part of what names a connection, so that people with other logins never share one."""
    fields: Mapping[str, str] = request.proxy_headers or {}
    return base64.b64decode(fields.get("Proxy-Authorization", "").removeprefix("Basic ")).decode()


class Way:
    """The way to one origin. login: for the corporate proxy. pins: keys that the origin may have, () any."""

    def __init__(self, connector: Connector, origin: URL, proxy: str, login: str, pins: Sequence[str] = ()) -> None:
        self._connector = connector
        self._pins = pins
        self._loop = asyncio.get_running_loop()
        host = origin.host_port_subcomponent or ""
        self._asker = ClientRequest(  # names the connection that is wanted; never sent
            "GET",
            origin,
            loop=self._loop,
            proxy=URL(proxy) if proxy else None,
            proxy_headers={**basic(login), "Host": host} if proxy else None,
        )
        self._absolute = bool(proxy) and origin.scheme == "http"  # RFC 9112 §3.2.2
        self._headers = {"Host": host, **(unasked(login) if self._absolute else {})}

    async def ask(self, method: str, url: URL, headers: Mapping[str, str], body: bytes | None) -> "Incoming":
        """Send and return with the head of the answer; the caller closes it.

        Raises:
            aiohttp.ClientError, HttpProcessingError, ValueError: no answer, or none that can be read.
        """
        head = self._head(method, str(url) if self._absolute else url.raw_path_qs, headers, body)
        try:
            connection = await self._connector.connect(self._asker, [], _TIMEOUT)
        except TimeoutError as error:
            raise aiohttp.ConnectionTimeoutError from error
        protocol = cast(_Responses, connection.protocol)
        writing = None
        try:
            if self._pins:
                _check_key(protocol.transport, self._pins)
            protocol.ask()
            if body is not None and len(body) > ONE_GO:
                writing = asyncio.create_task(_write_in_pieces(StreamWriter(protocol, self._loop), head, body))
            elif protocol.transport is not None:
                protocol.transport.write(head + (body or b""))
            while True:
                message, content = await protocol.read()
                if not 100 <= message.code <= 199:
                    return Incoming(message, content, connection, writing)
                if message.code == 101:
                    raise aiohttp.ClientPayloadError("another protocol")
        except BaseException as error:
            if writing is not None:
                writing.cancel()
            connection.close()
            if protocol.begun and isinstance(error, (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)):
                raise aiohttp.ClientPayloadError("the answer broke off in its head") from error
            raise

    def _head(self, method: str, target: str, headers: Mapping[str, str], body: bytes | None) -> bytes:
        fields = {**self._headers, **headers}
        if body is not None or method != "GET":
            fields["Content-Length"] = str(len(body or b""))
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
        if not "".join(lines).isprintable():
            raise ValueError("a control character in the head")
        return "\r\n".join([*lines, "", ""]).encode()


def _check_key(transport: asyncio.BaseTransport | None, pins: Sequence[str]) -> None:
    """Raises WrongKey."""
    tls = transport.get_extra_info("ssl_object") if transport is not None else None
    certificate = tls.getpeercert(binary_form=True) if tls is not None else None
    if certificate is None or pin_of(certificate) not in pins:
        raise WrongKey("the gateway has another key")


class Incoming:
    """An answer whose head has come. content: its body, still to be read."""

    __slots__ = ("_connection", "_writing", "content", "headers", "raw_headers", "status")

    def __init__(
        self,
        message: RawResponseMessage,
        content: StreamReader,
        connection: Connection,
        writing: "asyncio.Task[None] | None",
    ) -> None:
        self.status = message.code
        self.headers = message.headers
        self.raw_headers = message.raw_headers
        self.content = content
        self._connection = connection
        self._writing = writing
        content.on_eof(self._ended)

    @property
    def content_type(self) -> str:
        """The media type without parameters, in small letters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def close(self) -> None:
        """Close the connection, unless the answer has come to its end; who still reads is told."""
        if self._writing is not None:
            self._writing.cancel()
        if not self.content.is_eof():
            self.content.set_exception(aiohttp.ClientConnectionError("closed"))
        self._connection.close()

    def _ended(self) -> None:
        """The connection may serve the next request, if this one was read to its end."""
        if self._writing is not None and not self._writing.done():
            self.close()
        elif self._connection.protocol is not None:
            cast(_Responses, self._connection.protocol).answered()
            self._connection.release()


async def _write_in_pieces(writer: StreamWriter, head: bytes, body: bytes) -> None:
    """A gateway that hangs up meanwhile is met by whoever reads its answer."""
    with suppress(ConnectionError):
        await writer.write(head)
        for at in range(0, len(body), ONE_GO):
            await writer.write(body[at : at + ONE_GO])
