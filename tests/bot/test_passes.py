"""Somebody who is expected is let in by the first who confirms; the lock stand-in's own log is the judge."""

from __future__ import annotations

import asyncio

from deploy.sandbox.telegram.message import Message
from pipeline.types import EventKind
from storage.access import Role
from storage.timestamps import to_text
from tests.bot.house import FRONT_DOOR, OWNER, House
from tests.bot.visits import jpeg, seen
from tests.patience import until
from tests.storage.makers import join

RESIDENT, GUEST = 5151, 7373


def commands(house: House) -> list[str]:
    return [command.command for command in house.switchbot.commands]


async def home(house: House) -> None:
    """Sam's, with Robin, who may open, and Ada, a guest."""
    await house.pair()
    for user, name, role in ((RESIDENT, "Robin", Role.RESIDENT), (GUEST, "Ada", Role.GUEST)):
        house.telegram.add_user(user, name)
        await join(house.services.store, user, name, role)
        await house.say("/start", user)
    await house.polled()


async def heard(house: House, words: str, user: int = OWNER, *, after: int = 0) -> Message:
    return await house.telegram.wait_for(lambda one: words in one.words and one.id > after, user)


async def edited(house: House, message: Message, words: str, user: int = OWNER) -> Message:
    return await house.telegram.wait_for(lambda one: one.id == message.id and words in one.words, user)


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


def ring(house: House) -> None:
    """Its clip never comes: who is there is for the household to see."""
    house.ring.add_recording(FRONT_DOOR, b"", kind="ding", available_after=3600)


async def let_in_asked(house: House, user: int, *, after: int = 0) -> Message:
    return await house.telegram.wait_for(
        lambda one: "you expect courier" in one.words and labels(one) == ["Let in"] and one.id > after, user
    )


async def test_the_first_who_confirms_wins_and_the_others_see_who(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await home(house)
        await house.say("/snooze 8h", RESIDENT)
        await house.say("/expect courier 8h once")
        assert labels(await heard(house, "courier is expected until")) == ["Revoke"]
        ring(house)
        mine, robins = [await let_in_asked(house, user) for user in (OWNER, RESIDENT)]
        await house.press(mine, "Let in")
        await house.press(robins, "Let in", RESIDENT)
        question = await heard(house, "Open the door?")
        other = await heard(house, "Open the door?", RESIDENT)
        assert "For courier (until" in question.words
        assert commands(house) == []
        await house.press(other, "Confirm", RESIDENT)
        await heard(house, "Unlocked at", RESIDENT)
        for user, asked in ((OWNER, mine), (RESIDENT, robins)):
            assert labels(await edited(house, asked, "opened by Robin", user)) == []
        assert labels(await edited(house, question, "it was used (Robin,")) == []
        answer = await house.press_data(question, "confirm:1")
        assert "it was used (Robin," in answer["text"]
        assert commands(house) == ["unlock"]
        assert not [one for one in house.from_bot(GUEST) if "courier" in one.words]


async def test_two_who_confirm_at_once_open_once(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await home(house)
        await house.say("/expect courier 8h")
        await heard(house, "courier is expected until")
        ring(house)
        for user in (OWNER, RESIDENT):
            await house.press(await let_in_asked(house, user), "Let in", user)
        questions = [await heard(house, "Open the door?", user) for user in (OWNER, RESIDENT)]
        await asyncio.gather(
            *(
                house.press(one, "Confirm", user)
                for one, user in zip(questions, (OWNER, RESIDENT), strict=True)
            )
        )
        said = [
            await house.telegram.wait_for(
                lambda one: "Unlocked at" in one.words or "was first" in one.words, user
            )
            for user in (OWNER, RESIDENT)
        ]
        assert sum("Unlocked at" in one.words for one in said) == 1
        assert commands(house) == ["unlock"]


async def test_a_pass_is_listed_and_revoked_also_while_it_is_confirmed(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await home(house)
        await house.say("/expect courier 8h", RESIDENT)
        await heard(house, "courier is expected until", RESIDENT)
        ring(house)
        asked = await let_in_asked(house, OWNER)
        await house.press(asked, "Let in")
        question = await heard(house, "Open the door?")
        await house.say("/passes")
        listed = await heard(house, "made by Robin")
        assert "courier (whoever rings) until" in listed.words
        await house.press(listed, "Revoke")
        await heard(house, "Nobody is expected")
        over = await heard(house, "This pass was revoked")
        assert over.id in (question.id, asked.id)
        answer = await house.press_data(question, "confirm:1")
        assert "revoked" in answer["text"]
        answer = await house.press_data(asked, "letin:1:1")
        assert "revoked" in answer["text"]
        await heard(house, "Sam has revoked the pass for courier", RESIDENT)
        assert commands(house) == []


async def test_a_guest_opens_inside_their_pass_alone(quiet_house: House) -> None:
    quiet_house.ring.set_snapshot(FRONT_DOOR, jpeg())
    async with quiet_house.awake() as house:
        await home(house)
        for command in ("/unlock", "/lock"):
            await house.say(command, GUEST)
            refusal = await heard(house, "only inside a pass", GUEST)
            house.telegram.messages(GUEST).remove(refusal)
        await house.say("/expect courier 8h", GUEST)
        await heard(house, "Only a resident may do that", GUEST)
        await house.say("/expect ada 8h once")
        await heard(house, "Ada is expected until")
        await heard(house, "Sam expects you until", GUEST)
        await house.services.store.access.listen(GUEST, house.services.now())
        await house.services.store.household.grant(GUEST, str(FRONT_DOOR), True)
        ring(house)
        alert = await heard(house, "rang", GUEST)
        assert labels(alert) == ["Unlock"]
        await house.press(alert, "Unlock", GUEST)
        question = await heard(house, "Open the door?", GUEST)
        assert "Last at the door" not in question.words
        await house.press(question, "Confirm", GUEST)
        opened = await heard(house, "Unlocked at", GUEST)
        await house.say("/unlock", GUEST)
        await heard(house, "only inside a pass", GUEST, after=opened.id)
        await house.press(opened, "Lock now", GUEST)
        await heard(house, "Locked at", GUEST)
        assert commands(house) == ["unlock", "lock"]


async def test_a_pass_that_is_over_says_so_and_stands_no_more(quiet_house: House) -> None:
    quiet_house.ring.set_snapshot(FRONT_DOOR, jpeg())
    async with quiet_house.awake() as house:
        await home(house)
        await house.say("/expect courier 8h", RESIDENT)
        await heard(house, "courier is expected until", RESIDENT)
        ring(house)
        asked = await house.telegram.wait_for(lambda one: "courier" in one.words and "photo" in one, OWNER)
        assert labels(asked) == ["Let in"]
        await house.press(asked, "Let in")
        question = await heard(house, "Open the door?")
        end = "UPDATE {} SET {} = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
        async with house.services.store.db.write(durable=True) as store:
            await store.execute(end.format("passes", "ends_at"))
            await store.execute(end.format("duties", "due_at") + " WHERE kind = 'pass_end'")
        answer = await house.press_data(asked, "letin:1:1")
        assert "over" in answer["text"]
        house.services.wake_duties()
        # By itself: nobody has to press in vain.
        assert labels(await edited(house, question, "This pass is over; nothing was opened.")) == []
        answer = await house.press_data(question, "confirm:1")
        assert "over" in answer["text"]
        assert labels(await edited(house, asked, "This pass is over")) == []
        listed = await house.telegram.wait_for(lambda one: "Revoke" in labels(one), RESIDENT)
        answer = await house.press(listed, "Revoke", RESIDENT)
        assert "over" in answer["text"]
        await house.say("/passes")
        assert labels(await heard(house, "Over since yesterday")) == []
        assert [
            row["outcome"] for row in await house.rows("SELECT outcome FROM audit WHERE action = 'pass'")
        ] == [
            "made",
            "expired",
        ]
        assert commands(house) == []


async def test_nobody_is_asked_for_who_has_left_long_ago(quiet_house: House) -> None:
    """Telegram was away for as long."""
    row = (
        "INSERT INTO outbox (chat_id, kind, visit_id, next_attempt_at, created_at)"
        " VALUES (?1, 'let_in', 1, ?2, ?2)"
    )
    async with quiet_house.awake() as house:
        await home(house)
        await seen(house, EventKind.DING, seconds=-600)
        async with house.services.store.db.write() as store:
            await store.execute(row, (OWNER, to_text(house.services.now())))
        house.services.wake_teller()
        await heard(house, "rang")
        lapsed = "SELECT 1 FROM outbox WHERE kind = 'let_in' AND state = 'lapsed'"
        await until(lambda: house.rows(lapsed))
        assert not [one for one in house.from_bot() if "you expect" in one.words]


async def test_what_the_words_leave_open_is_asked(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await home(house)
        await house.services.store.people.add("Ada", "Ada", house.services.now())
        await house.say("/expect")
        how = await heard(house, "Whom do you expect?")
        assert labels(how) == ["Ada (guest)", "Ada (face)", "Whoever rings", "Cancel"]
        await house.press(how, "Whoever rings")
        when = await heard(house, "When do you expect somebody?")
        await house.press(when, "Once")
        await house.telegram.wait_for(lambda one: "✓\u202fOnce" in labels(one), OWNER)
        await house.press(when, "4 h")
        assert "for once" in (await heard(house, "Somebody is expected until")).words
        await house.say("/expect ADA 2h")
        which = await heard(house, "Who is “ADA”?")
        await house.press(which, "Ada (face)")
        await heard(house, "At no camera may a face open")
        assert "answered" in (await house.press_data(which, "expectwho:3:r"))["text"]
        await house.say("/expect Adaa 2h")
        nearly = await heard(house, "nobody called “Adaa”")
        await house.press(nearly, "Cancel")
        await heard(house, "Nothing was made")
        for typed, answer in (
            ("courier yesterday 9-12", "is over already"),
            ("courier 99 days", "31 days are the most"),
            ("courier 1.1.2099 9-12", "too far ahead"),
            ("courier at 15:00", "from when until when"),
            ("courier 14-25", "I cannot read “14-25”"),
            ("cleaner every monday", "does not come again"),
        ):
            await house.say(f"/expect {typed}")
            assert labels(await heard(house, answer)) == []
        await house.say("/expect <b>Eve</b> & 🍕 8h")
        await heard(house, "<b>Eve</b> & 🍕 is expected until")
        assert len(await house.services.store.passes.open(house.services.now())) == 3
        await house.say("/passes")
        assert len(labels(await heard(house, "Expected"))) == 3
