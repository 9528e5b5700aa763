"""The policy of the demo story, and of everybody's first own policy."""

from datetime import UTC, datetime
from pathlib import Path

from policy.author.check import run_tests
from policy.decide import decide_prompt, decide_tool
from policy.format import parse_policy, with_gateway
from policy.model import Caller, Policy, Verb

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def demo() -> Policy:
    return parse_policy((Path(__file__).parents[2] / "policy" / "demo.yaml").read_bytes(), file="policy/demo.yaml")


def test_its_own_tests_pass() -> None:
    assert all(result.passed for result in run_tests(demo(), now=NOW))


def test_a_prompt_with_everything_in_it_is_masked_and_sent() -> None:
    policy = with_gateway(demo(), "demo", "http://127.0.0.1:4242/v1")
    found = {"pii.person": 1, "pii.ru.inn": 1, "pii.phone": 1, "pii.card": 1, "secret.openai": 1}
    decision = decide_prompt(
        policy, gateway="demo", model="gnomon-demo", entities=found, caller=Caller(program="gnomon"), now=NOW
    )
    assert (decision.verdict, decision.mask, decision.spared) == (Verb.REDACT, True, ())
    assert decision.rule == "secrets-are-masked"
    assert policy.gateways[0].base_url == "http://127.0.0.1:4242/v1"


def test_unapproved_assistants_are_coached_and_the_rest_is_only_recorded() -> None:
    for tags, verdict in (({"consumer-llm"}, Verb.COACH), ({"mirror", "ru"}, Verb.COACH), ({"coding"}, Verb.MONITOR)):
        decision = decide_tool(demo(), tool="some", tags=frozenset(tags), surface="web", now=NOW)
        assert decision.verdict is verdict


def test_it_shows_three_assistants_and_a_company_recognizer_in_both_languages() -> None:
    policy = demo()
    assert len(policy.assistants) == 3
    for assistant in policy.assistants:
        assert assistant.name.ru != assistant.name.en
        assert "ZQ_" in assistant.prompt.ru
        assert "ZQ_" in assistant.prompt.en
        assert assistant.examples
        assert all(example.ru != example.en for example in assistant.examples)
    assert policy.recognizers[0].supported_entity == "CONTRACT_NUMBER"
