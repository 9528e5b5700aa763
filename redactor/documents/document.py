"""What a file holds that can be read: values. Text of files never appears in a repr."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from policy.words import Text


class Kind(StrEnum):
    """Formats that are read."""

    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    PDF = "pdf"
    EML = "eml"
    HTML = "html"
    CSV = "csv"
    JSON = "json"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text of a file. `where` names the place without any words of the file: "header1", "sheet 2"."""

    where: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file. `unseen` says what of it was not read (pictures, attachments), in sentences."""

    kind: Kind
    parts: tuple[Part, ...]
    unseen: tuple[Text, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each part."""
        return tuple(part.text for part in self.parts)


class DocumentRefused(Exception):
    """The file is not read, or not rewritten. `reason` is for the person who gave it."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def as_markdown(document: Document, texts: Sequence[str]) -> str:
    """The text of a file for a prompt: `texts` (its own, or redacted) under the names of the places."""
    if len(document.parts) == 1:
        return texts[0]
    pieces = (f"## {part.where}\n\n{text}" for part, text in zip(document.parts, texts, strict=True))
    return "\n\n".join(pieces)
