"""Reading back: over pages, out of order, in any form of time, and no further than needed."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deploy.sandbox.ring import RingCloud
from pipeline.cameras.ring import RingDoorbell
from pipeline.cameras.ring_history import FIRST_PAGE, MAX_PAGES, moment, read_back
from pipeline.errors import DoorbellUnreachable
from pipeline.types import EventKind
from tests.pipeline.conftest import CLIP
from tests.pipeline.ring_reading import all_read, recordings

NOON = datetime(2026, 2, 25, 12, 0, tzinfo=UTC)


def entries(count: int, minutes_apart: float = 1.0) -> list[dict[str, Any]]:
    """Newest first, the first at noon."""
    return [
        {
            "id": 9000 - number,
            "kind": "motion",
            "created_at": (NOON - timedelta(minutes=number * minutes_apart)).isoformat(),
        }
        for number in range(count)
    ]


class Pages:
    """History served page by page, as by a server that counts positions; `cap` is its longest page."""

    def __init__(self, listed: list[dict[str, Any]], cap: int = 1000) -> None:
        self.listed, self.cap, self.asked = listed, cap, 0

    async def __call__(self, limit: int, older_than: Any) -> Any:
        self.asked += 1
        ids = [entry["id"] for entry in self.listed]
        start = ids.index(older_than) + 1 if older_than is not None else 0
        return self.listed[start : start + min(limit, self.cap)]


async def test_motion_and_ding_become_recordings_and_the_rest_is_left_out(
    ring: RingCloud, doorbell: RingDoorbell
) -> None:
    at = datetime.now(UTC).replace(microsecond=250_000)
    ids = [ring.add_recording(11, CLIP, kind, at) for kind in ("motion", "ding", "on_demand")]
    found = await recordings(doorbell, "11", at - timedelta(seconds=1))
    assert {(one.id, one.kind) for one in found} == {
        (str(ids[0]), EventKind.MOTION),
        (str(ids[1]), EventKind.DING),
    }
    assert {one.recorded_at for one in found} == {at}
    assert {one.camera_id for one in found} == {"11"}


async def test_since_is_included_and_what_is_older_is_not(ring: RingCloud, doorbell: RingDoorbell) -> None:
    at = datetime.now(UTC).replace(microsecond=0)
    kept = ring.add_recording(11, CLIP, recorded_at=at)
    ring.add_recording(11, CLIP, recorded_at=at - timedelta(milliseconds=1))
    assert [one.id for one in await recordings(doorbell, "11", at)] == [str(kept)]


async def test_another_camera_s_recordings_are_not_mixed_in(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.add_camera(12, "Back Door")
    ring.add_recording(12, CLIP)
    assert await recordings(doorbell, "11", NOON) == []


async def test_several_pages_are_read_through_the_cloud(ring: RingCloud, doorbell: RingDoorbell) -> None:
    at = datetime.now(UTC)
    ids = {str(ring.add_recording(11, CLIP, recorded_at=at - timedelta(seconds=n))) for n in range(140)}
    found = await recordings(doorbell, "11", at - timedelta(minutes=10))
    assert {one.id for one in found} == ids


async def test_an_entry_that_appears_late_is_found_at_its_old_time(
    ring: RingCloud, doorbell: RingDoorbell
) -> None:
    at = datetime.now(UTC)
    ring.add_recording(11, CLIP, recorded_at=at)
    late = ring.add_recording(11, CLIP, recorded_at=at - timedelta(minutes=8), listed_after=60)
    since = at - timedelta(minutes=10)
    assert str(late) not in {one.id for one in await recordings(doorbell, "11", since)}
    ring.clock_offset = 61
    assert str(late) in {one.id for one in await recordings(doorbell, "11", since)}


async def test_a_quiet_camera_costs_one_request(ring: RingCloud, doorbell: RingDoorbell) -> None:
    at = datetime.now(UTC)
    for days in range(1, 30):
        ring.add_recording(11, CLIP, recorded_at=at - timedelta(days=days))
    await recordings(doorbell, "11", at - timedelta(minutes=10))
    assert len(ring.seen("/clients_api/doorbots/11/history")) == 1


@pytest.mark.parametrize("cap", [1, 7, 1000])
async def test_short_pages_do_not_end_the_search(cap: int) -> None:
    found = await all_read(Pages(entries(60), cap), "11", NOON - timedelta(minutes=39))
    assert len(found) == 40


async def test_entries_out_of_order_across_pages_are_all_found() -> None:
    shuffled = entries(120)
    rng = random.Random(7)
    for start in range(0, 120, 4):
        part = shuffled[start : start + 4]
        rng.shuffle(part)
        shuffled[start : start + 4] = part
    for spot in (FIRST_PAGE - 1, FIRST_PAGE + 3):  # very old ones where a page may end
        shuffled.insert(spot, {"id": spot, "kind": "motion", "created_at": "2020-01-01T00:00:00Z"})
    found = await all_read(Pages(shuffled), "11", NOON - timedelta(minutes=90))
    assert len(found) == 91


async def test_a_server_that_repeats_its_page_is_not_asked_for_ever() -> None:
    asked = 0

    async def same_page(limit: int, older_than: Any) -> Any:
        nonlocal asked
        asked += 1
        return entries(10)

    assert len(await all_read(same_page, "11", NOON - timedelta(days=1))) == 10
    assert asked == 2


async def test_the_search_ends_soon_after_since() -> None:
    pages = Pages(entries(2000))
    await all_read(pages, "11", NOON - timedelta(minutes=5))
    assert pages.asked == 1


@pytest.mark.parametrize("told", [None, "soon"])
async def test_entries_without_a_time_do_not_make_it_read_for_ever(told: str | None) -> None:
    pages = Pages([{"id": number, "kind": "motion", "created_at": told} for number in range(9000, 0, -1)])
    assert await all_read(pages, "11", NOON) == []
    assert pages.asked < 5 < MAX_PAGES


async def test_single_entries_without_a_time_do_not_hide_the_end() -> None:
    listed = entries(2000)
    for number in range(9, 2000, 10):
        listed[number] = {"id": listed[number]["id"], "kind": "motion"}
    pages = Pages(listed)
    found = await all_read(pages, "11", NOON - timedelta(minutes=30))
    assert (len(found), pages.asked) == (28, 2)


async def test_a_page_without_a_time_does_not_hide_what_is_behind_it() -> None:
    listed = entries(80)
    listed[:FIRST_PAGE] = [{"id": 9000 - number, "kind": "motion"} for number in range(FIRST_PAGE)]
    assert len(await all_read(Pages(listed), "11", NOON - timedelta(minutes=30))) == 31 - FIRST_PAGE


async def test_a_page_that_was_read_stays_read_when_the_next_one_fails() -> None:
    pages = Pages(entries(200))

    async def second_fails(limit: int, older_than: Any) -> Any:
        if older_than is not None:
            raise TimeoutError
        return await pages(limit, older_than)

    read = read_back(second_fails, "11", NOON - timedelta(hours=2))
    first = await anext(read)
    assert (len(first.recordings), first.more) == (FIRST_PAGE, True)
    with pytest.raises(TimeoutError):
        await anext(read)


@pytest.mark.parametrize(("times", "works"), [(1, True), (2, False)])
async def test_a_later_page_is_asked_for_twice(
    ring: RingCloud, doorbell: RingDoorbell, times: int, works: bool
) -> None:
    at = datetime.now(UTC)
    ids = {str(ring.add_recording(11, CLIP, recorded_at=at - timedelta(seconds=n))) for n in range(40)}
    found: set[str] = set()
    reading = doorbell.history("11", at - timedelta(minutes=10))
    found.update(one.id for one in (await anext(reading)).recordings)
    ring.fail_next("/clients_api/doorbots/11/history", 503, times=times)
    if works:
        found.update(one.id for one in (await anext(reading)).recordings)
        assert found == ids
    else:
        with pytest.raises(DoorbellUnreachable):
            await anext(reading)


async def test_entries_without_id_time_or_sense_are_passed_over() -> None:
    odd: list[Any] = [
        {"kind": "motion", "created_at": NOON.isoformat()},
        {"id": 1, "kind": "motion"},
        {"id": 2, "kind": "motion", "created_at": "yesterday"},
        "nonsense",
        {"id": 3, "created_at": NOON.isoformat()},
        {"id": "a-4", "kind": "DING", "created_at": NOON.isoformat()},
    ]
    found = await all_read(
        Pages([entry for entry in odd if isinstance(entry, dict) and "id" in entry]), "11", NOON
    )
    assert [(one.id, one.kind) for one in found] == [("a-4", EventKind.DING)]

    async def one_page(limit: int, older_than: Any) -> Any:
        return odd

    assert await all_read(one_page, "11", NOON) == found


@pytest.mark.parametrize(
    "told",
    [
        "2026-02-25T12:00:00Z",
        "2026-02-25T12:00:00.000Z",
        "2026-02-25T12:00:00.0000000Z",
        "2026-02-25T12:00:00+00:00",
        "2026-02-25T13:00:00.000000+01:00",
        "2026-02-25 12:00:00",
        NOON.timestamp(),
        int(NOON.timestamp() * 1000),
    ],
)
def test_every_form_of_time_is_understood(told: str | float) -> None:
    assert moment(told) == NOON


@pytest.mark.parametrize("told", [None, "", "soon", {}, float("inf")])
def test_what_is_no_time_is_none(told: object) -> None:
    assert moment(told) is None
