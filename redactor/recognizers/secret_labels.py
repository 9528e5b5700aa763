"""Values that follow a word for a secret: password=…, "api_key": "…", --token …, пароль от вайфая — …. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from redactor.recognizers import secret_values as values

LONGEST = 400  # characters of a value


class Strength(StrEnum):
    """How much a word promises: after a password any word may follow, after a key only a key."""

    PASSWORD = "password"  # noqa: S105 (a strength)
    KEY = "key"
    BARE_KEY = "bare-key"  # "key", "ключ": also keys of maps, of keyboards, of success
    DIGITS = "digits"  # PIN, CVV, one-time codes


WORDS: dict[str, Strength] = {
    **dict.fromkeys(
        "password passwd passphrase passcode passw pass pwd psw pswd pword парол пасс psk пароль-ключ кодовое слово "
        "кодовая фраза секретное слово".replace(" слово", "_слово")
        .replace(" фраза", "_фраза")
        .split(),
        Strength.PASSWORD,
    ),
    **dict.fromkeys(
        [
            "secret",
            "token",
            "apikey",
            "api_key",
            "api-key",
            "access_key",
            "access-key",
            "accesskey",
            "private_key",
            "private-key",
            "privatekey",
            "auth",
            "credential",
            "creds",
            "access",
            "session",
            "bearer",
            "signing",
            "encryption_key",
            "encryptionkey",
            "токен",
            "секрет",
            "api",
            "sharedkey",
            "license_key",
            "licensekey",
        ],
        Strength.KEY,
    ),
    **dict.fromkeys(
        ("api key", "access key", "secret key", "api ключ", "api-ключ", "ключ api", "ключ доступа"), Strength.KEY
    ),
    **dict.fromkeys(("key", "ключ"), Strength.BARE_KEY),
    **dict.fromkeys(
        ("pin", "пин", "cvv", "cvc", "otp", "код подтверждения", "код из смс", "одноразовый код", "verification code"),
        Strength.DIGITS,
    ),
}
WORDS = {word.replace("_слово", " слово").replace("_фраза", " фраза"): strength for word, strength in WORDS.items()}


@dataclass(frozen=True, slots=True)
class Value:
    """What follows a label: text[start:end], how it was written."""

    start: int
    end: int
    text: str
    quoted: bool
    line_end: bool  # nothing but blanks follows on the line
    joined: bool  # an operator stands right between label and value
    name: str  # the whole identifier as written


_TAIL = re.compile(
    r"""(?xi)
    (?P<rest>(?:[\w-]|\.(?=\w)|\[\w*\]){0,60})
    (?P<close>(?:\\?["'`]|[\])}]|[ \t]|\r?\n){0,4})
    (?: (?:string|str|const[ ]char[ ]?\*|\[\]byte)[ \t]{1,3}(?==) | :[ \t]{0,3}[\w.<>|\[\] ]{2,30}(?==[ \t]{0,3}["'`]) )?
    (?: (?P<named> ,?\s{0,20} \\?["']? \b(?:default)?value\b \\?["']? \s{0,3} [:=] )
      | (?P<op> => | :{1,3}= | [?.+|]= | ={1,3} | : | \|\| | , | -> | > | → )
      | (?P<space> (?<=[ \t]) )
    )
    (?P<open>(?:[ \t=]|\r?\n|\\?["'`]|[«“„(\[]|\b[rbf](?=["'])|\bnew\b|\b(?:bearer|basic|token)\b(?=\ )){0,8})
    """
)
_SAID = re.compile(
    r"""(?xi)
    (?P<rest>[\w-]{0,12})
    (?P<middle>(?:[ \t]+[^\s:=;!?—–→"«»]{1,30}){0,7}?)
    (?P<op> [ \t]*(?:[:=—–→]|->)[ \t]*(?:\r?\n[ \t]*)? | [ \t]+-[ \t]+
        | [ \t]+(?:is|was|are|now|equals|это|такой|такая|такие|следующий|теперь)[ \t]*:?[ \t]+ | [ \t]*\r?\n[ \t]* )
    (?P<open>\\?["'`«“„(\[]{0,2})
    (?P<value>[^\s"'`«»“”„<>]{4,200})
    """
)
_BESIDE = re.compile(
    r"""(?i)(?P<rest>[\w-]{0,12})(?P<middle>)(?P<op>[ \t]+)(?P<open>["'`«“„]?)(?P<value>[^\s"'`«»“”„<>]{4,200})"""
)
_PAIR = re.compile(
    r"""[ \t]*[:=—–-][ \t]*(?P<login>[^\s/|,;:"']{1,60})[ \t]*(?:[/|,;:]|[ \t])[ \t]*(?P<value>[^\s"'`«»<>]{4,120})"""
)
_UNQUOTED = re.compile(r"""[^\s"'`<>«»“”]{1,400}""")
_STOP = re.compile(r"&(?=[\w.-]+=)|;|\\[nrt\"']|,(?=\w+=|\s|$)|\|(?=\s|$)")
_NOT_SECRET_NAMES = re.compile(
    r"""(?x)
    (?:^|[_.\-])(?:public|pub|primary|foreign|natural|schema|sequence|hot|idx|bucket|sort|partition|cache|csrf|next|prev|page
        |max|min|num|total|turkey|monkey|random|accessib|author|authori[sz]|capital|rapid|object|row|index|group|dict|map|lang
        |translation|i18n|locale|storage|widget|react|dedup\w*|idempotency|correlation|request|trace|event|message|routing|host)
        [_.\-]?(?:key|token|access|session|auth|api|secret)
    | key(?:board|word|s?tore|frame|ring|down|up|press|note|code|pair|size|length|name|path|file|id|type|alias|usage|error|value|space|s\b)
    | (?:key|token|secret|password|passwd|pwd|session|access|auth|api|credentials?|pass)[_.\-]?
      (?:id|ids|name|type|length|len|size|count|url|uri|endpoint|path|file|dir|folder|expir\w*|ttl|age|policy|reset|field|label
        |placeholder|error|message|msg|prompt|hint|alg\w*|format|version|regex|pattern|limit|enabled|required|visible|class|style
        |manager|provider|service|handler|store|storage|factory|generator|validator|strength|rules?|schema|mode|method|group|level
        |log|logs|control|point|time|date|at|by|state|status|code|usage|scope|scopes|role|domain|region|host|port|server|gateway|docs)
      (?:$|[_.\-\d]|(?=["']))
    | token(?:i[sz]|s\b) | pass(?:age|enger|port|ed\b|ing|ive|ion|word(?:less|s?_?hash)) | secretar | author | accessor | accessib
    | ^api[_.\-]?$ | ^access$ | compass | bypass | encompass | surpass
    """
)
_EXPLAINS = re.compile(r"[ \t]+[^\W\d_]{2,}")
_JOINTS = frozenset("_.$-/")
_NEVER_IN_PROSE = frozenset(
    ["pass", "passw", "pwd", "psk", "psw", "pswd", "api", "access", "auth", "session", "signing", "key"]
)  # verbs, common nouns
_STATES = frozenset(
    [
        "required",
        "optional",
        "hidden",
        "changed",
        "incorrect",
        "wrong",
        "invalid",
        "valid",
        "expired",
        "reset",
        "none",
        "set",
        "unset",
        "empty",
        "missing",
        "correct",
        "strong",
        "weak",
        "unknown",
        "accepted",
        "rejected",
        "forgotten",
        "lost",
        "stored",
        "encrypted",
        "hashed",
        "plain",
        "text",
        "must",
        "should",
        "cannot",
        "can",
        "will",
        "has",
        "have",
        "was",
        "is",
        "are",
        "not",
        "protected",
        "secure",
        "true",
        "false",
        "here",
        "below",
        "above",
        "неверный",
        "неправильный",
        "верный",
        "изменён",
        "изменен",
        "сброшен",
        "обязателен",
        "обязательно",
        "нужен",
        "отсутствует",
        "истёк",
        "истек",
        "устарел",
        "забыт",
        "утерян",
        "скрыт",
        "принят",
        "отклонён",
        "отправлен",
        "выслан",
        "сменён",
        "сменен",
        "есть",
        "нет",
        "был",
        "не",
        "будет",
        "должен",
        "должна",
        "новый",
        "старый",
        "прежний",
        "тот",
        "этот",
        "свой",
        "ваш",
        "мой",
        "личный",
        "ниже",
        "выше",
        "тут",
        "там",
        "здесь",
        "или",
        "для",
        "при",
        "под",
        "над",
        "это",
        "только",
    ]
)


def value_after(text: str, start: int, end: int) -> Value | None:
    """The value that an assignment gives to the identifier around text[start:end]; None when there is none."""
    tail = _TAIL.match(text, end)
    if tail is None:
        return None
    first = _name_start(text, start)
    name = text[first:end] + tail["rest"]
    opened, position = tail["open"], tail.end()
    quote = _last_quote(opened)
    if not _operator_fits(text, first, tail, quote):
        return None
    if quote:
        return _quoted(text, position, quote, name, joined=tail["space"] is None)
    return _unquoted(text, position, name, tag=tail["op"] == ">", joined=tail["space"] is None)


def _name_start(text: str, start: int) -> int:
    first = start
    while first > 0 and start - first < 60 and (text[first - 1].isalnum() or text[first - 1] in "_.$-"):
        first -= 1
    return first


def _operator_fits(text: str, name_start: int, tail: re.Match[str], quote: str) -> bool:
    operator, before = tail["op"], text[max(0, name_start - 2) : name_start]
    if operator == ",":
        return bool(quote) and any(mark in tail["close"] for mark in "\"'`")
    if operator == ">":
        return before.endswith(("<", ":")) or text[max(0, name_start - 40) : name_start].rfind("<") >= 0
    if operator is None and tail["named"] is None:
        return text[name_start : name_start + 1] == "-" or before.endswith("-") or bool(quote)
    return True


def _last_quote(opened: str) -> str:
    for mark in reversed(opened):
        if mark in "\"'`«“„":
            return {"«": "»", "“": "”", "„": "“"}.get(mark, mark)
        if mark not in " \t([":
            return ""
    return ""


def _quoted(text: str, start: int, quote: str, name: str, *, joined: bool) -> Value | None:
    end = start
    limit = min(len(text), start + LONGEST)
    while end < limit and text[end] != quote and text[end] != "\n":
        end += 2 if text[end] == "\\" and text[end + 1 : end + 2] not in (quote, "") else 1
    if (end >= limit and limit < len(text)) or end > limit:
        return None
    if text[end - 1 : end] == "\\":
        end -= 1
    return _value(text, start, end, name, quoted=True, joined=joined) if end > start else None


def _unquoted(text: str, start: int, name: str, *, tag: bool, joined: bool) -> Value | None:
    match = _UNQUOTED.match(text, start)
    if match is None:
        return None
    end = match.end()
    stop = _STOP.search(text, start, end)
    if stop and not tag:
        end = stop.start()
    while end > start and text[end - 1] in ".,;:)]}!?" and not _balanced(text[start:end]):
        end -= 1
    return _value(text, start, end, name, quoted=False, joined=joined) if end > start else None


def _balanced(value: str) -> bool:
    """Whether a closing mark at the end belongs to the value: one that it opened, or a sign within a password."""
    last = value[-1]
    if last in ")]}":
        return value.count({")": "(", "]": "[", "}": "{"}[last]) >= value.count(last)
    return last in "!?" and values.looks_like_password(value[:-1]) and not value.endswith(("!!", "??"))


def _value(text: str, start: int, end: int, name: str, *, quoted: bool, joined: bool) -> Value:
    line = text.find("\n", end)
    following = text[end : min(len(text) if line < 0 else line, end + 60)]
    return Value(start, end, text[start:end], quoted, not following.strip(" \t\r\"'`,;.)»”"), joined, name)


def is_secret(value: Value, strength: Strength) -> bool:
    """Whether a value after a label of this strength is a secret."""
    found = value.text
    if values.is_placeholder(found) or values.is_type_name(found) or names_no_secret(value.name):
        return False
    if strength is Strength.PASSWORD:
        return _is_password(value)
    if strength is Strength.DIGITS:
        return found.isdigit() and 3 <= len(found) <= 8
    if not re.fullmatch(r"[\w.=+/~:@!$%^&*#|-]+", found) or values.is_path(found) or values.is_name(found):
        return False
    return _is_key(found, bare=strength is Strength.BARE_KEY)


def names_no_secret(name: str) -> bool:
    """Whether an identifier speaks of something about secrets: public_key, tokenCount, password-reset-url."""
    return bool(_NOT_SECRET_NAMES.search("_".join(identifiers(name))))


def _is_password(value: Value) -> bool:
    found = value.text
    if (
        len(found) < 4
        or found.lower() in _STATES
        or value.name.lower().replace("_", "") == found.lower().replace("_", "")
    ):
        return False
    if " " in found:
        return value.quoted and value.joined and len(found) <= 60 and any(map(str.isdigit, found))
    if values.looks_like_password(found):
        return True
    if re.search(r"(?i)pass|pwd|парол", found) or values.is_path(found) or not value.joined:
        return False
    if value.quoted:
        return len(found) >= 5 and not found.startswith(("$", "{", "%", "--", "#", "."))
    return value.line_end and len(found) >= 6 and not (found.isalpha() and found[0].isupper() and not found.isascii())


def _is_key(found: str, *, bare: bool) -> bool:
    if bare:
        return values.looks_random(found, least=3.5, length=20) and not values.is_hash(found)
    if values.looks_random(found):
        return True
    return values.looks_random(found, least=2.75, length=10) and (values.entropy(found) > 3.2 or not found.islower())


def prose_value(text: str, start: int, end: int, strength: Strength) -> tuple[int, int] | None:
    """The value that a sentence gives after a label: "password for the VPN is …", "пароль от почты — …"."""
    before = text[start - 1 : start]
    if before.isalnum() or before in _JOINTS or text[start:end].lower() in _NEVER_IN_PROSE:
        return None
    for pattern in (_BESIDE, _SAID):
        match = pattern.match(text, end)
        if match is None or names_no_secret(text[start:end] + match["rest"]):
            continue
        first, last = _trimmed(text, match.start("value"), match.end("value"))
        if _prose_fits(match, text[first:last], strength):
            return first, last
    return None


def _prose_fits(match: re.Match[str], found: str, strength: Strength) -> bool:
    if values.is_placeholder(found) or re.search(r"[.!?] ", match["middle"]) or not found:
        return False
    if strength is Strength.DIGITS:
        return found.isdigit() and 3 <= len(found) <= 8 and not match["middle"].strip()
    if strength is not Strength.PASSWORD:
        least = 20 if strength is Strength.BARE_KEY else 16
        return values.looks_random(found, least=3.3, length=least) and (
            bool(match["op"].strip()) or "\n" in match["op"]
        )
    if not re.fullmatch(r"[^\s,;]{4,128}", found) or values.is_hash(found):
        return False
    return values.looks_like_password(found) and _says_so(match, found)


def _says_so(match: re.Match[str], found: str) -> bool:
    """Without an operator only what is clearly no word, number or date counts."""
    if match["op"].strip():
        return True
    kinds = any(map(str.isdigit, found)) + any(map(str.isalpha, found)) + (not found.isalnum())
    return not match["middle"].strip() and kinds >= 2 and not re.fullmatch(r"[\d.,:/%-]+\w{0,3}", found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in ".,;:)]}!?" and not _balanced(text[start:end]):
        end -= 1
    return start, end


def paired_value(text: str, end: int) -> tuple[int, int] | None:
    """The second of two values after "login/password": ivanov / Qwerty12."""
    match = _PAIR.match(text, end)
    if match is None:
        return None
    start, stop = _trimmed(text, match.start("value"), match.end("value"))
    found = text[start:stop]
    return (start, stop) if values.looks_like_password(found) and not values.is_placeholder(found) else None


def identifiers(name: str) -> Iterator[str]:
    """The parts of an identifier, lower-case: client_secret, clientSecret -> client, secret."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    yield from (part for part in re.split(r"[^a-zа-яё0-9]+", apart.lower()) if part)
