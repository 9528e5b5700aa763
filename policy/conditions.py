"""Whether the conditions of a rule hold for an event; pure."""

import hashlib
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from policy.model import Conditions, Hours, Rollout, Rule
from policy.patterns import matches, matches_any

UNKNOWN_PROGRAM = "unknown"


class Event(NamedTuple):
    """What is decided on. tool: a tool's id, or the gateway's for a prompt. approved: tool is the company's own."""

    now: datetime
    tool: str = ""
    tags: frozenset[str] = frozenset()
    approved: bool = False
    surface: str = ""
    destination: str = ""
    model: str = ""
    program: str = ""
    path: str = ""
    user: str = ""
    department: str = ""
    groups: frozenset[str] = frozenset()


class Standing(Protocol):
    """The part of an event that seldom varies."""

    @property
    def tool(self) -> str: ...
    @property
    def tags(self) -> frozenset[str]: ...
    @property
    def approved(self) -> bool: ...
    @property
    def department(self) -> str: ...
    @property
    def destination(self) -> str: ...
    @property
    def surface(self) -> str: ...


def holds(rule: Rule, event: Event, data: str) -> bool:
    """Whether a rule applies to an event with data of one policy class ("" for none)."""
    return may_hold(rule, event, data) and holds_now(rule, event)


def may_hold(rule: Rule, event: Standing, data: str) -> bool:
    """The conditions on tool, data, department, destination and surface."""
    when = rule.when
    return (
        _tool_holds(rule, event)
        and _data_holds(rule, data)
        and folded_any(when.department, event.department)
        and _any_of(when.destination, event.destination)
        and _any_of(when.surface, event.surface)
    )


def holds_now(rule: Rule, event: Event) -> bool:
    """The other conditions: person, program, model, time, share of people."""
    when = rule.when
    return (
        _any_of(when.model, event.model)
        and folded_any(when.user, event.user)
        and (not when.group or any(folded_any(when.group, group) for group in event.groups))
        and _program_holds(when.program, event)
        and _time_holds(when, event.now)
        and not (rule.expires is not None and event.now >= rule.expires)
        and (rule.rollout is None or chosen(rule.rollout, event.user))
    )


def tool_matches(pattern: str, tool: str, tags: frozenset[str]) -> bool:
    """Whether a pattern (id, glob or tag:…) names a tool."""
    if pattern.startswith("tag:"):
        return any(matches(pattern[4:], tag) for tag in tags)
    return matches(pattern, tool)


def program_matches(pattern: str, program: str, path: str) -> bool:
    """Whether a pattern names a program by its name, its full path, or as `unknown`; case does not count."""
    if not program and not path:
        return pattern.casefold() == UNKNOWN_PROGRAM
    folded = pattern.casefold().replace("\\", "/")
    return matches(folded, program.casefold()) or matches(folded, path.casefold().replace("\\", "/"))


def chosen(rollout: Rollout, user: str) -> bool:
    """Whether a person belongs to the share: stable, and a higher percent only adds people."""
    digest = hashlib.sha256(f"{rollout.salt}|{user}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100 < rollout.percent


def _tool_holds(rule: Rule, event: Standing) -> bool:
    """An approved tool is matched by its own id only, so that a tag does not catch the company's contract."""
    patterns = rule.when.tool
    if not patterns:
        return True
    if event.approved and not rule.floor:
        return event.tool in patterns
    return any(tool_matches(pattern, event.tool, event.tags) for pattern in patterns)


def _data_holds(rule: Rule, data: str) -> bool:
    if rule.when.data and not (data and matches_any(rule.when.data, data)):
        return False
    if isinstance(rule.do, tuple):
        return bool(data) and any(matches(one.pattern, data) for one in rule.do)
    return True


def _program_holds(patterns: tuple[str, ...], event: Event) -> bool:
    return not patterns or any(program_matches(pattern, event.program, event.path) for pattern in patterns)


def _any_of(patterns: tuple[str, ...], value: str) -> bool:
    return not patterns or matches_any(patterns, value)


def folded_any(patterns: tuple[str, ...], value: str) -> bool:
    """Names of people and departments match whatever their case."""
    return not patterns or any(matches(pattern.casefold(), value.casefold()) for pattern in patterns)


def _time_holds(when: Conditions, now: datetime) -> bool:
    if when.hours is None and not when.days:
        return True
    local = now.astimezone(_zone(when.tz or "UTC"))
    if when.hours is not None and not _within(when.hours, local):
        return False
    return not when.days or _day_of(when.hours, local) in when.days


def _within(hours: Hours, local: datetime) -> bool:
    minute = local.hour * 60 + local.minute
    if hours.start < hours.end:
        return hours.start <= minute < hours.end
    return minute >= hours.start or minute < hours.end


def _day_of(hours: Hours | None, local: datetime) -> int:
    """The weekday; the small hours of a night belong to the day on which the night began."""
    if hours is not None and hours.start > hours.end and local.hour * 60 + local.minute < hours.end:
        local -= timedelta(days=1)
    return local.weekday()


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
