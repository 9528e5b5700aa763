"""Model servers on this machine."""

import json
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from detector.catalogue.load import load_catalogue
from detector.facts import Server
from detector.platforms.host import Listener, Program
from detector.platforms.live import loopback_answer
from detector.view import ScanConfig
from tests.detector.machines import found, look, machine
from tests.web_server import serving

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


@pytest.mark.parametrize(
    ("tool", "port", "path", "answer"),
    [
        ("vllm", 8000, "/v1/models", b'{"object":"list","data":[{"id":"m","object":"model","owned_by":"vllm"}]}'),
        ("open-webui", 3000, "/api/config", b'{"status":true,"name":"Open WebUI","version":"0.6.0"}'),
        ("anythingllm", 3001, "/api/ping", b'{"online":true}'),
        ("text-generation-webui", 5000, "/v1/internal/model/info", b'{"model_name":"m","lora_names":[]}'),
        ("stable-diffusion-webui", 7860, "/sdapi/v1/options", b'{"sd_model_checkpoint":"x"}'),
        ("litellm", 4000, "/health/liveliness", b'"I\'m alive!"'),
        ("koboldcpp", 5001, "/api/extra/version", b'{"result":"KoboldCpp","version":"1.100"}'),
        ("comfyui", 8188, "/system_stats", b'{"system":{"comfyui_version":"0.3"}}'),
        ("llama-cpp", 8080, "/props", b'{"default_generation_settings":{}}'),
    ],
)
def test_a_server_on_a_port_that_many_share_is_known_by_its_answer(
    tmp_path: Path, tool: str, port: int, path: str, answer: bytes
) -> None:
    web = {f"http://127.0.0.1:{port}{path}": answer}
    host = machine(tmp_path, running=[NGINX], sockets=[Listener(port, 8)], web=web)
    assert (tool, 2) not in found(look("servers", host, ScanConfig(), load_catalogue())[0])
    assert (tool, 2) in found(look("servers", host, ScanConfig(probe=True), load_catalogue())[0])


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
