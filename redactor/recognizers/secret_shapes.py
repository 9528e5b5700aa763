"""Secrets that their surroundings give away: key blocks, connection strings, headers, command lines. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.finding import Finding
from redactor.recognizers import secret_values as values

_BLOCK = re.compile(
    r"-----BEGIN[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----"
    r"(?:(?:(?!-----)[\s\S]){0,20000}?-----END[ A-Z0-9_-]{0,60}KEY(?: BLOCK)?-----"
    r"|(?:(?:\\[nr])|[\s\w+/=:,.>#\"'-])*)"
)
_PUTTY = re.compile(r"PuTTY-User-Key-File-\d:[\s\S]{0,4000}?Private-Lines: \d+\s+((?:[A-Za-z0-9+/=]{1,64}\s*){1,60})")
_DSN = re.compile(r"""://[^\s/?#:@"'<>]{0,100}:(?P<value>[^\s/"'<>]{1,150})@(?=\[?[\w.$({%-])""")
_HEADER = re.compile(
    r"""(?xi)
    (?: \b(?:proxy-)?authorization\\?["']?\s{0,3}(?:[:=,]|=>|\bis\b)\s{0,3}\\?["'`]?\s{0,2}(?:(?:basic|bearer|token|digest|apikey|api-key|negotiate|ssws|oauth|key|aws)\s{1,3})?
      | \b(?:x-)?(?:[a-z]{1,20}-){0,3}(?:api-?key|token|auth|secret|access-key)\\?["']?\s{0,3}:\s{0,3}\\?["'`]?
      | \bbearer\s{1,3} | \bbasic\s{1,3}(?=[a-z0-9+/]{12,}={0,2}(?![\w]))
    )
    (?P<value>[\w=~@.+/:%-]{8,4000})
    """
)
_COOKIE = re.compile(r"(?i)\b(?:set-)?cookie\\?[\"']?\s{0,3}:\s{0,3}[^\n]{0,300}?\b[\w.-]*(?:sess|token|auth|sid|jwt)[\w.-]*=(?P<value>[^\s;\"',]{12,1000})")
_CURL = re.compile(
    r"""(?xi)\bcurl\b (?:[^\n]|\\?\r?\n(?=[ \t\\-])){0,600}?
        [ \t\r\n](?:-u|--user|--proxy-user)(?:=|[ \t]{0,5})
        (?: "(?P<a>[^":\n]{0,80}:[^"\n]{3,200})" | '(?P<b>[^':\n]{0,80}:[^'\n]{3,200})' | (?P<c>(?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|[^\s:"']{1,80}):(?:"[^"\n]{3,200}"|'[^'\n]{3,200}'|[^\s"']{3,200})) | "(?P<d>[^":\n]{3,200}):" )"""
)
_COMMANDS = re.compile(
    r"""(?xi)
    (?: \b(?:mysql|mysqldump|mariadb|mysqladmin)\b[^\n|;]{0,200}?\s-p(?=\S)
      | \bsshpass\s+-p\s*  | \bredis-cli\b[^\n|;]{0,200}?\s-a\s+ | \bhtpasswd\s+-\w*b\w*\s+\S+\s+\S+\s+
      | \b(?:docker|podman|helm|az|oc|cf|npm|nuget)\b[^\n|;]{0,200}?\slogin\b[^\n|;]{0,200}?\s(?:-p|--password)[\s=]+
      | \bidentified\s+(?:with\s+\w+\s+)?by\s+ | \bwith\s+(?:encrypted\s+)?password\s+ | \b(?:net\s+user|net\s+use)\s+\S+\s+(?=\S*\d)(?!/)
      | \bconvertto-securestring\s+(?:-string\s+)? | \bmachine\s+\S+\s+login\s+\S+\s+password\s+
      | \bsecret\s+5\s+ | \bpassword\s+7\s+ | \becho\s+(?=["']?[^\s|"']{4,80}["']?\s*\|\s*(?:sudo\s+-S|passwd|docker\s+login))
      | \b(?:psql|pg_dump)\b[^\n|;]{0,200}?\s(?:-W|PGPASSWORD=)\s*
      | \bsnmp\w*\b[^\n|;]{0,100}?\s-c\s+ | \bunzip\s+-P\s* | \b7z\b[^\n|;]{0,100}?\s-p | \bopenssl\b[^\n|;]{0,200}?\spass:
    )
    (?P<quote>["'`]?)(?P<value>[^\s"'`;|]{3,200})
    """
)
_QUERY = re.compile(
    r"(?i)[?&;](?:\w{0,30}[_-])?(?:token|key|apikey|secret|password|passwd|pwd|pass|sig|signature|auth|code|sid|session|hash|jwt)=(?P<value>[^\s&#\"'<>]{6,2000})"
)
_KUBERNETES = re.compile(r"(?mi)^[ \t]{0,12}[\w.-]+:[ \t]*[\"']?(?P<value>[A-Za-z0-9+/]{8,4000}={0,2})[\"']?[ \t]*$")
_DATA = re.compile(r"(?mi)^[ \t]{0,8}(?:string)?data:[ \t]*$")
_NUGET = re.compile(r"(?i)<add\s+key=\"(?:ClearText)?Password\"\s+value=\"(?P<value>[^\"\n]{4,200})\"")
_SIDEKIQ = re.compile(r"(?i)\bBUNDLE_(?:ENTERPRISE|GEMS)__CONTRIBSYS__COM\s*[=:]\s*[\"']?(?P<value>[a-f0-9]{8}:[a-f0-9]{8})\b")
_HASHED = re.compile(r"\$(?:2[abxy]|5|6|y|7|argon2(?:id|i|d)|pbkdf2[\w-]*|scrypt)\$[\w./$=,+-]{20,200}")


def private_keys(text: str) -> Iterator[Finding]:
    """Whole blocks, also when the END line is missing."""
    for match in _BLOCK.finditer(text):
        if match.end() - match.start() > 60 and not values.is_placeholder(match.group()):
            end = match.start() + len(match.group().rstrip(" \t\r\n\"',"))
            yield Finding("SECRET", match.start(), end, 0.99, "private-key")
    if "PuTTY-User-Key-File" in text:
        yield from _named(_PUTTY, text, "putty-private-key", 1)


def connection_strings(text: str) -> Iterator[Finding]:
    """The password of scheme://user:password@host."""
    for match in _DSN.finditer(text):
        if _stands(match["value"]):
            yield Finding("SECRET", match.start("value"), match.end("value"), 0.95, "connection-string")


def headers(text: str) -> Iterator[Finding]:
    """Authorization, X-Api-Key, Bearer, session cookies."""
    for match in _HEADER.finditer(text):
        found = match["value"].rstrip(".,:")
        if _stands(found) and (values.looks_random(found, least=2.6, length=8) or ":" in found and len(found) > 11):
            yield Finding("SECRET", match.start("value"), match.start("value") + len(found), 0.9, "authorization-header")
    for match in _COOKIE.finditer(text):
        if values.looks_random(match["value"], length=12, least=2.8):
            yield Finding("SECRET", match.start("value"), match.end("value"), 0.85, "session-cookie")


def commands(text: str) -> Iterator[Finding]:
    """Passwords on command lines and in SQL."""
    for match in _COMMANDS.finditer(text):
        if _stands(match["value"]) and not match["value"].startswith(("-", "/", "--")):
            yield Finding("SECRET", match.start("value"), match.end("value"), 0.85, "command-line-password")


def curl_users(text: str) -> Iterator[Finding]:
    """The password of curl -u user:password."""
    for match in _CURL.finditer(text):
        name = match.lastgroup or ""
        start, end = match.span(name)
        found = match[name]
        if name != "d":
            start += found.index(":") + 1
        start, end = (start + 1, end - 1) if text[start] in "\"'" else (start, end)
        if _stands(text[start:end]) and end - start >= 3:
            yield Finding("SECRET", start, end, 0.9, "curl-auth-user")


def queries(text: str) -> Iterator[Finding]:
    """Keys in the query of a URL."""
    for match in _QUERY.finditer(text):
        found = match["value"]
        if _stands(found) and values.looks_random(found, length=8, least=2.5):
            yield Finding("SECRET", match.start("value"), match.end("value"), 0.85, "url-parameter")


def kubernetes(text: str) -> Iterator[Finding]:
    """The values of a Kubernetes Secret."""
    for section in _DATA.finditer(text):
        end = _end_of_block(text, section.end())
        for match in _KUBERNETES.finditer(text, section.end(), end):
            yield Finding("SECRET", match.start("value"), match.end("value"), 0.9, "kubernetes-secret-yaml")


def others(text: str) -> Iterator[Finding]:
    """NuGet's configuration, Sidekiq's gem server, hashed passwords."""
    yield from _named(_NUGET, text, "nuget-config-password", "value")
    yield from _named(_SIDEKIQ, text, "sidekiq-secret", "value")
    yield from _named(_HASHED, text, "password-hash", 0)


def _named(pattern: re.Pattern[str], text: str, rule: str, group: int | str) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        if not values.is_placeholder(match[group]):
            yield Finding("SECRET", match.start(group), match.end(group), 0.9, rule)


def _end_of_block(text: str, start: int) -> int:
    """Where the indented block that begins after a line ends: the next line without indent, or 4,000 characters."""
    following = re.compile(r"\n(?=[^\s#-])").search(text, start + 1, start + 4000)
    return following.start() if following else min(len(text), start + 4000)


def _stands(value: str) -> bool:
    return not values.is_placeholder(value) and not values.is_type_name(value)
