"""Files and folders written again: nothing personal in them, nothing else changed, refusals in words."""

from __future__ import annotations

import json
import os
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.cli.typed import gnomon

TEXT = "Позвоните: Ольга Сергеевна Кузнецова, тел. +7 912 345-67-89"
VALUES = ("Кузнецова", "912 345")


def clean(path: Path) -> bool:
    return not any(value in path.read_text("utf-8") for value in VALUES)


def test_a_text_file_keeps_everything_but_the_values(tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_text(f"Первая строка\n{TEXT}\n", "utf-8")
    done = gnomon("redact", str(source), "-o", str(target), home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert clean(target)
    assert target.read_text("utf-8").startswith("Первая строка\nПозвоните: ZQ_PERSON_")


def test_a_document_stays_a_document(tmp_path: Path) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "b.docx"
    document = docx.Document()
    document.add_heading("Письмо")
    document.add_paragraph(TEXT)
    document.save(str(source))
    done = gnomon("redact", str(source), "-o", str(target), "--json", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["masked"] == 2
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(target)).paragraphs)
    assert "Письмо" in text
    assert not any(value in text for value in VALUES)


def test_a_format_that_is_not_written_becomes_text_beside_its_name(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    page = Canvas(str(source))
    page.drawString(72, 700, "Please call +1 212 555 0143 or write to jane.roe@corp.example")
    page.save()
    done = gnomon("redact", str(source), "-o", str(tmp_path / "out.pdf"), home=tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "out.pdf.md").read_text("utf-8")
    assert "jane.roe" not in text
    assert "555 0143" not in text


def test_a_folder_is_done_whole_and_a_refused_file_is_named(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    (source / "deep").mkdir(parents=True)
    (source / "a.txt").write_text(TEXT, "utf-8")
    (source / "deep" / "b.csv").write_text(f"имя;телефон\n{TEXT}\n", "utf-8")
    (source / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = gnomon("redact", str(source), "-o", str(target), home=tmp_path)
    assert done.returncode == 1
    assert "picture.png" in done.stderr
    assert clean(target / "a.txt")
    assert clean(target / "deep" / "b.csv")
    assert not (target / "picture.png").exists()


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xlsx"])
def test_a_file_that_is_not_what_it_says_is_refused_in_words(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 not really")
    done = gnomon("redact", str(tmp_path / name), "-o", str(tmp_path / "out"), home=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_source_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    for target in (source, tmp_path):
        done = gnomon("redact", str(source), "-o", str(target), home=tmp_path)
        assert done.returncode == 1
        assert "over the source" in done.stderr
    assert source.read_text("utf-8") == TEXT


def test_a_pipe_is_not_waited_for_and_a_link_in_a_folder_is_named(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (tmp_path / "elsewhere.txt").write_text(TEXT, "utf-8")
    (source / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    os.mkfifo(source / "pipe")
    done = gnomon("redact", str(source), "-o", str(target), "--json", home=tmp_path)
    assert done.returncode == 1
    assert [Path(one["source"]).name for one in json.loads(done.stdout) if one["refused"]] == ["link.txt", "pipe"]
    assert not target.exists()


def test_a_file_beyond_the_bound_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(20 * 2**30)
    done = gnomon("redact", str(tmp_path / "a.txt"), "-o", str(tmp_path / "b.txt"), home=tmp_path)
    assert done.returncode == 1
    assert "too large" in done.stderr
