"""Pages of the history: walked by an index from a place on, whatever is looked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from storage.history import events_by_id
from storage.history_filter import EVERYTHING, HistoryFilter
from storage.rows import many
from storage.timestamps import to_text
from storage.views import EventView, Page, PageKey

_TIME_BEGINS, _TIME_ENDS = "", "~"
"""Before and after every time as text."""


def keys_query(
    older: bool, *, subject: bool = False, camera: bool = False, include_quiet: bool = False
) -> str:
    """Walks an index between two places: subject and camera where asked for, four values, how many.

    Of a subject always camera by camera: its key has them apart.
    """
    table, number = ("event_subjects", "event_id") if subject else ("events", "id")
    conditions = [
        *(["subject = ?"] if subject else []),
        *([] if subject or include_quiet else ["quiet = 0"]),
        *(["camera_id = ?"] if camera else []),
    ]
    return _walk(table, number, conditions, older)


def held_query(older: bool, *, camera: bool = False) -> str:
    """The same of what was held back: chat, when that was said there, camera where asked for, four values,
    how many. As long as one silence."""
    conditions = ["chat_id = ?", "said_at = ?", "reason <> 'choice'", *(["camera_id = ?"] if camera else [])]
    return _walk("held_back JOIN events ON events.id = event_id", "id", conditions, older)


def _walk(table: str, number: str, conditions: Sequence[str], older: bool) -> str:
    between = f"(recorded_at, {number}) > (?, ?) AND (recorded_at, {number}) < (?, ?)"
    direction = "DESC" if older else "ASC"
    order = f"ORDER BY recorded_at {direction}, {number} {direction}"
    where = " AND ".join([*conditions, between])
    return f"SELECT recorded_at, {number} AS id FROM {table} WHERE {where} {order} LIMIT ?"


# One after the other: a DISTINCT would read every row.
CAMERAS_OF_SUBJECT = """
WITH RECURSIVE seen (camera_id) AS (
  SELECT min(camera_id) FROM event_subjects WHERE subject = ?1
  UNION ALL SELECT (SELECT min(event_subjects.camera_id) FROM event_subjects
      WHERE subject = ?1 AND event_subjects.camera_id > seen.camera_id)
    FROM seen WHERE seen.camera_id IS NOT NULL)
SELECT camera_id FROM seen WHERE camera_id IS NOT NULL
"""

_Place = tuple[str, int]
"""As PageKey, times as the store has them: they order as they are."""


def page(
    store: sqlite3.Connection,
    before: PageKey | None,
    after: PageKey | None,
    limit: int,
    wanted: HistoryFilter = EVERYTHING,
    include_quiet: bool = False,
) -> Page:
    if before and after:
        raise ValueError("a page lies before one place or after one, not both")
    lanes = _lanes(store, wanted, include_quiet)
    begin = (_text(wanted.since, _TIME_BEGINS), 0)
    end = (_text(wanted.until, _TIME_ENDS), 0)
    # Nothing of what is looked for lies at the place itself.
    low = max(begin, (to_text(after.recorded_at), after.id)) if after else begin
    high = min(end, (to_text(before.recorded_at), before.id)) if before else end
    older = after is None
    places = lanes.between(low, high, limit + 1, older)
    more, places = len(places) > limit, places[:limit]
    # What lies on the other side of where we came from; at the newest end there is nothing yet.
    behind = bool(places and (before or after)) and lanes.beyond(places[0], begin, end, not older)
    events = _in_order(store, places if older else places[::-1])
    has_older, has_newer = (more, behind) if older else (behind, more)
    return Page(
        events=events,
        older=_key(events[-1]) if has_older and events else None,
        newer=_key(events[0]) if has_newer and events else None,
    )


@dataclass(frozen=True, slots=True)
class _Lanes:
    """The walks that together are a page: one, or one a camera."""

    store: sqlite3.Connection
    fixed: Sequence[tuple[str | int, ...]]
    """Values of each lane that stay."""
    query: Callable[[bool], str]
    """For the older ones, or the newer."""

    def between(self, low: _Place, high: _Place, limit: int, older: bool) -> list[_Place]:
        """Both exclusive; the nearest to `high`, or to `low` unless `older`."""
        found = [
            (row["recorded_at"], row["id"])
            for lane in self.fixed
            for row in many(self.store, self.query(older), *lane, *low, *high, limit)
        ]
        return sorted(found, reverse=older)[:limit]

    def beyond(self, place: _Place, begin: _Place, end: _Place, older: bool) -> bool:
        return bool(self.between(begin if older else place, place if older else end, 1, older))


def _lanes(store: sqlite3.Connection, wanted: HistoryFilter, include_quiet: bool) -> _Lanes:
    camera = () if wanted.camera_id is None else (wanted.camera_id,)
    if wanted.held is not None:
        chat_id, said_at = wanted.held
        query = partial(held_query, camera=bool(camera))
        return _Lanes(store, [(chat_id, to_text(said_at), *camera)], query)
    if wanted.subject is None:
        return _Lanes(store, [camera], partial(keys_query, camera=bool(camera), include_quiet=include_quiet))
    cameras = camera or _cameras(store, wanted.subject)
    query = partial(keys_query, subject=True, camera=True)
    return _Lanes(store, [(wanted.subject, one) for one in cameras], query)


def _cameras(store: sqlite3.Connection, subject: str) -> list[str]:
    return [row["camera_id"] for row in many(store, CAMERAS_OF_SUBJECT, subject)]


def _text(moment: datetime | None, otherwise: str) -> str:
    return otherwise if moment is None else to_text(moment)


def _in_order(store: sqlite3.Connection, places: Sequence[_Place]) -> tuple[EventView, ...]:
    found = events_by_id(store, (number for _, number in places))
    return tuple(found[number] for _, number in places if number in found)


def _key(view: EventView) -> PageKey:
    return PageKey(view.recorded_at, view.id)
