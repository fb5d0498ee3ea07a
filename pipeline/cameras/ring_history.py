"""Ring's history of a camera: pages of entries, newest first as a rule, some late or out of order."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median_low
from typing import Any

from pipeline.types import EventKind, HistoryPage, Recording

log = logging.getLogger(__name__)

FIRST_PAGE = 15
NEXT_PAGE = 50
MAX_PAGES = 200

TAIL = 5
"""A page ends the search when so many of its last entries are too old: one alone may be out of order."""

SENSELESS_PAGES = 2
"""So many in a row without one readable time end the search: nothing says that it would ever reach back."""

LATE = timedelta(minutes=10)
"""What came behind a reading that was broken off is read so far into it: entries may appear late."""

MOST_STRETCHES = 100
MOST_TOLD = 1000
"""Entries that were told of; of more they are told of again."""

Entry = dict[str, Any]
ReadPage = Callable[[int, Any], Awaitable[Any]]
"""Given how many entries are wanted and the id that all should be older than (None: from the newest)."""


@dataclass(slots=True)
class Stretch:
    """What was read and taken in, by a reading that was broken off."""

    newest: datetime
    """Of its first page the middle one: the time of a single one may be anything."""
    older_than: Any
    """The id of its last entry: there it is gone on with."""


@dataclass(slots=True)
class Reading:
    """What is remembered of a camera's history from one reading to the next.

    Where Ring is slow, none may come through in its time: each begins with what is new, leaves out what was
    taken in, and goes on where the one before was broken off.
    """

    stretches: list[Stretch] = field(default_factory=list)
    """The newest first."""
    timeless: set[str] = field(default_factory=set)
    """Ids of entries that were told of, since nobody can know when they were."""

    def begun(self, newest: datetime, older_than: Any) -> Stretch:
        stretch = Stretch(newest, older_than)
        self.stretches.insert(0, stretch)
        del self.stretches[MOST_STRETCHES:]
        return stretch

    def reached(self, entries: list[Entry]) -> Stretch | None:
        """The stretch into which the newest one leads with this page; it is one with that from now on."""
        if len(self.stretches) < 2 or not _ends(entries, self.stretches[1].newest - LATE):
            return None
        return self.stretches.pop(1)


async def read_back(
    read_page: ReadPage, camera_id: str, since: datetime, reading: Reading | None = None
) -> AsyncGenerator[HistoryPage, None]:
    """All recordings of kind motion and ding at or after `since`, page by page, the newest first; but for
    those of a `reading` that was broken off. A page is taken in where the one behind it is asked for.

    Raises ValueError for an answer that is no list, and what `read_page` raises.
    """
    reading = reading or Reading()
    seen: set[str] = set()
    stretch: Stretch | None = None
    older_than, senseless = None, 0
    for number in range(MAX_PAGES):
        entries = _entries(await read_page(NEXT_PAGE if number else FIRST_PAGE, older_than))
        fresh = [entry for entry in entries if str(_id(entry)) not in seen]
        if not fresh:
            break  # the end, or a server that does not know `older_than`
        seen.update(str(_id(entry)) for entry in fresh)
        _tell_of_timeless(fresh, camera_id, reading)
        senseless = 0 if any(_times(entries)) else senseless + 1
        more = not _ends(entries, since) and senseless < SENSELESS_PAGES
        wanted = (one for one in _recordings(fresh, camera_id) if one.recorded_at >= since)
        yield HistoryPage(tuple(wanted), more)
        if not more:
            break
        older_than = _id(entries[-1])
        if stretch is None and (times := _times(entries)):
            stretch = reading.begun(median_low(times), older_than)
        if stretch is not None:
            if (former := reading.reached(entries)) is not None:
                older_than = former.older_than
                seen.clear()
            stretch.older_than = older_than
    reading.stretches.clear()


def _tell_of_timeless(entries: Iterable[Entry], camera_id: str, reading: Reading) -> None:
    """Once; /diag has it too, among the latest trouble."""
    ids = {str(_id(one)) for one in entries if _somebody_came(one) and moment(one.get("created_at")) is None}
    new = ids - reading.timeless
    if new:
        if len(reading.timeless) > MOST_TOLD:
            reading.timeless.clear()
        reading.timeless |= new
        log.warning(
            "camera %s: %d entries of Ring's history are left out, since their time cannot be read",
            camera_id,
            len(new),
        )


def _somebody_came(entry: Entry) -> bool:
    return str(entry.get("kind")).lower() in set(EventKind)


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
