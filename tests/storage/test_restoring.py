"""A copy becomes the store with nothing that opens, whole or not at all, and what was there is set aside."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.errors import BackupUnusable, StoreError
from storage import forgotten
from storage.access import Role
from storage.after_restore import NEVER_GIVEN_AGAIN, Why
from storage.backups import Backup, backups_in
from storage.check import check
from storage.file import prepare
from storage.forgotten import Forgotten
from storage.inbox import Letter
from storage.locks import UNLOCK, LockCommand, Refusal
from storage.passes import NewPass
from storage.restored import Restored
from storage.restoring import LOG, Outcome, finish, restore
from storage.store import Store
from tests.conftest import REPO
from tests.storage.copies import GUEST, KIM, copied, lived_in, moments, places_at
from tests.storage.makers import FRONT, NOW, OWNER, after, rows, seen, told
from tests.storage.opening import DOOR, names_that_open

LATER = moments(9)


def put_back(db_path: Path, backup: Backup) -> Outcome:
    return restore(backup, places_at(db_path), db_path.with_name("backups"), LATER, Why.ASKED)


async def opened(db_path: Path) -> Store:
    return await Store.open(db_path, places_at(db_path).thumbnails_dir)


@pytest.fixture(scope="session")
def household(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one that was copied and has lived on for days since; the bot has ended."""

    async def live(db_path: Path) -> None:
        async with await opened(db_path) as store:
            await store.access.make_owner(OWNER, "Sam", NOW)
            await store.events.poll_floor(FRONT, NOW)
            await lived_in(store)
            await seen(store, 500)
            await store.inbox.keep([Letter(7, '{"said": "/invite"}')], NOW)
            copied(db_path)
            await told(store, 90000)
            await store.household.remove(KIM, moments(2), OWNER)

    folder = tmp_path_factory.mktemp("household")
    asyncio.run(live(folder / "events.db"))
    return folder


@pytest.fixture
def copy(household: Path, db_path: Path) -> Backup:
    """Of the household, with everything around it."""
    shutil.copytree(household, db_path.parent, dirs_exist_ok=True)
    (made,) = backups_in(db_path.with_name("backups"))
    return made


async def test_nothing_opens_and_nobody_but_the_owner_may_anything(copy: Backup, db_path: Path) -> None:
    done = put_back(db_path, copy)
    assert (done.owner, done.suspended, done.faces) == ((OWNER, "Sam"), 2, 1)
    async with await opened(db_path) as store:
        roles = [await store.access.role(one) for one in (OWNER, KIM, GUEST)]
        assert roles == [Role.OWNER, None, None]
        assert await names_that_open(store, LATER) == frozenset()
        assert await store.invites.open(moments(0)) == []
        assert await rows(store, "SELECT 1 FROM pairing_codes") == []
        assert await store.questions.confirmations() == []
        assert (
            await rows(store, "SELECT 1 FROM outbox WHERE state <> 'lapsed' AND sent_revision < revision")
            == []
        )
        assert await store.outbox.due(LATER + timedelta(days=99)) == []
        assert await store.inbox.open() == [], "what was said before the copy is not done a second time"
        assert [one.caught_up for one in await store.events.due(LATER)] == [True], "told in the summary"
        refused = await store.locks.intend(LockCommand("L", UNLOCK, "button", user_id=OWNER), LATER)
        assert refused is Refusal.PROOF, "the owner had a PIN, which is in no copy"
        assert await check(store) == []


async def test_the_record_says_so_and_the_chain_holds(copy: Backup, db_path: Path) -> None:
    put_back(db_path, copy)
    async with await opened(db_path) as store:
        entries = (await store.audit.newest(3)).entries
        assert [(one.action, one.outcome) for one in entries][:2] == [
            ("face_stops", "3"),
            ("restored", "2026-02-26T10:30:00.000Z"),
        ]
        verdict = await store.audit.examined()
        assert verdict is not None
        assert verdict.whole


async def test_on_another_machine_the_record_begins_with_another_key(copy: Backup, tmp_path: Path) -> None:
    there = tmp_path / "new" / "events.db"
    there.parent.mkdir()
    done = put_back(there, copy)
    assert done.aside is None
    assert done.without_picture == 0
    async with await opened(there) as store:
        actions = [one.action for one in (await store.audit.newest(3)).entries]
        assert actions == ["face_stops", "restored", "new_key"]
        assert len(list(places_at(there).thumbnails_dir.rglob("*.jpg"))) == 6
        assert len(list(places_at(there).known_faces_dir.rglob("*.jpg"))) == 3
        assert await check(store) == []


async def test_what_was_there_is_kept_and_numbers_are_not_given_twice(copy: Backup, db_path: Path) -> None:
    before = db_path.read_bytes()
    done = put_back(db_path, copy)
    assert done.aside is not None
    assert done.aside.read_bytes() == before
    async with await opened(db_path) as store:
        assert len(await rows(store, "SELECT id FROM events")) == 4
        floor = await store.events.poll_floor(FRONT, LATER)
        assert floor < after(500), "Ring is read again from the copy's position"
        assert await seen(store, 99999) > NEVER_GIVEN_AGAIN


async def test_a_pass_of_the_copy_lets_nobody_in(owned_store: Store, db_path: Path) -> None:
    await lived_in(owned_store)
    await owned_store.passes.make(NewPass("Alex", NOW, moments(99), user_id=GUEST), OWNER, NOW)
    assert await owned_store.access.may_move_the_door(GUEST, moments(1))
    made = copied(db_path)
    await owned_store.close()
    put_back(db_path, made)
    async with await opened(db_path) as store:
        assert await store.restored.keep_member(GUEST, OWNER, LATER)
        assert not await store.access.may_move_the_door(GUEST, moments(1))


async def test_who_was_forgotten_since_stays_forgotten(copy: Backup, db_path: Path) -> None:
    folder, faces = db_path.with_name("backups"), places_at(db_path).known_faces_dir
    with closing(sqlite3.connect(copy.store)) as store:
        (grace,) = store.execute("SELECT id, created_at FROM persons WHERE name = 'Grace'").fetchall()
    forgotten.note(folder, Forgotten(*grace))
    shutil.rmtree(faces / "Grace")
    assert put_back(db_path, copy).forgotten == 1
    assert list(faces.rglob("*.jpg")) == []
    async with await opened(db_path) as store:
        assert await store.people.all() == []
    assert b"Grace" not in db_path.read_bytes()


async def test_a_message_of_a_visit_that_was_told_can_still_be_found(
    owned_store: Store, db_path: Path
) -> None:
    await told(owned_store)
    (row,) = await owned_store.outbox.due(moments(1))
    await owned_store.outbox.confirm(row.id, row.revision, 55, None, [1], NOW)
    made = copied(db_path)
    await owned_store.close()
    put_back(db_path, made)
    async with await opened(db_path) as store:
        assert await store.outbox.by_message(OWNER, 55) is not None


async def test_a_picture_that_the_disk_has_damaged_comes_back(copy: Backup, db_path: Path) -> None:
    """As long as before, and another one."""
    (picture, *_) = sorted(places_at(db_path).thumbnails_dir.rglob("*.jpg"))
    whole = picture.read_bytes()
    picture.unlink()
    picture.write_bytes(bytes(len(whole)))
    put_back(db_path, copy)
    assert picture.read_bytes() == whole


async def test_a_copy_that_is_not_whole_changes_nothing(copy: Backup, db_path: Path) -> None:
    before = db_path.read_bytes()
    next((copy.path / "thumbnails").rglob("*.jpg")).unlink()
    with pytest.raises(BackupUnusable):
        put_back(db_path, copy)
    assert db_path.read_bytes() == before


async def test_an_older_copy_is_brought_up_to_date(copy: Backup, tmp_path: Path) -> None:
    with closing(sqlite3.connect(copy.store)) as store:
        store.execute("PRAGMA journal_mode = DELETE")
        store.execute("ALTER TABLE users DROP COLUMN proof_lost_at")
        store.execute("ALTER TABLE persons DROP COLUMN opened_in_copy")
        store.execute(f"PRAGMA user_version = {copy.manifest.schema - 1}")
    there = tmp_path / "new" / "events.db"
    there.parent.mkdir()
    put_back(there, copy)
    async with await opened(there) as store:
        assert isinstance(store.restored, Restored)
        assert (await store.restored.waiting(DOOR)).members


def killed_at(db_path: Path, number: int) -> bool:
    """Whether it was killed, and did not get through."""
    process = subprocess.run(
        [sys.executable, "-m", "tests.storage.restorer", str(db_path), str(number)],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode in (0, -9), process.stderr
    return process.returncode == -9


async def state_after_kill(db_path: Path) -> str:
    """'before' or 'restored'; nothing in between."""
    if any(db_path.parent.glob("events.db.restored-*")):
        with pytest.raises(StoreError, match="half restored"):
            prepare(db_path)
        finish(db_path)
    async with await opened(db_path) as store:
        assert await check(store) == []
        if await store.restored.latest() is None:
            assert await store.access.role(GUEST) is Role.GUEST
            return "before"
        assert await store.access.role(GUEST) is None
        assert await names_that_open(store, LATER) == frozenset()
        return "restored"


async def kills(copy: Backup, db_path: Path, numbers: list[int]) -> list[str]:
    found = []
    for number in numbers:
        for part in LOG:
            Path(f"{db_path}{part}").unlink(missing_ok=True)
        shutil.copy(db_path.with_name("kept.db"), db_path)
        killed = killed_at(db_path, number)
        found.append(await state_after_kill(db_path))
        for left in db_path.parent.glob("events.db.*-20*"):
            left.unlink()
        if not killed:
            break
    return found


@pytest.mark.slow
async def test_killed_at_every_step(copy: Backup, db_path: Path) -> None:
    shutil.copy(db_path, db_path.with_name("kept.db"))
    found = await kills(copy, db_path, list(range(1, 60)))
    assert found == sorted(found)
    assert {"before", "restored"} == set(found)
