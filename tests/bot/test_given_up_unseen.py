"""What a bot that runs for months holds of an event ends with it, also where nobody could look at it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest

from bot.backlog import Backlog
from bot.outages import Outage
from pipeline.errors import DoorbellUnreachable
from pipeline.types import EventKind, HistoryPage, Recording
from pipeline.watch import Watch, WatchRules
from storage.store import Store
from tests.storage.makers import FRONT, after, recording


class Bell:
    """A camera whose history is this, and of which no clip can be fetched."""

    def __init__(self, store: Store, *recordings: Recording) -> None:
        self.store, self.recordings = store, recordings
        self.gives_up: int | None = None
        """An event that is given up elsewhere while its clip is asked for."""

    def now(self) -> datetime:
        return after(10)

    async def history(self, camera_id: str, since: datetime) -> AsyncGenerator[HistoryPage, None]:
        yield HistoryPage(self.recordings, False)

    async def download(self, recording: Recording, path: Path) -> None:
        if self.gives_up is not None:
            await self.store.events.fail(self.gives_up, "too many", after(11))
        raise DoorbellUnreachable("Ring does not answer.")


@dataclass
class Door:
    store: Store
    bell: Bell
    watch: Watch


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    """Three motions were seen to come, and wait."""
    nobody = cast(Any, None)
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        bell = Bell(store)
        watch = Watch(cast(Any, bell), store.events, nobody, nobody, bell, WatchRules(), lambda: None)
        await watch.poll(FRONT)
        bell.recordings = tuple(recording(seconds, EventKind.MOTION) for seconds in range(3))
        await watch.poll(FRONT)
        assert len(watch.attempts.remembered) == 3
        yield Door(store, bell, watch)
        await watch.close()


async def test_behind_too_many(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.backlog.MOST_WAITING", 1)
    trouble = Outage("Clips", door.bell, None)
    backlog = Backlog(door.store.events, door.bell, trouble, door.watch.attempts.forget)
    await backlog.look()
    waiting = {event.id for event in await door.store.events.due(after(20))}
    assert len(waiting) == 1
    assert door.watch.attempts.remembered == waiting


async def test_while_its_clip_was_asked_for(door: Door) -> None:
    (event, *others) = await door.store.events.due(after(20))
    door.bell.gives_up = event.id
    await door.watch.work(event)
    assert door.watch.attempts.remembered == {one.id for one in others}


async def test_what_still_waits_is_remembered(door: Door) -> None:
    (event, *_) = await door.store.events.due(after(20))
    await door.watch.work(event)
    assert event.id in door.watch.attempts.remembered
