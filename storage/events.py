"""Events and visits: taken in, worked off, finished, looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from pipeline.door_types import DoorRules, Finished
from pipeline.errors import StoreError
from pipeline.types import (
    Analysis,
    Camera,
    Decision,
    Detection,
    EventKind,
    Grants,
    PendingEvent,
    Picture,
    Recording,
    Refusal,
)
from storage import history, pages, queue
from storage.announcements import announce, ask_to_let_in, bump, release, reply_with_ding, reply_with_stranger
from storage.cameras import rename
from storage.database import Database
from storage.earlier_pictures import earlier_pictures
from storage.evidence import Evidence, evidence
from storage.face_openings import decided
from storage.findings import NO_PICTURES, Findings, best_faces, picture_name, save_pictures, write_findings
from storage.grants import grants
from storage.history_filter import EVERYTHING, HistoryFilter
from storage.naming import name_faces, refusals, unname
from storage.people import find_person
from storage.rows import change, first, many, value
from storage.tally import count, tally
from storage.thumbnails import Thumbnails
from storage.timestamps import from_text, from_text_or_none, to_text
from storage.views import EventView, Page, PageKey, StoredFace, Tally, VisitView
from storage.visits import join, refresh_subjects

LOOK_BACK = timedelta(minutes=10)
"""Ring's entries may appear late or out of order, but hardly later than this."""

_CAMERA = """
INSERT INTO cameras (id, name, watched_since_at) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING
"""

FLOOR = """
SELECT watched_since_at, unread_since_at, name,
    (SELECT max(recorded_at) FROM events WHERE camera_id = ?1) AS newest_at
  FROM cameras WHERE id = ?1
"""

_UNREAD = """
UPDATE cameras SET unread_since_at = min(coalesce(unread_since_at, ?1), ?1) WHERE id = ?2
"""

_BROKEN_OFF = "SELECT id FROM cameras WHERE id = ? AND unread_since_at IS NOT NULL"
_READ = "UPDATE cameras SET unread_since_at = NULL WHERE id = ?"

KNOWN = "SELECT id FROM events WHERE camera_id = ? AND recording_id = ?"

# The conflict: two polls at once may both have found it unknown.
_SEEN = """
INSERT INTO events (camera_id, recorded_at, event_type, recording_id, created_at, origin, caught_up, state,
    next_attempt_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, 'seen', ?) ON CONFLICT (camera_id, recording_id) DO NOTHING RETURNING id
"""

_SNAPSHOT = "UPDATE events SET thumbnail_path = ? WHERE id = ? AND state = 'seen'"


class Events:
    def __init__(self, db: Database, thumbnails: Thumbnails, *, keep_strangers: bool = True) -> None:
        self._db = db
        self._thumbnails = thumbnails
        self._keep_strangers = keep_strangers

    async def poll_floor(self, camera: Camera, now: datetime) -> datetime:
        """From when on to read this camera's history.

        The first call for a camera records `now` (whole second) as its beginning; later ones
        return the newest known event's time less 10 minutes, never before that beginning, and
        never after the floor of a reading that broke off (see `read_whole`). Keeps the camera's
        name current.
        """

        def noted(store: sqlite3.Connection) -> sqlite3.Row | None:
            change(store, _CAMERA, camera.id, camera.name, to_text(now.replace(microsecond=0)))
            rename(store, camera, now)
            return first(store, FLOOR, camera.id)

        known = await self._db.view(lambda store: first(store, FLOOR, camera.id))
        if known is None or known["name"] != camera.name:
            # Durably where it is new: whatever a pulled plug takes, the next run reads on from there.
            known = await self._db.change(noted, durable=known is None)
        assert known is not None  # written above where it was missing
        # Not later than now: a clock that ran ahead may have written it.
        since, newest = min(from_text(known["watched_since_at"]), now), from_text_or_none(known["newest_at"])
        floor = since if newest is None else max(since, newest - LOOK_BACK)
        return min(floor, from_text_or_none(known["unread_since_at"]) or floor)

    async def read_whole(self, camera_id: str) -> None:
        """The history was read back to `poll_floor`, so the next floor goes by the newest event again."""
        if await self._db.view(lambda store: first(store, _BROKEN_OFF, camera_id)):
            await self._db.change(lambda store: change(store, _READ, camera_id))

    async def add_seen(
        self,
        recording: Recording,
        *,
        now: datetime,
        coalesce_seconds: float,
        hold_seconds: float = 0,
        origin: str = "ring",
        unread_since: datetime | None = None,
        caught_up: bool = False,
    ) -> int | None:
        """A new event in state `seen` and its visit, in one transaction; the event's id.

        None if this recording is known. A ding also puts the visit into the outbox of every
        chat that listens, due `hold_seconds` from `now` (so that a snapshot may come first);
        where the visit was in the outbox before, that is bumped, and a reply to be heard is added
        (kind `ding`), at most one a minute. `origin`: "ring", "folder" or "demo".
        `unread_since`: older ones are still to be read back to there; until `read_whole` says that
        they were, `poll_floor` is not later. `caught_up`: found after an outage, long over.
        """
        at, camera_id = recording.recorded_at, recording.camera_id
        gap, hold = timedelta(seconds=coalesce_seconds), timedelta(seconds=hold_seconds)
        found, known = (camera_id, to_text(at), recording.kind, recording.id), to_text(now)
        columns = (*found, known, origin, caught_up, known)

        def added(store: sqlite3.Connection) -> int | None:
            event_id: int | None = value(store, _SEEN, *columns)
            if event_id is None:
                return None
            if unread_since is not None:
                change(store, _UNREAD, to_text(unread_since), camera_id)
            visit_id = join(store, camera_id, at, gap, now)
            change(store, "UPDATE events SET visit_id = ? WHERE id = ?", visit_id, event_id)
            if recording.kind is EventKind.DING:
                refresh_subjects(store, visit_id)
                # Before the visit is announced: the ding that brings its message needs no reply to it.
                reply_with_ding(store, visit_id, camera_id, now, caught_up=caught_up)
                announce(store, visit_id, camera_id, now, now + hold)
                ask_to_let_in(store, visit_id, at, now)
            return event_id

        # Looked at before: most of what a poll finds is known, and even an INSERT that does nothing writes.
        if await self._db.view(lambda store: first(store, KNOWN, camera_id, recording.id)):
            return None
        return await self._db.change(added)

    async def due(self, now: datetime, limit: int = 10) -> list[PendingEvent]:
        """Events to analyse by `now`: what is caught up last, dings first, then newest first."""
        rows = await self._db.view(lambda store: many(store, queue.DUE, to_text(now), limit))
        return [_pending(row) for row in rows]

    async def next_due_at(self) -> datetime | None:
        """When the earliest event waiting to be analysed is due; None if none waits."""
        return from_text_or_none(await self._db.view(lambda store: value(store, queue.NEXT_DUE)))

    async def waiting(self) -> int:
        """How many events are still to be analysed, due or not."""
        sql = "SELECT count(*) FROM events WHERE state = 'seen'"
        return int(await self._db.view(lambda store: value(store, sql)))

    async def crowd(self, now: datetime) -> int:
        """How many could be looked at now, but for what was found late."""
        return await self._db.view(lambda store: queue.crowd(store, now))

    async def give_up_beyond(self, most: int, reason: str, now: datetime) -> list[int]:
        """The oldest motions behind so many that wait fail, some at a time; the ids of those that did."""
        if not await self._db.view(lambda store: queue.beyond(store, most, now)):
            return []

        def given_up(store: sqlite3.Connection) -> list[int]:
            ids = queue.beyond(store, most, now)
            return [one for one in ids if queue.fail(store, one, reason, now) is not None]

        return await self._db.change(given_up)

    async def postpone(self, event_id: int, until: datetime, reason: str) -> bool:
        """Try again at `until`; counts an attempt. False if it was not waiting any more."""
        return await self._db.change(lambda store: queue.postpone(store, event_id, until, reason))

    async def fetched(self, event_id: int, now: datetime) -> None:
        """Its clip is here."""
        await self._db.change(lambda store: queue.fetched(store, event_id, now))

    async def fail(self, event_id: int, reason: str, now: datetime, still: bytes | None = None) -> bool:
        """Gives up: state `failed`, told in every chat that listens, with `still` where there is no picture.

        False if the event was not waiting any more.
        """
        event = await self._waiting(event_id)
        path = None
        if still is not None and event is not None and event["thumbnail_path"] is None:
            name = picture_name(event_id, from_text(event["recorded_at"]))
            path = await self._thumbnails.save(name, still)
        shows = await self._db.change(lambda store: queue.fail(store, event_id, reason, now, path))
        if path is not None and shows != path:
            await self._thumbnails.delete(path)
        return shows is not None

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
        visit_id = event["visit_id"]

        def shown(store: sqlite3.Connection) -> bool:
            release(store, visit_id, now)
            if path is not None and change(store, _SNAPSHOT, path, event_id):
                bump(store, visit_id, now)
            shows: str | None = value(store, "SELECT thumbnail_path FROM events WHERE id = ?", event_id)
            return shows == path

        if not await self._db.change(shown) and path is not None:
            # Looked at, or given up, while the file was being written.
            await self._thumbnails.delete(path)

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
        """Everything that was seen and decided, in one transaction; state `analysed`.

        The visit goes to every chat that listens if `decision.alert` or it is a ding; where
        it has been told before, that message gets a revision, and the first stranger after known
        people a reply to be heard (kind `stranger`). None (and nothing written) if the event was not waiting
        any more; PeopleChanged: it is to be looked at anew. A picture that cannot be saved is left out.
        `embedding_model` names what made the embeddings. A decision about somebody whose face may open is
        put on record, durably; one that is granted becomes the intent to open the `door`.
        """
        faces = best_faces(analysis, decision)
        if not self._keep_strangers:
            faces = tuple(face for face in faces if face.name is not None)
        findings = Findings(event_id, analysis, decision, faces, embedding_model, now)
        pictures = NO_PICTURES
        if analysis.thumbnail is not None or faces:
            event = await self._waiting(event_id)
            if event is None:
                return None
            # Before the transaction: a disk is slow, and the writer is one for all.
            pictures = await save_pictures(self._thumbnails, findings, from_text(event["recorded_at"]))

        def finished(store: sqlite3.Connection) -> tuple[sqlite3.Row, Finished] | None:
            waiting = first(store, queue.WAITING, event_id)
            if waiting is None:
                return None
            write_findings(store, waiting, findings, pictures)
            face = decision.face
            opening = decided(store, waiting, face, door, now) if face is not None else None
            _tell(store, waiting, decision, now)
            return waiting, Finished(opening)

        done = await self._db.change(finished, durable=decision.face is not None)
        if done is None:
            return None
        former, outcome = done
        if former["thumbnail_path"] and pictures.thumbnail:
            # A snapshot, now that there is something better.
            await self._thumbnails.delete(former["thumbnail_path"])
        return outcome

    async def _waiting(self, event_id: int) -> sqlite3.Row | None:
        return await self._db.view(lambda store: first(store, queue.WAITING, event_id))

    async def grants(self, camera_id: str, now: datetime, door: DoorRules) -> Grants:
        """What the household allows on this camera, as an event on it is decided."""
        return await self._db.view(lambda store: grants(store, camera_id, now, door))

    async def earlier_pictures(self, event_id: int) -> list[Picture]:
        """Of this event's camera, newest first: at most one an hour, none of the hour before the event."""
        found = await self._db.view(lambda store: earlier_pictures(store, event_id))
        read = [(await self._thumbnails.read(path), covered) for path, covered in found]
        return [Picture(jpeg, covered) for jpeg, covered in read if jpeg is not None]

    async def get(self, event_id: int) -> EventView | None:
        return await self._db.view(lambda store: history.event(store, event_id))

    async def evidence(self, event_id: int, chat_id: int) -> Evidence:
        """What speaks for how it was told, or not told, in that chat."""
        return await self._db.view(lambda store: evidence(store, event_id, chat_id))

    async def detections(self, event_id: int) -> list[Detection]:
        return await self._db.view(lambda store: history.detections(store, event_id))

    async def page(
        self,
        before: PageKey | None = None,
        after: PageKey | None = None,
        limit: int = 5,
        *,
        wanted: HistoryFilter = EVERYTHING,
        include_quiet: bool = False,
    ) -> Page:
        """The newest events, or those just older than `before` or just newer than `after`.

        What a person would call an event: somebody or something seen, dings, failures;
        `include_quiet` adds motion with nothing in it and what is still to be analysed. The
        cost does not grow with the history, whatever is `wanted`. ValueError for both keys at once.
        """
        return await self._db.view(
            lambda store: pages.page(store, before, after, limit, wanted, include_quiet)
        )

    async def count(self, wanted: HistoryFilter) -> int:
        """How many visits, of those with a person where no subject is wanted.

        NO_FACE and STARRED are not counted: 0.
        """
        return await self._db.view(lambda store: count(store, wanted))

    async def tally(self, wanted: HistoryFilter) -> Tally:
        """How many visits, and whose."""
        return await self._db.view(lambda store: tally(store, wanted))

    async def visit(self, visit_id: int) -> VisitView | None:
        return await self._db.view(lambda store: history.visit(store, visit_id))

    async def faces_of_visit(self, visit_id: int, unnamed_only: bool = True) -> list[StoredFace]:
        """Best first: those with a picture, then the largest."""
        return await self._db.view(lambda store: history.faces_of_visit(store, visit_id, unnamed_only))

    async def faces(self, face_ids: Sequence[int]) -> list[StoredFace]:
        """Those of these that are still there, best first."""
        return await self._db.view(lambda store: history.faces(store, face_ids))

    async def name_faces(self, face_ids: Sequence[int], name: str, now: datetime) -> list[int]:
        """These faces are this person (`persons.name`): their events are renamed.

        The messages of the visits concerned get a revision; returns those visits' ids.
        StoreError if nobody has that name.
        """

        def named(store: sqlite3.Connection) -> list[int]:
            person_id = find_person(store, name)
            if person_id is None:
                raise StoreError(f"Nobody is named {name!r}; add that person first.")
            return name_faces(store, face_ids, person_id[0], now)

        return await self._db.change(named)

    async def unname(self, visit_id: int, person_id: int, user_id: int | None, now: datetime) -> bool:
        """Nobody in this visit is this person: remembered, so that the same face is not named so again in it.

        Its messages get a revision. False where the visit names no such person (any more).
        """
        return await self._db.change(lambda store: unname(store, visit_id, person_id, user_id, now))

    async def refusals(self, event_id: int) -> list[Refusal]:
        """Whose the faces in this event's visit are not, as somebody has said."""
        return await self._db.view(lambda store: refusals(store, event_id))


def _tell(store: sqlite3.Connection, event: sqlite3.Row, decision: Decision, now: datetime) -> None:
    visit_id: int = event["visit_id"]
    if decision.person or decision.others:
        refresh_subjects(store, visit_id)
    if decision.strangers:
        # Before the visit is announced, as with a ding.
        reply_with_stranger(store, visit_id, event["id"], event["camera_id"], now)
    if decision.alert or event["event_type"] == EventKind.DING:
        announce(store, visit_id, event["camera_id"], now)
    else:
        bump(store, visit_id, now)


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
        caught_up=bool(row["caught_up"]),
    )
