"""/health: how the machine does, as a chart that changes in place."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from bot import rhythm
from bot.access import needs
from bot.callbacks import ForeignPress, button, pressed
from bot.chart_messages import edit_chart, send_chart
from bot.context import Context
from bot.health import status_words
from bot.health.picture import DAYS, health_chart
from bot.rhythm import Shown
from bot.rhythm_keyboards import CHOSEN
from bot.services import Services
from bot.texts import plain, say
from storage.access import Role

WORDS = {"": 1, "1d": 1, "24h": 1, "7d": 7, "week": 7, "woche": 7}
"""What may be said behind the command: days."""


@needs(Role.RESIDENT)
async def health(update: Update, context: Context) -> None:
    """`/health`, `/health 7d`."""
    chat, message, services = update.effective_chat, update.effective_message, context.services
    assert chat is not None
    assert message is not None
    days = WORDS.get("".join(context.args or ()).lower())
    if days is None:
        await message.reply_html(say("health-misread"))
        return
    shown = await _shown(services, chat.id, days)
    await send_chart(services.easel, context.bot, chat.id, shown, _keyboard(days))


@needs(Role.RESIDENT)
async def choose(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    days = next((one for one in DAYS if press.press.word() == str(one)), None)
    if days is None:
        raise ForeignPress(f"{press.press.word()!r} is no span of /health")
    await press.answer()
    shown = await _shown(services, press.chat.id, days)
    await edit_chart(services.easel, press, shown, _keyboard(days))


async def _shown(services: Services, chat_id: int, days: int) -> Shown:
    dark = await rhythm.dark_charts(services.store, chat_id)
    health, now, zone = services.health, services.now(), services.settings.zone
    wrong = status_words.alarms(health.alarms.told(), health.blindness.since, zone)
    return await health_chart(services.store, days, now, zone, dark=dark, wrong=wrong)


def _keyboard(days: int) -> InlineKeyboardMarkup:
    labels = [(f"{CHOSEN if one == days else ''}{plain('health-button', days=one)}", one) for one in DAYS]
    return InlineKeyboardMarkup([[button(label, "health", one) for label, one in labels]])
