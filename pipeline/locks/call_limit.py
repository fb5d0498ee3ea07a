"""SwitchBot takes 10,000 calls a day: nobody's polling uses up what a command needs."""

from __future__ import annotations

from pipeline.errors import LockLimit
from pipeline.ports import CallCount
from pipeline.types import Need

CALLS_A_DAY = 10_000
KEPT_FROM = {Need.POLL: 1_000, Need.LOOK: 500}
"""So many of the last calls are not for this need; a command is tried in any case."""


async def permit(count: CallCount, need: Need) -> None:
    """Raises LockLimit where the calls that are left are kept for what matters more."""
    kept = KEPT_FROM.get(need, 0)
    if not kept:
        return
    used = await count.of_a_day()
    if used >= CALLS_A_DAY - kept:
        raise LockLimit(
            f"{used:,} of the {CALLS_A_DAY:,} calls that SwitchBot takes in a day are used: "
            "the others are kept for opening and locking."
        )


class NotCounted:
    """For a program that asks a few times and ends."""

    async def of_a_day(self) -> int:
        return 0

    async def add(self) -> None:
        """Nothing to remember."""
