"""Markdown in pieces becomes blocks that are the same in every split and never change once finished."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.markdown.blocks import LONGEST_TAIL, Block, Blocks, without_images

DOCUMENT = """First paragraph
goes on.

# Title
Text under it.

1. One
2. Two

   with a second paragraph

3. Three

After the list.

```python
x = 1

y = 2
```
| a | b |
|---|---|
| 1 | 2 |

---
> quote
"""


def whole(text: str) -> list[Block]:
    """All blocks of a text that comes at once."""
    blocks = Blocks()
    return [*blocks.feed(text), *blocks.finish()]


def test_a_document_is_cut_where_its_reader_would() -> None:
    assert [(block.kind, block.text.split("\n")[0]) for block in whole(DOCUMENT)] == [
        ("text", "First paragraph"),
        ("heading", "# Title"),
        ("text", "Text under it."),
        ("text", "1. One"),
        ("text", "After the list."),
        ("code", "x = 1"),
        ("text", "| a | b |"),
        ("rule", ""),
        ("text", "> quote"),
    ]


def test_a_list_goes_on_over_blank_lines() -> None:
    (block,) = [block for block in whole(DOCUMENT) if block.text.startswith("1.")]
    assert block.text.endswith("3. Three")


def test_code_keeps_its_blank_lines_and_its_language() -> None:
    assert Block("code", "x = 1\n\ny = 2", "python") in whole(DOCUMENT)


def test_code_inside_a_list_loses_the_indent_of_its_fence() -> None:
    blocks = whole("1. Do this:\n\n   ```sh\n   ls -l\n     deeper\n   ```\n2. Then that")
    assert [block.kind for block in blocks] == ["text", "code", "text"]
    assert blocks[1] == Block("code", "ls -l\n  deeper", "sh")


def test_a_fence_inside_a_longer_fence_is_code() -> None:
    assert whole("````md\n```\ninside\n```\n````") == [Block("code", "```\ninside\n```", "md")]


def test_an_open_fence_is_code_at_the_end() -> None:
    assert whole("```js\nlet a") == [Block("code", "let a", "js")]


def test_half_a_fence_or_heading_is_not_shown_as_text() -> None:
    blocks = Blocks()
    blocks.feed("Done.\n``")
    assert blocks.tail == Block("text", "Done.")
    blocks = Blocks()
    blocks.feed("##")
    assert blocks.tail is None


def test_a_growing_code_block_shows_what_has_come() -> None:
    blocks = Blocks()
    blocks.feed("```py\na = 1\nb =")
    assert blocks.tail == Block("code", "a = 1\nb =", "py")


@pytest.mark.parametrize("cut", range(len(DOCUMENT) + 1))
def test_blocks_are_the_same_wherever_the_text_is_cut(cut: int) -> None:
    blocks = Blocks()
    assert [*blocks.feed(DOCUMENT[:cut]), *blocks.feed(DOCUMENT[cut:]), *blocks.finish()] == whole(DOCUMENT)


@given(
    st.lists(st.sampled_from(["a", "\n", "\n\n", "```", "# h\n", "- i\n", "  b", "|x|\n", "~~~\n", "1. n\n", "---\n"]))
)
def test_any_mixture_gives_the_same_blocks_piece_by_piece(pieces: list[str]) -> None:
    blocks = Blocks()
    found = [block for piece in pieces for block in blocks.feed(piece)] + blocks.finish()
    assert found == whole("".join(pieces))


def test_a_very_long_list_is_cut_so_that_its_tail_stays_short() -> None:
    text = "".join(f"{number}. {'word ' * 20}\n" for number in range(1, 200))
    blocks = whole(text)
    assert len(blocks) > 3
    assert max(len(block.text) for block in blocks) < LONGEST_TAIL * 1.2
    assert all(block.text[0].isdigit() for block in blocks)


def test_a_long_table_is_never_cut() -> None:
    rows = "|a|b|\n|---|---|\n" + "|one|two|\n" * 500
    assert len(whole(rows)) == 1


def test_pictures_become_links() -> None:
    assert without_images("see ![map](https://x.example/a.png)") == "see [map](https://x.example/a.png)"
    assert without_images("![](file:///etc/passwd)") == "[image](file:///etc/passwd)"
