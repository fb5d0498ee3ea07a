"""The first message of a row of the outbox leaves only while it is still to be told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest

from bot.first_send import NotToBeSent, first_sent
from storage.access import Role
from storage.outbox import OutboxRow
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, told

BEN = 43
NOBODY = cast(Any, None)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(
        tmp_path / "events.db", tmp_path / "thumbnails", audit_key_file=tmp_path / "audit.key"
    ) as one:
        await one.access.make_owner(OWNER, "Sam", NOW)
        _, code = await one.invites.new(Role.RESIDENT, OWNER, NOW)
        assert await one.invites.redeem(BEN, "Ben", code, NOW)
        await told(one)
        yield one


async def bens(store: Store) -> OutboxRow:
    (row,) = [one for one in await store.outbox.due(after(60)) if one.chat_id == BEN]
    return row


async def test_whoever_was_removed_since_it_was_read_is_sent_nothing(store: Store) -> None:
    row = await bens(store)
    assert await store.household.remove(BEN, after(1))

    async def send(silent: bool) -> Any:
        raise AssertionError("nothing is sent")

    with pytest.raises(NotToBeSent):
        await first_sent(NOBODY, store.doubt, row, send)
