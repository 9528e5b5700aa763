"""Listening sockets that nobody else can share: on loopback, and in a folder of this user alone."""

import errno
import os
import socket
import stat
import sys
from pathlib import Path

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
    if sys.platform == "win32":
        made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    return _listening(made, (address, port))


def private_socket(path: Path) -> socket.socket:
    """A listening Unix socket, mode 0600, in a folder that only this user may enter (made if it is not there).

    Raises:
        OSError: somebody listens there already, others may enter the folder, or there are no such sockets here.
    """
    if sys.platform == "win32":
        raise OSError(errno.EAFNOSUPPORT, "no Unix sockets")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = path.parent.lstat()
    if not stat.S_ISDIR(folder.st_mode) or folder.st_uid != os.getuid() or folder.st_mode & 0o077:
        raise PermissionError(errno.EACCES, "others may enter the folder of the socket")
    _remove_stale(path)
    made = _listening(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM), str(path))
    path.chmod(0o600)
    return made


def _listening(made: socket.socket, address: tuple[str, int] | str) -> socket.socket:
    try:
        made.bind(address)
        made.listen(256)
        made.setblocking(False)
    except OSError:
        made.close()
        raise
    return made


def _remove_stale(path: Path) -> None:
    """Remove a socket that nobody listens on any more. Raises OSError for anything else that stands there."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(found.st_mode):
        raise FileExistsError(errno.EEXIST, "no socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(1.0)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
        else:
            raise OSError(errno.EADDRINUSE, "somebody listens there")
