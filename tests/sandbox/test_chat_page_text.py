"""Words both ways: what the user writes reaches the bot, what the bot says stands there as meant."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.sandbox.chat_window import ROBIN, ChatWindow

# The page that only the demo shows: its buttons, commands and door are in the suite.
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def test_the_users_words_reach_the_bot_once_and_stand_on_the_right(chat: ChatWindow) -> None:
    await chat.write("who was there?")
    await expect(chat.newest).to_contain_text("who was there?")
    await expect(chat.newest).to_contain_class("out")
    heard = [update.message.text for update in await chat.bot.get_updates() if update.message]
    assert heard == ["/start", "who was there?"]
    await expect(chat.page.locator("#text")).to_have_value("")


async def test_the_bots_words_stand_on_the_left_with_their_time(chat: ChatWindow) -> None:
    sent = await chat.bot.send_message(ROBIN, "Nobody so far.")
    await expect(chat.newest.locator(".text")).to_contain_text("Nobody so far.")
    await expect(chat.newest).to_contain_class("in")
    told = "seconds => new Date(seconds * 1000).toTimeString().slice(0, 5)"
    local = await chat.page.evaluate(told, sent.date.timestamp())
    await expect(chat.newest.locator("time")).to_have_text(local)


async def test_markup_in_words_is_shown_not_obeyed(chat: ChatWindow) -> None:
    hostile = "<img src=x onerror=window.owned=1><script>window.owned=1</script> &amp; <b>x</b>"
    await chat.bot.send_message(ROBIN, hostile)
    await expect(chat.newest.locator(".text")).to_contain_text(hostile)
    await chat.write(hostile)
    await expect(chat.bubbles).to_have_count(3)
    await expect(chat.newest.locator(".text")).to_contain_text(hostile)
    assert await chat.page.locator(".log img, .log script, .log b").count() == 0
    assert await chat.page.evaluate("window.owned") is None


async def test_markup_around_the_chat_is_shown_not_obeyed(chat: ChatWindow) -> None:
    chat.server.set_notice("<i>notice</i>")
    chat.server.set_scenes([{"id": "a", "title": "<i>title</i>", "hint": "<i>hint</i>"}], None)
    await chat.bot.set_my_commands([("help", "<i>what I can do</i>")])
    await chat.open()
    await chat.page.locator("#menu").click()
    for text in ("<i>notice</i>", "<i>title</i>", "<i>hint</i>", "<i>what I can do</i>"):
        await expect(chat.page.get_by_text(text, exact=True).first).to_be_visible()
    assert await chat.page.locator("i").count() == 0


async def test_entities_hit_the_right_letters_after_emoji(chat: ChatWindow) -> None:
    await chat.bot.send_message(
        ROBIN,
        "👩‍👩‍👧🚪 <b>bold <i>both</i></b> <u>under</u> <s>gone</s> <code>x &lt; y</code>"
        ' <tg-spoiler>hush</tg-spoiler> <a href="https://example.org/a?b=1">there</a>\n<blockquote>said</blockquote>'
        '<pre><code class="language-python">if x:\n    y()</code></pre>',
        parse_mode="HTML",
    )
    text = chat.newest.locator(".text")
    await expect(text.locator("strong")).to_have_text("bold both")
    await expect(text.locator("strong em")).to_have_text("both")
    await expect(text.locator("u")).to_have_text("under")
    await expect(text.locator("s")).to_have_text("gone")
    await expect(text.locator("code")).to_have_text("x < y")
    await expect(text.locator("blockquote")).to_have_text("said")
    await expect(text.locator("pre")).to_have_text("if x:\n    y()")
    await expect(text.locator("pre")).to_have_attribute("data-language", "python")
    await expect(text.locator("a")).to_have_attribute("href", "https://example.org/a?b=1")
    await expect(text.locator("a")).to_have_attribute("rel", "noopener noreferrer")


async def test_a_spoiler_hides_its_words_until_it_is_tapped(chat: ChatWindow) -> None:
    await chat.bot.send_message(ROBIN, "It was <tg-spoiler>the butler</tg-spoiler>.", parse_mode="HTML")
    spoiler = chat.newest.locator(".spoiler")
    await expect(spoiler).to_have_css("color", "rgba(0, 0, 0, 0)")
    await spoiler.press("Enter")
    await expect(spoiler).not_to_have_css("color", "rgba(0, 0, 0, 0)")
    await expect(spoiler).to_have_text("the butler")


async def test_a_command_in_the_bots_words_can_be_tapped(chat: ChatWindow) -> None:
    await chat.bot.send_message(ROBIN, "Try /events or /help.")
    await chat.newest.get_by_role("button", name="/help", exact=True).click()
    await expect(chat.newest).to_contain_text("/help")
    said = await chat.server.wait_for(lambda message: message.get("text") == "/help")
    assert said["entities"][0]["type"] == "bot_command"


async def test_shift_enter_makes_a_line_and_the_field_grows(chat: ChatWindow) -> None:
    field = chat.page.locator("#text")
    height = "node => node.getBoundingClientRect().height"
    low = await field.evaluate(height)
    await field.press_sequentially("one")
    for line in ("two", "three"):
        await field.press("Shift+Enter")
        await field.press_sequentially(line)
    assert await field.evaluate(height) > low + 20
    await field.press("Enter")
    await chat.server.wait_for(lambda message: message.get("text") == "one\ntwo\nthree")
    assert await field.evaluate(height) == low


async def test_words_too_long_for_one_message_are_sent_as_several(chat: ChatWindow) -> None:
    await chat.write("word " * 1000)
    await expect(chat.bubbles).to_have_count(3)
    texts = [message["text"] for message in chat.server.messages(ROBIN)[1:]]
    assert " ".join(texts) == ("word " * 1000).strip()
    assert all(len(text) <= 4096 for text in texts)


async def test_a_reply_quotes_the_message_and_the_quote_leads_to_it(chat: ChatWindow) -> None:
    question = await chat.bot.send_message(ROBIN, "Who is it?")
    for number in range(30):
        await chat.bot.send_message(ROBIN, f"Line {number}")
    row = chat.page.locator(f'.row[data-ids="{question.message_id}"]')
    await row.scroll_into_view_if_needed()
    await row.hover()
    await row.get_by_role("button", name="Reply").click()
    await expect(chat.page.locator("#reply-text")).to_have_text("Who is it?")
    await chat.write("Grace")
    said = await chat.server.wait_for(lambda message: message.get("text") == "Grace")
    assert said["reply_to_message"]["message_id"] == question.message_id
    await expect(chat.page.locator("#reply-bar")).to_be_hidden()
    await expect(row).not_to_be_in_viewport()
    await chat.newest.locator(".quote").click()
    await expect(row).to_be_in_viewport()


async def test_a_message_can_be_reached_and_answered_with_the_keyboard(chat: ChatWindow) -> None:
    await chat.bot.send_message(ROBIN, "First")
    await chat.bot.send_message(ROBIN, "Second")
    await expect(chat.newest).to_contain_text("Second")
    await chat.newest.focus()
    await chat.page.keyboard.press("ArrowUp")
    await chat.page.keyboard.press("r")
    await expect(chat.page.locator("#reply-text")).to_have_text("First")
    await expect(chat.page.locator("#text")).to_be_focused()
    await chat.page.keyboard.press("Escape")
    await expect(chat.page.locator("#reply-bar")).to_be_hidden()


async def test_days_are_parted_and_neighbours_of_a_minute_stand_together(chat: ChatWindow) -> None:
    await expect(chat.page.locator(".day-name")).to_have_text(["Today"])
    chat.server.world.clock = lambda: 1_699_963_200.0  # noon in UTC, the same day nearly everywhere
    await chat.bot.send_message(ROBIN, "one")
    await chat.bot.send_message(ROBIN, "two")
    await expect(chat.page.locator(".day-name")).to_have_count(2)
    await expect(chat.page.locator(".day-name").last).to_have_text("November 14, 2023")
    await expect(chat.bubbles.nth(1)).to_have_class("row in first")
    await expect(chat.newest).to_have_class("row in last")


async def test_a_pull_to_the_left_on_a_phone_replies(phone_chat: ChatWindow) -> None:
    await phone_chat.bot.send_message(ROBIN, "Who is it?")
    await expect(phone_chat.newest).to_contain_text("Who is it?")
    await expect(phone_chat.page.locator(".fresh")).to_have_count(0)
    box = await phone_chat.newest.locator(".bubble").bounding_box()
    assert box
    fingers = await phone_chat.page.context.new_cdp_session(phone_chat.page)
    x, y = box["x"] + box["width"] - 5, box["y"] + box["height"] / 2
    points = [{"x": x - pull, "y": y} for pull in (0, 20, 60, 90)]
    for kind, where in zip(["touchStart", *["touchMove"] * 3], points, strict=True):
        await fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [where]})
    await fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await expect(phone_chat.page.locator("#reply-text")).to_have_text("Who is it?")


async def test_a_tap_on_a_message_offers_the_reply(phone_chat: ChatWindow) -> None:
    await phone_chat.bot.send_message(ROBIN, "Who is it?")
    reply = phone_chat.newest.get_by_role("button", name="Reply")
    await expect(reply).to_have_css("opacity", "0")
    await expect(phone_chat.page.locator(".fresh")).to_have_count(0)
    await phone_chat.newest.locator(".text").tap()
    await expect(reply).to_have_css("opacity", "1")
    await reply.tap()
    await expect(phone_chat.page.locator("#reply-text")).to_have_text("Who is it?")
