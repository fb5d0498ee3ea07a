"""The weekly digest: told once to whoever listens, in their language, late where it was missed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot import house_rules
from bot.digest import DUE, TELL, WEEK, Schedule
from bot.house_settings import DIGEST_DAY, DIGEST_HOUR, DIGEST_ON, HouseSetting, Value
from bot.services import SystemClock
from pipeline.types import Camera
from tests.bot.house import OWNER, House
from tests.bot.test_charts import visit
from tests.patience import PATIENCE, until

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
    moment, sunday = datetime.fromisoformat(now).replace(tzinfo=UTC), Schedule(6, 18)
    assert sunday.latest(moment, BERLIN) == datetime.fromisoformat(latest).replace(tzinfo=UTC)
    assert sunday.next(moment, BERLIN) == datetime.fromisoformat(following).replace(tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Athens"])
@pytest.mark.parametrize("hour", [2, 3])
@pytest.mark.parametrize("first", ["2026-03-21", "2026-10-17"])
def test_once_each_sunday_also_in_the_hour_that_is_left_out_or_comes_twice(
    zone: str, hour: int, first: str
) -> None:
    here, weekly = ZoneInfo(zone), Schedule(6, hour)
    now, told = datetime.fromisoformat(f"{first}T12:00").replace(tzinfo=UTC), list[datetime]()
    for _ in range(3):
        due = weekly.next(now, here)
        told.append(due)
        for minutes in (0, 1, 59, 61):
            now = due + timedelta(minutes=minutes)
            assert weekly.latest(now, here) == due
            assert weekly.stands(weekly.next(now, here), due - timedelta(minutes=30), here), (
                "put back a little"
            )
    days = [one.astimezone(here).date() for one in told]
    assert {day.weekday() for day in days} == {6}
    assert [later - day for day, later in pairwise(days)] == [WEEK] * 2


async def open_ones(house: House) -> list[tuple[str, datetime]]:
    duties = house.services.store.duties
    return [(one.subject, one.due_at) for one in [*await duties.open(DUE), *await duties.open(TELL)]]


async def at(house: House, moment: datetime, *left: tuple[str, datetime]) -> None:
    """Then: what has come due is done by the bot's own reader, until this is left to do."""
    house.services.clock = Clock(moment)
    house.services.wake_duties()
    async with asyncio.timeout(PATIENCE):
        while await open_ones(house) != list(left):  # noqa: ASYNC110 - a row has no event
            await asyncio.sleep(0.02)


async def choose(house: House, setting: HouseSetting, value: Value) -> None:
    """As a press in /settings does."""
    await house.services.house.choose(setting, value, SUNDAY, OWNER)
    await house_rules.adopt(house.services)


async def five_weeks(house: House) -> None:
    """Of five visits each, but for the last with one."""
    for week in range(5):
        for day in range(1 if week == 4 else 5):
            moment = SUNDAY - timedelta(days=34 - 7 * week - day, minutes=5)
            await visit(house, FRONT, moment, strangers=1)


async def test_a_week_is_told_once_and_what_was_missed_late(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.services.store.access.listen(-77, SUNDAY, listening=False)
        await five_weeks(house)
        house.services.clock = Clock(SUNDAY - timedelta(days=1))
        await house_rules.adopt(house.services)
        assert await open_ones(house) == [("", SUNDAY)]

        house.telegram.fail_next("sendPhoto", 502, "Bad Gateway")
        await at(house, SUNDAY, ("", SUNDAY + WEEK), (str(OWNER), SUNDAY))
        await until(lambda: house.telegram.calls_of("sendPhoto"))
        await at(house, SUNDAY + timedelta(minutes=2), ("", SUNDAY + WEEK))
        told = await house.hears("Your door, 15 Nov to 22 Nov")
        assert "photo" in told
        assert "1 visit, 1 with a stranger" in told.words
        assert "Quieter than usual: 5 visits" in told.words
        assert "late" not in told.words

        # A start after weeks: it moves nothing that was missed.
        house.services.clock = Clock(SUNDAY + 3 * WEEK + timedelta(days=2))
        await house_rules.adopt(house.services)
        await at(house, SUNDAY + 3 * WEEK + timedelta(days=2), ("", SUNDAY + 4 * WEEK))
        late = await house.hears("This comes late: it was due on Sunday, 13 Dec, 18:00.")
        assert "Nobody came this week." in late.words

        # The next one is nearer.
        await at(house, SUNDAY + 5 * WEEK - timedelta(days=1), ("", SUNDAY + 5 * WEEK))
        assert sum("Your door, " in one.words for one in house.from_bot()) == 2

        await house.say("/digest")
        await house.hears("Your door, 19 Dec to 26 Dec")


async def test_it_follows_the_settings_at_once(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        house.services.clock = Clock(SUNDAY - timedelta(hours=1))
        await choose(house, DIGEST_HOUR, 20)
        assert await open_ones(house) == [("", SUNDAY + timedelta(hours=2))]
        await choose(house, DIGEST_DAY, 0)
        assert await open_ones(house) == [("", SUNDAY + timedelta(days=1, hours=2))]
        await choose(house, DIGEST_ON, False)
        assert await open_ones(house) == []
        await choose(house, DIGEST_ON, True)
        assert await open_ones(house) == [("", SUNDAY + timedelta(days=1, hours=2))]

        # Owed already when it was not wanted any more.
        await house.services.store.duties.add(TELL, SUNDAY, SUNDAY, subject=str(OWNER))
        await choose(house, DIGEST_ON, False)
        await at(house, SUNDAY)
        assert not any("Your door, " in one.words for one in house.from_bot())


async def test_it_makes_no_sound_where_quiet_is_wanted(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.services.store.snoozes.add(OWNER, SUNDAY, None, OWNER)
        await house.services.store.duties.add(DUE, SUNDAY, SUNDAY)
        await at(house, SUNDAY, ("", SUNDAY + WEEK))
        await house.hears("Your door, ")
        (call,) = house.telegram.calls_of("sendPhoto")
        assert call.params["disable_notification"] == "true"


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
        await house.services.store.duties.add(DUE, SUNDAY, SUNDAY)
        await at(house, SUNDAY, ("", SUNDAY + WEEK))
        owed = await house.rows("SELECT subject FROM duties WHERE kind = ? ORDER BY id", TELL)
        assert [row["subject"] for row in owed] == ["-88", str(OWNER)]
