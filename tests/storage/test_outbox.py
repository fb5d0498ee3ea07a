"""What every chat should show, until Telegram has confirmed it."""

from __future__ import annotations

import asyncio

import pytest

from storage.outbox import OutboxKind, OutboxRow, OutboxState
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, known, rows, told

FAR = after(100_000)
GROUP = -100200


async def only(store: Store) -> OutboxRow:
    (row,) = await store.outbox.due(FAR)
    return row


@pytest.fixture
async def one_told(owned_store: Store) -> Store:
    """Event 1, told in message 77 with its photo."""
    await told(owned_store, 0)
    row = await only(owned_store)
    await owned_store.outbox.confirm(row.id, row.revision, 77, "2026-02-25/1.jpg", [1], after(5))
    return owned_store


async def test_an_alert_is_pending_until_it_is_confirmed(owned_store: Store) -> None:
    await told(owned_store, 0)
    row = await only(owned_store)
    assert (row.chat_id, row.kind, row.visit_id) == (OWNER, OutboxKind.VISIT, 1)
    assert (row.state, row.message_id, row.photo_path) == (OutboxState.PENDING, None, None)
    assert (row.created_at, row.next_attempt_at, row.told_at) == (NOW, NOW, None)
    assert await owned_store.outbox.pending_for(OWNER) == 1


async def test_confirmed_it_is_told(one_told: Store) -> None:
    assert await one_told.outbox.due(FAR) == []
    assert await one_told.outbox.next_due_at() is None
    assert await one_told.outbox.pending_for(OWNER) == 0
    row = await one_told.outbox.by_message(OWNER, 77)
    assert row is not None
    assert (row.state, row.told_at, row.photo_path) == (OutboxState.TOLD, after(5), "2026-02-25/1.jpg")
    assert (await rows(one_told, "SELECT alert_sent FROM events"))[0]["alert_sent"] == 1


async def test_only_what_the_message_tells_is_sent(owned_store: Store) -> None:
    for second in (0, 10, 20):
        await told(owned_store, second)
    row = await only(owned_store)
    await owned_store.outbox.confirm(row.id, row.revision, 77, None, [1, 3], NOW)
    sent = await rows(owned_store, "SELECT id FROM events WHERE alert_sent = 1")
    assert [event["id"] for event in sent] == [1, 3]


async def test_a_change_while_it_is_being_sent_is_not_lost(owned_store: Store) -> None:
    await told(owned_store, 0)
    row = await only(owned_store)
    await told(owned_store, 10, known())
    await owned_store.outbox.confirm(row.id, row.revision, 77, None, [1], after(11))
    again = await only(owned_store)
    assert (again.id, again.message_id) == (row.id, 77)
    assert again.sent_revision == row.revision < again.revision


async def test_an_older_confirmation_takes_nothing_back(one_told: Store) -> None:
    await one_told.outbox.touch(1, after(6))
    row = await only(one_told)
    await one_told.outbox.confirm(row.id, row.revision, None, None, [], after(7))
    await one_told.outbox.confirm(row.id, row.revision - 1, None, None, [], after(8))
    assert await one_told.outbox.due(FAR) == []
    assert await one_told.outbox.by_message(OWNER, 77) is not None


async def test_a_touch_is_due_at_once_in_every_chat(one_told: Store) -> None:
    await one_told.outbox.touch(1, after(6))
    assert await one_told.outbox.next_due_at() <= after(6)  # type: ignore[operator]
    assert (await only(one_told)).message_id == 77
    await one_told.outbox.touch(99, after(6))


async def test_backing_off(owned_store: Store) -> None:
    await told(owned_store, 0)
    row = await only(owned_store)
    await owned_store.outbox.postpone(row.id, after(30), "no network")
    assert await owned_store.outbox.due(after(29)) == []
    later = await only(owned_store)
    assert (later.attempts, later.last_error, later.next_attempt_at) == (1, "no network", after(30))
    await told(owned_store, 10)
    assert await owned_store.outbox.due(after(29)) == [], "news must not break into a pause"
    await owned_store.outbox.confirm(row.id, later.revision, 77, None, [1], after(31))
    after_all = await owned_store.outbox.by_message(OWNER, 77)
    assert after_all is not None
    assert (after_all.attempts, after_all.last_error) == (0, None)


async def test_what_waits_for_another_counts_no_attempt(owned_store: Store) -> None:
    for second in (0, 400):
        await told(owned_store, second)
    failed, behind = await owned_store.outbox.due(FAR)
    for _ in range(3):
        await owned_store.outbox.postpone(failed.id, after(460), "no network")
        await owned_store.outbox.hold([behind.id], after(460), "behind")
    assert await owned_store.outbox.due(after(459)) == []
    assert [row.attempts for row in await owned_store.outbox.due(after(460))] == [3, 0]
    await owned_store.outbox.release(OWNER, "behind", after(401))
    assert [row.id for row in await owned_store.outbox.due(after(401))] == [behind.id], "only what was held"


async def test_lapsed_it_is_never_told(owned_store: Store) -> None:
    await told(owned_store, 0)
    await owned_store.outbox.lapse((await only(owned_store)).id, "bot was removed")
    await owned_store.outbox.touch(1, after(5))
    await told(owned_store, 10)
    assert await owned_store.outbox.due(FAR) == []
    assert await owned_store.outbox.next_due_at() is None
    assert await owned_store.outbox.pending_for(OWNER) == 0


async def test_new_messages_before_edits_and_each_in_order(one_told: Store) -> None:
    await one_told.outbox.touch(1, after(6))
    await told(one_told, 1000)
    await told(one_told, 2000)
    await one_told.outbox.notify([OWNER], "Ring answers again.", after(2001))
    kinds = [(row.kind, row.visit_id) for row in await one_told.outbox.due(FAR)]
    assert kinds == [
        (OutboxKind.VISIT, 2),
        (OutboxKind.VISIT, 3),
        (OutboxKind.NOTICE, None),
        (OutboxKind.VISIT, 1),
    ]
    assert len(await one_told.outbox.due(FAR, limit=2)) == 2


async def test_an_edit_with_news_before_one_without(one_told: Store) -> None:
    await told(one_told, 1000)
    row = next(row for row in await one_told.outbox.due(FAR) if row.visit_id == 2)
    await one_told.outbox.confirm(row.id, row.revision, 78, None, [2], after(1001))
    await one_told.outbox.touch(1, after(1002))
    await told(one_told, 1010)
    assert [row.visit_id for row in await one_told.outbox.due(FAR)] == [2, 1]


async def test_every_chat_has_its_own_message(owned_store: Store) -> None:
    await owned_store.access.listen(GROUP, NOW)
    await told(owned_store, 0)
    mine, theirs = sorted(await owned_store.outbox.due(FAR), key=lambda row: -row.chat_id)
    await owned_store.outbox.confirm(mine.id, mine.revision, 77, None, [1], NOW)
    await owned_store.outbox.confirm(theirs.id, theirs.revision, 77, None, [1], NOW)
    in_group = await owned_store.outbox.by_message(GROUP, 77)
    assert in_group is not None
    assert in_group.id == theirs.id
    assert await owned_store.outbox.by_message(GROUP, 78) is None


async def test_a_notice_is_not_doubled_while_it_waits(owned_store: Store) -> None:
    await owned_store.outbox.notify([OWNER, GROUP], "Ring is down.", NOW)
    await owned_store.outbox.notify([OWNER], "Ring is down.", after(5))
    mine = [row for row in await owned_store.outbox.due(FAR) if row.chat_id == OWNER]
    assert [(row.kind, row.text) for row in mine] == [(OutboxKind.NOTICE, "Ring is down.")]
    await owned_store.outbox.confirm(mine[0].id, mine[0].revision, 5, None, [], after(6))
    await owned_store.outbox.notify([OWNER], "Ring is down.", after(900))
    assert await owned_store.outbox.pending_for(OWNER) == 1


async def test_notices_at_once_are_not_doubled(owned_store: Store) -> None:
    await asyncio.gather(*(owned_store.outbox.notify([OWNER], "Ring is down.", NOW) for _ in range(8)))
    assert await owned_store.outbox.pending_for(OWNER) == 1


async def test_without_a_chat_that_listens_nothing_waits(fresh_store: Store) -> None:
    await told(fresh_store, 0)
    assert await rows(fresh_store, "SELECT * FROM outbox") == []


async def test_a_restart_sends_what_was_not_confirmed_and_nothing_else(one_told: Store) -> None:
    await told(one_told, 1000)
    path, folder = one_told.db.path, one_told.thumbnails.folder
    await one_told.close()
    async with await Store.open(path, folder) as again:
        assert [row.visit_id for row in await again.outbox.due(FAR)] == [2]
