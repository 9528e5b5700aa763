"""Words that announce a secret, and words that look like it and do not. Pure data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum


class Strength(StrEnum):
    """How much a word promises: after a password any word may follow, after a key only a key."""

    PASSWORD = "password"  # noqa: S105 (a strength)
    KEY = "key"
    BARE_KEY = "bare-key"  # "key", "ключ": also keys of maps, of keyboards, of success
    DIGITS = "digits"  # PIN, CVV, one-time codes


_PASSWORDS = """
password|passwd|passphrase|passcode|passw|pass|pwd|pw|psw|pswd|pword|psk|парол|пасс|парольная фраза
passwort|kennwort|mot de passe|contraseña|contrasena|hasło|wachtwoord
pasword|passwrod|passowrd|paswd|пороль|пассворд|пасворд|pass-фраза|пасс-фраза|парольная-фраза
radius secret|shared secret|enable secret|tacacs key|community string|snmp community
кодовое слово|кодовая фраза|секретное слово
"""
_KEYS = """
secret|token|apikey|api_key|api-key|api key|access_key|access-key|access key|accesskey|private_key|private-key
privatekey|auth|credential|creds|access|session|bearer|signing|encryption_key|encryptionkey|api|sharedkey|license_key|licensekey
secret key|токен|секрет|api ключ|api-ключ|ключ api|ключ доступа
"""
_BARE_KEYS = "key|ключ"
_DIGITS = (
    "pin|пин|puk|пак-код|пук-код|смс-код|sms-код|sms-code|sms code|cvv|cvc|otp|"
    "код подтверждения|код из смс|одноразовый код|verification code|conference code|meeting code|"
    "participant code|host code|код конференции|код встречи|код участника|код организатора"
)
_PAIRS = """
креды|credentials|creds|доступы|учётные данные|учетные данные|логопас|логин-пароль
учётка|учетка|учётной записи|учетной записи
"""
_SESSIONS = "session_id|sessionid|session-id|phpsessid|jsessionid|sessid"


def _listed(rows: str) -> list[str]:
    return rows.strip().replace("\n", "|").split("|")


PAIRS = frozenset(_listed(_PAIRS))
WORDS: dict[str, Strength] = {
    **dict.fromkeys(_listed(_PASSWORDS), Strength.PASSWORD),
    **dict.fromkeys(_listed(_KEYS), Strength.KEY),
    **dict.fromkeys(_listed(_SESSIONS), Strength.KEY),
    **dict.fromkeys(_listed(_BARE_KEYS), Strength.BARE_KEY),
    **dict.fromkeys(_listed(_DIGITS), Strength.DIGITS),
}
# Verbs and common nouns: what stands beside them in a sentence is no secret.
NEVER_IN_PROSE = frozenset(
    ("pass", "passw", "pwd", "pw", "psk", "psw", "pswd", "api", "access", "auth", "session", "key")
)
# Of these, those that are short for a word that means nothing else, or nearly.
ABBREVIATED = frozenset(("pass", "pwd", "pw", "psk", "psw", "pswd"))
_NO_SECRETS = re.compile(
    r"""(?x)
    (?:^|[_.\-])(?:public|pub|primary|foreign|natural|schema|sequence|hot|idx|bucket|sort|partition|cache|csrf|next|prev|page
        |max|min|num|total|turkey|monkey|random|accessib|author|authori[sz]|capital|rapid|object|row|index|group|dict|map|lang
        |translation|i18n|locale|storage|widget|react|dedup\w*|idempotency|correlation|request|trace|event|message|routing|host)
        [_.\-]?(?:key|token|access|session|auth|api|secret)
    | key(?:board|word|s?tore|frame|ring|down|up|press|note|code|pair|size|length|name|path|file|id|type|alias|usage
        |error|value|space|s\b)
    | (?:key|token|secret|password|passwd|pwd|access|auth|api|credentials?|pass)[_.\-]?ids?(?:$|[_.\-\d])
    | (?:key|token|secret|password|passwd|pwd|session|access|auth|api|credentials?|pass)[_.\-]?
      (?:name|type|length|len|size|count|url|uri|endpoint|path|file|dir|folder|expir\w*|ttl|age|policy|reset|field|label
        |placeholder|error|message|msg|prompt|hint|alg\w*|format|version|regex|pattern|limit|enabled|required|visible|class|style
        |manager|provider|service|handler|store|storage|factory|generator|validator|strength|rules?|schema|mode|method|group|level
        |log|logs|control|point|time|date|at|by|state|status|(?<!pass)code|usage|scope|scopes|role|domain|region|host|port|server|gateway|docs)
      (?:$|[_.\-\d]|(?=["']))
    | token(?:i[sz]|s\b) | pass(?:age|enger|port|ed\b|ing|ive|ion|word(?:less|s?_?hash))
    | secretar | accession | author | accessor | accessib
    | ^api[_.\-]?$ | ^access$ | compass | bypass | encompass | surpass
    """
)
_STATE_WORDS = (
    "required|optional|hidden|changed|incorrect|wrong|invalid|valid|expired|reset|none|set|unset|empty|missing|"
    "correct|strong|weak|unknown|accepted|rejected|forgotten|lost|stored|encrypted|hashed|plain|text|must|"
    "should|cannot|can|will|has|have|was|is|are|not|protected|secure|true|false|here|below|above|неверный|"
    "неправильный|верный|изменён|изменен|сброшен|обязателен|обязательно|нужен|отсутствует|истёк|истек|устарел|"
    "забыт|утерян|скрыт|принят|отклонён|отправлен|выслан|сменён|сменен|есть|нет|был|не|будет|должен|должна|"
    "новый|старый|прежний|тот|этот|свой|ваш|мой|личный|ниже|выше|тут|там|здесь|или|для|при|под|над|это|только"
)
_NO_PASSWORDS = """
wifi|gmail|google|windows|linux|ubuntu|debian|postgres|postgresql|mysql|oracle|redis|mongo|mongodb|github|gitlab|docker|jenkins
telegram|whatsapp|outlook|exchange|office|excel|skype|teams|slack|zoom|jira|confluence|bitrix|apple|icloud|android|iphone|cisco
mikrotik|router|server|sudo|admin|administrator|root|user|login|email|e-mail|password|account|service|network|system|policy
1password|manager|keycloak|active|directory|ldap|kerberos|vault|bitwarden|keepass|lastpass|onepassword|hash|bcrypt|plain|reset|secret
private|public|simple|stronger|weaker|different|something|nothing|anything|everything|always|never|already|still|enough|sensitive
пользователь|администратор|пароль|логин|почта|телефон|минимум|максимум|символы|латиница|кириллица|цифры|буквы|строка|число|текст
пусто|секрет|сложно|просто|важно|плохо|хорошо|правило|политика|система|сервер|учётка|учетка|по-прежнему|всегда|никогда|вручную
"""
NO_PASSWORDS = frozenset(_listed(_NO_PASSWORDS))
STATES = frozenset(_STATE_WORDS.split("|"))


def names_no_secret(name: str) -> bool:
    """Whether an identifier speaks of something about secrets: public_key, tokenCount, password-reset-url."""
    return bool(_NO_SECRETS.search("_".join(identifiers(name))))


def identifiers(name: str) -> Iterator[str]:
    """The parts of an identifier, lower-case: client_secret, clientSecret -> client, secret."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    yield from (part for part in re.split(r"[^a-zа-яё0-9]+", apart.lower()) if part)
