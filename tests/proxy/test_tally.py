"""What is told of an answer: the model that gave it, why it ended, its tokens; and not a word of it."""

import json

import pytest

from proxy.ports import Exchange
from proxy.tally import Tally
from tests.proxy.conftest import House
from tests.proxy.fakes import answer_json, answer_pieces

NAME = "Каренина"
PROMPT = {"model": "asked", "messages": [{"role": "user", "content": "hi"}]}


def events(*data: object) -> list[bytes]:
    return [b"data: " + json.dumps(one).encode() + b"\n\n" for one in data]


def lines(*data: object) -> list[bytes]:
    return [json.dumps(one).encode() + b"\n" for one in data]


CHAT = {"model": "gpt-x-2026", "choices": [{"finish_reason": "stop", "message": {"content": NAME}},
        {"finish_reason": "length", "message": {"content": '"model":"no"'}}],
        "usage": {"prompt_tokens": 7, "completion_tokens": 9}}  # fmt: skip
WHOLE = {
    "chat": ("/v1/chat/completions", CHAT, ("stop", "length")),
    "messages": ("/v1/messages", {"model": "gpt-x-2026", "stop_reason": "tool_use",
                 "content": [{"type": "tool_use", "input": {"model": NAME, "stop_reason": NAME}}],
                 "usage": {"input_tokens": 7, "output_tokens": 9}}, ("tool_use",)),
    "responses": ("/v1/responses", {"object": "response", "status": "incomplete", "model": "gpt-x-2026",
                  "output": [{"status": "completed"}], "usage": {"input_tokens": 7, "output_tokens": 9}},
                  ("incomplete",)),
    "ollama": ("/api/chat", {"model": "gpt-x-2026", "message": {"content": NAME}, "done": True, "done_reason": "stop",
               "prompt_eval_count": 7, "eval_count": 9}, ("stop",)),
    "a reason that nobody knows": ("/v1/chat/completions", {**CHAT, "choices": [{"finish_reason": "karenina"}]},
                                   ("other",)),
}  # fmt: skip
STREAMED = {
    "chat": ("/v1/chat/completions", events(
        {"model": "gpt-x-2026", "choices": [{"delta": {"content": NAME}, "finish_reason": None}]},
        {"model": "gpt-x-2026", "choices": [{"delta": {}, "finish_reason": "tool_calls"}]},
        {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 9}}), ("tool_calls",)),
    "messages": ("/v1/messages", events(
        {"type": "message_start", "message": {"model": "gpt-x-2026", "usage": {"input_tokens": 7, "output_tokens": 1}}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": '"stop_reason":"no"'}},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 9}},
        {"type": "message_stop"}), ("end_turn",)),
    "responses": ("/v1/responses", events(
        {"type": "response.created", "response": {"model": "gpt-x-2026", "status": "in_progress"}},
        {"type": "response.completed", "response": {"model": "gpt-x-2026", "status": "completed",
                                                    "usage": {"input_tokens": 7, "output_tokens": 9}}}),
        ("completed",)),
    "ollama": ("/api/chat", lines(
        {"model": "gpt-x-2026", "message": {"tool_calls": [{"function": {"arguments": {"done_reason": "karenina"}}}]}},
        {"model": "gpt-x-2026", "done": True, "done_reason": "stop", "prompt_eval_count": 7, "eval_count": 9}),
        ("other", "stop")),
}  # fmt: skip


async def told(house: House, path: str) -> Exchange:
    status, _ = await house.post(path, PROMPT)
    assert status == 200
    await house.recorder.until_closed()
    return house.recorder.closed_ones[0]


@pytest.mark.parametrize(("path", "body", "finished"), WHOLE.values(), ids=WHOLE)
async def test_a_whole_answer_tells_its_model_and_its_end(
    house: House, path: str, body: object, finished: tuple[str, ...]
) -> None:
    house.gateway.script = answer_json(body)
    ended = await told(house, path)
    assert (ended.model, ended.answered_by, ended.finished) == ("asked", "gpt-x-2026", finished)
    assert (ended.tokens_in, ended.tokens_out) == (7, 9)


@pytest.mark.parametrize(("path", "pieces", "finished"), STREAMED.values(), ids=STREAMED)
async def test_a_stream_tells_its_model_and_its_end(
    house: House, path: str, pieces: list[bytes], finished: tuple[str, ...]
) -> None:
    kind = "application/x-ndjson" if path.startswith("/api/") else "text/event-stream"
    house.gateway.script = answer_pieces(pieces, kind=kind)
    ended = await told(house, path)
    assert (ended.answered_by, ended.finished) == ("gpt-x-2026", finished)
    assert (ended.tokens_in, ended.tokens_out) == (7, 9)


@pytest.mark.parametrize("name", [f"of {NAME}", "anna.k@example.org", "x" * 81, 7, None, ""])
def test_what_is_no_name_of_a_model_is_not_told(name: object) -> None:
    tally = Tally()
    tally.see_whole({"model": name})
    assert tally.model == ""


def test_an_answer_that_is_no_object_tells_nothing() -> None:
    tally = Tally()
    tally.see_whole([1])
    tally.see_events(b'data: {"model": broken\n\n')
    assert (tally.model, tally.finished) == ("", ())
