"""What is done in a process of its own, its messages and answers: `python -m agent.errands`, see ``agent.errand``."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from agent.reading import ReadPolicy
from agent.spans.span import SpanFact
from policy.complaint import Complaint, PolicyError
from policy.model import Policy
from policy.trust.kill import Kill
from policy.trust.trouble import Refusal, TrustError

if TYPE_CHECKING:  # each is for the errand that needs it
    import ssl

    from detector.scan import Scan


@dataclass(frozen=True, slots=True)
class PolicyRead:
    """A policy, or why it is none."""

    policy: Policy | None
    complaints: tuple[Complaint, ...]


class FollowPolicy(msgspec.Struct, tag="follow", frozen=True):
    """Verify the signed policy: the kept one, or (``update``) what the repository at ``source`` holds now.

    root: path of the trust root. state: the agent's folder, in which the policy is kept.
    """

    source: str
    root: str
    state: str
    update: bool


@dataclass(frozen=True, slots=True)
class PolicyFollowed:
    """A verified policy and the order above it. code: why there is none, or none newer (policy.trust.trouble).

    digest: SHA-256 of the policy, hex. fresh_until, time: as of policy.trust.client.Verified.
    """

    code: str
    policy: Policy | None = None
    order: Kill | None = None
    digest: str = ""
    fresh_until: datetime | None = None
    time: datetime | None = None


class Look(msgspec.Struct, tag="look", frozen=True):
    """Look at this machine with every sensor. ``policy``: what the company's policy says, None when there is none."""

    home: str
    policy: Policy | None
    now: datetime


class SendSpans(msgspec.Struct, tag="spans", frozen=True):
    """Send spans of exchanges to an OTLP/HTTP collector. ``version``: ours."""

    endpoint: str
    version: str
    facts: tuple[SpanFact, ...]


@dataclass(frozen=True, slots=True)
class SpansSent:
    """Whether the collector took them; ``installed``: OpenTelemetry's packages are here."""

    taken: bool
    installed: bool = True


def serve() -> None:
    """Do the errand that stands on standard input and write its answer to standard output."""
    message = msgspec.json.decode(sys.stdin.buffer.read(), type=ReadPolicy | FollowPolicy | Look | SendSpans)
    answer: object
    match message:
        case ReadPolicy():
            answer = read_policy(message)
        case FollowPolicy():
            answer = follow_policy(message)
        case Look():
            answer = look(message)
        case SendSpans():
            answer = send_spans(message)
    sys.stdout.buffer.write(msgspec.json.encode(answer))
    sys.stdout.buffer.flush()


def read_policy(message: ReadPolicy) -> PolicyRead:
    """The policy in a file."""
    from policy.format import parse_policy

    try:
        return PolicyRead(parse_policy(message.data, file=message.file), ())
    except PolicyError as error:
        return PolicyRead(None, error.complaints)


def follow_policy(message: FollowPolicy) -> PolicyFollowed:
    """The signed policy, verified."""
    from functools import partial

    from agent.keys import open_keys
    from policy.trust.client import Trust
    from policy.trust.content import read_signed

    state = Path(message.state)
    accept = partial(read_signed, file=message.source)
    try:
        trust = Trust(state / "policy", root=_root(message.root), store=open_keys(state))
        if message.update:
            verified = trust.update(message.source, accept=accept, tls=_trust_of_the_system())
        else:
            kept = trust.load()
            if kept is None:
                return PolicyFollowed("")
            verified = kept
        policy, order = accept(verified.data, verified.kill)
    except TrustError as error:
        return PolicyFollowed(error.code.value)
    return PolicyFollowed("", policy, order, verified.digest, verified.fresh_until, verified.time)


def _root(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise TrustError(Refusal.ROOT) from error


def _trust_of_the_system() -> ssl.SSLContext:
    """Certificates of the system, the company's own among them."""
    import ssl

    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def look(message: Look) -> Scan:
    """One pass of all sensors."""
    from agent.look import look_with

    return look_with(message.home, message.policy, message.now)


def send_spans(message: SendSpans) -> SpansSent:
    """Spans, given to the collector."""
    try:
        from agent.spans.export import export, otlp_exporter
    except ImportError:
        return SpansSent(taken=False, installed=False)
    exporter = otlp_exporter(message.endpoint)
    return SpansSent(export(message.facts, version=message.version, exporter=exporter))


if __name__ == "__main__":
    serve()
    os._exit(0)  # nothing is left to be tidied up, and whoever waits for the answer waits for our end
