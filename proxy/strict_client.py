"""aiohttp's client with a stricter reading of answers: folded headers are refused (RFC 9112 §5.2).

WORKAROUND: the parser of aiohttp 3.14 joins folded lines silently, and two readers may then see two different heads.
Private attributes of ResponseHandler and TCPConnector are used; tests/proxy/test_gateway.py fails where they change.
"""

import asyncio
import re
from functools import partial

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.http_exceptions import BadHttpMessage

_FOLD = re.compile(rb"\r?\n[ \t]")
_HEAD_END = re.compile(rb"\r?\n\r?\n")


class _Responses(ResponseHandler):
    """Reads the answers of one connection."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._head = b""

    def data_received(self, data: bytes) -> None:
        if self._payload is None or self._payload.is_eof():
            self._head += data
            end = _HEAD_END.search(self._head)
            if _FOLD.search(self._head, 0, end.start() if end else len(self._head)):
                if self.transport is not None:
                    self.transport.close()
                self.set_exception(aiohttp.ClientPayloadError("folded header"), BadHttpMessage("folded header"))
                return
            if end:
                self._head = b""
        super().data_received(data)


class StrictConnector(aiohttp.TCPConnector):
    """A TCPConnector whose connections read strictly."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type] # handed through
        self._factory = partial(_Responses, self._loop)  # type: ignore[assignment] # a ResponseHandler
