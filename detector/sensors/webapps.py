"""Web applications that a Chromium-family browser has installed, by their id.

The id is the first half of SHA-256 of SHA-256 of the start address, written with the letters a to p (chromium
web_app_helpers.cc, GenerateAppId; checked with the ids of Gmail, YouTube and ChatGPT). It tells the host exactly and
nothing else, so that no name or icon has to be read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from detector.facts import Match
from detector.match import EXACT, Matcher
from detector.platforms.host import System
from detector.sensors.browsers import chromium_profiles
from detector.sensors.places import names_in
from detector.view import View

_ID = re.compile(r"(?:^|[_-])([a-p]{32})(?:[-.]|$)")
_STARTS = ("/", "/app", "/chat", "/?source=pwa", "/?utm_source=pwa", "/?utm_source=homescreen")
_FOLDERS = ("Web Applications", "Web Applications/Manifest Resources")


def app_id(start: str) -> str:
    """The id of the web application that starts at an address."""
    digest = sha256(sha256(start.encode()).digest()).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest)


def web_apps(view: View) -> Iterator[Match]:
    """Installed web applications of catalogue hosts."""
    found = {name for name in _names(view) if name}
    known = _known_ids(view.matcher) if found else {}
    yield from (known[each] for each in sorted(found) if each in known)


def _names(view: View) -> Iterator[str]:
    """Ids in the browsers' folders, and in the names of the starters that browsers put into the menu."""
    folders = [f"{profile.folder}/{folder}" for profile in chromium_profiles(view) for folder in _FOLDERS]
    if view.host.system is System.LINUX:
        folders.append(view.at_home("~/.local/share/applications"))
    for folder in folders:
        for name in names_in(view, folder):
            hit = _ID.search(name)
            yield hit.group(1) if hit else ""


@lru_cache(maxsize=2)
def _known_ids(matcher: Matcher) -> dict[str, Match]:
    ids: dict[str, Match] = {}
    for tool_id, rule in matcher.telling_hosts():
        if rule.role == "web" and not rule.path:
            for host in (rule.host, f"www.{rule.host}"):
                match = Match(tool_id, f"web-app:{rule.host}", EXACT)
                ids.update((app_id(f"https://{host}{start}"), match) for start in _STARTS)
    return ids
