"""A firm whose name stands in quotation marks is all that is between them. Pure."""

from redactor.finding import Finding

_PAIRS = {"«": "»", "„": "“", "“": "”", '"': '"'}
_REACH = 48  # characters of a name on either side of what was seen of it
_SMALL = 1  # words without a capital that may be the rest of a name: «Таёжного дара», but no sentence


def in_quotes(text: str, finding: Finding) -> Finding:
    """An organisation seen in part, with the rest of its quotation: «Таёжного» in «Таёжного дара».

    Straight marks stay outside: they may be those of JSON.
    """
    opened = _opened(text, finding) if finding.entity == "ORG" else -1
    if opened < 0:
        return finding
    straight = text[opened] == '"'
    end = text.find(_PAIRS[text[opened]], max(finding.end - 1, opened + 1), finding.end + _REACH)
    first = min(finding.start, opened + straight)
    last = max(finding.end, end + (not straight))
    rest = text[first : finding.start] + " " + text[finding.end : last]
    if end < 0 or "\n" in rest or sum(word[0].islower() for word in rest.split()) > _SMALL:
        return finding
    return Finding("ORG", first, last, finding.score, finding.recognizer)


def _closes(text: str, at: int) -> bool:
    """Whether a straight mark ends a word or stands right after another one: «"ООО "Ключ""»."""
    before = text[at - 1 : at]
    return before.isalnum() or (at > 0 and before == text[at])


def _opened(text: str, finding: Finding) -> int:
    """Where the quotation opens in which a finding begins, or which begins within it; -1 when there is none.

    Marks that may as well close open only right before a finding or within it.
    """
    for at in range(finding.end - 1, max(-1, finding.start - _REACH), -1):
        sign = text[at]
        if sign in "«„" or (sign in '"“' and at >= finding.start - 1 and not _closes(text, at)):
            return at
        if at < finding.start and sign in "»”“\n":
            return -1
    return -1
