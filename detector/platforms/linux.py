"""Linux. Other users' programs show their name but not their path; their sockets show no owner."""

from detector.platforms.host import System
from detector.platforms.live import LiveHost


class LinuxHost(LiveHost):
    """A Linux machine."""

    system = System.LINUX
