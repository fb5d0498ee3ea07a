"""`latchkey bench`: what things cost here, in ratios where there is something to compare with."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import load_settings

if TYPE_CHECKING:
    from pipeline.benchmarks import Measure, Row

HELP = "measure, in ratios"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON alone")


def run(args: argparse.Namespace) -> int:
    from pipeline.benchmarks import Bench

    settings = load_settings()
    with tempfile.TemporaryDirectory(prefix="latchkey-bench-") as folder:
        bench = Bench(settings.models_dir, Path(folder))
        rows = [row for measure in measures() for row in _told(measure(bench))]
    print(json.dumps(as_json(rows), indent=1) if args.json else table(rows))
    return 0


def measures() -> tuple[Measure, ...]:
    """Everything that is measured, in the order it is told. A measure yields rows."""
    from bot.door_bench import door_rows
    from pipeline.benchmarks import MEASURES

    return (*MEASURES, door_rows)


def _told(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        print(f"measured: {row.name}", file=sys.stderr)
        yield row


def as_json(rows: list[Row]) -> dict[str, object]:
    machine = {"machine": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()}
    return {"machine": machine, "rows": [asdict(row) for row in rows]}


def table(rows: list[Row]) -> str:
    """Aligned text: also when it goes into a file."""
    width = max(len(row.name) for row in rows)
    lines = [f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"]
    for row in rows:
        value = "     -" if row.value is None else f"{row.value:6.2f}"
        bound = "" if row.bound is None else f"(at most {row.bound:g})"
        lines.append(f"{row.name:<{width}}  {value} {row.unit:<7} {bound:<15} {row.note}".rstrip())
    return "\n".join(lines)
