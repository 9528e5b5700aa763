"""The tray as the command line starts it, for tests: `tray_program.py STATE [--ask …]`."""

import sys
from pathlib import Path

from desktop.main import main

if __name__ == "__main__":
    state = Path(sys.argv[1])
    sys.exit(main(sys.argv[2:], state=state, start_agent=lambda: (state / "agent-was-started").touch()))
