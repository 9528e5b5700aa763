"""What is counted and named of an answer while it passes. No word of what was said is kept. Pure."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from proxy.walk import is_model_name

LONGEST_NAME = 80  # of a model
NAMED_WITHIN = 8  # events
MOST_CHOICES = 8
_MOST_TOKENS = 10**12
FINISHED = frozenset((
    "stop", "length", "tool_calls", "function_call", "content_filter", "end_turn", "max_tokens", "stop_sequence",
    "tool_use", "pause_turn", "refusal", "model_context_window_exceeded", "load", "unload", "completed", "incomplete",
    "failed", "cancelled",
))  # fmt: skip
"""Why answers end, in the words of the providers; what they invent tomorrow is "other"."""

_NAMES_IN = ("prompt_tokens", "input_tokens", "prompt_eval_count")
_NAMES_OUT = ("completion_tokens", "output_tokens", "eval_count")
_TOKENS_IN = re.compile(rf'"(?:{"|".join(_NAMES_IN)})"\s*:\s*(\d{{1,12}})'.encode())
_TOKENS_OUT = re.compile(rf'"(?:{"|".join(_NAMES_OUT)})"\s*:\s*(\d{{1,12}})'.encode())
_SIGNATURE = re.compile(rb'"signature"\s*:\s*"([^"\\]{16,})"')
_ID = re.compile(rb'"id"\s*:\s*"(resp[A-Za-z0-9_-]{1,256})"')
_FINISHED = re.compile(
    rb'"(?:finish|stop|done)_reason"\s*:\s*"([a-z_]{1,40})"|"type"\s*:\s*"response\.(completed|incomplete|failed)"'
)


@dataclass(slots=True)
class Tally:
    """What is counted while an answer passes.

    gateway: which one answered. status: of its answer, 0 before there is one. cut: it did not come to its end.
    model: which one answered, as the gateway names it. finished: why each choice ended, in words of `FINISHED`.
    """

    gateway: str = ""
    status: int = 0
    bytes_out: int = 0
    bytes_in: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    events: int = 0
    writing_since: float = 0.0  # loop time, 0.0 while nothing is being written
    answer_id: str = ""
    model: str = ""
    finished: tuple[str, ...] = ()
    signatures: tuple[bytes, ...] = ()
    cut: bool = False

    def spent(self) -> int:
        """Tokens of the exchange: as the gateway counted them, else guessed from bytes sent and events received."""
        counted = self.tokens_in + self.tokens_out
        return counted or (self.bytes_out // 4 + self.events if 0 < self.status < 400 else 0)

    def see(self, stretch: bytes) -> None:
        """Look at a stretch of the answer for what is counted."""
        self.events += stretch.count(b"data:")
        if b"_tokens" in stretch or b"eval_count" in stretch:
            if found := _TOKENS_IN.findall(stretch):
                self.tokens_in = max(self.tokens_in, int(found[-1]))
            if found := _TOKENS_OUT.findall(stretch):
                self.tokens_out = max(self.tokens_out, int(found[-1]))
        self._see_marks(stretch)

    def see_events(self, stretch: bytes) -> None:
        """Look at a stretch of a stream."""
        self.see(stretch)
        if not self.model and self.events <= NAMED_WITHIN and b'"model"' in stretch:
            self._name(_first_object(stretch))
        if b"_reason" in stretch or b'"response.' in stretch:
            reasons = [(match[1] or match[2]).decode() for match in _FINISHED.finditer(stretch)]
            self.finished = (*self.finished, *_words(reasons))[:MOST_CHOICES]

    def see_whole(self, root: object, body: bytes = b"") -> None:
        """Look at an answer that is one JSON document; nothing of what the model wrote is taken for its own."""
        self._see_marks(body)
        if not isinstance(root, dict):
            return
        self._name(root)
        usage = root.get("usage")
        counts = usage if isinstance(usage, dict) else root
        self.tokens_in, self.tokens_out = _count(counts, _NAMES_IN), _count(counts, _NAMES_OUT)
        choices = root.get("choices")
        ends = [one for one in choices if isinstance(one, dict)] if isinstance(choices, list) else []
        status = root.get("status") if root.get("object") == "response" else None
        reasons = [
            *(one.get("finish_reason") for one in ends),
            root.get("stop_reason"),
            root.get("done_reason"),
            status,
        ]
        self.finished = tuple(_words(reasons))[:MOST_CHOICES]

    def _see_marks(self, stretch: bytes) -> None:
        """What the next prompt may refer to: the answer's id, and signatures of what the model wrote."""
        if b'"signature"' in stretch:
            self.signatures += tuple(_SIGNATURE.findall(stretch))
        if not self.answer_id and b'"resp' in stretch and (match := _ID.search(stretch)):
            self.answer_id = match[1].decode()

    def _name(self, root: Mapping[str, object]) -> None:
        for node in (root, root.get("message"), root.get("response")):
            name = node.get("model") if isinstance(node, dict) else None
            if isinstance(name, str) and len(name) <= LONGEST_NAME and is_model_name(name):
                self.model = name
                return


def _first_object(stretch: bytes) -> Mapping[str, object]:
    """The JSON object of the first event, or line, that holds one."""
    begin = stretch.find(b"{")
    line, _, _ = stretch[begin:].partition(b"\n")
    try:
        root = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return root if isinstance(root, dict) else {}


def _count(counts: Mapping[str, object], names: Sequence[str]) -> int:
    """The first of some numbers of tokens that is there, else 0."""
    for name in names:
        number = counts.get(name)
        if type(number) is int and 0 <= number < _MOST_TOKENS:  # True is no number of tokens
            return number
    return 0


def _words(reasons: Iterable[object]) -> Iterator[str]:
    """In words of `FINISHED`; some gateways say in every event that it is not the end."""
    return (one if one in FINISHED else "other" for one in reasons if isinstance(one, str) and one not in ("", "null"))
