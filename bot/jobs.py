"""Thin JobQueue callbacks."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.context import App, Context
from bot.services import Services
from pipeline.errors import DoorbellBusy, DoorbellError, LoginNeeded
from pipeline.types import Camera

CONFLICT_OVER_AFTER = 90
# A job that is late because the loop was busy is run late, not dropped.
PATIENT = {"misfire_grace_time": None, "coalesce": True}
NO_CAMERA = "the account shows no doorbell camera; add one in the Ring app, or log in to the right account"


def add_jobs(application: App, services: Services) -> None:
    queue = application.job_queue
    assert queue is not None
    queue.run_repeating(poll, services.settings.poll_interval, first=0, name="poll", job_kwargs=PATIENT)
    queue.run_repeating(end_of_conflict, 30, name="conflict", job_kwargs=PATIENT)


async def poll(context: Context) -> None:
    services = context.services
    if services.ring_trouble.resting:
        return
    try:
        services.cameras = await services.doorbell.cameras()
        await _cameras_there(services)
        await _poll_all(services, services.cameras)
    except LoginNeeded as error:
        await services.ring_trouble.failed(str(error), certain=True)
    except DoorbellBusy as error:
        await services.ring_trouble.failed(str(error), retry_after=error.retry_after)
    except DoorbellError as error:
        await services.ring_trouble.failed(str(error))
    except TimeoutError:
        await services.ring_trouble.failed("its answers take longer than a minute")
    else:
        await services.ring_trouble.worked()


async def _cameras_there(services: Services) -> None:
    if services.cameras:
        await services.camera_trouble.worked()
    else:
        await services.camera_trouble.failed(NO_CAMERA, certain=True)


async def _poll_all(services: Services, cameras: Sequence[Camera]) -> None:
    """Side by side: one slow camera does not keep the others' bells from being heard."""
    async with asyncio.timeout(60):
        results = await asyncio.gather(*map(services.watch.poll, cameras), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result


async def end_of_conflict(context: Context) -> None:
    """PTB tells of each failed poll and never of a good one: a while without a conflict is its end."""
    trouble, now = context.services.polling_trouble, context.services.now()
    if (
        trouble.reason
        and trouble.last_failure
        and (now - trouble.last_failure).total_seconds() > CONFLICT_OVER_AFTER
    ):
        await trouble.worked()
