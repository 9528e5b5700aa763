"""What a value looks like: random, a password, a placeholder, a reference, a name. Pure."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import log2

_PLACEHOLDER = re.compile(
    r"""(?ix)
    ^(?: [<\[{(%].*[>\]})%]                     # <token> [token] {token} %TOKEN%
       | \$ (?!\d\w?\$|y\$|argon|pbkdf|scrypt) (?: \w+ | \{ .* | \( .* ) .*        # $VAR ${VAR} $(cmd)
       | @ \w+ @ | %[A-Za-z_]\w*%? | :\w+ | \?+ | \*+ | -+ | _+ | \.{2,}
       | (.)\1*                                 # xxxxxxx
       | (?:x{2,}|\*{2,}|\.{2,}|X{2,}|\#{2,}|•{2,}|…).* | .*(?:x{6,}|\*{3,}|\.{3,}|•{2,}|…|\#{4,}).*
       | .*(?:your|my|his|the|some|insert|enter|replace|change)[-_ .]?(?:own[-_ ]?)?
            (?:api|key|token|secret|pass|pwd|value|here|me|it|this|client|access|auth|bot|личный|app|user|db|name).*
       | .*(?:change[-_]?(?:me|it|this)|replace[-_]?me|placeholder|redacted|masked|hidden|dummy|sample|todo
         |fixme|tbd).*
       | (?:example|foobar|foo|bar|baz|none|null|nil|true|false|undefined|nan|n/?a|yes|no|on|off|empty|default)
       | .*EXAMPLE(?:KEY)?$ | ZQ_[A-Z]+_[0-9A-Z]{8}
       | (?:ваш|мой)(?:[\W_]|парол|ключ|токен|секрет|логин|\Z).* | (?:пример|сюда|здесь|нет|пусто)(?:[\W_].*)?
       | (?:вставь|введите|скрыт|удален|замените).*
    )$"""
)
_REFERENCE = re.compile(
    r"""(?x)
      (?:^|[^\w])(?:os|process|System|Environment|ENV|env|secrets|vars|config|settings|self|this|args|opts|options|
        request|req|params|kwargs|data|user|form|credentials?|creds|conf|cfg|props|state|ctx|context|event|body)
        (?:\.|\[|->|::)[A-Za-z_$]
    | ^(?:getenv|os\.|env\(|ENV\[|lookup\(|vault[:(]|ref\+|arn:aws|!\w+|file:|keyring:|op://|projects/)
    | ^\w+(?:\.\w+)*\(.*\)?;?$                  # call(...)
    | ^[a-z_]\w*(?:\.[a-z_]\w*)+$ | ^[A-Za-z_]+(?:\.[A-Za-z_]+)+$      # settings.token, ExitCode.OK
    | ^[A-Za-z_]\w*\[ | ^&\w | ^\w+::\w+
    """
)
_TYPE_WORDS = (
    "string|str|text|bytes|byte|int|integer|bool|boolean|char|varchar|nvarchar|optional|required|any|object|"
    "number|float|hidden|password|passwd|pwd|token|secret|key|none|null|value|input|field|label|type|varchar2|"
    "securestring|secretstr|nullable|unknown|void|uuid"
)
_TYPES = frozenset(_TYPE_WORDS.split("|"))
_HASH_OR_UUID = re.compile(
    r"(?i)^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}"
    r"|\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?|(?:sha\d+|md5)[:-][\w+/=]+)$"
)
_PATH = re.compile(
    r"(?i)^(?:(?:[a-z][a-z0-9+.-]*:)?//|(?:[a-z0-9-]+\.)+[a-z]{2,10}/|\.{0,2}/[\w.-]+(?:/|$)|~/|[a-z]:\\)"
    r"|\.(?:py|js|ts|json|ya?ml|pem|key|crt|txt|md|html?|css|png|jpe?g|xml|conf|cfg|ini|env|go|java|rb|php|sh)$"
)
_PARTS = re.compile(r"[-_.:/ ]+|(?<=[a-z\d])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ROWS = "0123456789 1234567890 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm"
_FOLLOWS = frozenset(pairwise(_ROWS))


def entropy(value: str) -> float:
    """Shannon entropy in bits a character."""
    size = len(value)
    return -sum(count / size * log2(count / size) for count in Counter(value).values()) if size else 0.0


def is_placeholder(value: str) -> bool:
    """Whether a value only stands for a secret: <token>, ${VAR}, changeme, xxxx, os.environ[...]."""
    return is_stub(value) or is_reference(value)


def is_stub(value: str) -> bool:
    """Whether a value says itself that the secret is to be put in its place."""
    return len(value) <= 300 and bool(_PLACEHOLDER.match(value))


def is_reference(value: str) -> bool:
    """Whether a value is code that fetches a secret rather than the secret."""
    if len(value) <= 16 and any(map(str.isdigit, value)) and any(map(str.isupper, value)) and value.count(".") == 1:
        return "(" in value  # t8K.mm2Q is no path of names
    return len(value) <= 300 and bool(_REFERENCE.search(value))


def is_type_name(value: str) -> bool:
    """Whether a value is the name of a type or of a field."""
    return value.strip("?!*[]").lower() in _TYPES


def is_hash(value: str) -> bool:
    """Whether a value has the form of a digest or a UUID."""
    return bool(_HASH_OR_UUID.match(value))


_FINGERPRINT = re.compile(r"(?i)(?<![a-z])(?:sha-?\d{1,3}|md5)[: ]\Z")


def is_fingerprint(text: str, start: int) -> bool:
    """Whether a value is the digest of a key that is public: «SHA256:q1Zt7o…»."""
    return _FINGERPRINT.search(text, max(0, start - 8), start) is not None


def is_path(value: str) -> bool:
    """Whether a value is a path, a URL or a file name."""
    return bool(_PATH.search(value))


def is_sequence(value: str) -> bool:
    """Whether a value runs along the alphabet or the keyboard or repeats itself, as examples do."""
    lower = value.lower()
    pairs = list(pairwise(lower))
    return len(lower) >= 12 and sum(pair in _FOLLOWS or pair[0] == pair[1] for pair in pairs) > 0.85 * len(pairs)


def is_name(value: str) -> bool:
    """Whether a value is made of words and short numbers, as identifiers are: my-app-token-v2, MainActivity."""
    parts = [part for part in _PARTS.split(value) if part]
    return bool(parts) and all(_is_word(part) for part in parts) and len(value) >= 4 * len(parts)


def _is_word(part: str) -> bool:
    if part.isdigit():
        return len(part) <= 4
    letters = part.rstrip("0123456789")
    vowels = sum(letter in "aeiouyAEIOUYаеёиоуыэюя" for letter in letters)
    written = letters.islower() or letters.isupper() or (letters[:1].isupper() and letters[1:].islower())
    short = len(part) - len(letters) <= 3 and len(letters) <= 16
    return letters.isalpha() and written and short and (len(letters) <= 4 or vowels * 6 >= len(letters))


_TECHNICAL = re.compile(
    r"""(?ix)
    (?:v|[a-z]{2,15}-?)?\d{1,4}(?:\.\d{1,4})+ \w?
    | \d+[-–]? (?:character|char|digit|symbol|letter|bit|byte|day|month|year|week|hour|minute|second|time|word|step
        |factor|символ|знак|букв|цифр|месяц|минут) [a-zа-я]{0,5} (?:-\w+)*
    | \d+[-–]? (?:st|nd|rd|th|x|k|m|gb|mb|дн\w{0,2}|раза?|час\w{0,2}|мин|лет|го|ти|х|й|е|ю|я) (?:-\w+)*
    | (?:sha|md|aes|rsa|des|base|utf|iso|wpa|tls|ssl|oauth|saml|ldap|pbkdf|rot|http|ipv|ecdsa|ed|id|win|windows|office
        |step|q|h)-?\d{1,4} (?:-\d{2,4})? (?:[-/][a-z]{2,8})?
    | [23]fa | wpa\d?(?:-\w+)? | nt(?:lm|hash)v?\d | \d+(?:[-–:./T]\d+)+Z? | (?-i:[A-Z]{2,6}-\d{1,6}) | \#\d+ | №\S*
    """
)
_COMPOUND = re.compile(
    r"(?i)(?:state-of-the|end-to-|step-by-|out-of-|up-to-|day-to-|one-to-|face-to-|peer-to-|point-to-"
    r"|easy-to-|hard-to-|easier-to-"
    r"|not-so-|all-in-|man-in-|back-to-|go-to-|opt-in|opt-out|sign-in|log-in|two-factor-|multi-factor-|well-"
    r"|non-|self-|read-|follow-"
    r"|time-based|one-time|plug-and|trial-and|\w+-(?:по|в|на|за|до|из)-\w+\Z|пуско-|торгово-|северо-|юго-|англо-).*"
)
_CHAIN = re.compile(
    r"[^\W_]+(?:([-_.])[^\W_]+)(?:\1[^\W_]+)+|[^\W\d_]{3,}_[^\W_]{3,}|[^\W\d_]{3,}[-.][^\W_]+[-.]\d{1,4}"
)
_ADDRESS = re.compile(
    r"[\w.+-]{2,}@[\w.:-]+|(?:[\w-]+\.)+(?:ru|com|org|net|io|example|local|lan|рф|su|dev|app|me|de|uk|eu"
    r"|corp)(?::\d+)?(?:/\S*)?|(?:\d{1,3}\.){3}\d{1,3}\S*"
    r"|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}",
    re.IGNORECASE,
)


def is_technical(value: str) -> bool:
    """Whether digits in a word tell a length, an algorithm, a version, a ticket: 12-character, SHA256, JIRA-77."""
    return _TECHNICAL.fullmatch(value.strip("()[]")) is not None


def is_chain(value: str) -> bool:
    """Whether a value is words joined into one, as people make passwords: plum-jam-on-toast, Snow_Owl, oper-shift-2."""
    return (
        8 <= len(value) <= 60
        and _CHAIN.fullmatch(value) is not None
        and not _COMPOUND.fullmatch(value)
        and not is_path(value)
    )


def is_address(value: str) -> bool:
    """Whether a value is an address of a mailbox, a host or a user at a host."""
    return _ADDRESS.fullmatch(value) is not None and not (any(map(str.isdigit, value)) and any(map(str.isupper, value)))


def looks_random(value: str, *, least: float = 3.0, length: int = 16) -> bool:
    """Whether a value is long and irregular enough for a generated key."""
    if len(value) < length or (not any(map(str.isdigit, value)) and value.upper() in (value, value.lower())):
        return False
    kinds = any(map(str.isdigit, value)) + any(map(str.islower, value)) + any(map(str.isupper, value))
    if kinds < 2 or is_name(value) or is_path(value) or is_sequence(value):
        return False
    return entropy(value) >= least


def looks_like_password(value: str) -> bool:
    """Whether a word is no ordinary word: it has a digit beside letters, a sign inside, or capitals inside."""
    if not 4 <= len(value) <= 128 or is_path(value):
        return False
    letters = any(map(str.isalpha, value))
    digits = any(map(str.isdigit, value))
    signs = any(letter in "!@#$%^&*+=~?<>|" for letter in value.rstrip("!?"))
    if letters and (digits or signs):
        return True
    return value.isalpha() and len(value) >= 8 and not (value[1:].islower() or value.isupper() or is_name(value))


def is_short_code(value: str) -> bool:
    """Whether a value is three to eight digits, as a PIN is, also with the # that ends it on a telephone."""
    digits = value.rstrip("#")
    return digits.isdigit() and 3 <= len(digits) <= 8


def is_strong(value: str) -> bool:
    """Whether a word can be nothing but a password: a sign and a digit, or letters of both cases around digits."""
    if len(value) < 6 or not any(map(str.isdigit, value)) or not any(map(str.isalpha, value)):
        return False
    if re.search(r"\w[!@#$%^&*+=~?<>]", value):
        return True
    mixed = any(map(str.islower, value)) and any(map(str.isupper, value))
    return mixed and not re.fullmatch(r"[\W_]*[^\W\d_]+[-_.]?\d{1,4}", value)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A value without the punctuation of the sentence around it."""
    while end > start and text[end - 1] in ".,;:)]}!?" and not _belongs(text[start:end]):
        end -= 1
    return start, end


def _belongs(value: str) -> bool:
    """Whether a closing mark at the end belongs to the value: one that it opened, or a sign within a password."""
    last = value[-1]
    if last in ")]}":
        return value.count({")": "(", "]": "[", "}": "{"}[last]) >= value.count(last)
    if last not in "!?" or value.endswith(("!!", "??", ")!", ")?")):
        return False
    return looks_like_password(value[:-1])
