"""What is wrong with the machine is told to the owner: once at its start, with what to do, and at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.health import alarm_words as words
from bot.health.throttling import Throttling
from bot.health.verdicts import Rule, Standing, judged
from bot.health.vitals import Vitals
from bot.outages import Outage
from bot.owner import Owner
from pipeline.ports import Clock
from storage.metrics import Metric, Metrics

SLOWEST_MS = 300.0
USUAL_TIMES = 2.0


@dataclass(frozen=True, slots=True)
class Alarm:
    """`about`: how the log and the outbox call it; `called` and `reason` are the chat's words."""

    about: str
    rule: Rule
    value: Callable[[Vitals], float | None]
    called: Callable[[], str]
    reason: Callable[[Vitals], str]


def slowness(vitals: Vitals) -> float | None:
    """1 at the line: an average of 300 ms a frame, or of twice the usual."""
    if vitals.average_ms is None:
        return None
    lines = [SLOWEST_MS]
    if vitals.usual_ms is not None:
        lines.append(USUAL_TIMES * vitals.usual_ms)
    return vitals.average_ms / min(lines)


def _weak_power(vitals: Vitals) -> float | None:
    bits = vitals.throttling
    return None if bits is None else float(Throttling.UNDER_VOLTAGE in bits.now)


def _off_the_clouds(vitals: Vitals) -> float | None:
    found = vitals.get(Metric.SKEW)
    return None if found is None else abs(found)


HOT, SLOW = "Temperature", "Inference"
ALARMS = (
    Alarm(
        HOT,
        Rule(80, 75, lasting=30, calm=120),
        lambda vitals: vitals.get(Metric.TEMPERATURE),
        lambda: words.called("hot"),
        words.hot,
    ),
    Alarm(
        "Disk",
        Rule(95, 93, lasting=60, calm=60),
        lambda vitals: vitals.get(Metric.DISK),
        lambda: words.called("disk"),
        words.disk,
    ),
    # The average is of ten clips already: there is nothing to wait for.
    Alarm(SLOW, Rule(1, 0.8), slowness, lambda: words.called("slow"), words.slow),
    # A dip as a disk starts is none; the power that failed now and then is mended by no good minute.
    Alarm("Power", Rule(1, 1, lasting=15, calm=600), _weak_power, lambda: words.called("power"), words.power),
    Alarm(
        "Clock",
        Rule(30, 10, lasting=120, calm=60),
        _off_the_clouds,
        lambda: words.called("clock"),
        words.clock,
    ),
)


class Alarms:
    """`resume` before the first `judge`. StoreError where it cannot be told; then it is tried again."""

    def __init__(self, clock: Clock, owner: Owner, metrics: Metrics) -> None:
        self._metrics = metrics
        self._standing = {one.about: Standing() for one in ALARMS}
        self._outages = {one.about: Outage(one.about, clock, owner, one.called) for one in ALARMS}

    def is_on(self, about: str) -> bool:
        return self._standing[about].on

    def told(self) -> list[str]:
        """What is wrong, in the language of the chat."""
        return [said for one in self._outages.values() if (said := one.trouble()) is not None]

    async def resume(self) -> None:
        """What the run before has told, and not ended, goes on without being told again."""
        for about in await self._metrics.standing(self._outages):
            self._standing[about] = Standing(on=True)

    async def judge(self, vitals: Vitals, now: float) -> None:
        """`now` by the monotonic clock."""
        for alarm in ALARMS:
            before = self._standing[alarm.about]
            after = judged(alarm.rule, before, alarm.value(vitals), now)
            await self._turn(alarm, before.on, after.on, vitals)
            self._standing[alarm.about] = after

    async def _turn(self, alarm: Alarm, before: bool, after: bool, vitals: Vitals) -> None:
        outage = self._outages[alarm.about]
        if before and after and outage.reason is None:
            outage.goes_on(lambda: alarm.reason(vitals))
        elif before and not after:
            await outage.worked()
        elif after and not before:
            await outage.failed(lambda: alarm.reason(vitals), certain=True)
