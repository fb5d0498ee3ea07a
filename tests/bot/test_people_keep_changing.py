"""A clip is looked at anew where who is known changed meanwhile: ever more rarely while that goes on."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.failed_words import why_failed
from bot.texts import speaking
from pipeline.errors import DoorbellUnreachable
from pipeline.gallery import build_gallery
from pipeline.types import EventKind, Gallery, HistoryPage, Recording
from pipeline.watch import Watch, WatchRules
from storage.store import Store
from storage.timestamps import from_text
from tests.bot.at_the_door import SURELY_GRACE, USUAL_VIEW, MadeEyes
from tests.storage.makers import FRONT, NOW, recording, rows


@dataclass
class Porch:
    """Grace came, and the gallery knows her; the store does not. Its own doorbell, and its clock."""

    store: Store
    at: datetime = NOW
    away: bool = False
    recordings: tuple[Recording, ...] = ()
    watch: Watch = field(init=False)

    def now(self) -> datetime:
        return self.at

    async def history(self, camera_id: str, since: datetime) -> AsyncGenerator[HistoryPage, None]:
        yield HistoryPage(self.recordings, False)

    async def download(self, recording: Recording, path: Path) -> None:
        if self.away:
            raise DoorbellUnreachable("Ring does not answer.")

    async def gallery(self) -> Gallery:
        return build_gallery([])

    async def tried(self) -> float:
        """The seconds until it is tried again."""
        (event,) = await self.store.events.due(self.at + timedelta(days=2))
        await self.watch.work(event)
        (row,) = await rows(self.store, "SELECT next_attempt_at FROM events")
        return (from_text(row["next_attempt_at"]) - self.at).total_seconds() if row["next_attempt_at"] else 0


@pytest.fixture
async def porch(tmp_path: Path) -> AsyncIterator[Porch]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        one = Porch(store)
        ring, eyes = cast(Any, one), MadeEyes(SURELY_GRACE, view=USUAL_VIEW)
        one.watch = Watch(ring, store.events, eyes, one.gallery, one, WatchRules(), lambda: None)
        await one.watch.poll(FRONT)
        one.recordings = (recording(0, EventKind.MOTION),)
        await one.watch.poll(FRONT)
        yield one
        await one.watch.close()


async def test_it_is_tried_ever_more_rarely(porch: Porch) -> None:
    pauses = []
    for _ in range(12):
        pauses.append(await porch.tried())
        porch.at += timedelta(seconds=pauses[-1])
    assert pauses[0] < 1.3
    assert pauses[-1] > 20


async def test_an_outage_before_puts_it_off_for_no_longer(porch: Porch) -> None:
    porch.away = True
    await porch.tried()
    porch.at += timedelta(hours=1)
    assert await porch.tried() > 200
    porch.away = False
    assert await porch.tried() < 1.3


async def test_where_it_never_ends_it_is_told_in_the_language_of_the_chat(porch: Porch) -> None:
    await porch.tried()
    porch.at += timedelta(days=1, seconds=1)
    await porch.tried()
    (row,) = await rows(porch.store, "SELECT state, error FROM events")
    assert row["state"] == "failed"
    assert why_failed(row["error"]) == "who is known kept changing"
    with speaking("de"):
        assert why_failed(row["error"]).startswith("Wen ich kenne,")
        assert why_failed("Somebody has said meanwhile whose face it is not.").startswith("Wen ich kenne,")
    assert porch.watch.attempts.remembered == frozenset()


async def test_one_that_is_looked_at_leaves_nothing_behind(porch: Porch) -> None:
    await porch.tried()
    await porch.store.people.add("Grace", "Grace", porch.at)
    await porch.tried()
    assert await rows(porch.store, "SELECT state FROM events") == [{"state": "analysed"}]
    assert porch.watch.attempts.remembered == frozenset()
