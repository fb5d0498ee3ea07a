"""The history by subject, camera and time: exactly what was asked for, in order, however it came to be."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import product

import pytest

from pipeline.types import EventKind, Match
from storage.check import check
from storage.history_filter import (
    DING,
    EVERYTHING,
    NO_FACE,
    PERSON,
    STRANGER,
    HistoryFilter,
    labelled,
    who,
)
from storage.migration import migrations, statements
from storage.store import Store
from storage.tally import tallied
from storage.views import EventView, Tally
from tests.storage.makers import after, analysis, face, known, nobody, seen, stranger, told

CAMERAS = ("1001", "1002")
PEOPLE = ("grace", "ada")


async def event(store: Store, chance: random.Random, seconds: float) -> None:
    kind = EventKind.DING if chance.random() < 0.3 else EventKind.MOTION
    event_id = await seen(store, seconds, kind, camera_id=chance.choice(CAMERAS))
    others = tuple(label for label in ("dog", "cat") if chance.random() < 0.3)
    names = [name for name in PEOPLE if chance.random() < 0.4]
    strangers = chance.choice((0, 0, 1, 2))
    matches = tuple(Match(name, 0.3 + place / 10) for place, name in enumerate(names))
    faces = [face(name, 0.3) for name in names] + [face()] * (strangers if chance.random() < 0.6 else 0)
    decision = nobody(
        person=bool(names or strangers), known=matches, strangers=strangers, others=others, alert=bool(names)
    )
    await store.events.finish(event_id, analysis(*faces), decision, after(seconds))


@pytest.fixture
async def busy(owned_store: Store) -> Store:
    """Forty events on two cameras, some at the same moment."""
    chance = random.Random(6)
    for number in range(40):
        await event(owned_store, chance, chance.choice((number, number - number % 4)) * 100)
    return owned_store


def fits(one: EventView, wanted: HistoryFilter, ids: dict[str, int]) -> bool:
    subjects: dict[str | None, bool] = {
        None: True,
        PERSON: one.person,
        STRANGER: one.strangers > 0,
        DING: one.kind is EventKind.DING,
        NO_FACE: one.person and one.person_name == "unknown",
        **{labelled(label): label in one.others for label in ("dog", "cat", "horse")},
        **{who(ids[name]): name in [person.name for person in one.people] for name in ids},
        who(99): False,
    }
    return (
        subjects[wanted.subject]
        and wanted.camera_id in (None, one.camera_id)
        and (wanted.since is None or one.recorded_at >= wanted.since)
        and (wanted.until is None or one.recorded_at < wanted.until)
    )


def every(ids: dict[str, int]) -> Iterator[HistoryFilter]:
    subjects = (None, PERSON, STRANGER, DING, NO_FACE, *map(labelled, ("dog", "cat", "horse")))
    times: tuple[tuple[datetime | None, datetime | None], ...] = (
        (None, None),
        (after(800), None),
        (None, after(2000)),
        (after(800), after(2000)),
    )
    for subject, camera, (since, until) in product(
        (*subjects, *map(who, ids.values()), who(99)), (None, *CAMERAS, "9"), times
    ):
        yield HistoryFilter(subject, camera, since, until)


async def walked(store: Store, wanted: HistoryFilter, limit: int) -> tuple[list[int], list[int]]:
    """Every event from the newest to the oldest, page by page, and all but the last page the way back."""
    page = await store.events.page(limit=limit, wanted=wanted)
    assert page.newer is None
    down = [page]
    while page.older is not None:
        page = await store.events.page(before=page.older, limit=limit, wanted=wanted)
        down.append(page)
    up = []
    while page.newer is not None:
        page = await store.events.page(after=page.newer, limit=limit, wanted=wanted)
        up.append(page)
    return (
        [one.id for each in down for one in each.events],
        [one.id for each in reversed(up) for one in each.events],
    )


async def test_every_filter_shows_exactly_what_it_says_page_by_page(busy: Store) -> None:
    everything = (await busy.events.page(limit=100, include_quiet=True)).events
    worth = [one for one in everything if one.person or one.others or one.kind is EventKind.DING]
    ids = {person.name: person.id for person in await busy.people.all()}
    found = 0
    for wanted in every(ids):
        expected = [one.id for one in worth if fits(one, wanted, ids)]
        down, up = await walked(busy, wanted, 3)
        assert down == expected, wanted
        assert up == expected[: len(up)], wanted
        found += bool(expected)
    assert found > 90, "most of them show something"
    assert await check(busy) == []


async def test_events_counted_one_by_one_give_the_sums_that_the_store_keeps(busy: Store) -> None:
    kept = await busy.events.tally(EVERYTHING)
    counted = tallied((await busy.events.page(limit=99)).events)
    assert (sorted(counted.people), counted.strangers) == (sorted(kept.people), kept.strangers)
    rang = (await busy.events.page(limit=99, wanted=HistoryFilter(DING))).events
    assert tallied(rang).visits == await busy.events.count(HistoryFilter(DING))


async def test_what_came_meanwhile_shifts_nothing(owned_store: Store) -> None:
    for number in range(7):
        await told(owned_store, number * 100)
    pages, wanted = owned_store.events.page, HistoryFilter(STRANGER)
    newest = await pages(limit=3, wanted=wanted)
    await told(owned_store, 9000)
    await told(owned_store, 350)
    assert [one.id for one in (await pages(before=newest.older, limit=3, wanted=wanted)).events] == [9, 4, 3]


async def test_a_name_given_or_taken_moves_an_event(owned_store: Store) -> None:
    events, people = owned_store.events, owned_store.people
    event_id = await told(owned_store, 0, stranger(), face())
    grace = await people.add("grace", "Grace", after(1))
    ada = await people.add("ada", "Ada", after(1))
    (stored,) = await events.faces_of_visit(1)

    async def shown(subject: str) -> bool:
        return bool((await events.page(wanted=HistoryFilter(subject))).events)

    await events.name_faces([stored.id], "grace", after(2))
    assert [await shown(one) for one in (STRANGER, who(grace.id), who(ada.id))] == [False, True, False]
    await events.name_faces([stored.id], "ada", after(3))
    assert [await shown(one) for one in (STRANGER, who(grace.id), who(ada.id))] == [False, False, True]
    merge = "UPDATE event_people SET person_id = ?"
    await owned_store.db.change(lambda db: db.execute(merge, (grace.id,)))
    assert [await shown(one) for one in (who(grace.id), who(ada.id))] == [True, False]
    await owned_store.db.change(lambda db: db.execute("DELETE FROM persons WHERE id = ?", (grace.id,)))
    assert not await shown(who(grace.id))
    await owned_store.db.change(lambda db: db.execute("DELETE FROM events WHERE id = ?", (event_id,)))
    left = await owned_store.db.view(lambda db: db.execute("SELECT * FROM event_subjects").fetchall())
    assert left == []


async def test_what_another_program_writes_is_found(fresh_store: Store) -> None:
    by_hand = """
        INSERT INTO events (camera_id, recorded_at, event_type, recording_id, created_at, person, others)
        VALUES ('7', '2026-02-25T10:30:00.000Z', 'ding', 'r', '2026-02-25T10:30:09.000Z', 1, '["dog", "dog"]')
    """
    await fresh_store.db.change(lambda db: db.execute(by_hand))
    for subject in (DING, PERSON, NO_FACE, labelled("dog")):
        assert len((await fresh_store.events.page(wanted=HistoryFilter(subject))).events) == 1, subject
    await fresh_store.db.change(lambda db: db.execute("UPDATE events SET camera_id = '8', person = 0"))
    assert (await fresh_store.events.page(wanted=HistoryFilter(PERSON))).events == ()
    assert len((await fresh_store.events.page(wanted=HistoryFilter(DING, "8"))).events) == 1


def test_what_was_there_before_is_found_too() -> None:
    ours = next(number for number, path in migrations() if path.stem.endswith("event_subjects"))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as store:
        for number, path in migrations():
            if number == ours:
                store.execute("INSERT INTO persons (name, display_name, created_at) VALUES ('g', 'G', '')")
                store.execute(
                    "INSERT INTO events (camera_id, recorded_at, event_type, recording_id, created_at,"
                    " person, strangers, others) VALUES ('7', '2026-02-25T10:30:00.000Z', 'ding', 'r', "
                    "'2026-02-25T10:30:09.000Z', 1, 1, '[\"dog\"]')"
                )
                store.execute("INSERT INTO event_people VALUES (1, 1, 0.3)")
            for statement in statements(path.read_text("utf-8")):
                store.execute(statement)
        found = store.execute("SELECT subject, camera_id, event_id FROM event_subjects ORDER BY subject")
        assert found.fetchall() == [
            (subject, "7", 1) for subject in (DING, "label:dog", PERSON, NO_FACE, STRANGER, who(1))
        ]


async def test_a_filter_has_a_number_that_outlives_it_for_a_while(fresh_store: Store) -> None:
    filters, now = fresh_store.filters, after(0)
    everything = await filters.number(EVERYTHING, now)
    today = HistoryFilter(who(3), "1001", after(-100), after(100), "today")
    number = await filters.number(today, now)
    assert await filters.number(EVERYTHING, after(10)) == everything != number
    assert await filters.number(today, after(10)) == number
    assert await filters.get(number) == today
    assert await filters.get(everything) == EVERYTHING
    assert await filters.get(99) is None
    later = now + timedelta(days=60)
    again = await filters.number(today, later)
    assert again != number
    assert await filters.get(number) == today, "a button of sixty days ago still works"
    await filters.number(HistoryFilter(DING), now + timedelta(days=100))
    assert await filters.get(number) is None
    assert await filters.get(again) == today


async def test_visits_are_counted_by_subject_camera_and_quarter_hour(owned_store: Store) -> None:
    await told(owned_store, 0, known("grace", strangers=1), face("grace", 0.38))
    await told(owned_store, 10, known("grace"), face("grace", 0.38))
    await told(owned_store, 3600, known("ada"), face("ada", 0.38))
    other = await seen(owned_store, 7200, EventKind.DING, camera_id="1002")
    await owned_store.events.finish(other, analysis(), known("grace"), after(7200))
    ids = {person.name: person.id for person in await owned_store.people.all()}
    tally = owned_store.events.tally
    assert await tally(EVERYTHING) == Tally(3, ((ids["grace"], 2), (ids["ada"], 1)), 1)
    assert await owned_store.events.count(HistoryFilter(DING)) == 1
    assert (await tally(HistoryFilter(DING, "1001"))).visits == 0
    assert (await tally(HistoryFilter(who(ids["grace"]), "1002"))).visits == 1
    within = HistoryFilter(since=after(1800), until=after(5400))
    assert await tally(within) == Tally(1, ((ids["ada"], 1),), 0)
    assert (await tally(HistoryFilter(since=after(90_000)))).visits == 0
