"""A real agent, a real worker, a real gateway: what a person may rely on when things go wrong."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pytest

from agent.messages import API, Draft, Protection, decode, encode
from audit.log import read, verify
from cli.tray import agent_command
from tests.agent.running import (
    POLICY,
    Agent,
    Gateway,
    agent,
    children_of,
    current_state,
    gateway,
    gnomon,
    send_json,
    wait_until,
)

PROMPT = "Позвоните: Ольга Сергеевна Кузнецова, +7 912 345-67-89, ИНН 500100732259"
VALUES = ("Кузнецова", "912 345-67-89", "500100732259")


@pytest.fixture(scope="module")
def corp() -> Iterator[Gateway]:
    with gateway() as running:
        yield running


@pytest.fixture(scope="module")
def running(corp: Gateway, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    with agent(tmp_path_factory.mktemp("agent"), policy=POLICY.format(url=corp.url, more="")) as one:
        yield one


@pytest.fixture(autouse=True)
def plain_gateway(corp: Gateway) -> None:
    corp.script = None
    corp.received.clear()


def exchanges(running: Agent) -> dict[str, list[str]]:
    """Each exchange with its records in order: "opened", then its outcome. A closing record follows its answer."""
    found: dict[str, list[str]] = {}
    for entry in read(running.state / "audit.db"):
        if entry.event.kind in ("prompt.opened", "prompt.closed"):
            records = found.setdefault(str(entry.event.facts["exchange"]), [])
            records.append(str(entry.event.facts.get("outcome", "opened")))
    return found


def newest(running: Agent) -> list[str]:
    """The records of the newest exchange, when it is closed."""
    wait_until(lambda: all(len(records) > 1 for records in exchanges(running).values()))
    return list(exchanges(running).values())[-1]


def test_the_gateway_never_sees_what_the_client_gets_back(running: Agent, corp: Gateway) -> None:
    answer = running.chat(PROMPT).raise_for_status().json()["choices"][0]["message"]["content"]
    assert answer == PROMPT
    (received,) = corp.received
    assert not [value for value in VALUES if value in received]
    assert "gn-" not in received


def test_no_value_stands_in_the_log_or_in_any_file_of_the_agent(running: Agent) -> None:
    running.chat(PROMPT).raise_for_status()
    for file in running.state.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert not [value for value in VALUES if value.encode() in data], file.name


def test_every_exchange_is_opened_and_closed_once(running: Agent) -> None:
    before = len(exchanges(running))
    running.chat(PROMPT).raise_for_status()
    assert newest(running) == ["opened", "ok"]
    assert len(exchanges(running)) == before + 1


def test_the_log_verifies_while_the_agent_writes(running: Agent) -> None:
    running.chat(PROMPT).raise_for_status()
    assert verify(running.state / "audit.db").ok
    done = gnomon("audit", "verify", "--json", state=running.state)
    assert done.returncode == 0
    assert json.loads(done.stdout)["ok"]


@pytest.mark.parametrize(
    ("status", "headers"), [(401, {}), (429, {"Retry_After": "17"}), (500, {})], ids=["401", "429", "500"]
)
def test_an_error_of_the_gateway_reaches_the_client(
    running: Agent, corp: Gateway, status: int, headers: dict[str, str]
) -> None:
    corp.script = lambda handler, _: send_json(handler, status, {"error": {"message": "no"}}, **headers)
    answer = running.chat("hello")
    assert answer.status_code == status
    assert answer.headers.get("Retry-After") == headers.get("Retry_After")


def test_an_answer_cut_in_the_middle_has_no_clean_end(running: Agent, corp: Gateway) -> None:
    def cut(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        delta = {"choices": [{"index": 0, "delta": {"content": "half "}, "finish_reason": None}]}
        handler.wfile.write(f"data: {json.dumps(delta)}\n\n".encode())
        handler.wfile.flush()
        handler.close_connection = True

    corp.script = cut
    body = ""
    message = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "hello"}]}
    with (
        contextlib.suppress(httpx.RemoteProtocolError),  # the connection may end with the answer
        running.http.stream("POST", "/v1/chat/completions", json=message) as answer,
    ):
        for piece in answer.iter_text():
            body += piece
    assert "half" in body
    assert "[DONE]" not in body
    assert '"error"' in body
    assert newest(running) == ["opened", "truncated"]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{not json", 400), (b'{"model": "\xff\xfe"}', 400), (b'{"x": "' + b"a" * (40 << 20) + b'"}', 413)],
    ids=["invalid JSON", "not UTF-8", "40 MB"],
)
def test_a_body_that_cannot_be_examined_is_refused_with_a_sentence(
    running: Agent, corp: Gateway, body: bytes, status: int
) -> None:
    answer = running.http.post("/v1/chat/completions", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.json()["error"]["message"]
    assert corp.received == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer gn-wrong"}, 401),
        ({"Host": "evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
    ],
    ids=["wrong token", "foreign Host", "foreign Origin"],
)
@pytest.mark.parametrize("path", ["/v1/chat/completions", API + "/state", API + "/ask"])
def test_strangers_are_refused_everywhere(
    running: Agent, corp: Gateway, headers: dict[str, str], status: int, path: str
) -> None:
    method = "GET" if path.endswith("state") else "POST"
    answer = running.http.request(method, path, headers=headers, json={} if method == "POST" else None)
    assert answer.status_code == status
    assert corp.received == []


def test_a_worker_killed_in_the_middle_refuses_the_prompt_and_the_next_one_passes(
    running: Agent, corp: Gateway
) -> None:
    workers = children_of(running.process.pid)
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
        threading.Timer(0.5, os.kill, (worker, signal.SIGKILL)).start()
    refused = running.chat("Впервые пишет Пётр Ильич Веснин, +7 912 345-67-80")
    assert refused.status_code == 503
    assert corp.received == []
    wait_until(lambda: current_state(running).redactor_ready)
    assert running.chat(PROMPT).status_code == 200


def test_a_second_agent_refuses_with_a_sentence(running: Agent) -> None:
    command = [*agent_command(), "--state", str(running.state), "--port", "0", "--no-watch"]
    second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 1
    assert "already runs" in second.stderr
    assert running.chat("still there?").status_code == 200


def test_a_changed_policy_is_in_force_within_seconds_and_a_broken_one_is_not(running: Agent, corp: Gateway) -> None:
    file = running.state.parent / "policy.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("version: 1", "version: 2"), "utf-8")
    wait_until(lambda: (state := current_state(running)).policy is not None and state.policy.version == 2, 20)
    file.write_text("rules: [", "utf-8")
    wait_until(lambda: current_state(running).protection is Protection.ATTENTION, 20)
    assert running.chat("the last good policy stays").status_code == 200
    file.write_text(good.replace("version: 1", "version: 3"), "utf-8")
    wait_until(lambda: current_state(running).protection is Protection.PROTECTED, 20)


def test_recognizers_of_a_changed_policy_mask_from_its_first_prompt_on(corp: Gateway, tmp_path: Path) -> None:
    company = "recognizers:\n  - {name: codename, supported_entity: CODENAME, deny_list: [Сокол-17]}\n"
    plain = POLICY.format(url=corp.url, more="")
    with agent(tmp_path, policy=plain) as one:
        answers: list[httpx.Response] = []

        def answered() -> bool:  # a busy machine may refuse the first ones, and sends none of them unmasked
            answers.append(one.chat("Проект Сокол-17"))
            return answers[-1].status_code == 200

        wait_until(answered)
        assert "ZQ_" not in corp.received[-1], "without the company's recognizer it is a word like another"
        (tmp_path / "policy.yaml").write_text(plain.replace("version: 1", "version: 2") + company, "utf-8")
        wait_until(lambda: (state := current_state(one)).policy is not None and state.policy.version == 2)
        corp.received.clear()
        wait_until(answered)
        assert "Сокол-17" in answers[-1].json()["choices"][0]["message"]["content"]
        assert all("ZQ_CUSTOM_" in each for each in corp.received)
        wait_until(lambda: current_state(one).redactor_ready)


def test_a_term_signal_during_the_start_ends_the_agent_in_order(corp: Gateway, tmp_path: Path) -> None:
    state = tmp_path / "state"
    process = subprocess.Popen(
        [*agent_command(), "--state", str(state), "--port", "0", "--no-watch"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    wait_until(lambda: (state / "agent.lock").exists())
    process.terminate()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert not (state / "endpoint.json").exists()
    assert [entry.event.kind for entry in read(state / "audit.db")][-1] == "agent.stopped"


@pytest.mark.parametrize(
    ("policy", "clause"),
    [(None, "no-policy"), ("expires: 2020-01-01T00:00:00+00:00\n", "policy-expired")],
    ids=["missing", "expired"],
)
def test_without_a_valid_policy_every_prompt_is_refused(
    corp: Gateway, tmp_path: Path, policy: str | None, clause: str
) -> None:
    text = None if policy is None else POLICY.format(url=corp.url, more=policy)
    with agent(tmp_path, policy=text, wait_warm=False) as one:
        refused = one.chat("hello")
        assert refused.status_code in (403, 503)
        assert clause in refused.text
        assert current_state(one).protection is Protection.ATTENTION
    assert corp.received == []


def test_a_policy_without_signature_needs_the_word_insecure(corp: Gateway, tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(POLICY.format(url=corp.url, more=""), "utf-8")
    with agent(tmp_path, wait_warm=False, options=("--policy", str(file))) as one:
        assert "no-policy" in one.chat("hello").text


def test_a_gateway_that_is_down_is_told_in_words(tmp_path: Path) -> None:
    with agent(tmp_path, policy=POLICY.format(url="http://127.0.0.1:9/v1", more="")) as one:
        answer = one.chat("hello")
        assert answer.status_code == 502
        assert "gateway" in answer.json()["error"]["message"]


def test_after_kill_9_the_open_exchange_is_closed_as_interrupted_and_the_draft_is_there(
    corp: Gateway, tmp_path: Path
) -> None:
    arrived, leave = threading.Event(), threading.Event()

    def hang(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        arrived.set()
        leave.wait(60)

    corp.script = hang
    policy = POLICY.format(url=corp.url, more="")
    with agent(tmp_path, policy=policy) as one:
        one.http.put(API + "/draft", content=encode(Draft(text="unfinished"))).raise_for_status()
        threading.Thread(target=lambda: one.kill() if arrived.wait(60) else None).start()
        with pytest.raises(httpx.TransportError):
            one.chat("x")
        leave.set()
    with agent(tmp_path, policy=policy, wait_warm=False) as again:
        assert decode(again.http.get(API + "/draft").content, Draft).text == "unfinished"
        (records,) = exchanges(again).values()
        assert records == ["opened", "interrupted"]
        assert verify(again.state / "audit.db").ok


def test_what_cannot_be_recorded_is_not_sent(corp: Gateway, tmp_path: Path) -> None:
    with agent(tmp_path, policy=POLICY.format(url=corp.url, more="")) as one:
        assert one.chat("hello").status_code == 200
        corp.received.clear()
        # Every file that the agent writes from now on may not grow: the disk is full for it and for nobody else.
        subprocess.run(["prlimit", "--pid", str(one.process.pid), "--fsize=1:unlimited"], check=True)
        refused = one.chat(PROMPT)
        assert refused.status_code == 503
        assert corp.received == []
        subprocess.run(["prlimit", "--pid", str(one.process.pid), "--fsize=unlimited:unlimited"], check=True)
        wait_until(lambda: one.chat("hello").status_code == 200)


def test_a_port_in_use_is_handled_and_said(corp: Gateway, tmp_path: Path) -> None:
    import socket

    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        port = squatter.getsockname()[1]
        options = ("--port", str(port))
        with agent(tmp_path, policy=POLICY.format(url=corp.url, more=""), options=options) as one:
            state = current_state(one)
            assert not state.base_url.endswith(f":{port}")
            assert any("port" in warning.en for warning in state.warnings)


def test_masking_that_the_policy_switches_off_is_off_and_recorded_as_such(corp: Gateway, tmp_path: Path) -> None:
    policy = POLICY.format(url=corp.url, more="").replace('models: ["*"]', 'models: ["*"]\n    masking: off')
    with agent(tmp_path, policy=policy) as one:
        assert one.chat(PROMPT).status_code == 200
        assert (
            "Кузнецова"
            in json.loads(corp.received[-1].partition("{")[1] + corp.received[-1].partition("{")[2])["messages"][0][
                "content"
            ]
        )
        opened = [entry.event.facts for entry in read(one.state / "audit.db") if entry.event.kind == "prompt.opened"]
        assert opened[-1]["masked"] is False
