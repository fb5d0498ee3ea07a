"""A small bot built with the real library lives on the stand-in as it would at Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.ext import (
    AIORateLimiter,
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from deploy.sandbox.telegram import FloodLimits, TelegramServer
from tests.sandbox.bot_side import ANN, picture

Context = ContextTypes.DEFAULT_TYPE


async def ring(update: Update, context: Context) -> None:
    assert update.message is not None
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Show", callback_data="show")]])
    await update.message.reply_text("<b>Someone</b> rang", parse_mode="HTML", reply_markup=keys)


async def show(update: Update, context: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Here")
    await update.callback_query.edit_message_media(InputMediaPhoto(picture(), caption="Grace"))


async def measure(update: Update, context: Context) -> None:
    assert update.message is not None
    file = await update.message.photo[-1].get_file()
    data = await file.download_as_bytearray()
    await update.message.reply_text(f"{len(data)} bytes", do_quote=True)


@pytest_asyncio.fixture
async def application(telegram: TelegramServer) -> AsyncIterator[Any]:
    app = (
        Application.builder()
        .token(telegram.token)
        .base_url(f"{telegram.url}/bot")
        .base_file_url(f"{telegram.url}/file/bot")
        .rate_limiter(AIORateLimiter(max_retries=1))
        .build()
    )
    app.add_handler(CommandHandler("ring", ring))
    app.add_handler(CallbackQueryHandler(show, "^show$"))
    app.add_handler(MessageHandler(filters.PHOTO, measure))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(poll_interval=0)
        yield app
        await app.updater.stop()
        await app.stop()


async def test_a_conversation(application: Any, telegram: TelegramServer) -> None:
    await telegram.user_sends(ANN, "/ring")
    rang = await telegram.wait_for(lambda message: message.words == "Someone rang", ANN)
    answer = await telegram.user_presses(ANN, ANN, rang.id, "Show")
    assert answer == {"text": "Here", "show_alert": False}
    await telegram.wait_for(lambda message: message.id == rang.id and "photo" in message, ANN)
    assert rang.words == "Grace"
    uploaded = await telegram.user_uploads(ANN, picture(300, 200))
    told = await telegram.wait_for(lambda message: message.words.endswith("bytes"), ANN)
    assert told.words == f"{uploaded['photo'][-1]['file_size']} bytes"
    assert told["reply_to_message"]["message_id"] == uploaded.id


async def test_the_bot_outlives_an_outage(application: Any, telegram: TelegramServer) -> None:
    await telegram.wait_for_call(lambda call: call.method == "getUpdates" and call.status is None)
    telegram.fail_next("getUpdates", 502, "Bad Gateway")
    await telegram.stop()
    await telegram.start()
    await telegram.user_sends(ANN, "/ring")
    assert await telegram.wait_for(lambda message: message.words == "Someone rang", ANN)


async def test_the_rate_limiter_obeys_a_429(
    application: Any, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Otherwise the library warns at every RetryAfter that it will tell the wait as a timedelta.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    telegram.set_flood(FloodLimits(private_burst=1))
    for text in ("one", "two"):
        await application.bot.send_message(ANN, text)
    assert [message.words for message in telegram.messages(ANN)] == ["/start", "one", "two"]
    assert [call.status for call in telegram.calls_of("sendMessage")] == [200, 429, 200]
