"""`latchkey stats`: the numbers behind /stats and the heatmap. Reads only; the bot may run."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime, tzinfo
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.heard import NotUnderstood, OneAtATime
from bot.preflight import existing_store_problems
from bot.rhythm_choice import EVER, LONGEST_SPAN, Choice, NoSpan, window
from bot.rhythm_reading import read
from bot.rhythm_words import busiest
from bot.settings import load_settings
from bot.vocabulary import vocabulary
from pipeline.errors import SettingsError
from storage.activity import first_event_at
from storage.read_only import read_only
from storage.summaries import Summary, summary
from storage.timestamps import to_text

WIDTH = 100
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEK = Choice(7)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "span", nargs="*", help="7d (unless another is given), 30d, 2 weeks, or all: since the first event"
    )
    parser.add_argument("--json", action="store_true", help="print JSON alone")


def run(args: argparse.Namespace) -> int:
    settings = load_settings()
    days = _days(" ".join(args.span), settings.zone)
    if problems := existing_store_problems(settings.db_path):
        raise SettingsError(problems)
    with read_only(settings.db_path) as store:
        span = window(days, datetime.now(UTC), settings.zone, first_event_at(store))
        found = summary(store, span.since, span.until, settings.zone, span.before)
    if args.json:
        print(json.dumps(as_json(found, days, settings.zone), indent=1, ensure_ascii=False))
    else:
        _print(found, settings.zone)
    return 0


def _days(text: str, zone: tzinfo) -> int:
    """SystemExit with 2 for what is no span, as argparse has it."""
    try:
        choice = read(text, vocabulary((), ()), WEEK, datetime.now(UTC), zone)
    except (NotUnderstood, OneAtATime, NoSpan):
        choice = None
    if choice is None or choice != Choice(choice.days):
        parser = argparse.ArgumentParser(prog="latchkey stats")
        arguments(parser)
        parser.error(f"{text!r} is no span: give 7d, 2 weeks or all; 1 to {LONGEST_SPAN} days")
    return choice.days


def as_json(found: Summary, days: int, zone: tzinfo) -> dict[str, Any]:
    """Times are UTC; days and hours local, weekdays from Monday."""
    most = busiest(found.grid)
    return {
        "span": "all" if days == EVER else f"{days}d",
        "since": to_text(found.since),
        "until": to_text(found.until),
        "timezone": str(zone),
        "visits": found.totals.visits,
        "visits_before": found.before,
        "strangers": found.totals.strangers,
        "by_person": [{"name": key, "display_name": name, "visits": n} for key, name, n in found.people],
        "by_camera": [{"id": key, "name": name, "visits": n} for key, name, n in found.cameras],
        "busiest": most and {"weekday": most.weekday, "hour": most.hour, "visits": most.visits},
        "heatmap": [list(hours) for hours in found.grid],
        "days": [
            {"date": str(day), "visits": known + strangers, "strangers": strangers}
            for day, known, strangers in found.days
        ],
    }


def _print(found: Summary, zone: tzinfo) -> None:
    console = Console(width=WIDTH, highlight=False)
    since, until = (moment.astimezone(zone) for moment in (found.since, found.until))
    console.print(f"{found.totals.visits} visits, {since:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M}")
    if found.before is not None:
        console.print(f"{found.before} in as long a time before")
    if most := busiest(found.grid):
        console.print(f"busiest: {DAYS[most.weekday]} {most.hour:02}:00, {most.visits} visits")
    console.print()
    console.print(_counted(found))
    console.print()
    console.print(_grid(found))


def _counted(found: Summary) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(max_width=60, no_wrap=True)
    table.add_column(justify="right")
    for _, name, visits in found.people:
        table.add_row(Text(name), str(visits))
    table.add_row("strangers", str(found.totals.strangers))
    for _, name, visits in found.cameras:
        table.add_row(Text(f"at {name}"), str(visits))
    return table


def _grid(found: Summary) -> Table:
    """Hours across; nothing stands for no visit."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("")
    for hour in range(24):
        table.add_column(f"{hour:02}", justify="right")
    for day, hours in zip(DAYS, found.grid, strict=True):
        table.add_row(day, *(str(visits) if visits else "·" for visits in hours))
    return table
