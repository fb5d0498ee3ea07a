"""Which events of a visit stand for it: its clip, what Why explains, and how many came lately."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.visits import LASTS, best_first, is_over, more_lately, worth_explaining
from pipeline.types import EventKind
from storage.views import EventState, EventView, VisitView
from tests.bot.an_event import AT, EVENT
from tests.bot.test_messages import visit


def event(number: int, seconds: float = 0, **changes: object) -> EventView:
    at = AT + timedelta(seconds=seconds)
    path = f"{number}.jpg"
    return replace(EVENT, id=number, recorded_at=at, thumbnail_path=path, **changes)  # type: ignore[arg-type]


def showing(picture: str | None, *events: EventView) -> VisitView:
    strangers = max(one.strangers for one in events)
    return replace(visit(*events), thumbnail_path=picture, strangers=strangers)


def ids(events: list[EventView]) -> list[int]:
    return [one.id for one in events]


def test_the_clip_is_that_of_the_picture_then_of_the_newest() -> None:
    events = (event(1), event(2, 5), event(3, 9, alert=False), event(4, 12))
    assert ids(best_first(showing("2.jpg", *events))) == [2, 4, 1]
    assert ids(best_first(showing(None, *events))) == [4, 2, 1]


def test_without_anything_to_tell_every_event_counts() -> None:
    assert ids(best_first(showing(None, event(1, alert=False)))) == [1]


def test_why_explains_the_picture_the_first_stranger_and_a_ring_that_failed() -> None:
    events = (
        event(1),
        event(2, 5),
        event(3, 9, strangers=1),
        event(4, 12, strangers=1),
        event(5, 15, kind=EventKind.DING, state=EventState.FAILED),
    )
    assert ids(worth_explaining(showing("2.jpg", *events))) == [2, 3, 5]
    assert ids(worth_explaining(showing("1.jpg", *events[:2]))) == [1]


def test_only_what_came_in_the_last_minute_is_more() -> None:
    events = (event(1), event(2, 30), event(3, 100), event(4, 120), event(5, 125, alert=False))
    assert more_lately(visit(*events), AT + timedelta(seconds=130)) == 2
    assert more_lately(visit(events[0]), AT) == 0


def test_a_visit_is_over_five_minutes_after_its_last_event() -> None:
    one = visit(event(1), event(2, 30))
    end = AT + timedelta(seconds=30) + LASTS
    assert not is_over(one, end - timedelta(seconds=1))
    assert is_over(one, end)
    assert more_lately(one, end) == 0
