"""When a number is worth an alert: two lines, and how long beyond them."""

from __future__ import annotations

import pytest

from bot.health.verdicts import Rule, Standing, judged

HOT = Rule(80, 75, lasting=30, calm=120)


def on(rule: Rule, values: dict[float, float | None]) -> list[float]:
    """The seconds at which it turned."""
    standing, turns = Standing(), []
    for second, value in values.items():
        before, standing = standing, judged(rule, standing, value, second)
        if standing.on != before.on:
            turns.append(second)
    return turns


def every_15(*values: float | None) -> dict[float, float | None]:
    return {15.0 * place: value for place, value in enumerate(values)}


def test_it_begins_once_the_value_has_lasted() -> None:
    assert on(HOT, every_15(70, 81, 81, 81, 81)) == [45]


@pytest.mark.parametrize("dip", [79.9, 60.0])
def test_a_dip_before_that_begins_it_anew(dip: float) -> None:
    assert on(HOT, every_15(81, 81, dip, 81, 81, 81)) == [75]


def test_a_value_that_sways_around_the_line_turns_it_once() -> None:
    assert on(HOT, every_15(*[81] * 3, *[79, 81, 76, 80] * 20)) == [30]


def test_it_ends_below_the_second_line_once_that_has_lasted() -> None:
    cooling = [81, 81, 81, *[74] * 4, 75, *[74] * 9]
    assert on(HOT, every_15(*cooling)) == [30, 15 * (8 + 8)]


def test_what_is_not_known_changes_nothing() -> None:
    assert on(HOT, every_15(81, 81, None, 81, 81, None, None, None)) == []
    assert judged(HOT, Standing(on=True), None, 5).on


def test_without_a_wait_it_turns_at_once() -> None:
    assert on(Rule(1, 0.8), every_15(0.9, 1, 0.9, 0.8, 0.79, 1)) == [15, 60, 75]
