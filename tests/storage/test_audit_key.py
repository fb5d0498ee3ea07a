"""The audit's key: made once, its reader's alone, and never guessed from what is left of it."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from storage.audit_key import read_or_make


def test_made_once(tmp_path: Path) -> None:
    path = tmp_path / "audit.key"
    made, read = read_or_make(path), read_or_make(path)
    assert (made.is_new, read.is_new) == (True, False)
    assert made.value == read.value
    assert len(made.value) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["audit.key"]


def test_made_once_by_several_at_a_time(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: read_or_make(tmp_path / "audit.key"), range(8)))
    assert len({key.value for key in keys}) == 1
    assert sum(key.is_new for key in keys) == 1


@pytest.mark.parametrize("told", ["", "not hexadecimal", "00ff"])
def test_a_damaged_one_is_not_replaced(tmp_path: Path, told: str) -> None:
    path = tmp_path / "audit.key"
    path.write_text(told)
    path.chmod(0o600)
    with pytest.raises(StoreError, match="is damaged: put it back"):
        read_or_make(path)
    assert path.read_text() == told


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_one_that_others_may_read_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, mode: int
) -> None:
    path = tmp_path / "audit.key"
    read_or_make(path)
    path.chmod(mode)
    with pytest.raises(StoreError, match=f"others on this machine may read it: chmod 600 {path}"):
        read_or_make(path)


def test_where_none_can_be_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="AUDIT_KEY_FILE"):
        read_or_make(tmp_path / "no" / "audit.key")


def test_its_words_hide_it(tmp_path: Path) -> None:
    key = read_or_make(tmp_path / "audit.key")
    assert key.value.hex() not in repr(key)
    assert repr(key.value) not in repr(key)
