"""What a killed demo left behind goes with the next one; what another one uses stays."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from bot.demo.workplace import PREFIX, workplace


def test_what_nobody_holds_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f"{PREFIX}of-a-killed-one"
    (left / "thumbnails").mkdir(parents=True)
    (left / "events.db").write_bytes(b"store")
    with workplace(None) as one, workplace(None) as other:
        assert not left.exists()
        assert sorted([one, other]) == sorted(tmp_path.iterdir())
    assert list(tmp_path.iterdir()) == []
