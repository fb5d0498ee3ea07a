"""Everything that opened, might have opened, or changed who may: a chain that shows where it was cut.

Each entry's mac is HMAC-SHA256 (RFC 2104) over the mac before it and all that the entry says, with a key
from outside the store. People stand in it as random refs: forgetting somebody leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from pipeline.types import LockState
from storage.audit_actions import Action
from storage.audit_names import ref_of_person, ref_of_user, without_names
from storage.rows import first, insert, value
from storage.timestamps import to_text

SEALED = "restore"
"""`how` of a NEW_KEY that seals what is before it."""

HEAD_DIGITS = 8
"""Of a mac, shown in chats: enough to tell one head from another."""

BEFORE_THE_FIRST = bytes(32)
_SAID = (
    *("id", "at", "actor", "action", "how", "subject", "lock_action_id", "distance", "confidence"),
    *("reasons", "outcome", "state_before", "state_after"),
)
_ADD = f"""
INSERT INTO audit ({", ".join(_SAID)}, previous_mac, mac)
  VALUES ({", ".join("?" * len(_SAID))}, ?, audit_mac(?, ?))
"""
LAST = "SELECT id, mac FROM audit ORDER BY id DESC LIMIT 1"
LAST_ID = "SELECT seq FROM sqlite_sequence WHERE name = 'audit'"
"""The highest number that was ever given, also where that entry is gone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is put on record. `by` and `of_user` are Telegram user ids, `of_person` is persons.id.

    `by` None: the bot itself, or whoever has the machine. Names of people in `reasons` become refs, since
    they are to be forgotten one day; `outcome` holds none.
    """

    action: str
    """Of `Action`."""
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
        append(store, Entry(Action.NEW_KEY), datetime.now(UTC))


def seal(store: sqlite3.Connection, now: datetime) -> None:
    """With a new key, as `begin_anew`, where a copy came without the one it was written with.

    The entry says what all before it are, and where they end: nobody here can tell whether they are what was
    written, but whoever changes one from now on is found out.
    """
    last = first(store, LAST)
    if last is None:
        return
    digest = hashlib.sha256()
    for entry in store.execute("SELECT * FROM audit ORDER BY id"):
        digest.update(sealed(entry))
    append(store, Entry(Action.NEW_KEY, how=SEALED, outcome=seal_of(last["mac"], digest.hexdigest())), now)


def sealed(entry: sqlite3.Row) -> bytes:
    """All of it, as it goes into the digest of a seal."""
    said = _canonical(tuple(entry[column] for column in _SAID))
    return b"".join((entry["previous_mac"], entry["mac"], said.encode(), b"\n"))


def seal_of(last_mac: bytes, digest: str) -> str:
    """As it stands in the entry's outcome."""
    return f"{head_of(last_mac)} {digest}"


def append(store: sqlite3.Connection, entry: Entry, now: datetime) -> str:
    """Inside the caller's transaction, which is to be durable; the new head."""
    last = first(store, LAST)
    previous = BEFORE_THE_FIRST if last is None else last["mac"]
    # Numbers that a cut tail had are not given again: the gap shows.
    number = (value(store, LAST_ID) or 0) + 1
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
        json.dumps(without_names(store, entry.reasons)),
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


def fits(entry: sqlite3.Row, key: bytes) -> bool:
    """Whether a row is what was written with this key."""
    said = _canonical(tuple(entry[column] for column in _SAID))
    return hmac.compare_digest(mac_with(key, entry["previous_mac"], said), entry["mac"])


def _canonical(said: tuple[object, ...]) -> str:
    return json.dumps(said, separators=(",", ":"))
