"""Settings: few, and those that the company has set say so."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QKeySequenceEdit, QLineEdit, QToolButton, QVBoxLayout, QWidget

from agent import messages
from desktop.glyphs import glyph_pixmap
from desktop.label import Label
from desktop.layouts import clear
from desktop.pages.choice import Choice
from desktop.pages.parts import Page, card, line
from desktop.prefs import TEXT_SIZES, Prefs
from desktop.spoken import date_words, policy_words, read_time, signature_words
from desktop.theme import Theme
from desktop.words import fill, language, translate

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_HELD_KEYS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class KeyEdit(QKeySequenceEdit):
    """Takes what can be a key of the whole desktop, and nothing else.

    Qt's own takes any: a letter alone (nobody could type it any more), Esc, Shift+Tab, which then leads nowhere.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl, Alt or Meta with a key, or a function key. Tab goes on, Shift+Tab back, the rest is the window's."""
        key = event.key()  # a number: the letters of Russian are no Qt.Key
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(key == Qt.Key.Key_Tab)
        elif key not in _HELD_KEYS and (event.modifiers() & _HELD or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35):
            super().keyPressEvent(event)
        else:
            event.ignore()


class SettingsPage(Page):
    """Language, look, text size and key; below them what the policy decides."""

    prefs_changed = Signal(object)

    def __init__(self, theme: Theme, prefs: Prefs, *, hotkey_works: bool) -> None:
        super().__init__(theme, translate("Settings", "Settings"))
        self._prefs = prefs
        self._hotkey_works = hotkey_works
        frame, column = card("outlined")
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        self.language = Choice(
            theme, (("", translate("Settings", "As the system")), ("en", "English"), ("ru", "Русский")), prefs.language
        )
        self.look = Choice(
            theme,
            (
                ("system", translate("Settings", "As the system")),
                ("light", translate("Settings", "Light")),
                ("dark", translate("Settings", "Dark")),
            ),
            prefs.theme,
        )
        self.text = Choice(theme, tuple((str(size), f"{size} %") for size in TEXT_SIZES), str(prefs.text_percent))
        self.key = KeyEdit(QKeySequence(prefs.hotkey))
        self.key.setMaximumSequenceLength(1)
        self.key.setClearButtonEnabled(True)
        for words in cast("list[QLineEdit]", self.key.findChildren(QLineEdit)):  # the keyboard reaches it
            words.setAccessibleName(translate("Settings", "Key that opens Ask"))
            words.setPlaceholderText(translate("Settings", "Press the keys"))
        self._draw_eraser()
        theme.changed.connect(self._draw_eraser)
        self.key.setFixedWidth(theme.px(200))
        rows: Sequence[tuple[str, str, QWidget]] = (
            (translate("Settings", "Language"), "", self.language),
            (translate("Settings", "Theme"), "", self.look),
            (translate("Settings", "Text size"), "", self.text),
            (translate("Settings", "Key that opens Ask"), self._key_hint(), self.key),
        )
        for index, (name, hint, control) in enumerate(rows):
            if index:
                column.addWidget(line())
            column.addLayout(self._row(name, hint, control))
        self.column.addWidget(frame)
        self.column.addWidget(Label(translate("Settings", "Set by your company"), "row"))
        self._company, self._company_rows = card("outlined")
        self._company_rows.setContentsMargins(16, 8, 16, 8)
        self._company_rows.setSpacing(8)
        self.column.addWidget(self._company)
        self.column.addStretch(1)
        self.language.currentIndexChanged.connect(self._change)
        self.look.currentIndexChanged.connect(self._change)
        self.text.currentIndexChanged.connect(self._change)
        self.key.editingFinished.connect(self._change)
        self.show_state(None)

    def show_state(self, state: messages.State | None) -> None:
        """What the policy has decided, each with its words."""
        clear(self._company_rows)
        notes = state.notes if state is not None else ()
        rows = [*_company_rows(state), *((translate("Settings", "Note"), note.to(language())) for note in notes)]
        for index, (name, value) in enumerate(rows):
            if index:
                self._company_rows.addWidget(line())
            self._company_rows.addLayout(_told(name, value))

    def _row(self, name: str, hint: str, control: QWidget) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(Label(name))
        if hint:
            words.addWidget(Label(hint, "caption"))
        words.addStretch(1)
        control.setAccessibleName(name if isinstance(control, QComboBox | QKeySequenceEdit) else "")
        made = QHBoxLayout()
        made.setSpacing(16)
        made.addLayout(words, 1)
        made.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        made.setContentsMargins(0, 4, 0, 4)
        return made

    def _draw_eraser(self) -> None:
        cross = QIcon(glyph_pixmap("close", self.theme.colour("mute"), self.theme.px(16), 2.0))
        for eraser in cast("list[QToolButton]", self.key.findChildren(QToolButton)):
            eraser.setAccessibleName(translate("Settings", "No key"))
            eraser.setIcon(cross)

    def _key_hint(self) -> str:
        if self._hotkey_works:
            return ""
        if QGuiApplication.platformName() == "xcb":
            return translate("Settings", "Another program holds this key. Choose another one.")
        return translate("Settings", "In your desktop's keyboard settings, bind a key to the command “gnomon --ask”.")

    def _change(self) -> None:
        chosen = replace(
            self._prefs,
            language=str(self.language.currentData()),
            theme=str(self.look.currentData()),
            text_percent=int(self.text.currentData()),
            hotkey=self.key.keySequence().toString(QKeySequence.SequenceFormat.PortableText),
        )
        if chosen != self._prefs:
            self._prefs = chosen
            self.prefs_changed.emit(chosen)


def _told(name: str, value: str) -> QHBoxLayout:
    """What a policy has set; its words may need several lines."""
    words = Label(value, "mute")
    words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made = QHBoxLayout()
    made.setContentsMargins(0, 4, 0, 4)
    made.setSpacing(16)
    made.addWidget(Label(name, wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    made.addWidget(words, 1)
    return made


def _company_rows(state: messages.State | None) -> list[tuple[str, str]]:
    if state is None or state.policy is None:
        return [(translate("Settings", "Policy"), translate("Settings", "not known now"))]
    policy = state.policy
    rows = [
        (translate("Settings", "Policy"), policy_words(policy)),
        (translate("Settings", "Signature"), (policy.signed and policy.signer) or signature_words(policy)),
        (translate("Settings", "Gateway"), state.gateway.to(language())),
        (
            translate("Settings", "Pausing of hints"),
            fill(translate("Settings", "%1 min"), str(state.pause_minutes))
            if state.pause_minutes
            else translate("Settings", "not allowed"),
        ),
    ]
    moment = read_time(policy.expires) if policy.expires else None
    if moment is not None:
        rows.insert(2, (translate("Settings", "Valid until"), date_words(moment.astimezone().date())))
    return rows
