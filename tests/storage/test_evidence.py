"""What Why speaks of: the detector's scores, the faces, and what became of each message."""

from __future__ import annotations

from pipeline.types import Match
from storage.outbox import OutboxKind, OutboxState
from storage.store import Store
from tests.storage.makers import FRONT, OWNER, after, analysis, face, known, seen

GROUP = -100200


async def test_scores_faces_and_messages_of_one_event(owned_store: Store) -> None:
    await owned_store.access.listen(GROUP, after(0))
    event_id = await seen(owned_store)
    faces = (face("grace", 0.38), face("grace", 0.41, live=None), face(None, 0.71, liveness=0.3))
    decision = known("grace", strangers=1, known=(Match("grace", 0.38),))
    await owned_store.events.finish(event_id, analysis(*faces), decision, after(1))
    row = next(row for row in await owned_store.outbox.due(after(2)) if row.chat_id == OWNER)
    await owned_store.outbox.confirm(row.id, row.revision, 77, None, [event_id], after(2))
    told = await owned_store.events.evidence(event_id, OWNER)
    assert [(one.label, one.confidence) for one in told.seen] == [("person", 0.91), ("dog", 0.55)]
    named, strange = told.looked
    assert (named.name, named.faces, named.distance, named.live) == ("grace", 2, 0.38, True)
    assert (strange.name, strange.distance, strange.liveness) == (None, 0.71, 0.3)
    here = next(one for one in told.deliveries if one.chat_id == OWNER)
    assert (here.chat, here.kind, here.told_at) == ("Sam", OutboxKind.VISIT, after(2))
    there = next(one for one in told.deliveries if one.chat_id == GROUP)
    assert (there.state, there.told_at) == (OutboxState.PENDING, None)
    assert (told.listens, told.of_camera) == (True, True)


async def test_a_chat_that_chose_other_cameras_or_none(owned_store: Store) -> None:
    event_id = await seen(owned_store)
    nowhere = await owned_store.events.evidence(event_id, GROUP)
    assert (nowhere.listens, nowhere.of_camera, nowhere.seen, nowhere.deliveries) == (False, False, (), ())
    async with owned_store.db.write() as store:
        await store.execute("UPDATE chats SET all_cameras = 0")
    assert not (await owned_store.events.evidence(event_id, OWNER)).of_camera
    async with owned_store.db.write() as store:
        await store.execute("INSERT INTO chat_cameras VALUES (?, ?)", (OWNER, FRONT.id))
    assert (await owned_store.events.evidence(event_id, OWNER)).of_camera
