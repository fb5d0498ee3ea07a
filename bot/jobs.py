"""Thin JobQueue callbacks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import time, timedelta

from bot import menus, question_ends
from bot.context import App, Context
from bot.error_words import spoken
from bot.handlers import photos, talks
from bot.names import unturned
from bot.outages import Outage
from bot.services import Services
from bot.texts import plain
from bot.unfinished import finish
from bot.visits import LASTS
from pipeline.errors import (
    DoorbellBusy,
    DoorbellError,
    DoorbellUnreachable,
    LockError,
    LockLimit,
    LockRefused,
    LoginNeeded,
    StoreError,
)
from pipeline.types import Camera, Need
from storage.questions import Question
from storage.views import LockAction

log = logging.getLogger(__name__)

SWEEP_AFTER = 20
"""Seconds after the start: whoever starts the bot once a day sweeps too."""

AT_NIGHT = time(3, 40)

OVER_AFTER = timedelta(seconds=90)
POLL_SECONDS = 60
LIMIT_REST = 600.0
"""Seconds until the lock is looked at again, where the calls of the day are used up."""
# A job that is late because the loop was busy is run late, not dropped.
PATIENT = {"misfire_grace_time": None, "coalesce": True}


def add_jobs(
    application: App,
    services: Services,
    unfinished: Sequence[LockAction] = (),
    former: Sequence[Question] = (),
) -> None:
    """`unfinished`: what the run before left open at the lock; `former`: its questions about it, void now."""
    queue = application.job_queue
    assert queue is not None
    queue.run_repeating(poll, services.settings.poll_interval, first=0, name="poll", job_kwargs=PATIENT)
    menus.refresh(application)
    queue.run_repeating(talks.give_up, 30, name="conversations that are over", job_kwargs=PATIENT)
    queue.run_repeating(sweep, timedelta(hours=1), first=SWEEP_AFTER, name="sweep", job_kwargs=PATIENT)
    queue.run_once(look_at_cards, 0, name="SD card", job_kwargs=PATIENT)
    queue.run_once(mend, SWEEP_AFTER, name="mend after the start", job_kwargs=PATIENT)
    queue.run_daily(mend, AT_NIGHT.replace(tzinfo=services.settings.zone), name="mend", job_kwargs=PATIENT)
    queue.run_once(photos.resume, 0, name="photos of the run before", job_kwargs=PATIENT)
    queue.run_repeating(end_of_trouble, 30, name="end of trouble", job_kwargs=PATIENT)
    queue.run_repeating(end_of_visits, 20, name="end of visits", job_kwargs=PATIENT)
    if services.doorman is not None:
        every = services.settings.lock_poll_interval
        queue.run_repeating(look_at_lock, every, name="look at the lock", job_kwargs=PATIENT)
        queue.run_once(name_lock, 0, name="name of the lock", job_kwargs=PATIENT)
    if former:
        queue.run_once(question_ends.end_former, 0, data=former, name="former questions", job_kwargs=PATIENT)
    if unfinished:
        queue.run_once(finish, 0, data=unfinished, name="what was unfinished", job_kwargs=PATIENT)


async def sweep(context: Context) -> None:
    await context.services.keeper.sweep()


async def look_at_cards(context: Context) -> None:
    await context.services.keeper.look_at_cards()


async def mend(context: Context) -> None:
    await context.services.keeper.mend()


async def poll(context: Context) -> None:
    services = context.services
    services.health.pulse.beat()
    if services.ring_trouble.resting:
        return
    try:
        services.cameras = await services.doorbell.cameras()
        await _cameras_there(services)
        polled = await _poll_all(services, services.cameras)
    except DoorbellError as error:
        await _failed(services.ring_trouble, error)
    except StoreError as error:
        # Told by the store's own watch. What was not taken in is read again: the floor has not moved.
        log.debug("this look at Ring was lost: %s", error)
    else:
        if polled:
            await services.ring_trouble.worked()


async def _failed(trouble: Outage, error: DoorbellError) -> None:
    retry_after = error.retry_after if isinstance(error, DoorbellBusy) else None
    certain = isinstance(error, LoginNeeded)
    await trouble.failed(lambda: spoken(error), certain=certain, retry_after=retry_after)


async def _cameras_there(services: Services) -> None:
    if services.cameras:
        await services.camera_trouble.worked()
    else:
        await services.camera_trouble.failed(lambda: plain("outage-no-camera"), certain=True)


async def _poll_all(services: Services, cameras: Sequence[Camera]) -> bool:
    """Side by side. What fails for every camera is Ring's trouble and raised, else it is that camera's.

    False if it was too early to ask for any of them.
    """
    asked = [camera for camera in cameras if not _trouble_of(services, camera).resting]
    results = await asyncio.gather(*(_poll_one(services, camera) for camera in asked))
    errors = [error for error in results if error is not None]
    wide = [error for error in errors if isinstance(error, LoginNeeded | DoorbellBusy)]
    if errors and (wide or len(errors) == len(asked)):
        raise (wide or errors)[0]
    for camera, error in zip(asked, results, strict=True):
        trouble = _trouble_of(services, camera)
        await (trouble.worked() if error is None else _failed(trouble, error))
    return bool(asked) or not cameras


async def _poll_one(services: Services, camera: Camera) -> DoorbellError | None:
    try:
        async with asyncio.timeout(POLL_SECONDS):
            await services.watch.poll(camera)
    except DoorbellError as error:
        return error
    except TimeoutError:
        return DoorbellUnreachable("Ring's answers take longer than a minute.")
    return None


def _trouble_of(services: Services, camera: Camera) -> Outage:
    """One camera that was taken away or has no recordings must not slow down the others."""
    owner, name = services.ring_trouble.owner, unturned(camera.name)
    outage = Outage(
        f"Camera {camera.name}", services.clock, owner, called=lambda: plain("outage-camera", name=name)
    )
    return services.troubles_of_cameras.setdefault(camera.id, outage)


async def name_lock(context: Context) -> None:
    """What the household calls it, for the question; without, it is "the door"."""
    doorman = context.services.doorman
    if doorman is not None and doorman.lock.name is None:
        try:
            await doorman.lock.learn_name()
        except LockError as error:
            log.info("what the lock is called is not known: %s", error)


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


async def end_of_visits(context: Context) -> None:
    """What is over loses its buttons: the teller brings those messages up to date."""
    services, now = context.services, context.services.now()
    if await services.store.outbox.end_visits(now - LASTS, now):
        services.wake_teller()


async def end_of_trouble(context: Context) -> None:
    """PTB tells of each failed poll and never of a good one: a while without a failure is its end."""
    services = context.services
    for trouble in (services.polling_trouble, services.telegram_trouble, services.token_trouble):
        failed_at = trouble.last_failure
        if trouble.reason and failed_at and services.now() - failed_at > OVER_AFTER:
            await trouble.worked()
