"""The buttons of an alert: who is shown which, what they say when it is too late, and all chats in step."""

from __future__ import annotations

from datetime import UTC, datetime

from deploy.sandbox.telegram.message import Message
from pipeline.types import Analysis, Box, EventKind, Face
from tests.bot.house import FRONT_DOOR, OWNER, House
from tests.bot.visits import STRANGER, came, jpeg, known, seen
from tests.patience import until

GROUP = -1009876543210
ROBIN, GUEST = 5151, 5252
LONG_AGO = "2026-02-25T10:30:00.000Z"


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


async def sql(house: House, text: str, *values: object) -> None:
    async with house.services.store.db.write(durable=True) as store:
        await store.execute(text, values)


async def household(house: House) -> None:
    """Robin lives here too, with a group for all; a guest hears of the front door."""
    for user, name, role in ((ROBIN, "Robin", "resident"), (GUEST, "Gus", "guest")):
        house.telegram.add_user(user, name)
        values = (user, name, role, LONG_AGO)
        await sql(house, "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, ?, ?, ?)", *values)
        await house.say("/start", user)
        await house.telegram.wait_for(lambda one: "I am Latchkey" in one.words, user)
        await house.services.store.access.listen(user, datetime.now(UTC))
    assert await house.services.store.household.grant(GUEST, str(FRONT_DOOR), True)
    house.telegram.add_group(GROUP, "Home", [OWNER, ROBIN])
    await house.services.store.access.listen(GROUP, datetime.now(UTC))


async def alert_in(house: House, chat: int, words: str = "Stranger", newer_than: int = 0) -> Message:
    return await house.telegram.wait_for(
        lambda one: words in one.words and "Front Door" in one.words and one.id > newer_than, chat
    )


async def a_face(house: House) -> int:
    """A stranger whose face is kept; the event's id."""
    event_id = await seen(house)
    face = Face(3, Box(10, 10, 90, 90), distance=0.7, embedding=tuple([0.1] * 128), crop=jpeg())
    looked = Analysis(10, 5, 5, faces=(face,), most_people_at_once=1, thumbnail=jpeg())
    await house.services.store.events.finish(event_id, looked, STRANGER, datetime.now(UTC))
    house.services.wake_teller()
    return event_id


async def ready(house: House) -> None:
    await house.pair()
    await house.polled()
    await household(house)


async def test_each_reader_has_the_buttons_that_are_theirs_and_all_chats_are_in_step(
    quiet_house: House,
) -> None:
    async with quiet_house.awake() as house:
        await ready(house)
        await sql(house, "UPDATE users SET may_unlock = 0 WHERE user_id = ?", ROBIN)
        await a_face(house)
        shown = {chat: labels(await alert_in(house, chat)) for chat in (OWNER, ROBIN, GUEST, GROUP)}
        everything = ["Who is it?", "Snooze", "Clip", "Why", "Unlock"]
        assert shown[OWNER] == shown[GROUP] == everything
        assert shown[ROBIN] == [one for one in everything if one != "Unlock"]
        assert shown[GUEST] == []
        in_group = await alert_in(house, GROUP)
        refused = await house.press(in_group, "Unlock", ROBIN)
        assert "withdrawn" in refused["text"]
        # A name given and a door opened in one chat stand in all of them.
        faces = await house.services.store.events.faces_of_visit(1)
        await house.services.store.people.add("Grace", "Grace", datetime.now(UTC))
        await house.services.store.events.name_faces([faces[0].id], "Grace", datetime.now(UTC))
        await house.press(in_group, "Unlock")
        question = await house.telegram.wait_for(lambda one: "Open the door?" in one.words, GROUP)
        await house.press(question, "Confirm")
        for chat in (OWNER, ROBIN, GUEST, GROUP):
            grown = await alert_in(house, chat, "opened by Sam")
            assert "Grace" in grown.words
            assert ("Not Grace" in labels(grown)) is (chat != GUEST)


async def test_a_button_says_that_its_visit_is_over_gone_or_not_here(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        await came(house)
        alert = await alert_in(house, OWNER)
        welcome = await house.hears("I am Latchkey")
        welcome["reply_markup"] = alert["reply_markup"]
        for label in ("Why", "Clip", "Unlock"):
            assert "This is a copy" in (await house.press(welcome, label))["text"]
        why = await house.press(alert, "Why")
        assert "text" not in why or not why["text"]
        told = await house.hears("Somebody was there, and that is told")
        assert told["reply_to_message"]["message_id"] == alert.id
        assert "just below" in (await house.press(alert, "Why"))["text"]
        alert_before = dict(alert["reply_markup"])
        await sql(house, "UPDATE events SET recorded_at = ?", LONG_AGO)
        await sql(house, "UPDATE visits SET started_at = ?, ended_at = ?", LONG_AGO, LONG_AGO)
        assert "This visit is over" in (await house.press(alert, "Why"))["text"]
        bare = await house.telegram.wait_for(lambda one: one.id == alert.id and not one.buttons, OWNER)
        over = await house.press_data(bare, "who:1")
        assert "reply to it with the name" in over["text"], "that works for as long as the face is kept"
        bare["reply_markup"] = alert_before
        await sql(house, "DELETE FROM events")
        for label in ("Why", "Unlock", "Clip"):
            assert "This visit is gone" in (await house.press(bare, label))["text"]
        assert house.switchbot.commands == []


async def test_the_buttons_are_taken_off_when_the_visit_is_over(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        await came(house)
        alert = await alert_in(house, OWNER)
        assert "Why" in labels(alert)
        await until(lambda: house.rows("SELECT 1 FROM outbox WHERE kind = 'visit' AND state = 'told'"))
        over_just_now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-300 seconds')"
        await sql(house, f"UPDATE events SET recorded_at = {over_just_now}")
        await sql(house, f"UPDATE visits SET started_at = {over_just_now}, ended_at = {over_just_now}")
        await house.run_job("end of visits")
        await until(lambda: not alert.buttons)
        assert "Stranger" in alert.words


async def test_the_first_stranger_after_known_people_is_heard_and_a_long_name_fits(
    quiet_house: House,
) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        await came(house, known("Grace <b>" + "x" * 40))
        alert = await alert_in(house, OWNER, "Grace")
        (name,) = [one for one in labels(alert) if one.startswith("Not ")]
        assert name == "Not Grace <b>xxxxxxxxxx…"
        await came(house, seconds=5)
        reply = await house.hears("Now there is a stranger too at Front Door")
        assert reply["reply_to_message"]["message_id"] == alert.id
        assert reply["photo"]
        await came(house, seconds=8)
        await seen(house, EventKind.DING, seconds=9)
        grown = await house.hears("3 more in the last minute", where=lambda one: one.id == alert.id)
        assert "events)" not in grown.words, "the same number twice"
        heard = [one for one in house.from_bot() if one.id >= alert.id and "Front Door" in one.words]
        assert [one.id for one in heard] == [alert.id, reply.id], "the ring is heard when the minute is over"
