"""Server-sent events, in every split."""

import pytest

from desktop.sse import EventStream

WHOLE = b'data: {"a":1}\n\n: heartbeat\n\ndata: \xd0\xb4\xd0\xb0\r\ndata: two\r\n\r\n:\n\ndata:x\n\n'
EVENTS = [b'{"a":1}', "да\ntwo".encode(), b"x"]


@pytest.mark.parametrize("cut", range(len(WHOLE) + 1))
def test_events_are_the_same_wherever_the_bytes_are_cut(cut: int) -> None:
    stream = EventStream()
    assert stream.feed(WHOLE[:cut]) + stream.feed(WHOLE[cut:]) == EVENTS


def test_an_event_that_is_not_finished_is_not_told() -> None:
    assert EventStream().feed(b"data: half\n") == []
