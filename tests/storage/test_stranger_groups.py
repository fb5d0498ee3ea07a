"""Strangers who come back are one stranger; whom nobody names is erased in time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.types import Box
from storage.check import check
from storage.store import Store
from tests.storage.makers import NOW, after, face, known, rows, somebody, stranger, told

DAY = 86400


async def came(store: Store, seconds: float, number: int, off: float = 0.0) -> int:
    return await told(store, seconds, stranger(), face(embedding=somebody(number, off)))


async def test_one_stranger_three_times(owned_store: Store) -> None:
    for day, off in enumerate((0.0, 0.8, -0.8)):
        await came(owned_store, day * DAY, 1, off)
    await came(owned_store, DAY / 2, 2)
    often, once = await owned_store.strangers.groups(5)
    assert often.seen_at == (after(2 * DAY), after(DAY), after(0))
    assert often.last_seen == after(2 * DAY)
    assert once.seen_at == (after(DAY / 2),)
    assert await owned_store.strangers.count() == 2
    assert await owned_store.strangers.groups(1, 1) == [once]
    assert await owned_store.strangers.group(often.id) == often
    assert await owned_store.strangers.group(99) is None


async def test_a_visit_counts_once(owned_store: Store) -> None:
    await came(owned_store, 0, 1)
    await came(owned_store, 30, 1)
    (group,) = await owned_store.strangers.groups(5)
    assert (len(group.seen_at), len(group.face_ids)) == (1, 2)


async def test_two_strangers_at_once_are_two(owned_store: Store) -> None:
    faces = [face(embedding=somebody(number)) for number in (1, 2)]
    await told(owned_store, 0, stranger(strangers=2), *faces)
    assert await owned_store.strangers.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"embedding": ()}, id="no embedding"),
        pytest.param({"box": Box(0, 0, 30, 30), "embedding": somebody(1)}, id="too small"),
    ],
)
async def test_what_tells_nobody_apart_is_not_grouped(owned_store: Store, changes: dict[str, Any]) -> None:
    await told(owned_store, 0, stranger(), face(**changes))
    assert await owned_store.strangers.count() == 0


async def test_somebody_known_turned_away_is_no_stranger(owned_store: Store) -> None:
    grace = [face("grace", 0.4, embedding=somebody(1)), face(embedding=somebody(1, 1))]
    await told(owned_store, 0, known("grace", 0.4), *grace)
    await told(owned_store, 500, known("grace", 0.4, strangers=1), *grace, face(embedding=somebody(2)))
    (group,) = await owned_store.strangers.groups(5)
    assert len(group.face_ids) == 1


async def test_all_of_them_get_one_name(owned_store: Store) -> None:
    for day in range(3):
        await came(owned_store, day * DAY, 1)
    await owned_store.people.add("Grace", "Grace", NOW)
    (group,) = await owned_store.strangers.groups(5)
    assert await owned_store.events.name_faces(group.face_ids, "Grace", after(3 * DAY)) == [1, 2, 3]
    assert await owned_store.strangers.count() == 0
    assert await check(owned_store) == []


async def test_nobody_names_them_so_they_are_erased(owned_store: Store) -> None:
    await came(owned_store, 0, 1)
    await came(owned_store, 5 * DAY, 1)
    await came(owned_store, 0, 2)
    await told(owned_store, 0, known("grace", 0.4), face("grace", 0.4, embedding=somebody(3)))
    pictures = owned_store.thumbnails.folder
    assert len(list(pictures.rglob("*-face-*.jpg"))) == 4
    assert await owned_store.strangers.sweep(after(3 * DAY)) == 2
    assert len(list(pictures.rglob("*-face-*.jpg"))) == 2
    (group,) = await owned_store.strangers.groups(5)
    assert group.seen_at == (after(5 * DAY),)
    kept = await rows(owned_store, "SELECT embedding IS NULL AS gone FROM faces ORDER BY id")
    assert [row["gone"] for row in kept] == [1, 0, 1, 0], "somebody known stays"
    assert await owned_store.strangers.sweep(after(3 * DAY)) == 0
    assert await check(owned_store) == []


async def test_strangers_that_are_never_kept(fresh_store: Store) -> None:
    path: Path = fresh_store.db.path
    await fresh_store.close()
    async with await Store.open(path, path.with_name("thumbnails"), keep_strangers=False) as store:
        event_id = await told(
            store, 0, known("grace", 0.4, strangers=1), face(embedding=somebody(1)), face("grace", 0.4)
        )
        (kept,) = await store.events.faces_of_visit(1, unnamed_only=False)
        assert kept.name == "grace"
        assert await store.strangers.count() == 0
        found = await store.events.get(event_id)
        assert found is not None
        assert found.strangers == 1, "told all the same"


async def test_other_models_are_others(owned_store: Store) -> None:
    await came(owned_store, 0, 1)
    await owned_store.db.change(lambda db: db.execute("UPDATE stranger_groups SET embedding_model = 'older'"))
    await came(owned_store, DAY, 1)
    assert await owned_store.strangers.count() == 2


@pytest.mark.slow
async def test_no_two_people_of_the_portraits_are_one_stranger(owned_store: Store, shared: Path) -> None:
    """The hardest: two photos of one person at 0.53, those of two at 0.70."""
    from pipeline.photos import faces_of

    names = ("alex-lacamoire-1.png", "lin-manuel-miranda.png", "alex-lacamoire-2.jpg", "barack-obama-2.jpg")
    for day, name in enumerate(names):
        (portrait,) = faces_of(shared / "photos" / "faces" / name)
        await told(owned_store, day * DAY, stranger(), face(embedding=portrait.embedding))
    groups = await owned_store.strangers.groups(5)
    assert [len(group.seen_at) for group in groups] == [2, 1, 1]
    assert groups[0].seen_at == (after(2 * DAY), after(0))
