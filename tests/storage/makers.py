"""Events, analyses and decisions for the tests of the store."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from pipeline.types import (
    Analysis,
    Box,
    Camera,
    Decision,
    Detection,
    EventKind,
    Face,
    Match,
    Recording,
    Timings,
)
from storage.access import Role
from storage.locks import UNLOCK, Intent, LockActions, LockCommand
from storage.rows import change
from storage.store import Store
from storage.timestamps import to_text

NOW = datetime(2026, 2, 25, 10, 30, tzinfo=UTC)
FRONT = Camera("1001", "Front Door")
OWNER = 4242
GAP = 60

_numbers = count(1)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def recording(seconds: float = 0, kind: EventKind = EventKind.MOTION, **changes: Any) -> Recording:
    given: dict[str, Any] = {
        "id": f"r{next(_numbers)}",
        "camera_id": FRONT.id,
        "kind": kind,
        "recorded_at": after(seconds),
    }
    return Recording(**(given | changes))


def face(name: str | None = None, distance: float | None = 0.7, **changes: Any) -> Face:
    given: dict[str, Any] = {
        "frame": 3,
        "box": Box(100, 50, 180, 130),
        "live": True,
        "liveness": 0.9,
        "embedding": tuple(0.25 + i / 1000 for i in range(128)),
        "crop": b"\xff\xd8 a face",
    }
    return Face(name=name, distance=distance, **(given | changes))


_STEP = tuple(0.02 if place % 2 else -0.02 for place in range(128))
"""About 0.23 long."""


def somebody(number: int, off: float = 0.0) -> tuple[float, ...]:
    """An embedding. Those of two numbers lie about 1.1 apart; `off` times 0.23 from that person's usual."""
    place = random.Random(number)
    return tuple(place.uniform(-0.12, 0.12) + off * step for step in _STEP)


def analysis(*faces: Face, **changes: Any) -> Analysis:
    given: dict[str, Any] = {
        "frames_total": 300,
        "frames_decoded": 12,
        "frames_inferred": 8,
        "detections": (
            Detection(3, "person", 0.91, Box(90, 40, 300, 700)),
            Detection(5, "dog", 0.55, Box(10.5, 20.25, 30, 40)),
        ),
        "faces": faces,
        "most_people_at_once": 1,
        "thumbnail": b"\xff\xd8 a frame",
        "timings_ms": Timings(1.5, 2.5, 3.5, 4.5, 12),
        "detector": "yolov8n",
    }
    return Analysis(**(given | changes))


def nobody(**changes: Any) -> Decision:
    given: dict[str, Any] = {
        "person": False,
        "identity": None,
        "alert": False,
        "unlock": False,
        "reasons": ("nobody seen",),
    }
    return Decision(**(given | changes))


def stranger(**changes: Any) -> Decision:
    given: dict[str, Any] = {"person": True, "alert": True, "reasons": ("a person, 0.91",), "strangers": 1}
    return nobody(**(given | changes))


def known(name: str = "grace", distance: float = 0.38, **changes: Any) -> Decision:
    given: dict[str, Any] = {"strangers": 0, "identity": name, "known": (Match(name, distance),)}
    return stranger(**(given | changes))


async def seen(store: Store, seconds: float = 0, kind: EventKind = EventKind.MOTION, **changes: Any) -> int:
    """A new event, known of `seconds` after NOW, at once."""
    event_id = await store.events.add_seen(
        recording(seconds, kind, **changes), now=after(seconds), coalesce_seconds=GAP
    )
    assert event_id is not None
    return event_id


async def told(store: Store, seconds: float = 0, decision: Decision | None = None, *faces: Face) -> int:
    """An event that was seen and analysed; with a stranger unless another decision is given."""
    event_id = await seen(store, seconds)
    await store.events.finish(event_id, analysis(*faces), decision or stranger(), after(seconds))
    return event_id


async def intend(
    actions: LockActions, now: datetime, wanted: str = UNLOCK, *, lock_id: str = "L", **more: Any
) -> int:
    """An intent; of nobody, unless `user_id` is given. Its id."""
    intent = await actions.intend(LockCommand(lock_id, wanted, **({"how": "button"} | more)), now)
    assert isinstance(intent, Intent), intent
    return intent.id


async def join(store: Store, user_id: int, name: str, role: Role) -> None:
    """As an invite would have it, whose code takes a while."""
    sql = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, ?, ?, ?)"
    await store.db.change(lambda db: change(db, sql, user_id, name, role, to_text(NOW)))


async def may_open_by_face(store: Store, name: str) -> None:
    """The owner's word, without the photos that it takes."""
    sql = "UPDATE persons SET may_open = 1 WHERE name = ?"
    await store.db.change(lambda db: change(db, sql, name))


async def rows(store: Store, sql: str, *values: Any) -> list[dict[str, Any]]:
    """What a program beside the bot would read."""
    found = await store.db.view(lambda db: db.execute(sql, values).fetchall())
    return [dict(row) for row in found]
