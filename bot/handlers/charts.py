"""/heatmap and /stats: the rhythm of the door."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from html import escape

from telegram import Update
from telegram.constants import ChatAction, ParseMode

from bot.access import needs
from bot.context import Context
from storage.access import Role
from storage.views import Totals

DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
SPAN = timedelta(days=30)


@needs(Role.RESIDENT)
async def show_heatmap(update: Update, context: Context) -> None:
    services, chat = context.services, update.effective_chat
    assert chat is not None
    await chat.send_action(ChatAction.UPLOAD_PHOTO)
    now = services.now()
    counts = await services.store.events.counts(now - SPAN, now, services.settings.zone)
    png = await asyncio.to_thread(_drawn, counts)
    await chat.send_photo(png, busiest(counts), filename="heatmap.png")


def _drawn(counts: list[list[int]]) -> bytes:
    # A third of the time of a start, and 30 MiB: only for who looks at charts.
    from charts.heatmap import heatmap

    return heatmap(counts, title="When your door is busy", subtitle="visits, past 30 days")


def busiest(counts: list[list[int]]) -> str:
    """`214 visits, most on Fridays at 17`."""
    total = sum(map(sum, counts))
    if not total:
        return "No visits in the past 30 days."
    day, hour = max(((d, h) for d in range(7) for h in range(24)), key=lambda cell: counts[cell[0]][cell[1]])
    return f"{total} visit{'s' * (total != 1)} in 30 days, most on {DAYS[day]} at {hour}"


@needs(Role.RESIDENT)
async def stats(update: Update, context: Context) -> None:
    services = context.services
    now = services.now()
    totals = await services.store.events.totals(now - SPAN, now)
    names = {person.name: person.display_name for person in await services.store.people.all()}
    cameras = {camera.id: camera.name for camera in services.cameras}
    if update.effective_message:
        await update.effective_message.reply_text(
            _lines(totals, names, cameras, now), parse_mode=ParseMode.HTML
        )


def _lines(totals: Totals, names: dict[str, str], cameras: dict[str, str], now: datetime) -> str:
    lines = [f"<b>Past 30 days</b>\n{totals.visits} visits, {totals.strangers} with a stranger"]
    lines += [f"🚶 {escape(names.get(name, name))}: {count}" for name, count in totals.by_person]
    lines += [f"📷 {escape(cameras.get(camera, camera))}: {count}" for camera, count in totals.by_camera]
    return "\n".join(lines)
