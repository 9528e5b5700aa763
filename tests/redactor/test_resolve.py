"""Of overlapping findings the more dangerous stays, and nothing that was seen becomes visible again."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from redactor.entities import ENTITIES, entity_of
from redactor.finding import Finding
from redactor.resolve import resolve

TEXT = "abcdefghij klmnopqrst uvwxyz " * 4


def _f(entity: str, start: int, end: int, score: float = 0.9) -> Finding:
    return Finding(entity, start, end, score, "own")


def test_a_secret_wins_over_an_address_of_mail() -> None:
    assert resolve(TEXT, [_f("EMAIL", 0, 20), _f("SECRET", 5, 12)]) == [_f("SECRET", 5, 12)]


def test_of_one_rank_the_longer_wins() -> None:
    assert resolve(TEXT, [_f("PHONE", 0, 5), _f("IP", 0, 8)]) == [_f("IP", 0, 8)]


def test_a_name_inside_an_address_belongs_to_it() -> None:
    assert resolve(TEXT, [_f("PERSON", 3, 6), _f("LOCATION", 0, 20)]) == [_f("LOCATION", 0, 20)]


def test_two_halves_of_one_name_are_one() -> None:
    assert resolve(TEXT, [_f("PERSON", 0, 6), _f("PERSON", 4, 10)]) == [_f("PERSON", 0, 10)]


def test_what_an_id_leaves_of_a_name_stays_masked() -> None:
    found = resolve(TEXT, [_f("PERSON", 0, 21), _f("RU_INN", 11, 21)])
    assert [(one.entity, one.start, one.end) for one in found] == [("PERSON", 0, 10), ("RU_INN", 11, 21)]


def test_a_form_without_evidence_is_not_masked() -> None:
    assert resolve(TEXT, [_f("RU_SNILS", 0, 5, 0.2)]) == []


def test_neighbours_do_not_disturb_each_other() -> None:
    both = [_f("PERSON", 0, 5), _f("PHONE", 5, 10)]
    assert resolve(TEXT, both) == both


_FINDINGS = st.lists(
    st.builds(
        lambda entity, start, size, score: _f(entity, start, start + size, score),
        st.sampled_from([*ENTITIES, "COMPANY_CODE"]),
        st.integers(0, 80),
        st.integers(1, 25),
        st.floats(0, 1),
    ),
    max_size=25,
)


@given(_FINDINGS)
def test_the_result_is_ordered_and_free_of_overlaps(found: list[Finding]) -> None:
    kept = resolve(TEXT, found)
    for one, two in pairwise(kept):
        assert one.end <= two.start
    assert all(one.score >= 0.5 for one in kept)


@given(_FINDINGS)
def test_secrets_are_always_covered(found: list[Finding]) -> None:
    covered = {i for one in resolve(TEXT, found) for i in range(one.start, one.end)}
    secrets = [one for one in found if entity_of(one.entity).rank == 0 and one.score >= 0.5]
    best = max(secrets, key=lambda one: (one.length, one.score, -one.start), default=None)
    if best is not None:
        assert set(range(best.start, best.end)) <= covered


def test_of_an_address_that_a_model_saw_too_wide_the_rest_stays_masked() -> None:
    text = "88 Wattlebird Cres, Nunawading    ph 0491 570 156"
    phone = Finding("PHONE", text.index("0491"), len(text), 0.8, "phone")
    kept = resolve(text, [Finding("LOCATION", 0, len(text), 0.9, "latin-adr"), phone])
    assert [text[one.start : one.end] for one in kept if one.entity == "LOCATION"] == [text[: phone.start].rstrip()]
