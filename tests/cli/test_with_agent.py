"""Commands that speak with a running agent."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.messages import API
from audit.log import read
from cli.faults import INTERRUPTED
from tests.agent.running import POLICY, Agent, agent, gateway, gnomon, wait_until


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    with gateway() as corp, agent(tmp_path_factory.mktemp("agent"), policy=POLICY.format(url=corp.url, more="")) as one:
        yield one


def kinds(running: Agent) -> list[str]:
    return [entry.event.kind for entry in read(running.state / "audit.db")]


def test_the_status_is_in_one_language(running: Agent) -> None:
    shown = gnomon("status", state=running.state, GNOMON_LANG="ru").stdout
    assert "Проба, версия 1, режим «подсказки», без подписи" in shown
    assert "unsigned" not in shown


def test_an_answer_as_json_is_one_object_a_line(running: Agent) -> None:
    done = gnomon("ask", "--json", "hello", state=running.state)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert events[0]["type"] == "masked"
    assert events[-1]["type"] in ("done", "failed")
    assert done.returncode == (0 if events[-1]["type"] == "done" else 1)


@pytest.mark.parametrize("words", [[" "], ["hello", "--assistant", "nobody"]], ids=["empty", "no such assistant"])
def test_what_would_be_another_question_is_not_asked(running: Agent, words: list[str]) -> None:
    before = kinds(running)
    done = gnomon("ask", *words, state=running.state)
    assert done.returncode == 1
    assert done.stderr.strip()
    assert kinds(running) == before


def test_who_verifies_or_exports_the_log_is_in_it(running: Agent, tmp_path: Path) -> None:
    assert gnomon("audit", "verify", state=running.state).returncode == 0
    assert kinds(running)[-1] == "log.verified"
    assert gnomon("audit", "export", "--format", "ocsf", "-o", str(tmp_path / "o"), state=running.state).returncode == 0
    last = list(read(running.state / "audit.db"))[-1].event
    assert (last.kind, last.facts["format"]) == ("log.exported", "ocsf")


def test_the_log_is_exported_for_a_siem(running: Agent) -> None:
    done = gnomon("audit", "export", "--format", "ocsf", state=running.state)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert {event["metadata"]["version"] for event in events} == {"1.8.0"}
    assert events[0]["device"]["uid"] == (running.state / "device-id").read_text("ascii").strip()


def test_the_log_is_exported_for_chosen_days(running: Agent) -> None:
    days = [(), ("--from", "2020-01-01"), ("--to", "2020-01-01"), ("--from", "2020-01-02", "--to", "2020-01-01")]
    done = [gnomon("audit", "export", *which, state=running.state) for which in days]
    assert done[1].stdout.startswith(done[0].stdout)  # the first export is in the log itself
    assert [one.stdout for one in done[2:]] == ["", ""]
    assert (done[2].returncode, done[3].returncode) == (0, 1)
    assert "after the last" in done[3].stderr


def test_the_end_of_the_log_can_be_followed(running: Agent) -> None:
    # A test run in the background of a shell ignores Ctrl+C, and so would every program that it starts.
    command = ["env", "--default-signal=INT", sys.executable, "-m", "cli.main", "audit", "tail", "-f", "-n", "0"]
    with subprocess.Popen(
        [*command, "--json", "--state", str(running.state)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as following:
        assert following.stdout is not None
        first: list[bytes] = []

        def told() -> bool:
            gnomon("audit", "verify", state=running.state)
            return len(first) > 0 or following.poll() is not None

        reader = threading.Thread(target=lambda: first.append(following.stdout.readline() if following.stdout else b""))
        reader.start()
        try:
            wait_until(told)
            following.send_signal(signal.SIGINT)
            assert following.wait(30) == INTERRUPTED
        finally:
            following.kill()
        reader.join()
        errors = following.stderr.read() if following.stderr else b""
    assert json.loads(first[0])["kind"] == "log.verified"
    assert b"Traceback" not in errors


def test_a_program_runs_with_the_proxy_and_its_exit_code_is_ours(running: Agent) -> None:
    def run(*program: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cli.main", "run", "--state", str(running.state), "--", *program],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = run("sh", "-c", "echo $OPENAI_BASE_URL; exit 3")
    assert (done.returncode, done.stdout.strip()) == (3, f"{running.http.base_url}".rstrip("/") + "/v1")
    assert run("sh", "-c", "kill -TERM $$").returncode == -signal.SIGTERM
    assert run("no-such-program").returncode == 127


def test_a_stop_returns_when_protection_has_stopped(tmp_path: Path) -> None:
    with agent(tmp_path, wait_warm=False) as one, one.http.stream("GET", API + "/events") as listening:
        assert listening.status_code == 200
        done = gnomon("stop", state=one.state)
        assert "has stopped" in done.stdout
        one.process.wait(30)
        assert one.process.returncode == 0


def test_the_agent_and_its_worker_write_to_its_state_folder_only(running: Agent) -> None:
    home = running.state.parent
    outside = [path for path in home.rglob("*") if path.is_file() and not path.is_relative_to(running.state)]
    assert {path.name for path in outside} <= {"policy.yaml", "agent.out"}
