"""Help pages in the reader's language: click's own words in Russian, ours are so already."""

from __future__ import annotations

from collections.abc import Iterable

import click

from cli.words import language

_HEADINGS = {"Options": "Параметры", "Commands": "Команды", "Arguments": "Аргументы"}
_SENTENCES = {
    "Show this message and exit.": "Показать эту справку.",
    "Show the version and exit.": "Показать версию.",
}
_PIECES = (
    ("[OPTIONS]", "[ПАРАМЕТРЫ]"),
    ("[COMMAND] [ARGS]...", "[КОМАНДА …]"),
    ("COMMAND [ARGS]...", "КОМАНДА …"),
    ("[default: ", "[обычно: "),
    ("; required]", "; обязательно]"),
    ("[required]", "[обязательно]"),
)  # fmt: skip


class HelpPage(click.HelpFormatter):
    """A help page; English passes as it is."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        if language() == "ru":
            super().write_usage(prog, _russian(args), "Так: ")
        else:
            super().write_usage(prog, args, prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading) if language() == "ru" else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        if language() == "ru":
            rows = [(name, _SENTENCES.get(words, _russian(words))) for name, words in rows]
        super().write_dl(rows, col_max, col_spacing)


def _russian(words: str) -> str:
    for english, russian in _PIECES:
        words = words.replace(english, russian)
    return words


click.Context.formatter_class = HelpPage  # click's documented place for a formatter of one's own
