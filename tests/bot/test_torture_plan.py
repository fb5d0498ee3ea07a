"""A storm is drawn from its seed alone."""

from __future__ import annotations

from collections import Counter

from bot.torture.footage import TAKES
from bot.torture.plan import NOBODY, PEOPLE, Deed, Instant, storm_plan


def test_the_same_seed_gives_the_same_storm() -> None:
    assert storm_plan(7, 100, 4, 10) == storm_plan(7, 100, 4, 10)
    assert storm_plan(7, 100, 4, 10).mark == storm_plan(7, 100, 4, 10).mark
    assert storm_plan(7, 100, 4, 10).mark != storm_plan(8, 100, 4, 10).mark


def test_as_many_as_were_asked_for() -> None:
    plan = storm_plan(1, 1001, 4, 100)
    assert len(plan.events) == 1001
    assert len(plan.kills) == 100
    assert {one.camera for one in plan.events} == {0, 1, 2, 3}
    assert [one.second for one in plan.events] == sorted(one.second for one in plan.events)
    assert 0.2 < sum(one.person for one in plan.events) / 1001 < 0.5
    assert {one.instant for one in plan.kills} == set(Instant)
    assert sum(one.ding for one in plan.events) > 30


def test_the_snooze_is_long_over_in_the_end() -> None:
    snoozes = [one for one in storm_plan(1, 1000, 4, 1).deeds if one.deed is Deed.SNOOZE]
    assert [one.user for one in snoozes] == [1]
    assert snoozes[0].second + 60 < 1000 * 0.4
    assert Counter(one.deed for one in storm_plan(1, 1000, 4, 1).deeds)[Deed.OPEN] > 3


def test_every_clip_of_a_plan_can_be_shot() -> None:
    assert {take.name for take in TAKES} == {*PEOPLE, *NOBODY}
