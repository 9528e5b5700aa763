"""The kill switch: what may be ordered, for how long, and what it does to a policy."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from policy.format import parse_policy
from policy.model import KillSwitch, Policy
from policy.trust.kill import Kill, kill_bytes, parse_kill, with_kill
from policy.trust.trouble import TrustError
from policy.words import Text
from tests.policy.trust.company import POLICY_1

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def order(switch: KillSwitch, hours: float = 2.0) -> Kill:
    return Kill(switch, Text("утечка", "a leak"), NOW, NOW + timedelta(hours=hours))


@pytest.fixture
def policy() -> Policy:
    return parse_policy(POLICY_1, file="policy.yaml")


@pytest.mark.parametrize("switch", list(KillSwitch))
def test_an_order_is_read_as_it_was_written(switch: KillSwitch) -> None:
    assert parse_kill(kill_bytes(order(switch))) == order(switch)


def test_an_order_stands_above_the_policy_until_it_ends(policy: Policy) -> None:
    kill = order(KillSwitch.BLOCK_ALL_AI)
    assert with_kill(policy, kill, NOW).kill_switch is KillSwitch.BLOCK_ALL_AI
    assert with_kill(policy, kill, NOW + timedelta(hours=2)).kill_switch is KillSwitch.NONE
    assert with_kill(policy, None, NOW) is policy


def test_a_pause_does_not_lift_a_block_of_the_policy() -> None:
    blocked = parse_policy(POLICY_1 + b"kill_switch: block-all-ai\n", file="policy.yaml")
    for switch in (KillSwitch.PAUSE_ENFORCEMENT, KillSwitch.NONE):
        assert with_kill(blocked, order(switch), NOW).kill_switch is KillSwitch.BLOCK_ALL_AI


def test_a_pause_lasts_a_day_at_most() -> None:
    assert kill_bytes(order(KillSwitch.PAUSE_ENFORCEMENT, 24))
    with pytest.raises(TrustError):
        kill_bytes(order(KillSwitch.PAUSE_ENFORCEMENT, 24.1))
    assert kill_bytes(order(KillSwitch.BLOCK_ALL_AI, 1000))


def test_a_pause_that_was_dated_ahead_does_not_begin_today(policy: Policy) -> None:
    pause = order(KillSwitch.PAUSE_ENFORCEMENT, 24)
    assert with_kill(policy, pause, NOW - timedelta(days=1000)) is policy
    assert with_kill(policy, pause, NOW - timedelta(minutes=4)).kill_switch is KillSwitch.PAUSE_ENFORCEMENT
    assert with_kill(policy, pause, NOW + timedelta(hours=23)).kill_switch is KillSwitch.PAUSE_ENFORCEMENT


def test_a_block_holds_at_once_where_the_clock_is_behind(policy: Policy) -> None:
    block = order(KillSwitch.BLOCK_ALL_AI)
    assert with_kill(policy, block, NOW - timedelta(hours=1)).kill_switch is KillSwitch.BLOCK_ALL_AI


@pytest.mark.parametrize(
    "change",
    [
        {"kill_switch": "allow-everything"},
        {"expires": "2026-11-22T12:00:00"},
        {"rules": []},
        {"reason": "words"},
        {"issued": None},
    ],
)
def test_anything_else_is_refused(change: dict[str, object]) -> None:
    told = {**json.loads(kill_bytes(order(KillSwitch.NONE))), **change}
    with pytest.raises(TrustError):
        parse_kill(json.dumps(told).encode())
    for data in (b"", b"[]", b"\xff", b"[" * 100_000):
        with pytest.raises(TrustError):
            parse_kill(data)
