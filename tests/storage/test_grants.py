"""What the household allows a face: people, passes, snoozes, and the last opening by anybody."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pipeline.types import Grants, LockState, Pass
from storage.rows import change
from storage.store import Store
from storage.timestamps import to_text
from tests.storage.makers import NOW, OWNER, after, intend
from tests.storage.opening import DOOR

HOUR = timedelta(hours=1)


async def write(store: Store, sql: str, *values: object) -> None:
    await store.db.change(lambda rows: change(rows, sql, *values))


@pytest.fixture
async def home(fresh_store: Store) -> Store:
    await fresh_store.access.make_owner(OWNER, "Sam", NOW)
    for name in ("grace", "ada"):
        await fresh_store.people.add(name, name.capitalize(), NOW)
    return fresh_store


async def granted(store: Store, now: datetime = NOW, camera: str = "1001") -> Grants:
    return await store.events.grants(camera, now, DOOR)


async def test_nothing_is_granted_unless_somebody_says_so(home: Store) -> None:
    assert await granted(home) == Grants()


async def test_whose_face_may_open(home: Store) -> None:
    await write(home, "UPDATE persons SET may_open = 1 WHERE name = 'grace'")
    assert (await granted(home)).may_open == {"grace"}


async def expect(store: Store, start: datetime, end: datetime, **changes: object) -> None:
    await write(
        store,
        "INSERT INTO passes (label, person_id, starts_at, ends_at, once, created_by, created_at, used_at,"
        " revoked_at) SELECT 'Grace', id, ?, ?, ?, ?, ?, ?, ? FROM persons WHERE name = 'grace'",
        to_text(start),
        to_text(end),
        int(bool(changes.get("once"))),
        OWNER,
        to_text(NOW),
        changes.get("used_at"),
        changes.get("revoked_at"),
    )


async def test_a_pass_is_there_from_its_start_until_before_its_end(home: Store) -> None:
    await expect(home, NOW, NOW + HOUR)
    assert (await granted(home)).passes == (Pass("grace", NOW, NOW + HOUR),)
    assert (await granted(home, NOW - timedelta(seconds=1))).passes == ()
    assert (await granted(home, NOW + HOUR)).passes == ()


@pytest.mark.parametrize("over", [{"revoked_at": to_text(NOW)}, {"once": True, "used_at": to_text(NOW)}])
async def test_a_pass_revoked_or_used_up_is_none(home: Store, over: dict[str, object]) -> None:
    await expect(home, NOW, NOW + HOUR, **over)
    assert (await granted(home)).passes == ()


async def test_a_pass_is_none_while_whoever_made_it_may_not_open(home: Store) -> None:
    await expect(home, NOW, NOW + HOUR)
    await write(home, "UPDATE users SET role = 'resident', may_unlock = 0")
    assert (await granted(home)).passes == ()


async def snooze(store: Store, camera: str | None = None, person: str | None = None) -> None:
    await write(
        store,
        "INSERT INTO snoozes (chat_id, camera_id, person_id, starts_at, ends_at, created_by, created_at)"
        " VALUES (NULL, ?, (SELECT id FROM persons WHERE name = ?), ?, ?, 1, ?)",
        camera,
        person,
        to_text(NOW),
        to_text(NOW + HOUR),
        to_text(NOW),
    )


async def test_a_snooze_for_everybody_silences_its_camera_until_its_end(home: Store) -> None:
    await snooze(home, camera="1001")
    assert (await granted(home)).snoozed_until == NOW + HOUR
    assert (await granted(home, camera="1002")).snoozed_until is None
    assert (await granted(home, NOW + HOUR)).snoozed_until is None


async def test_a_snooze_of_the_house_silences_every_camera_one_of_a_person_none(home: Store) -> None:
    await snooze(home, person="ada")
    assert (await granted(home)).snoozed_until is None
    await snooze(home)
    assert (await granted(home, camera="1002")).snoozed_until == NOW + HOUR


async def test_the_last_opening_counts_whoever_asked_and_whatever_came_of_it(home: Store) -> None:
    locks = home.locks
    action = await intend(locks, after(5))
    assert (await granted(home)).last_opened_at == after(5), "while it is under way"
    await locks.outcome(action, LockState.UNKNOWN, None, None, after(6))
    assert (await granted(home)).last_opened_at == after(5)


async def test_openings_of_a_clock_that_was_years_ahead_forbid_nothing(home: Store) -> None:
    far = timedelta(days=3653)
    for _ in range(2):
        await intend(home.locks, NOW + far)
    await write(home, "UPDATE lock_actions SET how = 'face'")
    assert (await granted(home)).last_opened_at is None
    assert (await granted(home)).opened_today == 0
    assert (await granted(home, NOW + far)).opened_today == 2
    await intend(home.locks, NOW + HOUR)
    assert (await granted(home)).last_opened_at == NOW + HOUR, "in doubt it was a moment ago"


async def test_locking_and_what_was_never_sent_is_no_opening(home: Store) -> None:
    locks = home.locks
    await intend(locks, after(5), "lock")
    action = await intend(locks, after(6))
    await locks.outcome(action, LockState.UNKNOWN, False, None, after(7), sent=False)
    assert (await granted(home)).last_opened_at is None
