"""The design tokens in force: light or dark, and how large the text is.

One QSS file names the tokens; everything that we paint ourselves reads the same ones.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

FOLDER = Path(__file__).parent
_NAME = re.compile(r"\{([a-zA-Z][a-zA-Z0-9-]*)\}")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The design tokens as read from tokens.json. Sizes are logical pixels at 100 % text."""

    colours: Mapping[str, Mapping[str, str]]
    radius: Mapping[str, int]
    type: Mapping[str, int]
    families: tuple[str, ...]
    mono: tuple[str, ...]


def read_tokens(path: Path = FOLDER / "tokens.json") -> Tokens:
    """The token file of the house."""
    raw: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return Tokens(
        colours={"light": raw["light"], "dark": raw["dark"]},
        radius=raw["radius"],
        type=raw["type"],
        families=tuple(raw["families"]),
        mono=tuple(raw["mono"]),
    )


class Theme(QObject):
    """The look in force. Widgets that paint themselves listen to `changed`."""

    changed = Signal()

    def __init__(self, app: QApplication, *, wanted: str = "system", text_percent: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._tokens = read_tokens()
        self._wanted = wanted
        self._percent = text_percent
        self._sheet = (FOLDER / "style.qss").read_text("utf-8")
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def name(self) -> str:
        """ "light" or "dark"."""
        if self._wanted in ("light", "dark"):
            return self._wanted
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    @property
    def scale(self) -> float:
        """How large text is: 1.0 at 96 dots an inch and 100 %."""
        screen = QGuiApplication.primaryScreen()
        dots = screen.logicalDotsPerInch() if screen is not None else 96.0
        return max(1.0, min(3.0, dots / 96.0 * self._percent / 100.0))

    def choose(self, wanted: str, text_percent: int) -> None:
        """Take this look from now on."""
        self._wanted, self._percent = wanted, text_percent
        self._apply()

    def hex(self, token: str) -> str:
        """A colour as "#rrggbb"."""
        return self._tokens.colours[self.name][token]

    def colour(self, token: str) -> QColor:
        """A colour for painting."""
        return QColor(self.hex(token))

    def size(self, kind: str) -> int:
        """A type size in logical pixels, text scale included: caption, body, row or title."""
        return round(self._tokens.type[kind] * self.scale)

    def px(self, pixels: float) -> int:
        """A length that grows with the text (heights of what holds text)."""
        return round(pixels * self.scale)

    def font(self, kind: str = "body", *, strong: bool = False, mono: bool = False) -> QFont:
        """A font of the house."""
        font = QFont()
        font.setFamilies(list(self._tokens.mono if mono else self._tokens.families))
        font.setPixelSize(self.size(kind))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def line_percent(self, font: QFont, wanted: float) -> float:
        """The proportional line height (percent of Qt's own) that gives `wanted` times the type size."""
        return 100.0 * wanted * font.pixelSize() / QFontMetricsF(font).height()

    def _values(self) -> dict[str, str]:
        values = dict(self._tokens.colours[self.name])
        values |= {f"radius-{name}": f"{pixels}px" for name, pixels in self._tokens.radius.items()}
        values |= {f"type-{name}": f"{self.size(name)}px" for name in self._tokens.type}
        values |= {f"high-{pixels}": f"{self.px(pixels)}px" for pixels in (14, 18, 20, 24, 28, 36)}
        values["mono"] = ", ".join(f'"{family}"' for family in self._tokens.mono)
        return values

    def _follow_system(self) -> None:
        if self._wanted == "system":
            self._apply()

    def _apply(self) -> None:
        values = self._values()
        self._app.setFont(self.font())
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(_NAME.sub(lambda found: values.get(found[1], found[0]), self._sheet))
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for place, token in (
            (role.Window, "bg"), (role.Base, "bg"), (role.AlternateBase, "card"), (role.Button, "card"),
            (role.WindowText, "text"), (role.Text, "text"), (role.ButtonText, "text"), (role.PlaceholderText, "mute"),
            (role.Highlight, "accent"), (role.HighlightedText, "onAccent"), (role.Link, "accent"),
            (role.ToolTipBase, "card"), (role.ToolTipText, "text"), (role.Mid, "line"),
        ):  # fmt: skip
            palette.setColor(place, self.colour(token))
        return palette
