"""The watcher's rounds: four times a minute it looks at everything, judges, tells, and keeps a little."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.health.alarms import HOT, SLOW, Alarms
from bot.health.blindness import Blindness
from bot.health.cooling import Cooling
from bot.health.frames import Frames
from bot.health.machine import MIB, Machine, Seen, own_memory
from bot.health.pulse import Pulse
from bot.health.throttling import Throttling
from bot.health.vitals import Vitals, folded, skew
from pipeline.errors import StoreError
from pipeline.ports import Clock
from storage.metrics import KEPT, Metric
from storage.store import Store

log = logging.getLogger(__name__)

LOOK_EVERY = 15.0
WRITE_EVERY = 300.0
"""Seconds. What is written often wears an SD card out, and a chart of a day shows no more."""

NOT_USUAL = timedelta(hours=1)
"""What is so late may be the very thing that is to be noticed."""

MOST_LOOKS = int(2 * WRITE_EVERY / LOOK_EVERY)
"""Kept in memory, where they cannot be written."""

USUAL_EVERY = 3600.0
LEAST_USUAL = 24
"""Rounds with clips: with fewer nobody knows what is usual."""


@dataclass(frozen=True, slots=True)
class Clouds:
    """What each tells of itself: its time, and the seconds since it answered last."""

    ring_time: Callable[[], datetime | None]
    telegram_time: Callable[[], datetime | None]
    history_read: Callable[[], float | None]
    """By the monotonic clock; None: this run has not read any."""
    telegram_silent: Callable[[], float | None]
    telegram_sent: Callable[[], float | None]
    """Since it took a message."""
    lock_silent: Callable[[], float | None]


@dataclass(slots=True)
class Health:
    """`look` is run by a pump."""

    machine: Machine
    clouds: Clouds
    store: Store
    clock: Clock
    alarms: Alarms
    blindness: Blindness
    pulse: Pulse
    frames: Frames = field(default_factory=Frames)
    cooling: Cooling = field(default_factory=Cooling)
    monotonic: Callable[[], float] = time.monotonic
    usual_ms: float | None = None
    _looks: deque[dict[Metric, float]] = field(default_factory=partial(deque, maxlen=MOST_LOOKS))
    _written_at: float = 0.0
    _usual_at: float | None = None
    _began: float = 0.0
    _jitter_before: float | None = None
    _resumed: bool = False
    _unkept: bool = False

    def __post_init__(self) -> None:
        self._began = self._written_at = self.monotonic()

    async def look(self) -> float:
        try:
            await self._look()
        except StoreError as error:
            # A disk that is full, say: told once in the log, and tried again with each look.
            if not self._unkept:
                log.error("how the machine does can be neither kept nor told: %s", error)
            self._unkept = True
        else:
            self._unkept = False
        return LOOK_EVERY

    async def _look(self) -> None:
        if not self._resumed:
            await self.blindness.resume(self.store.metrics)
            await self.alarms.resume()
            self._resumed = True
        vitals = await self.vitals()
        self._keep(vitals)
        blind_before = self.blindness.since
        await self._judge(vitals)
        if self._due() or blind_before != self.blindness.since:
            await self._write()

    def _keep(self, vitals: Vitals) -> None:
        look = dict(vitals.values)
        # As it is shown it is of several looks; kept is what came since the last one.
        look.pop(Metric.JITTER, None)
        self._looks.append(look | self._since_the_last_look())

    async def vitals(self) -> Vitals:
        """As everything is at this moment."""
        await self._learn_usual()
        seen = await self.machine.look()
        known = {
            **_of_the_machine(seen),
            Metric.QUEUE: await self.store.events.waiting(),
            Metric.SKEW: skew(self.clock.now(), self.clouds.ring_time(), self.clouds.telegram_time()),
            Metric.HISTORY_AGE: self.blindness.age(*self._unread()),
            Metric.TELEGRAM_AGE: self.clouds.telegram_silent(),
            Metric.SENT_AGE: self.clouds.telegram_sent(),
            Metric.LOCK_AGE: self.clouds.lock_silent(),
            Metric.JITTER: self._jitter(),
        }
        values = {metric: float(value) for metric, value in known.items() if value is not None}
        age, ever = self._unread()
        unread = age if ever else None
        return Vitals(values, self.frames.average, self.usual_ms, seen.disk, unread, seen.silent)

    def line(self) -> str:
        """For the service manager, in English."""
        age, ever = self._unread()
        return f"history read {age:.0f} s ago" if ever else "no history read yet"

    async def _judge(self, vitals: Vitals) -> None:
        await self.blindness.judge(*self._unread())
        await self.alarms.judge(vitals, self.monotonic())
        throttled = vitals.throttling is not None and Throttling.THROTTLED in vitals.throttling.now
        self.cooling.hot = self.alarms.is_on(HOT) or throttled

    def _unread(self) -> tuple[float, bool]:
        """Seconds since a history was read, or since the start where this run has read none."""
        read = self.clouds.history_read()
        return self.monotonic() - (self._began if read is None else read), read is not None

    def _since_the_last_look(self) -> dict[Metric, float]:
        frame_ms, jitter_ms = self.frames.taken(), self.pulse.taken()
        taken = {Metric.INFERENCE: frame_ms, Metric.JITTER: jitter_ms}
        return {metric: value for metric, value in taken.items() if value is not None}

    def _jitter(self) -> float | None:
        """The worst since the last round was kept; right behind that, the one before."""
        known = [look[Metric.JITTER] for look in self._looks if Metric.JITTER in look]
        newest = [] if self.pulse.worst is None else [self.pulse.worst]
        return max([*known, *newest], default=self._jitter_before)

    def _due(self) -> bool:
        return self.monotonic() - self._written_at >= WRITE_EVERY

    async def _write(self) -> None:
        self._jitter_before = self._jitter()
        round_ = folded(self._looks) | {Metric.OWN_MEMORY: await asyncio.to_thread(own_memory)}
        # Whether or not it can be written: what a full disk does not take must not pile up here.
        self._looks.clear()
        self._written_at = self.monotonic()
        await self.store.metrics.add(round_, self.clock.now())

    async def _learn_usual(self) -> None:
        """While it is told as slow, the usual is what it was before."""
        now = self.monotonic()
        if self._usual_at is not None and (now - self._usual_at < USUAL_EVERY or self.alarms.is_on(SLOW)):
            return
        at = self.clock.now()
        metrics = self.store.metrics
        self.usual_ms = await metrics.usual(Metric.INFERENCE, at - KEPT, at - NOT_USUAL, LEAST_USUAL)
        self._usual_at = now


def _of_the_machine(seen: Seen) -> dict[Metric, float | None]:
    return {
        Metric.TEMPERATURE: seen.temperature,
        Metric.THROTTLED: None if seen.throttling is None else float(seen.throttling),
        Metric.DISK: None if seen.disk is None else seen.disk.used_percent,
        Metric.MEMORY: seen.memory_used_percent,
        Metric.WAL: None if seen.wal_bytes is None else seen.wal_bytes / MIB,
    }
