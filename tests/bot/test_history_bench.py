"""The bench's history: what it fills obeys the store's rules, and its numbers hold at a million events."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import history_bench
from bot.history_bench import GROWTH_GOAL, LONG, PAGE_GOAL, SHORT, TURNS, fill, history_rows, page_costs
from pipeline.bench.row import Bench
from storage.check import check
from storage.store import Store


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
async def test_every_filter_costs_the_same_at_a_million_events(tmp_path: Path) -> None:
    for name, count in (("long", LONG), ("short", SHORT)):
        fill(tmp_path / f"{name}.db", count)
    async with (
        await Store.open(tmp_path / "long.db", tmp_path) as long,
        await Store.open(tmp_path / "short.db", tmp_path) as short,
    ):
        costs = await page_costs(long, short, TURNS)
    assert [cost for cost in costs if not PAGE_GOAL.met(cost.usual)] == []
    assert [cost for cost in costs if not GROWTH_GOAL.met(cost.long / cost.short)] == []
