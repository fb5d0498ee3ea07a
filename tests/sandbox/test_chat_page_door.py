"""The strip "At the door": scenes are asked for, tell how they go, and the narrator has a voice."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from deploy.sandbox.telegram.message import Json
from tests.sandbox.chat_window import ROBIN, ChatWindow

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCENES: list[Json] = [
    {"id": "visitor", "title": "A visitor walks up", "hint": "Somebody new"},
    {"id": "bell", "title": "Ring the bell", "hint": "Always alerts"},
    {"id": "nobody", "title": "Nobody there", "hint": "A branch moves"},
    {"id": "print", "title": "A print held up", "hint": "It opens nothing"},
]


class Stage:
    """Plays a scene when it is let: `curtain` releases it with its outcome."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.outcome: asyncio.Future[Json] = asyncio.get_running_loop().create_future()

    async def play(self, scene_id: str) -> Json:
        self.asked.append(scene_id)
        return await self.outcome


async def test_without_scenes_there_is_no_strip(chat: ChatWindow) -> None:
    await expect(chat.page.locator("#door")).to_be_hidden()


@pytest.mark.parametrize(
    ("state", "text", "shown"),
    [("done", "Told you", "Told you"), ("failed", "No power", "No power"), ("done", "", "Done")],
)
async def test_a_scene_shows_how_it_goes(chat: ChatWindow, state: str, text: str, shown: str) -> None:
    stage = Stage()
    chat.server.set_scenes(SCENES, stage.play)
    await chat.open()
    card = chat.page.locator('[data-scene="bell"]')
    await expect(card).to_contain_text("Always alerts")
    await card.click()
    await expect(card).to_have_attribute("data-state", "playing")
    await card.click()
    stage.outcome.set_result({"state": state, "text": text})
    await expect(card).to_have_attribute("data-state", state)
    await expect(card.locator(".scene-word")).to_have_text(shown)
    assert stage.asked == ["bell"]


async def test_the_narrator_is_heard_live_and_after_a_reload(chat: ChatWindow) -> None:
    chat.server.story("Somebody comes up the path.")
    await expect(chat.page.locator(".story")).to_have_text("Somebody comes up the path.")
    await chat.bot.send_message(ROBIN, "Stranger")
    await expect(chat.newest).to_contain_text("Stranger")
    await chat.open()
    await expect(chat.page.locator(".row, .story")).to_have_count(3)
    kinds = await chat.page.locator(".row, .story").evaluate_all("all => all.map(one => one.tagName)")
    assert kinds == ["DIV", "P", "DIV"]


async def test_on_a_desk_the_scenes_stand_beside_the_chat(chat: ChatWindow) -> None:
    chat.server.set_scenes(SCENES, None)
    await chat.open()
    door = await chat.page.locator("#door").bounding_box()
    stage = await chat.page.locator("#stage").bounding_box()
    assert door
    assert stage
    assert door["x"] >= stage["x"] + stage["width"]
    assert 480 <= stage["width"] <= 560


async def test_on_a_phone_the_scenes_are_a_row_that_scrolls_and_folds(phone_chat: ChatWindow) -> None:
    phone_chat.server.set_scenes(SCENES, None)
    await phone_chat.open()
    page = phone_chat.page
    row = page.locator("#scenes")
    assert await row.evaluate("row => row.scrollWidth > row.clientWidth")
    door = await page.locator("#door").bounding_box()
    stage = await page.locator("#stage").bounding_box()
    assert door
    assert stage
    assert door["y"] + door["height"] <= stage["y"] + 1
    toggle = page.get_by_role("button", name="At the door")
    await expect(toggle).to_have_attribute("aria-expanded", "true")
    await toggle.click()
    await expect(row).to_be_hidden()
    await expect(toggle).to_have_attribute("aria-expanded", "false")
