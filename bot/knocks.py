"""Strangers get no answer; once a day the owner hears how many have knocked."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo

from telegram import Update

from bot.services import Services
from bot.texts import say, speaking
from storage.duties import Duty
from storage.knocks import MOST, TOLD

TOLD_AT = time(9)
"""Of the household's day."""

FAR = timedelta(days=2)


async def knocked(update: Update, services: Services) -> None:
    """A message or a press of somebody who is nobody here."""
    who = update.effective_user or update.effective_chat
    if who is None:
        return
    now = services.now()
    if await services.store.knocks.knocked(who.id, now, told_at(now, services.settings.zone)):
        services.wake_duties()


def told_at(now: datetime, zone: tzinfo) -> datetime:
    """The next morning: the first after `now`. UTC."""
    day = now.astimezone(zone).date()
    today = datetime.combine(day, TOLD_AT, zone)
    due = today if today > now else datetime.combine(day + timedelta(days=1), TOLD_AT, zone)
    return due.astimezone(UTC)


async def plan(services: Services) -> None:
    """Nobody waits for the morning of a clock that ran ahead."""
    now = services.now()
    for duty in await services.store.duties.open(TOLD):
        if duty.due_at - now > FAR:
            await services.store.duties.add(TOLD, told_at(now, services.settings.zone), now)


async def tell(services: Services, duty: Duty, late: bool) -> None:
    """The duty; being late changes nothing about it."""
    store = services.store
    count, owner = await store.knocks.count(), await store.access.owner()
    with speaking(await store.access.language(owner) if owner is not None else None):
        text = say("knocks-many", count=MOST) if count >= MOST else say("knocks", count=count)
    await store.knocks.told(owner, text, duty, services.now())
    services.wake_teller()
