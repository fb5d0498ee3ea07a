"""A bot killed while it moved the lock tells at the next start what came of it, and moves nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import unfinished
from deploy.sandbox.faults import Fault
from storage.locks import LockCommand
from tests.bot.house import LOCK_ID, OWNER, House
from tests.bot.running import latchkey
from tests.patience import until

RESIDENT = 5151
OPEN = "SELECT * FROM lock_actions WHERE finished_at IS NULL"


def commands(house: House) -> list[str]:
    return [command.command for command in house.switchbot.commands]


async def intent(house: House, wanted: str, user_id: int = OWNER, lock_id: str = LOCK_ID) -> None:
    """As a crash leaves it."""
    command = LockCommand(lock_id, wanted, "command", user_id)
    await house.services.store.locks.intend(command, datetime.now(UTC))


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the lock tells is not too young to be true."""
    monkeypatch.setattr(unfinished, "SETTLING_SECONDS", 0.0)


async def closed(house: House) -> dict[str, object]:
    (action,) = await house.rows("SELECT state_after, success, sent, finished_at FROM lock_actions")
    assert action.pop("finished_at") is not None
    return action


@pytest.mark.slow
async def test_killed_while_unlocking(quiet_house: House) -> None:
    quiet_house.switchbot.locks[LOCK_ID].delay = 2.5
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.pair()
        await quiet_house.say("/unlock")
        question = await quiet_house.hears("Open the door?")
        await quiet_house.press(question, "Confirm")
        await quiet_house.hears("Unlocking")
        await until(lambda: commands(quiet_house) == ["unlock"])
        bot.process.kill()
        await bot.ended()
    async with latchkey(quiet_house, "run") as bot:
        told = await quiet_house.hears("Latchkey was stopped while opening the door for Sam")
        assert told.id == question.id
        assert "at the next start it was unlocked" in told.words
        (entry,) = await quiet_house.rows(
            "SELECT hex(mac) AS mac FROM audit WHERE lock_action_id = 1 LIMIT 1"
        )
        assert f"Record {entry['mac'][:8].lower()}" in told.words, "as every message about an opening"
        assert [button["text"] for button in told.buttons] == ["Lock now"]
        await quiet_house.say("/status")
        await quiet_house.hears("How I am")
        assert await bot.terminate() == 0
    assert commands(quiet_house) == ["unlock"]
    assert sum("was stopped" in message.words for message in quiet_house.from_bot()) == 1
    assert await closed(quiet_house) == {"state_after": "unlocked", "success": None, "sent": 1}


async def test_killed_while_locking(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await intent(house, "lock")
    async with quiet_house.awake() as house:
        told = await house.hears("was stopped while locking the door for Sam")
        assert "at the next start it was locked" in told.words
        assert commands(house) == []
    assert await closed(quiet_house) == {"state_after": "locked", "success": None, "sent": 1}


async def test_ended_before_the_lock_has_settled_it_is_left_to_the_next_start(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unfinished, "SETTLING_SECONDS", 3600.0)
    async with quiet_house.awake() as house:
        await house.pair()
        await intent(house, "unlock")
    async with quiet_house.awake() as house:
        await house.say("/help")
        await house.hears("What I do")
    assert len(await quiet_house.rows(OPEN)) == 1
    quiet_house.switchbot.locks[LOCK_ID].set_state("unlocked")
    monkeypatch.setattr(unfinished, "SETTLING_SECONDS", 0.0)
    async with quiet_house.awake() as house:
        await house.hears("at the next start it was unlocked")
    assert sum("was stopped" in message.words for message in quiet_house.from_bot()) == 1


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("lock_id", [LOCK_ID, "ANOTHER"])
async def test_a_lock_that_says_nothing_is_unknown(quiet_house: House, lock_id: str) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await intent(house, "unlock", lock_id=lock_id)
    quiet_house.switchbot.faults.add(Fault("/v1.1/devices", 503, times=100))
    async with quiet_house.awake() as house:
        await house.hears("what it did is not known: have a look at the door")
    assert await closed(quiet_house) == {"state_after": "unknown", "success": None, "sent": 1}


@pytest.mark.usefixtures("settled")
async def test_who_asked_and_the_owner_are_told(quiet_house: House) -> None:
    quiet_house.telegram.add_user(RESIDENT, "Robin")
    async with quiet_house.awake() as house:
        await house.pair()
        async with house.services.store.db.write(durable=True) as store:
            await store.execute(
                "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, 'Robin', 'resident', ?)",
                (RESIDENT, "2026-02-25T10:30:00.000Z"),
            )
        await house.say("/start", user=RESIDENT)
        await house.telegram.wait_for(lambda message: "I am Latchkey" in message.words, RESIDENT)
        await intent(house, "unlock", RESIDENT)
    quiet_house.telegram.fail_next("sendMessage", 500)
    async with quiet_house.awake() as house:
        await house.hears("opening the door for Robin")
        await house.telegram.wait_for(lambda message: "door for Robin" in message.words, RESIDENT)
    assert await quiet_house.rows(OPEN) == []
