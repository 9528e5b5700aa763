"""The journey of a prompt, over real sockets."""

import asyncio
import io
import json
from dataclasses import replace

import aiohttp
import pytest

from policy.model import Budget, Conditions, Gateway, ModelGrant, Programs, Restore, Rule, Verb
from policy.words import Text
from proxy.exchange import Outcome
from tests.proxy.conftest import House, Opened
from tests.proxy.fakes import (
    TOKEN,
    UPSTREAM_KEY,
    FakeGateway,
    Script,
    Seen,
    answer_json,
    answer_pieces,
    answer_raw,
    chat_delta,
    chat_text,
    echo_chat,
    sample_policy,
    sse_data,
)

MAIL = "anna.k@example.org"


def chat(*texts: str, **more: object) -> dict[str, object]:
    return {"model": "m", "messages": [{"role": "user", "content": text} for text in texts], **more}


async def test_a_value_never_reaches_the_gateway_and_comes_back_to_the_client(house: House) -> None:
    house.gateway.script = echo_chat()
    status, body = await house.post("/v1/chat/completions", chat(f"Write to {MAIL} today"))
    assert status == 200
    assert MAIL not in house.gateway.text_seen()
    assert json.loads(body)["choices"][0]["message"]["content"] == f"Write to {MAIL} today"


async def test_a_streamed_answer_is_restored_as_it_comes(house: House) -> None:
    house.gateway.script = echo_chat(3)
    status, body = await house.post("/v1/chat/completions", chat(f"Write to {MAIL} today", stream=True))
    assert (status, chat_text(body)) == (200, f"Write to {MAIL} today")
    assert MAIL not in house.gateway.text_seen()


@pytest.mark.parametrize("stream", [False, True])
async def test_each_of_many_values_in_many_messages_comes_back_as_itself(house: House, stream: bool) -> None:
    mails = [f"person{number}@dept{number % 3}.example.org" for number in range(24)]
    house.gateway.script = echo_every_message()
    sentences = [f"Message {number} is for {mail}." for number, mail in enumerate(mails)]
    _, body = await house.post("/v1/chat/completions", chat(*sentences, stream=stream))
    text = chat_text(body) if stream else json.loads(body)["choices"][0]["message"]["content"]
    assert text == "\n".join(sentences)
    assert not any(mail in house.gateway.text_seen() for mail in mails)


def echo_every_message() -> Script:
    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        body = json.loads(seen.body)
        text = "\n".join(message["content"] for message in body["messages"])
        if not body.get("stream"):
            return await answer_json({"choices": [{"index": 0, "message": {"content": text}}]})(seen, writer)
        pieces = [chat_delta({"content": text[at : at + 4]}) for at in range(0, len(text), 4)]
        return await answer_pieces([*pieces, b"data: [DONE]\n\n"])(seen, writer)

    return script


async def test_only_the_changed_bytes_change(house: House) -> None:
    body = (
        '{ "messages" : [{"content":"\\u0410 \\"x\\" 1.50e1 ' + MAIL + ' \\n","role":"user"}],\t"temperature":1.0e0,'
        '"seed":12345678901234, "model":"m","top_p":0.10}'
    )
    async with house.session.post(
        house.origin + "/v1/chat/completions",
        data=body.encode(),
        headers=house.headers(Content_Type="application/json"),
    ) as answer:
        assert answer.status == 200
    sent = house.gateway.seen[0].body.decode()
    before, after = body.split(MAIL)
    assert sent.startswith(before)
    assert sent.endswith(after)


async def test_the_next_turn_begins_with_the_bytes_of_this_one(house: House) -> None:
    house.gateway.script = echo_chat()
    first = chat(f"I am {MAIL}")
    await house.post("/v1/chat/completions", first)
    messages = first["messages"]
    assert isinstance(messages, list)
    turn = [*messages, {"role": "assistant", "content": f"I am {MAIL}"}, {"role": "user", "content": "again b@c.org"}]
    await house.post("/v1/chat/completions", {"model": "m", "messages": turn})
    one, two = (seen.body.decode() for seen in house.gateway.seen)
    assert two.startswith(one[: one.rindex("]")])


async def test_what_cannot_be_recorded_is_not_sent(house: House) -> None:
    house.recorder.failure = OSError("disk full")
    status, body = await house.post("/v1/chat/completions", chat("hello"))
    assert status == 503
    assert json.loads(body)["error"]["gnomon"]["clause"] == "record-failed"
    assert house.gateway.seen == []


async def test_the_opening_record_is_written_before_anything_is_sent(house: House) -> None:
    house.recorder.gate = asyncio.Event()
    asking = asyncio.ensure_future(house.post("/v1/chat/completions", chat("hello")))
    await asyncio.wait_for(house.recorder.reached.wait(), 30)
    await asyncio.sleep(0.05)
    assert house.gateway.seen == []
    house.recorder.gate.set()
    assert (await asking)[0] == 200
    assert len(house.gateway.seen) == 1


async def test_a_prompt_that_cannot_be_examined_is_not_sent_and_the_next_one_passes(house: House) -> None:
    house.finder.failure = Text(ru="Проверка не удалась.", en="The check failed.")
    status, body = await house.post("/v1/chat/completions", chat("hello"))
    assert status == 503
    assert json.loads(body)["error"]["message"] == "The check failed."
    assert house.gateway.seen == []
    house.finder.failure = None
    assert (await house.post("/v1/chat/completions", chat("hello")))[0] == 200
    assert await house.recorder.until_closed(2) == [Outcome.DETECTOR_ERROR, Outcome.OK]


async def test_without_a_policy_every_prompt_is_refused_and_recorded(open_house: Opened) -> None:
    house = await open_house(policy=None)
    status, body = await house.post("/v1/chat/completions", chat("hello"))
    assert (status, json.loads(body)["error"]["code"]) == (403, "no-policy")
    assert await house.recorder.until_closed() == [Outcome.BLOCKED]
    assert house.gateway.seen == []


async def test_a_model_that_the_policy_does_not_grant_is_refused(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, models=(ModelGrant("corp-*"),)))
    status, body = await house.post("/v1/chat/completions", chat("hello"))
    assert (status, json.loads(body)["error"]["code"]) == (403, "model-not-approved")
    assert (await house.post("/v1/chat/completions", chat("hello", model="corp-l")))[0] == 200


async def test_only_models_that_the_policy_grants_are_listed(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, models=(ModelGrant("corp-*"),)))
    gateway.script = answer_json({"object": "list", "data": [{"id": "corp-l"}, {"id": "gpt-x"}]})
    async with house.session.get(house.origin + "/v1/models", headers=house.headers()) as answer:
        assert [model["id"] for model in (await answer.json())["data"]] == ["corp-l"]
    gateway.script = answer_json({"models": [{"name": "corp-s", "model": "corp-s"}, {"name": "llama"}]})
    async with house.session.get(house.origin + "/api/tags", headers=house.headers()) as answer:
        assert [model["name"] for model in (await answer.json())["models"]] == ["corp-s"]


async def test_more_text_than_can_be_checked_is_refused(house: House) -> None:
    assert await post_long(house, "a" * 8_000_001) == (413, "text-long")
    assert house.gateway.seen == []


async def test_a_long_prompt_passes_and_is_masked(house: House) -> None:
    assert await post_long(house, f"{'слово ' * 300_000}{MAIL}") == (200, "")
    assert len(house.gateway.seen[0].body) > 3_000_000
    assert MAIL.encode() not in house.gateway.seen[0].body


async def post_long(house: House, text: str) -> tuple[int, str]:
    """The status and the clause of a refusal."""
    body = io.BytesIO(json.dumps(chat(text), ensure_ascii=False).encode())
    headers = house.headers(Content_Type="application/json")
    async with house.session.post(house.origin + "/v1/chat/completions", data=body, headers=headers) as answer:
        return answer.status, (await answer.json()).get("error", {}).get("code", "")


async def test_the_program_that_asks_is_known_and_can_be_refused(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, programs=Programs(block=("python*",))))
    status, body = await house.post("/v1/chat/completions", chat("hello"))
    assert (status, json.loads(body)["error"]["code"]) == (403, "program-not-allowed")
    assert house.recorder.opened_ones[0].caller.program.startswith("python")


async def test_masking_switched_off_sends_the_bytes_as_they_are(open_house: Opened, gateway: FakeGateway) -> None:
    trusted = replace(sample_policy(gateway.url).gateways[0], masking=False)
    house = await open_house(policy=sample_policy(gateway.url, gateways=(trusted,)))
    await house.post("/v1/chat/completions", chat(MAIL, user="u-1"))
    assert MAIL in house.gateway.text_seen()
    assert house.finder.asked == []


async def test_the_local_token_is_not_sent_on_and_the_gateways_key_is(house: House) -> None:
    await house.post("/v1/chat/completions", chat("hello"), x_api_key=TOKEN, Cookie="a=b", X_Custom=MAIL)
    seen = house.gateway.text_seen()
    assert TOKEN not in seen
    assert house.gateway.seen[0].headers["authorization"] == f"Bearer {UPSTREAM_KEY}"
    assert not {"cookie", "x-custom"} & set(house.gateway.seen[0].headers)
    assert MAIL not in seen


async def test_values_in_headers_and_queries_stay_here(house: House) -> None:
    path = f"/v1/chat/completions?api-version=2024-10-21&mail={MAIL}&after={MAIL}"
    await house.post(path, chat("hello"), anthropic_beta=MAIL, openai_beta="assistants=v2")
    assert house.gateway.seen[0].target == "/v1/chat/completions?api-version=2024-10-21"
    assert house.gateway.seen[0].headers["openai-beta"] == "assistants=v2"
    assert MAIL not in house.gateway.text_seen()


async def test_an_answer_that_the_gateway_cuts_ends_with_an_error_and_without_an_end(house: House) -> None:
    house.gateway.script = answer_pieces([chat_delta({"content": "half"})], cut=True)
    with pytest.raises(aiohttp.ClientPayloadError):
        await house.post("/v1/chat/completions", chat("hello", stream=True))
    assert await house.recorder.until_closed() == [Outcome.TRUNCATED]


async def test_a_cut_answer_says_so_in_the_clients_own_words(house: House) -> None:
    house.gateway.script = answer_pieces([chat_delta({"content": "half"})], cut=True)
    got = b""
    async with house.session.post(
        house.origin + "/v1/chat/completions", json=chat("hello", stream=True), headers=house.headers()
    ) as answer:
        with pytest.raises(aiohttp.ClientPayloadError):  # noqa: PT012 (what came before is looked at)
            async for piece in answer.content.iter_any():
                got += piece
    events = sse_data(got)
    assert events[0]["choices"][0]["delta"]["content"] == "half"
    assert events[-1]["error"]["code"] == "gateway-cut"
    assert b"[DONE]" not in got


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
async def test_errors_of_the_gateway_pass_with_their_status_and_retry_after(house: House, status: int) -> None:
    body = b'{"error": {"message":"no", "type":"t" ,"code":null}}'
    house.gateway.script = answer_raw(body, status, "retry-after: 77", "x-ratelimit-remaining-requests: 3")
    async with house.session.post(
        house.origin + "/v1/chat/completions", json=chat("hello"), headers=house.headers()
    ) as answer:
        assert (answer.status, await answer.read()) == (status, body)
        assert answer.headers["Retry-After"] == "77"
        assert answer.headers["x-ratelimit-remaining-requests"] == "3"
    assert await house.recorder.until_closed() == [Outcome.UPSTREAM_ERROR]


async def test_an_error_page_becomes_an_error_in_the_clients_dialect(house: House) -> None:
    house.gateway.script = answer_raw(b"<html>nginx</html>", 502, kind="text/html")
    status, body = await house.post("/v1/messages", {"model": "m", "messages": []})
    assert (status, json.loads(body)["type"]) == (502, "error")


async def test_an_answer_that_is_no_json_is_not_passed_on(house: House) -> None:
    house.gateway.script = answer_raw(b'{"id":"x","choices":[{"mess')
    status, body = await house.post("/v1/chat/completions", chat("hello"))
    assert (status, json.loads(body)["error"]["code"]) == (502, "gateway-malformed")


async def test_a_plain_answer_that_breaks_off_is_an_error_in_the_clients_dialect(house: House) -> None:
    async def cut(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{")
        await writer.drain()
        writer.close()

    house.gateway.script = cut
    status, body = await house.post("/v1/messages", {"model": "m", "messages": []})
    assert (status, json.loads(body)["gnomon"]["clause"]) == (502, "gateway-cut")
    assert await house.recorder.until_closed() == [Outcome.UPSTREAM_ERROR]


async def test_a_last_event_without_an_end_is_restored(house: House) -> None:
    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        text = json.loads(seen.body)["messages"][-1]["content"]
        await answer_pieces([chat_delta({"content": text}).rstrip(b"\n")])(seen, writer)

    house.gateway.script = script
    _, body = await house.post("/v1/chat/completions", chat(f"mail {MAIL}", stream=True))
    assert chat_text(body) == f"mail {MAIL}"


async def test_a_spare_gateway_that_a_rule_forbids_is_not_asked(open_house: Opened, gateway: FakeGateway) -> None:
    name = Text(ru="", en="")
    away = Gateway(id="away", name=name, base_url="http://127.0.0.1:9", models=("*",), failover=("spare",))
    spare = Gateway(id="spare", name=name, base_url=gateway.url, models=("*",))
    rule = Rule(id="not-there", do=Verb.BLOCK, when=Conditions(destination=("spare",)), file="p", line=1)
    house = await open_house(policy=sample_policy(gateway.url, gateways=(away, spare), rules=(rule,)))
    assert (await house.post("/v1/chat/completions", chat("hello")))[0] == 502
    assert gateway.seen == []


@pytest.mark.parametrize("phase", ["head", "body", "stream"])
async def test_a_gateway_that_falls_silent_is_given_up(
    house: House, monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    monkeypatch.setattr("proxy.upstream.SILENCE_SECONDS", 0.3)
    monkeypatch.setattr("proxy.reply.PING_SECONDS", 0.1)

    async def silent(_: Seen, writer: asyncio.StreamWriter) -> None:
        if phase == "body":
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{")
        if phase == "stream":
            await answer_pieces_open(writer, [chat_delta({"content": "a"})])
        await writer.drain()
        await asyncio.sleep(60)

    house.gateway.script = silent
    if phase == "stream":
        with pytest.raises(aiohttp.ClientPayloadError):
            await house.post("/v1/chat/completions", chat("hello", stream=True))
    else:
        status, body = await house.post("/v1/chat/completions", chat("hello"))
        assert (status, json.loads(body)["error"]["code"]) == (504, "gateway-late")
    ended = Outcome.TRUNCATED if phase == "stream" else Outcome.UPSTREAM_ERROR
    assert await house.recorder.until_closed() == [ended]
    await asyncio.wait_for(house.gateway.gone.wait(), 30)


async def test_a_client_that_does_not_read_is_hung_up_on(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proxy.reply.PING_SECONDS", 0.05)
    monkeypatch.setattr("proxy.reply.STUCK_SECONDS", 0.2)

    async def flood(_: Seen, writer: asyncio.StreamWriter) -> None:
        await answer_pieces_open(writer, [])
        while True:
            event = chat_delta({"content": "x" * 60_000})
            writer.write(b"%x\r\n%s\r\n" % (len(event), event))
            await writer.drain()

    house.gateway.script = flood
    body = json.dumps(chat("hello", stream=True)).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", house.proxy.port, limit=1024)
    head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{house.proxy.port}\r\nAuthorization: Bearer {TOKEN}"
    writer.write(f"{head}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    await asyncio.wait_for(house.gateway.gone.wait(), 20)
    assert await house.recorder.until_closed() == [Outcome.CLIENT_ABORT]
    writer.close()
    del reader


async def test_a_gateway_that_is_away_is_said_to_be_away(open_house: Opened) -> None:
    house = await open_house(policy=sample_policy("http://127.0.0.1:9"))
    status, body = await house.post("/v1/chat/completions", chat("hello"))
    assert (status, json.loads(body)["error"]["code"]) == (502, "gateway-away")
    assert await house.recorder.until_closed() == [Outcome.UPSTREAM_ERROR]


async def test_the_next_gateway_answers_when_the_first_is_away(open_house: Opened, gateway: FakeGateway) -> None:
    name = Text(ru="", en="")
    away = Gateway(id="away", name=name, base_url="http://127.0.0.1:9", models=("*",), failover=("spare",))
    spare = Gateway(id="spare", name=name, base_url=gateway.url, models=("*",))
    house = await open_house(policy=sample_policy(gateway.url, gateways=(away, spare)))
    assert (await house.post("/v1/chat/completions", chat(MAIL)))[0] == 200
    await house.recorder.until_closed()
    assert (house.recorder.opened_ones[0].gateway, house.recorder.closed_ones[0].gateway) == ("away", "spare")
    assert MAIL not in gateway.text_seen()


@pytest.mark.parametrize("status", [429, 502, 503, 504, 529])
async def test_the_next_gateway_answers_when_the_first_has_too_much_to_do(
    open_house: Opened, gateway: FakeGateway, status: int
) -> None:
    name = Text(ru="", en="")
    first = Gateway(id="first", name=name, base_url=f"{gateway.url}/first/v1", models=("*",), failover=("spare",))
    spare = Gateway(id="spare", name=name, base_url=gateway.url, models=("*",))
    house = await open_house(policy=sample_policy(gateway.url, gateways=(first, spare)))
    busy, answers = answer_json({"error": {"message": "busy"}}, status, "retry-after: 3600"), echo_chat()

    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        await (busy if seen.target.startswith("/first/") else answers)(seen, writer)

    gateway.script = script
    assert (await house.post("/v1/chat/completions", chat(MAIL)))[0] == 200
    await house.recorder.until_closed()
    assert house.recorder.closed_ones[0].gateway == "spare"
    assert [one.target for one in gateway.seen] == ["/first/v1/chat/completions", "/v1/chat/completions"]


async def test_at_most_one_more_try_and_only_as_the_gateway_asks(house: House) -> None:
    house.gateway.script = answer_json({"error": {"message": "busy"}}, 503, "retry-after: 0")
    assert (await house.post("/v1/chat/completions", chat("hello")))[0] == 503
    assert len(house.gateway.seen) == 2
    house.gateway.script = answer_json({"error": {"message": "busy"}}, 503, "retry-after: 3600")
    assert (await house.post("/v1/chat/completions", chat("hello")))[0] == 503
    assert len(house.gateway.seen) == 3


async def test_a_kept_connection_that_the_gateway_closed_meanwhile_is_opened_anew(house: House) -> None:
    async def hang_up(_: Seen, writer: asyncio.StreamWriter) -> None:
        house.gateway.script = echo_chat()
        writer.close()

    house.gateway.script = hang_up
    assert (await house.post("/v1/chat/completions", chat(MAIL)))[0] == 200
    assert len(house.gateway.seen) == 2


async def test_a_gateway_that_always_hangs_up_is_asked_twice_at_most(house: House) -> None:
    async def hang_up(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.close()

    house.gateway.script = hang_up
    status, body = await house.post("/v1/chat/completions", chat("hello"))
    assert (status, json.loads(body)["error"]["code"]) == (502, "gateway-away")
    assert len(house.gateway.seen) == 2


async def test_nothing_is_asked_again_once_an_answer_has_begun(house: House) -> None:
    house.gateway.script = answer_pieces([chat_delta({"content": "a"})], cut=True)
    with pytest.raises(aiohttp.ClientPayloadError):
        await house.post("/v1/chat/completions", chat("hello", stream=True))
    assert len(house.gateway.seen) == 1

    async def half_a_head(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-")
        await writer.drain()
        writer.close()

    house.gateway.script = half_a_head
    assert (await house.post("/v1/chat/completions", chat("hello")))[0] == 502
    assert len(house.gateway.seen) == 2


async def test_a_budget_that_is_used_up_refuses_with_a_sentence(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(policy=sample_policy(gateway.url, budgets=(Budget("user", 100, None),)))
    gateway.script = answer_json({"choices": [], "usage": {"prompt_tokens": 60, "completion_tokens": 40}})
    assert (await house.post("/v1/chat/completions", chat("hello")))[0] == 200
    status, body = await house.post("/v1/chat/completions", chat("hello"))
    assert (status, json.loads(body)["error"]["code"]) == (429, "budget-used-up")
    assert len(gateway.seen) == 1
    assert (house.recorder.closed_ones[0].tokens_in, house.recorder.closed_ones[0].tokens_out) == (60, 40)


async def test_what_was_spent_before_a_restart_counts_against_the_days_budget(
    open_house: Opened, gateway: FakeGateway
) -> None:
    house = await open_house(policy=sample_policy(gateway.url, budgets=(Budget("user", 100, None),)), tokens_today=100)
    status, body = await house.post("/v1/chat/completions", chat("hello"))
    assert (status, json.loads(body)["error"]["code"]) == (429, "budget-used-up")
    assert not gateway.seen


async def test_a_record_holds_counts_and_never_a_word(house: House) -> None:
    await house.post("/v1/chat/completions", chat(f"{MAIL} and Анна Каренина, {MAIL}"))
    await house.recorder.until_closed()
    closed = house.recorder.closed_ones[0]
    assert dict(closed.counts) == {"pii.email": 2, "pii.person": 1}
    assert closed.outcome is Outcome.OK
    assert closed.decision.verdict is Verb.REDACT
    assert MAIL not in repr(closed)
    assert "Каренина" not in repr(closed)


PHASES = {
    "while the text is examined": "finder",
    "while the record is written": "recorder",
    "before the head of the answer": "head",
    "after the head, before the first event": "gap",
    "in the middle of a stream": "middle",
}


@pytest.mark.parametrize("phase", PHASES.values(), ids=PHASES)
async def test_a_client_that_leaves_closes_the_way_to_the_gateway(house: House, phase: str) -> None:
    async def script(_: Seen, writer: asyncio.StreamWriter) -> None:
        if phase != "head":
            await answer_pieces_open(writer, [chat_delta({"content": "a"})] if phase == "middle" else [])
        await asyncio.sleep(60)

    house.gateway.script = script
    if phase == "finder":
        house.finder.gate = asyncio.Event()
    if phase == "recorder":
        house.recorder.gate = asyncio.Event()
    asking = asyncio.ensure_future(house.post("/v1/chat/completions", chat("hello", stream=True)))
    reached = {"finder": house.finder.reached, "recorder": house.recorder.reached}.get(phase, house.gateway.arrived)
    await asyncio.wait_for(reached.wait(), 30)
    await asyncio.sleep(0.05)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    await house.session.close()
    if phase in ("finder", "recorder"):
        await asyncio.sleep(0.1)
        assert house.gateway.seen == []
    else:
        await asyncio.wait_for(house.gateway.gone.wait(), 30)
    if house.recorder.gate is not None:
        house.recorder.gate.set()
    if phase != "finder":
        assert await house.recorder.until_closed() == [Outcome.CLIENT_ABORT]
        assert len(house.recorder.opened_ones) == len(house.recorder.closed_ones) == 1


async def answer_pieces_open(writer: asyncio.StreamWriter, pieces: list[bytes]) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
    for piece in pieces:
        writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
    await writer.drain()


async def test_a_change_of_policy_does_not_touch_an_answer_under_way(house: House) -> None:
    go_on = asyncio.Event()

    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        text = json.loads(seen.body)["messages"][-1]["content"]
        await answer_pieces_open(writer, [chat_delta({"content": text[:12]})])
        await go_on.wait()
        for piece in (chat_delta({"content": text[12:]}), b"data: [DONE]\n\n"):
            writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        writer.write(b"0\r\n\r\n")

    house.gateway.script = script
    asking = asyncio.ensure_future(house.post("/v1/chat/completions", chat(f"mail {MAIL} now", stream=True)))
    await asyncio.wait_for(house.gateway.arrived.wait(), 30)
    house.policy = None
    go_on.set()
    status, body = await asking
    assert (status, chat_text(body)) == (200, f"mail {MAIL} now")


async def test_a_kept_conversation_is_restored_and_another_ones_is_not(house: House) -> None:
    house.gateway.script = answer_json({"id": "resp_1", "object": "response", "output": []})
    await house.post("/v1/responses", {"model": "m", "input": f"I am {MAIL}"})
    placeholder = house.gateway.seen[0].json["input"]
    assert isinstance(placeholder, str)
    output = [{"type": "message", "content": [{"type": "output_text", "text": placeholder}]}]
    house.gateway.script = answer_json({"id": "resp_2", "output": output})
    _, known = await house.post("/v1/responses", {"model": "m", "input": "who?", "previous_response_id": "resp_1"})
    _, unknown = await house.post("/v1/responses", {"model": "m", "input": "who?", "previous_response_id": "resp_9"})
    assert MAIL in known.decode()
    assert MAIL not in unknown.decode()
    assert placeholder.split()[-1] in unknown.decode()


async def test_a_secret_does_not_return_into_tool_arguments_unless_the_policy_says_so(
    open_house: Opened, gateway: FakeGateway
) -> None:
    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        text = json.loads(seen.body)["messages"][-1]["content"]
        call = {"function": {"name": "f", "arguments": json.dumps({"k": text})}}
        await answer_json({"choices": [{"index": 0, "message": {"tool_calls": [call]}}]})(seen, writer)

    gateway.script = script
    secret = "sk-live-0123456789abcdef"
    house = await open_house()
    _, kept = await house.post("/v1/chat/completions", chat(f"use {secret} for {MAIL}"))
    assert secret not in kept.decode()
    assert MAIL in kept.decode()
    house.policy = sample_policy(gateway.url, restore=Restore(secrets_in_tools=True))
    _, restored = await house.post("/v1/chat/completions", chat(f"use {secret} for {MAIL}"))
    assert secret in restored.decode()
