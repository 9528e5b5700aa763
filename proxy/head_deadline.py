"""aiohttp's server with what it does not have: a deadline for the head of a request, a bound on connections, CONNECT.

WORKAROUND: aiohttp 3.14 has no header deadline (aio-libs/aiohttp#2897 is about bodies). `Connection` looks at private
attributes of RequestHandler; aiohttp is pinned to 3.14 and tests/proxy/test_server.py fails where they change.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import cast

from aiohttp import web
from aiohttp.http_exceptions import LineTooLong
from aiohttp.web_protocol import RequestHandler

from proxy.caller import Callers, Peer, by_unix_socket
from proxy.refusal import Dialect, Refused, error_body
from proxy.sentences import refusal

HEAD_SECONDS = 10.0
_CONNECT = b"CONNECT "
_SILENT = logging.getLogger("proxy.silent")  # aiohttp logs the bytes that it could not read: tokens, prompts
_SILENT.disabled = True
Finding = asyncio.Future[Peer]
Takeover = Callable[[asyncio.Transport, bytes, Finding], None]


class Connection(RequestHandler):
    """One client connection. peer: who is calling, looked for since it was made. unix: it came by the Unix socket."""

    __slots__ = ("_first", "_head_seconds", "_head_timer", "_seen_requests", "_server", "_taken_over", "peer", "unix")

    def __init__(self, server: "BoundedServer", *, loop: asyncio.AbstractEventLoop, **options: object) -> None:
        super().__init__(server, loop=loop, **options)  # type: ignore[arg-type] # handed through as aiohttp's own Server does
        self._server = server
        self._head_seconds = server.head_seconds
        self._head_timer: asyncio.TimerHandle | None = None
        self._first: bytes | None = b""
        self._seen_requests = 0
        self._taken_over = False
        self.peer: Finding | None = None
        self.unix = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        stream = cast(asyncio.Transport, transport)  # a stream server makes no others; uvloop's is no subclass
        if len(self._server.connections) >= self._server.max_connections:
            stream.abort()
            self._taken_over = True
            return
        super().connection_made(transport)
        self.unix = by_unix_socket(stream)
        self.peer = self._server.callers.begin(stream)
        self._arm()

    def data_received(self, data: bytes) -> None:
        if self._taken_over:
            return
        if self._first is not None:
            self._first += data
            if _CONNECT.startswith(self._first):
                return
            if self._first.startswith(_CONNECT):
                self._hand_over()
                return
            data, self._first = self._first, None
        waiting = self._waiter  # for a request; `_current_request` is set a turn of the loop after the head was taken
        idle = waiting is not None and not waiting.done()
        super().data_received(data)
        if self._request_count != self._seen_requests:
            self._seen_requests = self._request_count
            self._disarm()
            self._end_broken_body()
        elif idle and self._head_timer is None and data:
            self._arm()

    def _end_broken_body(self) -> None:
        """What follows a body that has not ended is no request: its chunks cannot be read. aiohttp would wait on."""
        reading = self._current_request
        if reading is not None and not reading.content.is_eof():
            reading.content.set_exception(Refused(refusal("head-unreadable")))

    def connection_lost(self, exc: BaseException | None) -> None:
        self._disarm()
        if self._taken_over:
            return
        if self.peer is not None:
            self._server.callers.end(self.peer)
        super().connection_lost(exc)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """What aiohttp's parser refuses: in our words, and without the bytes that were refused."""
        if request.writer.output_size > 0:
            raise ConnectionError("the answer has begun")
        too_long = isinstance(exc, LineTooLong) or "Too many headers" in (message or "")
        refused = refusal("head-large" if too_long else "head-unreadable")
        response = web.Response(
            status=refused.status,
            body=error_body(Dialect.OPENAI, refused),
            content_type="application/json",
        )
        response.force_close()
        return response

    def _hand_over(self) -> None:
        """Give the connection to the tunnel with what was read so far; aiohttp forgets it."""
        transport, first, peer = self.transport, self._first, self.peer
        assert transport is not None
        assert first is not None
        assert peer is not None
        self._disarm()
        self._taken_over = True
        self._server.connection_lost(self, None)
        if self._task_handler is not None:
            self._task_handler.cancel()
        if self._keepalive_handle is not None:
            self._keepalive_handle.cancel()
        self._server.take_over(transport, first, peer)

    def _arm(self) -> None:
        self._head_timer = self._loop.call_later(self._head_seconds, self._late)

    def _disarm(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _late(self) -> None:
        self._head_timer = None
        self.force_close()


class BoundedServer(web.Server):
    """Makes a `Connection` for every client."""

    def __init__(
        self,
        handler: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]],
        *,
        callers: Callers,
        take_over: Takeover,
        max_connections: int,
        head_seconds: float = HEAD_SECONDS,
    ) -> None:
        super().__init__(handler, handler_cancellation=True)
        self.callers = callers
        self.take_over = take_over
        self.max_connections = max_connections
        self.head_seconds = head_seconds

    def __call__(self) -> Connection:
        return Connection(
            self,
            loop=self._loop,
            auto_decompress=False,
            max_headers=128,
            max_line_size=8190,
            max_field_size=32 * 1024,
            keepalive_timeout=75.0,
            lingering_time=2.0,
            access_log=None,
            logger=_SILENT,
        )
