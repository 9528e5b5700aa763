"""What is wrong with a policy file, where, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

from policy.words import Text


class Severity(StrEnum):
    """error: the policy cannot be used or does not do what it says. warning: worth a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to mend. line and column count from 1."""

    file: str
    line: int
    column: int
    text: Text
    fix: Text
    severity: Severity = Severity.ERROR

    def to(self, language: str) -> str:
        """One line for a terminal: place, what is wrong, what to do."""
        return f"{self.file}:{self.line}:{self.column}: {self.text.to(language)} {self.fix.to(language)}"


class PolicyError(ValueError):
    """A policy file that cannot be used; nothing of it takes effect."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        super().__init__("\n".join(complaint.to("en") for complaint in complaints))
        self.complaints = complaints

    def to(self, language: str) -> str:
        """All complaints, one a line."""
        return "\n".join(complaint.to(language) for complaint in self.complaints)
