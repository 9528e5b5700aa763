"""Why the system refused something, in words."""

import errno

from policy.words import Text

_SYSTEM: dict[int, Text] = {
    errno.EEXIST: Text("там уже есть что-то другое", "something else is there already"),
    errno.EBUSY: Text("занято другой программой", "another program uses it"),
    errno.ENOENT: Text("нет такого файла или папки", "no such file or folder"),
    errno.EACCES: Text("нет доступа", "no access"),
    errno.EPERM: Text("нет доступа", "no access"),
    errno.EFBIG: Text("файл больше, чем здесь позволено", "the file is larger than is allowed here"),
    errno.EDQUOT: Text("на диске нет места", "no space on the disk"),
    errno.EIO: Text("диск отвечает ошибкой", "the disk answers with an error"),
    errno.ENOSPC: Text("на диске нет места", "no space on the disk"),
    errno.EROFS: Text("диск только для чтения", "the disk is read-only"),
    errno.EISDIR: Text("это папка", "it is a folder"),
    errno.ENOTDIR: Text("это не папка", "it is no folder"),
    errno.ENAMETOOLONG: Text("слишком длинное имя", "the name is too long"),
    errno.ELOOP: Text("ссылки ходят по кругу", "the links run in a circle"),
}


def reason_of(error: OSError) -> Text:
    """Why the system refused, in words."""
    unknown = error.strerror or str(error) or type(error).__name__
    return _SYSTEM.get(error.errno or 0, Text(unknown, unknown))
