"""Pages of the history: in order, whole, and still under the reader."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.types import EventKind
from storage.check import check
from storage.store import Store
from storage.views import Page, PageKey
from tests.storage.makers import after, analysis, face, known, nobody, seen, stranger, told


def ids(page: Page) -> list[int]:
    return [event.id for event in page.events]


@pytest.fixture
async def seven(owned_store: Store) -> Store:
    """Events 1 to 7, a minute apart, each with a stranger."""
    for number in range(7):
        await told(owned_store, number * 100)
    return owned_store


async def test_an_empty_history(fresh_store: Store) -> None:
    assert await fresh_store.events.page() == Page((), None, None)


@pytest.mark.parametrize(
    ("lives", "told"),
    [((False,), False), ((None,), None), ((False, None), False), ((False, True), True), ((True,), True)],
)
async def test_who_was_seen_says_whether_it_was_a_picture(
    owned_store: Store, lives: tuple[bool | None, ...], told: bool | None
) -> None:
    for number, live in enumerate(lives):
        event_id = await seen(owned_store, number * 10)
        shown = face("grace", 0.38, live=live)
        await owned_store.events.finish(event_id, analysis(shown), known(), after(number * 10))
    visit = await owned_store.events.visit(1)
    assert visit is not None
    assert [one.live for one in visit.people] == [told]


async def test_older_and_older_and_back(seven: Store) -> None:
    page = seven.events.page
    newest = await page(limit=3)
    assert (ids(newest), newest.newer) == ([7, 6, 5], None)
    middle = await page(before=newest.older, limit=3)
    assert ids(middle) == [4, 3, 2]
    oldest = await page(before=middle.older, limit=3)
    assert (ids(oldest), oldest.older) == ([1], None)
    assert ids(await page(after=oldest.newer, limit=3)) == [4, 3, 2]
    back = await page(after=middle.newer, limit=3)
    assert (ids(back), back.newer) == ([7, 6, 5], None)
    assert back.older == newest.older


async def test_a_last_page_that_is_just_full(seven: Store) -> None:
    newest = await seven.events.page(limit=7)
    assert (ids(newest), newest.older, newest.newer) == ([7, 6, 5, 4, 3, 2, 1], None, None)


async def test_nothing_shifts_when_something_new_arrives(seven: Store) -> None:
    newest = await seven.events.page(limit=3)
    await told(seven, 9000)
    assert ids(await seven.events.page(before=newest.older, limit=3)) == [4, 3, 2]
    again = await seven.events.page(before=PageKey(after(9000), 8), limit=3)
    assert ids(again) == [7, 6, 5]
    assert ids(await seven.events.page(after=again.newer, limit=3)) == [8]


async def test_what_happened_at_the_same_moment_is_neither_lost_nor_doubled(owned_store: Store) -> None:
    for _ in range(7):
        await told(owned_store, 0)
    first = await owned_store.events.page(limit=3)
    second = await owned_store.events.page(before=first.older, limit=3)
    third = await owned_store.events.page(before=second.older, limit=3)
    assert ids(first) + ids(second) + ids(third) == [7, 6, 5, 4, 3, 2, 1]


async def test_late_entries_take_their_place(owned_store: Store) -> None:
    for second in (500, 100, 300):
        await told(owned_store, second)
    assert ids(await owned_store.events.page()) == [1, 3, 2]


async def test_only_what_a_person_would_call_an_event(owned_store: Store) -> None:
    events = owned_store.events
    quiet = await seen(owned_store, 0)
    await events.finish(quiet, analysis(detections=()), nobody(), after(1))
    dog = await seen(owned_store, 100)
    await events.finish(dog, analysis(), nobody(others=("dog",)), after(101))
    ding = await seen(owned_store, 200, EventKind.DING)
    failed = await seen(owned_store, 300)
    await events.fail(failed, "no clip", after(301))
    grace = await told(owned_store, 400, known(), face("grace", 0.4))
    waiting = await seen(owned_store, 500)
    assert ids(await events.page()) == [grace, failed, ding, dog]
    assert ids(await events.page(limit=10, include_quiet=True)) == [waiting, grace, failed, ding, dog, quiet]
    assert ids(await events.page(before=PageKey(after(400), grace), include_quiet=True, limit=2)) == [
        failed,
        ding,
    ]


async def test_a_page_from_a_place_where_nothing_is_any_more(seven: Store) -> None:
    assert ids(await seven.events.page(before=PageKey(after(250), 99), limit=2)) == [3, 2]
    nothing = await seven.events.page(before=PageKey(after(-1), 1))
    assert (ids(nothing), nothing.older, nothing.newer) == ([], None, None)


async def test_before_and_after_at_once(seven: Store) -> None:
    key = PageKey(after(100), 2)
    with pytest.raises(ValueError, match="not both"):
        await seven.events.page(before=key, after=key)


@given(
    moment=st.datetimes().map(lambda one: one.replace(microsecond=one.microsecond // 1000 * 1000)),
    number=st.integers(1, 2**53),
)
def test_a_place_fits_into_a_button_and_comes_back(moment: datetime, number: int) -> None:
    key = PageKey(moment.replace(tzinfo=UTC), number)
    assert PageKey.parse(str(key)) == key
    assert len(f"older:{key}") <= 64


@pytest.mark.parametrize("text", ["", "1", "a.b", "1.", f"{10**30}.1", "1.2.3"])
def test_other_text_is_no_place(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which of int's or ours does not matter
        PageKey.parse(text)


async def test_the_best_picture_of_a_visit(owned_store: Store) -> None:
    await told(owned_store, 0, nobody(others=("dog",)))
    await told(owned_store, 10, stranger())
    await told(owned_store, 20, known(distance=0.45), face("grace", 0.45))
    await told(owned_store, 30, known(distance=0.3), face("grace", 0.3))
    await told(owned_store, 40, known(distance=0.35), face("grace", 0.35))
    visit = await owned_store.events.visit(1)
    assert visit is not None
    assert visit.thumbnail_path == "2026-02-25/4.jpg", "the surest face"


async def test_the_picture_stays_where_there_is_no_better_one(owned_store: Store) -> None:
    await told(owned_store, 0)
    await told(owned_store, 10)
    visit = await owned_store.events.visit(1)
    assert visit is not None
    assert visit.thumbnail_path == "2026-02-25/1.jpg"


async def test_everybody_of_a_visit_once(owned_store: Store) -> None:
    await told(owned_store, 0, known("grace", 0.45, strangers=1, others=("dog",)), face("grace", 0.45))
    await told(owned_store, 10, known("grace", 0.3, others=("car", "dog")), face("grace", 0.3))
    await told(owned_store, 20, known("ada", 0.4, strangers=2), face("ada", 0.4))
    visit = await owned_store.events.visit(1)
    assert visit is not None
    assert [(one.name, one.distance) for one in visit.people] == [("grace", 0.3), ("ada", 0.4)]
    assert visit.strangers == 2
    assert visit.others == ("dog", "car")
    assert visit.person
    assert not visit.has_ding
    assert visit.camera_name == "Front Door"


async def test_events_that_another_program_wrote_are_history(fresh_store: Store) -> None:
    by_hand = """
        INSERT INTO events (camera_id, recorded_at, event_type, recording_id, person_name, created_at)
        VALUES ('1001', '2026-02-25T10:30:00.000Z', 'motion', 'r1', NULL, '2026-02-25T10:30:09.000Z')
    """
    await fresh_store.db.change(lambda db: db.execute(by_hand))
    (event,) = (await fresh_store.events.page()).events
    assert (event.visit_id, event.camera_name, event.alert_sent, event.door_action) == (
        None,
        "1001",
        False,
        "none",
    )
    assert await fresh_store.events.due(after(10**6)) == []
    assert await check(fresh_store) == []
