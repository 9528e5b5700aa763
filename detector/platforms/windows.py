"""Windows: the registry."""

import sys
from collections.abc import Mapping, Sequence

from detector.platforms.host import System
from detector.platforms.live import LiveHost

_MOST_KEYS = 5_000


class WindowsHost(LiveHost):
    """A Windows machine."""

    system = System.WINDOWS

    if sys.platform == "win32":

        def registry_keys(self, key: str) -> Sequence[str]:
            import winreg

            with _opened(key) as handle:
                count = min(winreg.QueryInfoKey(handle)[0], _MOST_KEYS)
                return sorted(winreg.EnumKey(handle, number) for number in range(count))

        def registry_values(self, key: str) -> Mapping[str, str]:
            import winreg

            with _opened(key) as handle:
                count = min(winreg.QueryInfoKey(handle)[1], _MOST_KEYS)
                values = [winreg.EnumValue(handle, number) for number in range(count)]
            return {name: value for name, value, _kind in values if isinstance(value, str)}


if sys.platform == "win32":
    import winreg

    def _opened(key: str) -> winreg.HKEYType:
        root, _, rest = key.partition("/")
        roots = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
        return winreg.OpenKey(roots[root], rest.replace("/", "\\"), 0, winreg.KEY_READ)
