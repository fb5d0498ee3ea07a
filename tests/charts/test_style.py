from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import _pylab_helpers
from matplotlib.colors import to_hex

from charts.activity import activity
from charts.heatmap import heatmap
from charts.style import DARK, LIGHT, Look, printable
from tests.charts.pictures import contrast, decoded, luminance, rgb

WEEK = [[(day * hour) % 5 for hour in range(24)] for day in range(7)]
# Viénot, Brettel and Mollon 1999, in linear RGB: how a protanope and a deuteranope see.
BLINDNESS = {
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


def draw(title: str, subtitle: str = "past 30 days", counts: Any = WEEK) -> bytes:
    return heatmap(counts, title=title, subtitle=subtitle)


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_everything_written_is_readable_on_its_paper(style: Look) -> None:
    for colour in (style.ink, style.faint):
        assert contrast(rgb(colour), rgb(style.paper)) > 4.5
    assert contrast(rgb(style.paper), rgb(style.many)) > 4.5  # the number in the busiest cell


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_the_ramp_goes_one_way_in_lightness(style: Look) -> None:
    steps = [luminance(rgb(to_hex(style.ramp(x / 20)))) for x in range(21)]
    assert steps == sorted(steps, reverse=style is LIGHT)
    assert contrast(rgb(style.few), rgb(style.many)) > 4.5


@pytest.mark.parametrize("style", [LIGHT, DARK])
@pytest.mark.parametrize("kind", BLINDNESS)
def test_known_and_strangers_stay_apart_for_the_colour_blind(style: Look, kind: str) -> None:
    seen = [
        np.array(BLINDNESS[kind]) @ (np.array(rgb(colour)) / 255) ** 2.2
        for colour in (style.known, style.strangers)
    ]
    assert float(np.linalg.norm(seen[0] - seen[1])) > 0.3


def test_a_title_too_long_is_cut_inside_the_sheet() -> None:
    image = decoded(draw("the camera of the garden gate behind the house " * 4))
    margin = image.crop((1040, 20, 1080, 130))
    assert margin.getcolors() == [(margin.width * margin.height, rgb(LIGHT.paper))]
    assert decoded(draw("")).tobytes() != image.tobytes()


def test_a_title_is_text_and_never_mathematics() -> None:
    assert draw("Tip: $5 or $x^$") != draw("Tip: 5 or x^")


def test_characters_without_a_glyph_are_left_out() -> None:
    assert printable("🚪 Front\ndoor  👋") == "Front door"
    assert printable("Zoë Müller, Θεός, Дверь…") == "Zoë Müller, Θεός, Дверь…"
    assert draw("🚪 Front\ndoor") == draw("Front door")


@pytest.mark.slow
def test_charts_drawn_at_once_in_many_threads_are_the_same_as_one_by_one() -> None:
    titles = [f"Door {number}" for number in range(6)]
    one_by_one = [draw(title) for title in titles]
    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(draw, titles)) == one_by_one


def test_drawing_leaves_no_figure_and_no_setting_behind() -> None:
    before = dict(mpl.rcParams)
    draw("Door")
    activity([(date(2026, 11, 16), 1, 2)], title="Door")
    assert dict(mpl.rcParams) == before
    assert _pylab_helpers.Gcf.get_all_fig_managers() == []
