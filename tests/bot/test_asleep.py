"""A machine that slept has missed what came meanwhile: that is caught up, and none of it is news of now."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from pipeline import watch as module
from pipeline.types import EventKind, HistoryPage, Recording
from pipeline.watch import Watch, WatchRules
from storage.store import Store
from tests.storage.makers import FRONT, NOW, rows

HOUR = timedelta(hours=1)


class Bell:
    """A camera's history, and the time by which it tells it."""

    def __init__(self) -> None:
        self.at: datetime = NOW
        self.recordings: tuple[Recording, ...] = ()

    def now(self) -> datetime:
        return self.at

    async def history(self, camera_id: str, since: datetime) -> AsyncGenerator[HistoryPage, None]:
        yield HistoryPage(self.recordings, False)


@pytest.mark.parametrize("slept", [True, False], ids=["slept", "awake"])
async def test_what_came_while_it_slept(tmp_path: Any, monkeypatch: pytest.MonkeyPatch, slept: bool) -> None:
    ran = [0.0]
    monkeypatch.setattr(module, "elapsed", lambda: ran[0], raising=False)
    bell, nobody = Bell(), cast(Any, None)
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        watch = Watch(cast(Any, bell), store.events, nobody, nobody, bell, WatchRules(), lambda: None)
        await watch.poll(FRONT)
        bell.at += HOUR
        ran[0] += HOUR.total_seconds() if slept else 3.0
        bell.recordings = (Recording("1", FRONT.id, EventKind.MOTION, NOW + HOUR / 2),)
        await watch.poll(FRONT)
        (event,) = await rows(store, "SELECT caught_up FROM events")
        assert bool(event["caught_up"]) is slept
        await watch.close()
