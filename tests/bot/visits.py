"""Visits written into the store of a house that is awake, as its watch would, but without clips."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from PIL import Image

from pipeline.gallery import EMBEDDING_MODEL
from pipeline.types import Analysis, Box, Decision, EventKind, Face, Match, Recording
from tests.bot.house import FRONT_DOOR, House
from tests.storage.makers import somebody

_numbers = count(1)

STRANGER = Decision(True, None, True, False, ("1 person seen: alert",), strangers=1)
NOBODY = Decision(False, None, False, False, ("nobody seen: no alert",))


def jpeg(colour: str = "navy") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (160, 90), colour).save(buffer, "JPEG")
    return buffer.getvalue()


def known(*names: str) -> Decision:
    people = tuple(Match(name, 0.38 + place / 100) for place, name in enumerate(names))
    return replace(STRANGER, identity=names[0], known=people, strangers=0)


async def seen(house: House, kind: EventKind = EventKind.MOTION, *, seconds: float = 0) -> int:
    """A new event `seconds` from now. A ding is in the outbox at once."""
    now = datetime.now(UTC)
    at = now + timedelta(seconds=seconds)
    event_id = await house.services.store.events.add_seen(
        Recording(f"made-{next(_numbers)}", str(FRONT_DOOR), kind, at), now=now, coalesce_seconds=60
    )
    assert event_id is not None
    house.services.wake_teller()
    return event_id


async def looked_at(
    house: House, event_id: int, decision: Decision = STRANGER, picture: bytes | None = None
) -> None:
    analysis = Analysis(10, 5, 5, most_people_at_once=int(decision.person), thumbnail=picture)
    await house.services.store.events.finish(event_id, analysis, decision, datetime.now(UTC))
    house.services.wake_teller()


async def showed_a_face(
    house: House, number: int, name: str | None = None, *, seconds: float = 0, colour: str = "maroon"
) -> int:
    """Somebody came, this number's face was seen, and recognised where there is a name."""
    event_id = await seen(house, seconds=seconds)
    face = Face(
        3, Box(100, 50, 180, 130), name, 0.38 if name else 0.7, embedding=somebody(number), crop=jpeg(colour)
    )
    analysis = Analysis(10, 5, 5, faces=(face,), most_people_at_once=1, thumbnail=jpeg())
    decision = known(name) if name else STRANGER
    now = datetime.now(UTC)
    await house.services.store.events.finish(
        event_id, analysis, decision, now, embedding_model=EMBEDDING_MODEL
    )
    house.services.wake_teller()
    return event_id


async def came(
    house: House, decision: Decision = STRANGER, picture: bytes | None = None, *, seconds: float = 0
) -> int:
    """An event of motion that was looked at; with a picture unless told otherwise."""
    event_id = await seen(house, seconds=seconds)
    await looked_at(house, event_id, decision, picture or jpeg())
    return event_id
