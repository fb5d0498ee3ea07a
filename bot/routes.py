"""Every handler in order, and the command menu, on one screen."""

from __future__ import annotations

import functools

from telegram import BotCommand, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, TypeHandler, filters

from bot import visit_presses
from bot.access import Handler, gate
from bot.callbacks import ForeignPress, answer
from bot.context import App, Context
from bot.duties import Doing
from bot.errors import on_error
from bot.handlers import charts, clips, door, events, naming, questions, quiet, snooze, start, status, why
from bot.quiet_ends import quiet_ended, snooze_ended
from bot.texts import plain
from bot.visit_presses import about_a_visit
from storage import quiet_hours, snoozes

MENU = (
    BotCommand("events", "what happened at the door"),
    BotCommand("last", "the last visit"),
    BotCommand("heatmap", "when your door is busy"),
    BotCommand("stats", "visits in numbers"),
    BotCommand("snooze", plain("menu-snooze")),
    BotCommand("quiet", plain("menu-quiet")),
    BotCommand("digest", "the past week at the door"),
    BotCommand("door", "is it locked?"),
    BotCommand("unlock", "open the door, after a confirmation"),
    BotCommand("lock", "lock the door"),
    BotCommand("status", "how the doorman is"),
    BotCommand("help", "what you can say"),
)

COMMANDS = {
    "start": start.start,
    "help": start.help_,
    "events": events.list_events,
    "event": events.event,
    "last": events.last,
    "why": events.why_event,
    "heatmap": charts.show_heatmap,
    "stats": charts.show_stats,
    "digest": charts.show_digest,
    "door": door.door,
    "unlock": door.unlock,
    "lock": door.lock,
    "status": status.status,
    "snooze": snooze.snooze,
    "quiet": quiet.quiet,
}

PRESSES = {
    "older": events.turn,
    "newer": events.turn,
    "find": events.refine,
    "see": events.see,
    "event": events.open_event,
    "clip": clips.clip,
    "why": why.why,
    "heat": charts.choose,
    "heatcam": charts.offer_cameras,
    "heatwho": charts.offer_who,
    "heatdark": charts.choose_look,
    "heatback": charts.back,
    "stats": charts.choose_stats,
    "who": naming.ask,
    "is": naming.chosen,
    "save": naming.save,
    "forget": naming.forget,
    "unlock": door.unlock,
    "confirm": door.confirm,
    "cancel": door.cancel,
    "locknow": door.lock,
    "quiet": snooze.ask,
    "quietof": snooze.ask_of,
    "quietno": snooze.nothing,
    "snooze": snooze.begin,
    "snoozewhat": snooze.ask_how_long,
    "snoozeend": snooze.end,
    "snoozeall": snooze.for_everybody,
    "held": snooze.show_held,
    "quiethours": quiet.show,
    "quietset": quiet.choose,
    "pierce": quiet.pierce,
}

DUTIES: dict[str, Doing] = {
    snoozes.END: snooze_ended,
    quiet_hours.END: quiet_ended,
}
"""What is done when a duty of that kind has come due."""

KINDS = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
"""The updates that anything here handles; no others are asked for."""

# CommandHandler fires on edited messages too, and a command must not be given by an edit.
FRESH = filters.UpdateType.MESSAGE


def add_routes(application: App) -> None:
    # Before everything else, for every kind of update: who is it?
    application.add_handler(TypeHandler(Update, gate), group=-1)
    for command, handler in COMMANDS.items():
        application.add_handler(CommandHandler(command, handler, filters=FRESH))
    for verb, handler in PRESSES.items():
        handler = about_a_visit(handler) if verb in visit_presses.VERBS else handler
        application.add_handler(CallbackQueryHandler(ours(handler), pattern=rf"^{verb}(:|$)"))
    application.add_handler(CallbackQueryHandler(old_button))
    application.add_handler(MessageHandler(FRESH & filters.TEXT & ~filters.COMMAND, naming.typed))
    # In a group, what is not for the bot is none of its business.
    private = FRESH & filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(private & filters.COMMAND, start.unknown))
    application.add_handler(MessageHandler(FRESH & filters.TEXT & ~filters.COMMAND, questions.typed), group=1)
    application.add_error_handler(on_error)


def ours(handler: Handler) -> Handler:
    """What its verb alone does not tell: a button whose arguments are none of ours."""

    @functools.wraps(handler)
    async def told(update: Update, context: Context) -> None:
        try:
            await handler(update, context)
        except ForeignPress:
            await old_button(update, context)

    return told


async def old_button(update: Update, context: Context) -> None:
    """A button of an older Latchkey, or none of ours."""
    if update.callback_query:
        await answer(update.callback_query, plain("old-button"))
