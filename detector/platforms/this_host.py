"""The machine we run on, chosen once."""

import sys

from detector.platforms.host import Host


def this_host(home: str = "") -> Host:
    """This machine, seen from the home of the user who asks, or from another home folder."""
    if sys.platform == "win32":
        from detector.platforms.windows import WindowsHost

        return WindowsHost(home)
    if sys.platform == "darwin":
        from detector.platforms.macos import MacHost

        return MacHost(home)
    from detector.platforms.linux import LinuxHost

    return LinuxHost(home)
