"""Site engagement: the less invasive source of visits."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

from detector.facts import Visit
from detector.report import Status
from detector.view import HistorySource, ScanConfig
from tests.detector.machines import NOW, chromium_time, look, machine

CONFIG = ScanConfig(history_source=HistorySource.ENGAGEMENT)


def preferences(moment: datetime = NOW, score: float = 12.5) -> str:
    def site() -> dict[str, object]:
        return {"setting": {"lastEngagementTime": float(chromium_time(moment)), "rawScore": score, "pointsAdded": 1}}

    sites = {
        "https://sub.chatgpt.com:443,*": site(),
        "https://bank.example:443,*": site(),
        "https://x.com:443,*": site(),
        "chrome://settings/,*": site(),
    }
    content = {"exceptions": {"site_engagement": sites, "cookies": {"https://bank.example,*": {"setting": 1}}}}
    return json.dumps({"profile": {"content_settings": content, "name": "Anna"}, "account": "secret"})


def test_a_used_site_is_seen_by_day(tmp_path: Path) -> None:
    host = machine(tmp_path, files={"~/.config/google-chrome/Default/Preferences": preferences()})
    facts, report = look("engagement", host, CONFIG)
    assert [(f.match.tool_id, f.last_day) for f in facts if isinstance(f, Visit)] == [("chatgpt", date(2026, 11, 21))]
    assert report.status is Status.OK


def test_old_entries_outlive_a_cleared_history_and_do_not_count(tmp_path: Path) -> None:
    text = preferences(NOW - timedelta(days=90))
    host = machine(tmp_path, files={"~/.config/google-chrome/Default/Preferences": text})
    assert look("engagement", host, CONFIG)[0] == []


def test_a_site_without_a_score_was_not_used(tmp_path: Path) -> None:
    host = machine(tmp_path, files={"~/.config/google-chrome/Default/Preferences": preferences(score=0)})
    assert look("engagement", host, CONFIG)[0] == []


def test_it_is_off_while_the_history_is_read(tmp_path: Path) -> None:
    host = machine(tmp_path, files={"~/.config/google-chrome/Default/Preferences": preferences()})
    assert look("engagement", host)[1].status is Status.OFF
    assert look("history", host, CONFIG)[1].status is Status.OFF
