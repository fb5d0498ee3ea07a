"""A number that a button in a chat may carry is never given to anything else."""

from __future__ import annotations

from storage.numbers import AFTER_A_BOOT, this_boot
from storage.store import Store
from tests.storage.makers import NOW, rows, seen


async def test_after_a_boot_some_are_passed_over(owned_store: Store) -> None:
    store = owned_store
    assert not await store.numbers.begin("one", NOW), "of a new store nothing was told"
    first = await seen(store)
    assert not await store.numbers.begin("one", NOW), "the bot alone was started anew: it loses nothing"
    assert await seen(store, 1) == first + 1
    assert await store.numbers.begin("two", NOW)
    assert await seen(store, 2) == first + 2 + AFTER_A_BOOT
    (seq,) = await rows(store, "SELECT max(seq) AS audit FROM sqlite_sequence WHERE name = 'audit'")
    assert (seq["audit"] or 0) < AFTER_A_BOOT, "there a gap would be a cut"


async def test_where_nobody_knows_which_boot_it_is_each_start_may_be_one(owned_store: Store) -> None:
    store = owned_store
    assert [await store.numbers.begin(None, NOW) for _ in range(3)] == [False, True, True]


def test_a_boot_has_a_name() -> None:
    assert this_boot() == this_boot()
    assert this_boot()
