"""The least that PySide6 can show in a tray: one icon, nothing of ours. `bench.start.tray` compares with it."""

from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

app = QApplication(["barebones"])
pixmap = QPixmap(22, 22)
pixmap.fill(0xFF3A5BFF)
icon = QSystemTrayIcon(QIcon(pixmap))
icon.show()
app.exec()
