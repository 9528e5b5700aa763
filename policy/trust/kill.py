"""The kill switch: a small signed file above the policy, for the hours in which the policy must not wait."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import msgspec

from policy.model import KillSwitch, Policy
from policy.trust.floors import SLACK
from policy.trust.roles import LONGEST_PAUSE
from policy.trust.trouble import Refusal, TrustError
from policy.words import Text


class _Words(msgspec.Struct, forbid_unknown_fields=True):
    ru: str
    en: str


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    kill_switch: Literal["none", "pause-enforcement", "block-all-ai"]
    reason: _Words
    issued: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class Kill:
    """What was ordered, why and for how long. A pause lasts at most 24 hours."""

    switch: KillSwitch
    reason: Text
    issued: datetime
    expires: datetime


def parse_kill(data: bytes) -> Kill:
    """Read a kill file.

    Raises:
        TrustError: it is none, has times without a zone, or pauses for too long.
    """
    try:
        entry = msgspec.json.decode(data, type=_Entry)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise TrustError(Refusal.CONTENT, "kill file: wrong form") from error
    if entry.issued.tzinfo is None or entry.expires.tzinfo is None:
        raise TrustError(Refusal.CONTENT, "kill file: times need a zone")
    switch = KillSwitch(entry.kill_switch)
    if switch is KillSwitch.PAUSE_ENFORCEMENT and entry.expires - entry.issued > LONGEST_PAUSE:
        raise TrustError(Refusal.CONTENT, "kill file: a pause of more than 24 hours")
    return Kill(switch, Text(entry.reason.ru, entry.reason.en), entry.issued, entry.expires)


def kill_bytes(kill: Kill) -> bytes:
    """A kill file as it is signed. Raises: TrustError as parse_kill does."""
    data = msgspec.json.format(
        msgspec.json.encode(
            _Entry(
                kill.switch.value,
                _Words(kill.reason.ru, kill.reason.en),
                kill.issued.astimezone(UTC),
                kill.expires.astimezone(UTC),
            )
        ),
        indent=2,
    )
    parse_kill(data)
    return data


def with_kill(policy: Policy, kill: Kill | None, now: datetime) -> Policy:
    """The policy under an order that has not run out; it can tighten or pause, never allow more than a pause does.

    A pause begins when it was issued, give or take a slow clock: its 24 hours would bound nothing otherwise.
    """
    if kill is None or now >= kill.expires or kill.switch is KillSwitch.NONE:
        return policy
    if kill.switch is KillSwitch.PAUSE_ENFORCEMENT and now < kill.issued - SLACK:
        return policy
    if policy.kill_switch is KillSwitch.BLOCK_ALL_AI:
        return policy
    return dataclasses.replace(policy, kill_switch=kill.switch)
