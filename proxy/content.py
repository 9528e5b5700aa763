"""What is in a request besides text that may leave: media, credentials for others, signed blocks, names of tools."""

import asyncio
from collections.abc import Container, Sequence
from typing import Protocol

from policy.model import Content, ContentRule
from proxy.masking import NAME_LIKE, Finder, Found
from proxy.media import Media, MediaKind
from proxy.pictures import keeps_metadata
from proxy.question import Question, decoded
from proxy.refusal import Refusal
from proxy.sentences import refusal
from proxy.walk import Kind
from redactor.entities import policy_class
from redactor.finding import RedactionError

# What is text to the last byte and can be looked at without an extractor; RTF, mail and the like are not.
_PLAIN = frozenset(("text/plain", "text/csv", "text/markdown", "application/json", "application/jsonl"))
_PLAIN_NAMES = (".txt", ".csv", ".md", ".json", ".jsonl")


class Extract(Protocol):
    """Text of a file (txt, csv, docx, pdf …)."""

    async def __call__(self, data: bytes, name: str, mime: str) -> Sequence[str] | None:
        """The texts in the file; None when its kind is not known. Raises RedactionError when it cannot be read."""
        ...


def cannot_be_masked(question: Question, found: Found, known_signatures: Container[str]) -> Refusal | None:
    """The refusal of text that must not leave as it is and cannot be changed either.

    known_signatures: of blocks that this gateway sent through us; what it wrote itself it may have back.
    """
    if question.walk.secrets:
        return refusal("third-party-credential")
    if not any(found.findings):
        return None
    if found.classes_in(Kind.NAME) - NAME_LIKE:
        return refusal("value-in-tool-name")
    foreign = set().union(*found.signed_classes(known_signatures))
    return refusal("signed-block") if foreign - NAME_LIKE or _was_restored(found) else None


def _was_restored(found: Found) -> bool:
    """Whether a signed block holds a value that is masked elsewhere: its provider never saw it there."""
    signed: set[str] = set()
    masked: set[str] = set()
    for leaf, findings in zip(found.leaves, found.findings, strict=True):
        values = {leaf.value[one.start : one.end] for one in findings if policy_class(one) not in NAME_LIKE}
        (signed if leaf.kind is Kind.SIGNED else masked).update(values)
    return not signed.isdisjoint(masked)


async def refuse_media(
    media: Sequence[Media], rules: Content, extract: Extract | None, finder: Finder
) -> Refusal | None:
    """The refusal of media that the policy does not let pass. Raises RedactionError when the finder cannot look."""
    for one in media:
        rule = _rule(rules, one.kind)
        if rule is ContentRule.ALLOW:
            if one.kind is MediaKind.IMAGES and await asyncio.to_thread(_keeps_metadata, one):
                return refusal("content-image-kind")
            continue
        if rule is ContentRule.REFUSE:
            return refusal(f"content-{one.kind.value.replace('_', '-')}")
        try:
            texts = await _texts_of(one, extract)
        except RedactionError as error:
            return Refusal(403, "content-file-unread", error.reason)
        if texts is None:
            return refusal(f"content-{one.kind.value.replace('_', '-')}")
        if any(await finder.find(texts)):
            return refusal("content-file-hit")
    return None


def _rule(rules: Content, kind: MediaKind) -> ContentRule:
    match kind:
        case MediaKind.IMAGES:
            return rules.images
        case MediaKind.AUDIO:
            return rules.audio
        case MediaKind.FILES:
            return rules.files
        case MediaKind.TOKEN_IDS:
            return rules.token_ids


def _keeps_metadata(picture: Media) -> bool:
    try:
        return keeps_metadata(decoded(picture))
    except ValueError:
        return False


async def _texts_of(media: Media, extract: Extract | None) -> Sequence[str] | None:
    try:
        data = await asyncio.to_thread(decoded, media)
    except ValueError:
        return None
    if extract is not None:
        return await extract(data, media.name, media.mime)
    if media.mime not in _PLAIN and not media.name.lower().endswith(_PLAIN_NAMES):
        return None
    try:
        return [data.decode("utf-8")]
    except UnicodeDecodeError:
        return None
