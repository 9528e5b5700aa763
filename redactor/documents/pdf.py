"""The text layer of a PDF, page by page (pypdfium2; PDFium is Chrome's reader)."""

from policy.words import Text
from redactor.documents import reasons
from redactor.documents.document import Document, DocumentRefused, Kind, Part

MOST_PAGES = 3_000
_LEAST_TEXT = 5  # code points; a page with fewer and with pictures is a scan
_WRONG_PASSWORD = "password"  # noqa: S105 (a word in PDFium's message)


def read_pdf(data: bytes) -> Document:
    """Raises: DocumentRefused for encrypted, scanned and damaged files, and for too many pages."""
    import pypdfium2 as pdfium  # 0.08 s: only when a PDF comes

    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        protected = _WRONG_PASSWORD in str(error).lower()
        raise DocumentRefused(reasons.ENCRYPTED if protected else reasons.BROKEN) from error
    try:
        if len(pdf) > MOST_PAGES:
            raise DocumentRefused(reasons.TOO_LARGE)
        pdf.init_forms()
        texts = [_page_text(pdf, index) for index in range(len(pdf))]
        attachments = pdf.count_attachments()
    except pdfium.PdfiumError as error:
        raise DocumentRefused(reasons.BROKEN) from error
    finally:
        pdf.close()
    empty = [index for index, text in enumerate(texts) if len(text.strip()) < _LEAST_TEXT]
    if len(empty) == len(texts):
        raise DocumentRefused(reasons.SCANNED)
    unseen: list[Text] = []
    if empty:
        unseen.append(reasons.pages_without_text(", ".join(str(index + 1) for index in empty)))
    if attachments:
        unseen.append(reasons.embedded_files(attachments))
    parts = (Part(f"page {index + 1}", text) for index, text in enumerate(texts) if text.strip())
    return Document(Kind.PDF, tuple(parts), tuple(unseen))


def _page_text(pdf: object, index: int) -> str:
    page = pdf[index]  # type: ignore[index]  # pypdfium2 ships no types
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_bounded()).replace("\r\n", "\n").replace("\ufffe", "")
    finally:
        text_page.close()
        page.close()
