"""The audit as it is read: pages by keys, names of today, and whether a head that was shown is in it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from pipeline.types import LockState
from storage import audit
from storage.audit import Entry
from storage.audit_chain import Flaw
from storage.audit_log import LogPage
from storage.audit_names import without_names
from storage.check import audit_problems
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, intend, rows


async def written(store: Store, count: int, seconds: float = 0) -> None:
    def work(db: sqlite3.Connection) -> None:
        for number in range(count):
            audit.append(db, Entry("lock", by=OWNER), after(seconds + number))

    await store.db.change(work, durable=True)


def shown(page: LogPage) -> tuple[list[int], bool, bool]:
    return [one.id for one in page.entries], page.older, page.newer


async def test_pages_turn_both_ways_and_meet_the_ends(fresh_store: Store) -> None:
    log = fresh_store.audit
    assert shown(await log.newest(3)) == ([], False, False)
    await written(fresh_store, 7)
    assert shown(await log.newest(3)) == ([7, 6, 5], True, False)
    assert shown(await log.before(5, 3)) == ([4, 3, 2], True, True)
    assert shown(await log.before(2, 3)) == ([1], False, True)
    assert shown(await log.after(1, 3)) == ([4, 3, 2], True, True)
    assert shown(await log.after(4, 3)) == ([7, 6, 5], True, False)
    assert shown(await log.after(7, 3)) == ([], True, False)
    await written(fresh_store, 1)
    assert shown(await log.before(5, 3)) == ([4, 3, 2], True, True), "a new entry moves no page"


async def test_a_head_that_was_shown_is_found(owned_store: Store) -> None:
    head = await owned_store.locks.outcome(
        await intend(owned_store.locks, NOW, user_id=OWNER), LockState.UNLOCKED, True, None, after(3)
    )
    (found,) = await owned_store.audit.with_head(head)
    assert (found.id, found.head, found.outcome, found.fits) == (3, head, "done", True)
    (whole,) = await rows(owned_store, "SELECT hex(mac) AS mac FROM audit WHERE id = 3")
    assert await owned_store.audit.with_head(str(whole["mac"])) == (found,)
    assert await owned_store.audit.with_head("00000000") == ()
    assert await owned_store.audit.get(3) == found
    assert await owned_store.audit.get(4) is None


async def test_a_store_put_back_to_an_older_copy_is_whole_and_lacks_the_head_that_was_shown(
    owned_store: Store, tmp_path: Path
) -> None:
    await written(owned_store, 3)
    path, folder = owned_store.db.path, owned_store.thumbnails.folder
    await owned_store.close()
    shutil.copy(path, tmp_path / "copy.db")
    async with await Store.open(path, folder) as later:
        await written(later, 2)
        head = (await later.audit.newest(1)).entries[0].head
        assert await later.audit.with_head(head)
    shutil.copy(tmp_path / "copy.db", path)
    async with await Store.open(path, folder) as older:
        assert await audit_problems(older) == [], "its own numbers cannot tell"
        assert await older.audit.with_head(head) == ()
        await written(older, 2, seconds=60)
        assert await older.audit.with_head(head) == (), "nor does going on bring it back"


async def test_a_cut_end_is_missed_too(owned_store: Store) -> None:
    def cut(db: sqlite3.Connection) -> None:
        db.execute("DROP TRIGGER audit_keeps_entries")
        db.execute("DELETE FROM audit WHERE id > 2")
        db.execute("UPDATE sqlite_sequence SET seq = 2 WHERE name = 'audit'")

    await written(owned_store, 3)
    head = (await owned_store.audit.newest(1)).entries[0].head
    await owned_store.db.change(cut)
    assert await audit_problems(owned_store) == []
    assert await owned_store.audit.with_head(head) == ()


async def test_what_was_tampered_with_is_shown_and_does_not_fit(owned_store: Store) -> None:
    def changed(db: sqlite3.Connection) -> None:
        db.execute("DROP TRIGGER audit_keeps_words")
        db.execute("UPDATE audit SET reasons = 'no list', state_after = 'wide open' WHERE id = 2")

    await written(owned_store, 2)
    await owned_store.db.change(changed)
    last, middle, first = (await owned_store.audit.newest(3)).entries
    assert (last.fits, middle.fits, first.fits) == (True, False, True)
    assert (middle.reasons, middle.state_after) == (("no list",), None)
    verdict = await owned_store.audit.examined()
    assert verdict is not None
    assert [(fault.flaw, fault.entry) for fault in verdict.faults] == [(Flaw.CHANGED, 2)]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("grace: distance 0.31 <= 0.45", "@{}: distance 0.31 <= 0.45"),
        ("for opening: GRACE's face may open, live", "for opening: @{}'s face may open, live"),
        ("Grace Hopper has a pass", "@{} has a pass"),
        ("5 faces agree", "5 faces agree"),
        ("disgraced", "disgraced"),
    ],
)
async def test_reasons_name_nobody_and_are_read_with_todays_names(
    owned_store: Store, told: str, kept: str
) -> None:
    def recorded(db: sqlite3.Connection) -> None:
        audit.append(db, Entry("unlock", of_person=grace.id, reasons=[told]), NOW)

    grace = await owned_store.people.add("grace", "Grace Hopper", NOW)
    await owned_store.db.change(recorded, durable=True)
    (entry,) = await rows(owned_store, "SELECT reasons, subject FROM audit WHERE id = 2")
    assert entry["reasons"] == f'["{kept.format(entry["subject"])}"]'
    await owned_store.people.rename(grace.id, "Ada", after(1), {}, OWNER)
    reasons = (await owned_store.audit.get(2)).reasons  # type: ignore[union-attr]
    assert reasons == (kept.format("\0").replace("@\0", "Ada"),)


async def test_the_longest_name_is_taken_and_none_is_left(owned_store: Store) -> None:
    for name in ("Ann", "Ann Lee", "İnci", "C++"):
        await owned_store.people.add(name, name, NOW)
    told = ["Ann Lee or Ann", "İnci is there too", "C++ has a pass"]
    kept = await owned_store.db.change(lambda db: without_names(db, told))
    assert not [name for name in ("Ann", "Lee", "nci", "C++") if name in str(kept)]
