"""Ring's history of a camera: pages of entries, newest first as a rule, some late or out of order."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from pipeline.types import EventKind, Recording

FIRST_PAGE = 15
NEXT_PAGE = 50
MAX_PAGES = 200

TAIL = 5
"""A page ends the search when so many of its last entries are too old: one alone may be out of order."""

Entry = dict[str, Any]
ReadPage = Callable[[int, Any], Awaitable[Any]]
"""Given how many entries are wanted and the id that all should be older than (None: from the newest)."""


async def read_back(read_page: ReadPage, camera_id: str, since: datetime) -> list[Recording]:
    """All recordings of kind motion and ding at or after `since`, newest first.

    Raises ValueError for an answer that is no list, and what `read_page` raises.
    """
    found: dict[str, Recording] = {}
    seen: set[str] = set()
    older_than = None
    for number in range(MAX_PAGES):
        entries = _entries(await read_page(NEXT_PAGE if number else FIRST_PAGE, older_than))
        fresh = [entry for entry in entries if str(_id(entry)) not in seen]
        if not fresh:
            break  # the end, or a server that does not know `older_than`
        seen.update(str(_id(entry)) for entry in fresh)
        for recording in _recordings(fresh, camera_id):
            if recording.recorded_at >= since:
                found[recording.id] = recording
        if _ends(entries, since):
            break
        older_than = _id(entries[-1])
    return sorted(found.values(), key=lambda recording: recording.recorded_at, reverse=True)


def _entries(answer: Any) -> list[Entry]:
    if not isinstance(answer, list):
        raise ValueError("history is not a list")
    return [entry for entry in answer if isinstance(entry, dict) and _id(entry) is not None]


def _id(entry: Entry) -> Any:
    return entry.get("id", entry.get("ding_id"))


def _recordings(entries: Iterable[Entry], camera_id: str) -> Iterable[Recording]:
    for entry in entries:
        recorded_at = moment(entry.get("created_at"))
        with contextlib.suppress(ValueError):  # on_demand and what else there may be: nobody came
            kind = EventKind(str(entry.get("kind")).lower())
            if recorded_at is not None:
                yield Recording(str(_id(entry)), camera_id, kind, recorded_at)


def _ends(entries: list[Entry], since: datetime) -> bool:
    tail = [moment(entry.get("created_at")) for entry in entries[-TAIL:]]
    return all(recorded_at is not None and recorded_at < since for recorded_at in tail)


def moment(told: Any) -> datetime | None:
    """Any ISO 8601 form, or a number of seconds or milliseconds since the epoch; None where it is neither."""
    try:
        if isinstance(told, int | float):
            return datetime.fromtimestamp(told / 1000 if told > 1e11 else told, UTC)
        parsed = datetime.fromisoformat(str(told))
    except (ValueError, OverflowError, OSError):
        return None
    return parsed.replace(tzinfo=parsed.tzinfo or UTC).astimezone(UTC)
