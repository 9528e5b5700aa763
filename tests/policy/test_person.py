"""A policy as it holds for one person: whatever is decided is what the whole policy decides for them."""

from datetime import UTC, datetime

import pytest

from policy.decide import decide_prompt, decide_tool
from policy.model import Caller, Policy
from policy.person import Person, for_person
from tests.policy.samples import policy_of

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
NOBODY = Person()
ANNA = Person("anna", "Финансы", frozenset({"analysts", "staff"}))
BORIS = Person("boris", "hr", frozenset({"staff"}))
CALLER = Caller(program="python", path="/usr/bin/python", user="")
RULES = """
models: [corp-small, {model: corp-large, departments: [финансы]}, {model: corp-code, groups: [Analysts]}]
rules:
  - {id: finance-stays, do: block, when: {tool: [chatgpt], department: [Финансы]}}
  - {id: analysts-ask, do: justify, when: {tool: [claude], group: ["anal*"]}}
  - {id: not-boris, do: block, when: {tool: [gemini], user: [Boris]}}
  - {id: a-half, do: coach, when: {tool: [deepseek]}, rollout: {percent: 50, salt: s}}
  - {id: hr-alone, do: block, when: {destination: [corp], department: [hr], data: ["pii.*"]}}
budgets:
  - {scope: "department:финансы", tokens_per_day: 10}
  - {scope: "group:STAFF", tokens_per_day: 20}
  - {scope: "group:others", tokens_per_day: 30}
  - {scope: company, tokens_per_day: 40}
assistants:
  - {id: for-all, name: {ru: А, en: A}, prompt: {ru: а, en: a}, hint: {ru: а, en: a}, owner: x}
  - {id: for-hr, name: {ru: А, en: A}, prompt: {ru: а, en: a}, hint: {ru: а, en: a}, owner: x, departments: [HR]}
"""


@pytest.fixture(scope="module")
def company() -> Policy:
    return policy_of(RULES)


@pytest.mark.parametrize("person", [NOBODY, ANNA, BORIS])
@pytest.mark.parametrize("tool", ["chatgpt", "claude", "gemini", "deepseek", "mistral"])
def test_a_tool_is_decided_on_as_the_whole_policy_does(company: Policy, person: Person, tool: str) -> None:
    whole = decide_tool(
        company, tool=tool, tags=frozenset(), surface="web", now=NOW,
        user=person.user, department=person.department, groups=person.groups,
    )  # fmt: skip
    own = decide_tool(for_person(company, person), tool=tool, tags=frozenset(), surface="web", now=NOW)
    assert (own.verdict, own.rule, own.line) == (whole.verdict, whole.rule, whole.line)


@pytest.mark.parametrize("person", [NOBODY, ANNA, BORIS])
@pytest.mark.parametrize("model", ["corp-small", "corp-large", "corp-code", "corp-else"])
@pytest.mark.parametrize("found", [{}, {"pii.person": 1}])
def test_a_prompt_is_decided_on_as_the_whole_policy_does(
    company: Policy, person: Person, model: str, found: dict[str, int]
) -> None:
    whole = decide_prompt(
        company, gateway="corp", model=model, entities=found, caller=CALLER, now=NOW,
        user=person.user, department=person.department, groups=person.groups,
    )  # fmt: skip
    own = decide_prompt(
        for_person(company, person), gateway="corp", model=model, entities=found, caller=CALLER, now=NOW
    )
    assert (own.verdict, own.rule, own.mask) == (whole.verdict, whole.rule, whole.mask)


def test_a_list_of_models_for_others_only_grants_nothing() -> None:
    company = policy_of("models: [{model: corp-large, departments: [finance]}]\n")
    decision = decide_prompt(
        for_person(company, BORIS), gateway="corp", model="corp-large", entities={}, caller=CALLER, now=NOW
    )
    assert decision.rule == "model-not-approved"


def test_budgets_and_assistants_of_others_are_left_out(company: Policy) -> None:
    anna, boris, nobody = (for_person(company, one) for one in (ANNA, BORIS, NOBODY))
    assert [budget.tokens_per_day for budget in anna.budgets] == [10, 20, 40]
    assert [budget.tokens_per_day for budget in boris.budgets] == [20, 40]
    assert [budget.tokens_per_day for budget in nobody.budgets] == [40]
    assert [one.id for one in anna.assistants] == ["for-all"]
    assert [one.id for one in boris.assistants] == ["for-all", "for-hr"]
