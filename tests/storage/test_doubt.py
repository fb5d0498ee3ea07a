"""A first message that was sent and not confirmed: it may have arrived, and a copy of it may be pressed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from storage.doubt import Adopted
from storage.outbox import OutboxKind, OutboxRow, OutboxState
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows, told

FAR = after(100_000)
UTC = ZoneInfo("UTC")


async def only(store: Store) -> OutboxRow:
    (row,) = await store.outbox.due(FAR)
    return row


@pytest.fixture
async def in_doubt(owned_store: Store) -> Store:
    """Visit 1: its message left, and nobody knows whether it arrived."""
    await told(owned_store, 0)
    await owned_store.doubt.begin((await only(owned_store)).id)
    return owned_store


async def confirmed(store: Store, row: OutboxRow, message_id: int) -> bool:
    return await store.outbox.confirm(
        row.id, row.revision, message_id, None, [1], after(5), repeated=row.uncertain
    )


async def test_what_was_begun_is_in_doubt_also_for_the_next_start(in_doubt: Store) -> None:
    path, folder = in_doubt.db.path, in_doubt.thumbnails.folder
    await in_doubt.close()
    async with await Store.open(path, folder) as again:
        row = await only(again)
        assert (row.uncertain, row.state) == (True, OutboxState.PENDING)


async def test_confirmed_at_once_there_is_no_copy(in_doubt: Store) -> None:
    row = replace(await only(in_doubt), uncertain=False)
    assert await confirmed(in_doubt, row, 77)
    assert await in_doubt.doubt.adopt(1, OWNER, 76, after(6)) is None
    (kept,) = await rows(in_doubt, "SELECT uncertain, message_id FROM outbox")
    assert kept == {"uncertain": 0, "message_id": 77}


async def test_what_certainly_did_not_arrive_is_no_longer_in_doubt(in_doubt: Store) -> None:
    row = await only(in_doubt)
    await in_doubt.doubt.never_arrived(row.id)
    assert not (await only(in_doubt)).uncertain


async def test_a_copy_of_what_was_repeated_takes_its_place(in_doubt: Store) -> None:
    assert await confirmed(in_doubt, await only(in_doubt), 77)
    assert await in_doubt.outbox.due(FAR) == []
    assert await in_doubt.doubt.adopt(1, OWNER, 76, after(6)) == Adopted(77)
    row = await only(in_doubt)
    assert (row.message_id, row.state, row.photo_path) == (76, OutboxState.TOLD, None), (
        "and is brought up to date"
    )
    assert await in_doubt.outbox.by_message(OWNER, 77) is None


async def test_a_copy_pressed_before_anything_was_confirmed_is_the_message(in_doubt: Store) -> None:
    on_its_way = await only(in_doubt)
    assert await in_doubt.doubt.adopt(1, OWNER, 76, after(3)) == Adopted(None)
    assert not await confirmed(in_doubt, on_its_way, 77), "the one that was on its way is not needed"
    row = await only(in_doubt)
    assert (row.message_id, row.state) == (76, OutboxState.TOLD)
    assert await confirmed(in_doubt, row, 76)
    assert (await rows(in_doubt, "SELECT alert_sent FROM events"))[0]["alert_sent"] == 1


async def test_a_message_that_two_press_at_once_is_adopted_once(in_doubt: Store) -> None:
    pressed = (in_doubt.doubt.adopt(1, OWNER, 76, after(3)) for _ in range(2))
    assert await asyncio.gather(*pressed) == [Adopted(None)] * 2, "and is not taken back for itself"


async def test_a_message_pressed_as_it_is_confirmed_is_no_copy(in_doubt: Store) -> None:
    assert await confirmed(in_doubt, replace(await only(in_doubt), uncertain=False), 77)
    assert await in_doubt.doubt.adopt(1, OWNER, 77, after(6)) == Adopted(None)
    (kept,) = await rows(in_doubt, "SELECT uncertain, message_id FROM outbox")
    assert kept == {"uncertain": 0, "message_id": 77}


async def test_of_two_copies_that_are_pressed_one_stays(in_doubt: Store) -> None:
    """The press on the other one was on its way when that was deleted."""
    assert await confirmed(in_doubt, replace(await only(in_doubt), uncertain=True), 77)
    assert await in_doubt.doubt.adopt(1, OWNER, 76, after(6)) == Adopted(77)
    assert await in_doubt.doubt.adopt(1, OWNER, 77, after(6)) is None
    (kept,) = await rows(in_doubt, "SELECT message_id FROM outbox")
    assert kept == {"message_id": 76}


async def test_a_copy_that_comes_too_late_goes_or_is_pressed_before_that(in_doubt: Store) -> None:
    row = await only(in_doubt)
    assert await in_doubt.doubt.adopt(1, OWNER, 76, after(3)) == Adopted(None)
    assert not await confirmed(in_doubt, row, 77)
    assert await in_doubt.doubt.adopt(1, OWNER, 77, after(5)) == Adopted(76)
    assert not await in_doubt.doubt.give_up(OWNER, 77), "it is the message by now"
    assert not await confirmed(in_doubt, row, 78)
    assert await in_doubt.doubt.give_up(OWNER, 78)
    assert await in_doubt.doubt.adopt(1, OWNER, 78, after(6)) is None


async def test_an_edit_that_found_the_old_message_gone_gives_up_nothing(in_doubt: Store) -> None:
    assert await confirmed(in_doubt, await only(in_doubt), 77)
    await in_doubt.outbox.touch(1, after(6))
    before = await only(in_doubt)
    await in_doubt.doubt.adopt(1, OWNER, 76, after(7))
    await in_doubt.outbox.lapse_shown(before, "message to edit not found")
    assert (await only(in_doubt)).state is OutboxState.TOLD


async def test_what_is_in_doubt_is_not_held_back(in_doubt: Store) -> None:
    """Its repetition makes no sound; forgotten it would leave a message that nobody knows."""
    sql = "UPDATE chats SET hears_strangers = 0"
    await in_doubt.db.change(lambda store: store.execute(sql))
    row = await only(in_doubt)
    assert not await in_doubt.silence.hold(row, after(1), UTC)
    assert await in_doubt.silence.hold(replace(row, uncertain=False), after(1), UTC)


async def test_where_nothing_was_lost_nothing_is_adopted(owned_store: Store) -> None:
    await told(owned_store, 0)
    row = await only(owned_store)
    assert await owned_store.doubt.adopt(1, OWNER, 76, NOW) is None
    await owned_store.outbox.confirm(row.id, row.revision, 77, None, [1], NOW)
    assert await owned_store.doubt.adopt(1, OWNER, 76, NOW) is None
    assert await owned_store.doubt.adopt(99, OWNER, 76, NOW) is None


async def test_chats_that_rest_are_told_only_what_is_about_the_door(owned_store: Store) -> None:
    await told(owned_store, 0)
    resting = frozenset({OWNER})
    assert await owned_store.outbox.due(FAR, resting=resting) == []
    assert await owned_store.outbox.next_due_at(resting) is None
    sql = "UPDATE outbox SET kind = 'opening'"
    await owned_store.db.change(lambda store: store.execute(sql))
    assert [row.kind for row in await owned_store.outbox.due(FAR, resting=resting)] == [OutboxKind.OPENING]
    assert await owned_store.outbox.next_due_at(resting) == NOW


async def test_the_end_of_an_outage_is_told_where_its_start_may_have_been(owned_store: Store) -> None:
    outbox = owned_store.outbox
    await outbox.outage(OWNER, "Ring", "Ring is away.", NOW)
    await outbox.outage(OWNER, "SwitchBot", "SwitchBot is away.", NOW)
    ring = next(row for row in await outbox.due(FAR) if row.about == "Ring")
    await owned_store.doubt.begin(ring.id)
    for about in ("Ring", "SwitchBot"):
        await outbox.outage_over(about, f"{about} answers again.", after(60))
    assert (await only(owned_store)).text == "Ring answers again."


async def test_the_end_of_an_outage_is_a_message_of_its_own(owned_store: Store) -> None:
    outbox = owned_store.outbox
    await outbox.outage(OWNER, "Ring", "Ring is away.", NOW)
    assert await confirmed(owned_store, await only(owned_store), 70)
    await outbox.outage_over("Ring", "Ring answers again.", after(60))
    assert await confirmed(owned_store, await only(owned_store), 71)
    assert await outbox.due(FAR) == []


async def test_a_copy_of_the_question_whom_to_let_in_is_none_of_the_visits_message(in_doubt: Store) -> None:
    sql = (
        "INSERT INTO outbox (chat_id, kind, visit_id, uncertain, next_attempt_at, created_at)"
        " SELECT chat_id, 'let_in', visit_id, 1, next_attempt_at, created_at FROM outbox"
    )
    await in_doubt.db.change(lambda store: store.execute(sql))
    await in_doubt.doubt.adopt(1, OWNER, 76, after(3), let_in=True)
    await in_doubt.doubt.adopt(1, OWNER, 75, after(4))
    kinds = await rows(in_doubt, "SELECT message_id, kind FROM outbox ORDER BY message_id")
    assert kinds == [{"message_id": 75, "kind": "visit"}, {"message_id": 76, "kind": "let_in"}]
