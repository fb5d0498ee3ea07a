"""Queries in one step each: every await on aiosqlite costs a trip to its thread."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

import aiosqlite


def _given(values: tuple[Any, ...], named: dict[str, Any]) -> Any:
    return named or values


async def many(connection: aiosqlite.Connection, sql: str, *values: Any, **named: Any) -> list[sqlite3.Row]:
    return list(await connection.execute_fetchall(sql, _given(values, named)))


async def first(connection: aiosqlite.Connection, sql: str, *values: Any, **named: Any) -> sqlite3.Row | None:
    return next(iter(await many(connection, sql, *values, **named)), None)


async def value(connection: aiosqlite.Connection, sql: str, *values: Any, **named: Any) -> Any:
    """The first column of the first row; None without a row."""
    row = await first(connection, sql, *values, **named)
    return None if row is None else row[0]


async def change(connection: aiosqlite.Connection, sql: str, *values: Any, **named: Any) -> int:
    """How many rows changed."""
    return (await connection.execute(sql, _given(values, named))).rowcount


async def insert(connection: aiosqlite.Connection, sql: str, *values: Any) -> int:
    """The new row's id."""
    row = await connection.execute_insert(sql, values)
    assert row is not None  # SELECT last_insert_rowid() always has one
    return int(row[0])


def id_list(ids: Iterable[int]) -> str:
    """For `IN (SELECT value FROM json_each(?))`: any number of ids as one parameter."""
    return json.dumps(sorted(set(ids)))
