"""/heatmap, /stats and /digest: the rhythm of the door, as pictures that change in place."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from bot import rhythm, rhythm_keyboards, rhythm_words
from bot.access import needs
from bot.callbacks import ForeignPress, Pressed, pressed
from bot.chart_messages import edit_buttons, edit_chart, send_chart
from bot.context import Context
from bot.digest import digest_now
from bot.heard import NotUnderstood, OneAtATime
from bot.rhythm_choice import LONGEST_SPAN, Choice, NoSpan, choice_of
from bot.rhythm_keyboards import Offer
from bot.rhythm_reading import read
from bot.services import Services
from bot.vocabulary import vocabulary
from storage.access import Role

HEATMAP, STATS = Choice(), Choice(7)


@needs(Role.RESIDENT)
async def show_heatmap(update: Update, context: Context) -> None:
    """`/heatmap`, `/heatmap 90d`, `/heatmap Grace weekend`."""
    chat, message = update.effective_chat, update.effective_message
    assert chat is not None
    assert message is not None
    services = context.services
    there = await rhythm.offer(services.store)
    try:
        choice = _wanted(_words(context), there, HEATMAP, services)
    except (NotUnderstood, OneAtATime, NoSpan) as error:
        await message.reply_html(rhythm_words.misread(error, "heatmap"))
        return
    dark = await rhythm.dark_charts(services.store, chat.id)
    shown = await rhythm.heatmap(
        services.store, choice, there, services.now(), services.settings.zone, dark=dark
    )
    keyboard = rhythm_keyboards.heatmap_keyboard(choice, there, dark)
    await send_chart(services.easel, context.bot, chat.id, shown, keyboard)


@needs(Role.RESIDENT)
async def choose(update: Update, context: Context) -> None:
    """Any button that leads to another chart."""
    press = pressed(update)
    await press.answer()
    await _redraw(press, context.services, choice_of(press.press))


@needs(Role.RESIDENT)
async def choose_look(update: Update, context: Context) -> None:
    """Light or dark: this chart, and every other in this chat from now on."""
    press, services = pressed(update), context.services
    choice, dark = choice_of(press.press), press.press.word(4) == "1"
    await press.answer()
    await rhythm.set_dark_charts(services.store, press.chat.id, dark, services.now(), press.user.id)
    await _redraw(press, services, choice)


async def _redraw(press: Pressed, services: Services, choice: Choice) -> None:
    there = await rhythm.offer(services.store)
    dark = await rhythm.dark_charts(services.store, press.chat.id)
    shown = await rhythm.heatmap(
        services.store, choice, there, services.now(), services.settings.zone, dark=dark
    )
    await edit_chart(services.easel, press, shown, rhythm_keyboards.heatmap_keyboard(choice, there, dark))


@needs(Role.RESIDENT)
async def offer_cameras(update: Update, context: Context) -> None:
    press = pressed(update)
    choice, there = choice_of(press.press), await rhythm.offer(context.services.store)
    await _offer(press, rhythm_keyboards.cameras_keyboard(choice, there))


@needs(Role.RESIDENT)
async def offer_who(update: Update, context: Context) -> None:
    press = pressed(update)
    choice, there = choice_of(press.press), await rhythm.offer(context.services.store)
    await _offer(press, rhythm_keyboards.who_keyboard(choice, there, _page(press)))


@needs(Role.RESIDENT)
async def back(update: Update, context: Context) -> None:
    """From a list to the buttons below the chart, which did not change."""
    press, services = pressed(update), context.services
    choice, there = choice_of(press.press), await rhythm.offer(services.store)
    dark = await rhythm.dark_charts(services.store, press.chat.id)
    await _offer(press, rhythm_keyboards.heatmap_keyboard(choice, there, dark))


async def _offer(press: Pressed, keyboard: InlineKeyboardMarkup) -> None:
    await press.answer()
    await edit_buttons(press, keyboard)


def _page(press: Pressed) -> int:
    word = press.press.word(4)
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 4 else 0


@needs(Role.RESIDENT)
async def show_stats(update: Update, context: Context) -> None:
    """`/stats`, `/stats 90d`, `/stats all`."""
    chat, message = update.effective_chat, update.effective_message
    assert chat is not None
    assert message is not None
    services, text = context.services, _words(context)
    there = await rhythm.offer(services.store)
    try:
        choice = _wanted(text, there, STATS, services)
    except (NotUnderstood, OneAtATime, NoSpan) as error:
        await message.reply_html(rhythm_words.misread(error, "stats"))
        return
    if choice != Choice(choice.days):
        await message.reply_html(rhythm_words.only_spans(text))
    else:
        dark = await rhythm.dark_charts(services.store, chat.id)
        shown = await rhythm.stats(
            services.store, choice.days, services.now(), services.settings.zone, dark=dark
        )
        keyboard = rhythm_keyboards.stats_keyboard(choice.days)
        await send_chart(services.easel, context.bot, chat.id, shown, keyboard)


@needs(Role.RESIDENT)
async def choose_stats(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    days = _days(press.press.word())
    await press.answer()
    dark = await rhythm.dark_charts(services.store, press.chat.id)
    shown = await rhythm.stats(services.store, days, services.now(), services.settings.zone, dark=dark)
    await edit_chart(services.easel, press, shown, rhythm_keyboards.stats_keyboard(days))


def _days(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) < 9 and int(word) <= LONGEST_SPAN):
        raise ForeignPress(f"{word!r} is no span")
    return int(word)


@needs(Role.RESIDENT)
async def show_digest(update: Update, context: Context) -> None:
    """The past seven days, as the weekly digest tells them."""
    chat = update.effective_chat
    assert chat is not None
    services = context.services
    shown = await digest_now(services, chat.id)
    await send_chart(services.easel, context.bot, chat.id, shown)


def _wanted(text: str, there: Offer, begin: Choice, services: Services) -> Choice:
    words = vocabulary(there.people, there.cameras, there.labels)
    return read(text, words, begin, services.now(), services.settings.zone)


def _words(context: Context) -> str:
    return " ".join(context.args or ())
