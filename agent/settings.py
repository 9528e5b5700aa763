"""What one run of the agent was started with."""

from dataclasses import dataclass
from pathlib import Path

PREFERRED_PORT = 8765
"""Clients store their base URL, so the port stays the same from start to start while it is free."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths, port and switches; read once at the start and never changed."""

    state: Path
    """Folder for everything that the agent keeps (mode 0700)."""
    policy: Path | None
    """Policy file; None means that no policy is known and every prompt is refused."""
    insecure_policy: bool = False
    """An unsigned policy file is accepted and a banner says so in every window."""
    demo: bool = False
    """The embedded demo gateway and the demo policy."""
    gateway: str = ""
    """Stands in for the URL of the policy's first gateway; only with an unsigned policy."""
    port: int = PREFERRED_PORT
    """Preferred loopback port; 0 lets the system choose."""
    home: Path | None = None
    """Home folder that the detector looks at; None is the user's own."""
    watch: bool = True
    """Whether the detector watches; the proxy works without."""
