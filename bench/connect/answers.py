"""Answers in the three dialects that programs speak: each streamed, and whole. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

STEP = 7
"""Characters a piece: placeholders are cut in two."""


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call that an answer makes."""

    name: str
    arguments: dict[str, Any]


Shape = Callable[[dict[str, Any], str, Call | None], tuple[Iterable[bytes], dict[str, Any]]]


def chat(body: dict[str, Any], text: str, call: Call | None) -> tuple[Iterable[bytes], dict[str, Any]]:
    """Chat completions."""
    head: dict[str, Any] = {"id": "chatcmpl-1", "created": 1, "model": body.get("model", "")}
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    reason = "tool_calls" if call else "stop"
    message: dict[str, Any] = {"role": "assistant", "content": text or None}
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": one} for one in _pieces(text)]
    if call:
        arguments = json.dumps(call.arguments, ensure_ascii=False)
        function = {"name": call.name, "arguments": arguments}
        message["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
        first = {"index": 0, "id": "call_1", "type": "function", "function": {"name": call.name, "arguments": ""}}
        deltas.append({"tool_calls": [first]})
        deltas += [{"tool_calls": [{"index": 0, "function": {"arguments": one}}]} for one in _pieces(arguments)]
    choices: list[dict[str, Any]] = [{"index": 0, "delta": delta, "finish_reason": None} for delta in deltas]
    choices.append({"index": 0, "delta": {}, "finish_reason": reason})
    events = [{**head, "object": "chat.completion.chunk", "choices": [one]} for one in choices]
    events.append({**head, "object": "chat.completion.chunk", "choices": [], "usage": usage})
    streamed = [_data(one) for one in events] + [b"data: [DONE]\n\n"]
    choice = {"index": 0, "message": message, "finish_reason": reason}
    return streamed, {**head, "object": "chat.completion", "choices": [choice], "usage": usage}


def responses(body: dict[str, Any], text: str, call: Call | None) -> tuple[Iterable[bytes], dict[str, Any]]:
    """Responses."""
    whole: dict[str, Any] = {
        "id": "resp_1", "object": "response", "created_at": 1, "model": body.get("model", ""), "status": "completed",
        "tools": [], "parallel_tool_calls": False, "tool_choice": "auto",
        "usage": {"input_tokens": 10, "input_tokens_details": {"cached_tokens": 0}, "output_tokens": 5,
                  "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 15},
    }  # fmt: skip
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": {**whole, "status": "in_progress", "output": []}}
    ]
    if call:
        arguments = json.dumps(call.arguments, ensure_ascii=False)
        item: dict[str, Any] = {
            "type": "function_call", "id": "fc_1", "call_id": "call_1", "name": call.name, "arguments": arguments,
            "status": "completed",
        }  # fmt: skip
        began = {**item, "arguments": "", "status": "in_progress"}
        where: dict[str, Any] = {"item_id": "fc_1", "output_index": 0}
        kind = "response.function_call_arguments"
        pieces = [{"type": f"{kind}.delta", **where, "delta": one} for one in _pieces(arguments)]
        pieces.append({"type": f"{kind}.done", **where, "arguments": arguments})
    else:
        part: dict[str, Any] = {"type": "output_text", "text": text, "annotations": []}
        item = {"type": "message", "id": "msg_1", "role": "assistant", "status": "completed", "content": [part]}
        began = {**item, "status": "in_progress", "content": []}
        where = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
        pieces = [{"type": "response.content_part.added", **where, "part": {**part, "text": ""}}]
        pieces += [
            {"type": "response.output_text.delta", **where, "delta": one, "logprobs": []} for one in _pieces(text)
        ]
        pieces.append({"type": "response.output_text.done", **where, "text": text, "logprobs": []})
        pieces.append({"type": "response.content_part.done", **where, "part": part})
    whole["output"] = [item]
    events.append({"type": "response.output_item.added", "output_index": 0, "item": began})
    events += pieces
    events.append({"type": "response.output_item.done", "output_index": 0, "item": item})
    events.append({"type": "response.completed", "response": whole})
    return [_event({**one, "sequence_number": at}) for at, one in enumerate(events)], whole


def messages(body: dict[str, Any], text: str, call: Call | None) -> tuple[Iterable[bytes], dict[str, Any]]:
    """Anthropic messages."""
    reason = "tool_use" if call else "end_turn"
    usage = {"input_tokens": 10, "output_tokens": 5}
    whole: dict[str, Any] = {
        "id": "msg_1", "type": "message", "role": "assistant", "model": body.get("model", ""), "content": [],
        "stop_reason": None, "stop_sequence": None, "usage": usage,
    }  # fmt: skip
    block: dict[str, Any] = {"type": "text", "text": text}
    began: dict[str, Any] = {"type": "text", "text": ""}
    deltas: list[dict[str, Any]] = [{"type": "text_delta", "text": one} for one in _pieces(text)]
    if call:
        block = {"type": "tool_use", "id": "toolu_1", "name": call.name, "input": call.arguments}
        began = {**block, "input": {}}
        parts = _pieces(json.dumps(call.arguments, ensure_ascii=False))
        deltas = [{"type": "input_json_delta", "partial_json": one} for one in parts]
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": whole},
        {"type": "content_block_start", "index": 0, "content_block": began},
        *({"type": "content_block_delta", "index": 0, "delta": one} for one in deltas),
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": reason, "stop_sequence": None}, "usage": usage},
        {"type": "message_stop"},
    ]
    return [_event(one) for one in events], {**whole, "content": [block], "stop_reason": reason}


SHAPES: dict[str, Shape] = {"completions": chat, "responses": responses, "messages": messages}
"""By the last part of the path."""


def _pieces(text: str) -> list[str]:
    return [text[at : at + STEP] for at in range(0, len(text), STEP)]


def _data(value: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"


def _event(value: dict[str, Any]) -> bytes:
    return f"event: {value['type']}\n".encode() + _data(value)
