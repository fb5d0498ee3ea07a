"""One look at everything that says how the house does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.health.machine import Disk
from bot.health.throttling import Throttling
from storage.metrics import Metric


@dataclass(frozen=True, slots=True)
class Vitals:
    """`values`: what is not known is left out."""

    values: Mapping[Metric, float] = field(default_factory=dict)
    average_ms: float | None = None
    """A frame's, over the last clips."""
    usual_ms: float | None = None
    """A frame's, over the past days."""
    disk: Disk | None = None
    unread: float | None = None
    """Seconds since this run read a camera's history at Ring; None: it has not."""
    silent: Sequence[Path] = ()
    """Folders whose disks hang."""

    def get(self, metric: Metric) -> float | None:
        return self.values.get(metric)

    @property
    def throttling(self) -> Throttling | None:
        bits = self.get(Metric.THROTTLED)
        return None if bits is None else Throttling(int(bits))


def skew(now: datetime, *theirs: datetime | None) -> float | None:
    """Seconds that this machine's clock is ahead of the clouds'; None: no cloud has told its time.

    The nearest of them counts: that two of them are wrong in the same way is less likely than one.
    """
    return min(((now - one).total_seconds() for one in theirs if one is not None), key=abs, default=None)


WORST = (Metric.QUEUE, Metric.TEMPERATURE, Metric.WAL, Metric.JITTER, Metric.MEMORY)
LAST = (Metric.DISK, Metric.SKEW, Metric.HISTORY_AGE, Metric.TELEGRAM_AGE, Metric.SENT_AGE, Metric.LOCK_AGE)


def folded(looks: Iterable[Mapping[Metric, float]]) -> dict[Metric, float]:
    """Many looks as one round for the ring: of loads the worst, of ages the last, of all else the mean."""
    gathered: dict[Metric, list[float]] = {}
    for look in looks:
        for metric, value in look.items():
            gathered.setdefault(metric, []).append(value)
    return {metric: _folded(metric, values) for metric, values in gathered.items()}


def _folded(metric: Metric, values: list[float]) -> float:
    if metric is Metric.THROTTLED:
        bits = Throttling(0)
        for value in values:
            bits |= Throttling(int(value))
        return float(bits)
    if metric in WORST:
        return max(values)
    return values[-1] if metric in LAST else sum(values) / len(values)
