"""Files: their text (extract), and the same file without values (rewrite, mask)."""

from redactor.documents.document import Document, DocumentRefused, Kind, Part, as_markdown
from redactor.documents.extraction import extract
from redactor.documents.rewriting import Masked, mask, rewrite

__all__ = ["Document", "DocumentRefused", "Kind", "Masked", "Part", "as_markdown", "extract", "mask", "rewrite"]
