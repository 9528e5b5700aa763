# ruff: noqa: E501  # a sentence in two languages stays on one line
"""Every record is told in words of both languages; no id and no value of the code stands in a sentence."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent import record
from agent.activity import CHOICES, SURFACES, in_words
from agent.messages import NoticeChoice
from audit.canonical import Fact
from audit.chain import AuditEvent, Entry
from detector.facts import Surface
from policy.words import Text

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NAMES = {"northwind": Text("шлюз «Норд»", "Northwind gateway"), "deepseek": Text("DeepSeek", "DeepSeek")}


def told(kind: str, **facts: Fact) -> Text:
    entry = Entry(seq=7, event=AuditEvent(at=NOW, kind=kind, facts=facts), prev="", seal="", mac="", epoch=0)
    return in_words(entry, lambda name: NAMES.get(name, Text(name, name))).sentence


def opened(**facts: Fact) -> Text:
    values: dict[str, Fact] = {"gateway": "northwind", "masked": True, "verdict": "redact"}
    return told("prompt.opened", **(values | facts))


@pytest.mark.parametrize(
    ("sentence", "ru", "en"),
    [
        (told("tool.seen", tool="deepseek", surface="web"), "Замечен инструмент ИИ: DeepSeek (в браузере).", "An AI tool was seen: DeepSeek (in the browser)."),
        (told("notice.shown", tool="deepseek"), "Показана подсказка: DeepSeek.", "A hint about DeepSeek was shown."),
        (told("notice.answered", tool="deepseek", choice="dismissed"), "Ваш ответ на подсказку (DeepSeek): убрать.", "Your answer to the hint about DeepSeek: put away."),
        (opened(counts={"pii.person": 2, "pii.phone": 1}), "Вопрос отправлен (шлюз «Норд»); скрыто значений: 3.", "A question went to Northwind gateway; values masked: 3."),
        (opened(program="Gnomon", masked=False), "Вопрос из Gnomon отправлен без скрытия данных, так велит политика (шлюз «Норд»).", "A question from Gnomon went to Northwind gateway unmasked: the policy says so."),
        (opened(verdict="block"), "Вопрос остановлен.", "A question was stopped."),
        (told("log.verified", whole=False), "Журнал проверен: он изменён.", "The log was verified: it was changed."),
        (told("tool.seen", tool="of tomorrow", surface="glasses"), "Замечен инструмент ИИ: of tomorrow (glasses).", "An AI tool was seen: of tomorrow (glasses)."),
    ],
)  # fmt: skip
def test_a_record_is_told_in_both_languages(sentence: Text, ru: str, en: str) -> None:
    assert sentence == Text(ru, en)


def test_every_surface_and_every_answer_has_its_word() -> None:
    assert set(SURFACES) == {str(one) for one in Surface}
    assert set(CHOICES) == {str(one) for one in NoticeChoice}


@pytest.mark.parametrize("kind", sorted(set(re.findall(r'kind="([a-z.]+)"', Path(record.__file__).read_text("utf-8")))))
def test_a_record_of_every_kind_that_is_written_has_a_sentence(kind: str) -> None:
    assert kind not in (told(kind).ru, told(kind).en)
