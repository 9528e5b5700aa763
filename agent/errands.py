"""What is done in a process of its own, its messages and answers: `python -m agent.errands`, see ``agent.errand``."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from policy.complaint import Complaint, PolicyError
from policy.model import Policy

if TYPE_CHECKING:  # the sensors are for those who look
    from detector.scan import Scan


class ReadPolicy(msgspec.Struct, tag="policy", frozen=True):
    """Read a policy file. ``data``: its bytes; ``file``: its name for complaints."""

    data: bytes
    file: str


@dataclass(frozen=True, slots=True)
class PolicyRead:
    """A policy, or why it is none."""

    policy: Policy | None
    complaints: tuple[Complaint, ...]


class Look(msgspec.Struct, tag="look", frozen=True):
    """Look at this machine with every sensor. ``policy``: what the company's policy says, None when there is none."""

    home: str
    policy: Policy | None
    now: datetime


def serve() -> None:
    """Do the errand that stands on standard input and write its answer to standard output."""
    message = msgspec.json.decode(sys.stdin.buffer.read(), type=ReadPolicy | Look)
    answer = read_policy(message) if isinstance(message, ReadPolicy) else look(message)
    sys.stdout.buffer.write(msgspec.json.encode(answer))
    sys.stdout.buffer.flush()


def read_policy(message: ReadPolicy) -> PolicyRead:
    """The policy in a file."""
    from policy.format import parse_policy

    try:
        return PolicyRead(parse_policy(message.data, file=message.file), ())
    except PolicyError as error:
        return PolicyRead(None, error.complaints)


def look(message: Look) -> Scan:
    """One pass of all sensors."""
    from agent.look import look_with

    return look_with(message.home, message.policy, message.now)


if __name__ == "__main__":
    serve()
