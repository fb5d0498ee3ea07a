"""Embeddings between the store and memory."""

from __future__ import annotations

import tracemalloc

from storage.vectors import from_blob, packed, to_blob

EMBEDDING = [number / 7 for number in range(128)]


def test_they_come_back_as_they_were() -> None:
    blob = to_blob(EMBEDDING)
    assert blob is not None
    assert list(from_blob(blob)) == list(packed(blob)) == EMBEDDING


def test_those_that_are_kept_take_little_more_room_than_their_numbers() -> None:
    """A kilobyte each, not four: a bot that runs for months holds hundreds of strangers."""
    blob = to_blob(EMBEDDING)
    assert blob is not None
    tracemalloc.start()
    try:
        kept = [packed(blob) for _ in range(100)]
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 1.2 * len(kept) * len(blob)
