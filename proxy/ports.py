"""What the journey of a prompt needs from outside, and what it tells of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from policy.model import Caller, Decision, Gateway, Policy
from proxy.content import Extract
from proxy.masking import Finder


class Outcome(StrEnum):
    """How an exchange ended."""

    OPEN = "open"
    OK = "ok"
    BLOCKED = "blocked"
    TRUNCATED = "truncated"
    CLIENT_ABORT = "client_abort"
    UPSTREAM_ERROR = "upstream_error"
    DETECTOR_ERROR = "detector_error"


class Exchange(NamedTuple):
    """What happened, without a word of what was said.

    counts: policy class → findings. bytes_out: body sent to the gateway; bytes_in: body received from it. tokens_in,
    tokens_out: as the gateway counted them, 0 when it did not say. scanned: strings looked at. status: HTTP status of
    the gateway, 0 when it was not asked. answered_by: the model, as the gateway names it; finished: why each choice
    ended.
    """

    id: str
    gateway: str
    model: str
    dialect: str
    route: str
    caller: Caller
    decision: Decision
    counts: Mapping[str, int]
    outcome: Outcome
    started: datetime
    ended: datetime | None = None
    bytes_out: int = 0
    bytes_in: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    scanned: int = 0
    status: int = 0
    stream: bool = False
    justified: bool = False
    answered_by: str = ""
    finished: tuple[str, ...] = ()


class Recorder(Protocol):
    """Writes down what happens, durably."""

    async def opened(self, exchange: Exchange) -> None:
        """Before anything is sent. Whatever it raises: nothing is sent.

        Who stops waiting does not undo the record: after a cancellation it is written all the same, before `closed`.
        """
        ...

    async def closed(self, exchange: Exchange) -> None:
        """After the end, exactly once."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """What the journey needs from outside.

    policy: as it holds for this person. credentials: the key of a gateway. key: of the placeholders (32 bytes).
    """

    policy: Callable[[], Policy | None]
    finder: Finder
    recorder: Recorder
    credentials: Callable[[Gateway], str]
    key: Callable[[], bytes]
    extract: Extract | None
