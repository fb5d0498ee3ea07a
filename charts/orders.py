"""What is to be drawn, as it travels to the process that draws: matplotlib is loaded only there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from charts.panels import Panel
from charts.words import ENGLISH, Words


@dataclass(frozen=True, slots=True)
class HeatmapOrder:
    """Equal orders give the same picture. See `charts.heatmap.heatmap`."""

    counts: tuple[tuple[int, ...], ...]
    title: str
    subtitle: str
    columns: tuple[int, ...] = tuple(range(7))
    words: Words = ENGLISH
    dark: bool = False

    def drawn(self) -> bytes:
        from charts.heatmap import heatmap

        return heatmap(
            self.counts,
            title=self.title,
            subtitle=self.subtitle,
            columns=self.columns,
            words=self.words,
            dark=self.dark,
        )


@dataclass(frozen=True, slots=True)
class ActivityOrder:
    """See `charts.activity.activity`."""

    days: tuple[tuple[date, int, int], ...]
    title: str
    words: Words = ENGLISH
    dark: bool = False

    def drawn(self) -> bytes:
        from charts.activity import activity

        return activity(self.days, title=self.title, words=self.words, dark=self.dark)


@dataclass(frozen=True, slots=True)
class HealthOrder:
    """See `charts.health.health`."""

    panels: tuple[Panel, ...]
    title: str
    subtitle: str
    span: tuple[float, float]
    ticks: tuple[tuple[float, str], ...]
    every: float
    words: Words = ENGLISH
    dark: bool = False

    def drawn(self) -> bytes:
        from charts.health import health

        return health(
            self.panels,
            title=self.title,
            subtitle=self.subtitle,
            span=self.span,
            ticks=self.ticks,
            every=self.every,
            words=self.words,
            dark=self.dark,
        )


Order = HeatmapOrder | ActivityOrder | HealthOrder


def drawn(order: Order) -> bytes:
    """A PNG."""
    return order.drawn()


def warm_up() -> None:
    """Loads what drawing needs; the rest of a process's first picture."""
    import charts.activity
    import charts.health
    import charts.heatmap  # noqa: F401
