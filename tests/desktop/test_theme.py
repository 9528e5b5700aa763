"""The design tokens: contrast, and that nothing in the style sheet is unknown."""

import json
import re

import pytest
from PySide6.QtWidgets import QApplication

from desktop.theme import FOLDER, Theme, read_tokens

RAW = json.loads((FOLDER / "tokens.json").read_text("utf-8"))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_names() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("pair", RAW["text pairs"], ids=" on ".join)
def test_text_is_readable(name: str, pair: list[str]) -> None:
    colours = read_tokens().colours[name]
    assert contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("pair", RAW["edge pairs"], ids=" on ".join)
def test_borders_and_focus_can_be_seen(name: str, pair: list[str]) -> None:
    colours = read_tokens().colours[name]
    assert contrast(colours[pair[0]], colours[pair[1]]) >= 3.0


def test_both_themes_have_the_same_tokens() -> None:
    assert RAW["light"].keys() == RAW["dark"].keys()


@pytest.mark.parametrize("wanted", ["light", "dark"])
def test_every_token_of_the_style_sheet_is_known(qapp: QApplication, wanted: str) -> None:
    theme = Theme(qapp, wanted=wanted)
    left = re.findall(r"\{[a-zA-Z][a-zA-Z0-9-]*\}", qapp.styleSheet())
    assert theme.name == wanted
    assert left == []


def test_text_grows_to_twice_its_size(qapp: QApplication) -> None:
    theme = Theme(qapp, wanted="light", text_percent=200)
    assert theme.size("body") == 28
    theme.choose("light", 100)
    assert theme.size("body") == 14


def test_a_change_of_the_look_is_told(qapp: QApplication) -> None:
    theme, told = Theme(qapp, wanted="light"), []
    theme.changed.connect(lambda: told.append(theme.name))
    theme.choose("dark", 100)
    assert told == ["dark"]
