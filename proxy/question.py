"""The body of a request, read without doubt: what it asks for, all its text, and what in it is not text. Pure."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from proxy.document import Document, Edit, NotJson, edits_in_source, read_document, splice
from proxy.form import NotForm, Part, read_form
from proxy.masking import all_leaves, apply
from proxy.media import Media, MediaKind
from proxy.pictures import without_metadata
from proxy.refusal import Refused
from proxy.routes import Body, Endpoint
from proxy.sentences import refusal
from proxy.walk import PERSON_KEYS, Kind, Leaf, Walk, media_of, walk

_AUDIO_ENDPOINTS = ("/audio/transcriptions", "/audio/translations")
_IMAGE_ENDPOINTS = ("/images/edits", "/images/variations")
_URL_SAFE = str.maketrans("-_", "+/")


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

    def body(self, by_leaf: Sequence[Sequence[Edit]]) -> bytes:
        """The body with the replacements of its leaves made."""
        if not any(by_leaf) and not self.media:
            return self.raw
        if self.document is not None:
            pictures = _cleaned_pictures(self.document, self.walk)
            return apply(self.document, self.walk, by_leaf, pictures).encode("utf-8")
        return self._form_with(by_leaf)

    def _form_with(self, by_leaf: Sequence[Sequence[Edit]]) -> bytes:
        changes: list[tuple[tuple[int, int], bytes]] = []
        for leaf, edits in zip(self.walk.leaves, by_leaf, strict=True):
            if edits:
                start, end = self.spans[leaf.place]
                value = splice(leaf.value, edits)
                as_sent = value if leaf.value == self.raw[start:end].decode("utf-8") else quote(value, safe="")
                changes.append(((start, end), as_sent.encode("utf-8")))
        for one in self.media:
            cleaned = _cleaned(one)
            if cleaned is not None:
                changes.append((self.spans[one.place], cleaned))
        body = self.raw
        for (start, end), new in sorted(changes, reverse=True):
            body = body[:start] + new + body[end:]
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
    """The bytes of a media part, read as generously as gateways read. Raises ValueError when it is not base64."""
    data = "".join(media.data.rpartition(",")[2].split()).translate(_URL_SAFE).rstrip("=")
    try:
        return base64.b64decode(data + "=" * (-len(data) % 4), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


def _cleaned(media: Media) -> bytes | None:
    """A picture without place, camera and author; None for other media, and where there was nothing of them."""
    if media.kind is not MediaKind.IMAGES or media.place < 0:
        return None
    try:
        data = decoded(media)
    except ValueError:
        return None
    cleaned = without_metadata(data)
    return None if cleaned == data else cleaned


def _cleaned_pictures(document: Document, found: Walk) -> list[Edit]:
    """Where the policy lets pictures pass: those of the document, and those in JSON inside its strings."""
    edits: list[Edit] = []
    for one in found.media:
        cleaned = _cleaned(one)
        if cleaned is not None:
            head = one.data.index(",") + 1 if "," in one.data else 0
            new = Edit(head, len(one.data), base64.b64encode(cleaned).decode())
            start, end = document.places[one.place]
            edits += edits_in_source(document.text[start:end], start, [new])
    for place, (inner, inner_walk) in found.inner.items():
        start, end = document.places[place]
        edits += edits_in_source(document.text[start:end], start, _cleaned_pictures(inner, inner_walk))
    return sorted(edits)


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
    names = [part.name for part in parts]
    if names.count("model") > 1 or names.count("stream") > 1:
        raise NotForm("a field stands twice")
    for part in parts:
        if part.is_file:
            name = _text_at(body, part.file_names[0])
            data = base64.b64encode(body[part.start : part.end]).decode()
            media.append(Media(_kind_of_file(part, endpoint), part.mime, data, name, len(spans)))
            spans.append((part.start, part.end))
        elif part.name == "model":
            model = endpoint.model or _text_at(body, (part.start, part.end))
        elif part.name == "stream":
            stream = _text_at(body, (part.start, part.end)) == "true"
        for span in part.file_names if part.is_file else [(part.start, part.end)]:
            value = _text_at(body, span)
            readable = unquote(value) if part.is_file else value  # some clients send "@" in a name as "%40"
            kind = Kind.PERSON if part.name in PERSON_KEYS and not part.is_file and value else Kind.TEXT
            leaves.append(Leaf(len(spans), kind, readable, part.name, 0))
            spans.append(span)
    found = Walk(tuple(leaves), tuple(media), {}, ())
    return Question(model, stream, found, tuple(media), raw=body, spans=tuple(spans))


def _text_at(body: bytes, span: tuple[int, int]) -> str:
    try:
        return body[slice(*span)].decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotForm("not UTF-8") from error


def _kind_of_file(part: Part, endpoint: Endpoint) -> MediaKind:
    if endpoint.path.endswith(_AUDIO_ENDPOINTS):
        return MediaKind.AUDIO
    return MediaKind.IMAGES if endpoint.path.endswith(_IMAGE_ENDPOINTS) else MediaKind.FILES
