"""Inline keyboards: a press waits visibly for its answer, and what the bot edits changes in place."""

from __future__ import annotations

import pytest
from playwright.async_api import expect
from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)

from tests.sandbox.chat_window import ROBIN, ChatWindow, keyboard, picture

# The page that only the demo shows: its commands and door are in the suite.
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def _fill(chat: ChatWindow, lines: int) -> list[Message]:
    return [await chat.bot.send_message(ROBIN, f"Line {number}") for number in range(lines)]


async def test_a_press_spins_until_its_plain_answer_shows_as_a_toast(chat: ChatWindow) -> None:
    await chat.bot.send_message(ROBIN, "Snooze?", reply_markup=keyboard("1 h,8 h"))
    await chat.button("1 h").click()
    await expect(chat.button("1 h")).to_have_attribute("aria-busy", "true")
    await expect(chat.button("8 h")).not_to_have_attribute("aria-busy", "true")
    press = await chat.next_press()
    assert press.data == "1 h"
    await press.answer("Quiet for an hour")
    await expect(chat.page.locator(".toast")).to_have_text("Quiet for an hour")
    await expect(chat.button("1 h")).not_to_have_attribute("aria-busy", "true")
    await expect(chat.page.locator("#popup")).to_be_hidden()


async def test_an_alert_is_a_pop_up_that_gives_the_focus_back(chat: ChatWindow) -> None:
    await chat.bot.send_message(ROBIN, "The door", reply_markup=keyboard("Open"))
    await chat.button("Open").press("Enter")
    await (await chat.next_press()).answer("Your pass has ended.", show_alert=True)
    popup = chat.page.get_by_role("dialog")
    await expect(popup).to_contain_text("Your pass has ended.")
    await popup.get_by_role("button", name="OK").click()
    await expect(popup).to_be_hidden()
    await expect(chat.button("Open")).to_be_focused()
    await expect(chat.page.locator(".toast")).to_have_count(0)


async def test_a_wordless_answer_only_ends_the_waiting(chat: ChatWindow) -> None:
    await chat.bot.send_message(ROBIN, "Page", reply_markup=keyboard("Older"))
    await chat.button("Older").click()
    await (await chat.next_press()).answer()
    await expect(chat.button("Older")).not_to_have_attribute("aria-busy", "true")
    await expect(chat.page.locator(".toast")).to_have_count(0)


async def test_an_impatient_second_press_is_not_sent(chat: ChatWindow) -> None:
    await chat.bot.send_message(ROBIN, "The door", reply_markup=keyboard("Open"))
    await chat.button("Open").click()
    await chat.button("Open").click()
    await (await chat.next_press()).answer("Opening")
    await expect(chat.page.locator(".toast")).to_have_count(1)
    assert await chat.updates() == []


async def test_an_edit_changes_the_bubble_in_place_and_marks_it(chat: ChatWindow) -> None:
    sent = await chat.bot.send_message(ROBIN, "Looking…")
    await expect(chat.newest).not_to_contain_text("edited")
    before = await chat.newest.element_handle()
    await sent.edit_text("Grace (0.62)", reply_markup=keyboard("Clip"))
    await expect(chat.newest.locator(".text")).to_contain_text("Grace (0.62)")
    await expect(chat.newest).to_contain_text("edited")
    await expect(chat.button("Clip")).to_be_visible()
    await expect(chat.bubbles).to_have_count(2)
    assert await chat.newest.evaluate("(now, before) => now === before", before)


async def test_a_text_becomes_a_photo(chat: ChatWindow) -> None:
    sent = await chat.bot.send_message(ROBIN, "Somebody rings.")
    await sent.edit_media(InputMediaPhoto(picture(), caption="Front door"))
    await expect(chat.newest.locator(".frame img")).to_have_js_property("complete", True)
    assert await chat.newest.locator(".frame img").evaluate("image => image.naturalWidth") > 0
    await expect(chat.newest.locator(".text")).to_contain_text("Front door")
    await expect(chat.bubbles).to_have_count(2)
    assert await chat.pixels_from_end() < 2


async def test_an_edit_far_above_does_not_move_what_is_read(chat: ChatWindow) -> None:
    lines = await _fill(chat, 60)
    await expect(chat.bubbles).to_have_count(61)
    await expect(chat.page.locator(".fresh")).to_have_count(0)
    row = chat.page.locator(f'.row[data-ids="{lines[30].message_id}"]')
    await row.evaluate("row => row.scrollIntoView({block: 'center'})")
    place = await row.bounding_box()
    await lines[2].edit_text("tall\n" * 20)
    await lines[3].delete()
    await expect(chat.bubbles).to_have_count(60)
    await expect(chat.page.get_by_text("tall")).to_have_count(1)
    after = await row.bounding_box()
    assert place
    assert after
    assert abs(after["y"] - place["y"]) < 2


async def test_paging_with_the_keyboard_keeps_the_focus_on_the_button(chat: ChatWindow) -> None:
    sent = await chat.bot.send_message(ROBIN, "Page 1", reply_markup=keyboard("Older"))
    await chat.button("Older").press("Enter")
    await (await chat.next_press()).answer()
    await sent.edit_text("Page 2", reply_markup=keyboard("Newer,Older"))
    await expect(chat.newest.locator(".text")).to_contain_text("Page 2")
    await expect(chat.button("Older")).to_be_focused()


async def test_a_deleted_message_goes_away(chat: ChatWindow) -> None:
    sent = await chat.bot.send_message(ROBIN, "Forget this")
    await expect(chat.page.get_by_text("Forget this")).to_be_visible()
    await sent.delete()
    await expect(chat.page.get_by_text("Forget this")).to_have_count(0)
    await expect(chat.bubbles).to_have_count(1)


async def test_what_came_unseen_is_counted_and_one_tap_away(chat: ChatWindow) -> None:
    await _fill(chat, 40)
    await expect(chat.bubbles).to_have_count(41)
    assert await chat.pixels_from_end() < 2
    await chat.page.locator("#scroll").evaluate("view => view.scrollTo(0, 0)")
    down = chat.page.locator("#down")
    await expect(down).to_be_visible()
    await chat.bot.send_message(ROBIN, "Missed one")
    await chat.bot.send_message(ROBIN, "Missed two")
    await expect(down).to_have_accessible_name("To the newest message, 2 unread")
    await down.click()
    await expect(chat.page.get_by_text("Missed two")).to_be_in_viewport()
    await expect(down).to_be_hidden()


async def test_only_links_that_are_safe_can_be_followed(chat: ChatWindow) -> None:
    markup = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("Site", url="https://example.org/")],
            [InlineKeyboardButton("Copy", copy_text=CopyTextButton("ABCDEFGH"))],
        ]
    )
    await chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await chat.bot.send_message(ROBIN, "Here", reply_markup=markup)
    await expect(chat.button("Site")).to_have_attribute("href", "https://example.org/")
    await expect(chat.button("Site")).to_have_attribute("rel", "noopener noreferrer")
    await chat.button("Copy").click()
    await expect(chat.page.locator(".toast")).to_have_text("Copied")
    assert await chat.page.evaluate("navigator.clipboard.readText()") == "ABCDEFGH"


async def test_two_presses_wait_for_their_own_answers(chat: ChatWindow) -> None:
    await chat.bot.send_message(ROBIN, "Both", reply_markup=keyboard("Left,Right"))
    await chat.button("Left").click()
    first = await chat.next_press()
    await chat.button("Right").click()
    second = await chat.next_press()
    await second.answer("Right it is")
    await expect(chat.button("Right")).not_to_have_attribute("aria-busy", "true")
    await expect(chat.button("Left")).to_have_attribute("aria-busy", "true")
    await first.answer()
    await expect(chat.button("Left")).not_to_have_attribute("aria-busy", "true")
