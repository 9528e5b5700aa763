"""Hosts that browsers send through us."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.hosts import Hosts, pac_hosts
from agent.messages import NoticeRaised
from detector.catalogue.load import catalogue_of
from detector.match import Matcher
from policy.format import parse_policy
from policy.model import Caller, Verb
from tests.agent.running import POLICY, agent, gateway
from tests.agent.test_watch import DEMO, Room

ENTRIES = [
    {
        "id": "chatgpt", "name": "ChatGPT", "vendor": "OpenAI", "category": "assistant", "tags": ["consumer-llm"],
        "source": "t", "checked": "2026-11-20",
        "hosts": [
            {"host": "chatgpt.com", "role": "web"},
            {"host": "api.openai.com", "role": "api", "match": "exact"},
            {"host": "cdn.oaistatic.com", "role": "cdn"},
            {"host": "x.com", "path": "/i/grok", "role": "web", "match": "exact"},
        ],
    },
    {
        "id": "corp", "name": "Corp", "vendor": "C", "category": "assistant", "source": "t", "checked": "2026-11-20",
        "hosts": [{"host": "llm.corp.example", "role": "web"}],
    },
]  # fmt: skip

RULE = "rules:\n  - id: no-chatgpt\n    do: block\n    floor: true\n    when: {tool: [chatgpt]}\n"
ENFORCED = POLICY.replace("mode: coach", "mode: enforce")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, parse_policy(DEMO.read_bytes(), file="demo.yaml"))
    yield made
    made.log.close()
    made.notebook.close()


def hosts(room: Room) -> Hosts:
    matcher = Matcher(catalogue_of(ENTRIES))
    return Hosts(matcher=lambda: matcher, policy=lambda: room.policy, watch=room.watch)


def test_the_pac_file_lists_what_raises_findings_and_nothing_wider() -> None:
    assert pac_hosts(catalogue_of(ENTRIES), None) == (
        "*.chatgpt.com", "*.llm.corp.example", "api.openai.com", "chatgpt.com", "llm.corp.example",
    )  # fmt: skip


def test_the_gateway_of_the_company_is_not_sent_through_us() -> None:
    text = POLICY.format(url="https://llm.corp.example/v1", more="approved_tools: [corp]\n")
    policy = parse_policy(text.encode(), file="p")
    assert not [host for host in pac_hosts(catalogue_of(ENTRIES), policy) if "corp" in host]


def test_a_listed_host_is_decided_by_its_tool(room: Room) -> None:
    decision = hosts(room).decide("chatgpt.com", Caller())
    assert (decision.verdict, decision.rule) == (Verb.COACH, "company-assistant-first")


def test_an_unlisted_host_is_never_cut_off(room: Room) -> None:
    assert hosts(room).decide("example.org", Caller()).verdict is not Verb.BLOCK


def test_without_a_policy_the_web_goes_on(room: Room) -> None:
    room.policy = None
    assert hosts(room).decide("chatgpt.com", Caller()).verdict is Verb.MONITOR


@pytest.mark.skipif(not hasattr(socket, "AF_NETLINK"), reason="the caller is found by netlink on Linux only")
def test_a_connect_is_refused_by_policy_with_words_and_recorded(tmp_path: Path) -> None:
    with (
        gateway() as corp,
        agent(tmp_path, policy=ENFORCED.format(url=corp.url, more=RULE), wait_warm=False) as one,
        socket.create_connection((one.http.base_url.host, one.http.base_url.port or 0), timeout=10) as client,
    ):
        client.sendall(b"CONNECT chatgpt.com:443 HTTP/1.1\r\nHost: chatgpt.com:443\r\n\r\n")
        answer = b""
        while piece := client.recv(4096):
            answer += piece
        assert answer.startswith(b"HTTP/1.1 403")
        assert b"Gnomon:" in answer


@pytest.fixture(params=["WEST12", "EAST-14"], ids=["twelve hours west", "fourteen hours east"])
def far_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A zone in which it may be another day than in Greenwich; at any hour it is so in one of the two."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process can be changed on POSIX only")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("far_zone")
async def test_a_connection_is_told_at_once_in_every_zone(room: Room) -> None:
    watching = asyncio.create_task(room.watch.run())
    try:
        await asyncio.sleep(0)  # the watcher is made in the first step of its task
        hosts(room).saw("chatgpt.com", Caller(), hosts(room).decide("chatgpt.com", Caller()))
        async with asyncio.timeout(30):
            while not any(isinstance(event, NoticeRaised) for event in room.heard):  # noqa: ASYNC110 (a list tells nobody)
                await asyncio.sleep(0.01)
        assert [event.notice.tool for event in room.heard if isinstance(event, NoticeRaised)] == ["chatgpt"]
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
