"""Snoozes of everything, a camera or a person; of one chat or of the house."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.snoozes import END
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER, after
from tests.storage.opening import DOOR

HOUR = timedelta(hours=1)
GROUP = -100


@pytest.fixture
async def home(owned_store: Store) -> Store:
    await owned_store.people.add("grace", "Grace", NOW)
    return owned_store


async def test_it_is_there_for_its_chat_until_its_end(home: Store) -> None:
    one = await home.snoozes.add(OWNER, NOW, NOW + HOUR, OWNER, camera_id=FRONT.id)
    assert (one.camera_name, one.person_name, one.ends_at, one.over) == (
        "Front Door",
        None,
        NOW + HOUR,
        False,
    )
    assert await home.snoozes.open(OWNER, NOW) == [one]
    assert await home.snoozes.open(GROUP, NOW) == []
    assert await home.snoozes.open(OWNER, NOW + HOUR) == []
    over = await home.snoozes.get(one.id, NOW + HOUR)
    assert over is not None
    assert over.over
    assert [duty.due_at for duty in await home.duties.open(END)] == [NOW + HOUR]


async def test_one_of_a_person_without_an_end_runs_until_somebody_ends_it(home: Store) -> None:
    [grace] = await home.people.all()
    one = await home.snoozes.add(GROUP, NOW, None, OWNER, person_id=grace.id)
    assert (one.person_name, one.ends_at) == ("Grace", None)
    assert await home.duties.open(END) == [], "there is nothing to wait for"
    years = NOW + timedelta(days=9000)
    assert await home.snoozes.open(GROUP, years) == [one]
    assert await home.snoozes.end(one.id, years)
    assert not await home.snoozes.end(one.id, years), "pressed twice"
    assert await home.snoozes.open(GROUP, years) == []


async def test_the_same_once_more_gets_the_new_end(home: Store) -> None:
    first = await home.snoozes.add(OWNER, NOW, NOW + HOUR, OWNER)
    again = await home.snoozes.add(OWNER, after(60), NOW + 2 * HOUR, OWNER)
    assert again.id == first.id
    assert [one.ends_at for one in await home.snoozes.open(OWNER, NOW)] == [NOW + 2 * HOUR]
    assert [duty.due_at for duty in await home.duties.open(END)] == [NOW + 2 * HOUR]


async def test_for_everybody_it_silences_every_chat_in_place_of_an_older_one(home: Store) -> None:
    older = await home.snoozes.add(GROUP, NOW, NOW + HOUR, OWNER)
    await home.snoozes.for_everybody(older.id, NOW)
    newer = await home.snoozes.add(OWNER, NOW, NOW + 2 * HOUR, OWNER)
    assert newer.id != older.id
    widened = await home.snoozes.for_everybody(newer.id, NOW)
    assert widened is not None
    assert widened.chat_id is None
    assert await home.snoozes.open(GROUP, NOW) == [widened]
    assert [duty.subject for duty in await home.duties.open(END)] == [str(newer.id)]
    assert (await home.events.grants(FRONT.id, NOW, DOOR)).snoozed_until == NOW + 2 * HOUR


async def test_what_is_over_is_not_made_the_house_s(home: Store) -> None:
    one = await home.snoozes.add(OWNER, NOW, NOW + HOUR, OWNER)
    assert await home.snoozes.for_everybody(one.id, NOW + HOUR) is None
    assert await home.snoozes.for_everybody(99, NOW) is None
