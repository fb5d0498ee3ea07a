"""A camera that is renamed keeps what it was called, and that is told in the same transaction."""

from __future__ import annotations

from pipeline.door_types import DoorRules
from pipeline.types import Camera
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER, after, rows
from tests.storage.opening import trusted

PORCH = Camera(FRONT.id, "Porch")


async def test_a_new_name_is_noticed_and_taken_up_once(owned_store: Store) -> None:
    cameras = owned_store.cameras
    other = Camera("2002", "Never polled")
    (renamed,) = await cameras.renamed([PORCH, other])
    assert (renamed.camera, renamed.before) == (PORCH, "Front Door")
    for _ in range(2):
        await cameras.rename(PORCH, after(5), [(OWNER, "it is called Porch now")])
    assert await cameras.renamed([PORCH, other]) == []
    assert [camera.name for camera in await cameras.all()] == ["Porch"]
    assert await cameras.former_names() == {FRONT.id: {"Front Door"}}
    assert [row["text"] for row in await rows(owned_store, "SELECT text FROM outbox")] == [
        "it is called Porch now"
    ]


async def test_a_poll_that_is_first_to_see_it_remembers_it_too(owned_store: Store) -> None:
    await owned_store.events.poll_floor(PORCH, after(5))
    assert await owned_store.cameras.former_names() == {FRONT.id: {"Front Door"}}


async def test_back_and_forth_each_name_is_kept_once(owned_store: Store) -> None:
    for camera in (PORCH, FRONT, PORCH):
        await owned_store.cameras.rename(camera, NOW)
    assert await owned_store.cameras.former_names() == {FRONT.id: {"Front Door", "Porch"}}


async def test_photos_from_a_renamed_door_go_on_counting_for_opening(owned_store: Store) -> None:
    await trusted(owned_store)
    door = DoorRules(cameras=frozenset({"Front Door"}))
    before = await owned_store.events.grants(FRONT.id, NOW, door)
    assert before.fit
    await owned_store.cameras.rename(PORCH, NOW)
    assert (await owned_store.events.grants(FRONT.id, NOW, door)).fit == before.fit
