"""Who is known, and what was said of a face, may change while a clip is looked at: then it is once more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import PeopleChanged
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, analysis, face, known, rows, seen, told


async def test_whoever_is_forgotten_meanwhile_does_not_come_back(owned_store: Store) -> None:
    grace = await owned_store.people.add("grace", "Grace", NOW)
    event_id = await seen(owned_store)
    looked = replace(
        analysis(face("grace", 0.38)), refusals=tuple(await owned_store.events.refusals(event_id))
    )
    await owned_store.people.forget(grace.id, after(1))
    with pytest.raises(PeopleChanged):
        await owned_store.events.finish(event_id, looked, known("grace"), after(2))
    assert await owned_store.people.all() == []
    assert await rows(owned_store, "SELECT state FROM events") == [{"state": "seen"}]
    assert await rows(owned_store, "SELECT 1 FROM faces") == []


async def test_of_whom_somebody_says_meanwhile_that_it_is_not_them(owned_store: Store) -> None:
    """Else the next clip of the same visit would open to them."""
    await told(owned_store, 0, known("grace"), face("grace", 0.38))
    (grace,) = await owned_store.people.all()
    event_id = await seen(owned_store, 10)
    looked = replace(
        analysis(face("grace", 0.38)), refusals=tuple(await owned_store.events.refusals(event_id))
    )
    assert await owned_store.events.unname(1, grace.id, OWNER, after(11))
    with pytest.raises(PeopleChanged):
        await owned_store.events.finish(event_id, looked, known("grace"), after(12))
    said = tuple(await owned_store.events.refusals(event_id))
    assert await owned_store.events.finish(
        event_id, replace(looked, refusals=said), known("grace"), after(13)
    )
