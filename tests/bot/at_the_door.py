"""Somebody comes to the door of a house that is awake: a recording and its watch; what is seen is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.face_door import FaceDoor
from pipeline.errors import LatchkeyError
from pipeline.gallery import build_gallery
from pipeline.image import jpeg
from pipeline.photo_types import PhotoFace
from pipeline.sight_rules import SightRules
from pipeline.types import Analysis, Camera, EventKind, Gallery, Recording, Sighting
from pipeline.watch import Watch, WatchRules
from tests.bot.house import FRONT_DOOR, House
from tests.bot.visits import NOBODY
from tests.pipeline.attacks import wall
from tests.pipeline.likeness import face, seen, sighting

FRONT = Camera(str(FRONT_DOOR), "Front Door")


def grace(*distances: float, live: bool | None = True, name: str = "Grace") -> Sighting:
    faces = [face(frame, 0, name=name, distance=each) for frame, each in enumerate(distances)]
    return sighting(*faces, margin=0.13, live=live, liveness=0.97 if live else None)


SURELY_GRACE = seen(grace(0.38, 0.4, 0.41))
PERHAPS_GRACE = seen(grace(0.48, 0.49))

USUAL_VIEW = jpeg(wall(3))
NOBODY_THERE = Analysis(10, 5, 5, thumbnail=USUAL_VIEW)


async def quiet_days(house: House, times: int = 3, looked: Analysis = NOBODY_THERE) -> None:
    """The front door's camera saw this so many times before, hours apart."""
    events, now = house.services.store.events, house.services.now()
    for number in range(1, times + 1):
        at = now - timedelta(hours=2 * number)
        earlier = Recording(f"earlier-{number}-{at:%H%M%S}", FRONT.id, EventKind.MOTION, at)
        event_id = await events.add_seen(earlier, now=now, coalesce_seconds=60)
        assert event_id is not None
        await events.finish(event_id, looked, NOBODY, now)


def by_day(rules: WatchRules) -> WatchRules:
    """At whatever hour this is run."""
    return replace(rules, door=replace(rules.door, night=None))


class MadeEyes:
    """Sees what it is told to, or raises it, in turn; the last one again and again. Clips last 10 s."""

    def __init__(self, *shown: Analysis | LatchkeyError, view: bytes) -> None:
        self.shown, self.view = list(shown), view

    async def analyse(
        self,
        clip: Path,
        gallery: Gallery,
        sight: SightRules | None = None,
        *,
        coarse: bool = False,
        urgent: bool = False,
    ) -> Analysis:
        shown = self.shown.pop(0) if len(self.shown) > 1 else self.shown[0]
        if isinstance(shown, LatchkeyError):
            raise shown
        return replace(shown, seconds=10.0, thumbnail=self.view)

    async def still(self, clip: Path) -> bytes | None:
        return None

    async def faces_of(self, photo: Path) -> Sequence[PhotoFace]:
        return []


def watching(
    house: House,
    *shown: Analysis | LatchkeyError,
    rules: WatchRules | None = None,
    view: bytes = USUAL_VIEW,
) -> Watch:
    """As the bot's own watch, with eyes of ours, before which there is this view."""
    services = house.services
    rules = rules or by_day(services.watch.rules)

    async def gallery() -> Gallery:
        return build_gallery([])

    assert services.doorman is not None
    door = FaceDoor(
        services.doorman,
        services.doorbell,
        services.store,
        services.clock,
        lambda: rules.door,
        services.wake_teller,
    )
    return Watch(
        services.doorbell,
        services.store.events,
        MadeEyes(*shown, view=view),
        gallery,
        services.clock,
        rules,
        services.wake_teller,
        door,
    )


async def comes(house: House, watch: Watch, *, ago: float = 5, times: int = 1, there_after: float = 0) -> int:
    """A recording that ended `ago` seconds back by Ring's clock is found by the next poll and worked off.

    `times`: how often it is tried; `there_after`: seconds until there is a clip. The event's id.
    """
    await watch.poll(FRONT)
    began = datetime.fromtimestamp(house.ring.now(), UTC) - timedelta(seconds=10 + ago)
    house.ring.add_recording(FRONT_DOOR, b"\0" * 5000, recorded_at=began, available_after=there_after)
    await watch.poll(FRONT)
    (row, *_) = await house.rows("SELECT max(id) AS id FROM events")
    for _ in range(times):
        far = house.services.now() + timedelta(days=1)
        (pending,) = [one for one in await house.services.store.events.due(far) if one.id == row["id"]]
        await watch.work(pending)
    return int(row["id"])
