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
    (?: \b(?:proxy-)?authorization\\?["']?\s{0,3}(?:[:=,]|=>|\bis\b)\s{0,3}\\?["'`]?\s{0,2}
        (?:(?:basic|bearer|(?:api-)?token|digest|apikey|api-key|negotiate|ssws|oauth|key|aws)\s{1,3})?
      | \b(?:x-)?(?:[a-z]{1,20}-){0,3}(?:api-?key|token|auth|secret|access-key)\\?["']?\s{0,3}:\s{0,3}\\?["'`]?
      | \bbearer\s{1,3} | \bbasic\s{1,3}(?=[a-z0-9+/]{12,}={0,2}(?![\w]))
    )
    (?P<value>[\w=~@.+/:%-]{8,4000})
    """
)
_COOKIE = re.compile(
    r"(?i)\b(?:set-)?cookie\\?[\"']?\s{0,3}:\s{0,3}[^\n]{0,300}?\b[\w.-]*(?:sess|token|auth|sid"
    r"|jwt)[\w.-]*=(?P<value>[^\s;\"',]{12,1000})"
)
_CURL = re.compile(
    r"""(?xi)\bcurl\b (?:[^\n]|\\?\r?\n(?=[ \t\\-])){0,600}?
        [ \t\r\n](?:-u|--user|--proxy-user)(?:=|[ \t]{0,5})
        (?: "(?P<a>[^":\n]{0,80}:[^"\n]{3,200})"
          | '(?P<b>[^':\n]{0,80}:[^'\n]{3,200})'
          | (?P<c>(?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|[^\s:"']{1,80})
              :(?:"[^"\n]{3,200}"|'[^'\n]{3,200}'|[^\s"']{3,200}))
          | "(?P<d>[^":\n]{3,200}):" )"""
)
_COMMANDS = re.compile(
    r"""(?xi)
    (?: \b(?:mysql|mysqldump|mariadb|mysqladmin)\b[^\n|;]{0,200}?\s-p(?=\S)
      | \bsshpass\s+-p\s*  | \bredis-cli\b[^\n|;]{0,200}?\s-a\s+ | \bhtpasswd\s+-\w*b\w*\s+\S+\s+\S+\s+
      | \b(?:docker|podman|helm|az|oc|cf|npm|nuget)\b[^\n|;]{0,200}?\slogin\b[^\n|;]{0,200}?\s(?:-p|--password)[\s=]+
      | \bidentified\s+(?:with\s+\w+\s+)?by\s+(?=["']|\S*\d) | \bwith\s+(?:encrypted\s+)?password\s+
      | \b(?:net\s+user|net\s+use)\s+\S+\s+(?=\S*\d)(?!/)
      | \bconvertto-securestring\s+(?:-string\s+)? | \bmachine\s+\S+\s+login\s+\S+\s+password\s+
      | \bnet\s+use\s+\S+\s+\\\\\S+\s+(?!/) | \bwpa_passphrase\s+\S+\s+ | \bsecret\s+5\s+ | \bpassword\s+7\s+
      | \becho\s+(?=["']?[^\s|"']{4,80}["']?\s*\|\s*(?:sudo\s+-S|passwd|docker\s+login))
      | \b(?:psql|pg_dump)\b[^\n|;]{0,200}?\s(?:-W|PGPASSWORD=)\s*
      | \bsnmp-server\s+community\s+ | \bnet\s+use\b[^\n]{0,120}?/user:\S{1,60}\s+
      | \bsnmp\w*\b[^\n|;]{0,100}?\s-c\s+ | \bunzip\s+-P\s* | \bzip\b[^\n|;]{0,40}?\s-P\s* | \b7z\b[^\n|;]{0,100}?\s-p
      | \bopenssl\b[^\n|;]{0,200}?\s(?:pass:|-k\s+)
    )
    (?P<quote>["'`]?)(?P<value>[^\s"'`;|]{3,200})
    """
)
_WORDS = frozenset(["pass", "password", "passwd", "pwd", "test", "token", "secret", "user", "username", "bar", "pw"])
_QUERY = re.compile(
    r"(?i)[?&;](?:\w{0,30}[_-])?(?:token|key|apikey|secret|password|passwd|pwd|pass|sig|signature|auth|code|sid"
    r"|session|hash|jwt)=(?P<value>[^\s&#\"'<>]{6,2000})"
)
_KUBERNETES = re.compile(
    r"(?mi)^[ \t]{0,12}[\w.-]+:[ \t]*(?:[|>][+-]?[ \t]*\n[ \t]+)?"
    r"[\"']?(?P<value>[A-Za-z0-9+/]{8,4000}={0,2})[\"']?[ \t]*$"
)
_KIND = re.compile(r"(?mi)^[ \t-]*kind:[ \t]*[\"']?Secret[\"']?[ \t]*\r?$")
_DATA = re.compile(r"(?mi)^[ \t]{0,8}(?:string)?data:[ \t]*$")
_NUGET = re.compile(r"(?i)<add\s+key=\"(?:ClearText)?Password\"\s+value=\"(?P<value>[^\"\n]{4,200})\"")
_SIDEKIQ = re.compile(
    r"(?i)\bBUNDLE_(?:ENTERPRISE|GEMS)__CONTRIBSYS__COM\s*[=:]\s*[\"']?(?P<value>[a-f0-9]{8}:[a-f0-9]{8})\b"
)
_HASHED = re.compile(r"\$(?:2[abxy]|5|6|y|7|argon2(?:id|i|d)|pbkdf2[\w-]*|scrypt)\$[\w./$=,+-]{20,200}")


def private_key(text: str, start: int) -> Iterator[Finding]:
    """The whole block that begins here, also when its END line is missing."""
    match = _BLOCK.match(text, start)
    if match is not None and match.end() - match.start() > 60:
        end = match.start() + len(match.group().rstrip(" \t\r\n\"',"))
        yield Finding("SECRET", match.start(), end, 0.99, "private-key")


def connection_string(text: str, start: int) -> Iterator[Finding]:
    """The password of scheme://user:password@host."""
    match = _DSN.match(text, start)
    if match is not None and match["value"].lower() not in _WORDS:
        yield from _value(match, 0.95, "connection-string")


def header(text: str, start: int) -> Iterator[Finding]:
    """The credentials of Authorization, X-Api-Key, Bearer …"""
    match = _HEADER.match(text, _word_start(text, start))
    if match is None:
        return
    found = match["value"].rstrip(".,:")
    if _stands(found) and (values.looks_random(found, least=2.6, length=8) or (":" in found and len(found) > 11)):
        yield Finding("SECRET", match.start("value"), match.start("value") + len(found), 0.9, "authorization-header")


def cookie(text: str, start: int) -> Iterator[Finding]:
    """The session of a Cookie header."""
    match = _COOKIE.match(text, start)
    if match is not None and values.looks_random(match["value"], length=12, least=2.8):
        yield Finding("SECRET", match.start("value"), match.end("value"), 0.85, "session-cookie")


def command(text: str, start: int) -> Iterator[Finding]:
    """The password of a command line or of an SQL statement that begins here."""
    match = _COMMANDS.match(text, start)
    if match is not None and not match["value"].startswith(("-", "/")):
        yield from _value(match, 0.85, "command-line-password")


def curl_user(text: str, start: int) -> Iterator[Finding]:
    """The password of curl -u user:password."""
    match = _CURL.match(text, start)
    if match is None:
        return
    name = match.lastgroup or ""
    first, end = match.span(name)
    if name != "d":
        first += match[name].index(":") + 1
    first, end = (first + 1, end - 1) if text[first] in "\"'" else (first, end)
    found = text[first:end]
    if len(found) >= 3 and _stands(found) and found.strip(">\"'").lower() not in _WORDS:
        yield Finding("SECRET", first, end, 0.9, "curl-auth-user")


def query(text: str, start: int) -> Iterator[Finding]:
    """A key in the query of a URL."""
    match = _QUERY.match(text, _word_start(text, start) - 1) if start else None
    if match is not None and values.looks_random(match["value"], length=8, least=2.5):
        yield from _value(match, 0.85, "url-parameter")


def kubernetes(text: str) -> Iterator[Finding]:
    """The values of a Kubernetes Secret."""
    if not _KIND.search(text):
        return
    for section in _DATA.finditer(text):
        end = _end_of_block(text, section.end())
        for match in _KUBERNETES.finditer(text, section.end(), end):
            if len(match["value"]) % 4 == 0:
                yield Finding("SECRET", match.start("value"), match.end("value"), 0.9, "kubernetes-secret-yaml")


def others(text: str) -> Iterator[Finding]:
    """NuGet's configuration, Sidekiq's gem server, PuTTY's key files, hashed passwords."""
    yield from _named(_PUTTY, text, "putty-private-key", 1)
    yield from _named(_NUGET, text, "nuget-config-password", "value")
    yield from _named(_SIDEKIQ, text, "sidekiq-secret", "value")
    yield from _named(_HASHED, text, "password-hash", 0)


def _named(pattern: re.Pattern[str], text: str, rule: str, group: int | str) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        if not values.is_placeholder(match[group]):
            yield Finding("SECRET", match.start(group), match.end(group), 0.9, rule)


def _value(match: re.Match[str] | None, score: float, rule: str) -> Iterator[Finding]:
    if match is not None and _stands(match["value"]):
        yield Finding("SECRET", match.start("value"), match.end("value"), score, rule)


def _word_start(text: str, start: int) -> int:
    """Where the word with hyphens and underscores around a place begins, at most 40 characters before."""
    first = start
    while first > 0 and start - first < 40 and (text[first - 1].isalnum() or text[first - 1] in "-_"):
        first -= 1
    return first


def _end_of_block(text: str, start: int) -> int:
    """Where the indented block that begins after a line ends: the next line without indent, or 4,000 characters."""
    following = re.compile(r"\n(?=[^\s#-])").search(text, start + 1, start + 4000)
    return following.start() if following else min(len(text), start + 4000)


def _stands(value: str) -> bool:
    return not values.is_placeholder(value) and not values.is_type_name(value)


CALLS = (
    "auth=(", "auth = (", ".login(", "basicauth(", "basic_auth(", "authenticate(", "passwordcredentials(",
    "networkcredential(",
)  # fmt: skip
_CALL = re.compile(
    r"[.\w]{4,24}(?: ?= ?)?\([ \t]{0,2}(?P<q>[\"'])[^\"'\n]{1,80}(?P=q),\s{0,4}"
    r"(?P<quote>[\"'])(?P<value>(?=[^\"'\n]*\d|[^\s\"']*[\"'])[^\"'\n]{4,200})(?P=quote)"
)


def call(text: str, start: int) -> Iterator[Finding]:
    """The second of the two texts that code signs in with: auth=("svc", "…"), smtp.login("a@b.example", "…")."""
    match = _CALL.match(text, start)
    if match is not None and not values.is_stub(match["value"]) and match["value"].lower() not in _WORDS:
        yield Finding("SECRET", *match.span("value"), 0.92, "password-in-call")
