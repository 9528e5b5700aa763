"""HTML as text: what a reader sees, what pictures and links say, what is hidden in comments. Pure."""

from html.parser import HTMLParser

_BLOCKS = frozenset(
    """address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li
    main nav ol option p pre section table tr ul title""".split()  # noqa: SIM905
)
_CELLS = frozenset(("td", "th"))
_NOT_TEXT = frozenset(("script", "style", "template"))
_SPOKEN = frozenset(("alt", "title", "placeholder", "aria-label", "value", "content", "summary", "label"))
_LINKS = frozenset(("href", "src", "action", "cite"))


def text_of_html(html: str) -> str:
    """The text, a line each block, cells parted by ` | `; then attributes that are read or followed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).splitlines())
    return "\n".join(line for line in (*lines, *reader.spoken) if line.strip(" |"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.spoken: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_TEXT:
            self._silent += 1
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in _CELLS:
            self.pieces.append(" | ")
        for name, value in attrs:
            said = name in _SPOKEN or (name in _LINKS and not (value or "").startswith(("data:", "#", "cid:")))
            if value and said:
                self.spoken.append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_TEXT and self._silent:
            self._silent -= 1
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.spoken.append(" ".join(data.split()))
