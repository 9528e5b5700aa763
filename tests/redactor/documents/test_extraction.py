"""The text of files: every place where an office file can hold one."""

import json

import pytest

from redactor.documents import Document, DocumentRefused, as_markdown, extract
from redactor.documents.text import decode
from tests.redactor.documents import files
from tests.redactor.documents.files import BORN, DATIVE, INN, MAIL, NAME, PHONE


def whole(document: Document) -> str:
    return "\n".join(document.texts)


@pytest.mark.parametrize(
    "text",
    [
        f"Договор с {DATIVE} от 5 мая",
        f"{NAME} | {MAIL} | {INN}",
        f"Исполнитель: {NAME}",
        f"Тел. {PHONE}",
        f"спросить у {NAME}",
        f"вписано {MAIL}",
        f"стёрто {PHONE}",
        f"Фото: {NAME}",
        f"mailto:{MAIL}",
    ],
)
def test_a_word_file_is_read_everywhere(text: str) -> None:
    assert text in whole(extract(files.word_file(), "договор.docx"))


def test_deleted_text_is_not_glued_to_what_replaced_it() -> None:
    assert f"вписано {MAIL}\nстёрто {PHONE}\n" in whole(extract(files.word_file(), "договор.docx"))


def test_pictures_that_were_not_examined_are_named() -> None:
    assert "1" in extract(files.word_file(), "договор.docx").unseen[0].ru


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}\t{INN}\t{MAIL}\t{BORN}\t{PHONE}",
        f"кому: {DATIVE}\t42",
        f"перезвонить {PHONE}",
        f"Составила {NAME}",
        f"пароль у {NAME}",
        f"mailto:{MAIL}",
    ],
)
def test_a_workbook_is_read_with_its_hidden_sheets(text: str) -> None:
    assert text in whole(extract(files.workbook(), "список.xlsx"))


def test_numbers_are_shown_in_digits_and_dates_as_dates() -> None:
    text = whole(extract(files.workbook(), "список.xlsx"))
    assert f"\t{INN}\t" in text
    assert f"\t{BORN}\t" in text


@pytest.mark.parametrize(
    "text", [f"Доходы: {NAME}", f"график для {NAME}", f"Звонить {PHONE}", f"Кому {DATIVE}, лично", f"{MAIL}; {PHONE}"]
)
def test_charts_text_boxes_and_rich_texts_of_a_workbook_are_read(text: str) -> None:
    assert text in whole(extract(files.workbook_with_chart(), "график.xlsx"))


@pytest.mark.parametrize(
    "text", [f"Отчёт {NAME}", f"Почта {MAIL}", f"{NAME} | {INN}", f"Позвонить {PHONE}", f"портрет: {NAME}", "другие"]
)
def test_slides_are_read_with_notes_charts_and_tables(text: str) -> None:
    assert text in whole(extract(files.slides(), "отчёт.pptx"))


def test_slides_come_before_their_notes_and_templates_do_not_come() -> None:
    parts = extract(files.slides(), "отчёт.pptx").parts
    assert parts[0].where == "slide 1"
    assert "Click to edit Master title style" not in "".join(part.text for part in parts)


def test_open_document_text_is_read() -> None:
    text = whole(extract(files.open_document_text(), "договор.odt"))
    for expected in (f"Договор с {NAME}", f"шапка {NAME}", f"примечание {PHONE}", f"{MAIL} | {INN}"):
        assert expected in text
    assert "Автор" not in text


def test_an_e_mail_is_read_with_headers_bodies_and_attachments() -> None:
    letter = files.e_mail(("договор.docx", files.word_file()), ("вирус.exe", b"MZ\x00\x01\x02\x03"))
    document = extract(letter, "письмо.eml")
    text = whole(document)
    for expected in (f"Subject: Отпуск: {NAME}", MAIL, f"Прошу отпуск. {PHONE}", f"Договор с {DATIVE}", "договор.docx"):
        assert expected in text
    assert "вирус.exe" in "".join(sentence.ru for sentence in document.unseen)


def test_an_e_mail_inside_an_e_mail_is_read() -> None:
    inner = files.e_mail()
    assert f"Отпуск: {NAME}" in whole(extract(files.e_mail(("старое.eml", inner)), "письмо.eml"))


def test_the_text_layer_of_a_pdf_is_read_page_by_page() -> None:
    document = extract(files.pdf("Jane Roe, jane@roe.org", "", "page three"), "a.pdf")
    assert [part.where for part in document.parts] == ["page 1", "page 3"]
    assert "jane@roe.org" in document.texts[0]
    assert "2" in document.unseen[0].en


def test_html_is_read_as_seen_with_what_pictures_and_links_say() -> None:
    page = (
        "<html><head><title>Т</title><style>.x{}</style></head><body><p>Иван<b>ов</b> &amp; Ко</p>"
        f"<!-- скрыто {MAIL} -->"
        f'<img alt="портрет"><a href="mailto:{MAIL}">x</a><table><tr><td>a<td>b</table><script>var s="{NAME}"</script>'
    )
    text = whole(extract(page.encode(), "a.html"))
    for expected in ("Иванов & Ко", f"скрыто {MAIL}", "портрет", f"mailto:{MAIL}", "a | b"):
        assert expected in text
    assert NAME not in text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "cp866", "koi8-r"]
)
def test_text_is_read_in_the_encodings_of_this_country(encoding: str) -> None:
    text = f"ФИО;Телефон\n{NAME};{PHONE}\nещё строка с обычным русским текстом\n"
    assert extract(text.encode(encoding), "список.csv").texts == (text,)
    assert decode(text.encode(encoding))[0] == text


def test_json_with_escaped_letters_is_read_with_letters() -> None:
    assert NAME in whole(extract(json.dumps({"name": NAME}).encode(), "a.json"))


@pytest.mark.parametrize("name", ["a.py", "a.yaml", "a.md", "a.log", "a", "a.sql", "Dockerfile"])
def test_code_and_other_text_is_read_as_it_is(name: str) -> None:
    text = f'password: "{PHONE}"  # {NAME}\n'
    assert extract(text.encode(), name).texts == (text,)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'name = "\u041a\u0443\u0437\u043d\u0435\u0446\u043e\u0432"', 'name = "Кузнецов"'),
        ("<n>&#1050;&#x443;знецов &lt;&amp;</n>", "<n>Кузнецов &lt;&amp;</n>"),
        ("N;ENCODING=QUOTED-PRINTABLE:=D0=9A=D1=83=D0=B7=\n=D0=BD;x", "N;ENCODING=QUOTED-PRINTABLE:Кузн;x"),
        (r"path\users\u12", r"path\users\u12"),
    ],
)
def test_letters_that_are_written_as_numbers_are_read_as_letters(written: str, read: str) -> None:
    assert extract(written.encode(), "a.txt").texts == (read,)


def test_the_name_of_a_place_holds_no_words_of_the_file() -> None:
    for data, name in [
        (files.workbook(), "a.xlsx"),
        (files.word_file(), "a.docx"),
        (files.slides(), "a.pptx"),
        (files.e_mail(("Кузнецова.docx", files.word_file())), "a.eml"),
    ]:
        document = extract(data, name)
        assert not [part.where for part in document.parts if "узнецов" in part.where]
        masked = as_markdown(document, ["…"] * len(document.parts))
        assert "узнецов" not in masked


def test_text_of_a_file_is_not_shown_by_repr() -> None:
    assert NAME not in repr(extract(files.word_file(), "a.docx"))


def test_an_empty_file_has_no_parts() -> None:
    assert extract(b"", "a.txt").parts == ()


def test_a_refusal_is_a_sentence_in_both_languages() -> None:
    with pytest.raises(DocumentRefused) as refused:
        extract(b"\x89PNG\r\n\x1a\n", "a.png")
    assert refused.value.reason.ru.endswith(".")
    assert refused.value.reason.en.endswith(".")
