"""Somebody says who a stranger was, and the history says so too."""

from __future__ import annotations

import pytest

from pipeline.errors import StoreError
from pipeline.types import Match
from storage.check import check
from storage.store import Store
from storage.views import EventView
from tests.storage.makers import NOW, after, face, known, rows, stranger, told


@pytest.fixture
async def store(owned_store: Store) -> Store:
    await owned_store.people.add("grace", "Grace Hopper", NOW)
    await owned_store.people.add("ada", "Ada", NOW)
    return owned_store


async def faces(store: Store, visit_id: int = 1) -> list[int]:
    return [one.id for one in await store.events.faces_of_visit(visit_id, unnamed_only=False)]


async def event(store: Store, event_id: int) -> EventView:
    found = await store.events.get(event_id)
    assert found is not None
    return found


async def test_a_stranger_gets_a_name(store: Store) -> None:
    event_id = await told(store, 0, stranger(), face(), face())
    assert await store.events.name_faces(await faces(store), "grace", after(60)) == [1]
    named = await event(store, event_id)
    assert (named.person_name, named.strangers) == ("grace", 0)
    assert (named.face_distance, named.face_confidence) == (None, None), "told, not measured"
    assert [(one.name, one.display_name, one.distance) for one in named.people] == [
        ("grace", "Grace Hopper", None)
    ]
    assert await store.events.faces_of_visit(1) == []
    assert (await store.people.by_name("grace")).last_seen == after(0)  # type: ignore[union-attr]
    assert await check(store) == []


async def test_in_any_case_of_the_name(store: Store) -> None:
    event_id = await told(store, 0, stranger(), face())
    await store.events.name_faces(await faces(store), "GRACE", after(60))
    assert (await event(store, event_id)).person_name == "grace"


async def test_its_message_gets_a_revision(store: Store) -> None:
    await told(store, 0, stranger(), face())
    (row,) = await store.outbox.due(after(0))
    await store.outbox.confirm(row.id, row.revision, 5, None, [1], after(0))
    await store.events.name_faces(await faces(store), "grace", after(60))
    assert [one.message_id for one in await store.outbox.due(after(60))] == [5]


async def test_one_of_two_strangers(store: Store) -> None:
    event_id = await told(store, 0, stranger(strangers=2), face(), face(), face())
    first, *_ = await faces(store)
    await store.events.name_faces([first], "grace", after(60))
    named = await event(store, event_id)
    assert (named.person_name, named.strangers) == ("grace", 1)
    assert len(await store.events.faces_of_visit(1)) == 2


async def test_two_faces_of_one_person_named_one_by_one(store: Store) -> None:
    event_id = await told(store, 0, stranger(strangers=2), face(), face())
    for one in await faces(store):
        await store.events.name_faces([one], "grace", after(60))
    assert (await event(store, event_id)).strangers == 1


async def test_naming_again_changes_nothing(store: Store) -> None:
    event_id = await told(store, 0, stranger(strangers=2), face())
    await store.events.name_faces(await faces(store), "grace", after(60))
    before = await event(store, event_id)
    assert await store.events.name_faces(await faces(store), "grace", after(61)) == []
    assert await event(store, event_id) == before


async def test_another_name_replaces_the_first(store: Store) -> None:
    event_id = await told(store, 0, stranger(), face())
    await store.events.name_faces(await faces(store), "grace", after(60))
    await store.events.name_faces(await faces(store), "ada", after(61))
    named = await event(store, event_id)
    assert [one.name for one in named.people] == ["ada"]
    assert (named.person_name, named.strangers) == ("ada", 0)
    assert (await store.people.by_name("grace")).last_seen is None  # type: ignore[union-attr]
    assert await check(store) == []


async def test_a_wrongly_recognised_face(store: Store) -> None:
    event_id = await told(store, 0, known("grace", 0.48), face("grace", 0.48))
    await store.events.name_faces(await faces(store), "ada", after(60))
    named = await event(store, event_id)
    assert [(one.name, one.distance) for one in named.people] == [("ada", None)]
    assert named.strangers == 0


async def test_somebody_recognised_beside_stays(store: Store) -> None:
    decision = known("ada", 0.4, strangers=1, known=(Match("ada", 0.4),))
    event_id = await told(store, 0, decision, face("ada", 0.4), face(None, 0.7))
    (unnamed,) = await store.events.faces_of_visit(1)
    await store.events.name_faces([unnamed.id], "grace", after(60))
    named = await event(store, event_id)
    assert [(one.name, one.distance) for one in named.people] == [("grace", None), ("ada", 0.4)]
    assert (named.person_name, named.strangers) == ("grace", 0)


async def test_faces_of_several_visits(store: Store) -> None:
    first, second = await told(store, 0, stranger(), face()), await told(store, 5000, stranger(), face())
    both = await faces(store, 1) + await faces(store, 2)
    assert await store.events.name_faces(both, "grace", after(6000)) == [1, 2]
    assert [(await event(store, one)).person_name for one in (first, second)] == ["grace", "grace"]
    totals = await store.rhythm.totals(after(-3600), after(7200))
    assert (totals.visits, totals.by_person, totals.strangers) == (2, (("grace", 2),), 0)


async def test_who_has_no_row_cannot_be_given(store: Store) -> None:
    event_id = await told(store, 0, stranger(), face())
    with pytest.raises(StoreError, match="Nobody is named 'nobody'"):
        await store.events.name_faces(await faces(store), "nobody", after(60))
    assert (await event(store, event_id)).person_name is None


async def test_faces_that_are_gone(store: Store) -> None:
    assert await store.events.name_faces([77], "grace", NOW) == []
    assert await rows(store, "SELECT * FROM event_people") == []
