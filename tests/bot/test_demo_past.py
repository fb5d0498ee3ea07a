"""The made-up past: plausible, marked as made up, and a store like any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.demo.past import DAYS, past_visits
from bot.demo.seed import seed_past
from bot.event_words import event_details, event_line
from storage.check import check
from storage.store import Store

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 4, 17, 20, tzinfo=UTC)
"""The clocks changed on 25 October: in the middle of the past."""
HOUSE = {"ring": {"camera_id": 1001, "camera_name": "Front Door"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture
async def seeded(folder: Path) -> AsyncIterator[Store]:
    """A store with the past in it, written once for all tests of this file."""
    if not (folder / "events.db").exists():
        await seed_past(folder, HOUSE, NOW, BERLIN)
    async with await Store.open(folder / "events.db", folder / "thumbnails") as store:
        yield store


def test_the_past_ends_before_the_story_begins() -> None:
    visits = past_visits(NOW, BERLIN)
    assert visits == sorted(visits, key=lambda visit: visit.at)
    assert NOW - timedelta(days=DAYS) < visits[0].at < NOW - timedelta(days=DAYS - 2)
    assert NOW - timedelta(hours=12) < visits[-1].at < NOW - timedelta(minutes=20)


def test_it_is_the_same_past_when_it_is_made_again() -> None:
    assert past_visits(NOW, BERLIN) == past_visits(NOW, BERLIN)


@pytest.mark.parametrize("zone", [BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata")])
def test_people_keep_human_hours_wherever_they_live(zone: ZoneInfo) -> None:
    visits = past_visits(NOW, zone)
    assert {visit.at.hour for visit in visits if visit.person}.isdisjoint({2, 3, 4, 5})
    leaving = [visit.at for visit in visits if visit.people == ("Robin",) and visit.at.hour < 10]
    assert {at.hour for at in leaving if at.weekday() < 5} <= {6, 7, 8}
    assert len(leaving) > 15


def test_there_are_residents_strangers_rings_and_animals() -> None:
    visits = past_visits(NOW, BERLIN)
    assert 120 < len(visits) < 240
    assert Counter(name for visit in visits for name in visit.people).keys() == {"Maya", "Robin", "Tom"}
    assert sum(visit.strangers for visit in visits) > 20
    assert sum(visit.ding for visit in visits) > 15
    assert {animal for visit in visits for animal in visit.others} == {"dog", "cat"}


@pytest.mark.slow
async def test_the_store_keeps_its_rules(seeded: Store) -> None:
    assert await check(seeded) == []


async def test_every_row_is_marked_as_made_up(seeded: Store) -> None:
    async with seeded.db.read() as connection:
        origins = await connection.execute_fetchall("SELECT origin, count(*) FROM events GROUP BY origin")
    assert [tuple(row) for row in origins] == [("demo", len(past_visits(NOW, BERLIN)))]


async def test_the_chat_says_that_it_is_made_up(seeded: Store) -> None:
    (event,) = (await seeded.events.page(limit=1)).events
    assert "demo" in event_line(event, "today 12:00")
    details = event_details(event, BERLIN)
    assert details.lower().count("made up") == 1
    assert "frames looked at" not in details
    assert "told" not in details


async def test_a_picture_has_as_many_boxes_as_are_told_of(seeded: Store) -> None:
    crowds = 0
    for event in (await seeded.events.page(limit=100)).events:
        told = Counter({"person": len(event.people) + event.strangers} if event.person else {})
        told.update(event.others)
        found = await seeded.events.detections(event.id)
        assert Counter(one.label for one in found) == told
        assert len({one.box for one in found}) == len(found)
        crowds += len(found) > 1
    assert crowds > 5


async def test_nobody_is_told_of_it(seeded: Store) -> None:
    owner = 4242
    await seeded.access.make_owner(owner, "Sam", NOW)
    assert await seeded.outbox.due(NOW + timedelta(days=1)) == []


async def test_it_shows_in_the_heatmap_where_it_was_put(seeded: Store) -> None:
    counts = await seeded.rhythm.counts(NOW - timedelta(days=DAYS + 1), NOW, BERLIN)
    people = [visit.at for visit in past_visits(NOW, BERLIN) if visit.person]
    assert sum(map(sum, counts)) == len(people)
    assert counts[0][7] == sum(at.weekday() == 0 and at.hour == 7 for at in people)


async def test_pictures_show_what_the_detections_say(seeded: Store) -> None:
    events = (await seeded.events.page(limit=100)).events
    for event in events:
        assert event.thumbnail_path is not None
        picture = await seeded.thumbnails.read(event.thumbnail_path)
        assert picture is not None
        assert picture.startswith(b"\xff\xd8\xff")
        labels = {found.label for found in await seeded.events.detections(event.id)}
        assert labels == {*event.others, *(["person"] if event.person else [])}
        for found in await seeded.events.detections(event.id):
            assert 0 <= found.box.x1 < found.box.x2 <= 1280
            assert 0 <= found.box.y1 < found.box.y2 <= 720
