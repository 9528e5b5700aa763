"""The log as events of the Open Cybersecurity Schema Framework, one JSON object a line, for a SIEM.

OCSF 1.8.0 (schema.ocsf.io, repository ocsf/ocsf-schema at 3dcb905d of 2026-03-16; classes, requirements and numbers
read there). What has no place in a class stands in `unmapped`; nothing of an entry is lost. The seal of an entry is its
`metadata.uid`. Text of prompts is never there, for it is not in the log.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

from audit.chain import Entry, nanoseconds

VERSION = "1.8.0"
PROGRESS_EVERY = 1000
MAX_OPEN = 10_000
"""Prompts whose end is awaited, so that it can name where they went."""

Json = dict[str, object]

_API, _FINDING, _CONFIG, _LIFECYCLE, _DATASTORE, _BASE = 6003, 2004, 5019, 6002, 6005, 0
# class | profiles | activity_id
_CLASSES: dict[str, tuple[int, tuple[str, ...], int]] = {
    "prompt.opened": (_API, ("host", "ai_operation", "security_control"), 1),
    "prompt.closed": (_API, ("host", "ai_operation"), 1),
    "tool.seen": (_FINDING, ("host", "security_control"), 1),
    "connect.seen": (_FINDING, ("host", "security_control"), 1),
    "policy.loaded": (_CONFIG, ("host",), 1),
    "policy.refused": (_CONFIG, ("host",), 1),
    "pause.begun": (_CONFIG, ("host",), 1),
    "pause.ended": (_CONFIG, ("host",), 1),
    "agent.started": (_LIFECYCLE, ("host",), 3),
    "agent.stopped": (_LIFECYCLE, ("host",), 4),
    "log.read": (_DATASTORE, ("host",), 1),
    "log.exported": (_DATASTORE, ("host",), 1),
    "log.verified": (_DATASTORE, ("host",), 1),
    "log.pruned": (_DATASTORE, ("host",), 7),
}
_SEVERITIES = {"allow": 1, "monitor": 1, "coach": 2, "justify": 2, "redact": 1, "block": 3}
# verdict | action_id: 1 allowed, 2 denied, 3 observed, 4 modified
#         | disposition_id: 1 allowed, 2 blocked, 11 corrected, 17 logged, 19 alert
_CONTROLS = {
    "allow": (1, 1),
    "monitor": (3, 17),
    "coach": (3, 19),
    "justify": (3, 19),
    "redact": (4, 11),
    "block": (2, 2),
}
_CONFIDENCES = {"hint": 1, "likely": 2, "confirmed": 3}


def write_ocsf(
    entries: Iterable[Entry], out: BinaryIO, *, device_id: str, progress: Callable[[int], None] | None = None
) -> int:
    """Write entries as OCSF events, UTF-8, one a line; returns how many.

    Raises: OSError, AuditError of the reading.
    """
    translate = Translator(device_id)
    count = 0
    for entry in entries:
        line = json.dumps(translate.event(entry), ensure_ascii=False, separators=(",", ":"))
        out.write(line.encode() + b"\n")
        count += 1
        if progress is not None and count % PROGRESS_EVERY == 0:
            progress(count)
    if progress is not None:
        progress(count)
    return count


class Translator:
    """Entries of one device as OCSF events; remembers open prompts, so feed entries in order."""

    def __init__(self, device_id: str) -> None:
        self._device_id = device_id
        self._open: dict[str, Mapping[str, object]] = {}

    def event(self, entry: Entry) -> Json:
        """The OCSF event of an entry."""
        kind, facts = entry.event.kind, entry.event.facts
        class_uid, profiles, activity = _CLASSES.get(kind, (_BASE, ("host",), 99))
        event: Json = {
            "class_uid": class_uid,
            "category_uid": class_uid // 1000,
            "activity_id": activity,
            "type_uid": class_uid * 100 + activity,
            "severity_id": _SEVERITIES.get(str(facts.get("verdict")), 1),
            "time": nanoseconds(entry.event.at) // 1_000_000,
            "message": kind,
            "metadata": _metadata(entry, profiles),
            "device": {"type_id": 0, "uid": self._device_id},
            "unmapped": {"kind": kind, **facts},
        }
        if class_uid == _API:
            event |= self._prompt(kind, facts)
        elif class_uid == _FINDING:
            event |= _finding(facts, entry)
        elif class_uid == _LIFECYCLE:
            event["app"] = {"name": "Gnomon", "vendor_name": "Gnomon", "version": str(facts.get("version", ""))}
        elif class_uid == _DATASTORE:
            event |= self._datastore()
        if "security_control" in profiles:
            event |= _control(facts)
        return event

    def _prompt(self, kind: str, facts: Mapping[str, object]) -> Json:
        """A call of the gateway; its end names what its beginning named."""
        exchange = str(facts.get("exchange", ""))
        if kind == "prompt.opened":
            if len(self._open) < MAX_OPEN:
                self._open[exchange] = facts
            known = facts
        else:
            known = self._open.pop(exchange, {})
        gateway = str(known.get("gateway") or "unknown")
        program = str(known.get("program") or "unknown")
        context: Json = {"uid": exchange, "service": {"name": gateway}, "application": {"name": program}}
        for ours, theirs in (("tokens_in", "prompt_tokens"), ("tokens_out", "completion_tokens")):
            if isinstance(facts.get(ours), int):
                context[theirs] = facts[ours]
        event: Json = {
            "actor": {"app_name": program},
            "api": {"operation": str(known.get("route") or "unknown"), "service": {"name": gateway}},
            "src_endpoint": {"uid": self._device_id},
            "dst_endpoint": {"svc_name": gateway},
            "ai_model": {"ai_provider": gateway, "name": str(known.get("model") or "unknown")},
            "message_context": context,
        }
        if kind == "prompt.closed":
            event["status_id"] = 1 if facts.get("outcome") == "ok" else 2
            event["status_detail"] = str(facts.get("outcome", ""))
        return event

    def _datastore(self) -> Json:
        return {
            "actor": {"app_name": "Gnomon"},
            "src_endpoint": {"uid": self._device_id},
            "database": {"name": "gnomon-audit", "type_id": 1},
        }


def _metadata(entry: Entry, profiles: tuple[str, ...]) -> Json:
    plain: Json = {
        "version": VERSION,
        "product": {"name": "Gnomon", "vendor_name": "Gnomon"},
        "profiles": list(profiles),
        "log_name": "gnomon-audit",
        "uid": entry.seal,
        "sequence": entry.seq,
    }
    exchange = entry.event.facts.get("exchange")
    return plain | ({"correlation_uid": str(exchange)} if exchange else {})


def _finding(facts: Mapping[str, object], entry: Entry) -> Json:
    tool, surface = str(facts.get("tool") or "unknown"), str(facts.get("surface") or "unknown")
    return {
        "finding_info": {
            "uid": f"{tool}/{surface}/{facts.get('day') or entry.seq}",
            "title": f"AI tool seen: {tool}",
            "types": [surface],
        },
        "confidence_id": _CONFIDENCES.get(str(facts.get("confidence")), 0),
        "status_id": 1,
    }


def _control(facts: Mapping[str, object]) -> Json:
    verdict = str(facts.get("verdict", ""))
    action, disposition = _CONTROLS.get(verdict, (0, 0))
    return {
        "action_id": action,
        "disposition_id": disposition,
        "is_alert": verdict in ("coach", "justify", "block"),
        "policy": {"uid": str(facts.get("rule") or "unknown"), "version": str(facts.get("policy_version", ""))},
    }
