"""A real LiteLLM proxy stands as the corporate gateway, with a mock model, on loopback."""

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import openai
import pytest

from tests.proxy.conftest import House, Opened
from tests.proxy.fakes import TOKEN, UPSTREAM_KEY, FakeGateway, echo_chat, sample_policy

ROOT = Path(__file__).resolve().parents[2]
VENV = Path(os.environ.get("GNOMON_LITELLM_VENV", ROOT / ".venv-litellm"))
LITELLM = VENV / ("Scripts/litellm.exe" if sys.platform == "win32" else "bin/litellm")
START_SECONDS = 100
SAID = "Ask anna.k@example.org about Анна Каренина"

pytestmark = [
    pytest.mark.skipif(not LITELLM.exists(), reason="LiteLLM is not installed here: scripts/test makes .venv-litellm"),
    pytest.mark.timeout(240),
]


def config(model_url: str) -> str:
    """One model, served by our fake model server behind LiteLLM."""
    served = {"model": "openai/m", "api_base": f"{model_url}/v1", "api_key": "sk-model"}
    return json.dumps(
        {
            "model_list": [{"model_name": "corp-llm", "litellm_params": served}],
            "litellm_settings": {"telemetry": False, "num_retries": 0},
            "general_settings": {"master_key": UPSTREAM_KEY},
        }
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@pytest.fixture
async def litellm(gateway: FakeGateway, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a running LiteLLM proxy whose model is the fake gateway."""
    gateway.script = echo_chat()
    (tmp_path / "config.yaml").write_text(config(gateway.url), encoding="utf-8")
    port = free_port()
    environment = {
        "PATH": f"{LITELLM.parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "HOME": str(tmp_path),
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
        "LITELLM_TELEMETRY": "False",
        "NO_PROXY": "*",
    }
    process = await asyncio.create_subprocess_exec(
        LITELLM, "--config", tmp_path / "config.yaml", "--host", "127.0.0.1", "--port", str(port),
        cwd=tmp_path, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await until_up(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), 30)
        if process.returncode is None:
            process.kill()
            await process.wait()


async def until_up(url: str, process: asyncio.subprocess.Process) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(START_SECONDS):
        while process.returncode is None:
            with suppress(aiohttp.ClientError):
                async with session.get(f"{url}/health/liveliness") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.3)
    pytest.fail("LiteLLM ended before it was up")


async def test_an_unmodified_client_works_through_a_real_gateway_that_never_sees_its_values(
    open_house: Opened, litellm: str, gateway: FakeGateway
) -> None:
    house: House = await open_house(policy=sample_policy(litellm))
    client = openai.AsyncOpenAI(base_url=house.origin + "/v1", api_key=TOKEN, max_retries=0)
    assert "corp-llm" in [model.id async for model in client.models.list()]
    plain = await client.chat.completions.create(model="corp-llm", messages=[{"role": "user", "content": SAID}])
    assert plain.choices[0].message.content == SAID
    stream = await client.chat.completions.create(
        model="corp-llm", messages=[{"role": "user", "content": SAID}], stream=True
    )
    pieces = [chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices]
    assert "".join(pieces) == SAID
    tools = [{"type": "function", "function": {"name": "lookup", "parameters": {"type": "object", "properties": {}}}}]
    with_tools = await client.chat.completions.create(
        model="corp-llm",
        messages=[{"role": "user", "content": SAID}],
        tools=tools,  # type: ignore[arg-type] # as JSON, not as the SDK's TypedDict
    )
    assert with_tools.choices[0].message.content == SAID
    assert not any(value in gateway.text_seen() for value in ("anna.k@example.org", "Каренина", TOKEN))
    assert (await house.recorder.until_closed(3)) == ["ok", "ok", "ok"]
    await client.close()
