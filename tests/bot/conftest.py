"""A house with its clouds; `awake` starts the bot in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.in_hand import MORE
from tests.bot.house import House, house


@pytest.fixture
async def quiet_house(tmp_path: Path) -> AsyncIterator[House]:
    """Clouds up, the bot not started, no models: the poorer mode."""
    async with house(tmp_path) as one:
        yield one


@pytest.fixture
async def seeing_house(tmp_path: Path, shared: Path) -> AsyncIterator[House]:
    """Clouds up, the bot not started, the real models."""
    async with house(tmp_path, MODELS_DIR=str(shared / "models")) as one:
        yield one


@pytest.fixture(autouse=True)
def _done_in_one_transaction(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a test makes a handler do: nothing of it may be lost to a kill between two transactions."""
    yield
    torn = [one.getMessage() for one in caplog.get_records("call") if MORE in one.getMessage()]
    assert not torn, "join them by Database.together, or say what is aside"
