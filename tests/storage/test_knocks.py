"""Strangers who knock are counted, a hundred at most, told once and forgotten."""

from __future__ import annotations

from storage.knocks import MOST, TOLD
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows

TOMORROW = after(86_400)


async def test_each_counts_once_until_the_owner_is_told(owned_store: Store) -> None:
    knocked = owned_store.knocks.knocked
    assert await knocked(6666, NOW, TOMORROW) is True
    assert [await knocked(one, after(9), after(99_999)) for one in (6666, 7777, 6666)] == [False] * 3
    assert await owned_store.knocks.count() == 2
    (duty,) = await owned_store.duties.open(TOLD)
    assert duty.due_at == TOMORROW
    await owned_store.knocks.told(OWNER, "two", duty, TOMORROW)
    await owned_store.knocks.told(OWNER, "twice", duty, TOMORROW)
    assert await rows(owned_store, "SELECT chat_id, text FROM outbox") == [{"chat_id": OWNER, "text": "two"}]
    assert await rows(owned_store, "SELECT * FROM knocks") == []
    assert await owned_store.duties.open(TOLD) == [], "nothing on quiet days"
    assert await knocked(6666, TOMORROW, after(200_000)) is True


async def test_a_flood_fills_nothing(owned_store: Store) -> None:
    for sender in range(MOST + 20):
        await owned_store.knocks.knocked(sender, NOW, TOMORROW)
    assert await owned_store.knocks.count() == MOST
