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


@pytest.mark.slow
async def test_without_scenes_there_is_no_strip(chat: ChatWindow) -> None:
    await expect(chat.page.locator("#door")).to_be_hidden()


@pytest.mark.slow
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


@pytest.mark.slow
async def test_on_a_desk_the_scenes_stand_beside_the_chat(chat: ChatWindow) -> None:
    chat.server.set_scenes(SCENES, None)
    await chat.open()
    door = await chat.page.locator("#door").bounding_box()
    stage = await chat.page.locator("#stage").bounding_box()
    assert door
    assert stage
    assert door["x"] >= stage["x"] + stage["width"]
    assert 480 <= stage["width"] <= 560


@pytest.mark.slow
async def test_on_a_phone_all_scenes_fit_on_one_row_that_folds(phone_chat: ChatWindow) -> None:
    phone_chat.server.set_scenes(SCENES, None)
    await phone_chat.open()
    page = phone_chat.page
    row = page.locator("#scenes")
    for card in await page.locator(".scene").all():
        await expect(card).to_be_in_viewport(ratio=1)
    door = await page.locator("#door").bounding_box()
    stage = await page.locator("#stage").bounding_box()
    assert door
    assert stage
    assert door["y"] + door["height"] <= stage["y"] + 1
    assert stage["y"] < 160, "most of a phone is the chat's"
    toggle = page.get_by_role("button", name="At the door")
    await expect(toggle).to_have_attribute("aria-expanded", "true")
    await toggle.click()
    await expect(row).to_be_hidden()
    await expect(toggle).to_have_attribute("aria-expanded", "false")


@pytest.mark.slow
async def test_on_a_phone_how_a_scene_went_stands_beside_the_title(phone_chat: ChatWindow) -> None:
    stage = Stage()
    phone_chat.server.set_scenes(SCENES, stage.play)
    await phone_chat.open()
    await phone_chat.page.locator('[data-scene="bell"]').click()
    stage.outcome.set_result({"state": "done", "text": "The doorman has looked at it."})
    word = phone_chat.page.locator("#door-now")
    await expect(word).to_have_text("The doorman has looked at it.")
    assert await word.evaluate("word => word.scrollHeight <= word.clientHeight"), "nothing of it is cut off"


@pytest.mark.slow
async def test_the_days_name_never_covers_the_narrators_line(phone_chat: ChatWindow) -> None:
    for number in range(30):
        phone_chat.server.story(f"Line {number} of what the narrator has to say.")
    await expect(phone_chat.page.locator(".story").last).to_contain_text("Line 29")
    covered = await phone_chat.page.evaluate(
        """async () => {
            const view = document.getElementById("scroll"), name = document.querySelector(".day-name");
            const found = [];
            for (let up = 0; up < 400; up += 7) {
                view.scrollTop = view.scrollHeight - view.clientHeight - up;
                await new Promise(requestAnimationFrame);
                await new Promise(requestAnimationFrame);
                const { top, bottom } = name.getBoundingClientRect();
                const over = [...document.querySelectorAll(".story")].some(line => {
                    const box = line.getBoundingClientRect();
                    return box.top < bottom && box.bottom > top;
                });
                if (over && !name.classList.contains("resting")) found.push(up);
            }
            return found;
        }"""
    )
    assert covered == []
