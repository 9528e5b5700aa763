# ruff: noqa: E501  # a sentence in two languages stays on one line
"""A small agent for the windows' tests: it speaks agent/messages.py over loopback and keeps everything in memory."""

import contextlib
import queue
import re
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from agent import messages as m
from policy.words import Text

TOKEN = "token-of-the-tests"
NOON = datetime(2027, 3, 1, 12).astimezone()  # the policy's end: on that day in every zone
PERSON = re.compile(r"(?:Анн[аеуы]|Иван[ау]?|Maria|John) [А-ЯA-Z]\w+")
PHONE = re.compile(r"\+7[\d ()-]{10,16}\d")
INN = re.compile(r"\b\d{10,12}\b")
KINDS = (("PERSON", PERSON, Text("имя", "name")), ("PHONE", PHONE, Text("телефон", "phone")), ("RU_INN", INN, Text("ИНН", "tax number")))  # fmt: skip

ANSWER_EN = """Here is a draft. It keeps the tone **friendly and short**.

## Letter

Dear Maria Petrova, we would like to move the delivery under contract 7.2 to **12 March**.

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
        "policy": m.PolicyState(name="northwind", title=Text("Политика «Норд»", "Northwind policy"), version=42, mode="coach", signer="security@northwind.example", signed=True, expires=NOON.isoformat()),
        "gateway": Text("шлюз компании", "Northwind gateway"),
        "models": ("corp-llm-l", "corp-llm-s"),
        "assistants": tuple(
            m.AssistantCard(id=name, name=Text(ru, en), hint=Text(f"{ru}: что?", f"{en}: what?"))
            for name, ru, en in (
                ("mail", "Переписать письмо", "Rewrite an e-mail"), ("sum", "Кратко пересказать", "Summarise"),
                ("tr", "Перевести", "Translate"), ("contract", "Проверить договор", "Contract check"),
            )
        ),
        "examples": (
            m.Example(text=Text("Сделай вежливое письмо поставщику о переносе срока", "Write a polite letter to a supplier about a new date"), assistant="mail"),
            m.Example(text=Text("Перескажи протокол встречи в пяти пунктах", "Summarise the minutes of a meeting in five points"), assistant="sum"),
            m.Example(text=Text("Объясни пункт договора простыми словами", "Explain a clause of a contract in plain words")),
            m.Example(text=Text("Поблагодари за встречу", "Say thanks for the meeting"), assistant="mail"),
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
    """Runs in threads of its own. Change `state` with `set_state`; read `asked`, `draft`, `notices`."""

    def __init__(self, *, answer: str = ANSWER_EN, pause: float = 0.0, fail: m.Failed | None = None) -> None:
        self.state, self.answer, self.pause, self.fail = state(), answer, pause, fail
        self.draft = m.Draft(text="")
        self.asked: list[m.AskRequest] = []
        self.notices: list[m.NoticeAnswer] = []
        self.stopped: list[str] = []
        self.exported: list[m.ExportRequest] = []
        self.cases: list[m.KeptCase] = []
        self.conversations: dict[str, m.Conversation] = {}
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.activity = _activity()
        self.queues: list[queue.Queue[m.Event | None]] = []
        self.stop_answers = threading.Event()
        self.runs = False
        self._server = Server(self)
        self._thread = threading.Thread(target=lambda: self._server.serve_forever(0.02), daemon=True)

    def start(self) -> "FakeAgent":
        """Listen on loopback."""
        self.runs = True
        self._thread.start()
        return self

    def stop(self) -> None:
        """End, and cut every connection as a crash does."""
        self.runs = False
        self._server.shutdown()
        self._server.cut()
        for listener in list(self.queues):
            listener.put(None)
        self._server.server_close()  # waits for the threads
        self._thread.join(10)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._server.server_address[1]

    @property
    def listeners(self) -> int:
        """How many follow the events."""
        return len(self.queues)

    def connect(self) -> tuple[m.Endpoint, str] | None:
        """What `read_endpoint` would say."""
        endpoint = m.Endpoint(base_url=f"http://127.0.0.1:{self.port}", pid=1, version="0.1.0")
        return (endpoint, TOKEN) if self.runs else None

    def keep(self, name: str, *texts: str) -> None:
        """Have a conversation: questions and answers in turn."""
        turns = (m.Turn(role="assistant" if place % 2 else "user", text=text) for place, text in enumerate(texts))
        self.conversations[name] = m.Conversation(id=name, turns=tuple(turns))

    def set_state(self, **changes: Any) -> None:
        """The state is another from now on."""
        self.state = state(**changes)
        self.tell(m.StateChanged(state=self.state))

    def tell(self, event: m.Event) -> None:
        """Send an event to every listener."""
        for listener in list(self.queues):
            listener.put(event)

    def value(self, path: str, body: bytes, language: str) -> object:
        """The answer to a plain request; None for an unknown one."""
        match path:
            case "/state":
                return self.state
            case "/preview":
                text = m.decode(body, m.PreviewRequest).text
                return m.Preview(items=masked(text), text=_labelled(text, masked(text), language))
            case "/document":
                text = m.decode(body, m.DocumentRequest).data.decode()
                return m.Preview(items=masked(text), text=_labelled(text, masked(text), language))
            case "/draft":
                self.draft = m.decode(body, m.Draft) if body else self.draft
                return self.draft
            case "/activity":
                return self.activity
            case "/sightings" | "/scan":
                return found()
            case "/transparency":
                return transparency(self.state)
            case "/notice":
                self.notices.append(m.decode(body, m.NoticeAnswer))
                return {}
            case "/ask/stop":
                self.stopped.append(m.decode(body, m.ConversationRequest).conversation)
                self.stop_answers.set()
                return {}
            case "/conversation":
                return self.conversations.get(m.decode(body, m.ConversationRequest).conversation)
            case "/history":
                return self._history(m.decode(body, m.HistoryRequest))
            case "/conversation/forget":
                self.conversations.pop(m.decode(body, m.ConversationRequest).conversation, None)
                return {}
            case "/conversations/forget":
                self.conversations.clear()
                return {}
            case "/case":
                kept = m.decode(body, m.CaseRequest)
                text, answer = (_labelled(one, masked(one), language) for one in (kept.text, kept.answer))
                self.cases.insert(
                    0, m.KeptCase(id=str(len(self.cases)), text=text, answer=answer, assistant=kept.assistant)
                )
                return self.cases[0]
            case "/cases":
                return m.Cases(rows=tuple(self.cases))
            case "/case/forget":
                self.cases = [one for one in self.cases if one.id != m.decode(body, m.CaseName).case]
                return {}
            case "/export":
                wanted = m.decode(body, m.ExportRequest)
                self.exported.append(wanted)
                return m.Exported(entries=self.activity.total)
            case "/pause":
                sentence = Text("Подсказки на паузе: ещё 15 мин.", "Hints are paused: 15 min left.")
                pause = {"protection": m.Protection.PAUSED, "sentence": sentence}
                self.set_state(**pause if m.decode(body, m.PauseRequest).minutes else {})
                return self.state
        return None

    def _history(self, wanted: m.HistoryRequest) -> m.History:
        kept = [one for one in reversed(self.conversations.values()) if wanted.words in str(one.turns)]
        rows = [
            m.KeptTalk(
                id=one.id, at=datetime.now(UTC).isoformat(), title=one.turns[0].text, excerpt=one.turns[-1].text[:120],
                questions=len(one.turns) // 2,
            )
            for one in kept
        ]  # fmt: skip
        return m.History(rows=tuple(rows[: wanted.limit]), more=len(rows) > wanted.limit)

    def exchange(self, wanted: m.AskRequest) -> Iterator[m.AskEvent]:
        """One question and the events of its answer. Goes on to its end also when nobody listens."""
        self.asked.append(wanted)
        self.stop_answers.clear()
        name = wanted.conversation or f"c{len(self.asked)}"
        turns = self.conversations[name].turns if name in self.conversations else ()
        question = m.Turn(role="user", text=wanted.text, masked=masked(wanted.text))
        yield m.Masked(conversation=name, items=question.masked)
        if self.fail is not None:
            yield self.fail
            return
        sent = ""
        for piece in re.findall(r"\s*\S+\s*", self.answer):
            if not self.runs:
                return  # as a crash leaves it
            if self.stop_answers.is_set():
                break
            sent += piece
            answer = m.Turn(role="assistant", text=sent)
            self.conversations[name] = m.Conversation(id=name, turns=(*turns, question, answer), pending=True)
            yield m.Delta(text=piece)
            time.sleep(self.pause)
        self.conversations[name] = m.Conversation(id=name, turns=self.conversations[name].turns)
        yield m.Done(conversation=name, model="corp-llm-l", stopped=self.stop_answers.is_set())


class Server(ThreadingHTTPServer):
    """Knows its connections, so that it can cut them."""

    daemon_threads = False

    def __init__(self, agent: FakeAgent) -> None:
        self.agent = agent
        self._connections: list[socket.socket] = []
        super().__init__(("127.0.0.1", 0), Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection."""
        self._connections.append(request)
        super().process_request(request, client_address)

    def cut(self) -> None:
        """End every connection in the middle."""
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A window that has gone is no error."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is given
        """Quiet."""

    def do_GET(self) -> None:
        """Answer."""
        self._answer()

    do_POST = do_PUT = do_GET

    def _answer(self) -> None:
        agent = self.server.agent
        agent.headers.append({name.lower(): value for name, value in self.headers.items()})
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.removeprefix(m.API).partition("?")[0]
        agent.paths.append(path)
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._send(m.Refusal(clause="token", sentence=Text("Нет доступа.", "No access.")), 401)
        elif path == "/events":
            self._events(agent)
        elif path == "/ask":
            self._ask(agent, m.decode(body, m.AskRequest))
        else:
            value = agent.value(path, body, self.headers.get("Accept-Language", "en"))
            missing = m.Refusal(clause="unknown", sentence=Text("Нет такого.", "No such thing."))
            self._send(missing if value is None else value, 404 if value is None else 200)

    def _events(self, agent: FakeAgent) -> None:
        self._head(200, "text/event-stream")
        listener: queue.Queue[m.Event | None] = queue.Queue()
        listener.put(m.StateChanged(state=agent.state))
        agent.queues.append(listener)
        while (event := listener.get()) is not None:
            self._say(event)
        agent.queues.remove(listener)

    def _ask(self, agent: FakeAgent, wanted: m.AskRequest) -> None:
        self._head(200, "text/event-stream")
        for event in agent.exchange(wanted):
            with contextlib.suppress(OSError):
                self._say(event)

    def _say(self, event: m.Event | m.AskEvent) -> None:
        self.wfile.write(b"data: " + m.encode(event) + b"\n\n")

    def _send(self, value: object, status: int) -> None:
        data = m.encode(value)
        self._head(status, "application/json", len(data))
        self.wfile.write(data)

    def _head(self, status: int, kind: str, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()


def _labelled(text: str, items: tuple[m.MaskedItem, ...], language: str) -> str:
    for item in reversed(items):
        text = text[: item.start] + item.label.to(language) + text[item.end :]
    return text


def _activity() -> m.Activity:
    now = datetime.now(UTC)
    told = (
        ("prompt.closed", "Ответ получен.", "The answer arrived.", 0),
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
