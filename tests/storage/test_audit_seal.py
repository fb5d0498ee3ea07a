"""A copy that is restored without its key: what came with it is sealed, said, and no way to hide anything."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from storage.after_restore import Why
from storage.backups import Backup, backups_in
from storage.check import check, notes
from storage.restoring import Outcome, restore
from storage.store import Store
from tests.storage.copies import copied, lived_in, moments, places_at
from tests.storage.makers import FRONT, NOW, OWNER

LOST = "cannot be checked: their key was lost"


@pytest.fixture(scope="session")
def household(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the backup of another machine."""

    async def live(db_path: Path) -> None:
        async with await opened(db_path) as store:
            await store.access.make_owner(OWNER, "Sam", NOW)
            await store.events.poll_floor(FRONT, NOW)
            await lived_in(store)

    db_path = tmp_path_factory.mktemp("household") / "events.db"
    asyncio.run(live(db_path))
    copied(db_path)
    return db_path.with_name("backups")


@pytest.fixture
def copy(household: Path, tmp_path: Path) -> Backup:
    shutil.copytree(household, tmp_path / "stick")
    return backups_in(tmp_path / "stick")[0]


async def opened(db_path: Path) -> Store:
    return await Store.open(db_path, places_at(db_path).thumbnails_dir)


def put_back(db_path: Path, copy: Backup, why: Why = Why.ASKED) -> Outcome:
    return restore(copy, places_at(db_path), db_path.with_name("backups"), moments(9), why)


async def found(db_path: Path) -> list[str]:
    """As `latchkey check` looks: without making a key."""
    folder, key = places_at(db_path).thumbnails_dir, places_at(db_path).audit_key_file
    async with await Store.open(db_path, folder, audit_key_file=key, records=False) as store:
        return await check(store)


async def noted(db_path: Path) -> list[str]:
    async with await opened(db_path) as store:
        return await notes(store)


def by_hand(path: Path, *statements: str) -> None:
    """As somebody edits the file who does not have the key."""
    with closing(sqlite3.connect(path)) as file:
        for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE name GLOB 'audit_keeps_*'"):
            file.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            file.execute(statement)
        file.commit()


def told(problems: list[str], words: str) -> bool:
    return any(words in problem for problem in problems)


async def test_it_holds_and_says_what_nobody_can_check(copy: Backup, db_path: Path) -> None:
    done = put_back(db_path, copy)
    assert done.sealed > 5
    assert done.key_lost == 0
    assert await found(db_path) == []
    (note,) = await noted(db_path)
    assert note.startswith(f"Entries 1 to {done.sealed} of the audit cannot be checked any more")
    async with await opened(db_path) as store:
        verdict = await store.audit.examined()
        assert verdict is not None
        assert (verdict.whole, verdict.sealed) == (True, done.sealed)
        before, seal = await store.audit.get(done.sealed), await store.audit.get(done.sealed + 1)
        assert before is not None
        assert seal is not None
        assert (seal.action, seal.how, seal.fits) == ("new_key", "restore", True)
        assert str(seal.outcome).startswith(f"{before.head} "), "where the old part ends"


@pytest.mark.parametrize(
    ("tampering", "words"),
    [
        ("UPDATE audit SET outcome = 'done' WHERE id = 2", "are not what was sealed"),
        ("UPDATE audit SET mac = randomblob(32) WHERE id = 2", "broken before entry 3"),
        ("DELETE FROM audit WHERE id = 2", "broken before entry 3"),
        ("UPDATE audit SET outcome = 'x' WHERE how = 'restore'", "is not what was written"),
        ("UPDATE audit SET how = NULL WHERE how = 'restore'", "is not what was written"),
        ("DELETE FROM audit WHERE how = 'restore'", "broken before entry"),
    ],
)
async def test_a_change_since_shows(copy: Backup, db_path: Path, tampering: str, words: str) -> None:
    put_back(db_path, copy)
    by_hand(db_path, tampering)
    assert told(await found(db_path), words)


async def test_a_key_that_is_lost_later_is_a_fault_for_good(copy: Backup, db_path: Path) -> None:
    put_back(db_path, copy)
    places_at(db_path).audit_key_file.unlink()
    assert told(await found(db_path), "its key")
    async with await opened(db_path):
        """The bot starts, and goes on with a new one."""
    assert told(await found(db_path), LOST)
    by_hand(db_path, "UPDATE audit SET outcome = 'done' WHERE id = 2")
    assert told(await found(db_path), LOST)


async def test_a_restore_seals_no_loss_away_that_came_before_it(copy: Backup, tmp_path: Path) -> None:
    there, further = tmp_path / "there" / "events.db", tmp_path / "further" / "events.db"
    for path in (there, further):
        path.parent.mkdir()
    put_back(there, copy)
    places_at(there).audit_key_file.unlink()
    async with await opened(there):
        """With a new key."""
    done = put_back(further, copied(there, moments(10)))
    assert done.sealed > done.key_lost > 0
    assert told(await found(further), LOST)


async def test_twice_without_its_key_is_sealed_as_a_whole(copy: Backup, tmp_path: Path) -> None:
    there, further = tmp_path / "there" / "events.db", tmp_path / "further" / "events.db"
    for path in (there, further):
        path.parent.mkdir()
    first = put_back(there, copy)
    second = put_back(further, copied(there, moments(10)))
    assert second.sealed > first.sealed
    assert await found(further) == []


@pytest.mark.parametrize("make", [lambda path: path.write_text("00" * 32), lambda path: None])
async def test_only_somebody_who_asks_for_it_and_only_where_there_is_no_key(
    copy: Backup, db_path: Path, make: Callable[[Path], object]
) -> None:
    """Not where a key is there that does not fit: as well the copy may have been changed."""
    key = places_at(db_path).audit_key_file
    make(key)
    if key.exists():
        key.chmod(0o600)
    done = put_back(db_path, copy, Why.ASKED if key.exists() else Why.DAMAGED)
    assert (done.sealed, done.key_lost > 5) == (0, True)
    assert told(await found(db_path), LOST)
    assert await noted(db_path) == []


async def test_whoever_has_no_key_cannot_write_a_seal(copy: Backup, db_path: Path) -> None:
    put_back(db_path, copy)
    by_hand(
        db_path,
        "UPDATE audit SET outcome = 'done' WHERE id = 2",
        "INSERT INTO audit (at, action, how, outcome, previous_mac, mac) SELECT at, 'new_key', 'restore', "
        "outcome, mac, randomblob(32) FROM audit ORDER BY id DESC LIMIT 1",
    )
    assert told(await found(db_path), "fits its key")
    async with await opened(db_path):
        """Nor does the next start take it for one."""
    assert told(await found(db_path), LOST)


async def test_one_that_failed_leaves_no_key_that_the_next_one_would_stumble_over(
    copy: Backup, db_path: Path
) -> None:
    in_the_way = places_at(db_path).known_faces_dir
    in_the_way.write_text("a file")
    with pytest.raises(StoreError):
        put_back(db_path, copy)
    assert not places_at(db_path).audit_key_file.exists()
    in_the_way.unlink()
    assert put_back(db_path, copy).sealed
    assert await found(db_path) == []
