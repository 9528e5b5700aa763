"""Browsers: the PAC file and CONNECT."""

import asyncio
import json
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable

import pytest

from policy.model import Caller, Decision, Pac, Verb
from policy.words import Text
from proxy.connect import pac_script, upstream_of
from tests.proxy.conftest import House, Opened
from tests.proxy.fakes import FakeGateway, sample_policy

REASON = Text(ru="Есть корпоративный помощник.", en="There is a company assistant.")


def decision(verdict: Verb) -> Decision:
    return Decision(verdict, verdict, "rule-1", "p.yaml", 3, REASON, 7, False)


@pytest.fixture
async def far() -> AsyncIterator[tuple[int, list[bytes]]]:
    """A server that answers every line in capitals; its port and what it heard."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            heard.append(line)
            writer.write(line.upper())
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1], heard
    server.close()
    await server.wait_closed()


@pytest.fixture
def reach(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Make every name lead to a port of this computer, as DNS and the far side would."""

    def to(port: int) -> None:
        real = asyncio.open_connection

        async def connect(host: str, _: int, **options: object) -> object:
            return await real("127.0.0.1", port, **options)  # type: ignore[arg-type]

        monkeypatch.setattr("proxy.connect.asyncio.open_connection", connect)

    return to


async def tunnel(port: int, target: str, *lines: str) -> tuple[bytes, asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.get_running_loop().create_task(_open(port))
    writer.write("\r\n".join([f"CONNECT {target} HTTP/1.1", f"Host: {target}", *lines]).encode() + b"\r\n\r\n")
    answer = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
    return answer, reader, writer


async def _open(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    transport, _ = await loop.create_connection(lambda: protocol, "127.0.0.1", port)
    return reader, asyncio.StreamWriter(transport, protocol, reader, loop)


async def opened(open_house: Opened, verdict: Verb, seen: list[tuple[str, Caller, Verb]], **more: object) -> House:
    def saw(host: str, caller: Caller, decided: Decision) -> None:
        seen.append((host, caller, decided.verdict))

    return await open_house(decide_host=lambda host, caller: decision(verdict), saw_connection=saw, **more)


async def test_an_allowed_host_is_tunnelled_and_seen_with_its_program(
    open_house: Opened, far: tuple[int, list[bytes]], reach: Callable[[int], None]
) -> None:
    seen: list[tuple[str, Caller, Verb]] = []
    house = await opened(open_house, Verb.MONITOR, seen)
    reach(far[0])
    answer, reader, writer = await tunnel(house.proxy.port, "Chat.Example.COM:443")
    assert answer.startswith(b"HTTP/1.1 200 ")
    writer.write(b"hello\n")
    assert await reader.readline() == b"HELLO\n"
    assert seen[0][0] == "chat.example.com"
    assert seen[0][1].program.startswith("python")
    writer.write_eof()
    assert await asyncio.wait_for(reader.read(), 30) == b""
    writer.close()
    assert house.proxy.metrics.tunnels["monitor"] == 1


async def test_a_blocked_host_is_refused_in_words_and_never_reached(
    open_house: Opened, far: tuple[int, list[bytes]], reach: Callable[[int], None]
) -> None:
    seen: list[tuple[str, Caller, Verb]] = []
    house = await opened(open_house, Verb.BLOCK, seen)
    reach(far[0])
    answer, reader, writer = await tunnel(house.proxy.port, "chat.example.com:443")
    assert answer.startswith(b"HTTP/1.1 403 ")
    body = (await reader.read()).decode()
    assert REASON.en in body
    assert REASON.ru in body
    assert [one[2] for one in seen] == [Verb.BLOCK]
    assert far[1] == []
    writer.close()


@pytest.mark.parametrize(
    "target",
    [
        "127.0.0.1:443",
        "localhost:443",
        "[::1]:443",
        "chat.example.com:22",
        "169.254.169.254:80",
        "127.1:443",
        "2130706433:443",
        "0x7f000001:443",
        "0177.0.0.1:443",
        "0:443",
        "[::ffff:127.0.0.1]:443",
        "[::]:443",
        "LOCALHOST.:443",
        "a.localhost:443",
        "chat.example.com:0",
        "chat.example.com:65536",
    ],
)
async def test_a_tunnel_leads_only_to_ordinary_web_addresses(open_house: Opened, target: str) -> None:
    seen: list[tuple[str, Caller, Verb]] = []
    house = await opened(open_house, Verb.ALLOW, seen)
    answer, _, writer = await tunnel(house.proxy.port, target)
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert seen == []
    writer.close()


@pytest.mark.parametrize(
    "line",
    [
        "CONNECT  HTTP/1.1",
        "CONNECT a b:443 HTTP/1.1",
        "CONNECT http://a:443 HTTP/1.1",
        "CONNECT a:443 HTTP/2",
        "CONNECT a..example:443 HTTP/1.1",
        f"CONNECT {'a' * 64}.example:443 HTTP/1.1",
        f"CONNECT {'a.' * 127}example:443 HTTP/1.1",
    ],
)
async def test_a_target_that_cannot_be_read_is_refused(open_house: Opened, line: str) -> None:
    house = await opened(open_house, Verb.ALLOW, [])
    reader, writer = await asyncio.open_connection("127.0.0.1", house.proxy.port)
    writer.write(line.encode() + b"\r\n\r\n")
    assert (await asyncio.wait_for(reader.read(), 30)).startswith(b"HTTP/1.1 400 ")
    writer.close()


async def test_without_rules_there_are_no_tunnels(house: House) -> None:
    answer, _, writer = await tunnel(house.proxy.port, "chat.example.com:443")
    assert answer.startswith(b"HTTP/1.1 405 ")
    writer.close()


async def test_a_tunnel_goes_through_the_corporate_proxy_with_its_login(
    open_house: Opened, gateway: FakeGateway
) -> None:
    heads: list[bytes] = []

    async def corporate(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        writer.write((await reader.readline()).upper())
        writer.close()

    server = await asyncio.start_server(corporate, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    policy = sample_policy(gateway.url, pac=Pac(otherwise=f"PROXY 127.0.0.1:{port}; DIRECT"))
    house = await opened(open_house, Verb.ALLOW, [], policy=policy, proxy_password=lambda _: "user:pässword")
    answer, reader, writer = await tunnel(house.proxy.port, "chat.example.com:443")
    assert answer.startswith(b"HTTP/1.1 200 ")
    writer.write(b"hello\n")
    assert await reader.readline() == b"HELLO\n"
    assert heads[0].startswith(b"CONNECT chat.example.com:443 HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic dXNlcjpww6Rzc3dvcmQ=\r\n" in heads[0]
    writer.close()
    server.close()


async def test_the_pac_file_needs_our_host_but_no_token(open_house: Opened) -> None:
    house = await open_house(catalogue_hosts=lambda: ["chat.example.com", "*.ai.example"])
    async with house.session.get(house.origin + "/proxy.pac") as answer:
        assert answer.content_type == "application/x-ns-proxy-autoconfig"
        assert f'"PROXY 127.0.0.1:{house.proxy.port}; DIRECT"' in await answer.text()
    async with house.session.get(house.origin + "/proxy.pac", headers={"Host": "evil.example"}) as answer:
        assert answer.status == 421
    async with house.session.get(house.origin + "/proxy.pac", headers={"Origin": "https://evil.example"}) as answer:
        assert answer.status == 403


ROUTES = {
    "chat.example.com": True,
    "CHAT.example.com.": True,
    "x.chat.example.com": False,
    "a.ai.example": True,
    "a.b.ai.example": True,
    "ai.example": False,
    "notai.example": False,
    "example.org": False,
    "toString": False,
    "localhost": False,
    "intranet": True,
    "x.intranet": False,
    "both.ai": True,
    "x.y.both.ai": True,
    "both.ai.evil.example": False,
}


@pytest.mark.skipif(shutil.which("node") is None, reason="node runs the PAC script as a browser would; it is not here")
@pytest.mark.parametrize("mandatory", [False, True])
def test_only_listed_hosts_come_to_us(mandatory: bool) -> None:
    script = pac_script(
        ["chat.example.com", "*.ai.example", "Intranet", "both.ai", "*.both.ai"],
        8787,
        otherwise="PROXY corp:3128; DIRECT",
        mandatory=mandatory,
    )
    call = f"console.log(JSON.stringify({json.dumps(list(ROUTES))}.map(h => FindProxyForURL('https://' + h + '/', h))))"
    done = subprocess.run(["node", "-e", script + call], capture_output=True, text=True, check=True)
    ours = "PROXY 127.0.0.1:8787" + ("" if mandatory else "; PROXY corp:3128; DIRECT")
    wanted = [ours if listed else "PROXY corp:3128; DIRECT" for listed in ROUTES.values()]
    assert json.loads(done.stdout) == wanted


def test_the_other_way_of_a_pac_file_is_read() -> None:
    assert upstream_of("DIRECT") is None
    found = upstream_of("PROXY corp.example:3128; DIRECT", "u:p")
    assert found is not None
    assert (found.host, found.port, found.login) == ("corp.example", 3128, "u:p")
