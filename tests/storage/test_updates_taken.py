"""An update is taken once, also over a restart."""

from __future__ import annotations

from storage.store import Store
from tests.storage.makers import NOW, after, rows


async def test_once(fresh_store: Store) -> None:
    assert await fresh_store.updates_taken.take(7, NOW)
    assert not await fresh_store.updates_taken.take(7, after(1))
    path, folder = fresh_store.db.path, fresh_store.thumbnails.folder
    await fresh_store.close()
    async with await Store.open(path, folder) as again:
        assert not await again.updates_taken.take(7, after(2))
        assert await again.updates_taken.take(8, after(2))


async def test_after_a_week_they_go(fresh_store: Store) -> None:
    await fresh_store.updates_taken.take(7, NOW)
    await fresh_store.updates_taken.take(8, after(8 * 86400))
    assert [row["update_id"] for row in await rows(fresh_store, "SELECT * FROM updates_taken")] == [8]
