"""Forms as real clients write them (multipart/form-data, RFC 7578)."""

import json

import pytest

from policy.model import Content, ContentRule
from proxy.form import NotForm, read_form
from tests.proxy.conftest import House, Opened
from tests.proxy.fakes import FakeGateway, sample_policy

MAIL = "anna.k@example.org"
ENCODED = "%D0%90%D0%BD%D0%BD%D0%B0%20%D0%9A%D0%B0%D1%80%D0%B5%D0%BD%D0%B8%D0%BD%D0%B0"  # Анна Каренина

NAMES = {
    "httpx, curl": f'form-data; name="file"; filename="{MAIL}.wav"',
    ".NET": f"form-data; name=file; filename={MAIL}.wav; filename*=utf-8''{MAIL.replace('@', '%40')}.wav",
    "requests with urllib3 1": f"form-data; name=\"file\"; filename*=utf-8''{ENCODED}.wav",
    "requests with urllib3 2": 'form-data; name="file"; filename="Анна Каренина.wav"',
    "aiohttp": f'form-data; name="file"; filename="{MAIL.replace("@", "%40")}.wav"',
    "Java": f'form-data; name="file"; filename*=UTF-8\'\'{ENCODED}.wav; filename="a.wav"',
    "capitals": f'FORM-DATA; NAME="file"; FILENAME="{MAIL}.wav"',
}


def form(disposition: str, *, before: bytes = b"", after: bytes = b"--\r\n", mime: str = "audio/wav") -> bytes:
    head = f"--x\r\nContent-Disposition: {disposition}\r\nContent-Type: {mime}\r\n\r\n"
    rest = b'\r\n--x\r\nContent-Disposition: form-data; name="model"\r\n\r\nwhisper-1\r\n--x'
    return before + head.encode() + b"RIFF0000WAVE" + rest + after


async def sent(house: House, body: bytes, path: str = "/v1/audio/transcriptions") -> int:
    headers = house.headers(Content_Type="multipart/form-data; boundary=x")
    async with house.session.post(house.origin + path, data=body, headers=headers) as answer:
        await answer.read()
        return answer.status


@pytest.mark.parametrize("disposition", NAMES.values(), ids=NAMES)
async def test_the_name_of_a_file_does_not_leave_however_it_is_written(house: House, disposition: str) -> None:
    assert await sent(house, form(disposition)) == 200
    left = house.gateway.seen[0].body.decode()
    for value in (MAIL, MAIL.replace("@", "%40"), "Каренина", ENCODED):
        assert value not in left
    assert "ZQ_" in left
    assert "RIFF0000WAVE" in left
    assert [part.name for part in read_form(left.encode(), "multipart/form-data; boundary=x")] == ["file", "model"]
    await house.recorder.until_closed()
    assert house.recorder.closed_ones[0].model == "whisper-1"


async def test_a_harmless_form_passes_to_the_byte(house: House) -> None:
    for body in (form('form-data; name="file"; filename="a.wav"', before=b"\r\n"),
                 form("form-data; name=file; filename=a.wav; filename*=utf-8''a.wav", after=b"--\r\n\r\n"),
                 form('form-data; name="file"; filename=""', mime='text/plain; charset="utf-8"')):  # fmt: skip
        assert await sent(house, body) == 200
        assert house.gateway.seen[-1].body == body


async def test_who_asks_is_a_pseudonym_in_forms_too(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, content=Content(images=ContentRule.ALLOW)))
    body = form('form-data; name="user"', mime="text/plain").replace(b"RIFF0000WAVE", b"ivanov-17")
    assert await sent(house, body, "/v1/images/edits") == 200
    assert b"ivanov-17" not in gateway.seen[0].body
    await house.post("/v1/chat/completions", {"model": "m", "messages": [], "user": "ivanov-17"})
    assert json.loads(gateway.seen[1].body)["user"].encode() in gateway.seen[0].body


BAD = {
    "a name twice": 'form-data; name="a"; name="b"',
    "two file names": 'form-data; name="a"; filename="b"; filename="c"',
    "another parameter": f'form-data; name="a"; x-mail="{MAIL}"',
    "words behind": f'form-data; name="a" {MAIL}',
    "no name": 'form-data; filename="a"',
    "another kind": f'attachment; name="{MAIL}"',
}


@pytest.mark.parametrize("disposition", BAD.values(), ids=BAD)
def test_a_head_with_something_unseen_in_it_is_refused(disposition: str) -> None:
    with pytest.raises(NotForm):
        read_form(form(disposition), "multipart/form-data; boundary=x")


async def test_a_form_that_names_two_models_is_refused(house: House) -> None:
    body = form('form-data; name="model"').replace(b"RIFF0000WAVE", b"another-model")
    assert await sent(house, body) == 400
    assert house.gateway.seen == []
