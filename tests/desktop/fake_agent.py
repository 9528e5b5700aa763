# ruff: noqa: E501  # a sentence in two languages stays on one line
"""A small agent for the windows' tests: it speaks agent/messages.py over loopback and keeps everything in memory."""

import asyncio
import contextlib
import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from agent import messages as m
from policy.words import Text

TOKEN = "token-of-the-tests"
PERSON = re.compile(r"(?:Анн[аеуы]|Иван[ау]?|Maria|John) [А-ЯA-Z]\w+")
PHONE = re.compile(r"\+7[\d ()-]{10,16}\d")
INN = re.compile(r"\b\d{10,12}\b")
KINDS = (("PERSON", PERSON, Text("имя", "name")), ("PHONE", PHONE, Text("телефон", "phone")), ("RU_INN", INN, Text("ИНН", "tax number")))  # fmt: skip

ANSWER_EN = """Here is a draft. It keeps the tone **friendly and short**.

## Letter

Dear [name 1], we would like to move the delivery under contract 7.2 to **12 March**.

1. Contract number and sum
2. Who is in copy: `logistics@example.com`
3. Penalties, see *clause 7.2*

```python
def days_late(due: date, shipped: date) -> int:
    \"\"\"How many days late is it?\"\"\"
    return max((shipped - due).days, 0)  # never negative
```

| Item | Was | Is |
|---|---|---|
| Shipment | 1 March | 12 March |
| Penalty | 0.1 % | none |
"""
ANSWER_RU = """Вот черновик. Тон **вежливый и короткий**.

## Письмо поставщику

Уважаемая Анна Петрова, просим перенести отгрузку по договору 7.2 на **12 марта**.

1. Номер договора и сумма
2. Кто в копии: `logistics@example.ru`
3. Штрафные санкции, *пункт 7.2*

```python
def days_late(due: date, shipped: date) -> int:
    \"\"\"Сколько дней просрочки?\"\"\"
    return max((shipped - due).days, 0)  # не меньше нуля
```

| Пункт | Было | Стало |
|---|---|---|
| Отгрузка | 1 марта | 12 марта |
| Штраф | 0,1 % | без штрафа |
"""


def masked(text: str) -> tuple[m.MaskedItem, ...]:
    """What this agent would mask."""
    items: list[m.MaskedItem] = []
    for entity, pattern, kind in KINDS:
        for number, found in enumerate(pattern.finditer(text), 1):
            label = Text(f"[{kind.ru} {number}]", f"[{kind.en} {number}]")
            place = {"start": found.start(), "end": found.end()}
            items.append(m.MaskedItem(label=label, kind=kind, entity=entity, value=found[0], **place))
    return tuple(sorted(items, key=lambda item: item.start))


def state(**changes: Any) -> m.State:
    """A state in which everything works."""
    values: dict[str, Any] = {
        "protection": m.Protection.PROTECTED,
        "sentence": Text("Защита работает: личные данные не покидают компьютер.", "Protected: personal data stays on this computer."),
        "version": "0.1.0",
        "base_url": "http://127.0.0.1:1/v1",
        "policy": m.PolicyState(name="northwind", version=42, mode="coach", signer="security@northwind.example", expires="2027-03-01T00:00:00+00:00"),
        "gateway": Text("шлюз компании", "Northwind gateway"),
        "models": ("corp-llm-l", "corp-llm-s"),
        "assistants": tuple(
            m.AssistantCard(id=name, name=Text(ru, en))
            for name, ru, en in (
                ("mail", "Переписать письмо", "Rewrite an e-mail"), ("sum", "Кратко пересказать", "Summarise"),
                ("tr", "Перевести", "Translate"), ("contract", "Проверить договор", "Contract check"),
            )
        ),
        "examples": (
            Text("Сделай вежливое письмо поставщику о переносе срока", "Write a polite letter to a supplier about a new date"),
            Text("Перескажи протокол встречи в пяти пунктах", "Summarise the minutes of a meeting in five points"),
            Text("Объясни пункт договора простыми словами", "Explain a clause of a contract in plain words"),
        ),
        "redactor_ready": True,
        "pause_minutes": 15,
        "sent_today": 7, "masked_today": 23, "found_today": 2,
    }  # fmt: skip
    return m.State(**(values | changes))


def notice() -> m.Notice:
    """A notice about a tool in the browser."""
    return m.Notice(
        id="deepseek-20261121", tool="deepseek", tool_name="DeepSeek", surface="web",
        sentence=Text("Для этого есть более безопасный способ.", "There is a safer way to do this."),
        action=Text("Продолжить в Gnomon", "Continue in Gnomon"),
        why=Text(
            "Замечен DeepSeek. Правило «consumer-llm-coach» политики версии 42. Основание: история браузера за сегодня.",
            "DeepSeek was seen. Rule “consumer-llm-coach” of policy version 42. Evidence: today's browser history.",
        ),
    )  # fmt: skip


class FakeAgent:
    """Runs in a thread of its own. Change `state` with `set_state`; read `asked`, `draft`, `notices`."""

    def __init__(self, *, answer: str = ANSWER_EN, pause: float = 0.0, fail: m.Failed | None = None) -> None:
        self.state, self.answer, self.pause, self.fail = state(), answer, pause, fail
        self.draft = m.Draft(text="")
        self.asked: list[m.AskRequest] = []
        self.notices: list[m.NoticeAnswer] = []
        self.stopped: list[str] = []
        self.conversations: dict[str, m.Conversation] = {}
        self.headers: list[dict[str, str]] = []
        self.activity = _activity()
        self._queues: list[asyncio.Queue[m.Event]] = []
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.port = 0

    def start(self) -> "FakeAgent":
        """Listen on loopback."""
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def stop(self) -> None:
        """End, and cut every connection."""
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join(10)

    @property
    def runs(self) -> bool:
        """Whether it listens."""
        return self._thread.is_alive()

    @property
    def listeners(self) -> int:
        """How many follow the events."""
        return len(self._queues)

    def connect(self) -> tuple[m.Endpoint, str] | None:
        """What `read_endpoint` would say."""
        endpoint = m.Endpoint(base_url=f"http://127.0.0.1:{self.port}", pid=1, version="0.1.0")
        return (endpoint, TOKEN) if self._thread.is_alive() else None

    def set_state(self, **changes: Any) -> None:
        """The state is another from now on."""
        self.state = state(**changes)
        self.tell(m.StateChanged(state=self.state))

    def tell(self, event: m.Event) -> None:
        """Send an event to every listener."""
        for queue in list(self._queues):
            self._loop.call_soon_threadsafe(queue.put_nowait, event)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop_answers, self._ending = asyncio.Event(), asyncio.Event()
        app = web.Application(middlewares=[self._guard], client_max_size=32 * 1024 * 1024)
        for method, path, handler in self._routes():
            app.router.add_route(method, m.API + path, handler)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        self._ready.set()
        await self._ending.wait()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()  # listeners for events
        await runner.cleanup()

    def _routes(self) -> list[tuple[str, str, Callable[[web.Request], Any]]]:
        return [
            ("GET", "/state", self._value(lambda _: self.state)), ("GET", "/events", self._events),
            ("POST", "/preview", self._preview), ("POST", "/ask", self._ask), ("POST", "/ask/stop", self._ask_stop),
            ("POST", "/conversation", self._conversation), ("GET", "/draft", self._value(lambda _: self.draft)),
            ("PUT", "/draft", self._put_draft), ("GET", "/activity", self._value(lambda _: self.activity)),
            ("GET", "/sightings", self._value(lambda _: found())), ("POST", "/scan", self._value(lambda _: found())),
            ("POST", "/notice", self._notice), ("GET", "/transparency", self._value(lambda _: transparency(self.state))),
            ("POST", "/pause", self._pause), ("POST", "/document", self._document),
        ]  # fmt: skip

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.headers.append(dict(request.headers))
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            refusal = m.Refusal(clause="token", sentence=Text("Нет доступа.", "No access."))
            return web.Response(status=401, body=m.encode(refusal), content_type="application/json")
        response: web.StreamResponse = await handler(request)
        return response

    def _value(self, value: Callable[[web.Request], object]) -> Callable[[web.Request], Any]:
        async def handler(request: web.Request) -> web.Response:
            return _json(value(request))

        return handler

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = await _stream(request)
        queue: asyncio.Queue[m.Event] = asyncio.Queue()
        queue.put_nowait(m.StateChanged(state=self.state))
        self._queues.append(queue)
        try:
            while True:
                await response.write(b"data: " + m.encode(await queue.get()) + b"\n\n")
        finally:
            self._queues.remove(queue)

    async def _preview(self, request: web.Request) -> web.Response:
        text = m.decode(await request.read(), m.PreviewRequest).text
        return _json(m.Preview(items=masked(text), text=text))

    async def _ask(self, request: web.Request) -> web.StreamResponse:
        wanted = m.decode(await request.read(), m.AskRequest)
        self.asked.append(wanted)
        name = wanted.conversation or f"c{len(self.asked)}"
        response = await _stream(request)
        self._stop_answers.clear()
        turns = (*self.conversations[name].turns,) if name in self.conversations else ()
        question = m.Turn(role="user", text=wanted.text, masked=masked(wanted.text))
        await _say(response, m.Masked(conversation=name, items=question.masked))
        if self.fail is not None:
            await _say(response, self.fail)
            return response
        sent = ""
        for piece in re.findall(r"\s*\S+\s*", self.answer):
            if self._stop_answers.is_set():
                break
            sent += piece
            self.conversations[name] = m.Conversation(
                id=name, turns=(*turns, question, m.Turn(role="assistant", text=sent)), pending=True
            )
            with contextlib.suppress(ConnectionError):  # the window is gone: the answer goes on here
                await _say(response, m.Delta(text=piece))
            if self.pause:
                await asyncio.sleep(self.pause)
        self.conversations[name] = m.Conversation(id=name, turns=self.conversations[name].turns)
        with contextlib.suppress(ConnectionError):
            await _say(response, m.Done(conversation=name, model="corp-llm-l", stopped=self._stop_answers.is_set()))
        return response

    async def _ask_stop(self, request: web.Request) -> web.Response:
        self.stopped.append(m.decode(await request.read(), m.ConversationRequest).conversation)
        self._stop_answers.set()
        return _json({})

    async def _conversation(self, request: web.Request) -> web.Response:
        name = m.decode(await request.read(), m.ConversationRequest).conversation
        if name not in self.conversations:
            return _json(m.Refusal(clause="unknown", sentence=Text("Нет такой беседы.", "No such conversation.")), 404)
        return _json(self.conversations[name])

    async def _put_draft(self, request: web.Request) -> web.Response:
        self.draft = m.decode(await request.read(), m.Draft)
        return _json({})

    async def _notice(self, request: web.Request) -> web.Response:
        self.notices.append(m.decode(await request.read(), m.NoticeAnswer))
        return _json({})

    async def _pause(self, request: web.Request) -> web.Response:
        until = datetime.now(UTC) + timedelta(minutes=m.decode(await request.read(), m.PauseRequest).minutes)
        self.set_state(
            protection=m.Protection.PAUSED,
            sentence=Text("Подсказки на паузе: ещё 15 мин.", "Notices are paused: 15 min left."),
            paused_until=until.isoformat(),
        )
        return _json(self.state)

    async def _document(self, request: web.Request) -> web.Response:
        text = m.decode(await request.read(), m.DocumentRequest).data.decode()
        items, language = masked(text), request.headers["Accept-Language"]
        return _json(m.Preview(items=items, text=_labelled(text, items, language)))


def _labelled(text: str, items: tuple[m.MaskedItem, ...], language: str) -> str:
    for item in reversed(items):
        text = text[: item.start] + item.label.to(language) + text[item.end :]
    return text


def _json(value: object, status: int = 200) -> web.Response:
    return web.Response(status=status, body=m.encode(value), content_type="application/json")


async def _stream(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    return response


async def _say(response: web.StreamResponse, event: m.AskEvent) -> None:
    await response.write(b"data: " + m.encode(event) + b"\n\n")


def _activity() -> m.Activity:
    now = datetime.now(UTC)
    told = (
        ("prompt.closed", "Ответ получен.", "The answer arrived.", 1),
        ("prompt.opened", "Вопрос отправлен в шлюз компании; скрыто значений: 3.", "A question went to the Northwind gateway; values masked: 3.", 1),
        ("notice.shown", "Показана подсказка о DeepSeek.", "A hint about DeepSeek was shown.", 26),
        ("tool.seen", "Замечен инструмент ИИ: DeepSeek (в браузере).", "An AI tool was seen: DeepSeek (in the browser).", 26),
        ("policy.loaded", "Действует политика версии 42.", "Policy version 42 is in force.", 120),
    )  # fmt: skip
    rows = tuple(
        m.ActivityRow(seq=90 - index, at=(now - timedelta(hours=hours)).isoformat(), kind=kind, sentence=Text(ru, en),
            record={"seq": 90 - index, "kind": kind, "facts": {"gateway": "northwind", "masked": {"pii.person": 2, "pii.phone": 1}}})
        for index, (kind, ru, en, hours) in enumerate(told)
    )  # fmt: skip
    return m.Activity(rows=rows, total=len(rows))


def found() -> m.Found:
    """Three tools, and a sensor that could not look."""
    card: dict[str, Any] = {"count": 12, "first_day": "2026-11-18", "last_day": "2026-11-21"}
    seen = Text("История браузера: адрес chat.deepseek.com", "Browser history: host chat.deepseek.com")
    return m.Found(
        sightings=(
            m.SightingCard(tool="deepseek", name="DeepSeek", vendor="Hangzhou DeepSeek", surface="web", confidence="confirmed", state="used", evidence=(seen,), verdict="coach", rule="consumer-llm-coach", **card),
            m.SightingCard(tool="ollama", name="Ollama", vendor="Ollama Inc.", surface="server", confidence="confirmed", state="running", evidence=(Text("Порт 11434 отвечает", "Port 11434 answers"),), verdict="monitor", rule="default", **card),
            m.SightingCard(tool="copilot", name="GitHub Copilot", vendor="GitHub", surface="plugin", confidence="likely", state="installed", evidence=(Text("Расширение редактора", "Editor extension github.copilot"),), verdict="allow", rule="approved", **card),
        ),
        sensors=(
            m.SensorCard(name="history", status="ok", looked_at=2, sentence=Text("История двух профилей браузера", "History of two browser profiles")),
            m.SensorCard(name="processes", status="partial", looked_at=140, sentence=Text("Запущенные программы", "Running programs")),
        ),
        partial=True,
        scanned=datetime.now(UTC).isoformat(),
    )  # fmt: skip


def transparency(now: m.State) -> m.Transparency:
    """Claims as the agent computes them."""
    told = (
        (m.Column.STAYS, "Имена, телефоны, номера документов, ключи и пароли: вместо них уходят условные метки, а значения остаются в памяти этого компьютера.", "Names, phones, document numbers, keys and passwords: stand-ins leave instead, the values stay in this computer's memory.", "gateways"),
        (m.Column.STAYS, "Черновик и ваши беседы: зашифрованы, удаляются через 30 дн.", "Your draft and conversations: encrypted, removed after 30 days.", "retention"),
        (m.Column.STAYS, "Картинки: не отправляются.", "Images: not sent.", "content.images"),
        (m.Column.GATEWAY, "Ваши вопросы со скрытыми данными: шлюз компании.", "Your questions with the data masked: Northwind gateway.", "gateways.northwind"),
        (m.Column.EMPLOYER, "О каждом вопросе: время, программа, модель, решение и сколько значений какого вида скрыто. Не текст.", "Of each question: time, program, model, decision, and how many values of which kind were masked. No text.", "code"),
        (m.Column.EMPLOYER, "Записи хранятся 400 дн.", "Records are kept for 400 days.", "retention"),
        (m.Column.EMPLOYER, "О найденном инструменте ИИ: какой, где найден, день и число раз.", "Of an AI tool that was found: which, where, the day and how often.", "sensors"),
    )  # fmt: skip
    return m.Transparency(
        policy=now.policy,
        claims=tuple(m.Claim(column=column, text=Text(ru, en), source=source) for column, ru, en, source in told),
        sensors=found().sensors,
        never=(Text("Текст вопросов и ответов в журнале", "The text of questions and answers in the log"), Text("Нажатия клавиш и снимки экрана", "Keystrokes and screenshots")),
        blind=(Text("Телефоны и личные компьютеры", "Phones and personal computers"), Text("Приватные окна браузера", "Private windows of the browser")),
    )  # fmt: skip
