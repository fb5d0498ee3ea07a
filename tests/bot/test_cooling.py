"""A hot machine rests between clips; who rings does not wait for that."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.health.cooling import REST, Cooling
from pipeline.types import EventKind, PendingEvent, Recording

NOON = datetime(2026, 2, 25, 12, tzinfo=UTC)


def event(number: int, kind: EventKind = EventKind.MOTION) -> PendingEvent:
    return PendingEvent(number, Recording(str(number), "1001", kind, NOON), 0, NOON)


DING = event(9, EventKind.DING)
MOTIONS = [event(1), event(2), event(3)]


def cooling(*, hot: bool = True) -> tuple[Cooling, list[float]]:
    now = [100.0]
    one = Cooling(lambda: now[0])
    one.hot = hot
    return one, now


def test_a_cool_machine_does_not_rest() -> None:
    one, _ = cooling(hot=False)
    assert one.allowed(MOTIONS, under_way=2) == MOTIONS


def test_a_hot_one_takes_one_at_a_time_and_rests_behind_it() -> None:
    one, now = cooling()
    assert one.allowed(MOTIONS, 0) == MOTIONS[:1]
    assert one.allowed(MOTIONS[1:], 1) == []
    now[0] += 0.5
    assert one.allowed(MOTIONS[1:], 0) == []
    now[0] += REST
    assert one.allowed(MOTIONS[1:], 0) == MOTIONS[1:2]


def test_who_rings_is_looked_at_at_once() -> None:
    one, _ = cooling()
    assert one.allowed([*MOTIONS, DING], 0) == [DING]
    assert one.allowed([*MOTIONS, DING], 2) == [DING]


def test_once_it_has_cooled_down_all_go_on() -> None:
    one, _ = cooling()
    one.allowed(MOTIONS, 1)
    one.hot = False
    assert one.allowed(MOTIONS, 0) == MOTIONS
