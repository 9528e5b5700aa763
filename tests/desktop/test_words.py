"""Every sentence of the windows exists in Russian, and the compiled files are current."""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.words import FOLDER, fill, install_language, system_language, translate

PACKAGE = FOLDER.parent
TOOLS = Path(sys.executable).parent


class MaskedButton(QObject):
    """Has the name of the context in which the counted sentence lives."""


def messages_of(file: Path) -> list[ET.Element]:
    """All messages of a .ts file."""
    return list(ET.parse(file).getroot().iter("message"))


def test_every_sentence_is_translated_into_russian() -> None:
    unfinished = []
    for message in messages_of(FOLDER / "gnomon_ru.ts"):
        translation = message.find("translation")
        forms = [form.text for form in message.iter("numerusform")] or [
            translation.text if translation is not None else None
        ]
        if translation is None or translation.get("type") or not all(forms):
            unfinished.append(message.findtext("source"))
    assert unfinished == []


def test_russian_plurals_have_three_forms_and_english_two() -> None:
    for name, count in (("ru", 3), ("en", 2)):
        counted = [message for message in messages_of(FOLDER / f"gnomon_{name}.ts") if message.get("numerus")]
        assert counted
        assert {len(list(message.iter("numerusform"))) for message in counted} == {count}


def test_numbered_places_are_the_same_in_both_languages() -> None:
    for message in messages_of(FOLDER / "gnomon_ru.ts"):
        source, target = message.findtext("source") or "", message.findtext("translation") or ""
        if not message.get("numerus"):
            assert sorted(re.findall(r"%\d", source)) == sorted(re.findall(r"%\d", target)), source


@pytest.mark.parametrize("name", ["ru", "en"])
def test_the_sentences_of_the_code_are_those_of_the_file(name: str, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    fresh.write_bytes((FOLDER / f"gnomon_{name}.ts").read_bytes())
    sources = sorted(map(str, PACKAGE.rglob("*.py")))
    plural = ["-pluralonly"] if name == "en" else []
    tool = [str(TOOLS / "pyside6-lupdate"), "-no-obsolete", "-locations", "none", *plural]
    subprocess.run([*tool, *sources, "-ts", str(fresh)], check=True, capture_output=True)

    def known(file: Path) -> set[tuple[str, str]]:
        contexts = ET.parse(file).getroot().iter("context")
        return {(c.findtext("name") or "", m.findtext("source") or "") for c in contexts for m in c.iter("message")}

    assert known(fresh) == known(FOLDER / f"gnomon_{name}.ts")


@pytest.mark.parametrize("name", ["ru", "en"])
def test_the_compiled_file_is_current(name: str, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    tool = [str(TOOLS / "pyside6-lrelease"), "-silent", str(FOLDER / f"gnomon_{name}.ts"), "-qm", str(fresh)]
    subprocess.run(tool, check=True, capture_output=True)
    assert fresh.read_bytes() == (FOLDER / f"gnomon_{name}.qm").read_bytes()


def test_every_call_of_translate_is_known_to_the_file() -> None:
    """lupdate overlooks calls inside f-strings and arguments that are not literals."""
    known = set()
    for context in ET.parse(FOLDER / "gnomon_ru.ts").getroot().iter("context"):
        known |= {(context.findtext("name"), message.findtext("source")) for message in context.iter("message")}
    for source in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "translate":
                words = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
                assert len(words) == 2, (source.name, node.lineno)
                assert tuple(words) in known, (source.name, words)


def test_translation_goes_through_a_function_of_that_name_only() -> None:
    """An alias of QCoreApplication.translate makes lupdate read the context as the text."""
    for source in PACKAGE.rglob("*.py"):
        code = source.read_text("utf-8")
        assert not re.search(r"=\s*(QCoreApplication\.translate|translate)\s*$", code, re.MULTILINE), source


@pytest.mark.parametrize(("language", "expected"), [("ru", "Защита не работает"), ("en", "Protection is not running")])
def test_a_window_speaks_the_language_in_force(qapp: QApplication, language: str, expected: str) -> None:
    install_language(language)
    assert translate("Tray", "Protection is not running") == expected
    install_language("en")


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("ru", 1, "Скрыто: 1 значение"), ("ru", 3, "Скрыто: 3 значения"), ("ru", 11, "Скрыто: 11 значений"),
        ("en", 1, "1 item masked"), ("en", 5, "5 items masked"),
    ],
)  # fmt: skip
def test_counts_take_the_right_plural(qapp: QApplication, language: str, count: int, expected: str) -> None:
    install_language(language)
    assert MaskedButton().tr("%n item(s) masked", "", count) == expected
    install_language("en")


PREFERRED = [(["ru-RU", "en"], "ru"), (["ru_RU"], "ru"), (["en-GB", "ru"], "en"), (["de"], "en"), ([], "en")]


@pytest.mark.parametrize(("preferred", "expected"), PREFERRED)
def test_the_first_language_of_the_system_counts(preferred: list[str], expected: str) -> None:
    assert system_language(preferred or ["C"]) == expected


def test_parts_are_put_into_their_places_once() -> None:
    assert fill("%2 of %1, 50 %", "A%2", "B") == "B of A%2, 50 %"
