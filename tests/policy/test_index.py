"""The index answers as the reference does."""

import gc
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from policy import index as index_module
from policy.conditions import Event
from policy.evaluate import winner_of
from policy.index import Index, index_of
from policy.model import ClassVerb, Conditions, Hours, Rollout, Rule, Verb
from tests.policy.samples import policy_of

TOOLS = ["chatgpt", "claude", "corp"]
CLASSES = ["pii.person", "pii.ru.inn", "secret.aws", ""]
PEOPLE = ["bob", "Eve", ""]

tool_globs = some.sampled_from([*TOOLS, "c*", "*", "tag:llm", "tag:*"])
class_globs = some.sampled_from(["pii.*", "pii.ru.*", "secret.*", "*", "pii.person"])
verbs = some.sampled_from(list(Verb))
moments = some.integers(0, 13 * 24 * 60).map(lambda one: datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=one))


def few(values: some.SearchStrategy[str]) -> some.SearchStrategy[tuple[str, ...]]:
    return some.lists(values, max_size=2).map(tuple)


conditions = some.builds(
    Conditions,
    tool=few(tool_globs),
    data=few(class_globs),
    department=few(some.sampled_from(["HR", "it"])),
    group=few(some.sampled_from(["g", "h"])),
    user=few(some.sampled_from(["bob", "eve"])),
    destination=few(some.sampled_from(["corp", "*"])),
    model=few(some.sampled_from(["m", "n*"])),
    program=few(some.sampled_from(["code", "unknown"])),
    surface=few(some.sampled_from(["web", "process"])),
    hours=some.none() | some.builds(Hours, some.integers(0, 700), some.integers(701, 1439)),
    days=some.frozensets(some.integers(0, 6), max_size=3),
    tz=some.sampled_from(["", "Europe/Moscow", "America/New_York"]),
)
rules = some.builds(
    Rule,
    id=some.just("r"),
    do=verbs | some.lists(some.builds(ClassVerb, class_globs, verbs), min_size=1, max_size=3).map(tuple),
    when=conditions,
    file=some.just("p.yaml"),
    line=some.just(1),
    priority=some.integers(-2, 2),
    expires=some.none() | moments,
    rollout=some.none() | some.builds(Rollout, some.integers(0, 100), some.just("s")),
    floor=some.booleans(),
)
events = some.builds(
    Event,
    now=moments,
    tool=some.sampled_from(TOOLS),
    tags=some.frozensets(some.sampled_from(["llm", "ru"])),
    approved=some.booleans(),
    surface=some.sampled_from(["web", "process", ""]),
    destination=some.sampled_from(["corp", ""]),
    model=some.sampled_from(["m", "n1", ""]),
    program=some.sampled_from(["code", ""]),
    user=some.sampled_from(PEOPLE),
    department=some.sampled_from(["hr", "IT", ""]),
    groups=some.frozensets(some.sampled_from(["g", "h"])),
)


@settings(max_examples=400, deadline=None)
@given(some.lists(rules, max_size=12).map(tuple), some.lists(events, min_size=1, max_size=4))
def test_the_index_and_the_reference_agree(some_rules: tuple[Rule, ...], some_events: list[Event]) -> None:
    index = Index(some_rules)
    for event in some_events * 2:
        for data in CLASSES:
            assert index.winner(event, data) == winner_of(some_rules, event, data)


def test_times_are_not_remembered() -> None:
    policy = policy_of('rules: [{id: one, do: block, expires: "2026-11-20T12:00:00Z"}]\n')
    index = index_of(policy)
    end = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert index.winner(Event(now=end - timedelta(seconds=1)), "") is not None
    assert index.winner(Event(now=end), "") is None


def test_a_policy_has_one_index_which_ends_with_it() -> None:
    policy = policy_of()
    assert index_of(policy) is index_of(policy)
    assert index_of(policy_of()) is not index_of(policy)
    before = len(index_module._INDEXES)
    del policy
    gc.collect()
    assert len(index_module._INDEXES) < before
