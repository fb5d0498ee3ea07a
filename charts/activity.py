"""How many came, day by day: known people and strangers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from charts.style import MARGIN, SMALL, TITLE, WIDTH, Look, bare, count, look, png, say_empty, sheet, write
from charts.words import ENGLISH, Words

HEIGHT = 760
LEFT, TOP, BOTTOM, RIGHT = 96, 150, 110, 64  # pixels around the bars

MOST_BARS = 124
"""As many as a phone shows well. More days are told by the week, more weeks by the month."""

AVERAGED, AVERAGE_FROM = 7, 14
"""Days that the line is the mean of; with fewer than two such weeks it would say nothing."""

WEEK, MONTH = 7, 30.44
WEEKDAYS_UP_TO = 9

Numbers = NDArray[np.int64]
Places = NDArray[np.floating]


def activity(
    days: Sequence[tuple[date, int, int]], *, title: str, words: Words = ENGLISH, dark: bool = False
) -> bytes:
    """A PNG, 1080 x 760 px: a bar a day, visits by known people below, with strangers on top; a line for
    their average. More than 124 days are bars of weeks from Monday, more than 124 weeks bars of months.

    `days` are (local date, visits with known people alone, visits with strangers), oldest first; a day that
    is left out is an empty place. ValueError for days out of order, or for a number that is negative or not
    whole.
    """
    dates, known, strangers = _columns(days)
    style = look(dark)
    figure = sheet(HEIGHT, title, "", style)
    axes = _axes(figure, style)
    if (known + strangers).any():
        _chart(figure, axes, (dates, known, strangers), words, style)
    else:
        axes.set(xticks=[], yticks=[])
        say_empty(axes, words, style)
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
    axes.tick_params(axis="x", pad=8)
    return axes


def _chart(
    figure: Figure, axes: Axes, columns: tuple[Numbers, Numbers, Numbers], words: Words, style: Look
) -> None:
    known, strangers = int(columns[1].sum()), int(columns[2].sum())
    (dates, *kinds), size, told = _gathered(columns, words)
    _bars(axes, dates, kinds, size, style)
    axes.set_xticks(*_labels(dates, size, words))
    averaged = size == 1 and dates[-1] - dates[0] >= AVERAGE_FROM - 1
    if averaged:
        _line(axes, dates, kinds[0] + kinds[1], style)
    _legend(figure, [(known, words.known), (strangers, words.strangers)], style)
    if told or averaged:
        _foot(figure, words.average if averaged else told, averaged, style)


def _gathered(
    columns: tuple[Numbers, Numbers, Numbers], words: Words
) -> tuple[tuple[Numbers, ...], float, str]:
    """Dates, known and strangers of each bar, the days that a bar stands for, and what to call that."""
    dates, known, strangers = columns
    span = int(dates[-1] - dates[0]) + 1
    if span <= MOST_BARS:
        return (dates, known, strangers), 1, ""
    if span <= MOST_BARS * WEEK:
        # The ordinal 1 is a Monday.
        return _summed((dates - 1) // WEEK * WEEK + 1, known, strangers), WEEK, words.a_week
    return _summed(np.array([_month(day) for day in dates]), known, strangers), MONTH, words.a_month


def _summed(bars: Numbers, known: Numbers, strangers: Numbers) -> tuple[Numbers, ...]:
    found, starts = np.unique(bars, return_index=True)
    return found, np.add.reduceat(known, starts), np.add.reduceat(strangers, starts)


def _month(day: int) -> int:
    return date.fromordinal(int(day)).replace(day=1).toordinal()


def _bars(axes: Axes, dates: Numbers, kinds: Sequence[Numbers], size: float, style: Look) -> None:
    """Each begins at its date, but for days, which stand upon it."""
    places = dates + (0.0 if size == 1 else size / 2)
    known, strangers = kinds
    _pile(axes, places, (np.zeros_like(known), known), 0.86 * size, style.known)
    _pile(axes, places, (known, known + strangers), 0.86 * size, style.strangers)
    edges = (places[0] - 0.6 * size, places[-1] + 0.6 * size)
    axes.set(xlim=edges, ylim=(0, (known + strangers).max() * 1.04))
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.grid(axis="y", color=style.empty, linewidth=1.5)
    axes.set_axisbelow(True)


def _pile(
    axes: Axes,
    places: Places,
    heights: tuple[Numbers, Numbers],
    width: float,
    colour: str,
) -> None:
    """Bars around these places, from the lower heights to the upper. One artist: `bar` makes one of each bar,
    which costs as much as the whole rest of the picture."""
    left, right, (low, high) = places - width / 2, places + width / 2, heights
    corners = np.array([(left, low), (left, high), (right, high), (right, low)], dtype=float)
    axes.add_collection(
        PolyCollection(list(corners.transpose(2, 0, 1)), facecolors=colour, linewidths=0, antialiased=False),
        autolim=False,
    )


def _line(axes: Axes, dates: Numbers, totals: Numbers, style: Look) -> None:
    """The mean of each day and those before it, as soon as there are enough; left out days count as none."""
    every = np.zeros(int(dates[-1] - dates[0]) + 1)
    every[dates - dates[0]] = totals
    mean = np.convolve(every, np.ones(AVERAGED) / AVERAGED, "valid")
    places = dates[0] + np.arange(AVERAGED - 1, len(every))
    axes.plot(places, mean, color=style.paper, linewidth=5.5, solid_capstyle="round")
    axes.plot(places, mean, color=style.ink, linewidth=2.5, solid_capstyle="round")


def _labels(dates: Numbers, size: float, words: Words) -> tuple[list[float], list[str]]:
    """Few enough to be read, counted back from the newest bar."""
    most = WEEKDAYS_UP_TO if size == 1 and len(dates) <= WEEKDAYS_UP_TO else 7
    first, last = int(dates[0]), int(dates[-1])
    if size == 1:
        places = list(range(last, first - 1, -((last - first) // most + 1)))
    else:
        places = [int(day) for day in dates[:: -((len(dates) - 1) // 6 + 1)]]
    shown = [_told(date.fromordinal(place), size, most > 7 or len(dates) <= 7, words) for place in places]
    return [place if size == 1 else place + size / 2 for place in places], shown


def _told(day: date, size: float, weekdays: bool, words: Words) -> str:
    month = words.months[day.month - 1]
    if size > WEEK:
        return f"{month} {day:%y}"
    if size == 1 and weekdays:
        return f"{words.days[day.weekday()]}\n{day.day}"
    return words.date.format(day=day.day, month=month)


def _legend(figure: Figure, kinds: Sequence[tuple[int, str]], style: Look) -> None:
    """Beside its colour each kind says its total."""
    y, end = 1 - 112 / HEIGHT, MARGIN
    for (total, name), colour in zip(kinds, (style.known, style.strangers), strict=True):
        write(figure, end, y, "■", TITLE, colour)
        text = write(figure, end + 50 / WIDTH, y, f"{total} {name}", SMALL, style.ink)
        end = (text.get_window_extent().x1 + 36) / WIDTH


def _foot(figure: Figure, told: str, line: bool, style: Look) -> None:
    """At the right of the legend's line: what the line is, or what a bar stands for."""
    y = 1 - 112 / HEIGHT
    text = write(figure, MARGIN, y, told, SMALL, style.faint)
    start = WIDTH - RIGHT - text.get_window_extent().width
    text.set_x(start / WIDTH)
    if line:
        write(figure, (start - 50) / WIDTH, y, "━", SMALL, style.ink, bold=True)
