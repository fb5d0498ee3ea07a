"""A chart in a message: sent, or put in the place of the one before."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from telegram import Bot, InlineKeyboardMarkup, InputMediaPhoto, Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.callbacks import Pressed
from bot.easel import ChartError, Easel
from bot.editing import SAME, edited, says
from bot.rhythm import Shown
from bot.texts import say
from charts.orders import Order

log = logging.getLogger(__name__)

NAME = "chart.png"
FORGOTTEN = ("file identifier", "file_id", "wrong remote file")
"""What Telegram says of a picture that it does not have any more."""

GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")

Send = Callable[[str | bytes], Awaitable[Message | bool]]


async def send_chart(
    easel: Easel,
    bot: Bot,
    chat_id: int,
    shown: Shown,
    keyboard: InlineKeyboardMarkup | None = None,
    *,
    silent: bool = False,
) -> None:
    """Without its picture where that cannot be drawn: the numbers are what counts."""

    async def send(picture: str | bytes) -> Message:
        return await bot.send_photo(
            chat_id,
            picture,
            shown.caption,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            disable_notification=silent,
            filename=NAME,
        )

    try:
        await _working(easel, bot, chat_id, shown.order)
        await _put(easel, shown.order, send)
    except ChartError:
        await _only_words(bot, chat_id, shown)


async def edit_chart(easel: Easel, press: Pressed, shown: Shown, keyboard: InlineKeyboardMarkup) -> None:
    """A press that leads to what is there already changes nothing. The press is answered before."""

    bot, chat_id = press.query.get_bot(), press.chat.id

    async def edit(picture: str | bytes) -> Message | bool:
        media = InputMediaPhoto(picture, shown.caption, parse_mode=ParseMode.HTML, filename=NAME)
        return await bot.edit_message_media(media, chat_id, press.message_id, reply_markup=keyboard)

    try:
        await _working(easel, bot, chat_id, shown.order)
        await _put(easel, shown.order, edit)
    except ChartError:
        await _only_words(bot, chat_id, shown)
    except BadRequest as error:
        if says(error, GONE):
            log.info("message %d of chat %d is drawn anew: %s", press.message_id, chat_id, error)
            await send_chart(easel, bot, chat_id, shown, keyboard)
        elif not says(error, SAME):
            raise


async def edit_buttons(press: Pressed, keyboard: InlineKeyboardMarkup) -> None:
    """The chart stays. Where its message is gone, so are its buttons."""
    bot = press.query.get_bot()
    try:
        await edited(bot.edit_message_reply_markup(press.chat.id, press.message_id, reply_markup=keyboard))
    except BadRequest as error:
        if not says(error, GONE):
            raise
        log.info("message %d of chat %d has no buttons any more: %s", press.message_id, press.chat.id, error)


async def _only_words(bot: Bot, chat_id: int, shown: Shown) -> None:
    text = f"{shown.caption}\n\n{say('rhythm-no-picture')}"
    await bot.send_message(chat_id, text, parse_mode=ParseMode.HTML)


async def _working(easel: Easel, bot: Bot, chat_id: int, order: Order) -> None:
    """Only a courtesy, where there is something to wait for."""
    if easel.kept(order) is None:
        easel.prepare()
        try:
            await bot.send_chat_action(chat_id, ChatAction.UPLOAD_PHOTO)
        except TelegramError as error:
            log.info("chat %d is not told that a picture comes: %s", chat_id, error)


async def _put(easel: Easel, order: Order, send: Send) -> None:
    """By the id under which Telegram has the picture, where it was sent before; else drawn."""
    kept = easel.kept(order)
    if kept is not None:
        try:
            await send(kept)
            return
        except BadRequest as error:
            if not says(error, FORGOTTEN):
                raise
            log.info("a chart is drawn again: %s", error)
    message = await send(await easel.draw(order))
    if isinstance(message, Message) and message.photo:
        easel.keep(order, message.photo[-1].file_id)
