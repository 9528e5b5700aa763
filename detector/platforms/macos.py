"""macOS. Sockets of all programs need root (psutil api.rst, net_connections), so only the own ones are asked."""

from collections.abc import Sequence

import psutil

from detector.platforms.host import Listener, System
from detector.platforms.live import LiveHost


class MacHost(LiveHost):
    """A Mac."""

    system = System.MACOS

    def listeners(self) -> Sequence[Listener]:
        found: set[Listener] = set()
        for program in self.programs():
            if not program.own:
                continue
            try:
                sockets = psutil.Process(program.pid).net_connections("tcp")
            except (psutil.Error, OSError):
                continue
            found |= {
                Listener(s.laddr.port, program.pid) for s in sockets if s.status == psutil.CONN_LISTEN and s.laddr
            }
        return sorted(found, key=lambda listener: (listener.port, listener.pid))
