"""E-mail addresses, user names. Pure."""

import re
from collections.abc import Iterator

from redactor.finding import Finding

# Local part and domain after RFC 5321 §4.1.2 and RFC 6531 (letters of any alphabet), without quoted local parts.
_EMAIL = re.compile(
    r"(?<![\w.%+/:~-])[^\W_][\w.!#$%&'*+/=?^`{|}~-]{0,63}@"
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,40})(?![\w@]|-\w)"
)


def find_emails(text: str) -> Iterator[Finding]:
    """E-mail addresses, also in Cyrillic domains and with a +tag."""
    if "@" not in text:
        return
    for match in _EMAIL.finditer(text):
        yield Finding("EMAIL", match.start(), match.end(), 0.95, "email")
