"""The engine as a whole: no network, no torch, nothing kept, any input, linear cost, the company's own rules."""

import subprocess
import sys

import pytest

from redactor.engine import Engine, build_engine
from redactor.entities import ENTITIES, entity_of, policy_class
from redactor.finding import Finding, RedactionError
from tests.redactor.spans import pieces


def test_nothing_heavy_is_loaded(engine: Engine) -> None:
    code = (
        "import sys; from redactor.engine import build_engine; build_engine().find('Иван Петров, a@b.ru');"
        "heavy = ('torch', 'spacy', 'transformers', 'tldextract', 'requests', 'pymorphy2');"
        "print([m for m in heavy if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_presidio_is_the_engine_with_our_recognizers_only(engine: Engine) -> None:
    names = {one.to_dict()["name"] for one in engine._analyzer.registry.recognizers}
    assert names == {"identifiers", "secrets", "cyrillic-names", "written-names", "latin-names"}
    assert not engine._analyzer.log_decision_process


def test_one_pass_finds_both_languages(engine: Engine) -> None:
    text = "Иван Петров and Thaddeus Quillfeather, 8 900 000-77-12, ООО «Клён»"
    assert pieces(text, engine.find(text)) == [
        ("PERSON", "Иван Петров"),
        ("PERSON", "Thaddeus Quillfeather"),
        ("PHONE", "8 900 000-77-12"),
        ("ORG", "ООО «Клён»"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("карта 4276\u200b0000\u200b9871\u200b2341", "4276\u200b0000\u200b9871\u200b2341"),
        ("карта \u202e4276000098712341\u202c", "4276000098712341"),
        ("почта iv\u00adan@mail\u200b.example", "iv\u00adan@mail\u200b.example"),
        ("８ ９００ ０００ ７７ １２", "８ ９００ ０００ ７７ １２"),
        ('{"text": "Добрый день!\\nИван Петров\\nдиректор"}', "Иван Петров"),
        ('{"text": "{\\"phone\\": \\"8 900 000-77-12\\"}"}', "8 900 000-77-12"),
        ('"\\u0418\\u0432\\u0430\\u043d \\u041f\\u0435\\u0442\\u0440\\u043e\\u0432"',
         "\\u0418\\u0432\\u0430\\u043d \\u041f\\u0435\\u0442\\u0440\\u043e\\u0432"),
    ],
)  # fmt: skip
def test_tricks_do_not_hide_a_value(engine: Engine, text: str, value: str) -> None:
    assert value in [piece for _, piece in pieces(text, engine.find(text))]


@pytest.mark.parametrize(
    "text",
    ["\ud800", "\x00" * 50, "\u200b" * 100, "a" * 5000, "@" * 3000, "7" * 5000, "(" * 2000, "ул. " * 800, "И. " * 1000,
     "\n" * 5000, "-" * 5000, "и\u0306" * 300, "\U0001f600" * 300, "http://" * 500, ";\n" * 1500, "ФИО;ФИО\n" * 500],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_any_input_is_answered(engine: Engine, text: str) -> None:
    for finding in engine.find(text):
        assert 0 <= finding.start < finding.end <= len(text)


def test_our_own_placeholders_are_no_findings(engine: Engine) -> None:
    assert engine.find("Письмо для ZQ_PERSON_7K2M4X9A: карта ZQ_CARD_4276000A, тел. ZQ_PHONE_89000007") == []


def test_a_conversation_sent_again_is_answered_from_memory_without_its_text(engine: Engine) -> None:
    text = "Аглая Запрудина, 8 900 000-41-17"
    first = engine.find(text)
    assert engine.find(text) == first
    assert not any(text in repr(kept) for kept in engine._recent.items())


def test_a_decision_can_be_traced_without_the_text(engine: Engine) -> None:
    text = "Аглая Запрудина, заказ 8800412276, карта 4276 0000 9871 2341"
    steps = engine.explain(text)
    assert ("CREDIT_CARD", True) in [(step.finding.entity, step.masked) for step in steps]
    assert "Запрудина" not in repr(steps)
    assert "9871" not in repr(steps)


COMPANY = {
    "recognizers": [
        {
            "name": "contracts",
            "supported_entity": "CONTRACT_NUMBER",
            "patterns": [
                {"name": "full", "regex": r"\bДГ-\d{4}/\d{2}\b", "score": 0.8},
                {"name": "bare", "regex": r"\b\d{5}\b", "score": 0.1},
            ],
            "context": ["договор", "контракт"],
        },
        {"name": "projects", "supported_entity": "PROJECT", "deny_list": ["Проект Зенит", "Orion", "C++ core"]},
    ]
}


def test_the_companys_rules_are_heeded() -> None:
    engine = build_engine(COMPANY, names=False)
    text = "договор 55512 и ДГ-1234/26; проект зенит, ORION, orions; c++ core"
    assert pieces(text, engine.find(text)) == [
        ("CONTRACT_NUMBER", "55512"),
        ("CONTRACT_NUMBER", "ДГ-1234/26"),
        ("PROJECT", "проект зенит"),
        ("PROJECT", "ORION"),
        ("PROJECT", "c++ core"),
    ]
    assert engine.find("код 55512 на двери") == []


def test_a_rule_of_the_company_that_takes_too_long_refuses_the_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redactor.company.PATTERN_SECONDS", 0.05)
    slow = {"name": "slow", "supported_entity": "X", "patterns": [{"name": "x", "regex": "(a+)+b", "score": 1}]}
    engine = build_engine({"recognizers": [slow]}, names=False)
    with pytest.raises(RedactionError, match="slow"):
        engine.find("a" * 5000)


@pytest.mark.parametrize(
    "entry",
    [
        {"supported_entity": "X", "patterns": [{"regex": "(", "score": 1}]},
        {"supported_entity": "X", "patterns": [{"score": 1}]},
        {"supported_entity": "X", "patterns": "abc"},
        {"name": "x", "deny_list": ["y"]},
        {"supported_entity": "X", "patterns": [{"regex": "a", "score": "high"}]},
    ],
)
def test_a_rule_that_cannot_be_used_stops_the_start(entry: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="company"):
        build_engine({"recognizers": [entry]}, names=False)


def test_every_entity_has_its_class_and_words() -> None:
    for entity in ENTITIES.values():
        assert entity.policy_class == "secret" or entity.policy_class.startswith("pii.")
        assert entity.words.ru
        assert entity.words.en
        assert entity.placeholder.isalpha()
        assert entity.placeholder.isupper()
        assert len(entity.placeholder) <= 9


def test_secrets_have_the_class_of_their_rule() -> None:
    assert policy_class(Finding("SECRET", 0, 1, 1, "aws-access-key")) == "secret.aws-access-key"
    assert policy_class(Finding("RU_INN", 0, 1, 1, "x")) == "pii.ru.inn"
    assert policy_class(Finding("CONTRACT_NUMBER", 0, 1, 1, "x")) == "pii.company.contract-number"
    assert entity_of("CONTRACT_NUMBER").placeholder == "CUSTOM"
