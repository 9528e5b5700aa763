"""Names and lifetimes of the repository's roles (../shared design of the policy, section 1)."""

from datetime import timedelta

from tuf.api.metadata import Root, Snapshot, Targets, Timestamp

POLICY = "company/policy.yaml"
"""The company's policy: the very file that its author wrote, so that lines in explanations are true."""
KILL = "emergency/kill.json"
"""The kill switch, signed by people on call."""
EMERGENCY = "emergency"
"""The delegated role that may sign `emergency/*` and nothing else."""

LIVES = {
    Root.type: timedelta(days=365),
    Targets.type: timedelta(days=90),
    EMERGENCY: timedelta(days=30),
    Snapshot.type: timedelta(days=7),
    Timestamp.type: timedelta(hours=72),
}
"""How long what a role signed is good for. The timestamp is signed anew every few hours (`gnomon policy freshen`)."""

LONGEST_PAUSE = timedelta(hours=24)
"""A stolen on-call key must not pause enforcement for longer."""
MOST_BYTES = 20_000_000
"""Of one answer, and of a whole zip file unpacked."""
