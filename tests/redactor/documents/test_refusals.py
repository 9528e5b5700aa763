"""What is not read: each refusal has its sentence."""

import io
import zipfile

import pytest

from policy.words import Text
from redactor.documents import DocumentRefused, extract, mask, reasons, rewrite
from redactor.documents.extraction import LARGEST
from redactor.placeholder import Codes
from tests.redactor.documents import files

CODES = Codes(b"k" * 32)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def refusal(data: bytes, name: str) -> Text:
    with pytest.raises(DocumentRefused) as refused:
        extract(data, name)
    return refused.value.reason


def of_types(main: str) -> dict[str, str | bytes]:
    return {"[Content_Types].xml": f'<Types><Override ContentType="application/vnd.{main}"/></Types>'}


WORD = "openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", reasons.ENCRYPTED),
        (OLE, "a.doc", reasons.OLD_OFFICE),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a.png", reasons.PICTURE),
        (b"\xff\xd8\xff\xe0" + bytes(20), "renamed.txt", reasons.PICTURE),
        (b"\x1f\x8b\x08" + bytes(20), "a.txt.gz", reasons.ARCHIVE),
        (b"Rar!\x1a\x07" + bytes(20), "a.rar", reasons.ARCHIVE),
        (b"MZ\x90\x00\x03\x00\x00\x00", "a.exe", reasons.UNKNOWN),
        (b"\x00\x01\x02\x03" * 100, "a.csv", reasons.UNKNOWN),
        (rb"{\rtf1\ansi \'c8\'e2\'e0\'ed}", "a.rtf", reasons.OLD_OFFICE),
        (b"%PDF-1.7 nothing more", "a.pdf", reasons.BROKEN),
        (b"PK\x03\x04 cut off", "a.docx", reasons.BROKEN),
        (files.zipped({"a.txt": "x"}), "a.zip", reasons.ARCHIVE),
        (files.zipped(of_types("ms-word.document.macroEnabled.main+xml")), "a.docm", reasons.MACROS),
        (files.zipped({**of_types(WORD), "word/vbaProject.bin": b"x"}), "renamed.docx", reasons.MACROS),
        (files.zipped({**of_types(WORD), "word/embeddings/oleObject1.bin": OLE}), "a.docx", reasons.EMBEDDED),
        (files.zipped({**of_types(WORD), "word/activeX/activeX1.xml": "<a/>"}), "a.docx", reasons.EMBEDDED),
        (files.zipped({**of_types(WORD), "word/unheard.of": b"\x00\x01"}), "a.docx", reasons.EMBEDDED),
        (files.zipped({**of_types(WORD), "word/document.xml": "<a><b></a>"}), "a.docx", reasons.BROKEN),
        (files.zipped(of_types("ms-excel.sheet.binary.macroEnabled.main")), "a.xlsb", reasons.MACROS),
        (files.zipped(of_types("visio.drawing.main+xml")), "a.vsdx", reasons.UNKNOWN),
        (files.zipped({"mimetype": "application/epub+zip"}), "a.epub", reasons.UNKNOWN),
        (
            files.zipped(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "META-INF/manifest.xml": "<m><encryption-data/></m>",
                }
            ),
            "a.odt",
            reasons.ENCRYPTED,
        ),
        (
            files.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "Basic/Standard/x.xml": "<a/>"}),
            "a.odt",
            reasons.MACROS,
        ),
    ],
)
def test_what_cannot_be_read_safely_is_refused(data: bytes, name: str, reason: Text) -> None:
    assert refusal(data, name) == reason


def test_a_pdf_with_a_password_is_refused() -> None:
    assert refusal(files.pdf("Jane Roe", password="secret"), "a.pdf") == reasons.ENCRYPTED


def test_a_pdf_of_scans_is_refused() -> None:
    assert refusal(files.pdf("", ""), "a.pdf") == reasons.SCANNED


def test_an_encrypted_e_mail_is_refused() -> None:
    letter = b"From: a@b.c\r\nTo: d@e.f\r\nContent-Type: application/pkcs7-mime\r\n\r\nMIAG"
    assert refusal(letter, "a.eml") == reasons.ENCRYPTED


def test_a_file_beyond_the_bound_is_refused_unread() -> None:
    assert refusal(bytes(LARGEST + 1), "a.txt") == reasons.TOO_LARGE


@pytest.mark.parametrize(
    "entity", ['<!DOCTYPE a [<!ENTITY x "xxxxxxxx">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">', "<!DOCTYPE a>"]
)
def test_xml_with_a_document_type_is_refused(entity: str) -> None:
    document = f'<?xml version="1.0"?>{entity}<a><t>&#65;</t></a>'
    assert refusal(files.zipped({**of_types(WORD), "word/document.xml": document}), "a.docx") == reasons.BROKEN


def test_a_zip_bomb_is_refused_by_what_comes_out() -> None:
    bomb = files.zipped({**of_types(WORD), "word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"})
    assert len(bomb) < 200_000
    assert refusal(bomb, "a.docx") == reasons.BOMB


def test_a_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(files.zipped({**of_types(WORD), "word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}))
    real = (60_000_007).to_bytes(4, "little")
    lie = (100).to_bytes(4, "little")
    assert real in bomb
    assert refusal(bytes(bomb).replace(real, lie), "a.docx") in (reasons.BOMB, reasons.BROKEN)


def test_two_entries_of_one_name_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", WORD)
        archive.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<b/>")
    assert refusal(buffer.getvalue(), "a.docx") == reasons.BROKEN


def test_too_deep_xml_is_refused() -> None:
    deep = "<a>" * 5_000 + "</a>" * 5_000
    assert refusal(files.zipped({**of_types(WORD), "word/document.xml": deep}), "a.docx") == reasons.BROKEN


def test_e_mails_nested_too_deep_are_not_read() -> None:
    letter = files.e_mail()
    for _ in range(8):
        letter = files.e_mail(("x.eml", letter))
    unseen = extract(letter, "a.eml").unseen
    assert any(reasons.NESTED.ru in sentence.ru for sentence in unseen)


@pytest.mark.parametrize(
    ("data", "name"),
    [(files.pdf("Jane Roe"), "a.pdf"), (files.e_mail(), "a.eml"), (files.open_document_text(), "a.odt")],
)
def test_other_formats_are_not_rewritten(data: bytes, name: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        mask(data, name, files.find, CODES)
    assert refused.value.reason == reasons.NOT_REWRITTEN
    with pytest.raises(DocumentRefused):
        rewrite(data, name, str.upper)
