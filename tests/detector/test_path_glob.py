"""Globs on program paths."""

import pytest

from detector.path_glob import glob_pattern, landmark, plain_path, system_of
from detector.platforms.host import System


@pytest.mark.parametrize(
    ("glob", "system", "home", "path", "meets"),
    [
        ("~/.local/bin/claude", System.LINUX, "/home/anna", "/home/anna/.local/bin/claude", True),
        ("~/.local/bin/claude", System.LINUX, "/tmp/h1", "/tmp/h1/.local/bin/claude", True),
        ("~/.local/bin/claude", System.LINUX, "/tmp/h1", "/home/anna/.local/bin/claude", True),
        ("~/.local/bin/claude", System.LINUX, "", "/root/.local/bin/claude", True),
        ("~/.local/bin/claude", System.LINUX, "", "/tmp/x/.local/bin/claude", False),
        ("~/.local/bin/claude", System.LINUX, "/home/anna", "/home/anna/x/.local/bin/claude", False),
        ("~/.local/bin/claude", System.LINUX, "/home/anna", "/home/anna/.local/bin/claude2", False),
        ("~/.local/bin/claude", System.LINUX, "/home/anna", "/home/anna/.local/bin/Claude", False),
        ("~/v/*", System.LINUX, "/home/anna", "/home/anna/v/2.0.1", True),
        ("~/v/*", System.LINUX, "/home/anna", "/home/anna/v/a/b", True),
        ("~/v/*", System.LINUX, "/home/anna", "/home/anna/v/", False),
        ("/opt/*/cli", System.LINUX, "", "/opt/tool/cli", True),
        ("/opt/*/cli", System.LINUX, "", "/opt/a/b/cli", False),
        ("/opt/**/cli", System.LINUX, "", "/opt/a/b/cli", True),
        ("*/WindowsApps/OpenAI.*/*", System.WINDOWS, "", "C:\\Program Files\\WindowsApps\\OpenAI.X_1\\a.exe", True),
        ("~/AppData/x.exe", System.WINDOWS, "", "D:\\Users\\Иван\\AppData\\X.EXE", True),
        ("~/AppData/x.exe", System.WINDOWS, "", "\\\\?\\C:\\Users\\anna\\AppData\\x.exe", True),
        ("/Applications/A.app/*", System.MACOS, "", "/applications/a.APP/Contents/MacOS/A", True),
        ("/opt/a.b", System.LINUX, "", "/opt/aXb", False),
    ],
)  # fmt: skip
def test_a_glob_meets_a_path_or_not(glob: str, system: System, home: str, path: str, meets: bool) -> None:
    assert bool(glob_pattern(glob, system, home).match(plain_path(path, system))) is meets


def test_every_path_that_meets_a_glob_holds_its_landmark() -> None:
    assert landmark("~/.local/share/claude/versions/*", System.LINUX) == "versions"
    assert landmark("*/WindowsApps/OpenAI.ChatGPT*/*", System.WINDOWS) == "windowsapps"


@pytest.mark.parametrize(
    ("path", "system"),
    [
        ("/home/anna/x", System.LINUX),
        ("/Users/anna/x", System.MACOS),
        ("C:\\x", System.WINDOWS),
        ("C:/x", System.WINDOWS),
        ("Cursor.exe", System.WINDOWS),
        ("claude", System.LINUX),
    ],
)
def test_a_path_tells_its_system(path: str, system: System) -> None:
    assert system_of(path) is system
