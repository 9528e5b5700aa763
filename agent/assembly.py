"""Builds every part in order, or gives one sentence why not."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from agent import record
from agent.control.ask import Asker, plain_models
from agent.control.routes import Control
from agent.credentials import Credentials
from agent.day import day_of
from agent.finder import PolicyFinder
from agent.hub import Hub
from agent.keys import Keys, load_keys, open_keys, write_private
from agent.logbook import since_last_start
from agent.messages import Endpoint, encode
from agent.messages.endpoint import socket_path
from agent.notebook import Notebook
from agent.parts import Parts
from agent.person import person_here
from agent.policy_in_force import PolicyInForce
from agent.recorder import AuditRecorder, read_past
from agent.settings import Settings
from agent.spans.outbox import Outbox
from agent.system_words import reason_of
from audit.lock import Lock
from audit.log import AuditError, AuditLog
from policy.model import Gateway
from policy.words import Text
from proxy.server import Proxy
from redactor.finding import RedactionError

VERSION = "0.1.0"

REDUCED_KEYS = Text(
    "Ключи лежат в файлах: в системе нет хранилища паролей. Данные скрываются как обычно.",
    "Keys lie in files: this system has no key store. Data is masked as usual.",
)
NOTEBOOK_BEGUN_ANEW = Text(
    "Файл черновиков и бесед был повреждён; он отложен (notebook.db.damaged), начат новый.",
    "The file of drafts and conversations was damaged; it is set aside (notebook.db.damaged), a new one was begun.",
)
PORT_TAKEN = Text(
    "Наш обычный порт занят чужой программой; адрес для программ изменился. Посмотрите: gnomon status",
    "A foreign program holds our usual port, so the base URL has changed. See: gnomon status",
)


class StartRefused(Exception):
    """The agent cannot start; ``reason`` says why and what to do."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Assembled:
    """A running agent."""

    parts: Parts
    proxy: Proxy
    origin: str


async def assemble(
    settings: Settings, policy: PolicyInForce, stack: contextlib.AsyncExitStack, stopping: asyncio.Event
) -> Assembled:
    """Build and start everything; ``stack`` takes it down in reverse. ``stopping`` ends the agent.

    policy: of these settings; it may have begun to be read.

    Raises:
        StartRefused: another agent runs here, or the state folder, the keys or the log cannot be used.
    """
    _claim_folder(settings.state, stack)
    keys = _open_keys(settings.state)
    log = _open_log(settings.state, keys, stack)
    hub = Hub(version=VERSION, policy=lambda: policy.current, demo=settings.demo)
    stack.push_async_callback(_record_end, log, hub)
    await _resume(log, settings.state / "audit.db", hub)
    notebook = _open_notebook(settings.state, keys, stack)
    if notebook.begun_anew:
        hub.notes["notebook"] = NOTEBOOK_BEGUN_ANEW
    await _open_policy(settings, policy, stack)
    finder = await _start_finder(policy, hub, stack)
    spans = Outbox(lambda: policy.current, hub)
    stack.push_async_callback(spans.finish)
    recorder = AuditRecorder(log, hub, told=spans.add)
    asker = Asker(
        base_url=lambda: hub.base_url,
        token=keys.token,
        finder=finder,
        notebook=notebook,
        policy=lambda: policy.current,
    )
    credentials = Credentials(lambda: open_keys(settings.state))
    parts = Parts(settings, policy, log, notebook, hub, finder, recorder, spans, asker, credentials, stopping)
    proxy = await _start_proxy(settings, parts, keys, stack)
    await _announce(parts, keys, proxy, stack)
    return Assembled(parts, proxy, hub.base_url)


def _claim_folder(state: Path, stack: contextlib.AsyncExitStack) -> None:
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep_private(state)
        lock = Lock(state / "agent")
        lock.take()
        stack.callback(lock.release)
    except AuditError:
        raise StartRefused(
            Text(
                f"Защита уже запущена с папкой {state}. Посмотрите: gnomon status",
                f"Protection already runs with the folder {state}. See: gnomon status",
            )
        ) from None
    except OSError as error:
        raise StartRefused(_folder_trouble(state, error)) from error


def _keep_private(state: Path) -> None:
    """Close our folder to other users; a folder that already holds foreign files is left as it is.

    Raises:
        OSError: it cannot be looked at or closed.
    """
    is_open = os.name == "posix" and state.stat().st_mode & 0o077
    if is_open and ((state / "agent.lock").exists() or not any(state.iterdir())):
        state.chmod(0o700)


def _folder_trouble(state: Path, error: OSError) -> Text:
    why = reason_of(error)
    return Text(
        f"Папку {state} нельзя использовать ({why.ru}). Укажите другую: --state ПАПКА",
        f"The folder {state} cannot be used ({why.en}). Name another one: --state FOLDER",
    )


def _open_keys(state: Path) -> Keys:
    try:
        return load_keys(state, open_keys(state))
    except OSError as error:
        raise StartRefused(_folder_trouble(state, error)) from error


async def _open_policy(settings: Settings, policy: PolicyInForce, stack: contextlib.AsyncExitStack) -> None:
    if settings.demo:
        from agent.demo.gateway import DemoGateway  # only for the demo
        from agent.demo.story import DemoFiles, write_demo_files

        demo = DemoGateway()
        policy.gateway, policy.demo_key = await demo.start(), demo.key
        stack.push_async_callback(demo.stop)
        write_demo_files(settings.state, DemoFiles(policy.gateway.removesuffix("/v1") + "/demo/received", demo.key))
    policy.person = await asyncio.to_thread(person_here, settings.department)
    policy.refresh()


def _open_log(state: Path, keys: Keys, stack: contextlib.AsyncExitStack) -> AuditLog:
    try:
        log = AuditLog.open(state / "audit.db", device_id=_device_id(state), key=keys.log)
    except AuditError as error:
        raise StartRefused(error.reason) from error
    except OSError as error:
        raise StartRefused(_folder_trouble(state, error)) from error
    stack.callback(log.close)
    return log


async def _record_end(log: AuditLog, hub: Hub) -> None:
    """Say that the agent ended, if it was up: after the last exchange is closed."""
    if hub.base_url:
        with contextlib.suppress(AuditError):  # a log that cannot be written has refused every prompt already
            await log.append_async(record.agent_stopped(datetime.now(UTC)))


def _device_id(state: Path) -> str:
    """A random name for this device and state folder, made once."""
    path = state / "device-id"
    if not path.exists():
        write_private(path, secrets.token_hex(16).encode("ascii"))
    return path.read_text("ascii").strip()


async def _resume(log: AuditLog, path: Path, hub: Hub) -> None:
    """Say of every exchange that a killed agent left open that it was interrupted, and take up today's numbers."""
    try:
        today = day_of(datetime.now(UTC))
        before = await asyncio.to_thread(lambda: read_past(since_last_start(path, today), today))
        for name in before.open_exchanges:
            await log.append_async(record.exchange_interrupted(datetime.now(UTC), name))
    except AuditError as error:
        raise StartRefused(error.reason) from error
    hub.sent_today, hub.masked_today, hub.found_today = before.sent, before.masked, before.found
    hub.tokens_today = before.tokens


def _open_notebook(state: Path, keys: Keys, stack: contextlib.AsyncExitStack) -> Notebook:
    try:
        notebook = Notebook(state / "notebook.db", keys.notebook)
    except OSError as error:
        raise StartRefused(_folder_trouble(state, error)) from error
    stack.callback(notebook.close)
    return notebook


async def _start_finder(policy: PolicyInForce, hub: Hub, stack: contextlib.AsyncExitStack) -> PolicyFinder:
    finder = PolicyFinder(policy.current)
    hub.redactor_ready = lambda: finder.ready
    await finder.start()
    stack.push_async_callback(finder.stop)
    return finder


async def _start_proxy(settings: Settings, parts: Parts, keys: Keys, stack: contextlib.AsyncExitStack) -> Proxy:
    def gateway_key(gateway: Gateway) -> str:
        """The credential of a gateway: the demo's own, else the item that the policy names in the key store."""
        if settings.demo and parts.policy.demo_key:
            return parts.policy.demo_key
        return parts.credentials.get(gateway.key_name) if gateway.key_name else ""

    proxy = Proxy(
        policy=lambda: parts.policy.current,
        finder=parts.finder,
        recorder=parts.recorder,
        credentials=gateway_key,
        key=lambda: keys.placeholders,
        token=keys.token,
        port=settings.port,
        extra_routes=Control(parts).routes(),
        catalogue_hosts=lambda: parts.hosts.listed(),
        decide_host=lambda host, caller: parts.hosts.decide(host, caller),
        saw_connection=lambda host, caller, decision: parts.hosts.saw(host, caller, decision),
        tokens_today=parts.hub.tokens_today,
        extract=extract_texts,
        proxy_password=parts.credentials.get,
        socket_path=socket_path(settings.state),
    )
    parts.metrics = proxy.metrics.text
    try:
        await proxy.start()
    except OSError as error:
        raise StartRefused(
            Text(
                f"Порт {settings.port} открыть не удалось ({error.strerror}). Укажите другой: --port N",
                f"Port {settings.port} could not be opened ({error.strerror}). Name another one: --port N",
            )
        ) from error
    stack.push_async_callback(proxy.stop)
    return proxy


async def extract_texts(data: bytes, name: str, mime: str) -> Sequence[str]:
    """The texts in a file of a prompt, read beside the event loop.

    Raises:
        RedactionError: it cannot be read, so it must not be sent.
    """
    from redactor.documents import DocumentRefused, extract  # office and PDF readers, only when a prompt holds a file

    try:
        return (await asyncio.to_thread(extract, data, name)).texts
    except DocumentRefused as refused:
        raise RedactionError(refused.reason) from refused


async def _announce(parts: Parts, keys: Keys, proxy: Proxy, stack: contextlib.AsyncExitStack) -> None:
    """Write where we listen, and say in the log that we are up."""
    hub, policy = parts.hub, parts.policy
    hub.base_url = proxy.origin
    hub.models = plain_models(policy.current) if policy.current else ()
    if keys.reduced:
        hub.notes["keys"] = REDUCED_KEYS
    hub.warn("policy", policy.refused.reason if policy.refused else None)
    if proxy.squatted:
        hub.warn("port", PORT_TAKEN)
    now = datetime.now(UTC)
    started = record.agent_started(
        now, version=VERSION, sqlite=sqlite3.sqlite_version, reduced_keys=keys.reduced, port_taken=proxy.squatted
    )
    try:
        await parts.log.append_async(started)
        if policy.current:
            await parts.log.append_async(record.policy_loaded(now, policy.current, digest=policy.digest))
    except AuditError as error:
        raise StartRefused(error.reason) from error
    by_socket = str(proxy.unix_socket) if proxy.unix_socket else ""
    where = Endpoint(base_url=hub.base_url, pid=os.getpid(), version=VERSION, socket=by_socket)
    endpoint = parts.settings.state / "endpoint.json"
    write_private(endpoint, encode(where))
    stack.callback(endpoint.unlink, missing_ok=True)
