"""Events and visits: taken in, worked off, finished, looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from pipeline.types import Analysis, Camera, Decision, Detection, Recording
from storage.database import Database
from storage.thumbnails import Thumbnails
from storage.views import EventView, Page, PageKey, PendingEvent, StoredFace, Totals, VisitView


class Events:
    def __init__(self, db: Database, thumbnails: Thumbnails) -> None:
        self._db = db
        self._thumbnails = thumbnails

    async def poll_floor(self, camera: Camera, now: datetime) -> datetime:
        """From when on to read this camera's history.

        The first call for a camera records `now` (whole second) as its beginning; later ones
        return the newest known event's time less 10 minutes, never before that beginning.
        Keeps the camera's name current.
        """
        raise NotImplementedError

    async def add_seen(
        self,
        recording: Recording,
        *,
        now: datetime,
        coalesce_seconds: float,
        hold_seconds: float = 0,
        origin: str = "ring",
    ) -> int | None:
        """A new event in state `seen` and its visit, in one transaction; the event's id.

        None if this recording is known. A ding also puts the visit into the outbox of every
        chat that listens, due `hold_seconds` from `now` (so that a snapshot may come first);
        where the visit was in the outbox before, that is bumped, and one reply to be heard
        (kind `ding`) is added, once a visit and chat.
        """
        raise NotImplementedError

    async def due(self, now: datetime, limit: int = 10) -> list[PendingEvent]:
        """Events to analyse by `now`: dings first, then newest first."""
        raise NotImplementedError

    async def next_due_at(self) -> datetime | None:
        """When the earliest event waiting to be analysed is due; None if none waits."""
        raise NotImplementedError

    async def postpone(self, event_id: int, until: datetime, reason: str) -> None:
        """Try again at `until`; counts an attempt."""
        raise NotImplementedError

    async def fail(self, event_id: int, reason: str, now: datetime) -> bool:
        """Gives up: state `failed`. The messages of its visit, where there are any, get a revision.

        False if the event was not waiting any more.
        """
        raise NotImplementedError

    async def add_snapshot(self, event_id: int, jpeg: bytes | None, now: datetime) -> None:
        """The picture of a ding before its clip is there; None: there is none.

        Releases the hold of its outbox rows in any case.
        """
        raise NotImplementedError

    async def finish(
        self,
        event_id: int,
        analysis: Analysis,
        decision: Decision,
        now: datetime,
        *,
        embedding_model: str | None = None,
    ) -> bool:
        """Everything that was seen and decided, in one transaction; state `analysed`.

        The visit goes to every chat that listens if `decision.alert` or it is a ding; where
        it has been told before, that message gets a revision. False (and nothing written) if
        the event was not waiting any more. A picture that cannot be saved is left out.
        `embedding_model` names what made the embeddings.
        """
        raise NotImplementedError

    async def get(self, event_id: int) -> EventView | None:
        raise NotImplementedError

    async def detections(self, event_id: int) -> list[Detection]:
        raise NotImplementedError

    async def page(
        self,
        before: PageKey | None = None,
        after: PageKey | None = None,
        limit: int = 5,
        *,
        include_quiet: bool = False,
    ) -> Page:
        """The newest events, or those just older than `before` or just newer than `after`.

        What a person would call an event: somebody or something seen, dings, failures;
        `include_quiet` adds motion with nothing in it and what is still to be analysed. The
        cost does not grow with the history. ValueError for both keys at once.
        """
        raise NotImplementedError

    async def visit(self, visit_id: int) -> VisitView | None:
        raise NotImplementedError

    async def faces_of_visit(self, visit_id: int, unnamed_only: bool = True) -> list[StoredFace]:
        """Best first: those with a picture, then the largest."""
        raise NotImplementedError

    async def name_faces(self, face_ids: Sequence[int], name: str, now: datetime) -> list[int]:
        """These faces are this person (`persons.name`): their events are renamed.

        The messages of the visits concerned get a revision; returns those visits' ids.
        StoreError if nobody has that name.
        """
        raise NotImplementedError

    async def counts(self, since: datetime, until: datetime, tz: tzinfo) -> list[list[int]]:
        """Visits with a person that began in [since, until), widened to whole quarter hours.

        `[weekday][hour]`, 7 x 24, Monday first, hours of `tz`; an hour that a clock change
        repeats counts in its one cell.
        """
        raise NotImplementedError

    async def totals(self, since: datetime, until: datetime) -> Totals:
        """The same visits as `counts`."""
        raise NotImplementedError
