"""When a number is worth an alert, and when that is over: two lines, and how long beyond them. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """Between `ends` and `begins` nothing changes, so a number that sways around a line is told once."""

    begins: float
    """From this value on."""
    ends: float
    """Below this one."""
    lasting: float = 0.0
    """Seconds in one piece before it is true."""
    calm: float = 0.0
    """Seconds in one piece before it is over."""


@dataclass(frozen=True, slots=True)
class Standing:
    on: bool = False
    turning_since: float | None = None
    """The monotonic clock's second since when the value lies beyond the line that turns it over."""


def judged(rule: Rule, standing: Standing, value: float | None, now: float) -> Standing:
    """`now` by the monotonic clock: wall clocks jump. What is not known (None) changes nothing."""
    if value is None:
        return Standing(standing.on)
    beyond = value < rule.ends if standing.on else value >= rule.begins
    if not beyond:
        return Standing(standing.on)
    since = now if standing.turning_since is None else standing.turning_since
    if now - since >= (rule.calm if standing.on else rule.lasting):
        return Standing(not standing.on)
    return Standing(standing.on, since)
