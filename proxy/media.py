"""What in a request is not text: pictures, sound, files, text as numbers of a vocabulary. Pure.

Told by field, by address (RFC 2397) and by how a file begins, as generously as the providers read it.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

_DATA_URL = re.compile(r"\s*data:\s*([^;,\s]*)\s*((?:;[^,;]{0,2048}){0,16}?);\s*base64\s*,", re.IGNORECASE)
_USUAL_HEAD = re.compile(r"(?:;charset=[\w-]+)?", re.IGNORECASE | re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/\-_\r\n\t]+={0,2}[\r\n\t ]*")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/\-_=\r\n\t]")
# How files begin in base64 (PNG, JPEG, GIF, PDF, ZIP, TIFF, RIFF, Ogg, MP3, Matroska): media wherever they stand.
_FILE_BEGINS = re.compile(
    r"(?P<images>iVBORw0KGgo|[/_]9j[/_]|R0lGOD[dl]|SUkqA|TU0AK|UklGR.{7}RUJQ)|(?P<audio>T2dnUw|SUQz|UklGR.{7}QVZF)"
    r"|(?P<files>JVBERi0|UEsDB|GkXfo|AAAA.GZ0eX)"
)
_SHORTEST_FILE = 64  # characters of base64
_SAMPLE = 4096


class MediaKind(StrEnum):
    """Content that is not text; the values are the fields of policy.model.Content."""

    IMAGES = "images"
    AUDIO = "audio"
    FILES = "files"
    TOKEN_IDS = "token_ids"  # noqa: S105 (no password)


_MEDIA_OF_TYPE = {
    "image": MediaKind.IMAGES,
    "image_url": MediaKind.IMAGES,
    "input_image": MediaKind.IMAGES,
    "computer_screenshot": MediaKind.IMAGES,
    "image_generation_call": MediaKind.IMAGES,
    "input_audio": MediaKind.AUDIO,
    "audio": MediaKind.AUDIO,
    "file": MediaKind.FILES,
    "input_file": MediaKind.FILES,
    "document": MediaKind.FILES,
    "container_upload": MediaKind.FILES,
}
_DATA_FIELDS = frozenset(("data", "file_data", "image_url", "url", "b64_json", "image", "result", "blob"))
_DATA_BEGINS = frozenset("dD \t\r\n")


@dataclass(frozen=True, slots=True)
class Media:
    """A part that is not text. data: as it stands in the request (base64, data URL or ""); name: the file's name.

    place: as for Leaf, in the document that the walk is of; -1 where there is no string.
    """

    kind: MediaKind
    mime: str
    data: str = field(repr=False)
    name: str = field(repr=False)
    place: int = -1


def is_prose(value: str) -> bool:
    """Whether a string is certainly no media: the usual case, told at its beginning."""
    return value[:1] not in _DATA_BEGINS and (len(value) <= 16 or " " in value[:48])


def told_by_value(value: str, key: str, file_name: str, *, in_data: bool) -> Media | None:
    """The media that a string is, whatever field it stands in; `images` is Ollama's list of base64 without any sign."""
    listed = key == "images" and not in_data and len(value) > 16 and _BASE64.fullmatch(value) is not None
    found = _in_data_url(value, "", key, file_name) or _in_base64(value, file_name)
    return found or (Media(MediaKind.IMAGES, "", value, file_name) if listed else None)


def words_beside(value: str) -> str:
    """Words where nothing but media should be: in the head of a data address, or between the base64; "": none."""
    address = _DATA_URL.match(value)
    if not _BASE64.fullmatch(value, address.end() if address else 0):
        return value
    return address[0] if address and not _USUAL_HEAD.fullmatch(address[2]) else ""


def told_by_field(node: dict[str, object], kind: str, name: str, value: str, key: str, file_name: str) -> Media | None:
    """The media that a string is, or None when it is text (an address of an image is text)."""
    if name == "prompt_embeds" and value:
        return Media(MediaKind.TOKEN_IDS, "", "", "")
    if kind != "base64" and is_prose(value):
        return None
    media = _in_data_url(value, kind, key, file_name)
    if media is not None:
        return media
    inside = _MEDIA_OF_TYPE.get(kind) or _MEDIA_OF_TYPE.get(key)
    mime = node.get("media_type") or node.get("mime_type") or node.get("mimeType") or ""
    mime = mime.lower() if isinstance(mime, str) else ""
    encoded = kind == "base64" or (mime and kind != "text" and not mime.startswith("text/"))
    if encoded and name in ("data", "blob") and _reads_as_base64(value):
        return Media(_kind_of_mime(mime), mime, value, file_name)
    if inside and name in _DATA_FIELDS and len(value) > 16 and "://" not in value and _reads_as_base64(value):
        return Media(inside, str(node.get("format", "")), value, file_name)
    return _in_base64(value, file_name)


def _in_data_url(value: str, kind: str, key: str, file_name: str) -> Media | None:
    """Media in a data URL (RFC 2397), read as generously as its readers do; without base64 it is text."""
    if value[:1] not in _DATA_BEGINS or not (match := _DATA_URL.match(value)):
        return None
    mime = match[1].lower()
    return Media(_MEDIA_OF_TYPE.get(kind) or _MEDIA_OF_TYPE.get(key) or _kind_of_mime(mime), mime, value, file_name)


def _in_base64(value: str, file_name: str) -> Media | None:
    """A file that is told by how it begins, wherever it stands."""
    if len(value) < _SHORTEST_FILE or not (begins := _FILE_BEGINS.match(value)) or not _BASE64.fullmatch(value):
        return None
    return Media(MediaKind(begins.lastgroup or ""), "", value, file_name)


def _reads_as_base64(value: str) -> bool:
    """Whether a generous reader decodes it: many skip what does not belong."""
    sample = value[:_SAMPLE]
    return _BASE64.fullmatch(value) is not None or 20 * len(_NOT_BASE64.findall(sample)) < len(sample)


def _kind_of_mime(mime: str) -> MediaKind:
    families = {"image": MediaKind.IMAGES, "audio": MediaKind.AUDIO}
    return families.get(mime.partition("/")[0], MediaKind.FILES)
