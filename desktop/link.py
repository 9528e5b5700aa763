"""The line to the agent: its loopback API, through Qt's own network access (no thread, no second event loop).

Everything arrives in the window's thread as a call or a signal. A company proxy never sees it: no proxy is used.
Decision 0200 says why this is not httpx.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QByteArray, QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkProxy, QNetworkReply, QNetworkRequest
from shiboken6 import isValid

from agent import messages
from desktop.sse import EventStream
from desktop.words import language, translate

T = TypeVar("T")
Connect = Callable[[], tuple[messages.Endpoint, str] | None]

_WAITS_MS = (300, 600, 1200, 2500, 5000)  # between two tries to reach an agent that is away
_EAGER_TRIES = 60  # quick tries after a person pressed "Start protection"
_HTTP_STATUS = QNetworkRequest.Attribute.HttpStatusCodeAttribute


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a request came to nothing: a sentence for the person, and the raw text behind "Details"."""

    sentence: str
    clause: str
    details: str = ""


class Feed(QObject):
    """The events of one reply as they come. It owns the reply; nothing else holds on to it."""

    came = Signal(bytes)
    ended = Signal()

    def __init__(self, reply: QNetworkReply, parent: QObject) -> None:
        super().__init__(parent)
        self.reply = reply
        self._stream = EventStream()
        reply.readyRead.connect(self._read)
        reply.finished.connect(self._finish)

    def _read(self) -> None:
        if self.reply.isOpen() and _status(self.reply) < 400:  # the body of a refusal is read as a whole, at its end
            for data in self._stream.feed(bytes(self.reply.readAll().data())):
                self.came.emit(data)

    def _finish(self) -> None:
        self._read()
        self.ended.emit()
        self.reply.deleteLater()
        self.deleteLater()


class Answer(QObject):
    """One answer under way."""

    masked = Signal(object)
    delta = Signal(str)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, reply: QNetworkReply | None, parent: QObject) -> None:
        super().__init__(parent)
        self._over = False
        self._feed: Feed | None = None
        if reply is None:
            QTimer.singleShot(0, self, self._fail_away)
            return
        self._feed = Feed(reply, self)
        self._feed.came.connect(self._read)
        self._feed.ended.connect(self._finish)

    def abandon(self) -> None:
        """Listen no longer (the agent goes on and keeps the answer)."""
        self._over = True
        if self._feed is not None:
            self._feed.reply.abort()

    def _read(self, data: bytes) -> None:
        if self._over:
            return
        try:
            event: messages.AskEvent = messages.decode(data, messages.AskEvent)  # type: ignore[arg-type]  # a union
        except ValueError as error:
            self._fail(_unreadable(str(error)))
            return
        match event:
            case messages.Masked():
                self.masked.emit(event)
            case messages.Delta():
                self.delta.emit(event.text)
            case messages.Done():
                self._over = True
                self.done.emit(event)
            case messages.Failed():
                self._fail(Trouble(event.sentence.to(language()), event.clause, event.details))

    def _finish(self) -> None:
        feed, self._feed = self._feed, None
        if feed is not None and not self._over:
            self._fail(_trouble(feed.reply) if _status(feed.reply) != 200 else _cut())

    def _fail_away(self) -> None:
        self._fail(_away())

    def _fail(self, trouble: Trouble) -> None:
        if not self._over:
            self._over = True
            self.failed.emit(trouble)


class Link(QObject):
    """Follows the agent: its state, its notices, and whether it is there at all."""

    state_changed = Signal(object)
    went_away = Signal()
    noticed = Signal(object)
    found_changed = Signal(object)

    def __init__(self, connect: Connect, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connect = connect
        self._network = QNetworkAccessManager(self)
        self._network.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._follow)
        self._events: Feed | None = None
        self._failures = 0
        self._eager = 0
        self.state: messages.State | None = None

    def start(self) -> None:
        """Begin to follow the agent."""
        self._follow()

    def hurry(self) -> None:
        """The person has just started protection: look for it often for a while."""
        self._eager = _EAGER_TRIES
        if self._events is None:
            self._again.start(100)

    def close(self) -> None:
        """Follow no longer."""
        self._again.stop()
        if self._events is not None:
            events, self._events = self._events, None
            events.reply.abort()

    def get(self, path: str, kind: type[T], done: Callable[[T], None], failed: Callable[[Trouble], None]) -> None:
        """Ask for a value; exactly one of the two is called, later (none, where what asked is gone by then)."""
        self._expect(self._send("GET", path, None), kind, done, failed)

    def post(
        self, path: str, body: object, kind: type[T], done: Callable[[T], None], failed: Callable[[Trouble], None]
    ) -> None:
        """Give a value and take one back; exactly one of the two is called, later."""
        self._expect(self._send("POST", path, body), kind, done, failed)

    def put(self, path: str, body: object) -> None:
        """Leave a value with the agent; where it is away, the next one will do."""
        self._expect(self._send("PUT", path, body), dict, lambda _: None, lambda _: None)

    def ask(self, request: messages.AskRequest) -> Answer:
        """Put a question; the answer comes in pieces."""
        return Answer(self._send("POST", "/ask", request), self)

    def _send(self, method: str, path: str, body: object | None) -> QNetworkReply | None:
        where = self._connect()
        if where is None:
            return None
        endpoint, token = where
        request = QNetworkRequest(QUrl(endpoint.base_url.rstrip("/").removesuffix("/v1") + messages.API + path))
        request.setRawHeader(b"Authorization", b"Bearer " + token.encode())
        request.setRawHeader(b"Accept-Language", language().encode())
        request.setRawHeader(b"Content-Type", b"application/json")
        data = QByteArray(messages.encode(body)) if body is not None else QByteArray()
        return self._network.sendCustomRequest(request, method.encode(), data)

    def _expect(
        self, reply: QNetworkReply | None, kind: type[T], done: Callable[[T], None], failed: Callable[[Trouble], None]
    ) -> None:
        if reply is None:
            QTimer.singleShot(0, self, lambda: failed(_away()))
            return

        def finish() -> None:
            reply.deleteLater()
            if _is_gone(done):
                return
            if reply.error() != QNetworkReply.NetworkError.NoError:
                failed(_trouble(reply))
                return
            try:
                value = messages.decode(bytes(reply.readAll().data()), kind)
            except ValueError as error:
                failed(_unreadable(str(error)))
                return
            done(value)

        reply.finished.connect(finish)

    def _follow(self) -> None:
        if self._events is not None:
            return
        reply = self._send("GET", "/events", None)
        if reply is None:
            self._lose()
            return
        self._events = Feed(reply, self)
        self._events.came.connect(self._listen)
        self._events.ended.connect(self._hang_up)

    def _listen(self, data: bytes) -> None:
        try:
            event: messages.Event = messages.decode(data, messages.Event)  # type: ignore[arg-type]  # a union
        except ValueError:
            return  # an event of a newer agent: what we do not know we do not show
        self._tell(event)

    def _tell(self, event: messages.Event) -> None:
        self._failures, self._eager = 0, 0
        match event:
            case messages.StateChanged():
                self.state = event.state
                self.state_changed.emit(event.state)
            case messages.NoticeRaised():
                self.noticed.emit(event.notice)
            case messages.FoundChanged():
                self.found_changed.emit(event.sighting)

    def _hang_up(self) -> None:
        if self._events is not None:
            self._events = None
            self._lose()

    def _lose(self) -> None:
        self.state = None
        self.went_away.emit()
        wait = _WAITS_MS[min(self._failures, len(_WAITS_MS) - 1)]
        self._failures += 1
        if self._eager > 0:
            self._eager -= 1
            wait = 250
        self._again.start(wait)


def _is_gone(done: Callable[..., None]) -> bool:
    """Whether the window that asked was built anew meanwhile (in another language, say)."""
    owner = getattr(getattr(done, "func", done), "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)


def _status(reply: QNetworkReply) -> int:
    return int(reply.attribute(_HTTP_STATUS) or 0)


def _trouble(reply: QNetworkReply) -> Trouble:
    """What a failed reply says, in the person's language."""
    if not _status(reply):
        return _away(reply.errorString())
    body = bytes(reply.readAll().data())
    try:
        refusal = messages.decode(body, messages.Refusal)
    except ValueError:
        return _unreadable(f"HTTP {_status(reply)}")
    return Trouble(refusal.sentence.to(language()), refusal.clause)


def _away(details: str = "") -> Trouble:
    return Trouble(
        translate("Link", "Protection is not running. Nothing was sent; your text is kept."), "away", details
    )


def _cut() -> Trouble:
    return Trouble(translate("Link", "The answer stopped on its way. What arrived is kept; you can ask again."), "cut")


def _unreadable(details: str) -> Trouble:
    return Trouble(
        translate("Link", "Gnomon's parts are of different versions. Restart Gnomon, then try again."),
        "version",
        details,
    )
