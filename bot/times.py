"""Times as people say them: "today 14:03"."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo


def spoken(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """`today 14:03`, `yesterday 14:03`, `Mon 14:03` within a week, else `3 Mar 14:03` (2024)."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local:%H:%M}"
    days = (today - local.date()).days
    if days == 0:
        return f"today {clock}"
    if days == 1:
        return f"yesterday {clock}"
    if 1 < days < 7:
        return f"{local:%a} {clock}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local.day} {local:%b}{year} {clock}"


def ago(span: timedelta) -> str:
    """`5 s ago`, `12 min ago`, `3 h ago`, `4 days ago`."""
    seconds = max(0, int(span.total_seconds()))
    for size, unit in ((86400, "days"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size or (seconds >= size and unit != "days"):
            return f"{seconds // size} {unit} ago"
    return f"{seconds} s ago"
