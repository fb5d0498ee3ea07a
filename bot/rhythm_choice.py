"""What a chart shows: the span, the days of the week, the camera, and who is counted. Fits into a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from hashlib import blake2s

from bot.callbacks import ForeignPress, Press
from pipeline.types import Camera
from storage.activity import EVERYBODY, STRANGER

EVER = 0
"""Instead of a number of days: since the first event."""

SPANS = (7, 30, 90, EVER)
LONGEST_SPAN = 3660
"""Days."""

RING = "ding"
LABEL, PERSON = "label:", "who:"

_SHORT = {EVERYBODY: "p", STRANGER: "s", RING: "r"}
_LONG = {short: subject for subject, short in _SHORT.items()}
_ANY_CAMERA = "-"


class Weekdays(StrEnum):
    ALL = "a"
    WORKING = "w"
    WEEKEND = "e"

    @property
    def columns(self) -> tuple[int, ...]:
        """From Monday, 0."""
        return {"a": tuple(range(7)), "w": tuple(range(5)), "e": (5, 6)}[self.value]


@dataclass(frozen=True, slots=True)
class Choice:
    """`subject` as in the store's `activity`; `camera` is a `camera_mark`, "-" for all."""

    days: int = 30
    weekdays: Weekdays = Weekdays.ALL
    camera: str = _ANY_CAMERA
    subject: str = EVERYBODY

    @property
    def arguments(self) -> tuple[str, ...]:
        return (str(self.days), self.weekdays.value, self.camera, _packed(self.subject))

    @property
    def person_id(self) -> int | None:
        return int(self.subject.removeprefix(PERSON)) if self.subject.startswith(PERSON) else None

    @property
    def label(self) -> str | None:
        """`dog`; None where no kind of thing is counted, as for everybody."""
        if self.subject == EVERYBODY or not self.subject.startswith(LABEL):
            return None
        return self.subject.removeprefix(LABEL)

    @property
    def everywhere(self) -> bool:
        return self.camera == _ANY_CAMERA

    def camera_of(self, cameras: Sequence[Camera]) -> Camera | None:
        """None: all of them, or it is not known any more."""
        return next((one for one in cameras if camera_mark(one.id) == self.camera), None)


def camera_mark(camera_id: str) -> str:
    """Eight letters for an id of any length."""
    return blake2s(camera_id.encode(), digest_size=4).hexdigest()


def choice_of(press: Press) -> Choice:
    """ForeignPress for what is none of ours."""
    try:
        days, weekdays = int(press.word(0)), Weekdays(press.word(1))
        subject = _unpacked(press.word(3))
    except ValueError as error:
        raise ForeignPress(str(error)) from error
    if not 0 <= days <= LONGEST_SPAN:
        raise ForeignPress(f"{days} days are no span")
    return Choice(days, weekdays, press.word(2), subject)


def _packed(subject: str) -> str:
    if subject.startswith(PERSON):
        return f"w{subject.removeprefix(PERSON)}"
    return _SHORT.get(subject) or f"l{subject.removeprefix(LABEL)}"


def _unpacked(word: str) -> str:
    if word in _LONG:
        return _LONG[word]
    kind, rest = word[:1], word[1:]
    if kind == "w":
        return f"{PERSON}{int(rest)}"
    if kind == "l" and rest:
        return f"{LABEL}{rest}"
    raise ValueError(f"{word!r} is nothing that is counted")


class NoSpan(ValueError):
    """A time, but none that ends now and is 1 to LONGEST_SPAN days long."""


@dataclass(frozen=True, slots=True)
class Window:
    """[since, until), UTC. `before`: where the period of the same length before it begins; None for ever."""

    since: datetime
    until: datetime
    before: datetime | None


def window(days: int, now: datetime, zone: tzinfo, first: datetime | None) -> Window:
    """The past `days` by the household's clock: a clock change makes none shorter. `first`: of all events."""
    if days == EVER:
        return Window(min(first or now, now), now, None)
    return Window(_earlier(now, days, zone), now, _earlier(now, 2 * days, zone))


def _earlier(now: datetime, days: int, zone: tzinfo) -> datetime:
    return (now.astimezone(zone) - timedelta(days=days)).astimezone(UTC)
