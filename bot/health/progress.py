"""Whether the bot does its work: a loop that turns is not enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.health.pulse import Pulse
from bot.pump import Pump

STILL = 300.0
"""Seconds without a poll beginning: the longest one that is waited for takes about 90."""

LONGEST_ROUND = 600.0
"""Seconds of one round of a pump: most take milliseconds, and what takes long has a task beside."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`pumps`: without which the bot would be there in vain."""

    pulse: Pulse
    pumps: Sequence[Pump]
    longest_round: float = LONGEST_ROUND

    def complaint(self) -> str | None:
        """What does not go on, in English; None: all does."""
        silent = self.pulse.silent_for
        if silent > STILL + 2 * self.pulse.every:
            return f"no poll has begun for {silent:.0f} s"
        for pump in self.pumps:
            if pump.ended:
                return f"{pump.name} has ended"
            if pump.busy_for > self.longest_round:
                return f"{pump.name} has not come back for {pump.busy_for:.0f} s"
        return None
