"""Instants as the store writes them: `2026-02-25T10:30:00.000Z`, UTC, fixed width.

Fixed width makes the order of the texts the order of the instants, so indexes and
comparisons in SQL work on them.
"""

from __future__ import annotations

from datetime import UTC, datetime

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
"""The end of what has none."""


def to_text(moment: datetime) -> str:
    """ValueError for a naive datetime: nobody can know what it means."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def from_text(text: str) -> datetime:
    return datetime.fromisoformat(text)


def from_text_or_none(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)
