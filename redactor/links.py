"""Whether a place in a text lies inside a link. A value there would travel to whoever owns the host. Pure."""

import re

REACH = 4096
"""Code points left of a place that are looked at; a longer run without a gap counts as a link."""

_RUN = re.compile(r"[^\s\"<>`]*\Z")
_SCHEME = re.compile(
    r"(?:(?:https?|wss?|ftps?|file|data|javascript|vbscript)(?::|&#(?:58|x3a);|%3a)|www\.|[\w.+-]+://)", re.I
)
_PROTOCOL_RELATIVE = re.compile(r"(?:^|[(\[=,;'|])(?://|\\\\)", re.I)
_TO_A_PERSON = re.compile(r"(?:^|[^\w])(?:mailto|tel):\+?\Z", re.I)
_ATTRIBUTE = re.compile(
    r"<[a-z][^<>]*?\b(?:src|href|srcset|action|formaction|data|poster|background|cite|ping|style|xlink:href)\s*=\s*"
    r"(?P<value>\"[^\"]*|'[^']*|[^\s\"'>]*)\Z",
    re.I,
)
_CSS = re.compile(r"\burl\(\s*[\"']?[^)\"']*\Z", re.I)


def link_head(left: str) -> str | None:
    """The beginning of the link in which a text that ends with `left` goes on, or None outside of links.

    Inside are: a URL with a scheme, `www.` or `//`, the target of a Markdown link or image, a link attribute of HTML
    and `url(…)` of CSS. `mailto:` and `tel:` followed at once by the place are not: they lead to that person alone.
    """
    seen = left[-REACH:]
    target = _markdown_target(seen)
    if target is not None:
        return None if _TO_A_PERSON.search(target) and not _is_image(seen, target) else target
    attribute = _ATTRIBUTE.search(seen)
    if attribute is not None:
        return None if _TO_A_PERSON.search(attribute["value"]) else attribute["value"].lstrip("\"'")
    css = _CSS.search(seen)
    if css is not None:
        return css[0]
    return _bare_url(seen)


def _bare_url(seen: str) -> str | None:
    run = _RUN.search(seen)
    text = run[0] if run else ""
    if len(text) >= REACH:
        return text
    start = _SCHEME.search(text) or _PROTOCOL_RELATIVE.search(text)
    return text[start.start() :] if start else None


def _markdown_target(seen: str) -> str | None:
    """What stands after the last `](` or `]: ` if its target is still open."""
    at = seen.rfind("](")
    if at >= 0:
        target = seen[at + 2 :]
        if "\n\n" not in target and target.count(")") <= target.count("("):
            return target
    at = seen.rfind("]:")
    if at >= 0:
        line = seen[at + 2 :]
        stripped = line.lstrip(" \t<")
        if "\n" not in line and " " not in stripped and _is_definition(seen, at):
            return stripped
    return None


def _is_definition(seen: str, at: int) -> bool:
    """`[label]: target` opens a line."""
    line = seen[seen.rfind("\n", 0, at) + 1 : at]
    return line.lstrip(" >").startswith("[")


def _is_image(seen: str, target: str) -> bool:
    label = seen[: len(seen) - len(target) - 2]
    opened = label.rfind("[")
    return opened > 0 and label[opened - 1] == "!"
