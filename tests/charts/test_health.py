from __future__ import annotations

from typing import Any

import pytest
from PIL import Image

from charts.health import FOOT, LEFT, PLOT, RIGHT, TOP, health
from charts.panels import Line, Panel
from charts.style import DARK, LIGHT, WIDTH
from tests.charts.pictures import decoded, shares

HOUR = 3600.0
HEAT = Panel("Temperature", (Line(((0, 50), (HOUR, 60)), "60"),), top=90, floor=20, limit=80)
USED = Panel(
    "In use",
    (Line(((0, 40), (HOUR, 40)), "40", "disk"), Line(((0, 70), (HOUR, 70)), "70", "memory")),
    top=100,
)


def draw(*panels: Panel, dark: bool = False, every: float = HOUR) -> Image.Image:
    given: dict[str, Any] = {"title": "How I am doing", "subtitle": "past hour", "ticks": [(0, "12:00")]}
    return decoded(health(panels, span=(0, HOUR), every=every, dark=dark, **given))


def plot(image: Image.Image, place: int = 0, *, left: float = 0, right: float = 1) -> Image.Image:
    """The area of one panel, or a part of its width."""
    top, wide = TOP + 58 + place * (PLOT + 78), WIDTH - LEFT - RIGHT
    return image.crop((int(LEFT + left * wide), top, int(LEFT + right * wide), top + PLOT))


def test_it_is_as_wide_as_a_phone_and_as_high_as_it_has_panels() -> None:
    one, two = draw(HEAT), draw(HEAT, USED)
    assert one.width == two.width == WIDTH
    assert one.height < two.height <= 1280
    assert one.height > TOP + PLOT + FOOT
    assert draw(HEAT, HEAT, HEAT, USED).height <= 1280


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_two_lines_have_their_own_colours_and_the_limit_one(style: Any) -> None:
    image = draw(HEAT, USED, dark=style is DARK)
    blue, dashes = shares(plot(image), [style.known, style.mark])
    assert blue > 500
    assert dashes > 100
    blue, orange = shares(plot(image, 1), [style.known, style.strangers])
    assert min(blue, orange) > 500


def test_a_limit_far_above_is_not_drawn_and_one_that_is_passed_is() -> None:
    calm = Panel("Frames", (Line(((0, 13), (HOUR, 14)), "14"),), top=40, limit=300)
    wild = Panel("Frames", (Line(((0, 13), (HOUR, 290)), "290"),), top=40, limit=300)
    assert shares(plot(draw(calm)), [LIGHT.mark]) == [0]
    assert shares(plot(draw(wild)), [LIGHT.mark])[0] > 100


def test_where_nothing_was_measured_there_is_a_gap() -> None:
    points = ((0, 50), (360, 50), (3240, 50), (3600, 50))
    image = draw(Panel("Temperature", (Line(points, "50"),), top=90), every=360)
    assert shares(plot(image, left=0, right=0.08), [LIGHT.known])[0] > 50
    assert shares(plot(image, left=0.2, right=0.8), [LIGHT.known]) == [0]


def test_the_newest_of_a_line_that_is_too_short_is_seen() -> None:
    image = draw(Panel("Temperature", (Line(((1800, 50),), "50"),), top=90))
    assert shares(plot(image, left=0.45, right=0.55), [LIGHT.known])[0] > 10


def test_single_clips_are_dots() -> None:
    image = draw(Panel("Frames", (Line(((1800, 30),), "30"),), top=40, dots=True))
    assert shares(plot(image, left=0.45, right=0.55), [LIGHT.known])[0] > 10


def test_nothing_measured_is_said() -> None:
    image = draw()
    assert image.size == (WIDTH, 420)
    assert shares(image, [LIGHT.ink])[0] > 500


def test_a_span_must_be_one() -> None:
    with pytest.raises(ValueError, match="a span must end after it begins"):
        health([HEAT], title="", subtitle="", span=(5, 5), ticks=[], every=1)
