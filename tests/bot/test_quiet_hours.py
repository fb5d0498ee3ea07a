"""/quiet: quiet hours in words and by buttons, and the morning after."""

from __future__ import annotations

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.duties import DutyReader
from bot.quiet_words import spans
from bot.routes import DUTIES
from storage.quiet_hours import DAYS, Span
from tests.bot.house import OWNER, House
from tests.bot.test_snooze import at_home, held
from tests.bot.visits import came, known

BERLIN = ZoneInfo("Europe/Berlin")


async def test_set_in_words_and_by_buttons_and_taken_away(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        await house.say("/quiet")
        none = await house.hears("No quiet hours in this chat.")
        labels = [
            "Every night 22:00–07:00",
            "Mon–Fri 22:00–06:30",
            "Let rings through",
            "Let strangers through",
            "⚙️ Settings",
        ]
        assert [button["text"] for button in none.buttons] == labels
        await house.say("/quiet weekdays 22:00-6:30")
        await house.hears("Mon–Fri: 22:00–06:30")
        await house.say("/quiet sat sun 23-9")
        both = await house.hears("Sat–Sun: 23:00–09:00")
        assert "Mon–Fri: 22:00–06:30" in both.words
        await house.press(both, "Let strangers through")
        await house.telegram.wait_for(lambda one: "✓ Strangers come through" in str(one.buttons), OWNER)
        await house.press(both, "Every night 22:00–07:00")
        await house.hears("Mon–Sun: 22:00–07:00", where=lambda message: message.id == both.id)
        await house.press(both, "No quiet hours")
        await house.hears("No quiet hours in this chat.", where=lambda message: message.id == both.id)
        assert (await house.services.store.quiet_hours.get(OWNER)).hours == {}


async def test_the_morning_tells_what_the_night_held_back_and_nothing_of_a_still_one(
    quiet_house: House,
) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        services, store = house.services, house.services.store
        await house.say("/quiet all day")
        await house.hears("Mon–Sun: all day")
        await came(house, known("Grace"))
        await came(house, seconds=400)
        await held(house, 2)
        # The night was over a moment ago.
        now = services.now()
        local = now.astimezone(BERLIN)
        today = Span((local - timedelta(minutes=2)).time(), (local - timedelta(minutes=1)).time())
        await store.quiet_hours.set(OWNER, dict.fromkeys(DAYS, today), now, BERLIN)
        await store.duties.add("quiet_end", now, now)
        services.wake_duties()
        over = await house.hears("The quiet hours are over.")
        assert "2 held back, 1 stranger." in over.words
        await house.press(over, "Show them")
        await house.hears("Held back", where=lambda message: bool(message.get("photo")))
        await store.duties.add("quiet_end", services.now(), now)
        await DutyReader(services, DUTIES).work()
        assert sum("quiet hours are over" in one.words for one in house.from_bot()) == 1
        assert [duty.due_at > services.now() for duty in await store.duties.open("quiet_end")] == [True]


async def test_taking_them_away_while_it_is_quiet_tells_what_was_held_back(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        await house.say("/quiet all day")
        await house.hears("Mon–Sun: all day")
        await came(house)
        await held(house, 1)
        await house.say("/quiet off")
        told = await house.hears("The quiet hours are over.")
        assert "1 held back, 1 stranger." in told.words
        assert told.buttons[0]["text"] == "Show them"


def test_days_with_a_gap_are_told_one_by_one() -> None:
    night, late = Span(time(22), time(7)), Span(time(0), time(0))
    hours = {0: night, 1: night, 3: night, 4: late}
    assert list(spans(hours)) == [("Mon–Tue", "22:00–07:00"), ("Thu", "22:00–07:00"), ("Fri", "all day")]
