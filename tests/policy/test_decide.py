"""Which clause decides, in the order of docs/policy.md#precedence."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from policy.decide import decide_prompt, decide_tool, model_approved
from policy.format import parse_policy
from policy.model import Caller, Decision, Mode, Policy, Verb
from tests.policy.samples import policy_of

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday
EDITOR = Caller(program="code", path="/usr/bin/code", pid=7, user="bob")


def tool_decision(
    policy: Policy | None, tool: str = "chatgpt", *, tags: tuple[str, ...] = ("consumer-llm",), **rest: object
) -> Decision:
    arguments = {"surface": "web", "now": NOON, **rest}
    return decide_tool(policy, tool=tool, tags=frozenset(tags), **arguments)  # type: ignore[arg-type]


def prompt_decision(
    policy: Policy | None,
    entities: Mapping[str, int] | None = None,
    *,
    gateway: str = "corp",
    model: str = "corp-large",
    caller: Caller = EDITOR,
    now: datetime = NOON,
    department: str = "",
    groups: frozenset[str] = frozenset(),
) -> Decision:
    return decide_prompt(
        policy,
        gateway=gateway,
        model=model,
        entities=entities or {},
        caller=caller,
        now=now,
        department=department,
        groups=groups,
    )


def test_without_a_policy_everything_is_blocked() -> None:
    for decision in (tool_decision(None), prompt_decision(None)):
        assert (decision.verdict, decision.rule, decision.mask) == (Verb.BLOCK, "no-policy", False)
        assert decision.reason.ru
        assert decision.reason.en


def test_an_expired_policy_blocks_from_its_very_moment_on() -> None:
    policy = policy_of('expires: "2026-11-20T15:00:00+03:00"\n')
    before = datetime(2026, 11, 20, 11, 59, 59, tzinfo=UTC)
    assert prompt_decision(policy, now=before).verdict is Verb.REDACT
    assert (prompt_decision(policy).verdict, prompt_decision(policy).rule) == (Verb.BLOCK, "policy-expired")
    assert tool_decision(policy).rule == "policy-expired"


@pytest.mark.parametrize("mode", list(Mode))
def test_the_kill_switch_blocks_in_every_mode(mode: Mode) -> None:
    policy = policy_of(
        "kill_switch: block-all-ai\nrules: [{id: leave, do: allow, priority: 100}]\napproved_tools: [chatgpt]\n",
        mode=mode,
    )
    for decision in (tool_decision(policy), prompt_decision(policy)):
        assert (decision.verdict, decision.rule) == (Verb.BLOCK, "kill-switch")
        assert decision.line == policy.line_of("kill_switch")


def test_a_pause_lets_rules_rest_but_never_the_masking_nor_the_list_of_gateways() -> None:
    policy = policy_of("kill_switch: pause-enforcement\nrules: [{id: stop, do: block, floor: true}]\n")
    assert (tool_decision(policy).verdict, tool_decision(policy).rule) == (Verb.MONITOR, "kill-switch")
    paused = prompt_decision(policy, {"pii.person": 1})
    assert (paused.verdict, paused.rule, paused.mask) == (Verb.MONITOR, "kill-switch", True)
    assert prompt_decision(policy, gateway="other").rule == "gateway-not-approved"
    assert prompt_decision(policy, model="other").rule == "model-not-approved"


@pytest.mark.parametrize("mode", list(Mode))
def test_a_place_that_nobody_approved_is_refused_in_every_mode(mode: Mode) -> None:
    policy = policy_of("rules: [{id: leave, do: allow, priority: 100}]\n", mode=mode)
    for decision in (prompt_decision(policy, gateway="other"), prompt_decision(policy, model="gpt-4o")):
        assert decision.verdict is Verb.BLOCK
    assert prompt_decision(policy, gateway="other").rule == "gateway-not-approved"
    assert prompt_decision(policy, model="gpt-4o").rule == "model-not-approved"


def test_a_prompt_is_masked_by_default() -> None:
    decision = prompt_decision(policy_of(), {"pii.person": 2})
    assert (decision.verdict, decision.rule, decision.mask) == (Verb.REDACT, "default", True)
    assert decision.spared == ()


def test_a_gateway_with_masking_off_gets_prompts_as_written_and_says_so() -> None:
    text = "apiVersion: gnomon/v1\nversion: 7\nmode: enforce\ngateways:\n"
    policy = parse_policy(
        (text + '  - {id: corp, name: A, url: "https://a.b", models: ["*"], masking: off}\n').encode(), file="p.yaml"
    )
    decision = prompt_decision(policy, {"pii.person": 1})
    assert (decision.verdict, decision.mask, decision.line) == (Verb.MONITOR, False, 5)
    assert "switched masking off" in decision.reason.en


@pytest.mark.parametrize("mode", list(Mode))
def test_no_mode_weakens_the_masking(mode: Mode) -> None:
    policy = policy_of(
        """\
rules:
  - {id: stop-secrets, do: block, when: {data: [secret.*]}}
  - {id: ask, do: justify, when: {data: [pii.card]}}
  - {id: mask, do: redact, when: {data: [pii.person]}}
""",
        mode=mode,
    )
    for found in ({"secret.aws": 1}, {"pii.card": 1}, {"pii.person": 1}, {"pii.email": 1}, {}):
        decision = prompt_decision(policy, found)
        assert decision.mask or decision.verdict is Verb.BLOCK


CAPS = [
    ("observe", "block", "monitor"),
    ("observe", "justify", "monitor"),
    ("observe", "coach", "monitor"),
    ("observe", "allow", "allow"),
    ("coach", "block", "coach"),
    ("coach", "justify", "coach"),
    ("coach", "coach", "coach"),
    ("coach", "monitor", "monitor"),
    ("coach", "redact", "redact"),
    ("enforce", "block", "block"),
    ("enforce", "justify", "justify"),
    ("lockdown", "block", "block"),
]


@pytest.mark.parametrize(("mode", "verb", "effective"), CAPS)
def test_a_mode_caps_the_verb_of_a_rule(mode: str, verb: str, effective: str) -> None:
    policy = policy_of(f"approved_tools: [chatgpt]\nrules: [{{id: one, do: {verb}}}]\n", mode=mode)
    for decision in (tool_decision(policy), prompt_decision(policy)):
        assert (decision.uncapped, decision.verdict) == (Verb(verb), Verb(effective))
        assert decision.rule == "one"


def test_observing_does_not_call_masking_off() -> None:
    decision = prompt_decision(policy_of("rules: [{id: one, do: redact}]\n", mode="observe"))
    assert (decision.verdict, decision.mask) == (Verb.REDACT, True)


def test_coach_mode_does_not_soften_a_floor_rule() -> None:
    policy = policy_of("rules: [{id: one, do: block, floor: true}]\n", mode="coach")
    assert tool_decision(policy).verdict is Verb.BLOCK
    assert (
        tool_decision(policy_of("rules: [{id: one, do: block, floor: true}]\n", mode="observe")).verdict is Verb.MONITOR
    )


@pytest.mark.parametrize(("mode", "effective"), [("observe", "monitor"), ("coach", "coach"), ("enforce", "block")])
def test_the_default_verb_is_capped_as_well(mode: str, effective: str) -> None:
    text = f"apiVersion: gnomon/v1\nversion: 7\nmode: {mode}\ndefault: block\n"
    decision = tool_decision(parse_policy(text.encode(), file="p.yaml"))
    assert (decision.uncapped, decision.verdict) == (Verb.BLOCK, Verb(effective))
    assert (decision.rule, decision.line) == ("default", 4)


@pytest.mark.parametrize(("mode", "expected"), [("enforce", Verb.COACH), ("lockdown", Verb.BLOCK)])
def test_lockdown_blocks_what_is_not_approved_whatever_lenient_rules_say(mode: str, expected: Verb) -> None:
    policy = policy_of('rules: [{id: hint, do: coach, when: {tool: ["tag:consumer-llm"]}}]\n', mode=mode)
    assert tool_decision(policy).verdict is expected


def test_lockdown_leaves_approved_tools_and_the_gateway_alone() -> None:
    policy = policy_of('approved_tools: [copilot, "tag:corp", "our-*"]\n', mode="lockdown")
    assert tool_decision(policy, "chatgpt").rule == "lockdown"
    for tool, tags in (("copilot", ()), ("x", ("corp",)), ("our-bot", ()), ("corp", ())):
        assert tool_decision(policy, tool, tags=tags).verdict is Verb.ALLOW
    assert prompt_decision(policy, {"pii.person": 1}).verdict is Verb.REDACT


def test_a_blocking_rule_explains_itself_in_lockdown_too() -> None:
    policy = policy_of("rules: [{id: stop, do: block, message: {ru: Почему, en: Why}}]\n", mode="lockdown")
    assert (tool_decision(policy).rule, tool_decision(policy).reason.en) == ("stop", "Why")


def test_an_approved_tool_is_caught_by_its_own_name_but_not_by_tag_or_glob() -> None:
    policy = policy_of(
        """\
approved_tools: [chatgpt]
rules:
  - {id: by-tag, do: coach, when: {tool: ["tag:consumer-llm"]}}
  - {id: by-glob, do: coach, when: {tool: ["chat*"]}}
"""
    )
    assert (tool_decision(policy).verdict, tool_decision(policy).rule) == (Verb.ALLOW, "approved-tool")
    named = policy_of("approved_tools: [chatgpt]\nrules: [{id: named, do: justify, when: {tool: [chatgpt]}}]\n")
    assert tool_decision(named).rule == "named"
    floor = policy_of(
        "approved_tools: [chatgpt]\nrules: [{id: low, do: block, floor: true, when: {tool: ['tag:*']}}]\n"
    )
    assert tool_decision(floor).rule == "low"


def test_the_highest_priority_decides_then_the_strictest_verb_then_the_file_order() -> None:
    policy = policy_of(
        """\
rules:
  - {id: first-block, do: block}
  - {id: second-block, do: block}
  - {id: coach-it, do: coach}
  - {id: allow-high, do: allow, priority: 5, when: {tool: [claude]}}
"""
    )
    assert tool_decision(policy, "chatgpt").rule == "first-block"
    assert tool_decision(policy, "claude").rule == "allow-high"


def test_every_strictness_stands_in_the_order_of_the_note() -> None:
    assert [verb.value for verb in sorted(Verb, key=lambda one: one.strictness)] == [
        "allow",
        "monitor",
        "coach",
        "justify",
        "redact",
        "block",
    ]


def test_leave_for_one_class_does_not_let_another_through() -> None:
    policy = policy_of(
        """\
rules:
  - {id: names-are-fine, do: allow, priority: 50, when: {data: [pii.person]}}
  - {id: no-cards, do: block, when: {data: [pii.card]}}
"""
    )
    both = prompt_decision(policy, {"pii.person": 1, "pii.card": 1})
    assert (both.verdict, both.rule) == (Verb.BLOCK, "no-cards")
    names = prompt_decision(policy, {"pii.person": 1})
    assert (names.verdict, names.mask, names.spared) == (Verb.ALLOW, True, ("pii.person",))


def test_a_class_without_any_rule_is_still_masked_beside_a_spared_one() -> None:
    policy = policy_of("rules: [{id: towns, do: {pii.address: allow}}]\n")
    decision = prompt_decision(policy, {"pii.address": 1, "pii.person": 1, "secret.aws": 1})
    assert (decision.mask, decision.spared) == (True, ("pii.address",))


def test_leave_for_a_program_never_unmasks() -> None:
    policy = policy_of("rules: [{id: editor, do: allow, when: {program: [code]}}]\n")
    decision = prompt_decision(policy, {"pii.person": 1, "secret.aws": 1})
    assert (decision.verdict, decision.mask, decision.spared) == (Verb.ALLOW, True, ())


def test_a_glob_of_everything_never_unmasks_a_secret() -> None:
    policy = policy_of('rules: [{id: all, do: allow, when: {data: ["*"]}}]\n')
    assert prompt_decision(policy, {"pii.person": 1, "secret.aws": 1}).spared == ("pii.person",)


def test_the_most_exact_class_of_a_map_decides() -> None:
    policy = policy_of("rules: [{id: map, do: {pii.*: redact, pii.card: block, pii.c*: monitor}}]\n")
    assert prompt_decision(policy, {"pii.person": 1}).verdict is Verb.REDACT
    assert prompt_decision(policy, {"pii.card": 1}).verdict is Verb.BLOCK
    assert prompt_decision(policy, {"pii.crypto": 1}).verdict is Verb.MONITOR
    assert prompt_decision(policy, {}).rule == "default"


def test_a_count_of_zero_is_nothing_found() -> None:
    policy = policy_of("rules: [{id: stop, do: block, when: {data: [secret.*]}}]\n")
    assert prompt_decision(policy, {"secret.aws": 0}).rule == "default"


@pytest.mark.parametrize(
    ("body", "caller", "expected"),
    [
        ("programs: {block: [curl]}\n", Caller(program="curl", path="/usr/bin/curl"), "program-not-allowed"),
        ("programs: {block: ['/tmp/*']}\n", Caller(program="x", path="/tmp/x"), "program-not-allowed"),
        (
            "programs: {block: ['C:/Users/*']}\n",
            Caller(program="X.exe", path="c:\\users\\x.exe"),
            "program-not-allowed",
        ),
        ("programs: {allow: [code]}\n", Caller(program="curl", path="/usr/bin/curl"), "program-not-allowed"),
        ("programs: {allow: [code]}\n", EDITOR, "default"),
        ("programs: {allow: [code]}\n", Caller(), "default"),
        ("programs: {unknown: block}\n", Caller(), "program-not-allowed"),
        ("programs: {unknown: block}\n", EDITOR, "default"),
        ("rules: [{id: odd, do: block, when: {program: [unknown]}}]\n", Caller(), "odd"),
        ("rules: [{id: odd, do: block, when: {program: [unknown]}}]\n", Caller(program="unknown"), "odd"),
        ("rules: [{id: odd, do: block, when: {program: [unknown]}}]\n", EDITOR, "default"),
        ("rules: [{id: odd, do: block, when: {program: ['*/bin/co*']}}]\n", EDITOR, "odd"),
    ],
)
def test_programs_are_told_apart_and_unknown_is_a_value(body: str, caller: Caller, expected: str) -> None:
    assert prompt_decision(policy_of(body), caller=caller).rule == expected


def test_models_may_be_for_some_people_only() -> None:
    policy = policy_of("models: [corp-small, {model: corp-large, departments: [Финансы], groups: []}]\n")
    assert prompt_decision(policy, model="corp-small").rule == "default"
    assert prompt_decision(policy, model="corp-large").rule == "model-not-approved"
    assert prompt_decision(policy, model="corp-large", department="финансы").rule == "default"
    grouped = policy_of("models: [{model: 'corp-*', groups: [Devs]}]\n")
    assert prompt_decision(grouped, groups=frozenset({"devs"})).rule == "default"
    assert prompt_decision(grouped, groups=frozenset({"ops"})).rule == "model-not-approved"


def test_a_gateway_without_models_and_a_policy_without_models_approve_nothing() -> None:
    text = "apiVersion: gnomon/v1\nversion: 7\nmode: enforce\ngateways: [{id: corp, name: A, url: 'https://a.b'}]\n"
    policy = parse_policy(text.encode(), file="p.yaml")
    assert not model_approved(policy, policy.gateways[0], "any")
    wider = parse_policy((text + "models: [any]\n").encode(), file="p.yaml")
    assert model_approved(wider, wider.gateways[0], "any")
    assert not model_approved(wider, wider.gateways[0], "other")


def test_conditions_on_destination_model_and_people_all_count() -> None:
    policy = policy_of(
        """\
rules:
  - {id: there, do: block, when: {destination: [corp], model: ["corp-l*"], user: [BOB], group: [g], department: [hr]}}
"""
    )
    assert prompt_decision(policy, department="HR", groups=frozenset({"G"})).rule == "there"
    assert prompt_decision(policy, department="HR").rule == "default"
    assert prompt_decision(policy, department="it", groups=frozenset({"g"})).rule == "default"
    other = Caller(program="code", user="eve")
    assert prompt_decision(policy, department="hr", groups=frozenset({"g"}), caller=other).rule == "default"


def test_a_prompt_to_the_gateway_is_matched_by_the_gateway_as_tool() -> None:
    policy = policy_of("rules: [{id: gateway-redact-pii, do: redact, when: {tool: [corp], data: ['pii.*']}}]\n")
    assert prompt_decision(policy, {"pii.person": 1}).rule == "gateway-redact-pii"


def test_a_decision_names_its_rule_with_file_line_version_and_how_many_were_considered() -> None:
    policy = policy_of("rules:\n  - {id: one, do: monitor}\n  - {id: two, do: block}\n")
    decision = tool_decision(policy)
    assert (decision.rule, decision.file, decision.line) == ("two", "p.yaml", policy.rules[1].line)
    assert (decision.policy_version, decision.considered) == (7, 2)


def test_a_tool_with_known_contents_is_decided_by_them() -> None:
    policy = policy_of("rules: [{id: no-secrets, do: block, when: {data: ['secret.*']}}]\n")
    assert tool_decision(policy).rule == "default"
    assert tool_decision(policy, data=["secret.aws"]).rule == "no-secrets"
