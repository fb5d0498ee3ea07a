"""What the store hands out about events and visits: frozen, times aware in UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pipeline.door_types import FaceOutcome
from pipeline.types import EventKind, LockState, Timings, confidence_of


class EventState(StrEnum):
    SEEN = "seen"
    """Known of, not looked at yet (or being retried)."""
    ANALYSED = "analysed"
    FAILED = "failed"
    """Could not be analysed; `EventView.error` says why."""


class Gone(StrEnum):
    """Why an event has no picture any more."""

    AGE = "age"
    SIZE = "size"
    LOST = "lost"
    """Its file was not there."""


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """`distance` is the best (lowest) one, None where a human gave the name."""

    name: str
    display_name: str
    distance: float | None
    live: bool | None = None
    """False: what was seen of them is a picture, not a living face; None: not known."""
    id: int | None = None
    """`persons.id`."""

    @property
    def confidence(self) -> float | None:
        return None if self.distance is None else confidence_of(self.distance)


@dataclass(frozen=True, slots=True)
class EventView:
    id: int
    visit_id: int | None
    camera_id: str
    camera_name: str
    recording_id: str
    kind: EventKind
    recorded_at: datetime
    created_at: datetime
    state: EventState
    error: str | None
    """Why the last attempt failed, in words; None where none did."""
    attempts: int
    person: bool
    """Somebody was there."""
    person_name: str | None
    """The best-matched person's `persons.name`; None = stranger, "unknown" = no face seen."""
    face_distance: float | None
    face_confidence: float | None
    people: tuple[PersonSeen, ...]
    """Everybody known, surest first."""
    strangers: int
    others: tuple[str, ...]
    alert: bool
    """The decision was to tell the household."""
    reasons: tuple[str, ...]
    thumbnail_path: str | None
    """Relative to THUMBNAILS_DIR."""
    alert_sent: bool
    unlock_granted: bool
    door_action: str
    """none|unlocked|locked|jammed|unknown"""
    detector: str | None
    damage: str | None
    frames_total: int | None
    frames_decoded: int | None
    frames_inferred: int | None
    timings_ms: Timings | None
    analysed_at: datetime | None
    origin: str
    """"ring", "folder" or "demo"."""
    starred: bool = False
    """Its pictures are kept."""
    picture_gone: Gone | None = None
    """Why there is no picture any more; None: there is one, or never was."""


@dataclass(frozen=True, slots=True)
class PageKey:
    """A place in the history. `str()` is short enough for callback data; `parse` reads it back."""

    recorded_at: datetime
    id: int

    def __str__(self) -> str:
        millis = (self.recorded_at - _EPOCH) // timedelta(milliseconds=1)
        return f"{millis}.{self.id}"

    @classmethod
    def parse(cls, text: str) -> PageKey:
        """ValueError for anything `str()` did not make."""
        millis, _, number = text.partition(".")
        if not (number.isascii() and number.isdecimal() and len(number) < 19):
            raise ValueError(f"{text!r} is no place in the history")
        try:
            return cls(_EPOCH + timedelta(milliseconds=int(millis)), int(number))
        except OverflowError as error:
            raise ValueError(f"{text!r} is no place in the history") from error


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """Newest first. `older` goes into `page(before=...)`, `newer` into `page(after=...)`;
    None where there is nothing more on that side."""

    events: tuple[EventView, ...]
    older: PageKey | None
    newer: PageKey | None


@dataclass(frozen=True, slots=True)
class LockAction:
    """An intent to move the lock and, once known, what came of it."""

    id: int
    at: datetime
    user_id: int | None
    """Who asked; None for an opening by face."""
    user_name: str | None
    how: str
    """"button", "command" or "face"."""
    lock_id: str
    wanted: str
    """"unlock" or "lock"."""
    event_id: int | None
    person: str | None
    confidence: float | None
    state_after: LockState | None
    success: bool | None
    """None while unresolved, and for ever where the outcome could not be learnt."""
    detail: str | None
    finished_at: datetime | None
    """None: no outcome on record (being carried out, or the process died)."""


@dataclass(frozen=True, slots=True)
class FaceDecided:
    """What was decided about somebody whose face may open."""

    event_id: int
    name: str
    """`persons.display_name`."""
    outcome: FaceOutcome
    distance: float | None
    """By the photos that count for opening."""
    late_seconds: float | None

    @property
    def confidence(self) -> float | None:
        return None if self.distance is None else confidence_of(self.distance)


@dataclass(frozen=True, slots=True)
class VisitView:
    """One visit: what one chat message tells."""

    id: int
    camera_id: str
    camera_name: str
    started_at: datetime
    ended_at: datetime
    """`recorded_at` of the last event, not the end of its clip."""
    events: tuple[EventView, ...]
    """In the order of `recorded_at`."""
    people: tuple[PersonSeen, ...]
    """Everybody known in any of its events, each once, surest first."""
    strangers: int
    """The most strangers in any one of its events (the same one may be in several)."""
    others: tuple[str, ...]
    thumbnail_path: str | None
    """The best one: somebody known, then anybody, then anything; None if there is none."""
    has_ding: bool
    lock_actions: tuple[LockAction, ...] = field(default=())
    """Oldest first."""
    faces: tuple[FaceDecided, ...] = field(default=())
    """In the order of the events."""

    @property
    def person(self) -> bool:
        return any(event.person for event in self.events)

    @property
    def unconfirmed(self) -> bool:
        """Some of it is still to be analysed."""
        return any(event.state is EventState.SEEN for event in self.events)

    @property
    def failed(self) -> bool:
        """Some of it could not be analysed."""
        return any(event.state is EventState.FAILED for event in self.events)


@dataclass(frozen=True, slots=True)
class StoredFace:
    """`distance` is to the closest person of the gallery at that time, named or not."""

    id: int
    event_id: int
    name: str | None
    embedding: tuple[float, ...]
    """() once it has expired."""
    crop_path: str | None
    """Relative to THUMBNAILS_DIR."""
    distance: float | None
    live: bool | None
    width_px: float
    """Of the face box in the original frame."""
    group_id: int | None = None
    """The stranger they seem to be (`stranger_groups.id`)."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of visits; one with Grace and a stranger counts under both."""

    visits: int
    """With a person."""
    by_person: tuple[tuple[str, int], ...]
    """(`persons.name`, visits), most first."""
    strangers: int
    """Visits with a stranger."""
    by_camera: tuple[tuple[str, int], ...]
    """(camera id, visits with a person), most first."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Visits of a time and a camera."""

    visits: int
    """Of the subject that was asked for; with a person where none was."""
    people: tuple[tuple[int, int], ...]
    """(`persons.id`, visits) of whoever was there, most first."""
    strangers: int
    """Visits with a stranger."""
