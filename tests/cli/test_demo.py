"""The demo story, told to its end by the real program."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from agent.demo.story import forbidden_values
from tests.agent.running import children_of


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_story_is_told_to_its_end_without_a_display(language: str, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"GNOMON_LANG": language, "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "demo"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    left = done.stdout.partition("\n3. ")[2].partition("\n4. ")[0]
    back = done.stdout.partition("\n4. ")[2].partition("\n5. ")[0]
    assert not [value for value in forbidden_values() if value in left]
    assert not [value for value in forbidden_values() if value not in back]
    assert "curl -s http://127.0.0.1:" in done.stdout
    assert not list(Path(tmp_path).rglob("audit.db")), "a story that ends leaves nothing behind"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
@pytest.mark.parametrize("ending", ["SIGTERM", "SIGHUP"], ids=["kill", "a closed terminal"])
def test_a_story_that_is_cut_short_ends_its_agent_too(ending: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cli.main", "demo", "--once", "--state", str(tmp_path / "state")]
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONUNBUFFERED": "1", "GNOMON_LANG": "en"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment) as story:
        assert story.stdout is not None
        assert any(b"is starting" in line for line in story.stdout)
        (agent,) = children_of(story.pid)
        story.send_signal(signal.Signals[ending])
        assert story.wait(60) == 128 + signal.Signals[ending]
    assert not Path(f"/proc/{agent}").exists()
