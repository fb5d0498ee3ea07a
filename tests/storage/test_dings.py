"""A ding is told at once, heard once, and gets its picture when there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.types import EventKind
from storage.outbox import OutboxKind, OutboxRow
from storage.store import Store
from tests.storage.makers import GAP, OWNER, after, analysis, nobody, recording, seen, stranger, told

SECOND_CHAT = -100200
FAR = after(10_000)


async def ring(store: Store, seconds: float = 0, hold: float = 2) -> int:
    event_id = await store.events.add_seen(
        recording(seconds, EventKind.DING), now=after(seconds), coalesce_seconds=GAP, hold_seconds=hold
    )
    assert event_id is not None
    return event_id


async def behind(store: Store) -> list[tuple[int, str]]:
    return [(row.chat_id, str(row.kind)) for row in await store.outbox.due(FAR, limit=100)]


async def send(store: Store, row: OutboxRow, message_id: int = 900) -> None:
    await store.outbox.confirm(row.id, row.revision, message_id, None, [], row.next_attempt_at)


async def send_all(store: Store) -> None:
    while rows := await store.outbox.due(FAR):
        for row in rows:
            await send(store, row, 900 + row.id)


def pictures(store: Store) -> list[Path]:
    return [path for path in store.thumbnails.folder.rglob("*") if path.is_file()]


def fail_while_a_picture_is_saved(store: Store, event_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    save = store.thumbnails.save

    async def saved(name: str, jpeg: bytes) -> str | None:
        path = await save(name, jpeg)
        await store.events.fail(event_id, "no clip", after(3))
        return path

    monkeypatch.setattr(store.thumbnails, "save", saved)


async def test_it_waits_for_its_picture_and_no_longer(owned_store: Store) -> None:
    await ring(owned_store, hold=2)
    assert await owned_store.outbox.due(after(1.9)) == []
    assert await owned_store.outbox.next_due_at() == after(2)
    assert [row.kind for row in await owned_store.outbox.due(after(2))] == [OutboxKind.VISIT]


async def test_every_chat_that_listens(owned_store: Store) -> None:
    await owned_store.access.listen(SECOND_CHAT, after(0))
    await ring(owned_store)
    assert await behind(owned_store) == [(SECOND_CHAT, "visit"), (OWNER, "visit")]


async def test_a_snapshot_ends_the_wait(owned_store: Store) -> None:
    event_id = await ring(owned_store)
    await owned_store.events.add_snapshot(event_id, b"\xff\xd8 a porch", after(0.5))
    (row,) = await owned_store.outbox.due(after(0.5))
    visit = await owned_store.events.visit(row.visit_id or 0)
    assert visit is not None
    assert visit.thumbnail_path is not None
    assert await owned_store.thumbnails.read(visit.thumbnail_path) == b"\xff\xd8 a porch"
    assert visit.has_ding


async def test_no_snapshot_ends_the_wait_too(owned_store: Store) -> None:
    event_id = await ring(owned_store)
    await owned_store.events.add_snapshot(event_id, None, after(0.5))
    assert len(await owned_store.outbox.due(after(0.5))) == 1


async def test_a_snapshot_that_comes_late_edits_the_message(owned_store: Store) -> None:
    event_id = await ring(owned_store)
    await send_all(owned_store)
    await owned_store.events.add_snapshot(event_id, b"\xff\xd8 late", after(4))
    (row,) = await owned_store.outbox.due(after(4))
    assert (row.message_id, row.sent_revision < row.revision) == (900 + row.id, True)


async def test_a_snapshot_that_comes_too_late_leaves_no_file(
    owned_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_id = await ring(owned_store)
    fail_while_a_picture_is_saved(owned_store, event_id, monkeypatch)
    await owned_store.events.add_snapshot(event_id, b"\xff\xd8 late", after(3))
    assert pictures(owned_store) == []
    assert len(await owned_store.outbox.due(after(3))) == 1, "and its hold ends all the same"


async def test_a_snapshot_that_comes_twice_is_not_taken_from_its_event(
    owned_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_id = await ring(owned_store)
    await owned_store.events.add_snapshot(event_id, b"\xff\xd8 first", after(1))
    fail_while_a_picture_is_saved(owned_store, event_id, monkeypatch)
    await owned_store.events.add_snapshot(event_id, b"\xff\xd8 again", after(3))
    assert len(pictures(owned_store)) == 1


async def test_a_snapshot_does_not_replace_what_was_analysed(owned_store: Store) -> None:
    event_id = await ring(owned_store)
    await owned_store.events.finish(event_id, analysis(), stranger(), after(1))
    before = await owned_store.events.get(event_id)
    await owned_store.events.add_snapshot(event_id, b"\xff\xd8 late", after(4))
    assert await owned_store.events.get(event_id) == before


async def test_the_analysed_picture_replaces_the_snapshot(owned_store: Store) -> None:
    event_id = await ring(owned_store)
    await owned_store.events.add_snapshot(event_id, b"\xff\xd8 early", after(1))
    await owned_store.events.finish(event_id, analysis(thumbnail=b"\xff\xd8 boxed"), stranger(), after(5))
    event = await owned_store.events.get(event_id)
    assert event is not None
    assert event.thumbnail_path is not None
    assert await owned_store.thumbnails.read(event.thumbnail_path) == b"\xff\xd8 boxed"
    assert len(pictures(owned_store)) == 1, "one thumbnail an event"


async def test_without_an_analysed_picture_the_snapshot_stays(owned_store: Store) -> None:
    event_id = await ring(owned_store)
    await owned_store.events.add_snapshot(event_id, b"\xff\xd8 early", after(1))
    await owned_store.events.finish(event_id, analysis(thumbnail=None), nobody(), after(5))
    event = await owned_store.events.get(event_id)
    assert event is not None
    assert event.thumbnail_path is not None
    assert await owned_store.thumbnails.read(event.thumbnail_path) == b"\xff\xd8 early"


async def test_the_first_ding_of_a_visit_that_was_told_is_heard(owned_store: Store) -> None:
    await told(owned_store, 0)
    await send_all(owned_store)
    await ring(owned_store, 20)
    assert await behind(owned_store) == [(OWNER, "ding"), (OWNER, "visit")]
    reply = next(row for row in await owned_store.outbox.due(after(20)) if row.kind is OutboxKind.DING)
    assert reply.reply_to == 901, "a reply to the visit's own message, and not held back"


async def test_a_visit_that_began_with_a_ding_is_heard_again(owned_store: Store) -> None:
    await ring(owned_store, 0)
    assert await behind(owned_store) == [(OWNER, "visit")], "the ding that makes the message needs no reply"
    await send_all(owned_store)
    await ring(owned_store, 12)
    assert await behind(owned_store) == [(OWNER, "ding"), (OWNER, "visit")]


async def test_it_is_heard_once_a_minute(owned_store: Store) -> None:
    await told(owned_store, 0)
    await send_all(owned_store)
    await ring(owned_store, 20)
    await send_all(owned_store)
    await ring(owned_store, 79)
    assert await behind(owned_store) == [(OWNER, "visit")], "59 s after the reply an edit has to do"
    await ring(owned_store, 81)
    assert await behind(owned_store) == [(OWNER, "ding"), (OWNER, "visit")]


async def test_while_a_reply_waits_to_be_told_no_other_is_added(owned_store: Store) -> None:
    await told(owned_store, 0)
    await ring(owned_store, 20)
    await ring(owned_store, 75)
    await ring(owned_store, 130)
    (first,) = await owned_store.outbox.due(FAR)
    await send(owned_store, first)
    assert await behind(owned_store) == [(OWNER, "ding")]


async def test_the_minute_is_each_chats_own(owned_store: Store) -> None:
    await told(owned_store, 0)
    await send_all(owned_store)
    await ring(owned_store, 20)
    await send_all(owned_store)
    await owned_store.access.listen(SECOND_CHAT, after(30))
    await told(owned_store, 31)
    await send_all(owned_store)
    await ring(owned_store, 40)
    assert await behind(owned_store) == [(SECOND_CHAT, "ding"), (OWNER, "visit"), (SECOND_CHAT, "visit")]


async def test_a_ding_behind_motion_that_was_not_told_is_the_message(owned_store: Store) -> None:
    await seen(owned_store, 0)
    await ring(owned_store, 10)
    assert await behind(owned_store) == [(OWNER, "visit")]


async def test_the_reply_waits_for_what_it_replies_to(owned_store: Store) -> None:
    await told(owned_store, 0)
    await ring(owned_store, 20)
    (first,) = await owned_store.outbox.due(FAR)
    assert first.kind is OutboxKind.VISIT
    await owned_store.outbox.postpone(first.id, after(60), "no network")
    assert await owned_store.outbox.due(after(59)) == []
    assert await owned_store.outbox.next_due_at() == after(60), "and nobody is woken in vain"
    await send(owned_store, first)
    assert await behind(owned_store) == [(OWNER, "ding")]


async def test_a_reply_to_what_will_never_come_is_sent_alone(owned_store: Store) -> None:
    await told(owned_store, 0)
    await ring(owned_store, 20)
    (first,) = await owned_store.outbox.due(FAR)
    await owned_store.outbox.lapse(first.id, "the chat refuses photos")
    (reply,) = await owned_store.outbox.due(FAR)
    assert (reply.kind, reply.reply_to) == (OutboxKind.DING, None)


async def test_ten_events_in_a_minute_are_two_messages(owned_store: Store) -> None:
    messages = set()
    for number in range(10):
        kind = EventKind.DING if number in (3, 7) else EventKind.MOTION
        event_id = await seen(owned_store, number * 6, kind)
        await owned_store.events.finish(event_id, analysis(), stranger(), after(number * 6 + 1))
        for row in await owned_store.outbox.due(FAR):
            messages.add(row.id)
            await send(owned_store, row, 900 + row.id)
    assert len(messages) == 2


async def test_a_ding_always_alerts(owned_store: Store) -> None:
    event_id = await ring(owned_store)
    await send_all(owned_store)
    await owned_store.events.finish(event_id, analysis(), nobody(), after(5))
    assert await behind(owned_store) == [(OWNER, "visit")], "what was found edits the message"


async def test_a_ding_whose_clip_failed_says_so(owned_store: Store) -> None:
    event_id = await ring(owned_store)
    await send_all(owned_store)
    await owned_store.events.fail(event_id, "no clip", after(900))
    assert await behind(owned_store) == [(OWNER, "visit")]


async def test_a_ring_is_heard_also_where_the_visits_message_was_deleted(owned_store: Store) -> None:
    await seen(owned_store, 0)
    await owned_store.events.finish(1, analysis(), stranger(), after(1))
    (row,) = await owned_store.outbox.due(FAR)
    await owned_store.outbox.lapse(row.id, "message to edit not found")
    await ring(owned_store, seconds=20)
    assert await behind(owned_store) == [(OWNER, "ding")]
