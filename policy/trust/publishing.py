"""What an author publishes: checked before it is signed, versions only grow, an old policy comes back as a new one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from policy.author.lint import lint
from policy.complaint import Severity
from policy.format import parse_policy
from policy.model import Policy
from policy.trust.kill import Kill, kill_bytes
from policy.trust.repository import PolicyRepository
from policy.trust.roles import EMERGENCY, KILL, POLICY
from policy.trust.trouble import PublishError, TrustError
from policy.words import Text

_VERSION_LINE = re.compile(rb"^version:[ \t]*\d+", re.MULTILINE)


def publish(
    repository: PolicyRepository,
    data: bytes,
    *,
    file: str,
    now: datetime,
    tags_by: Callable[[Policy], Callable[[str], frozenset[str]]] | None = None,
) -> int:
    """Sign a policy file that has no mistakes, whose own tests pass and whose version grew; gives its version.

    Raises:
        PublishError: one of these is not so, or keys are missing.
    """
    mistakes = [one for one in lint(data, file=file, now=now, tags_by=tags_by) if one.severity is Severity.ERROR]
    if mistakes:
        raise PublishError(
            Text("\n".join(one.to("ru") for one in mistakes), "\n".join(one.to("en") for one in mistakes))
        )
    version = parse_policy(data, file=file).version
    before = published_version(repository)
    if version <= before:
        raise PublishError(
            Text(
                f"Версия {version} уже опубликована или старше: сейчас {before}. Поставьте version: {before + 1}",
                f"Version {version} is published already or older: it is {before} now. Set version: {before + 1}",
            )
        )
    repository.publish(POLICY, data)
    return version


def published_version(repository: PolicyRepository) -> int:
    """The version of the policy that devices get now; 0 before the first. Raises: PublishError."""
    data = repository.content(POLICY)
    return parse_policy(data, file=POLICY).version if data is not None else 0


def roll_back(
    repository: PolicyRepository,
    version: int,
    *,
    now: datetime,
    tags_by: Callable[[Policy], Callable[[str], frozenset[str]]] | None = None,
) -> int:
    """Publish what an earlier version said, under a new version; gives that.

    Raises:
        PublishError: there was no such version, or keys are missing.
    """
    for data in repository.history(POLICY):
        if parse_policy(data, file=POLICY).version == version:
            new = b"version: %d" % (published_version(repository) + 1)
            return publish(repository, _VERSION_LINE.sub(new, data, count=1), file=POLICY, now=now, tags_by=tags_by)
    raise PublishError(Text(f"Версии {version} в хранилище нет.", f"There is no version {version} in the repository."))


def order(repository: PolicyRepository, kill: Kill) -> None:
    """Sign an order of the people on call.

    Raises:
        PublishError: it is none that a device would obey, says no reason, or keys are missing.
    """
    if not (kill.reason.ru.strip() and kill.reason.en.strip()):
        raise PublishError(Text("Напишите причину на обоих языках.", "Give the reason in both languages."))
    try:
        data = kill_bytes(kill)
    except TrustError as error:
        raise PublishError(Text("Пауза длится не дольше 24 часов.", "A pause lasts 24 hours at most.")) from error
    repository.publish(KILL, data, role=EMERGENCY)
