"""Every mistake is refused with its line and column, in both languages, and with a way out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from policy.complaint import Complaint, PolicyError
from policy.format import parse_policy, with_gateway
from policy.model import ClassVerb, ContentRule, HistorySource, Hours, KillSwitch, Mode, Policy, Verb
from policy.words import Text
from tests.policy.samples import HEAD, policy_of

EXAMPLE = Path(__file__).parents[2].parent / "shared" / "design" / "example-policy.yaml"


def complaints_of(text: str | bytes) -> tuple[Complaint, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(PolicyError) as caught:
        parse_policy(data, file="p.yaml")
    return caught.value.complaints


def test_the_example_of_the_design_note_is_a_policy() -> None:
    if not EXAMPLE.exists():
        pytest.skip("the design notes are not beside this repository")
    policy = parse_policy(EXAMPLE.read_bytes(), file="example-policy.yaml")
    assert (policy.version, policy.mode, policy.default) == (42, Mode.COACH, Verb.MONITOR)
    assert [rule.id for rule in policy.rules] == [
        "secrets-never-leave",
        "gateway-redact-pii",
        "consumer-llm-coach",
        "fin-quarter-close",
    ]
    assert [rule.line for rule in policy.rules] == [9, 15, 18, 23]
    assert policy.rules[3].when.hours == Hours(9 * 60, 18 * 60)
    assert policy.rules[3].expires == datetime(2026, 12, 31, 21, tzinfo=UTC)
    assert policy.insecure


def test_every_field_is_read() -> None:
    policy = policy_of(
        """\
name: Acme
kill_switch: pause-enforcement
expires: "2030-01-01T00:00:00+03:00"
models: [corp-a, {model: "corp-*", departments: [ИТ], groups: [devs]}]
approved_tools: [copilot, "tag:corp"]
rules:
  - id: by-class
    do: {pii.ru.*: redact, secret.*: block}
    when:
      tool: [chatgpt]
      department: [финансы]
      group: [g]
      user: [bob]
      destination: [corp]
      model: [corp-a]
      program: [unknown, "/usr/bin/*"]
      surface: [web]
      hours: "22:00-06:00"
      days: [fri]
      tz: Europe/Moscow
    priority: -5
    message: {ru: Нельзя, en: Never}
    expires: "2030-01-01T00:00:00Z"
    rollout: {percent: 10, salt: w}
    owner: secops
    ticket: SEC-1
    floor: true
programs: {allow: [code], block: ["/tmp/*"], unknown: block}
assistants:
  - {id: letter, name: {ru: Письмо, en: Letter}, prompt: {ru: Пиши, en: Write}, hint: {ru: О чём, en: About},
     examples: [{ru: Отказ, en: A refusal}, {ru: Счёт, en: An invoice}],
     owner: x, departments: [hr], gateway: corp, model: corp-a}
budgets: [{scope: "department:финансы", tokens_per_day: 5}, {scope: company, rub_per_month: 7}]
retention: {metadata_days: 200, content_days: 0, legal_hold: [case-1]}
sensors: {history: off, history_source: engagement, account_domains: [example.corp], local_probe: on}
catalogue: {add: [{id: our-bot, hosts: [{host: bot.example}]}], correct: [{id: chatgpt}], silence: [x.example]}
recognizers:
  - {name: n, supported_entity: CONTRACT, label: Договор, patterns: [{name: p, regex: 'Д-\\d{4}', score: 0.5}],
     deny_list: [Сокол], deny_list_score: 0.9, context: [договор]}
restore: {secrets_in_tools: on, links: on}
limits: {body_mb: 1, body_seconds: 5, finding_seconds: 2, connections: 8, connections_per_program: 2}
content: {images: allow, audio: refuse, files: extract, token_ids: allow}
metrics: {prometheus: on, otel: on, otel_endpoint: "http://127.0.0.1:4318"}
pac: {mandatory: on, otherwise: "PROXY p.example:3128"}
pause_minutes: 15
tests: [{name: t, given: {tool: chatgpt, data: [pii.person]}, expect: block, expect_effective: coach, rule: by-class}]
"""
    )
    assert policy.name == Text("Acme", "Acme")
    assert policy.kill_switch is KillSwitch.PAUSE_ENFORCEMENT
    assert policy.models[1].groups == ("devs",)
    rule = policy.rules[0]
    assert rule.do == (ClassVerb("pii.ru.*", Verb.REDACT), ClassVerb("secret.*", Verb.BLOCK))
    assert (rule.when.tz, rule.when.days, rule.priority, rule.floor) == ("Europe/Moscow", frozenset({4}), -5, True)
    assert policy.programs.unknown is Verb.BLOCK
    assert policy.assistants[0].hint.en == "About"
    assert policy.assistants[0].examples == (Text("Отказ", "A refusal"), Text("Счёт", "An invoice"))
    assert policy.budgets[1].rub_per_month == 7
    assert (policy.sensors.history, policy.sensors.history_source) == (False, HistorySource.ENGAGEMENT)
    assert policy.sensors.local_probe
    assert policy.catalogue.add[0].value() == {"id": "our-bot", "hosts": [{"host": "bot.example"}]}
    assert policy.recognizers[0].label == Text("Договор", "Договор")
    assert policy.content.files is ContentRule.EXTRACT
    assert policy.restore.links
    assert policy.pac.otherwise == "PROXY p.example:3128"
    assert policy.tests[0].effective is Verb.COACH
    assert policy.line_of("pause_minutes") == 51


def test_left_out_fields_permit_nothing() -> None:
    policy = parse_policy(b"apiVersion: gnomon/v1\nversion: 1\nmode: observe\n", file="p.yaml")
    assert (policy.gateways, policy.models, policy.approved_tools) == ((), (), ())
    assert not policy.restore.links
    assert not policy.restore.secrets_in_tools
    assert not policy.sensors.local_probe
    assert {policy.content.images, policy.content.files, policy.content.token_ids} == {ContentRule.REFUSE}
    assert policy.pause_minutes == 0


def test_json_is_read_as_well() -> None:
    assert parse_policy(b'{"apiVersion": "gnomon/v1", "version": 3, "mode": "coach"}', file="p.json").version == 3


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake() -> None:
    data = b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode()
    assert parse_policy(data, file="p.yaml").version == 7


def test_a_policy_cannot_be_changed() -> None:
    policy = policy_of()
    with pytest.raises(AttributeError):
        policy.mode = Mode.OBSERVE  # type: ignore[misc]
    policy_of("catalogue: {add: [{id: our-bot, hosts: []}]}\n").catalogue.add[0].value()["id"] = "x"
    assert isinstance(hash(policy), int)


def test_the_address_of_a_gateway_can_be_replaced() -> None:
    policy = with_gateway(policy_of(), "corp", "http://127.0.0.1:5/v1/")
    assert policy.gateways[0].base_url == "http://127.0.0.1:5/v1"
    assert policy.version == policy_of().version


# What is written after HEAD, with ¦ where the complaint must point, and words of the English complaint.
MISTAKES = {
    "unknown key": ("¦gatways: []\n", "Did you mean 'gateways'"),
    "unknown key of a rule": ("rules:\n  - id: abc\n    do: block\n    ¦wen: {}\n", "Did you mean 'when'"),
    "unknown condition": ("rules:\n  - {id: abc, do: block, when: {¦colour: [red]}}\n", "known are: tool"),
    "verb typo": ("rules:\n  - {id: abc, do: ¦blok}\n", "Did you mean 'block'"),
    "verb in capitals": ("rules:\n  - {id: abc, do: ¦BLOCK}\n", "no word 'BLOCK'"),
    "verb of a class": ("rules:\n  - {id: abc, do: {pii.*: ¦hide}}\n", "no word 'hide'"),
    "verb is a list": ("rules:\n  - {id: abc, do: ¦[block]}\n", "takes one word"),
    "no verbs in the map": ("rules:\n  - {id: abc, do: ¦{}}\n", "empty"),
    "no verb": ("rules:\n  - ¦{id: abc}\n", "'do' is missing"),
    "no id": ("rules:\n  - ¦{do: block}\n", "'id' is missing"),
    "id too short": ("rules:\n  - {id: ¦ab, do: block}\n", "'id'"),
    "id in capitals": ("rules:\n  - {id: ¦Abc, do: block}\n", "Small Latin letters"),
    "id with a Cyrillic letter": ("rules:\n  - {id: ¦seсrets, do: block}\n", "U+0441"),
    "tool with a Cyrillic letter": ("rules:\n  - {id: abc, do: block, when: {tool: [¦сhatgpt]}}\n", "U+0441"),
    "class with a Cyrillic letter": ("rules:\n  - {id: abc, do: block, when: {data: [¦рii.*]}}\n", "U+0440"),
    "model with a Cyrillic letter": ("models: [¦соrp-*]\n", "U+0441"),
    "department of two alphabets": ("rules:\n  - {id: abc, do: block, when: {department: [¦Финaнсы]}}\n", "mixes"),
    "repeated id": ("rules:\n  - {id: abc, do: block}\n¦  - {id: abc, do: coach}\n", "already on line"),
    "id of a clause": ("rules:\n¦  - {id: no-policy, do: block}\n", "built-in"),
    "repeated key": ("kill_switch: none\n¦kill_switch: none\n", "already given on line"),
    "question mark in a glob": ('rules:\n  - {id: abc, do: block, when: {tool: [¦"chat?"]}}\n', "'?'"),
    "class in a glob": ('rules:\n  - {id: abc, do: block, when: {data: [¦"pii.[ab]"]}}\n', "'['"),
    "list written as a word": ("rules:\n  - {id: abc, do: block, when: {tool: ¦chatgpt}}\n", "takes a list"),
    "number in a list of words": ("rules:\n  - {id: abc, do: block, when: {tool: [¦7]}}\n", "takes a text"),
    "hours with one digit": ('rules:\n  - {id: abc, do: block, when: {hours: ¦"9:00-18:00"}}\n', "Two digits"),
    "hours past midnight": ('rules:\n  - {id: abc, do: block, when: {hours: ¦"09:00-24:00"}}\n', "Two digits"),
    "hours without length": ('rules:\n  - {id: abc, do: block, when: {hours: ¦"09:00-09:00"}}\n', "the same"),
    "hours without quotes": ("rules:\n  - {id: abc, do: block, when: {hours: ¦09:00-18:00}}\n", "in quotes"),
    "unknown day": ("rules:\n  - {id: abc, do: block, when: {days: [¦monday]}}\n", "no word 'monday'"),
    "unknown zone": ("rules:\n  - {id: abc, do: block, when: {tz: ¦Moscow}}\n", "no time zone 'Moscow'"),
    "zone that climbs": ('rules:\n  - {id: abc, do: block, when: {tz: ¦"../x"}}\n', "no time zone"),
    "priority too high": ("rules:\n  - {id: abc, do: block, priority: ¦101}\n", "largest value is 100"),
    "priority in quotes": ('rules:\n  - {id: abc, do: block, priority: ¦"5"}\n', "whole number"),
    "date without zone": ("rules:\n  - {id: abc, do: block, expires: ¦2026-12-31}\n", "no time zone"),
    "time without zone": ('expires: ¦"2026-12-31T10:00:00"\n', "no time zone"),
    "no date": ("expires: ¦tomorrow\n", "takes a date"),
    "share above 100": ("rules:\n  - {id: abc, do: block, rollout: {percent: ¦120, salt: a}}\n", "value is 100"),
    "share without salt": ("rules:\n  - {id: abc, do: block, rollout: ¦{percent: 20}}\n", "'salt' is missing"),
    "message in one language": ("rules:\n  - {id: abc, do: block, message: ¦{ru: Нет}}\n", "'en' is missing"),
    "message in a third language": ("rules:\n  - {id: abc, do: block, message: {ru: Н, en: N, ¦de: N}}\n", "'de'"),
    "empty message": ('rules:\n  - {id: abc, do: block, message: {ru: ¦"", en: N}}\n', "empty"),
    "bidi in a message": ('rules:\n  - {id: abc, do: block, message: {ru: ¦"\u202eхорошо", en: N}}\n', "U+202E"),
    "zero width in a name": ('name: ¦"Ac\u200bme"\n', "U+200B"),
    "floor as a word": ("rules:\n  - {id: abc, do: block, floor: ¦always}\n", "true or false"),
    "retention below half a year": ("retention: {metadata_days: ¦30}\n", "smallest value is 183"),
    "negative days": ("retention: {content_days: ¦-1}\n", "smallest value is 0"),
    "unknown kill switch": ("kill_switch: ¦stop\n", "pause-enforcement"),
    "switch as a number": ("sensors: {history: ¦2}\n", "on or off"),
    "history source": ("sensors: {history_source: ¦cache}\n", "engagement"),
    "unknown sensor": ("sensors: {¦keyboard: true}\n", "'keyboard'"),
    "budget without a limit": ("budgets:\n  - ¦{scope: company}\n", "limits nothing"),
    "budget of nobody": ("budgets:\n  - {scope: ¦everyone, tokens_per_day: 1}\n", "department:NAME"),
    "assistant of a lost gateway": (
        "¦assistants: [{id: abc, name: {ru: а, en: a}, prompt: {ru: а, en: a},\n  gateway: mars}]\n",
        "no gateway 'mars'",
    ),
    "recognizer that finds nothing": ("recognizers:\n  - ¦{name: a, supported_entity: ABC}\n", "nothing to look for"),
    "recognizer named in Cyrillic": (
        "recognizers:\n  - {name: ¦Договоры, supported_entity: ABC, deny_list: [x]}\n",
        "U+0414",
    ),
    "entity in small letters": ("recognizers:\n  - {name: a, supported_entity: ¦abc, deny_list: [x]}\n", "CAPITALS"),
    "regex that does not compile": (
        "recognizers:\n  - {name: a, supported_entity: ABC, patterns: [{name: p,\n     regex: ¦'(', score: 1.0}]}\n",
        "cannot be read",
    ),
    "regex that runs away": (
        "recognizers:\n  - {name: a, supported_entity: ABC, patterns: [{name: p,\n  regex: ¦'(a+)+$', score: 1.0}]}\n",
        "for ever",
    ),
    "score above 1": (
        "recognizers:\n  - {name: a, supported_entity: ABC, patterns: [{name: p,\n     regex: 'a', score: ¦1.5}]}\n",
        "largest value is 1",
    ),
    "catalogue entry without id": ("catalogue: {add: [¦{hosts: [x]}]}\n", "entry with an id"),
    "secrets let through": ("rules:\n¦  - {id: abc, do: allow, when: {data: [secret.*]}}\n", "always masked"),
    "secrets let through by class": ("rules:\n¦  - {id: abc, do: {secret.aws: allow}}\n", "always masked"),
    "test without expectation of a verb": (
        "tests:\n  - {name: t, given: {tool: a}, expect: ¦stop}\n",
        "no word 'stop'",
    ),
    "pause for a day": ("pause_minutes: ¦1440\n", "largest value is 480"),
    "number with a leading zero": ("pause_minutes: ¦017\n", "in quotes"),
    "sexagesimal number": ("name: ¦12:30\n", "in quotes"),
    "bare no": ("name: ¦no\n", "in quotes"),
    "bare on as a name": ("rules:\n  - {id: abc, do: block, owner: ¦on}\n", "in quotes"),
    "exponent": ("pause_minutes: ¦1e3\n", "in quotes"),
    "anchor": ("name: ¦&n Acme\n", "anchors"),
    "alias": ("name: ¦&n Acme\nexpires: *n\n", "anchors"),
    "merge key": ("sensors: {¦<<: {history: off}}\n", "ordinary word"),
    "tag": ("name: ¦!!str Acme\n", "tags"),
    "tag that constructs": ("name: ¦!!python/object/apply:os.system [ls]\n", "tags"),
    "key that is a number": ("¦1: x\n", "ordinary word"),
    "key that is a list": ("? ¦[a]\n: x\n", "ordinary word"),
    "tab as indent": ("rules:\n¦\t- id: abc\n", "spaces"),
    "colon in a value": ("name: a¦: b\n", "colon"),
    "open quote": ('name: "a\n¦', "quote"),
    "open bracket": ("models: [a\n¦", "bracket"),
}


@pytest.mark.parametrize(("marked", "words"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_refused_with_its_place(marked: str, words: str) -> None:
    before, _, after = (HEAD + marked).partition("¦")
    first = complaints_of(before + after)[0]
    assert (first.line, first.column) == (before.count("\n") + 1, len(before) - before.rfind("\n")), first
    assert words in first.to("en")
    assert first.file == "p.yaml"


@pytest.mark.parametrize("marked", [text for text, _ in MISTAKES.values()], ids=MISTAKES.keys())
def test_a_complaint_speaks_russian_and_says_what_to_do(marked: str) -> None:
    for complaint in complaints_of(HEAD + marked.replace("¦", "")):
        assert any("а" <= letter <= "я" for letter in complaint.text.ru.lower())
        assert any("а" <= letter <= "я" for letter in complaint.fix.ru.lower())
        assert complaint.text.en
        assert complaint.fix.en
        assert "{" not in complaint.text.en


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    complaints = complaints_of(
        "apiVersion: gnomon/v1\nversion: 0\nmode: hard\nrules:\n  - {id: abc, do: stop}\n  - {do: block}\n"
    )
    assert [complaint.line for complaint in complaints] == [2, 3, 5, 6]


def test_what_the_file_says_is_never_read_as_a_format() -> None:
    complaint = complaints_of(HEAD + 'rules:\n  - {id: abc, do: "{field} {0} {ru}"}\n')[0]
    assert "{field} {0} {ru}" in complaint.text.en


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "exactly one policy"),
        (b"# only a comment\n", "exactly one policy"),
        (b"- a\n- b\n", "not a policy"),
        (b"hello\n", "not a policy"),
        (b"a: 1\n---\nb: 2\n", "exactly one policy"),
        (b"%YAML 1.1\n---\na: 1\n", "Directives"),
        ("apiVersion: gnomon/v1".encode("utf-16"), "not UTF-8"),
        (b"name: \xff\n", "not UTF-8"),
        (b"name: a\x00b\n", "does not allow"),
        (b'name: "\\U00110000"\n', "cannot be read"),
        (b'name: "\\ud800"\n', "U+D800"),
        (b"a: " + b"[" * 200 + b"]" * 200, "deeper than"),
        (b"a: x\n" * 300_000, "larger than 1 MiB"),
    ],
)
def test_what_is_no_yaml_policy_gets_a_sentence(data: bytes, words: str) -> None:
    assert words in complaints_of(data)[0].to("en")


def test_the_place_of_a_byte_that_is_not_utf8_is_named() -> None:
    complaint = complaints_of(b"apiVersion: gnomon/v1\nname: a\xffb\n")[0]
    assert (complaint.line, complaint.column) == (2, 8)


def test_an_alias_bomb_stays_small() -> None:
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join(['*a' + str(n - 1)] * 9)}]" for n in range(1, 12)]
    assert "anchors" in complaints_of("\n".join(lines))[0].to("en")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://llm.example.corp/v1", "not encrypted"),
        ("ftp://llm.example.corp", "takes an address"),
        ("https://user:password@llm.example.corp/v1", "takes an address"),
        ("https://llm.example.corp/v1?x=1", "takes an address"),
        ("https://llm.example.corp/../v1", "takes an address"),
        ("https://127.0.0.1.example.corp:99999999/", "takes an address"),
        ("//llm.example.corp", "takes an address"),
    ],
)
def test_a_gateway_has_an_encrypted_plain_address(url: str, words: str) -> None:
    text = f'apiVersion: gnomon/v1\nversion: 1\nmode: coach\ngateways: [{{id: corp, name: A, url: "{url}"}}]\n'
    assert words in complaints_of(text)[0].to("en")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080/v1", "http://localhost:1/v1", "http://[::1]:1", "https://a.b/v1/"]
)
def test_plain_http_is_for_loopback(url: str) -> None:
    text = f'apiVersion: gnomon/v1\nversion: 1\nmode: coach\ngateways: [{{id: corp, name: A, url: "{url}"}}]\n'
    assert parse_policy(text.encode(), file="p.yaml").gateways[0].base_url == url.rstrip("/")


def test_gateways_must_be_unique_and_failover_must_exist() -> None:
    gateways = (
        "gateways:\n"
        "  - {id: corp, name: A, url: 'https://a.b', failover: [mars]}\n"
        "  - {id: corp, name: B, url: 'https://a.c'}\n"
    )
    complaints = complaints_of("apiVersion: gnomon/v1\nversion: 1\nmode: coach\n" + gateways)
    assert [(one.line, one.text.en) for one in complaints] == [
        (5, "The policy has no gateway 'mars'."),
        (6, "The name 'corp' in gateways is already on line 5."),
    ]


def test_a_missing_field_is_shown_by_example() -> None:
    complaints = complaints_of("version: 1\n")
    assert [one.fix.en for one in complaints] == [
        "Add it, for example 'apiVersion: gnomon/v1'.",
        "Add it, for example 'mode: coach'.",
    ]


def test_complaints_hold_no_long_values() -> None:
    secret = "sk-" + "x" * 300
    for complaint in complaints_of(HEAD + f"rules:\n  - {{id: abc, do: {secret}, {secret}: 1}}\n"):
        assert secret not in complaint.to("en")


def test_two_policies_of_the_same_text_are_equal() -> None:
    assert policy_of() == policy_of()
    assert isinstance(policy_of(), Policy)
