"""Who is calling: real processes, real sockets."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from proxy.caller import Callers, Peer
from proxy.owner import Address, Owner
from tests.proxy.conftest import House

linux = pytest.mark.skipif(sys.platform != "linux", reason="this looks into /proc")
CLIENT = "import socket,sys;s=socket.create_connection(('{host}',{port}));s.sendall(b'x');sys.stdin.read()"


def connection(
    program: str, host: str = "127.0.0.1"
) -> tuple[subprocess.Popen[bytes], socket.socket, Address, Address]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as server:
        code = CLIENT.format(host=host, port=server.getsockname()[1])
        client = subprocess.Popen([program, "-c", code], stdin=subprocess.PIPE)
        accepted, peer = server.accept()
        accepted.recv(1)
        return client, accepted, peer[:2], accepted.getsockname()[:2]


@linux
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_the_program_is_found_by_its_connection(host: str) -> None:
    from proxy.caller_linux import Finder

    try:
        client, accepted, peer, own = connection(sys.executable, host)
    except OSError:
        if host == "127.0.0.1":
            raise
        pytest.skip("no IPv6 loopback on this machine")
    with client, accepted:
        owner = Finder()(peer, own)
        assert (owner.pid, owner.uid) == (client.pid, os.getuid())
        assert Path(owner.path) == Path(os.path.realpath(sys.executable))


@linux
def test_a_copy_of_a_program_under_another_name_is_told_apart(tmp_path: Path) -> None:
    from proxy.caller_linux import Finder

    other = tmp_path / "othertool"
    shutil.copy(os.path.realpath("/bin/bash"), other)
    find = Finder()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        command = f"exec 3<>/dev/tcp/127.0.0.1/{port}; echo x >&3; read"
        with subprocess.Popen([other, "-c", command], stdin=subprocess.PIPE) as client:
            accepted, peer = server.accept()
            with accepted:
                accepted.recv(2)
                assert find(peer, accepted.getsockname()).path == str(other)
            assert client.stdin is not None
            client.stdin.close()


@linux
def test_a_process_that_is_gone_is_unknown_and_never_another_one() -> None:
    from proxy.caller_linux import Finder

    find = Finder()
    for _ in range(5):
        client, accepted, peer, own = connection(sys.executable)
        with accepted:
            assert find(peer, own).pid == client.pid
            client.kill()
            client.wait()
            assert client.stdin is not None
            client.stdin.close()
            assert find(peer, own).pid == 0


@linux
def test_a_connection_that_never_was_is_unknown() -> None:
    from proxy.caller_linux import Finder

    assert Finder()(("127.0.0.1", 1), ("127.0.0.1", 2)) == Owner()


@linux
def test_a_socket_shared_by_fork_belongs_to_who_opened_it() -> None:
    from proxy.caller_linux import Finder

    code = (
        "import os,socket,sys\ns=socket.create_connection(('127.0.0.1',{port}))\n"
        "pid=os.fork()\nif pid==0:\n    s.sendall(b'x')\n    sys.stdin.read()\nelse:\n    os.waitpid(pid,0)\n"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        command = [sys.executable, "-c", code.format(port=server.getsockname()[1])]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as client:
            accepted, peer = server.accept()
            with accepted:
                accepted.recv(1)
                assert Finder()(peer, accepted.getsockname()).pid == client.pid
            assert client.stdin is not None
            client.stdin.close()


async def test_another_users_process_is_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": "hello"}]}
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    status, answer = await house.post("/v1/chat/completions", body)
    assert status == 403
    assert b"other-user" in answer
    assert house.gateway.seen == []


async def test_connections_are_counted_for_each_process() -> None:
    callers = Callers(find=lambda peer, own: Owner(os.getuid() if hasattr(os, "getuid") else -1, 77, "/bin/tool", "u"))
    accepted: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda reader, writer: accepted.append(writer), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transports = [
        (await asyncio.get_running_loop().create_connection(asyncio.Protocol, "127.0.0.1", port))[0] for _ in range(3)
    ]
    findings = [callers.begin(transport) for transport in transports]
    peers: list[Peer] = await asyncio.gather(*findings)
    await asyncio.sleep(0)
    assert (peers[0].caller.program, callers.connections_of(77)) == ("tool", 3)
    for finding in findings:
        callers.end(finding)
    assert callers.connections_of(77) == 0
    assert callers.connections_of(0) == 0
    for transport in (*transports, *(writer.transport for writer in accepted)):
        transport.close()
    server.close()
    await server.wait_closed()
    callers.close()
