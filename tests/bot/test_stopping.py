"""SIGTERM: no new work, what runs is finished or handed back, nothing is told twice, exit 0."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.sandbox.faults import Fault
from storage.timestamps import from_text
from tests.bot.house import House
from tests.bot.running import Running, command, latchkey
from tests.patience import until


async def ends_in_order(house: House, bot: Running) -> None:
    """Within what a service manager gives, and all that was written is in the file."""
    assert await bot.terminate() == 0
    assert "Traceback" not in bot.output
    assert not list(house.folder.glob("events.db-*")), "the log is folded in and gone"


@pytest.mark.slow
async def test_a_clip_that_is_still_fetched_is_handed_back(quiet_house: House) -> None:
    """And a look at Ring that hangs holds nothing up: PTB would wait for it for a minute."""
    fetching, polling = (Fault(path, 503, delay=60) for path in ("/files/", "/clients_api/doorbots"))
    quiet_house.ring.faults.add(fetching)
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        quiet_house.ring.add_recording(1001, b"a clip", kind="ding")
        await quiet_house.hears("rang")
        quiet_house.ring.faults.add(polling)
        await until(lambda: fetching.times == polling.times == 0)
        await ends_in_order(quiet_house, bot)
    (event,) = await quiet_house.rows("SELECT * FROM events")
    assert (event["state"], event["attempts"]) == ("seen", 0)
    assert from_text(event["next_attempt_at"]) <= datetime.now(UTC), "due at once at the next start"
    code, output = await command(quiet_house, "check")
    assert (code, output.endswith("holds everything it promises.")) == (0, True)
    assert sum("rang" in one.words for one in quiet_house.from_bot()) == 1


@pytest.mark.slow
async def test_a_clip_that_is_being_analysed_is_finished_and_told_once(
    seeing_house: House, shared: Path
) -> None:
    async with latchkey(seeing_house, "run") as bot:
        await seeing_house.say("/start")
        await seeing_house.hears("I am Latchkey")
        seeing_house.ring.add_recording(1001, shared / "clips" / "lin-manuel-shot.mp4", kind="ding")
        await seeing_house.hears("rang")
        await until(lambda: bool(seeing_house.ring.seen("/files/")))
        await ends_in_order(seeing_house, bot)
    (event,) = await seeing_house.rows("SELECT * FROM events")
    assert event["state"] in ("analysed", "seen")
    async with latchkey(seeing_house, "run") as again:
        await seeing_house.say("/status")
        await seeing_house.hears("How I am")
        (event,) = await seeing_house.event_in_state("analysed")
        await seeing_house.hears("Stranger", where=lambda one: "photo" in one)
        await ends_in_order(seeing_house, again)
    (visit,) = [one for one in seeing_house.from_bot() if "photo" in one]
    assert "rang" in visit.words
    assert await seeing_house.rows("SELECT * FROM outbox WHERE sent_revision < revision") == []


@pytest.mark.slow
async def test_what_waits_for_telegram_is_kept(quiet_house: House) -> None:
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        for method in ("sendMessage", "sendPhoto"):
            quiet_house.telegram.fail_next(method, 502, times=1000)
        quiet_house.ring.add_recording(1001, b"a clip", kind="ding")
        await bot.says("Bad Gateway")
        await ends_in_order(quiet_house, bot)
    quiet_house.telegram.world.faults.clear()
    async with latchkey(quiet_house, "run") as again:
        await quiet_house.hears("rang")
        await ends_in_order(quiet_house, again)
    assert sum("rang" in one.words for one in quiet_house.from_bot()) == 1
