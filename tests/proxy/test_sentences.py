"""Every refusal has its sentence, in both languages."""

import re
from pathlib import Path
from typing import Any

import proxy
from proxy.media import MediaKind
from proxy.sentences import CLAUSES, refusal

SOURCES = [path.read_text(encoding="utf-8") for path in Path(proxy.__path__[0]).glob("*.py")]
USED = {name for source in SOURCES for name in re.findall(r'refusal\(\s*"([a-z-]+)"', source)} | {
    name
    for source in SOURCES
    for pair in re.findall(r'refusal\("([a-z-]+)" if \w+ else "([a-z-]+)"\)', source)
    for name in pair
}
MADE = {f"content-{kind.value.replace('_', '-')}" for kind in MediaKind}


def test_each_clause_in_the_code_is_in_the_table_and_each_in_the_table_is_used() -> None:
    assert USED | MADE == CLAUSES


def test_each_sentence_ends_and_exists_in_both_languages() -> None:
    for clause in CLAUSES:
        values: dict[str, Any] = dict.fromkeys(("methods", "kind", "size", "why", "limit", "code", "host"), "x")
        text = refusal(clause, **values).text
        assert text.ru.endswith(".") or text.ru.endswith(").")
        assert text.en.endswith(".")
        assert re.search("[А-Яа-я]", text.ru)
        assert not re.search("[А-Яа-я]", text.en)
