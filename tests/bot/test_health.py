"""/status and /health in a house: numbers that are true now, and the chart of those that were kept."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.health.cooling import REST
from bot.health.health import WRITE_EVERY
from deploy.sandbox.faults import Fault
from deploy.sandbox.telegram.message import Message
from storage.metrics import Metric
from tests.bot.house import FRONT_DOOR, House
from tests.patience import until


def labels(message: Message) -> list[str]:
    (row,) = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for button in row]


async def two_polls(house: House) -> None:
    await until(lambda: house.services.health.pulse.worst is not None)


async def a_warm_board(house: House, folder: Path) -> None:
    """A Raspberry Pi under a roof, on a poor supply."""
    zone, firmware = folder / "class/thermal/thermal_zone0", folder / "devices/platform/soc/soc:firmware"
    for place, files in (
        (zone, {"type": "cpu-thermal", "temp": "78400"}),
        (firmware, {"get_throttled": "50004"}),
    ):
        place.mkdir(parents=True)
        for name, text in files.items():
            (place / name).write_text(text)
    health = house.services.health
    health.machine = replace(health.machine, sys=folder)


async def kept(house: House) -> dict[Metric, list[float]]:
    now, metrics = house.services.now(), house.services.store.metrics
    found = await metrics.series(list(Metric), now - timedelta(hours=1), now + timedelta(minutes=1))
    return {metric: [value for _, value in points] for metric, points in found.items() if points}


async def test_the_house_is_measured_and_shown(quiet_house: House, tmp_path: Path, shared: Path) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        health = house.services.health
        house.ring.add_recording(FRONT_DOOR, shared / "clips" / "lin-manuel-shot.mp4")
        await house.run_job("look at the lock")
        await a_warm_board(house, tmp_path / "sys")
        await two_polls(house)
        await house.event_in_state("analysed")
        health.monotonic = lambda: time.monotonic() + WRITE_EVERY
        await health.look()
        assert health.cooling.hot, "a board that throttles itself is let rest"
        measured = await kept(house)
        assert set(measured) == set(Metric)
        assert measured[Metric.INFERENCE] == [house.services.pool.describe().inference_ms]
        assert measured[Metric.TEMPERATURE] == [78.4]
        assert abs(measured[Metric.SKEW][0]) < 5

        health.monotonic = time.monotonic
        for _ in range(2):
            health.frames.looked(43)
        await house.say("/status")
        told = (await house.hears("How I am")).words
        for line in (
            r"🧮 \d+ ms a frame on average",
            r"💾 \d+\.\d of \d+ GiB free, log \d+\.\d MiB",
            r"🌡 78 °C",
            r"⚡ throttled, voltage was too low",
            r"🥵 The processor is slowed down: I rest between clips, but for rings",
            r"🧠 Memory \d+ % in use, \d+ MiB mine",
            r"☁️ Ring \d+ s ago, Telegram \d+ s ago, last told \d+ s ago, lock \d+ s ago",
            r"🎯 Polls at most \d+ ms off their time",
            r"🕰 Clock right",
        ):
            assert re.search(f"^{line}$", told, re.MULTILINE), (line, told)

        await house.say("/health")
        day = await house.hears("How I am doing, past 24 hours")
        assert labels(day) == ["✓ 24 h", "7 d"]
        await house.press(day, "7 d")
        week = await house.hears("How I am doing, past 7 days", where=lambda one: one.id == day.id)
        assert week["photo"]
        assert labels(week) == ["24 h", "✓ 7 d"]
        await house.say("/health for ever")
        await house.hears("I can show /health (24 hours) or /health 7d.")


@pytest.mark.slow
async def test_a_house_without_ring_is_blind_and_says_so_once(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        health = house.services.health
        await health.look()
        house.ring.faults.add(Fault("/clients_api/doorbots", 503, times=10**6))
        await house.hears("⚠️ Ring")
        # Eleven minutes later.
        health.monotonic = lambda: time.monotonic() + 660
        for _ in range(3):
            await health.look()
        told = await house.hears("I have been blind since")
        assert told.words.startswith("⚠️ Ring")
        await house.say("/status")
        await house.hears("🙈 Blind since", where=lambda message: "How I am" in message.words)
        house.ring.faults.clear()
        ends = await house.hears("✅ Ring: all is well again. I was blind from")
        health.monotonic = time.monotonic
        await health.look()
        await house.say("/status")
        await house.hears("How I am", where=lambda message: message.id > ends.id)
        assert [one.words.partition(" ")[0] for one in house.from_bot()].count("✅") == 1
        assert sum("I have been blind since" in one.words for one in house.from_bot()) == 1


@pytest.mark.slow
async def test_a_hot_house_rests_between_motions_and_lets_nobody_wait_who_rings(
    quiet_house: House, tmp_path: Path, shared: Path
) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        await a_warm_board(house, tmp_path / "sys")
        await house.services.health.look()
        for kind in ("motion", "motion", "ding"):
            house.ring.add_recording(FRONT_DOOR, shared / "clips" / "lin-manuel-shot.mp4", kind=kind)
        done = await house.event_in_state("analysed", count=3)
        at = sorted((datetime.fromisoformat(one["analysed_at"]), one["event_type"]) for one in done)
        motions = [moment for moment, kind in at if kind == "motion"]
        assert (motions[1] - motions[0]).total_seconds() >= REST
        assert at[-1][1] == "motion"
