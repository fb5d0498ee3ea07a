from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from PIL import Image

from charts.heatmap import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, heatmap
from charts.style import DARK, LIGHT, WIDTH
from charts.words import Words
from tests.charts.pictures import RGB, decoded, luminance, pixel, rgb, shares

ROOM_X, ROOM_Y = (WIDTH - LEFT - RIGHT) / 7, (HEIGHT - TOP - BOTTOM) / 24


def week(**cells: int) -> list[list[int]]:
    """`d4h17=9`: nine visits on Friday at 17."""
    counts = [[0] * 24 for _ in range(7)]
    for name, visits in cells.items():
        day, hour = name[1:].split("h")
        counts[int(day)][int(hour)] = visits
    return counts


def draw(counts: Any, dark: bool = False) -> Image.Image:
    return decoded(heatmap(counts, title="When your door is busy", subtitle="past 30 days", dark=dark))


def cell(image: Image.Image, day: int, hour: int) -> RGB:
    """The colour near the cell's corner, clear of outline and number."""
    return pixel(image, LEFT + ROOM_X * day + 12, TOP + ROOM_Y * hour + 12)


def cells(image: Image.Image) -> dict[tuple[int, int], float]:
    return {(day, hour): luminance(cell(image, day, hour)) for day in range(7) for hour in range(24)}


def test_a_picture_fills_a_phones_width() -> None:
    assert draw(week(d0h0=1)).size == (1080, HEIGHT)


@pytest.mark.parametrize(("dark", "strongest"), [(False, min), (True, max)])
def test_the_busiest_cell_has_the_strongest_colour(dark: bool, strongest: Any) -> None:
    shades = cells(draw(week(d4h17=9, d4h18=8, d0h7=3, d6h23=1), dark))
    assert strongest(shades, key=lambda place: shades[place]) == (4, 17)


@pytest.mark.parametrize("dark", [False, True])
def test_more_visits_look_like_more(dark: bool) -> None:
    image = draw(week(d0h0=1, d1h6=2, d2h12=4, d6h23=8), dark)
    shades = [cells(image)[place] for place in ((0, 0), (1, 6), (2, 12), (6, 23))]
    assert shades == sorted(shades, reverse=not dark)
    assert len(set(shades)) == 4


def test_days_run_from_monday_and_hours_from_midnight() -> None:
    for day, hour in ((0, 0), (0, 23), (6, 0), (6, 23), (3, 11)):
        image = draw(week(**{f"d{day}h{hour}": 5}))
        filled = [place for place in cells(image) if cell(image, *place) != rgb(LIGHT.empty)]
        assert filled == [(day, hour)]


def test_one_visit_beside_a_thousand_does_not_look_like_none() -> None:
    image = draw(week(d0h0=1, d1h1=1000))
    assert cell(image, 0, 0) == rgb(LIGHT.few)
    assert cell(image, 2, 2) == rgb(LIGHT.empty)


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_only_the_first_of_equals_is_marked(style: Any) -> None:
    image = draw(week(d2h5=7, d4h17=7), dark=style is DARK)
    edge = [
        pixel(image, LEFT + ROOM_X * day + ROOM_X / 2, TOP + ROOM_Y * hour) for day, hour in ((2, 5), (4, 17))
    ]
    assert edge[0] == rgb(style.mark)
    assert edge[1] != rgb(style.mark)


def test_no_visits_is_said_without_legend_or_mark() -> None:
    empty = draw(week())
    assert shares(empty, [LIGHT.mark, LIGHT.many]) == [0, 0]
    middle = empty.crop((LEFT, HEIGHT // 2 - 100, WIDTH - RIGHT, HEIGHT // 2 + 100))
    assert shares(middle, [LIGHT.ink])[0] > 100
    foot = empty.crop((0, HEIGHT - BOTTOM + 10, WIDTH, HEIGHT))
    assert foot.getcolors() == [(foot.width * foot.height, rgb(LIGHT.paper))]


def test_only_the_chosen_days_are_shown_and_counted() -> None:
    counts = week(d0h0=90, d5h10=3, d6h11=1)
    image = decoded(heatmap(counts, title="Door", subtitle="weekends", columns=(5, 6)))
    room = (WIDTH - LEFT - RIGHT) / 2
    assert pixel(image, LEFT + 12, TOP + ROOM_Y * 10 + 12) == rgb(LIGHT.many)
    assert pixel(image, LEFT + room + 12, TOP + ROOM_Y * 11 + 12) == rgb(LIGHT.few)
    assert pixel(image, LEFT + 12, TOP + 12) == rgb(LIGHT.empty)


def test_it_is_written_in_the_words_that_are_given() -> None:
    german = Words(days=("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), visits="Besuche")
    counts = week(d1h1=3)
    assert heatmap(counts, title="", subtitle="", words=german) != heatmap(counts, title="", subtitle="")


def test_dark_differs_from_light() -> None:
    light, dark = draw(week(d1h1=1)), draw(week(d1h1=1), dark=True)
    assert pixel(light, 2, 2) == rgb(LIGHT.paper)
    assert pixel(dark, 2, 2) == rgb(DARK.paper)


def test_numbers_from_numpy_are_numbers() -> None:
    counts = np.zeros((7, 24), dtype=np.int64)
    counts[3, 4] = 2
    assert draw(counts).tobytes() == draw(week(d3h4=2)).tobytes()


@pytest.mark.parametrize(
    "counts", [[], week()[:6], [*week(), [0] * 24], [[0] * 23] * 7, [*week()[:6], [0] * 25]]
)
def test_another_shape_is_refused(counts: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="7 days of 24 hours"):
        draw(counts)


@pytest.mark.parametrize("value", [-1, math.nan, math.inf, 1.5, True, "3", None])
def test_what_is_no_number_of_visits_is_refused(value: Any) -> None:
    counts: list[list[Any]] = week()
    counts[6][23] = value
    with pytest.raises(ValueError, match="is not a number of visits"):
        draw(counts)
