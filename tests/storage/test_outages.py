"""An outage is one notice a chat: revised until it is told, and gone if it ended before."""

from __future__ import annotations

from itertools import count

from storage.outbox import OutboxRow
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows

AWAY, REFUSED, BACK = "Ring is away.", "Ring wants a login.", "Ring works again."
GUEST = 777
MESSAGES = count(500)
"""Telegram's numbers: beginning and end are two messages."""


async def due(store: Store, chat: int = OWNER) -> list[str]:
    return [row.text or "" for row in await behind(store) if row.chat_id == chat]


async def behind(store: Store) -> list[OutboxRow]:
    return await store.outbox.due(after(100_000))


async def tell_all(store: Store) -> list[str]:
    found = await behind(store)
    for row in found:
        assert await store.outbox.confirm(row.id, row.revision, next(MESSAGES), None, [], after(1))
    return [row.text or "" for row in found]


async def away(store: Store, text: str = AWAY, chat: int = OWNER) -> None:
    await store.outbox.outage(chat, "Ring", text, NOW)


async def back(store: Store) -> None:
    await store.outbox.outage_over("Ring", BACK, NOW)


async def test_start_and_end_are_told_once_each(owned_store: Store) -> None:
    await away(owned_store)
    assert await tell_all(owned_store) == [AWAY]
    await away(owned_store)
    assert await tell_all(owned_store) == []
    await back(owned_store)
    await back(owned_store)
    assert await tell_all(owned_store) == [BACK]


async def test_one_that_ended_untold_is_never_told(owned_store: Store) -> None:
    for _ in range(5):
        await away(owned_store)
        await back(owned_store)
    assert await due(owned_store) == []
    assert await owned_store.outbox.next_due_at() is None
    assert await owned_store.outbox.pending_for(OWNER) == 0
    assert len(await rows(owned_store, "SELECT * FROM outbox")) == 1, "nothing piles up"


async def test_only_what_holds_is_told(owned_store: Store) -> None:
    for text in (AWAY, REFUSED):
        await away(owned_store, text)
        await back(owned_store)
    await away(owned_store)
    await away(owned_store, REFUSED)
    assert await owned_store.outbox.pending_for(OWNER) == 1
    assert await tell_all(owned_store) == [REFUSED]
    await back(owned_store)
    assert await tell_all(owned_store) == [BACK]


async def test_an_end_that_waits_gives_way_to_the_next_outage(owned_store: Store) -> None:
    await away(owned_store)
    await tell_all(owned_store)
    await back(owned_store)
    await away(owned_store, REFUSED)
    assert await due(owned_store) == [REFUSED]


async def test_one_that_ends_while_its_start_is_being_sent_is_told_to_its_end(owned_store: Store) -> None:
    await away(owned_store)
    (row,) = await behind(owned_store)
    await back(owned_store)
    await owned_store.outbox.confirm(row.id, row.revision, 77, None, [], after(2))
    assert await tell_all(owned_store) == [BACK]


async def test_the_next_one_is_a_notice_of_its_own(owned_store: Store) -> None:
    for _ in range(2):
        await away(owned_store)
        assert await tell_all(owned_store) == [AWAY]
        await back(owned_store)
        assert await tell_all(owned_store) == [BACK]
    assert len(await rows(owned_store, "SELECT * FROM outbox")) == 2


async def test_different_outages_do_not_touch_each_other(owned_store: Store) -> None:
    await away(owned_store)
    await owned_store.outbox.outage(OWNER, "Camera Gate", "No answer.", NOW)
    await back(owned_store)
    assert await due(owned_store) == ["No answer."]


async def test_each_chat_hears_the_end_of_what_it_was_told(owned_store: Store) -> None:
    await away(owned_store)
    await tell_all(owned_store)
    await away(owned_store, chat=GUEST)
    await back(owned_store)
    assert await due(owned_store) == [BACK]
    assert await due(owned_store, GUEST) == []


async def test_a_pause_of_the_sender_is_kept(owned_store: Store) -> None:
    await away(owned_store)
    (row,) = await behind(owned_store)
    await owned_store.outbox.postpone(row.id, after(60), "no network")
    await away(owned_store, REFUSED)
    assert await owned_store.outbox.due(after(59)) == []


async def test_an_end_of_nothing_writes_nothing(owned_store: Store) -> None:
    await back(owned_store)
    assert await rows(owned_store, "SELECT * FROM outbox") == []


async def test_the_end_too_may_have_arrived_unconfirmed(owned_store: Store) -> None:
    await away(owned_store)
    await tell_all(owned_store)
    await back(owned_store)
    (row,) = await behind(owned_store)
    assert not row.uncertain
    await owned_store.doubt.begin(row.id)
    assert [row.uncertain for row in await behind(owned_store)] == [True]
    assert await tell_all(owned_store) == [BACK]
    await away(owned_store)
    assert [row.uncertain for row in await behind(owned_store)] == [False], "another message, another doubt"
