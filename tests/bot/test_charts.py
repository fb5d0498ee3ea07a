"""/heatmap, /stats and /digest: pictures whose buttons change them in place."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.services import SystemClock
from deploy.sandbox.telegram.message import Message
from pipeline.types import Analysis, Camera, Decision, EventKind, Match, Recording
from tests.bot.house import House

FRONT, GARDEN = Camera("1001", "Front Door"), Camera("2002", "Garden")
FRIDAY = datetime(2026, 11, 13, 16, 30, tzinfo=UTC)
"""17:30 in Berlin."""


def labels(message: Message) -> list[list[str]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [[button["text"] for button in row] for row in rows]


def uploads(house: House) -> int:
    """How many pictures Telegram was given; what is shown again goes by its id there."""
    calls = [*house.telegram.calls_of("sendPhoto"), *house.telegram.calls_of("editMessageMedia")]
    return sum(bool(call.files) for call in calls)


class Saturday(SystemClock):
    def now(self) -> datetime:
        return datetime(2026, 11, 21, 12, tzinfo=UTC)


async def visit(house: House, camera: Camera, at: datetime, **decision: Any) -> None:
    events = house.services.store.events
    await events.poll_floor(camera, at)
    recording = Recording(f"{camera.id} {at}", camera.id, EventKind.MOTION, at)
    event_id = await events.add_seen(recording, now=at, coalesce_seconds=60)
    assert event_id is not None
    given = {"person": True, "identity": None, "alert": False, "unlock": False, "reasons": ()} | decision
    await events.finish(event_id, Analysis(10, 5, 5, most_people_at_once=1), Decision(**given), at)


async def two_weeks(house: House) -> None:
    """Grace and a stranger on two Fridays, a dog, and a stranger in the garden on the second."""
    store = house.services.store
    house.services.clock = Saturday()
    await store.people.add("grace", "Grace", FRIDAY)
    for days in (0, 7):
        at = FRIDAY + timedelta(days=days)
        await visit(house, FRONT, at, known=(Match("grace", 0.3),), identity="grace")
        await visit(house, FRONT, at + timedelta(minutes=5), strangers=1, others=("dog",))
    await visit(house, GARDEN, FRIDAY + timedelta(days=7, hours=2), strangers=1)


async def press(house: House, message: Message, label: str, words: str) -> Message:
    """Presses and waits until the same message says so."""
    await house.press(message, label)
    return await house.hears(words, where=lambda one: one.id == message.id)


async def test_the_heatmap_is_chosen_by_buttons_and_changes_in_place(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await two_weeks(house)
        await house.say("/heatmap")
        chart = await house.hears("5 visits, most on Fridays at 17:00")
        assert labels(chart) == [
            ["7 d", "✓ 30 d", "90 d", "All"],
            ["✓ All days", "Weekdays", "Weekend"],
            ["📷 All", "👤 Everybody", "🌙 Dark"],
        ]
        await press(house, chart, "7 d", "3 visits, most on Fridays at 17:00\nPast 7 days")
        await press(house, chart, "Weekend", "No visits in the past 7 days.")
        everybody = await press(house, chart, "All", "No visits since the first day.")
        assert labels(everybody)[:2] == [
            ["7 d", "30 d", "90 d", "✓ All"],
            ["All days", "Weekdays", "✓ Weekend"],
        ]
        chart = await press(house, chart, "All days", "Since 13 Nov 2026")

        await house.press(chart, "📷 All")
        cameras = await house.telegram.wait_for(lambda one: one.id == chart.id and "Back" in str(labels(one)))
        assert labels(cameras) == [["✓ All cameras", "Front Door"], ["Garden"], ["Back"]]
        chart = await press(house, cameras, "Garden", "1 visit, on a Friday at 19:00")
        assert "Garden" in chart.words

        await house.press(chart, "👤 Everybody")
        who = await house.telegram.wait_for(lambda one: one.id == chart.id and "Grace" in str(labels(one)))
        assert labels(who) == [["✓ Everybody", "Strangers"], ["Grace", "Rings"], ["dogs"], ["Back"]]
        await press(house, who, "dogs", "No visits since the first day.\nDogs · Garden")
        assert len([one for one in house.from_bot() if "photo" in one]) == 1


async def test_what_was_drawn_is_not_drawn_again(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await two_weeks(house)
        await house.say("/heatmap Grace 90d")
        chart = await house.hears("2 visits, most on Fridays at 17:00\nGrace · past 90 days")
        await asyncio.gather(house.press(chart, "7 d"), house.press(chart, "7 d"))
        week = await house.hears("1 visit, on a Friday at 17:00", where=lambda one: one.id == chart.id)
        assert "✓ 7 d" in labels(week)[0]
        assert uploads(house) == 2
        await press(house, chart, "90 d", "2 visits")
        assert uploads(house) == 2

        await house.press(chart, "🌙 Dark")
        await house.telegram.wait_for(lambda one: one.id == chart.id and "☀️ Light" in str(labels(one)))
        assert uploads(house) == 3
        await house.say("/stats")
        await house.hears("Past 7 days")
        assert await house.services.store.house_settings.get(f"dark_charts:{chart.chat_id}") is True


async def test_trouble_with_a_picture_costs_no_numbers(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await two_weeks(house)
        await house.say("/heatmap Grase <b>")
        assert "“Grase <b>”" in (await house.hears("Did you mean “Grace”?")).words
        await house.say("/stats dogs")
        await house.hears("A part of them is /heatmap dogs")

        await house.say("/stats 30d")
        stats = await house.hears("5 visits, 3 with a stranger\nBusiest: Fridays at 17:00 (4)\n🚶 Grace: 2")
        assert "📷 Front Door: 4\n📷 Garden: 1" in stats.words
        assert labels(stats) == [["7 d", "✓ 30 d", "90 d", "All"]]
        await press(house, stats, "7 d", "3 visits, 2 with a stranger")
        house.telegram.fail_next(
            "editMessageMedia", 400, "Bad Request: wrong file identifier/HTTP URL specified"
        )
        await press(house, stats, "30 d", "5 visits")
        assert uploads(house) == 3
        house.telegram.fail_next("editMessageMedia", 400, "Bad Request: message to edit not found")
        await house.press(stats, "7 d")
        await house.hears("3 visits", where=lambda one: one.id != stats.id and "photo" in one)

        await house.services.easel.stop()
        await house.say("/heatmap 90d")
        words = await house.hears("The chart could not be drawn this time")
        assert "5 visits, most on Fridays at 17:00" in words.words
