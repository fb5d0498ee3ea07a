"""`pair` while the bot is only just starting, or ending: it holds the store and cannot be asked yet."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from bot import standing_in
from pipeline.errors import StoreError
from storage.instance import InstanceLock
from tests.bot.house import House
from tests.bot.running import command


@pytest.fixture
def held(quiet_house: House) -> Iterator[InstanceLock]:
    del quiet_house.environment["OWNER_ID"]
    with InstanceLock.acquire(quiet_house.folder / "events.db") as lock:
        yield lock


async def test_pair_waits_until_it_can_ask(quiet_house: House, held: InstanceLock) -> None:
    asked = asyncio.create_task(command(quiet_house, "pair"))
    await asyncio.sleep(2)
    assert not asked.done()
    held.release()
    code, output = await asked
    assert code == 0, output
    assert output.startswith("Pairing code: ")


async def test_a_holder_that_never_answers_is_told(
    quiet_house: House, held: InstanceLock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in quiet_house.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(quiet_house.folder)
    monkeypatch.setattr(standing_in, "STARTING_WAIT", 0.2)
    with pytest.raises(StoreError, match=r"is starting or ending .* try again in a minute"):
        await asyncio.to_thread(standing_in.ask, {"ask": "pair"})
