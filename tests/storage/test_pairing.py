"""The code that makes an owner: once, in time, and not by guessing."""

from __future__ import annotations

import asyncio
import re

import pytest

from storage.store import Store
from tests.storage.makers import NOW, after, rows

WRONG = "AAAAAAAA"


@pytest.fixture
async def code(fresh_store: Store) -> str:
    return await fresh_store.access.new_code(NOW)


async def wrong(store: Store, user_id: int, times: int, seconds: float = 0) -> None:
    for _ in range(times):
        assert not await store.access.try_code(user_id, WRONG, after(seconds))


async def test_eight_characters(fresh_store: Store) -> None:
    codes = {await fresh_store.access.new_code(NOW) for _ in range(8)}
    assert len(codes) == 8
    assert all(re.fullmatch("[A-Z2-7]{8}", one) for one in codes)


async def test_it_works_once(fresh_store: Store, code: str) -> None:
    assert await fresh_store.access.try_code(1, code, after(1))
    assert not await fresh_store.access.try_code(1, code, after(2))
    assert not await fresh_store.access.try_code(2, code, after(2))


async def test_as_people_type_it(fresh_store: Store, code: str) -> None:
    assert await fresh_store.access.try_code(1, f"  {code.lower()}\n", after(1))


async def test_once_however_many_try_at_once(fresh_store: Store, code: str) -> None:
    tries = (fresh_store.access.try_code(user, code, after(1)) for user in range(10))
    assert sorted(await asyncio.gather(*tries)) == [False] * 9 + [True]


@pytest.mark.parametrize(
    ("seconds", "works"), [(899.9, True), (900, False), (3600, False), (-1, False)], ids=str
)
async def test_a_quarter_of_an_hour(fresh_store: Store, code: str, seconds: float, works: bool) -> None:
    assert await fresh_store.access.try_code(1, code, after(seconds)) is works


async def test_a_new_one_replaces_the_former(fresh_store: Store, code: str) -> None:
    newer = await fresh_store.access.new_code(after(1))
    assert not await fresh_store.access.try_code(1, code, after(2))
    assert await fresh_store.access.try_code(1, newer, after(2))


async def test_four_wrong_tries_are_forgiven(fresh_store: Store, code: str) -> None:
    await wrong(fresh_store, 1, times=4)
    assert await fresh_store.access.try_code(1, code, after(1))


async def test_five_are_not(fresh_store: Store, code: str) -> None:
    await wrong(fresh_store, 1, times=5)
    assert not await fresh_store.access.try_code(1, code, after(1))
    assert await fresh_store.access.try_code(2, code, after(1)), "another sender still may"


async def test_until_the_hour_is_over(fresh_store: Store) -> None:
    await wrong(fresh_store, 1, times=5)
    late = await fresh_store.access.new_code(after(3000))
    assert not await fresh_store.access.try_code(1, late, after(3599.9))
    assert await fresh_store.access.try_code(1, late, after(3600))


async def test_the_hour_slides(fresh_store: Store) -> None:
    await wrong(fresh_store, 1, times=4)
    await wrong(fresh_store, 1, times=1, seconds=3000)
    late = await fresh_store.access.new_code(after(3500))
    assert not await fresh_store.access.try_code(1, late, after(3599))
    assert await fresh_store.access.try_code(1, late, after(3600)), "four of the five are an hour old"


async def test_nineteen_of_many_senders_are_forgiven(fresh_store: Store, code: str) -> None:
    for user in range(19):
        await wrong(fresh_store, user, times=1)
    assert await fresh_store.access.try_code(99, code, after(1))


async def test_twenty_in_all_are_not(fresh_store: Store, code: str) -> None:
    for user in range(20):
        await wrong(fresh_store, user, times=1)
    assert not await fresh_store.access.try_code(99, code, after(1))
    late = await fresh_store.access.new_code(after(3600))
    assert await fresh_store.access.try_code(99, late, after(3600))


async def test_tries_at_once_do_not_slip_through(fresh_store: Store) -> None:
    await asyncio.gather(*(fresh_store.access.try_code(1, WRONG, NOW) for _ in range(30)))
    assert len(await rows(fresh_store, "SELECT * FROM pairing_tries")) == 5


async def test_a_flood_grows_nothing(fresh_store: Store) -> None:
    for user in range(25):
        await wrong(fresh_store, user, times=1)
    assert len(await rows(fresh_store, "SELECT * FROM pairing_tries")) == 20
    await wrong(fresh_store, 1, times=1, seconds=4000)
    assert len(await rows(fresh_store, "SELECT * FROM pairing_tries")) == 1


async def test_a_clock_set_back_forgives_nothing(fresh_store: Store, code: str) -> None:
    await wrong(fresh_store, 1, times=5, seconds=800)
    assert not await fresh_store.access.try_code(1, code, after(10))


async def test_without_a_code_nothing_works(fresh_store: Store) -> None:
    assert not await fresh_store.access.try_code(1, "", NOW)
    assert not await fresh_store.access.try_code(1, WRONG, NOW)


@pytest.mark.parametrize("text", ["", "ПРИВЕТЫ", "\udcff" * 8, "A" * 100_000, "\x00"])
async def test_anything_can_be_sent(fresh_store: Store, code: str, text: str) -> None:
    assert not await fresh_store.access.try_code(1, text, NOW)
    assert await fresh_store.access.try_code(1, code, NOW)


async def test_the_code_is_nowhere_in_the_store(fresh_store: Store, code: str) -> None:
    await fresh_store.access.try_code(1, WRONG, NOW)
    await fresh_store.close()
    for file in fresh_store.db.path.parent.iterdir():
        if file.is_file():
            assert code.encode() not in file.read_bytes()


async def test_a_used_code_stays_used_after_a_restart(fresh_store: Store, code: str) -> None:
    assert await fresh_store.access.try_code(1, code, after(1))
    path, folder = fresh_store.db.path, fresh_store.thumbnails.folder
    await fresh_store.close()
    async with await Store.open(path, folder) as again:
        assert not await again.access.try_code(2, code, after(2))


async def test_twenty_wrong_tries_are_told_once_and_until_when(
    fresh_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    for user_id in range(4):
        await wrong(fresh_store, user_id, 4, seconds=user_id)
    assert await fresh_store.access.codes_refused_until(after(10)) is None
    assert caplog.messages == []
    await wrong(fresh_store, 5, 4, seconds=10)
    await wrong(fresh_store, 6, 3, seconds=11)
    assert await fresh_store.access.codes_refused_until(after(12)) == after(3600)
    assert await fresh_store.access.codes_refused_until(after(3600)) is None
    (told,) = caplog.messages
    assert told.startswith("20 wrong pairing codes within an hour: refused until ")
