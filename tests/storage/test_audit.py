"""What moved the lock is chained; whatever is taken out, put in, changed or cut shows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.types import LockState
from storage import audit
from storage.audit import Entry
from storage.check import check
from storage.locks import LOCKDOWN, Intent, LockCommand, Refusal
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, intend, known, may_open_by_face, rows, seen, told

BEN = 77


async def entries(store: Store) -> list[dict[str, object]]:
    """After the first one, by which Sam became the owner."""
    return await rows(store, "SELECT * FROM audit WHERE id > 1 ORDER BY id")


async def opened(store: Store, seconds: float = 0) -> str:
    action = await intend(store.locks, after(seconds), user_id=OWNER, state_before=LockState.LOCKED)
    return await store.locks.outcome(action, LockState.UNLOCKED, True, None, after(seconds + 3))


async def test_an_opening_is_two_entries_and_the_head_is_told(owned_store: Store) -> None:
    head = await opened(owned_store)
    asked, done = await entries(owned_store)
    assert (asked["action"], asked["how"], asked["outcome"], asked["state_after"]) == (
        *("unlock", "button", None, None),
    )
    assert (done["outcome"], done["state_before"], done["state_after"]) == ("done", "locked", "unlocked")
    assert asked["actor"] == done["actor"] != str(OWNER)
    assert asked["lock_action_id"] == done["lock_action_id"] == 1
    assert await rows(owned_store, "SELECT id FROM audit WHERE hex(mac) LIKE ? || '%'", head) == [{"id": 3}]
    assert await check(owned_store) == []


async def test_who_lost_the_right_is_refused_in_the_same_breath(owned_store: Store) -> None:
    refused = await owned_store.locks.intend(LockCommand("L", "unlock", "button", BEN), NOW)
    assert refused is Refusal.RIGHT
    assert [entry["outcome"] for entry in await entries(owned_store)] == ["refused: right"]
    assert await rows(owned_store, "SELECT * FROM lock_actions") == []


async def test_in_a_lockdown_nobody_opens_and_locking_works(owned_store: Store) -> None:
    await owned_store.house_settings.put(LOCKDOWN, True, NOW, OWNER)
    opening = LockCommand("L", "unlock", "button", OWNER)
    assert await owned_store.locks.intend(opening, NOW) is Refusal.LOCKDOWN
    locking = LockCommand("L", "lock", "button", OWNER)
    assert isinstance(await owned_store.locks.intend(locking, NOW), Intent)


async def test_forgetting_a_face_leaves_the_chain_whole(owned_store: Store) -> None:
    await owned_store.people.add("grace", "Grace", NOW)
    await may_open_by_face(owned_store, "grace")
    event = await told(owned_store, 0, known())
    await intend(owned_store.locks, NOW, how="face", person="grace", distance=0.375, event_id=event)
    (entry,) = await entries(owned_store)
    assert entry["subject"] is not None
    assert (entry["distance"], entry["confidence"]) == (0.375, 0.625)
    (grace,) = await owned_store.people.all()
    await owned_store.people.forget(grace.id, after(9))
    assert (await entries(owned_store))[0] == entry
    names = await rows(owned_store, "SELECT * FROM audit_names WHERE ref = ?", entry["subject"])
    assert [name["person_id"] for name in names] == [None]
    assert not [problem for problem in await check(owned_store) if "audit" in problem.lower()]


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE audit SET outcome = 'done' WHERE id = 1", "Entry 1 of the audit is not what was written"),
        ("UPDATE audit SET actor = NULL WHERE id = 2", "Entry 2 of the audit"),
        ("UPDATE audit SET state_after = 'locked' WHERE id = 5", "Entry 5 of the audit is not what was"),
        ("DELETE FROM audit WHERE id = 2", "broken before entry 3"),
        ("DELETE FROM audit WHERE id >= 4", "The audit is cut: it had 5 entries, the last one there is 3"),
        ("DELETE FROM audit WHERE id = 1", "broken before entry 2"),
        (
            "INSERT INTO audit (at, action, previous_mac, mac) "
            "SELECT at, 'unlock', mac, randomblob(32) FROM audit WHERE id = 5",
            "Entry 6 of the audit is not what was written",
        ),
    ],
)
async def test_tampering_shows(owned_store: Store, tampering: str, told: str) -> None:
    await opened(owned_store)
    await opened(owned_store, 60)
    path, folder = owned_store.db.path, owned_store.thumbnails.folder
    await owned_store.close()
    with sqlite3.connect(path) as file:
        for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE name GLOB 'audit_keeps_*'"):
            file.execute(f"DROP TRIGGER {trigger}")
        file.execute(tampering)
    file.close()
    async with await Store.open(path, folder) as again:
        assert any(told in problem for problem in await check(again))


async def test_a_cut_tail_leaves_a_gap_that_nothing_fills(owned_store: Store) -> None:
    def cut(db: sqlite3.Connection) -> None:
        db.execute("DROP TRIGGER audit_keeps_entries")
        db.execute("DELETE FROM audit WHERE id = 2")

    await opened(owned_store)
    await owned_store.db.change(cut)
    await opened(owned_store, 60)
    assert any("broken before entry 3" in problem for problem in await check(owned_store))


async def reopened(store: Store) -> Store:
    path, folder = store.db.path, store.thumbnails.folder
    await store.close()
    return await Store.open(path, folder)


async def about_the_audit(store: Store) -> list[str]:
    return [problem for problem in await check(store) if "audit" in problem]


async def test_with_a_new_key_the_chain_goes_on_and_says_what_cannot_be_checked(owned_store: Store) -> None:
    await opened(owned_store)
    owned_store.audit_key_file.unlink()
    async with await reopened(owned_store) as again:
        await opened(again, 60)
        assert await about_the_audit(again) == [
            "Entries 1 to 3 of the audit cannot be checked: their key was lost, or not brought over "
            "(docs/backups.md says what can be done)."
        ]


async def test_another_key_shows(owned_store: Store) -> None:
    await opened(owned_store)
    owned_store.audit_key_file.write_text("00" * 32)
    (problem,) = await about_the_audit(owned_store)
    assert problem.startswith("None of 3 entries of the audit fits its key: the key is another")


async def test_what_is_written_with_another_key_begins_anew_and_says_so(owned_store: Store) -> None:
    await opened(owned_store)
    owned_store.audit_key_file.write_text("00" * 32)
    async with await reopened(owned_store) as again:
        await opened(again, 60)
        assert (await entries(again))[2]["action"] == "new_key"
        assert await about_the_audit(again) == [
            "Entries 1 to 3 of the audit cannot be checked: their key was lost, or not brought over "
            "(docs/backups.md says what can be done)."
        ]


async def test_a_changed_end_is_not_taken_for_another_key(owned_store: Store) -> None:
    def changed(db: sqlite3.Connection) -> None:
        db.execute("DROP TRIGGER audit_keeps_words")
        db.execute("UPDATE audit SET outcome = 'refused' WHERE id = 3")

    await opened(owned_store)
    await owned_store.db.change(changed)
    async with await reopened(owned_store) as again:
        assert "Entry 3 of the audit is not what was written." in await about_the_audit(again)


async def test_without_its_key_it_is_not_checked_and_none_is_made(owned_store: Store) -> None:
    await opened(owned_store)
    owned_store.audit_key_file.unlink()
    (problem,) = await about_the_audit(owned_store)
    assert problem.startswith(f"The audit cannot be checked: its key {owned_store.audit_key_file} is not")
    assert not owned_store.audit_key_file.exists()


async def test_a_key_that_others_may_read_is_a_problem_beside_the_others(owned_store: Store) -> None:
    owned_store.audit_key_file.chmod(0o644)
    (problem,) = await about_the_audit(owned_store)
    assert f"chmod 600 {owned_store.audit_key_file}" in problem


async def test_without_a_key_nothing_is_put_on_record(db_path: Path) -> None:
    from pipeline.errors import StoreError
    from storage.database import Database

    db = await Database.open(db_path)
    with pytest.raises(StoreError):
        await db.change(lambda store: audit.append(store, Entry("unlock"), NOW))
    await db.close()


async def test_an_event_says_what_the_door_did(owned_store: Store) -> None:
    event = await seen(owned_store)
    action = await intend(owned_store.locks, NOW, event_id=event)
    assert await owned_store.locks.outcome(action, LockState.JAMMED, False, "jammed", after(4))
    assert [entry["outcome"] for entry in await entries(owned_store)] == [None, "not done"]
