"""Thin JobQueue callbacks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo

from bot import menus, polling, question_ends
from bot.bounded import bounded
from bot.context import App, Context
from bot.error_words import spoken
from bot.handlers import photos, talks
from bot.services import Services
from bot.steady import PATIENT, steadily
from bot.unfinished import finish
from bot.visits import LASTS
from pipeline.allocator import give_back
from pipeline.errors import (
    LockError,
    LockLimit,
    LockRefused,
)
from pipeline.types import Need
from storage.questions import Question
from storage.views import LockAction

log = logging.getLogger(__name__)

SWEEP_AFTER = 20
"""Seconds after the start: whoever starts the bot once a day sweeps too."""

AT_NIGHT = time(3, 40)

OVER_AFTER = timedelta(seconds=90)
LIMIT_REST = 600.0
"""Seconds until the lock is looked at again, where the calls of the day are used up."""


def add_jobs(
    application: App,
    services: Services,
    unfinished: Sequence[LockAction] = (),
    former: Sequence[Question] = (),
) -> None:
    """`unfinished`: what the run before left open at the lock; `former`: its questions about it, void now."""
    queue = application.job_queue
    assert queue is not None
    steadily(queue, poll, services.settings.poll_interval, first=0, name="poll")
    menus.refresh(application)
    steadily(queue, talks.give_up, 30, name="conversations that are over")
    steadily(queue, sweep, timedelta(hours=1), first=SWEEP_AFTER, name="sweep")
    queue.run_once(look_at_cards, 0, name="SD card", job_kwargs=PATIENT)
    queue.run_once(mend, SWEEP_AFTER, name="mend after the start", job_kwargs=PATIENT)
    queue.run_daily(mend, at_night(services.now(), services.settings.zone), name="mend", job_kwargs=PATIENT)
    queue.run_once(photos.resume, 0, name="photos of the run before", job_kwargs=PATIENT)
    steadily(queue, end_of_trouble, 30, name="end of trouble")
    steadily(queue, end_of_visits, 20, name="end of visits")
    if services.doorman is not None:
        every = services.settings.lock_poll_interval
        steadily(queue, look_at_lock, every, name="look at the lock")
        queue.run_once(name_lock, 0, name="name of the lock", job_kwargs=PATIENT)
    if former:
        queue.run_once(question_ends.end_former, 0, data=former, name="former questions", job_kwargs=PATIENT)
    if unfinished:
        queue.run_once(finish, 0, data=unfinished, name="what was unfinished", job_kwargs=PATIENT)


def at_night(now: datetime, zone: tzinfo) -> time:
    """In UTC, so once in 24 hours whatever the clocks on the wall do.

    The scheduler hangs on an hour that comes twice, and in Athens that is this one.
    """
    return datetime.combine(now.astimezone(zone).date(), AT_NIGHT, zone).astimezone(UTC).timetz()


@bounded
async def sweep(context: Context) -> None:
    await context.services.keeper.sweep()
    await asyncio.to_thread(give_back)


async def look_at_cards(context: Context) -> None:
    await context.services.keeper.look_at_cards()


async def mend(context: Context) -> None:
    await context.services.keeper.mend()


@bounded
async def poll(context: Context) -> None:
    context.services.health.pulse.beat()
    polling.begin(context.services)


async def name_lock(context: Context) -> None:
    """What the household calls it, for the question; without, it is "the door"."""
    doorman = context.services.doorman
    if doorman is not None and doorman.lock.name is None:
        try:
            await doorman.lock.learn_name()
        except LockError as error:
            log.info("what the lock is called is not known: %s", error)


@bounded
async def look_at_lock(context: Context) -> None:
    """Whoever turns the key by hand, or leaves the door unlocked, is not heard of otherwise."""
    services, trouble = context.services, context.services.lock_trouble
    if services.doorman is None or trouble.resting:
        return
    try:
        await services.doorman.status(Need.POLL)
    except LockError as error:
        said, certain = error, isinstance(error, LockRefused | LockLimit)
        rest = LIMIT_REST if isinstance(error, LockLimit) else None
        await trouble.failed(lambda: spoken(said), certain=certain, retry_after=rest)
    else:
        await trouble.worked()
        await name_lock(context)


@bounded
async def end_of_visits(context: Context) -> None:
    """What is over loses its buttons: the teller brings those messages up to date."""
    services, now = context.services, context.services.now()
    if await services.store.outbox.end_visits(now - LASTS, now):
        services.wake_teller()


@bounded
async def end_of_trouble(context: Context) -> None:
    """PTB tells of each failed poll and never of a good one: a while without a failure is its end."""
    services = context.services
    for trouble in (services.polling_trouble, services.telegram_trouble, services.token_trouble):
        if trouble.is_quiet(OVER_AFTER):
            await trouble.worked()
