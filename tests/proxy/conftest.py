"""A proxy on loopback before a gateway on loopback."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp
import pytest

from policy.model import Policy
from proxy.event_loop import new_event_loop
from proxy.server import Proxy
from tests.proxy.fakes import KEY, TOKEN, UPSTREAM_KEY, FakeFinder, FakeGateway, FakeRecorder, sample_policy


@dataclass(slots=True)
class House:
    """The proxy with everything round it."""

    gateway: FakeGateway
    finder: FakeFinder
    recorder: FakeRecorder
    session: aiohttp.ClientSession
    policy: Policy | None = None
    proxy: Proxy = field(init=False)

    @property
    def origin(self) -> str:
        return self.proxy.origin

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, bytes]:
        """One request with the right token; status and body."""
        async with self.session.post(self.origin + path, json=body, headers=self.headers(**headers)) as answer:
            return answer.status, await answer.read()

    def headers(self, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {TOKEN}", **{name.replace("_", "-"): value for name, value in more.items()}}


Opened = Callable[..., Awaitable[House]]


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The tests of this folder run on the loop that the agent runs on."""
    return {"agent": new_event_loop}


@pytest.fixture
async def gateway() -> AsyncIterator[FakeGateway]:
    made = FakeGateway()
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def open_house(gateway: FakeGateway) -> AsyncIterator[Opened]:
    """Start a proxy; keyword arguments go to Proxy, `policy` may be a policy or None."""
    houses: list[House] = []

    async def start(**options: object) -> House:
        policy = options.pop("policy", sample_policy(gateway.url))
        assert policy is None or isinstance(policy, Policy)
        house = House(gateway, FakeFinder(), FakeRecorder(), aiohttp.ClientSession(), policy)
        given: dict[str, object] = {
            "finder": house.finder,
            "recorder": house.recorder,
            "credentials": lambda _: UPSTREAM_KEY,
            "key": lambda: KEY,
            "token": TOKEN,
            "port": 0,
            **options,
        }
        house.proxy = Proxy(policy=lambda: house.policy, **given)  # type: ignore[arg-type]
        await house.proxy.start()
        houses.append(house)
        return house

    yield start
    for house in houses:
        await house.session.close()
        await house.proxy.stop(drain=1)


@pytest.fixture
async def house(open_house: Opened) -> House:
    """A proxy with the usual policy."""
    return await open_house()
