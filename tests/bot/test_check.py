"""`latchkey check`: clean on a store in use, and naming what is broken."""

from __future__ import annotations

import json

import aiosqlite

from tests.bot.house import House
from tests.bot.running import command


async def test_a_store_in_use_is_whole_and_a_broken_one_is_told(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        assert await command(house, "check") == (
            0,
            f"{house.folder / 'events.db'} holds everything it promises.",
        )
    async with aiosqlite.connect(quiet_house.folder / "events.db") as store:
        await store.execute("PRAGMA foreign_keys = OFF")
        await store.execute("INSERT INTO event_people (event_id, person_id) VALUES (999, 999)")
        await store.commit()
    code, output = await command(quiet_house, "check", "--json")
    assert code == 1
    assert json.loads(output)["broken"]


async def test_without_a_store_it_makes_none(quiet_house: House) -> None:
    code, output = await command(quiet_house, "check")
    assert code == 1
    assert output.startswith("latchkey: DB_PATH=")
    assert not (quiet_house.folder / "events.db").exists()
