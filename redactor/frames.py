"""What agent and worker say to each other on the pipe: frames of MessagePack, each after its length. Pure.

Texts travel as UTF-8 with lone surrogates passed through, since a prompt may hold them.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from redactor.finding import Finding

# A prompt is refused long before this; a longer frame means that the other side does not speak our language.
MAX_FRAME = 256 * 2**20
LENGTH_BYTES = 4


class FrameError(Exception):
    """The bytes are no frame of ours."""


class Setup(msgspec.Struct, array_like=True):
    """First frame to the worker: the policy's own recognizers and the memory it may have, in MiB."""

    company: dict[str, object] | None
    memory_limit_mb: int


class Ask(msgspec.Struct, array_like=True):
    """Texts of one prompt."""

    number: int
    texts: list[bytes]


class Found(msgspec.Struct, array_like=True):
    """One finding: entity, start, end, score, recognizer."""

    entity: str
    start: int
    end: int
    score: float
    recognizer: str


class Answer(msgspec.Struct, array_like=True):
    """Answer to the Ask of the same number; 0 is the first frame, sent when the worker is warm.

    `problem` names an error by its class, never by its message, which may quote the prompt. `memory_mb` is resident.
    """

    number: int
    status: Literal["found", "failed"]
    findings: list[list[Found]]
    problem: str
    memory_mb: int


def to_bytes(text: str) -> bytes:
    """A text for the pipe."""
    return text.encode("utf-8", "surrogatepass")


def to_text(data: bytes) -> str:
    """A text from the pipe."""
    return data.decode("utf-8", "surrogatepass")


def pack(frame: Setup | Ask | Answer) -> bytes:
    """A frame with its length before it."""
    body = msgspec.msgpack.encode(frame)
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def body_length(head: bytes) -> int:
    """Bytes of the body after this head. Raises FrameError when it cannot be one of ours."""
    length = int.from_bytes(head, "big")
    if len(head) != LENGTH_BYTES or not 0 < length <= MAX_FRAME:
        raise FrameError("frame length")
    return length


def unpack_answer(body: bytes) -> Answer:
    """Raises FrameError."""
    try:
        return msgspec.msgpack.decode(body, type=Answer)
    except msgspec.MsgspecError as error:
        raise FrameError("frame body") from error


def findings_of(answer: Answer, texts: Sequence[str]) -> list[list[Finding]]:
    """The findings, one list a text. Raises FrameError when they cannot belong to these texts."""
    if len(answer.findings) != len(texts):
        raise FrameError("number of texts")
    return [_checked(found, len(text)) for found, text in zip(answer.findings, texts, strict=True)]


def _checked(found: list[Found], length: int) -> list[Finding]:
    at = 0
    for one in found:
        if not at <= one.start < one.end <= length:
            raise FrameError("offsets")
        at = one.end
    return [Finding(one.entity, one.start, one.end, one.score, one.recognizer) for one in found]
