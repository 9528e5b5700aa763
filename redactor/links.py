"""Whether a place in a text lies inside a link. A value there would travel to whoever owns the host. Pure.

What counts as inside errs on the safe side of what browsers and Markdown renderers do (WHATWG URL and HTML parsing,
CommonMark 0.31 §6.3–6.5, GFM autolinks, markdown-it's linkify).
"""

import re

REACH = 4096
"""Code points left of a place that are looked at; a longer run without a gap counts as a link."""

_GAP = re.compile(r"[\s<]")
_URL = re.compile(
    r"(?:https?|wss?|ftps?|file|data|javascript|vbscript)(?::|&#(?:58|x3a);|&colon;|%3a)|www\.|[\w.+-]+:(?://|\\\\)",
    re.I,
)
_HOST = re.compile(r"(?:\A|[(\[=,;'\"|])(?://|\\\\)")
_TO_A_PERSON = re.compile(r"(?:\A|[^\w])(?:mailto|tel):\+?\Z", re.I)
_TAG = re.compile(r"<[a-z][^\s>/]*", re.I)
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+(?=[\s>]))|(?!\s*=))(?=[\s/>])""")
_OPEN_ATTRIBUTE = re.compile(r"""[\s/]*([^\s=>/"']+)\s*=\s*("[^"]*|'[^']*|[^\s"'>]*)\Z""")
_LINKING = frozenset(
    """action archive background cite codebase content data dynsrc formaction href icon longdesc lowsrc manifest ping
    poster profile src srcdoc srcset style usemap xlink:href""".split()  # noqa: SIM905
)
_TAGS_TRIED = 8
_TAGS_REACH = 2048


def link_head(left: str) -> str | None:
    """The beginning of the link in which a text that ends with `left` goes on, or None outside of links.

    Inside are: a URL with a scheme, `www.` or `//`, the target of a Markdown link or image, a link attribute of HTML
    and `url(…)` of CSS. `mailto:` and `tel:` directly before the place are not: they lead to that person alone.
    """
    seen = left[-REACH:]
    for inside in (_markdown_target, _html_attribute, _css_url, _bare_url):
        head = inside(seen)
        if head is not None:
            return head
    return None


def _bare_url(seen: str) -> str | None:
    start = _run_start(seen)
    run = seen[start:]
    if len(run) >= REACH:
        return run
    for url in (*_URL.finditer(run), *_HOST.finditer(run)):
        quote = run[url.start() - 1 : url.start()] or seen[start - 1 : start]
        if quote not in ('"', "'", "`") or quote not in run[url.end() :]:
            return run[url.start() :]
    return None


def _run_start(seen: str) -> int:
    """Where the run without white space begins that ends the text."""
    for length in (64, REACH):
        gaps = [gap.end() for gap in _GAP.finditer(seen, max(0, len(seen) - length))]
        if gaps:
            return gaps[-1]
    return 0


def _markdown_target(seen: str) -> str | None:
    """What stands after the last `](`, or after `]: ` at the beginning of a line, while the target is open."""
    at = seen.rfind("](")
    if at >= 0:
        target = seen[at + 2 :]
        if "\n\n" not in target and target.count(")") <= target.count("("):
            image = _is_image(seen, at)
            if _TO_A_PERSON.search(target) and not image:
                return None
            if image or not _GAP.search(target.strip()) or _URL.search(target) or "//" in target:
                return target
    at = seen.rfind("]:")
    if at >= 0:
        target = seen[at + 2 :].lstrip(" \t<")
        if not _GAP.search(target) and _opens_line(seen, at):
            return None if _TO_A_PERSON.search(target) else target
    return None


def _opens_line(seen: str, at: int) -> bool:
    """`[label` from the beginning of the line up to `at`."""
    return seen[seen.rfind("\n", 0, at) + 1 : at].lstrip(" >").startswith("[")


def _is_image(seen: str, at: int) -> bool:
    return any(seen[opened - 1] == "!" for opened in _openings(seen, at) if opened > 0)


def _openings(seen: str, at: int) -> list[int]:
    """Every `[` of the paragraph before `at`: a label may hold brackets."""
    begin = max(seen.rfind("\n\n", 0, at), at - _TAGS_REACH, 0)
    return [begin + match.start() for match in re.finditer(r"\[", seen[begin:at])]


def _html_attribute(seen: str) -> str | None:
    at = len(seen)
    for _ in range(_TAGS_TRIED):
        at = seen.rfind("<", max(0, len(seen) - _TAGS_REACH), at)
        if at < 0:
            return None
        head = _open_attribute(seen, at)
        if head is not None:
            return None if _TO_A_PERSON.search(head) else head
    return None


def _open_attribute(seen: str, at: int) -> str | None:
    """The value so far of the attribute that is open at the end, of the tag that begins at `at`."""
    tag = _TAG.match(seen, at)
    if tag is None:
        return None
    position = tag.end()
    while (attribute := _ATTRIBUTE.match(seen, position)) is not None:
        position = attribute.end()
    last = _OPEN_ATTRIBUTE.match(seen, position)
    if last is None or last[1].lower() not in _LINKING:
        return None
    return last[2].lstrip("\"'")


def _css_url(seen: str) -> str | None:
    at = len(seen)
    for _ in range(_TAGS_TRIED):
        at = seen.rfind("(", 0, at)
        if at < 0:
            return None
        if seen[max(0, at - 3) : at].lower() == "url" and ")" not in seen[at:]:
            return seen[at + 1 :].lstrip(" \"'")
    return None
