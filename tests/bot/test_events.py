"""/events, its pages and filters, /event, /last and /why, in one house."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from deploy.sandbox.telegram.message import Message
from pipeline.types import Analysis, Camera, Decision, EventKind, Recording
from tests.bot.house import FRONT_DOOR, House
from tests.bot.visits import STRANGER, jpeg, known

GARDEN = Camera("1002", "Garden <b>")


async def event(
    house: House,
    hours: float,
    decision: Decision = STRANGER,
    kind: EventKind = EventKind.MOTION,
    camera: str = str(FRONT_DOOR),
    picture: bytes | None = None,
) -> int:
    """So many hours ago."""
    events, at = house.services.store.events, datetime.now(UTC) - timedelta(hours=hours)
    recording = Recording(f"{hours}-{camera}", camera, kind, at)
    event_id = await events.add_seen(recording, now=at, coalesce_seconds=60)
    assert event_id is not None
    analysis = Analysis(10, 5, 5, most_people_at_once=1, thumbnail=picture)
    await events.finish(event_id, analysis, decision, at)
    return event_id


def labels(message: Message) -> list[list[str]]:
    return [[button["text"] for button in row] for row in message["reply_markup"]["inline_keyboard"]]


async def seen_in(house: House, message: Message, words: str) -> Message:
    """The same message, once it says so."""
    return await house.hears(words, where=lambda one: one.id == message.id)


async def test_pages_turn_in_place_with_their_filter_and_do_not_shift(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        await house.say("/events")
        await house.hears("Nothing has happened at the door yet")
        await house.services.store.events.poll_floor(GARDEN, datetime.now(UTC))
        for hours in range(9, 1, -1):
            await event(house, hours, replace(STRANGER, strangers=hours))
        await event(house, 1.5, known("Grace"), EventKind.DING, picture=jpeg("red"))
        dog = replace(STRANGER, person=False, strangers=0, alert=False, others=("dog",))
        await event(house, 1, dog, camera=GARDEN.id)

        await house.say("/events strangers")
        page = await house.hears("Strangers")
        newest = page.words
        assert [line[:2] for line in newest.splitlines() if line] == ["St", "1.", "2.", "3.", "4.", "5."]
        assert "Grace" not in newest
        assert labels(page) == [
            ["1", "2", "3", "4", "5"],
            ["Older"],
            ["All", "✓\u202fStrangers", "Rings"],
            ["Today", "★ Starred"],
            ["Front Door", "Garden <b>", "Grace"],
        ]
        await event(house, 0.5)
        await house.press(page, "Older")
        older = await seen_in(house, page, "9 strangers")
        assert "2 strangers" not in older.words
        assert labels(older)[:2] == [["1", "2", "3"], ["Newer"]]
        await house.press(page, "Newer")
        assert (await seen_in(house, page, "2 strangers")).words == newest
        assert labels(page)[1] == ["Newer", "Older"], "what came meanwhile is newer than this page"

        await house.press(page, "Grace")
        grace = await seen_in(house, page, "Grace (0.62)")
        assert "strangers" not in grace.words
        await house.press(page, "Garden <b>")
        empty = await seen_in(house, page, "Nothing to show here")
        assert empty.words.startswith("Grace · Garden <b>")
        await house.say("/events cats")
        bare = await house.hears("Cats")
        await house.press(bare, "Today")
        assert "photo" not in await seen_in(house, bare, "Today ("), "an empty page in words stays one"
        await house.press(page, "All")
        assert "dog" in (await seen_in(house, page, "At the door")).words


async def test_an_event_opens_with_its_picture_and_what_can_be_done(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/last")
        await house.hears("Nobody has come yet")
        await event(house, 2, STRANGER)
        number = await event(house, 1, known("Grace"), picture=jpeg("red"))
        await house.say("/events front door")
        page = await house.hears("2. ")
        assert (page["photo"][-1]["width"], page["photo"][-1]["height"]) == (800, 223), "two side by side"
        await house.press(page, "1")
        opened = await house.hears(f"Event {number}")
        assert labels(opened) == [["Not Grace"], ["Clip", "Why", "☆ Star"]]
        await house.press(opened, "Why")
        explained = await house.hears("On 5 of 10 frames")
        await house.say(f"/event {number - 1}")
        await house.hears(f"Event {number - 1}")
        await house.say(f"/why #{number - 1}")
        await house.hears("On 5 of 10 frames", where=lambda one: one.id > explained.id)
        await house.say("/last")
        await house.hears("Grace (0.62)", where=lambda one: one.id > opened.id and bool(one.get("photo")))

        assert "kept" in (await house.press(opened, "☆ Star"))["text"]
        await house.hears(f"Event {number}", where=lambda one: labels(one)[1] == ["Clip", "Why", "★ Starred"])
        await house.say("/events starred")
        starred = await house.hears("Starred")
        assert "Grace (0.62) ★" in starred.words
        assert len(labels(starred)[0]) == 1
        await house.press(opened, "★ Starred")
        await house.hears(f"Event {number}", where=lambda one: labels(one)[1] == ["Clip", "Why", "☆ Star"])
        await house.services.store.retention.by_age(datetime.now(UTC))
        await house.say(f"/event {number}")
        without = await house.hears("Its picture was removed for its age. Clip asks Ring")
        assert "photo" not in without
        assert labels(without)[-1] == ["Clip", "Why"], "there is nothing to keep"

        await house.say("/events\ndogs")
        nothing = await house.hears("Nothing to show here")
        assert not nothing.get("photo")
        await house.press(nothing, "All")
        assert (await seen_in(house, nothing, "At the door"))["photo"], "a text becomes a picture"

        for said, answer in {
            "/event": "Which event?",
            "/event 0": "Which event?",
            "/why ²": "Which event?",
            "/event 999": "There is no event 999",
            f"/why {10**30}": "Which event?",
        }.items():
            await house.say(said)
            await house.hears(answer)
        async with house.services.store.db.write() as store:
            await store.execute("DELETE FROM events")
        for message, label in ((page, "1"), (opened, "Why")):
            told = await house.press(message, label)
            assert "gone" in told["text"]
            assert told["show_alert"]
