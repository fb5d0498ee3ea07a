"""The list of commands, by the Menu button and by a slash; and the first word of all, Start."""

from __future__ import annotations

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.sandbox.chat_window import ROBIN, ChatWindow

pytestmark = pytest.mark.asyncio(loop_scope="session")

COMMANDS = [("events", "The latest"), ("status", "How I am"), ("snooze", "Quiet, please"), ("help", "Words")]


@pytest_asyncio.fixture(loop_scope="session")
async def menu(chat: ChatWindow) -> Locator:
    """The list of commands of a bot that has set some, still closed."""
    await chat.bot.set_my_commands(COMMANDS)
    await expect(chat.page.locator("#menu")).to_be_visible()
    return chat.page.get_by_role("listbox", name="Commands")


async def test_the_menu_lists_commands_and_a_tap_sends_one(chat: ChatWindow, menu: Locator) -> None:
    await expect(menu).to_be_hidden()
    await chat.page.locator("#menu").click()
    await expect(menu.get_by_role("option")).to_have_count(4)
    await expect(menu).to_contain_text("Quiet, please")
    await menu.get_by_role("option", name="/status").click()
    await expect(menu).to_be_hidden()
    await expect(chat.newest).to_contain_text("/status")
    assert chat.server.messages(ROBIN)[-1]["text"] == "/status"


@pytest.mark.slow
async def test_a_slash_opens_the_list_and_letters_narrow_it(chat: ChatWindow, menu: Locator) -> None:
    field = chat.page.locator("#text")
    await field.press_sequentially("/")
    await expect(menu.get_by_role("option")).to_have_count(4)
    await field.press_sequentially("s")
    await expect(menu.get_by_role("option")).to_have_count(2)
    await field.press("ArrowDown")
    chosen = menu.get_by_role("option", selected=True)
    await expect(chosen).to_contain_text("/snooze")
    assert await field.get_attribute("aria-activedescendant") == await chosen.get_attribute("id")
    await field.press("Enter")
    await expect(chat.newest).to_contain_text("/snooze")
    await expect(field).to_have_value("")


@pytest.mark.slow
async def test_tab_completes_so_that_words_can_follow(chat: ChatWindow, menu: Locator) -> None:
    field = chat.page.locator("#text")
    await field.press_sequentially("/sn")
    await field.press("Tab")
    await expect(field).to_have_value("/snooze ")
    await expect(menu).to_be_hidden()
    await field.press_sequentially("2h")
    await field.press("Enter")
    await expect(chat.newest).to_contain_text("/snooze 2h")


@pytest.mark.slow
async def test_escape_closes_the_list_and_enter_sends_what_was_typed(chat: ChatWindow, menu: Locator) -> None:
    field = chat.page.locator("#text")
    await field.press_sequentially("/st")
    await field.press("Escape")
    await expect(menu).to_be_hidden()
    await field.press("Enter")
    await expect(chat.bubbles).to_have_count(2)
    assert chat.server.messages(ROBIN)[-1]["text"] == "/st"


@pytest.mark.slow
async def test_a_draft_outlives_a_command_from_the_menu(chat: ChatWindow, menu: Locator) -> None:
    await chat.page.locator("#text").fill("half a thought")
    await chat.page.locator("#menu").click()
    await menu.get_by_role("option", name="/help").click()
    await expect(chat.newest).to_contain_text("/help")
    await expect(chat.page.locator("#text")).to_have_value("half a thought")


@pytest.mark.slow
async def test_a_bot_without_commands_shows_no_menu(chat: ChatWindow) -> None:
    await expect(chat.page.locator("#menu")).to_be_hidden()


@pytest.mark.slow
async def test_a_fresh_chat_has_one_button_that_says_start(fresh_chat: ChatWindow) -> None:
    page = fresh_chat.page
    await expect(page.locator("#welcome")).to_contain_text("Latchkey")
    await expect(page.locator("#text")).to_be_hidden()
    await page.get_by_role("button", name="Start", exact=True).click()
    await expect(fresh_chat.newest).to_contain_text("/start")
    await expect(page.locator("#welcome")).to_be_hidden()
    await expect(page.get_by_role("button", name="Start", exact=True)).to_be_hidden()
    await expect(page.locator("#text")).to_be_focused()
    assert [message["text"] for message in fresh_chat.server.messages(ROBIN)] == ["/start"]


@pytest.mark.slow
async def test_a_link_with_a_code_starts_with_it(fresh_chat: ChatWindow) -> None:
    await fresh_chat.page.goto(f"{fresh_chat.server.url}/?start=ABCD2345")
    await fresh_chat.page.get_by_role("button", name="Start", exact=True).click()
    await fresh_chat.server.wait_for(lambda message: message.get("text") == "/start ABCD2345")
