"""The nouns of the house. Frozen, small, picklable: they cross processes and rooms.

Times are aware datetimes in UTC. Boxes are pixels of the original frame. Distances are Euclidean distances
of 128-D dlib embeddings (lower is closer).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.door_types import DaySpan, FaceVerdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NO_FACE = "unknown"
"""`events.person_name` of a visit in which no face was seen. Nobody can be named that."""


class EventKind(StrEnum):
    MOTION = "motion"
    DING = "ding"


@dataclass(frozen=True, slots=True)
class Camera:
    id: str
    name: str
    battery: int | None = None
    """Percent, None where the camera does not tell."""
    offline: bool = False
    """Ring has lost it."""
    former: tuple[str, ...] = ()
    """Names it had, which a setting may still call it by."""
    disputed: bool = False
    """Another camera had its name before: a setting that says it may mean either, so it means none."""

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.former) if self.disputed else frozenset({*self.former, self.name})

    @property
    def meant_by(self) -> frozenset[str]:
        return self.names | {self.id}


@dataclass(frozen=True, slots=True)
class Recording:
    """One clip in Ring's cloud. `recorded_at` is its start, UTC."""

    id: str
    camera_id: str
    kind: EventKind
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Of a camera's recordings. `more`: older ones that are asked for may follow."""

    recordings: tuple[Recording, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels of the original frame, x2 and y2 exclusive."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def width(self) -> float:
        return self.x2 - self.x1

    @property
    def height(self) -> float:
        return self.y2 - self.y1

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)


@dataclass(frozen=True, slots=True)
class Detection:
    """One box on one frame. `frame` counts from 0, `confidence` is 0..1."""

    frame: int
    label: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class Match:
    """A person of the gallery and how far the closest face was from them."""

    name: str
    distance: float

    @property
    def confidence(self) -> float:
        return confidence_of(self.distance)


@dataclass(frozen=True, slots=True)
class Face:
    """One face on one frame. `name` is set only where `distance` is within the tolerance.

    `distance` is to the closest person of the gallery (None with an empty gallery), whether or not it is
    close enough for a name. `live` None means: not known. `crop` is a JPEG of the padded face box, at most
    400 px, kept for a few faces of each person only.
    """

    frame: int
    box: Box
    name: str | None = None
    distance: float | None = None
    live: bool | None = None
    liveness: float | None = None
    embedding: tuple[float, ...] = ()
    crop: bytes | None = None

    @property
    def confidence(self) -> float | None:
        return None if self.distance is None else confidence_of(self.distance)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the faces of one sighting show, decided over all of them.

    `name` is set only where they are close enough; `nearest` is the closest person of the gallery in
    any case, None with an empty one. `distance` is of the closest face. `margin`: how much further the
    faces are from whoever comes second (`second`; None: a stranger seen before), None where there is
    nobody to compare with. `agreeing` of the `faces` compared name `nearest` by themselves.
    """

    name: str | None
    nearest: str | None
    distance: float | None
    margin: float | None
    second: str | None
    agreeing: int
    faces: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whom the faces of one sighting show, by some of the photos; `faces` as `Sighting.faces`."""

    identity: Identity
    faces: tuple[Face, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One person followed through one shot of the clip.

    `frames` on which they were seen, ascending; `faces` on them that were compared, as in
    `Analysis.faces`. `unseen_seconds`: the longest time between two of the frames, in which one person
    might have taken another's place; `faceless_seconds`: the longest that they were near without a face that
    was compared, for the same reason. `sure`: somebody was surely there, not only something like a person.
    `live` None: not known; `life` says why.
    """

    frames: tuple[int, ...]
    unseen_seconds: float
    sure: bool
    identity: Identity
    faces: tuple[Face, ...] = ()
    live: bool | None = None
    liveness: float | None = None
    life: tuple[str, ...] = ()
    faceless_seconds: float = 0.0
    opening: Recognised | None = None
    """By the photos alone that count for opening; None: all of them do."""


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds. `total` leaves out loading the models."""

    decode: float = 0.0
    detect: float = 0.0
    faces: float = 0.0
    liveness: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was seen in one clip."""

    frames_total: int
    frames_decoded: int
    frames_inferred: int
    detections: tuple[Detection, ...] = ()
    faces: tuple[Face, ...] = ()
    most_people_at_once: int = 0
    """The most people on any one frame: what "2 strangers" is counted from."""
    thumbnail: bytes | None = None
    """JPEG of the best frame with the people boxed, at most 1280 px wide."""
    timings_ms: Timings = field(default_factory=Timings)
    detector: str = "faces"
    """Name of the model file, or "faces": the poorer mode, a person is whoever shows a face."""
    damage: str | None = None
    """What of the clip could not be read; None where it was whole."""
    looked_at: tuple[int, ...] = ()
    """The frames that went through detection, counted from 0."""
    frame_size: tuple[int, int] = (0, 0)
    """Width and height, upright, in pixels."""
    sightings: tuple[Sighting, ...] = ()
    """Everybody seen, in order of appearance; the same person may be in several, if out of view between."""
    seconds: float = 0.0
    """Length of the clip: `recorded_at` and this make the time at which it ends."""
    blind_seconds: float = 0.0
    """The longest part of the clip in one piece of which no frame was looked at."""
    unheeded: bool = False
    """Somebody was seen whom IGNORE_ZONES or LABEL_RULES leave out: told to nobody, but there."""
    second_try: bool = False
    """The process that looked at it first died or hung over it."""
    coarse: bool = False
    """Looked at on few frames, since many clips waited: enough to tell of it, never to open."""
    refusals: tuple[Refusal, ...] | None = None
    """What had been said of faces in this visit when it was decided; None: that was not asked."""

    @property
    def frame_ms(self) -> float | None:
        """Milliseconds that looking at one frame took; None: none was looked at."""
        # Without a detector people are found by their faces.
        looking = self.timings_ms.detect or self.timings_ms.faces
        return looking / self.frames_inferred if self.frames_inferred and looking else None


@dataclass(frozen=True, slots=True)
class Picture:
    """A kept picture of a camera, and where on the original frames something stood that is no part of it."""

    jpeg: bytes
    covered: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class UsualScene:
    """How much of what a camera always sees is seen now: `likeness` 0..1, by `pictures` of earlier visits.

    None: nobody can say; too few of them can be compared, or so much of the view is covered (`covered`).
    """

    likeness: float | None
    pictures: int = 0
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do about an event, and every reason why."""

    person: bool
    identity: str | None
    alert: bool
    unlock: bool
    reasons: tuple[str, ...]
    known: tuple[Match, ...] = ()
    """Everybody recognised, closest first; `identity` is the first of them."""
    strangers: int = 0
    others: tuple[str, ...] = ()
    """Labels seen beside people ("dog"), each once, most confident first."""
    face: FaceVerdict | None = None
    """None: nobody is there whose face may open."""


@dataclass(frozen=True, slots=True)
class Pass:
    """A named, expiring permission: valid from `starts_at`, before `ends_at`. `person`: `persons.name`."""

    person: str
    starts_at: datetime
    ends_at: datetime

    def valid(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at


@dataclass(frozen=True, slots=True)
class Refusal:
    """Somebody has said that this face is not `name` (`persons.name`)."""

    name: str
    embedding: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Grants:
    """What the household has allowed and forbidden for one camera, and when the door last opened.

    All names are `persons.name`. `may_open`: by the owner's word; `trial`: of those, who is on dry run still.
    `fit`: who has photos enough that count for opening, one of them from a camera at the door.
    `hours`: of those who may open in these alone; `at_night`: who may open at night too.
    `snoozed_until`: silent for everybody until then; `away_until`: nobody is at home until then.
    `last_opened_at`: by anybody, or asked to. `opened_today`: how often by face. `lockdown`: nothing opens.
    """

    may_open: frozenset[str] = frozenset()
    passes: tuple[Pass, ...] = ()
    snoozed_until: datetime | None = None
    last_opened_at: datetime | None = None
    trial: frozenset[str] = frozenset()
    fit: frozenset[str] = frozenset()
    hours: Mapping[str, DaySpan] = field(default_factory=dict)
    at_night: frozenset[str] = frozenset()
    away_until: datetime | None = None
    opened_today: int = 0
    lockdown: bool = False

    def may(self, name: str, now: datetime) -> bool:
        """There is something to decide about them: whether they are let in, or asked about."""
        return name in self.may_open or self.pass_of(name, now) is not None

    def on_trial(self, name: str, now: datetime) -> bool:
        """Nothing is opened to them yet, unless somebody expects them just now."""
        return name in self.trial and self.pass_of(name, now) is None

    def pass_of(self, name: str, now: datetime) -> Pass | None:
        """The last to end."""
        own = (one for one in self.passes if one.person == name and one.valid(now))
        return max(own, key=lambda one: one.ends_at, default=None)


@dataclass(frozen=True, slots=True)
class Gallery:
    """The enrolled people: row i of `embeddings` (n x 128, float64) belongs to `names[i]`.

    `strangers` (m x 128): faces of visitors whom nobody has named. How much closer a face is to a
    person than to any of them says how sure the name is where only one person is enrolled.

    `opens` (n): which rows count for opening the door; the others only name. None: all of them do.
    """

    names: tuple[str, ...]
    embeddings: NDArray[np.float64]
    strangers: NDArray[np.float64] | None = None
    opens: NDArray[np.bool_] | None = None


class LockState(StrEnum):
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    JAMMED = "jammed"
    UNKNOWN = "unknown"
    """Never shown as locked."""


class Need(StrEnum):
    """What a call to the lock's cloud is for. They are counted: what matters least goes without first."""

    POLL = "poll"
    """Nobody asked."""
    LOOK = "look"
    """Somebody wants to know."""
    COMMAND = "command"
    """Moves the lock, or reads what a command did."""


@dataclass(frozen=True, slots=True)
class LockStatus:
    state: LockState
    battery: int | None = None
    door_open: bool | None = None


def confidence_of(distance: float) -> float:
    """`max(0, 1 - distance)`: what events.face_confidence holds and the alert shows."""
    return max(0.0, 1.0 - distance)


@dataclass(frozen=True, slots=True)
class PendingEvent:
    """An event whose clip is still to be fetched and analysed."""

    id: int
    recording: Recording
    attempts: int
    created_at: datetime
    caught_up: bool = False
    """Found after an outage, when it was long over."""
