"""Ring's history of a camera: pages of entries, newest first as a rule, some late or out of order."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from pipeline.types import EventKind, HistoryPage, Recording

FIRST_PAGE = 15
NEXT_PAGE = 50
MAX_PAGES = 200

TAIL = 5
"""A page ends the search when so many of its last entries are too old: one alone may be out of order."""

SENSELESS_PAGES = 2
"""So many in a row without one readable time end the search: nothing says that it would ever reach back."""

Entry = dict[str, Any]
ReadPage = Callable[[int, Any], Awaitable[Any]]
"""Given how many entries are wanted and the id that all should be older than (None: from the newest)."""


async def read_back(
    read_page: ReadPage, camera_id: str, since: datetime
) -> AsyncGenerator[HistoryPage, None]:
    """All recordings of kind motion and ding at or after `since`, page by page, the newest first.

    Raises ValueError for an answer that is no list, and what `read_page` raises.
    """
    seen: set[str] = set()
    older_than, senseless = None, 0
    for number in range(MAX_PAGES):
        entries = _entries(await read_page(NEXT_PAGE if number else FIRST_PAGE, older_than))
        fresh = [entry for entry in entries if str(_id(entry)) not in seen]
        if not fresh:
            return  # the end, or a server that does not know `older_than`
        seen.update(str(_id(entry)) for entry in fresh)
        senseless = 0 if any(_times(entries)) else senseless + 1
        more = not _ends(entries, since) and senseless < SENSELESS_PAGES
        wanted = (one for one in _recordings(fresh, camera_id) if one.recorded_at >= since)
        yield HistoryPage(tuple(wanted), more)
        if not more:
            return
        older_than = _id(entries[-1])


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
    """What has no readable time says nothing about how far the page goes back."""
    tail = _times(entries)[-TAIL:]
    return bool(tail) and all(recorded_at < since for recorded_at in tail)


def _times(entries: list[Entry]) -> list[datetime]:
    told = (moment(entry.get("created_at")) for entry in entries)
    return [recorded_at for recorded_at in told if recorded_at is not None]


def moment(told: Any) -> datetime | None:
    """Any ISO 8601 form, or a number of seconds or milliseconds since the epoch; None where it is neither."""
    try:
        if isinstance(told, int | float):
            return datetime.fromtimestamp(told / 1000 if told > 1e11 else told, UTC)
        parsed = datetime.fromisoformat(str(told))
    except (ValueError, OverflowError, OSError):
        return None
    return parsed.replace(tzinfo=parsed.tzinfo or UTC).astimezone(UTC)
