"""One prompt to the approved gateway and its answer back: `Journey.answer` is the order in which things happen."""

import asyncio
import hashlib
import hmac
import os
import re
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from aiohttp import web

from policy.decide import model_approved
from policy.model import Caller, Gateway, Policy, Verb
from proxy.budget import Spending
from proxy.examine import Examined, Examiner, unavailable
from proxy.form import boundary_of
from proxy.gateway import GatewayError, Gateways, Outgoing, key_headers
from proxy.masking import replacements
from proxy.metrics import Metrics
from proxy.ports import Exchange, Outcome, Ports, Recorder
from proxy.question import Question, read_question
from proxy.recording import Records
from proxy.refusal import Refusal, Refused
from proxy.reply import Reply
from proxy.restoring import Allowed, Answer
from proxy.routes import Body, Endpoint, upstream_url
from proxy.tally import Tally
from proxy.upstream import Incoming
from proxy.walk import is_model_name, signature_digest
from redactor.codes import Codes
from redactor.finding import RedactionError
from redactor.originals import Originals

__all__ = ["Exchange", "Journey", "Outcome", "Ports", "Recorder"]

LARGE_BODY = 256 * 1024  # bytes; larger ones are read and masked in a thread, so that other streams go on
REMEMBERED_ANSWERS = 256
REMEMBERED_SIGNATURES = 4_096
_STANDING = frozenset(("no-policy", "policy-expired", "kill-switch", "program-not-allowed", "gateway-not-approved"))
# Headers of a client that go on, where their values are versions, names of beta features and media types.
_NAME = r"[a-z][a-z0-9_.]*(?:[=-][a-z0-9_.]+)*"
_NAMES = re.compile(rf"(?!.*\d{{9}}){_NAME}(?:, ?{_NAME})*")
_TYPE = r"[a-z*]+/[a-z*][a-z.+*-]*(?:; ?q=[01][\d.]{0,4})?"
_KEPT_HEADERS = {
    "Accept": re.compile(f"{_TYPE}(?:, ?{_TYPE})*"),
    "anthropic-version": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "anthropic-beta": _NAMES,
    "OpenAI-Beta": _NAMES,
}


class Journey:
    """The way of every prompt. One for the whole proxy; what differs is in the arguments of `answer`."""

    def __init__(self, ports: Ports, gateways: Gateways, spending: Spending, metrics: Metrics) -> None:
        self._ports = ports
        self._examiner = Examiner(ports, spending)
        self._records = Records(ports.recorder)
        self._gateways = gateways
        self._spending = spending
        self._metrics = metrics
        self._answers: OrderedDict[str, Originals] = OrderedDict()
        self._signatures: OrderedDict[str, None] = OrderedDict()

    async def answer(
        self, request: web.BaseRequest, endpoint: Endpoint, query: str, body: bytes, caller: Caller
    ) -> web.StreamResponse:
        """One prompt, from its body to the last byte of the answer.

        Raises:
            Refused: it went no further, or the gateway gave no answer that could be passed on.
        """
        policy = self._ports.policy()
        question = await _read(body, request.headers.get("Content-Type", ""), endpoint)
        gateways = _gateways_for(policy, question.model)
        justified = bool(request.headers.get("X-Gnomon-Justification", "").strip())
        examined = await self._examiner.examine(
            policy, question, gateways, caller, justified=justified, known_signatures=self._signatures
        )
        gateways = self._with_the_same_decision(policy, gateways, question.model, examined, caller)
        exchange = _begin(endpoint, question, gateways, caller, examined, justified=justified)
        await self._records.open(exchange)
        tally = Tally(gateway=exchange.gateway)
        outcome = Outcome.UPSTREAM_ERROR
        try:
            if examined.refusal is not None:
                outcome = examined.outcome
                raise Refused(examined.refusal)
            masked, originals = await self._mask(question, examined, len(body))
            upstream = await self._send(
                gateways, endpoint, _outgoing(request, endpoint, query, masked, self._ports.key()), tally
            )
            try:
                known = self._known(question, originals)
                answer = Answer(endpoint.dialect, known, _allowed(policy))
                response = await Reply(request, endpoint, upstream, answer, tally, exchange.id).send()
                self._remember(tally, known)
                outcome = _outcome(tally)
                return response
            finally:
                upstream.close()
        except (ConnectionError, asyncio.CancelledError):
            outcome = Outcome.TRUNCATED if tally.cut else Outcome.CLIENT_ABORT
            raise
        except RedactionError as error:
            outcome = Outcome.DETECTOR_ERROR
            raise Refused(unavailable(error)) from error
        except GatewayError as error:
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
        decision = self._examiner.decide(policy, policy.gateways[:1] if policy else (), "", {}, caller)
        if policy is None or (decision.verdict is Verb.BLOCK and decision.rule in _STANDING):
            raise Refused(Refusal(403, decision.rule, decision.reason))
        try:
            outgoing = _outgoing(request, endpoint, query, None, self._ports.key())
            tally = Tally()
            upstream = await self._send(policy.gateways[:1], endpoint, outgoing, tally)
            try:
                kept = self._answers.get(endpoint.path.removeprefix("/responses/").partition("/")[0], Originals())
                answer = Answer(endpoint.dialect, kept, _allowed(policy))
                approved = partial(_is_approved, policy) if endpoint.lists_models else None
                return await Reply(request, endpoint, upstream, answer, tally, "", approved).send()
            finally:
                upstream.close()
        except GatewayError as error:
            raise Refused(error.refusal) from error

    async def drain(self) -> None:
        """Wait until every record is written."""
        await self._records.drain()

    # -- masking and sending

    def _with_the_same_decision(
        self, policy: Policy | None, gateways: tuple[Gateway, ...], model: str, examined: Examined, caller: Caller
    ) -> tuple[Gateway, ...]:
        """The first gateway, and those that stand in for it where the policy decides about them as about the first."""
        if len(gateways) < 2:
            return gateways
        first = examined.decision
        spares = []
        for spare in gateways[1:]:
            other = self._examiner.decide(policy, [spare], model, examined.counts, caller)
            if (other.verdict, other.mask, other.spared) == (first.verdict, first.mask, first.spared):
                spares.append(spare)
        return (*gateways[:1], *spares)

    async def _mask(self, question: Question, examined: Examined, size: int) -> tuple[bytes, Originals]:
        """The body that may leave, as it came where nothing was found, or not looked for because masking is off."""

        def mask() -> tuple[bytes, Originals]:
            edits, originals = replacements(examined.found, codes, spared=examined.decision.spared)
            return question.body(edits), originals

        if not examined.decision.mask or not (examined.found.needs_masking() or question.media):
            return question.raw, Originals()
        codes = Codes(self._ports.key())
        return await asyncio.to_thread(mask) if size > LARGE_BODY else mask()

    async def _send(
        self, gateways: Sequence[Gateway], endpoint: Endpoint, outgoing: Outgoing, tally: Tally
    ) -> Incoming:
        """Ask the gateways in the policy's order; at most one more try, never after the first byte of an answer."""
        tally.bytes_out = len(outgoing.body or b"")

        def addressed(gateway: Gateway) -> Outgoing:
            keys = key_headers(gateway, endpoint.dialect, self._ports.credentials(gateway))
            url = upstream_url(gateway.base_url, endpoint, outgoing.url)
            return Outgoing(outgoing.method, url, {**outgoing.headers, **keys}, outgoing.body)

        gateway, upstream = await self._gateways.ask(gateways, addressed)
        tally.gateway, tally.status = gateway.id, upstream.status
        return upstream

    # -- remembering

    def _known(self, question: Question, originals: Originals) -> Originals:
        """The values of this prompt, and those of the answer that it continues where the gateway keeps the history."""
        before = self._answers.get(question.previous) if question.previous else None
        return Originals([*before.values(), *originals.values()]) if before else originals

    def _remember(self, tally: Tally, known: Originals) -> None:
        if tally.answer_id and known:
            self._answers[tally.answer_id] = known
            if len(self._answers) > REMEMBERED_ANSWERS:
                self._answers.popitem(last=False)
        for signature in tally.signatures:
            self._signatures[signature_digest(signature.decode())] = None
            if len(self._signatures) > REMEMBERED_SIGNATURES:
                self._signatures.popitem(last=False)

    # -- the end

    def _close(self, exchange: Exchange, outcome: Outcome, tally: Tally) -> None:
        ended = exchange._replace(
            gateway=tally.gateway,
            outcome=outcome,
            status=tally.status,
            ended=datetime.now(UTC),
            bytes_out=tally.bytes_out,
            bytes_in=tally.bytes_in,
            tokens_in=tally.tokens_in,
            tokens_out=tally.tokens_out,
            answered_by=tally.model,
            finished=tally.finished,
        )
        self._metrics.count(ended)
        self._spending.add(tally.spent())
        self._records.close(ended)


async def _read(body: bytes, content_type: str, endpoint: Endpoint) -> Question:
    if len(body) > LARGE_BODY:
        return await asyncio.to_thread(read_question, body, content_type, endpoint)
    return read_question(body, content_type, endpoint)


def _gateways_for(policy: Policy | None, model: str) -> tuple[Gateway, ...]:
    """The gateway that serves the model, then those that stand in for it; the first of all when none serves it."""
    if policy is None:
        return ()
    if len(policy.gateways) < 2:
        return policy.gateways
    serving = [gateway for gateway in policy.gateways if model_approved(policy, gateway, model)]
    if not serving:
        return policy.gateways[:1]
    first = serving[0]
    if not first.failover:
        return (first,)
    spares = (one for one in serving if one.id in first.failover and one.masking == first.masking)
    return (first, *sorted(spares, key=lambda one: first.failover.index(one.id)))


def _is_approved(policy: Policy, model: str) -> bool:
    return any(model_approved(policy, gateway, model) for gateway in policy.gateways)


def _begin(
    endpoint: Endpoint,
    question: Question,
    gateways: Sequence[Gateway],
    caller: Caller,
    examined: Examined,
    *,
    justified: bool,
) -> Exchange:
    return Exchange(
        id=os.urandom(12).hex(),
        gateway=gateways[0].id if gateways else "",
        model=question.model if is_model_name(question.model) else "",
        dialect=str(endpoint.dialect),
        route=endpoint.route,
        caller=caller,
        decision=examined.decision,
        counts=examined.counts,
        outcome=Outcome.OPEN,
        started=datetime.now(UTC),
        scanned=len(examined.found.leaves),
        stream=question.stream,
        justified=justified,
    )


def _outgoing(request: web.BaseRequest, endpoint: Endpoint, query: str, body: bytes | None, key: bytes) -> Outgoing:
    """A request without its place: `url` holds the query. key: of pseudonyms for what a client chose freely."""
    headers = {
        name: value
        for name, shape in _KEPT_HEADERS.items()
        if (value := request.headers.get(name)) is not None and len(value) <= 512 and shape.fullmatch(value)
    }
    if own := request.headers.get("Idempotency-Key"):
        headers["Idempotency-Key"] = hmac.digest(key, own.encode("utf-8", "surrogateescape"), hashlib.sha256).hex()
    if body is not None:
        headers["Content-Type"] = "application/json"
        if endpoint.body is Body.FORM:
            boundary = boundary_of(request.headers.get("Content-Type", ""))
            headers["Content-Type"] = f'multipart/form-data; boundary="{boundary}"'
    headers["Accept-Encoding"] = "identity"
    headers["User-Agent"] = "gnomon"
    return Outgoing(endpoint.method, query, headers, body)


def _allowed(policy: Policy | None) -> Allowed:
    return Allowed(policy.restore.secrets_in_tools, policy.restore.links) if policy else Allowed()


def _outcome(tally: Tally) -> Outcome:
    if tally.cut:
        return Outcome.TRUNCATED
    return Outcome.OK if tally.status < 400 else Outcome.UPSTREAM_ERROR
