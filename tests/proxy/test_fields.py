"""Nothing personal leaves in any field of any API, in any spelling, and nothing else of a request changes."""

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxy.document import read_document
from proxy.masking import Memory, apply, look, replacements
from proxy.media import MediaKind
from proxy.walk import media_of, walk
from redactor.codes import Codes
from tests.proxy.apis import BODIES, Slots
from tests.proxy.fakes import KEY, FakeFinder

MAIL = "anna.k@example.org"
CARD = 4111111111111111
BASE64 = "iVBORw0KGgoAAAANSUhEUgAA" * 4
_CUT = re.compile(r"ZQ_[A-Z]+_[A-Z0-9]+")


async def masked(text: str) -> str:
    """The body as it would leave."""
    document = read_document(text)
    found_walk = walk(document)
    found = await look(found_walk, FakeFinder(), Memory())
    return apply(document, found_walk, replacements(found, Codes(KEY))[0])


async def left(body: object) -> str:
    return await masked(json.dumps(body, ensure_ascii=False))


def kinds(body: object) -> list[MediaKind]:
    return [one.kind for one in media_of(walk(read_document(json.dumps(body))))]


def chat(content: object, **more: object) -> dict[str, object]:
    return {"model": "m", "messages": [{"role": "user", "content": content}], **more}


@pytest.mark.parametrize("api", BODIES)
async def test_no_string_of_any_field_leaves_as_it_was(api: str) -> None:
    slots = Slots()
    text = await left(BODIES[api](slots))
    assert [field for value, field in slots.fields.items() if value in text] == []
    assert len(slots.fields) > 20


@pytest.mark.parametrize("api", BODIES)
@pytest.mark.parametrize("ascii_only", [False, True], ids=["UTF-8", "escapes"])
@pytest.mark.parametrize("indent", [None, 2])
async def test_only_the_values_are_other_bytes(api: str, ascii_only: bool, indent: int | None) -> None:
    slots = Slots()
    before = json.dumps(BODIES[api](slots), ensure_ascii=ascii_only, indent=indent)
    after = await masked(before)
    for value in slots.fields:
        before = before.replace(value, "*").replace(value.replace("@", "%40"), "*")
    assert re.sub(_CUT, "*", after) == before


@pytest.mark.parametrize("api", BODIES)
async def test_a_longer_conversation_begins_with_the_same_bytes(api: str) -> None:
    body = BODIES[api](Slots())
    more = BODIES[api](Slots())
    turns = "messages" if isinstance(body.get("messages"), list) else "input"
    if not isinstance(body.get(turns), list):
        pytest.skip("this API has no turns")
    first = {**{key: value for key, value in body.items() if key != turns}, turns: body[turns]}
    longer = {**first, turns: [*first[turns], *more[turns], {"role": "user", "content": MAIL}]}  # type: ignore[misc]
    short, long = await left(first), await left(longer)
    assert long.startswith(short.rstrip("]}"))


NUMBERS = {
    "an account": {"account": CARD},
    "a discount": {"discount": CARD},
    "an admin": {"admin": CARD},
    "a maximum that is a name": {"maximilian": CARD},
    "a number beside the content": {"inn": CARD},
    "a list of numbers": {"cards": [1, CARD, 2]},
    "a number in words of JSON": json.dumps({"card": CARD}),
}


@pytest.mark.parametrize("value", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("written", ["{}", "{}.0", "{}.00"], ids=["whole", "with .0", "with .00"])
async def test_a_number_that_is_a_value_does_not_leave(value: object, written: str) -> None:
    body = chat("x", tool_result=value, messages2=[{"role": "tool", "content": value}])
    text = json.dumps(body).replace(str(CARD), written.format(CARD))
    after = await masked(text)
    assert str(CARD) not in after
    assert json.loads(after).keys() == body.keys()


@pytest.mark.parametrize(
    "name", ["max_tokens", "createdAt", "timestamp", "seed", "budget_tokens", "duration_ms", "max"]
)
@pytest.mark.parametrize("written", ["4111111111111111", "4111111111111111.0", "4111111111111111.5", "4111111111e6"])
async def test_numbers_that_count_something_stay(name: str, written: str) -> None:
    text = f'{{"model":"m","{name}":{written},"messages":[]}}'
    assert await masked(text) == text


async def test_a_number_tells_the_finder_under_which_name_it_stood() -> None:
    finder = FakeFinder()
    text = json.dumps(chat("x", passport=4510123456, customer={"inn": 7707083893, "note": "abc"}))
    await look(walk(read_document(text)), finder, Memory())
    assert "passport: 4510123456\n" in finder.asked
    assert "inn: 7707083893\n" in finder.asked
    assert "note: abc\n" in finder.asked


KEYS = {
    "a card": str(CARD),
    "a card with a mark": f"card_{CARD}",
    "a mail": MAIL,
    "a name": "Анна Каренина",
    "a mail with a mark": f"to:{MAIL}",
}


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
@pytest.mark.parametrize("where", ["metadata", "brand_new", "tool_result"])
async def test_a_key_that_is_a_value_does_not_leave(key: str, where: str) -> None:
    text = await left(chat("x", **{where: {key: {key: 1}}}))
    assert not any(value in text for value in (str(CARD), MAIL, "Анна Каренина"))


@pytest.mark.parametrize(
    "value", [str(CARD), "4111-1111-1111-1111", "DE89370400440532013000", "AB1234567", "7707083893"]
)
async def test_a_number_of_somebody_is_no_id(value: str) -> None:
    finder = FakeFinder()
    body = chat("x", messages=[{"role": "tool", "tool_call_id": value, "content": "x"}], previous_response_id=value)
    await look(walk(read_document(json.dumps(body))), finder, Memory())
    assert finder.asked.count(value) == 1  # looked at once, remembered for the other place


@pytest.mark.parametrize("value", ["call_7hD8sK", "resp_68a1f0c2d9", "toolu_01A09q90", "chatcmpl-123456789abc", "a1b2"])
async def test_an_id_of_an_api_needs_no_look(value: str) -> None:
    finder = FakeFinder()
    body = chat("x", messages=[{"role": "tool", "tool_call_id": value, "content": "x"}], previous_response_id=value)
    await look(walk(read_document(json.dumps(body))), finder, Memory())
    assert finder.asked == ["x"]


SPELLINGS = {
    "a zero-width space": "anna.k\u200b@example.org",
    "escapes": MAIL,
    "an upper-case domain": "Anna.K@example.org",
    "markdown": f"**{MAIL}**, [{MAIL}](mailto:{MAIL})",
    "HTML": f"<a href='mailto:{MAIL}'>{MAIL}</a>",
    "right-to-left marks": f"\u202e{MAIL}\u202c",
    "no-break spaces": f"\u00a0{MAIL}\u00a0",
    "line ends": f"\r\n{MAIL}\r\n\t{MAIL}\u2028{MAIL}",
    "half a surrogate pair beside it": f"\ud83d {MAIL} \ude00",
    "emoji beside it": f"🙂{MAIL}🙂",
    "a name in NFD beside it": f"Андре\u0438\u0306 {MAIL}",
    "NUL beside it": f"\u0000{MAIL}\u0000",
    "quotation marks": f'"{MAIL}"',
    "backslashes": f"\\\\{MAIL}\\",
    "JSON": json.dumps({"a": MAIL}),
    "JSON after white space": "\r\n\t" + json.dumps({"a": MAIL}) + "\t\n",
    "JSON that is a string": json.dumps(json.dumps({"a": MAIL})),
    "JSON three times": json.dumps({"a": json.dumps([json.dumps({"b": MAIL})])}),
    "JSON with escapes": '{"a": "anna.k\\u0040example.org"}',
    "JSON that is a string with escapes": '"anna.k\\u0040example.org \\u0410"',
    "JSON that ends early": '{"a": "' + MAIL,
    "JSON with a key twice": f'{{"a": "{MAIL}", "a": "{MAIL}"}}',
    "lines of JSON": f'{{"a": "{MAIL}"}}\n{{"a": "{MAIL}"}}',
    "a data address of text": f"data:text/plain,{MAIL}",
}


@pytest.mark.parametrize("value", SPELLINGS.values(), ids=SPELLINGS)
@pytest.mark.parametrize("ascii_only", [False, True], ids=["UTF-8", "escapes"])
async def test_a_value_in_this_spelling_does_not_leave(value: str, ascii_only: bool) -> None:
    bodies = (chat(value), chat([{"type": "text", "text": value}]), chat("x", deep={"er": [[value]]}),
              chat("x", tools=[{"function": {"name": "f", "description": value}}]))  # fmt: skip
    for body in bodies:
        after = await masked(json.dumps(body, ensure_ascii=ascii_only or not value.isprintable()))
        plain = json.dumps(json.loads(after)).replace("\\\\", "\\").lower()
        assert "example.org" not in plain
        assert "u0040" not in plain


DISGUISED = {
    "parameters in the address": (f"data:image/png;name=a.png;base64,{BASE64}", MediaKind.IMAGES),
    "capitals": (f"DATA:IMAGE/PNG;BASE64,{BASE64}", MediaKind.IMAGES),
    "no type": (f"data:;base64,{BASE64}", MediaKind.FILES),
    "a space before": (f" data:image/png;base64,{BASE64}", MediaKind.IMAGES),
    "spaces inside": (f"data:image/png; base64 ,{BASE64}", MediaKind.IMAGES),
    "what is no base64 at its end": (f"data:image/png;base64,{BASE64}!", MediaKind.IMAGES),
    "percent-encoded base64": (f"data:image/png;base64,{BASE64}%3D", MediaKind.IMAGES),
    "bare base64 of PNG": (BASE64, MediaKind.IMAGES),
    "bare base64 of JPEG": ("/9j/4AAQSkZJRgABAQ" + "A" * 90, MediaKind.IMAGES),
    "bare base64 of WebP": ("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASo" + "A" * 90, MediaKind.IMAGES),
    "bare base64 of WAV": ("UklGRiQAAABXQVZFZm10IBAAAAABAAEA" + "A" * 90, MediaKind.AUDIO),
    "bare base64 of PDF": ("JVBERi0xLjcKJeLjz9MK" + "A" * 90, MediaKind.FILES),
    "bare base64 of a film": ("AAAAGGZ0eXBtcDQyAAAAAG1wNDJpc29t" + "A" * 90, MediaKind.FILES),
    "base64 in lines": ("\n".join([BASE64[:76], BASE64[76:]]), MediaKind.IMAGES),
}


@pytest.mark.parametrize(("value", "kind"), DISGUISED.values(), ids=DISGUISED)
def test_media_in_disguise_are_media_wherever_they_stand(value: str, kind: MediaKind) -> None:
    image = {"type": "image_url", "image_url": {"url": value}}
    assert kinds(chat([image])) == [MediaKind.IMAGES]
    for body in (chat("x", brand_new={"a": [value]}), chat("x", metadata={"a": value}), chat(json.dumps({"x": value})),
                 chat([{"type": "new_part", "payload": value}])):  # fmt: skip
        assert kinds(body) == [kind]


MEDIA = {
    "a mail in a data address": {"type": "image_url", "image_url": {"url": f"data:image/png;x={MAIL};base64,{BASE64}"}},
    "a mail between the base64": {"type": "image", "source": {"type": "base64", "data": f"{BASE64}{MAIL}{BASE64}"}},
    "a mail as the id of an upload": {"type": "container_upload", "file_id": MAIL},
}


@pytest.mark.parametrize("part", MEDIA.values(), ids=MEDIA)
async def test_words_beside_media_are_looked_at_although_media_may_leave(part: object) -> None:
    body = chat([part])
    assert len(kinds(body)) == 1
    assert MAIL not in await left(body)


OTHERS = {
    "what an image model made": {"type": "image_generation_call", "id": "ig", "result": "A" * 400},
    "MCP's own pictures": {"type": "image", "data": "A" * 400, "mimeType": "image/png"},
    "MCP's resources": {"type": "resource", "resource": {"blob": "A" * 400, "mimeType": "application/pdf"}},
    "inline data": {"inline_data": {"mime_type": "image/png", "data": "A" * 400}},
}


@pytest.mark.parametrize("item", OTHERS.values(), ids=OTHERS)
def test_media_of_other_apis_are_media(item: object) -> None:
    assert len(kinds({"model": "m", "input": [item]})) == 1


PROSE = {
    "a text document": {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Word" * 9}},
    "one word": "iVBORw0KGgo",
    "a path": "/9j/" + "folder/" * 30 + "file.txt",
    "a long word": "A" * 500,
    "a sentence about data": "data: image/png is a type; base64, too",
}


@pytest.mark.parametrize("value", PROSE.values(), ids=PROSE)
def test_words_are_no_media(value: object) -> None:
    assert kinds(chat([value])) == []


TOKENS = {
    "mixed with text": {"input": ["x", 15339]},
    "in lists": {"input": [["x"], [15339]]},
    "as vLLM takes them": {"prompt_token_ids": [15339]},
    "as embeddings": {"prompt_embeds": "gAAAAA=="},
}


@pytest.mark.parametrize("body", TOKENS.values(), ids=TOKENS)
def test_text_as_numbers_is_told(body: dict[str, object]) -> None:
    assert MediaKind.TOKEN_IDS in kinds({"model": "m", **body})


CREDENTIALS = {
    "a token of an MCP server": {"mcp_servers": [{"url": "https://a.example", "authorization_token": "tok"}]},
    "headers as text": {"tools": [{"type": "mcp", "server_url": "https://a.example", "headers": "Authorization: tok"}]},
    "headers": {"tools": [{"type": "mcp", "server_label": "s", "headers": {"Authorization": "tok"}}]},
    "in a prompt's tools": {"prompt": {"tools": [{"server_url": "https://a.example", "authorization": "tok"}]}},
    "of a connector": {"tools": [{"type": "mcp", "connector_id": "connector_x", "authorization": "tok"}]},
}


@pytest.mark.parametrize("more", CREDENTIALS.values(), ids=CREDENTIALS)
def test_a_credential_for_a_third_party_is_told(more: dict[str, object]) -> None:
    assert walk(read_document(json.dumps(chat("x", **more)))).secrets


def _paths(node: object) -> Iterator[tuple[str | int, ...]]:
    yield ()
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in pairs:
        for path in _paths(child):
            yield (step, *path)


def _with(node: object, path: tuple[str | int, ...], name: str, value: object) -> object:
    if path and isinstance(node, (dict, list)):
        child = _with(node[path[0]], path[1:], name, value)  # type: ignore[index] # a JSON path
        if isinstance(node, dict):
            return {key: child if key == path[0] else one for key, one in node.items()}
        return [child if at == path[0] else one for at, one in enumerate(node)]
    if isinstance(node, dict):
        return {**node, name: value}
    return [*node, value] if isinstance(node, list) else node


KEY_NAMES = ["type", "id", "data", "text", "x-y", "Ключ", "url", "signature", "name", "role"]
values = st.recursive(
    st.sampled_from([MAIL, CARD, float(CARD), f"x {MAIL} y", json.dumps({"q": MAIL}), f"https://a.example/?q={MAIL}"]),
    lambda inner: st.lists(inner, min_size=1, max_size=3)
    | st.dictionaries(st.sampled_from(KEY_NAMES), inner, min_size=1, max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(deadline=None)
@given(st.data(), st.sampled_from(sorted(BODIES)), values, st.text(min_size=1, max_size=10))
async def test_an_unknown_field_at_any_depth_does_not_leak(
    data: st.DataObject, api: str, value: object, name: str
) -> None:
    body = BODIES[api](Slots())
    path = data.draw(st.sampled_from(list(_paths(body))))
    after = await left(_with(body, path, f"new_{name}", value))
    assert MAIL not in after
    assert str(CARD) not in after
