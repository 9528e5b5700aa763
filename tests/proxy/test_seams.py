"""A value that is cut over several texts of one message is masked as if it stood in one."""

import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.document import read_document
from proxy.masking import Found, Memory, apply, look, replacements
from proxy.seams import CUT_OFF
from proxy.walk import walk
from redactor.codes import Codes
from redactor.finding import Finding
from redactor.originals import Originals
from redactor.restore import Restorer
from tests.proxy.conftest import Opened
from tests.proxy.fakes import KEY, FakeFinder, echo_chat, find_in

CARD = "4111111111111111"
MAIL = "anna.k@example.org"
PLACEHOLDER = re.compile("ZQ_[A-Z]+_[A-Z0-9]+")
ARMOUR = re.compile("-----BEGIN KEY-----.*?-----END KEY-----", re.DOTALL)


class Finder(FakeFinder):
    """Knows keys in armour, too, and a number that its label tells."""

    async def find(self, texts: Sequence[str]) -> list[list[Finding]]:
        found = await super().find(texts)
        for text, of_text in zip(texts, found, strict=True):
            of_text += [Finding("SECRET", *match.span(), 1.0, "key") for match in ARMOUR.finditer(text)]
            of_text += [Finding("RU_INN", *match.span(1), 1.0, "inn") for match in re.finditer(r"INN:?\s(\d+)", text)]
        return found


async def masked(body: object, *, spared: Sequence[str] = ()) -> tuple[str, Found, Originals]:
    text = json.dumps(body, ensure_ascii=False)
    document = read_document(text)
    found_walk = walk(document)
    found = await look(found_walk, Finder(), Memory())
    edits, originals = replacements(found, Codes(KEY), spared=spared)
    return apply(document, found_walk, edits), found, originals


def texts(*values: str) -> list[dict[str, str]]:
    return [{"type": "text", "text": value} for value in values]


def chat(*values: str) -> dict[str, object]:
    return {"model": "m", "messages": [{"role": "user", "content": texts(*values)}]}


def parts_of(body: str) -> list[str]:
    return [part["text"] for part in json.loads(body)["messages"][0]["content"]]


HEAD, TAIL = "pay with 41111111", "11111111 now"
JOINED = {
    "parts of a message": chat(HEAD, TAIL),
    "messages of one role": {"model": "m", "messages": [
        {"role": "user", "content": HEAD}, {"content": TAIL, "role": "user"}]},
    "a part and a message": {"model": "m", "messages": [
        {"role": "user", "content": texts("hi", HEAD)}, {"role": "user", "content": TAIL}]},
    "blocks of the system prompt": {"model": "m", "system": texts(HEAD, TAIL), "messages": []},
    "system messages": {"model": "m", "messages": [
        {"role": "system", "content": HEAD}, {"role": "system", "content": TAIL}]},
    "items of responses": {"model": "m", "input": [
        {"role": "user", "content": [{"type": "input_text", "text": HEAD}]},
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": TAIL}]}]},
    "parts round a picture": {"model": "m", "messages": [{"role": "user", "content": [
        *texts(HEAD), {"type": "image_url", "image_url": {"url": "https://a.example/b.png"}}, *texts(TAIL)]}]},
    "blocks of one tool's result": {"model": "m", "messages": [{"role": "user", "content": [
        {"type": "tool_result", "tool_use_id": "t", "content": texts(HEAD, TAIL)}]}]},
    "the text on both sides of a hole": {"model": "m", "prompt": HEAD, "max_tokens": 9, "suffix": TAIL},
    "strings of a message": {"model": "m", "messages": [{"role": "user", "content": [HEAD, TAIL]}]},
}  # fmt: skip
APART = {
    "messages of two roles": {"model": "m", "messages": [
        {"role": "user", "content": HEAD}, {"role": "assistant", "content": TAIL}]},
    "results of two calls": {"model": "m", "messages": [
        {"role": "tool", "tool_call_id": "a", "content": HEAD},
        {"role": "tool", "tool_call_id": "b", "content": TAIL}]},
    "a batch to embed": {"model": "m", "input": [HEAD, TAIL]},
    "a batch to complete": {"model": "m", "prompt": [HEAD, TAIL]},
    "a message and what was thought": {"model": "m", "input": [
        {"role": "user", "content": HEAD}, {"type": "reasoning", "summary": [{"type": "summary_text", "text": TAIL}]}]},
    "the last message and the system": {"model": "m", "messages": [{"role": "user", "content": texts(HEAD)}],
                                        "system": texts(TAIL)},
}  # fmt: skip


@pytest.mark.parametrize("body", JOINED.values(), ids=JOINED)
async def test_a_value_that_is_cut_leaves_as_one_placeholder(body: object) -> None:
    text, found, originals = await masked(body)
    assert "1111" not in text
    assert [one.value for one in originals.values()] == [CARD]
    assert len(PLACEHOLDER.findall(text)) == 1
    assert sum(found.counts().values()) == 1
    assert "pay with ZQ_" in text
    assert " now" in text


@pytest.mark.parametrize("body", APART.values(), ids=APART)
async def test_texts_that_no_model_reads_in_one_go_are_not_joined(body: object) -> None:
    text, _, originals = await masked(body)
    assert not originals
    assert json.loads(text) == body


async def test_the_whole_value_comes_back(open_house: Opened) -> None:
    house = await open_house()
    house.gateway.script = echo_chat()
    status, answer = await house.post("/v1/chat/completions", {**chat("my card 4111", "11111111", "1111, thanks")})
    assert status == 200
    assert "1111" not in house.gateway.text_seen()
    assert json.loads(answer)["choices"][0]["message"]["content"] == f"my card {CARD}{CUT_OFF}, thanks"


async def test_no_text_is_left_empty() -> None:
    text, _, _ = await masked(chat("card 4111", "11111111", "1111"))
    assert parts_of(text)[1:] == [CUT_OFF, CUT_OFF]


async def test_blanks_between_the_parts_of_a_value_stay() -> None:
    text, _, originals = await masked(chat("-----BEGIN KEY-----", " \n", "abc-----END KEY----- end"))
    assert parts_of(text)[1:] == [" \n", " end"]
    assert [one.value for one in originals.values()] == ["-----BEGIN KEY----- \nabc-----END KEY-----"]


async def test_a_key_that_is_longer_than_what_is_looked_at_usually_is_seen() -> None:
    lines = "\n".join(["QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo"] * 60)
    text, _, _ = await masked(
        chat(f"look:\n-----BEGIN KEY-----\n{lines}\nQUJD", f"REVG\n{lines}\n-----END KEY-----\nok")
    )
    assert "QUJD" not in text
    assert "REVG" not in text


async def test_a_label_in_one_part_tells_a_value_in_the_next() -> None:
    text, _, _ = await masked(chat("my INN:", "7707083893"))
    assert "7707083893" not in text
    assert parts_of(text)[0] == "my INN:"


async def test_what_a_part_holds_alone_is_found_although_its_neighbour_hides_it() -> None:
    text, _, _ = await masked(chat(f"it is {CARD}", "2024 was good"))
    assert CARD not in text
    assert parts_of(text)[1] == "2024 was good"


NEIGHBOURS = [
    (["Summarise what", f"{MAIL} wrote"], [r"Summarise what", r"ZQ_EMAIL_\w+ wrote"]),
    ([f"for {MAIL}", "Use a formal tone"], [r"for ZQ_EMAIL_\w+", r"Use a formal tone"]),
    (["room 12", f"{MAIL} asks"], [r"room ZQ_EMAIL_\w+", r"ZQ_EMAIL_\w+ asks"]),  # cut, or not: never another's address
]


@pytest.mark.parametrize(("parts", "left"), NEIGHBOURS, ids=["before", "behind", "digits"])
async def test_a_value_that_is_whole_is_never_joined_with_its_neighbour(parts: list[str], left: list[str]) -> None:
    text, _, originals = await masked(chat(*parts))
    assert all(re.fullmatch(pattern, part) for pattern, part in zip(left, parts_of(text), strict=True))
    assert MAIL in {one.value for one in originals.values()}


async def test_a_class_that_the_policy_spares_is_not_taken_out_of_its_parts() -> None:
    body = chat("card 4111111111", f"111111 and {MAIL}")
    text, _, _ = await masked(body, spared=["pii.card"])
    assert parts_of(text)[0] == "card 4111111111"
    assert parts_of(text)[1].startswith("111111 and ZQ_EMAIL_")


async def test_values_that_touch_are_cut_one_by_one() -> None:
    text, _, originals = await masked(chat("4111111111", "111111 anna.k@exam", "ple.org!"))
    assert re.fullmatch(r"ZQ_CARD_\w+", parts_of(text)[0])
    assert re.fullmatch(r" ZQ_EMAIL_\w+", parts_of(text)[1])
    assert parts_of(text)[2] == "!"
    assert {one.value for one in originals.values()} == {CARD, MAIL}


WORDS = st.lists(
    st.sampled_from(
        [CARD, MAIL, "sk-live-0123456789abcdef", 'O\'Neil "Jim" Brown', "hello", "\n", "42", "é", "😀", "ZQ_"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    text = draw(WORDS)
    places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=1, max_size=3)))
    return text, [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]


def restored(text: str, originals: Originals) -> str:
    restorer = Restorer(originals)
    return restorer.feed(text) + restorer.finish()


@given(cut_texts())
async def test_no_cut_leaks_more_than_the_whole_text(case: tuple[str, list[str]]) -> None:
    whole, parts = case
    text, _, originals = await masked(chat(*parts))
    left = parts_of(text)
    for one in find_in(whole):
        assert whole[one.start : one.end] not in "".join(left)
    assert "".join(restored(part, originals) for part in left).replace(CUT_OFF, "") == whole


@given(cut_texts())
async def test_masking_does_not_depend_on_how_often_it_was_seen(case: tuple[str, list[str]]) -> None:
    body = chat(*case[1])
    assert (await masked(body))[0] == (await masked(body))[0]
