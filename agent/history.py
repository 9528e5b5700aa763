"""Earlier conversations, newest first, and those that hold some words. Nothing is indexed: see decision 0421.

A conversation is decrypted when its turn comes and forgotten again; what leaves this process is what the list shows.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence

from agent.messages import Conversation, History, HistoryRequest, KeptTalk

TITLE = 110
"""Letters of a question that the list shows."""
AROUND = 60
"""Letters of an answer that the list shows on either side of a word that was looked for."""
MOST = 200
"""Rows of one answer."""
AT_ONCE = 16
"""Conversations looked at before the agent's loop may do something else."""
_ENDING = re.compile(
    r"(?:[аеоуыя]ми|ого|его|ому|ему|ыми|ими|ов|ев|ей|ам|ям|ах|ях|ом|ем|ой|ый|ий|ая|яя|ое|ее|ые|ие|ых|их|ую|юю"
    r"|ing|ed|es|[аяоеуюыиьйs])$"
)
_MARKS = re.compile(
    r"^[ \t]*(?:[#>]+|[-*+](?=[ \t]))|^[ \t]*\|?[ \t]*:?-{3,}[-:| \t]*$|\*\*|`+|(?<=[ \t])\|(?=[ \t\n])|^\||\|$",
    re.MULTILINE,
)
"""Markdown that says nothing in a line of words."""
_LEAST = 4
"""Letters of a word that stay when its ending goes."""


async def look_up(kept: Iterable[tuple[str, Conversation]], request: HistoryRequest) -> History:
    """The newest conversations that hold every word of the request; reads no further than it must.

    kept: conversations with the time of their last change, newest first.
    """
    stems = [stem(word) for word in _plain(request.words).split()]
    limit = max(1, min(request.limit, MOST))
    rows: list[KeptTalk] = []
    for number, (changed, conversation) in enumerate(kept):
        if number % AT_ONCE == AT_ONCE - 1:
            await asyncio.sleep(0)
        if not _holds(conversation, stems):
            continue
        if len(rows) == limit:
            return History(rows=tuple(rows), more=True)
        rows.append(_row(changed, conversation, stems))
    return History(rows=tuple(rows), more=False)


def stem(word: str) -> str:
    """A word without its commonest Russian or English endings, so that another form of it is found too."""
    ending = _ENDING.search(word)
    return word[: ending.start()] if ending and ending.start() >= _LEAST else word


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _holds(conversation: Conversation, stems: Sequence[str]) -> bool:
    if not stems:
        return bool(conversation.turns)
    text = _plain("\n".join(turn.text for turn in conversation.turns))
    return all(part in text for part in stems)


def _row(changed: str, conversation: Conversation, stems: Sequence[str]) -> KeptTalk:
    questions = [turn.text for turn in conversation.turns if turn.role == "user"]
    first = " ".join(questions[0].split()) if questions else ""
    title = _cut(first, 0, TITLE)
    said = [part for part in stems if part not in _plain(title)]
    texts = [" ".join(_MARKS.sub("", turn.text).split()) for turn in conversation.turns]
    found = next((_around(text, part) for part in said for text in texts if part in _plain(text)), "")
    answers = [text for turn, text in zip(conversation.turns, texts, strict=True) if turn.role != "user"]
    return KeptTalk(
        id=conversation.id,
        at=changed,
        title=title,
        excerpt=found or (_cut(answers[-1], 0, 2 * AROUND) if answers else ""),
        questions=len(questions),
    )


def _around(text: str, part: str) -> str:
    place = _plain(text).find(part)
    return _cut(text, max(0, place - AROUND), place + len(part) + AROUND)


def _cut(text: str, start: int, end: int) -> str:
    """Part of a text, between whole words, with marks where something was left out."""
    if start > 0:
        start = text.find(" ", start) + 1
    if end < len(text):
        space = text.rfind(" ", start, end + 1)
        end = space if space > start else end
    shown = text[start : end or len(text)].strip()
    return f"{'…' if start > 0 else ''}{shown}{'…' if end < len(text) else ''}"
