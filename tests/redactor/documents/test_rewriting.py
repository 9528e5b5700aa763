"""Office files without values: nothing left, everything else as it was."""

import io
import json
import zipfile
from collections.abc import Callable, Sequence

import docx  # type: ignore[import-untyped,unused-ignore]
import openpyxl  # type: ignore[import-untyped]
import pptx  # type: ignore[import-untyped,unused-ignore]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.documents import DocumentRefused, extract, mask, reasons, rewrite
from redactor.documents.markup import Edit
from redactor.documents.opened import open_file
from redactor.documents.rewriting import changes, find_in_pieces
from redactor.finding import Finding
from redactor.placeholder import Codes
from redactor.restore import Restorer
from tests.redactor.documents import files
from tests.redactor.documents.files import DATIVE, INN, MAIL, NAME, PHONE

CODES = Codes(b"k" * 32)
P_NAME = CODES.placeholder("PERSON", NAME)
P_MAIL = CODES.placeholder("EMAIL", MAIL)
P_PHONE = CODES.placeholder("PHONE", PHONE)
P_INN = CODES.placeholder("RU_INN", INN)
OFFICE = [
    (files.word_file, "a.docx"),
    (files.workbook, "a.xlsx"),
    (files.workbook_with_chart, "b.xlsx"),
    (files.slides, "a.pptx"),
]


def masked(data: bytes, name: str) -> bytes:
    return mask(data, name, files.find, CODES).data


@pytest.mark.parametrize(("make", "name"), OFFICE)
def test_no_value_is_left_in_any_entry(make: Callable[[], bytes], name: str) -> None:
    data = make()
    assert files.left_in(data)
    assert files.left_in(masked(data, name)) == []


@pytest.mark.parametrize(("make", "name"), OFFICE)
def test_the_masked_text_is_the_text_with_placeholders_and_comes_back_whole(
    make: Callable[[], bytes], name: str
) -> None:
    data = make()
    result = mask(data, name, files.find, CODES)
    before, after = extract(data, name), extract(result.data, name)
    assert [part.where for part in before.parts] == [part.where for part in after.parts]
    for old, new in zip(before.texts, after.texts, strict=True):
        restorer = Restorer(result.originals, links=True)
        assert len(restorer.feed(new) + restorer.finish()) > 0
        assert new.count("ZQ_") >= sum(len(found) > 0 for found in files.find([old]))


@pytest.mark.parametrize(("make", "name"), OFFICE)
def test_masking_twice_changes_nothing_more(make: Callable[[], bytes], name: str) -> None:
    once = masked(make(), name)
    assert masked(once, name) == once


def test_word_opens_the_file_with_its_formatting() -> None:
    document = docx.Document(io.BytesIO(masked(files.word_file(), "a.docx")))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if "ZQ_PERSON" in run.text]
    assert runs[0].text == P_NAME
    assert runs[0].bold
    assert [cell.text for cell in document.tables[0].rows[1].cells] == [P_NAME, P_MAIL, P_INN]
    assert document.sections[0].header.paragraphs[0].text == f"Исполнитель: {P_NAME}"
    assert document.core_properties.author == ""
    assert [comment.author for comment in document.comments] == ["Author 1"]
    relations = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert relations == [f"mailto:{P_MAIL}"]


def test_spaces_at_the_edge_of_a_cut_run_are_kept() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("от ")
    paragraph.add_run("Кузнецовой ")
    paragraph.add_run("Ольге Игоревне лично")
    result = docx.Document(io.BytesIO(masked(files.saved(document), "a.docx")))
    assert result.paragraphs[0].text == f"от {P_NAME} лично"


def test_a_workbook_opens_with_sheets_renamed_everywhere() -> None:
    book = openpyxl.load_workbook(io.BytesIO(masked(files.workbook(), "a.xlsx")))
    assert book.sheetnames == ["Список", P_NAME, "тайный"]
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "hidden", "veryHidden"]
    row = [cell.value for cell in book["Список"][2]]
    assert row[:3] == [P_NAME, P_INN, P_MAIL]
    assert str(row[3]).startswith("ZQ_DATE_")
    assert [cell.value for cell in book["Список"][3]][1:4] == [42, "-", 7]
    assert book[P_NAME]["A1"].value == f'=IF(Список!A2="{P_NAME}","{P_PHONE}","нет")'
    assert book["тайный"]["B2"].value == f"='{P_NAME}'!A1"
    assert book["Список"]["A2"].comment.author == "Author 1"
    assert book["Список"]["C2"].hyperlink.target == f"mailto:{P_MAIL}"
    assert book["Список"].oddHeader.center.text == f"Составила {P_NAME}"


def test_the_codes_of_a_footer_stay_codes() -> None:
    book = openpyxl.load_workbook(io.BytesIO(masked(files.workbook_with_chart(), "a.xlsx")))
    assert book["Данные"].oddFooter.left.text == P_MAIL


def test_a_table_keeps_its_columns_named_as_their_headings() -> None:
    book = openpyxl.load_workbook(io.BytesIO(masked(files.workbook_with_chart(), "a.xlsx")))
    sheet = book["Данные"]
    (table,) = sheet.tables.values()
    assert [column.name for column in table.tableColumns] == [sheet["A1"].value, "Сумма"]
    assert sheet["A1"].value == P_NAME


def test_slides_open_and_the_workbook_inside_their_chart_is_masked_too() -> None:
    deck = pptx.Presentation(io.BytesIO(masked(files.slides(), "a.pptx")))
    shapes = deck.slides[0].shapes
    assert shapes.title.text == f"Отчёт {P_NAME}"
    assert deck.slides[0].notes_slide.notes_text_frame.text == f"Позвонить {P_PHONE}"
    (chart,) = [shape.chart for shape in shapes if shape.has_chart]
    assert list(chart.plots[0].categories) == [P_NAME, "другие"]
    inside = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert inside.active["A2"].value == P_NAME


def test_pictures_thumbnails_and_properties_do_not_leave() -> None:
    before, after = files.word_file(), masked(files.word_file(), "a.docx")
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        for name in new.namelist():
            if "media/" in name or "thumbnail" in name or name == "docProps/core.xml":
                assert new.read(name) != old.read(name)


def test_what_no_value_stands_in_stays_byte_for_byte() -> None:
    before, after = files.word_file(), masked(files.word_file(), "a.docx")
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        for name in ("word/styles.xml", "word/numbering.xml", "[Content_Types].xml", "word/theme/theme1.xml"):
            assert new.read(name) == old.read(name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_text_files_keep_their_encoding(encoding: str) -> None:
    text = f"ФИО;Телефон\r\n{NAME};{PHONE}\r\nи ещё немного русского текста\r\n"
    result = masked(text.encode(encoding), "a.csv").decode(encoding)
    assert result == text.replace(NAME, P_NAME).replace(PHONE, P_PHONE)


def test_json_stays_json_when_a_number_becomes_a_placeholder() -> None:
    data = json.dumps({"инн": int(INN), "имя": NAME, "n": [1, 2.5]})
    assert json.loads(masked(data.encode(), "a.json")) == {"инн": P_INN, "имя": P_NAME, "n": [1, 2.5]}


def test_html_is_rewritten_in_place() -> None:
    page = f"<p class='x'>Кузнецова&nbsp;Ольга <b>{MAIL}</b> &lt;tag&gt;</p>"
    result = masked(page.encode(), "a.html").decode()
    assert f"<b>{P_MAIL}</b> &lt;tag&gt;</p>" in result


def test_rewrite_replaces_every_paragraph_and_cell() -> None:
    for make, name in OFFICE:
        result = rewrite(make(), name, lambda text: text.replace(NAME, "N. N.").replace(DATIVE, "N. N."))
        text = "\n".join(extract(result, name).texts)
        assert "узнецов" not in text.replace(MAIL, "")
        assert "N. N." in text


def test_a_value_that_only_the_bytes_show_is_found_and_the_file_withheld() -> None:
    data = files.with_entry(files.word_file(), "word/unknown.xml", f'<a b="{PHONE}"/>'.encode())
    with pytest.raises(DocumentRefused) as refused:
        mask(data, "a.docx", files.find, CODES)
    assert refused.value.reason == reasons.NOT_CLEAN


def test_a_finder_that_never_rests_makes_the_file_withheld() -> None:
    def restless(texts: Sequence[str]) -> list[list[Finding]]:
        places = [next(at for at, letter in enumerate(text) if letter in "такинечлосьм") for text in texts]
        return [[Finding("ORG", at, at + 1, 1.0, "x")] for at in places]

    with pytest.raises(DocumentRefused) as refused:
        mask("так и не кончилось ничем".encode(), "a.txt", restless, CODES)
    assert refused.value.reason == reasons.NOT_CLEAN


def test_a_value_found_once_is_masked_wherever_it_stands() -> None:
    def first_only(texts: Sequence[str]) -> list[list[Finding]]:
        return [found[:1] for found in files.find(texts)]

    result = mask(f"{PHONE} и снова {PHONE}".encode(), "a.txt", first_only, CODES)
    assert result.data.decode() == f"{P_PHONE} и снова {P_PHONE}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Договор с Ивановым от мая", f"Договор с {P_NAME} от мая"),
        ("Иванов и Петров", f"{P_NAME} и {P_MAIL}"),
        ("Иванов", P_NAME),
        ("a Иванов b Иванов c", f"a {P_NAME} b {P_NAME} c"),
        ("без изменений", "без изменений"),
        ("совсем другое", "не то"),
        ("Иванов Петров", f"{P_NAME}{P_MAIL}"),
        ("", "x"),
        ("x", ""),
    ],
)
def test_changes_turn_one_text_into_the_other(old: str, new: str) -> None:
    text = old
    for edit in sorted(changes(old, new), key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    assert text == new


def test_long_texts_are_asked_for_in_pieces_with_the_headings_of_their_table() -> None:
    rows = [f"{number}\tстрока {'x' * 60}\t{MAIL if number % 500 == 7 else '-'}" for number in range(2_000)]
    text = "\n".join(["Лист", "№\tЧто\tПочта", *rows])
    asked: list[str] = []
    done: list[tuple[int, int]] = []

    def listening(texts: Sequence[str]) -> list[list[Finding]]:
        asked.extend(texts)
        return files.find(texts)

    (found,) = find_in_pieces(listening, [text], progress=lambda *step: done.append(step))
    assert [text[one.start : one.end] for one in found] == [MAIL] * 4
    assert len(asked) > 5
    assert all(piece.startswith("Лист\n№\tЧто\tПочта\n") for piece in asked)
    assert done[-1] == (len(text), len(text))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_an_edit_over_any_runs_changes_the_paragraph_as_it_changes_its_text(data: st.DataObject) -> None:
    runs = data.draw(st.lists(st.text(alphabet="абв <&\"'\t\n", max_size=6), min_size=1, max_size=6))
    document = docx.Document()
    paragraph = document.add_paragraph()
    for run in runs:
        paragraph.add_run(run)
    opened = open_file(files.saved(document), "a.docx")
    texts = [text for text in opened.texts if text.strip()]
    if not texts:
        return
    text = opened.texts[0]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].strip("\t\n") == "":
        return  # tabs and line ends are tags: they stay
    written = opened.write([[Edit(start, end, "ZQ_X")], *([] for _ in opened.texts[1:])])
    result = docx.Document(io.BytesIO(written)).paragraphs[0].text
    kept = "".join(char for char in text[start:end] if char in "\t\n")
    assert sorted(result) == sorted(text[:start] + "ZQ_X" + kept + text[end:])
    assert result.startswith(text[:start])
    assert result.endswith(text[end:])
