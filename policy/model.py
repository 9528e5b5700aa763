"""The words of a policy as frozen values: what is decided, about what, by which rule.

Nothing here reads a file or decides; `policy.format` makes these values and `policy.decide` uses them.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from policy.provisions import (
    CatalogueChanges,
    Content,
    ContentRule,
    Data,
    HistorySource,
    Limits,
    Metrics,
    Pac,
    Recognizer,
    RecognizerPattern,
    Restore,
    Retention,
    Sensors,
)
from policy.words import Text

__all__ = [
    "Assistant",
    "Budget",
    "Caller",
    "CatalogueChanges",
    "ClassVerb",
    "Conditions",
    "Content",
    "ContentRule",
    "Data",
    "Decision",
    "Gateway",
    "Given",
    "HistorySource",
    "Hours",
    "KillSwitch",
    "Limits",
    "Metrics",
    "Mode",
    "ModelGrant",
    "Pac",
    "Policy",
    "PolicyTest",
    "Programs",
    "Recognizer",
    "RecognizerPattern",
    "Restore",
    "Retention",
    "Rollout",
    "Rule",
    "Sensors",
    "Verb",
    "with_gateway",
]


class Verb(StrEnum):
    """What happens, from the most lenient to the strictest."""

    ALLOW = "allow"
    MONITOR = "monitor"
    COACH = "coach"
    JUSTIFY = "justify"
    REDACT = "redact"
    BLOCK = "block"

    @property
    def strictness(self) -> int:
        """0 (allow) to 5 (block)."""
        return _STRICTNESS[self]


_STRICTNESS = {verb: place for place, verb in enumerate(Verb)}


class Mode(StrEnum):
    """How much of a rule's verb takes effect."""

    OBSERVE = "observe"
    COACH = "coach"
    ENFORCE = "enforce"
    LOCKDOWN = "lockdown"


class KillSwitch(StrEnum):
    """The emergency state that stands above all rules."""

    NONE = "none"
    PAUSE_ENFORCEMENT = "pause-enforcement"
    BLOCK_ALL_AI = "block-all-ai"


@dataclass(frozen=True, slots=True)
class Caller:
    """The program that asks, as proxy.caller found it; program "" and pid 0 are "unknown"."""

    program: str = ""
    path: str = ""
    pid: int = 0
    user: str = ""


class Decision(NamedTuple):
    """What is to be done, and which clause says so.

    verdict: after the cap of the mode. uncapped: before it. rule: a rule's id or a built-in clause
    (docs/policy.md#clauses). file, line: where the clause stands, line 0 when it stands nowhere.
    mask: findings are replaced by placeholders before sending; spared: policy classes that a rule leaves unmasked.
    considered: how many rules the decision looked at.
    """

    verdict: Verb
    uncapped: Verb
    rule: str
    file: str
    line: int
    reason: Text
    policy_version: int
    mask: bool
    spared: tuple[str, ...] = ()
    considered: int = 0


@dataclass(frozen=True, slots=True)
class Gateway:
    """An approved place where prompts may go.

    base_url: up to and with the version part, without a slash at the end (https://llm.example.corp/v1).
    models: globs of what it offers; empty means "all that `models` of the policy approves".
    key_name: the item of the operating system's keyring that holds the credential. ca: a PEM file of a company CA,
    "" for the system's trust store. proxy: the company's HTTP proxy, "" for none; proxy_key_name its keyring item.
    pins: SHA-256 of the public keys that it may have, in base64 (RFC 7469 §2.4); empty means any trusted certificate.
    failover: ids of the gateways to try next, in order. retry: one more try before the first byte of an answer.
    """

    id: str
    name: Text
    base_url: str
    dialect: str = "openai"
    models: tuple[str, ...] = ()
    masking: bool = True
    key_name: str = ""
    ca: str = ""
    proxy: str = ""
    proxy_key_name: str = ""
    pins: tuple[str, ...] = ()
    failover: tuple[str, ...] = ()
    retry: bool = True
    line: int = 0


@dataclass(frozen=True, slots=True)
class ModelGrant:
    """A glob of approved models, for everybody or for some departments and groups."""

    pattern: str
    departments: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassVerb:
    """A verb for the policy classes that a glob names."""

    pattern: str
    verb: Verb


@dataclass(frozen=True, slots=True)
class Hours:
    """A time of day from start (included) to end (excluded), minutes after midnight; start > end crosses midnight."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Conditions:
    """When a rule applies: any value inside a field, all fields together; an empty field means "any".

    days: 0 is Monday. tz: an IANA zone for hours and days, "" is UTC.
    """

    tool: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    user: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    program: tuple[str, ...] = ()
    surface: tuple[str, ...] = ()
    hours: Hours | None = None
    days: frozenset[int] = frozenset()
    tz: str = ""


@dataclass(frozen=True, slots=True)
class Rollout:
    """A share of people, 0 to 100 percent, chosen by SHA-256 of salt and user."""

    percent: int
    salt: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with the place where it is written. do: one verb, or a verb for each policy class."""

    id: str
    do: Verb | tuple[ClassVerb, ...]
    when: Conditions
    file: str
    line: int
    priority: int = 0
    message: Text | None = None
    expires: datetime | None = None
    rollout: Rollout | None = None
    owner: str = ""
    ticket: str = ""
    floor: bool = False


@dataclass(frozen=True, slots=True)
class Assistant:
    """A ready-made helper that a person picks by a chip. examples: worked cases, what colleagues asked it."""

    id: str
    name: Text
    prompt: Text
    hint: Text
    examples: tuple[Text, ...] = ()
    owner: str = ""
    departments: tuple[str, ...] = ()
    gateway: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit for a scope (company, user, device, department:NAME, group:NAME); None is no limit of that kind."""

    scope: str
    tokens_per_day: int | None
    rub_per_month: int | None


@dataclass(frozen=True, slots=True)
class Programs:
    """Which programs may ask through the gateway: globs on name or path; empty `allow` means all but `block`."""

    allow: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    unknown: Verb = Verb.ALLOW


@dataclass(frozen=True, slots=True)
class Given:
    """The event of a policy's own test."""

    tool: str = ""
    tags: frozenset[str] = frozenset()
    surface: str = ""
    data: tuple[str, ...] = ()
    gateway: str = ""
    model: str = ""
    program: str = ""
    user: str = ""
    department: str = ""
    groups: frozenset[str] = frozenset()
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class PolicyTest:
    """A policy's own test. expect: before the mode's cap; effective: after it; None and rule "" ask nothing."""

    name: str
    given: Given
    expect: Verb | None
    effective: Verb | None
    rule: str
    line: int


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Policy:
    """All that a company decides.

    expires: from this moment every prompt is refused; None is never. insecure: no signature was checked.
    lines: where the keys of the first level stand. places in tuples are in file order.
    """

    name: Text
    version: int
    file: str
    mode: Mode
    kill_switch: KillSwitch = KillSwitch.NONE
    default: Verb = Verb.MONITOR
    expires: datetime | None = None
    insecure: bool = True
    gateways: tuple[Gateway, ...] = ()
    models: tuple[ModelGrant, ...] = ()
    approved_tools: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    programs: Programs = field(default_factory=Programs)
    assistants: tuple[Assistant, ...] = ()
    budgets: tuple[Budget, ...] = ()
    retention: Retention = field(default_factory=Retention)
    sensors: Sensors = field(default_factory=Sensors)
    catalogue: CatalogueChanges = field(default_factory=CatalogueChanges)
    recognizers: tuple[Recognizer, ...] = ()
    restore: Restore = field(default_factory=Restore)
    limits: Limits = field(default_factory=Limits)
    content: Content = field(default_factory=Content)
    metrics: Metrics = field(default_factory=Metrics)
    pac: Pac = field(default_factory=Pac)
    pause_minutes: int = 0
    tests: tuple[PolicyTest, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()

    def line_of(self, key: str) -> int:
        """The line of a key of the first level, 0 when it is not written."""
        return next((line for name, line in self.lines if name == key), 0)

    def gateway(self, gateway_id: str) -> Gateway | None:
        """The gateway with this id, or None."""
        return next((one for one in self.gateways if one.id == gateway_id), None)


def with_gateway(policy: Policy, gateway_id: str, base_url: str) -> Policy:
    """The same policy with another address for one gateway (the demo's gateway has a port of its own each time)."""
    gateways = tuple(
        replace(one, base_url=base_url.rstrip("/")) if one.id == gateway_id else one for one in policy.gateways
    )
    return replace(policy, gateways=gateways)
