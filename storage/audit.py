"""Everything that opened, might have opened, or changed who may: a chain that shows where it was cut.

Each entry's mac is HMAC-SHA256 (RFC 2104) over the mac before it and all that the entry says, with a key
from outside the store. People stand in it as random refs: forgetting somebody leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from pipeline.types import LockState
from storage.audit_names import ref_of_person, ref_of_user
from storage.rows import first, insert, many, value
from storage.timestamps import to_text

NEW_KEY = "new_key"
"""The action from which on another key counts."""

HEAD_DIGITS = 8
"""Of a mac, shown in chats: enough to tell one head from another."""

_BEFORE_THE_FIRST = bytes(32)
_SAID = (
    *("id", "at", "actor", "action", "how", "subject", "lock_action_id", "distance", "confidence"),
    *("reasons", "outcome", "state_before", "state_after"),
)
_ADD = f"""
INSERT INTO audit ({", ".join(_SAID)}, previous_mac, mac)
  VALUES ({", ".join("?" * len(_SAID))}, ?, audit_mac(?, ?))
"""
LAST = "SELECT id, mac FROM audit ORDER BY id DESC LIMIT 1"
_LAST_ID = "SELECT seq FROM sqlite_sequence WHERE name = 'audit'"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is put on record. `by` and `of_user` are Telegram user ids, `of_person` is persons.id.

    `by` None: the bot itself. `reasons` and `outcome` name nobody: names are to be forgotten one day.
    """

    action: str
    by: int | None = None
    how: str | None = None
    of_user: int | None = None
    of_person: int | None = None
    lock_action_id: int | None = None
    distance: float | None = None
    confidence: float | None = None
    reasons: Sequence[str] = ()
    outcome: str | None = None
    state_before: LockState | None = None
    state_after: LockState | None = None


def use_key(store: sqlite3.Connection, key: bytes) -> None:
    """This connection may append."""
    store.create_function("audit_mac", 2, partial(mac_with, key), deterministic=True)


def begin_anew(store: sqlite3.Connection) -> None:
    """With a new key; on record unless it is the first one."""
    if first(store, LAST) is not None:
        append(store, Entry(NEW_KEY), datetime.now(UTC))


def append(store: sqlite3.Connection, entry: Entry, now: datetime) -> str:
    """Inside the caller's transaction, which is to be durable; the new head."""
    last = first(store, LAST)
    previous = _BEFORE_THE_FIRST if last is None else last["mac"]
    # Numbers that a cut tail had are not given again: the gap shows.
    number = (value(store, _LAST_ID) or 0) + 1
    said = (number, to_text(now), *_told(store, entry))
    insert(store, _ADD, *said, previous, previous, _canonical(said))
    return head_of(value(store, "SELECT mac FROM audit WHERE id = ?", number))


def _told(store: sqlite3.Connection, entry: Entry) -> tuple[object, ...]:
    subject = None
    if entry.of_person is not None:
        subject = ref_of_person(store, entry.of_person)
    elif entry.of_user is not None:
        subject = ref_of_user(store, entry.of_user)
    return (
        None if entry.by is None else ref_of_user(store, entry.by),
        entry.action,
        entry.how,
        subject,
        entry.lock_action_id,
        entry.distance,
        entry.confidence,
        json.dumps(list(entry.reasons)),
        entry.outcome,
        entry.state_before,
        entry.state_after,
    )


def head_of(mac: bytes) -> str:
    """As it is shown in a chat."""
    return mac.hex()[:HEAD_DIGITS]


def head(store: sqlite3.Connection) -> str | None:
    """None: nothing is on record yet."""
    last = first(store, LAST)
    return None if last is None else head_of(last["mac"])


def mac_with(key: bytes, previous: bytes, said: str) -> bytes:
    """What SQL calls `audit_mac`, with the key."""
    return hmac.digest(key, previous + said.encode(), hashlib.sha256)


def problems(store: sqlite3.Connection, key: bytes) -> list[str]:
    """One sentence for each place where the chain does not hold; [] if it does."""
    entries = many(store, "SELECT * FROM audit ORDER BY id")
    found = list(_broken_links(entries))
    last_id = value(store, _LAST_ID) or 0
    if last_id > (entries[-1]["id"] if entries else 0):
        found.append(f"The audit is cut: it had {last_id} entries, the last one there is {len(entries)}.")
    return found + list(_wrong_macs(entries, key))


def _broken_links(entries: Sequence[sqlite3.Row]) -> Iterator[str]:
    previous = _BEFORE_THE_FIRST
    for number, entry in enumerate(entries, start=1):
        if entry["id"] != number or entry["previous_mac"] != previous:
            yield f"The audit is broken before entry {entry['id']}: something was taken out or put in there."
            return
        previous = entry["mac"]


def _wrong_macs(entries: Sequence[sqlite3.Row], key: bytes) -> Iterator[str]:
    since = max((place for place, entry in enumerate(entries) if entry["action"] == NEW_KEY), default=0)
    if since:
        yield f"Entries 1 to {since} of the audit cannot be checked: their key was lost."
    for entry in entries[since:]:
        if not hmac.compare_digest(mac_with(key, entry["previous_mac"], _words(entry)), entry["mac"]):
            yield f"Entry {entry['id']} of the audit is not what was written, or the key is another."
            return


def _words(entry: sqlite3.Row) -> str:
    return _canonical(tuple(entry[column] for column in _SAID))


def _canonical(said: tuple[object, ...]) -> str:
    return json.dumps(said, separators=(",", ":"))
