"""Images, audio, files, token ids, credentials for others: what the policy says, and a sentence."""

# ruff: noqa: E501 (a table)

import asyncio
import base64
import json
import re
from collections.abc import Callable, Sequence

import aiohttp
import pytest

from policy.model import Content, ContentRule
from policy.words import Text
from proxy.form import NotForm, read_form
from redactor.finding import RedactionError
from tests.proxy.conftest import House, Opened
from tests.proxy.fakes import (
    FakeGateway,
    Seen,
    answer_json,
    answer_pieces,
    answer_raw,
    chat_delta,
    last_text,
    sample_policy,
    sse_data,
)

MAIL = "anna.k@example.org"
PNG = "data:image/png;base64," + base64.b64encode(b"\x89PNG" * 9).decode()


def text_file(text: str) -> str:
    return "data:text/csv;base64," + base64.b64encode(text.encode()).decode()


def chat(part: object) -> dict[str, object]:
    return {"model": "m", "messages": [{"role": "user", "content": [{"type": "text", "text": "see"}, part]}]}


IMAGE = chat({"type": "image_url", "image_url": {"url": PNG}})


async def refused(house: House, path: str, body: object) -> str:
    status, answer = await house.post(path, body)
    assert status == 403
    error = json.loads(answer)["error"]
    assert error["message"]
    assert error["gnomon"]["ru"]
    assert house.gateway.seen == []
    return str(error["code"])


async def test_what_is_no_text_is_refused_with_a_sentence(house: House) -> None:
    assert await refused(house, "/v1/chat/completions", IMAGE) == "content-images"
    assert await refused(house, "/v1/embeddings", {"model": "m", "input": [1, 2]}) == "content-token-ids"
    pdf = {"type": "file", "file": {"filename": "a.pdf", "file_data": "data:application/pdf;base64,JVBERi0="}}
    assert await refused(house, "/v1/chat/completions", chat(pdf)) == "content-files"
    assert (await house.recorder.until_closed(3))[0] == "blocked"
    assert house.recorder.opened_ones[0].decision.rule == "content-images"


async def test_what_the_policy_allows_passes_as_it_is(open_house: Opened, gateway: FakeGateway) -> None:
    allow = ContentRule.ALLOW
    house = await open_house(policy=sample_policy(gateway.url, content=Content(allow, allow, allow, allow)))
    assert (await house.post("/v1/chat/completions", IMAGE))[0] == 200
    assert gateway.seen[0].body == json.dumps(IMAGE).encode()


async def test_a_file_of_text_is_read_and_passes_only_when_nothing_is_found(house: House) -> None:
    clean = chat({"type": "file", "file": {"filename": "a.csv", "file_data": text_file("name;sum\nx;1\n")}})
    assert (await house.post("/v1/chat/completions", clean))[0] == 200
    house.gateway.seen.clear()
    dirty = chat({"type": "file", "file": {"filename": "a.csv", "file_data": text_file(f"mail\n{MAIL}\n")}})
    assert await refused(house, "/v1/chat/completions", dirty) == "content-file-hit"


async def test_other_files_are_read_by_the_extractor(open_house: Opened) -> None:
    asked: list[tuple[str, str]] = []

    async def extract(data: bytes, name: str, mime: str) -> Sequence[str] | None:
        asked.append((name, mime))
        if data == b"broken":
            raise RedactionError(Text(ru="Файл не читается.", en="The file cannot be read."))
        return [data.decode()] if mime == "application/pdf" else None

    house = await open_house(extract=extract)

    def document(data: bytes, mime: str) -> dict[str, object]:
        source = {"type": "base64", "media_type": mime, "data": base64.b64encode(data).decode()}
        block = {"type": "document", "title": "t.pdf", "source": source}
        return {"model": "m", "messages": [{"role": "user", "content": [block]}]}

    assert (await house.post("/v1/messages", document(b"no names in here", "application/pdf")))[0] == 200
    assert (await house.post("/v1/messages", document(MAIL.encode(), "application/pdf")))[0] == 403
    assert (await house.post("/v1/messages", document(b"unknown kind of file", "application/x-y")))[0] == 403
    status, answer = await house.post("/v1/messages", document(b"broken", "application/pdf"))
    assert (status, json.loads(answer)["gnomon"]["clause"]) == (403, "content-file-unread")
    assert json.loads(answer)["gnomon"]["ru"] == "Файл не читается."
    assert len(house.gateway.seen) == 1
    assert asked[0] == ("t.pdf", "application/pdf")


@pytest.mark.parametrize("mime", ["text/rtf", "message/rfc822", "application/octet-stream", "text/html", ""])
async def test_a_file_that_is_not_plain_text_needs_the_extractor(house: House, mime: str) -> None:
    data = base64.b64encode(rb"{\rtf1 \'c0\'ed\'ed\'e0}").decode()
    part = {"type": "file", "file": {"filename": "a.rtf", "file_data": f"data:{mime};base64,{data}"}}
    assert await refused(house, "/v1/chat/completions", chat(part)) == "content-files"


async def test_a_credential_for_a_third_party_is_refused(house: House) -> None:
    tool = {"type": "mcp", "server_label": "s", "server_url": "https://a.example", "authorization": "tok"}
    body = {"model": "m", "input": "x", "tools": [tool]}
    assert await refused(house, "/v1/responses", body) == "third-party-credential"


async def test_a_secret_in_the_name_of_a_tool_is_refused(house: House) -> None:
    tools = [{"type": "function", "function": {"name": "sk-live-0123456789abcdef"}}]
    body = {"model": "m", "messages": [{"role": "user", "content": "x"}], "tools": tools}
    assert await refused(house, "/v1/chat/completions", body) == "value-in-tool-name"


def thinking(text: str, signature: str) -> dict[str, object]:
    block = {"type": "thinking", "thinking": text, "signature": signature}
    return {"model": "m", "messages": [{"role": "assistant", "content": [block]}, {"role": "user", "content": "go on"}]}


async def test_a_signed_block_that_this_gateway_wrote_goes_back_and_a_foreign_one_with_personal_data_does_not(
    house: House,
) -> None:
    signature = "EqQBCkYIBRgCIkA" * 4
    body = thinking(f"I should write to {MAIL}", signature)
    status, answer = await house.post("/v1/messages", body)
    assert (status, json.loads(answer)["gnomon"]["clause"]) == (403, "signed-block")
    block = {"type": "thinking", "thinking": f"I should write to {MAIL}", "signature": signature}
    house.gateway.script = answer_json({"id": "msg", "content": [block]})
    await house.post("/v1/messages", {"model": "m", "messages": [{"role": "user", "content": "hello"}]})
    assert (await house.post("/v1/messages", body))[0] == 200
    assert house.gateway.seen[-1].body == json.dumps(body).encode()


SIGNED = "EqQBCkYIBRgCIkA" * 4
BLOCKS = {
    "as LiteLLM gives them": lambda text: {"thinking_blocks": [{"type": "thinking", "thinking": text, "signature": SIGNED}]},
    "as OpenRouter gives them": lambda text: {"reasoning_details": [{"type": "reasoning.text", "text": text, "signature": SIGNED}]},
}  # fmt: skip


@pytest.mark.parametrize("stream", [False, True], ids=["plain", "streamed"])
@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
async def test_signed_thinking_in_the_chat_api_comes_back_as_the_gateway_wrote_it(
    house: House, block: Callable[[str], dict[str, object]], stream: bool
) -> None:
    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        message = {"role": "assistant", "content": "ok", **block(last_text(seen.json))}
        if not stream:
            return await answer_json({"id": "c", "choices": [{"index": 0, "message": message}]})(seen, writer)
        return await answer_pieces([chat_delta(message), chat_delta({}, "stop"), b"data: [DONE]\n\n"])(seen, writer)

    house.gateway.script = script
    question = {"role": "user", "content": f"I am {MAIL}"}
    _, answer = await house.post("/v1/chat/completions", {"model": "m", "stream": stream, "messages": [question]})
    choice = sse_data(answer)[0]["choices"][0] if stream else json.loads(answer)["choices"][0]
    message = choice["delta"] if stream else choice["message"]
    assert MAIL not in json.dumps(message)
    body = {"model": "m", "messages": [question, message, {"role": "user", "content": "go on"}]}
    assert (await house.post("/v1/chat/completions", body))[0] == 200
    assert house.gateway.seen[1].json["messages"][1] == message  # type: ignore[index] # a list of messages
    assert MAIL not in house.gateway.text_seen()


async def test_a_signed_block_into_which_a_value_was_put_is_refused_although_its_signature_is_known(
    house: House,
) -> None:
    block = {"type": "thinking", "thinking": "I should write.", "signature": SIGNED}
    house.gateway.script = answer_json({"id": "msg", "content": [block]})
    await house.post("/v1/messages", {"model": "m", "messages": [{"role": "user", "content": "hello"}]})
    body = thinking(f"I should write to {MAIL}.", SIGNED)
    body["system"] = f"The user is {MAIL}."
    status, answer = await house.post("/v1/messages", body)
    assert (status, json.loads(answer)["gnomon"]["clause"]) == (403, "signed-block")


async def test_names_in_a_signed_block_are_no_reason_to_refuse(house: House) -> None:
    body = thinking("Anna Karenina? Анна Каренина is a novel.", "EqQBCkYIBRgCIkA" * 4)
    assert (await house.post("/v1/messages", body))[0] == 200


async def transcription(house: House, **fields: str) -> tuple[int, bytes]:
    form = aiohttp.FormData()
    form.add_field("file", b"RIFF0000WAVE", filename=fields.pop("filename", "a.wav"), content_type="audio/wav")
    form.add_field("model", "whisper-1")
    for name, value in fields.items():
        form.add_field(name, value)
    async with house.session.post(
        house.origin + "/v1/audio/transcriptions", data=form, headers=house.headers()
    ) as answer:
        return answer.status, await answer.read()


async def test_text_beside_audio_is_masked_and_the_sound_is_not_touched(house: House) -> None:
    house.gateway.script = answer_json({"text": "hello"})
    status, _ = await transcription(house, prompt=f"The speaker is {MAIL}", filename=f"{MAIL}.wav")
    assert status == 200
    sent = house.gateway.seen[0].body
    assert MAIL.encode() not in sent
    assert b"RIFF0000WAVE" in sent
    assert b"The speaker is ZQ_EMAIL_" in sent
    await house.recorder.until_closed()
    assert house.recorder.closed_ones[0].model == "whisper-1"
    assert dict(house.recorder.closed_ones[0].counts) == {"pii.email": 2}


async def test_sound_comes_back_to_the_byte_although_its_text_was_masked(house: House) -> None:
    sound = bytes(range(256)) * 40 + b'"\n{\\u0041" ZQ_\xe2'
    house.gateway.script = answer_raw(sound, kind="audio/mpeg")
    status, body = await house.post("/v1/audio/speech", {"model": "tts", "input": f"Write to {MAIL}", "voice": "a"})
    assert (status, body) == (200, sound)
    assert MAIL not in house.gateway.text_seen()


async def test_a_transcript_that_is_text_is_restored_as_text(house: House) -> None:
    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        spoken = re.search(rb"ZQ_EMAIL_\w+", seen.body)
        assert spoken is not None
        await answer_raw(b'1\n00:00 --> 00:02\n"Mail\n%s"' % spoken[0], kind="text/plain; charset=utf-8")(seen, writer)

    house.gateway.script = script
    assert await transcription(house, prompt=MAIL) == (200, f'1\n00:00 --> 00:02\n"Mail\n{MAIL}"'.encode())


async def test_audio_that_the_policy_refuses_does_not_leave(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, content=Content()))
    status, body = await transcription(house)
    assert (status, json.loads(body)["error"]["code"]) == (403, "content-audio")
    assert gateway.seen == []


BAD_FORMS = {
    "no boundary": ("multipart/form-data", b"--x\r\n\r\n\r\n--x--"),
    "no end": ("multipart/form-data; boundary=x", b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nv\r\n'),
    "text before": ("multipart/form-data; boundary=x", b'hi\r\n--x\r\na: b; name="a"\r\n\r\nv\r\n--x--'),
    "no name": ("multipart/form-data; boundary=x", b"--x\r\ncontent-type: a/b\r\n\r\nv\r\n--x--\r\n"),
    "a name that is no identifier": (
        "multipart/form-data; boundary=x",
        b'--x\r\ncontent-disposition: form-data; name="a@b"\r\n\r\nv\r\n--x--\r\n',
    ),
    "a head that nobody needs": (
        "multipart/form-data; boundary=x",
        b'--x\r\ncontent-disposition: form-data; name="a"\r\nx-mail: a@b.org\r\n\r\nv\r\n--x--\r\n',
    ),
    "text behind": (
        "multipart/form-data; boundary=x",
        b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nv\r\n--x--\r\nhi',
    ),
    "two names": ("multipart/form-data; boundary=x", b'--x\r\na: b; name="a"; name="b"\r\n\r\nv\r\n--x--\r\n'),
    "a file name in a charset of its own": (
        "multipart/form-data; boundary=x",
        b"--x\r\ncontent-disposition: form-data; name=\"a\"; filename*=koi8-r''b\r\n\r\nv\r\n--x--\r\n",
    ),
}


@pytest.mark.parametrize(("kind", "body"), BAD_FORMS.values(), ids=BAD_FORMS)
def test_a_form_that_two_readers_may_read_differently_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(NotForm):
        read_form(body, kind)


async def test_a_form_where_json_is_wanted_is_refused(house: House) -> None:
    form = aiohttp.FormData({"model": "m"}, default_to_multipart=True)
    async with house.session.post(house.origin + "/v1/chat/completions", data=form, headers=house.headers()) as answer:
        assert answer.status == 415
    assert (await house.post("/v1/audio/transcriptions", {"model": "m"}))[0] == 415
