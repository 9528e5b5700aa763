"""A repository over the network: slow, endless, redirecting and compressing servers cannot hold or fool a device."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from policy.trust import sources
from policy.trust.trouble import Refusal, TrustError
from tests.policy.trust.company import POLICY_1, POLICY_2, Company, Device
from tests.web_server import Files, serving


@pytest.fixture
def served(company: Company) -> Iterator[str]:
    with serving(partial(Files, directory=str(company.folder))) as port:
        yield f"http://127.0.0.1:{port}"


def test_a_policy_arrives_over_http(company: Company, served: str, tmp_path: Path) -> None:
    device = Device(tmp_path / "other", company.root)
    assert device.update(served).data == POLICY_1
    company.publish(POLICY_2)
    assert device.update(served + "/").data == POLICY_2


def test_what_stands_on_this_machine_is_not_asked_through_a_proxy(
    company: Company, served: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert Device(tmp_path / "other", company.root).update(served).data == POLICY_1


def test_only_https_is_used_beyond_this_machine(device: Device) -> None:
    with pytest.raises(TrustError) as caught:
        device.update("http://policy.corp.example/gnomon")
    assert caught.value.code is Refusal.UNREACHABLE


@pytest.mark.parametrize("status", [301, 403, 500, 503])
def test_a_server_that_answers_otherwise_is_refused(status: int, company: Company, device: Device) -> None:
    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with serving(Other) as port, pytest.raises(TrustError) as caught:
        device.update(f"http://127.0.0.1:{port}")
    assert caught.value.code is Refusal.UNREACHABLE
    assert device.policy == POLICY_1


def drip(connection: socket.socket) -> None:
    """Headers, one byte at a time, for ever."""
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000:
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b" " * 65536)


def silent(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.recv(65536)


def compressing(connection: socket.socket) -> None:
    import gzip

    body = gzip.compress(b" " * 10_000_000)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
    connection.sendall(head.encode() + body)


@pytest.mark.parametrize("behave", [drip, endless, silent, compressing])
def test_a_server_cannot_hold_a_device(
    behave: Callable[[socket.socket], None], device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "SECONDS", 1.0)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            connection, _ = listener.accept()
            with connection:
                behave(connection)
        except OSError:
            pass

    thread = threading.Thread(target=serve, daemon=True)  # where nobody comes, it waits for ever
    thread.start()
    begun = time.monotonic()
    with pytest.raises(TrustError):
        device.update(f"http://127.0.0.1:{listener.getsockname()[1]}")
    held = time.monotonic() - begun
    listener.close()
    thread.join(20)
    assert held < 60, "the deadline of one second bounds the whole update, which would take five minutes or for ever"
    assert device.policy == POLICY_1


def test_two_agents_at_once_do_not_harm_each_other(company: Company, device: Device) -> None:
    company.publish(POLICY_2)
    got: list[bytes] = []
    threads = [threading.Thread(target=lambda: got.append(device.update(company.folder).data)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert got == [POLICY_2] * 4
    assert device.policy == POLICY_2
