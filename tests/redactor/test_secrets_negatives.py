"""What is no secret although it stands beside a word for one, or looks random."""

from pathlib import Path

import pytest

from redactor.recognizers.secrets import find_secrets
from tests.redactor.secret_samples import key

ROOT = Path(__file__).resolve().parents[2]
NER = ROOT.parent / "shared" / "data" / "ner"
HEX = "0123456789abcdef"
UUID = "-".join(key(size, 5, HEX) for size in (8, 4, 4, 4, 12))
HASH = key(40, 6, HEX)

SENTENCES = """
password reset link was sent to your e-mail
The password must be at least 12 characters long.
Please change your password every 90 days.
I forgot my password and cannot log in.
How do I reset the password of a domain user in Windows Server 2019?
Wi-Fi password is on the router
Your password is incorrect, try again in 5 minutes.
Password: required
password: string
type Password string
The token expired, please request a new one.
Each token costs 0.002 dollars, the limit is 128000 tokens.
max_tokens=4096, temperature=0.7
The key to success is practice.
Key findings: revenue grew by 12%
primary key (id), foreign key (customer_id)
Press any key to continue
keyboard layout: QWERTY
The secret of good coffee is fresh beans.
Authentication failed: invalid credentials
authorization: denied for user guest
author: Anna, session: morning, room 4
The session started at 10:30 and ended at 12:00.
Pass the salt, please. We passed the exam in 2019.
Passport control opens at 7:45.
The API returns 404 for /v1/users/15
access point AP-7731 was replaced
api version: v2.13.1
pin it to the board, room 12
Пароль был изменён вчера
Пароль должен содержать не менее 8 символов.
Забыл пароль от почты, что делать?
Смените пароль до 15.03.2024, иначе доступ закроют.
Пароль введён неверно 3 раза, учётная запись заблокирована.
пароль: обязателен
Пароль отправлен в СМС.
Логин и пароль выдаёт администратор.
Введите логин и пароль на портале.
ключевой показатель: 12%
Ключ от кабинета 305 на вахте.
ключ к пониманию: см. раздел 4.2
Ключевая ставка 16% с 18.12.2023
Секрет успеха прост: работать больше.
секретарь Мария, кабинет 12
токен доступа истёк
Токены стоят дорого, лимит 4096.
Первичный ключ таблицы orders — поле id.
Гаечный ключ 12x14 и отвёртка PH2
пин-код введите на терминале
Автор: отдел маркетинга, версия 2.1
Сессия перенесена на 14:30, аудитория 215.
Доступы выдаём по заявке, срок 3 дня.
код 1С: БП-000341, счёт № 77/18 от 03.02.2024
Артикул AX-4471-B, партия 20240115, чертёж 33.120.04
Заказ 4500123456 отгружен, трек RA644000001RU
""".strip().splitlines()

CODE = {
    "environment of Python": 'password = os.environ["DB_PASSWORD"]',
    "environment of Node": "const token = process.env.API_TOKEN;",
    "shell variable": "curl -u $USER:$PASS https://api.example",
    "braces": "password: ${DB_PASSWORD}",
    "template": "token: {{ vault_token }}",
    "github actions": "password: ${{ secrets.REGISTRY_PASSWORD }}",
    "placeholder in angles": "api_key = <your-api-key>",
    "placeholder in words": 'api_key = "YOUR_API_KEY_HERE"',
    "changeme": "password=changeme",
    "stars": "password: ********",
    "crosses": "token=xxxxxxxxxxxxxxxxxxxxxxxx",
    "call": "password = get_password(user)",
    "attribute": "token = self.settings.token",
    "parameter": "def login(user, password): return check(user, password)",
    "keyword": "connect(user=user, password=password)",
    "type hint": "def f(token: str, password: str | None = None) -> bool: ...",
    "column": "password VARCHAR(255) NOT NULL",
    "swift": "let password: String?",
    "nullable": "token: null",
    "false": "save_password=false",
    "html field": '<input type="password" name="password" placeholder="Password" id="login-password">',
    "public key name": f'public_key = "{key(43)}"',
    "key id": f'key_id: "{UUID}"',
    "commit": f"commit {HASH}",
    "sha": f"sha256: {key(64, 3, HEX)}",
    "md5": f"md5sum = {key(32, 3, HEX)}",
    "uuid": f"request id {UUID}",
    "uuid as id": f'"id": "{UUID}"',
    "lock file": f"requests==2.31.0 --hash=sha256:{key(64, 2, HEX)}",
    "image": f"![x](data:image/png;base64,{key(200)})",
    "integrity": f'integrity="sha384-{key(64)}"',
    "git range": f"{key(7, 1, HEX)}..{key(7, 2, HEX)} main -> main",
    "import": "from redactor.recognizers.secret_words import identifiers",
    "java class": "org.springframework.security.authentication.UsernamePasswordAuthenticationToken",
    "npm package": "npm install jsonwebtoken@9.0.2 passport-local",
    "url": "https://example.com/docs/api-keys/getting-started?lang=ru",
    "fingerprint of a host": "by the remote host is\nSHA256:q1Zt7oYk3sLw9VxB0dNfEhJ5uRmPaC8gTiKz2Xn4QyM.\nAdd the key",
    "fingerprint of who logs in": "publickey for root, fingerprint SHA256:Yq0vWb3nT7mKcX9pLzR2dE5sJhG8uAf4\nNov 03",
    "session": f"ERROR session id={UUID} denied",
    "image of a registry": 'ssh deploy@$HOST "docker pull registry.tkach.example/api:4be81c09"',
    "hosts of an inventory": "web1: {ansible_host: 10.1.2.24}\nlocal: {ansible_host: 127.0.0.1}",
    "placeholder and the next key": "SMTP_PASSWORD: <your-smtp-password>\n    deploy:\n      resources:",
    "customs": "held at Gate 14. Waybill 174-20931199, HS code 9401.61. Call",
    "path": "C:\\Users\\ivan\\AppData\\Local\\Temp\\token_cache.json",
    "version": "api: v1.21.3-rc1-20240115",
    "i18n": '"password": "Пароль", "token": "Токен"',
    "error": "PasswordMismatchError: passwords do not match",
    "css": ".password-field { color: #ff00aa; }",
    "results of checks in a mail's head": "spf=pass smtp.mailfrom=n1.corp.example; dkim=pass header.i=@corp.example;",
    "selector": "sync[41]: recordFor:zoneID:key:withRange:ofKind:isStale:] hashing failed",
    "translations of keys": "    pass_crypt: Пароль\n    pass_crypt_confirmation: Подтвердите пароль",
    "accession number": "Filing(form='10-K', accession_no='0001234567-23-000001')",
    "placeholder of ours": "password: ZQ_SECRET_" + "7K2M4X9A",
    "example of AWS": "aws_access_key_id = AKIA" + "IOSFODNN7EXAMPLE",
    "query without values": "?key=&token=&page=2",
    "dsn without password": "postgresql://localhost:5432/crm",
    "dsn of a template": "postgresql://user:password@localhost/db".replace("password", "${PASS}"),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_about_secrets_holds_none(text: str) -> None:
    assert [text[one.start : one.end] for one in find_secrets(text)] == []


@pytest.mark.parametrize("text", CODE.values(), ids=CODE.keys())
def test_code_that_names_a_secret_holds_none(text: str) -> None:
    assert [text[one.start : one.end] for one in find_secrets(text)] == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "policy").rglob("*.py")) + sorted((ROOT / "redactor").glob("*.py")), ids=str
)
def test_the_house_s_own_code_holds_none(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [text[one.start : one.end] for one in find_secrets(text)] == []


@pytest.mark.skipif(not NER.exists(), reason="the corpora of ../shared/data/ner are not here")
@pytest.mark.parametrize(
    "name", ["uner_ewt_dev.tsv", "wnut17_dev.tsv", "gum_ccby_dev.tsv", "factrueval2016_devset.tsv"]
)
def test_no_alarm_in_thousands_of_ordinary_sentences(name: str) -> None:
    lines = (NER / name).read_text("utf-8").splitlines()
    sentences = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    if not sentences:
        sentences = " ".join(line.split("\t")[0] if line else "\n" for line in lines).split("\n")
    alarms = [text for text in sentences if find_secrets(text)]
    assert len(sentences) > 250
    assert alarms == []
