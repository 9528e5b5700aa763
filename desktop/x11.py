"""What Qt does not say about an X11 desktop, asked from Xlib itself (ctypes; no further package).

Sources: Xlib manual (XGrabKey, XGetSelectionOwner); EWMH 1.5 "_NET_WM_CM_Sn" for the compositing manager.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QSocketNotifier

_SHIFT, _LOCK, _NUM = 1, 2, 16
_MODIFIERS = {"Shift": _SHIFT, "Ctrl": 4, "Alt": 8, "Meta": 64}  # X.h: Shift, Control, Mod1, Mod4
_KEY_PRESS = 2
_ASYNC = 1
_BAD_ACCESS = 10


class _ErrorEvent(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("resource", ctypes.c_ulong),
        ("serial", ctypes.c_ulong),
        ("error_code", ctypes.c_ubyte),
        ("request_code", ctypes.c_ubyte),
        ("minor_code", ctypes.c_ubyte),
    )


_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(_ErrorEvent))


def library() -> ctypes.CDLL | None:
    """Xlib with the types of what we call, or None where it is not installed."""
    try:
        xlib = ctypes.CDLL("libX11.so.6")  # find_library would start ldconfig or a compiler
    except OSError:
        return None
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XOpenDisplay.argtypes = (ctypes.c_char_p,)
    xlib.XCloseDisplay.argtypes = (ctypes.c_void_p,)
    xlib.XDefaultRootWindow.restype = ctypes.c_ulong
    xlib.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
    xlib.XInternAtom.restype = ctypes.c_ulong
    xlib.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    xlib.XGetSelectionOwner.restype = ctypes.c_ulong
    xlib.XGetSelectionOwner.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
    xlib.XStringToKeysym.restype = ctypes.c_ulong
    xlib.XStringToKeysym.argtypes = (ctypes.c_char_p,)
    xlib.XKeysymToKeycode.restype = ctypes.c_ubyte
    xlib.XKeysymToKeycode.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
    grab = (ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_ulong, ctypes.c_int, ctypes.c_int, ctypes.c_int)
    xlib.XGrabKey.argtypes = grab
    xlib.XUngrabKey.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_ulong)
    xlib.XSync.argtypes = (ctypes.c_void_p, ctypes.c_int)
    xlib.XPending.argtypes = (ctypes.c_void_p,)
    xlib.XNextEvent.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    xlib.XConnectionNumber.argtypes = (ctypes.c_void_p,)
    xlib.XSetErrorHandler.restype = ctypes.c_void_p
    xlib.XSetErrorHandler.argtypes = (ctypes.c_void_p,)
    return xlib


def is_composited() -> bool:
    """Whether translucent windows are shown as such: a compositing manager owns its selection."""
    xlib = library()
    display = xlib.XOpenDisplay(None) if xlib is not None else None
    if xlib is None or not display:
        return False
    owner = xlib.XGetSelectionOwner(display, xlib.XInternAtom(display, b"_NET_WM_CM_S0", False))
    xlib.XCloseDisplay(display)
    return bool(owner)


@contextmanager
def _collected_errors(xlib: ctypes.CDLL) -> Iterator[list[int]]:
    """Xlib ends the program at an error unless a handler takes it."""
    errors: list[int] = []

    def take(_display: int, event: "ctypes._Pointer[_ErrorEvent]") -> int:
        errors.append(event.contents.error_code)
        return 0

    handler = _HANDLER(take)
    before = xlib.XSetErrorHandler(ctypes.cast(handler, ctypes.c_void_p))
    try:
        yield errors
    finally:
        xlib.XSetErrorHandler(before)


def x11_key(keys: str) -> tuple[str, int] | None:
    """A shortcut such as "Ctrl+Alt+G" as the name of its keysym and its modifier mask, or None."""
    *modifiers, key = keys.split("+")
    if not key or any(modifier not in _MODIFIERS for modifier in modifiers):
        return None
    mask = sum(_MODIFIERS[modifier] for modifier in set(modifiers))
    name = key.lower() if len(key) == 1 or key == "Space" else key  # keysymdef.h: "g", "space", "F5", "Tab"
    return (name, mask) if mask & ~_SHIFT else None


class X11Hotkey(QObject):
    """A key that works everywhere. Grabbed with and without Caps Lock and Num Lock."""

    def __init__(self, keys: str, pressed: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pressed = pressed
        self._xlib = library()
        self._display = self._xlib.XOpenDisplay(None) if self._xlib is not None else None
        self.works = self._grab(keys)
        if self._xlib is not None and self._display:
            number = self._xlib.XConnectionNumber(self._display)
            self._notifier = QSocketNotifier(number, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._read)

    def close(self) -> None:
        """Give the key back."""
        if self._xlib is not None and self._display:
            self._notifier.setEnabled(False)
            self._xlib.XCloseDisplay(self._display)  # the server releases the grab
            self._display = None

    def _grab(self, keys: str) -> bool:
        found = x11_key(keys)
        if self._xlib is None or not self._display or found is None:
            return False
        code = self._xlib.XKeysymToKeycode(self._display, self._xlib.XStringToKeysym(found[0].encode()))
        if not code:
            return False
        root = self._xlib.XDefaultRootWindow(self._display)
        with _collected_errors(self._xlib) as errors:
            for lock in (0, _LOCK, _NUM, _LOCK | _NUM):
                self._xlib.XGrabKey(self._display, code, found[1] | lock, root, True, _ASYNC, _ASYNC)
            self._xlib.XSync(self._display, False)
        return _BAD_ACCESS not in errors

    def _read(self) -> None:
        if self._xlib is None or not self._display:
            return
        event = (ctypes.c_long * 24)()  # XEvent is a union of 24 longs (Xlib.h)
        while self._xlib.XPending(self._display):
            self._xlib.XNextEvent(self._display, ctypes.byref(event))
            if ctypes.cast(event, ctypes.POINTER(ctypes.c_int))[0] == _KEY_PRESS:
                self._pressed()
