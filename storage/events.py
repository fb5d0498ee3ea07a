"""Events and visits: taken in, worked off, finished, looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

import aiosqlite

from pipeline.errors import StoreError
from pipeline.types import Analysis, Camera, Decision, Detection, EventKind, PendingEvent, Recording
from storage import history, rhythm
from storage.announcements import announce, bump, release, reply_with_ding
from storage.database import Database
from storage.findings import Findings, best_faces, picture_name, save_pictures, write_findings
from storage.names import folded
from storage.naming import name_faces
from storage.rows import change, first, many, value
from storage.thumbnails import Thumbnails
from storage.timestamps import from_text, from_text_or_none, to_text
from storage.views import EventView, Page, PageKey, StoredFace, Totals, VisitView
from storage.visits import join, refresh_subjects

LOOK_BACK = timedelta(minutes=10)
"""Ring's entries may appear late or out of order, but hardly later than this."""

_CAMERA = """
INSERT INTO cameras (id, name, watched_since_at) VALUES (?1, ?2, ?3)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE name <> excluded.name
"""

FLOOR = """
SELECT watched_since_at, name, (SELECT max(recorded_at) FROM events WHERE camera_id = ?1) AS newest_at
  FROM cameras WHERE id = ?1
"""

_SEEN = """
INSERT INTO events (camera_id, recorded_at, event_type, recording_id, created_at, origin, state,
    next_attempt_at)
  VALUES (?, ?, ?, ?, ?, ?, 'seen', ?) ON CONFLICT (camera_id, recording_id) DO NOTHING RETURNING id
"""

_RANG_BEFORE = "SELECT 1 FROM events WHERE visit_id = ? AND event_type = 'ding' AND id <> ? LIMIT 1"

DUE = """
SELECT * FROM events WHERE state = 'seen' AND next_attempt_at <= ?
  ORDER BY event_type = 'ding' DESC, recorded_at DESC, id DESC LIMIT ?
"""

NEXT_DUE = "SELECT next_attempt_at FROM events WHERE state = 'seen' ORDER BY next_attempt_at LIMIT 1"

_WAITING = "SELECT * FROM events WHERE id = ? AND state = 'seen'"

_FAILED = """
UPDATE events SET state = 'failed', next_attempt_at = NULL, attempts = attempts + 1, error = ?,
    analysed_at = ? WHERE id = ?
"""


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
        async with self._db.read() as connection:
            known = await first(connection, FLOOR, camera.id)
        if known is None or known["name"] != camera.name:
            async with self._db.write() as connection:
                beginning = to_text(now.replace(microsecond=0))
                await connection.execute(_CAMERA, (camera.id, camera.name, beginning))
                known = await first(connection, FLOOR, camera.id)
        assert known is not None  # written above where it was missing
        since, newest = from_text(known["watched_since_at"]), from_text_or_none(known["newest_at"])
        return since if newest is None else max(since, newest - LOOK_BACK)

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
        where the visit was in the outbox before, that is bumped, and the first ding of the
        visit adds one reply to be heard (kind `ding`). `origin`: "ring", "folder" or "demo".
        """
        at, camera_id = recording.recorded_at, recording.camera_id
        gap = timedelta(seconds=coalesce_seconds)
        async with self._db.write() as connection:
            event_id = await value(
                connection,
                _SEEN,
                camera_id,
                to_text(at),
                recording.kind,
                recording.id,
                to_text(now),
                origin,
                to_text(now),
            )
            if event_id is None:
                return None
            visit_id = await join(connection, camera_id, at, gap, now)
            await connection.execute("UPDATE events SET visit_id = ? WHERE id = ?", (visit_id, event_id))
            if recording.kind is EventKind.DING:
                await refresh_subjects(connection, visit_id)
                if await first(connection, _RANG_BEFORE, visit_id, event_id) is None:
                    await reply_with_ding(connection, visit_id, camera_id, now)
                hold = timedelta(seconds=hold_seconds)
                await announce(connection, visit_id, camera_id, now, now + hold)
            return int(event_id)

    async def due(self, now: datetime, limit: int = 10) -> list[PendingEvent]:
        """Events to analyse by `now`: dings first, then newest first."""
        async with self._db.read() as connection:
            return [_pending(row) for row in await many(connection, DUE, to_text(now), limit)]

    async def next_due_at(self) -> datetime | None:
        """When the earliest event waiting to be analysed is due; None if none waits."""
        async with self._db.read() as connection:
            return from_text_or_none(await value(connection, NEXT_DUE))

    async def waiting(self) -> int:
        """How many events are still to be analysed, due or not."""
        async with self._db.read() as connection:
            return int(await value(connection, "SELECT count(*) FROM events WHERE state = 'seen'"))

    async def postpone(self, event_id: int, until: datetime, reason: str) -> None:
        """Try again at `until`; counts an attempt."""
        async with self._db.write() as connection:
            await connection.execute(
                "UPDATE events SET attempts = attempts + 1, next_attempt_at = ?, error = ? "
                "WHERE id = ? AND state = 'seen'",
                (to_text(until), reason, event_id),
            )

    async def fail(self, event_id: int, reason: str, now: datetime) -> bool:
        """Gives up: state `failed`. The messages of its visit, where there are any, get a revision.

        False if the event was not waiting any more.
        """
        async with self._db.write() as connection:
            event = await first(connection, _WAITING, event_id)
            if event is None:
                return False
            await connection.execute(_FAILED, (reason, to_text(now), event_id))
            await bump(connection, event["visit_id"], now)
            return True

    async def add_snapshot(self, event_id: int, jpeg: bytes | None, now: datetime) -> None:
        """The picture of a ding before its clip is there; None: there is none.

        Releases the hold of its outbox rows in any case.
        """
        event = await self._waiting(event_id)
        if event is None:
            return
        path = None
        if jpeg is not None:
            name = picture_name(event_id, from_text(event["recorded_at"]), "-snapshot")
            path = await self._thumbnails.save(name, jpeg)
        async with self._db.write() as connection:
            await release(connection, event["visit_id"], now)
            sql = "UPDATE events SET thumbnail_path = ? WHERE id = ? AND state = 'seen'"
            if path is not None and await change(connection, sql, path, event_id):
                await bump(connection, event["visit_id"], now)

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
        event = await self._waiting(event_id)
        if event is None:
            return False
        recorded_at, faces = from_text(event["recorded_at"]), best_faces(analysis, decision)
        findings = Findings(event_id, recorded_at, analysis, decision, faces, embedding_model, now)
        pictures = await save_pictures(self._thumbnails, findings)
        async with self._db.write() as connection:
            event = await first(connection, _WAITING, event_id)
            if event is None:
                return False
            await write_findings(connection, findings, pictures)
            await _tell(connection, event, decision, now)
        if event["thumbnail_path"] and pictures.thumbnail:
            await self._thumbnails.delete(event["thumbnail_path"])
        return True

    async def _waiting(self, event_id: int) -> sqlite3.Row | None:
        async with self._db.read() as connection:
            return await first(connection, _WAITING, event_id)

    async def get(self, event_id: int) -> EventView | None:
        async with self._db.read() as connection:
            return await history.event(connection, event_id)

    async def detections(self, event_id: int) -> list[Detection]:
        async with self._db.read() as connection:
            return await history.detections(connection, event_id)

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
        async with self._db.read() as connection:
            return await history.page(connection, before, after, limit, include_quiet)

    async def visit(self, visit_id: int) -> VisitView | None:
        async with self._db.read() as connection:
            return await history.visit(connection, visit_id)

    async def faces_of_visit(self, visit_id: int, unnamed_only: bool = True) -> list[StoredFace]:
        """Best first: those with a picture, then the largest."""
        async with self._db.read() as connection:
            return await history.faces_of_visit(connection, visit_id, unnamed_only)

    async def name_faces(self, face_ids: Sequence[int], name: str, now: datetime) -> list[int]:
        """These faces are this person (`persons.name`): their events are renamed.

        The messages of the visits concerned get a revision; returns those visits' ids.
        StoreError if nobody has that name.
        """
        async with self._db.write() as connection:
            person_id = await value(
                connection, "SELECT id FROM persons WHERE name_folded = ? OR name = ?", folded(name), name
            )
            if person_id is None:
                raise StoreError(f"Nobody is named {name!r}; add that person first.")
            return await name_faces(connection, face_ids, person_id, now)

    async def counts(self, since: datetime, until: datetime, tz: tzinfo) -> list[list[int]]:
        """Visits with a person that began in [since, until), widened to whole quarter hours.

        `[weekday][hour]`, 7 x 24, Monday first, hours of `tz`; an hour that a clock change
        repeats counts in its one cell.
        """
        async with self._db.read() as connection:
            return await rhythm.counts(connection, since, until, tz)

    async def totals(self, since: datetime, until: datetime) -> Totals:
        """The same visits as `counts`."""
        async with self._db.read() as connection:
            return await rhythm.totals(connection, since, until)


async def _tell(
    connection: aiosqlite.Connection, event: sqlite3.Row, decision: Decision, now: datetime
) -> None:
    visit_id: int = event["visit_id"]
    if decision.person or decision.others:
        await refresh_subjects(connection, visit_id)
    if decision.alert or event["event_type"] == EventKind.DING:
        await announce(connection, visit_id, event["camera_id"], now)
    else:
        await bump(connection, visit_id, now)


def _pending(row: sqlite3.Row) -> PendingEvent:
    return PendingEvent(
        id=row["id"],
        recording=Recording(
            id=row["recording_id"],
            camera_id=row["camera_id"],
            kind=EventKind(row["event_type"]),
            recorded_at=from_text(row["recorded_at"]),
        ),
        attempts=row["attempts"],
        created_at=from_text(row["created_at"]),
    )
