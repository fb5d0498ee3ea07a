"""A backup is whole or not there; it holds store, faces and pictures, and nothing that is secret."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import stat
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.errors import BackupUnusable, StoreDamaged, StoreError
from storage import backups
from storage.backing_up import newest_good, verify
from storage.backup_pictures import gather
from storage.proofs import hashed
from storage.store import Store
from storage.store_copy import WITHOUT_SECRETS, still_named
from tests.conftest import REPO
from tests.storage.copies import KIM, PIN, TOTP, copied, lived_in, moments, places_at
from tests.storage.makers import OWNER, rows

JUDGED = {
    # What looks like a secret and is none, or is nobody's.
    "audit.mac": "says that an entry is whole; the key is not in the store",
    "audit.previous_mac": "as mac",
    "duties.payload": "settings of what is to be done",
    "photos.sha256": "of a photo that is in the backup too",
}


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def test_it_holds_store_faces_and_pictures_and_no_secret(owned_store: Store, db_path: Path) -> None:
    pairing, invite = await lived_in(owned_store)
    secrets = await rows(owned_store, "SELECT pin_hash, pin_salt, totp_secret FROM users")
    hashes = await rows(
        owned_store, "SELECT salt, hash FROM invites UNION ALL SELECT salt, hash FROM pairing_codes"
    )
    await owned_store.questions.ask(
        "talk:face",
        asker=OWNER,
        chat_id=OWNER,
        now=moments(1),
        valid_seconds=999,
        payload={"face": "Qm9iJ3M="},
    )
    made = copied(db_path)
    assert (made.manifest.events, made.manifest.pictures, made.manifest.photos) == (3, 6, 3)
    assert {stat.S_IMODE(path.stat().st_mode) for path in made.path.rglob("*")} == {0o600, 0o700}
    found = bytes_of(made.path.parent)
    assert b"Grace 2" in found
    kept = [value for row in secrets + hashes for value in row.values() if value is not None]
    assert len(kept) == 7
    key = places_at(db_path).audit_key_file.read_bytes().strip()
    for secret in (*kept, TOTP, PIN.encode(), pairing.encode(), invite.encode(), key, b"Qm9iJ3M="):
        assert secret not in found
    hashes_of_pins = [hashed(PIN, salt) for salt in kept if len(salt) == 16]
    assert set(hashes_of_pins) & set(kept), "a PIN's hash was among what was looked for"


async def test_a_copy_that_cannot_be_read_is_told_in_a_sentence(owned_store: Store, db_path: Path) -> None:
    """As on a stick that breaks: whoever makes one every night tells the owner of nothing else."""
    await owned_store.db.change(lambda raw: raw.execute("ALTER TABLE faces RENAME TO gone"))
    with pytest.raises(StoreError, match=r"A backup cannot be made in .*backups \(no such table"):
        await asyncio.to_thread(copied, db_path)
    assert not list(db_path.with_name("backups").glob(".2*"))


def test_every_column_that_may_hold_a_secret_is_judged() -> None:
    """A new one fails here until somebody has said what becomes of it in a copy."""
    suspicious = re.compile(r"(?!detect|decode|frames)\w*(hash|salt|secret|token|code|mac|sha256|payload)\w*")
    with closing(sqlite3.connect(":memory:")) as store:
        store.executescript((REPO / "storage" / "schema.sql").read_text())
        columns = store.execute(
            "SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c "
            "WHERE t.type = 'table'"
        ).fetchall()
    found = {f"{table}.{name}" for table, name in columns if suspicious.fullmatch(name)}
    assert {name for name in found if not blanked(*name.split("."))} == set(JUDGED)


def blanked(table: str, column: str) -> bool:
    return any(
        sql.startswith(f"DELETE FROM {table}")
        or (sql.startswith(f"UPDATE {table} ") and re.search(rf"\b{column} = (NULL|x''|'{{}}')", sql))
        for sql in WITHOUT_SECRETS
    )


async def test_who_had_a_pin_opens_nothing_in_the_copy(owned_store: Store, db_path: Path) -> None:
    await lived_in(owned_store)
    with closing(sqlite3.connect(copied(db_path).store)) as copy:
        lost = copy.execute("SELECT user_id FROM users WHERE proof_lost_at IS NOT NULL ORDER BY user_id")
        assert [row[0] for row in lost] == [KIM, OWNER]


async def test_a_picture_is_on_the_disk_once(owned_store: Store, db_path: Path) -> None:
    await lived_in(owned_store)
    first, second = copied(db_path), copied(db_path, moments(2))
    pictures = sorted((second.path / "thumbnails").rglob("*.jpg"))
    assert {path.stat().st_nlink for path in pictures} == {3}, "it is the thumbnail itself"
    photos = sorted((second.path / "known_faces").rglob("*.jpg"))
    assert {path.stat().st_nlink for path in photos} == {2}, "the photo is its owner's to change"
    places_at(db_path).known_faces_dir.joinpath("Grace", "1.jpg").write_bytes(b"\xff\xd8 another")
    third = copied(db_path, moments(3))
    told = [(one.path / "known_faces/Grace/1.jpg").read_bytes() for one in (first, second, third)]
    assert told == [b"\xff\xd8 Grace 1"] * 2 + [b"\xff\xd8 another"]


async def test_what_is_gone_meanwhile_the_copy_does_not_speak_of(owned_store: Store, db_path: Path) -> None:
    await lived_in(owned_store)
    one, other = await rows(owned_store, "SELECT thumbnail_path AS path FROM events LIMIT 2")
    owned_store.thumbnails.path(one["path"]).unlink()
    secret = db_path.with_name("audit.key")
    owned_store.thumbnails.path(other["path"]).unlink()
    owned_store.thumbnails.path(other["path"]).symlink_to(secret)
    (places_at(db_path).known_faces_dir / "Grace" / "key.jpg").symlink_to(secret)
    made = copied(db_path)
    assert (made.manifest.missing, made.manifest.pictures, made.manifest.photos) == (2, 4, 3)
    assert secret.read_bytes().strip() not in bytes_of(made.path)
    assert verify(made.path) == made


async def test_of_each_of_the_latest_days_the_newest_is_kept(owned_store: Store, db_path: Path) -> None:
    for day in (1, 2, 2.1, 2.2, 3, 4):
        copied(db_path, moments(0) + (moments(1) - moments(0)) * day, 3)
    kept = [one.manifest.made_at[:16] for one in backups.backups_in(db_path.with_name("backups"))]
    assert kept == ["2026-03-01T10:30", "2026-02-28T10:30", "2026-02-27T15:18"]


async def test_one_made_by_hand_stays_beside_those_of_the_same_day(owned_store: Store, db_path: Path) -> None:
    folder, hour = db_path.with_name("backups"), timedelta(hours=1)
    first = copied(db_path, moments(0))
    for number in range(1, 13):
        copied(db_path, moments(0) + number * hour / 2, 2)
        assert first.path.exists() == (number < backups.MOST_LATELY), "ten of a day do not fill a disk"
    copied(db_path, moments(0) + 13 * hour, 2)
    assert len(backups.backups_in(folder)) == backups.MOST_LATELY
    copied(db_path, moments(0) + 72 * hour, 2)
    assert len(backups.backups_in(folder)) == 2, "the days before keep one each"


async def test_those_of_a_wrong_clock_do_not_push_out_the_right_ones(
    owned_store: Store, db_path: Path
) -> None:
    for day in (400, 401, 402, 0, 1, 2):
        copied(db_path, moments(0) + timedelta(days=day), 3)
    kept = [one.manifest.made_at[:10] for one in backups.backups_in(db_path.with_name("backups"))]
    assert kept == ["2026-02-27", "2026-02-26", "2026-02-25"]


async def test_a_half_one_is_swept_and_never_taken(owned_store: Store, db_path: Path) -> None:
    made = copied(db_path)
    half = made.path.with_name(".2026-02-27T10-30-00.000Z-new")
    os.rename(made.path, half)
    folder = db_path.with_name("backups")
    assert backups.backups_in(folder) == []
    assert newest_good(folder) is None
    copied(db_path, moments(3))
    assert not half.exists()


async def test_a_damaged_one_is_refused_and_an_older_one_taken(owned_store: Store, db_path: Path) -> None:
    await lived_in(owned_store)
    older, newer = copied(db_path), copied(db_path, moments(2))
    with newer.store.open("r+b") as file:
        file.seek(newer.store.stat().st_size // 2)
        file.write(b"\xa5" * 8192)
    with pytest.raises(BackupUnusable, match="damaged"):
        verify(newer.path)
    assert newest_good(db_path.with_name("backups")) == older
    next((older.path / "thumbnails").rglob("*.jpg")).unlink()
    with pytest.raises(BackupUnusable, match="1 of 6 pictures are missing"):
        verify(older.path)
    (older.path / "backup.json").write_text("{")
    with pytest.raises(BackupUnusable, match="no backup of Latchkey"):
        verify(older.path)


async def test_a_damaged_store_is_not_copied(owned_store: Store, db_path: Path) -> None:
    await lived_in(owned_store)
    good = copied(db_path)
    await owned_store.close()
    with db_path.open("r+b") as file:
        file.seek(db_path.stat().st_size // 2)
        file.write(b"\xa5" * 16384)
    with pytest.raises((StoreDamaged, BackupUnusable)):
        copied(db_path, moments(2))
    assert backups.backups_in(db_path.with_name("backups")) == [good], "and nothing half is left"


async def test_one_at_a_time(owned_store: Store, db_path: Path) -> None:
    with backups.held(db_path.with_name("backups")), pytest.raises(StoreError, match="Another backup"):
        copied(db_path)


async def test_while_another_process_writes(db_path: Path) -> None:
    """Each copy is one moment of the store: nothing half, and more in each."""
    writer = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.storage.writer", str(db_path), "1001"),
        cwd=REPO,
        stdout=asyncio.subprocess.PIPE,
    )
    assert writer.stdout is not None
    try:
        counts = []
        for night in range(3):
            for _ in range(40):
                await writer.stdout.readline()
            made = await asyncio.to_thread(copied, db_path, moments(night))
            assert made.manifest.missing == 0
            counts.append(made.manifest.events)
    finally:
        writer.kill()
        await writer.wait()
    assert counts == sorted(set(counts))
    assert counts[0] > 5


def test_what_cannot_be_read_is_missing_and_costs_nothing_else(tmp_path: Path) -> None:
    """Reading the first page of a process's memory is an error of input, as of a card's bad block."""
    (tmp_path / "made").mkdir()
    found = gather(Path("/proc/self"), ["mem", "none", "status"], tmp_path / "made", None, unchanging=True)
    assert found.missing == ["mem", "none"]
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["status"]


def test_what_cannot_be_written_is_not_missing(tmp_path: Path) -> None:
    (tmp_path / "made" / "status").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        gather(Path("/proc/self"), ["status"], tmp_path / "made", None, unchanging=True)


def test_a_photo_that_cannot_be_read_is_not_left_out(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    with pytest.raises(OSError, match="Input/output error"):
        gather(Path("/proc/self"), ["mem"], tmp_path / "made", None, unchanging=False)


async def test_what_was_deleted_on_purpose_meanwhile_is_not_missing(
    owned_store: Store, db_path: Path
) -> None:
    await lived_in(owned_store)
    one, other = await rows(owned_store, "SELECT thumbnail_path AS path FROM events LIMIT 2")
    gone = "UPDATE events SET thumbnail_path = NULL WHERE thumbnail_path = ?"
    await owned_store.db.change(lambda store: store.execute(gone, (one["path"],)))
    assert still_named(db_path, [one["path"], other["path"]]) == 1
