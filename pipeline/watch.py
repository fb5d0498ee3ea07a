"""From the doorbell to the store: one camera, one poll; one event, one analysis. Sees only ports."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import inf

from pipeline.attempts import Attempts
from pipeline.clip_folder import ClipFolder
from pipeline.decide import decide, scene_decides
from pipeline.door_types import DoorRules
from pipeline.elapsed import elapsed
from pipeline.errors import (
    ClipError,
    DoorbellBusy,
    DoorbellError,
    LoginNeeded,
    ModelError,
    NoWorker,
    PeopleChanged,
    RecordingNotReady,
    RecordingUnusable,
    StoreError,
    WorkerError,
)
from pipeline.gallery import EMBEDDING_MODEL
from pipeline.jitter import later
from pipeline.ports import Analyser, Clock, Doorbell, EventBook, FaceDoor
from pipeline.refusals import heeded
from pipeline.rules import Rules, Situation
from pipeline.sight_rules import SightRules
from pipeline.types import (
    Analysis,
    Camera,
    Decision,
    EventKind,
    Gallery,
    PendingEvent,
    Picture,
    Recording,
    UsualScene,
)
from pipeline.usual_scene import usual_scene

log = logging.getLogger(__name__)

UNUSABLE_WAIT = timedelta(seconds=60)
"""What Ring gives for a recording may be no clip for a moment: a page of its gateway, half a file."""

OUTAGE_WAIT = timedelta(days=1)
"""While Ring is away or refuses us, or nothing here can analyse it, the recording may well be there."""

SOON = (
    (timedelta(seconds=3), timedelta(seconds=0.5)),
    (timedelta(seconds=15), timedelta(seconds=1)),
    (timedelta(seconds=60), timedelta(seconds=2)),
)
"""While an event waited less than the first, a recording that is not there is asked for after the second."""

LONGEST_PAUSE_WHILE_UNUSABLE = timedelta(seconds=10)
LONGEST_PAUSE_FOR_A_CLIP = timedelta(minutes=3)
LONGEST_PAUSE = timedelta(minutes=5)
"""Between tries at what is in trouble: an outage of hours, of which each waiting event would ask."""

NEW_CAMERA_SPAN = timedelta(minutes=10)

TOLD_LATE = timedelta(seconds=1)
"""So much too late may Ring's time be as a doorbell tells it; what came in the start's own second counts."""

CAUGHT_UP_SECONDS = 30.0
"""Where the last whole reading of a camera's history is longer ago, the next one catches up."""

LONG_OVER = timedelta(minutes=5)
"""What is found by catching up and began longer ago waits behind what happens now: nobody is there any more.

As long as a visit lasts beyond its last event. What is younger, as after a restart, is looked at at once."""

STILL_TO_BE_SEEN = timedelta(minutes=1)
"""Who rang longer ago is on no snapshot of now."""


@dataclass(frozen=True, slots=True)
class WatchRules:
    """Seconds, but for what is seen and opened. `counting` holds the zones of all cameras."""

    coalesce_seconds: float = 60
    snapshot_wait: float = 2
    recording_wait: float = 900
    seeing: Rules = field(default_factory=Rules)
    counting: SightRules = field(default_factory=SightRules)
    door: DoorRules = field(default_factory=DoorRules)


class Watch:
    """`gallery` gives the people to recognise, `news` is called when there is something to tell or to do.

    `door`: what a face may open; None: nothing.
    """

    def __init__(
        self,
        doorbell: Doorbell,
        events: EventBook,
        analyser: Analyser,
        gallery: Callable[[], Awaitable[Gallery]],
        clock: Clock,
        rules: WatchRules,
        news: Callable[[], None],
        door: FaceDoor | None = None,
    ) -> None:
        self._doorbell, self._events, self._analyser = doorbell, events, analyser
        self._gallery, self._clock, self._rules, self._news = gallery, clock, rules, news
        self._snapshots: set[asyncio.Task[None]] = set()
        self.attempts = Attempts(clock)
        self._cameras: dict[str, Camera] = {}
        self._started = elapsed()
        self._clips = ClipFolder()
        self._door = door
        self._read_at: dict[str, float] = {}
        """By camera id: the monotonic clock's second when the last whole reading of its history began."""
        self._whole_at: dict[str, float] = {}
        """The same by a clock that runs on while the machine sleeps: what came meanwhile is caught up."""

    @property
    def rules(self) -> WatchRules:
        return self._rules

    @property
    def last_read(self) -> float | None:
        """The monotonic clock's second when a camera's history was last read whole; None: never yet."""
        return max(self._read_at.values(), default=None)

    def follow(self, rules: WatchRules) -> None:
        """From now on, also for what is known already and not decided yet."""
        self._rules = rules

    def clock_jumped(self, jump: timedelta) -> None:
        """This machine's clock was put on by so much, or back: nothing has waited longer for that."""
        self.attempts.clock_jumped(jump)

    async def poll(self, camera: Camera) -> int:
        """Reads the camera's history once; returns how many events were new.

        Raises DoorbellError; what was read before is taken in.
        """
        self._cameras[camera.id] = camera
        floor, began = await self._events.poll_floor(camera, self._beginning()), time.monotonic()
        asked_at = elapsed()
        live = asked_at - self._whole_at.get(camera.id, -inf) <= CAUGHT_UP_SECONDS
        new = 0
        async with aclosing(self._doorbell.history(camera.id, floor)) as pages:
            async for page in pages:
                unread_since = floor if page.more else None
                # Oldest first: a crash in between leaves a gap that the next poll reads over again.
                for recording in sorted(page.recordings, key=lambda one: (one.recorded_at, one.id)):
                    new += await self._take_in(recording, unread_since, live)
        await self._events.read_whole(camera.id)
        self._read_at[camera.id], self._whole_at[camera.id] = began, asked_at
        return new

    async def _take_in(self, recording: Recording, unread_since: datetime | None, live: bool) -> bool:
        """False for a recording that is known. Not `live`: found by catching up, and opens nothing."""
        now = self._clock.now()
        # By Ring's clock: this machine's may be hours wrong until the network has put it right.
        age = (self._doorbell.now() or now) - recording.recorded_at
        picture = recording.kind is EventKind.DING and age < STILL_TO_BE_SEEN
        event_id = await self._events.add_seen(
            recording,
            now=now,
            coalesce_seconds=self._rules.coalesce_seconds,
            hold_seconds=self._rules.snapshot_wait if picture else 0,
            unread_since=unread_since,
            caught_up=not live and age > LONG_OVER,
        )
        if event_id is None:
            return False
        self.attempts.begun(event_id, first_hand=live)
        if picture:
            self._picture(event_id, recording.camera_id)
        self._news()
        return True

    def _beginning(self) -> datetime:
        """Where a camera's history begins that was never polled: at the start, not when Ring first answers.

        A camera that joins the account later is not told from months ago. By Ring's clock, where it has told
        it: this machine's may still be hours wrong.
        """
        runs = timedelta(seconds=elapsed() - self._started)
        return (self._doorbell.now() or self._clock.now()) - min(runs, NEW_CAMERA_SPAN) - TOLD_LATE

    def _picture(self, event_id: int, camera_id: str) -> None:
        task = asyncio.create_task(self._snapshot(event_id, camera_id), name=f"snapshot of event {event_id}")
        self._snapshots.add(task)
        task.add_done_callback(self._snapshots.discard)

    async def _snapshot(self, event_id: int, camera_id: str) -> None:
        """Without one the ding is told at the end of its hold."""
        try:
            jpeg = await self._doorbell.snapshot(camera_id, self._rules.snapshot_wait)
            await self._events.add_snapshot(event_id, jpeg, self._clock.now())
        except Exception:
            # Nobody awaits this task: an error not logged here would never be seen.
            log.exception("event %d is told without a snapshot", event_id)
        self._news()

    async def work(self, event: PendingEvent, *, coarse: bool = False) -> None:
        """Fetches and analyses one event; what cannot be done is postponed or marked, never lost.

        `coarse`: on few frames, and then it opens nothing. StoreError where nothing could be written down.
        """
        self.attempts.begun(event.id)
        try:
            analysis = await self._look_at(event, coarse)
            if analysis is not None:
                await self._finish(event, analysis)
        except StoreError:
            self.attempts.spoiled(event.id)
            raise
        except (DoorbellError, ClipError, NoWorker, PeopleChanged) as error:
            await self._later(event, error)
        except Exception as error:
            log.exception("event %d could not be looked at this time", event.id)
            await self._later(event, error)
        self._news()

    async def _look_at(self, event: PendingEvent, coarse: bool) -> Analysis | None:
        """None where it was given up."""
        with self._clips.clip() as clip:
            await self._doorbell.download(event.recording, clip)
            await self._events.fetched(event.id, self._clock.now())
            try:
                return await self._analyser.analyse(
                    clip,
                    await self._gallery(),
                    self._rules.counting.for_camera(self._camera(event)),
                    coarse=coarse,
                    urgent=event.recording.kind is EventKind.DING,
                )
            except NoWorker:
                raise
            except (WorkerError, ModelError) as error:
                await self._give_up(event, str(error), await self._analyser.still(clip))
                return None

    async def _situation(self, event: PendingEvent, analysis: Analysis) -> Situation:
        now, camera = self._clock.now(), self._camera(event)
        return Situation(
            now,
            self._doorbell.now(),
            clip_ends_at=event.recording.recorded_at + timedelta(seconds=analysis.seconds),
            grants=await self._events.grants(camera.id, now, self._rules.door),
            door=self._rules.door,
            rang=event.recording.kind is EventKind.DING,
            camera_may_open=bool(camera.meant_by & self._rules.door.cameras),
            first_hand=self.attempts.at_first_hand(event.id) and not analysis.second_try,
        )

    async def _decided(self, event: PendingEvent, analysis: Analysis) -> Decision:
        rules, situation = self._rules.seeing, await self._situation(event, analysis)
        if scene_decides(analysis, rules, situation):
            situation = replace(situation, scene=await self._scene(event, analysis))
        return decide(analysis, rules, situation)

    async def _scene(self, event: PendingEvent, analysis: Analysis) -> UsualScene | None:
        """None without a picture of the clip, or where they cannot be compared: then nothing opens."""
        if analysis.thumbnail is None:
            return None
        now = Picture(analysis.thumbnail, tuple(one.box for one in analysis.detections))
        try:
            earlier = await self._events.earlier_pictures(event.id)
            return await asyncio.to_thread(usual_scene, now, earlier, analysis.frame_size[0])
        except StoreError:
            raise
        except Exception:
            # Whoever came is told of now, not when this has been tried for a quarter of an hour.
            log.exception("event %d: the camera's usual scene could not be looked for", event.id)
            return None

    def _camera(self, event: PendingEvent) -> Camera:
        """Before its first poll only its id is known."""
        camera_id = event.recording.camera_id
        return self._cameras.get(camera_id, Camera(camera_id, camera_id))

    async def _finish(self, event: PendingEvent, analysis: Analysis) -> None:
        refusals = tuple(await self._events.refusals(event.id))
        # Asked once more as it is written down: somebody may say so, or be forgotten, just now.
        analysis = replace(heeded(analysis, refusals), refusals=refusals)
        decision = await self._decided(event, analysis)
        log.info("event %d: %s", event.id, "; ".join(decision.reasons))
        self.attempts.analysed(event.id)
        finished = await self._events.finish(
            event.id,
            analysis,
            decision,
            self._clock.now(),
            embedding_model=EMBEDDING_MODEL,
            door=self._rules.door if self._door is not None else None,
        )
        self.attempts.forget([event.id])
        if self._door is not None and finished is not None and finished.opening is not None:
            self._door.begin(finished.opening)

    def _waited(self, event: PendingEvent, error: Exception) -> timedelta:
        if isinstance(error, RecordingUnusable | ClipError):
            return self.attempts.unusable_for(event.id)
        return self.attempts.waited(event)

    async def _later(self, event: PendingEvent, error: Exception) -> None:
        if not isinstance(error, RecordingNotReady):
            # One that is not there yet was never tried; any other clip is a retried one from now on.
            self.attempts.spoiled(event.id)
        waited = self._waited(event, error)
        reason = str(error) or type(error).__name__
        if waited >= self._patience(error):
            await self._give_up(event, reason)
            return
        pause = later(pause_before_retry(self.attempts.failing_for(event.id), error))
        if not await self._events.postpone(event.id, self._clock.now() + pause, reason):
            # Given up meanwhile, without us.
            self.attempts.forget([event.id])

    def _patience(self, error: Exception) -> timedelta:
        for_a_recording = timedelta(seconds=self._rules.recording_wait)
        if isinstance(error, RecordingUnusable | ClipError):
            return min(UNUSABLE_WAIT, for_a_recording)
        # An OSError: a full disk, say, as it may be for hours.
        away = isinstance(error, DoorbellError | NoWorker | OSError | PeopleChanged) and not isinstance(
            error, RecordingNotReady
        )
        return OUTAGE_WAIT if away else for_a_recording

    async def _give_up(self, event: PendingEvent, reason: str, still: bytes | None = None) -> None:
        self.attempts.forget([event.id])
        log.warning("event %d could not be analysed: %s", event.id, reason)
        await self._events.fail(event.id, reason, self._clock.now(), still)

    async def close(self) -> None:
        tasks = tuple(self._snapshots)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._clips.close()


def pause_before_retry(waited: timedelta, error: Exception) -> timedelta:
    """`waited` since it was tried first.

    What Ring asks for is done; all else grows with the wait.
    """
    if isinstance(error, DoorbellBusy) and error.retry_after:
        return timedelta(seconds=error.retry_after)
    if isinstance(error, LoginNeeded):
        return timedelta(seconds=30)
    if isinstance(error, RecordingNotReady):
        return _until_it_appears(waited)
    if isinstance(error, RecordingUnusable | ClipError):
        return min(LONGEST_PAUSE_WHILE_UNUSABLE, max(timedelta(seconds=0.5), waited / 2))
    return min(LONGEST_PAUSE, max(timedelta(seconds=1), waited / 2))


def _until_it_appears(waited: timedelta) -> timedelta:
    """A recording mostly appears within seconds, and is told soon after; about 50 tries in 15 minutes."""
    for soon, pause in SOON:
        if waited < soon:
            return pause
    return min(LONGEST_PAUSE_FOR_A_CLIP, waited / 2)
