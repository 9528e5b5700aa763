"""Real files made by the libraries that offices use, all with the same personal values in many places."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from email.message import EmailMessage
from typing import Any

import docx  # type: ignore[import-untyped,unused-ignore]  # not typed in every version
import openpyxl  # type: ignore[import-untyped]
import pptx  # type: ignore[import-untyped,unused-ignore]
import xlsxwriter  # type: ignore[import-untyped]
from docx.opc.constants import RELATIONSHIP_TYPE  # type: ignore[import-untyped,unused-ignore]
from docx.oxml import OxmlElement, parse_xml  # type: ignore[import-untyped,unused-ignore]
from docx.oxml.ns import nsdecls, qn  # type: ignore[import-untyped,unused-ignore]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from pptx.chart.data import CategoryChartData  # type: ignore[import-untyped,unused-ignore]
from pptx.enum.chart import XL_CHART_TYPE  # type: ignore[import-untyped,unused-ignore]
from pptx.util import Inches  # type: ignore[import-untyped,unused-ignore]

from redactor.finding import Finding

HYPERLINK = RELATIONSHIP_TYPE.HYPERLINK
NAME = "Кузнецова Ольга Игоревна"
DATIVE = "Кузнецовой Ольге Игоревне"
MAIL = "olga.kuznetsova@firma.ru"
PHONE = "+7 912 345-67-89"
INN = "770708389312"
BORN = "01.02.1990"
VALUES = {"PERSON": [NAME, DATIVE], "EMAIL": [MAIL], "PHONE": [PHONE], "RU_INN": [INN], "BIRTH_DATE": [BORN]}


def find(texts: Sequence[str]) -> list[list[Finding]]:
    """All of VALUES, wherever they stand."""
    return [
        [
            Finding(entity, match.start(), match.end(), 1.0, "test")
            for entity, values in VALUES.items()
            for value in values
            for match in re.finditer(re.escape(value), text)
        ]
        for text in texts
    ]


def left_in(data: bytes) -> list[str]:
    """Values that still stand in a file, in any entry, escaped or not."""
    values = [value for of_entity in VALUES.values() for value in of_entity]
    if not data.startswith(b"PK"):
        text = data.decode("utf-8", "replace")
        return [value for value in values if value in text]
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            content = archive.read(entry)
            if content.startswith(b"PK"):
                found += left_in(content)
            text = re.sub("<[^>]*>", "", content.decode("utf-8", "replace")) + content.decode("utf-8", "replace")
            found += [f"{entry}: {value}" for value in values if value in text]
    return found


def word_file() -> bytes:
    """Runs that split a name, a table, header, footer, comment, tracked changes, a link, alternative text."""
    document = docx.Document()
    paragraph = document.add_paragraph("Договор с ")
    paragraph.add_run("Кузнецовой Оль").bold = True
    paragraph.add_run("ге Игор").italic = True
    paragraph.add_run("евне от 5 мая")
    table = document.add_table(2, 3)
    for cell, text in zip(table.rows[0].cells, ("ФИО", "Почта", "ИНН"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, (NAME, MAIL, INN), strict=True):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = f"Исполнитель: {NAME}"
    document.sections[0].footer.paragraphs[0].text = f"Тел. {PHONE}"
    document.add_comment(paragraph.runs, text=f"спросить у {NAME}", author=NAME, initials="КО")
    document.add_picture(picture())
    document.inline_shapes[0]._inline.docPr.set("descr", f"Фото: {NAME}")
    body = document.element.body
    body.insert(
        0,
        parse_xml(
            f'<w:p {nsdecls("w")}><w:ins w:id="7" w:author="{NAME}" w:date="2026-01-01T00:00:00Z"><w:r><w:t>вписано '
            f'{MAIL}</w:t></w:r></w:ins><w:del w:id="8" w:author="{NAME}"><w:r><w:delText>стёрто {PHONE}</w:delText>'
            "</w:r></w:del></w:p>"
        ),
    )
    relation = document.part.relate_to(f"mailto:{MAIL}", HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "написать"
    run.append(text)
    link.append(run)
    paragraph._p.append(link)
    document.core_properties.author = NAME
    document.core_properties.comments = f"для {NAME}"
    return saved(document)


def picture() -> io.BytesIO:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]  # three libraries, one method
    return buffer.getvalue()


def workbook() -> bytes:
    """Texts, numbers and dates in cells, hidden sheets, one named after a person, comments, formulas."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Список"
    sheet.append(["ФИО", "ИНН", "Почта", "Дата рождения", "Телефон"])
    sheet.append([NAME, int(INN), MAIL, date(1990, 2, 1), PHONE])
    sheet.append([f"кому: {DATIVE}", 42, "-", 7, "=1+1"])
    sheet["A2"].comment = Comment(f"перезвонить {PHONE}", NAME)
    sheet["C2"].hyperlink = f"mailto:{MAIL}"
    sheet.oddHeader.center.text = f"Составила {NAME}"
    hidden = book.create_sheet(NAME)
    hidden.sheet_state = "hidden"
    hidden["A1"] = f'=IF(Список!A2="{NAME}","{PHONE}","нет")'
    very_hidden = book.create_sheet("тайный")
    very_hidden.sheet_state = "veryHidden"
    very_hidden["B2"] = f"='{NAME}'!A1"
    very_hidden["B3"] = f"пароль у {NAME}"
    book.properties.creator = NAME
    return saved(book)


def workbook_with_chart() -> bytes:
    """A table, a chart over names, a text box, cell values cached for formulas, rich text, data validation."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.set_properties({"author": NAME, "manager": NAME})
    sheet = book.add_worksheet("Данные")
    sheet.add_table("A1:B3", {"columns": [{"header": NAME}, {"header": "Сумма"}], "data": [[NAME, 5], [DATIVE, 6]]})
    sheet.write_formula("D1", "=A2", None, NAME)
    sheet.write_rich_string("D2", "Кому ", book.add_format({"bold": True}), "Кузнецовой ", "Ольге Игоревне", ", лично")
    sheet.write("D3", f"{MAIL}; {PHONE}")
    sheet.data_validation("E1", {"validate": "list", "source": [NAME, "другой"]})
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"name": NAME, "categories": "=Данные!$A$2:$A$3", "values": "=Данные!$B$2:$B$3"})
    chart.set_title({"name": f"Доходы: {NAME}"})
    sheet.insert_chart("F1", chart, {"description": f"график для {NAME}"})
    sheet.insert_textbox("F20", f"Звонить {PHONE}")
    sheet.set_footer(f"&L{MAIL}")
    book.close()
    return buffer.getvalue()


def slides() -> bytes:
    """A title, body, table, notes, a chart with its workbook inside, alternative text."""
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = f"Отчёт {NAME}"
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1)).text_frame
    box.text = "Почта "
    run = box.paragraphs[0].add_run()
    run.text = MAIL[:5]
    run.font.bold = True
    box.paragraphs[0].add_run().text = MAIL[5:]
    table = slide.shapes.add_table(1, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    table.cell(0, 0).text = NAME
    table.cell(0, 1).text = INN
    slide.notes_slide.notes_text_frame.text = f"Позвонить {PHONE}"
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [NAME, "другие"]
    data.add_series("Доля", (1, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, Inches(5), Inches(2), Inches(3), Inches(3), data)
    shape = slide.shapes.add_picture(picture(), 0, 0)
    shape._element.nvPicPr.cNvPr.set("descr", f"портрет: {NAME}")
    deck.core_properties.author = NAME
    return saved(deck)


def open_document_text() -> bytes:
    """An odt with spaces as tags, a header, a comment, a table."""
    namespaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "text", "table", "style")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces} '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:text>'
        f"<text:p>Договор с<text:s/>{NAME[:5]}<text:span>{NAME[5:]}</text:span></text:p>"
        "<text:p><office:annotation><dc:creator>Автор</dc:creator>"
        f"<text:p>примечание {PHONE}</text:p></office:annotation>"
        f"текст</text:p><table:table><table:table-row><table:table-cell><text:p>{MAIL}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{INN}</text:p></table:table-cell></table:table-row></table:table>"
        "</office:text></office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {namespaces}><office:master-styles><style:master-page><style:header>"
        f"<text:p>шапка {NAME}</text:p></style:header></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": styles,
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def zipped(entries: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    """An Office file with one entry more, or another one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries: dict[str, str | bytes] = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped(entries | {name: content})


def e_mail(*attachments: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"] = f"Кузнецова Ольга <{MAIL}>"
    message["To"] = "boss@firma.ru"
    message["Subject"] = f"Отпуск: {NAME}"
    message.set_content(f"Прошу отпуск. {PHONE}\n", charset="koi8-r")
    message.add_alternative(f"<p>Прошу <b>отпуск</b>&nbsp;{PHONE}</p><script>x</script>", subtype="html")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def pdf(*pages: str, password: str = "") -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=password or None)
    for page in pages:
        if page:
            canvas.drawString(72, 700, page)
        else:
            canvas.rect(10, 10, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
