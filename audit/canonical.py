"""Facts of an event as canonical JSON (RFC 8785), with bounds that keep contents out of the log."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from json.encoder import encode_basestring

from audit.fault import AuditError
from policy.words import Text

Fact = None | bool | int | float | str | Sequence["Fact"] | Mapping[str, "Fact"]

MAX_META_BYTES = 16_384
MAX_STRING = 2_000
MAX_DEPTH = 4
MAX_INTEGER = 2**53 - 1

_KEY = re.compile(r"[a-z][a-z0-9_]{0,47}")
_INNER_KEY = re.compile(r"[A-Za-z0-9*][A-Za-z0-9 _.:/*@+-]{0,99}")


def canonical(kind: str, facts: Mapping[str, Fact]) -> bytes:
    """Canonical JSON of an event's kind and facts.

    Keys are snake_case; inside a fact they may also be policy classes ("pii.ru.inn").

    Raises: AuditError when a value is of another type, too large or too deep; the message never holds the value.
    """
    try:
        data = f'{{"facts":{_mapping(facts, MAX_DEPTH, _is_key)},"kind":{_string(kind)}}}'.encode()
    except UnicodeEncodeError:
        raise _refused("half a surrogate pair", "половина суррогатной пары") from None
    if len(data) > MAX_META_BYTES:
        raise _refused("facts larger than 16 KiB", "факты больше 16 КиБ")
    return data


def _value(value: object, depth: int) -> str:
    if isinstance(value, str):
        return _string(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise _refused("a whole number beyond 2^53", "целое число больше 2^53")
        return str(int(value))
    if isinstance(value, float):
        return number(value)
    if depth == 0:
        raise _refused("facts nested too deep", "слишком глубоко вложенные факты")
    if isinstance(value, Mapping):
        return _mapping(value, depth - 1, _is_inner_key)
    if isinstance(value, list | tuple):
        return "[" + ",".join([_value(item, depth - 1) for item in value]) + "]"
    raise _refused(f"a value of type {type(value).__name__}", f"значение типа {type(value).__name__}")


def _mapping(mapping: Mapping[str, object], depth: int, is_key: Callable[[object], bool]) -> str:
    """Keys are ASCII, so that order by code point is the order by UTF-16 unit that RFC 8785 §3.2.3 asks for."""
    if not all(map(is_key, mapping)):
        raise _refused("a key of another shape", "ключ другого вида")
    return "{" + ",".join([f'"{key}":{_value(mapping[key], depth)}' for key in sorted(mapping)]) + "}"


@lru_cache(maxsize=4096)
def _is_key(key: object) -> bool:
    return isinstance(key, str) and _KEY.fullmatch(key) is not None


@lru_cache(maxsize=4096)
def _is_inner_key(key: object) -> bool:
    return isinstance(key, str) and _INNER_KEY.fullmatch(key) is not None


def _string(value: str) -> str:
    if len(value) > MAX_STRING:
        raise _refused("a text longer than 2,000 characters", "текст длиннее 2000 знаков")
    return encode_basestring(str(value))


def number(value: float) -> str:
    """A number as ECMAScript prints it (RFC 8785 §3.2.2.3, ECMA-262 Number::toString)."""
    if not math.isfinite(value):
        raise _refused("a number that is not finite", "бесконечное число или не число")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, power = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    exponent = len(whole) + int(power or 0) - (len(whole + fraction) - len(digits))
    return sign + _placed(digits.rstrip("0"), exponent)


def _placed(digits: str, exponent: int) -> str:
    """digits with the decimal point after `exponent` of them, as Number::toString steps 6 to 10 say."""
    if len(digits) <= exponent <= 21:
        return digits + "0" * (exponent - len(digits))
    if 0 < exponent <= 21:
        return digits[:exponent] + "." + digits[exponent:]
    if -6 < exponent <= 0:
        return "0." + "0" * -exponent + digits
    mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{mantissa}e{exponent - 1:+d}"


def _refused(en: str, ru: str) -> AuditError:
    return AuditError(
        Text(
            ru=f"Событие не записано: {ru}. Это ошибка программы, сообщите о ней.",
            en=f"The event was not recorded: {en}. This is a fault of the program; please report it.",
        )
    )
