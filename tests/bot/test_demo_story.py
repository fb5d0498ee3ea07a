"""The storyteller's view of the chat: what it waits for, what it prints, what it says when nothing comes."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from rich.console import Console
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.demo.chat import Chat, labels, opened_chat, words
from bot.demo.door import Door
from bot.demo.hands import Headless
from bot.demo.printing import Printer
from bot.demo.story import Story, is_alert, rang
from bot.demo.studio import Studio
from bot.demo.trouble import DemoError
from bot.texts import plain, speaking
from deploy.sandbox.clips import light_at
from deploy.sandbox.telegram import TelegramServer
from tests.patience import PATIENCE

SAM = 4242
TOKEN = "123456:sandbox"
WHY = InlineKeyboardMarkup([[InlineKeyboardButton("Unlock", callback_data="unlock:1"),
                             InlineKeyboardButton("Why", callback_data="why:1")]])  # fmt: skip

WARUM = InlineKeyboardMarkup([[InlineKeyboardButton("Warum", callback_data="why:1")]])


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    server = TelegramServer(TOKEN, flood=None)
    server.add_user(SAM, "Sam")
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def web() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def chat(telegram: TelegramServer, web: ClientSession) -> AsyncIterator[Chat]:
    """Of Sam, who has pressed Start."""
    async with opened_chat(web, telegram.url) as one:
        await telegram.user_sends(SAM, "/start")
        yield one


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{telegram.url}/bot", base_file_url=f"{telegram.url}/file/bot") as one:
        yield one


async def test_a_step_that_does_not_come_is_named_in_the_sentence(
    chat: Chat, web: ClientSession, tmp_path: Path
) -> None:
    studio = Studio(tmp_path, light_at(12), None, lambda name: None)
    hands = Headless(chat)
    hands.patience = 0.2
    with pytest.raises(DemoError, match=r"^the bot's greeting did not come within 0\.2 s$"):
        await Story(chat, Door(web, {}, studio, tmp_path, False), hands, poorer=False).tell()


async def test_a_message_is_found_whether_it_came_before_or_comes_later_or_is_edited_so(
    chat: Chat, bot: Bot
) -> None:
    mark = chat.newest
    first = await bot.send_message(SAM, "🔔 Front Door rang\nThe clip is on its way…")
    found = await chat.wait_for("a ring", lambda one: "rang" in words(one), mark, PATIENCE)
    assert found["message_id"] == first.message_id
    waiting = asyncio.create_task(chat.wait_for("an alert", rang, mark, 5))
    await bot.edit_message_text("🔔 Front Door rang\nGrace (0.93)", SAM, first.message_id, reply_markup=WHY)
    assert words(await waiting) == "🔔 Front Door rang\nGrace (0.93)"


async def test_in_german_the_story_waits_for_german(chat: Chat, bot: Bot) -> None:
    with speaking("de"):
        coming = await bot.send_message(SAM, f"🔔 Front Door\n{plain('visit-ring-coming')}")
        waiting = asyncio.create_task(chat.wait_for("an alert", rang, 0, 5))
        await bot.edit_message_text("🔔 Front Door\nGrace (0,93)", SAM, coming.message_id, reply_markup=WARUM)
        assert words(await waiting).endswith("Grace (0,93)")


async def test_what_was_said_before_or_by_the_user_does_not_count(chat: Chat, bot: Bot) -> None:
    await bot.send_message(SAM, "an old alert", reply_markup=WHY)
    await chat.wait_for("the old one", is_alert, 0, PATIENCE)
    mark = chat.newest
    await chat.say("an old alert")
    with pytest.raises(DemoError, match="the new alert did not come"):
        await chat.wait_for("the new alert", lambda one: "alert" in words(one), mark, 0.2)


async def test_pressing_what_is_not_there_is_a_sentence(chat: Chat, bot: Bot) -> None:
    await bot.send_message(SAM, "alert", reply_markup=WHY)
    alert = await chat.wait_for("the alert", is_alert, 0, PATIENCE)
    assert labels(alert) == ["Unlock", "Why"]
    with pytest.raises(DemoError, match=r"no button 'Who is it\?'"):
        await chat.press(alert, "Who is it?")


async def test_the_bot_is_there_once_its_menu_is_set(chat: Chat, bot: Bot) -> None:
    waiting = asyncio.create_task(chat.bot_is_there())
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await bot.set_my_commands([("events", "what happened")])
    async with asyncio.timeout(PATIENCE):
        await waiting


async def test_a_sandbox_that_is_gone_is_a_sentence(telegram: TelegramServer, chat: Chat) -> None:
    await telegram.stop()
    with pytest.raises(DemoError, match="the sandbox does not answer"):
        await chat.say("hello?")


def printed(*frames: dict[str, Any]) -> str:
    page = io.StringIO()
    printer = Printer(Console(file=page, width=80))
    for frame in frames:
        printer(frame)
    return page.getvalue()


def from_latchkey(text: str, **more: Any) -> dict[str, Any]:
    return {"message_id": 3, "from": {"is_bot": True, "first_name": "Latchkey"}, "text": text, **more}


def test_a_message_is_printed_with_its_picture_and_buttons() -> None:
    keyboard = {"inline_keyboard": [[{"text": "Who is it?"}, {"text": "Why"}]]}
    photo = [{"width": 90, "height": 51}, {"width": 1280, "height": 720}]
    message = from_latchkey("", caption="Stranger", photo=photo, reply_markup=keyboard)
    lines = printed({"type": "message", "message": message})
    for part in ("Latchkey", "[photo 1280 x 720]", "Stranger", "[ Who is it? ]  [ Why ]"):
        assert part in lines


def test_an_edit_is_printed_if_something_is_to_be_seen_of_it() -> None:
    first, same, other = from_latchkey("Stranger"), from_latchkey("Stranger"), from_latchkey("Grace")
    edits = [{"type": "edit", "message": one} for one in (same, other)]
    lines = printed({"type": "message", "message": first}, *edits)
    assert (lines.count("Stranger"), lines.count("Grace"), lines.count("(edited)")) == (1, 1, 1)


def test_words_that_look_like_markup_are_printed_as_they_are() -> None:
    lines = printed(
        {"type": "message", "message": from_latchkey("[bold]Bobby[/bold] 👋 <b>")},
        {"type": "story", "text": "A line [red] of the narrator."},
    )
    assert "[bold]Bobby[/bold] 👋 <b>" in lines
    assert "A line [red] of the narrator." in lines


def test_formatting_lies_where_telegram_put_it() -> None:
    """Offsets count UTF-16 units: a waving hand is two."""
    page = io.StringIO()
    printer = Printer(Console(file=page, width=80, force_terminal=True, color_system="standard"))
    entity = {"type": "bold", "offset": 3, "length": 5}
    printer({"type": "message", "message": from_latchkey("👋 Grace came", entities=[entity])})
    assert "\x1b[1mGrace\x1b[0m" in page.getvalue()


async def test_a_line_was_printed_once_it_is_told(chat: Chat) -> None:
    heard: list[dict[str, Any]] = []
    chat.listeners.append(heard.append)
    await chat.narrate("The last line.")
    assert [frame["text"] for frame in heard if frame["type"] == "story"] == ["The last line."]
