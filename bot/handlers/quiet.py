"""/quiet: when a chat wants quiet every week, and what may be told even then."""

from __future__ import annotations

from markupsafe import Markup
from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ParseMode

from bot import quiet_words as words
from bot.access import needs
from bot.callbacks import ForeignPress, pressed
from bot.context import Context
from bot.keyboards import below, notice_keyboard
from bot.quiet_wish import quiet_wish
from bot.services import Services
from bot.snooze_words import cut, held_buttons, over
from bot.texts import say
from storage.access import Role


@needs(Role.RESIDENT)
async def quiet(update: Update, context: Context) -> None:
    """Without words: how it is. With words: how it shall be."""
    message, services = update.effective_message, context.services
    if message is None:
        return
    typed = " ".join(context.args or ())
    wanted = quiet_wish(typed) if typed else {}
    if wanted is None:
        await message.reply_text(say("quiet-hours-unread", text=cut(typed)), parse_mode=ParseMode.HTML)
        return
    if wanted:
        await services.store.quiet_hours.set(message.chat.id, wanted, services.now(), services.settings.zone)
        services.wake_duties()
    text, keyboard = await _overview(services, message.chat.id, how=not typed)
    await message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


@needs(Role.RESIDENT)
async def show(update: Update, context: Context) -> None:
    """In place, from a button elsewhere."""
    press = pressed(update)
    await press.answer()
    await press.show(*await _overview(context.services, press.chat.id))


@needs(Role.RESIDENT)
async def choose(update: Update, context: Context) -> None:
    """One of the buttons that set the whole week."""
    press, services = pressed(update), context.services
    wanted = words.PRESETS.get(press.press.word())
    if wanted is None:
        raise ForeignPress("no such quiet hours")
    await services.store.quiet_hours.set(press.chat.id, wanted, services.now(), services.settings.zone)
    services.wake_duties()
    await press.answer()
    await press.show(*await _overview(services, press.chat.id))


@needs(Role.RESIDENT)
async def pierce(update: Update, context: Context) -> None:
    """Whether rings, or strangers, are told also while it is quiet: in quiet hours and in snoozes."""
    press, services = pressed(update), context.services
    subject, on = press.press.word(), press.press.word(1) == "1"
    if subject not in (words.DINGS, words.STRANGERS):
        raise ForeignPress("nothing that may pierce")
    await services.store.quiet_hours.let_pierce(press.chat.id, services.now(), **{subject: on})
    await press.answer()
    await press.show(*await _overview(services, press.chat.id))


async def _overview(
    services: Services, chat_id: int, *, how: bool = True
) -> tuple[Markup, InlineKeyboardMarkup | None]:
    """How it is; and, where quiet has just been ended by this, what it had held back."""
    now, zone, store = services.now(), services.settings.zone, services.store
    state = await store.quiet_hours.get(chat_id)
    text, keyboard = words.overview(state, now, zone, how=how), words.keyboard(state)
    held = await store.silence.unsaid(chat_id, now, zone)
    if not held.events:
        return text, keyboard
    await store.silence.said(chat_id, held, now)
    ended = over("hours", "", held)
    return ended + "\n\n" + text, below(notice_keyboard(held_buttons(held, now)), keyboard)
