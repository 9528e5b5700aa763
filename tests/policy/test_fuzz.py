"""Whatever bytes come, there is a policy or complaints with places: nothing else."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from policy.complaint import Complaint, PolicyError
from policy.format import parse_policy

DEMO = (Path(__file__).parents[2] / "policy" / "demo.yaml").read_bytes()
PIECES = [
    *(b": ", b"- ", b"{", b"}", b"[", b"]", b'"', b"'", b"&a ", b"*a", b"!x ", b"\n", b"  ", b"\t", b"~", b"|", b">"),
    *(
        b"#",
        b"%",
        b"@",
        b"?",
        b"\x00",
        b"\xff",
        b"\xc2\x85",
        b"\r",
        b"---\n",
        b"...\n",
        b"null",
        b"true",
        b"-1",
        b"0.5",
    ),
    *(b"99999999999999999999", b"1e400", b'"\\ud800"', b'"\\U00110000"', b"? [a]\n: b\n", b"\xe2\x80\xae", b"<<: {}\n"),
    *(b"2026-13-45T99:99", b"do: stop\n", b"\xef\xbb\xbf", b"{ru: 1}", b"[[[[[[[[[[[[[[[[[[[["),
]

edits = some.lists(
    some.tuples(some.integers(0, len(DEMO)), some.integers(0, 12), some.sampled_from([b"", *PIECES])), max_size=4
)


def complaints_of(data: bytes) -> tuple[Complaint, ...]:
    try:
        parse_policy(data, file="p.yaml")
    except PolicyError as error:
        return error.complaints
    return ()


@settings(max_examples=150, deadline=None)
@given(edits)
def test_an_edited_policy_is_read_or_complained_about(changes: list[tuple[int, int, bytes]]) -> None:
    data = DEMO
    for place, removed, added in changes:
        data = data[:place] + added + data[place + removed :]
    lines = len(data.decode("utf-8", "replace").splitlines()) + 1
    for complaint in complaints_of(data):
        assert 1 <= complaint.line <= lines
        assert complaint.column >= 1
        assert complaint.to("ru").encode()
        assert complaint.to("en").encode()


@settings(max_examples=150, deadline=None)
@given(some.binary(max_size=200) | some.text(max_size=200).map(str.encode))
def test_noise_is_complained_about(data: bytes) -> None:
    assert complaints_of(data)
