"""Errors of SQLite and of files, in words."""

import errno
import sqlite3

from policy.words import Text

_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED_ERRNOS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def words_of(error: Exception) -> Text:
    """Why the log cannot be written, and what to do."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    number = error.errno if isinstance(error, OSError) else None
    if primary == sqlite3.SQLITE_FULL or number in _FULL_ERRNOS:
        return _FULL
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM) or number in _DENIED_ERRNOS:
        return _DENIED
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return _BUSY
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DAMAGED
    return FAILED


DAMAGED = Text(
    ru="Файл журнала повреждён. Сохраните его копию для разбора и начните новый журнал.",
    en="The log's file is damaged. Keep a copy for inspection and begin a new log.",
)
UNREADABLE = Text(
    ru="Файл журнала повреждён или занят: прочитать нельзя. Где он повреждён: gnomon audit verify",
    en="The log's file is damaged or busy: it cannot be read. Where it is damaged: gnomon audit verify",
)
_FULL = Text(
    ru="Журнал не пишется: на диске нет места. Освободите место; до этого ничего не отправляется.",
    en="The log cannot be written: the disk is full. Free some space; nothing is sent until then.",
)
_DENIED = Text(
    ru="Журнал не пишется: нет права записи в его папку. Проверьте права; до этого ничего не отправляется.",
    en="The log cannot be written: its folder is read-only. Check permissions; nothing is sent until then.",
)
_BUSY = Text(
    ru="Журнал не пишется: файл занят другой программой. Закройте её; до этого ничего не отправляется.",
    en="The log cannot be written: another program holds its file. Close it; nothing is sent until then.",
)
FAILED = Text(
    ru="Журнал не пишется: ошибка диска. Проверьте диск; до этого ничего не отправляется.",
    en="The log cannot be written: the disk failed. Check the disk; nothing is sent until then.",
)
