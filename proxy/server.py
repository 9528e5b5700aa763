"""The proxy as the agent holds it: sockets on loopback, guards in their order, one prompt at a time to the journey."""

import asyncio
import errno
import logging
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web

from policy.model import Caller, Decision, Gateway, Pac, Policy
from proxy.budget import Spending
from proxy.caller import Callers
from proxy.connect import HostRules, Tunnels, pac_script, upstream_of
from proxy.content import Extract
from proxy.corporate import Upstream
from proxy.exchange import Journey
from proxy.gateway import Gateways
from proxy.guards import (
    UNIX_HOSTS,
    check_head,
    check_host,
    check_page,
    check_token,
    check_type,
    choose_endpoint,
    own_hosts,
    own_target,
    wrong_method,
)
from proxy.head_deadline import HEAD_SECONDS, BoundedServer, Connection
from proxy.masking import Finder
from proxy.metrics import Metrics
from proxy.ports import Ports, Recorder
from proxy.refusal import Dialect, Refusal, Refused, error_body
from proxy.routes import Body, Endpoint, dialect_at, kept_query
from proxy.sentences import refusal
from proxy.sockets import bind_preferred, listening_socket, private_socket

__all__ = ["Finder", "Proxy", "Recorder", "Route"]

PAC_PATH = "/proxy.pac"
DRAIN_SECONDS = 30.0
GOODBYE_SECONDS = 2.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the agent's own, behind the same guards. The handler gets aiohttp's request."""

    method: str
    path: str
    handler: Callable[[Any], Awaitable[web.StreamResponse]]  # Any: BaseRequest here, named Request by the agent


class Proxy:
    """Listens on loopback and passes prompts to the approved gateway.

    policy: the one in force, as it holds for this person. port: the preferred one. extract: text of files.
    proxy_password: "user:password" for a corporate proxy by its keyring item ("pac": that of the PAC's other way).
    tokens_today: spent before this start. catalogue_hosts: for the PAC file. decide_host: without it CONNECT is
    not offered; saw_connection is told of each decision before the tunnel stands.
    socket_path: of a Unix socket beside the port; `unix_socket` says whether it could be made.
    """

    def __init__(
        self,
        *,
        policy: Callable[[], Policy | None],
        finder: Finder,
        recorder: Recorder,
        credentials: Callable[[Gateway], str],
        key: Callable[[], bytes],
        token: str,
        port: int,
        extra_routes: Sequence[Route] = (),
        extract: Extract | None = None,
        proxy_password: Callable[[str], str] = lambda _: "",
        tokens_today: int = 0,
        catalogue_hosts: Callable[[], Sequence[str]] = tuple,
        decide_host: Callable[[str, Caller], Decision] | None = None,
        saw_connection: Callable[[str, Caller, Decision], None] = lambda host, caller, decision: None,
        head_seconds: float = HEAD_SECONDS,
        socket_path: Path | None = None,
    ) -> None:
        self._policy = policy
        self._token = token.encode()
        self._preferred = port
        self._extra = {(route.path, route.method): route for route in extra_routes}
        self._extra_methods: dict[str, list[str]] = {}
        for route in extra_routes:
            self._extra_methods.setdefault(route.path, []).append(route.method)
        self._gateways = Gateways(proxy_password)
        ports = Ports(policy, finder, recorder, credentials, key, extract)
        self.metrics = Metrics()
        self._journey = Journey(ports, self._gateways, Spending(tokens_today), self.metrics)
        self._callers = Callers()
        self._proxy_password = proxy_password
        self._catalogue_hosts = catalogue_hosts
        self._saw_connection = saw_connection
        rules = HostRules(decide_host, self._decided, self._corporate_proxy) if decide_host else None
        self._tunnels = Tunnels(rules)
        self._head_seconds = head_seconds
        self._socket_path = socket_path
        self._server: BoundedServer | None = None
        self._listeners: list[asyncio.Server] = []
        self._serving: set[asyncio.Task[object]] = set()
        self._hosts: frozenset[str] = frozenset()
        self.port = 0
        self.squatted = False
        self.unix_socket: Path | None = None

    @property
    def origin(self) -> str:
        """Where clients find the proxy: "http://127.0.0.1:PORT"."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def sockets(self) -> Sequence[socket.socket]:
        """The listening sockets."""
        return [one for listener in self._listeners for one in listener.sockets]

    async def start(self) -> int:
        """Listen on the preferred port, an alternate or any; return the port. `squatted` says that it was taken."""
        policy = self._policy()
        limit = policy.limits.connections if policy else 256
        self._server = BoundedServer(
            self._handle,
            callers=self._callers,
            take_over=self._tunnels.take_over,
            max_connections=limit,
            head_seconds=self._head_seconds,
        )
        loop = asyncio.get_running_loop()
        listening = bind_preferred(self._preferred)
        self.port = listening.getsockname()[1]
        self.squatted = self._preferred not in (0, self.port)
        self._listeners = [await loop.create_server(self._server, sock=listening, backlog=256)]
        ports = {"4": self.port}
        try:
            sixth = listening_socket(socket.AF_INET6, "::1", self.port)
        except OSError as error:  # no IPv6 here; or somebody listens there, where "localhost" may lead, too
            self.squatted = self.squatted or error.errno == errno.EADDRINUSE
        else:
            self._listeners.append(await loop.create_server(self._server, sock=sixth, backlog=256))
            ports["6"] = self.port
        self._hosts = own_hosts(ports)
        if self._socket_path is not None:
            await self._listen_privately(self._server, self._socket_path)
        return self.port

    async def _listen_privately(self, server: BoundedServer, path: Path) -> None:
        """By a Unix socket, too, where there are any; without it clients come by loopback."""
        try:
            listening = private_socket(path)
        except OSError as error:
            _log.warning("no Unix socket: %s", error.strerror or error)
            return
        self._listeners.append(await asyncio.get_running_loop().create_unix_server(server, sock=listening, backlog=256))
        self.unix_socket = path

    async def stop(self, *, drain: float = DRAIN_SECONDS) -> None:
        """Stop listening, let answers under way end for up to `drain` seconds, write every closing record."""
        for listener in self._listeners:
            listener.close()
        if self.unix_socket is not None:
            self.unix_socket.unlink(missing_ok=True)
        if self._server is not None:
            self._server.pre_shutdown()
            await self._end_requests(drain)
            await self._server.shutdown(1.0)
        for listener in self._listeners:
            await listener.wait_closed()
        self._listeners = []
        await self._tunnels.close()
        await self._journey.drain()
        await self._gateways.close()
        self._callers.close()

    async def _end_requests(self, drain: float) -> None:
        """Let requests end; those that do not are cancelled while their clients can still be told."""
        for seconds in (drain, GOODBYE_SECONDS):
            if self._serving:
                _, late = await asyncio.wait(set(self._serving), timeout=seconds)
                for task in late:
                    task.cancel()

    # -- one request

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """The outermost loop of a request: nothing that goes wrong inside may leave without an answer in words."""
        path, _, query = own_target(request.raw_path, self._hosts).partition("?")
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            return await self._guarded(request, path, query)
        except Refused as error:
            self.metrics.refusals[error.refusal.clause] += 1
            return _refused(request, dialect_at(path), error.refusal)
        except (ConnectionError, web.RequestPayloadError):
            return web.Response(status=499)  # nobody reads it
        except Exception as error:  # noqa: BLE001 (one of the two loops that must survive)
            _log.error("a request failed: %s", type(error).__name__)
            return _refused(request, dialect_at(path), refusal("internal"))
        finally:
            self._serving.discard(task)

    async def _guarded(self, request: web.BaseRequest, path: str, query: str) -> web.StreamResponse:
        get = partial(request.headers.getall, default=())
        check_head(request.version, request.raw_headers, get("transfer-encoding"))
        connection = request.protocol
        assert isinstance(connection, Connection)
        check_host(get("host"), self._hosts | UNIX_HOSTS if connection.unix else self._hosts)
        check_page(request.method, get)
        if (request.method, path) == ("GET", PAC_PATH):
            return self._pac()
        route = self._extra.get((path, request.method))
        endpoint = None if route else self._endpoint(path, request.method)
        if endpoint is not None and endpoint.body is not Body.NONE:
            check_type(get("content-type"), endpoint.body)
        check_token(get, self._token)
        caller = await self._admitted(connection)
        if route is not None:
            return await route.handler(request)
        assert endpoint is not None
        query = kept_query(query)
        if endpoint.body is Body.NONE:
            return await self._journey.fetch(request, endpoint, query, caller)
        body = await self._body(request)
        return await self._journey.answer(request, endpoint, query, body, caller)

    def _endpoint(self, path: str, method: str) -> Endpoint:
        if path in self._extra_methods:
            raise Refused(wrong_method(self._extra_methods[path]))
        return choose_endpoint(method, path)

    async def _admitted(self, connection: Connection) -> Caller:
        """Who is calling. Raises Refused for another user's process, and for one with too many connections."""
        policy = self._policy()
        most = policy.limits.connections_per_program if policy else 64
        assert connection.peer is not None
        peer = connection.peer.result() if connection.peer.done() else await asyncio.shield(connection.peer)
        if peer.foreign:
            raise Refused(refusal("other-user"))
        if self._callers.connections_of(peer.caller.pid) > most:
            raise Refused(refusal("connections-many"))
        return peer.caller

    async def _body(self, request: web.BaseRequest) -> bytes:
        """The body, within the policy's bounds. Raises Refused."""
        policy = self._policy()
        limit = (policy.limits.body_mb if policy else 32) << 20
        seconds = policy.limits.body_seconds if policy else 60
        if request.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise Refused(refusal("body-compressed"))
        length = request.content_length
        if length is not None and length > limit:
            raise Refused(refusal("body-large", size=limit >> 20))
        if request.content.is_eof():
            return request.content.read_nowait()
        if request.headers.get("Expect", "").lower() == "100-continue" and request.transport is not None:
            request.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        body = bytearray()
        try:
            async with asyncio.timeout(seconds):
                while piece := await request.content.readany():
                    body += piece
                    if len(body) > limit:
                        raise Refused(refusal("body-large", size=limit >> 20))
        except TimeoutError as error:
            raise Refused(refusal("body-slow")) from error
        return bytes(body)

    # -- browsers

    def _pac(self) -> web.Response:
        policy = self._policy()
        pac = policy.pac if policy else Pac()
        script = pac_script(self._catalogue_hosts(), self.port, otherwise=pac.otherwise, mandatory=pac.mandatory)
        return web.Response(text=script, content_type="application/x-ns-proxy-autoconfig")

    def _decided(self, host: str, caller: Caller, decision: Decision) -> None:
        self.metrics.tunnels[decision.verdict.value] += 1
        self._saw_connection(host, caller, decision)

    def _corporate_proxy(self) -> Upstream | None:
        policy = self._policy()
        return upstream_of(policy.pac.otherwise, self._proxy_password("pac")) if policy else None


def _refused(request: web.BaseRequest, dialect: Dialect, refused: Refusal) -> web.Response:
    response = web.Response(
        status=refused.status,
        body=error_body(dialect, refused),
        headers={**refused.headers, "Content-Type": "application/json", "Server": "gnomon"},
    )
    if not request.content.is_eof():
        response.force_close()
    return response
