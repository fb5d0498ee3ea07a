"""The benchmark's busy door is a store like any other."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from bot.rhythm_bench import NOW, YEAR, fill
from storage.check import check
from storage.store import Store


async def test_what_is_measured_is_counted_as_the_triggers_would(tmp_path: Path) -> None:
    async with await Store.open(fill(tmp_path / "events.db", 700), tmp_path) as store:
        assert await check(store) == []
        for subject, camera_id, visits in (
            ("label:person", "", 700),
            ("label:dog", "", 100),
            ("who:1", "2", 58),
        ):
            grid = await store.rhythm.counts(NOW - YEAR, NOW, UTC, subject, camera_id)
            assert sum(map(sum, grid)) == visits
