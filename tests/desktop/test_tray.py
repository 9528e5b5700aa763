"""The tray icon: five shapes, a sentence with each, a short menu."""

import itertools
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

import desktop.tray
from desktop.dial import Dial
from desktop.engraving import dial_pixmap
from desktop.icon import FOLDER, SIZES, dial_icon
from desktop.tray import Tray
from desktop.words import install_language


def shape(state: Dial, size: int) -> list[bool]:
    """Which pixels differ from the ground: the shape without its colours."""
    image = dial_pixmap(state, size).toImage()
    middle = image.pixelColor(size // 2, 2)
    return [
        (colour.alpha() > 127, abs(colour.lightness() - middle.lightness()) > 60).count(True) == 2
        for colour in (image.pixelColor(x, y) for y in range(size) for x in range(size))
    ]


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(Dial, 2)))
def test_any_two_states_differ_by_shape_at_tray_size(qapp: QApplication, one: Dial, other: Dial) -> None:
    pairs = zip(shape(one, 22), shape(other, 22), strict=True)
    assert sum(a != b for a, b in pairs) >= 12


@pytest.mark.parametrize("state", list(Dial))
def test_the_mark_is_drawn_in_every_size(qapp: QApplication, state: Dial) -> None:
    assert {size.width() for size in dial_icon(state).availableSizes()} == set(SIZES)


@pytest.fixture
def tray(qapp: QApplication) -> Tray:
    """A tray icon that is not shown."""
    install_language("en")
    return Tray()


def lines(tray: Tray) -> list[str]:
    """The visible lines of the menu."""
    return [action.text() for action in tray.menu.actions() if action.isVisible()]


@pytest.mark.parametrize("dial", list(Dial))
def test_the_menu_has_seven_lines_at_most(tray: Tray, dial: Dial) -> None:
    tray.show_state(dial, "A sentence", pause_minutes=15)
    assert len(lines(tray)) <= 7
    assert lines(tray)[0] == "A sentence"
    assert tray.tooltip == "A sentence"


def test_an_agent_that_is_away_can_be_started_from_the_menu(tray: Tray) -> None:
    tray.show_state(Dial.AWAY, "Protection is not running")
    assert "Start protection" in lines(tray)
    tray.show_state(Dial.PROTECTED, "Protected")
    assert "Start protection" not in lines(tray)


def test_pausing_is_offered_only_where_the_policy_allows_it(tray: Tray) -> None:
    tray.show_state(Dial.PROTECTED, "Protected")
    assert not any("Pause" in line for line in lines(tray))
    tray.show_state(Dial.PROTECTED, "Protected", pause_minutes=15)
    assert "Pause hints for 15 min" in lines(tray)


def test_a_pause_can_be_ended_from_the_menu(tray: Tray) -> None:
    tray.show_state(Dial.PAUSED, "Hints are paused", pause_minutes=15)
    assert "Show hints again" in lines(tray)
    assert not any("Pause" in line for line in lines(tray))


def test_every_line_asks_for_something(tray: Tray) -> None:
    wanted: list[str] = []
    tray.wanted.connect(wanted.append)
    tray.show_state(Dial.PROTECTED, "Protected", pause_minutes=15)
    for action in tray.menu.actions():
        if action.isEnabled() and action.isVisible():
            action.trigger()
    assert wanted == ["ask", "activity", "employer", "pause", "settings", "quit"]


def test_a_click_on_the_icon_asks(tray: Tray) -> None:
    wanted: list[str] = []
    tray.wanted.connect(wanted.append)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert wanted == ["ask"]


def test_the_picture_file_shows_the_same_mark(qapp: QApplication) -> None:
    """Installers ship the SVG; the tray draws it itself."""
    size = 128
    drawn = dial_pixmap(Dial.PROTECTED, size).toImage()
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(Path(desktop.tray.__file__).with_name("gnomon.svg"))).render(painter)
    painter.end()
    differing = sum(
        abs(drawn.pixelColor(x, y).lightness() - picture.pixelColor(x, y).lightness()) > 64
        for x in range(size)
        for y in range(size)
    )
    assert differing < size * size * 0.01


@pytest.mark.parametrize("size", SIZES)
def test_the_icon_of_the_start_is_read_from_what_was_drawn(qapp: QApplication, size: int) -> None:
    read = QPixmap(str(FOLDER / f"{size}.png")).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    drawn = dial_pixmap(Dial.STARTING, size).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    assert read.size() == drawn.size()
    pairs = [(read.pixelColor(x, y), drawn.pixelColor(x, y)) for x in range(size) for y in range(size)]
    assert max(abs(a.alpha() - b.alpha()) for a, b in pairs) <= 1
    assert max(abs(a.blue() - b.blue()) for a, b in pairs if a.alpha() > 100) <= 3
