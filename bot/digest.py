"""The weekly digest: a duty a listening chat, planned anew whenever the one before is done."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot import rhythm
from bot.chart_messages import send_chart
from bot.context import Context
from bot.rhythm import Shown
from bot.services import Services
from bot.texts import speaking
from storage.access import Access, Role
from storage.duties import Duty
from storage.store import Store

log = logging.getLogger(__name__)

KIND = "digest"
ON, DAY, HOUR = "digest_on", "digest_day", "digest_hour"
"""Household settings: a boolean, a weekday from Monday (0), a local hour."""

LATE = timedelta(hours=1)
"""A restart, or an outage of Telegram's, is not worth a word before."""


@dataclass(frozen=True, slots=True)
class Schedule:
    on: bool = True
    weekday: int = 6
    hour: int = 18

    def latest(self, now: datetime, zone: tzinfo) -> datetime:
        """The latest time it was due, `now` included. UTC."""
        today = now.astimezone(zone).date()
        day = today - timedelta(days=(today.weekday() - self.weekday) % 7)
        due = datetime.combine(day, time(self.hour), zone)
        if due > now:
            due = datetime.combine(day - timedelta(days=7), time(self.hour), zone)
        return due.astimezone(UTC)

    def next(self, now: datetime, zone: tzinfo) -> datetime:
        """The first time after `now` that it is due. UTC."""
        day = self.latest(now, zone).astimezone(zone).date() + timedelta(days=7)
        return datetime.combine(day, time(self.hour), zone).astimezone(UTC)


async def schedule(store: Store) -> Schedule:
    """What is not a day or an hour is as if nobody had changed it."""
    usual, settings = Schedule(), store.house_settings
    on, weekday, hour = await settings.get(ON), await settings.get(DAY), await settings.get(HOUR)
    return Schedule(
        on=on if isinstance(on, bool) else usual.on,
        weekday=weekday if isinstance(weekday, int) and 0 <= weekday < 7 else usual.weekday,
        hour=hour if isinstance(hour, int) and 0 <= hour < 24 else usual.hour,
    )


async def look(context: Context) -> None:
    """A job."""
    await work(context.bot, context.services)


async def work(bot: Bot, services: Services) -> None:
    """Plans what is missing and tells what is due."""
    await plan(services)
    due = await services.store.duties.due(services.now(), [KIND])
    for duty in due:
        await tell(bot, services, duty)
    if due:
        await plan(services)


async def plan(services: Services) -> None:
    """An open duty for each chat that shall have a digest, at the time that is set now; none for others."""
    store, now, zone = services.store, services.now(), services.settings.zone
    wanted = await schedule(store)
    chats = {str(chat_id) for chat_id in await _hearers(store.access)} if wanted.on else set()
    open_ones = {duty.subject: duty for duty in await store.duties.open(KIND)}
    for subject in open_ones.keys() - chats:
        await store.duties.done(open_ones[subject], now)
    slot = {"weekday": wanted.weekday, "hour": wanted.hour}
    for subject in chats:
        if subject not in open_ones or open_ones[subject].payload != slot:
            await store.duties.add(KIND, wanted.next(now, zone), now, subject=subject, payload=slot)


async def _hearers(access: Access) -> list[int]:
    """Charts are not for guests."""
    chats = await access.listening()
    return [chat for chat in chats if chat < 0 or await access.role(chat) in (Role.RESIDENT, Role.OWNER)]


async def tell(bot: Bot, services: Services, duty: Duty) -> None:
    """Done once it was told, or can never be; open where Telegram does not answer: then it is tried again."""
    chat_id, now = int(duty.subject), services.now()
    try:
        await _tell(bot, services, chat_id, duty.due_at)
    except Forbidden as error:
        log.info("chat %d has no digest: %s", chat_id, error)
        await services.store.access.set_reachable(chat_id, False, now)
    except BadRequest as error:
        log.error("the digest for chat %d is not taken: %s", chat_id, error)
    except TelegramError as error:
        log.info("the digest for chat %d waits: %s", chat_id, error)
        return
    await services.store.duties.done(duty, now)


async def _tell(bot: Bot, services: Services, chat_id: int, due_at: datetime) -> None:
    """Of several that were missed, only the latest."""
    store, now, zone = services.store, services.now(), services.settings.zone
    until = max(due_at, (await schedule(store)).latest(now, zone))
    late_for = until if now - until > LATE else None
    with speaking(await store.access.language(chat_id)):
        dark = await rhythm.dark_charts(store, chat_id)
        shown = await rhythm.week(store, until, zone, dark=dark, late_for=late_for)
        await send_chart(services.easel, bot, chat_id, shown)


async def digest_now(store: Store, zone: tzinfo, chat_id: int, now: datetime) -> Shown:
    """As if it were due."""
    return await rhythm.week(store, now, zone, dark=await rhythm.dark_charts(store, chat_id))
