"""What a change is on condition of holds in its transaction, or the change is not made."""

from __future__ import annotations

import asyncio
import sqlite3
from functools import partial

import pytest

from storage.condition import Lapsed, on_condition
from storage.proofs import WIDENING, Asked, Verdict, has_none, used_up
from storage.rows import change
from storage.store import Store
from tests.storage.makers import NOW, rows

ADD = "INSERT INTO knocks (sender, knocked_at) VALUES (?, '')"
SAM, PIN = 4711, "2580"


def once(raw: sqlite3.Connection) -> bool:
    """Used up by what it is for."""
    return change(raw, "UPDATE settings SET value = '\"used\"' WHERE key = 'once' AND value = '\"new\"'") > 0


async def add(store: Store, number: int, *, aside: bool = False) -> None:
    await store.db.change(lambda raw: change(raw, ADD, number), aside=aside)


async def add_and_fail(store: Store) -> None:
    def failing(raw: sqlite3.Connection) -> None:
        change(raw, ADD, 9)
        raise RuntimeError("on purpose")

    with on_condition(once):
        await store.db.change(failing)


async def add_together_and_fail(store: Store) -> None:
    async with store.together():
        await add(store, 8)
        raise RuntimeError("on purpose")


async def there(store: Store) -> list[int]:
    return [row["sender"] for row in await rows(store, "SELECT sender FROM knocks ORDER BY sender")]


async def is_used(store: Store) -> bool:
    return await store.house_settings.get("once") == "used"


@pytest.fixture
async def store(fresh_store: Store) -> Store:
    await fresh_store.house_settings.put("once", "new", NOW, None)
    return fresh_store


async def test_it_is_met_by_the_first_change_and_in_one_with_it(store: Store) -> None:
    with pytest.raises(RuntimeError, match="on purpose"):
        await add_and_fail(store)
    assert not await is_used(store), "neither is there alone"
    with on_condition(once):
        await add(store, 1, aside=True)
        assert not await is_used(store)
        await add(store, 2)
        assert await is_used(store)
        await add(store, 3)
    assert await there(store) == [1, 2, 3]


async def lapsing(store: Store, number: int) -> None:
    with on_condition(once):
        await add(store, number)


async def test_without_it_nothing_is_changed_also_by_a_task_begun_for_it(store: Store) -> None:
    await lapsing(store, 1)
    with pytest.raises(Lapsed):
        await lapsing(store, 2)
    with on_condition(once), pytest.raises(Lapsed):
        await asyncio.create_task(add(store, 3))
    assert await there(store) == [1]
    await add(store, 4)
    assert await there(store) == [1, 4]


async def test_several_changes_together_use_it_up_once_or_not_at_all(store: Store) -> None:
    with on_condition(once):
        with pytest.raises(RuntimeError, match="on purpose"):
            await add_together_and_fail(store)
        assert not await is_used(store)
        async with store.together():
            await add(store, 1)
            await add(store, 2)
    assert await is_used(store)
    with pytest.raises(Lapsed), on_condition(once):
        async with store.together():
            await add(store, 3)
    assert await there(store) == [1, 2]


async def _proved(store: Store) -> Asked:
    asking = store.questions.ask
    question = await asking(WIDENING, asker=SAM, chat_id=SAM, now=NOW, valid_seconds=60)
    asked = Asked(question.id, SAM, SAM)
    assert (await store.proofs.give(asked, PIN, NOW)).verdict is Verdict.RIGHT
    return asked


async def test_a_proof_counts_once_and_what_none_was_asked_for_waits_for_one(fresh_store: Store) -> None:
    store = fresh_store
    await store.access.make_owner(SAM, "Sam", NOW)
    with on_condition(partial(has_none, user_id=SAM)):
        await add(store, 1)
    first = Asked((await store.questions.ask("proof", asker=SAM, chat_id=SAM, now=NOW)).id, SAM, SAM)
    assert await store.proofs.set_pin(first, PIN, NOW)
    with pytest.raises(Lapsed), on_condition(partial(has_none, user_id=SAM)):
        await add(store, 2)
    asked = await _proved(store)
    with on_condition(partial(used_up, asked=asked, now=lambda: NOW)):
        await add(store, 3)
    with pytest.raises(Lapsed), on_condition(partial(used_up, asked=asked, now=lambda: NOW)):
        await add(store, 4)
    assert await there(store) == [1, 3]
    (question,) = await rows(store, "SELECT outcome FROM questions WHERE kind = 'widening'")
    assert question["outcome"] == "taken"
