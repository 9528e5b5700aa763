"""The line to the agent: state, notices, refusals, and an agent that comes and goes."""

from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkProxy
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from agent import messages as m
from desktop.link import Link, Trouble
from desktop.words import install_language
from policy.words import Text
from tests.desktop.fake_agent import FakeAgent, notice


def test_the_state_comes_first_and_again_when_it_changes(link: Link, agent: FakeAgent, qtbot: QtBot) -> None:
    told: list[m.State] = []
    link.state_changed.connect(told.append)
    link.start()
    qtbot.waitUntil(lambda: len(told) == 1)
    agent.set_state(sent_today=8)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert (told[0].sent_today, told[1].sent_today) == (7, 8)
    assert link.state == told[1]


def test_a_notice_is_told_once(link: Link, agent: FakeAgent, qtbot: QtBot) -> None:
    told: list[m.Notice] = []
    link.noticed.connect(told.append)
    link.start()
    qtbot.waitUntil(lambda: link.state is not None)
    agent.tell(m.NoticeRaised(notice=notice()))
    agent.set_state(sent_today=8)
    qtbot.waitUntil(lambda: link.state is not None and link.state.sent_today == 8)
    assert told == [notice()]


def test_every_request_carries_token_and_language(link: Link, agent: FakeAgent, qtbot: QtBot) -> None:
    install_language("ru")
    link.start()
    qtbot.waitUntil(lambda: link.state is not None)
    install_language("en")
    assert agent.headers[0]["accept-language"] == "ru"
    assert agent.headers[0]["authorization"].startswith("Bearer ")


def test_an_answer_to_a_window_that_is_gone_is_dropped(link: Link, agent: FakeAgent, qtbot: QtBot) -> None:
    class Asker(QObject):
        def take(self, *words: object) -> None:
            raise AssertionError(self.objectName())

    asker, answered = Asker(), list[m.State]()
    for path in ("/state", "/no-such-path"):
        link.get(path, m.State, asker.take, asker.take)
        link.get(path, m.State, partial(asker.take, "with words"), asker.take)
    delete(asker)
    link.get("/state", m.State, answered.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(answered) and agent.paths.count("/no-such-path") == 2)
    qtbot.wait(50)


def test_an_agent_that_dies_is_away_and_one_that_comes_is_found(qtbot: QtBot) -> None:
    agents = [FakeAgent().start()]
    link = Link(lambda: agents[-1].connect())
    away: list[int] = []
    link.went_away.connect(lambda: away.append(1))
    link.start()
    qtbot.waitUntil(lambda: link.state is not None)
    agents[0].stop()
    qtbot.waitUntil(lambda: bool(away))
    assert link.state is None
    agents.append(FakeAgent().start())
    link.hurry()
    qtbot.waitUntil(lambda: link.state is not None)
    link.close()
    agents[-1].stop()


def test_no_endpoint_means_away_and_requests_fail_in_words(qtbot: QtBot) -> None:
    link = Link(lambda: None)
    away: list[int] = []
    troubles: list[Trouble] = []
    link.went_away.connect(lambda: away.append(1))
    link.start()
    qtbot.waitUntil(lambda: bool(away))
    link.get("/draft", m.Draft, lambda _: None, troubles.append)
    qtbot.waitUntil(lambda: bool(troubles))
    assert troubles[0].clause == "away"
    assert troubles[0].sentence == "Protection is not running. Nothing was sent; your text is kept."
    link.close()


def test_a_question_without_an_agent_fails_in_words(qtbot: QtBot) -> None:
    link = Link(lambda: None)
    troubles: list[Trouble] = []
    link.ask(m.AskRequest(text="x")).failed.connect(troubles.append)
    qtbot.waitUntil(lambda: bool(troubles))
    assert troubles[0].clause == "away"


def test_a_refusal_is_read_in_the_language_in_force(agent: FakeAgent, qtbot: QtBot) -> None:
    endpoint = m.Endpoint(base_url=f"http://127.0.0.1:{agent.port}", pid=1, version="0")
    link = Link(lambda: (endpoint, "wrong"))
    troubles: list[Trouble] = []
    link.get("/draft", m.Draft, lambda _: None, troubles.append)
    qtbot.waitUntil(lambda: bool(troubles))
    assert troubles == [Trouble("No access.", "token")]


def test_an_answer_of_another_version_is_said_so(link: Link, qtbot: QtBot) -> None:
    troubles: list[Trouble] = []
    link.get("/state", m.Found, lambda _: None, troubles.append)
    qtbot.waitUntil(lambda: bool(troubles))
    assert troubles[0].clause == "version"


def test_an_answer_comes_in_its_pieces_and_ends_once(link: Link, agent: FakeAgent, qtbot: QtBot) -> None:
    told: list[str] = []
    answer = link.ask(m.AskRequest(text="Maria Petrova"))
    answer.masked.connect(lambda event: told.append(f"masked {len(event.items)}"))
    answer.delta.connect(told.append)
    answer.done.connect(lambda _: told.append("done"))
    answer.failed.connect(lambda _: told.append("failed"))
    qtbot.waitUntil(lambda: told[-1:] == ["done"])
    qtbot.wait(100)
    assert told[0] == "masked 1"
    assert "".join(told[1:-1]) == agent.answer
    assert told.count("done") == 1


def test_an_answer_that_is_cut_is_a_failure(link: Link, agent: FakeAgent, qtbot: QtBot) -> None:
    agent.pause = 0.05
    troubles: list[Trouble] = []
    pieces: list[str] = []
    answer = link.ask(m.AskRequest(text="x"))
    answer.delta.connect(pieces.append)
    answer.failed.connect(troubles.append)
    qtbot.waitUntil(lambda: bool(pieces))
    agent.stop()
    qtbot.waitUntil(lambda: bool(troubles))
    assert troubles[0].clause in ("cut", "away")


def test_an_abandoned_answer_tells_nothing_more(link: Link, agent: FakeAgent, qtbot: QtBot) -> None:
    agent.pause = 0.05
    told: list[object] = []
    answer = link.ask(m.AskRequest(text="x"))
    qtbot.waitUntil(lambda: bool(agent.asked))
    answer.abandon()
    for signal in (answer.delta, answer.done, answer.failed):
        signal.connect(told.append)
    qtbot.wait(200)
    assert told == []


def test_a_failure_of_the_agent_keeps_its_clause_and_details(link: Link, agent: FakeAgent, qtbot: QtBot) -> None:
    agent.fail = m.Failed(conversation="c", sentence=Text("а", "a"), clause="no-policy", details="raw")
    troubles: list[Trouble] = []
    link.ask(m.AskRequest(text="x")).failed.connect(troubles.append)
    qtbot.waitUntil(lambda: bool(troubles))
    assert troubles == [Trouble("a", "no-policy", "raw")]


def test_a_company_proxy_never_sees_the_loopback(
    agent: FakeAgent, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    before = QNetworkProxy.applicationProxy()
    QNetworkProxy.setApplicationProxy(QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", 9))
    try:
        link = Link(agent.connect)
        link.start()
        qtbot.waitUntil(lambda: link.state is not None)
        assert "/events" in agent.paths
        link.close()
    finally:
        QNetworkProxy.setApplicationProxy(before)
