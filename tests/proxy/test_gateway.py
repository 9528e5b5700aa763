"""The way to the gateway: addresses, heads, trust, the corporate proxy."""

import asyncio
import base64
import datetime
import gzip
import hashlib
import io
import json
import ssl
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from proxy.pins import pin_of
from proxy.routes import Endpoint, endpoints_at, kept_query, upstream_url
from tests.proxy.conftest import House, Opened
from tests.proxy.fakes import FakeGateway, Script, Seen, answer_json, answer_raw, head, sample_policy

CHAT = {"model": "m", "messages": [{"role": "user", "content": "hello"}]}
OK = {"id": "x", "choices": [{"index": 0, "message": {"content": "ok"}}]}

URLS = [
    ("http://h:1", "/v1/chat/completions", "http://h:1/v1/chat/completions"),
    ("http://h:1/", "/v1/chat/completions", "http://h:1/v1/chat/completions"),
    ("https://h/v1", "/v1/chat/completions", "https://h/v1/chat/completions"),
    ("https://h/v1/", "/chat/completions", "https://h/v1/chat/completions"),
    ("https://h/llm/v1", "/v1/messages", "https://h/llm/v1/messages"),
    ("https://h/api/v3", "/v1/embeddings", "https://h/api/v3/embeddings"),
    ("https://h/llm", "/v1/embeddings", "https://h/llm/embeddings"),
    ("https://h/v1", "/api/chat", "https://h/api/chat"),
    ("https://h/llm/v1", "/api/tags", "https://h/llm/api/tags"),
    ("http://h:1", "/api/tags", "http://h:1/api/tags"),
    (
        "https://h/v1",
        "/openai/deployments/m;k=1/chat/completions",
        "https://h/openai/deployments/m;k=1/chat/completions",
    ),
    ("https://h/v1", "/v1/models/org/name:7b", "https://h/v1/models/org/name:7b"),
    ("https://h/v1", "/v1/models/org%2Fname", "https://h/v1/models/org%2Fname"),
    ("https://h/v1", "/v1/models/a/b/c", "https://h/v1/models/a/b/c"),
    ("https://h/v1", "/openai/v1/responses", "https://h/v1/responses"),
    ("https://h/v1", "/anthropic/v1/messages/count_tokens", "https://h/v1/messages/count_tokens"),
]


@pytest.mark.parametrize(("base", "path", "wanted"), URLS)
def test_the_address_is_the_policys_and_the_path_is_ours(base: str, path: str, wanted: str) -> None:
    endpoint: Endpoint = endpoints_at(path)[0]
    assert upstream_url(base, endpoint, "") == wanted
    assert upstream_url(base, endpoint, "a=1") == wanted + "?a=1"


def test_of_a_query_only_known_names_with_plain_values_go_on() -> None:
    assert kept_query("api-version=2024-10-21&x=1&limit=5") == "api-version=2024-10-21&limit=5"
    assert kept_query("after=a%40b&beta=true&limit=a b") == "beta=true"
    assert kept_query("stream=true&starting_after=7&q=x") == "stream=true&starting_after=7"  # an answer taken up again
    assert kept_query("") == ""


def raw(data: bytes) -> Script:
    async def script(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        writer.close()

    return script


BODY = json.dumps(OK).encode()
JSON_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
BAD_HEADS = {
    "a length and chunks": JSON_HEAD + b"content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "two lengths": JSON_HEAD + b"content-length: 2\r\ncontent-length: 40\r\n\r\n{}",
    "a folded header": JSON_HEAD + b"x-a: b\r\n c\r\ncontent-length: 2\r\n\r\n{}",
    "a header folded with a tab": JSON_HEAD + b"x-a: b\r\n\tc\r\n\r\n{}",
    "a zero byte": JSON_HEAD + b"x-a: b\x00c\r\ncontent-length: 2\r\n\r\n{}",
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
}


@pytest.mark.parametrize("data", BAD_HEADS.values(), ids=BAD_HEADS)
async def test_an_answer_whose_head_is_doubtful_is_not_passed_on(house: House, data: bytes) -> None:
    house.gateway.script = raw(data)
    status, body = await house.post("/v1/chat/completions", CHAT)
    assert (status, json.loads(body)["error"]["code"]) == (502, "gateway-malformed")


async def test_a_folded_head_is_noticed_however_it_arrives(house: House) -> None:
    data = BAD_HEADS["a folded header"]

    async def script(_: Seen, writer: asyncio.StreamWriter) -> None:
        for at in range(len(data)):
            writer.write(data[at : at + 1])
            await writer.drain()
            await asyncio.sleep(0)

    house.gateway.script = script
    assert (await house.post("/v1/chat/completions", CHAT))[0] == 502


async def test_answers_on_one_kept_connection_are_all_read(house: House) -> None:
    for number in range(5):
        house.gateway.script = answer_json({**OK, "n": number, "text": "a\r\n b"})
        _, body = await house.post("/v1/chat/completions", CHAT)
        assert json.loads(body)["n"] == number


UNASKED = head(200, "content-length: 10") + b'{"evil": 1'
SPLITS = {"in one piece": 0, "in the piece after": -len(UNASKED), "with the end of the body": -len(UNASKED) - 1}


@pytest.mark.parametrize("at", SPLITS.values(), ids=SPLITS)
async def test_an_answer_that_nobody_asked_for_is_nobodys_answer(house: House, at: int) -> None:
    async def script(_: Seen, writer: asyncio.StreamWriter) -> None:
        data = head(200, f"content-length: {len(BODY)}") + BODY + UNASKED
        for piece in (data[:at], data[at:]) if at else (data,):
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.05)

    house.gateway.script = script
    assert json.loads((await house.post("/v1/chat/completions", CHAT))[1]) == OK
    await asyncio.sleep(0.1)
    house.gateway.script = answer_json({**OK, "n": 2})
    assert json.loads((await house.post("/v1/chat/completions", CHAT))[1])["n"] == 2


async def test_a_fold_behind_a_continue_is_noticed(house: House) -> None:
    house.gateway.script = raw(b"HTTP/1.1 100 Continue\r\n\r\n" + BAD_HEADS["a folded header"])
    assert (await house.post("/v1/chat/completions", CHAT))[0] == 502


async def test_a_long_prompt_that_is_answered_before_its_end_gets_that_answer(open_house: Opened) -> None:
    async def early(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head(422, f"content-length: {len(BODY)}") + BODY)
        await writer.drain()
        await answered.wait()  # the body is not read
        writer.close()

    answered = asyncio.Event()
    server = await asyncio.start_server(early, "127.0.0.1", 0, limit=1024)
    house = await open_house(policy=sample_policy(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"))
    async with house.session.post(
        house.origin + "/v1/chat/completions",
        data=io.BytesIO(json.dumps({**CHAT, "x": ["слово " * 250_000] * 5}, ensure_ascii=False).encode()),
        headers=house.headers(Content_Type="application/json"),
    ) as answer:
        assert (answer.status, await answer.json()) == (422, OK)
    answered.set()
    server.close()
    await server.wait_closed()


async def test_a_long_prompt_arrives_whole(house: House) -> None:
    long = {"model": "m", "messages": [{"role": "user", "content": "word " * 150_000}]}
    assert (await house.post("/v1/chat/completions", long))[0] == 200
    assert house.gateway.seen[0].json == long


async def test_a_credential_with_a_line_end_is_not_sent(open_house: Opened, gateway: FakeGateway) -> None:
    house = await open_house(credentials=lambda _: "key\r\nx-evil: 1")
    status, body = await house.post("/v1/chat/completions", CHAT)
    assert (status, json.loads(body)["error"]["code"], gateway.seen) == (502, "gateway-malformed", [])


GOOD = {
    "a header of 60 KB": head(200, "x-long: " + "a" * 60_000, f"content-length: {len(BODY)}") + BODY,
    "an end by closing": b"HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n" + BODY,
    "a continue before": b"HTTP/1.1 100 Continue\r\n\r\n" + head(200, f"content-length: {len(BODY)}") + BODY,
    "a charset": b"HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n\r\n" + BODY,
}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
async def test_odd_but_clear_answers_pass(house: House, data: bytes) -> None:
    house.gateway.script = raw(data)
    status, body = await house.post("/v1/chat/completions", CHAT)
    assert (status, json.loads(body)) == (200, OK)


async def test_a_redirect_is_not_followed_and_not_passed_on(house: House) -> None:
    house.gateway.script = answer_raw(b"", 302, "location: https://evil.example/v1")
    status, body = await house.post("/v1/chat/completions", CHAT)
    assert (status, json.loads(body)["error"]["code"]) == (502, "gateway-malformed")
    assert len(house.gateway.seen) == 1


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_a_compressed_answer_is_read_although_none_was_asked_for(house: House, coding: str) -> None:
    packed = gzip.compress(BODY) if coding == "gzip" else zlib.compress(BODY)
    house.gateway.script = answer_raw(packed, 200, f"content-encoding: {coding}")
    assert json.loads((await house.post("/v1/chat/completions", CHAT))[1]) == OK
    assert house.gateway.seen[0].headers["accept-encoding"] == "identity"


async def test_a_bomb_is_not_passed_on(house: House) -> None:
    packed = gzip.compress(b'{"pad":"' + b" " * (20 << 20) + b'"}')
    house.gateway.script = answer_raw(packed, 200, "content-encoding: gzip")
    assert (await house.post("/v1/chat/completions", CHAT))[0] == 502
    house.gateway.script = answer_raw(b"not gzip at all", 200, "content-encoding: gzip")
    assert (await house.post("/v1/chat/completions", CHAT))[0] == 502
    house.gateway.script = answer_raw(b"?", 200, "content-encoding: br")
    assert (await house.post("/v1/chat/completions", CHAT))[0] == 502


async def test_a_long_answer_passes_in_pieces_and_is_restored(house: House) -> None:
    async def script(seen: Seen, writer: asyncio.StreamWriter) -> None:
        text = json.loads(seen.body)["messages"][0]["content"]
        body = json.dumps({"a": "x" * (6 << 20), "b": json.dumps({"to": text}), "c": text}).encode()
        writer.write(head(200, f"content-length: {len(body)}"))
        for at in range(0, len(body), 100_001):
            writer.write(body[at : at + 100_001])
            await writer.drain()

    house.gateway.script = script
    said = 'for anna.k@example.org, O\'Neil "Jim" Brown'
    status, body = await house.post("/v1/chat/completions", {"model": "m", "messages": [{"content": said}]})
    answer = json.loads(body)
    assert (status, answer["c"], json.loads(answer["b"])) == (200, said, {"to": said})


async def test_only_listed_headers_of_an_answer_go_on(house: House) -> None:
    lines = ("set-cookie: a=b", "x-request-id: r1", "access-control-allow-origin: *", "x-ratelimit-limit-tokens: 9")
    house.gateway.script = answer_json(OK, 200, *lines, "retry-after-ms: 12")
    async with house.session.post(house.origin + "/v1/chat/completions", json=CHAT, headers=house.headers()) as answer:
        names = {name.lower() for name in answer.headers}
    assert {"x-request-id", "x-ratelimit-limit-tokens", "retry-after-ms", "x-gnomon-exchange"} <= names
    assert not {"set-cookie", "access-control-allow-origin"} & names


async def test_a_gateway_behind_the_corporate_proxy_is_asked_with_a_login(
    open_house: Opened, gateway: FakeGateway
) -> None:
    heads: list[bytes] = []

    async def corporate(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(head(200, f"content-length: {len(BODY)}", "connection: close") + BODY)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(corporate, "127.0.0.1", 0)
    proxy = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    place = replace(
        sample_policy(gateway.url).gateways[0], base_url="http://gateway.example/v1", proxy=proxy, proxy_key_name="p"
    )
    house = await open_house(
        policy=sample_policy(gateway.url, gateways=(place,)), proxy_password={"p": "user:word"}.__getitem__
    )
    assert (await house.post("/v1/chat/completions", CHAT))[0] == 200
    assert heads[0].startswith(b"POST http://gateway.example/v1/chat/completions HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic dXNlcjp3b3Jk\r\n" in heads[0]
    server.close()
    await server.wait_closed()


@pytest.fixture
async def tls_gateway(tmp_path: Path) -> AsyncIterator[tuple[str, Path]]:
    """A gateway with a certificate of its own authority; its address and the authority's file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gnomon test")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    authority = tmp_path / "ca.pem"
    authority.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret = tmp_path / "key.pem"
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, secret)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head(200, f"content-length: {len(BODY)}", "connection: close") + BODY)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    yield f"https://localhost:{server.sockets[0].getsockname()[1]}", authority
    server.close()
    await server.wait_closed()


async def test_a_gateway_with_tls_is_reached_by_a_tunnel_through_the_corporate_proxy(
    open_house: Opened, gateway: FakeGateway, tls_gateway: tuple[str, Path]
) -> None:
    heads: list[bytes] = []

    async def corporate(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        far = await asyncio.open_connection("127.0.0.1", int(tls_gateway[0].rpartition(":")[2]))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(pump(reader, far[1]), pump(far[0], writer))

    async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while piece := await source.read(65536):
            sink.write(piece)
        sink.close()

    server = await asyncio.start_server(corporate, "127.0.0.1", 0)
    proxy = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    place = replace(
        sample_policy(gateway.url).gateways[0],
        base_url=tls_gateway[0],
        ca=str(tls_gateway[1]),
        proxy=proxy,
        proxy_key_name="p",
    )
    house = await open_house(
        policy=sample_policy(gateway.url, gateways=(place,)), proxy_password={"p": "user:word"}.__getitem__
    )
    assert (await house.post("/v1/chat/completions", CHAT))[0] == 200
    assert heads[0].startswith(b"CONNECT localhost:")
    assert b"Proxy-Authorization: Basic dXNlcjp3b3Jk\r\n" in heads[0]
    server.close()
    await server.wait_closed()


async def test_a_company_authority_is_trusted_where_the_policy_names_it_and_nowhere_else(
    open_house: Opened, gateway: FakeGateway, tls_gateway: tuple[str, Path]
) -> None:
    url, authority = tls_gateway
    place = replace(sample_policy(gateway.url).gateways[0], base_url=url)
    house = await open_house(policy=sample_policy(gateway.url, gateways=(place,)))
    status, body = await house.post("/v1/chat/completions", CHAT)
    assert (status, json.loads(body)["error"]["code"]) == (502, "gateway-untrusted")
    house.policy = sample_policy(gateway.url, gateways=(replace(place, ca=str(authority)),))
    assert (await house.post("/v1/chat/completions", CHAT))[0] == 200
    wrong_name = replace(place, ca=str(authority), base_url=url.replace("localhost", "127.0.0.1"))
    house.policy = sample_policy(gateway.url, gateways=(wrong_name,))
    assert json.loads((await house.post("/v1/chat/completions", CHAT))[1])["error"]["code"] == "gateway-untrusted"


@pytest.mark.parametrize("pins", ["right", "backup", "wrong", "none"])
async def test_a_gateway_with_another_key_than_the_policy_names_gets_no_prompt(
    open_house: Opened, gateway: FakeGateway, tls_gateway: tuple[str, Path], pins: str
) -> None:
    certificate = x509.load_pem_x509_certificate(tls_gateway[1].read_bytes())
    key = certificate.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    right = base64.b64encode(hashlib.sha256(key).digest()).decode()
    wrong = base64.b64encode(bytes(32)).decode()
    named = {"right": (right,), "backup": (wrong, right), "wrong": (wrong,), "none": ()}[pins]
    assert pin_of(certificate.public_bytes(serialization.Encoding.DER)) == right
    place = replace(sample_policy(gateway.url).gateways[0], base_url=tls_gateway[0], ca=str(tls_gateway[1]), pins=named)
    house = await open_house(policy=sample_policy(gateway.url, gateways=(place,)))
    status, body = await house.post("/v1/chat/completions", CHAT)
    if pins == "wrong":
        assert (status, json.loads(body)["error"]["code"]) == (502, "gateway-untrusted")
    else:
        assert status == 200


async def test_a_gateway_without_tls_has_no_key_to_be_known_by(open_house: Opened, gateway: FakeGateway) -> None:
    place = replace(sample_policy(gateway.url).gateways[0], pins=(base64.b64encode(bytes(32)).decode(),))
    house = await open_house(policy=sample_policy(gateway.url, gateways=(place,)))
    assert (await house.post("/v1/chat/completions", CHAT))[0] == 502
    assert gateway.seen == []


@pytest.mark.parametrize("der", [b"", b"\x30", b"\x30\x82\xff\xff", bytes(99), b"\x30\x03\x30\x01\xa0"])
def test_what_is_no_certificate_has_no_pin(der: bytes) -> None:
    with pytest.raises(ValueError, match="no certificate"):
        pin_of(der)
