"""What must happen later survives a restart, and is done once."""

from __future__ import annotations

from pathlib import Path

from storage.store import Store
from tests.storage.makers import NOW, after


async def test_a_duty_waits_until_it_is_due_and_is_done_once(fresh_store: Store, db_path: Path) -> None:
    duties = fresh_store.duties
    await duties.add("digest", "42", after(60), {"hour": 18}, NOW)
    await duties.add("snooze_end", "42", after(30), {}, NOW)
    assert await duties.due(after(29)) == []
    assert [duty.kind for duty in await duties.due(after(60))] == ["snooze_end", "digest"]
    (digest,) = await duties.open("digest")
    assert (digest.subject, digest.due_at, digest.payload) == ("42", after(60), {"hour": 18})
    await duties.done(digest.id, after(61))
    await duties.done(digest.id, after(62))
    assert [duty.kind for duty in await duties.due(after(100))] == ["snooze_end"]


async def test_there_is_one_open_duty_of_a_kind_and_subject(fresh_store: Store) -> None:
    duties = fresh_store.duties
    for hour in (18, 20):
        await duties.add("digest", "42", after(hour), {"hour": hour}, NOW)
    (only,) = await duties.open("digest")
    assert (only.due_at, only.payload) == (after(20), {"hour": 20})
    await duties.done(only.id, after(20))
    await duties.add("digest", "42", after(30), {}, after(20))
    assert len(await duties.open("digest")) == 1
