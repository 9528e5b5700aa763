"""Model servers on this machine."""

import json
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from detector.facts import Server
from detector.platforms.host import Listener, Program
from detector.platforms.live import loopback_answer
from detector.view import ScanConfig
from tests.detector.loopback import serving
from tests.detector.machines import found, look, machine

OLLAMA = Program(7, "ollama", "/usr/local/bin/ollama", own=True)
NGINX = Program(8, "nginx", "/usr/sbin/nginx", own=True)
STRANGER = Program(9, "ollama", "/tmp/x/ollama", own=True)
VERSION = {"http://127.0.0.1:11434/api/version": b'{"version":"0.9.0"}'}


@pytest.mark.parametrize(
    ("sockets", "expected"),
    [
        ([Listener(11434, 7)], [("ollama", 2)]),
        ([Listener(9999, 7)], [("ollama", 2)]),
        ([Listener(11434, 8)], [("ollama", 1)]),
        ([Listener(9998, 8)], []),
        ([Listener(11434, 9)], [("ollama", 1)]),
        ([Listener(11434, 0)], [("ollama", 1)]),
        ([Listener(8080, 0)], []),
        ([Listener(11434, 999)], [("ollama", 1)]),
    ],
)
def test_whose_the_socket_is_counts_and_a_port_alone_is_a_hint(
    tmp_path: Path, sockets: list[Listener], expected: list[tuple[str, int]]
) -> None:
    host = machine(tmp_path, running=[OLLAMA, NGINX, STRANGER], sockets=sockets)
    assert found(look("servers", host)[0]) == expected


def test_nothing_is_asked_unless_the_policy_allows(tmp_path: Path) -> None:
    host = machine(tmp_path, running=[NGINX], sockets=[Listener(11434, 8)], web=VERSION)
    assert found(look("servers", host)[0]) == [("ollama", 1)]
    fact = max(look("servers", host, ScanConfig(probe=True))[0], key=lambda each: each.match.strength)
    assert isinstance(fact, Server)
    assert (fact.match.tool_id, fact.match.strength, fact.answered) == ("ollama", 2, True)


@pytest.mark.parametrize("answer", [b"", b"hello", b"[]", b'{"versions": 1}', b"[" * 100_000, b"\xff\xfe"])
def test_another_servers_answer_says_nothing(tmp_path: Path, answer: bytes) -> None:
    web = {"http://127.0.0.1:11434/api/version": answer}
    host = machine(tmp_path, running=[NGINX], sockets=[Listener(11434, 8)], web=web)
    assert found(look("servers", host, ScanConfig(probe=True))[0]) == [("ollama", 1)]


class _Api(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"version": "0.9.0", "filler": "x" * 100_000}).encode())

    def log_message(self, *_: object) -> None:
        return


def test_a_local_server_is_really_asked_and_only_64_kib_are_taken() -> None:
    with serving(_Api) as port:
        assert len(loopback_answer(f"http://127.0.0.1:{port}/api/version", 2.0)) == 64 * 1024


@pytest.mark.parametrize("url", ["http://192.0.2.1:80/", "http://example.com:80/", "http://127.0.0.1/", "file:///x"])
def test_nothing_but_loopback_is_ever_asked(url: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        loopback_answer(url, 0.1)


def test_a_closed_port_is_no_answer() -> None:
    with serving(_Api) as port:
        pass
    with pytest.raises(OSError):  # noqa: PT011 - any failure to connect
        loopback_answer(f"http://127.0.0.1:{port}/", 0.5)
