"""How the machine does: small charts below each other, over the same hours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from charts.panels import Line, Panel
from charts.style import BODY, MARGIN, SMALL, WIDTH, Look, bare, look, png, say_empty, sheet, write
from charts.words import ENGLISH, Words

LEFT, RIGHT, TOP, FOOT = 96, 48, 176, 76  # pixels around the panels
PLOT, HEADING = 172, 78  # pixels of one panel's height, and of what stands above it
EMPTY = 420
GAP = 3
"""Times the usual distance of two points: what lies further apart is not joined."""

Ticks = Sequence[tuple[float, str]]


def health(
    panels: Sequence[Panel],
    *,
    title: str,
    subtitle: str,
    span: tuple[float, float],
    ticks: Ticks,
    every: float,
    words: Words = ENGLISH,
    dark: bool = False,
) -> bytes:
    """A PNG, 1080 px wide. `span` and the `ticks` are in the points' seconds, which come `every` so many.

    ValueError for a span that ends before it begins.
    """
    if span[1] <= span[0]:
        raise ValueError("a span must end after it begins")
    style = look(dark)
    figure = sheet(_height(len(panels)), title, subtitle, style)
    for place, panel in enumerate(panels):
        axes = _axes(figure, place, len(panels), style)
        axes.set(xlim=span)
        axes.set_xticks(
            [at for at, _ in ticks], [label if place == len(panels) - 1 else "" for _, label in ticks]
        )
        _scale(axes, panel, style)
        _draw(axes, panel, every, style)
        _heading(figure, axes, panel, style)
    if not panels:
        _nothing(figure, words, style)
    return png(figure)


def _height(panels: int) -> int:
    return TOP + panels * (PLOT + HEADING) - HEADING + 58 + FOOT if panels else EMPTY


def _axes(figure: Figure, place: int, panels: int, style: Look) -> Axes:
    height = _height(panels)
    top = TOP + 58 + place * (PLOT + HEADING)
    box = (LEFT / WIDTH, 1 - (top + PLOT) / height, (WIDTH - LEFT - RIGHT) / WIDTH, PLOT / height)
    axes = figure.add_axes(box)
    bare(axes, style)
    axes.set_axisbelow(True)
    axes.grid(color=style.empty, linewidth=1.5)
    axes.tick_params(axis="x", pad=8)
    return axes


def _scale(axes: Axes, panel: Panel, style: Look) -> None:
    highest = max((value for line in panel.lines for _, value in line.points), default=panel.top)
    top = max(panel.top, 1.12 * highest)
    axes.set(ylim=(panel.floor, top))
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    if panel.limit is not None and panel.limit <= top:
        axes.axhline(panel.limit, color=style.mark, linewidth=1.5, linestyle=(0, (4, 3)))


def _draw(axes: Axes, panel: Panel, every: float, style: Look) -> None:
    for line, colour in zip(panel.lines, (style.known, style.strangers), strict=False):
        times, values = _broken(line, GAP * every)
        if panel.dots:
            axes.plot(times, values, ".", color=colour, markersize=6)
        else:
            axes.plot(times, values, color=colour, linewidth=2.2, solid_capstyle="round", clip_on=False)
            # In its first hour a line of a day is too short to be seen.
            axes.plot(times[-1:], values[-1:], ".", color=colour, markersize=9, clip_on=False)


def _broken(line: Line, gap: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """With a hole wherever nothing was measured for longer than `gap` seconds."""
    points = np.array(line.points, dtype=np.float64).reshape(-1, 2)
    holes = np.flatnonzero(np.diff(points[:, 0]) > gap) + 1
    return np.insert(points[:, 0], holes, np.nan), np.insert(points[:, 1], holes, np.nan)


def _heading(figure: Figure, axes: Axes, panel: Panel, style: Look) -> None:
    """The title, and at the right each line's newest value beside its colour."""
    y = axes.get_position().y1 + 34 / figure.bbox.height
    write(figure, MARGIN, y, panel.title, BODY, style.ink, bold=True)
    end = float(WIDTH - RIGHT)
    pairs = list(zip(panel.lines, (style.known, style.strangers), strict=False))
    for line, colour in reversed(pairs):
        text = write(figure, MARGIN, y, f"{line.name} {line.now}".strip(), BODY, style.ink)
        end -= text.get_window_extent().width
        text.set_x(end / WIDTH)
        end -= 34
        write(figure, end / WIDTH, y, "■", SMALL, colour)
        end -= 28


def _nothing(figure: Figure, words: Words, style: Look) -> None:
    axes = figure.add_axes((0, 0, 1, 1 - 150 / EMPTY))
    bare(axes, style)
    axes.set(xticks=[], yticks=[])
    say_empty(axes, words, style)
