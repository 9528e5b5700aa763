"""Desktop notifications with buttons over D-Bus (Linux), by jeepney: QtDBus cannot send the uint32 that Notify wants.

Source: Desktop Notifications Specification 1.2 (Notify, ActionInvoked, NotificationClosed, hint "suppress-sound").
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSocketNotifier

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_DEADLINE = 2.0  # seconds for the notification service to answer


class Notifications(QObject):
    """The desktop's notification service, as far as a notice needs it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen: dict[int, Callable[[str], None]] = {}
        self.works = self._connect()

    def show(self, title: str, body: str, actions: Sequence[tuple[str, str]], chosen: Callable[[str], None]) -> bool:
        """Show a notice; `chosen` gets the key of the button, or "closed". False when the desktop shows none."""
        from jeepney import new_method_call  # type: ignore[import-untyped]  # ships no types
        from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]  # ships no types

        if not self.works:
            return False
        keys = [word for action in actions for word in action]
        hints = {"suppress-sound": ("b", True), "desktop-entry": ("s", "gnomon"), "urgency": ("y", 1)}
        call = new_method_call(
            self._address, "Notify", "susssasa{sv}i", ("Gnomon", 0, "gnomon", title, body, keys, hints, -1)
        )
        try:
            (number,) = unwrap_msg(self._connection.send_and_get_reply(call, timeout=_DEADLINE))
        except (OSError, TimeoutError, self._refused):
            self.works = False
            return False
        self._chosen[number] = chosen
        return True

    def close(self) -> None:
        """Hang up."""
        if self.works:
            self._notifier.setEnabled(False)
            self._connection.close()
            self.works = False

    def _connect(self) -> bool:
        from jeepney import DBusAddress, DBusErrorResponse, MatchRule, message_bus
        from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]  # ships no types

        self._refused = DBusErrorResponse
        self._address = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        rule = MatchRule(type="signal", interface=_NAME, path=_PATH)
        try:
            self._connection = open_dbus_connection(bus="SESSION")
            self._connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=_DEADLINE)
        except (OSError, KeyError, TimeoutError, DBusErrorResponse):  # KeyError: no address of a session bus
            return False
        self._notifier = QSocketNotifier(self._connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        return True

    def _read(self) -> None:
        from jeepney import HeaderFields

        while True:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, EOFError):
                self.close()
                return
            member = message.header.fields.get(HeaderFields.member)
            if member == "ActionInvoked":
                number, key = message.body
                self._tell(number, key)
            elif member == "NotificationClosed":
                self._tell(message.body[0], "closed")

    def _tell(self, number: int, key: str) -> None:
        chosen = self._chosen.pop(number, None)
        if chosen is not None:
            chosen(key)
