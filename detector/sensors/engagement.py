"""Site engagement of Chromium-family browsers: a less invasive source than the history, by site and day only.

The browser's Preferences hold a score for each site that was really used. Entries outlive a cleared history, so those
from before the policy's first day are dropped.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from detector.facts import Visit
from detector.hostname import split_address
from detector.sensors.browsers import Profile, chromium_profiles
from detector.sensors.history import window
from detector.view import HistorySource, View

NAME = "engagement"

_LARGEST_PREFERENCES = 64 << 20  # bytes
_EPOCH = -11_644_473_600  # 1601-01-01 in s since 1970
_PER_SECOND = 1_000_000


class _Setting(msgspec.Struct):
    last: float = msgspec.field(default=0.0, name="lastEngagementTime")
    score: float = msgspec.field(default=0.0, name="rawScore")


class _Site(msgspec.Struct):
    setting: _Setting = msgspec.field(default_factory=_Setting)


class _Exceptions(msgspec.Struct):
    site_engagement: dict[str, _Site] = {}


class _ContentSettings(msgspec.Struct):
    exceptions: _Exceptions = msgspec.field(default_factory=_Exceptions)


class _Profile(msgspec.Struct):
    content_settings: _ContentSettings = msgspec.field(default_factory=_ContentSettings)


class _Preferences(msgspec.Struct):
    """The part of Preferences that is read; all other keys are skipped."""

    profile: _Profile = msgspec.field(default_factory=_Profile)


def look(view: View) -> Iterator[Visit]:
    """Catalogue sites that were used, by profile."""
    if view.config.history_source is not HistorySource.ENGAGEMENT:
        return
    for profile in chromium_profiles(view):
        with view.tally.attempt():
            raw = view.host.read(f"{profile.folder}/Preferences", _LARGEST_PREFERENCES)
            sites = msgspec.json.decode(raw, type=_Preferences).profile.content_settings.exceptions.site_engagement
            view.tally.looked_at += 1
            yield from _visits(view, profile, sites)


def _visits(view: View, profile: Profile, sites: dict[str, _Site]) -> Iterator[Visit]:
    since, until = window(view)
    for pattern, site in sites.items():
        moment = site.setting.last / _PER_SECOND + _EPOCH
        match = view.matcher.match_host(split_address(pattern.partition(",")[0])[0])
        if match is None or match.strength < 2 or site.setting.score <= 0 or not since <= moment < until:
            continue
        if match.rule_id.removeprefix("host:") in view.config.approved_hosts:
            continue
        day = datetime.fromtimestamp(moment, tz=view.now.tzinfo or UTC).date()
        yield Visit(match, profile.browser, day, day, 1)
