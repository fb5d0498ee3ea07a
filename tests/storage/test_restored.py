"""After a restore everybody waits until the owner, and nobody else, says Keep."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.access import Role
from storage.after_restore import Why
from storage.restoring import restore
from storage.store import Store
from tests.storage.copies import GUEST, KIM, copied, lived_in, moments, places_at
from tests.storage.makers import FRONT, OWNER, rows
from tests.storage.opening import DOOR, names_that_open

LATER = moments(9)


@pytest.fixture
async def restored_store(owned_store: Store, db_path: Path) -> AsyncIterator[Store]:
    await lived_in(owned_store)
    made = copied(db_path)
    await owned_store.close()
    restore(made, places_at(db_path), db_path.with_name("backups"), LATER, Why.ASKED)
    async with await Store.open(db_path, places_at(db_path).thumbnails_dir) as store:
        yield store


async def test_who_is_kept_has_their_role_again_and_who_is_not_has_none(restored_store: Store) -> None:
    store = restored_store
    waiting = await store.restored.waiting(DOOR)
    assert [one.name for one in waiting.members] == ["Kim", "Alex"]
    assert [(one.name, one.fit) for one in waiting.faces] == [("Grace", True)]
    assert not await store.restored.keep_member(KIM, KIM, LATER), "only the owner says so"
    assert await store.restored.keep_member(KIM, OWNER, LATER)
    assert not await store.restored.keep_member(KIM, OWNER, LATER), "once"
    assert await store.household.remove(GUEST, LATER, OWNER)
    assert not await store.restored.keep_member(GUEST, OWNER, LATER)
    assert [await store.access.role(one) for one in (KIM, GUEST)] == [Role.RESIDENT, None]
    assert (await store.restored.waiting(DOOR)).members == []
    entries = (await store.audit.newest(2)).entries
    assert [(one.action, one.outcome) for one in entries] == [("role", "removed"), ("role", "resident")]


async def test_a_face_opens_again_by_the_owners_word_where_its_photos_still_count(
    restored_store: Store,
) -> None:
    store = restored_store
    (grace,) = (await store.restored.waiting(DOOR)).faces
    assert not await store.restored.keep_face(grace.person_id, KIM, DOOR, LATER)
    assert await store.restored.keep_face(grace.person_id, OWNER, DOOR, LATER)
    assert await names_that_open(store, LATER) == {"Grace"}
    assert (await store.audit.newest(1)).entries[0].action == "face_opens"


async def test_a_face_whose_photos_changed_is_not_kept_by_accident(restored_store: Store) -> None:
    store = restored_store
    (grace,) = (await store.restored.waiting(DOOR)).faces
    await store.people.rename(grace.person_id, "Mallory", LATER, {}, None)
    assert [one.fit for one in (await store.restored.waiting(DOOR)).faces] == [False]
    assert await store.restored.keep_all(OWNER, DOOR, LATER)
    assert await names_that_open(store, LATER) == frozenset()
    assert await store.restored.drop_face(grace.person_id, OWNER)
    assert not await store.restored.waiting(DOOR)


async def test_nobody_who_waits_hears_of_anything(restored_store: Store) -> None:
    await restored_store.access.listen(KIM, LATER)
    assert await restored_store.access.listening(FRONT.id) == [OWNER]
    await restored_store.restored.keep_all(OWNER, DOOR, LATER)
    assert await restored_store.access.listening(FRONT.id) == [KIM, OWNER]


async def test_a_lost_pin_is_asked_for_until_there_is_another_or_the_owner_waives_it(
    restored_store: Store,
) -> None:
    store = restored_store
    await store.restored.keep_all(OWNER, DOOR, LATER)
    assert [(await store.proofs.standing(one, LATER)).needed for one in (OWNER, KIM, GUEST)] == [
        True,
        True,
        False,
    ]
    assert await store.proofs.reset(KIM, OWNER, LATER)
    assert not (await store.proofs.standing(KIM, LATER)).needed


async def test_the_owner_is_told_once(restored_store: Store) -> None:
    for _ in range(2):
        await restored_store.restored.told(OWNER, "restored", [[("Keep", "keep:1")]], LATER)
    assert len(await rows(restored_store, "SELECT 1 FROM outbox WHERE text = 'restored'")) == 1
    latest = await restored_store.restored.latest()
    assert latest is not None
    assert latest.told
