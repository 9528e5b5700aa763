"""One span on its way from the exchange that it tells of to the process that sends it."""

import msgspec


class SpanFact(msgspec.Struct, frozen=True):
    """One span. began, ended: nanoseconds since 1970, UTC."""

    name: str
    began: int
    ended: int
    failed: bool
    attributes: dict[str, str | int | bool | tuple[str, ...]]
