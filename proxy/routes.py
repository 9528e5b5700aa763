"""Every address that the proxy answers, and where it leads. A path that is not here does not exist. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from proxy.refusal import Dialect


class Body(StrEnum):
    """What a request carries."""

    NONE = "none"
    JSON = "json"
    FORM = "form"  # multipart/form-data


@dataclass(frozen=True, slots=True, eq=False)  # looked up by identity: a hash over its fields costs more than its use
class Endpoint:
    """One address of an AI API.

    path: below the version part of a gateway's base URL; below its root where `rooted`. streams: the answer is a
    stream unless the request says no (Ollama). binary: an answer that is not JSON is right (speech).
    """

    method: str
    path: str
    dialect: Dialect
    body: Body = Body.JSON
    rooted: bool = False
    streams: bool = False
    binary: bool = False
    model: str = ""

    @property
    def lists_models(self) -> bool:
        """Whether the answer is a list of models."""
        return self.path in ("/models", "/api/tags", "/api/ps")

    @property
    def route(self) -> str:
        """The path without what a client chose in it (deployments, ids), for records."""
        return "/".join(["/openai/deployments/*", *self.path.split("/")[4:]]) if self.model else self.path


_O, _R, _A, _L = Dialect.OPENAI, Dialect.RESPONSES, Dialect.ANTHROPIC, Dialect.OLLAMA

_OPENAI = (
    Endpoint("POST", "/chat/completions", _O),
    Endpoint("POST", "/completions", _O),
    Endpoint("POST", "/embeddings", _O),
    Endpoint("POST", "/moderations", _O),
    Endpoint("POST", "/images/generations", _O),
    Endpoint("POST", "/images/edits", _O, Body.FORM),
    Endpoint("POST", "/images/variations", _O, Body.FORM),
    Endpoint("POST", "/audio/transcriptions", _O, Body.FORM, binary=True),
    Endpoint("POST", "/audio/translations", _O, Body.FORM, binary=True),
    Endpoint("POST", "/audio/speech", _O, binary=True),
    Endpoint("POST", "/files", _O, Body.FORM),
    Endpoint("POST", "/responses", _R),
    Endpoint("POST", "/responses/input_tokens", _R),
    Endpoint("POST", "/responses/compact", _R),
    Endpoint("GET", "/models", _O, Body.NONE),
    Endpoint("POST", "/messages", _A),
    Endpoint("POST", "/messages/count_tokens", _A),
)
_OLLAMA = (
    Endpoint("POST", "/api/chat", _L, rooted=True, streams=True),
    Endpoint("POST", "/api/generate", _L, rooted=True, streams=True),
    Endpoint("POST", "/api/embed", _L, rooted=True),
    Endpoint("POST", "/api/embeddings", _L, rooted=True),
    Endpoint("POST", "/api/show", _L, rooted=True),
    Endpoint("GET", "/api/tags", _L, Body.NONE, rooted=True),
    Endpoint("GET", "/api/ps", _L, Body.NONE, rooted=True),
    Endpoint("GET", "/api/version", _L, Body.NONE, rooted=True),
)
_AZURE = (
    "/chat/completions",
    "/completions",
    "/embeddings",
    "/images/generations",
    "/images/edits",
    "/audio/transcriptions",
    "/audio/translations",
    "/audio/speech",
)
_EXACT: Mapping[str, tuple[Endpoint, ...]] = {
    **{f"{version}{one.path}": (one,) for one in _OPENAI for version in ("/v1", "", "/openai/v1")},
    **{f"/anthropic/v1{one.path}": (one,) for one in _OPENAI if one.dialect is _A},  # below an address of Azure
    **{one.path: (one,) for one in _OLLAMA},
    "/openai/responses": tuple(one for one in _OPENAI if one.path == "/responses"),
    "/openai/models": tuple(one for one in _OPENAI if one.path == "/models"),
}
_DEPLOYMENT = re.compile(r"/openai/deployments/((?!\.{1,2}/)(?:[A-Za-z0-9_.;=:~-]|%3[AaBbDd])+)(/[a-z/]+)")
_ONE_MODEL = re.compile(
    r"(?:/openai)?(?:/v1)?(/models/[A-Za-z0-9_:;=-][A-Za-z0-9_.:;=-]*(?:(?:/|%2[Ff])[A-Za-z0-9_:-][A-Za-z0-9_.:-]*){0,3})"
)
_ONE_RESPONSE = re.compile(r"(?:/openai)?(?:/v1)?(/responses/[A-Za-z0-9_-]{1,256})((?:/cancel)|(?:/input_items))?")
_OTHER_API = re.compile(
    r"(?:/openai)?/(?:v1/)?(?:assistants|audio/voice(?:s|_consents)|batches|chat/completions/.+|containers|conversations"
    r"|evals|fine_tuning|messages/batches|realtime|rerank|skills|threads|uploads|vector_stores|videos)(?:/.*)?"
    r"|/v1(?:alpha|beta)/.*|/api/(?:blobs/.*|copy|create|pull|push)"
)
_QUERY = re.compile(
    r"(?:api-version|beta|limit|order|after|before|include(?:\[\]|%5B%5D)?|stream|starting_after|include_obfuscation)"
    r"=[A-Za-z0-9_.\-]{0,64}"
)


def endpoints_at(raw_path: str) -> tuple[Endpoint, ...]:
    """The endpoints at a raw path (no escapes decoded, no dots resolved), one a method; none where there is nothing."""
    found = _EXACT.get(raw_path)
    if found is not None:
        return found
    if (match := _DEPLOYMENT.fullmatch(raw_path)) and match[2] in _AZURE:
        kind = next(one for one in _OPENAI if one.path == match[2])
        model = re.sub("%3([AaBbDd])", lambda escape: {"a": ":", "b": ";", "d": "="}[escape[1].lower()], match[1])
        azure = f"/openai/deployments/{match[1]}{match[2]}"
        return (Endpoint("POST", azure, _O, kind.body, rooted=True, binary=kind.binary, model=model),)
    if match := _ONE_MODEL.fullmatch(raw_path):
        return (Endpoint("GET", match[1], _O, Body.NONE),)
    if match := _ONE_RESPONSE.fullmatch(raw_path):
        if match[2] == "/cancel":
            return (Endpoint("POST", match[1] + match[2], _R, Body.NONE),)
        get = Endpoint("GET", match[1] + (match[2] or ""), _R, Body.NONE)
        return (get,) if match[2] else (get, Endpoint("DELETE", match[1], _R, Body.NONE))
    return ()


def is_other_api(raw_path: str) -> bool:
    """Whether a client asks for a part of the providers' APIs that is not carried here, and is to be told so."""
    return _OTHER_API.fullmatch(raw_path) is not None


def dialect_at(raw_path: str) -> Dialect:
    """Whose errors a client at this path understands, whether the path exists or not."""
    if raw_path.startswith("/api/"):
        return Dialect.OLLAMA
    if "/messages" in raw_path:
        return Dialect.ANTHROPIC
    return Dialect.OPENAI


def kept_query(query: str) -> str:
    """The parts of a query that go on to the gateway; what is not on the list stays here, unseen by anybody."""
    if not query:
        return ""
    return "&".join(match[0] for part in query.split("&") if (match := _QUERY.fullmatch(part)))


@lru_cache(maxsize=256)
def upstream_url(base_url: str, endpoint: Endpoint, query: str) -> str:
    """Where a request goes: the policy's base URL and our own path, never anything that a client could choose.

    base_url ends with the version part (https://llm.example.corp/v1); a bare origin gets /v1.
    """
    base = base_url.rstrip("/")
    root, slash, last = base.rpartition("/")
    versioned = bool(slash) and re.fullmatch(r"v\d+\w*", last) is not None
    if endpoint.rooted:
        base = root if versioned else base
    elif re.fullmatch(r"https?://[^/]+", base):
        base += "/v1"
    return f"{base}{endpoint.path}" + (f"?{query}" if query else "")
