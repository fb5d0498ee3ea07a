"""A history that no reading comes through in its time is read all the same, and what is new comes first."""

from __future__ import annotations

import logging
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pipeline.cameras.ring_history import LATE, Reading, read_back

NOON = datetime(2026, 2, 25, 12, 0, tzinfo=UTC)
PAGES_IN_TIME = 5
"""Of 60 s each, in the five minutes that a reading has."""


class SlowRing:
    """One entry a minute. After PAGES_IN_TIME pages of a reading the next one does not come in its time."""

    def __init__(self, count: int) -> None:
        self.count, self.left, self.served = count, PAGES_IN_TIME, 0

    def entry(self, number: int) -> dict[str, Any]:
        return {
            "id": number,
            "kind": "motion",
            "created_at": (NOON + timedelta(minutes=number)).isoformat(),
        }

    async def __call__(self, limit: int, older_than: Any) -> Any:
        if self.left == 0:
            raise TimeoutError
        self.left, self.served = self.left - 1, self.served + 1
        top = self.count if older_than is None else older_than
        return [self.entry(number) for number in range(top - 1, max(-1, top - 1 - limit), -1)]


async def read(ring: SlowRing, reading: Reading, found: list[str], pages: int = PAGES_IN_TIME) -> bool:
    """Whether it came through. A page counts as taken in once the next one is asked for."""
    ring.left = pages
    async with aclosing(read_back(ring, "11", NOON, reading)) as answers:
        try:
            async for page in answers:
                found += [one.id for one in page.recordings]
        except TimeoutError:
            return False
    return True


async def test_each_reading_goes_on_where_the_one_before_was_broken_off() -> None:
    ring, reading, found = SlowRing(1000), Reading(), list[str]()
    while not await read(ring, reading, found):
        assert ring.served < 60, "it comes no further"
        # Meanwhile five more came.
        ring.count += 5
    assert set(found) == {str(number) for number in range(ring.count)}
    assert not reading.stretches, "it was read whole: the next one begins anew"


async def test_what_is_new_comes_first() -> None:
    ring, reading, found = SlowRing(1000), Reading(), list[str]()
    assert not await read(ring, reading, found)
    ring.count += 5
    again: list[str] = []
    assert not await read(ring, reading, again)
    assert again[0] == "1004"
    assert min(map(int, again)) < min(map(int, found)), "and then what was not reached"


async def test_a_gap_between_two_that_were_broken_off_is_read() -> None:
    """So much came in between that the second did not reach the first."""
    ring, reading, found = SlowRing(600), Reading(), list[str]()
    assert not await read(ring, reading, found)
    ring.count = 1200
    assert not await read(ring, reading, found)
    while not await read(ring, reading, found):
        assert ring.served < 40, "it comes no further"
    assert set(found) == {str(number) for number in range(1200)}


async def test_a_page_that_was_not_taken_in_is_read_again() -> None:
    ring, reading = SlowRing(200), Reading()
    ring.left = 99
    async with aclosing(read_back(ring, "11", NOON, reading)) as answers:
        await anext(answers)
        second = await anext(answers)
    ring.left, found = 99, list[str]()
    assert await read(ring, reading, found, 99)
    assert {one.id for one in second.recordings} <= set(found)


async def test_what_appears_late_is_found_where_it_was_read_already() -> None:
    ring, reading, found = SlowRing(1000), Reading(), list[str]()
    assert not await read(ring, reading, found)
    again: list[str] = []
    await read(ring, reading, again, pages=3)
    late = NOON + timedelta(minutes=999) - LATE
    assert [number for number in again if NOON + timedelta(minutes=int(number)) >= late] == [
        str(number) for number in range(999, 988, -1)
    ]


async def test_one_wrong_time_hides_nothing() -> None:
    ring, reading, found = SlowRing(400), Reading(), list[str]()
    ahead = ring.entry

    def entry(number: int) -> dict[str, Any]:
        return ahead(number) | ({"created_at": "2099-01-01T00:00:00Z"} if number == 395 else {})

    ring.entry = entry  # type: ignore[method-assign]
    assert not await read(ring, reading, found)
    ring.count = 500
    while not await read(ring, reading, found):
        assert ring.served < 40, "it comes no further"
    assert set(found) == {str(number) for number in range(500)}


async def test_entries_whose_time_cannot_be_read_are_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    reading = Reading()

    async def one_page(limit: int, older_than: Any) -> Any:
        return [
            {"id": 1, "kind": "motion", "created_at": "yesterday"},
            {"id": 2, "kind": "on_demand", "created_at": "yesterday"},
            {"id": 3, "kind": "ding", "created_at": NOON.isoformat()},
        ]

    for _ in range(3):
        assert [
            [one.id for one in page.recordings] async for page in read_back(one_page, "11", NOON, reading)
        ]
    (told,) = caplog.messages
    assert "camera 11: 1 entries" in told
