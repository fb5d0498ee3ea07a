"""At most two alert messages a chat, camera and minute; the rest waits, is folded in, and is not lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pipeline.types import EventKind
from storage.outbox import OutboxKind, OutboxRow, OutboxState
from storage.store import Store
from tests.storage.makers import OWNER, after, analysis, known, recording, rows, seen, stranger, told

TWO = 2
GROUP = -100200
SHORT = 3


async def flush(store: Store, now: datetime) -> list[tuple[int, str]]:
    """As the teller does; what was told for the first time, and so was heard."""
    heard = []
    while due := await store.outbox.due(now):
        for row in due:
            first = row.state is OutboxState.PENDING
            if first and await store.outbox.hold_for_room(row.id, TWO, now):
                continue
            await confirm(store, row, now)
            heard += [(row.chat_id, str(row.kind))] if first else []
    return heard


async def confirm(store: Store, row: OutboxRow, now: datetime) -> None:
    visit = await store.events.visit(row.visit_id or 0)
    assert visit is not None
    tells = [event.id for event in visit.events] if row.kind is OutboxKind.VISIT else []
    await store.outbox.confirm(row.id, row.revision, 900 + row.id, None, tells, now)


async def came(store: Store, seconds: float, kind: EventKind = EventKind.MOTION, gap: float = SHORT) -> int:
    event_id = await store.events.add_seen(recording(seconds, kind), now=after(seconds), coalesce_seconds=gap)
    assert event_id is not None
    await store.events.finish(event_id, analysis(), stranger(), after(seconds))
    return event_id


@pytest.mark.parametrize("gap", [0, 3, 60], ids=["each its visit", "a few visits", "one visit"])
async def test_ten_events_within_a_minute_are_at_most_two_messages_in_it(
    owned_store: Store, gap: float
) -> None:
    heard: list[tuple[int, str]] = []
    for number in range(10):
        await came(owned_store, 6 * number, EventKind.DING if number in (3, 7) else EventKind.MOTION, gap)
        heard += await flush(owned_store, after(6 * number))
    assert 1 <= len(heard) <= TWO
    for minute in range(1, 6):
        assert len(await flush(owned_store, after(60 * minute))) <= TWO
    told_ = [row["alert_sent"] for row in await rows(owned_store, "SELECT alert_sent FROM events")]
    assert told_ == [1] * 10, "nothing is lost"


async def test_the_third_is_told_when_the_first_is_a_minute_old(owned_store: Store) -> None:
    heard = []
    for seconds in (0, 20, 40):
        await came(owned_store, seconds)
        heard += await flush(owned_store, after(seconds))
    assert len(heard) == TWO
    assert await owned_store.outbox.next_due_at() == after(60)
    assert len(await flush(owned_store, after(60))) == 1


async def test_what_changes_while_it_waits_does_not_bring_it_out_sooner(owned_store: Store) -> None:
    for seconds in (0, 20, 40):
        await came(owned_store, seconds)
        await flush(owned_store, after(seconds))
    await came(owned_store, 42)
    assert await flush(owned_store, after(42)) == []
    assert len(await flush(owned_store, after(60))) == 1


async def test_another_camera_and_another_chat_have_their_own_two(owned_store: Store) -> None:
    await owned_store.access.listen(GROUP, after(0))
    heard = []
    for seconds in (0, 20, 40):
        await came(owned_store, seconds)
        await seen(owned_store, seconds, EventKind.DING, camera_id="1002")
        heard += await flush(owned_store, after(seconds))
    assert heard.count((OWNER, "visit")) + heard.count((OWNER, "ding")) == 2 * TWO
    assert heard.count((GROUP, "visit")) + heard.count((GROUP, "ding")) == 2 * TWO


async def test_after_an_outage_all_that_happened_is_told_at_once(owned_store: Store) -> None:
    for number in range(5):
        await came(owned_store, 300 * number)
    assert len(await flush(owned_store, after(3000))) == 5


async def test_a_clock_that_was_set_back_holds_nothing_for_ever(owned_store: Store) -> None:
    for seconds in (0, 20):
        await came(owned_store, seconds)
        await flush(owned_store, after(500))
    await came(owned_store, 40)
    assert len(await flush(owned_store, after(40))) == 1


async def test_the_first_stranger_after_known_people_is_heard(owned_store: Store) -> None:
    await told(owned_store, 0, known())
    assert await flush(owned_store, after(1)) == [(OWNER, "visit")]
    await told(owned_store, 10)
    reply = next(row for row in await owned_store.outbox.due(after(10)) if row.kind is OutboxKind.STRANGER)
    assert reply.reply_to == 901
    assert await flush(owned_store, after(10)) == [(OWNER, "stranger")]
    await told(owned_store, 20)
    assert await flush(owned_store, after(90)) == [], "a stranger is heard once a visit"


@pytest.mark.parametrize("first", [stranger(), known(strangers=1)], ids=["a stranger", "and a stranger"])
async def test_a_stranger_behind_a_stranger_is_folded_in(owned_store: Store, first: object) -> None:
    await told(owned_store, 0, first)  # type: ignore[arg-type]
    await flush(owned_store, after(1))
    await told(owned_store, 10)
    assert await flush(owned_store, after(11)) == []


async def test_what_the_first_message_tells_itself_needs_no_reply(owned_store: Store) -> None:
    """Telegram was away, say, while the stranger came, or the bell was rung."""
    await told(owned_store, 0, known())
    await told(owned_store, 10)
    await seen(owned_store, 20, EventKind.DING)
    assert await flush(owned_store, after(30)) == [(OWNER, "visit")]


async def test_what_came_while_the_first_message_was_being_sent_is_heard(owned_store: Store) -> None:
    first = await told(owned_store, 0, known())
    (row,) = await owned_store.outbox.due(after(0))
    await told(owned_store, 10)
    await owned_store.outbox.confirm(row.id, row.revision, 901, None, [first], after(11))
    assert await flush(owned_store, after(12)) == [(OWNER, "stranger")]


async def test_a_ring_behind_message_and_stranger_is_heard_once_the_minute_is_over(
    owned_store: Store,
) -> None:
    for seconds, decision in ((0, known()), (10, stranger())):
        await told(owned_store, seconds, decision)
        await flush(owned_store, after(seconds))
    await seen(owned_store, 20, EventKind.DING)
    assert await flush(owned_store, after(59)) == []
    assert await flush(owned_store, after(60)) == [(OWNER, "ding")]


async def test_a_visit_that_is_over_gets_its_message_revised_once(owned_store: Store) -> None:
    await told(owned_store, 0)
    await flush(owned_store, after(1))
    lasting = timedelta(minutes=5)
    assert await owned_store.outbox.end_visits(after(299) - lasting, after(299)) == 0
    assert await owned_store.outbox.end_visits(after(301) - lasting, after(301)) == 1
    assert len(await owned_store.outbox.due(after(301))) == 1
    assert await owned_store.outbox.end_visits(after(302) - lasting, after(302)) == 0, "it is behind already"
    await flush(owned_store, after(303))
    assert await owned_store.outbox.end_visits(after(600) - lasting, after(600)) == 0


async def test_a_message_told_after_its_visit_was_over_is_left_alone(owned_store: Store) -> None:
    await told(owned_store, 0)
    await flush(owned_store, after(400))
    assert await owned_store.outbox.end_visits(after(150), after(450)) == 0
