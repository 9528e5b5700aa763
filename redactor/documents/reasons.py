"""Why a file is refused, in sentences that say what to do next."""

from policy.words import Text

TOO_LARGE = Text(
    ru="Файл слишком велик. Отправьте его по частям.",
    en="The file is too large. Send it in parts.",
)
NO_FILE = Text(
    ru="Это не обычный файл (канал или устройство), поэтому он не прочитан.",
    en="This is no ordinary file (a pipe or a device), so it was not read.",
)
LINK = Text(
    ru="Это ссылка на другой файл. Обработайте сам файл.",
    en="This is a link to another file. Redact that file itself.",
)
BOMB = Text(
    ru="Файл распаковывается в слишком большой объём и похож на «бомбу». Он не прочитан.",
    en="The file unpacks to far too much data, as a bomb would. It was not read.",
)
NESTED = Text(
    ru="В файл вложено слишком много файлов друг в друга. Отправьте их отдельно.",
    en="Too many files are nested in the file. Send them one by one.",
)
ENCRYPTED = Text(
    ru="Файл защищён паролем. Снимите защиту и повторите.",
    en="The file is protected by a password. Remove it and try again.",
)
SCANNED = Text(
    ru="В файле только изображения страниц, текста в нём нет. Распознайте текст и отправьте его.",
    en="The file holds pictures of pages and no text. Recognise the text and send that.",
)
PICTURE = Text(
    ru="Это изображение: что на нём, проверить нельзя. Отправьте текст.",
    en="This is a picture: what it shows cannot be checked. Send text.",
)
MACROS = Text(
    ru="В файле есть макросы. Сохраните его без макросов и повторите.",
    en="The file holds macros. Save it without them and try again.",
)
EMBEDDED = Text(
    ru="В файл встроен объект, который нельзя прочитать. Удалите его и повторите.",
    en="An object is embedded in the file that cannot be read. Remove it and try again.",
)
OLD_OFFICE = Text(
    ru="Это старый формат (.doc, .xls, .ppt, .msg, .rtf). Сохраните файл как .docx, .xlsx, .pptx или .eml.",
    en="This is an old format (.doc, .xls, .ppt, .msg, .rtf). Save the file as .docx, .xlsx, .pptx or .eml.",
)
UNKNOWN = Text(
    ru="Формат файла неизвестен, поэтому он не прочитан.",
    en="The format of the file is unknown, so it was not read.",
)
ARCHIVE = Text(
    ru="Это архив. Распакуйте его и отправьте файлы отдельно.",
    en="This is an archive. Unpack it and send the files one by one.",
)
BROKEN = Text(
    ru="Файл повреждён, прочитать его не удалось.",
    en="The file is damaged and could not be read.",
)
NOT_REWRITTEN = Text(
    ru="Файл этого формата нельзя переписать с сохранением вида. Возьмите из него очищенный текст.",
    en="A file of this format cannot be rewritten as it looks. Use its cleaned text instead.",
)
NOT_CLEAN = Text(
    ru="После очистки в файле остались данные, поэтому он не выдан. Возьмите из него очищенный текст.",
    en="Data was left in the file after cleaning, so it is withheld. Use its cleaned text instead.",
)


def pictures(count: int) -> Text:
    """Pictures that were not looked at."""
    return Text(ru=f"Изображений, которые не проверены: {count}.", en=f"Pictures that were not examined: {count}.")


def pages_without_text(pages: str) -> Text:
    """`pages`: numbers as "3, 7"."""
    return Text(ru=f"Страницы без текста: {pages}.", en=f"Pages without text: {pages}.")


def embedded_files(count: int) -> Text:
    """Files inside a PDF that were not read."""
    return Text(
        ru=f"Вложенных файлов, которые не прочитаны: {count}.", en=f"Embedded files that were not read: {count}."
    )


def attachment(name: str, reason: Text) -> Text:
    """An attachment that was not read, and why."""
    return Text(ru=f"Вложение «{name}» не прочитано. {reason.ru}", en=f"Attachment “{name}” was not read. {reason.en}")
