"""The body of a request, read without doubt: what it asks for, all its text, and what in it is not text. Pure."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from proxy.document import Document, Edit, NotJson, read_document, splice
from proxy.form import NotForm, Part, read_form
from proxy.masking import all_leaves, apply
from proxy.pictures import without_metadata
from proxy.refusal import Refused
from proxy.routes import Body, Endpoint
from proxy.sentences import refusal
from proxy.walk import Kind, Leaf, Media, MediaKind, Walk, media_of, walk

_AUDIO_ENDPOINTS = ("/audio/transcriptions", "/audio/translations")
_IMAGE_ENDPOINTS = ("/images/edits", "/images/variations")


@dataclass(frozen=True, slots=True)
class Question:
    """What a client asks. previous: the answer that it continues, where the gateway keeps the history."""

    model: str
    stream: bool
    walk: Walk = field(repr=False)
    media: tuple[Media, ...] = field(repr=False)
    previous: str = ""
    raw: bytes = field(default=b"", repr=False)
    document: Document | None = field(default=None, repr=False)
    spans: Sequence[tuple[int, int]] = field(default=(), repr=False)

    def text_length(self) -> int:
        """Code points of all text."""
        return sum(len(leaf.value) for leaf in all_leaves(self.walk))

    def unchanged(self) -> bytes:
        """The body as it came."""
        return self.raw

    def body(self, by_leaf: Sequence[Sequence[Edit]]) -> bytes:
        """The body with the replacements of its leaves made."""
        if not any(by_leaf) and not self.media:
            return self.raw
        if self.document is not None:
            pictures = list(_cleaned_pictures(self.document, self.walk.media))
            return apply(self.document, self.walk, by_leaf, pictures).encode("utf-8")
        body = self.raw
        for leaf, edits in reversed(list(zip(self.walk.leaves, by_leaf, strict=True))):
            start, end = self.spans[leaf.place]
            if edits:
                value = splice(leaf.value, edits)
                as_sent = value if leaf.value == body[start:end].decode("utf-8") else quote(value, safe=" ")
                body = body[:start] + as_sent.encode("utf-8") + body[end:]
        return body


def read_question(body: bytes, content_type: str, endpoint: Endpoint) -> Question:
    """Read a body. Raises Refused (400) when it cannot be read without doubt."""
    if endpoint.body is Body.FORM:
        try:
            return _form_question(body, read_form(body, content_type), endpoint)
        except NotForm as error:
            raise Refused(refusal("body-no-form", why=error)) from error
    try:
        return _json_question(body, read_document(body.decode("utf-8")), endpoint)
    except UnicodeDecodeError as error:
        raise Refused(refusal("body-no-json", why="not UTF-8")) from error
    except NotJson as error:
        raise Refused(refusal("body-no-json", why=error)) from error


def decoded(media: Media) -> bytes:
    """The bytes of a media part. Raises ValueError when it is not base64."""
    data = media.data.partition(",")[2] if media.data.startswith("data:") else media.data
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


def _cleaned_pictures(document: Document, media: Sequence[Media]) -> Iterator[Edit]:
    """Pictures without place, camera and author, where the policy lets pictures pass at all."""
    for one in media:
        if one.kind is not MediaKind.IMAGES or one.place < 0:
            continue
        try:
            data = decoded(one)
        except ValueError:
            continue
        cleaned = without_metadata(data)
        if cleaned != data:
            head = one.data[: one.data.index(",") + 1] if one.data.startswith("data:") else ""
            start, end = document.places[one.place]
            yield Edit(start, end, f'"{head}{base64.b64encode(cleaned).decode()}"')


def _json_question(body: bytes, document: Document, endpoint: Endpoint) -> Question:
    root = document.root
    if not isinstance(root, dict):
        raise NotJson("not an object")
    found = walk(document)
    model = root.get("model", endpoint.model)
    if not isinstance(model, str):
        raise NotJson("model is not a string")
    stream = root.get("stream", endpoint.streams)
    previous = root.get("previous_response_id")
    return Question(
        model=endpoint.model or model,
        stream=stream is True,
        walk=found,
        media=tuple(media_of(found)),
        previous=previous if isinstance(previous, str) else "",
        raw=body,
        document=document,
    )


def _form_question(body: bytes, parts: Sequence[Part], endpoint: Endpoint) -> Question:
    leaves: list[Leaf] = []
    spans: list[tuple[int, int]] = []
    media: list[Media] = []
    model = endpoint.model
    stream = False
    for part in parts:
        texts = [(part.start, part.end)] if not part.is_file else [(part.filename_start, part.filename_end)]
        if part.is_file:
            name = body[part.filename_start : part.filename_end].decode("utf-8", "replace")
            data = base64.b64encode(body[part.start : part.end]).decode()
            media.append(Media(_kind_of_file(part, endpoint), part.mime, data, name))
        for start, end in texts:
            try:
                value = body[start:end].decode("utf-8")
            except UnicodeDecodeError as error:
                raise NotForm("not UTF-8") from error
            if part.name == "model" and not part.is_file:
                model = endpoint.model or value
            elif part.name == "stream":
                stream = value == "true"
            readable = unquote(value) if part.is_file else value  # some clients send "@" in a name as "%40"
            leaves.append(Leaf(len(spans), Kind.TEXT, readable, part.name, 0))
            spans.append((start, end))
    found = Walk(tuple(leaves), tuple(media), {}, ())
    return Question(model, stream, found, tuple(media), raw=body, spans=tuple(spans))


def _kind_of_file(part: Part, endpoint: Endpoint) -> MediaKind:
    if endpoint.path.endswith(_AUDIO_ENDPOINTS):
        return MediaKind.AUDIO
    return MediaKind.IMAGES if endpoint.path.endswith(_IMAGE_ENDPOINTS) else MediaKind.FILES
