"""Nothing opens without its confirmation; the lock stand-in's own log is the judge."""

from __future__ import annotations

import asyncio

import pytest

from bot import flood
from bot.doorman import Doorman
from deploy.sandbox.faults import Fault
from deploy.sandbox.telegram.message import Message
from pipeline.locks.switchbot import SwitchBotAccount, SwitchBotLock
from tests.bot.house import LOCK_ID, OWNER, STRANGER, House

INTERNAL: dict[str, object] = {"statusCode": 190, "body": {}, "message": "Device internal error"}
PAUSES = (0.05, 0.05)
"""Between the tries of an answer."""


def commands(house: House) -> list[str]:
    return [command.command for command in house.switchbot.commands]


async def asked(house: House) -> Message:
    await house.pair()
    await house.say("/unlock")
    return await house.hears("Open the door?")


async def test_confirm_opens_once_and_tells_when(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        question = await asked(house)
        assert commands(house) == []
        await house.press(question, "Confirm")
        opened = await house.hears("Unlocked at")
        assert opened.id == question.id
        assert commands(house) == ["unlock"]
        (action,) = await house.rows("SELECT * FROM lock_actions")
        assert action["success"] == 1


async def test_two_presses_at_once_open_once(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        question = await asked(house)
        answers = await asyncio.gather(*(house.press(question, "Confirm") for _ in range(3)))
        await house.hears("Unlocked at")
        assert commands(house) == ["unlock"]
        assert sum("over" in (answer["text"] or "") for answer in answers) == 2


async def test_cancel_opens_nothing(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        question = await asked(house)
        await house.press(question, "Cancel")
        await house.hears("Cancelled")
        assert commands(house) == []


async def test_a_restart_voids_the_question(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        question = await asked(house)
    async with quiet_house.awake() as house:
        answer = await house.press(question, "Confirm")
        assert "over" in answer["text"]
        assert commands(house) == []


async def test_only_who_asked_may_confirm(quiet_house: House) -> None:
    group = -1001234567890
    quiet_house.telegram.add_group(group, "Home", [OWNER, STRANGER])
    async with quiet_house.awake() as house:
        await house.pair()
        await house.telegram.user_sends(OWNER, "/unlock@latchkey_bot", chat_id=group)
        question = await house.telegram.wait_for(lambda message: "Open the door?" in message.words, group)
        with pytest.raises(TimeoutError):
            await house.telegram.user_presses(STRANGER, group, question.id, text="Confirm", timeout=1)
        assert commands(house) == []


async def test_a_lost_right_counts_at_the_press(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        question = await asked(house)
        async with house.services.store.db.write(durable=True) as store:
            await store.execute("DELETE FROM users")
        with pytest.raises(TimeoutError):
            await house.telegram.user_presses(OWNER, OWNER, question.id, text="Confirm", timeout=1)
        assert commands(house) == []


RESIDENT = 5151
WITHDRAW = "UPDATE users SET may_unlock = 0 WHERE role = 'resident'"


async def resident(house: House, *, may_unlock: bool) -> None:
    await house.pair()
    house.telegram.add_user(RESIDENT, "Robin")
    sql = (
        "INSERT INTO users (user_id, name, role, joined_at, may_unlock) VALUES (?, 'Robin', 'resident', ?, ?)"
    )
    async with house.services.store.db.write(durable=True) as store:
        await store.execute(sql, (RESIDENT, "2026-02-25T10:30:00.000Z", may_unlock))


async def write(house: House, sql: str) -> None:
    async with house.services.store.db.write(durable=True) as store:
        await store.execute(sql)


async def resident_hears(house: House, words: str) -> Message:
    return await house.telegram.wait_for(lambda message: words in message.words, RESIDENT)


async def test_a_resident_opens_and_locks(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await resident(house, may_unlock=True)
        await house.say("/unlock", user=RESIDENT)
        await house.press(await resident_hears(house, "Open the door?"), "Confirm", user=RESIDENT)
        await resident_hears(house, "Unlocked at")
        await house.say("/lock", user=RESIDENT)
        await resident_hears(house, "Locked at")
        assert commands(house) == ["unlock", "lock"]


@pytest.mark.parametrize("command", ["/unlock", "/lock"])
async def test_a_resident_whose_right_was_withdrawn_does_neither(quiet_house: House, command: str) -> None:
    async with quiet_house.awake() as house:
        await resident(house, may_unlock=False)
        await house.say(command, user=RESIDENT)
        await resident_hears(house, "was withdrawn")
        assert [m for m in house.from_bot(RESIDENT) if "was withdrawn" not in m.words] == []
        assert commands(house) == []


async def test_a_right_withdrawn_after_the_question_counts_at_confirm(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await resident(house, may_unlock=True)
        await house.say("/unlock", user=RESIDENT)
        question = await resident_hears(house, "Open the door?")
        await write(house, WITHDRAW)
        answer = await house.press(question, "Confirm", user=RESIDENT)
        assert "was withdrawn" in answer["text"]
        assert commands(house) == []


async def test_a_right_withdrawn_while_confirm_is_carried_out_counts(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await resident(house, may_unlock=True)
        await house.say("/unlock", user=RESIDENT)
        question = await resident_hears(house, "Open the door?")
        await write(
            house, f"CREATE TRIGGER meanwhile AFTER UPDATE OF closed_at ON questions BEGIN {WITHDRAW}; END"
        )
        await house.press(question, "Confirm", user=RESIDENT)
        await resident_hears(house, "was withdrawn")
        assert commands(house) == []
        assert await house.rows("SELECT * FROM lock_actions") == []


async def test_a_jam_is_told(quiet_house: House) -> None:
    quiet_house.switchbot.locks.clear()
    quiet_house.switchbot.add_lock(LOCK_ID, "Front Door Lock", jam=True)
    async with quiet_house.awake() as house:
        await house.press(await asked(house), "Confirm")
        await house.hears("jammed")
        assert commands(house) == ["unlock"]


async def test_an_offline_lock_is_told(quiet_house: House) -> None:
    quiet_house.switchbot.locks[LOCK_ID].offline = "device"
    async with quiet_house.awake() as house:
        await house.press(await asked(house), "Confirm")
        await house.hears("The lock is offline")
        (action,) = await house.rows("SELECT * FROM lock_actions")
        assert action["success"] != 1


async def test_lock_needs_no_confirmation(quiet_house: House) -> None:
    quiet_house.switchbot.locks[LOCK_ID].set_state("unlocked")
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/lock")
        await house.hears("Locked at")
        assert commands(house) == ["lock"]


async def test_an_edited_command_never_acts(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        sent = await house.telegram.user_sends(OWNER, "good morning")
        await house.telegram.user_edits(OWNER, OWNER, sent.id, "/unlock")
        await house.say("/door")
        await house.hears("The door is")
        assert not any("Open the door?" in message.words for message in house.from_bot())


@pytest.mark.parametrize(("status", "retry_after"), [(500, None), (429, 30)])
async def test_it_locks_also_while_telegram_takes_no_message(
    quiet_house: House, status: int, retry_after: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flood, "PAUSES", PAUSES)
    quiet_house.switchbot.locks[LOCK_ID].set_state("unlocked")
    async with quiet_house.awake() as house:
        await house.pair()
        times = 1 + len(PAUSES) if status == 500 else 1
        house.telegram.fail_next("sendMessage", status, retry_after=retry_after, times=times, words="Locking")
        await house.say("/lock")
        await house.hears("Locked at")
        assert commands(house) == ["lock"]


async def test_lock_now_locks_also_while_telegram_takes_no_message(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flood, "PAUSES", PAUSES)
    async with quiet_house.awake() as house:
        await house.press(await asked(house), "Confirm")
        opened = await house.hears("Unlocked at")
        house.telegram.fail_next("sendMessage", 500, times=1 + len(PAUSES), words="Locking")
        await house.press(opened, "Lock now")
        await house.hears("Locked at")
        assert commands(house) == ["unlock", "lock"]


async def test_what_is_told_later_offers_to_lock_too(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flood, "PAUSES", PAUSES)
    async with quiet_house.awake() as house:
        question = await asked(house)
        for method in ("editMessageText", "editMessageText", "sendMessage"):
            house.telegram.fail_next(method, 500, times=1 + len(PAUSES))
        await house.press(question, "Confirm")
        told = await house.hears("Unlocked at")
        assert [button["text"] for button in told.buttons] == ["Lock now"]
        assert told.id != question.id
        assert commands(house) == ["unlock"]


@pytest.mark.parametrize("fault", [Fault("/v1.1/devices", 503), Fault("/v1.1/devices", 200, INTERNAL)])
async def test_an_opening_in_doubt_says_to_look_at_the_door(quiet_house: House, fault: Fault) -> None:
    async with quiet_house.awake() as house:
        account = SwitchBotAccount(house.switchbot.token, house.switchbot.secret, house.switchbot.url)
        lock = SwitchBotLock(account, LOCK_ID, "the door", patience_seconds=0.1)
        house.services.doorman = Doorman(lock, house.services.store.locks, house.services.clock)
        question = await asked(house)
        fault.times = 100
        house.switchbot.faults.add(fault)
        await house.press(question, "Confirm")
        told = await house.hears("The command may have arrived: have a look at the door.")
        assert [button["text"] for button in told.buttons] == ["Lock now"]
        (action,) = await house.rows("SELECT state_after, success, sent FROM lock_actions")
        assert action == {"state_after": "unknown", "success": None, "sent": 1}
        await account.close()
