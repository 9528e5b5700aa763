"""A command as a person types it, in this process: one of its own would start Python and load the models anew."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import main


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def gnomon(*arguments: str, stdin: str = "", home: Path | None = None, language: str = "en") -> Done:
    """`gnomon …` to its end."""
    printed, complained = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(raw, "utf-8", write_through=True) for raw in (printed, complained))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("GNOMON_LANG", language)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        if home is not None:
            patch.setenv("HOME", str(home))
            patch.setenv("XDG_STATE_HOME", str(home / ".local/state"))
        with pytest.raises(SystemExit) as ended:
            main(arguments)
    assert isinstance(ended.value.code, int)
    return Done(ended.value.code, printed.getvalue().decode(), complained.getvalue().decode())
