"""The frozen program. Its name says whether it is `gnomon` or `gnomon-agent`.

A flag makes it one of the agent's helpers: the worker that looks for personal data, or a process that does one errand.
"""

import sys
from pathlib import Path

OURS = "--gnomon-"  # begins the flags of processes that the agent starts (redactor/worker.py, agent/errand.py)


def main() -> None:
    """Run what this process was started as."""
    if sys.argv[1:] and sys.argv[1].startswith(OURS) and _serves():
        return
    if Path(sys.executable).stem == "gnomon-agent":
        from cli.agent import main as run_agent

        run_agent()
    else:
        from cli.main import main as run_gnomon

        run_gnomon()


def _serves() -> bool:
    """Whether this process was a helper, and is done."""
    from agent.errand import serve_if_asked as errand_served
    from redactor.worker import serve_if_asked as worker_served

    return worker_served(sys.argv) or errand_served(sys.argv)


if __name__ == "__main__":
    main()
