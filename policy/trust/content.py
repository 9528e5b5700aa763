"""What was signed, as values: a signature does not make a mistake right."""

from policy.complaint import PolicyError
from policy.format import parse_policy
from policy.model import Policy
from policy.trust.kill import Kill, parse_kill
from policy.trust.trouble import Refusal, TrustError


def read_signed(data: bytes, kill: bytes | None, *, file: str) -> tuple[Policy, Kill | None]:
    """A signed policy and the order above it, or None.

    Raises:
        TrustError: one of them has a mistake.
    """
    try:
        policy = parse_policy(data, file=file)
    except PolicyError as error:
        raise TrustError(Refusal.CONTENT, error.to("en")) from error
    return policy, parse_kill(kill) if kill is not None else None
