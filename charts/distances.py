"""How far faces lie from their own person and from everybody else, and where the tolerances cut."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import blended_transform_factory

from charts.style import FONT, MARGIN, SMALL, TITLE, WIDTH, Look, bare, look, png, sheet, write

HEIGHT = 860
LEFT, TOP, BOTTOM, RIGHT = 130, 220, 120, 64  # pixels around the bars
COUNTED = 24  # pixels from the left: the name of the counts, beside up to four digits
BIN = 0.05
LOWEST, HIGHEST = 0.0, 1.2


def distances(
    genuine: Sequence[float],
    impostor: Sequence[float],
    *,
    tolerances: Sequence[tuple[str, float]] = (),
    title: str = "Distances of faces",
    dark: bool = False,
) -> bytes:
    """A PNG, 1080 x 860 px: two histograms over one axis of distance, a line at each named tolerance.

    `genuine` are distances to the own person, `impostor` to the nearest other; where there are none, it says
    so. ValueError for a distance that is negative or not finite; those above 1.2 are counted in the last bar.
    """
    own, other = (_checked(values) for values in (genuine, impostor))
    style = look(dark)
    figure = sheet(HEIGHT, title, "", style)
    axes = _axes(figure, style)
    if own or other:
        _bars(axes, own, other, style)
    else:
        _say_empty(axes, style)
    for name, place in tolerances:
        _mark(axes, name, place, style)
    _legend(figure, own, other, style)
    return png(figure)


def _checked(values: Sequence[float]) -> list[float]:
    for value in values:
        if not math.isfinite(value) or value < 0:
            raise ValueError(f"{value!r} is not a distance")
    return [min(value, HIGHEST - BIN / 2) for value in values]


def _axes(figure: Figure, style: Look) -> Axes:
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    axes = figure.add_axes((LEFT / WIDTH, BOTTOM / HEIGHT, width / WIDTH, height / HEIGHT))
    bare(axes, style)
    axes.set_xlim(LOWEST, HIGHEST)
    axes.set_xticks(np.arange(LOWEST, HIGHEST + 0.1, 0.2))
    axes.tick_params(axis="x", pad=14)
    axes.set_xlabel("distance", color=style.faint, size=SMALL, family=FONT)
    axes.set_ylabel("photos and clips", color=style.faint, size=SMALL, family=FONT, va="center")
    axes.yaxis.set_label_coords((COUNTED - LEFT) / width, 0.5)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.grid(axis="y", color=style.empty, linewidth=1.5)
    axes.set_axisbelow(True)
    return axes


def _say_empty(axes: Axes, style: Look) -> None:
    axes.set_yticks([])
    axes.text(
        0.5,
        0.5,
        "Nothing to show: no face was compared with anybody",
        transform=axes.transAxes,
        ha="center",
        va="center",
        size=SMALL,
        family=FONT,
        color=style.ink,
        backgroundcolor=style.paper,
        zorder=3,
    )


def _bars(axes: Axes, own: list[float], other: list[float], style: Look) -> None:
    """Side by side, so that neither hides the other."""
    # Rounded: 6 * 0.05 is a little more than 0.3, which would then stand in the bar before.
    edges = np.arange(LOWEST, HIGHEST + BIN / 2, BIN).round(9)
    counts = [np.histogram(values, edges)[0] for values in (own, other)]
    for number, (heights, colour) in enumerate(zip(counts, (style.known, style.strangers), strict=True)):
        axes.bar(edges[:-1] + BIN * (0.3 + 0.4 * number), heights, width=BIN * 0.4, color=colour)
    axes.set_ylim(0, max(1, *(int(heights.max()) for heights in counts)) * 1.08)


def _mark(axes: Axes, name: str, place: float, style: Look) -> None:
    """The names stand above the bars, on both sides of close lines."""
    axes.axvline(place, color=style.ink, linewidth=2, linestyle=(0, (4, 3)))
    nth = len(axes.lines)
    axes.text(
        place + (0.01 if nth % 2 == 0 else -0.01),
        1.02,
        f"{name} {place:g}",
        transform=blended_transform_factory(axes.transData, axes.transAxes),
        ha="left" if nth % 2 == 0 else "right",
        va="bottom",
        size=SMALL,
        family=FONT,
        color=style.ink,
    )


def _legend(figure: Figure, own: list[float], other: list[float], style: Look) -> None:
    y, end = 1 - 112 / HEIGHT, MARGIN
    for name, values, colour in (("own person", own, style.known), ("nearest other", other, style.strangers)):
        write(figure, end, y, "■", TITLE, colour)
        text = write(figure, end + 50 / WIDTH, y, f"{name}: {len(values)}", SMALL, style.ink)
        end = (text.get_window_extent().x1 + 36) / WIDTH
