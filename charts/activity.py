"""How many came, day by day: known people and strangers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from charts.style import (
    MARGIN,
    SMALL,
    TITLE,
    WIDTH,
    Look,
    bare,
    count,
    look,
    png,
    say_empty,
    sheet,
    write,
)

HEIGHT = 760
LEFT, TOP, BOTTOM, RIGHT = 96, 150, 84, 64  # pixels around the bars

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Numbers = NDArray[np.int64]


def activity(days: Sequence[tuple[date, int, int]], *, title: str, dark: bool = False) -> bytes:
    """A PNG, 1080 x 760 px: a bar a day, visits by known people below, by strangers on top.

    `days` are (local date, visits with a known person, visits with strangers only), oldest first;
    a day that is left out is an empty place. ValueError for days out of order, or for a number that
    is negative or not whole. About 120 days are as many as a phone shows well.
    """
    dates, known, strangers = _columns(days)
    style = look(dark)
    figure = sheet(HEIGHT, title, "", style)
    axes = _axes(figure, style)
    if (known + strangers).any():
        _bars(axes, dates, known, strangers, style)
        _legend(figure, int(known.sum()), int(strangers.sum()), style)
    else:
        axes.set(xticks=[], yticks=[])
        say_empty(axes, style)
    return png(figure)


def _columns(days: Sequence[tuple[date, int, int]]) -> tuple[Numbers, Numbers, Numbers]:
    dates = [day for day, _, _ in days]
    if any(later <= earlier for earlier, later in pairwise(dates)):
        raise ValueError("the days of a chart must follow one another")
    known = np.array([count(value) for _, value, _ in days], dtype=np.int64)
    strangers = np.array([count(value) for _, _, value in days], dtype=np.int64)
    return np.array([day.toordinal() for day in dates], dtype=np.int64), known, strangers


def _axes(figure: Figure, style: Look) -> Axes:
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    axes = figure.add_axes((LEFT / WIDTH, BOTTOM / HEIGHT, width / WIDTH, height / HEIGHT))
    bare(axes, style)
    return axes


def _bars(axes: Axes, dates: Numbers, known: Numbers, strangers: Numbers, style: Look) -> None:
    axes.bar(dates, known, width=0.86, color=style.known)
    axes.bar(dates, strangers, width=0.86, bottom=known, color=style.strangers)
    axes.set(xlim=(dates[0] - 0.6, dates[-1] + 0.6), ylim=(0, (known + strangers).max() * 1.04))
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.set_xticks(*_day_labels(int(dates[0]), int(dates[-1])))
    axes.grid(axis="y", color=style.empty, linewidth=1.5)
    axes.set_axisbelow(True)


def _day_labels(first: int, last: int) -> tuple[list[int], list[str]]:
    """Up to seven days, counted back from the newest."""
    places = list(range(last, first - 1, -((last - first) // 7 + 1)))
    days = [date.fromordinal(place) for place in places]
    return places, [f"{day.day} {MONTHS[day.month - 1]}" for day in days]


def _legend(figure: Figure, known: int, strangers: int, style: Look) -> None:
    """Beside its colour each kind says its total."""
    y, end = 1 - 112 / HEIGHT, MARGIN
    for name, total, colour in (("known", known, style.known), ("strangers", strangers, style.strangers)):
        write(figure, end, y, "■", TITLE, colour)
        text = write(figure, end + 50 / WIDTH, y, f"{total} {name}", SMALL, style.ink)
        end = (text.get_window_extent().x1 + 36) / WIDTH
