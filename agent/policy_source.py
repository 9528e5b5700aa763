"""Which policy an agent with these settings obeys."""

from pathlib import Path

from agent.policy_file import PolicyFile
from agent.policy_in_force import PolicyInForce
from agent.settings import Settings

DEMO_POLICY = Path(__file__).parent.parent / "policy" / "demo.yaml"


def policy_of(settings: Settings) -> PolicyInForce:
    """Where the policy of these settings comes from. The demo's gateway gets its address later."""
    if settings.demo:
        return PolicyFile(settings.policy or DEMO_POLICY, unsigned_allowed=True)
    if settings.policy_repository:
        from agent.signed_policy import SignedPolicy  # where it is used: nothing delays the reading of a file

        return SignedPolicy(settings.policy_repository, root=settings.policy_root, state=settings.state)
    return PolicyFile(settings.policy, unsigned_allowed=settings.insecure_policy, gateway=settings.gateway)
