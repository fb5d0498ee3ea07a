"""A disk that hangs takes its own few threads and no others, and serves again when it is back.

A pipe into which nobody writes hangs whoever reads it, as a file does behind a network that is gone.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import thumbnails as module
from storage.disk import Disk
from storage.thumbnails import AT_ONCE, Thumbnails
from tests.patience import PATIENCE


class Pipes:
    def __init__(self) -> None:
        self.made: list[Path] = []

    def make(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(path)
        self.made.append(path)
        return path

    def answer(self) -> None:
        while self.made:
            # Each reader is waiting for somebody to write.
            with self.made.pop().open("wb") as pipe:
                pipe.write(b"late")


@pytest.fixture
def pipes() -> Iterator[Pipes]:
    made = Pipes()
    yield made
    made.answer()


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
    async with asyncio.timeout(PATIENCE):
        assert await asyncio.gather(*(asyncio.to_thread(int, "7") for _ in range(40))) == [7] * 40
    pipes.answer()
    async with asyncio.timeout(PATIENCE):
        while await thumbnails.save("new", b"picture") is None:  # noqa: ASYNC110 - a disk tells nobody
            await asyncio.sleep(0.01)
