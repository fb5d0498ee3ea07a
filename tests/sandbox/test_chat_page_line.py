"""What the page says about the other side: typing, sending, gone, back again."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.sandbox.chat_window import ROBIN, ChatWindow, keyboard, picture

# The page that only the demo shows: its buttons, commands and door are in the suite.
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


@pytest.mark.parametrize(
    ("action", "words"),
    [("typing", "typing"), ("upload_photo", "sending a photo"), ("upload_video", "sending a video")],
)
async def test_what_the_bot_is_doing_shows_until_its_message_comes(
    chat: ChatWindow, action: str, words: str
) -> None:
    status = chat.page.locator("#status")
    await expect(status).to_have_text("bot")
    await chat.bot.send_chat_action(ROBIN, action)
    await expect(status).to_have_text(words)
    await chat.bot.send_photo(ROBIN, picture())
    await expect(status).to_have_text("bot")


async def test_after_an_outage_nothing_is_missing_and_nothing_doubled(chat: ChatWindow) -> None:
    sent = await chat.bot.send_message(ROBIN, "before", reply_markup=keyboard("Press"))
    await chat.button("Press").click()
    await expect(chat.button("Press")).to_have_attribute("aria-busy", "true")
    await chat.server.stop()
    await expect(chat.page.locator("#status")).to_have_text("connecting…")
    await expect(chat.button("Press")).not_to_have_attribute("aria-busy", "true")
    await chat.write("are you there?")
    await expect(chat.page.locator("#text")).to_have_value("are you there?")
    await expect(chat.page.locator(".toast")).to_contain_text("Not connected")
    await chat.server.start()
    await sent.edit_text("before, edited meanwhile")
    await chat.bot.send_message(ROBIN, "meanwhile")
    await expect(chat.page.locator("#status")).to_have_text("bot")
    texts = ["/start", "before, edited meanwhile", "meanwhile"]
    await expect(chat.page.locator(".row .text")).to_contain_text(texts)
    await chat.page.locator("#text").press("Enter")
    await expect(chat.newest).to_contain_text("are you there?")
    await expect(chat.bubbles).to_have_count(4)


async def test_messages_of_other_chats_stay_out(chat: ChatWindow) -> None:
    chat.server.add_user(2002, "Sam")
    await chat.server.user_sends(2002, "/start")
    await chat.bot.send_message(2002, "for Sam alone")
    await chat.bot.send_chat_action(2002, "typing")
    await chat.bot.send_message(ROBIN, "for Robin")
    await expect(chat.newest).to_contain_text("for Robin")
    await expect(chat.bubbles).to_have_count(2)
    await expect(chat.page.get_by_text("for Sam alone")).to_have_count(0)


async def test_a_notice_stands_over_the_chat_until_it_is_hidden(chat: ChatWindow) -> None:
    await expect(chat.page.locator("#notice")).to_be_hidden()
    chat.server.set_notice("People are found by their faces only.")
    await chat.open()
    await expect(chat.page.locator("#notice")).to_contain_text("People are found by their faces only.")
    await chat.page.get_by_role("button", name="Hide this note").click()
    await expect(chat.page.locator("#notice")).to_be_hidden()


async def test_the_log_tells_a_screen_reader_who_says_what(chat: ChatWindow) -> None:
    await chat.bot.send_message(ROBIN, "Stranger")
    log = chat.page.get_by_role("log", name="Messages")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log).to_have_attribute("aria-busy", "false")
    await expect(log.get_by_role("article")).to_have_count(2)
    names = [await row.get_attribute("aria-label") for row in await log.get_by_role("article").all()]
    assert [(name or "").split(",")[0] for name in names] == ["You", "Latchkey"]
