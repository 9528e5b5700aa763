"""A whole policy file as it is written."""

from collections.abc import Callable
from typing import Literal

from pydantic import Field

from policy.model import KillSwitch, Mode, Policy
from policy.schema.looking import (
    AssistantEntry,
    BudgetEntry,
    CatalogueEntry,
    RecognizerEntry,
    RetentionEntry,
    SensorsEntry,
)
from policy.schema.places import (
    ContentEntry,
    GatewayEntry,
    LimitsEntry,
    MetricsEntry,
    ModelField,
    PacEntry,
    ProgramsEntry,
    RestoreEntry,
)
from policy.schema.rules import PolicyTestEntry, RuleEntry
from policy.schema.types import MAX_ITEMS, Entry, Label, Moment, ToolGlob, VerbField
from policy.words import Text

LineOf = Callable[..., int]


class PolicyEntry(Entry):
    """All that a company decides about AI on its workstations."""

    apiVersion: Literal["gnomon/v1"] = Field(description="Version of this format.")
    name: Label | None = Field(default=None, description="What people read: one text, or {ru: …, en: …}.")
    version: int = Field(ge=1, le=2**53 - 1, description="Must grow with every change.")
    mode: Literal["observe", "coach", "enforce", "lockdown"] = Field(
        description="observe records; coach advises; enforce obeys the rules; lockdown also blocks all not approved."
    )
    kill_switch: Literal["none", "pause-enforcement", "block-all-ai"] = Field(
        default="none", description="The emergency state, above all rules."
    )
    default: VerbField = Field(default="monitor", validate_default=True, description="For tools that no rule names.")
    expires: Moment | None = Field(
        default=None, description="From this moment every prompt is refused; date, time and zone."
    )
    gateways: list[GatewayEntry] = Field(
        default=[], max_length=64, description="Approved places where prompts may go; the first is the usual one."
    )
    models: list[ModelField] = Field(
        default=[], max_length=MAX_ITEMS, description="Approved models: names, globs, or {model, departments, groups}."
    )
    approved_tools: list[ToolGlob] = Field(
        default=[], max_length=MAX_ITEMS, description="The company's own tools, by id, glob or tag."
    )
    rules: list[RuleEntry] = Field(default=[], max_length=MAX_ITEMS, description="What to do, and when.")
    programs: ProgramsEntry = Field(default=ProgramsEntry(), description="Which programs may ask through the gateway.")
    assistants: list[AssistantEntry] = Field(default=[], max_length=500, description="Ready-made helpers.")
    budgets: list[BudgetEntry] = Field(default=[], max_length=MAX_ITEMS, description="Limits on use.")
    retention: RetentionEntry = Field(default=RetentionEntry(), description="How long records are kept.")
    sensors: SensorsEntry = Field(default=SensorsEntry(), description="Which sensors look.")
    catalogue: CatalogueEntry = Field(default=CatalogueEntry(), description="Changes to the list of AI tools.")
    recognizers: list[RecognizerEntry] = Field(
        default=[], max_length=500, description="The company's own kinds of data."
    )
    restore: RestoreEntry = Field(
        default=RestoreEntry(), description="What may be put back in places where it could travel on."
    )
    limits: LimitsEntry = Field(default=LimitsEntry(), description="Bounds of the local proxy.")
    content: ContentEntry = Field(default=ContentEntry(), description="Parts of a prompt that are not text.")
    metrics: MetricsEntry = Field(default=MetricsEntry(), description="Watching without contents.")
    pac: PacEntry = Field(default=PacEntry(), description="The proxy file for browsers.")
    pause_minutes: int = Field(default=0, ge=0, le=480, description="How long a person may pause notices; 0 is never.")
    tests: list[PolicyTestEntry] = Field(
        default=[], max_length=MAX_ITEMS, description="Examples that must come out as written."
    )

    def value(self, *, file: str, line_of: LineOf) -> Policy:
        """The same as a frozen value. line_of: the line of a path into the file."""
        return Policy(
            name=self.name.value() if self.name else Text(ru="Политика компании", en="Company policy"),
            version=self.version,
            file=file,
            mode=Mode(self.mode),
            kill_switch=KillSwitch(self.kill_switch),
            default=self.default,
            expires=self.expires,
            gateways=tuple(one.value(line=line_of("gateways", n)) for n, one in enumerate(self.gateways)),
            models=tuple(one.value() for one in self.models),
            approved_tools=tuple(self.approved_tools),
            rules=tuple(one.value(file=file, line=line_of("rules", n)) for n, one in enumerate(self.rules)),
            programs=self.programs.value(),
            assistants=tuple(one.value() for one in self.assistants),
            budgets=tuple(one.value() for one in self.budgets),
            retention=self.retention.value(),
            sensors=self.sensors.value(),
            catalogue=self.catalogue.value(),
            recognizers=tuple(one.value(line=line_of("recognizers", n)) for n, one in enumerate(self.recognizers)),
            restore=self.restore.value(),
            limits=self.limits.value(),
            content=self.content.value(),
            metrics=self.metrics.value(),
            pac=self.pac.value(),
            pause_minutes=self.pause_minutes,
            tests=tuple(one.value(line=line_of("tests", n)) for n, one in enumerate(self.tests)),
            lines=tuple((key, line_of(key)) for key in type(self).model_fields if key in self.model_fields_set),
        )
