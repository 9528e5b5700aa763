"""Names and lifetimes of the repository's roles (../shared design of the policy, section 1)."""

from datetime import timedelta

POLICY = "company/policy.yaml"
"""The company's policy: the very file that its author wrote, so that lines in explanations are true."""
KILL = "emergency/kill.json"
"""The kill switch, signed by people on call."""
EMERGENCY = "emergency"
"""The delegated role that may sign `emergency/*` and nothing else."""

LIVES = {
    "root": timedelta(days=365),
    "targets": timedelta(days=90),
    EMERGENCY: timedelta(days=30),
    "snapshot": timedelta(days=7),
    "timestamp": timedelta(hours=72),
}
"""How long what a role signed is good for. The timestamp is signed anew every few hours (`gnomon policy freshen`)."""

LONGEST_PAUSE = timedelta(hours=24)
"""A stolen on-call key must not pause enforcement for longer."""
THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
"""Hosts that a repository may be read from without TLS; no proxy stands between."""
MOST_BYTES = 20_000_000
"""Of one answer, and of a whole zip file unpacked."""
