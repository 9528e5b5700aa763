"""How a look went."""

import errno

import pytest

from detector.report import Status, Tally, off_report
from tests.detector.machines import NOW


@pytest.mark.parametrize(
    ("looked_at", "denied", "failed", "status"),
    [
        (0, 0, 0, Status.ABSENT),
        (3, 0, 0, Status.OK),
        (3, 1, 0, Status.PARTIAL),
        (3, 0, 1, Status.PARTIAL),
        (0, 1, 0, Status.DENIED),
        (0, 1, 1, Status.DENIED),
        (0, 0, 1, Status.FAILED),
    ],
)
def test_the_counts_amount_to_a_state(looked_at: int, denied: int, failed: int, status: Status) -> None:
    tally = Tally()
    tally.looked_at, tally.denied, tally.failed = looked_at, denied, failed
    assert tally.report("x", NOW).status is status


@pytest.mark.parametrize(
    ("error", "denied", "failed"),
    [
        (FileNotFoundError(), 0, 0),
        (NotADirectoryError(), 0, 0),
        (PermissionError(), 1, 0),
        (OSError(errno.EACCES, "x"), 1, 0),
        (OSError(errno.EPERM, "x"), 1, 0),
        (OSError(errno.EIO, "x"), 0, 1),
        (ValueError(), 0, 1),
        (RecursionError(), 0, 1),
    ],
)
def test_an_attempt_counts_what_goes_wrong_and_goes_on(error: Exception, denied: int, failed: int) -> None:
    tally = Tally()
    with tally.attempt():
        raise error
    assert (tally.denied, tally.failed) == (denied, failed)


@pytest.mark.parametrize("error", [KeyError("bug"), TypeError("bug"), KeyboardInterrupt(), AssertionError()])
def test_our_own_mistakes_are_not_hidden(error: BaseException) -> None:
    with pytest.raises(type(error)), Tally().attempt():
        raise error


def test_a_report_speaks_both_languages() -> None:
    tally = Tally()
    tally.looked_at, tally.denied = 4, 2
    detail = tally.report("history", NOW).detail
    assert detail.ru == "просмотрено историй браузеров: 4; система не дала доступа: 2"
    assert detail.en == "browser histories looked at: 4; refused by the system: 2"
    assert Tally().report("mcp", NOW).detail.en == "no MCP files here"
    assert off_report("history", NOW).detail.ru == "выключено политикой"
