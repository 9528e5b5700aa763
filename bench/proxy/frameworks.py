"""Agent frameworks and SDKs that are no dependency of ours, unmodified, through the proxy to the harness' mock gateway.

`ENV/bin/python bench/proxy/frameworks.py http://127.0.0.1:PORT TOKEN http://127.0.0.1:9100` with the mock and serve.py running.
What is not installed in ENV is skipped (ollama langchain-openai langchain-anthropic langchain-ollama pydantic-ai-slim[openai,anthropic]
instructor litellm). Each check says a text with an e-mail address, wants it back, and must not leave it in the mock's journal.
"""

# ruff: noqa: E501 (a bench: one check a function, imports where they are tried)

import asyncio
import json
import sys
import urllib.request
from collections.abc import Callable
from importlib import import_module
from itertools import count
from typing import Any

BASE, TOKEN, MOCK = [*sys.argv[1:4], "", "", ""][:3]
V1 = f"{BASE}/v1"
TOOL = {
    "type": "function",
    "function": {"name": "lookup", "parameters": {"type": "object", "properties": {"q": {"type": "string"}}}},
}
_number = count(1)


def said() -> str:
    """A text with an address that was never used before."""
    return f'Привет, jane.{next(_number):08x}@leak-probe-corp.com «Петров» \\ "x"\n🙂'


def ollama_client() -> None:
    """Chat, generate, list."""
    client: Any = import_module("ollama").Client(host=BASE, headers={"Authorization": f"Bearer {TOKEN}"})
    text = said()
    parts = client.chat("mock-echo;k=1", messages=[{"role": "user", "content": text}], stream=True)
    assert "".join(part["message"]["content"] for part in parts) == text
    assert "".join(part["response"] for part in client.generate("mock-echo;k=1", prompt=text, stream=True)) == text
    assert client.list()


def langchain() -> None:
    """OpenAI with tools and streams, Anthropic, Ollama."""
    openai: Any = import_module("langchain_openai")
    text = said()
    model = openai.ChatOpenAI(model="mock-echo", base_url=V1, api_key=TOKEN)
    assert model.invoke(text).content == text
    assert "".join(part.content for part in model.stream(text)) == text
    caller = openai.ChatOpenAI(model="mock-tool", base_url=V1, api_key=TOKEN).bind_tools([TOOL])
    assert caller.invoke(text).tool_calls[0]["args"]["q"] == text
    anthropic: Any = import_module("langchain_anthropic")
    assert (
        anthropic.ChatAnthropic(model="mock-echo", base_url=BASE, api_key=TOKEN, max_tokens=9).invoke(text).content
        == text
    )
    ollama: Any = import_module("langchain_ollama")
    headers = {"headers": {"Authorization": f"Bearer {TOKEN}"}}
    assert ollama.ChatOllama(model="mock-echo", base_url=BASE, client_kwargs=headers).invoke(text).content == text


def pydantic_ai() -> None:
    """Chat completions and Responses."""
    agent: Any = import_module("pydantic_ai").Agent
    models: Any = import_module("pydantic_ai.models.openai")
    provider = import_module("pydantic_ai.providers.openai").OpenAIProvider(base_url=V1, api_key=TOKEN)
    for kind in (models.OpenAIChatModel, models.OpenAIResponsesModel):
        text = said()
        assert agent(kind("mock-echo", provider=provider), instructions=said()).run_sync(text).output == text


def instructor_tool() -> None:
    """A structured answer by way of a tool."""
    openai: Any = import_module("openai")
    pydantic: Any = import_module("pydantic")
    wanted = pydantic.create_model("Lookup", q=(str, ...))
    client = import_module("instructor").from_openai(openai.OpenAI(base_url=V1, api_key=TOKEN))
    text = said()
    message = {"role": "user", "content": text}
    assert (
        client.chat.completions.create(model="mock-tool", response_model=wanted, max_retries=0, messages=[message]).q
        == text
    )


def litellm_sdk() -> None:
    """Every dialect that its SDK speaks."""
    litellm: Any = import_module("litellm")
    for model, address in (("openai/mock-echo", V1), ("anthropic/mock-echo", BASE), ("ollama_chat/mock-echo", BASE)):
        text = said()
        answer = litellm.completion(
            model=model, api_base=address, api_key=TOKEN, messages=[{"role": "user", "content": text}]
        )
        assert answer.choices[0].message.content == text


def parallel_responses() -> None:
    """Eight Responses streams at once."""
    openai: Any = import_module("openai")

    async def one(client: Any) -> None:
        text, got = said(), ""
        async for event in await client.responses.create(model="mock-echo;k=3", input=text, stream=True):
            got += event.delta if event.type == "response.output_text.delta" else ""
        assert got == text

    async def all_of_them() -> None:
        client = openai.AsyncOpenAI(base_url=V1, api_key=TOKEN)
        await asyncio.gather(*(one(client) for _ in range(8)))

    asyncio.run(all_of_them())


CHECKS: tuple[Callable[[], None], ...] = (
    ollama_client,
    langchain,
    pydantic_ai,
    instructor_tool,
    litellm_sdk,
    parallel_responses,
)


def tried(check: Callable[[], None]) -> str:
    """PASS, SKIP, LEAK or FAIL with why."""
    urllib.request.urlopen(urllib.request.Request(f"{MOCK}/__mock__/reset", data=b"", method="POST"))
    try:
        check()
    except ImportError as error:
        return f"SKIP {error}"
    except Exception as error:  # noqa: BLE001 (each client has its own)
        return f"FAIL {type(error).__name__}: {str(error)[:200]}"
    journal = json.load(urllib.request.urlopen(f"{MOCK}/__mock__/journal"))
    text = json.dumps(journal, ensure_ascii=False)
    return "LEAK" if "@leak-probe-corp.com" in text or TOKEN in text else "PASS"


if __name__ == "__main__":
    results = {check.__name__: tried(check) for check in CHECKS}
    for name, result in results.items():
        print(f"{name:24}{result}")
    sys.exit(any(result.startswith(("FAIL", "LEAK")) for result in results.values()))
