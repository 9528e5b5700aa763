"""Who may ask at all: checked on the raw head of a request, in this order, before anything else is read. Pure.

Host first and exact (DNS rebinding: CVE-2025-66414, CVE-2026-34742, CVE-2026-48710), then what only a web page sends,
then the way, then the token.
"""

import hmac
from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from proxy.refusal import Refusal, Refused
from proxy.routes import Body, Endpoint, endpoints_at, is_other_api
from proxy.sentences import refusal

GetAll = Callable[[str], Sequence[str]]  # all values of a header, by lower-case name

HEAD_BYTES = 64 * 1024
_TYPES = {Body.JSON: ("application/json", "application/x-www-form-urlencoded", ""), Body.FORM: ("multipart/form-data",)}
TOKEN_HEADERS = ("authorization", "x-api-key", "api-key", "x-goog-api-key")


def check_head(version: tuple[int, int], raw_headers: Sequence[tuple[bytes, bytes]], codings: Sequence[str]) -> None:
    """HTTP/1.0 or 1.1, no more than HEAD_BYTES of headers, no transfer coding but chunks, and none in 1.0.

    RFC 9112 §6.1, §7. Raises Refused.
    """
    if version > (1, 1) or (codings and (version < (1, 1) or [one.strip().lower() for one in codings] != ["chunked"])):
        raise Refused(refusal("head-unreadable"))
    if sum(map(len, chain.from_iterable(raw_headers))) > HEAD_BYTES:
        raise Refused(refusal("head-large"))


def check_host(values: Sequence[str], allowed: frozenset[str]) -> None:
    """The raw Host is, letter for letter, one of ours. Raises Refused."""
    if len(values) != 1:
        raise Refused(refusal("host-missing"))
    if values[0] not in allowed:
        raise Refused(refusal("host-foreign"))


def own_target(target: str, own: frozenset[str]) -> str:
    """A request target as path and query; one in absolute form (RFC 9112 §3.2.2) only where it names us, exactly."""
    if not target.startswith("http://"):
        return target
    authority, slash, rest = target.removeprefix("http://").partition("/")
    return slash + rest if authority in own else target


def check_page(method: str, get: GetAll) -> None:
    """Nothing that only a browser sends on behalf of a page. Raises Refused."""
    sites = get("sec-fetch-site")
    if get("origin") or any(site not in ("same-origin", "none") for site in sites) or method == "OPTIONS":
        raise Refused(refusal("web-page"))


def choose_endpoint(method: str, path: str) -> Endpoint:
    """The endpoint for a method. Raises Refused: 404 where there is nothing, 405 where another method is asked for."""
    endpoints = endpoints_at(path)
    if not endpoints:
        raise Refused(refusal("api-other") if is_other_api(path) else refusal("path-unknown"))
    for endpoint in endpoints:
        if endpoint.method == method:
            return endpoint
    raise Refused(wrong_method([endpoint.method for endpoint in endpoints]))


def wrong_method(allowed: Sequence[str]) -> Refusal:
    """The refusal of a method at a path that knows others."""
    names = ", ".join(sorted(set(allowed)))
    return refusal("method-wrong", headers={"Allow": names}, methods=names)


def check_type(values: Sequence[str], body: Body) -> None:
    """The body is what the endpoint reads. curl's form type is taken for JSON: no page gets here. Raises Refused."""
    if body is Body.NONE:
        return
    taken = _TYPES[body]
    kind = values[0].partition(";")[0].strip().lower() if values else ""
    if len(values) > 1 or kind not in taken:
        raise Refused(refusal("content-type", kind=taken[0]))


def check_token(get: GetAll, token: bytes) -> None:
    """One of the headers in which clients send an API key holds the local token. Raises Refused."""
    right = False
    for name in TOKEN_HEADERS:
        for value in get(name):
            given = value[7:] if name == "authorization" and value[:7].lower() == "bearer " else value
            right |= hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), token)
    if not right:
        raise Refused(refusal("token-wrong"))


UNIX_HOSTS = frozenset(("localhost", "127.0.0.1", "[::1]"))  # no port leads to a Unix socket


def own_hosts(ports: Mapping[str, int]) -> frozenset[str]:
    """The Host values that are ours; ports: "4" and "6" → port of the listening socket of that family."""
    hosts = set()
    for family, port in ports.items():
        hosts |= {f"127.0.0.1:{port}", f"localhost:{port}"} if family == "4" else {f"[::1]:{port}", f"localhost:{port}"}
    return frozenset(hosts)
