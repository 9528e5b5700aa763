"""Decide on a tool that was seen and on a prompt that is to be sent; pure, total, nothing allowed by default.

The order of precedence is docs/policy.md#precedence. Each branch names the clause that decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from policy.clauses import (
    APPROVED_TOOL,
    BLOCKED_ALL,
    DEFAULT,
    GATEWAY_NOT_APPROVED,
    KILL_SWITCH,
    LOCKDOWN,
    MODEL_NOT_APPROVED,
    NO_POLICY,
    PAUSED,
    POLICY_EXPIRED,
    PROGRAM_NOT_ALLOWED,
    PROMPT_DEFAULT,
    REASONS,
    TOOL_DEFAULT,
    UNMASKED,
    reason_of,
)
from policy.conditions import Event, program_matches, tool_matches
from policy.evaluate import Winner, spares, strictest
from policy.index import index_of
from policy.model import Caller, Decision, Gateway, KillSwitch, Mode, Policy, Rule, Verb
from policy.patterns import matches, matches_any
from policy.words import Text


def decide_tool(
    policy: Policy | None,
    *,
    tool: str,
    tags: frozenset[str],
    surface: str,
    now: datetime,
    user: str = "",
    department: str = "",
    groups: frozenset[str] = frozenset(),
    data: Sequence[str] = (),
) -> Decision:
    """Decide on an AI tool that was seen.

    tool: id of the catalogue. tags: its tags without "tag:". surface: where it was seen. now: aware.
    data: policy classes of what is about to go into it, where that is known.
    """
    stop = standing_stop(policy, now)
    if policy is None or stop is not None:
        return stop or _without_policy()
    if policy.kill_switch is KillSwitch.PAUSE_ENFORCEMENT:
        return _built_in(policy, Verb.MONITOR, KILL_SWITCH, PAUSED, line_key="kill_switch")
    approved = is_approved(policy, tool, tags)
    event = Event(
        now=now,
        tool=tool,
        tags=tags,
        approved=approved,
        surface=surface,
        user=user,
        department=department,
        groups=groups,
    )
    winner, _ = _winner(policy, event, data)
    uncapped = winner.verb if winner else None
    if policy.mode is Mode.LOCKDOWN and not approved and uncapped is not Verb.BLOCK:
        return _built_in(policy, Verb.BLOCK, LOCKDOWN, REASONS[LOCKDOWN], line_key="mode")
    if winner is not None:
        return _by_rule(policy, winner, _capped(policy.mode, winner.rule, winner.verb), mask=False)
    if approved:
        return _built_in(policy, Verb.ALLOW, APPROVED_TOOL, REASONS[APPROVED_TOOL], line_key="approved_tools")
    verdict = _capped(policy.mode, None, policy.default)
    return _built_in(policy, policy.default, DEFAULT, TOOL_DEFAULT, line_key="default", verdict=verdict)


def decide_prompt(
    policy: Policy | None,
    *,
    gateway: str,
    model: str,
    entities: Mapping[str, int],
    caller: Caller,
    now: datetime,
    user: str = "",
    department: str = "",
    groups: frozenset[str] = frozenset(),
) -> Decision:
    """Decide on a prompt from where it goes, the model it asks for and what was found in it.

    entities: policy class ("pii.ru.inn") → how many were found. user: "" takes the caller's.
    With `mask` every finding is replaced before sending, whatever the verdict; modes never weaken that.
    """
    stop = standing_stop(policy, now)
    if policy is None or stop is not None:
        return stop or _without_policy()
    place = policy.gateway(gateway)
    if place is None:
        return _built_in(policy, Verb.BLOCK, GATEWAY_NOT_APPROVED, REASONS[GATEWAY_NOT_APPROVED], line_key="gateways")
    if not model_approved(policy, place, model, department=department, groups=groups):
        return _built_in(policy, Verb.BLOCK, MODEL_NOT_APPROVED, REASONS[MODEL_NOT_APPROVED], line_key="models")
    if policy.kill_switch is KillSwitch.PAUSE_ENFORCEMENT:
        return _built_in(policy, Verb.MONITOR, KILL_SWITCH, PAUSED, line_key="kill_switch", mask=place.masking)
    if not _program_allowed(policy, caller):
        return _built_in(policy, Verb.BLOCK, PROGRAM_NOT_ALLOWED, REASONS[PROGRAM_NOT_ALLOWED], line_key="programs")
    event = Event(
        now=now,
        tool=gateway,
        approved=True,
        surface="gateway",
        destination=gateway,
        model=model,
        program=caller.program,
        path=caller.path,
        user=user or caller.user,
        department=department,
        groups=groups,
    )
    classes = sorted(name for name, count in entities.items() if count > 0)
    return _prompt_by_rules(policy, place, event, classes)


def is_approved(policy: Policy, tool: str, tags: frozenset[str]) -> bool:
    """Whether a tool is one of the company's own: named by `approved_tools`, or a gateway."""
    return policy.gateway(tool) is not None or any(tool_matches(one, tool, tags) for one in policy.approved_tools)


def model_approved(
    policy: Policy, gateway: Gateway, model: str, *, department: str = "", groups: frozenset[str] = frozenset()
) -> bool:
    """Whether a model may be asked: offered by the gateway and granted by the policy; a list left out does not narrow.

    With neither list nothing is approved.
    """
    if not gateway.models and not policy.models:
        return False
    offered = not gateway.models or matches_any(gateway.models, model)
    granted = not policy.models or any(
        matches(grant.pattern, model)
        and (not grant.departments or department.casefold() in _folded(grant.departments))
        and (not grant.groups or not _folded(grant.groups).isdisjoint(_folded(groups)))
        for grant in policy.models
    )
    return offered and granted


def _prompt_by_rules(policy: Policy, place: Gateway, event: Event, classes: list[str]) -> Decision:
    winner, spared = _winner(policy, event, classes)
    if winner is None:
        if place.masking:
            return _built_in(policy, Verb.REDACT, DEFAULT, PROMPT_DEFAULT, line_key="gateways", mask=True)
        return _built_in(policy, Verb.MONITOR, DEFAULT, UNMASKED, line=place.line)
    verdict = winner.verb if winner.verb is Verb.REDACT else _capped(policy.mode, winner.rule, winner.verb)
    mask = place.masking and verdict is not Verb.BLOCK
    return _by_rule(policy, winner, verdict, mask=mask, spared=spared if mask else ())


def _winner(policy: Policy, event: Event, classes: Sequence[str]) -> tuple[Winner | None, tuple[str, ...]]:
    """Decide class by class, so that leave for one class never lets another one through.

    Gives the strictest winner, None when no rule applies anywhere, and the classes that rules leave unmasked.
    """
    index = index_of(policy)
    found = [(winner, data) for data in classes or ("",) if (winner := index.winner(event, data)) is not None]
    spared = tuple(data for winner, data in found if spares(winner, data))
    return (strictest([winner for winner, _ in found]) if found else None), spared


def standing_stop(policy: Policy | None, now: datetime) -> Decision | None:
    """What refuses everything, whatever the rules say."""
    if policy is None:
        return _without_policy()
    if policy.expires is not None and now >= policy.expires:
        return _built_in(policy, Verb.BLOCK, POLICY_EXPIRED, REASONS[POLICY_EXPIRED], line_key="expires")
    if policy.kill_switch is KillSwitch.BLOCK_ALL_AI:
        return _built_in(policy, Verb.BLOCK, KILL_SWITCH, BLOCKED_ALL, line_key="kill_switch")
    return None


def _program_allowed(policy: Policy, caller: Caller) -> bool:
    programs = policy.programs
    if not caller.program and not caller.path:
        return programs.unknown is not Verb.BLOCK
    if any(program_matches(pattern, caller.program, caller.path) for pattern in programs.block):
        return False
    return not programs.allow or any(program_matches(one, caller.program, caller.path) for one in programs.allow)


def _capped(mode: Mode, rule: Rule | None, verb: Verb) -> Verb:
    """How a verb takes effect in a mode."""
    if mode is Mode.OBSERVE and verb.strictness > Verb.MONITOR.strictness:
        return Verb.MONITOR
    if mode is Mode.COACH and verb in (Verb.BLOCK, Verb.JUSTIFY) and not (rule is not None and rule.floor):
        return Verb.COACH
    return verb


def _by_rule(policy: Policy, winner: Winner, verdict: Verb, *, mask: bool, spared: Iterable[str] = ()) -> Decision:
    rule = winner.rule
    return Decision(
        verdict=verdict,
        uncapped=winner.verb,
        rule=rule.id,
        file=rule.file,
        line=rule.line,
        reason=reason_of(rule, verdict),
        policy_version=policy.version,
        mask=mask,
        spared=tuple(spared),
        considered=len(policy.rules),
    )


def _built_in(
    policy: Policy,
    verb: Verb,
    clause: str,
    reason: Text,
    *,
    line_key: str = "",
    line: int = 0,
    verdict: Verb | None = None,
    mask: bool = False,
) -> Decision:
    return Decision(
        verdict=verdict or verb,
        uncapped=verb,
        rule=clause,
        file=policy.file,
        line=line or policy.line_of(line_key),
        reason=reason,
        policy_version=policy.version,
        mask=mask,
        considered=len(policy.rules),
    )


def _without_policy() -> Decision:
    return Decision(
        verdict=Verb.BLOCK,
        uncapped=Verb.BLOCK,
        rule=NO_POLICY,
        file="",
        line=0,
        reason=REASONS[NO_POLICY],
        policy_version=0,
        mask=False,
    )


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}
