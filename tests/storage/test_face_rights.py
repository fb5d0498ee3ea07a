"""Whose face may open is the owner's word, person by person, and goes with the photos it was given for."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from pipeline.door_types import DaySpan
from storage.check import check
from storage.face_rights import FaceRight, Switch
from storage.people import Person
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER, after, rows
from tests.storage.opening import DOOR, MODEL, enrolled, names_that_open, on_trial, photo, trusted

WEEK = 7 * 86400
RESIDENT = 5151


async def right(store: Store, person: Person) -> FaceRight:
    found = await store.face_rights.of(person.id, DOOR)
    assert found is not None
    return found


async def switched(store: Store, person: Person, user_id: int = OWNER) -> Switch:
    return await store.face_rights.switch_on(person.id, user_id, DOOR, NOW)


async def said(store: Store) -> list[str]:
    """What is on record about whose face may open, and when."""
    switched = "SELECT * FROM audit WHERE action IN ('face_opens', 'face_stops', 'setting') ORDER BY id"
    found = await rows(store, switched)
    return [row["outcome"] if row["action"] == "setting" else row["action"] for row in found]


async def test_photos_that_open_switch_nothing_on(owned_store: Store) -> None:
    person = await enrolled(owned_store)
    assert await right(owned_store, person) == FaceRight(False, None, None, None, False, 3, True)
    assert await names_that_open(owned_store) == frozenset()


async def test_switching_on_begins_with_a_week_of_trial(owned_store: Store) -> None:
    person = await on_trial(owned_store)
    assert (await right(owned_store, person)).trial_until == after(WEEK)
    assert await names_that_open(owned_store, after(WEEK - 1)) == frozenset()
    assert await names_that_open(owned_store, after(WEEK)) == {"Grace"}
    assert await said(owned_store) == ["face_opens"]
    assert await check(owned_store) == []


async def test_the_owner_may_end_the_trial_before(owned_store: Store) -> None:
    person = await trusted(owned_store)
    assert await names_that_open(owned_store) == {"Grace"}
    assert await owned_store.face_rights.end_trial(person.id, OWNER, NOW) is Switch.GONE, "once"


async def test_it_needs_three_photos_that_open(owned_store: Store) -> None:
    person = await enrolled(owned_store, photos=2)
    assert await switched(owned_store, person) is Switch.FEW
    await photo(owned_store, "Grace", 7)
    assert await switched(owned_store, person) is Switch.FEW, "one more that only names is none"


async def test_and_one_of_them_from_the_door(owned_store: Store) -> None:
    person = await enrolled(owned_store)
    elsewhere = replace(DOOR, cameras=frozenset({"Garden Gate"}))
    assert await owned_store.face_rights.switch_on(person.id, OWNER, elsewhere, NOW) is Switch.NOT_FROM_DOOR
    assert await owned_store.face_rights.switch_on(
        person.id, OWNER, replace(DOOR, cameras=frozenset()), NOW
    ) is (Switch.NOT_FROM_DOOR)
    by_id = replace(DOOR, cameras=frozenset({FRONT.id}))
    assert await owned_store.face_rights.switch_on(person.id, OWNER, by_id, NOW) is Switch.DONE


async def test_only_the_owners_word_counts_at_that_very_moment(owned_store: Store) -> None:
    person = await trusted(owned_store)
    rights, nobody = owned_store.face_rights, RESIDENT
    sql = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, 'Robin', 'resident', 'x')"
    await owned_store.db.change(lambda db: db.execute(sql, (RESIDENT,)))
    before = await right(owned_store, person), await said(owned_store)
    assert await rights.switch_on(person.id, nobody, DOOR, NOW) is Switch.OWNERS
    assert await rights.switch_off(person.id, nobody, NOW) is Switch.OWNERS
    assert await rights.end_trial(person.id, nobody, NOW) is Switch.OWNERS
    assert await rights.set_hours(person.id, None, nobody, NOW) is Switch.OWNERS
    assert await rights.set_at_night(person.id, True, nobody, NOW) is Switch.OWNERS
    assert (await right(owned_store, person), await said(owned_store)) == before


async def test_hours_and_nights_are_kept_and_on_record(owned_store: Store) -> None:
    person = await trusted(owned_store)
    span = DaySpan(time(7), time(20, 30))
    await owned_store.face_rights.set_hours(person.id, span, OWNER, NOW)
    await owned_store.face_rights.set_at_night(person.id, True, OWNER, NOW)
    allowed = await owned_store.events.grants(FRONT.id, NOW, DOOR)
    assert (dict(allowed.hours), set(allowed.at_night)) == ({"Grace": span}, {"Grace"})
    assert (await said(owned_store))[-2:] == ["from 07:00 to 20:30", "also at night"]
    await owned_store.face_rights.set_hours(person.id, None, OWNER, NOW)
    assert (await right(owned_store, person)).hours is None


async def lose_a_photo(store: Store, person: Person) -> None:
    await store.people.drop_photo((await store.people.photos(person.id))[-1].id, NOW)


async def lose_the_word(store: Store, person: Person) -> None:
    one = (await store.people.photos(person.id))[-1]
    await store.people.let_open(one.id, one.sha256, False, NOW)


async def lose_the_door(store: Store, person: Person) -> None:
    """A fourth one keeps three, but the only one from the door goes."""
    await photo(store, "Grace", 9)
    fourth = (await store.people.photos(person.id))[-1]
    await store.people.let_open(fourth.id, fourth.sha256, True, NOW)
    await store.people.drop_photo((await store.people.photos(person.id))[0].id, NOW)


async def another_picture(store: Store, person: Person) -> None:
    await store.people.replace_photo("Grace", "Grace/1.jpg", "new", MODEL, "1", (0.1,) * 128, None, NOW)


async def files_gone(store: Store, person: Person) -> None:
    await store.people.drop_missing(["Grace/1.jpg", "Grace/2.jpg"], NOW)


async def renamed(store: Store, person: Person) -> None:
    await store.people.rename(person.id, "Grace Hopper", NOW, {})


async def swallowed(store: Store, person: Person) -> None:
    other = await enrolled(store, "Ada")
    await store.people.merge(other.id, person.id, {}, NOW)


async def swallowing(store: Store, person: Person) -> None:
    await store.people.add("Ada", "Ada", NOW)
    other = await store.people.by_name("Ada")
    assert other is not None
    await store.people.merge(person.id, other.id, {}, NOW)


async def forgotten(store: Store, person: Person) -> None:
    await store.people.forget(person.id, NOW)


@pytest.mark.parametrize(
    "loss",
    [
        *(lose_a_photo, lose_the_word, lose_the_door, another_picture, files_gone),
        *(renamed, swallowed, swallowing, forgotten),
    ],
)
async def test_with_the_photos_the_right_goes_and_that_is_on_record(owned_store: Store, loss: object) -> None:
    person = await trusted(owned_store)
    await loss(owned_store, person)  # type: ignore[operator]
    assert await rows(owned_store, "SELECT name FROM persons WHERE may_open = 1") == []
    assert await said(owned_store) == ["face_opens", "trial ended", "face_stops"]
    assert await check(owned_store) == []


async def test_another_camera_at_the_door_counts_at_once(owned_store: Store) -> None:
    """What UNLOCK_CAMERAS names may change while nobody says anything about Grace."""
    await trusted(owned_store)
    moved = replace(DOOR, cameras=frozenset({"Garden Gate"}))
    assert (await owned_store.events.grants(FRONT.id, NOW, moved)).fit == frozenset()


async def test_a_photo_of_another_content_is_from_no_camera(owned_store: Store) -> None:
    person = await enrolled(owned_store)
    await owned_store.people.replace_photo(
        "Grace", "Grace/0.jpg", "Grace0", MODEL, "2", (0.1,) * 128, None, NOW
    )
    assert (await right(owned_store, person)).from_door, "computed anew, of the same content"
    await owned_store.people.replace_photo("Grace", "Grace/0.jpg", "x", MODEL, "2", (0.1,) * 128, None, NOW)
    cameras = await rows(owned_store, "SELECT from_camera_id FROM photos WHERE file = 'Grace/0.jpg'")
    assert cameras == [{"from_camera_id": None}]
