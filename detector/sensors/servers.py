"""Model servers that listen on this machine, loopback included. Whose the socket is counts; a port is only a hint."""

import json
from collections.abc import Iterator
from dataclasses import replace

from detector.facts import Match, Server
from detector.match import STRONG, WEAK
from detector.platforms.host import Listener
from detector.sensors.processes import process_fact
from detector.view import View

NAME = "servers"

# Ports that developers' programs of all kinds use; for these a port says nothing at all.
_SHARED_PORTS = frozenset({3000, 3001, 4000, 5000, 5001, 5678, 7860, 8000, 8001, 8080, 8081, 8501, 8888, 9000, 9090})
_ANSWER_SECONDS = 0.2


def look(view: View) -> Iterator[Server]:
    """Listening sockets of programs that the catalogue knows."""
    with view.tally.attempt():
        for listener in view.host.listeners():
            view.tally.looked_at += 1
            with view.tally.attempt():
                yield from _server(view, listener)


def _server(view: View, listener: Listener) -> Iterator[Server]:
    likely = view.matcher.tools_of_port(listener.port)
    owner = view.host.program(listener.pid) if listener.pid else None
    fact = process_fact(view, owner) if owner is not None else None
    if fact is not None:
        yield Server(replace(fact.match, rule_id=f"listens-{fact.match.rule_id}"), listener.port, view.today)
    elif listener.port not in _SHARED_PORTS and len(likely) == 1:
        yield Server(Match(likely[0], f"port:{listener.port}", WEAK), listener.port, view.today)
    if view.config.probe and likely:
        yield from _answered(view, listener.port)


def _answered(view: View, port: int) -> Iterator[Server]:
    """Ask a local server who it is. Its answer is looked at for one telling mark and dropped."""
    for tool_id, path, mark in _PROBES:
        if tool_id not in view.matcher.catalogue.tools or port not in view.matcher.catalogue.tools[tool_id].ports:
            continue
        for address in ("127.0.0.1", "[::1]"):
            answer = b""
            try:
                answer = view.host.answers(f"http://{address}:{port}{path}", _ANSWER_SECONDS)
            except OSError:
                continue
            if _bears(answer, mark):
                yield Server(Match(tool_id, f"answers:{path}", STRONG), port, view.today, answered=True)
                break


def _bears(answer: bytes, mark: str) -> bool:
    """Whether an answer is a JSON object with a key, or a text with a phrase."""
    if mark.startswith('"'):
        return mark.strip('"').encode() in answer
    try:
        value = json.loads(answer)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and mark in value


# Tool, path, and what its answer holds: a JSON key, or (in quotes) a phrase. Sources: the servers' API pages, 2026-11.
_PROBES = (
    ("ollama", "/", '"Ollama is running"'),
    ("ollama", "/api/version", "version"),
    ("lm-studio", "/api/v0/models", "data"),
    ("koboldcpp", "/api/extra/version", '"KoboldCpp"'),
    ("comfyui", "/system_stats", '"comfyui_version"'),
    ("llama-cpp", "/props", "default_generation_settings"),
    ("gpt4all", "/v1/models", "data"),
    ("jan", "/v1/models", "data"),
    ("vllm", "/v1/models", '"owned_by":"vllm"'),
    ("sglang", "/v1/models", '"owned_by":"sglang"'),
    ("open-webui", "/api/config", '"Open WebUI"'),
    ("anythingllm", "/api/ping", "online"),
    ("text-generation-webui", "/v1/internal/model/info", "lora_names"),
    ("stable-diffusion-webui", "/sdapi/v1/options", "sd_model_checkpoint"),
    ("sillytavern", "/", '"SillyTavern"'),
    ("litellm", "/health/liveliness", '"I\'m alive!"'),
)
