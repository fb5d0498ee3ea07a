"""The history, as rows of `latchkey bench`: pages of a long one beside a short one, and a write."""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from time import perf_counter

from pipeline.bench.row import Bench, Goal, Rival, Row
from storage.file import prepare
from storage.history_filter import DING, NO_FACE, PERSON, STARRED, STRANGER, HistoryFilter, labelled, who
from storage.store import Store
from storage.timestamps import to_text
from storage.views import PageKey

LONG, SHORT = 1_000_000, 1_000
PAGE = 5
TURNS = 40
SUSPECTS, AGAIN = 9, 400
PAGE_GOAL, GROWTH_GOAL = Goal(at_most=0.02), Goal(at_most=2.0)
"""Seconds; and how many times as much as in a short history."""

WRITES, WRITE_TURNS = 300, 5
WRITE_GOAL = Goal(at_least=0.3)

END = datetime(2026, 11, 1, tzinfo=UTC)
SPACING = timedelta(seconds=90)
CAMERAS = ("1001", "1002", "1003", "1004")
EVERYDAY, RARE, NEVER = 1, 2, 3
"""Persons: seen one time in five, once in all and at the very beginning, never."""

# One in ten is quiet; dings, strangers, dogs and who is known come at different rhythms, so that every
# pair of them meets. The very first event alone has the rare ones.
_EVENTS = """
WITH RECURSIVE counted (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < :count)
INSERT INTO events (camera_id, recorded_at, event_type, recording_id, person_name, created_at, state, person,
    strangers, others, alert, reasons, detector)
  SELECT CASE WHEN n = 0 THEN '1004' ELSE 1001 + n % 3 END, at, iif(n % 7 = 1, 'ding', 'motion'), 'r' || n,
    CASE WHEN n % 10 = 9 THEN 'unknown' WHEN n % 5 = 0 THEN 'Grace' WHEN n % 11 = 3 THEN 'unknown' END, at,
    'analysed', n % 10 <> 9, n % 10 <> 9 AND n % 5 <> 0,
    CASE WHEN n = 0 THEN '["horse"]' WHEN n % 10 <> 9 AND n % 13 = 4 THEN '["dog"]' ELSE '[]' END,
    n % 10 <> 9, '["1 person seen: alert"]', 'bench'
  FROM (SELECT n, strftime('%Y-%m-%dT%H:%M:%S.000Z', :begin + n * :spacing, 'unixepoch') AS at FROM counted)
"""

_PEOPLE = """
INSERT INTO event_people (event_id, person_id, distance)
  SELECT id, 1, 0.4 FROM events WHERE person_name = 'Grace' UNION ALL SELECT min(id), 2, 0.4 FROM events
"""

_SUBJECTS = """
INSERT INTO event_subjects
  SELECT 'label:person', camera_id, recorded_at, id FROM events WHERE person = 1
  UNION SELECT 'stranger', camera_id, recorded_at, id FROM events WHERE strangers > 0
  UNION SELECT 'no-face', camera_id, recorded_at, id FROM events WHERE person = 1 AND person_name IS 'unknown'
  UNION SELECT 'ding', camera_id, recorded_at, id FROM events WHERE event_type = 'ding'
  UNION SELECT 'label:' || other.value, camera_id, recorded_at, events.id
    FROM events, json_each(events.others) AS other
  UNION SELECT 'who:' || person_id, camera_id, recorded_at, id FROM event_people
    JOIN events ON events.id = event_id
"""

_PERSON = "INSERT INTO persons (id, name, display_name, created_at, name_folded) VALUES (?, ?, ?, ?, ?)"

_TRIGGERS = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('events', 'event_people')"
)


def fill(path: Path, count: int) -> None:
    """A store with so many events, the last one `SPACING` before END; in bulk, a million takes seconds."""
    prepare(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("PRAGMA synchronous = OFF")
        store.execute("BEGIN")
        triggers = store.execute(_TRIGGERS).fetchall()
        for name, _ in triggers:
            store.execute(f"DROP TRIGGER {name}")
        begin = int((END - count * SPACING).timestamp())
        for number, name in enumerate(("Grace", "Ada", "Tom"), start=1):
            store.execute(_PERSON, _person(number, name))
        for camera in CAMERAS:
            store.execute("INSERT INTO cameras VALUES (?, ?, ?, NULL)", (camera, camera, to_text(END)))
        spaced = {"count": count, "begin": begin, "spacing": int(SPACING.total_seconds())}
        store.execute(_EVENTS, spaced)
        store.execute(_PEOPLE)
        store.execute(_SUBJECTS)
        for _, sql in triggers:
            store.execute(sql)
        store.execute("COMMIT")
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _person(number: int, name: str) -> tuple[int, str, str, str, str]:
    return number, name, name, to_text(END), name.casefold()


def filters(count: int) -> list[HistoryFilter]:
    """Everything that can be asked of a history: each subject, with and without camera and time."""
    subjects = (
        *(
            None,
            PERSON,
            STRANGER,
            DING,
            NO_FACE,
            STARRED,
            labelled("dog"),
            labelled("horse"),
            labelled("cat"),
        ),
        *(who(EVERYDAY), who(RARE), who(NEVER)),
    )
    begin, day = END - count * SPACING, timedelta(hours=24)
    times = ((None, None), (END - day, None), (begin, begin + day))
    return [
        HistoryFilter(subject, camera, since, until)
        for subject, camera, (since, until) in product(subjects, (None, *CAMERAS), times)
    ]


@dataclass(frozen=True, slots=True)
class PageCost:
    """Seconds, of the dearest of three pages: the newest, the one behind it, and back again.

    `usual` is a median. `long` and `short` are the fastest, which compare also on a busy machine.
    """

    wanted: HistoryFilter
    usual: float
    long: float
    short: float

    @property
    def growth(self) -> float:
        return self.long / self.short


async def page_costs(long: Store, short: Store, turns: int) -> list[PageCost]:
    """Of every filter, measured in turns: what disturbs one disturbs the other."""
    return [
        await _cost(long, one, short, other, turns)
        for one, other in zip(filters(LONG), filters(SHORT), strict=True)
    ]


async def _cost(
    long: Store, wanted: HistoryFilter, short: Store, same: HistoryFilter, turns: int
) -> PageCost:
    measured = [(long, wanted, await places(long, wanted)), (short, same, await places(short, same))]
    taken: tuple[list[list[float]], list[list[float]]] = ([], [])
    for _ in range(turns):
        for (store, asked, pages), times in zip(measured, taken, strict=True):
            times.append([await _seconds(store, asked, *page) for page in pages])
    usual = max(statistics.median(place) for place in zip(*taken[0], strict=True))
    fastest = [max(min(place) for place in zip(*times, strict=True)) for times in taken]
    return PageCost(wanted, usual, *fastest)


async def places(store: Store, wanted: HistoryFilter) -> list[tuple[PageKey | None, PageKey | None]]:
    """Before and after what: the newest page, the one behind it, and back again."""
    newest = await store.events.page(limit=PAGE, wanted=wanted)
    if newest.older is None:
        return [(None, None)]
    older = await store.events.page(before=newest.older, limit=PAGE, wanted=wanted)
    return [(None, None), (newest.older, None), (None, older.newer)]


async def _seconds(
    store: Store, wanted: HistoryFilter, before: PageKey | None, after: PageKey | None
) -> float:
    started = perf_counter()
    await store.events.page(before, after, PAGE, wanted=wanted)
    return perf_counter() - started


def history_rows(bench: Bench) -> Iterator[Row]:
    folder = bench.folder / "history"
    folder.mkdir()
    paths = [folder / "long.db", folder / "short.db"]
    for path, count in zip(paths, (LONG, SHORT), strict=True):
        fill(path, count)
    yield from asyncio.run(_page_rows(*paths))
    for path in paths:
        path.unlink()
    yield write_row(folder, "history, a write")


async def _page_rows(long_path: Path, short_path: Path) -> list[Row]:
    async with (
        await Store.open(long_path, long_path.parent) as long,
        await Store.open(short_path, short_path.parent) as short,
    ):
        costs = await page_costs(long, short, TURNS)
        grown = await _grown_most(costs, long, short)
    dearest = max(costs, key=lambda one: one.usual)
    note = f"the dearest of {len(costs)} filters: {_named(dearest.wanted)}"
    rival = Rival(f"at {SHORT:,}", grown.short)
    return [
        Row(f"history, a page at {LONG:,} events", dearest.usual, "s", PAGE_GOAL, note=note),
        Row("history, the page that grew most", grown.long, "s", GROWTH_GOAL, rival, _named(grown.wanted)),
    ]


async def _grown_most(costs: list[PageCost], long: Store, short: Store) -> PageCost:
    """The most of many is mostly the unluckiest: those in question are measured again, for longer."""
    pairs = list(zip(filters(LONG), filters(SHORT), strict=True))
    suspects = sorted(range(len(costs)), key=lambda place: costs[place].growth)[-SUSPECTS:]
    again = [await _cost(long, pairs[one][0], short, pairs[one][1], AGAIN) for one in suspects]
    return max(again, key=lambda one: one.growth)


def _named(wanted: HistoryFilter) -> str:
    camera = wanted.camera_id or "all cameras"
    time = "all times" if wanted.since is None else f"a day from {wanted.since:%Y-%m-%d}"
    return f"{wanted.subject or 'everything'}, {camera}, {time}"


def write_row(folder: Path, name: str) -> Row:
    """An event with 5 detections, in a transaction: through our writer, and by sqlite3 alone."""
    bare, ours = [], []
    for turn in range(WRITE_TURNS):
        bare.append(_bare_writes(folder / f"bare-{turn}.db"))
        ours.append(asyncio.run(_our_writes(folder / f"ours-{turn}.db")))
    rival = Rival("bare sqlite3", statistics.median(bare))
    note = "one event with 5 detections a transaction"
    return Row(name, statistics.median(ours), "s", WRITE_GOAL, rival, note)


def _bare_writes(path: Path) -> float:
    prepare(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("PRAGMA synchronous = NORMAL")
        started = perf_counter()
        for number in range(WRITES):
            store.execute("BEGIN IMMEDIATE")
            _write(store, number)
            store.execute("COMMIT")
        return (perf_counter() - started) / WRITES


async def _our_writes(path: Path) -> float:
    async with await Store.open(path, path.parent) as store:
        started = perf_counter()
        for number in range(WRITES):
            await store.db.change(partial(_write, number=number))
        return (perf_counter() - started) / WRITES


_EVENT = """
INSERT INTO events (camera_id, recorded_at, event_type, recording_id, person_name, created_at, state, person,
    strangers, others, alert, reasons, detector)
  VALUES ('1001', ?1, 'motion', ?2, NULL, ?1, 'analysed', 1, 1, '["dog"]', 1, '["1 person seen"]', 'bench')
"""

_DETECTION = """
INSERT INTO detections (event_id, label, confidence, bbox_x1, bbox_y1, bbox_x2, bbox_y2, frame)
  VALUES (?, 'person', 0.9, 10, 20, 110, 320, ?)
"""


def _write(store: sqlite3.Connection, number: int) -> None:
    at = to_text(END + number * SPACING)
    event_id = store.execute(_EVENT, (at, f"r{number}")).lastrowid
    store.executemany(_DETECTION, [(event_id, frame) for frame in range(5)])
