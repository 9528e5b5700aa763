"""What is in a request besides text that may leave: media, credentials for others, signed blocks, names of tools."""

import asyncio
from collections.abc import Container, Sequence
from typing import Protocol

from policy.model import Content, ContentRule
from policy.words import Text
from proxy.masking import NAME_LIKE, Finder, Found
from proxy.question import Question, decoded
from proxy.refusal import Refusal
from proxy.walk import Kind, Media, MediaKind


class Extract(Protocol):
    """Text of a file (txt, csv, docx, pdf …)."""

    async def __call__(self, data: bytes, name: str, mime: str) -> Sequence[str] | None:
        """The texts in the file; None when its kind is not known. Raises RedactionError when it cannot be read."""
        ...


_CONTENT = {
    MediaKind.IMAGES: Text(
        ru="Политика не разрешает отправлять изображения: на них могут быть личные данные. Опишите их словами.",
        en="The policy does not allow images to be sent: they may show personal data. Describe them in words.",
    ),
    MediaKind.AUDIO: Text(
        ru="Политика не разрешает отправлять звук: в нём могут быть личные данные. Перескажите его словами.",
        en="The policy does not allow audio to be sent: it may hold personal data. Put it into words.",
    ),
    MediaKind.FILES: Text(
        ru="Политика не разрешает отправлять файлы этого вида. Вставьте нужный текст из файла в сообщение.",
        en="The policy does not allow files of this kind to be sent. Paste the text you need into the message.",
    ),
    MediaKind.TOKEN_IDS: Text(
        ru="Текст в виде номеров токенов нельзя проверить, поэтому он не отправлен. Пришлите его строкой.",
        en="Text in the form of token ids cannot be checked, so it was not sent. Send it as a string.",
    ),
}
_FILE_HIT = Text(
    ru="В файле есть личные данные или секреты, поэтому он не отправлен. Вставьте текст в сообщение: там их скроют.",
    en="The file holds personal data or secrets; it was not sent. Paste the text into the message: there it is masked.",
)
_THIRD_PARTY = Refusal(
    403,
    "third-party-credential",
    Text(
        ru="В запросе есть ключ для стороннего сервера (MCP), поэтому он не отправлен. Настройте сервер в шлюзе.",
        en="The request holds a credential for a third-party (MCP) server; it was not sent. Set it up in the gateway.",
    ),
)
_NAMED = Refusal(
    403,
    "value-in-tool-name",
    Text(
        ru="В имени инструмента есть секрет или личные данные, поэтому запрос не отправлен. Переименуйте инструмент.",
        en="The name of a tool holds a secret or personal data, so the request was not sent. Rename the tool.",
    ),
)
_SIGNED = Refusal(
    403,
    "signed-block",
    Text(
        ru="В подписанном блоке рассуждений есть личные данные, а менять его нельзя. Начните новую беседу.",
        en="A signed block of thinking holds personal data and must not be changed. Start a new conversation.",
    ),
)


def cannot_be_masked(question: Question, found: Found, known_signatures: Container[str]) -> Refusal | None:
    """The refusal of text that must not leave as it is and cannot be changed either.

    known_signatures: of blocks that this gateway sent through us; what it wrote itself it may have back.
    """
    if question.walk.secrets:
        return _THIRD_PARTY
    if found.classes_in(Kind.NAME) - NAME_LIKE:
        return _NAMED
    foreign = set().union(*found.signed_classes(known_signatures))
    return _SIGNED if foreign - NAME_LIKE else None


async def refuse_media(
    media: Sequence[Media], rules: Content, extract: Extract | None, finder: Finder
) -> Refusal | None:
    """The refusal of media that the policy does not let pass. Raises RedactionError when a file cannot be checked."""
    for one in media:
        rule = _rule(rules, one.kind)
        if rule is ContentRule.ALLOW:
            continue
        if rule is ContentRule.REFUSE:
            return Refusal(403, f"content-{one.kind.value.replace('_', '-')}", _CONTENT[one.kind])
        texts = await _texts_of(one, extract)
        if texts is None:
            return Refusal(403, f"content-{one.kind.value.replace('_', '-')}", _CONTENT[one.kind])
        if any(await finder.find(texts)):
            return Refusal(403, "content-file-hit", _FILE_HIT)
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


async def _texts_of(media: Media, extract: Extract | None) -> Sequence[str] | None:
    try:
        data = await asyncio.to_thread(decoded, media)
    except ValueError:
        return None
    if media.mime.startswith("text/") or media.mime in ("application/json", "application/xml"):
        try:
            return [data.decode("utf-8")]
        except UnicodeDecodeError:
            return None
    return await extract(data, media.name, media.mime) if extract is not None else None
