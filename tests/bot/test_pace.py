"""How fast a chat is told what it did not ask for."""

from __future__ import annotations

from bot.pace import AT_ONCE, Pace
from bot.urgency import KEPT, MOST, PERIOD, GroupShares

SAM, HOME = 4242, -100


def test_a_few_at_once_then_one_a_second() -> None:
    now = 1000.0
    pace = Pace(GroupShares(lambda: now), lambda: now)
    told = []
    for _ in range(300):
        while pace.wait(SAM) == 0:
            pace.spend(SAM)
            told.append(now - 1000.0)
        now += 0.1
    assert told[:AT_ONCE] == [0.0] * AT_ONCE
    assert len(told) == AT_ONCE + 29
    assert min(later - one for one, later in zip(told[AT_ONCE:], told[AT_ONCE + 1 :], strict=False)) > 0.99


async def test_a_group_rests_as_its_limiter_counts_and_every_chat_has_its_own() -> None:
    now = 0.0
    groups = GroupShares(lambda: now)
    pace = Pace(groups, lambda: now)
    await groups.enter(HOME, MOST - KEPT)
    assert pace.resting() == {HOME: PERIOD}
    assert pace.wait(SAM) == 0
    now = PERIOD
    assert pace.resting() == {}
