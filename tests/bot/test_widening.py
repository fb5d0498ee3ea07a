"""Whoever holds an unlocked phone lets nobody in by another way: what widens who may asks for the PIN."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import aiosqlite

from bot.handlers.widening import WIDENS
from bot.routes import PRESSES
from deploy.sandbox.telegram.message import Message
from storage.access import Role
from storage.proofs import ASKED_OF
from tests.bot.house import OWNER, House
from tests.bot.keys import enter, has_codes, has_pin
from tests.patience import until

PIN = "2580"
ADA = 7171
NO_INVITE = "CREATE TRIGGER none BEFORE INSERT ON invites BEGIN SELECT RAISE(ABORT, 'no'); END"

PROVED_ANYWAY = {"confirm", "lockdownoff", "handover", "mypin", "mypinnow", "widen"}
LEAD_THERE = {
    "unlock",
    "letin",
    "makeowner",
    "facedoor",
    "faceother",
    "facereal",
    "mayopen",
    "expectwho",
    "expectwhen",
}
"""A question of its own follows each."""
NARROW = {
    *(
        "faceoff",
        "namesonly",
        "forgetnow",
        "mergenow",
        "delphotonow",
        "removenow",
        "remove",
        "void",
        "revoke",
    ),
    *("dropmember", "dropface", "leave", "drop", "cancel", "expectno", "expectonce", "locknow", "silence"),
}
SHOW = {
    *("older", "newer", "find", "see", "event", "clip", "why", "heat", "heatcam", "heatwho", "heatdark"),
    *("heatback", "stats", "people", "person", "photos", "visits", "strangers", "stranger", "held", "help"),
    *("photo", "settings", "snoozes", "household", "member", "auditolder", "auditnewer", "digit"),
    *("health", "restored"),
}
NAME = {
    *("who", "which", "is", "save", "past", "not", "addphoto", "delphoto", "rename", "merge", "mergewith"),
    *("forget", "nameall", "star"),
}
HEAR = {
    *("quiet", "quietof", "quietno", "snooze", "snoozewhat", "snoozeend", "snoozeall", "quiethours"),
    *("quietset", "pierce", "hears", "hearscamera", "hearsall", "chartlook", "group", "grant", "share"),
}


def test_every_press_has_been_judged() -> None:
    judged = [WIDENS.keys(), PROVED_ANYWAY, LEAD_THERE, NARROW, SHOW, NAME, HEAR]
    assert sorted(PRESSES) == sorted(verb for verbs in judged for verb in verbs)


async def _offered(house: House, data: str) -> tuple[Message, str]:
    """The message with that button, and what stands on it."""

    def label(message: Message) -> str | None:
        return next((one["text"] for one in message.buttons if one["callback_data"] == data), None)

    page = await house.hears("", where=lambda message: label(message) is not None)
    return page, str(label(page))


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


async def _ada(house: House) -> None:
    house.telegram.add_user(ADA, "Ada")
    _, code = await house.services.store.invites.new(Role.GUEST, OWNER, house.services.now())
    await house.say(f"/start {code}", user=ADA)
    await house.telegram.wait_for(lambda message: "Latchkey" in message.words, ADA)


async def _not_without_the_pin(
    house: House, page: Message, label: str, done: Callable[[], Awaitable[bool]]
) -> None:
    await house.press(page, label)
    await house.hears("to change who may open", where=lambda keypad: keypad.id == page.id)
    assert not await done(), label
    await enter(house, page, PIN)
    await until(done)


async def _a_confirm_that_is_not_proved(house: House) -> None:
    await house.say("/invite")
    question = await house.hears("Whom")
    await house.press(question, "Guest")
    keypad = await house.hears("to change who may open")
    (held,) = await house.rows("SELECT id FROM questions WHERE kind = 'widening'")
    await house.press_data(keypad, f"widen:{held['id']}")
    await enter(house, keypad, "1111")
    await house.press(keypad, "Cancel")
    await house.hears("nothing was changed")
    assert "over" in (await house.press_data(keypad, f"widen:{held['id']}"))["text"]
    assert not await house.services.store.invites.open(house.services.now())


async def test_the_pin_stands_before_all_that_widens(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await _ada(house)
        await has_pin(house, PIN)
        store, now = house.services.store, house.services.now

        async def invited() -> bool:
            return bool(await store.invites.open(now()))

        await _a_confirm_that_is_not_proved(house)
        await house.say("/invite")
        await _not_without_the_pin(
            house, await house.hears("Whom", where=lambda one: "Guest" in labels(one)), "Guest", invited
        )

        async def expected() -> bool:
            return bool(await store.passes.open(now()))

        await house.say("/expect Ada 2h")
        await _not_without_the_pin(house, await house.hears("make this pass?"), "Confirm", expected)

        async def asked_of_guests() -> bool:
            return await store.house_settings.get(ASKED_OF[Role.GUEST]) is True

        await house.say("/settings")
        key = f"house:{ASKED_OF[Role.GUEST]}"
        for data in ("house", key):
            await house.press(*await _offered(house, data))
        await _not_without_the_pin(house, *await _offered(house, f"{key}:true"), asked_of_guests)


async def _at_the_store(house: House, sql: str) -> None:
    async with aiosqlite.connect(house.folder / "events.db") as store:
        await store.execute(sql)
        await store.commit()


async def test_a_typed_code_stands_before_it_too(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        store, now = house.services.store, house.services.now
        code = await has_codes(house)
        await house.say("/invite")
        page = await house.hears("Whom", where=lambda one: "Guest" in labels(one))
        await house.press(page, "Guest")
        await house.hears("to change who may open", where=lambda keypad: keypad.id == page.id)
        typed = await house.telegram.user_sends(OWNER, code)
        await house.hears("The code is right", where=lambda one: one.id == page.id)
        assert typed not in house.telegram.messages(OWNER)
        assert not await store.invites.open(now()), "the code is no Confirm"
        (held,) = await house.rows("SELECT id FROM questions WHERE kind = 'widening'")
        await _at_the_store(
            house, "CREATE TRIGGER none BEFORE INSERT ON invites BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        await house.press_data(page, f"widen:{held['id']}")
        await house.hears("cannot be used")
        # The code and what it was given for are one transaction: neither is there alone.
        assert await house.rows("SELECT id FROM questions WHERE kind = 'widening' AND closed_at IS NULL")
        await _at_the_store(house, "DROP TRIGGER none")
        await house.press_data(page, f"widen:{held['id']}")
        await until(lambda: store.invites.open(now()))
        assert "over" in (await house.press_data(page, f"widen:{held['id']}"))["text"]
        assert len(await store.invites.open(now())) == 1
