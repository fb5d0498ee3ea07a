"""A disk that hangs takes its own few threads and no others, and serves again when it is back.

A pipe into which nobody writes hangs whoever reads it, as a file does behind a network that is gone.
"""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from storage import thumbnails as module
from storage.disk import Disk
from storage.thumbnails import AT_ONCE, Thumbnails
from tests.patience import PATIENCE
from tests.storage.pipes import Pipes, others_are_free


async def test_who_hangs_holds_one_thread_however_often_it_is_asked(tmp_path: Path, pipes: Pipes) -> None:
    disk, hangs = Disk(), pipes.make(tmp_path / "a")
    before = set(threading.enumerate())
    for _ in range(5):
        with pytest.raises(TimeoutError, match="does not answer"):
            await disk.run(0.05, hangs.read_bytes)
    assert len(set(threading.enumerate()) - before) == 1
    pipes.answer()
    assert await _comes(disk) == "here"


async def _comes(disk: Disk) -> str:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await disk.run(5, lambda: "here")
            except TimeoutError:
                await asyncio.sleep(0.01)


async def test_what_the_work_raises_is_its_own(tmp_path: Path) -> None:
    disk = Disk()
    for _ in range(2):
        with pytest.raises(FileNotFoundError):
            await disk.run(5, (tmp_path / "none").read_bytes)


async def test_pictures_that_hang_leave_the_threads_of_all_others(
    tmp_path: Path, pipes: Pipes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST", 0.05)
    thumbnails = Thumbnails(tmp_path)
    for number in range(AT_ONCE):
        pipes.make(tmp_path / f"{number}.jpg")
    hanging = [thumbnails.read(f"{number % AT_ONCE}.jpg") for number in range(40)]
    assert await asyncio.gather(*hanging) == [None] * 40
    assert await thumbnails.save("new", b"picture") is None, "told without it, and not never"
    await others_are_free()
    pipes.answer()
    async with asyncio.timeout(PATIENCE):
        while await thumbnails.save("new", b"picture") is None:  # noqa: ASYNC110 - a disk tells nobody
            await asyncio.sleep(0.01)
