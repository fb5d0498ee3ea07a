"""A house with its clouds; `awake` starts the bot in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

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
