"""Writes the made-up past through the store's own door, so that it obeys the store's rules."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.demo.past import DAYS, PastVisit, past_visits
from deploy.sandbox.clips import Passer, Seen, light_at, passers
from pipeline.types import (
    Analysis,
    Box,
    Camera,
    Decision,
    Detection,
    EventKind,
    Match,
    Recording,
    Timings,
)
from storage.store import Store

ORIGIN = "demo"
COALESCE_SECONDS = 60
FRAMES = 300


async def seed_past(folder: Path, house: Mapping[str, Any], now: datetime, zone: tzinfo) -> int:
    """Into `folder`, before the bot opens its store there; how many visits there were."""
    camera = Camera(str(house["ring"]["camera_id"]), house["ring"]["camera_name"])
    visits = past_visits(now, zone)
    async with await Store.open(folder / "events.db", folder / "thumbnails") as store:
        await store.events.poll_floor(camera, now - timedelta(days=DAYS))
        for number, visit in enumerate(visits):
            await _add(store, camera, number, visit)
    return len(visits)


async def _add(store: Store, camera: Camera, number: int, visit: PastVisit) -> None:
    at = visit.at.astimezone(UTC)
    kind = EventKind.DING if visit.ding else EventKind.MOTION
    recording = Recording(f"demo-{number}", camera.id, kind, at)
    known = at + timedelta(seconds=3)
    event_id = await store.events.add_seen(
        recording, now=known, coalesce_seconds=COALESCE_SECONDS, origin=ORIGIN
    )
    if event_id is None:
        raise AssertionError(f"{recording.id} was there before the demo")
    chance = random.Random(number)
    seen = _picture(visit.looks, visit.at.hour, number % 2)
    analysis, decision = _analysis(visit, seen, chance), _decision(visit, chance)
    await store.events.finish(event_id, analysis, decision, known + timedelta(seconds=2))


PLACES = (((-0.35, 2.6), (0.4, 2.9), (0.85, 2.4)), ((0.3, 2.9), (-0.5, 2.6), (0.8, 2.4)))
"""Metres across and away, of the first, the second and the third on a picture; two ways to stand."""


@lru_cache(maxsize=64)
def _drawn(looks: tuple[str, ...], light_hour: int, variant: int) -> Seen:
    figures = [Passer(look, *place) for look, place in zip(looks, PLACES[variant], strict=False)]
    return passers(figures, light_at(light_hour), seed=variant)


def _picture(looks: tuple[str, ...], hour: int, variant: int) -> Seen:
    """One hour stands for all that have its light."""
    same = next(other for other in range(24) if light_at(other) is light_at(hour))
    return _drawn(looks, same, variant)


def _analysis(visit: PastVisit, seen: Seen, chance: random.Random) -> Analysis:
    people = len(visit.people) + visit.strangers
    total = chance.uniform(260, 620)
    return Analysis(
        frames_total=FRAMES,
        frames_decoded=24,
        frames_inferred=8,
        # The picture is half as wide as the frame it stands for.
        detections=tuple(
            Detection(
                140, one.label, round(chance.uniform(0.6, 0.93), 3), Box(*(2 * side for side in one.box))
            )
            for one in seen.shown
        ),
        most_people_at_once=people,
        thumbnail=seen.jpeg,
        timings_ms=Timings(decode=total * 0.4, detect=total * 0.35, faces=total * 0.25, total=total),
        detector=ORIGIN,
    )


def _decision(visit: PastVisit, chance: random.Random) -> Decision:
    known = sorted(
        (Match(name, round(chance.uniform(0.3, 0.47), 3)) for name in visit.people),
        key=lambda match: match.distance,
    )
    return Decision(
        person=visit.person,
        identity=known[0].name if known else None,
        alert=visit.person,
        unlock=False,
        reasons=(),
        known=tuple(known),
        strangers=visit.strangers,
        others=visit.others,
    )
