"""One look for every chart: sizes that survive a phone and its JPEG, colours that everybody can tell apart.

Pictures are 1080 px wide and shown on a phone at about a third of that, so nothing is written
smaller than 30 px. Quantities go by lightness within one hue; categories use Okabe and Ito's blue and
orange. No pyplot and no rcParams: a chart may be drawn in any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from numbers import Real

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.text import Text

from charts.words import Words

WIDTH = 1080
"""Pixels. Telegram shrinks a photo to 1280 px at most: no chart is higher, so it arrives pixel for pixel."""

DPI = 144
MARGIN = 48 / WIDTH
FONT = "DejaVu Sans"  # comes with matplotlib, so the look is the same on every machine
TITLE, BODY, SMALL = 23.0, 17.0, 15.0  # points; 46, 34 and 30 px


@dataclass(frozen=True, slots=True)
class Look:
    paper: str
    ink: str
    faint: str
    """Labels: readable, but not what one looks at first."""
    empty: str
    """The place of a number that is zero."""
    few: str
    many: str
    mark: str
    known: str
    strangers: str

    @property
    def ramp(self) -> Colormap:
        """From a few to many, zero left out. The eye goes to `many` on either paper."""
        return LinearSegmentedColormap.from_list("visits", [self.few, self.many])


LIGHT = Look(
    paper="#ffffff",
    ink="#1b2430",
    faint="#566373",
    empty="#eef1f4",
    few="#bcd8ef",
    many="#08306b",
    mark="#d55e00",
    known="#0072b2",
    strangers="#e69f00",
)
DARK = Look(
    paper="#17212b",
    ink="#f2f5f8",
    faint="#a5b3c1",
    empty="#222e3a",
    few="#2d5478",
    many="#d6ecff",
    mark="#e69f00",
    known="#56b4e9",
    strangers="#e69f00",
)


def look(dark: bool) -> Look:
    return DARK if dark else LIGHT


def sheet(height: int, title: str, subtitle: str, style: Look) -> Figure:
    """An empty sheet, `WIDTH` x `height` pixels, with its headings."""
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=style.paper)
    FigureCanvasAgg(figure)
    write(figure, MARGIN, 1 - 52 / height, title, TITLE, style.ink, bold=True)
    write(figure, MARGIN, 1 - 112 / height, subtitle, BODY, style.faint)
    return figure


def write(
    figure: Figure, x: float, y: float, text: str, size: float, colour: str, bold: bool = False
) -> Text:
    """One line from (x, y), a share of the sheet, cut where the sheet ends."""
    font = FontProperties(family=FONT, size=size, weight="bold" if bold else "normal")
    written = figure.text(x, y, "", color=colour, fontproperties=font, va="center", parse_math=False)
    room = (1 - MARGIN - x) * figure.bbox.width
    shown = printable(text)
    written.set_text(shown)
    while shown and written.get_window_extent().width > room:
        shown = shown[:-1].rstrip()
        written.set_text(shown + "…")
    return written


def printable(text: str) -> str:
    """`text` on one line, without the characters that the font lacks (emoji, mostly)."""
    glyphs = _glyphs()
    return " ".join("".join(c if ord(c) in glyphs or c.isspace() else "" for c in text).split())


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(findfont(FontProperties(family=FONT))).get_charmap())


def bare(axes: Axes, style: Look) -> None:
    """No frame and no tick marks; labels in the small size."""
    axes.set_facecolor(style.paper)
    axes.set_frame_on(False)
    axes.tick_params(length=0, labelsize=SMALL, labelcolor=style.faint, labelfontfamily=FONT)


def say_empty(axes: Axes, words: Words, style: Look) -> None:
    """What stands in place of the numbers while there are none."""
    for text, offset, size, colour in (
        (words.nothing, 26, TITLE, style.ink),
        (words.soon, -34, BODY, style.faint),
    ):
        axes.annotate(
            text,
            (0.5, 0.5),
            xycoords="axes fraction",
            xytext=(0, offset * 72 / DPI),
            textcoords="offset points",
            color=colour,
            size=size,
            family=FONT,
            ha="center",
            va="center",
        )


def count(value: object) -> int:
    """A whole number of visits. ValueError for anything that is none."""
    if isinstance(value, Real) and not isinstance(value, bool):
        number = float(value)
        if number.is_integer() and number >= 0:
            return int(number)
    raise ValueError(f"{value!r} is not a number of visits")


def png(figure: Figure) -> bytes:
    """The same sheet gives the same bytes."""
    buffer = BytesIO()
    FigureCanvasAgg(figure).print_png(buffer, metadata={"Software": None})
    return buffer.getvalue()
