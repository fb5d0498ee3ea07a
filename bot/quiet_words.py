"""Quiet hours in words and buttons. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, tzinfo
from itertools import groupby

from babel.dates import get_day_names
from markupsafe import Markup
from telegram import InlineKeyboardMarkup

from bot.callbacks import button
from bot.texts import language, plain, say
from bot.times import coming
from storage.quiet_hours import DAYS, Quiet, Span, quiet_until
from storage.timestamps import FOREVER

NIGHTS, WEEK, OFF = "nights", "week", "off"
PRESETS: Mapping[str, Mapping[int, Span | None]] = {
    NIGHTS: dict.fromkeys(DAYS, Span(time(22), time(7))),
    WEEK: dict.fromkeys(DAYS) | dict.fromkeys(range(5), Span(time(22), time(6, 30))),
    OFF: dict.fromkeys(DAYS),
}
"""What the buttons set; each says something of every day."""

DINGS, STRANGERS = "dings", "strangers"
"""What may pierce, in callback data."""


def overview(quiet: Quiet, now: datetime, zone: tzinfo, *, how: bool = True) -> Markup:
    """`how`: also how it is changed."""
    lines = [say("quiet-hours-open") if quiet.hours else say("quiet-hours-none")]
    lines += [say("quiet-hours-line", days=days, span=span) for days, span in spans(quiet.hours)]
    until = quiet_until(quiet.hours, now, zone)
    if until is not None and until != FOREVER:
        lines.append(say("quiet-hours-now", time=coming(until, now, zone)))
    if quiet.hours:
        dings, strangers = int(quiet.pierce_dings), int(quiet.pierce_strangers)
        lines.append(say("snooze-still-told", dings=dings, strangers=strangers))
    return Markup("\n").join([*lines, *([Markup(""), say("quiet-hours-how")] if how else [])])


def spans(hours: Mapping[int, Span]) -> Iterator[tuple[str, str]]:
    """`Mon–Fri`, `22:00–06:30`: days that follow each other and have the same."""
    names = get_day_names("abbreviated", locale=language())
    for span, group in groupby(DAYS, key=lambda day: hours.get(day)):
        days = list(group)
        if span is not None:
            ends = dict.fromkeys((days[0], days[-1]))
            yield "–".join(names[day].removesuffix(".") for day in ends), _span(span)


def _span(span: Span) -> str:
    if span == Span(time(0), time(0)):
        return plain("quiet-hours-all-day")
    return f"{span.starts:%H:%M}–{span.ends:%H:%M}"


def keyboard(quiet: Quiet) -> InlineKeyboardMarkup:
    """Each button says what it sets, so that pressing it twice sets it once."""
    dings, strangers = int(quiet.pierce_dings), int(quiet.pierce_strangers)
    rows = [
        [button(plain("button-quiet-nights"), "quietset", NIGHTS)],
        [button(plain("button-quiet-week"), "quietset", WEEK)],
        [
            button(plain("button-pierce-dings", on=dings), "pierce", DINGS, 1 - dings),
            button(plain("button-pierce-strangers", on=strangers), "pierce", STRANGERS, 1 - strangers),
        ],
    ]
    if quiet.hours:
        rows.append([button(plain("button-quiet-off"), "quietset", OFF)])
    rows.append([button(plain("settings-button"), "settings")])
    return InlineKeyboardMarkup(rows)
