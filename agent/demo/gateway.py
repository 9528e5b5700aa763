"""The demo gateway: OpenAI-compatible, on loopback, and says in every answer that it is the demo.

It stands where a company's gateway would stand, knows no model, and repeats what it was sent, so that a person can see
with their own eyes what left the machine. It keeps the bodies it received in memory for the demo story to show.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import time
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

MODEL = "gnomon-demo"
MAX_BODY = 32 * 1024 * 1024
PIECES_PER_SECOND = 60
_PLACEHOLDER = re.compile(r"ZQ_[A-Z_]+_[0-9A-Z]{8,16}(?![0-9A-Z])")
"""As redactor/placeholder.py writes them; a gateway knows no more of them than how they look."""


class DemoGateway:
    """A small gateway that echoes. ``key`` is what it accepts as bearer token."""

    def __init__(self) -> None:
        self.key = "demo-" + secrets.token_hex(8)
        self.received: list[str] = []
        """Request bodies as they arrived, newest last (at most 50)."""
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Listen on a free loopback port; gives the base URL, ending in /v1."""
        app = web.Application(client_max_size=MAX_BODY)
        app.add_routes([
            web.get("/v1/models", self._models),
            web.post("/v1/chat/completions", self._chat),
            web.get("/demo/received", self._received),
        ])  # fmt: skip
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def _allowed(self, request: web.Request) -> bool:
        return secrets.compare_digest(request.headers.get("Authorization", ""), f"Bearer {self.key}")

    async def _received(self, request: web.Request) -> web.Response:
        return web.json_response(self.received) if self._allowed(request) else _refusal()

    async def _models(self, request: web.Request) -> web.Response:
        if not self._allowed(request):
            return _refusal()
        return web.json_response(
            {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "gnomon"}]}
        )

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        if not self._allowed(request):
            return _refusal()
        raw = await request.text()
        self.received = [*self.received[-49:], raw]
        try:
            body = json.loads(raw)
            question = last_question(body)
        except (ValueError, KeyError, TypeError):
            return web.json_response({"error": {"message": "Not a chat request.", "type": "invalid"}}, status=400)
        answer = compose_answer(question)
        if not body.get("stream"):
            return web.json_response(_completion(answer))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(request)
        async for chunk in _chunks(answer):
            await response.write(chunk)
        return response


def last_question(body: dict[str, Any]) -> str:
    """Text of the last user message of a chat request.

    Raises:
        KeyError, TypeError: the body is no chat request.
    """
    for message in reversed(body["messages"]):
        if message["role"] == "user":
            content = message["content"]
            return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)
    raise KeyError("messages")


def compose_answer(question: str) -> str:
    """The demo's answer, in the question's language: what reached it, with dots for placeholders, then with them.

    The placeholders of the second become values again on the person's own computer.
    """
    russian = sum("а" <= letter <= "я" for letter in question.lower()) * 3 > len(question) / 2
    if russian:
        head = "**Это демонстрационный шлюз Gnomon:** модели за ним нет. До него дошло только это:"
        tail = "А значения вернулись на место уже на вашем компьютере:"
    else:
        head = "**This is Gnomon's demo gateway:** there is no model behind it. This is all that reached it:"
        tail = "And on your own computer the values came back to their places:"
    blanked = _PLACEHOLDER.sub("•••", question)
    if blanked == question:
        return f"{head}\n\n{_quoted(question)}"
    return f"{head}\n\n{_quoted(blanked)}\n\n{tail}\n\n{_quoted(question)}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines()) or ">"


def _completion(answer: str) -> dict[str, Any]:
    return {
        "id": "chatcmpl-demo",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": MODEL,
        "choices": [{"index": 0, "message": {"role": "assistant", "content": answer}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    }


async def _chunks(answer: str) -> AsyncIterator[bytes]:
    def event(delta: dict[str, str], finish: str | None) -> bytes:
        chunk = {
            "id": "chatcmpl-demo",
            "object": "chat.completion.chunk",
            "created": int(time.time()),
            "model": MODEL,
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()

    yield event({"role": "assistant", "content": ""}, None)
    for start in range(0, len(answer), 6):
        yield event({"content": answer[start : start + 6]}, None)
        await asyncio.sleep(1 / PIECES_PER_SECOND)
    yield event({}, "stop")
    yield b"data: [DONE]\n\n"


def _refusal() -> web.Response:
    return web.json_response({"error": {"message": "Wrong key for the demo gateway.", "type": "auth"}}, status=401)
