from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image

from charts.activity import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, activity
from charts.style import DARK, LIGHT, WIDTH
from tests.charts.pictures import decoded, pixel, rgb, shares

MONDAY = date(2026, 11, 16)


def days(*visits: tuple[Any, Any]) -> list[tuple[date, Any, Any]]:
    return [(MONDAY + timedelta(index), *pair) for index, pair in enumerate(visits)]


def draw(given: Any, dark: bool = False) -> Image.Image:
    return decoded(activity(given, title="Visits, past 7 days", dark=dark))


def bar(image: Image.Image, index: int, total: int, colour: str) -> int:
    """The height in pixels of `colour` in the middle of one day's bar."""
    room = (WIDTH - LEFT - RIGHT) / (total + 0.2)
    x = int(LEFT + room * (index + 0.6))
    return shares(image.crop((x, TOP, x + 1, HEIGHT - BOTTOM)), [colour])[0]


def heights(image: Image.Image, total: int, colour: str) -> list[int]:
    return [bar(image, index, total, colour) for index in range(total)]


def test_a_picture_fills_a_phones_width() -> None:
    assert draw(days((1, 0))).size == (1080, HEIGHT)


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_bars_stand_for_known_people_and_strangers(style: Any) -> None:
    image = draw(days((1, 4), (2, 0), (4, 1)), dark=style is DARK)
    known, strangers = heights(image, 3, style.known), heights(image, 3, style.strangers)
    assert known[0] < known[1] < known[2]
    assert strangers[0] > strangers[2] > strangers[1] == 0
    assert known[2] == pytest.approx(4 * known[0], abs=8)
    assert known[2] == pytest.approx(strangers[0], abs=8)


def test_days_run_from_left_to_right_and_a_left_out_day_is_a_gap() -> None:
    given = [(MONDAY, 3, 0), (MONDAY + timedelta(2), 1, 0)]
    first, between, last = heights(draw(given), 3, LIGHT.known)
    assert first > last > between == 0


def test_a_day_without_visits_keeps_its_place() -> None:
    assert (
        draw([(MONDAY, 3, 0), (MONDAY + timedelta(2), 1, 0)]).tobytes()
        == draw(days((3, 0), (0, 0), (1, 0))).tobytes()
    )


@pytest.mark.parametrize("given", [[], days((0, 0), (0, 0))])
def test_no_visits_is_said(given: Any) -> None:
    image = draw(given)
    assert shares(image, [LIGHT.known, LIGHT.strangers]) == [0, 0]
    assert shares(image.crop((LEFT, TOP, WIDTH, HEIGHT)), [LIGHT.ink])[0] > 100


def test_the_newest_days_label_is_not_cut() -> None:
    for count in (1, 7, 30, 120):
        image = draw(days(*[(1, 1)] * count))
        edge = image.crop((WIDTH - 3, 0, WIDTH, HEIGHT))
        assert edge.getcolors() == [(3 * HEIGHT, rgb(LIGHT.paper))]


def bars(image: Image.Image) -> int:
    """How many there are, by their lowest pixels."""
    foot = [pixel(image, x, HEIGHT - BOTTOM - 3) == rgb(LIGHT.known) for x in range(LEFT, WIDTH - RIGHT)]
    return sum(now and not before for before, now in pairwise([False, *foot]))


@pytest.mark.parametrize(("count", "shown"), [(31, 31), (140, 20), (7 * 124, 124), (7 * 124 + 1, 30)])
def test_a_long_history_is_told_by_the_week_or_the_month(count: int, shown: int) -> None:
    """From Monday, 16 November 2026; the longest one until April 2029."""
    assert bars(draw(days(*[(1, 0)] * count))) == shown


def test_a_line_shows_the_mean_as_soon_as_there_are_two_weeks() -> None:
    even, busier = days(*[(4, 0)] * 14), days(*[(4, 0)] * 7, *[(8, 0)] * 7)
    right, left = WIDTH - RIGHT - 60, LEFT + (WIDTH - LEFT - RIGHT) * 0.55
    places = [_ink(draw(given), x) for given in (even, busier) for x in (left, right)]
    assert places[0] == pytest.approx(places[1], abs=3)
    assert places[3] < places[2]
    assert _ink(draw(days(*[(4, 0)] * 13)), right) == 0


def _ink(image: Image.Image, x: float) -> float:
    """The highest pixel of the line there, 0 where there is none."""
    rows = range(TOP, HEIGHT - BOTTOM)
    return next((float(y) for y in rows if pixel(image, x, y) == rgb(LIGHT.ink)), 0.0)


def test_dark_differs_from_light() -> None:
    assert pixel(draw(days((1, 1))), 2, 2) == rgb(LIGHT.paper)
    assert pixel(draw(days((1, 1)), dark=True), 2, 2) == rgb(DARK.paper)


@pytest.mark.parametrize("given", [[(MONDAY, 1, 0), (MONDAY, 1, 0)], [*reversed(days((1, 0), (2, 0)))]])
def test_days_out_of_order_are_refused(given: Any) -> None:
    with pytest.raises(ValueError, match="must follow one another"):
        draw(given)


@pytest.mark.parametrize("value", [-1, math.nan, 0.5, None])
@pytest.mark.parametrize("place", ["known", "strangers"])
def test_what_is_no_number_of_visits_is_refused(value: Any, place: str) -> None:
    with pytest.raises(ValueError, match="is not a number of visits"):
        draw(days((value, 0) if place == "known" else (0, value)))
