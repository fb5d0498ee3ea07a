"""`latchkey bench`: what things cost here, in ratios where there is something to compare with."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from pipeline.bench.row import Goal, Measure, Rival, Row

COLUMNS = 98
LONGEST_RUN = 7 * 24 * 60
"""Minutes."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument(
        "--naive",
        action="store_true",
        help="run the naive pipeline whole (minutes a clip), not on one in twelve of its frames only",
    )
    parser.add_argument(
        "--minutes",
        type=_minutes,
        metavar="N",
        help="look at clips for so long instead, and see whether that slows down: exit 1 above 50 %%",
    )


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = nan
    if not 0 < minutes <= LONGEST_RUN:
        raise argparse.ArgumentTypeError(f"{text!r}: give more than 0 and at most {LONGEST_RUN} minutes")
    return minutes


def run(args: argparse.Namespace) -> int:
    from pipeline.bench.row import NAIVE_PART, Bench

    settings = load_settings()
    if args.minutes is not None:
        return _long_run(settings, args.minutes, args.json)
    with tempfile.TemporaryDirectory(prefix="latchkey-bench-") as folder:
        bench = Bench(settings.models_dir, Path(folder), naive_part=1 if args.naive else NAIVE_PART)
        rows = [row for measure in measures() for row in _told(measure(bench))]
    print(json.dumps(as_json(rows), indent=1) if args.json else table(rows))
    return 0


def _long_run(settings: Settings, minutes: float, as_json: bool) -> int:
    from bot.long_bench import endure, told
    from pipeline.bench.machine import described

    endurance = endure(settings, minutes)
    if as_json:
        print(json.dumps({"machine": described(), **endurance.as_json()}, indent=1))
    else:
        print(told(endurance))
    return 0 if endurance.held else 1


def measures() -> tuple[Measure, ...]:
    """Everything that is measured, in the order it is told. A measure yields rows."""
    from bot.door_bench import door_rows
    from bot.gallery_bench import gallery_rows
    from bot.history_bench import history_rows
    from bot.loop_bench import loop_rows
    from bot.rhythm_bench import chart_rows, rhythm_rows
    from pipeline.bench.measures import MEASURES

    return (*MEASURES, gallery_rows, history_rows, rhythm_rows, chart_rows, door_rows, loop_rows)


def _told(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        print(f"measured: {row.name}", file=sys.stderr)
        yield row


def as_json(rows: Sequence[Row]) -> dict[str, Any]:
    from pipeline.bench.machine import described

    return {"machine": described(), "rows": [row.as_json() for row in rows]}


def table(rows: Sequence[Row]) -> str:
    """Aligned text, also when it goes into a file. What is said of a row stands below it."""
    from pipeline.bench.machine import described

    told = described()
    machine = f"{told['board'] or told['machine']}, {told['cores']} cores, Python {told['python']}"
    lines = [machine, "", _line("", "here", "against", "ratio", "goal")]
    before = ""
    for row in rows:
        lines.append(_row(row, "" if row.name == before else row.name))
        lines += textwrap.wrap(row.note, COLUMNS, initial_indent="    ", subsequent_indent="    ")
        before = row.name
    return "\n".join(lines)


def _row(row: Row, name: str) -> str:
    value = _number(row.value, row.unit) if name else ""
    ratio = "" if row.ratio is None else f"{row.ratio:.3g} x"
    return _line(name, value, _against(row.rival, row.unit), ratio, _goal(row.goal, row.met))


def _line(name: str, value: str, against: str, ratio: str, goal: str) -> str:
    """Without a ratio there is room for the reason."""
    compared = f"{against:<28} {ratio:>7}" if ratio else f"{against:<36}"
    return f"{name:<35} {value:>8}  {compared}  {goal}".rstrip()


def _against(rival: Rival | None, unit: str) -> str:
    if rival is None:
        return ""
    return (
        f"{rival.name}: {rival.why or 'not measured' if rival.value is None else _number(rival.value, unit)}"
    )


def _goal(goal: Goal | None, met: bool | None) -> str:
    if goal is None:
        return ""
    bound = f"<= {goal.at_most:g}" if goal.at_most is not None else f">= {goal.at_least:g}"
    return bound + {True: " met", False: " MISSED", None: ""}[met]


def _number(value: float | None, unit: str) -> str:
    """Three digits."""
    if value is None:
        return "-"
    if unit == "s" and value < 0.1:
        return _number(value * 1000, "ms")
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
