"""What a start asks for first, apart from all other errands: to import this takes no time, and the reading begins."""

import msgspec


class ReadPolicy(msgspec.Struct, tag="policy", frozen=True):
    """Read a policy file. ``data``: its bytes; ``file``: its name for complaints."""

    data: bytes
    file: str
