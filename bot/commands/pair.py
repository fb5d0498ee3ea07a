"""`latchkey pair`."""

from __future__ import annotations

import argparse

from bot import standing_in


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    print(f"Pairing code: {standing_in.ask({'ask': 'pair'})} (15 min)")
    return 0
