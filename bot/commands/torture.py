"""`latchkey torture`: the bot under broken clouds and kill -9, judged by what the clouds saw."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

from bot.demo.workplace import workplace

if TYPE_CHECKING:
    from bot.torture.judge import Finding

STORM_MINUTES, SOAK_MINUTES = 20.0, 8.0
MOST_MINUTES = 10_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--events", type=_count, default=1000, metavar="N", help="recordings (default 1000)")
    parser.add_argument("--cameras", type=_count, default=4, metavar="N", help="cameras (default 4)")
    parser.add_argument(
        "--kills", type=_none_or_more, default=100, metavar="N", help="SIGKILLs (default 100)"
    )
    parser.add_argument(
        "--seed", type=_none_or_more, default=1, metavar="N", help="the same seed, the same storm (default 1)"
    )
    parser.add_argument(
        "--soak", action="store_true", help="instead: a week in minutes, and whether anything grows"
    )
    parser.add_argument(
        "--minutes",
        type=_minutes,
        metavar="N",
        help=f"patience with the storm and with the rest after it (default {STORM_MINUTES:g}); of the soak's "
        f"week (default {SOAK_MINUTES:g})",
    )
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="use this new folder, and keep store and logs"
    )


def _count(text: str) -> int:
    return _whole(text, 1)


def _none_or_more(text: str) -> int:
    return _whole(text, 0)


def _whole(text: str, least: int) -> int:
    if not text.isdecimal() or int(text) < least:
        raise argparse.ArgumentTypeError(f"{text!r}: give a whole number, {least} or more")
    return int(text)


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = nan
    if not 0 < minutes < MOST_MINUTES:
        raise argparse.ArgumentTypeError(f"{text!r}: give more than 0 and less than {MOST_MINUTES} minutes")
    return minutes


def run(args: argparse.Namespace) -> int:
    from bot.torture.printing import as_json, table

    with workplace(args.keep) as folder:
        title, findings = asyncio.run((_soak if args.soak else _storm)(args, folder))
    print(json.dumps(as_json(title, findings), indent=1) if args.json else table(title, findings, args.keep))
    return 0 if all(finding.holds for finding in findings) else 1


async def _storm(args: argparse.Namespace, folder: Path) -> tuple[str, list[Finding]]:
    from bot.demo.environment import demo_settings
    from bot.torture.judge import verdict
    from bot.torture.plan import storm_plan
    from bot.torture.storm import storm

    plan = storm_plan(args.seed, args.events, args.cameras, args.kills)
    evidence = await storm(folder, plan, demo_settings(), args.minutes or STORM_MINUTES, _tell)
    return f"storm {plan.mark}, seed {args.seed}", verdict(evidence)


async def _soak(args: argparse.Namespace, folder: Path) -> tuple[str, list[Finding]]:
    from bot.demo.environment import demo_settings
    from bot.torture.soak import soak

    minutes = args.minutes or SOAK_MINUTES
    findings = await soak(folder, args.seed, args.cameras, minutes, demo_settings(), _tell)
    return f"soak, a week in {minutes:g} minutes, seed {args.seed}", findings


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
