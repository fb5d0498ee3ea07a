"""Stores in the states that the tests begin with."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.file import prepare
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER

NOBODY = 65534


@pytest.fixture
def db_path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store that was just made."""
    path = tmp_path_factory.mktemp("empty") / "events.db"
    prepare(path)
    return path


@pytest.fixture
async def fresh_store(db_path: Path, empty_store: Path) -> AsyncIterator[Store]:
    """No camera, no owner, nothing."""
    shutil.copy(empty_store, db_path)
    async with await Store.open(db_path, db_path.with_name("thumbnails")) as store:
        yield store


@pytest.fixture
async def owned_store(fresh_store: Store) -> Store:
    """Sam owns it and listens; the front door was polled once."""
    await fresh_store.access.make_owner(OWNER, "Sam", NOW)
    await fresh_store.events.poll_floor(FRONT, NOW)
    return fresh_store


@pytest.fixture
def everybodys_folder() -> Iterator[Path]:
    """A folder that other users may enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o777)
        yield path


@pytest.fixture
def without_privileges(everybodys_folder: Path) -> Iterator[Path]:
    """The rights of files hold, also where the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield everybodys_folder
    finally:
        if root:
            os.seteuid(0)
