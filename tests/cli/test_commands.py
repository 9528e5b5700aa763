"""Commands as a person types them: plain words, exit codes, and JSON for machines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent.credentials import Credentials
from agent.keys import FileKeys
from cli.doctor import _qt
from cli.main import COMMANDS, main
from tests.audit.samples import make_log
from tests.cli.typed import gnomon

BROKEN_POLICY = """\
apiVersion: gnomon/v1
version: 1
mode: coach
rules:
  - id: r
    do: blok
"""
TEXT = "Позвоните: Ольга Сергеевна Кузнецова, тел. +7 912 345-67-89"


EVERY_HELP = """
import contextlib, io, json, click
from cli.main import gnomon, main

def told(path):
    with contextlib.redirect_stdout(io.StringIO()) as page, contextlib.suppress(SystemExit):
        main([*path, "--help"])
    return page.getvalue()

def below(command, path):
    yield " ".join(path), told(path)
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for name in command.list_commands(context):
                yield from below(command.get_command(context, name), [*path, name])

print(json.dumps(dict(below(gnomon, []))))
"""


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_command_and_what_is_under_it_explains_itself_in_both_languages(language: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERY_HELP],
        capture_output=True, text=True, env={**os.environ, "GNOMON_LANG": language}, timeout=100, check=True,
    )  # fmt: skip
    pages: dict[str, str] = json.loads(done.stdout)
    assert set(COMMANDS) < set(pages)
    assert len(pages) > 2 * len(COMMANDS)
    speaks_russian = {name: any("а" <= letter <= "я" for letter in page.lower()) for name, page in pages.items()}
    assert {name for name, russian in speaks_russian.items() if russian != (language == "ru")} == set()
    assert [name for name, page in pages.items() if "--help" not in page] == []


def test_a_folder_without_lists_is_no_catalogue_without_faults(tmp_path: Path) -> None:
    done = gnomon("catalogue", "lint", str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path} holds no .yaml or .tsv" in done.stderr


def test_an_unknown_command_is_answered_with_the_nearest_one() -> None:
    done = gnomon("scna")
    assert done.returncode == 2
    assert "gnomon scan" in done.stderr


def test_help_comes_fast_because_nothing_heavy_is_imported() -> None:
    heavy = "{'presidio_analyzer', 'PySide6', 'aiohttp', 'spacy', 'numpy'}"
    code = f"import sys, cli.main; print(sorted(set(sys.modules) & {heavy}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "command", [["status"], ["ask", "hi"], ["run", "--", "true"], ["stop"]], ids=lambda one: one[0]
)
def test_without_an_agent_the_next_step_is_said(command: list[str], tmp_path: Path) -> None:
    done = gnomon(*command, home=tmp_path)
    assert done.returncode == 1
    assert "gnomon agent" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_policy_is_told_with_file_line_and_a_way_out(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(BROKEN_POLICY, "utf-8")
    done = gnomon("policy", "lint", str(file))
    assert done.returncode == 1
    assert f"{file}:6:" in done.stdout
    assert "block" in done.stdout


def test_yaml_that_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text("a: [1\nb: 2", "utf-8")
    done = gnomon("policy", "lint", str(file))
    assert done.returncode == 1
    assert f"{file}:2" in done.stdout


def test_a_policy_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = gnomon("policy", "lint", str(tmp_path / "none.yaml"))
    assert done.returncode == 1
    assert "cannot be read" in done.stderr


def test_the_demo_policy_has_nothing_to_mend_and_passes_its_own_tests() -> None:
    file = Path(__file__).parent.parent.parent / "policy" / "demo.yaml"
    assert gnomon("policy", "lint", str(file)).returncode == 0
    assert gnomon("policy", "test", str(file)).returncode == 0


def test_a_decision_on_a_tool_is_explained_by_rule_and_line() -> None:
    file = Path(__file__).parent.parent.parent / "policy" / "demo.yaml"
    done = gnomon("policy", "explain", "--tool", "chatgpt", "--policy", str(file), "--json")
    told = json.loads(done.stdout)
    assert told["rule"] == "company-assistant-first"
    assert told["line"] > 0


def test_redact_prints_the_text_as_it_would_leave(tmp_path: Path) -> None:
    done = gnomon("redact", stdin=TEXT, home=tmp_path)
    assert done.returncode == 0
    assert "Кузнецова" not in done.stdout
    assert "912" not in done.stdout
    assert done.stdout.startswith("Позвоните: ZQ_PERSON_")


def test_redact_as_json_holds_places_and_no_values(tmp_path: Path) -> None:
    done = gnomon("redact", "--json", stdin=TEXT, home=tmp_path)
    assert "Кузнецова" not in done.stdout
    findings = json.loads(done.stdout)["findings"]
    person = next(one for one in findings if one["entity"] == "PERSON")
    assert TEXT[person["start"] : person["end"]] == "Ольга Сергеевна Кузнецова"
    shown = json.loads(gnomon("redact", "--json", "--show-values", stdin=TEXT, home=tmp_path).stdout)["findings"]
    assert {one["value"] for one in shown} >= {"Ольга Сергеевна Кузнецова", "+7 912 345-67-89"}


def test_redact_in_bulk_gives_a_line_for_a_line(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [{"id": "a", "text": TEXT}, {"id": 7, "text": "nothing here"}]
    source.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    assert gnomon("redact", "--jsonl", str(source), str(target), home=tmp_path).returncode == 0
    out = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [one["id"] for one in out] == ["a", 7]
    assert {span["type"] for span in out[0]["spans"]} == {"PERSON", "PHONE"}
    assert out[1]["spans"] == []


def test_a_bad_line_in_bulk_is_named(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "text": "a"}\nnot json\n', "utf-8")
    done = gnomon("redact", "--jsonl", str(source), str(tmp_path / "out"), home=tmp_path)
    assert done.returncode == 1
    assert "line 2" in done.stderr


def test_text_that_is_not_utf8_is_refused_in_words(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "redact"], input=b"\xff\xfe\x00", capture_output=True, check=False
    )
    assert done.returncode == 1
    assert "UTF-8" in done.stderr.decode()


def test_the_catalogue_answers_line_by_line() -> None:
    lines = "chatgpt.com\nhost:api.openai.com\nexample.org\nclaude.ai.evil.example\n"
    done = gnomon("catalogue", "match", "--json", "-", stdin=lines)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["tool"] is not None for one in told] == [True, True, False, False]
    assert told[0]["confidence"] == "likely"


def test_the_catalogue_answers_an_address_named_on_the_line(tmp_path: Path) -> None:
    several = tmp_path / "several.txt"
    several.write_text("claude.ai\n\nexample.org\n", encoding="utf-8")
    done = gnomon("catalogue", "match", "--json", "https://chatgpt.com/c/1?q=2", str(several))
    assert [json.loads(line)["tool"] for line in done.stdout.splitlines()] == ["chatgpt", "claude", None]


def test_a_scan_of_an_empty_home_finds_nothing_and_says_what_it_looked_at(tmp_path: Path) -> None:
    done = gnomon("scan", "--home", str(tmp_path), "--json", home=tmp_path)
    found = json.loads(done.stdout)
    assert done.returncode == (2 if found["partial"] else 0)
    assert {sensor["name"] for sensor in found["sensors"]} >= {"processes", "history"}
    web = [one for one in found["sightings"] if one["surface"] == "web"]
    assert web == []


def test_the_log_that_is_not_there_yet_is_told(tmp_path: Path) -> None:
    done = gnomon("audit", "tail", home=tmp_path)
    assert done.returncode == 1
    assert "no log yet" in done.stderr


def test_a_log_that_is_damaged_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "audit.db").write_bytes(bytes(range(256)) * 40)
    for command in (["tail"], ["tail", "--json"], ["verify"], ["export"], ["export", "--format", "csv"]):
        done = gnomon("audit", *command, "--state", str(tmp_path))
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "damaged" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["audit", "export", "--format", "xml"], "Возможно: jsonl, csv, ocsf"),
        (["audit", "export", "--from", "вчера"], "Нужен день вида 2026-11-22."),
        (["scan", "--nosuch"], "Параметра --nosuch нет"),
        (["scan", "--home", "/no/such"], "Нет такого файла или папки: /no/such."),
        (["scan", "--home", __file__], f"{__file__}: это файл, а нужна папка."),
        (["policy", "lint", "/"], "/: это папка, а нужен файл."),
        (["redact", "--jsonl", "/no/such", "out"], "Нет такого файла или папки: /no/such."),
        (["redact", "--jsonl", "lines"], "Параметру --jsonl нужно значений: 2."),
        (["scan", "--home"], "Параметру --home нужно значение."),
        (["scan", "--json=yes"], "Параметр --json не берёт значения."),
        (["policy", "lint"], "Не хватает"),
        (["audit", "tail", "-n", "many"], "целое число от 0."),
        (["agent", "--port", "99999"], "целое число от 0 до 65535."),
        (["stop", "now", "please"], "Лишнее в команде: now please."),
        (["pac", "nosuch"], "Команды «nosuch» нет."),
        (["catalogue", "match", "/no/such"], "Нет такого файла или папки: /no/such."),
    ],
)
def test_a_wrong_command_line_is_answered_in_the_readers_language(
    command: list[str], words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GNOMON_LANG", "ru")
    with pytest.raises(SystemExit) as ended:
        main(command)
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert words in told
    assert "Usage" not in told


def test_a_group_without_a_command_shows_its_page_once(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["pac"])
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.count("gnomon pac ") == 1
    assert "install" in told


def test_a_russian_help_page_has_no_english_words_of_the_library() -> None:
    page = gnomon("audit", "tail", "--help", language="ru").stdout
    assert not [word for word in ("Usage", "Options", "Show this", "default") if word in page]


def test_a_reader_that_leaves_early_is_no_fault(tmp_path: Path) -> None:
    command = f"{sys.executable} -m cli.main catalogue search a | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "Broken pipe" not in done.stderr


@pytest.mark.parametrize("command", [["audit", "tail"], ["doctor"], ["connect"], ["redact"]], ids=" ".join)
def test_a_state_folder_that_cannot_be_used_is_a_sentence(command: list[str], tmp_path: Path) -> None:
    done = gnomon(*command, "--state", str(tmp_path / ("x" * 300)), stdin="text")
    assert done.returncode == 1
    assert done.stderr.strip().endswith("the name is too long.")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell's way to close streams")
def test_streams_that_the_caller_closed_are_no_fault(tmp_path: Path) -> None:
    command = f"{sys.executable} -m cli.main policy lint {tmp_path}/none 2>{tmp_path}/told <&- >&-"
    assert subprocess.run(["bash", "-c", command], check=False).returncode == 1
    assert "Traceback" not in (tmp_path / "told").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_output_that_cannot_be_written_is_a_sentence() -> None:
    command = f"{sys.executable} -m cli.main catalogue stats > /dev/full"
    environment = {**os.environ, "GNOMON_LANG": "en"}
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (1, "no space on the disk.\n")


def test_a_file_that_happens_to_lie_beside_the_output_stays(tmp_path: Path) -> None:
    (tmp_path / "out.txt.partial").write_text("mine")
    assert gnomon("redact", "-o", str(tmp_path / "out.txt"), stdin=TEXT, home=tmp_path).returncode == 0
    assert (tmp_path / "out.txt.partial").read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"out.txt", "out.txt.partial"}


def test_a_text_of_standard_input_can_be_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    done = gnomon("redact", "-o", str(target), stdin=TEXT, home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert target.read_text("utf-8").startswith("Позвоните: ZQ_PERSON_")


def test_a_terminal_of_another_encoding_gets_every_answer(tmp_path: Path) -> None:
    environment = {**os.environ, "GNOMON_LANG": "ru", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "audit", "tail", "--state", str(tmp_path)],
        capture_output=True, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1251", "ascii", "utf-8"])
def test_json_is_utf8_in_a_terminal_of_any_encoding(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(BROKEN_POLICY, "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "cli.main", "policy", "lint", "--json", str(tmp_path / "policy.yaml")]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    for complaint in json.loads(done.stdout.decode("utf-8")):
        assert any("а" <= letter <= "я" for letter in complaint["text"]["ru"])


def test_no_library_of_ours_keeps_or_sends_notes_about_its_use(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "cli.main", "redact"]
    subprocess.run(command, input="John Smith lives here", text=True, env=environment, capture_output=True, check=True)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


FAILING_TEST = """\
apiVersion: gnomon/v1
version: 1
mode: coach
rules:
  - id: coach-consumer-tools
    do: coach
    when: {tool: ["tag:consumer-llm"]}
tests:
  - name: tags come from the catalogue
    given: {tool: chatgpt}
    expect: EXPECTED
"""


OWN_TOOL = """\
catalogue:
  add:
    - {id: own-bot, name: Own bot, tags: [consumer-llm], hosts: [{host: bot.example.org, role: web}]}
"""


@pytest.mark.parametrize(
    ("expected", "tool", "changes", "code"),
    [("coach", "chatgpt", "", 0), ("block", "chatgpt", "", 1), ("coach", "own-bot", OWN_TOOL, 0),
     ("coach", "own-bot", "", 1)],
)  # fmt: skip
def test_lint_runs_the_policys_own_tests_with_the_tags_of_its_catalogue(
    expected: str, tool: str, changes: str, code: int, tmp_path: Path
) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(FAILING_TEST.replace("EXPECTED", expected).replace("chatgpt", tool) + changes, "utf-8")
    for command in ("lint", "test"):
        with pytest.raises(SystemExit) as ended:
            main(["policy", command, str(file)])
        assert ended.value.code == code


def test_a_tool_of_the_companys_own_that_does_not_fit_is_a_mistake_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(FAILING_TEST.replace("EXPECTED", "coach") + OWN_TOOL.replace("role", "rule"), "utf-8")
    for command in (["policy", "lint", str(file)], ["policy", "test", str(file)], ["scan", "--policy", str(file)]):
        with pytest.raises(SystemExit) as ended:
            main(command)
        told = "".join(capsys.readouterr())
        assert ended.value.code == 1
        assert f"{file}:12:1: " in told
        assert "own-bot" in told


def test_records_are_told_by_the_clock_on_the_wall_and_to_programs_with_their_zone(tmp_path: Path) -> None:
    make_log(tmp_path / "audit.db", 1)
    environment = {**os.environ, "GNOMON_LANG": "en", "TZ": "UTC-14"}  # POSIX: fourteen hours east of Greenwich
    command = [sys.executable, "-m", "cli.main", "audit", "tail", "--state", str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout
    assert "2026-11-20 23:00:01" in told
    told = subprocess.run([*command, "--json"], capture_output=True, text=True, env=environment, check=True).stdout
    assert json.loads(told)["at"] == "2026-11-20T09:00:01+00:00"


def test_a_credential_of_the_gateway_is_kept_where_the_agent_finds_it_or_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    done = gnomon("credential", "corp-gateway", "--state", str(tmp_path), stdin="sk-1")
    assert (done.returncode, list(tmp_path.iterdir())) == (1, []), "as in a session that cannot see the agent's store"
    (tmp_path / "keys").mkdir()
    for name, value, code in (("corp-gateway", "sk-1\n", 0), ("../corp", "sk-2", 1), ("corp-two", "a\nb", 1)):
        assert gnomon("credential", name, "--state", str(tmp_path), stdin=value).returncode == code
    assert Credentials(lambda: FileKeys(tmp_path / "keys")).get("corp-gateway") == "sk-1"
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["credential-corp-gateway"]


def test_a_file_without_end_is_no_policy(tmp_path: Path) -> None:
    done = gnomon("policy", "lint", "/dev/zero")
    assert done.returncode == 1
    assert "larger than 1 MiB" in done.stdout


def test_the_doctor_says_which_library_the_windows_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    windows = _qt()
    assert not windows.ok
    assert "PySide6.QtWidgets" in windows.sentence.en
