"""Queries inside a unit of work, one line each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any


def _given(values: tuple[Any, ...], named: dict[str, Any]) -> Any:
    return named or values


def many(store: sqlite3.Connection, sql: str, *values: Any, **named: Any) -> list[sqlite3.Row]:
    return store.execute(sql, _given(values, named)).fetchall()


def first(store: sqlite3.Connection, sql: str, *values: Any, **named: Any) -> sqlite3.Row | None:
    return next(iter(many(store, sql, *values, **named)), None)


def value(store: sqlite3.Connection, sql: str, *values: Any, **named: Any) -> Any:
    """The first column of the first row; None without a row."""
    row = first(store, sql, *values, **named)
    return None if row is None else row[0]


def change(store: sqlite3.Connection, sql: str, *values: Any, **named: Any) -> int:
    """How many rows changed."""
    return store.execute(sql, _given(values, named)).rowcount


def insert(store: sqlite3.Connection, sql: str, *values: Any, **named: Any) -> int:
    """The new row's id."""
    number = store.execute(sql, _given(values, named)).lastrowid
    assert number is not None  # an INSERT without conflict clause always makes a row
    return number


def id_list(ids: Iterable[int]) -> str:
    """For `IN (SELECT value FROM json_each(?))`: any number of ids as one parameter."""
    return json.dumps(sorted(set(ids)))
