"""Claims follow the policy that is enforced."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from agent.messages import Column
from agent.transparency import EXPLAINED, NOT_ABOUT_PEOPLE, claims
from policy.model import Content, ContentRule, Gateway, HistorySource, Mode, Policy, Retention, Sensors
from policy.words import Text


def policy(**changes: object) -> Policy:
    gateway = Gateway(id="corp", name=Text("Шлюз", "Gateway"), base_url="https://llm.example/v1")
    plain = Policy(name=Text("п", "p"), version=1, file="p.yaml", mode=Mode.COACH, gateways=(gateway,))
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type] # fields by name, checked by the dataclass


def test_every_field_of_a_policy_is_explained_or_said_to_be_about_nobody() -> None:
    fields = {field.name for field in dataclasses.fields(Policy)}
    assert fields == EXPLAINED | NOT_ABOUT_PEOPLE
    assert not EXPLAINED & NOT_ABOUT_PEOPLE


def test_without_a_policy_nothing_leaves() -> None:
    (only,) = claims(None)
    assert only.column is Column.STAYS


def test_masking_that_is_off_is_said_in_the_gateway_column() -> None:
    off = dataclasses.replace(policy().gateways[0], masking=False)
    told = claims(policy(gateways=(off,)))
    assert any(claim.source == "gateways.corp.masking" and "OFF" in claim.text.en for claim in told)
    assert not any(claim.column is Column.STAYS and "Names, phones" in claim.text.en for claim in told)


@given(st.integers(0, 1000), st.integers(183, 4000), st.sampled_from(HistorySource), st.sampled_from(ContentRule))
def test_numbers_and_switches_are_those_of_the_policy(
    content: int, metadata: int, source: HistorySource, files: ContentRule
) -> None:
    told = claims(
        policy(
            retention=Retention(metadata_days=metadata, content_days=content),
            sensors=Sensors(history_source=source),
            content=Content(files=files),
        )
    )
    text = " ".join(claim.text.en for claim in told)
    assert f"after {content} days" in text
    assert f"for {metadata} days" in text
    assert ("not read." in text) == (source is HistorySource.OFF)
    column = next(claim.column for claim in told if claim.source == "content.files")
    assert (column is Column.STAYS) == (files is ContentRule.REFUSE)


def test_every_claim_is_in_both_languages() -> None:
    for claim in claims(policy()):
        assert claim.text.ru
        assert claim.text.en
        assert claim.text.ru != claim.text.en
