"""The poorer mode is told once, however often the bot starts, and its end once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.eyes import Eyes
from bot.owner import Owner
from pipeline.errors import ModelsMissing
from pipeline.pool import PoolState
from storage.store import Store
from tests.bot.test_outages import OWNER, HandClock, told

MISSING = ModelsMissing("There is no detector.", "models")
POORER = PoolState("faces", True, str(MISSING), None, 1, True, 0, None, None, MISSING)
WELL = PoolState("yolov8n", False, None, None, 1, True, 0, None, None)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as one:
        await one.access.make_owner(OWNER, "Sam", HandClock().at)
        yield one


async def started(store: Store, state: PoolState) -> None:
    """The first look of a bot that has just begun."""

    async def ready() -> PoolState:
        return state

    await Eyes(ready, Owner(store, HandClock(), lambda: None)).look()


async def test_it_is_told_once_over_several_starts_and_its_end_once(store: Store) -> None:
    await started(store, POORER)
    (said,) = await told(store)
    assert said.endswith(
        "the person detector cannot be used. The files to see with are missing in models. "
        "Bring them on the doorman’s machine: latchkey models fetch"
    )
    await started(store, POORER)
    assert await told(store) == []
    await started(store, WELL)
    assert await told(store) == ["✅ The person detector can be used again."]
    await started(store, WELL)
    assert await told(store) == []
    await started(store, POORER)
    assert await told(store) == [said]


async def test_where_it_was_never_poorer_nothing_is_said(store: Store) -> None:
    await started(store, WELL)
    assert await told(store) == []


async def test_a_german_owner_reads_no_english_of_it(store: Store) -> None:
    await store.access.met(OWNER, "Sam", "de", HandClock().at)
    await started(store, POORER)
    (said,) = await told(store)
    assert said.endswith(
        "nicht zu gebrauchen. Die Dateien zum Erkennen fehlen in models. "
        "Hol sie auf dem Rechner des Türstehers: latchkey models fetch"
    )
