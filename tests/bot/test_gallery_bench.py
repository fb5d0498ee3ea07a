"""The gallery's rows of `latchkey bench`: everything comes out of the store, nothing is computed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.gallery_bench import gallery_rows
from pipeline.bench.row import Bench


def test_every_photo_comes_out_of_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.gallery_bench.SIZES", (1, 4))
    rows = list(gallery_rows(Bench(tmp_path, tmp_path)))
    assert [row.name for row in rows] == ["gallery, 1 people, 3 photos", "gallery, 4 people, 12 photos"]
    assert all(row.right and row.value and row.goal for row in rows)
