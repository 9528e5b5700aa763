"""Who may ask: every combination of Host, Origin, Sec-Fetch, method, type and token, on raw sockets."""

# ruff: noqa: E501 (tables: one case a line)

import asyncio
import itertools
import json

import pytest

from proxy.server import Route
from tests.proxy.conftest import House, Opened
from tests.proxy.fakes import TOKEN

BODY = json.dumps({"model": "m", "messages": [{"role": "user", "content": "hello"}]}).encode()
HOSTS = {"own": "127.0.0.1:{port}", "localhost": "localhost:{port}", "foreign": "evil.example:{port}",
         "other port": "127.0.0.1:1", "capitals": "LOCALHOST:{port}"}  # fmt: skip
ORIGINS = {"none": "", "foreign": "https://evil.example", "null": "null", "own": "http://127.0.0.1:{port}"}
FETCHES = {"none": "", "cross": "cross-site", "same-site": "same-site", "typed": "none"}
METHODS = ("POST", "OPTIONS", "PUT")
TYPES = {"json": "application/json; charset=utf-8", "text": "text/plain", "form": "application/x-www-form-urlencoded"}
TOKENS = {"right": TOKEN, "wrong": "gn-" + "0" * 64, "absent": ""}
CASES = list(itertools.product(HOSTS, ORIGINS, FETCHES, METHODS, TYPES, TOKENS))


def expected(host: str, origin: str, fetch: str, method: str, kind: str, token: str) -> int:
    """The status that the order of the guards gives."""
    if host not in ("own", "localhost"):
        return 421
    if origin != "none" or fetch not in ("none", "typed") or method == "OPTIONS":
        return 403
    if method != "POST":
        return 405
    if kind == "text":
        return 415
    return 200 if token == "right" else 401


async def ask(port: int, lines: list[str], method: str = "POST", path: str = "/v1/chat/completions") -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = [f"{method} {path} HTTP/1.1", *lines, f"Content-Length: {len(BODY)}", "Connection: close"]
    writer.write("\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + BODY)
    answer = await asyncio.wait_for(reader.read(), 30)
    writer.close()
    return answer


def status(answer: bytes) -> int:
    return int(answer[9:12])


async def test_no_combination_but_the_right_ones_reaches_the_gateway(house: House) -> None:
    assert len(CASES) >= 400
    port = house.proxy.port
    limit = asyncio.Semaphore(16)

    async def one(case: tuple[str, ...]) -> tuple[int, bytes]:
        host, origin, fetch, method, kind, token = case
        lines = [f"Host: {HOSTS[host].format(port=port)}", f"Content-Type: {TYPES[kind]}"]
        lines += [f"Origin: {ORIGINS[origin].format(port=port)}"] if origin != "none" else []
        lines += [f"Sec-Fetch-Site: {FETCHES[fetch]}"] if fetch != "none" else []
        lines += [f"Authorization: Bearer {TOKENS[token]}"] if token != "absent" else []
        async with limit:
            answer = await ask(port, lines, method)
        return status(answer), answer

    answers = await asyncio.gather(*(one(case) for case in CASES))
    wrong = {case: got for case, (got, _) in zip(CASES, answers, strict=True) if got != expected(*case)}
    assert wrong == {}
    assert len(house.gateway.seen) == sum(expected(*case) == 200 for case in CASES)
    assert not any(b"access-control-allow" in answer.lower() for _, answer in answers)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        pytest.param([], 400, id="no Host"),
        pytest.param(["Host: 127.0.0.1:{port}", "Host: 127.0.0.1:{port}"], 400, id="two Hosts"),
        pytest.param(["Host: 127.0.0.1:{port}", "Host: evil.example"], 400, id="two different Hosts"),
        pytest.param(["Host: 127.0.0.1:{port}."], 421, id="a dot after the port"),
        pytest.param(["Host: 127.0.0.1"], 421, id="no port"),
        pytest.param(["Host: user@127.0.0.1:{port}"], 421, id="a name before the host"),
        pytest.param(["Host: 127.1:{port}"], 421, id="a short form of the address"),
        pytest.param(["Host: 127.0.0.1:{port}", "Origin: https://a.example", "Origin: "], 403, id="two Origins"),
        pytest.param(["Host: 127.0.0.1:{port}", "Sec-Fetch-Site: none", "Sec-Fetch-Site: cross-site"], 403,
                     id="two kinds of fetch"),
    ],
)  # fmt: skip
async def test_the_head_is_read_without_doubt(house: House, lines: list[str], wanted: int) -> None:
    lines = [line.format(port=house.proxy.port) for line in lines]
    lines += [f"Authorization: Bearer {TOKEN}", "Content-Type: application/json"]
    assert status(await ask(house.proxy.port, lines)) == wanted
    assert house.gateway.seen == []


@pytest.mark.parametrize(
    "name", ["Authorization: Bearer ", "Authorization: ", "x-api-key: ", "api-key: ", "x-goog-api-key: "]
)
async def test_the_token_is_taken_where_each_sdk_puts_it(house: House, name: str) -> None:
    lines = [f"Host: 127.0.0.1:{house.proxy.port}", name + TOKEN, "Content-Type: application/json"]
    assert status(await ask(house.proxy.port, lines)) == 200
    assert TOKEN not in house.gateway.text_seen()
    lines[1] = name + TOKEN[:-1]
    assert status(await ask(house.proxy.port, lines)) == 401


PATHS = [
    "/v1/../admin", "/v1/chat/../chat/completions", "//v1/chat/completions", "/v1/chat/completions/", "/v1/chat%2Fcompletions",
    "/V1/chat/completions", "/v1/chat/completions;x=1", "/v1/chat/completions%00", "http://127.0.0.1/v1/chat/completions",
    "/v1/models/../../admin", "/v1/models/%2e%2e", "/v1/models/jane@example.org", "/v1/models/a/../b", "/v1/models/a%2F..%2Fb", "/v1/models/..%2Fadmin", "/v1/models/a%2f%2fb", "/v1/responses/../x", "/openai/deployments/../chat/completions",
    "/openai/deployments/a/b/chat/completions", "/openai/deployments/a%2f..%2f/chat/completions", "*", "/proxy.pac/x",
    "/v1/chat/completions%0d%0aX:1", "/gnomon", "/v1", "/",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
async def test_a_path_that_is_not_on_the_list_does_not_exist(house: House, path: str) -> None:
    lines = [f"Host: 127.0.0.1:{house.proxy.port}", f"Authorization: Bearer {TOKEN}", "Content-Type: application/json"]
    assert status(await ask(house.proxy.port, lines, path=path)) in (400, 404)
    assert house.gateway.seen == []


OTHERS = ["GET /v1/realtime?model=x", "POST /v1/batches", "POST /v1/messages/batches", "POST /v1/threads/t_1/messages",
          "POST /openai/v1/vector_stores", "POST /v1beta/models/gemini-pro:generateContent", "POST /api/pull",
          "GET /v1/chat/completions/chatcmpl-1/messages", "GET /v1/audio/voices"]  # fmt: skip


@pytest.mark.parametrize("line", OTHERS)
async def test_a_part_of_an_api_that_is_not_carried_is_refused_in_words(house: House, line: str) -> None:
    method, _, path = line.partition(" ")
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"} if "realtime" in path else {}
    async with house.session.request(method, house.origin + path, headers=house.headers(**upgrade)) as answer:
        assert answer.status == 404
        error = json.loads(await answer.read())
        told = error if "gnomon" in error else error["error"]
        assert told["gnomon"]["clause"] == "api-other"
    assert house.gateway.seen == []


async def test_many_headers_that_are_too_long_together_are_refused(house: House) -> None:
    lines = [f"Host: 127.0.0.1:{house.proxy.port}", f"Authorization: Bearer {TOKEN}", "Content-Type: application/json"]
    assert status(await ask(house.proxy.port, [*lines, *(f"X-{number}: {'a' * 900}" for number in range(60))])) == 200
    assert status(await ask(house.proxy.port, [*lines, *(f"X-{number}: {'a' * 900}" for number in range(80))])) == 431
    assert len(house.gateway.seen) == 1


async def test_the_agents_own_addresses_stand_behind_the_same_guards(open_house: Opened) -> None:
    from aiohttp import web

    async def state(_: web.BaseRequest) -> web.Response:
        return web.json_response({"ok": True})

    house = await open_house(extra_routes=[Route("GET", "/gnomon/state", state)])
    own = f"Host: 127.0.0.1:{house.proxy.port}"
    right = f"Authorization: Bearer {TOKEN}"
    wanted = {
        (own, right): 200,
        (own,): 401,
        ("Host: evil.example", right): 421,
        (own, right, "Origin: null"): 403,
    }
    for lines, code in wanted.items():
        assert status(await ask(house.proxy.port, list(lines), "GET", "/gnomon/state")) == code
    assert status(await ask(house.proxy.port, [own, right], "POST", "/gnomon/state")) == 405
