"""The icon that shows the mark of Gnomon.

The icon of the start is read, not drawn: to draw, Qt's names must be loaded, which takes longer than all else that is
ours before the icon shows (18 of 36 ms of CPU, PySide6 6.8.3). A test compares the file with the drawing.
"""

from pathlib import Path

from PySide6.QtGui import QIcon, QImageReader, QPixmap

from desktop.dial import Dial

FOLDER = Path(__file__).parent / "starting"
SIZES = (16, 20, 22, 24, 32, 48, 64, 128)


def dial_icon(state: Dial) -> QIcon:
    """The mark in a state, in every size that trays and task bars ask for."""
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_read(size) if state is Dial.STARTING else _drawn(state, size))
    return icon


def _read(size: int) -> QPixmap:
    """The drawing of the start. Qt would load all its readers of pictures to find out what it is: ten libraries."""
    reader = QImageReader(str(FOLDER / f"{size}.png"), b"png")
    reader.setAutoDetectImageFormat(False)
    return QPixmap.fromImage(reader.read())


def _drawn(state: Dial, size: int) -> QPixmap:
    from desktop.engraving import dial_pixmap

    return dial_pixmap(state, size)
