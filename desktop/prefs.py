"""What a person has chosen for the windows: one small JSON file in the state folder."""

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FILE = "desktop.json"
HOTKEY = "Ctrl+Alt+G"
TEXT_SIZES = (100, 125, 150, 200)  # percent


@dataclass(frozen=True, slots=True)
class Prefs:
    """The choices. "" and "system" follow the system; `text_percent` is one of TEXT_SIZES."""

    language: str = ""
    theme: str = "system"
    text_percent: int = 100
    hotkey: str = HOTKEY


def read_prefs(state: Path) -> Prefs:
    """The choices as written; what is missing or not understood is as at first."""
    try:
        text = (state / FILE).read_text("utf-8")
    except (OSError, ValueError):
        return Prefs()
    import json  # here: most people change nothing, and the icon waits

    try:
        raw: dict[str, Any] = json.loads(text)
    except ValueError:
        return Prefs()
    first = asdict(Prefs())
    known = {name: raw[name] for name in first if isinstance(raw, dict) and type(raw.get(name)) is type(first[name])}
    if known.get("text_percent") not in TEXT_SIZES:
        known.pop("text_percent", None)  # letters too small to read could not be made larger in the window
    return Prefs(**(first | known))


def write_prefs(state: Path, prefs: Prefs) -> None:
    """Write the choices, whole or not at all.

    Raises:
        OSError: the state folder cannot be written.
    """
    import json

    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = state / f".{FILE}.{os.getpid()}"
    fresh.write_text(json.dumps(asdict(prefs), indent=1), "utf-8")
    fresh.replace(state / FILE)
