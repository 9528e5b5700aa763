"""Requests in the shapes that real programs sent when they were run behind `gnomon connect` (docs/connect.md).

Paths, queries, names of headers and fields are as seen; the words are ours. A program that is served today stays so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest

from tests.proxy.conftest import House
from tests.proxy.fakes import TOKEN, Script, answer_json, echo_chat

SAID = "Пишу на anna.k@example.org: Анна Каренина"
VALUES = ("anna.k@example.org", "Анна Каренина")
STAINLESS = {
    "X-Stainless-Arch": "x64", "X-Stainless-Lang": "js", "X-Stainless-OS": "Linux", "X-Stainless-Retry-Count": "0",
    "X-Stainless-Package-Version": "6.26.0", "X-Stainless-Runtime": "node", "X-Stainless-Runtime-Version": "v24.21.0",
}  # fmt: skip
OF_NODE = {"accept-language": "*", "sec-fetch-mode": "cors", "Accept-Encoding": "gzip, deflate"}
"""Node's fetch says this by itself; it is no web page."""
OF_BUN = {"Accept": "*/*", "Accept-Encoding": "gzip, deflate, br, zstd"}
BETAS = (
    "claude-code-20250219,context-1m-2025-08-07,interleaved-thinking-2025-05-14,thinking-token-count-2026-05-13,"
    "context-management-2025-06-27,prompt-caching-scope-2026-01-05,mid-conversation-system-2026-04-07,"
    "effort-2025-11-24,structured-outputs-2025-12-15"
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a program sends with one question. passes: headers that the gateway must see."""

    program: str
    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    passes: tuple[str, ...] = ()
    keeps_here: tuple[str, ...] = field(default=("Authorization", "User-Agent"))


def tool(name: str, **more: object) -> dict[str, Any]:
    """A shell tool as chat completions know it."""
    fields = {"command": {"type": "string", "description": "What to run, e.g. ls"}}
    schema = {"$schema": "https://json-schema.org/draft-07", "type": "object", "properties": fields,
              "required": ["command"], "additionalProperties": False}  # fmt: skip
    return {"type": "function", "function": {"name": name, "description": "Runs", "parameters": schema, **more}}


def chat(program: str, agent: str, headers: Mapping[str, str], **more: object) -> Sent:
    """A question in chat completions, streamed."""
    turns = [{"role": "system", "content": "You help."}, {"role": "user", "content": SAID}]
    body = {"model": "corp", "messages": turns, "stream": True, "stream_options": {"include_usage": True}, **more}
    return Sent(program, "/v1/chat/completions", {"User-Agent": agent, **headers}, body)


CLAUDE = Sent(
    "claude code", "/v1/messages?beta=true",
    {**STAINLESS, "User-Agent": "claude-cli/2.1.330 (external, sdk-cli)", "anthropic-beta": BETAS, "x-app": "cli",
     "anthropic-version": "2023-06-01", "anthropic-dangerous-direct-browser-access": "true",
     "X-Claude-Code-Session-Id": "630fdd99-4221-4582-8b34-5a8b7f90cefe", "X-Stainless-Timeout": "600"},
    {"model": "corp", "max_tokens": 32000, "stream": True, "thinking": {"type": "adaptive", "display": "omitted"},
     "context_management": {"edits": [{"type": "clear_thinking_20251015", "keep": "all"}]},
     "output_config": {"effort": "high"}, "metadata": {"user_id": '{"device_id":"d1","account_uuid":""}'},
     "system": [{"type": "text", "text": "x-anthropic-billing-header: cc_version=2.1.330"},
                {"type": "text", "text": "You help.", "cache_control": {"type": "ephemeral"}}],
     "tools": [{"name": "Bash", "description": "Runs", "input_schema": {"type": "object", "properties": {}}}],
     "messages": [{"role": "user", "content": [{"type": "text", "text": "<note>"}, {"type": "text", "text": SAID}]},
                  {"role": "system", "content": [{"type": "text", "text": "# Environment",
                                                  "cache_control": {"type": "ephemeral"}}]}]},
    ("anthropic-beta", "anthropic-version"), ("Authorization", "User-Agent", "X-Claude-Code-Session-Id"),
)  # fmt: skip
CODEX = Sent(
    "codex", "/v1/responses",
    {"User-Agent": "codex_exec/0.169.0 (Debian 12.0.0; x86_64) dumb (codex_exec; 0.169.0)", "originator": "codex_exec",
     "Accept": "text/event-stream", "session-id": "01a200b7-e12d", "thread-id": "01a200b7-e12d",
     "x-client-request-id": "01a200b7", "x-codex-window-id": "01a200b7:0",
     "x-codex-beta-features": "remote_compaction_v2",
     "x-codex-turn-metadata": '{"installation_id":"bf64a9a9","sandbox":"none"}'},
    {"model": "corp", "stream": True, "store": False, "include": ["reasoning.encrypted_content"],
     "tool_choice": "auto", "parallel_tool_calls": True, "reasoning": {"summary": "auto"},
     "prompt_cache_key": "01a200b7-e12d", "client_metadata": {"thread_id": "01a200b7", "x-codex-window-id": "01a2:0"},
     "input": [{"type": "message", "id": "msg_1", "role": "developer",
                "content": [{"type": "input_text", "text": "<permissions>"}]},
               {"type": "message", "id": "msg_2", "role": "user", "content": [{"type": "input_text", "text": SAID}]}],
     "tools": [{"type": "function", "name": "exec_command", "description": "Runs", "strict": False,
                "parameters": {"type": "object", "properties": {"cmd": {"type": "string"}}, "required": ["cmd"]}}]},
    (), ("Authorization", "User-Agent", "x-codex-turn-metadata", "session-id", "originator"),
)  # fmt: skip
PROGRAMS = (
    CLAUDE,
    CODEX,
    chat(
        "opencode", "opencode/1.18.33 ai-sdk/provider-utils/4.0.23 runtime/bun/1.3.14",
        {**OF_BUN, "x-session-affinity": "ses_1", "x-session-id": "ses_1"},
        max_tokens=32000, tools=[tool("bash")], tool_choice="auto",
    ),
    chat("qwen code", "QwenCode/0.24.4 (linux; x64)", {**STAINLESS, **OF_NODE}, tools=[tool("run_shell_command")]),
    chat("continue", "ls/JS 5.23.2", {**STAINLESS, "accept-encoding": "gzip, deflate, br"}, tools=[tool("Bash")]),
    chat("aider", "OpenAI/Python 2.20.0", {"X-Stainless-Raw-Response": "true", "X-Stainless-Async": "false",
                                           "x-stainless-read-timeout": "600.0"}, temperature=0),
    chat("pi", "OpenAI/JS 6.26.0", {**STAINLESS, **OF_NODE}, store=False, max_completion_tokens=16384,
         tools=[tool("bash", strict=False)]),
    chat("cline", "ai-sdk/openai-compatible/3.0.37 ai-sdk/provider-utils/5.0.30", OF_BUN, tools=[tool("run_commands")]),
    chat(
        "copilot cli", "OpenAI/JS 5.20.1",
        {**STAINLESS, "x-stainless-helper-method": "stream", "x-initiator": "agent", "accept-encoding": "zstd,gzip"},
        temperature=0, top_p=0.95, frequency_penalty=0, tools=[tool("bash")],
    ),
    chat("open webui", "Python/3.11 aiohttp/3.14.5", {"Accept": "*/*", "Accept-Encoding": "gzip, deflate, br"}),
    chat("shell-gpt", "OpenAI/Python 3.54.0", {"x-stainless-read-timeout": "60"}, temperature=0.0, top_p=1.0),
)  # fmt: skip


def answer_to(sent: Sent) -> Script:
    """The gateway repeats what it was told, in the program's dialect."""

    async def script(seen, writer) -> None:  # type: ignore[no-untyped-def] # as a Script
        told = max(texts_of(seen.json), key=lambda one: "ZQ_" in one and len(one))
        if "/messages" in sent.path:
            said = [{"type": "text", "text": told}]
            whole: dict[str, Any] = {"id": "msg_1", "type": "message", "role": "assistant", "content": said}
        else:
            part = {"type": "output_text", "text": told, "annotations": []}
            item = {"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": [part]}
            whole = {"id": "resp_1", "object": "response", "status": "completed", "output": [item]}
        await answer_json(whole)(seen, writer)

    return echo_chat(3) if "/chat/" in sent.path else script


def texts_of(value: object) -> list[str]:
    """Every string below a value."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in texts_of(one)]


@pytest.mark.parametrize("sent", PROGRAMS, ids=lambda sent: sent.program)
async def test_what_a_program_sends_is_served_masked_and_restored(house: House, sent: Sent) -> None:
    house.gateway.script = answer_to(sent)
    headers = {**sent.headers, "Authorization": f"Bearer {TOKEN}"}
    async with house.session.post(house.origin + sent.path, json=sent.body, headers=headers) as answer:
        text = (await answer.read()).decode()
        assert answer.status == 200, text
    [seen] = house.gateway.seen
    assert seen.target == sent.path
    arrived = " ".join(texts_of(seen.json)) + json.dumps(seen.headers, ensure_ascii=False)
    assert not [value for value in (*VALUES, TOKEN) if value in arrived]
    assert all(seen.headers[name] == sent.headers[name] for name in sent.passes)
    assert not [name for name in sent.keeps_here if seen.headers.get(name.lower()) == headers[name]]
    whole = text if "/chat/" not in sent.path else said_in(text)
    assert all(value in whole for value in VALUES)


def said_in(stream: str) -> str:
    """The words of a chat stream."""
    events = [json.loads(line[6:]) for line in stream.splitlines() if line.startswith("data: {")]
    return "".join(choice["delta"].get("content") or "" for event in events for choice in event["choices"])


@pytest.mark.parametrize("sent", PROGRAMS, ids=lambda sent: sent.program)
async def test_a_program_keeps_its_fields_that_hold_nobody(house: House, sent: Sent) -> None:
    house.gateway.script = answer_to(sent)
    await house.post(sent.path, sent.body)
    [seen] = house.gateway.seen
    alike = {name for name, value in sent.body.items() if seen.json[name] == value}
    assert seen.json.keys() == sent.body.keys()
    assert sent.body.keys() - alike <= {"messages", "input", "metadata", "prompt_cache_key", "client_metadata"}


@pytest.mark.parametrize(
    ("method", "path"),
    [("HEAD", "/"), ("HEAD", "/api/hello"), ("GET", "/health"), ("GET", "/v1/props"),
     ("POST", "/api/event_logging/batch"),
     ("GET", "/api/claude_code/settings"), ("GET", "/v1/mcp_servers"), ("POST", "/v1/metrics")],
)  # fmt: skip
async def test_what_programs_ask_besides_prompts_ends_here(house: House, method: str, path: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, house.origin + path, headers=house.headers()) as answer,
    ):
        assert answer.status == 404
    assert house.gateway.seen == []
