"""What is said of a door that stays unlocked, and when that is over. Pure; HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from markupsafe import Markup

from bot import door_words
from bot.doorman import Moved
from bot.texts import say
from bot.times import spoken
from pipeline.types import LockState, LockStatus
from storage.lock_watch import Standing


@dataclass(frozen=True, slots=True)
class Left:
    """A door that is not known to be locked."""

    status: LockStatus
    late: bool = False
    """The bot was not there when this should have been said."""
    stays: bool = False
    """It should have locked itself, and does not."""
    tried: bool = False
    """It was tried."""


def reminder(left: Left, standing: Standing | None, now: datetime, zone: tzinfo) -> Markup:
    lines = [_how_it_is(left.status, standing, now, zone)]
    if left.stays:
        lines.append(_why_not_by_itself(left))
    if left.late:
        lines.append(say("relock-late"))
    return Markup("\n").join(lines)


def _how_it_is(status: LockStatus, standing: Standing | None, now: datetime, zone: tzinfo) -> Markup:
    if status.state is LockState.JAMMED:
        return say("relock-jammed")
    if status.state is LockState.UNKNOWN:
        return say("relock-unknown")
    if standing is None or standing.state is not status.state:
        return say("relock-unlocked")
    return say("relock-unlocked-since", since=door_words.since(standing, now, zone))


def _why_not_by_itself(left: Left) -> Markup:
    if left.tried:
        return say("relock-failed")
    if left.late:
        return say("relock-missed")
    if left.status.state is not LockState.UNLOCKED:
        return say("relock-not-sure")
    return say("relock-ajar") if left.status.door_open else say("relock-maybe-ajar")


def locked(moved: Moved, zone: tzinfo) -> Markup:
    return say("relock-by-itself", at=f"{moved.at.astimezone(zone):%H:%M:%S}")


def over(standing: Standing, now: datetime, zone: tzinfo) -> Markup:
    """In place of the reminder."""
    if standing.state is not LockState.LOCKED:
        return say("relock-anew", at=spoken(standing.since, now, zone))
    return say("relock-over", since=door_words.since(standing, now, zone))
