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


def test_the_proxy_itself_is_reached_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "corp.example,localhost")
    variables = proxy_variables("http://127.0.0.1:1", "gn-x")
    assert variables["NO_PROXY"] == variables["no_proxy"] == "corp.example,localhost,127.0.0.1"
