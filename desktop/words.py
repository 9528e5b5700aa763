"""The words of the windows: Qt translations, in Russian or English.

`translate` keeps the name that lupdate looks for: an alias would make it read the context as the text.
Sentences with "%n" go through QObject.tr instead: of `translate`, lupdate does not see that a plural is meant.
English has a file too, for its plural forms.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

LANGUAGES = ("en", "ru")
FOLDER = Path(__file__).parent / "locale"

_installed: list[QTranslator] = []
_current = ["en"]


def translate(context: str, text: str) -> str:
    """A sentence of the windows in the language in force."""
    return QCoreApplication.translate(context, text)


def fill(text: str, *parts: str) -> str:
    """Put parts into the numbered places %1, %2 … of a translated sentence, in one pass."""
    pieces = text.split("%")
    result = [pieces[0]]
    for piece in pieces[1:]:
        index = int(piece[0]) - 1 if piece[:1].isdigit() else -1
        result.append(parts[index] + piece[1:] if 0 <= index < len(parts) else "%" + piece)
    return "".join(result)


def language() -> str:
    """The language in force: "ru" or "en"."""
    return _current[0]


def system_language(preferred: Sequence[str] | None = None) -> str:
    """ "ru" where the person's first language is Russian, else "en"."""
    first = (preferred or QLocale.system().uiLanguages() or ["en"])[0]
    return "ru" if first.replace("_", "-").split("-")[0].lower() == "ru" else "en"


def install_language(wanted: str = "") -> str:
    """Speak this language from now on ("" = the system's); returns the language in force."""
    chosen = wanted if wanted in LANGUAGES else system_language()
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("a QApplication must exist before its language is chosen")
    for old in _installed:
        app.removeTranslator(old)
    _installed.clear()
    translator = QTranslator(app)
    if translator.load(str(FOLDER / f"gnomon_{chosen}.qm")):
        app.installTranslator(translator)
        _installed.append(translator)
    _current[0] = chosen
    return chosen
