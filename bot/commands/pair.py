"""`latchkey pair`."""

from __future__ import annotations

import argparse
import sys

from bot import standing_in


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    code, note = standing_in.ask({"ask": "pair"})
    print(f"Pairing code: {code} (15 min)")
    if note:
        print(f"latchkey: {note}", file=sys.stderr)
    return 0
