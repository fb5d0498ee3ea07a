"""What a visit's message tells of, and how long its buttons are good for."""

from __future__ import annotations

from datetime import datetime, timedelta

from pipeline.types import EventKind
from storage.views import EventState, EventView, VisitView

LASTS = timedelta(minutes=5)
"""So long after its last event a visit is over: what acts on the moment would act on another."""

LATELY = timedelta(minutes=1)


def is_over(visit: VisitView, now: datetime) -> bool:
    return now >= visit.ended_at + LASTS


def told(visit: VisitView) -> list[EventView]:
    """The events that a visit's message tells of: motion with nobody on it is not among them."""
    return [event for event in visit.events if event.kind is EventKind.DING or event.alert]


def more_lately(visit: VisitView, now: datetime) -> int:
    """How many of those that followed the first came in the last minute of a visit that still goes on."""
    followed = told(visit)[1:]
    if not followed or is_over(visit, now):
        return 0
    last = followed[-1].recorded_at
    return sum(last - event.recorded_at < LATELY for event in followed)


def first_stranger(visit: VisitView) -> EventView:
    """The first event that shows somebody unknown; the last of all where nobody is unknown any more."""
    return next((event for event in visit.events if event.strangers), visit.events[-1])


def best_first(visit: VisitView) -> list[EventView]:
    """The event whose picture the message shows, then the others that it tells of, the newest first."""
    newest_first = (told(visit) or list(visit.events))[::-1]
    shown = visit.thumbnail_path
    return sorted(newest_first, key=lambda event: shown is None or event.thumbnail_path != shown)


def worth_explaining(visit: VisitView) -> list[EventView]:
    """The one whose picture is shown, the first stranger, the latest ring that failed; as they came."""
    rings = [one for one in visit.events if one.kind is EventKind.DING and one.state is EventState.FAILED]
    chosen = {best_first(visit)[0].id, *(one.id for one in rings[-1:])}
    if visit.strangers:
        chosen.add(first_stranger(visit).id)
    return [event for event in visit.events if event.id in chosen]
