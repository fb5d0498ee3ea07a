"""`latchkey version`."""

from __future__ import annotations

import argparse
from importlib.metadata import version


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    print(f"latchkey {version('latchkey')}")
    return 0
