"""A face opens the door, once and in time, and everybody hears of it; the lock's own log is the judge."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.bot.at_the_door import FRONT, PERHAPS_GRACE, SURELY_GRACE, comes, watching
from tests.bot.house import House, house
from tests.storage.opening import trusted

RESIDENT, GUEST = 5151, 6161


@pytest.fixture
async def door_house(tmp_path: Path) -> AsyncIterator[House]:
    """The front door's faces may open; the bot itself does not look at clips."""
    async with house(tmp_path, UNLOCK_CAMERAS="Front Door", POLL_INTERVAL="3600") as one:
        yield one


def commands(house: House) -> list[str]:
    return [command.command for command in house.switchbot.commands]


async def reasons(house: House) -> str:
    return str((await house.rows("SELECT reasons FROM events ORDER BY id DESC LIMIT 1"))[0]["reasons"])


async def household(house: House) -> None:
    """Sam owns the door, Robin lives there, Gil is a guest; and Grace's face opens it."""
    await house.pair()
    store = house.services.store
    await store.events.poll_floor(FRONT, house.services.now() - timedelta(hours=1))
    for user_id, name, role in ((RESIDENT, "Robin", "resident"), (GUEST, "Gil", "guest")):
        house.telegram.add_user(user_id, name)
        sql = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, ?, ?, 'x')"
        await store.db.change(lambda db, *_, row=(user_id, name, role): db.execute(sql, row))
        await house.say("/start", user_id)
    await trusted(store)


async def said_of(house: House, action_id: int = 1) -> dict[str, object]:
    (action,) = await house.rows("SELECT * FROM lock_actions WHERE id = ?", action_id)
    return action


async def test_a_face_opens_once_and_every_resident_hears_of_it(door_house: House) -> None:
    async with door_house.awake() as house:
        await household(house)
        # Robin is not to be disturbed; this is told all the same.
        await house.services.store.access.listen(RESIDENT, house.services.now(), listening=False)
        watch = watching(house, SURELY_GRACE)
        event_id = await comes(house, watch)
        told = await house.hears("Opened the door to Grace")
        assert told["photo"]
        assert not told.silent
        assert "Recognised at 0.38 (at most 0.45), alive and alone, seen 5 s ago." in told.words
        assert "Record" in told.words
        assert [button["text"] for button in told.buttons] == ["Lock now", "Why"]
        robins = await house.telegram.wait_for(lambda one: "Opened the door to Grace" in one.words, RESIDENT)
        assert robins["photo"]
        visit = await house.hears("opened to Grace’s face", where=lambda one: one.id != told.id)
        assert visit.silent, "one sound is enough"
        assert not any("Grace" in one.words for one in house.from_bot(GUEST))
        assert commands(house) == ["unlock"]
        (event,) = await house.rows("SELECT unlock_granted, door_action FROM events WHERE id = ?", event_id)
        assert event == {"unlock_granted": 1, "door_action": "unlocked"}
        await house.press(told, "Lock now")
        await house.hears("Locked at")
        # The same visit goes on, and another one comes within the cooldown: neither opens.
        await comes(house, watch, ago=1)
        await comes(house, watching(house, SURELY_GRACE), ago=0)
        assert commands(house) == ["unlock", "lock"]
