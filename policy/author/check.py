"""Run a policy's own tests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from policy.decide import decide_prompt, decide_tool
from policy.model import Caller, Decision, Given, Policy, PolicyTest
from policy.words import Text


@dataclass(frozen=True, slots=True)
class TestResult:
    """How one test came out; text is a sentence for the author."""

    __test__ = False

    name: str
    passed: bool
    line: int
    decision: Decision
    text: Text


def run_tests(
    policy: Policy, *, now: datetime, tags_of: Callable[[str], frozenset[str]] | None = None
) -> tuple[TestResult, ...]:
    """Run all tests of a policy, in file order.

    now: aware; for tests that give no moment of their own. tags_of: tags of a tool of the catalogue, for tests that
    give none.
    """
    return tuple(_run(policy, test, now, tags_of) for test in policy.tests)


def decide_given(
    policy: Policy, given: Given, *, now: datetime, tags_of: Callable[[str], frozenset[str]] | None = None
) -> Decision:
    """Decide on the event that a test describes: a prompt when it names a gateway, otherwise a tool."""
    moment = given.now or now
    if given.gateway:
        return decide_prompt(
            policy,
            gateway=given.gateway,
            model=given.model,
            entities=dict.fromkeys(given.data, 1),
            caller=Caller(program=given.program, user=given.user),
            now=moment,
            department=given.department,
            groups=given.groups,
        )
    tags = given.tags or (tags_of(given.tool) if tags_of else frozenset())
    return decide_tool(
        policy,
        tool=given.tool,
        tags=tags,
        surface=given.surface,
        now=moment,
        user=given.user,
        department=given.department,
        groups=given.groups,
        data=given.data,
    )


def _run(
    policy: Policy, test: PolicyTest, now: datetime, tags_of: Callable[[str], frozenset[str]] | None
) -> TestResult:
    decision = decide_given(policy, test.given, now=now, tags_of=tags_of)
    wrong = [
        (str(expected), str(found))
        for expected, found in (
            (test.expect, decision.uncapped),
            (test.effective, decision.verdict),
            (test.rule or None, decision.rule),
        )
        if expected is not None and expected != found
    ]
    place = f"{policy.file}:{test.line}"
    if not wrong:
        text = Text(ru=f"верно: {test.name}", en=f"passed: {test.name}")
        return TestResult(test.name, True, test.line, decision, text)
    expected_ru = ", ".join(f"ждали {one}, вышло {other}" for one, other in wrong)
    expected_en = ", ".join(f"expected {one}, got {other}" for one, other in wrong)
    text = Text(
        ru=f"НЕВЕРНО: {test.name} ({place}): {expected_ru}; решило правило {decision.rule}, строка {decision.line}.",
        en=f"FAILED: {test.name} ({place}): {expected_en}; decided by {decision.rule}, line {decision.line}.",
    )
    return TestResult(test.name, False, test.line, decision, text)
