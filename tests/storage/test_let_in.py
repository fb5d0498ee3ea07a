"""It rings while somebody is expected: those who may open are asked, whatever is snoozed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipeline.types import EventKind
from storage.access import Role
from storage.locks import LOCKDOWN, UNLOCK, LockCommand
from storage.outbox import OutboxKind, OutboxRow
from storage.passes import END, NewPass, PassState, PassView
from storage.rows import change
from storage.store import Store
from tests.storage.makers import GAP, NOW, OWNER, after, join, recording, seen

RESIDENT, WITHDRAWN, GUEST = 5151, 5252, 7373
UTC_ZONE = ZoneInfo("UTC")
HOUR = timedelta(hours=1)


@pytest.fixture
async def home(owned_store: Store) -> Store:
    for user, role in ((RESIDENT, Role.RESIDENT), (WITHDRAWN, Role.RESIDENT), (GUEST, Role.GUEST)):
        await join(owned_store, user, str(user), role)
    await owned_store.household.allow_door(WITHDRAWN, False, NOW)
    return owned_store


async def made(store: Store, **changes: Any) -> PassView:
    given: dict[str, Any] = {"label": "courier", "starts_at": NOW, "ends_at": NOW + HOUR}
    one = await store.passes.make(NewPass(**(given | changes)), RESIDENT, NOW)
    assert isinstance(one, PassView)
    return one


async def rings(store: Store, seconds: float) -> int:
    return await seen(store, seconds, EventKind.DING)


async def asked(store: Store, now: datetime) -> list[OutboxRow]:
    return [row for row in await store.outbox.due(now) if row.kind is OutboxKind.LET_IN]


async def told(store: Store, rows: list[OutboxRow], now: datetime) -> None:
    for row in rows:
        await store.outbox.confirm(row.id, row.revision, 900 + row.id, None, [], now)


async def test_those_who_may_open_are_asked_at_once(home: Store) -> None:
    await made(home)
    await rings(home, 10)
    assert {row.chat_id for row in await asked(home, after(10))} == {OWNER, RESIDENT}


@pytest.mark.parametrize("why", ["nobody", "motion", "guest", "not yet", "over", "used", "lockdown"])
async def test_else_nobody_is(home: Store, why: str) -> None:
    if why == "guest":
        await made(home, user_id=GUEST)
    elif why == "not yet":
        await made(home, starts_at=after(60))
    elif why == "over":
        await made(home, ends_at=after(5))
    elif why != "nobody":
        one = await made(home, once=why == "used")
    if why == "used":
        await home.locks.intend(LockCommand("L", UNLOCK, "pass", OWNER, pass_id=one.id), after(1))
    if why == "lockdown":
        sql = "INSERT INTO settings VALUES (?, 'true', '2026', 1)"
        await home.db.change(lambda store: change(store, sql, LOCKDOWN))
    await seen(home, 10, EventKind.MOTION if why == "motion" else EventKind.DING)
    assert await asked(home, after(10)) == []


async def test_a_face_is_asked_for_too(home: Store) -> None:
    await home.people.add("grace", "Grace", NOW)
    await made(home, person_id=1)
    await rings(home, 10)
    assert len(await asked(home, after(10))) == 2


async def test_nobody_is_asked_about_a_ring_of_long_ago(home: Store) -> None:
    await made(home)
    late = recording(0, EventKind.DING)
    await home.events.add_seen(late, now=after(301), coalesce_seconds=GAP)
    assert await asked(home, after(301)) == []


async def test_a_ring_asks_again_after_a_minute(home: Store) -> None:
    await made(home)
    await rings(home, 10)
    await told(home, await asked(home, after(11)), after(11))
    await rings(home, 40)
    assert [row for row in await asked(home, after(41)) if row.message_id is None] == []
    await rings(home, 80)
    assert len([row for row in await asked(home, after(81)) if row.message_id is None]) == 2


async def test_no_snooze_holds_it(home: Store) -> None:
    await made(home)
    await home.snoozes.add(RESIDENT, NOW, None, RESIDENT)
    await rings(home, 10)
    for row in await asked(home, after(10)):
        assert not await home.silence.hold(row, after(10), UTC_ZONE)
        assert await home.outbox.hold_for_room(row.id, 1, after(10)) is None


async def test_what_was_asked_shows_what_became_of_it(home: Store) -> None:
    one = await made(home)
    event = await rings(home, 10)
    rows = await asked(home, after(10))

    async def news(now: datetime) -> bool:
        """Both are behind, and are told."""
        behind = await asked(home, now)
        await told(home, behind, now)
        return len(behind) == 2

    assert await news(after(11))
    assert not await news(after(12))
    await home.events.add_snapshot(event, b"\xff\xd8", after(12))
    assert await news(after(12)), "a picture"
    await home.locks.intend(LockCommand("L", UNLOCK, "pass", OWNER, event, pass_id=one.id), after(13))
    assert await news(after(13)), "somebody was faster"
    await home.passes.revoke(one.id, OWNER, after(14))
    assert await news(after(14)), "revoked"
    await home.outbox.end_visits(after(15), after(400))
    assert await news(after(400)), "nobody is there any more"
    shown = await home.passes.asked_for(rows[0].created_at, after(400))
    assert [(each.id, each.state) for each in shown] == [(one.id, PassState.REVOKED)]


async def test_its_end_is_news_too(home: Store) -> None:
    await made(home)
    await rings(home, 3590)
    await told(home, await asked(home, after(3591)), after(3591))
    (duty,) = await home.duties.due(NOW + HOUR, [END])
    await home.passes.expire(duty, NOW + HOUR)
    assert len(await asked(home, NOW + HOUR)) == 2


async def test_several_are_asked_for_in_one_message(home: Store) -> None:
    await made(home)
    over = await made(home, label="plumber")
    await home.passes.revoke(over.id, OWNER, after(1))
    await made(home, label="Eve", ends_at=after(1800))
    await made(home, label="Ada", starts_at=after(20))
    await rings(home, 10)
    rows = await asked(home, after(10))
    assert len(rows) == 2
    names = [one.name for one in await home.passes.asked_for(rows[0].created_at, after(30))]
    assert names == ["Eve", "courier"]
