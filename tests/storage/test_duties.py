"""What is to be done later is there after a restart, once, and in its order."""

from __future__ import annotations

from pathlib import Path

from storage.store import Store
from tests.storage.makers import NOW, after, rows


async def test_due_from_their_time_on_the_longest_overdue_first(fresh_store: Store) -> None:
    duties = fresh_store.duties
    await duties.add("digest", after(20), NOW, payload={"days": 7})
    await duties.add("snooze_end", after(10), NOW, subject="3", moves_lock=True)
    assert await duties.due(after(9)) == []
    assert await duties.next_due_at(after(9)) == after(10)
    first, second = await duties.due(after(20))
    assert (first.kind, first.subject, first.due_at, first.moves_lock) == (
        "snooze_end",
        "3",
        after(10),
        True,
    )
    assert (second.kind, second.payload, second.moves_lock) == ("digest", {"days": 7}, False)
    assert await duties.next_due_at(after(20)) is None


async def test_one_of_a_kind_and_subject_is_open_and_the_later_word_counts(fresh_store: Store) -> None:
    duties = fresh_store.duties
    await duties.add("digest", after(20), NOW)
    await duties.add("digest", after(40), NOW)
    await duties.add("digest", after(30), NOW, subject="another")
    assert [duty.due_at for duty in await duties.open("digest")] == [after(40), after(30)]


async def test_done_once_and_never_what_was_put_off_meanwhile(fresh_store: Store) -> None:
    duties = fresh_store.duties
    await duties.add("digest", after(20), NOW)
    [duty] = await duties.due(after(20))
    await duties.add("digest", after(90), after(20))
    assert not await duties.done(duty, after(21)), "its next time is still to come"
    [next_one] = await duties.due(after(90))
    assert await duties.done(next_one, after(91))
    assert not await duties.done(next_one, after(92))
    assert await duties.due(after(99)) == []


async def test_what_lapsed_says_so_and_what_is_withdrawn_is_gone(fresh_store: Store) -> None:
    duties = fresh_store.duties
    await duties.add("auto_relock", after(5), NOW, moves_lock=True)
    await duties.add("digest", after(5), NOW)
    await duties.withdraw("digest")
    [duty] = await duties.due(after(60))
    assert await duties.lapse(duty, after(60))
    assert [row["state"] for row in await rows(fresh_store, "SELECT state FROM duties")] == ["lapsed"]


async def test_they_outlive_the_process(db_path: Path) -> None:
    async with await Store.open(db_path, db_path.with_name("thumbnails")) as store:
        await store.duties.add("digest", after(20), NOW)
    async with await Store.open(db_path, db_path.with_name("thumbnails")) as store:
        assert [duty.kind for duty in await store.duties.due(after(3600))] == ["digest"]
