"""A Unix socket beside the port: for this user alone, behind the same guards, and exact about who calls."""

import asyncio
import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from proxy.caller import Callers
from proxy.owner import Owner
from proxy.sockets import private_socket
from tests.proxy.conftest import House, Opened
from tests.proxy.fakes import TOKEN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no Unix sockets")

PROMPT = {"model": "m", "messages": [{"role": "user", "content": "mail anna.k@example.org"}]}
CLIENT = """
import socket, sys
end = socket.socket(socket.AF_UNIX)
end.connect(sys.argv[1])
sys.stdin.read()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of mode 0700 with a short name: a socket's path has 104 bytes at the most."""
    with tempfile.TemporaryDirectory(prefix="gn-") as name:
        yield Path(name)


async def ask(house: House, **headers: str) -> int:
    connector = aiohttp.UnixConnector(str(house.proxy.unix_socket))
    given = {"Authorization": f"Bearer {TOKEN}", **headers}
    async with (
        aiohttp.ClientSession(connector=connector) as session,
        session.post("http://localhost/v1/chat/completions", json=PROMPT, headers=given) as answer,
    ):
        return answer.status


async def test_a_prompt_goes_through_masked_and_its_program_is_known(open_house: Opened, folder: Path) -> None:
    house = await open_house(socket_path=folder / "gnomon.sock")
    assert await ask(house) == 200
    assert "anna.k" not in house.gateway.text_seen()
    caller = house.recorder.opened_ones[0].caller
    assert caller.pid == os.getpid()
    assert Path(caller.path).name == Path(sys.executable).resolve().name  # noqa: ASYNC240 (a link, once)


GUARDED = {
    "without the token": ({"Authorization": "Bearer gn-wrong"}, 401),
    "another host": ({"Host": "evil.example"}, 421),
    "another port": ({"Host": "localhost:1"}, 421),
    "from a page": ({"Origin": "https://evil.example"}, 403),
}


@pytest.mark.parametrize(("headers", "status"), GUARDED.values(), ids=GUARDED)
async def test_the_guards_are_those_of_the_port(
    open_house: Opened, folder: Path, headers: dict[str, str], status: int
) -> None:
    house = await open_house(socket_path=folder / "gnomon.sock")
    assert await ask(house, **headers) == status
    assert not house.gateway.seen


async def test_a_name_without_a_port_leads_nowhere_by_the_port(house: House) -> None:
    assert (await house.post("/v1/chat/completions", PROMPT, Host="localhost"))[0] == 421


async def test_only_this_user_may_open_it_and_it_goes_when_the_proxy_stops(open_house: Opened, folder: Path) -> None:
    house = await open_house(socket_path=folder / "gnomon.sock")
    assert stat.S_IMODE((folder / "gnomon.sock").stat().st_mode) == 0o600
    await house.proxy.stop(drain=0)
    assert not (folder / "gnomon.sock").exists()


async def test_a_socket_that_a_killed_agent_left_is_replaced(open_house: Opened, folder: Path) -> None:
    private_socket(folder / "gnomon.sock").close()
    house = await open_house(socket_path=folder / "gnomon.sock")
    assert await ask(house) == 200


async def test_a_socket_on_which_somebody_listens_is_left_alone(open_house: Opened, folder: Path) -> None:
    with private_socket(folder / "gnomon.sock"):
        house = await open_house(socket_path=folder / "gnomon.sock")
        assert house.proxy.unix_socket is None
        assert (await house.post("/v1/chat/completions", PROMPT))[0] == 200
    assert (folder / "gnomon.sock").exists()


async def test_a_path_that_is_too_long_leaves_the_port(open_house: Opened, folder: Path) -> None:
    house = await open_house(socket_path=folder / ("x" * 120))
    assert house.proxy.unix_socket is None
    assert (await house.post("/v1/chat/completions", PROMPT))[0] == 200


def test_a_file_in_its_place_is_not_touched(folder: Path) -> None:
    (folder / "gnomon.sock").write_text("mine")
    with pytest.raises(OSError, match="no socket"):
        private_socket(folder / "gnomon.sock")
    assert (folder / "gnomon.sock").read_text() == "mine"


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o701])
def test_a_folder_that_others_may_enter_gets_none(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    with pytest.raises(PermissionError):
        private_socket(folder / "gnomon.sock")


def test_a_link_to_another_folder_gets_none(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(PermissionError):
        private_socket(tmp_path / "link" / "gnomon.sock")


@pytest.mark.skipif(sys.platform != "linux", reason="this asks Linux")
def test_a_program_that_has_left_is_unknown(folder: Path) -> None:
    from proxy.caller_linux import owner_of_peer

    with private_socket(folder / "s") as server:
        server.setblocking(True)
        client = subprocess.Popen([sys.executable, "-c", CLIENT, str(folder / "s")], stdin=subprocess.PIPE)
        end, _ = server.accept()
        with end:
            owner = owner_of_peer(end)
            assert (owner.pid, owner.uid) == (client.pid, os.getuid())
            client.communicate()
            assert owner_of_peer(end) == Owner(os.getuid())


async def test_another_users_program_is_foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proxy.caller.owner_of_peer", lambda end: Owner(os.getuid() + 1, 7, "/bin/x", "x"))
    left, right = socket.socketpair(socket.AF_UNIX)

    class Transport(asyncio.Transport):
        def get_extra_info(self, name: str, default: object = None) -> object:
            return right if name == "socket" else default

    callers = Callers()
    with left, right:
        assert (await callers.begin(Transport())).foreign
    callers.close()
