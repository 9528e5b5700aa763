"""Which event loop carries prompts."""

import asyncio
import sys

import pytest

from proxy.event_loop import new_event_loop


def test_libuvs_loop_carries_prompts_where_it_is_installed() -> None:
    uvloop = pytest.importorskip("uvloop", reason="uvloop is not installed here")
    loop = new_event_loop()
    assert isinstance(loop, uvloop.Loop)
    assert loop.run_until_complete(asyncio.sleep(0, "ran")) == "ran"
    loop.close()


def test_without_uvloop_the_standard_loop_carries_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", None)
    loop = new_event_loop()
    assert type(loop).__module__.startswith("asyncio.")
    assert loop.run_until_complete(asyncio.sleep(0, "ran")) == "ran"
    loop.close()


async def test_the_tests_of_this_folder_run_on_the_agents_loop() -> None:
    loop = new_event_loop()
    assert type(asyncio.get_running_loop()) is type(loop)
    loop.close()
