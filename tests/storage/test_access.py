"""Roles by Telegram user id, one owner, and the chats that listen."""

from __future__ import annotations

import pytest

from pipeline.errors import StoreError
from storage.access import Role, UnreachableChat
from storage.check import check
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows, told

GRACE, GROUP = 777, -100200


async def test_nobody_at_first(fresh_store: Store) -> None:
    assert await fresh_store.access.owner() is None
    assert await fresh_store.access.role(OWNER) is None
    assert await fresh_store.access.listening() == []


async def test_the_owner(owned_store: Store) -> None:
    assert await owned_store.access.owner() == OWNER
    assert await owned_store.access.role(OWNER) is Role.OWNER
    assert await owned_store.access.listening() == [OWNER]


async def test_handing_over(owned_store: Store) -> None:
    await owned_store.access.make_owner(GRACE, "Grace", after(5))
    assert await owned_store.access.owner() == GRACE
    assert await owned_store.access.role(OWNER) is Role.RESIDENT
    assert await owned_store.access.listening() == [GRACE, OWNER]
    await owned_store.access.make_owner(OWNER, "Sam", after(6))
    assert await owned_store.access.role(GRACE) is Role.RESIDENT
    assert await check(owned_store) == []


async def test_handing_over_to_oneself(owned_store: Store) -> None:
    await owned_store.access.make_owner(OWNER, "Samantha", after(5))
    assert await rows(owned_store, "SELECT name, role FROM users") == [{"name": "Samantha", "role": "owner"}]


async def test_there_cannot_be_two(owned_store: Store) -> None:
    second = "INSERT INTO users (user_id, name, role, joined_at) VALUES (1, 'x', 'owner', '')"
    with pytest.raises(StoreError, match="UNIQUE"):
        await owned_store.db.change(lambda db: db.execute(second))


async def test_a_suspended_role_is_none(owned_store: Store) -> None:
    suspend = "UPDATE users SET suspended_at = '2026-02-25T10:30:00.000Z'"
    await owned_store.db.change(lambda db: db.execute(suspend))
    assert await owned_store.access.role(OWNER) is None


async def test_chats_listen_and_stop(owned_store: Store) -> None:
    await owned_store.access.listen(GROUP, NOW)
    assert await owned_store.access.listening() == [GROUP, OWNER]
    await owned_store.access.listen(GROUP, NOW, listening=False)
    assert await owned_store.access.listening() == [OWNER]
    kinds = await rows(owned_store, "SELECT kind FROM chats ORDER BY chat_id")
    assert [row["kind"] for row in kinds] == ["group", "private"]


async def test_a_chat_that_chose_its_cameras(owned_store: Store) -> None:
    await owned_store.access.listen(GROUP, NOW)

    def choose(db: object) -> None:
        db.execute("UPDATE chats SET all_cameras = 0 WHERE chat_id = ?", (GROUP,))  # type: ignore[attr-defined]
        db.execute("INSERT INTO chat_cameras VALUES (?, 'back')", (GROUP,))  # type: ignore[attr-defined]

    await owned_store.db.change(choose)
    assert await owned_store.access.listening() == [GROUP, OWNER]
    assert await owned_store.access.listening("back") == [GROUP, OWNER]
    assert await owned_store.access.listening("1001") == [OWNER]
    await told(owned_store, 0)
    assert [row.chat_id for row in await owned_store.outbox.due(NOW)] == [OWNER]


async def test_unreachable_once_and_reachable_once(owned_store: Store) -> None:
    access = owned_store.access
    assert await access.set_reachable(OWNER, False, after(5))
    assert not await access.set_reachable(OWNER, False, after(9))
    assert await access.unreachable() == [UnreachableChat(OWNER, after(5), OWNER)]
    assert await access.listening() == [OWNER], "its alerts stay pending"
    assert await access.set_reachable(OWNER, True, after(10))
    assert not await access.set_reachable(OWNER, True, after(11))
    assert await access.unreachable() == []


async def test_a_group_that_is_unreachable(owned_store: Store) -> None:
    await owned_store.access.listen(GROUP, NOW)
    await owned_store.access.set_reachable(GROUP, False, after(5))
    assert [chat.user_id for chat in await owned_store.access.unreachable()] == [None]


async def test_a_chat_we_do_not_know(owned_store: Store) -> None:
    assert not await owned_store.access.set_reachable(99, False, NOW)
    assert not await owned_store.access.set_reachable(99, True, NOW)


async def test_reachable_again_it_gets_what_waits(owned_store: Store) -> None:
    await told(owned_store, 0)
    (row,) = await owned_store.outbox.due(after(1))
    await owned_store.access.set_reachable(OWNER, False, after(1))
    await owned_store.outbox.postpone(row.id, after(3600), "403")
    assert await owned_store.outbox.due(after(60)) == []
    await owned_store.access.set_reachable(OWNER, True, after(60))
    assert [one.id for one in await owned_store.outbox.due(after(60))] == [row.id]


SEEN = "SELECT name, language, last_seen_at FROM users"


async def test_a_contact_is_noted_once_a_minute_or_on_news(owned_store: Store) -> None:
    async def met(seconds: float, name: str = "Sam", language: str | None = "en") -> tuple[str, str, str]:
        await owned_store.access.met(OWNER, name, language, after(seconds))
        (row,) = await rows(owned_store, SEEN)
        return row["name"], row["language"], row["last_seen_at"][11:19]

    assert await met(0) == ("Sam", "en", "10:30:00")
    assert await met(59) == ("Sam", "en", "10:30:00")
    assert await met(61) == ("Sam", "en", "10:31:01")
    assert await met(62, "Samantha") == ("Samantha", "en", "10:31:02")
    assert await met(63, "Samantha", "de") == ("Samantha", "de", "10:31:03")
    assert await met(10, "Samantha", "de") == ("Samantha", "de", "10:30:10")  # the clock was set back


async def test_a_stranger_is_not_noted(owned_store: Store) -> None:
    await owned_store.access.met(GRACE, "Grace", None, NOW)
    assert len(await rows(owned_store, "SELECT * FROM users")) == 1


async def test_an_owner_without_a_name_keeps_the_one_that_is_known(owned_store: Store) -> None:
    await owned_store.access.make_owner(GRACE, None, NOW)
    await owned_store.access.make_owner(OWNER, None, NOW)
    names = await rows(owned_store, "SELECT name FROM users ORDER BY user_id")
    assert names == [{"name": "Owner"}, {"name": "Sam"}]
