"""Every string of a request is looked at, unless it is on the list by name and by shape."""

# ruff: noqa: E501 (tables: one field a line)

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.document import NotJson, read_document, splice
from proxy.masking import Memory, all_leaves, apply, look, replacements
from proxy.media import MediaKind
from proxy.walk import Kind, media_of, walk
from redactor.codes import Codes
from tests.proxy.fakes import KEY, FakeFinder

MAIL = "anna.k@example.org"
SECRET = "sk-live-0123456789abcdef"
USER = {"role": "user", "content": "hello"}


async def masked(body: object) -> str:
    """The body as it would leave."""
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    document = read_document(text)
    found_walk = walk(document)
    found = await look(found_walk, FakeFinder(), Memory())
    edits, _ = replacements(found, Codes(KEY))
    return apply(document, found_walk, edits)


def chat(*messages: object, **more: object) -> dict[str, object]:
    return {"model": "m", "messages": list(messages) or [USER], **more}


def part(**fields: object) -> dict[str, object]:
    return chat({"role": "user", "content": [fields]})


def anthropic(*blocks: object) -> dict[str, object]:
    return {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": list(blocks)}]}


def item(**fields: object) -> dict[str, object]:
    return {"model": "m", "input": [fields]}


SCHEMA = {
    "type": "object",
    "properties": {"q": {"type": "string", "description": MAIL, "enum": [MAIL], "default": MAIL}},
}
FIELDS = {
    "chat: message": chat({"role": "user", "content": MAIL}),
    "chat: name of a message": chat({"role": "user", "name": MAIL, "content": "x"}),
    "chat: refusal": chat({"role": "assistant", "refusal": MAIL}),
    "chat: refusal part": part(type="refusal", refusal=MAIL),
    "chat: text part": part(type="text", text=MAIL),
    "chat: link to an image": part(type="image_url", image_url={"url": f"https://a.example/?u={MAIL}"}),
    "chat: file name": part(type="file", file={"filename": f"{MAIL}.txt", "file_id": "file-1"}),
    "chat: file id": part(type="file", file={"file_id": MAIL}),
    "chat: reasoning": chat({"role": "assistant", "reasoning": MAIL, "reasoning_content": MAIL, "content": "x"}),
    "chat: reasoning details": chat({"role": "assistant", "reasoning_details": [{"type": "reasoning.text", "text": MAIL}]}),
    "chat: arguments": chat({"role": "assistant", "tool_calls": [{"id": "c", "type": "function",
                            "function": {"name": "f", "arguments": json.dumps({"to": MAIL})}}]}),
    "chat: arguments that are no JSON": chat({"role": "assistant", "tool_calls": [
                            {"id": "c", "function": {"name": "f", "arguments": '{"to": "' + MAIL}}]}),
    "chat: custom tool": chat({"role": "assistant", "tool_calls": [{"type": "custom", "custom": {"name": "f", "input": MAIL}}]}),
    "chat: old function call": chat({"role": "assistant", "function_call": {"name": "f", "arguments": MAIL}}),
    "chat: tool result": chat({"role": "tool", "tool_call_id": "c", "content": MAIL}),
    "chat: id of a call": chat({"role": "tool", "tool_call_id": MAIL, "content": "x"}),
    "chat: JSON in a tool result": chat({"role": "tool", "content": json.dumps({"rows": [{"mail": MAIL}]})}),
    "chat: JSON in JSON in JSON": chat({"role": "tool", "content": json.dumps({"a": json.dumps({"b": json.dumps([MAIL])})})}),
    "chat: tool description": chat(tools=[{"type": "function", "function": {"name": "f", "description": MAIL}}]),
    "chat: tool schema": chat(tools=[{"type": "function", "function": {"name": "f", "parameters": SCHEMA}}]),
    "chat: tool name": chat(tools=[{"type": "function", "function": {"name": MAIL}}]),
    "chat: property name": chat(tools=[{"function": {"name": "f", "parameters": {"properties": {MAIL: {}}, "required": [MAIL]}}}]),
    "chat: functions": chat(functions=[{"name": "f", "description": MAIL, "parameters": SCHEMA}]),
    "chat: response format": chat(response_format={"type": "json_schema", "json_schema": {"name": "n", "description": MAIL, "schema": SCHEMA}}),
    "chat: prediction": chat(prediction={"type": "content", "content": MAIL}),
    "chat: stop": chat(stop=[MAIL]),
    "chat: stop, one": chat(stop=MAIL),
    "chat: metadata": chat(metadata={"k": MAIL, MAIL: "v"}),
    "chat: persons": chat(user=MAIL, safety_identifier=MAIL, prompt_cache_key=MAIL),
    "chat: location": chat(web_search_options={"user_location": {"approximate": {"city": MAIL}}}),
    "chat: role": chat({"role": MAIL, "content": "x"}),
    "chat: model": {**chat(), "model": MAIL},
    "chat: signature": chat({"role": "assistant", "signature": MAIL, "content": "x"}),
    "chat: unknown field": chat(brand_new={"deep": [[{"x": MAIL}]]}),
    "chat: secret as a role": chat({"role": SECRET, "content": "x"}),
    "chat: secret as an id": chat({"role": "tool", "tool_call_id": SECRET, "content": "x"}),
    "chat: secret as a key": chat(metadata={SECRET: "x"}),
    "chat: secret as a model": {**chat(), "model": SECRET},
    "chat: key": chat({"role": "user", "content": "x", MAIL: 1}),
    "chat: under half a surrogate pair": chat(metadata={"\ud83d": MAIL}, **{"new\udc00": MAIL}),
    "completions: prompt": {"model": "m", "prompt": MAIL, "suffix": MAIL},
    "completions: prompts": {"model": "m", "prompt": ["a", MAIL]},
    "embeddings: inputs": {"model": "m", "input": ["a", MAIL]},
    "images: prompt": {"model": "m", "prompt": MAIL},
    "speech: input": {"model": "tts", "input": MAIL, "voice": "alloy", "instructions": MAIL},
    "responses: input": {"model": "m", "input": MAIL, "instructions": MAIL},
    "responses: text": item(role="user", content=[{"type": "input_text", "text": MAIL}]),
    "responses: output text": item(type="message", role="assistant", content=[{"type": "output_text", "text": MAIL}]),
    "responses: call": item(type="function_call", call_id="c", name="f", arguments=json.dumps({"a": MAIL})),
    "responses: output of a call": item(type="function_call_output", call_id="c", output=MAIL),
    "responses: output parts": item(type="function_call_output", call_id="c", output=[{"type": "input_text", "text": MAIL}]),
    "responses: custom tool": item(type="custom_tool_call", call_id="c", name="f", input=MAIL),
    "responses: reasoning": item(type="reasoning", id="rs_1", summary=[{"type": "summary_text", "text": MAIL}]),
    "responses: shell": item(type="local_shell_call", call_id="c", action={"command": ["mail", MAIL], "env": {"A": MAIL}}),
    "responses: mcp": item(type="mcp_call", name="f", server_label="s", arguments=json.dumps({"a": MAIL}), output=MAIL),
    "responses: prompt variables": {"model": "m", "prompt": {"id": "pmpt_1", "variables": {"name": MAIL}}},
    "responses: format": {"model": "m", "input": "x", "text": {"format": {"type": "json_schema", "name": "n", "schema": SCHEMA}}},
    "responses: tools": {"model": "m", "input": "x", "tools": [{"type": "function", "name": "f", "description": MAIL, "parameters": SCHEMA}]},
    "responses: file link": item(role="user", content=[{"type": "input_file", "file_url": f"https://a.example/{MAIL}"}]),
    "anthropic: system": {"model": "m", "system": [{"type": "text", "text": MAIL, "cache_control": {"type": "ephemeral"}}]},
    "anthropic: tool use": anthropic({"type": "tool_use", "id": "t", "name": "f", "input": {"to": [MAIL], "type": MAIL, "id": MAIL}}),
    "anthropic: tool result": anthropic({"type": "tool_result", "tool_use_id": "t", "content": [{"type": "text", "text": MAIL}]}),
    "anthropic: document": anthropic({"type": "document", "title": MAIL, "context": MAIL, "source": {"type": "text", "media_type": "text/plain", "data": MAIL}}),
    "anthropic: document link": anthropic({"type": "document", "source": {"type": "url", "url": f"https://a.example/{MAIL}"}}),
    "anthropic: search result": anthropic({"type": "search_result", "title": MAIL, "source": MAIL, "content": [{"type": "text", "text": MAIL}]}),
    "anthropic: unsigned thinking": anthropic({"type": "thinking", "thinking": MAIL}),
    "anthropic: tools": {"model": "m", "tools": [{"name": "f", "description": MAIL, "input_schema": SCHEMA, "input_examples": [{"q": MAIL}]}]},
    "anthropic: stop": {"model": "m", "stop_sequences": [MAIL]},
    "anthropic: user": {"model": "m", "metadata": {"user_id": MAIL}},
    "ollama: generate": {"model": "m", "prompt": MAIL, "system": MAIL, "suffix": MAIL, "template": MAIL},
    "ollama: tool call": chat({"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": {"to": MAIL}}}]}),
    "ollama: format": chat(format=SCHEMA),
}  # fmt: skip


@pytest.mark.parametrize("body", FIELDS.values(), ids=FIELDS)
async def test_a_value_in_this_field_does_not_leave(body: object) -> None:
    left = await masked(body)
    assert MAIL not in left
    assert SECRET not in left


@pytest.mark.parametrize("body", FIELDS.values(), ids=FIELDS)
async def test_what_is_masked_is_still_json_of_the_same_shape(body: object) -> None:
    def shape(node: object) -> object:
        if isinstance(node, dict):
            return [shape(value) for value in node.values()]
        return [shape(value) for value in node] if isinstance(node, list) else type(node)

    assert shape(json.loads(await masked(body))) == shape(body)


scalars = st.one_of(st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False),
                    st.text(max_size=12), st.sampled_from([MAIL, f"see {MAIL}!", f'{{"a": "{MAIL}"}}', "id", "\\", '"']))  # fmt: skip
keys = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["content", "type", "id", "model", "role", "name", "arguments", "input", "tools", "data", "source",
                     "signature", "thinking", "image_url", "user", "metadata", "tool_calls", "function", MAIL]),
)  # fmt: skip
bodies = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=25
)


@given(st.dictionaries(keys, bodies, max_size=5))
async def test_no_made_up_body_leaks_a_value(body: dict[str, object]) -> None:
    assert MAIL not in await masked(body)


@given(st.dictionaries(keys, bodies, max_size=5), st.sampled_from([None, 1, 3]), st.booleans())
async def test_masking_twice_changes_nothing_more(body: dict[str, object], indent: int | None, plain: bool) -> None:
    text = json.dumps(body, indent=indent, ensure_ascii=plain)
    once = await masked(text)
    assert await masked(once) == once


KEPT = {
    "a signed thinking block": anthropic(
        {"type": "thinking", "thinking": "Анна Каренина?", "signature": "EqQBCkYIBRgCIkA" * 9}
    ),
    "a redacted thinking block": anthropic({"type": "redacted_thinking", "data": "EmwKAhgBEgy3va3pzix/LafPsn4a"}),
    "encrypted reasoning": item(type="reasoning", id="rs_1", encrypted_content="gAAAAABobB" * 30, summary=[]),
    "ids of calls": chat({"role": "tool", "tool_call_id": "call_7hD8sK", "content": "x"}),
    "cache marks": anthropic({"type": "text", "text": "x", "cache_control": {"type": "ephemeral", "ttl": "5m"}}),
    "biases of tokens": chat(logit_bias={"50256": -100}),
    "times and seeds": chat(seed=4111111111111111, created_at=4111111111111111),
}


@pytest.mark.parametrize("body", KEPT.values(), ids=KEPT)
async def test_what_must_stay_stays_to_the_byte(body: object) -> None:
    text = json.dumps(body, ensure_ascii=False)
    assert await masked(text) == text


async def test_a_number_that_is_a_value_becomes_a_placeholder_in_quotation_marks() -> None:
    body = anthropic({"type": "tool_use", "id": "t", "name": "f", "input": {"card": 4111111111111111, "n": 3}})
    text = await masked(body)
    assert "4111111111111111" not in text
    assert json.loads(text)["messages"][0]["content"][0]["input"]["card"].startswith("ZQ_CARD_")


async def test_a_value_with_escapes_is_found_and_only_it_is_replaced() -> None:
    text = '{"model":"m","messages":[{"content":"\\u0410\\u043d\\u043d\\u0430 \\u041a\\u0430\\u0440\\u0435\\u043d\\u0438\\u043d\\u0430 \\ud83d\\ude00\\n"}]}'
    out = await masked(text)
    assert out.startswith('{"model":"m","messages":[{"content":"ZQ_PERSON_')
    assert out.endswith(' \\ud83d\\ude00\\n"}]}')


def media(body: object) -> list[MediaKind]:
    return [one.kind for one in media_of(walk(read_document(json.dumps(body))))]


BASE64 = "iVBORw0KGgoAAAANSUhEUgAA" * 3
MEDIA = {
    "image in chat": (part(type="image_url", image_url={"url": f"data:image/png;base64,{BASE64}"}), MediaKind.IMAGES),
    "image in responses": (item(role="user", content=[{"type": "input_image", "image_url": f"data:image/png;base64,{BASE64}"}]), MediaKind.IMAGES),
    "image at Anthropic": (anthropic({"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": BASE64}}), MediaKind.IMAGES),
    "image in a tool result": (anthropic({"type": "tool_result", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": BASE64}}]}), MediaKind.IMAGES),
    "images at Ollama": (chat({"role": "user", "content": "x", "images": [BASE64]}), MediaKind.IMAGES),
    "screenshot": (item(type="computer_call_output", output={"type": "computer_screenshot", "image_url": f"data:image/png;base64,{BASE64}"}), MediaKind.IMAGES),
    "audio in chat": (part(type="input_audio", input_audio={"data": BASE64, "format": "wav"}), MediaKind.AUDIO),
    "file in chat": (part(type="file", file={"filename": "a.pdf", "file_data": f"data:application/pdf;base64,{BASE64}"}), MediaKind.FILES),
    "file in responses": (item(role="user", content=[{"type": "input_file", "filename": "a.pdf", "file_data": BASE64}]), MediaKind.FILES),
    "document at Anthropic": (anthropic({"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": BASE64}}), MediaKind.FILES),
    "container upload": (anthropic({"type": "container_upload", "file_id": "file_1"}), MediaKind.FILES),
    "token ids in embeddings": ({"model": "m", "input": [1, 2, 3]}, MediaKind.TOKEN_IDS),
    "lists of token ids": ({"model": "m", "input": [[1, 2], [3]]}, MediaKind.TOKEN_IDS),
    "token ids in completions": ({"model": "m", "prompt": [1, 2]}, MediaKind.TOKEN_IDS),
    "a data address in what a tool is given": (anthropic({"type": "tool_use", "id": "t", "name": "f", "input": {"clip": f"data:image/png;base64,{BASE64}"}}), MediaKind.IMAGES),
    "a data address in JSON in a string": (chat({"role": "tool", "content": json.dumps({"clip": f"data:image/png;base64,{BASE64}"})}), MediaKind.IMAGES),
    "a data address in a list": (chat({"role": "user", "content": "x", "clips": [f"data:image/png;base64,{BASE64}"]}), MediaKind.IMAGES),
    "an unknown data address": (chat({"role": "user", "content": "x", "clip": f"data:audio/ogg;base64,{BASE64}"}), MediaKind.AUDIO),
}  # fmt: skip


@pytest.mark.parametrize(("body", "kind"), MEDIA.values(), ids=MEDIA)
def test_what_is_no_text_is_named(body: object, kind: MediaKind) -> None:
    assert kind in media(body)


def test_nothing_of_a_prompt_is_in_a_repr() -> None:
    found = walk(
        read_document(json.dumps(chat({"role": "user", "content": MAIL}, metadata={"k": MAIL}, x=json.dumps([MAIL]))))
    )
    assert MAIL not in repr(found)


def test_text_is_no_media() -> None:
    for body in FIELDS.values():
        assert media(body) == []


def test_a_credential_for_somebody_else_is_noticed() -> None:
    tool = {
        "type": "mcp",
        "server_label": "s",
        "server_url": "https://a.example",
        "authorization": "tok",
        "headers": {"k": "v"},
    }
    assert len(walk(read_document(json.dumps({"model": "m", "tools": [tool]}))).secrets) == 2
    server = {"type": "url", "url": "https://a.example", "name": "s", "authorization_token": "tok"}
    assert walk(read_document(json.dumps({"model": "m", "mcp_servers": [server]}))).secrets == ("authorization_token",)


def test_names_of_tools_are_looked_at_but_kept() -> None:
    found = walk(read_document(json.dumps(chat(tools=[{"type": "function", "function": {"name": "look_up"}}]))))
    assert [leaf.value for leaf in all_leaves(found) if leaf.kind is Kind.NAME] == ["look_up"]


def test_json_nested_beyond_reason_is_refused() -> None:
    text = json.dumps({"a": 1})
    for _ in range(18):
        text = json.dumps({"a": text})
    deep = '{"model":"m","x":' + "[" * 120 + json.dumps(text) + "]" * 120 + "}"
    try:
        walk(read_document(deep))
    except NotJson:
        return
    assert splice(deep, []) == deep
