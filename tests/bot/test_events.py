"""/events: paged in place, each event opening its photo and details."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pipeline.types import Analysis, Decision, EventKind, Recording
from tests.bot.house import FRONT_DOOR, House

EIGHT = 8


async def visits(house: House, count: int) -> None:
    """`count` strangers an hour apart, the newest an hour ago."""
    events, now = house.services.store.events, datetime.now(UTC)
    for number in range(count):
        at = now - timedelta(hours=count - number)
        recording = Recording(str(number), str(FRONT_DOOR), EventKind.MOTION, at)
        event_id = await events.add_seen(recording, now=at, coalesce_seconds=60)
        assert event_id is not None
        decision = Decision(True, None, True, False, (f"reason {number}",), strangers=number + 1)
        await events.finish(event_id, Analysis(10, 5, 5, most_people_at_once=1), decision, at)


async def test_nothing_yet_is_said_kindly(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/events")
        await house.hears("Nothing has happened at the door yet")


async def test_pages_turn_in_place_and_do_not_shift(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()  # from then on the camera has its name
        await visits(house, EIGHT)
        await house.say("/events")
        page = await house.hears("At the door")
        newest = page.words
        assert "8 strangers" in newest
        assert [button["text"] for button in page.buttons] == ["1", "2", "3", "4", "5", "Older"]
        await house.press(page, "Older")
        older = await house.hears("2 strangers", where=lambda message: message.id == page.id)
        assert "8 strangers" not in older.words
        assert [button["text"] for button in older.buttons] == ["1", "2", "3", "Newer"]
        await house.press(page, "Newer")
        back = await house.hears("8 strangers", where=lambda message: message.id == page.id)
        assert back.words == newest


async def test_an_event_opens_with_its_reasons(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await visits(house, 2)
        await house.say("/events")
        await house.press(await house.hears("At the door"), "1")
        details = await house.hears("reason 1")
        assert "2 strangers" in details.words
        assert "without" in details.words or "faces alone" in details.words


async def test_an_old_button_says_so(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await visits(house, 1)
        await house.say("/events")
        page = await house.hears("At the door")
        async with house.services.store.db.write() as store:
            await store.execute("DELETE FROM events")
        answer = await house.press(page, "1")
        assert "gone" in answer["text"]
