"""A conversation: one of a user in a chat, going on over a restart, over after a while."""

from __future__ import annotations

import asyncio

from storage.questions import Question, Talk
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows

CHAT, OTHER_CHAT = OWNER, -100200


async def begin(store: Store, kind: Talk = Talk.FACE, seconds: float = 0, chat_id: int = CHAT) -> Question:
    talk, _ = await store.questions.begin(
        kind, asker=OWNER, chat_id=chat_id, now=after(seconds), payload={"name": "Grace"}, valid_seconds=600
    )
    return talk


async def test_it_goes_on_and_on(owned_store: Store) -> None:
    talk = await begin(owned_store)
    assert await owned_store.questions.current(OWNER, CHAT, after(5)) == talk
    assert await owned_store.questions.current(777, CHAT, after(5)) is None
    assert await owned_store.questions.current(OWNER, OTHER_CHAT, after(5)) is None
    await owned_store.questions.attach_message(talk.id, 77)
    going = await owned_store.questions.go_on(talk.id, {"name": "Ada"}, now=after(500), valid_seconds=600)
    assert going is not None
    assert (going.payload, going.due_at, going.message_id) == ({"name": "Ada"}, after(1100), 77)
    assert await owned_store.questions.current(OWNER, CHAT, after(1000)) == going
    assert await owned_store.questions.open_talk(talk.id, after(1000)) == going


async def test_what_is_said_while_a_photo_is_looked_at_stands_and_so_does_what_it_shows(
    owned_store: Store,
) -> None:
    """The name is typed just as the faces are found: whichever is first."""
    talk = await begin(owned_store)
    said, seen = {**talk.payload, "name": "Ada"}, {**talk.payload, "faces": [1, 2]}
    for payload in (said, seen):
        going = await owned_store.questions.go_on(
            talk.id, payload, now=after(5), valid_seconds=600, before=talk.payload
        )
    assert going is not None
    assert going.payload == {"name": "Ada", "faces": [1, 2]}


async def test_another_puts_an_end_to_it(owned_store: Store) -> None:
    first = await begin(owned_store)
    elsewhere = await begin(owned_store, chat_id=OTHER_CHAT)
    second, former = await owned_store.questions.begin(
        Talk.RENAME, asker=OWNER, chat_id=CHAT, now=after(5), payload={}, valid_seconds=600
    )
    assert former == first
    assert await owned_store.questions.current(OWNER, CHAT, after(6)) == second
    assert await owned_store.questions.go_on(first.id, {}, now=after(6), valid_seconds=600) is None
    assert await owned_store.questions.current(OWNER, OTHER_CHAT, after(6)) == elsewhere


async def test_it_ends_once_and_keeps_nothing(owned_store: Store) -> None:
    talk = await begin(owned_store)
    ended = await asyncio.gather(*(owned_store.questions.end(talk.id, after(5)) for _ in range(5)))
    assert sum(ended) == 1
    assert await owned_store.questions.leave(OWNER, CHAT, after(6)) is None
    (row,) = await rows(owned_store, "SELECT outcome, payload FROM questions")
    assert (row["outcome"], row["payload"]) == ("taken", "{}")


async def test_left(owned_store: Store) -> None:
    talk = await begin(owned_store)
    assert await owned_store.questions.leave(OWNER, CHAT, after(5)) == talk
    assert await owned_store.questions.current(OWNER, CHAT, after(6)) is None


async def test_nobody_answers(owned_store: Store) -> None:
    talk = await begin(owned_store)
    assert await owned_store.questions.give_up(after(599)) == []
    assert await owned_store.questions.current(OWNER, CHAT, after(600)) is None
    assert await owned_store.questions.give_up(after(600)) == [talk]
    assert await owned_store.questions.give_up(after(600)) == []


async def test_a_restart_ends_confirmations_and_no_conversation(owned_store: Store) -> None:
    talk = await begin(owned_store)
    asked = await owned_store.questions.ask("unlock", asker=OWNER, chat_id=CHAT, now=NOW)
    assert await owned_store.questions.void(after(1)) == 1
    assert await owned_store.questions.open_talks(after(2)) == [talk]
    assert await owned_store.questions.take(asked.id, user_id=OWNER, chat_id=CHAT, now=after(2)) is None


async def test_consent_is_told_once(owned_store: Store) -> None:
    assert await owned_store.access.consent_told(OWNER, NOW)
    assert not await owned_store.access.consent_told(OWNER, after(5))


async def test_what_a_message_shows(owned_store: Store) -> None:
    from tests.storage.makers import face, stranger, told

    event_id = await told(owned_store, 0, stranger(), face())
    (seen,) = await owned_store.events.faces_of_visit(1)
    await owned_store.shown.remember(CHAT, 5, event_id, NOW)
    await owned_store.shown.remember(CHAT, 6, event_id, NOW, face_id=seen.id)
    await owned_store.shown.remember(CHAT, 7, 99, NOW)
    event, one_face = await owned_store.shown.picture(CHAT, 5), await owned_store.shown.picture(CHAT, 6)
    assert event is not None
    assert one_face is not None
    assert (event.event_id, event.visit_id, event.face_id) == (event_id, 1, None)
    assert one_face.face_id == seen.id
    assert await owned_store.shown.picture(CHAT, 7) is None, "an event that is gone"
    assert await owned_store.shown.picture(OTHER_CHAT, 5) is None
    assert await owned_store.shown.sweep(after(31 * 86400)) == 2
