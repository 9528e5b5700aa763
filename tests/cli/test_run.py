"""A program that we start sees its own libraries, our proxy and nothing else of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.run import exit_code_of, proxy_variables, without_our_libraries


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"LD_LIBRARY_PATH": "/ours"}, {}),
        ({"LD_LIBRARY_PATH": "/ours:/theirs", "LD_LIBRARY_PATH_ORIG": "/theirs"}, {"LD_LIBRARY_PATH": "/theirs"}),
        ({"PATH": "/bin"}, {"PATH": "/bin"}),
    ],
    ids=["it had none", "it had its own", "nothing was changed"],
)
def test_a_program_gets_its_own_libraries_back(before: dict[str, str], after: dict[str, str]) -> None:
    assert without_our_libraries(before) == after


@pytest.mark.parametrize(
    "name",
    ["OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_API_BASE_URL", "COPILOT_PROVIDER_BASE_URL"],
    ids=["OpenAI's SDKs", "older ones", "Open WebUI", "Copilot CLI"],
)
def test_the_address_stands_where_each_program_looks_for_it(name: str) -> None:
    assert proxy_variables("http://127.0.0.1:1", "gn-x")[name] == "http://127.0.0.1:1/v1"


@pytest.mark.parametrize(
    ("upper", "lower", "both"),
    [
        ("corp.example,localhost", None, "corp.example,localhost,127.0.0.1"),
        (None, "corp.example", "corp.example,127.0.0.1,localhost"),
        ("a.example", "b.example,a.example", "a.example,b.example,127.0.0.1,localhost"),
        (None, None, "127.0.0.1,localhost"),
    ],
    ids=["named in capitals", "named in small letters", "named in both", "named nowhere"],
)
def test_the_proxy_itself_and_what_was_reached_directly_before_are_reached_directly(
    monkeypatch: pytest.MonkeyPatch, upper: str | None, lower: str | None, both: str
) -> None:
    for name, value in (("NO_PROXY", upper), ("no_proxy", lower)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    variables = proxy_variables("http://127.0.0.1:1", "gn-x")
    assert variables["NO_PROXY"] == variables["no_proxy"] == both


def test_where_we_cannot_be_the_program_ctrl_c_is_for_it_and_its_code_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    wait, asked = subprocess.Popen.wait, []

    def interrupted_once(self: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        asked.append(timeout)
        if len(asked) == 1:
            raise KeyboardInterrupt
        return wait(self, timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", interrupted_once)
    assert exit_code_of([sys.executable, "-c", "raise SystemExit(7)"], os.environ) == 7
    assert len(asked) == 2


def test_where_we_cannot_be_the_program_it_is_found_on_its_own_path(tmp_path: Path) -> None:
    script = tmp_path / "assistant"
    script.write_text("#!/bin/sh\nexit 5\n", "ascii")
    script.chmod(0o755)
    assert exit_code_of(["assistant"], {"PATH": str(tmp_path)}) == 5
