"""One prompt to the approved gateway and its answer back: `Journey.answer` is the order in which things happen."""

import asyncio
import logging
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

import aiohttp
from aiohttp import web

from policy.decide import decide_prompt, model_approved
from policy.model import Caller, Decision, Gateway, Policy, Verb
from policy.words import Text
from proxy.budget import Spending
from proxy.content import Extract, cannot_be_masked, refuse_media
from proxy.form import boundary_of
from proxy.gateway import KEPT_REQUEST_HEADERS, GatewayError, Gateways, Outgoing, key_headers
from proxy.masking import Finder, Found, Memory, look, replacements
from proxy.metrics import Metrics
from proxy.question import Question, read_question
from proxy.refusal import Refusal, Refused
from proxy.reply import Reply, Tally
from proxy.restoring import Allowed, Answer
from proxy.routes import Body, Endpoint, upstream_url
from proxy.walk import signature_digest
from redactor.codes import Codes
from redactor.finding import RedactionError
from redactor.originals import Originals

LARGE_BODY = 256 * 1024  # bytes; larger ones are read in a thread, so that other streams go on
REMEMBERED_ANSWERS = 256
REMEMBERED_SIGNATURES = 4_096
_STANDING = frozenset(("no-policy", "policy-expired", "kill-switch", "program-not-allowed", "gateway-not-approved"))
# Values of headers that go on: names of versions and beta features; an e-mail address does not fit.
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.,;=*/+ \-]{0,512}")
_log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """How an exchange ended."""

    OPEN = "open"
    OK = "ok"
    BLOCKED = "blocked"
    TRUNCATED = "truncated"
    CLIENT_ABORT = "client_abort"
    UPSTREAM_ERROR = "upstream_error"
    DETECTOR_ERROR = "detector_error"


@dataclass(frozen=True, slots=True)
class Exchange:
    """What happened, without a word of what was said.

    counts: policy class → findings. bytes_out: body sent to the gateway; bytes_in: body received from it. tokens_in,
    tokens_out: as the gateway counted them, 0 when it did not say. scanned: strings looked at. status: HTTP status of
    the gateway, 0 when it was not asked.
    """

    id: str
    gateway: str
    model: str
    dialect: str
    route: str
    caller: Caller
    decision: Decision
    counts: Mapping[str, int]
    outcome: Outcome
    started: datetime
    ended: datetime | None = None
    bytes_out: int = 0
    bytes_in: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    scanned: int = 0
    status: int = 0
    stream: bool = False
    justified: bool = False


class Recorder(Protocol):
    """Writes down what happens, durably."""

    async def opened(self, exchange: Exchange) -> None:
        """Before anything is sent. Whatever it raises: nothing is sent."""
        ...

    async def closed(self, exchange: Exchange) -> None:
        """After the end, exactly once."""
        ...


@dataclass(frozen=True, slots=True)
class Person:
    """Whose device this is, as far as the policy's rules ask."""

    user: str = ""
    department: str = ""
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ports:
    """What the journey needs from outside. credentials: the key of a gateway; key: of the placeholders (32 bytes)."""

    policy: Callable[[], Policy | None]
    finder: Finder
    recorder: Recorder
    credentials: Callable[[Gateway], str]
    key: Callable[[], bytes]
    person: Callable[[], Person]
    extract: Extract | None


@dataclass(frozen=True, slots=True)
class _Examined:
    """What was found and decided; with a refusal the prompt goes no further."""

    found: Found
    decision: Decision
    refusal: Refusal | None = None
    outcome: Outcome = Outcome.BLOCKED


_NOTHING = Found((), ())
_NOT_RECORDED = Refusal(
    503,
    "record-failed",
    Text(
        ru="Запись в журнал не удалась, поэтому ничего не отправлено. Освободите место на диске и повторите.",
        en="The record could not be written, so nothing was sent. Free some disk space and try again.",
    ),
)
_HOW_TO_JUSTIFY = Text(
    ru=" Укажите причину в заголовке X-Gnomon-Justification и повторите.",
    en=" Give a reason in the header X-Gnomon-Justification and try again.",
)


class Journey:
    """The way of every prompt. One for the whole proxy; what differs is in the arguments of `answer`."""

    def __init__(self, ports: Ports, gateways: Gateways, spending: Spending, metrics: Metrics) -> None:
        self._ports = ports
        self._gateways = gateways
        self._spending = spending
        self._metrics = metrics
        self._memory = Memory()
        self._memory_of: Policy | None = None
        self._answers: OrderedDict[str, Originals] = OrderedDict()
        self._signatures: OrderedDict[str, None] = OrderedDict()
        self._records: set[asyncio.Task[None]] = set()

    async def answer(
        self, request: web.BaseRequest, endpoint: Endpoint, query: str, body: bytes, caller: Caller
    ) -> web.StreamResponse:
        """One prompt, from its body to the last byte of the answer.

        Raises:
            Refused: it went no further, or the gateway gave no answer that could be passed on.
        """
        policy = self._ports.policy()
        question = await _read(body, request.headers.get("Content-Type", ""), endpoint)
        gateways = _gateways_for(policy, question.model, self._ports.person())
        examined = await self._examine(policy, question, gateways, caller, request)
        exchange = _begin(request, endpoint, question, gateways, caller, examined)
        await self._open(exchange)
        tally = Tally(gateway=exchange.gateway)
        outcome = Outcome.CLIENT_ABORT
        try:
            if examined.refusal is not None:
                outcome = examined.outcome
                raise Refused(examined.refusal)
            masked, originals = self._mask(question, examined)
            outgoing = _outgoing(request, endpoint, query, masked)
            upstream = await self._send(gateways, endpoint, outgoing, tally)
            try:
                known = self._known(question, originals)
                answer = Answer(endpoint.dialect, known, _allowed(policy))
                response = await Reply(request, endpoint, upstream, answer, tally, exchange.id).send()
                self._remember(tally, known)
                outcome = _outcome(tally)
                return response
            finally:
                upstream.close()
        except RedactionError as error:
            outcome = Outcome.DETECTOR_ERROR
            raise Refused(_unavailable(error)) from error
        except GatewayError as error:
            outcome = Outcome.UPSTREAM_ERROR
            raise Refused(error.refusal) from error
        finally:
            self._close(exchange, outcome, tally)

    async def fetch(
        self, request: web.BaseRequest, endpoint: Endpoint, query: str, caller: Caller
    ) -> web.StreamResponse:
        """A request without a prompt (list of models, a kept answer): decided and passed on, but no exchange.

        Raises:
            Refused: as for `answer`.
        """
        policy = self._ports.policy()
        decision = self._decide(policy, policy.gateways[:1] if policy else (), "", {}, caller)
        if policy is None or (decision.verdict is Verb.BLOCK and decision.rule in _STANDING):
            raise Refused(Refusal(403, decision.rule, decision.reason))
        try:
            outgoing = _outgoing(request, endpoint, query, None)
            tally = Tally()
            upstream = await self._send(policy.gateways[:1], endpoint, outgoing, tally)
            try:
                kept = self._answers.get(endpoint.path.removeprefix("/responses/").partition("/")[0], Originals())
                answer = Answer(endpoint.dialect, kept, _allowed(policy))
                return await Reply(request, endpoint, upstream, answer, tally, "").send()
            finally:
                upstream.close()
        except GatewayError as error:
            raise Refused(error.refusal) from error

    async def drain(self) -> None:
        """Wait until every closing record is written."""
        while self._records:
            await asyncio.wait(set(self._records))

    # -- looking and deciding

    async def _examine(
        self,
        policy: Policy | None,
        question: Question,
        gateways: Sequence[Gateway],
        caller: Caller,
        request: web.BaseRequest,
    ) -> _Examined:
        try:
            found = await self._look(policy, question, gateways)
            decision = self._decide(policy, gateways, question.model, found.counts(), caller)
            refusal = _verdict_refusal(decision, request) or await self._content_refusal(policy, question, found)
        except RedactionError as error:
            decision = self._decide(policy, gateways, question.model, {}, caller)
            refusal = _unavailable(error)
            return _Examined(_NOTHING, _refused_by(decision, refusal), refusal, Outcome.DETECTOR_ERROR)
        if refusal is not None and decision.verdict is not Verb.BLOCK:
            decision = _refused_by(decision, refusal)
        return _Examined(found, decision, refusal)

    async def _look(self, policy: Policy | None, question: Question, gateways: Sequence[Gateway]) -> Found:
        """Nothing is looked for where nothing can be sent, or where the policy has switched masking off."""
        if policy is None or not gateways or not gateways[0].masking:
            return _NOTHING
        if policy is not self._memory_of:
            self._memory.clear()
            self._memory_of = policy
        return await look(question.walk, self._ports.finder, self._memory)

    def _decide(
        self,
        policy: Policy | None,
        gateways: Sequence[Gateway],
        model: str,
        counts: Mapping[str, int],
        caller: Caller,
    ) -> Decision:
        person = self._ports.person()
        return decide_prompt(
            policy,
            gateway=gateways[0].id if gateways else "",
            model=model,
            entities=counts,
            caller=caller,
            now=datetime.now(UTC),
            user=person.user,
            department=person.department,
            groups=person.groups,
        )

    async def _content_refusal(self, policy: Policy | None, question: Question, found: Found) -> Refusal | None:
        if policy is None:
            return None
        person = self._ports.person()
        used_up = self._spending.refusal(policy, _today(), department=person.department, groups=person.groups)
        if used_up is not None:
            return used_up
        unmaskable = cannot_be_masked(question, found, self._signatures)
        if unmaskable is not None or not question.media:
            return unmaskable
        return await refuse_media(question.media, policy.content, self._ports.extract, self._ports.finder)

    def _mask(self, question: Question, examined: _Examined) -> tuple[bytes, Originals]:
        """The body that may leave. Nothing was looked for where masking is off, so nothing is replaced there."""
        if not examined.decision.mask:
            return question.unchanged(), Originals()
        codes = Codes(self._ports.key())
        edits, originals = replacements(examined.found, codes, spared=examined.decision.spared)
        return question.body(edits), originals

    # -- sending

    async def _send(
        self, gateways: Sequence[Gateway], endpoint: Endpoint, outgoing: Outgoing, tally: Tally
    ) -> aiohttp.ClientResponse:
        """Ask the gateways in the policy's order; at most one more try, never after the first byte of an answer."""
        tally.bytes_out = len(outgoing.body or b"")
        gateway, upstream = await self._gateways.ask(
            gateways,
            lambda gateway: replace(
                outgoing,
                url=upstream_url(gateway.base_url, endpoint, outgoing.url),
                headers={
                    **outgoing.headers,
                    **key_headers(gateway, endpoint.dialect, self._ports.credentials(gateway)),
                },
            ),
        )
        tally.gateway, tally.status = gateway.id, upstream.status
        return upstream

    # -- remembering

    def _known(self, question: Question, originals: Originals) -> Originals:
        """The values of this prompt, and those of the answer that it continues where the gateway keeps the history."""
        before = self._answers.get(question.previous) if question.previous else None
        return Originals([*before.values(), *originals.values()]) if before else originals

    def _remember(self, tally: Tally, known: Originals) -> None:
        if tally.answer_id.startswith("resp") and known:
            self._answers[tally.answer_id] = known
            if len(self._answers) > REMEMBERED_ANSWERS:
                self._answers.popitem(last=False)
        for signature in tally.signatures:
            self._signatures[signature_digest(signature.decode())] = None
            if len(self._signatures) > REMEMBERED_SIGNATURES:
                self._signatures.popitem(last=False)

    # -- recording

    async def _open(self, exchange: Exchange) -> None:
        """What cannot be recorded is not sent. When the client leaves meanwhile, the record is closed all the same."""
        writing = self._spawn(self._ports.recorder.opened(exchange))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            gone = replace(exchange, outcome=Outcome.CLIENT_ABORT, ended=datetime.now(UTC))
            self._spawn(self._close_after(writing, gone))
            raise
        except Exception as error:
            _log.error("an exchange could not be recorded: %s", type(error).__name__)
            raise Refused(_NOT_RECORDED) from error

    def _close(self, exchange: Exchange, outcome: Outcome, tally: Tally) -> None:
        ended = replace(
            exchange,
            gateway=tally.gateway,
            outcome=outcome,
            status=tally.status,
            ended=datetime.now(UTC),
            bytes_out=tally.bytes_out,
            bytes_in=tally.bytes_in,
            tokens_in=tally.tokens_in,
            tokens_out=tally.tokens_out,
        )
        self._count(ended)
        self._spending.add(tally.tokens_in + tally.tokens_out, _today())
        self._spawn(self._written_closed(ended))

    def _count(self, ended: Exchange) -> None:
        metrics = self._metrics
        metrics.exchanges[ended.dialect, ended.outcome.value] += 1
        metrics.findings.update(ended.counts)
        metrics.tokens.update({"in": ended.tokens_in, "out": ended.tokens_out})
        metrics.bytes.update({"in": ended.bytes_in, "out": ended.bytes_out})
        if ended.ended is not None:
            metrics.seconds += (ended.ended - ended.started).total_seconds()

    async def _close_after(self, opening: "asyncio.Task[None]", exchange: Exchange) -> None:
        await asyncio.wait([opening])
        if not opening.cancelled() and opening.exception() is None:
            await self._written_closed(exchange)

    async def _written_closed(self, exchange: Exchange) -> None:
        try:
            await self._ports.recorder.closed(exchange)
        except Exception as error:  # noqa: BLE001 (the exchange is over; its opening record stands open)
            _log.error("the end of an exchange could not be recorded: %s", type(error).__name__)

    def _spawn(self, work: Coroutine[object, object, None]) -> "asyncio.Task[None]":
        task = asyncio.ensure_future(work)
        self._records.add(task)
        task.add_done_callback(self._records.discard)
        return task


async def _read(body: bytes, content_type: str, endpoint: Endpoint) -> Question:
    if len(body) > LARGE_BODY:
        return await asyncio.to_thread(read_question, body, content_type, endpoint)
    return read_question(body, content_type, endpoint)


def _gateways_for(policy: Policy | None, model: str, person: Person) -> tuple[Gateway, ...]:
    """The gateway that serves the model, then those that stand in for it; the first of all when none serves it."""
    if policy is None:
        return ()
    serving = [
        gateway
        for gateway in policy.gateways
        if model_approved(policy, gateway, model, department=person.department, groups=person.groups)
    ]
    if not serving:
        return policy.gateways[:1]
    first = serving[0]
    spares = (one for one in serving if one.id in first.failover and one.masking == first.masking)
    return (first, *sorted(spares, key=lambda one: first.failover.index(one.id)))


def _begin(
    request: web.BaseRequest,
    endpoint: Endpoint,
    question: Question,
    gateways: Sequence[Gateway],
    caller: Caller,
    examined: _Examined,
) -> Exchange:
    return Exchange(
        id=secrets.token_hex(12),
        gateway=gateways[0].id if gateways else "",
        model=question.model,
        dialect=endpoint.dialect.value,
        route=endpoint.path,
        caller=caller,
        decision=examined.decision,
        counts=MappingProxyType(dict(examined.found.counts())),
        outcome=Outcome.OPEN,
        started=datetime.now(UTC),
        scanned=len(examined.found.leaves),
        stream=question.stream,
        justified="X-Gnomon-Justification" in request.headers,
    )


def _outgoing(request: web.BaseRequest, endpoint: Endpoint, query: str, body: bytes | None) -> Outgoing:
    """A request without its place: `url` holds the query. Client headers go on only by name and plain shape."""
    headers = {
        name: value
        for name, value in request.headers.items()
        if name.lower() in KEPT_REQUEST_HEADERS and _PLAIN_VALUE.fullmatch(value)
    }
    if body is not None:
        headers["Content-Type"] = "application/json"
        if endpoint.body is Body.FORM:
            boundary = boundary_of(request.headers.get("Content-Type", ""))
            headers["Content-Type"] = f'multipart/form-data; boundary="{boundary}"'
    headers["Accept-Encoding"] = "identity"
    headers["User-Agent"] = "gnomon"
    return Outgoing(endpoint.method, query, headers, body)


def _verdict_refusal(decision: Decision, request: web.BaseRequest) -> Refusal | None:
    if decision.verdict is Verb.BLOCK:
        return Refusal(403, decision.rule, decision.reason)
    if decision.verdict is Verb.JUSTIFY and not request.headers.get("X-Gnomon-Justification", "").strip():
        reason = decision.reason
        text = Text(ru=reason.ru + _HOW_TO_JUSTIFY.ru, en=reason.en + _HOW_TO_JUSTIFY.en)
        return Refusal(403, decision.rule, text)
    return None


def _refused_by(decision: Decision, refusal: Refusal) -> Decision:
    """The decision as it stands in the record when something besides the policy's rules refuses."""
    return replace(
        decision, verdict=Verb.BLOCK, uncapped=Verb.BLOCK, rule=refusal.clause, reason=refusal.text, mask=False
    )


def _unavailable(error: RedactionError) -> Refusal:
    return Refusal(503, "gnomon_redaction_unavailable", error.reason)


def _allowed(policy: Policy | None) -> Allowed:
    return Allowed(policy.restore.secrets_in_tools, policy.restore.links) if policy else Allowed()


def _outcome(tally: Tally) -> Outcome:
    if tally.cut:
        return Outcome.TRUNCATED
    return Outcome.OK if tally.status < 400 else Outcome.UPSTREAM_ERROR


def _today() -> date:
    """The day by the clock of this computer: budgets are refilled at its midnight."""
    return date.today()  # noqa: DTZ011 (local on purpose)
