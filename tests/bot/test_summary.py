"""After hours without Telegram, or without Ring: one summary with the pictures that matter, no flood."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import count

import pytest

from bot import alerts as alerting
from bot import workbench
from deploy.sandbox.telegram.message import Message
from pipeline.types import Analysis, Decision, EventKind, Recording
from storage.chats import Kind
from storage.check import check
from tests.bot.house import FRONT_DOOR, OWNER, House
from tests.bot.test_bad_clips import porch
from tests.bot.visits import STRANGER, came, jpeg, known
from tests.patience import PATIENCE, until

GROUP = -1009876543210
_numbers = count(1)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried again at once, and little breath taken."""
    monkeypatch.setattr(alerting, "LONGEST_PAUSE", 0.3)
    monkeypatch.setattr(workbench, "BREATH", 0.1)


async def was_there(
    house: House, minutes: float, decision: Decision = STRANGER, kind: EventKind = EventKind.MOTION
) -> None:
    """So long ago, known at once, and looked at then."""
    then = house.services.now() - timedelta(minutes=minutes)
    recording = Recording(f"old-{next(_numbers)}", str(FRONT_DOOR), kind, then)
    events = house.services.store.events
    event_id = await events.add_seen(recording, now=then, coalesce_seconds=60)
    assert event_id is not None
    await events.finish(event_id, Analysis(10, 5, 5, thumbnail=jpeg()), decision, then)


async def all_told(house: House) -> None:
    async with asyncio.timeout(PATIENCE):
        while await house.rows("SELECT id FROM outbox WHERE state = 'pending'"):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def about_visits(house: House) -> list[Message]:
    return [one for one in house.from_bot() if "Front Door" in one.words and "I am watching" not in one.words]


async def test_after_hours_without_telegram_one_summary_tells_it_all(quiet_house: House) -> None:
    quiet_house.telegram.add_group(GROUP, "Home", [OWNER])
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        await house.services.store.access.listen(GROUP, house.services.now())
        for kind in (Kind.KNOWN, Kind.STRANGERS):
            await house.services.store.chats.hear_kind(GROUP, kind, False)
        await house.telegram.stop()
        for minutes in (200, 180, 160, 140, 120, 100, 90, 80):
            await was_there(house, minutes, known("Grace") if minutes % 3 else STRANGER)
        await was_there(house, 72, STRANGER, EventKind.DING)
        await came(house, known("Ada"))
        await until(lambda: house.services.telegram_trouble.reason)
        await house.telegram.start()
        summary = await house.hears("What I could not tell you before")
        now = await house.hears("Ada")
        await all_told(house)

        assert summary["photo"]
        assert "9 visits, somebody rang once, strangers 4 times." in summary.words
        assert "Front Door rang 1 h ago: Stranger" in summary.words
        assert "6. 🔔" in summary.words
        assert "3 more are in the history." in summary.words
        assert sorted(one.id for one in about_visits(house)) == sorted([summary.id, now.id])
        (alone,) = house.from_bot(GROUP)
        assert "told late: rang 1 h ago" in alone.words, "the one it wants to hear of"
        told = await house.rows("SELECT alert_sent, count(*) AS n FROM events GROUP BY alert_sent")
        assert told == [{"alert_sent": 1, "n": 10}]
        assert await check(house.services.store) == []
        await house.press(summary, "Show them")
        page = await house.hears("At the door")
        assert "Grace" in page.words
        assert "Ada" not in page.words


async def four_were_there(house: House, refusals: int) -> None:
    """Of whose summary Telegram refuses the pictures, and so many forms of its words."""
    await house.pair()
    await house.polled()
    await house.hears("found by their faces")
    for method, times in (("sendPhoto", 5), ("sendMessage", refusals)):
        house.telegram.fail_next(method, 400, "Bad Request: can't parse entities", times=times)
    async with house.services.store.together():
        for minutes in (200, 180, 160, 140):
            await was_there(house, minutes)
    house.services.wake_teller()


@pytest.mark.slow
async def test_a_summary_that_telegram_never_takes_is_said_in_short(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerting, "LONGEST_PAUSE", 0.01)
    async with quiet_house.awake() as house:
        await four_were_there(house, refusals=10)
        short = await house.hears("Telegram does not take the summary")
        await all_told(house)
        assert "4 visits came" in short.words
        assert {row["alert_sent"] for row in await house.rows("SELECT alert_sent FROM events")} == {1}
        assert await check(house.services.store) == []


@pytest.mark.slow
async def test_one_that_telegram_takes_in_no_form_is_given_up_with_what_it_was_to_tell(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerting, "LONGEST_PAUSE", 0.01)
    async with quiet_house.awake() as house:
        await four_were_there(house, refusals=12)
        async with asyncio.timeout(PATIENCE):
            behind = "SELECT 1 FROM outbox WHERE kind <> 'notice' AND state <> 'lapsed'"
            while await house.rows(behind):  # noqa: ASYNC110 - the outbox has no event
                await asyncio.sleep(0.02)
        assert await check(house.services.store) == []


@pytest.mark.slow
async def test_a_summary_whose_telling_the_store_did_not_take_is_not_told_again(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        db = house.services.store.db
        full = "CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN NEW.kind = 'summary' AND NEW.state = 'told' "
        await db.change(lambda store: store.execute(full + "BEGIN SELECT RAISE(ABORT, 'no room'); END"))
        async with house.services.store.together():
            for minutes in (200, 180, 160, 140):
                await was_there(house, minutes)
        house.services.wake_teller()
        await house.hears("What I could not tell you before")
        await asyncio.sleep(1)
        await db.change(lambda store: store.execute("DROP TRIGGER full"))
        await all_told(house)
        assert len(about_visits(house)) == 1


async def test_what_ring_still_has_after_an_outage_is_one_summary_and_opens_nothing(
    quiet_house: House,
) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        async with house.services.store.db.write() as store:
            # As if it had been watched since then, and was off from a moment after.
            await store.execute("UPDATE cameras SET watched_since_at = '2026-01-01T00:00:00.000Z'")
        now, clip = house.services.now(), porch(house.folder)
    ring = quiet_house.ring
    for minutes in (220, 160, 100, 40):
        ring.add_recording(FRONT_DOOR, clip, "ding", now - timedelta(minutes=minutes))
    live = ring.add_recording(FRONT_DOOR, clip, "ding")
    async with quiet_house.awake() as house:
        summary = await house.hears("What I could not tell you before")
        await all_told(house)
        assert "4 visits, somebody rang 4 times." in summary.words
        assert "rang 40 min ago" in summary.words
        assert len(about_visits(house)) == 2, "the summary, and who rings now"
        looked_at = await house.rows("SELECT recording_id AS id, caught_up FROM events ORDER BY analysed_at")
        assert [row["id"] for row in looked_at if not row["caught_up"]] == [str(live)]
        assert str(live) in [row["id"] for row in looked_at[:2]], "one that was caught up may have begun"
        assert {row["alert_sent"] for row in await house.rows("SELECT alert_sent FROM events")} == {1}
        # The sentence counts whole minutes, and all that was before may have taken one.
        ring.add_recording(FRONT_DOOR, clip, "ding", house.services.now() - timedelta(minutes=8))
        await house.hears("told late: rang 8 min ago")
        assert len(about_visits(house)) == 3, "known at once, so it is told alone"
        assert house.switchbot.commands == []
