"""From the doorbell to the store: one camera, one poll; one event, one analysis. Sees only ports."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.decide import decide
from pipeline.errors import (
    ClipError,
    DoorbellBusy,
    DoorbellError,
    LoginNeeded,
    ModelError,
    RecordingUnusable,
    WorkerError,
)
from pipeline.gallery import EMBEDDING_MODEL
from pipeline.ports import Analyser, Clock, Doorbell, EventBook
from pipeline.types import Analysis, Camera, EventKind, Gallery, PendingEvent

log = logging.getLogger(__name__)

UNREADABLE_TRIES = 3
NEW_CAMERA_SPAN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class WatchRules:
    """Seconds, but for the tolerance."""

    coalesce_seconds: float = 60
    snapshot_wait: float = 2
    recording_wait: float = 900
    face_tolerance: float = 0.5


class Watch:
    """`gallery` gives the people to recognise, `news` is called when there is something to tell or to do."""

    def __init__(
        self,
        doorbell: Doorbell,
        events: EventBook,
        analyser: Analyser,
        gallery: Callable[[], Awaitable[Gallery]],
        clock: Clock,
        rules: WatchRules,
        news: Callable[[], None],
    ) -> None:
        self._doorbell, self._events, self._analyser = doorbell, events, analyser
        self._gallery, self._clock, self._rules, self._news = gallery, clock, rules, news
        self._snapshots: set[asyncio.Task[None]] = set()
        self._started_at = clock.now()

    async def poll(self, camera: Camera) -> int:
        """Reads the camera's history once; returns how many events were new. Raises DoorbellError."""
        floor = await self._events.poll_floor(camera, self._beginning())
        found = await self._doorbell.recordings(camera.id, floor)
        # Oldest first: a crash in between leaves a gap that the next poll reads over again.
        new = 0
        for recording in sorted(found, key=lambda one: (one.recorded_at, one.id)):
            ding = recording.kind is EventKind.DING
            event_id = await self._events.add_seen(
                recording,
                now=self._clock.now(),
                coalesce_seconds=self._rules.coalesce_seconds,
                hold_seconds=self._rules.snapshot_wait if ding else 0,
            )
            if event_id is None:
                continue
            new += 1
            if ding:
                self._picture(event_id, camera.id)
        if new:
            self._news()
        return new

    def _beginning(self) -> datetime:
        """Where a camera's history begins that was never polled: at the start, not when Ring first answers.

        A camera that joins the account later is not told from months ago.
        """
        return max(self._started_at, self._clock.now() - NEW_CAMERA_SPAN)

    def _picture(self, event_id: int, camera_id: str) -> None:
        task = asyncio.create_task(self._snapshot(event_id, camera_id), name=f"snapshot of event {event_id}")
        self._snapshots.add(task)
        task.add_done_callback(self._snapshots.discard)

    async def _snapshot(self, event_id: int, camera_id: str) -> None:
        jpeg = await self._doorbell.snapshot(camera_id, self._rules.snapshot_wait)
        await self._events.add_snapshot(event_id, jpeg, self._clock.now())
        self._news()

    async def work(self, event: PendingEvent) -> None:
        """Fetches and analyses one event; what cannot be done is postponed or marked, never lost."""
        try:
            with tempfile.TemporaryDirectory(prefix="latchkey-") as folder:
                clip = Path(folder) / f"{event.id}.mp4"
                await self._doorbell.download(event.recording, clip)
                analysis = await self._analyser.analyse(clip, await self._gallery())
            await self._finish(event, analysis)
        except DoorbellError as error:
            await self._later(event, error)
        except (ClipError, WorkerError, ModelError) as error:
            await self._give_up(event, str(error))
        self._news()

    async def _finish(self, event: PendingEvent, analysis: Analysis) -> None:
        decision = decide(analysis, face_tolerance=self._rules.face_tolerance)
        log.info("event %d: %s", event.id, "; ".join(decision.reasons))
        await self._events.finish(
            event.id, analysis, decision, self._clock.now(), embedding_model=EMBEDDING_MODEL
        )

    async def _later(self, event: PendingEvent, error: DoorbellError) -> None:
        now = self._clock.now()
        waited = now - event.created_at
        spoilt = isinstance(error, RecordingUnusable) and event.attempts + 1 >= UNREADABLE_TRIES
        if spoilt or waited >= timedelta(seconds=self._rules.recording_wait):
            await self._give_up(event, str(error))
            return
        await self._events.postpone(event.id, now + pause_before_retry(waited, error), str(error))

    async def _give_up(self, event: PendingEvent, reason: str) -> None:
        log.warning("event %d could not be analysed: %s", event.id, reason)
        await self._events.fail(event.id, reason, self._clock.now())

    async def close(self) -> None:
        for task in tuple(self._snapshots):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


def pause_before_retry(waited: timedelta, error: DoorbellError) -> timedelta:
    """Half a second at first, since a recording mostly appears within seconds; later a tenth of the wait."""
    if isinstance(error, DoorbellBusy) and error.retry_after:
        return timedelta(seconds=error.retry_after)
    if isinstance(error, LoginNeeded):
        return timedelta(seconds=30)
    return min(timedelta(seconds=60), max(timedelta(seconds=0.5), waited / 10))
