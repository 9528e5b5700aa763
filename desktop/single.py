"""One tray a person: the second start hands its command over to the first and ends.

The socket lies in the person's runtime folder (0700) under a name made from the state folder, so that two
states (a test, the real one) never meet. The second start needs no Qt: it answers a hotkey in milliseconds.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.handover import ANSWER, LIMIT, Command


class SingleInstance(QObject):
    """Listens for the commands of later starts."""

    def __init__(self, address: str, on_command: Callable[[Command], None]) -> None:
        super().__init__()
        self._on_command = on_command
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        self._address = address

    def listen(self) -> bool:
        """True when this is the first start. A socket that a crash left behind is replaced."""
        if self._server.listen(self._address):
            return True
        QLocalServer.removeServer(self._address)
        return self._server.listen(self._address)

    def close(self) -> None:
        """Stop listening; removes the socket."""
        self._server.close()

    def _take(self) -> None:
        while self._server.hasPendingConnections():
            peer = self._server.nextPendingConnection()
            peer.readyRead.connect(lambda peer=peer: self._read(peer))
            peer.disconnected.connect(peer.deleteLater)
            if peer.bytesAvailable():
                self._read(peer)

    def _read(self, peer: QLocalSocket) -> None:
        if not peer.canReadLine():
            if peer.bytesAvailable() > LIMIT:
                peer.abort()
            return
        command = Command.parse(bytes(peer.readLine(LIMIT).data()))
        peer.write(ANSWER)
        peer.disconnectFromServer()
        if command is not None:
            self._on_command(command)
