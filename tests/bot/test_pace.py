"""How fast a chat is told what it did not ask for."""

from __future__ import annotations

from bot.pace import AT_ONCE, GROUP, PRIVATE, Pace

SAM, HOME = 4242, -100


def test_a_few_at_once_then_one_a_second() -> None:
    now = 1000.0
    pace = Pace(lambda: now)
    told = []
    for _ in range(300):
        while pace.wait(SAM) == 0:
            pace.spend(SAM)
            told.append(now - 1000.0)
        now += 0.1
    assert told[:AT_ONCE] == [0.0] * AT_ONCE
    assert len(told) == AT_ONCE + 29
    assert min(later - one for one, later in zip(told[AT_ONCE:], told[AT_ONCE + 1 :], strict=False)) > 0.99


def test_a_group_has_fifteen_a_minute_and_every_chat_its_own() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    for _ in range(AT_ONCE):
        pace.spend(HOME)
    assert pace.wait(HOME) == GROUP == 4 * PRIVATE
    assert pace.wait(SAM) == 0
    assert pace.resting() == {HOME: GROUP}
    now = GROUP * AT_ONCE
    assert pace.resting() == {}
    assert pace.wait(HOME) == 0
