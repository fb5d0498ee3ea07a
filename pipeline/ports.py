"""What the pipeline needs of the world, as small protocols with a real and a local side."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from pipeline.door_types import DoorRules, Finished, Opening
from pipeline.photo_types import PhotoFace
from pipeline.sight_rules import SightRules
from pipeline.types import (
    Analysis,
    Camera,
    Decision,
    Gallery,
    Grants,
    HistoryPage,
    LockStatus,
    Need,
    Picture,
    Recording,
    Refusal,
)

P = ParamSpec("P")
R = TypeVar("R")


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""
        ...


class Files(Protocol):
    """A disk that may hang."""

    async def run(self, seconds: float, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the work gives or raises, in a thread; TimeoutError where there was no answer in that time. It
        may be done all the same, later, but before anything else is begun."""
        ...


class Doorbell(Protocol):
    """Raises only DoorbellError and its kinds."""

    async def cameras(self) -> Sequence[Camera]:
        """Every doorbell camera of the account, read again now and then; [] if there is none."""
        ...

    def history(self, camera_id: str, since: datetime) -> AsyncGenerator[HistoryPage, None]:
        """All recordings of kind motion and ding at or after `since`, newest pages first.

        A failure after some pages takes nothing from those: the next reading leaves out what was taken in,
        where it says so by asking for the page behind it, and goes on from there.
        """
        ...

    async def download(self, recording: Recording, path: Path) -> None:
        """Writes the clip to `path`. RecordingNotReady while Ring answers 404."""
        ...

    async def snapshot(self, camera_id: str, timeout_seconds: float) -> bytes | None:
        """A fresh JPEG, or None if there is none within the time. Never raises."""
        ...

    def now(self) -> datetime | None:
        """Its own time as its answers told it, UTC, whatever this machine's clock says; None: not told."""
        ...

    async def close(self) -> None: ...


class Lock(Protocol):
    """Raises only LockError and its kinds. A command is sent at most once a call."""

    id: str
    name: str | None
    """None: not learnt yet."""

    async def status(self, need: Need = Need.LOOK) -> LockStatus:
        """LockLimit where today's remaining calls are kept for a greater need."""
        ...

    async def learn_name(self) -> str:
        """What its maker's app calls it, from now on `name`."""
        ...

    async def unlock(self) -> LockStatus:
        """Sends the command once, then reads until unlocked, jammed, or 20 s have passed."""
        ...

    async def lock(self) -> LockStatus: ...

    async def close(self) -> None: ...


class CallCount(Protocol):
    """How often the lock's cloud was asked, also before a restart. Raises nothing."""

    async def of_a_day(self) -> int:
        """Within the last 24 hours."""
        ...

    async def add(self) -> None:
        """One more."""
        ...


class PhotoReader(Protocol):
    """Raises PhotoError, ModelError, WorkerError; NoWorker where a later try may do."""

    async def faces_of(self, photo: Path) -> Sequence[PhotoFace]: ...


class Analyser(PhotoReader, Protocol):
    """Raises ClipError too."""

    async def analyse(
        self,
        clip: Path,
        gallery: Gallery,
        sight: SightRules | None = None,
        *,
        coarse: bool = False,
        urgent: bool = False,
    ) -> Analysis:
        """`coarse`: on few frames. `urgent`: before all who are not."""
        ...

    async def still(self, clip: Path) -> bytes | None:
        """A JPEG out of a clip that could not be analysed; None: not even that. Raises nothing."""
        ...


class EventBook(Protocol):
    """The part of the store that a watch writes. Raises only StoreError."""

    async def poll_floor(self, camera: Camera, now: datetime) -> datetime:
        """Where a poll of this camera begins to read; on its first call `now`."""
        ...

    async def read_whole(self, camera_id: str) -> None:
        """The history was read back to that floor: no later poll has to."""
        ...

    async def add_seen(
        self,
        recording: Recording,
        *,
        now: datetime,
        coalesce_seconds: float,
        hold_seconds: float = 0,
        unread_since: datetime | None = None,
        caught_up: bool = False,
    ) -> int | None:
        """A new event in state `seen`, None if it is known. A ding is announced `hold_seconds` later.

        `unread_since`: the floor of a reading that is not whole yet, so that this event does not move it.
        `caught_up`: found after an outage, long over; looked at behind what happens now, told in a summary.
        """
        ...

    async def fetched(self, event_id: int, now: datetime) -> None:
        """Its clip is here."""
        ...

    async def postpone(self, event_id: int, until: datetime, reason: str) -> bool:
        """False if it was not waiting any more."""
        ...

    async def fail(self, event_id: int, reason: str, now: datetime, still: bytes | None = None) -> bool:
        """Given up, and told with `still` where there is no picture. False if it was not waiting any more."""
        ...

    async def add_snapshot(self, event_id: int, jpeg: bytes | None, now: datetime) -> None:
        """The picture of a ding before its clip; ends the hold, also when there is none."""
        ...

    async def grants(self, camera_id: str, now: datetime, door: DoorRules) -> Grants:
        """What the household allows on this camera at this time."""
        ...

    async def earlier_pictures(self, event_id: int) -> Sequence[Picture]:
        """Of this event's camera, newest first: at most one an hour, none of the hour before the event."""
        ...

    async def refusals(self, event_id: int) -> Sequence[Refusal]:
        """Whose the faces in this event's visit are not, as somebody has said."""
        ...

    async def finish(
        self,
        event_id: int,
        analysis: Analysis,
        decision: Decision,
        now: datetime,
        *,
        embedding_model: str | None = None,
        door: DoorRules | None = None,
    ) -> Finished | None:
        """One transaction. `embedding_model` names what made the faces' embeddings.

        Where the decision grants a face that it opens the `door`, and nothing speaks against that in this
        very moment, the intent is written with it, durably. None if the event was not waiting any more.
        """
        ...


class FaceDoor(Protocol):
    def begin(self, opening: Opening) -> None:
        """Moves the lock once, if it is not too late by then, and tells. Returns at once, raises nothing."""
        ...
