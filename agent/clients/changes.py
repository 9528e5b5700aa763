"""What is written into the settings of each program. Pure.

Seen working with the program itself (docs/connect.md): Claude Code, Codex, aider, Continue, opencode, Qwen Code, pi,
Cline, llm, ShellGPT, Open Interpreter. From documentation only (looked up 2026-11): Crush's custom providers, aichat's
clients, zed.dev/docs/ai/use-api-access (its keys are never in settings.json), goose custom providers, VS Code 1.122
custom endpoint (its key is kept by VS Code).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agent.clients.document import Add, Change, Put, PutIfNone


@dataclass(frozen=True, slots=True)
class Access:
    """What a program needs to ask through us. ``base_url`` has no version part and no slash at its end.

    model: the one to ask; "auto" where the policy writes none out in full. models: all that it does. direct: hosts that
    a corporate proxy in the environment is not asked for, this computer among them: else it gets prompt and token.
    """

    base_url: str
    token: str
    model: str
    models: tuple[str, ...] = ()
    direct: str = "127.0.0.1,localhost"


_CLAUDE_OTHER_WAYS = (
    "CLAUDE_CODE_USE_BEDROCK",
    "CLAUDE_CODE_USE_VERTEX",
    "CLAUDE_CODE_USE_FOUNDRY",
    "ANTHROPIC_API_KEY",
)
"""What a shell may hold so that it asks elsewhere; its settings go before the shell."""


_DIRECT = ("NO_PROXY", "no_proxy")
"""Programs read either."""


def direct_hosts(environment: Mapping[str, str]) -> str:
    """What NO_PROXY holds in either spelling, and this computer. "*" is every host, and only where it stands alone."""
    before = ",".join(environment.get(name, "") for name in _DIRECT).replace(" ", "").split(",")
    if "*" in before:
        return "*"
    return ",".join(dict.fromkeys(one for one in (*before, "127.0.0.1", "localhost") if one))


def claude_code(access: Access) -> tuple[Change, ...]:
    variables = {
        "ANTHROPIC_BASE_URL": access.base_url,
        "ANTHROPIC_AUTH_TOKEN": access.token,
        **_claude_models(access),
        **dict.fromkeys(_CLAUDE_OTHER_WAYS, ""),
        **dict.fromkeys(_DIRECT, access.direct),
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
    }
    return tuple(Put(("env", name), value) for name, value in variables.items())


def _claude_models(access: Access) -> dict[str, str]:
    """It asks for models by its maker's names, for each errand another; a policy that lists models has its own."""
    if access.model == "auto":
        return {}
    of_family = {
        family: next((one for one in access.models if family in one), access.model)
        for family in ("opus", "sonnet", "haiku")
    }
    return {
        "ANTHROPIC_MODEL": access.model,
        **{f"ANTHROPIC_DEFAULT_{family.upper()}_MODEL": model for family, model in of_family.items()},
    }


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
        Put(("analytics", "enabled"), value=False),
    )


def codex_variables(access: Access) -> tuple[Change, ...]:
    return tuple(Put((name,), access.direct) for name in _DIRECT)


def aider(access: Access) -> tuple[Change, ...]:
    return (
        Put(("openai-api-base",), f"{access.base_url}/v1"),
        Put(("openai-api-key",), access.token),
        Put(("model",), f"openai/{access.model}"),
        Add(("set-env",), f"OPENAI_BASE_URL={access.base_url}/v1"),
        *(Add(("set-env",), f"{name}={access.direct}") for name in _DIRECT),
        Put(("analytics",), value=False),
    )


def continue_dev(access: Access) -> tuple[Change, ...]:
    model = {
        "name": "Gnomon",
        "provider": "openai",
        "model": access.model,
        "apiBase": f"{access.base_url}/v1",
        "apiKey": access.token,
        "requestOptions": {"noProxy": access.direct.split(",")},
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
        "requestOptions": {"noProxy": access.direct.split(",")},
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


def crush(access: Access) -> tuple[Change, ...]:
    model = {"id": access.model, "name": access.model, "context_window": 128_000, "default_max_tokens": 8_000}
    provider = {
        "type": "openai-compat",
        "base_url": f"{access.base_url}/v1",
        "api_key": access.token,
        "models": [model],
    }
    chosen = {"provider": "gnomon", "model": access.model}
    return (
        Put(("providers", "gnomon"), provider),
        Put(("models", "large"), chosen),
        Put(("models", "small"), chosen),
    )


def aichat(access: Access) -> tuple[Change, ...]:
    client = {
        "type": "openai-compatible",
        "name": "gnomon",
        "api_base": f"{access.base_url}/v1",
        "api_key": access.token,
        "models": [{"name": access.model}],
    }
    return (Put(("model",), f"gnomon:{access.model}"), Add(("clients",), client))


def vscode(access: Access) -> tuple[Change, ...]:
    variables = {
        "OPENAI_BASE_URL": f"{access.base_url}/v1",
        "OPENAI_API_KEY": access.token,
        "ANTHROPIC_BASE_URL": access.base_url,
        "ANTHROPIC_AUTH_TOKEN": access.token,
        **dict.fromkeys(_DIRECT, access.direct),
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
        *(Put(("env", name), access.direct) for name in _DIRECT),
        Put(("security", "auth", "selectedType"), "openai"),
        Put(("model", "name"), access.model),
        Put(("privacy", "usageStatisticsEnabled"), value=False),
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


def pi_models(access: Access) -> tuple[Change, ...]:
    provider = {
        "baseUrl": f"{access.base_url}/v1",
        "api": "openai-completions",
        "apiKey": access.token,
        "models": [{"id": access.model}],
    }
    return (Put(("providers", "gnomon"), provider),)


def pi_settings(access: Access) -> tuple[Change, ...]:
    return (
        Put(("defaultProvider",), "gnomon"),
        Put(("defaultModel",), access.model),
        Put(("enableInstallTelemetry",), value=False),
    )


def cline(access: Access) -> tuple[Change, ...]:
    settings = {
        "provider": "openai-compatible",
        "apiKey": access.token,
        "model": access.model,
        "baseUrl": f"{access.base_url}/v1",
    }
    kept = {"settings": settings, "updatedAt": "2026-01-01T00:00:00.000Z", "tokenSource": "manual"}
    return (
        PutIfNone(("version",), 1),
        Put(("lastUsedProvider",), "openai-compatible"),
        PutIfNone(("modes",), {}),
        Put(("providers", "openai-compatible"), kept),
    )


def llm_models(access: Access) -> tuple[Change, ...]:
    model = {
        "model_id": "gnomon",
        "model_name": access.model,
        "api_base": f"{access.base_url}/v1",
        "api_key_name": "gnomon",
        "supports_tools": True,
    }
    return (Add((), model, known_by="model_id"),)


def llm_keys(access: Access) -> tuple[Change, ...]:
    return (Put(("gnomon",), access.token),)


def llm_default(access: Access) -> tuple[Change, ...]:
    return (Put((), "gnomon"),)


def shell_gpt(access: Access) -> tuple[Change, ...]:
    return (
        Put(("API_BASE_URL",), f"{access.base_url}/v1"),
        Put(("OPENAI_API_KEY",), access.token),
        Put(("DEFAULT_MODEL",), access.model),
    )


def open_interpreter(access: Access) -> tuple[Change, ...]:
    return (
        Put(("llm", "model"), f"openai/{access.model}"),
        Put(("llm", "api_base"), f"{access.base_url}/v1"),
        Put(("llm", "api_key"), access.token),
        PutIfNone(("version",), "0.2.5"),
    )
