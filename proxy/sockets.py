"""Listening sockets on loopback that nobody else can share."""

import errno
import socket
import sys

ALTERNATES = 5


def bind_preferred(preferred: int) -> socket.socket:
    """The preferred port, one of the next few, or any that is free."""
    for port in [*range(preferred, preferred + ALTERNATES + 1)] if preferred else []:
        try:
            return listening_socket(socket.AF_INET, "127.0.0.1", port)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    return listening_socket(socket.AF_INET, "127.0.0.1", 0)


def listening_socket(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    """A listening socket that nobody else can share."""
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        made.listen(256)
        made.setblocking(False)
    except OSError:
        made.close()
        raise
    return made
