"""What the tests of the windows share. Widget tests need no screen; the person tests start their own."""

import os
from collections.abc import Callable, Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported; a person test has its own process

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.link import Link
from desktop.theme import Theme
from desktop.words import install_language
from tests.desktop.fake_agent import FakeAgent


class PatientBot(QtBot):
    """Waits as long as a busy machine may need (pytest-qt's own five seconds are not always enough) and holds windows.

    pytest-qt itself keeps weak references only and goes on with events after the test's names are gone: a window
    whose parts point at it was then freed by the garbage collector in the middle of its own painting.
    """

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        self._held: list[QWidget] = []

    def addWidget(self, widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None) -> None:
        super().addWidget(widget, before_close_func=before_close_func)
        self._held.append(widget)

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 30_000) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's fixture, with patience."""
    return PatientBot(request)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light look, in English."""
    install_language("en")
    look = Theme(qapp, wanted="light")
    yield look
    look.deleteLater()


@pytest.fixture
def agent() -> Iterator[FakeAgent]:
    """A fake agent that runs."""
    fake = FakeAgent().start()
    yield fake
    if fake.runs:
        fake.stop()


@pytest.fixture
def link(qapp: QApplication, agent: FakeAgent) -> Iterator[Link]:
    """A line to the fake agent, not followed yet."""
    line = Link(agent.connect)
    yield line
    line.close()
    line.deleteLater()
