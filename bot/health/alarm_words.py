"""Alerts about the machine in words, each with what to do."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from bot.decimals import decimal
from bot.health.cooling import REST
from bot.health.throttling import Throttling
from bot.health.vitals import Vitals
from bot.texts import plain
from bot.times import dated
from storage.metrics import Metric


def called(alarm: str) -> str:
    return plain("health-called", alarm=alarm)


def hot(vitals: Vitals) -> str:
    return plain("health-hot", degrees=decimal(vitals.get(Metric.TEMPERATURE) or 0.0), rest=decimal(REST))


def disk(vitals: Vitals) -> str:
    there = vitals.disk
    if there is None:
        return plain("health-disk-full")
    percent, free = decimal(100 - there.used_percent, 1), decimal(there.free / 2**30, 1)
    return plain("health-disk", percent=percent, free=free, folder=str(there.folder))


def slow(vitals: Vitals) -> str:
    average = decimal(vitals.average_ms or 0.0)
    if vitals.usual_ms is None:
        return plain("health-slow", ms=average)
    return plain("health-slower", ms=average, usual=decimal(vitals.usual_ms))


def power(vitals: Vitals) -> str:
    return plain("health-power")


def clock(vitals: Vitals) -> str:
    ahead = vitals.get(Metric.SKEW) or 0.0
    way = "fast" if ahead > 0 else "slow"
    return plain("health-clock", span=span(timedelta(seconds=abs(ahead))), way=way)


def span(length: timedelta) -> str:
    """`90 s`, `12 min`, `3 h`, `4 days`: at least two of each."""
    seconds = round(length.total_seconds())
    for size, unit in ((86400, "days"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return plain("health-span", count=seconds // size, unit=unit)
    return plain("health-span", count=seconds, unit="s")


def blind(since: datetime, zone: tzinfo) -> str:
    return plain("health-blind", since=dated(since, zone))


def was_blind(since: datetime, until: datetime, zone: tzinfo) -> str:
    return plain("health-was-blind", since=dated(since, zone), span=span(until - since))


def flags(bits: Throttling) -> str | None:
    """What a Raspberry Pi says is wrong, or was since it was started; None: nothing."""
    now, before = bits.now, bits.since_boot & ~bits.now
    said = [plain("health-flag", flag=flag) for flag, bit in _FLAGS if bit in now]
    said += [plain("health-flag-before", flag=flag) for flag, bit in _FLAGS if bit in before]
    return ", ".join(said) or None


_FLAGS = (
    ("voltage", Throttling.UNDER_VOLTAGE),
    ("throttled", Throttling.THROTTLED),
    ("capped", Throttling.CAPPED),
    ("soft", Throttling.SOFT_LIMIT),
)
