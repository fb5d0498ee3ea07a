"""Ring's cameras, asked side by side: each never twice at once, so that one slow answer delays nobody else.

A round only begins what is not under way and returns at once: the schedule goes on whatever Ring does. Each
answer is judged as it comes: what is wrong with all cameras is Ring's trouble, else it is that camera's.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Sequence

from bot import door_cameras
from bot.error_words import spoken
from bot.outages import Outage
from bot.rounds import LIST, Answer
from bot.services import Services
from bot.texts import plain
from pipeline.errors import DoorbellBusy, DoorbellError, DoorbellUnreachable, LoginNeeded, StoreError
from pipeline.types import Camera

log = logging.getLogger(__name__)

READING_SECONDS = 300
"""For a whole history, of many pages perhaps; each answer has a deadline of its own."""

SLOW, QUICK = 8.0, 4.0
"""Seconds of a poll, mostly one answer: where "Ring is slow" starts and where it ends."""


def begin(services: Services) -> None:
    """One round."""
    if services.ring_trouble.resting:
        return
    if LIST not in services.rounds.under_way.keys:
        services.rounds.under_way.begin(LIST, _or_lost(_list(services)))
    _poll_all(services, services.cameras)


def _poll_all(services: Services, cameras: Sequence[Camera]) -> None:
    under_way = services.rounds.under_way
    for camera in cameras:
        if camera.id not in under_way.keys and not trouble_of(services, camera).resting:
            under_way.begin(camera.id, _or_lost(_poll(services, camera)))


async def _or_lost(look: Awaitable[None]) -> None:
    """A store that takes nothing is told by its own watch. What was not taken in is read again."""
    try:
        await look
    except StoreError as error:
        log.debug("this look at Ring was lost: %s", error)


async def _list(services: Services) -> None:
    listed: Sequence[Camera] = ()

    async def read() -> None:
        nonlocal listed
        listed = await services.doorbell.cameras()

    answer = await _timed(read())
    services.rounds.latest[LIST] = answer
    if answer.error is not None:
        await _failed(services.ring_trouble, answer.error)
        return
    if await door_cameras.adopt(services, listed):
        services.rounds.forget_but({camera.id for camera in services.cameras})
        # At once: at the start nobody was known to be asked.
        _poll_all(services, services.cameras)
    if services.cameras:
        await services.camera_trouble.worked()
    else:
        await services.ring_trouble.worked()
        await services.camera_trouble.failed(lambda: plain("outage-no-camera"), certain=True)


async def _poll(services: Services, camera: Camera) -> None:
    rounds, trouble = services.rounds, trouble_of(services, camera)
    answer = rounds.latest[camera.id] = await _timed(services.watch.poll(camera))
    if answer.error is None:
        await trouble.worked()
        if rounds.ring_is_well:
            await services.ring_trouble.worked()
        await _how_fast(services)
    elif rounds.is_rings(answer):
        await _failed(services.ring_trouble, answer.error)
    else:
        await _failed(trouble, answer.error)


async def _timed(asking: Awaitable[object]) -> Answer:
    began, error = time.monotonic(), None
    try:
        async with asyncio.timeout(READING_SECONDS):
            await asking
    except DoorbellError as failure:
        error = failure
    except TimeoutError:
        error = DoorbellUnreachable(f"Ring's history is not read within {READING_SECONDS // 60} minutes.")
    return Answer(time.monotonic() - began, error)


async def _how_fast(services: Services) -> None:
    """Slow is Ring where even the camera that answers first does so late."""
    seconds = services.rounds.quickest
    if seconds is None or QUICK < seconds < SLOW:
        return
    if seconds >= SLOW:
        await services.rounds.slow.failed(lambda: plain("supervision-slow"))
    else:
        await services.rounds.slow.worked()


async def _failed(trouble: Outage, error: DoorbellError) -> None:
    retry_after = error.retry_after if isinstance(error, DoorbellBusy) else None
    certain = isinstance(error, LoginNeeded)
    await trouble.failed(lambda: spoken(error), certain=certain, retry_after=retry_after)


def trouble_of(services: Services, camera: Camera) -> Outage:
    """One camera that was taken away or has no recordings must not slow down the others."""
    return door_cameras.outage_of(services, camera, services.troubles_of_cameras, f"Camera {camera.id}")
