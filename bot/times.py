"""Times as people say them, in the language of the chat: "today 14:03"."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

from babel.dates import format_datetime

from bot.texts import language, plain


def spoken(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """`today 14:03`, `yesterday 14:03`, `Mon 14:03` within a week, else `3 Mar 14:03` (2024)."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local:%H:%M}"
    days = (today - local.date()).days
    if days == 0:
        return plain("today-at", clock=clock)
    if days == 1:
        return plain("yesterday-at", clock=clock)
    if 1 < days < 7:
        return f"{weekday(local)} {clock}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{day(local)}{year} {clock}"


def until(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """`today 14:03`, `tomorrow 14:03`, else `Sat 21 Nov, 14:03`: for what lies ahead."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    days = (local.date() - today).days
    if days == 0:
        return plain("today-at", clock=f"{local:%H:%M}")
    if days == 1:
        return plain("tomorrow-at", clock=f"{local:%H:%M}")
    return dated(moment, zone)


def end(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """As `until`; the midnight that ends a day is of that day: `today 24:00`."""
    if moment.astimezone(zone).time() != time.min:
        return until(moment, now, zone)
    return until(moment - timedelta(minutes=1), now, zone).removesuffix("23:59") + "24:00"


def dated(moment: datetime, zone: tzinfo) -> str:
    """`Sat 21 Nov, 14:03`: a chat is read again days later, when "today" would lie."""
    local = moment.astimezone(zone)
    return f"{weekday(local)} {day(local)}, {local:%H:%M}"


def weekday(local: datetime) -> str:
    """`Sat`."""
    return format_datetime(local, "ccc", locale=language()).removesuffix(".")


def day(local: datetime) -> str:
    """`21 Nov`; in German `21. Nov`."""
    shown = format_datetime(local, plain("day-pattern"), locale=language())
    return shown.removesuffix(".")


def ago(span: timedelta) -> str:
    """`5 s ago`, `12 min ago`, `3 h ago`, `4 days ago`."""
    seconds = max(0, int(span.total_seconds()))
    if seconds >= 2 * 86400:
        return plain("ago-days", count=seconds // 86400)
    for size, key in ((3600, "h"), (60, "min")):
        if seconds >= size:
            return plain("ago", count=seconds // size, unit=key)
    return plain("ago", count=seconds, unit="s")


def coming(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """`today 14:03`, `tomorrow 07:00`, `Mon 07:00` within a week, else `3 Mar 07:00` (2027)."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local:%H:%M}"
    days = (local.date() - today).days
    if days == 0:
        return plain("today-at", clock=clock)
    if days == 1:
        return plain("tomorrow-at", clock=clock)
    if 1 < days < 7:
        return f"{weekday(local)} {clock}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{day(local)}{year} {clock}"
