"""Markdown that arrives in pieces, cut into blocks that never change again; pure.

A block ends at a blank line outside a fence (the measured rule of the design: only the tail is parsed again).
Three refinements keep what belongs together: a list goes on over blank lines, a heading is a block of its own,
and a very long list or paragraph is cut at a line so that the tail stays short.
"""

import re
from dataclasses import dataclass

LONGEST_TAIL = 3000  # characters; a longer block is cut at its next whole line

_FENCE = re.compile(r"^( *)(`{3,}|~{3,})\s*([^`\s]*)[^`]*$")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(\s|$)")
_ITEM = re.compile(r"^ {0,3}([-*+]|\d{1,9}[.)])\s")
_TOP_ITEM = re.compile(r"^([-*+]|\d{1,9}[.)])\s")
_RULE = re.compile(r"^ {0,3}([-*_])(\s*\1){2,}\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an answer. Of code, `text` is the code without its fence and `language` what the fence names."""

    kind: str  # "text", "heading", "code" or "rule"
    text: str
    language: str = ""


class Blocks:
    """Pieces of Markdown in; finished blocks out; `tail` is what may still grow."""

    def __init__(self) -> None:
        self._lines: list[str] = []  # whole lines of the block that is open
        self._line = ""  # the line that is still arriving
        self._fence = ""  # the fence that must close the open code block
        self._language = ""
        self._indent = 0  # of the open fence (inside a list, say); its lines lose as much
        self._gap = False  # a blank line came after a list: the next line decides whether it goes on

    def feed(self, piece: str) -> list[Block]:
        """The blocks that this piece finishes."""
        finished: list[Block] = []
        *lines, self._line = (self._line + piece).split("\n")
        for line in lines:
            self._take(line.removesuffix("\r"), finished)
        return finished

    def finish(self) -> list[Block]:
        """The end of the answer: what was open is finished (an open fence too)."""
        finished: list[Block] = []
        if self._line:
            self._take(self._line, finished)
            self._line = ""
        self._close(finished, always=bool(self._fence))
        return finished

    @property
    def tail(self) -> Block | None:
        """The block that is still growing, as far as it goes."""
        if self._fence:
            lines = (
                self._lines if self._closes(self._line) or not self._line else [*self._lines, self._dedent(self._line)]
            )
            return Block("code", "\n".join(lines), self._language)
        text = "\n".join([*self._lines, self._line] if self._line else self._lines)
        if not text.strip() or _FENCE.match(self._line) or re.fullmatch(r" {0,3}[`~#]+\w*", self._line):
            text = "\n".join(self._lines)  # half a fence or heading is not shown as text
        return _block(text) if text.strip() else None

    def _take(self, line: str, finished: list[Block]) -> None:
        if self._fence:
            self._take_code(line, finished)
            return
        fence = _FENCE.match(line)
        if fence:
            self._close(finished)
            self._indent, self._fence, self._language = len(fence[1]), fence[2], fence[3]
        elif _HEADING.match(line) or _RULE.match(line):
            self._close(finished)
            finished.append(_block(line))
        elif not line.strip():
            self._gap = self._in_list()
            if not self._gap:
                self._close(finished)
        else:
            self._take_text(line, finished)

    def _take_code(self, line: str, finished: list[Block]) -> None:
        if self._closes(line):
            self._close(finished, always=True)
        else:
            self._lines.append(self._dedent(line))

    def _dedent(self, line: str) -> str:
        return line[min(self._indent, len(line) - len(line.lstrip(" "))) :]

    def _take_text(self, line: str, finished: list[Block]) -> None:
        item = bool(_ITEM.match(line))
        if self._gap and not item and not line.startswith("  "):
            self._close(finished)
        if self._length() > LONGEST_TAIL and self._may_be_cut_before(line):
            self._close(finished)
        if self._gap:
            self._lines.append("")
            self._gap = False
        if item and self._lines and not self._in_list():
            self._close(finished)
        self._lines.append(line)

    def _may_be_cut_before(self, line: str) -> bool:
        return bool(_TOP_ITEM.match(line)) if self._in_list() else not line.lstrip().startswith(("|", ">"))

    def _in_list(self) -> bool:
        return bool(self._lines) and bool(_ITEM.match(self._lines[0]))

    def _length(self) -> int:
        return sum(map(len, self._lines))

    def _closes(self, line: str) -> bool:
        bare = line.strip()
        return bool(bare) and set(bare) == {self._fence[0]} and len(bare) >= len(self._fence)

    def _close(self, finished: list[Block], *, always: bool = False) -> None:
        if self._fence:
            finished.append(Block("code", "\n".join(self._lines), self._language))
        elif any(line.strip() for line in self._lines) or always:
            finished.append(_block("\n".join(self._lines)))
        self._lines, self._fence, self._language, self._gap = [], "", "", False


def _block(text: str) -> Block:
    if _HEADING.match(text):
        return Block("heading", text.strip())
    if _RULE.match(text):
        return Block("rule", "")
    return Block("text", text)


def without_images(text: str) -> str:
    """Pictures become links: a window that shows an answer fetches nothing."""
    return re.sub(r"!\[([^\]]*)\]\(", lambda found: f"[{found[1] or 'image'}](", text)
