"""What the household changed against the defaults."""

from __future__ import annotations

import pytest

from storage.store import Store
from tests.storage.makers import NOW, OWNER, after


@pytest.mark.parametrize("value", [True, 18, "Grace", ["07:00", "22:00"], {"mon": None}])
async def test_a_value_comes_back_as_it_was_until_it_is_reset(fresh_store: Store, value: object) -> None:
    settings = fresh_store.house_settings
    assert await settings.get("digest_hour") is None
    await settings.put("digest_hour", "before", NOW, None)
    await settings.put("digest_hour", value, after(1), OWNER)
    assert await settings.get("digest_hour") == value
    assert await settings.get("digest_day") is None
    await settings.reset("digest_hour")
    await settings.reset("digest_hour")
    assert await settings.get("digest_hour") is None
