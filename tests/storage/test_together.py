"""Several changes as one transaction: all of it or nothing, and nobody else's."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from pipeline.errors import StoreError
from storage.rows import change, value
from storage.store import Store
from tests.storage.makers import NOW, rows

ADD = "INSERT INTO knocks (sender, knocked_at) VALUES (?, '')"


async def add(store: Store, number: int) -> None:
    await store.db.change(lambda raw: change(raw, ADD, number))


async def there(store: Store) -> list[int]:
    """As everybody else sees it."""
    found = await asyncio.create_task(rows(store, "SELECT sender FROM knocks ORDER BY sender"))
    return [row["sender"] for row in found]


async def adds_and_fails(store: Store) -> None:
    async with store.together():
        await add(store, 3)
        raise RuntimeError("on purpose")


async def goes_on_after_a_rollback(store: Store) -> None:
    async with store.together():
        await add(store, 1)
        await store.db.change(lambda raw: raw.rollback())
        await add(store, 2)


async def test_all_of_it_or_nothing(fresh_store: Store) -> None:
    async with fresh_store.together():
        await add(fresh_store, 1)
        await add(fresh_store, 2)
        assert await fresh_store.knocks.count() == 2, "a look within sees what was changed"
        assert await there(fresh_store) == []
    assert await there(fresh_store) == [1, 2]
    with pytest.raises(RuntimeError, match="on purpose"):
        await adds_and_fails(fresh_store)
    assert await there(fresh_store) == [1, 2]


async def test_one_within_another_is_the_same(fresh_store: Store) -> None:
    async with fresh_store.together():
        async with fresh_store.together():
            await add(fresh_store, 1)
        assert await there(fresh_store) == []
    assert await there(fresh_store) == [1]


async def test_a_change_that_fails_and_is_caught_takes_nothing_else_along(fresh_store: Store) -> None:
    def half(raw: object) -> None:
        raise StoreError("on purpose")

    async with fresh_store.together():
        await add(fresh_store, 1)
        with contextlib.suppress(StoreError):
            await add(fresh_store, 1)
        with contextlib.suppress(StoreError):
            await fresh_store.db.change(half)
        await add(fresh_store, 2)
    assert await there(fresh_store) == [1, 2]


async def test_other_tasks_wait_and_are_no_part_of_it(fresh_store: Store) -> None:
    async with fresh_store.together():
        await add(fresh_store, 1)
        other = asyncio.create_task(add(fresh_store, 2))
        await asyncio.sleep(0.01)
        assert not other.done()
        assert await fresh_store.knocks.count() == 1
    await other
    assert await there(fresh_store) == [1, 2]


async def test_a_cancelled_one_leaves_nothing(fresh_store: Store) -> None:
    begun = asyncio.Event()

    async def work() -> None:
        async with fresh_store.together():
            await add(fresh_store, 1)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await add(fresh_store, 2)
    assert await there(fresh_store) == [2]


async def test_what_sqlite_has_undone_is_not_gone_on_with(fresh_store: Store) -> None:
    with pytest.raises(StoreError):
        await goes_on_after_a_rollback(fresh_store)
    assert await there(fresh_store) == []


async def test_what_is_erased_within_is_gone_from_the_log(fresh_store: Store) -> None:
    await fresh_store.outbox.notify([7], "in confidence", NOW)
    async with fresh_store.together():
        await fresh_store.db.erase(lambda raw: change(raw, "DELETE FROM outbox"))
        await add(fresh_store, 1)
    wal = fresh_store.db.path.with_name("events.db-wal")
    assert b"in confidence" not in wal.read_bytes() + fresh_store.db.path.read_bytes()
    assert await fresh_store.db.view(lambda raw: value(raw, "SELECT count(*) FROM knocks")) == 1
