"""Gateways, models, programs and the bounds of the proxy, as they are written."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from policy.model import (
    Content,
    ContentRule,
    Gateway,
    Limits,
    Metrics,
    ModelGrant,
    Pac,
    Programs,
    Restore,
    Verb,
)
from policy.schema.types import MAX_ITEMS, Entry, Glob, Id, Label, Line, NameGlob, OrText, PathGlob, Switch, Url

Pin = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$")]


class GatewayEntry(Entry):
    """An approved place where prompts may go."""

    id: Id = Field(description="Short name in Latin letters.")
    name: Label = Field(description="What people read: one text, or {ru: …, en: …}.")
    url: Url = Field(description="Base address up to the version part: https://llm.example.corp/v1.")
    dialect: Literal["openai"] = Field(default="openai", description="What it speaks.")
    models: list[Glob] = Field(
        default=[], max_length=MAX_ITEMS, description="Models it offers; left out means the policy's `models`."
    )
    masking: Switch = Field(
        default=True, description="off: prompts leave as written. For measuring only; people see a banner."
    )
    key: Id | None = Field(default=None, description="Name of the credential, kept by `gnomon credential NAME`.")
    ca: Line | None = Field(default=None, description="PEM file of the company's own certificate authority.")
    proxy: Url | None = Field(default=None, description="The company's HTTP proxy on the way there.")
    proxy_key: Id | None = Field(
        default=None,
        description="Name of the credential user:password for it, kept by `gnomon credential NAME`.",
    )
    pins: list[Pin] = Field(
        default=[],
        max_length=8,
        description="SHA-256 of the public keys it may have, in base64: the one in use and the next one.",
    )
    failover: list[Id] = Field(default=[], max_length=16, description="Gateways to try next, in order.")
    retry: Switch = Field(default=True, description="One more try when nothing of an answer has come yet.")

    def value(self, *, line: int) -> Gateway:
        """The same as a frozen value with its line."""
        return Gateway(
            id=self.id,
            name=self.name.value(),
            base_url=self.url,
            dialect=self.dialect,
            models=tuple(self.models),
            masking=self.masking,
            key_name=self.key or "",
            ca=self.ca or "",
            proxy=self.proxy or "",
            proxy_key_name=self.proxy_key or "",
            pins=tuple(self.pins),
            failover=tuple(self.failover),
            retry=self.retry,
            line=line,
        )


class ModelEntry(Entry):
    """A glob of approved models, for everybody or for some."""

    model: Glob = Field(description="A model, or a glob with *.")
    departments: list[NameGlob] = Field(default=[], max_length=MAX_ITEMS, description="Only for these departments.")
    groups: list[NameGlob] = Field(default=[], max_length=MAX_ITEMS, description="Only for these groups.")

    def value(self) -> ModelGrant:
        """The same as a frozen value."""
        return ModelGrant(self.model, tuple(self.departments), tuple(self.groups))


def _model(value: object) -> object:
    return {"model": value} if isinstance(value, str) else value


ModelField = Annotated[ModelEntry, BeforeValidator(_model), OrText()]


class ProgramsEntry(Entry):
    """Which programs may ask through the gateway. Names or full paths, with *."""

    allow: list[PathGlob] = Field(default=[], max_length=MAX_ITEMS, description="Only these; left out means all.")
    block: list[PathGlob] = Field(default=[], max_length=MAX_ITEMS, description="Never these.")
    unknown: Literal["allow", "block"] = Field(default="allow", description="A program that could not be found out.")

    def value(self) -> Programs:
        """The same as a frozen value."""
        return Programs(tuple(self.allow), tuple(self.block), Verb(self.unknown))


class RestoreEntry(Entry):
    """What may be put back in places where it could travel on."""

    secrets_in_tools: Switch = Field(default=False, description="Put passwords and keys back into tool calls.")
    links: Switch = Field(default=False, description="Put data back into links and image addresses.")

    def value(self) -> Restore:
        """The same as a frozen value."""
        return Restore(self.secrets_in_tools, self.links)


class LimitsEntry(Entry):
    """Bounds of the local proxy."""

    body_mb: int = Field(default=32, ge=1, le=512, description="Largest request, MiB.")
    body_seconds: int = Field(default=60, ge=5, le=600, description="Longest time to receive a request, seconds.")
    finding_seconds: int = Field(
        default=10, ge=1, le=120, description="Longest search for personal data; later is refused."
    )
    connections: int = Field(default=256, ge=8, le=4096, description="Connections at once.")
    connections_per_program: int = Field(default=64, ge=1, le=4096, description="Connections at once from one program.")

    def value(self) -> Limits:
        """The same as a frozen value."""
        return Limits(
            self.body_mb, self.body_seconds, self.finding_seconds, self.connections, self.connections_per_program
        )


ContentField = Literal["refuse", "allow", "extract"]


class ContentEntry(Entry):
    """Parts of a prompt that are not text: refuse, allow as they are, or extract (send masked text, else refuse)."""

    images: ContentField = Field(default="refuse", description="Pictures.")
    audio: ContentField = Field(default="refuse", description="Sound.")
    files: ContentField = Field(default="refuse", description="Files such as pdf and docx.")
    token_ids: ContentField = Field(default="refuse", description="Prompts written as numbers.")

    def value(self) -> Content:
        """The same as a frozen value."""
        return Content(
            ContentRule(self.images), ContentRule(self.audio), ContentRule(self.files), ContentRule(self.token_ids)
        )


class MetricsEntry(Entry):
    """Watching without contents."""

    prometheus: Switch = Field(default=False, description="Numbers for Prometheus on the local port.")
    otel: Switch = Field(default=False, description="OpenTelemetry spans, without prompts or answers.")
    otel_endpoint: Url | None = Field(default=None, description="Where spans go (OTLP over HTTP).")

    def value(self) -> Metrics:
        """The same as a frozen value."""
        return Metrics(self.prometheus, self.otel, self.otel_endpoint or "")


class PacEntry(Entry):
    """The proxy file that sends AI hosts, and only them, past the agent."""

    mandatory: Switch = Field(default=False, description="on: AI hosts are cut off while the agent is away.")
    otherwise: Line = Field(
        default="DIRECT", description='All other hosts: DIRECT, or "PROXY proxy.example.corp:3128; DIRECT".'
    )

    def value(self) -> Pac:
        """The same as a frozen value."""
        return Pac(self.mandatory, self.otherwise)
