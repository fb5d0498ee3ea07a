"""What the household changed stays changed; back to the default leaves nothing."""

from __future__ import annotations

import pytest

from storage.store import Store
from tests.storage.makers import NOW, OWNER, rows


@pytest.mark.parametrize("value", [True, False, 0, 18, 0.45, "sunday", ["mon"], {"mon": "22:00"}], ids=repr)
async def test_a_value_comes_back_as_it_was(fresh_store: Store, value: object) -> None:
    assert await fresh_store.house_settings.get("digest_on") is None
    await fresh_store.house_settings.put("digest_on", "before", NOW, OWNER)
    await fresh_store.house_settings.put("digest_on", value, NOW, OWNER)
    assert await fresh_store.house_settings.get("digest_on") == value
    assert await fresh_store.house_settings.get("digest_day") is None


async def test_back_to_the_default(fresh_store: Store) -> None:
    await fresh_store.house_settings.put("digest_on", True, NOW, OWNER)
    await fresh_store.house_settings.reset("digest_on")
    await fresh_store.house_settings.reset("digest_on")
    assert await fresh_store.house_settings.get("digest_on") is None
    assert await rows(fresh_store, "SELECT * FROM settings") == []
