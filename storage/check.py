"""The invariants of the store, checked."""

from __future__ import annotations

from storage.database import Database
from storage.thumbnails import Thumbnails


async def check(db: Database, thumbnails: Thumbnails) -> list[str]:
    """One sentence per broken invariant; [] if all hold."""
    raise NotImplementedError
