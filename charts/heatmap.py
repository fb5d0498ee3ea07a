"""When the door is busy: hours down, days across, as a calendar lays out a week."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from charts.style import DPI, FONT, SMALL, WIDTH, Look, bare, count, look, png, say_empty, sheet, write
from charts.words import ENGLISH, Words

DAYS, HOURS = 7, 24
HEIGHT = 1280
LEFT, TOP, BOTTOM, RIGHT = 132, 196, 124, 40  # pixels around the grid
SWATCH = 44
LINE = 72 / DPI  # points in a pixel

Counts = NDArray[np.int64]


def heatmap(
    counts: Sequence[Sequence[int]],
    *,
    title: str,
    subtitle: str,
    columns: Sequence[int] = range(DAYS),
    words: Words = ENGLISH,
    dark: bool = False,
) -> bytes:
    """A PNG, 1080 x 1280 px, of visits by local hour and weekday.

    `counts[day][hour]`: 7 days from Monday, each of 24 hours from midnight; `columns` are the days that are
    shown, the others are left out of everything. ValueError for another shape, or for a number that is
    negative or not whole. `title` and `subtitle` are cut where they do not fit.
    """
    table, style = _table(counts)[list(columns)], look(dark)
    figure = sheet(HEIGHT, title, subtitle, style)
    axes = _grid(figure, [words.days[day] for day in columns], style)
    axes.pcolormesh(_colours(table.T, int(table.max()), style), edgecolors=style.paper, linewidth=3 * LINE)
    if table.any():
        _mark_busiest(axes, table, style)
        _legend(figure, int(table.max()), words.visits, style)
    else:
        say_empty(axes, words, style)
    return png(figure)


def _table(counts: Sequence[Sequence[int]]) -> Counts:
    rows = [[count(value) for value in row] for row in counts]
    if len(rows) != DAYS or any(len(row) != HOURS for row in rows):
        raise ValueError(f"a heatmap needs {DAYS} days of {HOURS} hours")
    return np.array(rows, dtype=np.int64)


def _grid(figure: Figure, days: Sequence[str], style: Look) -> Axes:
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    axes = figure.add_axes((LEFT / WIDTH, BOTTOM / HEIGHT, width / WIDTH, height / HEIGHT))
    bare(axes, style)
    axes.set(xlim=(0, len(days)), ylim=(HOURS, 0))
    axes.xaxis.tick_top()
    axes.set_xticks(np.arange(len(days)) + 0.5, days)
    axes.set_yticks(np.arange(0, HOURS, 3) + 0.5, [f"{hour:02}:00" for hour in range(0, HOURS, 3)])
    return axes


def _colours(visits: Counts, most: int, style: Look) -> NDArray[np.float64]:
    """RGBA for every number, by its square root: one very busy hour must not pale the rest.

    Zero has a colour of its own, so that one visit never looks like none.
    """
    strength = np.sqrt((visits - 1).clip(0) / (most - 1)) if most > 1 else np.ones(visits.shape)
    return np.where(visits[..., None] > 0, style.ramp(strength), to_rgba(style.empty))


def _mark_busiest(axes: Axes, table: Counts, style: Look) -> None:
    """The first of equals: the caption's "most on Fridays at 17" names the same cell."""
    day, hour = divmod(int(table.argmax()), HOURS)
    axes.add_patch(
        Rectangle((day, hour), 1, 1, fill=False, edgecolor=style.mark, linewidth=6 * LINE, clip_on=False)
    )
    axes.text(
        day + 0.5,
        hour + 0.5,
        str(table.max()),
        color=style.paper,
        size=SMALL,
        weight="bold",
        family=FONT,
        ha="center",
        va="center_baseline",
    )


def _legend(figure: Figure, most: int, visits: str, style: Look) -> None:
    """Swatches with their numbers, along the foot of the sheet."""
    steps = np.unique([0, *np.linspace(1, most, 4).round().astype(np.int64)])
    y, x = BOTTOM / 2 - 6, LEFT
    for step, colour in zip(steps, _colours(steps, most, style), strict=True):
        _swatch(figure, x, y, colour)
        text = write(figure, (x + SWATCH + 12) / WIDTH, y / HEIGHT, str(step), SMALL, style.faint)
        x = int(text.get_window_extent().x1) + 36
    write(figure, x / WIDTH, y / HEIGHT, visits, SMALL, style.faint)


def _swatch(figure: Figure, x: float, y: float, colour: NDArray[np.float64]) -> None:
    corner = (x / WIDTH, (y - SWATCH / 2) / HEIGHT)
    figure.add_artist(
        Rectangle(
            corner, SWATCH / WIDTH, SWATCH / HEIGHT, facecolor=tuple(colour), transform=figure.transFigure
        )
    )
