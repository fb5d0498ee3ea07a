"""A granted face becomes one intent with its event, if nothing speaks against it in that moment."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.door_types import DoorRules, FaceOutcome
from pipeline.errors import StoreError
from pipeline.types import EventKind, LockState
from storage.check import check
from storage.outbox import OutboxKind
from storage.rows import change
from storage.store import Store
from tests.storage.makers import OWNER, after, intend, rows
from tests.storage.opening import DOOR, came, recognised, trusted

HOUR = 3600


@pytest.fixture
async def home(owned_store: Store) -> Store:
    await trusted(owned_store)
    return owned_store


async def write(store: Store, sql: str, *values: object) -> None:
    await store.db.change(lambda db: change(db, sql, *values))


async def last_entry(store: Store) -> dict[str, object]:
    return (await rows(store, "SELECT * FROM audit ORDER BY id DESC LIMIT 1"))[0]


async def test_the_intent_is_written_with_the_event(home: Store) -> None:
    opening = (await came(home)).opening
    assert opening is not None
    (action,) = await home.locks.unresolved()
    assert (action.id, action.how, action.wanted, action.lock_id) == (
        opening.action_id,
        "face",
        "unlock",
        "L",
    )
    assert (action.person, action.confidence, action.event_id) == ("Grace", 0.62, opening.event_id)
    entry = await last_entry(home)
    assert (entry["action"], entry["how"], entry["distance"]) == ("unlock", "face", 0.38)
    assert json.loads(str(entry["reasons"])) == ["distance 0.38 <= 0.45", "live 0.97"]
    assert await rows(home, "SELECT outcome FROM face_decisions") == [{"outcome": "granted"}]
    kinds = [(row.kind, row.chat_id) for row in await home.outbox.due(after(0))]
    assert kinds == [(OutboxKind.OPENING, OWNER), (OutboxKind.VISIT, OWNER)]
    assert await check(home) == []


async def refused(store: Store, seconds: float = 0, door: DoorRules = DOOR) -> str:
    """What is on record of a granted face that opened nothing after all."""
    before = await rows(store, "SELECT id FROM lock_actions")
    done = await came(store, seconds, door=door)
    assert done.opening is None
    assert await rows(store, "SELECT id FROM lock_actions") == before
    (event,) = (await store.events.page(limit=1)).events
    assert event.reasons[-1].startswith("against opening: ")
    assert (await rows(store, "SELECT outcome FROM face_decisions ORDER BY event_id DESC"))[0] == {
        "outcome": "forbidden"
    }
    return str((await last_entry(store))["outcome"])


@pytest.mark.parametrize(
    ("meanwhile", "told"),
    [
        ("INSERT INTO settings VALUES ('lockdown', 'true', 'x', 1)", "refused: lockdown"),
        ("UPDATE persons SET may_open = 0", "refused: face"),
        ("UPDATE persons SET trial_until_at = '2026-03-01T00:00:00.000Z'", "refused: face"),
        ("UPDATE persons SET opens_from = '18:00', opens_until = '20:00'", "refused: face"),
        ("UPDATE photos SET opens = 0 WHERE file = 'Grace/2.jpg'", "refused: face"),
        ("UPDATE photos SET from_camera_id = '1002'", "refused: face"),
        ("INSERT INTO settings VALUES ('away', '\"9999-12-31T00:00:00.000Z\"', 'x', 1)", "refused: quiet"),
        (
            "INSERT INTO snoozes (starts_at, ends_at, created_by, created_at) "
            "VALUES ('2026-02-25T10:00:00.000Z', '2026-02-25T11:00:00.000Z', 1, 'x')",
            "refused: quiet",
        ),
    ],
)
async def test_what_changed_since_it_was_decided_is_asked_again(
    home: Store, meanwhile: str, told: str
) -> None:
    await write(home, meanwhile)
    assert await refused(home) == told


@pytest.mark.parametrize(("allowed", "opens"), [(0, False), (1, True)])
async def test_that_it_may_open_at_night_is_asked_again_by_the_doorbells_time(
    home: Store, allowed: int, opens: bool
) -> None:
    await write(home, "UPDATE persons SET opens_at_night = ?", allowed)
    done = await came(home, decision=recognised(at=after(13 * HOUR)))
    assert (done.opening is not None) is opens


async def test_a_resident_who_opened_by_hand_a_moment_ago_starts_the_cooldown(home: Store) -> None:
    action = await intend(home.locks, after(0))
    await home.locks.outcome(action, LockState.UNLOCKED, True, None, after(1))
    assert await refused(home, 29) == "refused: cooldown"
    assert (await came(home, 130)).opening is not None


async def test_another_lock_has_a_cooldown_of_its_own(home: Store) -> None:
    await intend(home.locks, after(0), lock_id="the garden's")
    assert (await came(home, 5)).opening is not None


async def test_a_clock_that_is_set_back_ends_no_cooldown(home: Store) -> None:
    await intend(home.locks, after(HOUR))
    assert await refused(home) == "refused: cooldown"


async def test_once_a_visit_whatever_came_of_it(home: Store) -> None:
    opening = (await came(home)).opening
    assert opening is not None
    await home.locks.outcome(opening.action_id, LockState.UNKNOWN, False, "too late", after(1), sent=False)
    assert await refused(home, 40) == "refused: visit"
    assert (await came(home, 1000)).opening is not None, "another visit"


async def test_sqlite_itself_refuses_a_second_one(home: Store) -> None:
    await came(home)
    columns = "INSERT INTO lock_actions (at, how, lock_id, wanted, event_id, visit_id)"
    for both in ("event_id, NULL", "NULL, visit_id"):
        with pytest.raises(StoreError, match="UNIQUE"):
            await write(home, f"{columns} SELECT at, 'face', lock_id, wanted, {both} FROM lock_actions")


async def test_so_often_a_day(home: Store) -> None:
    door = replace(DOOR, a_day=2)
    for number in range(2):
        assert (await came(home, number * 1000, door=door)).opening is not None
    assert await refused(home, 2000, door) == "refused: often"
    assert (await came(home, 86400, door=door)).opening is not None


async def test_without_a_lock_or_a_door_nothing_is_intended(home: Store) -> None:
    assert (await came(home, door=None)).opening is None
    assert (await came(home, 500, door=replace(DOOR, lock_id=None))).opening is None
    assert await home.locks.unresolved() == []


async def test_a_pass_lets_in_who_is_on_trial_and_is_used_up(home: Store) -> None:
    await write(home, "UPDATE persons SET trial_until_at = '2026-03-01T00:00:00.000Z'")
    await write(
        home,
        "INSERT INTO passes (label, person_id, starts_at, ends_at, once, created_by, created_at) SELECT"
        " 'Grace', id, '2026-02-25T10:00:00.000Z', '2026-02-25T12:00:00.000Z', 1, 4242, 'x' FROM persons",
    )
    assert (await came(home)).opening is not None
    assert await refused(home, 1000) == "refused: face"


@pytest.mark.parametrize(
    ("outcome", "late", "told"),
    [
        (FaceOutcome.WOULD, None, "dry run: would have opened"),
        (FaceOutcome.LATE, 12.0, "too late by 12 s: not opened"),
        (FaceOutcome.DOUBT, None, "in doubt: not opened, residents asked"),
        (FaceOutcome.FORBIDDEN, None, "not opened"),
    ],
)
async def test_every_decision_about_who_may_open_is_on_record(
    home: Store, outcome: FaceOutcome, late: float | None, told: str
) -> None:
    done = await came(home, decision=recognised(outcome, late_seconds=late))
    assert done.opening is None
    entry = await last_entry(home)
    assert (entry["outcome"], entry["lock_action_id"]) == (told, None)
    assert "Grace" not in json.dumps({**entry, "mac": "", "previous_mac": ""})
    assert await home.locks.unresolved() == []
    assert await check(home) == []


async def asked(store: Store, seconds: float) -> list[int]:
    return [row.chat_id for row in await store.outbox.due(after(seconds)) if row.kind is OutboxKind.QUESTION]


async def test_a_doubt_is_asked_once_a_visit_of_those_who_may_open(home: Store) -> None:
    await write(
        home,
        "INSERT INTO users (user_id, name, role, joined_at, may_unlock) VALUES"
        " (5, 'Robin', 'resident', 'x', 1), (6, 'Kim', 'resident', 'x', 0), (7, 'Gil', 'guest', 'x', 1)",
    )
    for seconds in (0, 10):
        await came(home, seconds, recognised(FaceOutcome.DOUBT))
    assert sorted(await asked(home, 10)) == [5, OWNER]


async def test_nobody_is_asked_once_the_door_was_opened(home: Store) -> None:
    await came(home)
    await came(home, 10, recognised(FaceOutcome.DOUBT), kind=EventKind.DING)
    assert await asked(home, 10) == []
