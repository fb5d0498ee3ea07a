"""The code that makes its sender the owner. Runs inside the caller's transaction."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from datetime import datetime, timedelta

from storage.rows import change, first, value
from storage.timestamps import from_text, to_text

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
LENGTH = 8
WINDOW = timedelta(hours=1)
WRONG_OF_SENDER = 5
WRONG_IN_ALL = 20

_WRONG = """
SELECT (SELECT count(*) FROM pairing_tries WHERE tried_at > ?1) AS in_all,
  (SELECT count(*) FROM pairing_tries WHERE user_id = ?2 AND tried_at > ?1) AS of_sender
"""


_LAST_STRAW = "SELECT tried_at FROM pairing_tries WHERE tried_at > ? ORDER BY tried_at DESC LIMIT 1 OFFSET ?"


def lapse(store: sqlite3.Connection, now: datetime) -> int:
    """What has run out makes nobody the owner any more, wherever the clock is put; how many."""
    return change(store, "DELETE FROM pairing_codes WHERE used_at IS NULL AND expires_at <= ?", to_text(now))


def store_new(store: sqlite3.Connection, now: datetime, valid: timedelta) -> str:
    code, salt = new_code(), secrets.token_bytes(16)
    store.execute(
        "INSERT OR REPLACE INTO pairing_codes (id, salt, hash, created_at, expires_at) "
        "VALUES (1, ?, ?, ?, ?)",
        (salt, hashed(code, salt), to_text(now), to_text(now + valid)),
    )
    return code


def limit_reached(store: sqlite3.Connection, user_id: int, now: datetime) -> bool:
    # Tries that lie ahead (the clock was set back) count too.
    wrong = first(store, _WRONG, _since(now), user_id)
    assert wrong is not None  # counts always give a row
    return bool(wrong["in_all"] >= WRONG_IN_ALL or wrong["of_sender"] >= WRONG_OF_SENDER)


def refused_until(store: sqlite3.Connection, now: datetime) -> datetime | None:
    """When the tries of all senders together are few enough again; None: they are now."""
    last_straw = value(store, _LAST_STRAW, _since(now), WRONG_IN_ALL - 1)
    return None if last_straw is None else from_text(last_straw) + WINDOW


def use_up(store: sqlite3.Connection, user_id: int, code: str, now: datetime) -> bool:
    """Whether it was the valid one. A wrong one is counted."""
    lapse(store, now)
    row = first(store, "SELECT * FROM pairing_codes WHERE used_at IS NULL")
    # Without a code the work is the same, so that the time tells nothing.
    salt, wanted = (row["salt"], row["hash"]) if row else (b"", b"")
    same = same_code(code, salt, wanted)
    if row and same and row["created_at"] <= to_text(now):
        store.execute("UPDATE pairing_codes SET used_at = ?, used_by = ?", (to_text(now), user_id))
        return True
    count_wrong(store, user_id, now)
    return False


def count_wrong(store: sqlite3.Connection, user_id: int, now: datetime) -> None:
    store.execute("DELETE FROM pairing_tries WHERE tried_at <= ?", (_since(now),))
    store.execute("INSERT INTO pairing_tries (user_id, tried_at) VALUES (?, ?)", (user_id, to_text(now)))


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def same_code(code: str, salt: bytes, wanted: bytes) -> bool:
    """In constant time, as people type it. Without a salt the work is the same, and the answer no."""
    return hmac.compare_digest(hashed(code.strip().upper(), salt), wanted)


def _since(now: datetime) -> str:
    return to_text(now - WINDOW)


def hashed(code: str, salt: bytes) -> bytes:
    """Some 20 ms, off the event loop: 40 bits of code would fall to a fast hash in minutes."""
    encoded = code.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(encoded, salt=salt, n=2**13, r=8, p=1, dklen=32)
