"""The agent's own endpoints, behind the proxy's Host, Origin and token checks (paths: ``agent.messages``)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from aiohttp import web

from agent import record
from agent.cases import worked_case
from agent.history import look_up
from agent.hub import policy_state
from agent.messages import (
    API,
    Activity,
    AskRequest,
    CaseName,
    CaseRequest,
    Cases,
    Conversation,
    ConversationRequest,
    DocumentRequest,
    Draft,
    ExplainRequest,
    Exported,
    ExportRequest,
    HistoryRequest,
    LogAction,
    LogFormat,
    LogUse,
    NoticeAnswer,
    PauseRequest,
    PreviewRequest,
    Refusal,
    Transparency,
    decode,
    encode,
)
from agent.parts import Parts
from agent.spoken import preview
from agent.system_words import reason_of
from agent.transparency import BLIND, NEVER, claims
from audit.log import AuditError
from policy.words import Text
from proxy.server import Route
from redactor.finding import RedactionError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
M = TypeVar("M")

NOT_UNDERSTOOD = Text(
    "Запрос не понят: обновите Gnomon, чтобы окна и защита были одной версии.",
    "The request was not understood: update Gnomon so that windows and agent are of one version.",
)
NO_CONVERSATION = Text("Такой беседы нет: её срок хранения истёк.", "No such conversation: it is no longer kept.")
EVENTS_HEARTBEAT = 15.0
"""Seconds between comments on an idle event stream, so that a dead window is noticed."""


class Control:
    """Handlers of the local API."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def routes(self) -> list[Route]:
        """Every endpoint as method, path and handler."""
        table: list[tuple[str, str, Handler]] = [
            ("GET", "/state", self.state),
            ("GET", "/events", self.events),
            ("POST", "/preview", self.preview),
            ("POST", "/ask", self.ask),
            ("POST", "/ask/stop", self.ask_stop),
            ("POST", "/conversation", self.conversation),
            ("POST", "/conversation/forget", self.forget_conversation),
            ("POST", "/conversations/forget", self.forget_conversations),
            ("POST", "/case", self.keep_case),
            ("GET", "/cases", self.cases),
            ("POST", "/case/forget", self.forget_case),
            ("POST", "/history", self.history),
            ("GET", "/draft", self.draft),
            ("PUT", "/draft", self.keep_draft),
            ("GET", "/activity", self.activity),
            ("GET", "/sightings", self.sightings),
            ("POST", "/scan", self.scan),
            ("POST", "/notice", self.notice),
            ("GET", "/transparency", self.transparency),
            ("POST", "/document", self.document),
            ("POST", "/explain", self.explain),
            ("POST", "/pause", self.pause),
            ("POST", "/log", self.log),
            ("POST", "/export", self.export),
            ("GET", "/metrics", self.metrics),
            ("POST", "/stop", self.stop),
        ]
        return [Route(method, API + path, _told(handler)) for method, path, handler in table]

    async def state(self, request: web.Request) -> web.Response:
        return answer(self._parts.hub.state())

    async def events(self, request: web.Request) -> web.StreamResponse:
        stream = await _open_stream(request)
        with self._parts.hub.listen() as queue:
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), EVENTS_HEARTBEAT)
                except TimeoutError:
                    await stream.write(b":\n\n")
                    continue
                if event is None:
                    return stream
                await stream.write(b"data: " + encode(event) + b"\n\n")

    async def preview(self, request: web.Request) -> web.Response:
        text = (await _read(request, PreviewRequest)).text
        findings = (await self._parts.finder.find([text]))[0]
        return answer(preview(text, findings, language(request)))

    async def ask(self, request: web.Request) -> web.StreamResponse:
        running = self._parts.asker.ask(await _read(request, AskRequest), language(request))
        stream = await _open_stream(request)
        async for event in running.follow():
            await stream.write(b"data: " + encode(event) + b"\n\n")
        return stream

    async def ask_stop(self, request: web.Request) -> web.Response:
        self._parts.asker.stop((await _read(request, ConversationRequest)).conversation)
        return answer({})

    async def conversation(self, request: web.Request) -> web.Response:
        name = (await _read(request, ConversationRequest)).conversation
        kept: Conversation | None = self._parts.asker.conversation(name)
        return refuse(404, "no-conversation", NO_CONVERSATION) if kept is None else answer(kept)

    async def forget_conversation(self, request: web.Request) -> web.Response:
        await self._parts.asker.forget((await _read(request, ConversationRequest)).conversation)
        return answer({})

    async def forget_conversations(self, request: web.Request) -> web.Response:
        await self._parts.asker.forget_all()
        return answer({})

    async def keep_case(self, request: web.Request) -> web.Response:
        case = await worked_case(self._parts.finder, await _read(request, CaseRequest), language(request))
        self._parts.notebook.keep_case(case)
        return answer(case)

    async def cases(self, request: web.Request) -> web.Response:
        return answer(Cases(rows=self._parts.notebook.cases()))

    async def forget_case(self, request: web.Request) -> web.Response:
        self._parts.notebook.forget_case((await _read(request, CaseName)).case)
        return answer({})

    async def history(self, request: web.Request) -> web.Response:
        return answer(await look_up(self._parts.notebook.conversations(), await _read(request, HistoryRequest)))

    async def draft(self, request: web.Request) -> web.Response:
        return answer(self._parts.notebook.draft())

    async def keep_draft(self, request: web.Request) -> web.Response:
        self._parts.notebook.keep_draft(await _read(request, Draft))
        return answer({})

    async def activity(self, request: web.Request) -> web.Response:
        limit = min(_number(request, "limit", 50), 1000)
        rows, total = await self._parts.newest_activity(limit, _number(request, "before", 0))
        return answer(Activity(rows=rows, total=total))

    async def sightings(self, request: web.Request) -> web.Response:
        return answer(self._parts.watch.found())

    async def scan(self, request: web.Request) -> web.Response:
        return answer(await self._parts.watch.scan_now())

    async def notice(self, request: web.Request) -> web.Response:
        await self._parts.watch.answer_notice(await _read(request, NoticeAnswer), datetime.now(UTC))
        return answer({})

    async def transparency(self, request: web.Request) -> web.Response:
        policy = self._parts.policy.current
        return answer(
            Transparency(
                policy=policy_state(policy, demo=self._parts.settings.demo) if policy else None,
                claims=claims(policy),
                sensors=self._parts.watch.found().sensors,
                never=NEVER,
                blind=BLIND,
            )
        )

    async def document(self, request: web.Request) -> web.Response:
        document = await _read(request, DocumentRequest)
        from redactor.documents import DocumentRefused  # office and PDF readers, only when a file is dropped

        try:
            text = await asyncio.to_thread(self._parts.document_text, document.name, document.data)
        except DocumentRefused as refused:
            return refuse(422, "document-refused", refused.reason)
        findings = (await self._parts.finder.find([text]))[0]
        return answer(preview(text, findings, language(request)))

    async def explain(self, request: web.Request) -> web.Response:
        explanation = self._parts.explain(await _read(request, ExplainRequest), datetime.now(UTC))
        if explanation is None:
            return refuse(404, "nothing-to-explain", Text("Решений пока не было.", "Nothing was decided yet."))
        return answer(explanation)

    async def pause(self, request: web.Request) -> web.Response:
        minutes = (await _read(request, PauseRequest)).minutes
        policy = self._parts.policy.current
        if policy is None or not 0 <= minutes <= policy.pause_minutes:
            return refuse(
                403,
                "pause-not-allowed",
                Text("Политика не разрешает такую паузу.", "The policy does not allow such a pause."),
            )
        await self._parts.watch.pause(datetime.now(UTC), timedelta(minutes=minutes))
        return answer(self._parts.hub.state())

    async def log(self, request: web.Request) -> web.Response:
        use, now = await _read(request, LogUse), datetime.now(UTC)
        if use.action is LogAction.EXPORTED:
            event = record.log_exported(now, format_name=str(use.format or LogFormat.JSONL), entries=use.entries)
        else:
            event = record.log_verified(now, whole=use.whole, entries=use.entries)
        await self._parts.log.append_async(event)
        return answer({})

    async def export(self, request: web.Request) -> web.Response:
        wanted = await _read(request, ExportRequest)
        from agent.export import export_anew  # the writers, only when somebody exports

        try:
            count = await asyncio.to_thread(export_anew, self._parts.log_path, wanted)
        except OSError as error:
            return refuse(507, "export", _not_written(error))
        await self._parts.log.append_async(
            record.log_exported(datetime.now(UTC), format_name=str(wanted.format), entries=count)
        )
        return answer(Exported(entries=count))

    async def metrics(self, request: web.Request) -> web.Response:
        policy = self._parts.policy.current
        if policy is None or not policy.metrics.prometheus:
            return refuse(
                404,
                "metrics-off",
                Text("Политика не включает счётчики.", "The policy does not switch counters on."),
            )
        return web.Response(text=self._parts.metrics(), content_type="text/plain")

    async def stop(self, request: web.Request) -> web.Response:
        self._parts.stopping.set()
        return answer({})


def language(request: web.Request) -> str:
    """ "ru" or "en" by the request's Accept-Language."""
    return "ru" if request.headers.get("Accept-Language", "").lower().startswith("ru") else "en"


def answer(message: object) -> web.Response:
    """A message as a JSON response."""
    return web.Response(body=encode(message), content_type="application/json", charset="utf-8")


def refuse(status: int, clause: str, sentence: Text) -> web.Response:
    """A refusal as a JSON response."""
    return web.Response(
        status=status, body=encode(Refusal(clause=clause, sentence=sentence)), content_type="application/json"
    )


def _told(handler: Handler) -> Handler:
    """The handler with what can go wrong told as a refusal."""

    async def told(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except RedactionError as error:
            return refuse(503, "redaction-unavailable", error.reason)
        except AuditError as error:
            return refuse(507, "log", error.reason)
        except ValueError:
            return refuse(400, "not-understood", NOT_UNDERSTOOD)
        except ConnectionResetError:
            raise
        except OSError:
            return refuse(
                507,
                "disk",
                Text("Не удалось записать: проверьте место на диске.", "Could not be written: check the disk space."),
            )

    return told


async def _read(request: web.Request, kind: type[M]) -> M:
    return decode(await request.read(), kind)


def _not_written(error: OSError) -> Text:
    why = reason_of(error)
    return Text(
        f"Файл не записан: {why.ru}. Прежние файлы не тронуты.",
        f"The file could not be written: {why.en}. No file was changed.",
    )


def _number(request: web.Request, name: str, otherwise: int) -> int:
    return max(0, int(request.query.get(name, otherwise)))


async def _open_stream(request: web.Request) -> web.StreamResponse:
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await stream.prepare(request)
    return stream
