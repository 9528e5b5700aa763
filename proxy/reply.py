"""The gateway's answer on its way to the client: piece by piece, restored, bounded, and honest about a cut."""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

import aiohttp
from aiohttp import web

from proxy.document import NotJson
from proxy.gateway import LATE, MALFORMED, GatewayError, answer_headers
from proxy.inflate import CODINGS, Inflater, NotInflated
from proxy.models import only_approved
from proxy.one_write import OneWrite
from proxy.refusal import error_body, error_event, ping
from proxy.restoring import Answer
from proxy.routes import Endpoint
from proxy.sentences import refusal
from proxy.sse import Cutter
from proxy.tally import Tally
from proxy.upstream import Incoming

WHOLE_BYTES = 4 << 20  # a JSON answer up to this size is checked before its head is sent
PING_SECONDS = 15.0
STUCK_SECONDS = 60.0  # so long may a client take to read what is ready for it
BOMB_RATIO = 200
_LAST = (
    b"[DONE]",
    b'"message_stop"',
    b'"response.completed"',
    b'"response.incomplete"',
    b'"response.failed"',
    b'"done":true',
)

_LINES = frozenset(("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"))
# A stream of events under a wrong name: no JSON document begins like this.
_EVENTS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:data|event|id|retry|):")

CUT = refusal("gateway-cut")
STOPPING = refusal("agent-stopping")


@dataclass(slots=True)
class Reply:
    """One answer and where it goes."""

    request: web.BaseRequest
    endpoint: Endpoint
    upstream: Incoming
    answer: Answer
    tally: Tally
    exchange_id: str
    approved: Callable[[str], bool] | None = None  # for lists of models: which may be shown

    async def send(self) -> web.StreamResponse:
        """Pass the answer on. Raises GatewayError before anything was sent, ConnectionError when the client is gone."""
        kind = self.upstream.content_type
        if 300 <= self.upstream.status < 400:
            raise GatewayError(MALFORMED)  # nobody is sent elsewhere with a prompt
        if (kind == "text/event-stream" or kind in _LINES) and self.upstream.status < 400:
            compressed = self.upstream.headers.get("Content-Encoding", "identity") != "identity"
            return await self._stream(lines=kind in _LINES, pieces=self._pieces() if compressed else None)
        if self.endpoint.binary and self.upstream.status < 400 and not kind.endswith("json"):
            return await self._pass_on(b"", self._pieces())
        return await self._whole()

    # -- answers that are one JSON document

    async def _whole(self) -> web.StreamResponse:
        if self.upstream.content.is_eof() and "Content-Encoding" not in self.upstream.headers:
            body = await self._read()  # all of it is here: a short answer, the usual case
            if self._is_stream(body):
                return await self._stream(lines=False, ahead=body)
            return self._checked(body)
        begun = bytearray()
        pieces = self._pieces()
        async for piece in pieces:
            if not begun and self._is_stream(piece):
                return await self._stream(lines=False, ahead=piece, pieces=pieces)
            begun += piece
            if len(begun) > WHOLE_BYTES:
                break
        if len(begun) > WHOLE_BYTES:
            if self.tally.bytes_in * BOMB_RATIO < len(begun):
                raise GatewayError(MALFORMED)
            return await self._pass_on(bytes(begun), pieces)
        return self._checked(bytes(begun))

    def _checked(self, body: bytes) -> web.StreamResponse:
        status = self.upstream.status
        headers = self._headers()
        try:
            before = body.decode("utf-8-sig")  # some gateways write the mark (RFC 8259 §8.1)
            text = self.answer.whole(before)
        except (UnicodeDecodeError, NotJson) as error:
            if status < 400:
                raise GatewayError(MALFORMED) from error
            before = text = ""
        self.tally.see_whole(self.answer.root, body)
        if text and self.approved is not None and status < 400:
            text = only_approved(text, self.approved)
        if text:
            changed = body if text is before else text.encode("utf-8")
            if self.upstream.content_type and "".join(headers.values()).isprintable():
                # aiohttp asks no more of a response than this one has
                return cast(web.StreamResponse, OneWrite(self.request, status, headers, changed))
            return web.Response(status=status, headers=headers, body=changed)
        headers["Content-Type"] = "application/json"
        refused = refusal("gateway-error", status=status, code=status)
        return web.Response(status=status, headers=headers, body=error_body(self.endpoint.dialect, refused))

    async def _pass_on(self, begun: bytes, pieces: AsyncIterator[bytes]) -> web.StreamResponse:
        """An answer too long to wait for, or no JSON: through in pieces."""
        restored = self._restoring()
        response = web.StreamResponse(status=self.upstream.status, headers=self._headers())
        await response.prepare(self.request)
        watcher = asyncio.create_task(self._watch(response, None))
        try:
            await self._write(response, restored(begun))
            async for piece in pieces:
                await self._write(response, restored(piece))
            await self._write(response, self.answer.raw_end())
        except GatewayError:
            self.tally.cut = True
            self._hang_up()
        finally:
            watcher.cancel()
        return response

    def _restoring(self) -> Callable[[bytes], bytes]:
        """How the pieces of an answer that is not read whole are restored: sound is not touched."""
        kind = self.upstream.content_type
        if not self.endpoint.binary or kind.endswith("json"):
            return self.answer.raw
        return partial(self.answer.raw, plain=True) if kind.startswith("text/") else bytes

    # -- streams of events

    def _is_stream(self, begin: bytes) -> bool:
        return self.upstream.status < 400 and _EVENTS.match(begin) is not None

    async def _stream(
        self, *, lines: bool, ahead: bytes = b"", pieces: AsyncGenerator[bytes, None] | None = None
    ) -> web.StreamResponse:
        """ahead: what was read already. pieces: where the rest comes from, if not plainly from the gateway."""
        response = web.StreamResponse(status=self.upstream.status, headers=self._headers())
        if ahead:
            response.headers["Content-Type"] = "text/event-stream"
        response.headers["Cache-Control"] = "no-cache"
        response.headers["X-Accel-Buffering"] = "no"
        await response.prepare(self.request)
        cutter = Cutter(lines=lines)
        watcher = asyncio.create_task(self._watch(response, cutter))
        last = b""
        try:
            while piece := ahead or await (self._read() if pieces is None else anext(pieces, b"")):
                ahead = b""
                stretch = cutter.feed(piece)
                while cutter.overlong:
                    await self._write(response, self._part_of_event(stretch, cutter))
                    stretch = cutter.feed(b"") if cutter.between_events else b""
                if stretch:
                    last = stretch
                    self.tally.see_events(stretch)
                    await self._write(response, self.answer.stretch(stretch, lines=lines))
            rest = cutter.rest()
            self.tally.see_events(rest)
            await self._write(response, self.answer.stretch(rest, lines=lines) + self.answer.finish())
            self.tally.cut = self._lacks_end(last + rest)
        except (GatewayError, NotJson):
            self.tally.cut = True
        except asyncio.CancelledError:
            await self._say_goodbye(response)
            raise
        finally:
            watcher.cancel()
        if self.tally.cut:
            await self._write(response, self.answer.finish() + error_event(self.endpoint.dialect, CUT))
            self._hang_up()
        return response

    def _part_of_event(self, part: bytes, cutter: Cutter) -> bytes:
        """A part of an event that is too long to wait for: restored as a text of JSON."""
        self.tally.see(part)
        cutter.overlong = False
        return self.answer.raw(part) + (self.answer.raw_end() if cutter.between_events else b"")

    async def _say_goodbye(self, response: web.StreamResponse) -> None:
        """We are stopping while the client still listens: it is told, and sees no clean end."""
        if self.request.transport is None or self.request.transport.is_closing():
            return
        self.tally.cut = True
        await self._write(response, self.answer.finish() + error_event(self.endpoint.dialect, STOPPING))
        self._hang_up()

    async def _watch(self, response: web.StreamResponse, cutter: Cutter | None) -> None:
        """Say something harmless while the gateway is silent; hang up on a client that has stopped to read."""
        loop = asyncio.get_running_loop()
        sign = ping(self.endpoint.dialect) if cutter is not None else b""
        while self.request.transport is not None:
            before = self.tally.bytes_in
            await asyncio.sleep(PING_SECONDS)
            writing = self.tally.writing_since
            if writing and loop.time() - writing > STUCK_SECONDS and self.request.transport is not None:
                self.request.transport.abort()
            silent = not writing and self.tally.bytes_in == before
            if silent and sign and cutter is not None and cutter.between_events:
                await response.write(sign)

    async def _write(self, response: web.StreamResponse, data: bytes) -> None:
        if data:
            self.tally.writing_since = asyncio.get_running_loop().time()
            await response.write(data)
            self.tally.writing_since = 0.0

    async def _read(self) -> bytes:
        """The next bytes of the answer, b"" at its end. Raises GatewayError when it breaks off."""
        try:
            piece = await self.upstream.content.readany()
        except TimeoutError as error:
            raise GatewayError(LATE) from error
        except aiohttp.ClientError as error:
            raise GatewayError(CUT) from error
        self.tally.bytes_in += len(piece)
        return piece

    def _lacks_end(self, last: bytes) -> bool:
        """An answer of nothing; else only one without a length and without chunks may end unnoticed (HTTP/1.0)."""
        framed = "Content-Length" in self.upstream.headers or "Transfer-Encoding" in self.upstream.headers
        return not self.tally.bytes_in or (not framed and not any(sign in last for sign in _LAST))

    def _hang_up(self) -> None:
        """Close without the end of the body, so that no client takes a part for the whole."""
        if self.request.transport is not None:
            self.request.transport.close()

    # -- both

    def _headers(self) -> dict[str, str]:
        return {**answer_headers(self.upstream), "Server": "gnomon", "x-gnomon-exchange": self.exchange_id}

    async def _pieces(self) -> AsyncGenerator[bytes, None]:
        """The body, inflated where it came compressed although we asked for none; never an empty piece."""
        coding = self.upstream.headers.get("Content-Encoding", "identity").lower()
        if coding != "identity" and coding not in CODINGS:
            raise GatewayError(MALFORMED)
        inflater = Inflater(coding) if coding in CODINGS else None
        while piece := await self._read():
            if inflater is None:
                yield piece
                continue
            try:
                for inflated in inflater.feed(piece):
                    yield inflated
            except NotInflated as error:
                raise GatewayError(MALFORMED) from error
        if inflater is not None and not inflater.ended:
            raise GatewayError(CUT)
