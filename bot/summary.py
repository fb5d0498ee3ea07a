"""A summary as a message: its words, its one button, and the pictures that matter on one sheet."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import InlineKeyboardMarkup

from bot.history_keyboards import show_keyboard
from bot.keyboards import NOBODY
from bot.settings import Settings
from bot.summary_words import span_of, summary, that_matter
from bot.texts import plain
from storage.history_filter import HistoryFilter
from storage.late_news import LateVisit
from storage.store import Store
from storage.views import VisitView


@dataclass(frozen=True, slots=True)
class Summary:
    caption: str
    keyboard: InlineKeyboardMarkup
    picture: bytes | None
    """None where nothing of it has one."""


async def summary_of(
    store: Store,
    settings: Settings,
    visits: Sequence[LateVisit],
    told_at: datetime,
    now: datetime,
    *,
    resident: bool,
) -> Summary:
    """`visits`: one or more. `resident`: somebody reads it who may look at the history."""
    views = [await store.events.visit(one.visit_id) for one in that_matter(visits)]
    shown = [view for view in views if view is not None]
    caption = summary(visits, shown, told_at, settings.zone, await store.late_news.coming())
    keyboard = await _to_the_history(store, settings, visits, now) if resident else NOBODY
    return Summary(caption, keyboard, await _sheet(store, shown))


async def _to_the_history(
    store: Store, settings: Settings, visits: Sequence[LateVisit], now: datetime
) -> InlineKeyboardMarkup:
    span = span_of(visits, settings.zone)
    end = span.until + timedelta(milliseconds=1)
    wanted = HistoryFilter(since=span.since, until=end, words=span.said())
    return show_keyboard(await store.filters.number(wanted, now))


async def _sheet(store: Store, visits: Sequence[VisitView]) -> bytes | None:
    paths = [visit.thumbnail_path for visit in visits]
    pictures = [await store.thumbnails.read(path) if path else None for path in paths]
    if not any(pictures):
        return None
    return await asyncio.to_thread(_drawn, pictures, plain("event-no-picture"))


def _drawn(pictures: Sequence[bytes | None], absent: str) -> bytes:
    # Pillow is loaded by whoever needs it first, not by the start.
    from charts.contact_sheet import contact_sheet

    return contact_sheet(pictures, absent)
