"""/health as a chart: what the ring of measurements holds, in panels below each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from markupsafe import Markup

from bot.decimals import decimal
from bot.health.alarms import SLOWEST_MS
from bot.health.health import WRITE_EVERY
from bot.rhythm import Shown
from bot.texts import plain, say
from bot.times import day, weekday
from charts.orders import HealthOrder
from charts.panels import Line, Panel
from charts.words import Words
from storage.metrics import Metric, Point
from storage.store import Store

DAYS = (1, 7)
"""What may be chosen."""

HOURS_BETWEEN_TICKS = 4

Series = Mapping[Metric, Sequence[Point]]


async def health_chart(
    store: Store, days: int, now: datetime, zone: tzinfo, *, dark: bool, wrong: Sequence[Markup] = ()
) -> Shown:
    """`wrong`: lines below it of what is wrong at this moment."""
    since = now - timedelta(days=days)
    series = await store.metrics.series(
        [Metric.INFERENCE, Metric.TEMPERATURE, Metric.QUEUE, Metric.DISK, Metric.MEMORY], since, now
    )
    span = plain("health-span-title", days=days)
    order = HealthOrder(
        panels=tuple(_panels(series)),
        title=plain("health-title"),
        subtitle=span,
        span=(since.timestamp(), now.timestamp()),
        ticks=tuple(ticks_of(days, since, now, zone)),
        every=WRITE_EVERY,
        words=Words(nothing=plain("health-nothing"), soon=plain("health-soon")),
        dark=dark,
    )
    return Shown(order, Markup("\n").join([say("health-caption", span=span), *wrong]))


def _panels(series: Series) -> list[Panel]:
    """Without those of which nothing was measured: not every machine tells its temperature."""
    queue = plain("health-panel-queue")
    inference = plain("health-panel-inference")
    heat = plain("health-panel-temperature")
    used = (
        *_line(series, Metric.DISK, plain("health-line-disk")),
        *_line(series, Metric.MEMORY, plain("health-line-memory")),
    )
    panels = [
        Panel(inference, _line(series, Metric.INFERENCE), top=40, limit=SLOWEST_MS, dots=True),
        Panel(heat, _line(series, Metric.TEMPERATURE), top=90, floor=20, limit=80),
        Panel(queue, _line(series, Metric.QUEUE), top=4),
        Panel(plain("health-panel-used"), used, top=100, limit=95),
    ]
    return [panel for panel in panels if panel.lines]


def _line(series: Series, metric: Metric, name: str = "") -> tuple[Line, ...]:
    points = series[metric]
    if not points:
        return ()
    return (Line(tuple((at.timestamp(), value) for at, value in points), decimal(points[-1][1]), name),)


def ticks_of(days: int, since: datetime, now: datetime, zone: tzinfo) -> list[tuple[float, str]]:
    """Round hours of a day, midnights of a week, by the household's clock."""
    first = since.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    ticks = []
    for hour in range(days * 24 + 2):
        # By UTC, so that a clock change neither repeats an hour nor leaves one out.
        local = (first.astimezone(now.tzinfo) + timedelta(hours=hour)).astimezone(zone)
        if since <= local <= now and local.hour % (24 if days > 1 else HOURS_BETWEEN_TICKS) == 0:
            label = f"{weekday(local)} {day(local).split()[0]}" if days > 1 else f"{local:%H:%M}"
            ticks.append((local.timestamp(), label))
    return ticks
