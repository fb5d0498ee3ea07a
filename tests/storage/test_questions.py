"""A confirmation is taken once, by its asker, in its chat, in time."""

from __future__ import annotations

import asyncio

import pytest

from storage.questions import Question, Talk
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows, seen

CHAT = -100200


@pytest.fixture
async def question(owned_store: Store) -> Question:
    return await owned_store.questions.ask("unlock", asker=OWNER, chat_id=CHAT, now=NOW, valid_seconds=30)


async def take(
    store: Store, question: Question, seconds: float = 5, user_id: int = OWNER, chat_id: int = CHAT
) -> Question | None:
    return await store.questions.take(question.id, user_id=user_id, chat_id=chat_id, now=after(seconds))


async def test_what_was_asked_is_what_is_taken(owned_store: Store) -> None:
    event_id = await seen(owned_store)
    asked = await owned_store.questions.ask(
        "unlock",
        asker=OWNER,
        chat_id=CHAT,
        now=NOW,
        event_id=event_id,
        visit_id=1,
        payload={"lock": "C0FFEE"},
    )
    assert (asked.asked_at, asked.due_at) == (NOW, after(30))
    assert await take(owned_store, asked) == asked
    assert (asked.event_id, asked.visit_id, asked.payload) == (event_id, 1, {"lock": "C0FFEE"})


async def test_once(owned_store: Store, question: Question) -> None:
    assert await take(owned_store, question)
    assert await take(owned_store, question) is None


async def test_once_however_often_it_is_pressed(owned_store: Store, question: Question) -> None:
    taken = await asyncio.gather(*(take(owned_store, question) for _ in range(10)))
    assert sum(one is not None for one in taken) == 1


@pytest.mark.parametrize(("seconds", "works"), [(0, True), (29.9, True), (30, False), (-1, False)])
async def test_in_time(owned_store: Store, question: Question, seconds: float, works: bool) -> None:
    assert (await take(owned_store, question, seconds) is not None) is works


async def test_by_its_asker_in_its_chat(owned_store: Store, question: Question) -> None:
    assert await take(owned_store, question, user_id=777) is None
    assert await take(owned_store, question, chat_id=OWNER) is None
    assert await take(owned_store, question), "the attempts of others cost nothing"


async def test_cancelled_it_is_over(owned_store: Store, question: Question) -> None:
    drop = owned_store.questions.drop
    assert not await drop(question.id, user_id=777, chat_id=CHAT, now=after(1))
    assert await drop(question.id, user_id=OWNER, chat_id=CHAT, now=after(1))
    assert not await drop(question.id, user_id=OWNER, chat_id=CHAT, now=after(1))
    assert await take(owned_store, question) is None


async def test_void_after_a_restart(owned_store: Store, question: Question) -> None:
    other = await owned_store.questions.ask("unlock", asker=OWNER, chat_id=CHAT, now=NOW)
    assert await take(owned_store, other)
    assert await owned_store.questions.void(after(1)) == 1
    assert await take(owned_store, question) is None
    outcomes = await rows(owned_store, "SELECT outcome FROM questions ORDER BY id")
    assert [row["outcome"] for row in outcomes] == ["void", "taken"]


async def test_its_message(owned_store: Store, question: Question) -> None:
    assert question.message_id is None
    await owned_store.questions.attach_message(question.id, 77)
    taken = await take(owned_store, question)
    assert taken is not None
    assert taken.message_id == 77


async def test_one_that_was_never_asked(owned_store: Store, question: Question) -> None:
    assert (
        await owned_store.questions.take(question.id + 1, user_id=OWNER, chat_id=CHAT, now=after(1)) is None
    )


@pytest.mark.parametrize(
    "loss",
    [
        "UPDATE users SET may_unlock = 0",
        "UPDATE users SET role = 'guest'",
        "UPDATE users SET suspended_at = '2026-02-25T10:30:01.000Z'",
        "UPDATE users SET removed_at = '2026-02-25T10:30:01.000Z'",
        "DELETE FROM users",
        "INSERT INTO settings (key, value, changed_at) VALUES ('lockdown', 'true', '')",
    ],
)
async def test_a_right_that_ends_voids_it_for_good(owned_store: Store, question: Question, loss: str) -> None:
    talk, _ = await owned_store.questions.begin(
        Talk.RENAME, asker=OWNER, chat_id=CHAT, now=NOW, payload={}, valid_seconds=60
    )
    await owned_store.db.change(lambda db: db.execute(loss))
    await owned_store.db.change(lambda db: db.execute("UPDATE users SET may_unlock = 1"))
    await owned_store.db.change(lambda db: db.execute("DELETE FROM settings"))
    assert await take(owned_store, question) is None
    assert await owned_store.questions.open_talk(talk.id, after(1)), "conversations go on"


async def test_what_leaves_the_right_alone_voids_nothing(owned_store: Store, question: Question) -> None:
    await owned_store.db.change(lambda db: db.execute("UPDATE users SET name = 'Samuel', may_unlock = 1"))
    assert await take(owned_store, question)


async def test_when_its_time_is_over_it_lapses_once(owned_store: Store, question: Question) -> None:
    assert await owned_store.questions.lapse(question.id, after(30))
    assert not await owned_store.questions.lapse(question.id, after(30))
    assert await take(owned_store, question) is None


async def test_the_open_ones_are_known(owned_store: Store, question: Question) -> None:
    other = await owned_store.questions.ask("unlock", asker=OWNER, chat_id=CHAT, now=NOW)
    await take(owned_store, other)
    assert await owned_store.questions.confirmations() == [question]
