"""What is in a prompt, and what the policy says to that."""

from collections.abc import Container, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from policy.decide import decide_prompt, standing_stop
from policy.model import Caller, Decision, Gateway, Policy, Verb
from policy.words import Text
from proxy.budget import Spending
from proxy.content import cannot_be_masked, refuse_media
from proxy.masking import Found, Memory, look
from proxy.ports import Outcome, Ports
from proxy.question import Question
from proxy.refusal import Refusal, Refused
from proxy.sentences import refusal
from redactor.finding import RedactionError

LONGEST_TEXT = 8_000_000  # code points, about 2 million tokens
_NOTHING = Found((), ())
_HOW_TO_JUSTIFY = Text(
    ru=" Укажите причину в заголовке X-Gnomon-Justification и повторите.",
    en=" Give a reason in the header X-Gnomon-Justification and try again.",
)


class Examined(NamedTuple):
    """What was found and decided; with a refusal the prompt goes no further and ends with `outcome`."""

    found: Found
    counts: Mapping[str, int]
    decision: Decision
    refusal: Refusal | None = None
    outcome: Outcome = Outcome.BLOCKED


class Examiner:
    """Looks into prompts and decides."""

    def __init__(self, ports: Ports, spending: Spending) -> None:
        self._ports = ports
        self._spending = spending
        self._memory = Memory()
        self._memory_of: Policy | None = None

    async def examine(
        self,
        policy: Policy | None,
        question: Question,
        gateways: Sequence[Gateway],
        caller: Caller,
        *,
        justified: bool,
        known_signatures: Container[str],
    ) -> Examined:
        """Find, decide, and refuse where something may neither leave nor be masked.

        Raises:
            Refused: there is too much text to look at.
        """
        if len(question.raw) > LONGEST_TEXT and question.text_length() > LONGEST_TEXT:
            raise Refused(refusal("text-long"))
        stop = standing_stop(policy, datetime.now(UTC))
        if stop is not None:
            return Examined(_NOTHING, {}, stop, _verdict_refusal(stop, justified=False))
        try:
            found = await self._look(policy, question, gateways)
            counts = found.counts()
            decision = self.decide(policy, gateways, question.model, counts, caller)
            refused = _verdict_refusal(decision, justified=justified)
            if refused is None and policy is not None:
                refused = await self._content_refusal(policy, question, found, known_signatures)
        except RedactionError as error:
            decision = self.decide(policy, gateways, question.model, {}, caller)
            refused = unavailable(error)
            return Examined(_NOTHING, {}, _refused_by(decision, refused), refused, Outcome.DETECTOR_ERROR)
        if refused is not None and decision.verdict is not Verb.BLOCK:
            decision = _refused_by(decision, refused)
        return Examined(found, counts, decision, refused)

    def decide(
        self,
        policy: Policy | None,
        gateways: Sequence[Gateway],
        model: str,
        counts: Mapping[str, int],
        caller: Caller,
    ) -> Decision:
        """The policy's decision; gateways: the one that is to be asked first."""
        return decide_prompt(
            policy,
            gateway=gateways[0].id if gateways else "",
            model=model,
            entities=counts,
            caller=caller,
            now=datetime.now(UTC),
        )

    async def _look(self, policy: Policy | None, question: Question, gateways: Sequence[Gateway]) -> Found:
        """Nothing is looked for where nothing can be sent, or where the policy has switched masking off."""
        if policy is None or not gateways or not gateways[0].masking:
            return _NOTHING
        if policy is not self._memory_of:
            self._memory.clear()
            self._memory_of = policy
        return await look(question.walk, self._ports.finder, self._memory)

    async def _content_refusal(
        self, policy: Policy, question: Question, found: Found, known_signatures: Container[str]
    ) -> Refusal | None:
        used_up = self._spending.check(policy)
        if used_up is not None:
            return used_up
        unmaskable = cannot_be_masked(question, found, known_signatures)
        if unmaskable is not None or not question.media:
            return unmaskable
        return await refuse_media(question.media, policy.content, self._ports.extract, self._ports.finder)


def unavailable(error: RedactionError) -> Refusal:
    """The refusal of a prompt that could not be examined."""
    return Refusal(503, "gnomon_redaction_unavailable", error.reason)


def _verdict_refusal(decision: Decision, *, justified: bool) -> Refusal | None:
    if decision.verdict is Verb.BLOCK:
        return Refusal(403, decision.rule, decision.reason)
    if decision.verdict is Verb.JUSTIFY and not justified:
        reason = decision.reason
        text = Text(ru=reason.ru + _HOW_TO_JUSTIFY.ru, en=reason.en + _HOW_TO_JUSTIFY.en)
        return Refusal(403, decision.rule, text)
    return None


def _refused_by(decision: Decision, by: Refusal) -> Decision:
    """The decision as it stands in the record when something besides the policy's rules refuses."""
    return decision._replace(verdict=Verb.BLOCK, uncapped=Verb.BLOCK, rule=by.clause, reason=by.text, mask=False)
