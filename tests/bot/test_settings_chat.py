"""/settings: what a chat hears of and what counts for the house, by buttons, and back to default."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import rhythm
from bot.house_settings import COALESCE_SECONDS, DIGEST_DAY, SETTINGS, HouseChoices, HouseSetting
from bot.settings import Settings
from bot.texts import LANGUAGES, speaking
from storage.chats import Kind
from storage.store import Store
from tests.bot.house import OWNER, House
from tests.storage.makers import NOW


async def test_what_is_chosen_in_the_chat(quiet_house: House) -> None:
    quiet_house.ring.add_camera(1002, "Garden")
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        await house.say("/settings")
        page = await house.hears("What you hear of")
        labels = [button["text"] for button in page.buttons]
        assert labels[:5] == ["✅ People I know", "✅ Strangers", "✅ Rings", "✅ Front Door", "✅ Garden"]
        # Two at once, and the same one: the button says what it shall be.
        await asyncio.gather(*(house.press(page, "✅ People I know") for _ in range(2)))
        await house.press(page, "✅ Garden")
        await house.hears("What you hear of", where=lambda message: message.buttons[4]["text"] == "⬜ Garden")
        choices = await house.services.store.chats.get(OWNER)
        assert choices is not None
        assert Kind.KNOWN not in choices.kinds
        assert not choices.hears_camera("1002")
        await house.press(page, "Back to default")
        await house.hears("What you hear of", where=lambda message: message.buttons[4]["text"] == "✅ Garden")

        await house.press(page, "⬜ Dark charts")
        dark = await house.hears("What you hear of", where=lambda message: "✅ Dark charts" in str(message))
        assert await rhythm.dark_charts(house.services.store, OWNER)
        await house.press(dark, "Back to default")
        await house.hears("What you hear of", where=lambda message: "⬜ Dark charts" in str(message))
        assert not await rhythm.dark_charts(house.services.store, OWNER)
        for label, words in {"🌙 Quiet hours": "No quiet hours", "🔕 Snooze": "Nothing is snoozed"}.items():
            await house.press(page, label)
            there = await house.hears(words, where=lambda message: message.id == page.id)
            await house.press(there, "⚙️ Settings")
            await house.hears("What you hear of", where=lambda message: message.id == page.id)

        await house.press(page, "🏠 The house")
        page = await house.hears("These count for everybody")
        assert "Day of the digest: Sunday" in [button["text"] for button in page.buttons]
        assert "Pictures of visits are kept for 30 days, at most 2,000 MB of them" in page.words
        await house.press(page, "One visit within: 1 min")
        one = await house.hears("is one visit, and one message")
        await house.press(one, "5 min")
        await house.hears("Now: 5 min")
        assert house.services.watch.rules.coalesce_seconds == 300
        await house.press(one, "Back to default")
        await house.hears("This is the default")
        assert house.services.watch.rules.coalesce_seconds == 60
        assert await house.rows("SELECT * FROM settings WHERE key <> 'boot'") == []


@pytest.fixture
async def fresh_store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        yield store


@pytest.fixture
async def choices(fresh_store: Store) -> HouseChoices:
    await fresh_store.access.make_owner(OWNER, "Sam", NOW)
    return HouseChoices(fresh_store.house_settings, Settings())


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.key)
async def test_every_choice_can_be_made_and_read(choices: HouseChoices, setting: HouseSetting) -> None:
    assert await choices.current(setting) in setting.choices
    for value in setting.choices:
        await choices.choose(setting, value, NOW, OWNER)
        assert await choices.current(setting) == value
        for language in LANGUAGES:
            with speaking(language):
                assert setting.shown(value)
    assert await choices.reset(setting, NOW, OWNER)
    assert await choices.is_default(setting)


async def test_what_is_no_choice_any_more_is_the_default(choices: HouseChoices, fresh_store: Store) -> None:
    for odd in (True, 7, "sunday", None, [1]):
        await fresh_store.house_settings.put("digest_day", odd, NOW, OWNER)
        assert await choices.current(DIGEST_DAY) == 6
    await fresh_store.house_settings.put("coalesce_seconds", 60.5, NOW, OWNER)
    assert await choices.current(COALESCE_SECONDS) == 60


@pytest.mark.parametrize("word", ["", "7", "-1", "1e0", "true", "[]", "default"])
def test_a_button_carries_only_choices(word: str) -> None:
    with pytest.raises(ValueError, match="no choice"):
        DIGEST_DAY.choice(word)
