"""Events for a SIEM: what OCSF 1.8.0 requires is there, and nothing of an entry is lost.

The required attributes below were read in ocsf/ocsf-schema at 3dcb905d (1.8.0); with the full schema every kind was
valid there and in 1.9.0-dev (a5cfc68e) when this was written.
"""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from audit.canonical import Fact
from audit.chain import AuditEvent
from audit.export.ocsf import write_ocsf
from audit.kinds import NUMBERS
from audit.log import AuditLog, read
from tests.audit.samples import DEVICE, START

BASE = {"activity_id", "category_uid", "class_uid", "metadata", "severity_id", "time", "type_uid"}
REQUIRED = {
    0: BASE,
    2004: BASE | {"finding_info"},
    5019: BASE | {"device"},
    6002: BASE | {"app"},
    6003: BASE | {"actor", "api", "src_endpoint"},
    6005: BASE | {"actor", "src_endpoint", "database"},
}
OPENED: dict[str, Fact] = {
    "exchange": "e1",
    "gateway": "corp",
    "model": "corp-large",
    "route": "/v1/chat/completions",
    "program": "code",
    "verdict": "redact",
    "rule": "default",
    "policy_version": 7,
    "masked": True,
    "counts": {"pii.person": 2},
}
SEEN: dict[str, Fact] = {"tool": "chatgpt", "surface": "web", "confidence": "likely", "day": "2026-11-20", "count": 3}


def events_of(path: Path, *entries: tuple[str, dict[str, Fact]]) -> list[dict[str, Any]]:
    with AuditLog.open(path, device_id=DEVICE) as log:
        for kind, facts in entries:
            log.append(AuditEvent(START, kind, facts))
    out = io.BytesIO()
    assert write_ocsf(read(path), out, device_id=DEVICE) == len(entries)
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


@pytest.mark.parametrize("kind", [*NUMBERS, "unheard.of"])
def test_every_kind_has_what_its_class_requires(kind: str, tmp_path: Path) -> None:
    for facts in ({}, OPENED, SEEN):
        event = events_of(tmp_path / f"{len(facts)}.db", (kind, facts))[0]
        assert set(event) >= REQUIRED[event["class_uid"]]
        assert event["type_uid"] == event["class_uid"] * 100 + event["activity_id"]
        assert event["category_uid"] == event["class_uid"] // 1000
        assert event["metadata"]["version"] == "1.8.0"
        assert event["metadata"]["product"]["name"]
        assert event["unmapped"] == {"kind": kind, **facts}
        profiles = event["metadata"]["profiles"]
        assert ("action_id" in event) is ("security_control" in profiles)
        assert ("ai_model" in event) is ("ai_operation" in profiles)


def test_a_prompt_names_its_program_gateway_model_and_rule(tmp_path: Path) -> None:
    event = events_of(tmp_path / "audit.db", ("prompt.opened", OPENED))[0]
    assert (event["class_uid"], event["time"]) == (6003, 1795165200000)
    assert event["actor"] == {"app_name": "code"}
    assert event["api"] == {"operation": "/v1/chat/completions", "service": {"name": "corp"}}
    assert event["ai_model"] == {"ai_provider": "corp", "name": "corp-large"}
    assert (event["action_id"], event["disposition_id"], event["is_alert"]) == (4, 11, False)
    assert event["policy"] == {"uid": "default", "version": "7"}
    assert event["metadata"]["correlation_uid"] == "e1"


def test_the_end_of_a_prompt_names_where_it_went(tmp_path: Path) -> None:
    closed: dict[str, Fact] = {"exchange": "e1", "outcome": "ok", "tokens_in": 5, "tokens_out": 6}
    event = events_of(tmp_path / "audit.db", ("prompt.opened", OPENED), ("prompt.closed", closed))[1]
    assert event["api"]["operation"] == "/v1/chat/completions"
    assert (event["status_id"], event["status_detail"]) == (1, "ok")
    assert event["message_context"]["prompt_tokens"] == 5
    assert event["message_context"]["completion_tokens"] == 6
    lost = events_of(tmp_path / "lost.db", ("prompt.closed", {"exchange": "e9", "outcome": "interrupted"}))[0]
    assert (lost["status_id"], lost["api"]["operation"]) == (2, "unknown")


@pytest.mark.parametrize(
    ("verdict", "severity", "alert"), [("monitor", 1, False), ("coach", 2, True), ("block", 3, True)]
)
def test_a_tool_is_a_finding_whose_weight_is_the_verdict(
    verdict: str, severity: int, alert: bool, tmp_path: Path
) -> None:
    event = events_of(tmp_path / "audit.db", ("tool.seen", {**SEEN, "verdict": verdict}))[0]
    assert event["finding_info"]["uid"] == "chatgpt/web/2026-11-20"
    assert (event["severity_id"], event["is_alert"], event["confidence_id"]) == (severity, alert, 2)


def test_the_seal_is_the_id_of_the_event(tmp_path: Path) -> None:
    events = events_of(tmp_path / "audit.db", ("agent.started", {"version": "1"}), ("agent.stopped", {}))
    assert [event["metadata"]["uid"] for event in events] == [entry.seal for entry in read(tmp_path / "audit.db")]
    assert [event["metadata"]["sequence"] for event in events] == [1, 2]


def test_progress_is_told(tmp_path: Path) -> None:
    events_of(tmp_path / "audit.db", ("agent.started", {}))
    steps: list[int] = []
    write_ocsf(read(tmp_path / "audit.db"), io.BytesIO(), device_id=DEVICE, progress=steps.append)
    assert steps == [1]
