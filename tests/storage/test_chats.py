"""What a chat chose to hear of, and groups that move and go."""

from __future__ import annotations

import pytest

from storage.chats import Kind
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER, after, told

GROUP, MOVED = -100200, -1001234567890
BACK = "back"
CAMERAS = (FRONT.id, BACK)


async def only(store: Store, *wanted: Kind) -> None:
    for kind in Kind:
        await store.chats.hear_kind(OWNER, kind, kind in wanted)


async def test_kinds_of_visit_are_chosen_one_by_one(owned_store: Store) -> None:
    for wanted in ((), (Kind.STRANGERS,), (Kind.KNOWN, Kind.DINGS), tuple(Kind)):
        await only(owned_store, *wanted)
        choices = await owned_store.chats.get(OWNER)
        assert choices is not None
        assert choices.kinds == frozenset(wanted)


async def test_cameras_are_chosen_one_by_one(owned_store: Store) -> None:
    chats = owned_store.chats
    await chats.hear_camera(OWNER, FRONT.id, False, CAMERAS)
    await chats.hear_camera(OWNER, FRONT.id, False, CAMERAS)
    choices = await chats.get(OWNER)
    assert choices is not None
    assert choices.cameras == frozenset({BACK})
    assert await owned_store.access.listening(FRONT.id) == []
    assert await owned_store.access.listening(BACK) == [OWNER]
    await chats.hear_camera(OWNER, FRONT.id, True, CAMERAS)
    assert await owned_store.access.listening("a new one") == [OWNER]


async def test_back_to_the_default(owned_store: Store) -> None:
    await only(owned_store)
    await owned_store.chats.hear_camera(OWNER, FRONT.id, False, CAMERAS)
    await owned_store.chats.hear_everything(OWNER)
    choices = await owned_store.chats.get(OWNER)
    assert choices is not None
    assert (choices.kinds, choices.cameras) == (frozenset(Kind), None)


async def test_a_group_hears_once_it_is_told_to(owned_store: Store) -> None:
    chats = owned_store.chats
    await chats.meet(GROUP, "Home", NOW)
    assert await owned_store.access.listening() == [OWNER]
    assert await chats.listen(GROUP, True)
    await chats.meet(GROUP, "Our home", NOW)
    assert [group.title for group in await chats.groups()] == ["Our home"]
    assert not await chats.listen(-1, True)


async def test_a_group_that_the_bot_left_hears_nothing(owned_store: Store) -> None:
    await owned_store.chats.meet(GROUP, "Home", NOW)
    await owned_store.chats.listen(GROUP, True)
    await told(owned_store)
    await owned_store.chats.left(GROUP)
    await told(owned_store, 30)
    assert {row.chat_id for row in await owned_store.outbox.due(after(60))} == {OWNER}
    assert await owned_store.chats.groups() == []


@pytest.mark.parametrize("met_before", [False, True])
async def test_a_group_that_moved_takes_everything_along(owned_store: Store, met_before: bool) -> None:
    chats = owned_store.chats
    await chats.meet(GROUP, "Home", NOW)
    await chats.listen(GROUP, True)
    await chats.hear_camera(GROUP, BACK, False, CAMERAS)
    await told(owned_store)
    (row,) = [row for row in await owned_store.outbox.due(after(1)) if row.chat_id == GROUP]
    await owned_store.outbox.confirm(row.id, row.revision, 77, None, [], after(1))
    await told(owned_store, 3600)
    if met_before:
        await chats.meet(MOVED, "Home", after(3600))
    await chats.moved(GROUP, MOVED)
    await chats.moved(GROUP, MOVED)
    assert await chats.get(GROUP) is None
    choices = await chats.get(MOVED)
    assert choices is not None
    assert (choices.listening, choices.cameras) == (True, frozenset({FRONT.id}))
    due = [one for one in await owned_store.outbox.due(after(3600)) if one.chat_id != OWNER]
    assert [(one.chat_id, one.message_id) for one in due] == [(MOVED, None)]
