"""What the redactor finds, and how it says that it could not look."""

from dataclasses import dataclass

from policy.words import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """An entity in a text: text[start:end], counted in code points as Presidio does.

    `score` lies in 0…1. `recognizer` names the rule that found it; for a secret it is the id of the provider's
    rule ("aws-access-token"). The value itself is never kept, so a Finding may be logged.
    """

    entity: str
    start: int
    end: int
    score: float
    recognizer: str

    @property
    def length(self) -> int:
        """Code points covered."""
        return self.end - self.start

    def moved(self, by: int) -> "Finding":
        """The same finding in a text that begins `by` code points earlier."""
        return Finding(self.entity, self.start + by, self.end + by, self.score, self.recognizer)


class RedactionError(Exception):
    """The prompt could not be examined, so it must not be sent. `reason` is for the person who wrote it."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason
