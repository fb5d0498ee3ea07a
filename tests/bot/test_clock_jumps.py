"""This machine's clock jumps by hours, forth and back: nobody waits for hours, nothing is given up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from telegram.ext import JobQueue

from bot.clock_watch import ClockWatch
from bot.jobs import at_night, mend
from bot.outages import Outage
from bot.services import SystemClock
from storage.access import Role
from storage.store import Store
from storage.timestamps import from_text
from tests.bot.at_the_door import SURELY_GRACE, comes, watching
from tests.bot.house import FRONT_DOOR, House
from tests.patience import PATIENCE, until
from tests.storage.makers import OWNER

HOURS = timedelta(hours=3)


@dataclass
class Clocks:
    wall: datetime = datetime(2026, 2, 25, 10, 30, tzinfo=UTC)
    runs: float = 1000.0

    def now(self) -> datetime:
        return self.wall

    def elapsed(self) -> float:
        return self.runs

    def pass_by(self, seconds: float, jump: timedelta = timedelta(0)) -> None:
        self.wall += timedelta(seconds=seconds) + jump
        self.runs += seconds


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as one:
        yield one


async def test_only_jumps_are_told(store: Store) -> None:
    clocks, told = Clocks(), list[timedelta]()
    watch = ClockWatch(clocks, store.waits, store.lapses, JobQueue(), told.append, clocks.elapsed)
    for seconds, jump in ((1, 0), (3600, 0), (1, 5), (1, 10800), (1, 0), (1, -10800), (7200, -60), (1, 0)):
        clocks.pass_by(seconds, timedelta(seconds=jump))
        await watch.look()
    assert told == [timedelta(hours=3), timedelta(hours=-3), timedelta(minutes=-1)]


@pytest.mark.parametrize("jumps", [(0, 0), (2, -2), (2, 0, -2)], ids=str)
async def test_what_ran_out_while_nobody_asked_stays_over(store: Store, jumps: tuple[int, ...]) -> None:
    """By the clock as it was, also where that lasted for a moment only."""
    clocks = Clocks()
    await store.access.make_owner(OWNER, "Sam", clocks.now())
    watch = ClockWatch(clocks, store.waits, store.lapses, JobQueue(), lambda _: None, clocks.elapsed)
    _, code = await store.invites.new(Role.RESIDENT, OWNER, clocks.now())
    made_at = clocks.now()
    for days in jumps:
        clocks.pass_by(1, timedelta(days=days))
        await watch.look()
    clocks.pass_by(0 if any(jumps) else 86400)
    await watch.look()
    clocks.wall = made_at + timedelta(minutes=1)
    await watch.look()
    assert await store.invites.redeem(5, "Ben", code, clocks.now()) is None


async def test_what_ran_out_between_the_last_look_and_the_jump_stays_over(store: Store) -> None:
    clocks = Clocks()
    await store.access.make_owner(OWNER, "Sam", clocks.now())
    _, code = await store.invites.new(Role.RESIDENT, OWNER, clocks.now())
    clocks.pass_by(86399)
    watch = ClockWatch(clocks, store.waits, store.lapses, JobQueue(), lambda _: None, clocks.elapsed)
    await watch.look()
    clocks.pass_by(2, -HOURS)
    await watch.look()
    assert await store.invites.redeem(5, "Ben", code, clocks.now()) is None


async def test_a_cloud_that_failed_in_the_future_is_asked_again() -> None:
    clocks = Clocks()
    outage = Outage("Ring", clocks, None)
    await outage.failed("no answer")
    assert outage.resting
    clocks.pass_by(0.1, -HOURS)
    assert not outage.resting


@dataclass
class Shift:
    """By how much the clock of the whole bot is wrong."""

    by: timedelta = timedelta(0)


@pytest.fixture
def shift(monkeypatch: pytest.MonkeyPatch) -> Shift:
    one = Shift()
    monkeypatch.setattr(SystemClock, "now", lambda self: datetime.now(UTC) + one.by)
    return one


@pytest.mark.slow
async def test_a_whole_house_whose_clock_is_put_right(quiet_house: House, shift: Shift) -> None:
    """It begins three hours ahead. What it put off till then is told when the clock is right, not then."""
    shift.by = HOURS
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        (camera,) = await house.rows("SELECT watched_since_at FROM cameras")
        assert from_text(camera["watched_since_at"]) < datetime.now(UTC) + timedelta(minutes=1), (
            "Ring's clock"
        )
        for method in ("sendMessage", "sendPhoto"):
            house.telegram.fail_next(method, 502, times=3)
        house.ring.add_recording(FRONT_DOOR, b"a clip", kind="ding", available_after=3600)
        await house.event_in_state("seen", tries=1)
        await until(lambda: house.rows("SELECT 1 FROM outbox WHERE attempts > 0"))
        jobs = house.jobs
        (daily,) = jobs.get_jobs_by_name("mend")
        hour = daily.next_t
        (poll,) = jobs.get_jobs_by_name("poll")
        # The queue's clock is the machine's own: this is what putting that back amounts to.
        poll.job.modify(next_run_time=datetime.now(UTC) + HOURS)
        shift.by = timedelta(0)
        await house.hears("rang")
        house.ring.add_recording(FRONT_DOOR, b"a clip", kind="ding", available_after=3600)
        await house.event_in_state("seen", count=2)
        assert daily.next_t == hour, "what is done at an hour is done at that hour"


ROUND = "SELECT due_at FROM duties WHERE kind IN ('backup', 'digest', 'knocks') AND state = 'open'"


async def planned(house: House, least: timedelta, most: timedelta) -> None:
    """All three, so far away."""
    async with asyncio.timeout(PATIENCE):
        while True:
            ahead = [from_text(row["due_at"]) - house.services.now() for row in await house.rows(ROUND)]
            if len(ahead) == 3 and all(least < one < most for one in ahead):
                return
            await asyncio.sleep(0.05)


@pytest.mark.slow
async def test_a_clock_that_was_years_ahead_leaves_nothing_planned_for_then(
    quiet_house: House, shift: Shift
) -> None:
    """What comes round would be skipped for ten years."""
    soon = timedelta(0), timedelta(days=8)
    async with quiet_house.awake() as house:
        await house.pair()
        shift.by = timedelta(days=3653)
        await house.services.store.knocks.knocked(5, house.services.now(), house.services.now() + HOURS)
        await planned(house, *soon)
        code = (await house.services.store.invites.new(Role.RESIDENT, OWNER, datetime.now(UTC)))[1]
        async with asyncio.timeout(PATIENCE):
            while await house.rows("SELECT 1 FROM invites WHERE void_at IS NULL"):  # noqa: ASYNC110 - no event
                await asyncio.sleep(0.05)
        shift.by = timedelta(0)
        await planned(house, *soon)
        assert await house.services.store.invites.redeem(5, "Ben", code, datetime.now(UTC)) is None
        assert await house.services.store.access.owner() is not None


@pytest.mark.slow
async def test_nothing_is_given_up_for_a_jump(quiet_house: House, shift: Shift) -> None:
    """A recording that is not there yet has not waited for three hours because the clock says so."""
    async with quiet_house.awake() as house:
        await house.polled()
        long_ago = "UPDATE cameras SET watched_since_at = '2026-01-01T00:00:00.000Z'"
        await house.services.store.db.change(lambda db: db.execute(long_ago))
        watch = watching(house, SURELY_GRACE)
        event_id = await comes(house, watch, there_after=3600)
        for jump in (HOURS, -HOURS, -HOURS):
            shift.by += jump
            watch.clock_jumped(jump)
            (pending,) = await house.services.store.events.due(datetime.now(UTC) + timedelta(days=1))
            await watch.work(pending)
            (row,) = await house.rows("SELECT * FROM events WHERE id = ?", event_id)
            assert row["state"] == "seen"
            again = from_text(row["next_attempt_at"]) - house.services.now()
            assert again < timedelta(seconds=2), "asked for again as soon as before"
        shift.by += timedelta(hours=1)
        await watch.work(pending)
        (row,) = await house.rows("SELECT * FROM events WHERE id = ?", event_id)
        assert row["state"] == "failed", "an hour that passed is an hour"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Athens"])
@pytest.mark.parametrize("day", ["2026-03-28", "2026-10-24"])
def test_the_nightly_mending_comes_once_a_night_also_in_that_of_a_clock_change(zone: str, day: str) -> None:
    """In Athens its hour is the one that comes twice, in which the scheduler would run it without an end."""
    here, evening = ZoneInfo(zone), datetime.fromisoformat(f"{day}T18:00:00+00:00")
    trigger = JobQueue[Any]().run_daily(mend, at_night(evening, here)).job.trigger
    nights, now = list[datetime](), evening
    for _ in range(3):
        # As the scheduler asks: after the one before, though that is over long since.
        nights.append(trigger.get_next_fire_time(nights[-1] if nights else None, now))
        now = nights[-1] + timedelta(hours=1)
    assert nights[0] - evening < timedelta(hours=12)
    assert [later - one for one, later in pairwise(nights)] == [timedelta(days=1)] * 2
