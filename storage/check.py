"""The invariants of the store, each a query for what breaks it."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from pipeline.errors import StoreError
from storage import audit
from storage.activity import unpacked
from storage.audit_chain import examine, sealed_up_to
from storage.audit_key import read
from storage.grants import LEAST_PHOTOS, OPENING_PHOTOS
from storage.local_time import QUARTERS_A_DAY
from storage.migration import LIVE_SCHEMA, fresh_schema, live_schema
from storage.names import folded
from storage.orphans import YOUNG, named_pictures, stray_files
from storage.pictures import picture_files
from storage.rows import many
from storage.store import Store
from storage.thumbnails import Thumbnails

# What is wrong, and the ids for which it is. `{}` is where the ids go.
INVARIANTS = (
    (
        "users {} have half a PIN, or a PIN and one-time codes",
        "SELECT user_id FROM users WHERE (pin_hash IS NULL) <> (pin_salt IS NULL) "
        "OR (pin_hash IS NOT NULL AND totp_secret IS NOT NULL)",
    ),
    (
        "events {} wait to be analysed without a time for it, or have one and do not wait",
        "SELECT id FROM events WHERE (state = 'seen') <> (next_attempt_at IS NOT NULL)",
    ),
    (
        "events {} have a face confidence that is not max(0, 1 - distance)",
        "SELECT id FROM events WHERE face_confidence IS NOT max(0.0, 1.0 - face_distance) AND "
        "(face_distance IS NULL OR face_confidence IS NULL OR "
        "abs(face_confidence - max(0.0, 1.0 - face_distance)) > 1e-9)",
    ),
    (
        "events {} name somebody who is not in persons",
        "SELECT id FROM events WHERE person_name <> 'unknown' "
        "AND person_name NOT IN (SELECT name FROM persons)",
    ),
    (
        "events {} say that opening was granted, but no command to open is on record",
        "SELECT id FROM events WHERE unlock_granted = 1 AND NOT EXISTS (SELECT 1 FROM lock_actions "
        "WHERE event_id = events.id AND wanted = 'unlock' AND sent = 1)",
    ),
    (
        "visits {} do not begin or end with their events",
        "SELECT visits.id FROM visits LEFT JOIN events ON events.visit_id = visits.id GROUP BY visits.id "
        "HAVING min(recorded_at) IS NOT started_at OR max(recorded_at) IS NOT ended_at "
        "OR max(events.camera_id <> visits.camera_id)",
    ),
    (
        "visits {} count as something else than their events say",
        """
        WITH wanted (visit_id, subject) AS (
          SELECT visit_id, 'label:person' FROM events WHERE person = 1
          UNION SELECT visit_id, 'stranger' FROM events WHERE strangers > 0
          UNION SELECT visit_id, 'ding' FROM events WHERE event_type = 'ding'
          UNION SELECT visit_id, 'label:' || other.value FROM events, json_each(events.others) AS other
          UNION SELECT visit_id, 'who:' || person_id FROM event_people JOIN events ON events.id = event_id),
        stored AS (SELECT visit_id, subject FROM visit_subjects)
        SELECT visit_id FROM (SELECT * FROM wanted WHERE visit_id IS NOT NULL EXCEPT SELECT * FROM stored)
        UNION SELECT visit_id FROM (SELECT * FROM stored EXCEPT SELECT * FROM wanted)
        """,
    ),
    (
        "visits {} are counted at another time than they began",
        "SELECT DISTINCT visit_id FROM visit_subjects JOIN visits ON visits.id = visit_id "
        "WHERE quarter <> CAST(strftime('%s', started_at) AS INTEGER) / 900 "
        "OR visit_subjects.camera_id <> visits.camera_id",
    ),
    (
        "events {} are found in the history under something else than they say",
        """
        WITH wanted (subject, camera_id, recorded_at, event_id) AS (
          SELECT 'label:person', camera_id, recorded_at, id FROM events WHERE person = 1
          UNION SELECT 'stranger', camera_id, recorded_at, id FROM events WHERE strangers > 0
          UNION SELECT 'ding', camera_id, recorded_at, id FROM events WHERE event_type = 'ding'
          UNION SELECT 'no-face', camera_id, recorded_at, id FROM events
            WHERE person = 1 AND person_name IS 'unknown'
          UNION SELECT 'starred', camera_id, recorded_at, id FROM events WHERE starred = 1
          UNION SELECT 'label:' || other.value, camera_id, recorded_at, events.id
            FROM events, json_each(events.others) AS other
          UNION SELECT 'who:' || person_id, camera_id, recorded_at, events.id
            FROM event_people JOIN events ON events.id = event_id)
        SELECT event_id FROM (SELECT * FROM wanted EXCEPT SELECT * FROM event_subjects)
        UNION SELECT event_id FROM (SELECT * FROM event_subjects EXCEPT SELECT * FROM wanted)
        """,
    ),
    (
        "persons {} may open by face without photos enough that count for it",
        f"SELECT id FROM persons WHERE may_open = 1 AND (SELECT count(*) {OPENING_PHOTOS}) < {LEAST_PHOTOS}",
    ),
    (
        "outbox rows {} are neither told, pending nor lapsed",
        "SELECT id FROM outbox WHERE (state = 'pending' AND sent_revision > 0) "
        "OR (state = 'told' AND (sent_revision = 0 OR told_at IS NULL))",
    ),
    (
        "events {} have a picture of which it says that it is gone",
        "SELECT id FROM events WHERE picture_gone IS NOT NULL AND thumbnail_path IS NOT NULL",
    ),
    (
        "lock actions {} have half an outcome",
        "SELECT id FROM lock_actions WHERE (finished_at IS NULL) <> (sent IS NULL) "
        "OR (finished_at IS NULL) <> (state_after IS NULL)",
    ),
    (
        "passes {} were for once, and the door was opened by them more than once",
        # What was never sent has given the pass back.
        "SELECT passes.id FROM passes JOIN lock_actions ON pass_id = passes.id AND wanted = 'unlock' "
        "WHERE once = 1 AND sent IS NOT 0 GROUP BY passes.id HAVING count(*) > 1",
    ),
    (
        "stranger groups {} have no face",
        "SELECT id FROM stranger_groups WHERE id NOT IN (SELECT group_id FROM faces "
        "WHERE group_id IS NOT NULL AND embedding IS NOT NULL)",
    ),
    (
        "private chats {} listen although nobody there has a role",
        "SELECT chat_id FROM chats WHERE kind = 'private' AND listening = 1 "
        "AND chat_id NOT IN (SELECT user_id FROM users WHERE removed_at IS NULL)",
    ),
)

SHOWN = 5
"""Ids named in a sentence."""


async def check(store: Store) -> list[str]:
    """One sentence per broken invariant; [] if all hold. Reads everything: seconds on a large store."""
    return await store.db.view(_problems) + await _orphans(store) + await audit_problems(store)


async def audit_problems(store: Store) -> list[str]:
    """One sentence for each place where the audit's chain does not hold, or why it cannot be checked."""
    try:
        key = await asyncio.to_thread(read, store.audit_key_file)
    except StoreError as error:
        return [str(error)]
    if key is not None:
        verdict = await store.db.view(lambda db: examine(db, key))
        return [str(fault) for fault in verdict.faults]
    if await store.db.view(audit.head) is None:
        return []
    return [
        f"The audit cannot be checked: its key {store.audit_key_file} is not there; put it back from where "
        "you keep a copy, or set AUDIT_KEY_FILE."
    ]


async def notes(store: Store) -> list[str]:
    """What nobody can tell any more, though nothing is known to be broken."""
    sealed = await store.db.view(sealed_up_to)
    if not sealed:
        return []
    return [
        f"Entries 1 to {sealed} of the audit cannot be checked any more: they were restored without their "
        "key. Whether they were as written nobody here knows; they are sealed, and a change since would show."
    ]


def _problems(store: sqlite3.Connection) -> list[str]:
    problems = _damage(store) + _schema_differences(live_schema(_pairs(store, LIVE_SCHEMA)))
    for sentence, query in INVARIANTS:
        problems += _broken(sentence, [row[0] for row in many(store, query)])
    problems += _broken("days {} are counted wrongly", _miscounted_days(store))
    return problems + _name_clashes(_pairs(store, "SELECT name, name_folded FROM persons"))


def _pairs(store: sqlite3.Connection, query: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in many(store, query)]


def _damage(store: sqlite3.Connection) -> list[str]:
    found = [row[0] for row in many(store, "PRAGMA integrity_check(5)")]
    dangling = many(store, "PRAGMA foreign_key_check")
    return [
        *(f"The file is damaged: {line}." for line in found if line != "ok"),
        *(f"A row of {row['table']} points to a missing row of {row['parent']}." for row in dangling),
    ]


def _schema_differences(live: dict[str, str]) -> list[str]:
    fresh = fresh_schema()
    differing = sorted(name for name in live.keys() | fresh.keys() if live.get(name) != fresh.get(name))
    return _broken("The schema differs from a fresh one in {}", differing)


def _broken(sentence: str, ids: Iterable[object]) -> list[str]:
    named = [str(one) for one in ids]
    if not named:
        return []
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    told = sentence.format(", ".join(named[:SHOWN]) + more)
    return [f"{told[0].upper()}{told[1:]}."]


def _miscounted_days(store: sqlite3.Connection) -> list[str]:
    """The rollups against what they are made of. As dates."""
    wanted: Counter[tuple[str, int, str, int]] = Counter()
    for row in many(store, "SELECT subject, quarter, camera_id FROM visit_subjects"):
        for camera_id in (row["camera_id"], ""):
            wanted[row["subject"], row["quarter"] // QUARTERS_A_DAY, camera_id, row["quarter"]] += 1
    stored: Counter[tuple[str, int, str, int]] = Counter()
    for row in many(store, "SELECT * FROM activity"):
        for place, visits in enumerate(unpacked(row["counts"].encode()).tolist()):
            if visits:
                quarter = row["day"] * QUARTERS_A_DAY + place
                stored[row["subject"], row["day"], row["camera_id"], quarter] = visits
    differing = {key[1] for key in wanted.keys() | stored.keys() if wanted[key] != stored[key]}
    return [str(date(1970, 1, 1) + timedelta(days=day)) for day in sorted(differing)]


def _name_clashes(persons: list[tuple[str, str]]) -> list[str]:
    wrong = [name for name, name_folded in persons if name_folded not in (None, folded(name))]
    counted = Counter(folded(name) for name, _ in persons)
    clashing = [name for name, _ in persons if counted[folded(name)] > 1]
    return [
        *_broken("persons {} are found under another name than theirs", wrong),
        *_broken("persons {} have the same name in another case", clashing),
    ]


async def _orphans(store: Store) -> list[str]:
    lost = await store.db.view(lambda db: _lost(db, store.thumbnails))
    if lost:
        # Once more: a running bot changes the row first, and then deletes the file.
        again = await store.db.view(lambda db: _lost(db, store.thumbnails))
        lost = [one for one in again if one in lost]
    stray = await store.db.view(lambda db: _stray(db, store.thumbnails))
    return [*_broken("pictures are missing: {}", lost), *_broken("pictures {} belong to no event", stray)]


def _lost(store: sqlite3.Connection, thumbnails: Thumbnails) -> list[str]:
    """Rows without their file."""
    named = named_pictures(store).items()
    return [f"of event {number} ({path})" for path, number in named if not thumbnails.path(path).is_file()]


def _stray(store: sqlite3.Connection, thumbnails: Thumbnails) -> list[str]:
    """Files without a row that had an hour to get one."""
    # A file in its place holds none: that the pictures are missing is told anyway.
    files = list(picture_files(thumbnails.folder)) if thumbnails.folder.is_dir() else []
    return [file.path for file in stray_files(files, named_pictures(store), time.time() - YOUNG)]
