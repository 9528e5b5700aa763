"""The way to the approved gateways: whom to trust, which headers pass, what an error means, when to try again."""

import asyncio
import ssl
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import aiohttp
import truststore
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from policy.model import Gateway
from proxy.corporate import ProxyRefused
from proxy.refusal import Dialect, Refusal
from proxy.sentences import refusal
from proxy.upstream import Connector, Incoming, Way, WrongKey

RETRY_STATUSES = frozenset((429, 502, 503, 504, 529))  # 529: Anthropic is overloaded
LONGEST_WAIT = 10.0  # seconds of Retry-After that are waited for

KEPT_ANSWER_HEADERS = frozenset(
    [
        "content-type",
        "retry-after",
        "retry-after-ms",
        "x-request-id",
        "request-id",
        "openai-processing-ms",
        "openai-version",
        "x-should-retry",
        "content-disposition",
    ]
)
KEPT_ANSWER_PREFIXES = ("x-ratelimit-", "anthropic-ratelimit-", "ratelimit")

AWAY = refusal("gateway-away")
UNTRUSTED = refusal("gateway-untrusted")
PROXY_LOGIN = refusal("corporate-proxy-login")
PROXY_IS_PAC = refusal("corporate-proxy-pac")
PROXY_REFUSED = refusal("corporate-proxy")
LATE = refusal("gateway-late")
MALFORMED = refusal("gateway-malformed")


class GatewayError(Exception):
    """The gateway could not be asked, or its answer could not be read. `again`: one more try may help."""

    def __init__(self, refused: Refusal, *, again: bool = False) -> None:
        super().__init__(refused.clause)
        self.refusal = refused
        self.again = again


class Outgoing(NamedTuple):
    """A request as it leaves: everything in it is ours or was looked at."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None

    def __repr__(self) -> str:
        return f"Outgoing({self.method} {self.url})"


class Gateways:
    """Keeps connections to the gateways of the policy open."""

    def __init__(self, credentials: Callable[[str], str]) -> None:
        """credentials: "user:password" for the corporate proxy by its keyring item, "" for none."""
        self._credentials = credentials
        self._connectors: dict[str, Connector] = {}
        self._ways: dict[tuple[object, ...], Way] = {}

    async def send(self, gateway: Gateway, outgoing: Outgoing) -> Incoming:
        """Send and return with the head of the answer; the caller closes it.

        Raises:
            GatewayError: no answer, or none that can be read.
        """
        try:
            answer = await self._way(gateway).ask(
                outgoing.method, _address(outgoing.url), outgoing.headers, outgoing.body
            )
        except (aiohttp.ClientSSLError, WrongKey) as error:
            raise GatewayError(UNTRUSTED) from error
        except ProxyRefused as error:
            raise GatewayError(PROXY_LOGIN if error.login else PROXY_REFUSED, again=not error.login) from error
        except (aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError) as error:
            raise GatewayError(PROXY_REFUSED, again=True) from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise GatewayError(AWAY, again=True) from error
        except TimeoutError as error:
            raise GatewayError(LATE) from error
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
            # Mostly a kept connection that the gateway had closed meanwhile; no byte of an answer was seen.
            raise GatewayError(AWAY, again=True) from error
        except (aiohttp.ClientError, HttpProcessingError, ValueError) as error:
            raise GatewayError(MALFORMED) from error
        if answer.status == 407:
            answer.close()
            raise GatewayError(PROXY_LOGIN)
        if _is_doubtful(answer):
            answer.close()
            raise GatewayError(MALFORMED)
        return answer

    async def ask(self, gateways: Sequence[Gateway], make: Callable[[Gateway], Outgoing]) -> tuple[Gateway, Incoming]:
        """The first gateway's answer; one more try, with the next one or the same, when it is away or overloaded.

        Raises:
            GatewayError: as `send`, for the last try.
        """
        first = gateways[0]
        spare = gateways[1] if len(gateways) > 1 else first if first.retry else None
        try:
            answer = await self.send(first, make(first))
        except GatewayError as error:
            if spare is None or not error.again:
                raise
            return spare, await self.send(spare, make(spare))
        if answer.status not in RETRY_STATUSES or spare is None:
            return first, answer
        pause = 0.0 if spare is not first else retry_pause(answer)
        if pause is None:
            return first, answer
        answer.close()
        await asyncio.sleep(pause)
        return spare, await self.send(spare, make(spare))

    async def close(self) -> None:
        """Close all connections."""
        connectors, self._connectors, self._ways = self._connectors, {}, {}
        await asyncio.gather(*(connector.close() for connector in connectors.values()))

    def _way(self, gateway: Gateway) -> Way:
        login = self._credentials(gateway.proxy_key_name) if gateway.proxy and gateway.proxy_key_name else ""
        key = (gateway.base_url, gateway.ca, gateway.proxy, login, gateway.pins)
        way = self._ways.get(key)
        if way is None:
            connector = self._connectors.get(gateway.ca)
            if connector is None:
                connector = self._connectors[gateway.ca] = Connector(_trust(gateway.ca))
            if _address(gateway.proxy).path not in ("", "/"):
                raise GatewayError(PROXY_IS_PAC)
            origin = _address(gateway.base_url).origin()
            way = self._ways[key] = Way(connector, origin, gateway.proxy, login, gateway.pins)
        return way


def answer_headers(answer: Incoming) -> dict[str, str]:
    """The headers of an answer that go on to the client."""
    return {
        name: value
        for name, value in answer.headers.items()
        if (lower := name.lower()) in KEPT_ANSWER_HEADERS or lower.startswith(KEPT_ANSWER_PREFIXES)
    }


def key_headers(gateway: Gateway, dialect: Dialect, key: str) -> dict[str, str]:
    """Where the gateway's own credential goes."""
    if not key:
        return {}
    if gateway.dialect == "azure":
        return {"api-key": key}
    if dialect is Dialect.ANTHROPIC:
        own = {"x-api-key": key}
        return own if gateway.dialect == "anthropic" else {**own, "Authorization": f"Bearer {key}"}
    return {"Authorization": f"Bearer {key}"}


@lru_cache(maxsize=256)
def _address(url: str) -> URL:
    return URL(url, encoded=True)


def retry_pause(answer: Incoming) -> float | None:
    """Seconds to wait before one more try, as the gateway asks; None when it asks for too long or says nothing."""
    try:
        seconds = float(answer.headers.get("Retry-After", ""))
    except ValueError:
        return None
    return seconds if 0 <= seconds <= LONGEST_WAIT else None


def _trust(ca: str) -> ssl.SSLContext:
    """The system's trust store, and beside it the company's CA."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca:
        context.load_verify_locations(cafile=str(Path(ca).expanduser()))
    return context


def _is_doubtful(answer: Incoming) -> bool:
    """Heads that two readers may read differently (RFC 9112 §5.2 obs-fold, §6.3 lengths): never passed on."""
    if "Content-Length" in answer.headers and "Transfer-Encoding" in answer.headers:
        return True
    values = b" ".join([value for _, value in answer.raw_headers])
    return b"\n" in values or b"\r" in values or b"\0" in values
