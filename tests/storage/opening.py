"""Somebody whose face may open the door, and decisions about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from pipeline.door_types import DoorRules, FaceOutcome, FaceVerdict, Finished
from pipeline.types import Decision, Match
from storage.face_rights import Switch
from storage.people import Person
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER, after, analysis, face, known, seen

DOOR = DoorRules("L", frozenset({FRONT.name}))
MODEL = "dlib"


async def photo(store: Store, name: str, number: int, camera_id: str | None = None) -> None:
    """One more of this person; from a camera, or brought from elsewhere."""
    embedding = face().embedding
    file, sha256 = f"{name}/{number}.jpg", f"{name}{number}"
    await store.people.replace_photo(
        name, file, sha256, MODEL, "1", embedding, None, NOW, from_camera_id=camera_id
    )


async def enrolled(store: Store, name: str = "Grace", photos: int = 3) -> Person:
    """With photos of which the first is from the front door; all of them count for opening."""
    for number in range(photos):
        await photo(store, name, number, None if number else FRONT.id)
    person = await store.people.by_name(name)
    assert person is not None
    for one in await store.people.photos(person.id):
        assert await store.people.let_open(one.id, one.sha256, True, NOW)
    return person


async def on_trial(store: Store, name: str = "Grace") -> Person:
    person = await enrolled(store, name)
    assert await store.face_rights.switch_on(person.id, OWNER, DOOR, NOW) is Switch.DONE
    return person


async def trusted(store: Store, name: str = "Grace") -> Person:
    """The owner has ended the trial."""
    person = await on_trial(store, name)
    assert await store.face_rights.end_trial(person.id, OWNER, NOW) is Switch.DONE
    return person


def verdict(outcome: FaceOutcome = FaceOutcome.GRANTED, name: str = "Grace", **changes: Any) -> FaceVerdict:
    given: dict[str, Any] = {"ends_at": NOW, "reasons": ("distance 0.38 <= 0.45", "live 0.97")}
    return FaceVerdict(name, outcome, 0.38, **(given | changes))


def recognised(outcome: FaceOutcome = FaceOutcome.GRANTED, name: str = "Grace", **changes: Any) -> Decision:
    """Somebody came whose face may open."""
    reasons = ("distance 0.38 <= 0.45, live 0.97, seen 12 s ago <= 60 s: unlock",)
    decision = known(name, known=(Match(name, 0.38),), reasons=reasons)
    return replace(decision, face=verdict(outcome, name, **changes))


async def came(
    store: Store,
    seconds: float = 0,
    decision: Decision | None = None,
    door: DoorRules | None = DOOR,
    **more: Any,
) -> Finished:
    """An event `seconds` after NOW, looked at and decided there and then; granted unless another decision is
    given."""
    event_id = await seen(store, seconds, **more)
    looked = analysis(face("Grace", 0.38))
    done = await store.events.finish(event_id, looked, decision or recognised(), after(seconds), door=door)
    assert done is not None
    return done


async def names_that_open(store: Store, now: datetime = NOW) -> frozenset[str]:
    """Who could be let in by face now: allowed, with photos enough, and not on trial."""
    allowed = await store.events.grants(FRONT.id, now, DOOR)
    return (allowed.may_open & allowed.fit) - allowed.trial
