"""A real agent in a process of its own, and a real gateway on loopback that keeps what it received."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx

from agent.messages import API, State, decode, read_endpoint
from cli.tray import agent_command
from tests.web_server import serving

START_SECONDS = 60


@dataclass(slots=True)
class Gateway:
    """A gateway of the test's own. ``script`` decides the answer to a chat request; the default echoes."""

    url: str = ""
    received: list[str] = field(default_factory=list)
    script: Callable[[BaseHTTPRequestHandler, dict[str, Any]], None] | None = None


@contextmanager
def gateway() -> Iterator[Gateway]:
    """Start a gateway on a free port."""
    state = Gateway()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            state.received.append(str(self.headers) + raw.decode("utf-8"))
            body = json.loads(raw)
            if state.script is not None:
                state.script(self, body)
            else:
                send_json(self, 200, completion(body["messages"][-1]["content"]))

        def do_GET(self) -> None:
            send_json(self, 200, {"object": "list", "data": [{"id": "m", "object": "model"}]})

        def log_message(self, *_: object) -> None:
            pass

    with serving(Handler) as port:
        state.url = f"http://127.0.0.1:{port}/v1"
        yield state


def completion(text: str) -> dict[str, Any]:
    """A chat completion that says a text."""
    message = {"role": "assistant", "content": text}
    return {
        "id": "c", "object": "chat.completion", "created": 0, "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
    }  # fmt: skip


def send_json(handler: BaseHTTPRequestHandler, status: int, body: object, **headers: str) -> None:
    """Answer with JSON."""
    data = json.dumps(body).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(data)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


POLICY = """\
apiVersion: gnomon/v1
name: {{ru: "Проба", en: "Trial"}}
version: 1
mode: coach
gateways:
  - id: corp
    name: {{ru: "Шлюз", en: "Gateway"}}
    url: {url}
    models: ["*"]
{more}"""


@dataclass(slots=True)
class Agent:
    """A running agent and how to ask it."""

    process: subprocess.Popen[bytes]
    state: Path
    http: httpx.Client

    def chat(self, text: str, **more: object) -> httpx.Response:
        body = {"model": "m", "messages": [{"role": "user", "content": text}], **more}
        return self.http.post("/v1/chat/completions", json=body)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def agent(
    folder: Path, *, policy: str | None = None, wait_warm: bool = True, options: tuple[str, ...] = ()
) -> Iterator[Agent]:
    """Start an agent with a policy text; wait until it answers and, if asked, until it is warm."""
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / "state"
    arguments = ["--state", str(state), "--port", "0", "--no-watch", *options]
    if policy is not None:
        (folder / "policy.yaml").write_text(policy, "utf-8")
        arguments += ["--policy", str(folder / "policy.yaml"), "--insecure-policy"]
    environment = {**os.environ, "HOME": str(folder), "XDG_STATE_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    environment.pop("ORT_DISABLE_TELEMETRY", None)  # a test that ran a command in this process may have set it
    with (folder / "agent.out").open("ab") as out:
        process = subprocess.Popen([*agent_command(), *arguments], stdout=out, stderr=out, env=environment)
    try:
        with _client(process, state) as http:
            running = Agent(process, state, http)
            if wait_warm:
                wait_until(lambda: current_state(running).redactor_ready)
            yield running
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def current_state(running: Agent) -> State:
    """What the agent says of itself."""
    return decode(running.http.get(API + "/state").raise_for_status().content, State)


def wait_until(holds: Callable[[], object], seconds: float = START_SECONDS) -> None:
    """Wait for something to become true.

    Raises:
        AssertionError: it did not.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("did not happen in time")


def _client(process: subprocess.Popen[bytes], state: Path) -> httpx.Client:
    def up() -> bool:
        assert process.poll() is None, "the agent ended"
        found = read_endpoint(state)
        return found is not None and found[0].pid == process.pid

    wait_until(up)
    found = read_endpoint(state)
    assert found is not None
    endpoint, token = found
    return httpx.Client(
        base_url=endpoint.base_url,
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
        trust_env=False,
    )


def children_of(pid: int) -> list[int]:
    """Process ids of the direct children (Linux)."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def gnomon(*arguments: str, state: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ours against a state folder; the words are English."""
    environment = {**os.environ, "GNOMON_LANG": "en", **more}
    return subprocess.run(
        [sys.executable, "-m", "cli.main", arguments[0], *arguments[1:], "--state", str(state)],
        capture_output=True, text=True, env=environment, timeout=100, check=False,
    )  # fmt: skip
