"""A gateway on loopback for real programs: it repeats what stands between [[ ]], and has a shell tool called once.

It speaks chat completions, Responses and Anthropic messages, streamed and not. Whoever asks with a shell tool on offer
gets a call of it first: it writes what was told into `told.txt` and reads `note.txt`; then the tool's output comes back
as the answer. So one question shows masking on the way out (text, tool output) and restoring on the way back (tool
arguments, text).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from bench.connect import answers
from tests.web_server import serving

TOLD = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
SHELLS = re.compile(
    r"(?i)^(?:local_)?(?:shell|bash|exec|exec_command|shell_command|run_shell_command|run_?terminal_?command"
    r"|execute_command|run_commands?|terminal)$"
)


@dataclass(frozen=True, slots=True)
class Arrived:
    """One request as the gateway got it."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


@dataclass(slots=True)
class Gateway:
    """What arrived, and where it listens. ``tools``: whether a shell tool on offer is called."""

    url: str = ""
    arrived: list[Arrived] = field(default_factory=list)
    tools: bool = True


@contextmanager
def gateway(models: tuple[str, ...]) -> Iterator[Gateway]:
    """Start it on a free port."""
    state = Gateway()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self._keep()
            self._answer(body)

        def do_GET(self) -> None:
            self._keep()
            listed = [{"id": one, "object": "model", "created": 1, "owned_by": "corp"} for one in models]
            self._send("application/json", json.dumps({"object": "list", "data": listed}).encode())

        def _keep(self) -> str:
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode("utf-8")
            state.arrived.append(Arrived(self.command, self.path, dict(self.headers.items()), raw))
            return raw

        def _answer(self, raw: str) -> None:
            body = json.loads(raw)
            path = self.path.partition("?")[0]
            if path.endswith("/count_tokens"):
                return self._send("application/json", b'{"input_tokens": 42}')
            text, call = reply_to(body, tools=state.tools)
            shape = answers.SHAPES.get(path.rpartition("/")[2], answers.chat)
            streamed, plain = shape(body, text, call)
            if body.get("stream"):
                return self._send("text/event-stream", b"".join(streamed))
            return self._send("application/json", json.dumps(plain).encode())

        def _send(self, kind: str, data: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    with serving(Handler) as port:
        state.url = f"http://127.0.0.1:{port}/v1"
        yield state


def reply_to(body: dict[str, Any], *, tools: bool) -> tuple[str, answers.Call | None]:
    """What is said, and the tool that is called first."""
    turns = body.get("messages") or body.get("input") or ""
    told = [said for text in texts_of(turns) for said in TOLD.findall(text)]
    if not told:
        return "ok", None
    result = last_result(turns)
    if result is not None:
        return f"Told: {told[-1]}. Tool: {result}", None
    tool = next((one for one in offered(body) if SHELLS.match(one[0])), None) if tools else None
    if tool is None:
        return f"Told: {told[-1]}.", None
    name, schema = tool
    return "", answers.Call(name, arguments_for(schema, f"printf '%s' '{told[-1]}' > told.txt; cat note.txt"))


def offered(body: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Names and schemas of the tools on offer, in any dialect."""
    found = []
    for tool in body.get("tools") or ():
        inner = tool.get("function", tool)
        found.append(
            (inner.get("name", tool.get("type", "")), inner.get("parameters") or inner.get("input_schema") or {})
        )
    return found


def arguments_for(schema: dict[str, Any], command: str) -> dict[str, Any]:
    """Arguments that a shell tool's schema asks for."""
    fields = schema.get("properties", {})
    name = next((one for one in ("command", "cmd", "commands", "script") if one in fields), "command")
    kind = fields.get(name, {}).get("type")
    value: Any = command
    if kind == "array":
        value = [command] if name == "commands" else ["bash", "-lc", command]
    filled = {one: filler(fields.get(one, {})) for one in schema.get("required", ()) if one != name}
    return {**filled, name: value}


def filler(field_schema: dict[str, Any]) -> Any:
    """A harmless value of a kind."""
    if field_schema.get("enum"):
        return field_schema["enum"][0]
    return {"boolean": False, "integer": 1000, "number": 1000, "array": [], "object": {}}.get(
        str(field_schema.get("type")), "look"
    )


def texts_of(value: Any) -> Iterator[str]:
    """Every string below a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)


def last_result(turns: Any) -> str | None:
    """The newest tool output of a conversation, in any dialect."""
    if not isinstance(turns, list):
        return None
    for turn in reversed(turns):
        if not isinstance(turn, dict):
            continue
        if turn.get("type") in ("function_call_output", "custom_tool_call_output", "local_shell_call_output"):
            return " ".join(texts_of(turn.get("output")))
        if turn.get("role") == "tool":
            return " ".join(texts_of(turn.get("content")))
        if isinstance(turn.get("content"), list):
            for part in turn["content"]:
                if isinstance(part, dict) and part.get("type") == "tool_result":
                    return " ".join(texts_of(part.get("content")))
    return None
