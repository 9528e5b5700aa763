"""Everything worth saying about a policy file before it is published."""

from collections.abc import Callable, Iterator
from datetime import datetime

from policy.author.check import run_tests
from policy.author.doubts import doubts_of
from policy.complaint import Complaint, PolicyError
from policy.format import parse_policy
from policy.model import Policy
from policy.words import Text


def lint(
    data: bytes,
    *,
    file: str,
    now: datetime | None = None,
    tags_by: Callable[[Policy], Callable[[str], frozenset[str]]] | None = None,
) -> tuple[Complaint, ...]:
    """Complaints about a file in its order; those of severity `error` must be mended before publishing.

    now: aware; with it the policy's own tests are run, and what has expired is named. tags_by: tags of tools by the
    catalogue as the policy changes it, for tests that give none; raises PolicyError where its changes do not fit.
    """
    try:
        policy = parse_policy(data, file=file)
        tags_of = tags_by(policy) if tags_by else None
    except PolicyError as error:
        return error.complaints
    found = [*doubts_of(policy, now=now), *_failed_tests(policy, now, tags_of)]
    return tuple(sorted(found, key=lambda one: (one.line, one.column)))


def _failed_tests(
    policy: Policy, now: datetime | None, tags_of: Callable[[str], frozenset[str]] | None
) -> Iterator[Complaint]:
    if now is None:
        return
    for result in run_tests(policy, now=now, tags_of=tags_of):
        if not result.passed:
            fix = Text(ru="Исправьте правило или тест.", en="Mend the rule or the test.")
            yield Complaint(policy.file, result.line, 1, result.text, fix)
