"""Rules, their conditions, and the policy's own tests, as they are written."""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from policy.model import ClassVerb, Conditions, Given, PolicyTest, Rollout, Rule
from policy.schema.types import (
    DAYS,
    MAX_ITEMS,
    ClassGlob,
    Day,
    Entry,
    Glob,
    HoursField,
    Line,
    Moment,
    NameGlob,
    PathGlob,
    RuleId,
    ToolGlob,
    VerbField,
    Words,
    Zone,
)


class ConditionsEntry(Entry):
    """When a rule applies. Any value inside a field, all fields together; a field left out means "any"."""

    tool: list[ToolGlob] = Field(
        default=[], max_length=MAX_ITEMS, description="Tools by id, by glob with *, or by tag (tag:consumer-llm)."
    )
    data: list[ClassGlob] = Field(
        default=[], max_length=MAX_ITEMS, description="What was found in the prompt: pii.person, pii.ru.*, secret.*."
    )
    department: list[NameGlob] = Field(default=[], max_length=MAX_ITEMS, description="Departments of the person.")
    group: list[NameGlob] = Field(default=[], max_length=MAX_ITEMS, description="Groups of the person.")
    user: list[NameGlob] = Field(default=[], max_length=MAX_ITEMS, description="Single people, by their account name.")
    destination: list[Glob] = Field(default=[], max_length=MAX_ITEMS, description="Gateways, by id.")
    model: list[Glob] = Field(default=[], max_length=MAX_ITEMS, description="Models that the prompt asks for.")
    program: list[PathGlob] = Field(
        default=[],
        max_length=MAX_ITEMS,
        description="Programs that ask, by name or full path; unknown: not found out.",
    )
    surface: list[Glob] = Field(
        default=[],
        max_length=MAX_ITEMS,
        description="Where a tool was seen: web, process, app, server, mcp and so on.",
    )
    hours: HoursField | None = Field(
        default=None, description="Time of day, HH:MM-HH:MM in quotes; may cross midnight."
    )
    days: list[Day] = Field(default=[], description="Days of the week; a night belongs to the day on which it begins.")
    tz: Zone | None = Field(default=None, description="Time zone of hours and days: Europe/Moscow; left out: UTC.")

    def value(self) -> Conditions:
        """The same as a frozen value."""
        return Conditions(
            tool=tuple(self.tool),
            data=tuple(self.data),
            department=tuple(self.department),
            group=tuple(self.group),
            user=tuple(self.user),
            destination=tuple(self.destination),
            model=tuple(self.model),
            program=tuple(self.program),
            surface=tuple(self.surface),
            hours=self.hours,
            days=frozenset(DAYS.index(day) for day in self.days),
            tz=self.tz or "",
        )


class RolloutEntry(Entry):
    """A share of people for whom a rule applies already."""

    percent: int = Field(ge=0, le=100, description="Share of people, 0 to 100. Raising it only adds people.")
    salt: Line = Field(description="Any word; another word chooses other people.")

    def value(self) -> Rollout:
        """The same as a frozen value."""
        return Rollout(self.percent, self.salt)


def _shape(value: object) -> str:
    return "map" if isinstance(value, dict) else "verb"


DoField = Annotated[
    Annotated[VerbField, Tag("verb")] | Annotated[dict[ClassGlob, VerbField], Field(min_length=1), Tag("map")],
    Discriminator(_shape),
]


class RuleEntry(Entry):
    """One rule: what to do, and when."""

    id: RuleId = Field(description="Short name in Latin letters; appears in every explanation and record.")
    do: DoField = Field(description="One verb, or a verb for each class of data: {pii.ru.*: redact, secret.*: block}.")
    when: ConditionsEntry = Field(
        default=ConditionsEntry(), description="When the rule applies; left out means always."
    )
    priority: int = Field(default=0, ge=-100, le=100, description="Higher decides first.")
    message: Words | None = Field(default=None, description="What the person is told.")
    expires: Moment | None = Field(default=None, description="The rule ends at this moment; date, time and zone.")
    rollout: RolloutEntry | None = Field(default=None, description="Apply to a share of people only.")
    owner: Line | None = Field(default=None, description="Who answers for the rule.")
    ticket: Line | None = Field(default=None, description="Where the rule was agreed.")
    floor: bool = Field(
        default=False, description="true: coach mode does not soften it, and departments may only tighten it."
    )

    def value(self, *, file: str, line: int) -> Rule:
        """The same as a frozen value with its place."""
        do = self.do
        return Rule(
            id=self.id,
            do=tuple(ClassVerb(glob, verb) for glob, verb in do.items()) if isinstance(do, dict) else do,
            when=self.when.value(),
            file=file,
            line=line,
            priority=self.priority,
            message=self.message.value() if self.message else None,
            expires=self.expires,
            rollout=self.rollout.value() if self.rollout else None,
            owner=self.owner or "",
            ticket=self.ticket or "",
            floor=self.floor,
        )


class GivenEntry(Entry):
    """The event of a test: a tool that was seen, or a prompt on its way to a gateway."""

    tool: Line | None = Field(default=None, description="Id of the tool; for a prompt the gateway's id is taken.")
    tags: list[Line] = Field(default=[], description="Tags of the tool, without 'tag:'.")
    surface: Line | None = Field(default=None, description="Where the tool was seen.")
    data: list[ClassGlob] = Field(default=[], description="Classes of what was found, written out without stars.")
    gateway: Line | None = Field(default=None, description="Id of the gateway: makes this test a test of a prompt.")
    model: Line | None = Field(default=None, description="The model that the prompt asks for.")
    program: Line | None = Field(default=None, description="The program that asks.")
    user: Line | None = Field(default=None, description="The person's account name; needed where a rule has a rollout.")
    department: Line | None = Field(default=None, description="The person's department.")
    groups: list[Line] = Field(default=[], description="The person's groups.")
    now: Moment | None = Field(
        default=None, description="The moment, with zone; needed where hours, days or expires matter."
    )

    def value(self) -> Given:
        """The same as a frozen value."""
        return Given(
            tool=self.tool or "",
            tags=frozenset(self.tags),
            surface=self.surface or "",
            data=tuple(self.data),
            gateway=self.gateway or "",
            model=self.model or "",
            program=self.program or "",
            user=self.user or "",
            department=self.department or "",
            groups=frozenset(self.groups),
            now=self.now,
        )


class PolicyTestEntry(Entry):
    """One example that must come out as written; `gnomon policy lint` runs them all."""

    name: Line = Field(description="What the test shows, in your own words.")
    given: GivenEntry = Field(description="What happens.")
    expect: VerbField | None = Field(default=None, description="The verb before the mode softens it.")
    expect_effective: VerbField | None = Field(default=None, description="The verb that takes effect.")
    rule: Line | None = Field(default=None, description="The rule or built-in clause that must decide.")

    def value(self, *, line: int) -> PolicyTest:
        """The same as a frozen value with its line."""
        return PolicyTest(
            name=self.name,
            given=self.given.value(),
            expect=self.expect,
            effective=self.expect_effective,
            rule=self.rule or "",
            line=line,
        )
