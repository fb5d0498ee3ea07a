"""The weekly digest: one duty says when the house's is due, and then one for each chat that it is told.

`renew` plans the next: at the start, when a setting has moved it, and when one was due. Whoever listens at
that moment hears it; a chat that Telegram does not reach waits by itself.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from telegram.error import BadRequest, Forbidden, TelegramError

from bot import rhythm
from bot.chart_messages import send_chart
from bot.duties import NotNow
from bot.house_settings import DIGEST_DAY, DIGEST_HOUR, DIGEST_ON
from bot.rhythm import Shown
from bot.services import Services
from bot.texts import speaking
from storage.access import Access, Role
from storage.duties import Duty

log = logging.getLogger(__name__)

DUE = "digest"
"""The house's; it has no subject."""
TELL = "digest_chat"
"""Of one chat, which is its subject."""

LATE = timedelta(hours=1)
"""A restart, or an outage of Telegram's, is not worth a word before."""

STALE = timedelta(days=3, hours=12)
"""The next one is nearer then: this one is told no more."""

WEEK = timedelta(days=7)

FAR = timedelta(days=8)
"""What is planned for later than that was planned by a clock that ran ahead."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When it is due, by the clock on the wall."""

    weekday: int
    """0 is Monday."""
    hour: int

    def latest(self, now: datetime, zone: tzinfo) -> datetime:
        """The latest time it was due, `now` included. UTC."""
        today = now.astimezone(zone).date()
        day = today - timedelta(days=(today.weekday() - self.weekday) % 7)
        due = datetime.combine(day, time(self.hour), zone)
        if due > now:
            due = datetime.combine(day - WEEK, time(self.hour), zone)
        return due.astimezone(UTC)

    def next(self, now: datetime, zone: tzinfo) -> datetime:
        """The first time after `now` that it is due. UTC."""
        day = self.latest(now, zone).astimezone(zone).date() + WEEK
        return datetime.combine(day, time(self.hour), zone).astimezone(UTC)

    def stands(self, due_at: datetime, now: datetime, zone: tzinfo) -> bool:
        """Whether it is due already, or will be by this very schedule.

        Also where the clock was put back a little since the last one, which is not told again.
        """
        return due_at <= now or (self.latest(due_at, zone) == due_at and due_at - now < FAR)


async def schedule(services: Services) -> Schedule | None:
    """None: the household wants no digest."""
    house = services.house
    if not await house.current(DIGEST_ON):
        return None
    return Schedule(int(await house.current(DIGEST_DAY)), int(await house.current(DIGEST_HOUR)))


async def renew(services: Services) -> None:
    """The next one, as it is set now. One that was missed stays due: it is told late."""
    wanted, now, duties = await schedule(services), services.now(), services.store.duties
    if wanted is None:
        await duties.withdraw(DUE)
    elif not any(wanted.stands(duty.due_at, now, services.settings.zone) for duty in await duties.open(DUE)):
        await duties.add(DUE, wanted.next(now, services.settings.zone), now)
        services.wake_duties()


async def come_due(services: Services, duty: Duty, late: bool) -> None:
    """Its time has come: every chat is owed one, and the next is planned.

    Of several that were missed, only the latest.
    """
    wanted, now, zone = await schedule(services), services.now(), services.settings.zone
    if wanted is None:
        return
    due_at, duties = max(duty.due_at, wanted.latest(now, zone)), services.store.duties
    for chat_id in await _hearers(services.store.access):
        await duties.add(TELL, due_at, now, subject=str(chat_id))
    await duties.add(DUE, wanted.next(now, zone), now)
    services.wake_duties()


async def _hearers(access: Access) -> list[int]:
    """Charts are not for guests."""
    chats = await access.listening()
    return [chat for chat in chats if chat < 0 or await access.role(chat) in (Role.RESIDENT, Role.OWNER)]


async def tell(services: Services, duty: Duty, late: bool) -> None:
    """To one chat. NotNow where Telegram does not answer."""
    chat_id, now = int(duty.subject), services.now()
    if not await _wanted(services, chat_id, duty.due_at):
        await services.store.duties.lapse(duty, now)
        return
    try:
        await _tell(services, chat_id, duty.due_at)
    except Forbidden as error:
        log.info("chat %d has no digest: %s", chat_id, error)
        await services.store.access.set_reachable(chat_id, False, now)
    except BadRequest as error:
        log.error("the digest for chat %d is not taken: %s", chat_id, error)
    except TelegramError as error:
        raise NotNow(f"the digest for chat {chat_id} waits: {error}") from error


async def _wanted(services: Services, chat_id: int, due_at: datetime) -> bool:
    """Still: it may have waited long, and the settings, or what the chat may hear, be others now."""
    in_time = services.now() - due_at <= STALE
    return bool(in_time and await schedule(services) and chat_id in await _hearers(services.store.access))


async def _tell(services: Services, chat_id: int, due_at: datetime) -> None:
    store, now = services.store, services.now()
    quiet = await store.silence.until(chat_id, now, services.settings.zone) is not None
    with speaking(await store.access.language(chat_id)):
        shown = await _week(services, chat_id, due_at, due_at if now - due_at > LATE else None)
        await send_chart(services.easel, services.bot, chat_id, shown, silent=quiet)


async def digest_now(services: Services, chat_id: int) -> Shown:
    """As if it were due."""
    return await _week(services, chat_id, services.now(), None)


async def _week(services: Services, chat_id: int, until: datetime, late_for: datetime | None) -> Shown:
    dark = await rhythm.dark_charts(services.store, chat_id)
    return await rhythm.week(services.store, until, services.settings.zone, dark=dark, late_for=late_for)
