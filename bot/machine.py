"""Whether this machine can run Latchkey at all. Imports nothing that an old Python lacks."""

from __future__ import annotations

import sys

OLDEST_PYTHON = (3, 11)


def machine_problems(
    python: tuple[int, ...] = tuple(sys.version_info[:2]), bits: int = sys.maxsize.bit_length() + 1
) -> list[str]:
    """One line each, naming what there is and what would do."""
    problems = []
    if python < OLDEST_PYTHON:
        found = ".".join(map(str, python))
        problems.append(f"Python={found}: give 3.11 or newer; make setup finds one that is installed")
    if bits < 64:
        problems.append(f"system={bits}-bit: give a 64-bit one, such as Raspberry Pi OS (64-bit)")
    return problems
