"""What authors are told: doubts, shadowed rules, tests, one sentence for a decision."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from policy.author.check import run_tests
from policy.author.explain import explain
from policy.author.lint import lint
from policy.author.shadow import shadowed_rules
from policy.complaint import Complaint, Severity
from policy.decide import decide_tool
from tests.policy.samples import HEAD, policy_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TESTED = "tests: [{name: t, given: {tool: a}, expect: monitor}]\n"


def doubts(body: str, *, now: datetime | None = NOW) -> list[Complaint]:
    return list(lint((HEAD + body).encode(), file="p.yaml", now=now))


def test_a_good_policy_raises_no_doubt() -> None:
    assert doubts(TESTED) == []


DOUBTS = {
    "exception for ever": ("rules: [{id: leave, do: allow, owner: x}]\n", "never ends", Severity.ERROR),
    "exception of a class for ever": (
        "rules: [{id: leave, do: {pii.org: allow}, owner: x}]\n", "never ends", Severity.ERROR),
    "exception of nobody": (
        'rules: [{id: leave, do: allow, expires: "2027-01-01T00:00:00Z"}]\n', "no owner", Severity.WARNING),
    "block that ends": (
        'rules: [{id: stop, do: block, message: {ru: a, en: a}, expires: "2027-01-01T00:00:00Z"}]\n',
        "ends by itself", Severity.WARNING),
    "hours without zone": (
        'rules: [{id: night, do: monitor, when: {hours: "22:00-06:00"}}]\n', "taken in UTC", Severity.WARNING),
    "days without zone": ("rules: [{id: night, do: monitor, when: {days: [sat]}}]\n", "taken in UTC", Severity.WARNING),
    "expired rule": ('rules: [{id: old, do: coach, message: {ru: a, en: a}, expires: "2020-01-01T00:00:00Z"}]\n',
                     "has expired", Severity.WARNING),
    "nobody's rollout": (
        "rules: [{id: none, do: monitor, rollout: {percent: 0, salt: a}}]\n", "nobody", Severity.WARNING),
    "class that is not": (
        "rules: [{id: typo, do: redact, when: {data: [pi.person]}}]\n", "no data 'pi.person'", Severity.WARNING),
    "destination that is not": ("rules: [{id: typo, do: redact, when: {destination: [mars]}}]\n",
                                "no gateway 'mars'", Severity.WARNING),
    "leave for everything": (
        'rules: [{id: all, do: allow, owner: x, expires: "2027-01-01T00:00:00Z", when: {tool: ["*"]}}]\n',
        "allows too much", Severity.WARNING),
    "silent block": ("rules: [{id: stop, do: block}]\n", "tells the person nothing", Severity.WARNING),
    "shadowed": ("rules: [{id: one, do: monitor}, {id: two, do: monitor, when: {tool: [a]}}]\n",
                 "'two' never decides", Severity.WARNING),
    "slow pattern": ("recognizers:\n  - {name: n, supported_entity: ABC,"
                     " patterns: [{name: p, regex: '\\s*\\s*x', score: 1.0}]}\n",
                     "slow on long texts", Severity.WARNING),
    "policy that ends soon": ('expires: "2026-11-25T00:00:00Z"\n', "less than 14 days", Severity.WARNING),
    "policy that has ended": ('expires: "2026-11-19T00:00:00Z"\n', "has expired", Severity.ERROR),
    "budget in roubles": ("budgets: [{scope: company, rub_per_month: 5}]\n", "only noted", Severity.WARNING),
    "failing test": ("", "FAILED: t", Severity.ERROR),
}  # fmt: skip


@pytest.mark.parametrize(("body", "words", "severity"), DOUBTS.values(), ids=DOUBTS.keys())
def test_a_doubt_is_told_in_both_languages(body: str, words: str, severity: Severity) -> None:
    tests = TESTED if body else TESTED.replace("expect: monitor", "expect: block")
    found = doubts(body + ("" if "'t'" in body else tests))
    matching = [one for one in found if words in one.text.en]
    assert len(matching) == 1, found
    assert matching[0].severity is severity
    for one in found:
        assert any("а" <= letter <= "я" for letter in one.text.ru.lower() + one.fix.ru.lower())
        assert one.fix.en
        assert one.line >= 1


def test_a_policy_without_tests_gateways_or_masking_is_doubtful() -> None:
    assert [one.text.en for one in doubts("")] == ["The policy has no tests."]
    bare = "apiVersion: gnomon/v1\nversion: 1\nmode: coach\n" + TESTED
    assert "no gateway" in lint(bare.encode(), file="p", now=NOW)[0].text.en
    open_gateway = bare + 'gateways: [{id: corp, name: A, url: "https://a.b", masking: off}]\n'
    told = [one.text.en for one in lint(open_gateway.encode(), file="p", now=NOW)]
    assert any("unmasked" in one for one in told)
    assert any("No model is approved" in one for one in told)


def test_a_broken_file_gives_its_complaints() -> None:
    assert "Did you mean" in doubts("ruels: []\n")[0].fix.en


def test_without_a_moment_nothing_is_said_about_time() -> None:
    assert doubts(TESTED + 'expires: "2020-01-01T00:00:00Z"\n', now=None) == []


def test_the_demo_policy_is_above_doubt() -> None:
    demo = Path(__file__).parents[2] / "policy" / "demo.yaml"
    assert lint(demo.read_bytes(), file="demo.yaml", now=NOW) == ()


SHADOWS = [
    ("{id: one, do: block}", "{id: two, do: coach}", True),
    ("{id: one, do: coach}", "{id: two, do: block}", False),
    ("{id: one, do: coach, priority: 1}", "{id: two, do: block}", True),
    ("{id: one, do: block, when: {tool: [a]}}", "{id: two, do: block}", False),
    ("{id: one, do: block, when: {tool: [a, b]}}", "{id: two, do: block, when: {tool: [a]}}", True),
    ("{id: one, do: block, when: {tool: ['a*']}}", "{id: two, do: block, when: {tool: [ab]}}", False),
    ("{id: one, do: block, floor: true, when: {tool: ['a*']}}", "{id: two, do: block, when: {tool: [ab]}}", True),
    ("{id: one, do: block, when: {tool: ['a*']}}", "{id: two, do: block, floor: true, when: {tool: ['a*']}}", False),
    ("{id: one, do: block, when: {tool: ['tag:*']}}", "{id: two, do: block, when: {tool: ['tag:llm']}}", True),
    ("{id: one, do: block, when: {tool: ['*']}}", "{id: two, do: block, when: {tool: ['tag:llm']}}", False),
    ("{id: one, do: block, when: {data: ['pii.*']}}", "{id: two, do: redact, when: {data: ['pii.ru.*']}}", True),
    ("{id: one, do: block, when: {data: ['pii.ru.*']}}", "{id: two, do: redact, when: {data: ['pii.*']}}", False),
    ("{id: one, do: {pii.*: block}}", "{id: two, do: redact, when: {data: [pii.person]}}", True),
    ("{id: one, do: {pii.*: block, pii.x: allow}}", "{id: two, do: redact, when: {data: [pii.person]}}", False),
    ("{id: one, do: block, when: {hours: '09:00-18:00'}}", "{id: two, do: coach}", False),
    ("{id: one, do: block, when: {department: [HR]}}", "{id: two, do: coach, when: {department: [hr]}}", True),
    ("{id: one, do: block, expires: '2027-01-01T00:00:00Z'}", "{id: two, do: coach}", False),
    ("{id: one, do: block, rollout: {percent: 99, salt: a}}", "{id: two, do: coach}", False),
    ("{id: one, do: block, when: {program: ['*']}}", "{id: two, do: coach, when: {program: [code]}}", True),
]


@pytest.mark.parametrize(("first", "second", "shadowed"), SHADOWS)
def test_a_rule_that_can_never_decide_is_found(first: str, second: str, shadowed: bool) -> None:
    policy = policy_of(f"rules: [{first}, {second}]\n")
    assert [(rule.id, other.id) for rule, other in shadowed_rules(policy.rules) if rule.id == "two"] == (
        [("two", "one")] if shadowed else []
    )


def test_tests_of_a_policy_run_in_file_order_and_say_what_went_wrong() -> None:
    policy = policy_of(
        """\
rules:
  - {id: night, do: block, when: {hours: "22:00-06:00"}}
  - {id: wave, do: coach, when: {tool: [t]}, rollout: {percent: 100, salt: a}}
tests:
  - {name: night, given: {tool: x, now: "2026-11-20T23:00:00Z"}, expect: block, rule: night}
  - {name: day, given: {tool: x, now: "2026-11-20T12:00:00Z"}, expect: block}
  - {name: prompt, given: {gateway: corp, model: corp-a, data: [pii.person]}, expect_effective: redact}
  - {name: wrong rule, given: {tool: t}, expect: coach, rule: night}
"""
    )
    results = run_tests(policy, now=NOW)
    assert [(one.name, one.passed) for one in results] == [
        ("night", True),
        ("day", False),
        ("prompt", True),
        ("wrong rule", False),
    ]
    assert "expected block, got monitor; decided by default" in results[1].text.en
    assert "ждали block, вышло monitor" in results[1].text.ru
    assert results[3].line == policy.tests[3].line


def test_the_verdict_is_compared_before_the_mode_softens_it() -> None:
    body = (
        "rules: [{id: stop, do: block}]\ntests: [{name: t, given: {tool: x}, expect: block, expect_effective: coach}]\n"
    )
    assert run_tests(policy_of(body, mode="coach"), now=NOW)[0].passed
    assert not run_tests(policy_of(body, mode="enforce"), now=NOW)[0].passed


def test_tags_come_from_the_catalogue_when_a_test_gives_none() -> None:
    body = 'rules: [{id: hint, do: coach, when: {tool: ["tag:llm"]}}]\n'
    body += "tests: [{name: t, given: {tool: x}, expect: coach}]\n"
    assert not run_tests(policy_of(body), now=NOW)[0].passed
    assert run_tests(policy_of(body), now=NOW, tags_of=lambda tool: frozenset({"llm"}))[0].passed


def test_a_decision_is_one_sentence_with_rule_place_version_and_count() -> None:
    policy = policy_of("rules: [{id: stop, do: block, message: {ru: Нельзя., en: Not here.}}]\n", mode="coach")
    told = explain(decide_tool(policy, tool="x", tags=frozenset(), surface="", now=NOW))
    line = policy.rules[0].line
    assert told.en == (
        f"coach (the rule says block, the mode softened it) by stop at line {line} of p.yaml, policy v7; "
        "1 rules considered. Not here."
    )
    assert f"по правилу stop, p.yaml, строка {line}, политика версии 7; рассмотрено правил: 1. Нельзя." in told.ru
    assert "no-policy" in explain(decide_tool(None, tool="x", tags=frozenset(), surface="", now=NOW)).en
