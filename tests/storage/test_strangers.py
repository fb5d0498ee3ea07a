"""The faces nobody has named, as the gallery compares with them: newest first, few a visit, bounded."""

from __future__ import annotations

import pytest

from pipeline.errors import StoreError
from pipeline.types import Box, Face
from storage import strangers
from storage.rows import change
from storage.store import Store
from tests.storage.makers import NOW, after, analysis, face, known, nobody, rows, seen, stranger

MODEL = "dlib"


def somebody(number: float, width: float = 80) -> Face:
    return face(box=Box(0, 0, width, 80), embedding=(number,) * 128)


async def visit(
    store: Store, minutes: float, *faces: Face, model: str = MODEL, known_too: bool = False
) -> int:
    event_id = await seen(store, 60 * minutes)
    decision = known(strangers=0) if known_too else stranger()
    await store.events.finish(
        event_id, analysis(*faces), decision, after(60 * minutes), embedding_model=model
    )
    return event_id


async def numbers(store: Store) -> list[float]:
    return [embedding[0] for embedding in (await store.people.strangers(MODEL)).values()]


async def test_newest_first(fresh_store: Store) -> None:
    await visit(fresh_store, 0, somebody(1))
    await visit(fresh_store, 10, somebody(2))
    assert await numbers(fresh_store) == [2, 1]


async def test_keyed_by_their_faces(fresh_store: Store) -> None:
    await visit(fresh_store, 0, somebody(1))
    (stored,) = await rows(fresh_store, "SELECT id FROM faces")
    (found,) = (await fresh_store.people.strangers(MODEL)).items()
    assert (found[0], list(found[1])) == (stored["id"], [1.0] * 128)


async def test_the_largest_three_of_a_visit(fresh_store: Store) -> None:
    await visit(fresh_store, 0, somebody(1, 60), somebody(2, 90))
    await visit(fresh_store, 0.5, somebody(3, 70), somebody(4, 80))
    assert sorted(await numbers(fresh_store)) == [2, 3, 4]


async def test_those_of_another_model_are_not_comparable(fresh_store: Store) -> None:
    await visit(fresh_store, 0, somebody(1), model="another")
    assert await numbers(fresh_store) == []


async def test_who_got_a_name_is_no_stranger(fresh_store: Store) -> None:
    await fresh_store.people.add("grace", "Grace", NOW)
    event_id = await visit(fresh_store, 0, somebody(1))
    ids = [row["id"] for row in await rows(fresh_store, "SELECT id FROM faces WHERE event_id = ?", event_id)]
    await fresh_store.events.name_faces(ids, "grace", NOW)
    assert await numbers(fresh_store) == []


async def test_a_poor_view_of_somebody_known_is_no_stranger(fresh_store: Store) -> None:
    await visit(fresh_store, 0, somebody(1), known_too=True)
    assert await numbers(fresh_store) == []


async def test_no_face_no_stranger(fresh_store: Store) -> None:
    event_id = await seen(fresh_store)
    await fresh_store.events.finish(event_id, analysis(), nobody(), NOW, embedding_model=MODEL)
    assert await numbers(fresh_store) == []


async def test_an_expired_face_is_gone(fresh_store: Store) -> None:
    await visit(fresh_store, 0, somebody(1))
    await fresh_store.db.change(lambda db: db.execute("UPDATE faces SET embedding = NULL"))
    assert await numbers(fresh_store) == []


async def test_only_so_many(fresh_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "MOST", 2)
    for minutes in (0, 10, 20):
        await visit(fresh_store, minutes, somebody(minutes))
    assert await numbers(fresh_store) == [20, 10]


async def test_they_are_erased_some_at_a_time(fresh_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """After STRANGER_DAYS was made shorter there are many, and everybody else wants to write meanwhile."""
    monkeypatch.setattr(strangers, "AT_ONCE", 1)
    for minutes in (0, 10, 20):
        await visit(fresh_store, minutes, somebody(minutes))
    stop = "CREATE TRIGGER stop BEFORE UPDATE ON faces WHEN old.id = 2 BEGIN SELECT RAISE(ABORT, 'stop'); END"
    await fresh_store.db.change(lambda raw: change(raw, stop))
    with pytest.raises(StoreError, match="stop"):
        await fresh_store.strangers.sweep(after(3600))
    assert await numbers(fresh_store) == [20, 10]
    await fresh_store.db.change(lambda raw: change(raw, "DROP TRIGGER stop"))
    assert await fresh_store.strangers.sweep(after(3600)) == 2
    assert await numbers(fresh_store) == []
