"""Refusals of the system in words."""

import errno
import os

import pytest

from agent.system_words import reason_of


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EEXIST])
def test_the_usual_refusals_are_told_in_both_languages(number: int) -> None:
    told = reason_of(OSError(number, os.strerror(number)))
    assert told.ru != told.en
    assert told.en != os.strerror(number)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.EXDEV, "Cross-device link"), "Cross-device link"),
        (OSError("in words"), "in words"),
        (OSError(), "OSError"),
    ],
    ids=["a rare number", "words only", "nothing"],
)
def test_what_is_not_known_keeps_its_own_words(error: OSError, words: str) -> None:
    assert reason_of(error).ru == words
