"""/snooze and **Snooze**: said in one chat, ended by a tap or by its time, and counted once at the end."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import button
from bot.texts import plain
from deploy.sandbox.telegram.message import Message
from pipeline.types import EventKind
from storage.access import Role
from storage.rows import change
from tests.bot.house import FRONT_DOOR, OWNER, House
from tests.bot.visits import came, known, seen
from tests.patience import PATIENCE

KIM = 5151
GROUP = -1001234567890


async def at_home(house: House) -> None:
    await house.pair()
    await house.polled()


async def resident(house: House, user: int = KIM, name: str = "Kim", role: Role = Role.RESIDENT) -> None:
    """Somebody else of the household, who has pressed Start and hears of visits."""
    store, now = house.services.store, house.services.now()
    add = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, ?, ?, ?)"
    await store.db.change(lambda db: change(db, add, user, name, role, now.isoformat()))
    await store.access.listen(user, now)
    await house.say("/start", user)
    await house.telegram.wait_for(lambda message: "I am Latchkey" in message.words, user)


async def hears(house: House, words: str, chat: int) -> Message:
    return await house.telegram.wait_for(lambda message: words in message.words, chat)


async def held(house: House, count: int) -> None:
    """That many events were held back by now."""
    async with asyncio.timeout(PATIENCE):
        while len(await house.rows("SELECT * FROM held_back")) < count:  # noqa: ASYNC110 - a file has no event
            await asyncio.sleep(0.02)


async def test_a_snooze_is_said_shown_and_ended_with_what_it_held_back(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        await house.say("/snooze")
        nothing = await house.hears("Nothing is snoozed in this chat")
        assert [button["text"] for button in nothing.buttons] == ["1 h", "8 h", "until 07:00"]
        await house.say("/snooze front 2h")
        begun = await house.hears("Front Door is snoozed until")
        assert "What the lock does is still told." in begun.words
        await came(house, known("Grace"))
        await came(house, known("Grace"), seconds=5)
        await came(house, seconds=400)
        await seen(house, EventKind.DING, seconds=405)
        await held(house, 4)
        await house.say("/snooze grace")
        await house.hears("Visits of Grace alone are not told until further notice")
        await house.say("/snooze")
        listed = await house.hears("Snoozed in this chat")
        assert "• Front Door until today" in listed.words or "• Front Door until tomorrow" in listed.words
        assert "• Grace until further notice" in listed.words
        assert await house.press(listed, "End: Front Door") == {"text": "Ended.", "show_alert": False}
        over = await house.hears("2 held back, 1 stranger, 1 ring (4 events)")
        assert over.id == listed.id
        assert "• Grace until further notice" in over.words
        again = await house.telegram.user_presses(OWNER, OWNER, begun.id, text="End it")
        assert again["text"] == "That snooze is over."
        await came(house, seconds=2000)
        alert = await house.hears("Stranger", where=lambda one: "photo" in one)
        first = await house.press(over, "Show them")
        second = await house.press(over, "Show them")
        assert [first.get("text"), second["text"]] == [None, "It is here already, just below."]
        page = await house.hears("Held back")
        assert [button["text"] for button in page.buttons][:4] == ["1", "2", "3", "4"]
        assert page.words.count("Grace") == 2
        pictures = [message.id for message in house.from_bot() if "photo" in message]
        assert pictures == [alert.id, page.id], "a page of what was held back, and no flood of it"


async def test_the_end_that_comes_by_itself_counts_and_is_said_once(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        store, now = house.services.store, house.services.now()
        snooze = await store.snoozes.add(OWNER, now, now + timedelta(hours=8), OWNER)
        house.services.wake_duties()
        await came(house)
        await held(house, 1)
        # The eight hours are over while the bot is away.
        await store.db.change(
            lambda db: change(db, "UPDATE snoozes SET ends_at = created_at WHERE id = ?", snooze.id)
        )
        await store.duties.add("snooze_end", now - timedelta(hours=1), now, subject=str(snooze.id))
    async with quiet_house.awake() as house:
        over = await house.hears("The snooze is over.")
        assert "while I was not running" in over.words
        assert "1 held back, 1 stranger." in over.words
        await house.say("/snooze 1h")
        begun = await house.hears("I am quiet here until")
        await house.press(begun, "End it")
        nothing = await house.hears("Nothing was held back.")
        assert nothing.id == begun.id
        assert sum("The snooze is over." in one.words for one in house.from_bot()) == 2


async def test_the_button_under_an_alert_snoozes_this_camera_or_all(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        await came(house)
        alert = await house.hears("Stranger")
        visit_id = (await house.rows("SELECT id FROM visits"))[0]["id"]
        assert house.application is not None
        keyboard = InlineKeyboardMarkup([[button(plain("button-snooze"), "quiet", visit_id)]])
        await house.application.bot.edit_message_reply_markup(OWNER, alert.id, reply_markup=keyboard)
        await house.press(alert, "Snooze")
        ask = await house.hears("Snooze what, and for how long?")
        assert ask["reply_to_message"]["message_id"] == alert.id
        labels = ["✓ Front Door", "All cameras", "1 h", "8 h", "until 07:00", "Cancel"]
        assert [button["text"] for button in ask.buttons] == labels
        await house.press(ask, "All cameras")
        await house.telegram.wait_for(lambda one: one.id == ask.id and "✓ All" in str(one.buttons), OWNER)
        await house.press(ask, "Front Door")
        await house.telegram.wait_for(lambda one: one.id == ask.id and "✓ Front" in str(one.buttons), OWNER)
        await house.press(ask, "8 h")
        await house.hears("Front Door is snoozed until", where=lambda message: message.id == ask.id)
        await house.press(alert, "Snooze")
        other = await house.hears("Snooze what", where=lambda message: message.id > ask.id)
        await house.press(other, "Cancel")
        await house.hears("Nothing was snoozed.")
        snoozes = await house.rows("SELECT camera_id FROM snoozes")
        assert [row["camera_id"] for row in snoozes] == [str(FRONT_DOOR)]


async def test_only_the_owner_makes_it_everybodys_and_ends_that(quiet_house: House) -> None:
    quiet_house.telegram.add_user(KIM, "Kim")
    quiet_house.telegram.add_group(GROUP, "Home", [OWNER, KIM])
    async with quiet_house.awake() as house:
        await at_home(house)
        await resident(house)
        await house.telegram.user_sends(KIM, "/snooze@latchkey_bot front door 8h", chat_id=GROUP)
        begun = await hears(house, "Front Door is snoozed", GROUP)
        assert [button["text"] for button in begun.buttons] == ["End it", "For everybody"]
        refused = await house.telegram.user_presses(KIM, GROUP, begun.id, text="For everybody")
        assert refused == {"text": "Only the owner of the door may do that.", "show_alert": True}
        await house.telegram.user_presses(OWNER, GROUP, begun.id, text="For everybody")
        await hears(house, "for everybody", GROUP)
        await hears(house, "Sam has snoozed Front Door for everybody until", KIM)
        await came(house)
        await held(house, 2)
        await house.say("/snooze", KIM)
        listed = await hears(house, "Snoozed in this chat", KIM)
        refused = await house.telegram.user_presses(KIM, KIM, listed.id, text="End: Front Door")
        assert refused["show_alert"]
        assert "only the owner" in refused["text"]
        await house.say("/snooze")
        await house.press(await house.hears("Snoozed in this chat"), "End: Front Door")
        await house.hears("1 held back, 1 stranger.")
        await hears(house, "1 held back, 1 stranger.", KIM)
        await house.say("/snooze 8h", KIM)
        alone = await hears(house, "I am quiet here until", KIM)
        assert [button["text"] for button in alone.buttons] == ["End it"], "Kim is not the owner"


WORDS = {
    "/snooze -3h": "“-3h” is in the past. Write how long from now, for example: /snooze 3h",
    "/snooze 1e9 days": "I cannot read “1e9 days” as a time. Write for example: /snooze 8h",
    "/snooze 31 february": "I cannot read “31 february” as a time.",
    "/snooze 400 days": "“400 days” is too long: a year is the most.",
    "/snooze unknown": "Strangers and unknown faces have no name to snooze.",
    "/snooze <b>x</b>": "nobody called “<b>x</b>”. I know Front Door, Ada, Adam.",
    "/snooze frnt dor 2h": "nobody called “frnt dor”. Did you mean Front Door?",
    "/snooze ad 2h": "Which one do you mean by “ad 2h”?",
    "/snooze front": "Snooze Front Door: for how long?",
    "/quiet 25-7": "I cannot read “25-7” as quiet hours. Write for example: /quiet weekdays 22:00-6:30",
}


async def test_what_cannot_be_done_is_answered_by_a_sentence_with_an_example(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        for name in ("Ada", "Adam"):
            await house.services.store.people.add(name, name, house.services.now())
        for typed, words in WORDS.items():
            await house.say(typed)
            await house.hears(words)
        assert await house.rows("SELECT * FROM snoozes") == []
        which = await house.hears("Which one")
        assert [button["text"] for button in which.buttons] == ["Ada", "Adam", "Cancel"]
        await house.press(which, "Adam")
        await house.hears("Visits of Adam alone are not told until")
        meant = await house.hears("Did you mean Front Door?")
        await house.press(meant, "Front Door")
        await house.hears("Front Door is snoozed until", where=lambda message: message.id == meant.id)
        how_long = await house.hears("for how long?")
        await house.services.store.db.change(
            lambda db: change(db, "UPDATE snoozes SET ended_at = created_at")
        )
        await house.press(how_long, "until 07:00")
        await house.hears("Front Door is snoozed until", where=lambda message: message.id == how_long.id)
        forged = await house.telegram.user_presses(OWNER, OWNER, how_long.id, text="End it")
        assert forged["text"] == "Ended."


async def test_an_outage_is_told_without_a_sound_and_old_buttons_say_so(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        house.telegram.add_user(OWNER, "Sam", language_code="de")
        await house.say("/snooze bis 7 Uhr")
        begun = await house.hears("Ich bin hier bis")
        store, now = house.services.store, house.services.now()
        # Not Ring's, whose end the bot itself may be telling just now.
        await store.outbox.outage(OWNER, "Doorbell", "It is away", now)
        house.services.wake_teller()
        assert (await house.hears("It is away")).silent
        assert not begun.silent
        for number, data in enumerate(
            ("snooze:v99:1h", "snooze:c0:1h", "snooze:all:x", "held:x", "pierce:x:1")
        ):
            assert house.application is not None
            keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(str(number), callback_data=data)]])
            await house.application.bot.edit_message_reply_markup(OWNER, begun.id, reply_markup=keyboard)
            answer = await house.press(begun, str(number))
            assert answer["text"] == "Dieser Knopf ist von früher; es wurde nichts getan."
