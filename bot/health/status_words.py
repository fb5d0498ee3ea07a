"""The numbers of /status: a line each, at a phone's width, most important first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from markupsafe import Markup

from bot.decimals import decimal
from bot.health.alarm_words import flags, span
from bot.health.vitals import Vitals
from bot.texts import say
from bot.times import ago, dated
from storage.metrics import Metric

RIGHT = 5.0
"""Seconds. The clouds tell their time to a second, and it takes a moment to come here."""


def first(troubles: Sequence[Markup], vitals: Vitals) -> list[Markup]:
    """What is wrong, or that nothing is: which is not said before anything was read at Ring."""
    well = [] if vitals.unread is None else [say("status-well")]
    told = [*(troubles or well)]
    return [*told, Markup("")] if told else []


def alarms(told: list[str], blind_since: datetime | None, zone: tzinfo) -> list[Markup]:
    """What is wrong, before all else."""
    blind = [say("health-status-blind", since=dated(blind_since, zone))] if blind_since else []
    return blind + [say("health-status-alarm", reason=reason) for reason in told]


def frame(vitals: Vitals, last_ms: float | None) -> Markup:
    if vitals.average_ms is not None and vitals.usual_ms is not None:
        return say("health-status-frame-usual", ms=decimal(vitals.average_ms), usual=decimal(vitals.usual_ms))
    if vitals.average_ms is not None:
        return say("health-status-frame-average", ms=decimal(vitals.average_ms))
    return say("status-no-frame") if last_ms is None else say("health-status-frame", ms=decimal(last_ms))


def machine(vitals: Vitals, own_mib: float) -> list[Markup]:
    return [*_disk(vitals), *_heat(vitals), *_memory(vitals, own_mib)]


def throttled(vitals: Vitals) -> list[Markup]:
    """What the firmware says is wrong just now."""
    return _flags(vitals) if vitals.throttling is not None and vitals.throttling.now else []


def clouds(vitals: Vitals) -> Markup:
    """When each last did what is asked of it."""
    ages = {
        "ring": vitals.unread,
        "telegram": vitals.get(Metric.TELEGRAM_AGE),
        "sent": vitals.get(Metric.SENT_AGE),
        "lock": vitals.get(Metric.LOCK_AGE),
    }
    told = [
        say("health-status-cloud", cloud=one, ago=_ago(age)) for one, age in ages.items() if age is not None
    ]
    if vitals.unread is None:
        told.insert(0, say("health-status-no-ring"))
    return say("health-status-clouds", clouds=Markup(", ").join(told))


def clocks(vitals: Vitals) -> list[Markup]:
    lines = []
    jitter = vitals.get(Metric.JITTER)
    if jitter is not None:
        lines.append(say("health-status-polls", jitter=decimal(jitter)))
    return lines + _clock(vitals)


def _disk(vitals: Vitals) -> list[Markup]:
    silent = [say("health-status-silent", folder=str(folder)) for folder in vitals.silent]
    disk = vitals.disk
    if disk is None:
        return silent
    free, total = decimal(disk.free / 2**30, 1), decimal(disk.total / 2**30)
    wal = decimal(vitals.get(Metric.WAL) or 0.0, 1)
    return [*silent, say("health-status-disk", free=free, total=total, wal=wal)]


def _heat(vitals: Vitals) -> list[Markup]:
    degrees = vitals.get(Metric.TEMPERATURE)
    lines = [] if degrees is None else [say("health-status-temperature", degrees=decimal(degrees))]
    return lines if throttled(vitals) else lines + _flags(vitals)


def _flags(vitals: Vitals) -> list[Markup]:
    said = None if vitals.throttling is None else flags(vitals.throttling)
    return [] if said is None else [say("health-status-flags", flags=said)]


def _memory(vitals: Vitals, own_mib: float) -> list[Markup]:
    used = vitals.get(Metric.MEMORY)
    return [] if used is None else [say("health-status-memory", percent=decimal(used), own=decimal(own_mib))]


def _clock(vitals: Vitals) -> list[Markup]:
    ahead = vitals.get(Metric.SKEW)
    if ahead is None:
        return []
    way = "right" if abs(ahead) < RIGHT else "fast" if ahead > 0 else "slow"
    return [say("health-status-clock", way=way, span=span(timedelta(seconds=abs(ahead))))]


def _ago(seconds: float) -> str:
    return ago(timedelta(seconds=seconds))
