"""Spans wait, few of them, and never hold up anybody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from agent.errand import NoAnswer
from agent.errands import SendSpans, SpansSent
from agent.hub import Hub
from agent.spans import outbox
from agent.spans.outbox import MOST, Outbox
from policy.format import parse_policy
from policy.model import Metrics, Policy
from tests.agent.running import POLICY, agent, gateway, wait_until
from tests.agent.spans.collector import attributes, collector
from tests.agent.spans.test_fact import exchange

ON = Metrics(otel=True, otel_endpoint="http://127.0.0.1:4318")
PROMPT = "Позвоните: Ольга Сергеевна Кузнецова, +7 912 345-67-89"


def policy_with(metrics: Metrics) -> Policy:
    read = parse_policy(POLICY.format(url="http://127.0.0.1:9/v1", more="").encode(), file="p")
    return replace(read, metrics=metrics)


class Post:
    """In place of the process: keeps what it is given. ``answers``: what it says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answers: SpansSent | None = SpansSent(taken=True)) -> None:  # noqa: B008 (frozen)
        self.given: list[SendSpans] = []
        post = self

        class Errand:
            def __init__(self, message: SendSpans) -> None:
                post.given.append(message)

            def answer(self, kind: type[SpansSent], *, seconds: float) -> SpansSent:
                if answers is None:
                    raise NoAnswer("gone")
                return answers

        monkeypatch.setattr(outbox, "Errand", Errand)


def box(policy: Policy | None) -> tuple[Outbox, Hub]:
    hub = Hub(version="1", policy=lambda: policy, demo=False)
    return Outbox(lambda: policy, hub), hub


@pytest.mark.parametrize(
    "policy",
    [None, policy_with(Metrics()), policy_with(Metrics(otel=True)), policy_with(replace(ON, otel=False))],
    ids=["no policy", "nothing said", "no endpoint", "off"],
)
async def test_without_the_policys_word_nothing_is_kept_or_sent(
    policy: Policy | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, (spans, _) = Post(monkeypatch), box(policy)
    spans.add(exchange())
    await spans.send()
    assert post.given == []


async def test_what_waits_leaves_at_once_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    post, (spans, _) = Post(monkeypatch), box(policy_with(ON))
    for _ in range(3):
        spans.add(exchange())
    await spans.send()
    await spans.send()
    assert [(one.endpoint, len(one.facts)) for one in post.given] == [("http://127.0.0.1:4318", 3)]


async def test_the_oldest_make_room_when_nobody_takes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    post, (spans, _) = Post(monkeypatch), box(policy_with(ON))
    for number in range(MOST + 5):
        spans.add(exchange(id=f"{number:024}"))
    await spans.send()
    (message,) = post.given
    assert len(message.facts) == MOST
    assert message.facts[-1].attributes["gnomon.exchange"] == f"{MOST + 4:024}"


async def test_a_collector_that_fails_costs_its_spans_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _, (spans, hub) = Post(monkeypatch, answers=None), box(policy_with(ON))
    spans.add(exchange())
    await spans.send()
    assert "1 spans were not taken" in caplog.text
    assert hub.warnings == {}


async def test_missing_packages_are_told_to_people(monkeypatch: pytest.MonkeyPatch) -> None:
    _, (spans, hub) = Post(monkeypatch, answers=SpansSent(taken=False, installed=False)), box(policy_with(ON))
    spans.add(exchange())
    await spans.finish()
    assert "gnomon[otel]" in hub.notes["spans"].en
    assert hub.warnings == {}


def test_a_real_agent_tells_a_real_collector_without_a_word_of_the_prompt(tmp_path: Path) -> None:
    with gateway() as corp, collector() as there:
        more = f'metrics: {{otel: on, otel_endpoint: "{there.url}"}}\n'
        with agent(tmp_path, policy=POLICY.format(url=corp.url, more=more)) as one:
            assert one.chat(PROMPT).status_code == 200
            corp.script = lambda handler, body: handler.send_error(500)
            assert one.chat(PROMPT).status_code >= 500
        wait_until(lambda: len(there.spans()) == 2)
        good, bad = sorted(there.spans(), key=lambda span: span.start_time_unix_nano)
        assert (good.name, bad.name) == ("chat m", "chat m")
        assert attributes(good)["gnomon.masked"] == 2
        assert attributes(good)["server.address"] == "127.0.0.1"
        assert attributes(bad)["error.type"] == "500"
        for _, body in there.received:
            for value in ("Кузнецова", "Ольга", "912", "ZQ_"):
                assert value.encode() not in body


def test_a_collector_that_hangs_holds_up_neither_answers_nor_the_end(tmp_path: Path) -> None:
    import socket

    with gateway() as corp, socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        more = f'metrics: {{otel: on, otel_endpoint: "http://127.0.0.1:{deaf.getsockname()[1]}"}}\n'
        with agent(tmp_path, policy=POLICY.format(url=corp.url, more=more)) as one:
            for _ in range(5):
                assert one.chat("hello").status_code == 200
        assert one.process.returncode == 0
