"""`latchkey torture`: the bot under broken clouds and kill -9, judged by what the clouds saw."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from pathlib import Path

from bot.demo.workplace import workplace

HELP = "break the clouds and kill the bot, and see whether anything is lost"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--events", type=_count, default=1000, metavar="N", help="recordings (default 1000)")
    parser.add_argument("--cameras", type=_count, default=4, metavar="N", help="cameras (default 4)")
    parser.add_argument(
        "--kills", type=_none_or_more, default=100, metavar="N", help="SIGKILLs (default 100)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="the same seed, the same storm (default 1)"
    )
    parser.add_argument(
        "--minutes",
        type=float,
        default=20,
        metavar="N",
        help="patience, for the storm and for the rest after it",
    )
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="use this new folder, and keep store and logs"
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: give 1 or more")
    return number


def _none_or_more(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text}: give 0 or more")
    return number


def run(args: argparse.Namespace) -> int:
    from bot.demo.environment import demo_settings
    from bot.torture.judge import verdict
    from bot.torture.plan import storm_plan
    from bot.torture.printing import as_json, table
    from bot.torture.storm import storm

    plan = storm_plan(args.seed, args.events, args.cameras, args.kills)
    with workplace(args.keep) as folder:
        evidence = asyncio.run(storm(folder, plan, demo_settings(), args.minutes, _tell))
    findings = verdict(evidence)
    logs = args.keep or None
    print(json.dumps(as_json(plan, findings), indent=1) if args.json else table(plan, findings, logs))
    return 0 if all(finding.holds for finding in findings) else 1


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
