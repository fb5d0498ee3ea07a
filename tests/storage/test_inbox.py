"""An update that changes something is kept until it is done, and done once, in one with what it changes."""

from __future__ import annotations

import asyncio

import pytest

from pipeline.errors import StoreError
from storage.in_hand import InHand, Outcome, taken
from storage.inbox import Letter
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows

SAID = "something that was said in confidence"


def letter(number: int) -> Letter:
    return Letter(number, f'{{"update_id": {number}, "text": "{SAID}"}}')


def in_hand(number: int) -> InHand:
    return InHand(number, lambda: after(1))


async def row_of(store: Store, number: int) -> tuple[bool, str | None]:
    """Whether what was said is kept still; the outcome."""
    (row,) = await rows(store, f"SELECT * FROM inbox WHERE update_id = {number}")
    return row["payload"] is not None, row["outcome"]


async def test_it_is_kept_over_a_restart_until_it_is_done(fresh_store: Store) -> None:
    assert await fresh_store.inbox.keep([letter(8), letter(7)], NOW) == frozenset()
    await fresh_store.inbox.close(8, Outcome.DONE, after(1))
    path, folder = fresh_store.db.path, fresh_store.thumbnails.folder
    await fresh_store.close()
    async with await Store.open(path, folder) as again:
        (kept,) = await again.inbox.open()
        assert (kept.letter, kept.received_at, kept.tries, kept.is_done) == (letter(7), NOW, 0, False)


async def test_what_is_delivered_again_is_known(fresh_store: Store) -> None:
    await fresh_store.inbox.keep([letter(7)], NOW)
    assert await fresh_store.inbox.keep([letter(7)], after(1)) == frozenset(), "it is not done yet"
    await fresh_store.inbox.close(7, Outcome.DONE, after(1))
    assert await fresh_store.inbox.keep([letter(7), letter(9)], after(2)) == {7}
    assert [kept.letter.update_id for kept in await fresh_store.inbox.open()] == [9]


async def test_after_a_week_what_is_done_goes(fresh_store: Store) -> None:
    await fresh_store.inbox.keep([letter(7), letter(8)], NOW)
    await fresh_store.inbox.close(7, Outcome.DONE, NOW)
    await fresh_store.inbox.keep([letter(9)], after(8 * 86400))
    assert [row["update_id"] for row in await rows(fresh_store, "SELECT * FROM inbox")] == [8, 9]


async def test_the_effect_and_that_it_is_done_are_one(owned_store: Store) -> None:
    await owned_store.inbox.keep([letter(7)], NOW)
    with taken(in_hand(7)) as one:
        with pytest.raises(StoreError):
            await owned_store.db.change(lambda store: store.execute("INSERT INTO chats VALUES (NULL)"))
        assert (await row_of(owned_store, 7), one.is_done) == ((True, None), False)
        await owned_store.chats.hear_everything(OWNER)
        assert (await row_of(owned_store, 7), one.is_done) == ((True, "done"), True)
    (kept,) = await owned_store.inbox.open()
    assert kept.is_done, "but not answered"


async def test_what_is_aside_leaves_it_undone(owned_store: Store) -> None:
    await owned_store.inbox.keep([letter(7)], NOW)
    with taken(in_hand(7)):
        await owned_store.access.met(OWNER, "Samuel", "de", after(100))
        assert await row_of(owned_store, 7) == (True, None)


async def test_what_another_task_changes_is_not_what_was_asked_for(owned_store: Store) -> None:
    await owned_store.inbox.keep([letter(7)], NOW)
    with taken(in_hand(7)):
        await asyncio.create_task(owned_store.chats.hear_everything(OWNER))
        assert await row_of(owned_store, 7) == (True, None)


async def test_two_transactions_of_one_update_are_told_in_the_log(
    owned_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await owned_store.inbox.keep([letter(7)], NOW)
    with taken(in_hand(7)):
        async with owned_store.together():
            await owned_store.chats.hear_everything(OWNER)
            await owned_store.chats.hear_everything(OWNER)
        assert caplog.messages == []
        await owned_store.chats.hear_everything(OWNER)
    assert caplog.messages == ["update 7 changes something more after it was done"]


async def test_what_is_done_together_is_done_with_it(owned_store: Store) -> None:
    await owned_store.inbox.keep([letter(7), letter(8)], NOW)
    with taken(in_hand(7)):
        async with owned_store.together():
            await owned_store.chats.hear_everything(OWNER)
            assert (await owned_store.inbox.open())[0].is_done is False
        assert await row_of(owned_store, 7) == (True, "done")
    with taken(in_hand(8)):
        async with owned_store.together():
            await owned_store.chats.meet(OWNER, None, NOW)
        assert await row_of(owned_store, 8) == (True, None), "all of it was aside"


async def test_a_refusal_and_a_failure_keep_their_name(fresh_store: Store) -> None:
    await fresh_store.inbox.keep([letter(7), letter(8)], NOW)
    with taken(in_hand(7)) as one:
        one.outcome = Outcome.REFUSED
        await fresh_store.outbox.notify([OWNER], "refused", NOW)
    await fresh_store.inbox.close(7, Outcome.FAILED, after(1))
    await fresh_store.inbox.close(8, Outcome.FAILED, after(1))
    assert [await row_of(fresh_store, number) for number in (7, 8)] == [(False, "refused"), (False, "failed")]


async def test_what_was_said_is_overwritten_on_the_disk(fresh_store: Store) -> None:
    await fresh_store.inbox.keep([letter(7)], NOW)
    await fresh_store.inbox.close(7, Outcome.DONE, NOW)
    await fresh_store.close()
    left = b"".join(path.read_bytes() for path in fresh_store.db.path.parent.glob("events.db*"))
    assert SAID.encode() not in left


async def test_who_is_known_and_whether_a_code_may_let_somebody_in(owned_store: Store) -> None:
    await owned_store.chats.meet(-100, "Home", NOW)
    known = await owned_store.inbox.acquaintance({OWNER, 6666}, {OWNER, 6666, -100}, NOW)
    assert (known.users, known.takes_codes) == (frozenset({OWNER}), False)
    assert -100 in known.chats
    assert 6666 not in known.chats
    await owned_store.access.new_code(NOW)
    assert (await owned_store.inbox.acquaintance(set(), set(), NOW)).takes_codes
    for guess in range(20):
        await owned_store.access.try_code(guess, "AAAAAAAA", NOW)
    assert not (await owned_store.inbox.acquaintance(set(), set(), NOW)).takes_codes
