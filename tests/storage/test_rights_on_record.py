"""Whatever changes who may open is in the audit, in the same transaction, and names nobody."""

from __future__ import annotations

import sqlite3

import pytest

from pipeline.errors import StoreError
from storage.access import Role
from storage.audit_actions import Action
from storage.audit_log import Recorded
from storage.check import check
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows

BEN, EVA = 77, 78
SHA = "ab" * 32


async def recorded(store: Store) -> list[Recorded]:
    """Oldest first, without what `owned_store` begins with."""
    return list(reversed((await store.audit.newest(99)).entries))[1:]


async def told(store: Store) -> list[tuple[str | None, str, str | None, str | None]]:
    """(by, action, of, outcome)"""
    return [
        (one.by.name if one.by else None, one.action, one.of.name if one.of else None, one.outcome)
        for one in await recorded(store)
    ]


async def joined(store: Store, user_id: int, name: str, role: Role = Role.RESIDENT) -> None:
    _, code = await store.invites.new(role, OWNER, NOW)
    assert await store.invites.redeem(user_id, name, code, NOW)


async def photo(store: Store, name: str = "grace", number: int = 1, sha: str = SHA) -> int:
    face = tuple(0.1 for _ in range(128))
    await store.people.replace_photo(name, f"{name}/{number}.jpg", sha, "dlib", "1", face, None, NOW)
    person = await store.people.by_name(name)
    assert person is not None
    return next(one.id for one in await store.people.photos(person.id) if one.file.endswith(f"/{number}.jpg"))


async def test_the_household(owned_store: Store) -> None:
    store = owned_store
    await joined(store, BEN, "Ben")
    invite, _ = await store.invites.new(Role.GUEST, OWNER, NOW)
    assert await store.invites.void(invite.id, NOW, OWNER)
    await store.household.allow_door(BEN, False, NOW, OWNER)
    await store.household.allow_door(BEN, False, NOW, OWNER)  # changes nothing
    await store.household.allow_door(BEN, True, NOW, OWNER)
    await store.household.set_role(BEN, Role.GUEST, NOW, OWNER)
    await store.household.set_role(BEN, Role.GUEST, NOW, OWNER)  # changes nothing
    await store.household.set_role(OWNER, Role.GUEST, NOW, OWNER)  # is refused
    await store.household.remove(BEN, NOW, OWNER)
    await store.household.remove(BEN, NOW, OWNER)  # was removed before
    assert await told(store) == [
        ("Sam", "invite", None, "resident"),
        ("Ben", "role", "Ben", "resident"),
        ("Sam", "invite", None, "guest"),
        ("Sam", "invite_withdrawn", None, "guest"),
        ("Sam", "door_withdrawn", "Ben", None),
        ("Sam", "door_given", "Ben", None),
        ("Sam", "role", "Ben", "guest"),
        ("Sam", "role", "Ben", "removed"),
    ]
    assert [one.how for one in await recorded(store)][1] == "invite"
    assert await check(store) == []


async def test_the_ownership_and_who_had_it_before(owned_store: Store) -> None:
    await joined(owned_store, EVA, "Eva")
    await owned_store.access.make_owner(EVA, None, after(1), how="machine")
    assert (await told(owned_store))[2:] == [
        (None, "role", "Sam", "resident"),
        (None, "role", "Eva", "owner"),
    ]
    assert [one.how for one in await recorded(owned_store)][2:] == ["machine", "machine"]


async def test_photos_that_open_and_stop(owned_store: Store) -> None:
    store = owned_store
    first, second = await photo(store), await photo(store, number=2)
    assert await told(store) == [], "a photo that only names is no right"
    await store.people.let_open(first, SHA, True, NOW, OWNER)
    await store.people.let_open(second, SHA, True, NOW, OWNER)
    await store.people.let_open(second, "00" * 32, True, NOW, OWNER)  # is another picture
    await store.people.let_open(second, SHA, False, NOW, OWNER)
    await store.people.drop_photo(first, NOW, OWNER)
    assert [one for one in await told(store) if one[1].startswith("photo")] == [
        ("Sam", "photo_opens", "grace", "1"),
        ("Sam", "photo_opens", "grace", "2"),
        ("Sam", "photo_stops", "grace", "1"),
        ("Sam", "photo_stops", "grace", "0"),
    ]
    assert await check(store) == []


@pytest.mark.parametrize("lost", ["the file is gone", "the file is another"])
async def test_a_photo_that_opened_and_is_not_there_any_more(owned_store: Store, lost: str) -> None:
    store = owned_store
    await store.people.let_open(await photo(store), SHA, True, NOW, OWNER)
    if lost == "the file is gone":
        await store.people.drop_missing([], after(1))
    else:
        await photo(store, sha="cd" * 32)
    (grace,) = await store.people.all()
    assert not grace.may_open
    assert (await told(store))[-1][1:] == ("photo_stops", "grace", "0")
    assert (await told(store))[-1][0] is None, "nobody said so"


async def test_a_new_name_a_merge_and_forgetting_take_away_and_name_nobody(owned_store: Store) -> None:
    store = owned_store
    await store.people.let_open(await photo(store), SHA, True, NOW, OWNER)
    await photo(store, "wren")
    grace, wren = await store.people.by_name("grace"), await store.people.by_name("wren")
    assert grace is not None
    assert wren is not None
    await store.people.rename(grace.id, "Grace H", after(1), {"grace/1.jpg": "Grace H/1.jpg"}, OWNER)
    await store.people.merge(wren.id, grace.id, {"wren/1.jpg": "Grace H/2.jpg"}, after(2), OWNER)
    before = await recorded(store)
    assert [(one.action, one.of and one.of.name) for one in before][1:] == [
        ("renamed", "Grace H"),
        ("photo_stops", "Grace H"),
        ("merged", "Grace H"),
    ]
    await store.people.forget(grace.id, after(3), OWNER)
    *earlier, last = await recorded(store)
    assert (last.action, last.of and last.of.name) == ("forgotten", None)
    assert {one.of.name for one in earlier if one.of} == {None}
    assert {one.by.name for one in earlier if one.by} == {"Sam"}
    words = str(await rows(store, "SELECT * FROM audit")).lower()
    assert "grace" not in words
    assert "wren" not in words
    assert await check(store) == []


async def test_what_is_not_done_is_not_on_record(owned_store: Store) -> None:
    def broken(db: sqlite3.Connection) -> None:
        db.execute("CREATE TRIGGER broken BEFORE UPDATE ON users BEGIN SELECT RAISE(ABORT, 'no'); END")

    await joined(owned_store, BEN, "Ben")
    before = await told(owned_store)
    await owned_store.db.change(broken)
    with pytest.raises(StoreError):
        await owned_store.household.set_role(BEN, Role.GUEST, NOW, OWNER)
    with pytest.raises(StoreError):
        await owned_store.access.make_owner(BEN, None, NOW, OWNER)
    assert await told(owned_store) == before


async def test_what_cannot_be_put_on_record_is_not_done(owned_store: Store) -> None:
    def broken(db: sqlite3.Connection) -> None:
        db.execute("CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END")

    await joined(owned_store, BEN, "Ben")
    number = await photo(owned_store)
    await owned_store.db.change(broken)
    people = owned_store.people
    for change in (
        lambda: owned_store.household.set_role(BEN, Role.GUEST, NOW, OWNER),
        lambda: owned_store.household.allow_door(BEN, False, NOW, OWNER),
        lambda: owned_store.household.remove(BEN, NOW, OWNER),
        lambda: owned_store.access.make_owner(BEN, None, NOW, OWNER),
        lambda: owned_store.invites.new(Role.RESIDENT, OWNER, NOW),
        lambda: people.let_open(number, SHA, True, NOW, OWNER),
    ):
        with pytest.raises(StoreError):
            await change()
    ben = await owned_store.household.member(BEN)
    assert ben is not None
    assert (ben.role, ben.may_unlock) == (Role.RESIDENT, True)
    assert await owned_store.access.owner() == OWNER
    assert [one.opens for one in await people.embeddings("dlib")] == [False]


async def test_every_action_is_explained_in_the_schema() -> None:
    from tests.conftest import REPO

    schema = (REPO / "storage" / "schema.sql").read_text()
    table = schema[schema.index("CREATE TABLE audit (") :]
    assert [action for action in Action if f"'{action}'" not in table] == []


async def test_when_and_how_often_a_face_opens(owned_store: Store) -> None:
    for key, value in (("night_begins", 1), ("face_openings_a_day", 20), ("night_begins", None)):
        assert await owned_store.house_settings.choose(key, value, NOW, OWNER)
    await owned_store.house_settings.choose("digest_hour", 9, NOW, OWNER)  # opens nothing
    assert await told(owned_store) == [
        ("Sam", "setting", None, "night_begins: 1"),
        ("Sam", "setting", None, "face_openings_a_day: 20"),
        ("Sam", "setting", None, "night_begins: default"),
    ]


async def test_only_who_lives_there_says_that_somebody_is_back(owned_store: Store) -> None:
    store = owned_store
    await joined(store, BEN, "Ben")
    await joined(store, EVA, "Eva", Role.GUEST)
    await store.away.begin(None, BEN, NOW)
    await store.household.remove(BEN, NOW, OWNER)
    for nobody in (BEN, EVA, 99):
        assert not await store.away.end(nobody, after(1))
    assert await store.away.current(after(2)) is not None
    assert await store.away.end(OWNER, after(3))
