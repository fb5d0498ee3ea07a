"""The weekly digest: told once to whoever listens, in their language, late where it was missed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import digest
from bot.digest import DAY, HOUR, KIND, ON, Schedule
from bot.services import SystemClock
from pipeline.types import Camera
from tests.bot.house import OWNER, House
from tests.bot.test_charts import visit

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY = datetime(2026, 11, 22, 17, tzinfo=UTC)
"""18:00 in Berlin."""

FRONT = Camera("1001", "Front Door")


class Clock(SystemClock):
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@pytest.mark.parametrize(
    ("now", "latest", "following"),
    [
        ("2026-11-22T16:59", "2026-11-15T17:00", "2026-11-22T17:00"),
        ("2026-11-22T17:00", "2026-11-22T17:00", "2026-11-29T17:00"),
        ("2026-10-25T10:00", "2026-10-18T16:00", "2026-10-25T17:00"),  # the clocks went back in the night
        ("2026-03-28T10:00", "2026-03-22T17:00", "2026-03-29T16:00"),
    ],
)
def test_it_is_due_by_the_clock_on_the_wall(now: str, latest: str, following: str) -> None:
    moment, sunday = datetime.fromisoformat(now).replace(tzinfo=UTC), Schedule(True, 6, 18)
    assert sunday.latest(moment, BERLIN) == datetime.fromisoformat(latest).replace(tzinfo=UTC)
    assert sunday.next(moment, BERLIN) == datetime.fromisoformat(following).replace(tzinfo=UTC)


async def due(house: House) -> list[tuple[str, datetime]]:
    return [(duty.subject, duty.due_at) for duty in await house.services.store.duties.open(KIND)]


async def at(house: House, moment: datetime) -> None:
    house.services.clock = Clock(moment)
    assert house.application is not None
    await digest.work(house.application.bot, house.services)


async def test_a_week_is_told_once_and_what_was_missed_late(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        settings = house.services.store.house_settings
        await house.services.store.access.listen(-77, SUNDAY, listening=False)
        for week in range(5):
            for day in range(1 if week == 4 else 5):
                moment = SUNDAY - timedelta(days=34 - 7 * week - day, minutes=5)
                await visit(house, FRONT, moment, strangers=1)

        await at(house, SUNDAY - timedelta(days=1))
        await settings.put(HOUR, 20, SUNDAY, OWNER)
        await at(house, SUNDAY - timedelta(days=1))
        assert await due(house) == [(str(OWNER), SUNDAY + timedelta(hours=2))]
        await settings.reset(HOUR)
        await at(house, SUNDAY - timedelta(days=1))
        assert await due(house) == [(str(OWNER), SUNDAY)]

        house.telegram.fail_next("sendPhoto", 502, "Bad Gateway")
        await at(house, SUNDAY)
        assert await due(house) == [(str(OWNER), SUNDAY)]
        await at(house, SUNDAY + timedelta(minutes=1))
        told = await house.hears("Your door, 15 Nov to 22 Nov")
        assert "photo" in told
        assert "1 visit, 1 with a stranger" in told.words
        assert "Quieter than usual: 5 visits" in told.words
        assert "late" not in told.words
        await at(house, SUNDAY + timedelta(minutes=2))

        three_weeks = SUNDAY + timedelta(days=23)
        await at(house, three_weeks)
        late = await house.hears("This comes late: it was due on Sunday, 13 Dec, 18:00.")
        assert "Nobody came this week." in late.words
        assert await due(house) == [(str(OWNER), SUNDAY + timedelta(days=28))]
        assert sum("Your door, " in one.words for one in house.from_bot()) == 2

        await settings.put(ON, False, SUNDAY, OWNER)
        await at(house, three_weeks)
        assert await due(house) == []
        await settings.put(ON, "often", SUNDAY, OWNER)
        await settings.put(DAY, 9, SUNDAY, OWNER)
        await at(house, three_weeks)
        assert await due(house) == [(str(OWNER), SUNDAY + timedelta(days=28))]

        await house.say("/digest")
        await house.hears("Your door, 8 Dec to 15 Dec")


async def test_guests_have_none(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        access, guest = house.services.store.access, 5151
        await house.services.store.db.change(
            lambda store: store.execute(
                "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, 'Gus', 'guest', '2026')",
                (guest,),
            )
        )
        await access.listen(guest, SUNDAY)
        await access.listen(-88, SUNDAY)
        await at(house, SUNDAY - timedelta(days=1))
        assert [subject for subject, _ in await due(house)] == ["-88", str(OWNER)]
