"""What a policy provides beside its rules: sensors, limits, retention, recognizers and the like, as frozen values."""

import json
from dataclasses import dataclass
from enum import StrEnum

from policy.words import Text


class ContentRule(StrEnum):
    """What is done with content that is not text."""

    REFUSE = "refuse"
    ALLOW = "allow"
    EXTRACT = "extract"


class HistorySource(StrEnum):
    """Where visits are read from: site engagement (coarser), the history, or nowhere."""

    ENGAGEMENT = "engagement"
    HISTORY = "history"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Data:
    """Plain data (catalogue entries) kept as canonical JSON text, so that nobody can change it."""

    json: str

    def value(self) -> dict[str, object]:
        """A fresh copy as ordinary dicts and lists."""
        copy = json.loads(self.json)
        if not isinstance(copy, dict):
            raise TypeError("Data holds a mapping")
        return copy


@dataclass(frozen=True, slots=True)
class Retention:
    """How long records are kept, in days; legal_hold: ids of holds that stop deletion."""

    metadata_days: int = 400
    content_days: int = 30
    legal_hold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sensors:
    """Which sensors look. account_domains: the company's own mail domains; empty means accounts are not looked at."""

    processes: bool = True
    history: bool = True
    extensions: bool = True
    editors: bool = True
    apps: bool = True
    servers: bool = True
    mcp: bool = True
    agents: bool = True
    packages: bool = True
    connect: bool = True
    history_source: HistorySource = HistorySource.HISTORY
    account_domains: tuple[str, ...] = ()
    local_probe: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueChanges:
    """What a company adds to, corrects in, or silences in the list of AI tools."""

    add: tuple[Data, ...] = ()
    correct: tuple[Data, ...] = ()
    silence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecognizerPattern:
    """One regular expression of a company recognizer; score 0.0 to 1.0."""

    name: str
    regex: str
    score: float


@dataclass(frozen=True, slots=True)
class Recognizer:
    """A company's own kind of entity, in the words of Presidio's YAML recognizers."""

    name: str
    supported_entity: str
    patterns: tuple[RecognizerPattern, ...] = ()
    deny_list: tuple[str, ...] = ()
    deny_list_score: float = 1.0
    context: tuple[str, ...] = ()
    label: Text | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Restore:
    """What may be put back in places where it could travel on."""

    secrets_in_tools: bool = False
    links: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the proxy: MiB, seconds, counts."""

    body_mb: int = 32
    body_seconds: int = 60
    finding_seconds: int = 10
    connections: int = 256
    connections_per_program: int = 64


@dataclass(frozen=True, slots=True)
class Content:
    """What is done with parts of a prompt that are not text."""

    images: ContentRule = ContentRule.REFUSE
    audio: ContentRule = ContentRule.REFUSE
    files: ContentRule = ContentRule.REFUSE
    token_ids: ContentRule = ContentRule.REFUSE


@dataclass(frozen=True, slots=True)
class Metrics:
    """Watching without contents. otel_endpoint: where spans go (OTLP over HTTP)."""

    prometheus: bool = False
    otel: bool = False
    otel_endpoint: str = ""


@dataclass(frozen=True, slots=True)
class Pac:
    """The proxy file for browsers. mandatory: no AI hosts while the agent is away; otherwise: for all other hosts."""

    mandatory: bool = False
    otherwise: str = "DIRECT"
