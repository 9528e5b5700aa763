"""A short answer, head and body in one write. aiohttp's `Response` does the same at six times the instructions."""

from collections.abc import Mapping
from http.client import responses

from aiohttp import web
from aiohttp.helpers import rfc822_formatted_time


class OneWrite:
    """What aiohttp's connection asks of a response, and no more. headers: printable, one of them the content type.

    It is sent when it is made, before the exchange is closed. Raises ConnectionResetError: nobody listens any more.
    """

    __slots__ = ("_request", "keep_alive")

    def __init__(self, request: web.BaseRequest, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self._request = request
        self.keep_alive = request.keep_alive
        major, minor = request.version
        fields = {**headers, "Content-Length": str(len(body)), "Date": rfc822_formatted_time()}
        if self.keep_alive != (minor == 1):  # RFC 9112 §9.3: said where it differs from what the version implies
            fields["Connection"] = "keep-alive" if self.keep_alive else "close"
        lines = [f"{name}: {value}" for name, value in fields.items()]
        head = "\r\n".join([f"HTTP/{major}.{minor} {status} {responses.get(status, '')}", *lines, "", ""])
        transport = request.transport
        if transport is None or transport.is_closing():
            raise ConnectionResetError("the client has gone")
        transport.write(head.encode() + body)

    async def prepare(self, _: web.BaseRequest) -> None:
        """It was sent when it was made."""

    async def write_eof(self) -> None:
        """Wait where the client reads more slowly than it is answered."""
        await self._request.writer.drain()
