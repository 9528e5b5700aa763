"""What one run of the agent was started with."""

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from agent.system_words import reason_of
from policy.words import Text

PREFERRED_PORT = 8765
"""Clients store their base URL, so the port stays the same from start to start while it is free."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths, port and switches; read once at the start and never changed."""

    state: Path
    """Folder for everything that the agent keeps (mode 0700)."""
    policy: Path | None
    """Policy file; None means that no policy is known and every prompt is refused."""
    insecure_policy: bool = False
    """An unsigned policy file is accepted and a banner says so in every window."""
    policy_repository: str = ""
    """Where the signed policy comes from: https address, folder or zip file. Empty: none."""
    policy_root: Path | None = None
    """The trust root that came with the installation; None is root.json beside the machine's settings file."""
    department: str = ""
    """The department of the person at this computer, as the machine's settings name it."""
    demo: bool = False
    """The embedded demo gateway and the demo policy."""
    gateway: str = ""
    """Stands in for the URL of the policy's first gateway; only with an unsigned policy."""
    port: int = PREFERRED_PORT
    """Preferred loopback port; 0 lets the system choose."""
    home: Path | None = None
    """Home folder that the detector looks at; None is the user's own."""
    watch: bool = True
    """Whether the detector watches; the proxy works without."""


@dataclass(frozen=True, slots=True)
class MachineSettings:
    """The settings file of a machine (``gnomon.toml``): what an administrator sets for every user of it."""

    policy: Path | None = None
    insecure_policy: bool = False
    policy_repository: str = ""
    policy_root: Path | None = None
    department: str = ""
    port: int = PREFERRED_PORT


class SettingsError(ValueError):
    """The machine's settings cannot be used."""

    def __init__(self, path: Path, ru: str, en: str) -> None:
        super().__init__(f"{path}: {en}")
        self.reason = Text(f"{path}: {ru}", f"{path}: {en}")


_KINDS: dict[str, type] = {
    "policy": str,
    "insecure_policy": bool,
    "policy_repository": str,
    "policy_root": str,
    "department": str,
    "port": int,
}
_CALLED = {
    str: Text("текст в кавычках", "a text in quotes"),
    bool: Text("true или false", "true or false"),
    int: Text("целое число", "a whole number"),
}


def read_settings_file(path: Path) -> MachineSettings:
    """The machine's settings; an absent file gives the defaults.

    Raises:
        SettingsError: the file cannot be read or is no TOML, or a key is unknown or of the wrong kind.
    """
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return MachineSettings()
    except OSError as error:
        why = reason_of(error)
        raise SettingsError(path, f"не читается ({why.ru}).", f"cannot be read ({why.en}).") from error
    except UnicodeDecodeError as error:
        raise SettingsError(path, "файл не в UTF-8.", "the file is not UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(path, f"это не TOML ({error}).", f"this is no TOML ({error}).") from error
    for key, value in values.items():
        if key not in _KINDS:
            known = ", ".join(_KINDS)
            raise SettingsError(path, f"поля «{key}» нет; есть: {known}.", f"there is no key “{key}”; known: {known}.")
        if type(value) is not _KINDS[key]:
            kind = _CALLED[_KINDS[key]]
            raise SettingsError(path, f"{key}: нужно {kind.ru}.", f"{key} takes {kind.en}.")
    policy, root = values.get("policy"), values.get("policy_root")
    return MachineSettings(
        policy=Path(policy) if policy else None,
        insecure_policy=values.get("insecure_policy", False),
        policy_repository=values.get("policy_repository", ""),
        policy_root=Path(root) if root else None,
        department=values.get("department", ""),
        port=values.get("port", PREFERRED_PORT),
    )


def settings_file() -> Path:
    """Where the machine's settings file lies (``/etc/gnomon/gnomon.toml`` on Linux)."""
    if sys.platform == "linux":
        return Path("/etc/gnomon/gnomon.toml")
    import platformdirs  # type: ignore[unreachable] # the types are checked on Linux

    return Path(platformdirs.site_config_path("gnomon", appauthor=False)) / "gnomon.toml"
