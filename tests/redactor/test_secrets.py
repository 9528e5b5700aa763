"""What is a secret: provider tokens, assignments, headers, blocks. Values are made here; none is written down."""

import json
import re
from itertools import pairwise

import pytest

from redactor.recognizers.page import lowered
from redactor.recognizers.secret_table import Format, Kind, read_formats
from redactor.recognizers.secrets import find_secrets
from tests.redactor.secret_samples import key, sample

ROWS = read_formats()
HEX = "0123456789abcdef"
PASSWORD = "Tr0ub4" + "dor&3"
TOKEN = key(36)


def values(text: str) -> list[str]:
    return [text[finding.start : finding.end] for finding in find_secrets(text)]


def test_the_table_knows_at_least_150_formats_each_with_a_source_and_an_id_of_its_own() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS) >= 150
    assert all(row.source and row.provider and all(row.guards) for row in ROWS)
    assert all(guard == guard.lower() for row in ROWS for guard in row.guards)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_value_of_every_format_is_covered_as_people_write_it(row: Format) -> None:
    for seed in range(3):
        text, value = sample(row, seed)
        start = text.index(value)
        found = find_secrets(text)
        if " " in value and '"' not in text and "'" not in text:
            continue  # four groups of four letters without quotes are four words
        assert any(one.start <= start + 1 and start + len(value) - 1 <= one.end for one in found), text


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind is Kind.TOKEN], ids=lambda row: row.id)
def test_a_token_tells_itself_in_the_middle_of_a_sentence(row: Format) -> None:
    _, value = sample(row, 1)
    text = f"Вот он: {value}, проверь пожалуйста"
    start = text.index(value)
    assert any(one.start <= start and start + len(value.rstrip("=.-/")) <= one.end for one in find_secrets(text)), text


ASSIGNMENTS = {
    "shell": f"export DB_PASSWORD={PASSWORD}",
    "env file": f"SECRET_KEY={TOKEN}\nDEBUG=1",
    "yaml": f"database:\n  user: app\n  password: {PASSWORD}\n  port: 5432",
    "yaml in quotes": f"token: '{TOKEN}'",
    "json": json.dumps({"client_secret": TOKEN, "name": "x"}),
    "json in a string": json.dumps(json.dumps({"password": PASSWORD})),
    "toml": f'api_key = "{TOKEN}"',
    "ini": f"[db]\npwd = {PASSWORD}\n",
    "xml element": f"<password>{PASSWORD}</password>",
    "xml attribute": f'<add name="smtp" password="{PASSWORD}" />',
    "name and value": f'{{"name": "DB_PASSWORD", "value": "{PASSWORD}"}}',
    "kubernetes environment": f"- name: DB_PASSWORD\n  value: {PASSWORD}\n",
    "python argument": f'connect(host="db", password="{PASSWORD}")',
    "go": f'apiToken := "{TOKEN}"',
    "java": f'String authToken = "{TOKEN}";',
    "typescript": f'const token: string = "{TOKEN}";',
    "option with =": f"tool --token={TOKEN} run",
    "option with a space": f"tool --password {PASSWORD} run",
    "url parameter": f"GET https://x.example/v1?access_token={TOKEN}&page=2",
    "connection string of .NET": f"Server=db;Database=crm;User Id=sa;Password={PASSWORD};Encrypt=true",
    "1C": f'Srvr="srv";Ref="base";Usr="Админ";Pwd="{PASSWORD}";',
    "dsn": f"postgresql://app:{PASSWORD}@db.example:5432/crm",
    "dsn without user": f"redis://:{PASSWORD}@cache.example:6379/0",
    "header": f"Authorization: Bearer {TOKEN}",
    "header in code": f"headers = {{'Authorization': 'Bearer {TOKEN}'}}",
    "api key header": f'-H "X-Api-Key: {TOKEN}"',
    "mysql": f"mysql -u root -p{PASSWORD} crm",
    "sshpass": f"sshpass -p '{PASSWORD}' ssh root@host",
    "curl": f"curl -u admin:{PASSWORD} https://api.example/v1",
    "curl over lines": f"curl https://api.example \\\n  --user 'admin:{PASSWORD}'",
    "sql": f"CREATE USER app IDENTIFIED BY '{PASSWORD}';",
    "netrc": f"machine api.example login app password {PASSWORD}",
    "powershell": f'ConvertTo-SecureString "{PASSWORD}" -AsPlainText -Force',
    "prose": f"The password for the staging VPN is {PASSWORD}.",
    "prose in Russian": f"пароль от вайфая в переговорке — {PASSWORD}, не теряйте",
    "Russian label": f"Пароль: {PASSWORD}",
    "Russian accusative": f"Вводите пароль {PASSWORD} и жмите вход",
    "login and password": f"логин/пароль: ivanov / {PASSWORD}",
    "login then password": f"логин ivanov пароль {PASSWORD}",
    "next line": f"Пароль от почты:\n{PASSWORD}\n",
    "token in Russian": f"токен бота: {TOKEN}",
    "key in Russian": f"вот ключ API для карт: {TOKEN}",
    "guillemets": f"пароль «{PASSWORD}» действует до пятницы",
}


@pytest.mark.parametrize("text", ASSIGNMENTS.values(), ids=ASSIGNMENTS.keys())
def test_the_value_alone_is_found_without_quotes_or_label(text: str) -> None:
    assert values(text) in ([PASSWORD], [TOKEN])


@pytest.mark.parametrize("word", ["hunter22", "солнышко7", "qwerty123", "Zima2024!", "letmein"])
def test_a_weak_password_is_a_secret_too(word: str) -> None:
    assert values(f"password: {word}\n") == [word]


def test_a_private_key_is_one_span_from_its_first_to_its_last_dash() -> None:
    block = "-----BEGIN RSA " + "PRIVATE KEY-----\n" + "\n".join([key(64)] * 5) + "\n-----END RSA PRIVATE KEY-----"
    assert values(f"Вот ключ:\n{block}\nСпасибо") == [block]


def test_a_private_key_without_its_end_is_found_up_to_where_it_stops() -> None:
    block = "-----BEGIN OPENSSH " + "PRIVATE KEY-----\n" + "\n".join([key(64)] * 5)
    assert values(block + "\n") == [block]


def test_a_private_key_in_a_json_string_is_one_span() -> None:
    block = "-----BEGIN " + "PRIVATE KEY-----\\n" + "\\n".join([key(64)] * 3) + "\\n-----END PRIVATE KEY-----\\n"
    assert values(f'{{"private_key": "{block}"}}')[0].startswith("-----BEGIN")
    assert len(values(f'{{"private_key": "{block}"}}')) == 1


def test_a_public_key_and_a_certificate_are_no_secrets() -> None:
    body = "\n".join([key(64)] * 5)
    for kind in ("PUBLIC KEY", "CERTIFICATE", "RSA PUBLIC KEY"):
        assert values(f"-----BEGIN {kind}-----\n{body}\n-----END {kind}-----") == []
    assert values(f"ssh-rsa {key(372)} ivan@host") == []


def test_a_jwt_is_found_whole() -> None:
    token = ".".join(("eyJ" + key(33), "eyJ" + key(60), key(43)))
    assert values(f"Cookie: a=1; jwt={token}; b=2") == [token]


def test_a_webhook_is_found_as_the_whole_url() -> None:
    url = "https://hooks.slack.com/" + "services/" + key(9, 1) + "/" + key(11, 2) + "/" + key(24, 3)
    assert values(f"Шлём сюда: {url} каждый час") == [url]
    portal = "https://firma.bitrix24.ru/" + "rest/17/" + key(16, 4, HEX + "ghijk") + "/"
    assert values(f"вебхук {portal} от CRM") == [portal]


def test_the_values_of_a_kubernetes_secret_are_found() -> None:
    text = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n  user: YWRtaW4xMjM=\n  key: " + "c2VjcmV0" * 4
    assert len(values(text)) == 2


def test_findings_do_not_overlap_and_come_in_order() -> None:
    text = " ".join(ASSIGNMENTS.values()) * 3
    found = find_secrets(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_long_token_is_masked_to_its_end() -> None:
    token = key(3000)
    assert values(f"token={token} next") == [token]


def test_letters_that_grow_in_lower_case_do_not_move_the_offsets() -> None:
    assert len(lowered("İİİ password")) == len("İİİ password")
    assert values(f"İİİ password={PASSWORD}") == [PASSWORD]


@pytest.mark.parametrize(
    "text",
    [
        "eyJabcdefgh-" * 9_000,
        "password=" * 11_000,
        "пароль от " * 10_000,
        "-----BEGIN PRIVATE KEY-----\n" * 4_000,
        'token="' * 14_000,
        "curl -u " * 12_000,
        "token" + " " * 100_000,
        "a" * 100_000 + "=" * 1_000,
        "https://hooks.slack.com/services/" * 3_000,
        "://a:b" * 16_000,
        "key-" * 25_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_hostile_text_of_100_kilobytes_ends_long_before_the_limit_of_a_test(text: str) -> None:
    assert isinstance(find_secrets(text), list)


@pytest.mark.parametrize("text", ["", "\0" * 50, "\ud800 password=" + PASSWORD, "\u202epassword=" + PASSWORD])
def test_odd_text_raises_nothing(text: str) -> None:
    assert [found for found in values(text) if found != PASSWORD] == []


def test_the_recognizer_names_the_rule() -> None:
    rules = {one.recognizer for one in find_secrets("ghp_" + TOKEN)}
    assert rules == {"github-token"} or rules == {"github-pat"}
    assert re.fullmatch(r"[a-z0-9-]+", next(iter(rules)))
