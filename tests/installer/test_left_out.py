"""What the package leaves out: nothing of ours asks for it, and pruning takes just that."""

import ast
import importlib
import importlib.util
import shutil
import subprocess
import sys
import tomllib
from functools import partial
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from agent.errand import ERRAND_FLAG
from redactor.names.vectors import NAVEC, WordVectors, model_folder
from redactor.worker import CHILD_FLAG

REPO = Path(__file__).parents[2]
INSTALLER = REPO / "installer"
OURS = ("policy", "audit", "redactor", "detector", "proxy", "agent", "desktop", "cli")


def load(name: str) -> ModuleType:
    """installer/ is no package: its files are run by path."""
    spec = importlib.util.spec_from_file_location(f"installer_{Path(name).stem}", INSTALLER / name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


prune = load("prune.py")
LEFT_OUT = prune.read_list()


def imported(source: Path) -> set[str]:
    """The names that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("package", OURS)
def test_nothing_of_ours_imports_what_is_left_out(package: str) -> None:
    missing = LEFT_OUT["modules"]
    for source in (REPO / package).rglob("*.py"):
        if any(part.startswith("training") for part in source.parts):  # not shipped
            continue
        asked = imported(source)
        assert {name for name in missing if any(one == name or one.startswith(f"{name}.") for one in asked)} == set()


def test_training_is_in_no_wheel() -> None:
    found = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]["find"]
    packed = set(importlib.import_module("setuptools").find_namespace_packages(str(REPO), **found))
    assert set(OURS) | {"redactor.names", "redactor.recognizers", "detector.catalogue", "policy.schema"} <= packed
    assert [name for name in packed if "training" in name] == []


def test_every_entry_says_why() -> None:
    assert set(LEFT_OUT) == {"modules", "files", "libraries", "stubs"}
    assert [name for table in LEFT_OUT.values() for name, reason in table.items() if len(reason) < 4] == []


def test_the_story_and_the_check_for_personal_data_run_without_what_is_left_out(tmp_path: Path) -> None:
    """As in the frozen program: a finder in front of all others knows none of these names."""
    (tmp_path / "sitecustomize.py").write_text(
        f"import sys\nLEFT_OUT = {sorted(LEFT_OUT['modules'])!r}\n"
        "class Nothing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name != 'natasha' and any(name == one or name.startswith(one + '.') for one in LEFT_OUT):\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Nothing())\n"
    )
    environment = {"PYTHONPATH": str(tmp_path), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    command = [str(Path(sys.executable).with_name("gnomon")), "demo", "--once"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert told.returncode == 0, told.stderr
    assert "[name 1]" in told.stdout


@pytest.mark.parametrize(
    ("path", "goes"),
    [
        ("PySide6/Qt/translations/qtbase_ru.qm", False), ("PySide6/Qt/translations/qtbase_en.qm", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True), ("PySide6/Qt/translations/qtbase_es.qm", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", False), ("PySide6/Qt/plugins/platforms/libqvnc.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", False), ("PySide6/Qt/plugins/imageformats/libqsvg.so", False),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", True), ("natasha/data/model/slovnet_ner_news_v1.tar", True),
        ("natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar", False), ("redactor/names/latin.onnx", False),
        ("redactor/names/cyrillic.onnx", False), ("detector/catalogue/compiled.txt", False),
        ("detector/catalogue/russia.yaml", True),
    ],
)  # fmt: skip
def test_the_patterns_take_what_they_mean(path: str, goes: bool) -> None:
    assert prune.files_left_out([path], LEFT_OUT["files"]) == ([path] if goes else [])


def test_the_package_holds_the_vectors_that_are_used_from_the_whole_file_and_no_others(tmp_path: Path) -> None:
    whole = WordVectors()
    path = tmp_path / NAVEC
    path.parent.mkdir()
    path.write_bytes(load("vectors.py").without_rare_words(model_folder() / NAVEC))
    packed = WordVectors(tmp_path)
    words = [["москва"], ["кузнецова"], ["<unk>"], ["<pad>"], ["щщщыыы"], ["осуждали"]]
    numbers = [np.array([vectors.number(word) for word in words]) for vectors in (whole, packed)]
    assert (whole[numbers[0]] == packed[numbers[1]]).all()
    assert packed.size < whole.size / 2


def test_a_library_goes_when_nothing_left_asks_for_it_also_through_others() -> None:
    needs = {"program": {"a"}, "a": {"b"}, "b": set(), "c": {"d"}, "d": set()}
    assert prune.orphans(["a", "b", "c", "d", "libpython3.11.so"], ["program"], needs.__getitem__) == ["c", "d"]


@pytest.mark.skipif(shutil.which("ld") is None or shutil.which("objdump") is None, reason="needs binutils")
def test_the_empty_data_library_has_the_name_and_the_symbol_of_the_full_one(tmp_path: Path) -> None:
    library = tmp_path / "libicudata.so.73"
    library.write_bytes(b"x" * 1000)
    prune.write_icu_stub(library)
    command = ["env", "LC_ALL=C", "objdump", "-p", "-T", str(library)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "SONAME               libicudata.so.73" in told
    assert "icudt73_dat" in told
    assert [path.name for path in tmp_path.iterdir()] == ["libicudata.so.73"]


@pytest.mark.parametrize("flag", [CHILD_FLAG, ERRAND_FLAG])
def test_the_frozen_program_knows_the_flags_of_the_agents_helpers(flag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = load("gnomon.py")
    asked: list[list[str]] = []

    def serve(arguments: list[str], *, done: bool) -> bool:
        asked.append(arguments)
        return done

    monkeypatch.setattr("redactor.worker.serve_if_asked", partial(serve, done=False))
    monkeypatch.setattr("agent.errand.serve_if_asked", partial(serve, done=True))
    monkeypatch.setattr(sys, "argv", ["gnomon-agent", flag])
    program.main()
    assert asked == [["gnomon-agent", flag]] * 2
