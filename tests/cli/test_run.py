"""A program that we start sees its own libraries, our proxy and nothing else of ours."""

from __future__ import annotations

import pytest

from cli.run import proxy_variables, without_our_libraries


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
