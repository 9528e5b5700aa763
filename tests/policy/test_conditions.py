"""Times, days, shares of people."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest

from policy.conditions import chosen
from policy.decide import decide_tool
from policy.model import Rollout
from tests.policy.samples import policy_of

MOSCOW = timezone(timedelta(hours=3))


def applies(when: str, now: datetime, *, rest: str = "", user: str = "") -> bool:
    policy = policy_of(f"rules: [{{id: one, do: block, when: {{{when}}}{rest}}}]\n")
    return decide_tool(policy, tool="t", tags=frozenset(), surface="", now=now, user=user).rule == "one"


@pytest.mark.parametrize(
    ("when", "now", "expected"),
    [
        ('hours: "09:00-18:00"', datetime(2026, 11, 20, 9, 0, tzinfo=UTC), True),
        ('hours: "09:00-18:00"', datetime(2026, 11, 20, 8, 59, 59, tzinfo=UTC), False),
        ('hours: "09:00-18:00"', datetime(2026, 11, 20, 17, 59, 59, tzinfo=UTC), True),
        ('hours: "09:00-18:00"', datetime(2026, 11, 20, 18, 0, tzinfo=UTC), False),
        ('hours: "09:00-18:00", tz: Europe/Moscow', datetime(2026, 11, 20, 6, 0, tzinfo=UTC), True),
        ('hours: "09:00-18:00", tz: Europe/Moscow', datetime(2026, 11, 20, 9, 0, tzinfo=MOSCOW), True),
        ('hours: "09:00-18:00", tz: Europe/Moscow', datetime(2026, 11, 20, 15, 0, tzinfo=UTC), False),
        ('hours: "22:00-06:00"', datetime(2026, 11, 20, 23, 0, tzinfo=UTC), True),
        ('hours: "22:00-06:00"', datetime(2026, 11, 20, 5, 59, tzinfo=UTC), True),
        ('hours: "22:00-06:00"', datetime(2026, 11, 20, 6, 0, tzinfo=UTC), False),
        ('hours: "22:00-06:00"', datetime(2026, 11, 20, 12, 0, tzinfo=UTC), False),
        ("days: [fri]", datetime(2026, 11, 20, 0, 0, tzinfo=UTC), True),
        ("days: [fri]", datetime(2026, 11, 21, 0, 0, tzinfo=UTC), False),
        ("days: [sat], tz: Asia/Vladivostok", datetime(2026, 11, 20, 15, 0, tzinfo=UTC), True),
        ('days: [fri], hours: "22:00-06:00"', datetime(2026, 11, 21, 3, 0, tzinfo=UTC), True),
        ('days: [fri], hours: "22:00-06:00"', datetime(2026, 11, 20, 3, 0, tzinfo=UTC), False),
        ('days: [mon], hours: "22:00-06:00"', datetime(2026, 11, 24, 1, 0, tzinfo=UTC), True),
    ],
)
def test_hours_and_days_are_those_of_the_zone(when: str, now: datetime, expected: bool) -> None:
    assert applies(when, now) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), False),  # 01:59 in Berlin, the last minute of winter time
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), True),  # 03:00 in Berlin
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), True),  # 02:30 summer time
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), True),  # 02:30 again, winter time
    ],
)
def test_the_change_of_summer_time_is_lived_through(now: datetime, expected: bool) -> None:
    assert applies('hours: "02:30-03:30", tz: Europe/Berlin', now) is expected


def test_a_rule_ends_at_its_moment() -> None:
    end = datetime(2026, 12, 31, 21, tzinfo=UTC)
    rest = ', expires: "2027-01-01T00:00:00+03:00"'
    assert applies("", end - timedelta(microseconds=1), rest=rest)
    assert not applies("", end, rest=rest)


def test_a_share_of_people_is_stable_and_only_grows() -> None:
    users = [f"user{number}" for number in range(2000)]
    shares = [{user for user in users if chosen(Rollout(percent, "wave-1"), user)} for percent in (0, 10, 50, 100)]
    assert (len(shares[0]), len(shares[3])) == (0, 2000)
    assert shares[0] < shares[1] < shares[2] < shares[3]
    assert 140 < len(shares[1]) < 260
    other = {user for user in users if chosen(Rollout(10, "wave-2"), user)}
    assert other != shares[1]


def test_the_share_is_counted_as_the_note_says() -> None:
    number = int.from_bytes(hashlib.sha256(b"wave-1|bob").digest()[:4], "big") % 100
    assert not chosen(Rollout(number, "wave-1"), "bob")
    assert chosen(Rollout(number + 1, "wave-1"), "bob")


def test_the_person_of_a_rollout_is_the_user_of_the_event() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    users = [f"user{number}" for number in range(50)]
    told = {user for user in users if applies("", now, rest=", rollout: {percent: 30, salt: w}", user=user)}
    assert told == {user for user in users if chosen(Rollout(30, "w"), user)}
