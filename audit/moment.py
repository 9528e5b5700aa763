"""Moments as text."""

from datetime import UTC, datetime


def moment_text(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds: 2026-11-21T18:30:00.000000Z, so that text order is time order."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
