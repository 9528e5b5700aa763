"""What is written into the settings of each program. Pure.

Sources, looked up 2026-11 (found by search, none of the programs was run here): Claude Code settings (env), Codex
config.toml (model_providers; wire_api "responses" is the only one), aider .aider.conf.yml, docs.continue.dev/reference
and yaml-migration (config.yaml needs name, version and schema, and hides config.json), opencode.ai/config.json,
zed.dev/docs/ai/use-api-access (keys are never in settings.json), Qwen Code settings (modelProviders, env), goose
custom providers, VS Code 1.122 custom endpoint (its key is kept by VS Code), Gemini CLI (speaks Gemini's own API only).
"""

from __future__ import annotations

from dataclasses import dataclass

from agent.clients.document import Add, Change, Put, PutIfNone


@dataclass(frozen=True, slots=True)
class Access:
    """What a program needs to ask through us. ``base_url`` has no version part and no slash at its end."""

    base_url: str
    token: str
    model: str


def claude_code(access: Access) -> tuple[Change, ...]:
    return (
        Put(("env", "ANTHROPIC_BASE_URL"), access.base_url),
        Put(("env", "ANTHROPIC_AUTH_TOKEN"), access.token),
    )


def codex(access: Access) -> tuple[Change, ...]:
    provider = {
        "name": "Gnomon",
        "base_url": f"{access.base_url}/v1",
        "wire_api": "responses",
        "http_headers": {"Authorization": f"Bearer {access.token}"},
    }
    return (
        Put(("model_provider",), "gnomon"),
        Put(("model",), access.model),
        Put(("model_providers", "gnomon"), provider),
    )


def aider(access: Access) -> tuple[Change, ...]:
    return (
        Put(("openai-api-base",), f"{access.base_url}/v1"),
        Put(("openai-api-key",), access.token),
        Put(("model",), f"openai/{access.model}"),
    )


def continue_dev(access: Access) -> tuple[Change, ...]:
    model = {
        "name": "Gnomon",
        "provider": "openai",
        "model": access.model,
        "apiBase": f"{access.base_url}/v1",
        "apiKey": access.token,
    }
    return (
        PutIfNone(("name",), "Gnomon"),
        PutIfNone(("version",), "1.0.0"),
        PutIfNone(("schema",), "v1"),
        Add(("models",), model),
    )


def continue_of_old(access: Access) -> tuple[Change, ...]:
    model = {
        "title": "Gnomon",
        "provider": "openai",
        "model": access.model,
        "apiBase": f"{access.base_url}/v1",
        "apiKey": access.token,
    }
    return (Add(("models",), model, known_by="title"),)


def opencode(access: Access) -> tuple[Change, ...]:
    provider = {
        "npm": "@ai-sdk/openai-compatible",
        "name": "Gnomon",
        "options": {"baseURL": f"{access.base_url}/v1", "apiKey": access.token},
        "models": {access.model: {"name": access.model}},
    }
    return (Put(("provider", "gnomon"), provider), Put(("model",), f"gnomon/{access.model}"))


def vscode(access: Access) -> tuple[Change, ...]:
    variables = {
        "OPENAI_BASE_URL": f"{access.base_url}/v1",
        "OPENAI_API_KEY": access.token,
        "ANTHROPIC_BASE_URL": access.base_url,
        "ANTHROPIC_AUTH_TOKEN": access.token,
    }
    return tuple(
        Put((f"terminal.integrated.env.{system}", name), value)
        for system in ("linux", "osx", "windows")
        for name, value in variables.items()
    )


def zed(access: Access) -> tuple[Change, ...]:
    model = {
        "name": access.model,
        "display_name": access.model,
        "max_tokens": 128_000,
        "capabilities": {"tools": True, "images": False, "parallel_tool_calls": False, "prompt_cache_key": False},
    }
    provider = {"api_url": f"{access.base_url}/v1", "available_models": [model]}
    return (
        Put(("language_models", "openai_compatible", "Gnomon"), provider),
        Put(("agent", "default_model"), {"provider": "Gnomon", "model": access.model}),
    )


def qwen_code(access: Access) -> tuple[Change, ...]:
    model = {
        "id": access.model,
        "name": "Gnomon",
        "baseUrl": f"{access.base_url}/v1",
        "envKey": "GNOMON_API_KEY",
    }
    return (
        Add(("modelProviders", "openai"), model),
        Put(("env", "GNOMON_API_KEY"), access.token),
        Put(("security", "auth", "selectedType"), "openai"),
        Put(("model", "name"), access.model),
    )


def goose(access: Access) -> tuple[Change, ...]:
    provider = {
        "name": "gnomon",
        "engine": "openai",
        "display_name": "Gnomon",
        "description": "Gnomon",
        "api_key_env": "",
        "requires_auth": False,
        "base_url": f"{access.base_url}/v1/chat/completions",
        "headers": {"Authorization": f"Bearer {access.token}"},
        "models": [{"name": access.model, "context_limit": 128_000}],
        "supports_streaming": True,
    }
    return tuple(Put((key,), value) for key, value in provider.items())
