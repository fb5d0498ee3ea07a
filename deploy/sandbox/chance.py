"""Chance that can be repeated: the same names give the same number, in every process and order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def chance(*names: object) -> float:
    """0 <= number < 1, of what the names say and of nothing else."""
    digest = hashlib.sha256("\0".join(map(str, names)).encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def pick(shares: Mapping[str, float], *names: object) -> str | None:
    """One of `shares` with its probability, by `chance` of the names; None for what they leave of 1."""
    number = chance(*names)
    for name, share in shares.items():
        if number < share:
            return name
        number -= share
    return None
