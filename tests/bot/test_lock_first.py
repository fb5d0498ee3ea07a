"""What is about the lock waits for no other chat's photo, and finds room in a group that is told much."""

from __future__ import annotations

import pytest

from bot import alerts
from deploy.sandbox.faults import HANG, Fault
from deploy.sandbox.telegram.limits import DEFAULT_FLOOD
from tests.bot.house import OWNER, House

ROBIN = 5151
GROUP = -1001234567890
RESIDENT = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, 'Robin', 'resident', '')"


async def robin(house: House) -> None:
    house.telegram.add_user(ROBIN, "Robin")
    async with house.services.store.db.write(durable=True) as store:
        await store.execute(RESIDENT, (ROBIN,))
    await house.say("/start", user=ROBIN)
    await house.telegram.wait_for(lambda message: "I am Latchkey" in message.words, ROBIN)


async def test_a_photo_that_hangs_holds_up_nobody_at_the_lock(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await robin(house)
        await house.polled()
        house.ring.faults.add(Fault("/clients_api/snapshots", 200, delay=HANG, times=100))
        for chat in (OWNER, ROBIN):
            await house.say("/photo", user=chat)
        await house.telegram.wait_for_call(lambda call: call.method == "sendChatAction")
        # In another chat, and in the same one.
        for chat in (OWNER, ROBIN):
            await house.say("/unlock", user=chat)
            question = await house.telegram.wait_for(lambda one: "Open the door?" in one.words, chat)
            answer = await house.press(question, "Confirm", user=chat)
            assert answer["text"] is None
            await house.telegram.wait_for(lambda one: "Unlocked at" in one.words, chat)
            photos = [one for one in house.telegram.messages(chat) if one.get("photo")]
            assert photos == [], "it still hangs"
        assert [command.command for command in house.switchbot.commands] == ["unlock", "unlock"]
        await house.ring.stop()  # or the bot would wait for the photos


async def test_a_group_that_is_told_much_hears_of_the_lock_all_the_same(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "GRACE", 0.1)  # for the notices that wait, at the end
    quiet_house.telegram.add_group(GROUP, "Home", [OWNER])
    async with quiet_house.awake() as house:
        await house.pair()
        house.telegram.set_flood(DEFAULT_FLOOD)
        for number in range(25):
            await house.services.store.outbox.notify([GROUP], f"notice {number}", house.services.now())
        house.services.wake_teller()
        await house.telegram.wait_for(lambda one: "notice 14" in one.words, GROUP)
        await house.telegram.user_sends(OWNER, "/unlock@latchkey_bot", chat_id=GROUP)
        question = await house.telegram.wait_for(lambda one: "Open the door?" in one.words, GROUP)
        await house.press(question, "Confirm")
        await house.telegram.wait_for(lambda one: "Unlocked at" in one.words, GROUP)
        told = [one.words for one in house.telegram.messages(GROUP) if "notice" in one.words]
        assert len(told) == 15
        assert [call.method for call in house.telegram.calls if call.status == 429] == []
