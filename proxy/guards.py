"""Who may ask at all: checked on the raw head of a request, in this order, before anything else is read. Pure.

Host first and exact (DNS rebinding: CVE-2025-66414, CVE-2026-34742, CVE-2026-48710), then what only a web page sends,
then the way, then the token.
"""

import hmac
from collections.abc import Callable, Mapping, Sequence

from policy.words import Text
from proxy.refusal import Refusal, Refused
from proxy.routes import Body, Endpoint

GetAll = Callable[[str], Sequence[str]]  # all values of a header, by lower-case name

TOKEN_HEADERS = ("authorization", "x-api-key", "api-key", "x-goog-api-key")

_NO_HOST = Refusal(
    400,
    "host-missing",
    Text(
        ru="В запросе нет ровно одного заголовка Host. Проверьте клиент.",
        en="The request does not have exactly one Host header. Check the client.",
    ),
)
_FOREIGN_HOST = Refusal(
    421,
    "host-foreign",
    Text(
        ru="Gnomon отвечает только на свой адрес на этом компьютере. Укажите в клиенте адрес из `gnomon status`.",
        en="Gnomon answers only to its own address on this computer. Use the address that `gnomon status` prints.",
    ),
)
_WEB_PAGE = Refusal(
    403,
    "web-page",
    Text(
        ru="Запросы от веб-страниц не принимаются.",
        en="Requests from web pages are not accepted.",
    ),
)
_NO_PATH = Refusal(
    404,
    "path-unknown",
    Text(
        ru="Такого адреса у Gnomon нет. Базовый адрес для клиентов: http://127.0.0.1:ПОРТ/v1.",
        en="Gnomon has no such address. The base URL for clients is http://127.0.0.1:PORT/v1.",
    ),
)
_NO_TOKEN = Refusal(
    401,
    "token-wrong",
    Text(
        ru="Нет локального ключа или он неверен. Укажите в клиенте как API-ключ то, что печатает `gnomon token`.",
        en="The local key is missing or wrong. Give the client what `gnomon token` prints as its API key.",
    ),
)
_WRONG_TYPE = Text(
    ru="Этот адрес принимает {0}. Исправьте заголовок Content-Type.",
    en="This address takes {0}. Correct the Content-Type header.",
)


def check_host(values: Sequence[str], allowed: frozenset[str]) -> None:
    """The raw Host is, letter for letter, one of ours. Raises Refused."""
    if len(values) != 1:
        raise Refused(_NO_HOST)
    if values[0] not in allowed:
        raise Refused(_FOREIGN_HOST)


def check_page(method: str, get: GetAll) -> None:
    """Nothing that only a browser sends on behalf of a page. Raises Refused."""
    sites = get("sec-fetch-site")
    if get("origin") or any(site not in ("same-origin", "none") for site in sites) or method == "OPTIONS":
        raise Refused(_WEB_PAGE)


def choose_endpoint(method: str, endpoints: Sequence[Endpoint]) -> Endpoint:
    """The endpoint for a method. Raises Refused: 404 where there is nothing, 405 where another method is asked for."""
    if not endpoints:
        raise Refused(_NO_PATH)
    for endpoint in endpoints:
        if endpoint.method == method:
            return endpoint
    raise Refused(wrong_method([endpoint.method for endpoint in endpoints]))


def wrong_method(allowed: Sequence[str]) -> Refusal:
    """The refusal of a method at a path that knows others."""
    names = ", ".join(sorted(set(allowed)))
    text = Text(ru=f"Этот адрес принимает только {names}.", en=f"This address takes {names} only.")
    return Refusal(405, "method-wrong", text, {"Allow": names})


def check_type(values: Sequence[str], body: Body) -> None:
    """The body is what the endpoint reads. curl's form type is taken for JSON: no page gets here. Raises Refused."""
    if body is Body.NONE:
        return
    kinds = [value.partition(";")[0].strip().lower() for value in values]
    wanted = {"application/json", "application/x-www-form-urlencoded"} if body is Body.JSON else {"multipart/form-data"}
    if len(kinds) > 1 or not wanted.issuperset(kinds) or (body is Body.FORM and not kinds):
        name = "application/json" if body is Body.JSON else "multipart/form-data"
        text = Text(ru=_WRONG_TYPE.ru.format(name), en=_WRONG_TYPE.en.format(name))
        raise Refused(Refusal(415, "content-type", text))


def check_token(get: GetAll, token: bytes) -> None:
    """One of the headers in which clients send an API key holds the local token. Raises Refused."""
    right = False
    for name in TOKEN_HEADERS:
        for value in get(name):
            given = value[7:] if name == "authorization" and value[:7].lower() == "bearer " else value
            right |= hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), token)
    if not right:
        raise Refused(_NO_TOKEN)


def own_hosts(ports: Mapping[str, int]) -> frozenset[str]:
    """The Host values that are ours; ports: "4" and "6" → port of the listening socket of that family."""
    hosts = set()
    for family, port in ports.items():
        hosts |= {f"127.0.0.1:{port}", f"localhost:{port}"} if family == "4" else {f"[::1]:{port}", f"localhost:{port}"}
    return frozenset(hosts)
