"""The bench's history: what it fills obeys the store's rules, and its numbers hold at a million events."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from bot import history_bench
from bot.history_bench import LONG, PAGE, SHORT, fill, filters, history_rows, places
from pipeline.bench.row import Bench
from storage.check import check
from storage.database import READERS
from storage.history_filter import HistoryFilter
from storage.store import Store
from tests.patience import PATIENCE

MOST_GROWTH = 1.1


@pytest.mark.slow
def test_a_small_history_is_measured_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, small in {"LONG": 300, "SHORT": 200, "TURNS": 1, "WRITES": 5, "WRITE_TURNS": 1}.items():
        monkeypatch.setattr(history_bench, name, small)
    page, grown, write = history_rows(Bench(tmp_path, tmp_path))
    assert page.value
    assert "the dearest of 180 filters" in page.note
    assert grown.ratio
    assert write.ratio
    assert list((tmp_path / "history").glob("*-0.db")) != []


async def test_what_is_filled_in_bulk_is_what_the_store_would_have_written(tmp_path: Path) -> None:
    fill(tmp_path / "events.db", 400)
    async with await Store.open(tmp_path / "events.db", tmp_path) as store:
        assert await check(store) == []
        assert len((await store.events.page(limit=1000, include_quiet=True)).events) == 400


@pytest.mark.slow
async def test_every_filter_takes_as_few_steps_at_a_million_events(tmp_path: Path) -> None:
    """Steps of SQLite's machine, which no busy computer adds to; the bench measures seconds."""
    steps = {}
    for count in (LONG, SHORT):
        fill(tmp_path / f"{count}.db", count)
        async with await Store.open(tmp_path / f"{count}.db", tmp_path) as store:
            taken = await counted(store)
            steps[count] = [await steps_of(store, wanted, taken) for wanted in filters(count)]
    assert min(steps[SHORT]) > 0
    grown = [
        (wanted, long, short)
        for wanted, long, short in zip(filters(LONG), steps[LONG], steps[SHORT], strict=True)
        if long > MOST_GROWTH * short
    ]
    assert grown == []


async def counted(store: Store) -> list[int]:
    """How many steps all readers have made from now on, as its only item."""
    taken, all_readers = [0], threading.Barrier(READERS)

    def step() -> None:
        taken[0] += 1

    def begin(reader: sqlite3.Connection) -> None:
        # Each waits for the others, so that none is asked twice.
        all_readers.wait(PATIENCE)
        reader.set_progress_handler(step, 1)

    await asyncio.gather(*(store.db.view(begin) for _ in range(READERS)))
    return taken


async def steps_of(store: Store, wanted: HistoryFilter, taken: list[int]) -> int:
    """Of the dearest of three pages: the newest, the one behind it, and back again."""
    most = 0
    for before, after in await places(store, wanted):
        begun = taken[0]
        await store.events.page(before, after, PAGE, wanted=wanted)
        most = max(most, taken[0] - begun)
    return most
