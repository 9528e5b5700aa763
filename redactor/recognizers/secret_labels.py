"""Values that follow a word for a secret: password=…, "api_key": "…", --token …, пароль от вайфая — …. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redactor.recognizers import secret_values as values
from redactor.recognizers.secret_words import NEVER_IN_PROSE, STATES, Strength, names_no_secret

LONGEST = 4000  # characters of a value


@dataclass(frozen=True, slots=True)
class Value:
    """What follows a label: text[start:end], how it was written."""

    start: int
    end: int
    text: str
    quoted: bool
    line_end: bool  # nothing but blanks follows on the line
    closed: bool  # a semicolon follows, and a blank
    joined: bool  # an operator stands right between label and value
    glued: bool  # "=" and nothing else stands between them
    name: str  # the whole identifier as written


_TAIL = re.compile(
    r"""(?xi)
    (?P<rest>(?:[\w-]|\.(?=\w)|\[\w*\]){0,60})
    (?P<close>(?:\\?["'`]|[\])}]|[ \t]|\r?\n){0,4})
    (?: (?:string|str|const[ ]char[ ]?\*|\[\]byte)[ \t]{1,3}(?==)
      | :[ \t]{0,3}[\w.<>|\[\] ]{2,30}(?==[ \t]{0,3}["'`]) )?
    (?: (?P<named> ,?\s{0,20} \\?["']? \b(?:default)?value\b \\?["']? \s{0,3} [:=] )
      | (?P<op> </\w{1,10}>\s{0,4}<\w{1,10}[^<>]{0,60}> | => | :{1,3}= | ::(?=[ ])
          | [?.+|]= | ={1,3} | : | \|\| | , | -> | > | → )
      | (?P<space> (?<=[ \t]) )
    )
    (?P<open>(?:[ \t=]|\r?\n|\\?["'`]|[«“„(\[]|\b[rbf](?=["'])|\bnew\b|\b(?:bearer|basic|token)\b(?=\ )){0,8})
    """
)
_SELECTOR = re.compile(r"[A-Za-z]+(?::[A-Za-z]+){2,}:?")  # the parts of a method's name
_UNQUOTED = re.compile(r"""[^\s"'`<>«»“”]{1,4000}""")
_CLOSED = re.compile(r"[^<>]{1,400}</")  # the text of an element
_STOP = re.compile(r"&(?=[\w.-]+=)|;|\\[nrt\"']|,(?=\w+=|\s|$)|\|(?=\s|$)")


def value_after(text: str, start: int, end: int) -> Value | None:
    """The value that an assignment gives to the identifier around text[start:end]; None when there is none."""
    tail = _TAIL.match(text, end)
    if tail is None:
        return None
    first = _name_start(text, start)
    name = text[first:end] + tail["rest"]
    opened, position = tail["open"], tail.end()
    quote = _last_quote(opened)
    if tail["op"] == ">" and "\n" in opened and not _CLOSED.match(text, position):
        return None  # «PASSWORD: <your-password>» and the next line
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
        return bool(quote) and "\n" not in tail["open"] and any(mark in tail["close"] for mark in "\"'`")
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
    start, end = values.trimmed(text, start, end)
    return _value(text, start, end, name, quoted=tag, joined=joined) if end > start else None


def _value(text: str, start: int, end: int, name: str, *, quoted: bool, joined: bool) -> Value:
    following = text[end : end + 60].partition("\n")[0]
    line_end = not following.strip(" \t\r\"'`,;.)»”")
    closed = following.startswith("; ")
    return Value(start, end, text[start:end], quoted, line_end, closed, joined, text[start - 1 : start] == "=", name)


def is_secret(value: Value, strength: Strength) -> bool:
    """Whether a value after a label of this strength is a secret."""
    found = value.text
    if values.is_placeholder(found) or values.is_type_name(found) or names_no_secret(value.name):
        return False
    if not value.joined and value.name.lower() in NEVER_IN_PROSE:
        return False
    if strength is Strength.PASSWORD:
        return _is_password(value)
    if strength is Strength.DIGITS:
        return values.is_short_code(found)
    if _SELECTOR.fullmatch(found):
        return False
    if "session" in value.name.lower() and values.is_hash(found):
        return False
    if value.joined and not found.islower() and "-" in found and values.is_chain(found):
        return True
    if not re.fullmatch(r"[\w.=+/~:@!$%^&*#|-]+", found) or values.is_path(found) or values.is_name(found):
        return False
    return _is_key(found, bare=strength is Strength.BARE_KEY)


def _is_password(value: Value) -> bool:
    found = value.text
    if (
        len(found) < 4
        or found.lower() in STATES
        or value.name.lower().replace("_", "") == found.lower().replace("_", "")
    ):
        return False
    if " " in found:
        return value.quoted and value.joined and len(found) <= 60 and any(map(str.isdigit, found))
    if values.looks_like_password(found):
        return True
    if re.search(r"(?i)pass|pwd|парол", found) or values.is_path(found) or not value.joined:
        return False
    if value.glued and (value.name.isupper() or "." in value.name):
        return found != found.upper()
    if values.is_chain(found) and (value.quoted or value.line_end or value.closed):
        return True
    if value.quoted:
        return len(found) >= 5 and not found.startswith(("$", "{", "%", "--", "#", "."))
    least = 4 if re.search(r"[a-z][_.]", value.name) else 6
    return (
        value.line_end and len(found) >= least and not (found.isalpha() and found[0].isupper() and not found.isascii())
    )


def _is_key(found: str, *, bare: bool) -> bool:
    if bare:
        return values.looks_random(found, least=3.5, length=20) and not values.is_hash(found)
    if values.looks_random(found):
        return True
    return values.looks_random(found, least=2.75, length=10) and (
        values.entropy(found) > 3.2 or not found.islower() or len(found) >= 16
    )
