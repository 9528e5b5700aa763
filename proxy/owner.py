"""What the operating system tells of the process at the other end of a connection."""

from dataclasses import dataclass

Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Owner:
    """A process that holds a connection. uid: -1 unknown, also where users are not numbers; pid: 0 unknown."""

    uid: int = -1
    pid: int = 0
    path: str = ""
    user: str = ""
