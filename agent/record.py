"""Our values as audit events: the only place that makes them.

Review this file to answer "can prompt text get into the log?": every fact written here is an id from a closed list,
a count, a size, a time or a verdict. No function takes a text that a person or a model wrote.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from audit.chain import AuditEvent
from policy.model import Decision, Policy
from proxy.exchange import Exchange

if TYPE_CHECKING:  # the sensors are loaded after the first answer
    from detector.evidence import Sighting
    from detector.report import SensorReport

MODEL_NAME_LIMIT = 80


def agent_started(at: datetime, *, version: str, sqlite: str, reduced_keys: bool, port_taken: bool) -> AuditEvent:
    """The agent is up. ``port_taken``: a foreign program holds our preferred port."""
    return AuditEvent(
        at=at,
        kind="agent.started",
        facts={"version": version, "sqlite": sqlite, "reduced_keys": reduced_keys, "port_taken": port_taken},
    )


def agent_stopped(at: datetime) -> AuditEvent:
    """The agent ended in order."""
    return AuditEvent(at=at, kind="agent.stopped", facts={})


def policy_loaded(at: datetime, policy: Policy, *, digest: str) -> AuditEvent:
    """A policy is in force from now on. ``digest``: SHA-256 of the file, hex."""
    return AuditEvent(
        at=at,
        kind="policy.loaded",
        facts={
            "version": policy.version,
            "mode": str(policy.mode),
            "unsigned": policy.insecure,
            "digest": digest,
            "rules": len(policy.rules),
        },
    )


def policy_refused(at: datetime, *, code: str, complaints: int) -> AuditEvent:
    """A policy was refused or could not be renewed; the last good one stays, or none."""
    return AuditEvent(at=at, kind="policy.refused", facts={"code": code, "complaints": complaints})


def exchange_opened(at: datetime, exchange: Exchange) -> AuditEvent:
    """A prompt is about to be sent, or was refused: written before the first byte leaves."""
    decision = exchange.decision
    return AuditEvent(
        at=at,
        kind="prompt.opened",
        facts={
            "exchange": exchange.id,
            "gateway": exchange.gateway,
            "model": _short(exchange.model),
            "dialect": exchange.dialect,
            "route": exchange.route,
            "program": "Gnomon" if exchange.caller.pid == os.getpid() else _short(exchange.caller.program),
            "verdict": str(decision.verdict),
            "rule": decision.rule,
            "policy_version": decision.policy_version,
            "masked": decision.mask,
            "counts": _counts(exchange.counts),
        },
    )


def exchange_closed(at: datetime, exchange: Exchange) -> AuditEvent:
    """How an exchange ended."""
    return AuditEvent(
        at=at,
        kind="prompt.closed",
        facts={
            "exchange": exchange.id,
            "outcome": str(exchange.outcome),
            "status": exchange.status,
            "bytes_out": exchange.bytes_out,
            "bytes_in": exchange.bytes_in,
            "tokens_in": exchange.tokens_in,
            "tokens_out": exchange.tokens_out,
            "scanned": exchange.scanned,
            "milliseconds": _milliseconds(exchange),
        },
    )


def exchange_interrupted(at: datetime, exchange_id: str) -> AuditEvent:
    """An exchange was open when the agent was killed; said at the next start."""
    return AuditEvent(at=at, kind="prompt.closed", facts={"exchange": exchange_id, "outcome": "interrupted"})


def tool_seen(at: datetime, sighting: Sighting, decision: Decision) -> AuditEvent:
    """A tool was seen on a surface on a day. Hints stay out of the log: see ``detector.evidence``."""
    return AuditEvent(
        at=at,
        kind="tool.seen",
        facts={
            "tool": sighting.tool,
            "surface": str(sighting.surface),
            "confidence": str(sighting.confidence),
            "state": str(sighting.state),
            "day": sighting.last_day.isoformat() if sighting.last_day else None,
            "count": sighting.count,
            "verdict": str(decision.verdict),
            "rule": decision.rule,
            "policy_version": decision.policy_version,
        },
    )


def sensors_looked(at: datetime, reports: tuple[SensorReport, ...]) -> AuditEvent:
    """What each sensor could look at, so that silence is not mistaken for absence."""
    return AuditEvent(
        at=at,
        kind="sensor.state",
        facts={"sensors": {report.name: str(report.status) for report in reports}},
    )


def notice_raised(at: datetime, *, tool: str, surface: str, rule: str) -> AuditEvent:
    """A coach notice was shown."""
    return AuditEvent(at=at, kind="notice.shown", facts={"tool": tool, "surface": surface, "rule": rule})


def notice_answered(at: datetime, *, tool: str, surface: str, choice: str) -> AuditEvent:
    """What a person did with a notice."""
    return AuditEvent(at=at, kind="notice.answered", facts={"tool": tool, "surface": surface, "choice": choice})


def paused(at: datetime, *, minutes: int) -> AuditEvent:
    """Coaching notices are paused, or on again with no minutes; masking and the log go on."""
    if not minutes:
        return AuditEvent(at=at, kind="pause.ended", facts={})
    return AuditEvent(at=at, kind="pause.begun", facts={"minutes": minutes})


def log_exported(at: datetime, *, format_name: str, entries: int) -> AuditEvent:
    """The log was exported on this machine. ``format_name``: one of ``agent.messages.LogFormat``."""
    return AuditEvent(at=at, kind="log.exported", facts={"format": format_name, "entries": entries})


def log_verified(at: datetime, *, whole: bool, entries: int) -> AuditEvent:
    """The log was verified on this machine; ``entries`` were found whole."""
    return AuditEvent(at=at, kind="log.verified", facts={"whole": whole, "entries": entries})


def _milliseconds(exchange: Exchange) -> int:
    ended = exchange.ended or exchange.started
    return max(int((ended - exchange.started).total_seconds() * 1000), 0)  # a clock may be set back


def _counts(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _short(name: str) -> str:
    """A name that a client chose (a model, a program): bounded, so that it cannot carry a text."""
    return name[:MODEL_NAME_LIMIT]
