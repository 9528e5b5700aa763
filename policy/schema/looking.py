"""Sensors, changes to the catalogue, company recognizers, assistants, budgets, retention, as they are written."""

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from policy.model import (
    Assistant,
    Budget,
    CatalogueChanges,
    HistorySource,
    Recognizer,
    RecognizerPattern,
    Retention,
    Sensors,
)
from policy.schema.types import (
    MAX_ITEMS,
    DataEntry,
    Entity,
    Entry,
    Glob,
    Id,
    Label,
    Line,
    NameGlob,
    RecognizerName,
    Regex,
    Scope,
    Switch,
    Words,
)


class SensorsEntry(Entry):
    """Which sensors look. A sensor that is off says so in every report."""

    processes: Switch = Field(default=True, description="Running programs.")
    history: Switch = Field(default=True, description="Visits of AI hosts in browsers; no other site is read.")
    extensions: Switch = Field(default=True, description="Browser extensions.")
    editors: Switch = Field(default=True, description="Plugins of editors.")
    apps: Switch = Field(default=True, description="Installed desktop programs.")
    servers: Switch = Field(default=True, description="Local model servers.")
    mcp: Switch = Field(default=True, description="MCP servers in the settings of AI clients.")
    agents: Switch = Field(default=True, description="Command-line agents and their folders.")
    packages: Switch = Field(default=True, description="Packages of pip, npm and others.")
    connect: Switch = Field(default=True, description="AI hosts that pass through the local proxy.")
    history_source: Literal["engagement", "history", "off"] = Field(
        default="history", description="Where visits are read from; engagement is coarser."
    )
    account_domains: list[Glob] = Field(
        default=[],
        max_length=100,
        description="The company's mail domains, to tell company accounts from private ones.",
    )
    local_probe: Switch = Field(default=False, description="Ask a local model server what it is, over loopback.")

    def value(self) -> Sensors:
        """The same as a frozen value."""
        return Sensors(
            processes=self.processes,
            history=self.history,
            extensions=self.extensions,
            editors=self.editors,
            apps=self.apps,
            servers=self.servers,
            mcp=self.mcp,
            agents=self.agents,
            packages=self.packages,
            connect=self.connect,
            history_source=HistorySource(self.history_source),
            account_domains=tuple(self.account_domains),
            local_probe=self.local_probe,
        )


class CatalogueEntry(Entry):
    """Changes to the list of AI tools; entries look as in detector/catalogue."""

    add: list[DataEntry] = Field(default=[], max_length=MAX_ITEMS, description="Tools of your own; each needs an id.")
    correct: list[DataEntry] = Field(
        default=[], max_length=MAX_ITEMS, description="Fields that replace those of a known id."
    )
    silence: list[Glob] = Field(default=[], max_length=MAX_ITEMS, description="Ids or hosts that are never reported.")

    def value(self) -> CatalogueChanges:
        """The same as a frozen value."""
        return CatalogueChanges(tuple(self.add), tuple(self.correct), tuple(self.silence))


class PatternEntry(Entry):
    """One regular expression."""

    name: Line = Field(description="What it matches.")
    regex: Regex = Field(description="Python regular expression, in single quotes.")
    score: float = Field(ge=0.0, le=1.0, description="How sure a match is, 0 to 1.")

    def value(self) -> RecognizerPattern:
        """The same as a frozen value."""
        return RecognizerPattern(self.name, self.regex, self.score)


class RecognizerEntry(Entry):
    """A company's own kind of data, in the words of Presidio's YAML recognizers."""

    name: RecognizerName = Field(description="Name of the recognizer, in Latin letters; people read `label`.")
    supported_entity: Entity = Field(description="Name of the kind of data, such as CONTRACT_NUMBER.")
    label: Label | None = Field(default=None, description="What people read for it: one text, or {ru: …, en: …}.")
    patterns: list[PatternEntry] = Field(default=[], max_length=50, description="Regular expressions.")
    deny_list: list[Line] = Field(default=[], max_length=MAX_ITEMS, description="Words that are always masked.")
    deny_list_score: float = Field(
        default=1.0, ge=0.0, le=1.0, description="How sure a word of the deny list is, 0 to 1."
    )
    context: list[Line] = Field(default=[], max_length=200, description="Words nearby that make a match surer.")

    @model_validator(mode="after")
    def _finds_something(self) -> "RecognizerEntry":
        if not self.patterns and not self.deny_list:
            raise PydanticCustomError("gnomon_finds_nothing", "neither patterns nor deny_list")
        return self

    def value(self, *, line: int) -> Recognizer:
        """The same as a frozen value with its line."""
        return Recognizer(
            name=self.name,
            supported_entity=self.supported_entity,
            patterns=tuple(pattern.value() for pattern in self.patterns),
            deny_list=tuple(self.deny_list),
            deny_list_score=self.deny_list_score,
            context=tuple(self.context),
            label=self.label.value() if self.label else None,
            line=line,
        )


class AssistantEntry(Entry):
    """A ready-made helper that a person picks by a chip."""

    id: Id = Field(description="Short name in Latin letters.")
    name: Words = Field(description="What the chip says.")
    prompt: Words = Field(description="What the model is told before the person's words.")
    hint: Words | None = Field(default=None, description="What the person may write, as an example.")
    examples: list[Words] = Field(default=[], max_length=5, description="Worked cases: what colleagues asked it.")
    owner: Line | None = Field(default=None, description="Who answers for it.")
    departments: list[NameGlob] = Field(default=[], max_length=MAX_ITEMS, description="Only for these departments.")
    gateway: Id | None = Field(default=None, description="Gateway; left out means the first one.")
    model: Line | None = Field(default=None, description="Model; left out means the gateway's first one.")

    def value(self) -> Assistant:
        """The same as a frozen value."""
        name = self.name.value()
        return Assistant(
            id=self.id,
            name=name,
            prompt=self.prompt.value(),
            hint=self.hint.value() if self.hint else name,
            examples=tuple(example.value() for example in self.examples),
            owner=self.owner or "",
            departments=tuple(self.departments),
            gateway=self.gateway or "",
            model=self.model or "",
        )


class BudgetEntry(Entry):
    """A limit on use."""

    scope: Scope = Field(description="company, user, device, department:NAME or group:NAME.")
    tokens_per_day: int | None = Field(default=None, ge=0, description="Tokens a day, sent and received together.")
    rub_per_month: int | None = Field(default=None, ge=0, description="Roubles a month.")

    @model_validator(mode="after")
    def _limits_something(self) -> "BudgetEntry":
        if self.tokens_per_day is None and self.rub_per_month is None:
            raise PydanticCustomError("gnomon_limits_nothing", "neither tokens_per_day nor rub_per_month")
        return self

    def value(self) -> Budget:
        """The same as a frozen value."""
        return Budget(self.scope, self.tokens_per_day, self.rub_per_month)


class RetentionEntry(Entry):
    """How long records are kept."""

    metadata_days: int = Field(
        default=400, ge=183, le=36_500, description="Records without contents; at least 183 days."
    )
    content_days: int = Field(default=30, ge=0, le=36_500, description="Contents, where they are kept at all.")
    legal_hold: list[Line] = Field(
        default=[], max_length=MAX_ITEMS, description="Names of holds that stop all deletion."
    )

    def value(self) -> Retention:
        """The same as a frozen value."""
        return Retention(self.metadata_days, self.content_days, tuple(self.legal_hold))
