"""A reply names who is on a picture; **Not Grace** takes a name back; earlier strangers follow."""

from __future__ import annotations

import asyncio
import functools

from deploy.sandbox.telegram.message import Message
from tests.bot.house import OWNER, House
from tests.bot.visits import came, showed_a_face
from tests.patience import PATIENCE

HOUR = 3600


async def reply(house: House, to: Message, text: str) -> Message:
    return await house.telegram.user_sends(OWNER, text, reply_to=to.id)


async def answer(house: House, words: str, than: Message) -> Message:
    return await house.hears(words, where=lambda message: message.id > than.id)


async def alert_of(house: House, event_id: int) -> Message:
    """The message of this event's visit."""
    (row,) = await house.rows("SELECT visit_id FROM events WHERE id = ?", event_id)
    sql = "SELECT message_id FROM outbox WHERE visit_id = ? AND chat_id = ? AND state = 'told'"
    async with asyncio.timeout(PATIENCE):
        while not (told := await house.rows(sql, row["visit_id"], OWNER)):  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.02)
    return next(one for one in house.telegram.messages(OWNER) if one.id == told[0]["message_id"])


def same(one: Message, other: Message) -> bool:
    return one.id == other.id


async def stranger_at(house: House, hours: float, number: int = 1) -> Message:
    return await alert_of(house, await showed_a_face(house, number, seconds=-hours * HOUR))


async def test_a_reply_names_the_face_and_earlier_strangers(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        before = [await stranger_at(house, hours) for hours in (72, 48, 24)]
        other = await stranger_at(house, 12, number=2)
        alert = await stranger_at(house, 0)
        said = await reply(house, alert, "this is Grace")
        preview = await answer(house, "Save this face as Grace?", said)
        await house.press(preview, "Save")
        await house.hears("I know Grace from now on")
        past = await answer(house, "This also looks like 3 earlier strangers", said)
        assert "Rename them to Grace too?" in past.words
        assert past["photo"]
        await house.press(past, "Rename them")
        await house.hears("Done: 3 more visits are Grace", where=lambda message: message.id == past.id)
        for message in (*before, alert):
            await house.hears("Grace", where=functools.partial(same, message))
        assert "tranger" in other.words, "somebody else is left alone"
        names = await house.rows("SELECT person_name FROM events ORDER BY recorded_at")
        assert [row["person_name"] for row in names] == ["Grace", "Grace", "Grace", None, "Grace"]
        assert "over" in (await house.press_data(past, "past:2"))["text"], "once"


async def test_of_two_strangers_a_number_is_chosen_first(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await showed_a_face(house, 1, seconds=-20)
        alert = await alert_of(house, await showed_a_face(house, 2))
        asked = await house.press(alert, "Who is it?")
        assert asked["text"] is None
        which = await house.hears("Whose face do you want to name?")
        assert which["photo"]
        assert [button["text"] for button in which.buttons] == ["1", "2", "Cancel"]
        assert "asked already" in (await house.press(alert, "Who is it?"))["text"]
        said = await reply(house, alert, "das ist Grace")
        which = await answer(house, "Which of them is Grace?", said)
        await house.say("2")
        await house.press(await answer(house, "Save this face as Grace?", which), "Save")
        await house.hears("I know Grace from now on")
        await house.hears("Grace, 1 stranger", where=functools.partial(same, alert))
        names = await house.rows("SELECT person_name FROM events ORDER BY recorded_at")
        assert [row["person_name"] for row in names] == [None, "Grace"]


async def test_not_grace_in_all_chats_and_for_the_rest_of_the_visit(quiet_house: House) -> None:
    resident = 5151
    quiet_house.telegram.add_user(resident, "Robin")
    async with quiet_house.awake() as house:
        await house.pair()
        sql = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, 'Robin', 'resident', 'x')"
        async with house.services.store.db.write() as store:
            await store.execute(sql, (resident,))
        await house.telegram.user_sends(resident, "/start")
        await house.services.store.access.listen(resident, house.services.now())
        alert = await alert_of(house, await showed_a_face(house, 1, "Grace", seconds=-20))
        assert "Grace (0.62)" in alert.words
        answered = await house.press(alert, "Not Grace")
        assert answered["text"] == "Noted: that was not Grace."
        await house.hears("Stranger", where=lambda message: message.id == alert.id)
        robins = await house.telegram.wait_for(lambda message: "Stranger" in message.words, resident)
        assert "Who is it?" in [button["text"] for button in robins.buttons]
        later = await showed_a_face(house, 1, "Grace", seconds=0)
        assert [one.name for one in await house.services.store.events.refusals(later)] == ["Grace"]
        assert "no such name" in (await house.press_data(alert, "not:1:99"))["text"]
        assert "gone" in (await house.press_data(alert, "not:99:1"))["text"]


async def test_what_a_reply_cannot_name(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        faceless = await alert_of(house, await came(house, seconds=-2 * HOUR))
        said = await reply(house, faceless, "Grace")
        await answer(house, "No face was seen", said)
        said = await house.telegram.user_sends(OWNER, "this is Grace")
        await answer(house, "Reply to the picture of the person", said)
        alert = await stranger_at(house, 0)
        house.telegram.world.delete(alert)
        said = await reply(house, alert, "das ist Grace")
        await answer(house, "Reply to the picture of the person", said)
        for sql in ("DELETE FROM events", "DELETE FROM visits"):
            async with house.services.store.db.write() as store:
                await store.execute(sql)
            said = await reply(house, faceless, "this is Grace")
            await answer(house, "I do not know any more whom that picture shows", said)
        said = await reply(house, faceless, "x" * 200)
        await answer(house, "too long", said)
        started = house.from_bot()[0]
        said = await reply(house, started, "Grace")
        await answer(house, "I did not understand", said)
