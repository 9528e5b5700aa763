"""One engine for all tests: the models are loaded once, with sockets forbidden from the start."""

import socket
from collections.abc import Iterator

import pytest

from redactor.engine import Engine, build_engine


class _NoSocket(socket.socket):
    """Refuses to be made for anything but a local pair."""

    def __init__(self, family: int = -1, *arguments: object, **named: object) -> None:
        if family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError("the redactor opened a socket")
        super().__init__(family, *arguments, **named)  # type: ignore[arg-type]  # passed on as given


@pytest.fixture(scope="package")  # the trap is not to outlive the redactor's tests
def engine() -> Iterator[Engine]:
    """Everything on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", _NoSocket)
        patch.setattr(socket, "getaddrinfo", _no_names)
        patch.setattr(socket, "gethostbyname", _no_names)
        yield build_engine()


def _no_names(*arguments: object, **named: object) -> None:
    raise AssertionError("the redactor asked for a host's address")
