"""E-mails (RFC 5322, RFC 2045): headers, bodies, and attachments read as files of their own."""

from collections.abc import Callable
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default

from policy.words import Text
from redactor.documents import reasons
from redactor.documents.document import Document, DocumentRefused, Kind, Part
from redactor.documents.text import decode
from redactor.documents.web import text_of_html

MOST_PARTS = 200
DEEPEST = 4
"""E-mails within e-mails."""
_HEADERS = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject")
_PICTURES = ("image/", "audio/", "video/")
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")


def read_eml(data: bytes, extract: Callable[[bytes, str], Document], *, depth: int = 0) -> Document:
    """An e-mail. `extract` reads an attachment; one that is refused is named in `unseen`.

    Raises: DocumentRefused when it is encrypted, no e-mail, or has too many parts.
    """
    if depth >= DEEPEST:
        raise DocumentRefused(reasons.NESTED)
    try:
        message = message_from_bytes(data, _class=EmailMessage, policy=default)
        leaves = [part for part in message.walk() if not part.is_multipart()]
        headers = "\n".join(f"{name}: {message[name]}" for name in _HEADERS if message[name])
    except (MessageError, ValueError, LookupError, IndexError) as error:
        raise DocumentRefused(reasons.BROKEN) from error
    if any(part.get_content_type() in _SEALED for part in message.walk()):
        raise DocumentRefused(reasons.ENCRYPTED)
    if len(leaves) > MOST_PARTS:
        raise DocumentRefused(reasons.NESTED)
    parts = [Part("headers", headers)] if headers else []
    unseen: list[Text] = []
    skipped = 0
    for number, leaf in enumerate(leaves, 1):
        name = leaf.get_filename() or ""
        if leaf.get_content_type().startswith(_PICTURES):
            skipped += 1
        elif not name and leaf.get_content_maintype() == "text":
            parts.append(Part(f"body {number}", _body(leaf)))
        else:
            _attachment(leaf, number, name, extract, parts, unseen)
    if skipped:
        unseen.append(reasons.pictures(skipped))
    return Document(Kind.EML, tuple(part for part in parts if part.text.strip()), tuple(unseen))


def _body(leaf: EmailMessage) -> str:
    payload = leaf.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = leaf.get_content_charset()
    try:
        text = data.decode(charset) if charset else decode(data)[0]
    except (LookupError, UnicodeError):
        text = decode(data)[0]
    return text_of_html(text) if leaf.get_content_subtype() == "html" else text


def _attachment(
    leaf: EmailMessage,
    number: int,
    name: str,
    extract: Callable[[bytes, str], Document],
    parts: list[Part],
    unseen: list[Text],
) -> None:
    payload = leaf.get_payload(decode=True)
    try:
        document = extract(payload if isinstance(payload, bytes) else b"", name)
    except DocumentRefused as refused:
        unseen.append(reasons.attachment(name or str(number), refused.reason))
        return
    parts.append(Part(f"attachment {number}", name))
    parts += (Part(f"attachment {number}: {part.where}", part.text) for part in document.parts)
    unseen += document.unseen
