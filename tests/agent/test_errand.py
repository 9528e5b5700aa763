"""A process for each piece of work: it does what we would do, and where it cannot, we do."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from agent import errand
from agent.errand import Errand, NoAnswer, serve_if_asked
from agent.errands import Look, PolicyRead, look, read_policy
from agent.policy_file import PolicyFile
from agent.reading import ReadPolicy
from detector.scan import Scan
from policy.model import Policy

DEMO = Path(__file__).parent.parent.parent / "policy" / "demo.yaml"
RICH = """\
apiVersion: gnomon/v1
name: {ru: "Всё", en: "All"}
version: 9007199254740991
mode: enforce
kill_switch: none
expires: "2031-01-31T18:00:00.5+03:00"
gateways:
  - {id: corp, name: Шлюз, url: "https://llm.corp.example/v1", models: ["*"], failover: [spare], ca: /etc/ca.pem}
  - {id: spare, name: Spare, url: "http://127.0.0.1:9/v1", masking: off, retry: off}
models: [corp-llm, {model: "gpt-*", departments: [Отдел], groups: [g]}]
rules:
  - id: by-class
    do: {pii.ru.*: redact, secret.*: block}
    when: {hours: "22:00-06:00", days: [mon, sun], tz: Europe/Moscow, program: ["*/code"], data: [pii.*]}
    message: {ru: "Так", en: "So"}
    rollout: {percent: 10, salt: s}
    priority: -5
  - {id: plain, do: coach, floor: true, when: {tool: ["tag:consumer-llm"]}, expires: "2030-01-01T00:00:00Z"}
catalogue:
  add: [{id: our-bot, name: Бот, hosts: [{host: bot.corp.example, role: web}]}]
  silence: [notion]
recognizers:
  - name: ours
    supported_entity: CONTRACT_NUMBER
    patterns: [{name: p, regex: 'С-\\d{3}', score: 0.5}]
    context: [договор]
budgets: [{scope: user, tokens_per_day: 5}]
tests:
  - {name: one, given: {tool: chatgpt, now: "2026-01-01T00:00:00+00:00"}, expect: coach}
metrics: {otel: on, otel_endpoint: "http://127.0.0.1:4318"}
"""


@pytest.mark.parametrize("data", [DEMO.read_bytes(), RICH.encode()], ids=["demo", "every kind of field"])
def test_a_policy_read_by_a_process_is_the_same_to_the_last_field(data: bytes) -> None:
    message = ReadPolicy(data, "файл политики.yaml")
    read = Errand(message).answer(PolicyRead, seconds=60)
    assert read == read_policy(message)
    assert isinstance(read.policy, Policy)


def test_complaints_come_back_with_their_lines_and_both_languages() -> None:
    message = ReadPolicy(b"apiVersion: gnomon/v1\nversion: 1\nmode: enforse\nwhat: 1\n", "p.yaml")
    read = Errand(message).answer(PolicyRead, seconds=60)
    assert read == read_policy(message)
    assert [one.line for one in read.complaints] == [3, 4]


def test_a_message_larger_than_a_pipe_is_taken() -> None:
    filler = "\n".join(f"  - {{id: rule-{number}, do: coach}}" for number in range(5000))
    data = f"apiVersion: gnomon/v1\nversion: 1\nmode: coach\nrules:\n{filler}\n".encode()
    read = Errand(ReadPolicy(data, "p.yaml")).answer(PolicyRead, seconds=100)
    assert read.policy is not None
    assert len(read.policy.rules) == 5000


def test_a_look_by_a_process_sees_what_we_see(tmp_path: Path) -> None:
    (tmp_path / ".claude.json").write_text("{}", "utf-8")
    message = Look(str(tmp_path), None, datetime(2026, 11, 21, 12, tzinfo=UTC))
    seen = Errand(message).answer(Scan, seconds=100)
    ours = look(message)
    assert {report.name for report in seen.sensors} == {report.name for report in ours.sensors}
    assert seen.catalogue_version == ours.catalogue_version
    assert seen.at == ours.at


class OtherProgram:
    """Another program in the place of ours."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
        monkeypatch.setattr(errand, "_command", lambda: [sys.executable, "-c", code])


def test_who_gives_no_answer_is_known_and_waited_for_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    for code in ("raise SystemExit(3)", "print('{}')", "print('[')"):
        OtherProgram(monkeypatch, code)
        with pytest.raises(NoAnswer):
            Errand(ReadPolicy(b"", "p")).answer(PolicyRead, seconds=60)
    OtherProgram(monkeypatch, "import time; time.sleep(60)")
    late = Errand(ReadPolicy(b"", "p"))
    with pytest.raises(NoAnswer, match="too long"):
        late.answer(PolicyRead, seconds=0.2)
    assert late._process.returncode is not None, "nobody is left behind"


@pytest.mark.parametrize("command", [["/nowhere/at-all"], [sys.executable, "-c", "raise SystemExit(1)"]])
def test_where_no_process_reads_the_policy_we_read_it(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errand, "_command", lambda: command)
    path = tmp_path / "p.yaml"
    path.write_text(RICH, "utf-8")
    policy = PolicyFile(path, unsigned_allowed=True)
    policy.refresh()
    assert policy.current is not None
    assert policy.current.version == 2**53 - 1


def test_a_policy_that_was_begun_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(RICH, "utf-8")
    policy = PolicyFile(path, unsigned_allowed=True)
    policy.begin()
    first = policy.read()
    assert first is not None
    assert first.policy is not None
    assert policy.read() is None


def test_the_process_knows_no_proxy_unless_it_needs_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.corp.example:3128")
    show = "import os, sys; sys.stdout.write('\"%s\"' % os.environ.get('HTTPS_PROXY', ''))"
    OtherProgram(monkeypatch, show)
    assert Errand("x").answer(str, seconds=60) == ""
    assert Errand("x", network=True).answer(str, seconds=60) == os.environ["HTTPS_PROXY"]


def test_a_frozen_program_knows_an_errand_by_its_flag(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert not serve_if_asked(["gnomon-agent", "--demo"])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert errand._command() == [sys.executable, errand.ERRAND_FLAG]
    words = tmp_path / "words"
    words.write_bytes(msgspec.json.encode(ReadPolicy(RICH.encode(), "p")))
    with words.open("rb") as file:
        monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": file}))
        assert serve_if_asked(["gnomon-agent", errand.ERRAND_FLAG])
    assert msgspec.json.decode(capfdbinary.readouterr().out, type=PolicyRead).policy is not None
