"""Unmodified SDKs, with only their base URL and key changed."""

import json

import anthropic
import openai
import pytest

from tests.proxy.conftest import House
from tests.proxy.fakes import TOKEN, FakeGateway, Script, Seen, answer_json, answer_pieces, chat_delta, echo_chat

SAID = 'Пишу на anna.k@example.org: «Анна Каренина», "x" \\ 🙂\n'
VALUES = ("anna.k@example.org", "Анна Каренина")


def no_value_left(gateway: FakeGateway) -> bool:
    texts = [json.dumps(json.loads(seen.body), ensure_ascii=False) for seen in gateway.seen]
    return not any(value in text for value in VALUES for text in texts)


@pytest.fixture
def client(house: House) -> openai.AsyncOpenAI:
    return openai.AsyncOpenAI(base_url=house.origin + "/v1", api_key=TOKEN, max_retries=0)


async def test_openai_chat_plain_and_streamed(house: House, client: openai.AsyncOpenAI) -> None:
    house.gateway.script = echo_chat(3)
    plain = await client.chat.completions.create(model="m", messages=[{"role": "user", "content": SAID}])
    assert plain.choices[0].message.content == SAID
    stream = await client.chat.completions.create(model="m", messages=[{"role": "user", "content": SAID}], stream=True)
    assert "".join([chunk.choices[0].delta.content or "" async for chunk in stream]) == SAID
    assert no_value_left(house.gateway)
    await client.close()


def tool_call(stream: bool) -> Script:
    async def script(seen: Seen, writer) -> None:  # type: ignore[no-untyped-def] # as a Script
        text = json.loads(seen.body)["messages"][-1]["content"]
        arguments = json.dumps({"q": text})
        if not stream:
            call = {"id": "c", "type": "function", "function": {"name": "lookup", "arguments": arguments}}
            choice = {"index": 0, "message": {"role": "assistant", "tool_calls": [call]}, "finish_reason": "tool_calls"}
            return await answer_json({"id": "x", "object": "chat.completion", "choices": [choice]})(seen, writer)
        first = {"index": 0, "id": "c", "type": "function", "function": {"name": "lookup", "arguments": ""}}
        events = [chat_delta({"tool_calls": [first]})]
        events += [chat_delta({"tool_calls": [{"index": 0, "function": {"arguments": char}}]}) for char in arguments]
        return await answer_pieces([*events, chat_delta({}, "tool_calls"), b"data: [DONE]\n\n"])(seen, writer)

    return script


async def test_openai_tools_plain_and_streamed(house: House, client: openai.AsyncOpenAI) -> None:
    house.gateway.script = tool_call(stream=False)
    plain = await client.chat.completions.create(model="m", messages=[{"role": "user", "content": SAID}])
    calls = plain.choices[0].message.tool_calls
    assert calls is not None
    assert calls[0].type == "function"
    assert json.loads(calls[0].function.arguments) == {"q": SAID}
    house.gateway.script = tool_call(stream=True)
    stream = await client.chat.completions.create(model="m", messages=[{"role": "user", "content": SAID}], stream=True)
    pieces = [
        call.function.arguments or ""
        async for chunk in stream
        for call in chunk.choices[0].delta.tool_calls or []
        if call.function
    ]
    assert json.loads("".join(pieces)) == {"q": SAID}
    assert no_value_left(house.gateway)
    await client.close()


def responses(seen: Seen) -> tuple[str, dict[str, object]]:
    text = str(seen.json["input"])
    item = {"type": "message", "id": "msg_1", "role": "assistant", "status": "completed",
            "content": [{"type": "output_text", "text": text, "annotations": []}]}  # fmt: skip
    return text, {"id": "resp_1", "object": "response", "created_at": 1, "model": "m", "status": "completed",
                  "output": [item], "tools": [], "parallel_tool_calls": True, "tool_choice": "auto"}  # fmt: skip


async def test_openai_responses_plain_and_streamed(house: House, client: openai.AsyncOpenAI) -> None:
    async def plain(seen: Seen, writer) -> None:  # type: ignore[no-untyped-def] # as a Script
        await answer_json(responses(seen)[1])(seen, writer)

    async def streamed(seen: Seen, writer) -> None:  # type: ignore[no-untyped-def] # as a Script
        text, whole = responses(seen)
        where = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
        events = [{"type": "response.output_text.delta", **where, "delta": char, "logprobs": []} for char in text]
        events.append({"type": "response.output_text.done", **where, "text": text, "logprobs": []})
        events.append({"type": "response.completed", "response": whole})
        numbered = [{**event, "sequence_number": number} for number, event in enumerate(events)]
        lines = [f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode() for event in numbered]
        await answer_pieces(lines)(seen, writer)

    house.gateway.script = plain
    assert (await client.responses.create(model="m", input=SAID)).output_text == SAID
    house.gateway.script = streamed
    text, final = "", ""
    async for event in await client.responses.create(model="m", input=SAID, stream=True):
        if event.type == "response.output_text.delta":
            text += event.delta
        if event.type == "response.completed":
            final = event.response.output_text
    assert (text, final) == (SAID, SAID)
    assert no_value_left(house.gateway)
    await client.close()


async def test_openai_errors_are_the_sdks_own(house: House) -> None:
    wrong = openai.AsyncOpenAI(base_url=house.origin + "/v1", api_key="gn-wrong", max_retries=0)
    with pytest.raises(openai.AuthenticationError, match="gnomon token"):
        await wrong.models.list()
    await wrong.close()
    right = openai.AsyncOpenAI(base_url=house.origin + "/v1", api_key=TOKEN, max_retries=0)
    house.policy = None
    with pytest.raises(openai.PermissionDeniedError, match="no valid policy"):
        await right.chat.completions.create(model="m", messages=[{"role": "user", "content": "hello"}])
    await right.close()


async def test_openai_models_embeddings_and_azure(house: House, client: openai.AsyncOpenAI) -> None:
    house.gateway.script = answer_json({"object": "list", "data": [{"id": "m", "object": "model"}]})
    assert [model.id async for model in client.models.list()] == ["m"]
    vector = {"object": "embedding", "index": 0, "embedding": [0.5]}
    house.gateway.script = answer_json({"object": "list", "data": [vector], "model": "m", "usage": {}})
    assert (await client.embeddings.create(model="m", input=[SAID])).data[0].embedding == [0.5]
    house.gateway.script = echo_chat()
    azure = openai.AsyncAzureOpenAI(azure_endpoint=house.origin, api_key=TOKEN, api_version="2024-10-21")
    answer = await azure.chat.completions.create(model="gpt-x", messages=[{"role": "user", "content": SAID}])
    assert answer.choices[0].message.content == SAID
    assert house.gateway.seen[-1].target == "/openai/deployments/gpt-x/chat/completions?api-version=2024-10-21"
    await azure.close()
    await client.close()


def anthropic_events(text: str) -> list[bytes]:
    start: dict[str, object] = {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": [],
             "stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 1, "output_tokens": 1}}  # fmt: skip
    events: list[dict[str, object]] = [{"type": "message_start", "message": start}]
    events.append({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
    events += [{"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": c}} for c in text]
    events.append({"type": "content_block_stop", "index": 0})
    call = {"type": "tool_use", "id": "toolu_1", "name": "lookup", "input": {}}
    events.append({"type": "content_block_start", "index": 1, "content_block": call})
    pieces = json.dumps({"q": text})
    events += [
        {"type": "content_block_delta", "index": 1, "delta": {"type": "input_json_delta", "partial_json": piece}}
        for piece in pieces
    ]
    events.append({"type": "content_block_stop", "index": 1})
    stop = {"stop_reason": "tool_use", "stop_sequence": None}
    events.append({"type": "message_delta", "delta": stop, "usage": {"output_tokens": 9}})
    events.append({"type": "message_stop"})
    return [f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode() for event in events]


async def test_anthropic_messages_plain_streamed_and_counted(house: House) -> None:
    client = anthropic.AsyncAnthropic(base_url=house.origin, api_key=TOKEN, max_retries=0)

    async def script(seen: Seen, writer) -> None:  # type: ignore[no-untyped-def] # as a Script
        text = json.loads(seen.body)["messages"][-1]["content"]
        if json.loads(seen.body).get("stream"):
            return await answer_pieces(anthropic_events(text))(seen, writer)
        content = [{"type": "text", "text": text}, {"type": "tool_use", "id": "t", "name": "f", "input": {"q": text}}]
        message = {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": content,
                   "stop_reason": "end_turn", "usage": {"input_tokens": 3, "output_tokens": 4}}  # fmt: skip
        return await answer_json(message)(seen, writer)

    house.gateway.script = script
    plain = await client.messages.create(model="m", max_tokens=9, messages=[{"role": "user", "content": SAID}])
    assert plain.content[0].type == "text"
    assert plain.content[0].text == SAID
    assert plain.content[1].type == "tool_use"
    assert plain.content[1].input == {"q": SAID}
    async with client.messages.stream(model="m", max_tokens=9, messages=[{"role": "user", "content": SAID}]) as stream:
        final = await stream.get_final_message()
    assert final.content[0].type == "text"
    assert final.content[0].text == SAID
    assert final.content[1].type == "tool_use"
    assert final.content[1].input == {"q": SAID}
    house.gateway.script = answer_json({"input_tokens": 11})
    counted = await client.messages.count_tokens(model="m", messages=[{"role": "user", "content": SAID}])
    assert counted.input_tokens == 11
    assert no_value_left(house.gateway)
    assert house.gateway.seen[0].headers["anthropic-version"]
    await house.recorder.until_closed(3)
    assert (house.recorder.closed_ones[1].tokens_in, house.recorder.closed_ones[1].tokens_out) == (1, 9)
    await client.close()


async def test_anthropic_errors_are_the_sdks_own(house: House) -> None:
    house.policy = None
    client = anthropic.AsyncAnthropic(base_url=house.origin, auth_token=TOKEN, api_key=None, max_retries=0)
    with pytest.raises(anthropic.PermissionDeniedError, match="no valid policy"):
        await client.messages.create(model="m", max_tokens=9, messages=[{"role": "user", "content": "hello"}])
    await client.close()
