"""Somebody is renamed, merged, forgotten; what a photo may open is the owner's word alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import StoreError
from storage.check import check
from storage.people import CachedPhoto, Person
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, face, known, rows, stranger, told

MODEL = "dlib"
EMBEDDING = face().embedding


@pytest.fixture
async def store(owned_store: Store) -> Store:
    for name in ("Ada", "Grace"):
        await owned_store.people.replace_photo(
            name, f"{name}/1.jpg", name * 8, MODEL, "1", EMBEDDING, None, NOW
        )
    return owned_store


async def person(store: Store, name: str) -> Person:
    found = await store.people.by_name(name)
    assert found is not None
    return found


async def only_photo(store: Store, name: str) -> CachedPhoto:
    (photo,) = await store.people.photos((await person(store, name)).id)
    return photo


async def let_open(store: Store, photo: CachedPhoto, opens: bool = True, seconds: float = 0) -> bool:
    return await store.people.let_open(photo.id, photo.sha256, opens, after(seconds))


async def grace_came(store: Store) -> int:
    decision = known("Grace", 0.38, reasons=("Grace: distance 0.38 <= 0.50", "Grace may not open by face"))
    return await told(store, 0, decision, face("Grace", 0.38))


async def grace_opens(store: Store) -> None:
    assert await let_open(store, await only_photo(store, "Grace"))


async def event(store: Store, event_id: int) -> tuple[str | None, int, tuple[str, ...]]:
    found = await store.events.get(event_id)
    assert found is not None
    return found.person_name, found.strangers, found.reasons


async def may_open(store: Store) -> frozenset[str]:
    return (await store.events.grants("1001", NOW)).may_open


async def test_a_new_photo_opens_nothing(store: Store) -> None:
    assert not (await only_photo(store, "Grace")).opens
    assert await may_open(store) == frozenset()


async def test_the_owners_word_is_for_one_photo(store: Store) -> None:
    await store.people.replace_photo("Grace", "Grace/2.jpg", "other", MODEL, "1", EMBEDDING, None, NOW)
    first, second = await store.people.photos((await person(store, "Grace")).id)
    await let_open(store, first)
    assert await may_open(store) == {"Grace"}
    assert [one.opens for one in await store.people.embeddings(MODEL)] == [False, True, False]
    await let_open(store, second, seconds=60)
    (row,) = await rows(store, "SELECT may_open_since_at FROM persons WHERE name = 'Grace'")
    assert row["may_open_since_at"] == "2026-02-25T10:30:00.000Z", "since the first one"
    for photo in (first, second):
        await let_open(store, photo, False, 120)
    assert await may_open(store) == frozenset()


@pytest.mark.parametrize(("sha256", "version", "opens"), [("Grace" * 8, "2", True), ("another", "1", False)])
async def test_another_content_needs_the_owners_word_again(
    store: Store, sha256: str, version: str, opens: bool
) -> None:
    await grace_opens(store)
    await store.people.replace_photo("Grace", "Grace/1.jpg", sha256, MODEL, version, EMBEDDING, None, NOW)
    assert (await only_photo(store, "Grace")).opens is opens


async def test_a_photo_without_a_face_cannot_open(store: Store) -> None:
    await store.people.replace_photo("Grace", "Grace/1.jpg", "other", MODEL, "1", None, "no face", NOW)
    assert not await let_open(store, await only_photo(store, "Grace"))


async def test_the_owners_word_is_for_the_picture_that_was_seen(store: Store) -> None:
    photo = await only_photo(store, "Grace")
    assert not await let_open(store, replace(photo, sha256="another"))
    assert not await let_open(store, replace(photo, id=999))
    assert await may_open(store) == frozenset()


async def test_the_last_photo_that_opens_takes_the_right_along(store: Store) -> None:
    await grace_opens(store)
    await store.people.drop_photo((await only_photo(store, "Grace")).id, NOW)
    assert await may_open(store) == frozenset()


async def test_renamed_everywhere_and_opens_nothing(store: Store) -> None:
    event_id = await grace_came(store)
    await grace_opens(store)
    await store.people.rename(
        (await person(store, "Grace")).id, "Grace Hopper", after(60), {"Grace/1.jpg": "Grace Hopper/1.jpg"}
    )
    reasons = ("Grace Hopper: distance 0.38 <= 0.50", "Grace Hopper may not open by face")
    assert await event(store, event_id) == ("Grace Hopper", 0, reasons)
    photo = await only_photo(store, "Grace Hopper")
    assert (photo.file, photo.opens) == ("Grace Hopper/1.jpg", False)
    assert await may_open(store) == frozenset()
    assert await check(store) == []


@pytest.mark.parametrize(
    ("name", "says"), [("ADA", "There is somebody named 'Ada'"), ("Unknown", "Nobody can")]
)
async def test_not_every_name_is_free(store: Store, name: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        await store.people.rename((await person(store, "Grace")).id, name, NOW, {})


async def test_the_same_name_in_another_case(store: Store) -> None:
    await store.people.rename((await person(store, "Grace")).id, "GRACE", NOW, {})
    assert (await person(store, "grace")).name == "GRACE"


async def test_two_are_one(store: Store) -> None:
    hers = await grace_came(store)
    await grace_opens(store)
    grace, ada = await person(store, "Grace"), await person(store, "Ada")
    await let_open(store, await only_photo(store, "Ada"))
    await store.people.merge(grace.id, ada.id, {"Grace/1.jpg": "Ada/1-2.jpg"}, after(60))
    assert await store.people.by_name("Grace") is None
    assert (await event(store, hers))[0] == "Ada"
    assert [(one.file, one.opens) for one in await store.people.photos(ada.id)] == [
        ("Ada/1.jpg", False),
        ("Ada/1-2.jpg", False),
    ]
    assert await may_open(store) == frozenset()
    totals = await store.rhythm.totals(after(-3600), after(3600))
    assert totals.by_person == (("Ada", 1),)
    assert (await person(store, "Ada")).last_seen == after(0)
    assert await check(store) == []


async def test_forgotten_is_gone_from_everything(store: Store) -> None:
    event_id = await grace_came(store)
    grace = await person(store, "Grace")
    (crop,) = await store.people.crops(grace.id)
    await store.people.forget(grace.id, after(60))
    await store.thumbnails.delete(crop)
    reasons = ("somebody: distance 0.38 <= 0.50", "somebody may not open by face")
    assert await event(store, event_id) == (None, 1, reasons)
    assert await store.people.by_name("Grace") is None
    assert await rows(store, "SELECT * FROM photos WHERE file LIKE 'Grace%'") == []
    assert (
        await rows(store, "SELECT id FROM faces WHERE embedding IS NOT NULL OR crop_path IS NOT NULL") == []
    )
    assert await check(store) == []


async def test_nothing_of_a_forgotten_face_stays_in_the_file(store: Store) -> None:
    await grace_came(store)
    await store.people.forget((await person(store, "Ada")).id, NOW)
    await store.people.forget((await person(store, "Grace")).id, after(60))
    path = store.db.path
    kept = b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    assert b"Grace" not in kept
    assert b"Sam" in kept, "what is kept can be found so"


async def test_forgetting_tells_the_messages_of_the_last_days_anew(store: Store) -> None:
    await grace_came(store)
    (row,) = await store.outbox.due(after(0))
    await store.outbox.confirm(row.id, row.revision, 5, None, [1], after(0))
    await store.people.forget((await person(store, "Grace")).id, after(60))
    assert [one.message_id for one in await store.outbox.due(after(60))] == [5]


async def test_not_grace(store: Store) -> None:
    event_id = await grace_came(store)
    (row,) = await store.outbox.due(after(0))
    await store.outbox.confirm(row.id, row.revision, 5, None, [1], after(0))
    grace = await person(store, "Grace")
    assert await store.events.unname(1, grace.id, OWNER, after(60))
    assert (await event(store, event_id))[:2] == (None, 1)
    assert [one.name for one in await store.events.faces_of_visit(1)] == [None]
    assert [one.message_id for one in await store.outbox.due(after(60))] == [5]
    assert [one.name for one in await store.events.refusals(event_id)] == ["Grace"]
    assert not await store.events.unname(1, grace.id, OWNER, after(61)), "once"
    assert len(await store.strangers.groups(5)) == 1, "a stranger as others are"
    assert await check(store) == []


async def test_not_grace_is_not_offered_as_grace_again(store: Store) -> None:
    await grace_came(store)
    grace = await person(store, "Grace")
    await store.events.unname(1, grace.id, OWNER, after(60))
    await store.db.change(lambda db: db.execute("UPDATE faces SET embedding_model = ?", (MODEL,)))
    assert await store.strangers.like(grace.id, MODEL, 0.5) == []
    ada = await person(store, "Ada")
    assert [one.visit_id for one in await store.strangers.like(ada.id, MODEL, 0.5)] == [1]


async def test_it_is_grace_after_all(store: Store) -> None:
    event_id = await grace_came(store)
    grace = await person(store, "Grace")
    await store.events.unname(1, grace.id, OWNER, after(60))
    faces = await store.events.faces_of_visit(1)
    await store.events.name_faces([one.id for one in faces], "Grace", after(61))
    assert (await event(store, event_id))[:2] == ("Grace", 0)
    assert await store.events.refusals(event_id) == []
    assert await store.strangers.count() == 0


async def test_a_later_event_of_the_visit_hears_of_it(store: Store) -> None:
    await grace_came(store)
    await store.events.unname(1, (await person(store, "Grace")).id, OWNER, after(10))
    later = await told(store, 20, stranger())
    assert [(one.name, one.embedding) for one in await store.events.refusals(later)] == [("Grace", EMBEDDING)]
    next_visit = await told(store, 5000, stranger())
    assert await store.events.refusals(next_visit) == []
