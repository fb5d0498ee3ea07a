"""Embeddings as the store holds them: little-endian float64."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Sequence


def to_blob(embedding: Sequence[float]) -> bytes | None:
    """None for an empty one."""
    return struct.pack(f"<{len(embedding)}d", *embedding) if len(embedding) else None


def from_blob(blob: bytes | None) -> tuple[float, ...]:
    return () if blob is None else struct.unpack(f"<{len(blob) // 8}d", blob)


def packed(blob: bytes) -> array[float]:
    """As `from_blob`, in a quarter of the room: for many that are kept in memory."""
    numbers = array("d", blob)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
