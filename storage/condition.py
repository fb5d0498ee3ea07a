"""What has to hold still in the very moment when something is changed: asked in that transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from pipeline.errors import LatchkeyError

T = TypeVar("T")
Work: TypeAlias = Callable[[sqlite3.Connection], T]


class Lapsed(LatchkeyError):
    """It does not hold any more, and nothing was changed."""


@dataclass(slots=True)
class Condition:
    """`holds` may change something itself, as where what is asked for is used up by it."""

    holds: Work[bool]
    is_met: bool = False
    """On record, with what was changed."""
    is_over: bool = False
    """A task that was begun meanwhile may outlive it."""


_standing: ContextVar[Condition | None] = ContextVar("condition", default=None)


@contextmanager
def on_condition(holds: Work[bool]) -> Iterator[None]:
    """The first change within, but what is aside (`Database.change`), is one with it or not made: Lapsed."""
    condition = Condition(holds)
    token = _standing.set(condition)
    try:
        yield
    finally:
        condition.is_over = True
        _standing.reset(token)


def to_be_met() -> Condition | None:
    condition = _standing.get()
    return None if condition is None or condition.is_met or condition.is_over else condition


def met_first(condition: Condition | None, work: Work[T]) -> Work[T]:
    if condition is None:
        return work

    def where_it_holds(store: sqlite3.Connection) -> T:
        if not condition.holds(store):
            raise Lapsed("What this was asked on holds no more; nothing was changed.")
        return work(store)

    return where_it_holds
