"""Pictures are whole or absent, private, and stay in their folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.thumbnails import Thumbnails


@pytest.fixture
def thumbnails(tmp_path: Path) -> Thumbnails:
    return Thumbnails(tmp_path / "thumbnails")


async def test_saved_and_read(thumbnails: Thumbnails) -> None:
    path = await thumbnails.save("2026-02-25/42", b"\xff\xd8 picture")
    assert path == "2026-02-25/42.jpg"
    assert await thumbnails.read(path) == b"\xff\xd8 picture"
    assert thumbnails.path(path).read_bytes() == b"\xff\xd8 picture"


async def test_saving_again_replaces(thumbnails: Thumbnails) -> None:
    await thumbnails.save("a", b"long, long ago")
    path = await thumbnails.save("a", b"new")
    assert path is not None
    assert await thumbnails.read(path) == b"new"


async def test_private(thumbnails: Thumbnails) -> None:
    thumbnails.folder.mkdir(mode=0o755)
    path = await thumbnails.save("day/42", b"x")
    assert path is not None
    file = thumbnails.path(path)
    assert [one.stat().st_mode & 0o777 for one in (thumbnails.folder, file.parent, file)] == [
        0o700,
        0o700,
        0o600,
    ]


async def test_a_failed_one_leaves_the_old_one_and_no_litter(thumbnails: Thumbnails) -> None:
    path = await thumbnails.save("42", b"whole")
    assert path is not None
    os.symlink("/dev/full", thumbnails.folder / ".42.jpg.new")
    assert await thumbnails.save("42", b"half") is None
    assert await thumbnails.read(path) == b"whole"
    assert [one.name for one in thumbnails.folder.iterdir()] == ["42.jpg"]


async def test_it_is_on_the_disk_before_it_is_named(
    thumbnails: Thumbnails, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}").rpartition("/")[2])
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    await thumbnails.save("day/42", b"x")
    assert synced == [".42.jpg.new", "day"]


async def test_a_missing_one_is_none(thumbnails: Thumbnails) -> None:
    assert await thumbnails.read("2026-02-25/42.jpg") is None


async def test_deleting_twice(thumbnails: Thumbnails) -> None:
    path = await thumbnails.save("42", b"x")
    assert path is not None
    await thumbnails.delete(path)
    await thumbnails.delete(path)
    assert not thumbnails.path(path).exists()


@pytest.mark.parametrize("path", ["../events.db", "/etc/passwd", "a/../../b", "", "."])
def test_no_path_leaves_the_folder(thumbnails: Thumbnails, path: str) -> None:
    with pytest.raises(ValueError, match="no path below"):
        thumbnails.path(path)
