"""Answers belong to the agent: they go on without a window, can be stopped, and are kept."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from agent.messages import (
    API,
    Activity,
    AskEvent,
    AskRequest,
    CaseName,
    CaseRequest,
    Cases,
    Conversation,
    ConversationRequest,
    Delta,
    Done,
    Event,
    Exported,
    ExportRequest,
    Failed,
    History,
    HistoryRequest,
    KeptCase,
    LogFormat,
    Masked,
    Preview,
    PreviewRequest,
    Refusal,
    StateChanged,
    decode,
    encode,
)
from tests.agent.running import POLICY, Agent, Gateway, agent, gateway, send_json, wait_until

T = TypeVar("T")

QUESTION = "Напиши: Ольга Сергеевна Кузнецова, тел. +7 912 345-67-89"


@pytest.fixture(scope="module")
def corp() -> Iterator[Gateway]:
    with gateway() as running:
        yield running


@pytest.fixture(scope="module")
def running(corp: Gateway, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    with agent(tmp_path_factory.mktemp("agent"), policy=POLICY.format(url=corp.url, more="")) as one:
        yield one


def stream_echo(handler: BaseHTTPRequestHandler, body: dict[str, Any], *, pause: float = 0.0) -> None:
    """Stream the last message back, some letters at a time."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Connection", "close")
    handler.end_headers()
    text = body["messages"][-1]["content"]
    for start in range(0, len(text), 5):
        chunk = {"choices": [{"index": 0, "delta": {"content": text[start : start + 5]}, "finish_reason": None}]}
        handler.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        handler.wfile.flush()
        time.sleep(pause)
    end = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    handler.wfile.write(f"data: {json.dumps(end)}\n\ndata: [DONE]\n\n".encode())
    handler.close_connection = True


def events(
    running: Agent, request: AskRequest, *, stop_after: int = 0, at: Callable[[AskEvent], object] = lambda event: None
) -> list[AskEvent]:
    found: list[AskEvent] = []
    with running.http.stream("POST", API + "/ask", content=encode(request)) as response:
        for line in response.iter_lines():
            if line.startswith("data:"):
                found.append(decode(line[5:], AskEvent))  # type: ignore[arg-type] # a union is a type to msgspec
                at(found[-1])
                if stop_after and len(found) >= stop_after:
                    break
    return found


def kept(running: Agent, name: str) -> Conversation:
    answer = running.http.post(API + "/conversation", content=encode(ConversationRequest(conversation=name)))
    return decode(answer.raise_for_status().content, Conversation)


def test_an_answer_is_streamed_whole_and_restored(running: Agent, corp: Gateway) -> None:
    corp.script = stream_echo
    told = events(running, AskRequest(text=QUESTION))
    masked, done = told[0], told[-1]
    assert isinstance(masked, Masked)
    assert [item.entity for item in masked.items] == ["PERSON", "PHONE"]
    assert isinstance(done, Done)
    assert "".join(event.text for event in told if isinstance(event, Delta)) == QUESTION
    assert "Кузнецова" not in corp.received[-1]
    assert [turn.role for turn in kept(running, masked.conversation).turns] == ["user", "assistant"]
    newest = decode(running.http.get(API + "/activity?limit=9").raise_for_status().content, Activity).rows
    assert "A question from Gnomon went to Gateway; values masked: 2." in [row.sentence.en for row in newest]


def test_the_log_is_exported_to_a_file_and_that_is_in_the_log(running: Agent, tmp_path: Path) -> None:
    def export(path: Path | str, first: str = "", last: str = "") -> httpx.Response:
        body = ExportRequest(path=str(path), format=LogFormat.JSONL, first_day=first, last_day=last)
        return running.http.post(API + "/export", content=encode(body))

    target = tmp_path / "log.jsonl"
    count = decode(export(target).raise_for_status().content, Exported).entries
    lines = target.read_text("utf-8").splitlines()
    assert len(lines) == count > 2
    assert all({"seq", "seal"} <= set(json.loads(line)) for line in lines)
    newest = decode(running.http.get(API + "/activity?limit=1").content, Activity).rows[0]
    assert newest.sentence.en == "The log was exported to a file."
    for refused in (target, running.state / "audit.db", "relative.jsonl", tmp_path / "absent" / "log.jsonl"):
        answer = export(refused)
        assert answer.status_code == 507
        assert decode(answer.content, Refusal).sentence.en.startswith("The file could not be written: ")
    assert target.read_text("utf-8").splitlines() == lines
    ever, never = export(tmp_path / "ever", "2026-01-01", "9999-12-31"), export(tmp_path / "never", "", "2026-01-01")
    assert decode(ever.content, Exported).entries == count + 1
    assert decode(never.raise_for_status().content, Exported).entries == 0
    assert export(tmp_path / "no-day", "yesterday").status_code == 400


def told_of(running: Agent, path: str, body: object, kind: type[T]) -> T:
    return decode(running.http.post(API + path, content=encode(body)).raise_for_status().content, kind)


def test_a_case_keeps_what_was_masked_masked_also_in_the_answer(running: Agent) -> None:
    body = CaseRequest(text=QUESTION, answer=f"Готово. {QUESTION}, 79123456789, +7 912 345-67-89", assistant="mail")
    case = told_of(running, "/case", body, KeptCase)
    assert case.text == "Напиши: [name 1], тел. [phone 1]"
    assert case.answer == f"Готово. {case.text}, [phone 2], [phone 1]", "the number without signs is another writing"
    assert case.assistant == "mail"
    assert case in decode(running.http.get(API + "/cases").content, Cases).rows
    told_of(running, "/case/forget", CaseName(case=case.id), dict)
    assert case not in decode(running.http.get(API + "/cases").content, Cases).rows


def test_a_conversation_that_is_removed_is_not_kept_again_by_its_answer(running: Agent, corp: Gateway) -> None:
    corp.script = lambda handler, body: stream_echo(handler, body, pause=0.1)
    before = decode(running.http.get(API + "/activity?limit=1").content, Activity).total
    first = events(running, AskRequest(text=QUESTION), stop_after=2)[0]
    assert isinstance(first, Masked)
    gone = ConversationRequest(conversation=first.conversation)
    told_of(running, "/conversation/forget", gone, dict)
    assert running.http.post(API + "/conversation", content=encode(gone)).status_code == 404
    told_of(running, "/conversations/forget", {}, dict)
    assert told_of(running, "/history", HistoryRequest(), History).rows == ()
    assert decode(running.http.get(API + "/activity?limit=1").content, Activity).total > before, "the log stays"


def test_a_follow_up_brings_the_conversation_along(running: Agent, corp: Gateway) -> None:
    corp.script = stream_echo
    first = events(running, AskRequest(text=QUESTION))[0]
    assert isinstance(first, Masked)
    events(running, AskRequest(text="А теперь короче", conversation=first.conversation))
    sent = json.loads("{" + corp.received[-1].partition("{")[2])["messages"]
    assert [message["role"] for message in sent] == ["user", "assistant", "user"]
    assert sent[0]["content"] == sent[1]["content"], "the same value has the same placeholder in every turn"
    looked = running.http.post(API + "/history", content=encode(HistoryRequest(words="кузнецовой короче")))
    (row,) = decode(looked.raise_for_status().content, History).rows
    assert (row.id, row.title, row.questions) == (first.conversation, QUESTION, 2)


def test_an_answer_goes_on_when_its_window_is_gone(running: Agent, corp: Gateway) -> None:
    corp.script = lambda handler, body: stream_echo(handler, body, pause=0.1)
    first = events(running, AskRequest(text=QUESTION), stop_after=2)[0]
    assert isinstance(first, Masked)
    assert kept(running, first.conversation).pending
    wait_until(lambda: not kept(running, first.conversation).pending)
    assert kept(running, first.conversation).turns[-1].text == QUESTION


def test_an_answer_can_be_stopped_and_what_came_stays(running: Agent, corp: Gateway) -> None:
    corp.script = lambda handler, body: stream_echo(handler, body, pause=0.2)
    name = "to-be-stopped"

    def stop(event: AskEvent) -> None:
        if isinstance(event, Delta):
            running.http.post(API + "/ask/stop", content=encode(ConversationRequest(conversation=name)))

    told = events(running, AskRequest(text=QUESTION * 5, conversation=name), at=stop)
    assert isinstance(told[-1], Done)
    assert told[-1].stopped
    wait_until(lambda: not kept(running, name).pending)
    assert 0 < len(kept(running, name).turns[-1].text) < len(QUESTION * 5)


def test_a_refusal_of_the_gateway_is_told_in_words(running: Agent, corp: Gateway) -> None:
    corp.script = lambda handler, _: send_json(handler, 500, {"error": {"message": "broken"}})
    told = events(running, AskRequest(text="hello"))
    assert isinstance(told[-1], Failed)
    assert told[-1].sentence.en
    assert told[-1].sentence.ru


def test_the_preview_shows_what_would_be_masked_and_sends_nothing(running: Agent, corp: Gateway) -> None:
    before = len(corp.received)
    answer = running.http.post(
        API + "/preview", content=encode(PreviewRequest(text=QUESTION)), headers={"Accept-Language": "ru"}
    )
    shown = decode(answer.content, Preview)
    assert shown.text.startswith("Напиши: [")
    assert {item.value for item in shown.items} == {"Ольга Сергеевна Кузнецова", "+7 912 345-67-89"}
    assert len(corp.received) == before


def test_the_event_stream_begins_with_the_state(running: Agent) -> None:
    with running.http.stream("GET", API + "/events") as response:
        line = next(line for line in response.iter_lines() if line.startswith("data:"))
    assert isinstance(decode(line[5:], Event), StateChanged)  # type: ignore[arg-type] # a union is a type to msgspec


@pytest.mark.parametrize("body", [b"", b"{", b'{"text": 7}', b"\xff"], ids=["empty", "cut", "wrong kind", "not UTF-8"])
def test_a_message_that_is_not_one_is_refused(running: Agent, body: bytes) -> None:
    answer = running.http.post(API + "/preview", content=body)
    assert answer.status_code == 400
    assert "sentence" in answer.json()


def test_a_page_of_the_web_cannot_ask(running: Agent) -> None:
    plain = httpx.post(str(running.http.base_url) + API + "/ask", content=encode(AskRequest(text="x")), trust_env=False)
    assert plain.status_code == 401


def test_a_document_is_shown_masked(running: Agent, tmp_path: Path) -> None:
    from agent.messages import DocumentRequest

    request = DocumentRequest(name="note.txt", data=QUESTION.encode())
    answer = running.http.post(API + "/document", content=encode(request), headers={"Accept-Language": "en"})
    assert "Кузнецова" not in decode(answer.raise_for_status().content, Preview).text
