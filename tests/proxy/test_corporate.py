"""Corporate proxies that ask who is there: Negotiate and NTLM, in rounds on one connection."""

import asyncio
import base64
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from proxy.corporate import ProxyRefused, Upstream, open_tunnel
from tests.proxy.conftest import Opened
from tests.proxy.fakes import FakeGateway, sample_policy

spnego = pytest.importorskip("spnego", reason="the extra `negotiate` is not installed")

LOGIN = "CORP\\anna:secret word 1"
PAGE = b"<html>who are you?</html>"
CHUNKED = b"19\r\n" + PAGE + b"\r\n0\r\n\r\n"


@dataclass(slots=True)
class Corporate:
    """A proxy that lets through who logs in by `scheme`, as those of companies do, and answers lines in capitals."""

    scheme: str
    body: str = "length"
    first_closes: bool = False
    connections: int = 0
    asked: list[str] = field(default_factory=list)
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            if await self._let_in(reader, writer):
                while line := await reader.readline():
                    writer.write(line.upper())
        writer.close()

    async def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        context = None
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.asked.append(head)
            given = next((line for line in head.split("\r\n") if line.startswith("Proxy-Authorization: ")), "")
            scheme, _, token = given.removeprefix("Proxy-Authorization: ").partition(" ")
            answer = ""
            if scheme == self.scheme == "Basic":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                return base64.b64decode(token).decode() == LOGIN
            if scheme == self.scheme:
                context = context or spnego.server(protocol=scheme.lower(), hostname="127.0.0.1", service="HTTP")
                try:
                    made = await asyncio.to_thread(context.step, base64.b64decode(token))
                except spnego.exceptions.SpnegoError:
                    made = None
                if context.complete:
                    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    return True
                answer = base64.b64encode(made or b"").decode()
            elif self.first_closes:
                writer.write(self._refusal("", "Connection: close\r\n"))
                return False
            writer.write(self._refusal(answer, ""))

    def _refusal(self, token: str, more: str) -> bytes:
        length = "Transfer-Encoding: chunked" if self.body == "chunked" else f"Content-Length: {len(PAGE)}"
        offers = f"Proxy-Authenticate: {self.scheme}{' ' * bool(token)}{token}\r\n"
        head = f"HTTP/1.1 407 Proxy Authentication Required\r\n{offers}{length}\r\n{more}\r\n"
        return head.encode() + (CHUNKED if self.body == "chunked" else PAGE)


@pytest.fixture(autouse=True)
def accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom the proxy knows."""
    (tmp_path / "accounts").write_text("CORP:anna:secret word 1\n")
    monkeypatch.setenv("NTLM_USER_FILE", str(tmp_path / "accounts"))


@pytest.fixture(params=["NTLM", "Negotiate"])
async def corporate(request: pytest.FixtureRequest) -> AsyncIterator[Corporate]:
    async with standing(Corporate(request.param)) as made:
        yield made


@asynccontextmanager
async def standing(made: Corporate) -> AsyncIterator[Corporate]:
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()
    await server.wait_closed()


async def test_the_password_of_a_domain_is_not_sent_in_clear_where_the_proxy_takes_better(corporate: Corporate) -> None:
    assert await shouted(corporate) == b"HELLO\n"
    assert not [head for head in corporate.asked if "Basic" in head]
    assert "Proxy-Authorization" not in corporate.asked[0]


async def test_a_proxy_that_takes_basic_only_gets_a_domain_s_login_when_it_asks() -> None:
    async with standing(Corporate("Basic")) as made:
        assert await shouted(made) == b"HELLO\n"
        assert ["Basic" in head for head in made.asked] == [False, True]


async def shouted(made: Corporate, login: str = LOGIN) -> bytes:
    reader, _, transport = await open_tunnel("ai.example", 443, Upstream("127.0.0.1", made.port, login))
    transport.write(b"hello\n")
    line = await reader.readline()
    transport.close()
    return line


@pytest.mark.parametrize("body", ["length", "chunked"])
@pytest.mark.parametrize("first_closes", [False, True], ids=["stays", "closes first"])
async def test_a_proxy_that_asks_for_a_login_in_rounds_lets_us_through(
    corporate: Corporate, body: str, *, first_closes: bool
) -> None:
    corporate.body, corporate.first_closes = body, first_closes
    assert await shouted(corporate) == b"HELLO\n"
    assert corporate.connections == 1 + first_closes
    assert all(
        head.startswith("CONNECT ai.example:443 HTTP/1.1\r\nHost: ai.example:443\r\n") for head in corporate.asked
    )


async def test_a_wrong_password_is_refused_after_one_handshake(corporate: Corporate) -> None:
    with pytest.raises(ProxyRefused) as refused:
        await shouted(corporate, "CORP\\anna:wrong")
    assert refused.value.login
    assert len(corporate.asked) <= 4


async def test_a_prompt_goes_no_further_and_says_that_the_login_failed(
    open_house: Opened, gateway: FakeGateway, corporate: Corporate
) -> None:
    place = replace(
        sample_policy(gateway.url).gateways[0],
        base_url="https://gateway.example/v1",
        proxy=f"http://127.0.0.1:{corporate.port}",
        proxy_key_name="p",
    )
    policy = sample_policy(gateway.url, gateways=(place,))
    house = await open_house(policy=policy, proxy_password={"p": "CORP\\anna:wrong"}.__getitem__)
    status, body = await house.post("/v1/chat/completions", {"model": "m", "messages": []})
    assert (status, json.loads(body)["error"]["code"]) == (502, "corporate-proxy-login")


async def test_without_the_extra_the_login_is_refused(corporate: Corporate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spnego", None)
    with pytest.raises(ProxyRefused) as refused:
        await shouted(corporate)
    assert refused.value.login
    assert len(corporate.asked) == 1


ASKS = b"HTTP/1.1 407 X\r\nProxy-Authenticate: NTLM"
SAYS = {
    "something else": b"SMTP ready\r\n\r\n",
    "no, with a page that does not end": ASKS + b"\r\nContent-Length: 9999999\r\n\r\n",
    "a chunk of no size": ASKS + b"\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a token that is none": ASKS + b" *\r\nContent-Length: 0\r\n\r\n",
    "a head without an end": b"HTTP/1.1 200 X\r\n" + b"a: b\r\n" * 20_000,
    "nothing": b"",
}


@pytest.mark.parametrize("says", SAYS.values(), ids=SAYS)
async def test_a_proxy_that_talks_nonsense_is_given_up(says: bytes) -> None:
    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(says)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    proxy = Upstream("127.0.0.1", server.sockets[0].getsockname()[1], LOGIN)
    with pytest.raises(ProxyRefused):
        await open_tunnel("ai.example", 443, proxy)
    server.close()
    await server.wait_closed()


async def test_a_proxy_that_is_away_is_told_in_words(open_house: Opened, gateway: FakeGateway) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        place = replace(
            sample_policy(gateway.url).gateways[0],
            base_url="https://gateway.example/v1",
            proxy=f"http://127.0.0.1:{nobody.getsockname()[1]}",
        )
        house = await open_house(policy=sample_policy(gateway.url, gateways=(place,)))
        status, body = await house.post("/v1/chat/completions", {"model": "m", "messages": []})
    assert (status, json.loads(body)["error"]["code"]) == (502, "corporate-proxy")
    assert [one.value for one in await house.recorder.until_closed()] == ["upstream_error"]


async def test_a_pac_file_is_no_proxy_and_the_sentence_says_so(open_house: Opened, gateway: FakeGateway) -> None:
    place = replace(sample_policy(gateway.url).gateways[0], proxy="http://wpad.corp.example/proxy.pac")
    house = await open_house(policy=sample_policy(gateway.url, gateways=(place,)))
    status, body = await house.post("/v1/chat/completions", {"model": "m", "messages": []})
    assert (status, json.loads(body)["error"]["code"]) == (502, "corporate-proxy-pac")
    assert gateway.seen == []


async def test_a_gateway_that_asks_for_a_proxy_login_is_not_passed_on(open_house: Opened, gateway: FakeGateway) -> None:
    from tests.proxy.fakes import answer_json

    gateway.script = answer_json({}, 407)
    house = await open_house()
    assert (await house.post("/v1/chat/completions", {"model": "m", "messages": []}))[0] == 502
