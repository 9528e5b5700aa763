"""Whose computer this is, as the system's directory knows them: the account and its groups (also of a domain)."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from policy.person import Person

_PATIENCE = 10  # seconds for a directory that does not answer


def person_here(department: str = "") -> Person:
    """The person of this process. department: as the machine's settings name it.

    May wait for the network where accounts come from a directory; what cannot be found out stays empty, and then
    conditions on it do not hold.
    """
    if sys.platform == "win32":
        try:
            user = os.getlogin()
        except OSError:  # a service's process has none
            user = ""
        return Person(user, department, windows_groups(_whoami()))
    import grp
    import pwd

    def named(number: int) -> Iterable[str]:
        try:
            yield grp.getgrgid(number).gr_name
        except KeyError:  # a number without a name
            return

    try:
        user = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        user = ""
    groups = frozenset(name for number in {os.getgid(), *os.getgroups()} for name in named(number))
    return Person(user, department, groups)


def windows_groups(listing: str) -> frozenset[str]:
    r"""Names of groups in what `whoami /groups /fo csv /nh` prints: `"CORP\Finance","Group","S-1-5-…","…"`."""
    return frozenset(_plain(row[0]) for row in csv.reader(listing.splitlines()) if row and row[0])


def _plain(account: str) -> str:
    r"""An account or group without its domain: `CORP\Finance`."""
    return account.rpartition("\\")[2]


def _whoami() -> str:
    program = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "whoami.exe"
    try:
        done = subprocess.run(  # noqa: S603 # a program of the system, our own arguments
            [program, "/groups", "/fo", "csv", "/nh"], capture_output=True, timeout=_PATIENCE, check=False,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("oem" if sys.platform == "win32" else "utf-8", "replace")
