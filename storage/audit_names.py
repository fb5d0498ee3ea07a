"""Who the audit speaks of: random refs in it, names here, so that one can be forgotten."""

from __future__ import annotations

import secrets
import sqlite3

from storage.rows import change, value


def ref_of_user(store: sqlite3.Connection, user_id: int) -> str:
    return _ref(store, "user_id", user_id)


def ref_of_person(store: sqlite3.Connection, person_id: int) -> str:
    return _ref(store, "person_id", person_id)


def _ref(store: sqlite3.Connection, column: str, number: int) -> str:
    known = value(store, f"SELECT ref FROM audit_names WHERE {column} = ? LIMIT 1", number)
    if known is not None:
        return str(known)
    ref = secrets.token_hex(8)
    change(store, f"INSERT INTO audit_names (ref, {column}) VALUES (?, ?)", ref, number)
    return ref
