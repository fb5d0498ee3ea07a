"""A confirmation is taken once, by its asker, in its chat, in time."""

from __future__ import annotations

import asyncio

import pytest

from storage.questions import Question
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
