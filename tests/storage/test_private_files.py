"""Secrets and the store are their runner's alone, or are not used; folders of pictures are mended."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from storage.private_files import exposure, make_private
from storage.read_only import read_only
from storage.store import Store
from tests.storage.conftest import NOBODY
from tests.storage.makers import FRONT, NOW


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "a folder" / "it's secret"
    path.parent.mkdir()
    path.touch(0o600)
    return path


@pytest.mark.parametrize("right", [0o600, 0o400, 0o700])
def test_its_runners_alone(secret: Path, right: int) -> None:
    secret.chmod(right)
    assert exposure(secret) is None
    assert exposure(secret.with_name("none")) is None


@pytest.mark.parametrize("wrong", [0o640, 0o604, 0o620, 0o666, 0o610, 0o777])
def test_the_command_that_is_told_mends_it(secret: Path, wrong: int) -> None:
    secret.chmod(wrong)
    told = exposure(secret)
    assert told is not None
    words, _, command = told.partition(": ")
    assert words == "others on this machine may read it"
    subprocess.run(["sh", "-c", command], check=True, cwd="/")
    assert mode(secret) == 0o600
    assert exposure(secret) is None


def test_one_of_another_user_is_refused_also_where_it_is_private(tmp_path: Path) -> None:
    theirs = Path("/proc/1/environ") if os.geteuid() else tmp_path / "theirs"
    if not os.geteuid():
        theirs.touch(0o600)
        os.chown(theirs, NOBODY, -1)
    told = exposure(theirs)
    assert told is not None
    owner, runner = (theirs.owner(), pwd.getpwuid(os.geteuid()).pw_name)
    mended = f"sudo chown {runner} {theirs} && chmod 600 {theirs}"
    assert told == f"it belongs to {owner}, and not to {runner}, who runs Latchkey: {mended}"


def test_the_file_behind_a_link_counts(secret: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(secret)
    assert exposure(link) is None
    secret.chmod(0o644)
    assert exposure(link) is not None


async def test_a_store_that_others_may_read_is_not_opened(fresh_store: Store) -> None:
    path, folder = fresh_store.db.path, fresh_store.thumbnails.folder
    await fresh_store.events.poll_floor(FRONT, NOW)
    beside = path.with_name("events.db-wal")
    assert [mode(part) for part in (path, beside, path.with_name("events.db-shm"))] == [0o600] * 3
    shutil.copy(beside, path.with_name("wal"))
    await fresh_store.close()
    path.chmod(0o644)
    with pytest.raises(StoreError, match=f"chmod 600 {path}$"):
        await Store.open(path, folder)
    with pytest.raises(StoreError, match=f"chmod 600 {path}$"), read_only(path):
        raise AssertionError("it was read")
    path.chmod(0o600)
    shutil.copy(path.with_name("wal"), beside)
    beside.chmod(0o644)
    async with await Store.open(path, folder):
        assert mode(beside) == 0o600, "it follows the store"


def test_folders_of_pictures_are_closed_to_others(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "known_faces", tmp_path / "album.jpg"
    (folder / "Grace").mkdir(parents=True)
    for path in (folder / ".gitkeep", folder / "Grace" / "1.jpg", elsewhere):
        path.touch()
        path.chmod(0o644)
    (folder / "Grace" / "2.jpg").symlink_to(elsewhere)
    for path in (folder, folder / "Grace"):
        path.chmod(0o755)
    assert make_private(folder) == 4
    assert [mode(path) for path in (folder, folder / "Grace")] == [0o700, 0o700]
    assert [mode(path) for path in (folder / ".gitkeep", folder / "Grace" / "1.jpg")] == [0o600, 0o600]
    assert mode(elsewhere) == 0o644, "what a link leads to is another's business"
    assert make_private(folder) == 0


def test_a_folder_that_cannot_be_closed_is_refused() -> None:
    """The kernel's own, which nobody may change, stands for a disk without rights."""
    with pytest.raises(PermissionError):
        make_private(Path("/proc/self"))
