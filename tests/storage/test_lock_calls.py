"""Calls to the lock's cloud are counted over 24 hours, and a restart forgets none."""

from __future__ import annotations

import pytest

from storage.store import Store
from tests.storage.makers import NOW, after, rows

HOUR = 3600


@pytest.mark.parametrize(("hours", "left"), [(0, 3), (23, 3), (24, 3), (25, 0)])
async def test_they_count_for_a_day(fresh_store: Store, hours: int, left: int) -> None:
    for _ in range(3):
        await fresh_store.lock_calls.add(NOW)
    assert await fresh_store.lock_calls.of_a_day(after(hours * HOUR)) == left


async def test_a_restart_forgets_none(fresh_store: Store) -> None:
    await fresh_store.lock_calls.add(NOW)
    path, folder = fresh_store.db.path, fresh_store.thumbnails.folder
    await fresh_store.close()
    async with await Store.open(path, folder) as again:
        await again.lock_calls.add(after(HOUR))
        assert await again.lock_calls.of_a_day(after(HOUR)) == 2


async def test_old_hours_go(fresh_store: Store) -> None:
    for hours in range(30):
        await fresh_store.lock_calls.add(after(hours * HOUR))
    assert len(await rows(fresh_store, "SELECT * FROM lock_calls")) == 25


async def test_a_clock_set_back_forgets_none(fresh_store: Store) -> None:
    await fresh_store.lock_calls.add(NOW)
    assert await fresh_store.lock_calls.of_a_day(after(-48 * HOUR)) == 1
