"""What files cost: reading and masking docx, xlsx, pptx and pdf, with a finder that costs nothing.

    python bench/redactor/documents.py

Printed are CPU milliseconds, peak memory above the interpreter (MB), and how many values were left (must be 0).
Needs python-docx, openpyxl, python-pptx and reportlab, as the tests do.
"""

import io
import re
import resource
import time
from collections.abc import Callable, Sequence
from functools import partial

import docx
import openpyxl  # type: ignore[import-untyped] # no types
import pptx
from reportlab.pdfgen.canvas import Canvas

from redactor.documents import extract, mask
from redactor.finding import Finding
from redactor.placeholder import Codes

MAIL = re.compile(r"person\d+@firma\.ru")


def find(texts: Sequence[str]) -> list[list[Finding]]:
    return [[Finding("EMAIL", *match.span(), 1.0, "bench") for match in MAIL.finditer(text)] for text in texts]


def word(paragraphs: int) -> bytes:
    document = docx.Document()
    for number in range(paragraphs):
        paragraph = document.add_paragraph(f"Абзац {number} с обычным текстом договора, " * 2)
        paragraph.add_run(f"почта person{number}").bold = True
        paragraph.add_run("@firma.ru.")
    return saved(document)


def sheet(rows: int) -> bytes:
    book = openpyxl.Workbook()
    for number in range(rows):
        book.active.append([f"строка {number}", number, number * 1.5, f"person{number}@firma.ru"])
    return saved(book)


def slides(count: int) -> bytes:
    deck = pptx.Presentation()
    for number in range(count):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Слайд {number}"
        slide.placeholders[1].text = "Пункт плана\n" * 6 + f"person{number}@firma.ru"
    return saved(deck)


def pdf(pages: int) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(pages):
        for line in range(40):
            canvas.drawString(72, 780 - 18 * line, f"Line {line} of page {number}: an ordinary sentence of a contract.")
        canvas.drawString(72, 40, f"person{number}@firma.ru")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]  # three libraries, one method
    return buffer.getvalue()


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(what: str, work: Callable[[], object]) -> None:
    before, begin = megabytes(), time.process_time()
    result = work()
    print(f"{what:34} {(time.process_time() - begin) * 1000:8.0f} ms {megabytes() - before:7.1f} MB  {result}")


def main() -> None:
    codes = Codes(b"bench key of thirty-two letters.")
    for kind, name, data in [
        ("docx, 1,000 paragraphs", "a.docx", word(1_000)),
        ("xlsx, 8,000 cells", "a.xlsx", sheet(2_000)),
        ("pptx, 50 slides", "a.pptx", slides(50)),
        ("pdf, 50 pages", "a.pdf", pdf(50)),
    ]:
        measured(f"read {kind}", partial(read, data, name))
        if not name.endswith(".pdf"):
            measured(f"mask {kind}", partial(masked, data, name, codes))


def read(data: bytes, name: str) -> str:
    return f"{sum(map(len, extract(data, name).texts))} letters"


def masked(data: bytes, name: str, codes: Codes) -> str:
    return left(mask(data, name, find, codes).data, name)


def left(data: bytes, name: str) -> str:
    return f"{sum(len(MAIL.findall(text)) for text in extract(data, name).texts)} values left, {len(data)} bytes"


if __name__ == "__main__":
    main()
