"""/help: an overview, topics by buttons in its place, and `/help photo` for one command."""

from __future__ import annotations

from markupsafe import Markup
from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ParseMode

from bot import help_words, suggestions
from bot.access import needs
from bot.callbacks import ForeignPress, button, pressed
from bot.command_list import Topic, find
from bot.context import Context
from bot.lengths import short
from bot.texts import plain, say
from pipeline.types import Camera
from storage.access import Role

A_ROW = 3


@needs(Role.GUEST)
async def help_(update: Update, context: Context) -> None:
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    role, asked = await _role(user.id, context), " ".join(context.args or ())
    if not asked:
        text, shown = await _overview(user.id, role, context), None
    else:
        text, shown = _about(asked, role, context.bot.username)
    await message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=_topics(role, shown))


@needs(Role.GUEST)
async def turn(update: Update, context: Context) -> None:
    """A press on a topic, or back to the overview."""
    press = pressed(update)
    role, word = await _role(press.user.id, context), press.press.word()
    if word == "all":
        text, shown = await _overview(press.user.id, role, context), None
    elif word in list(Topic):
        shown = Topic(word)
        text = help_words.topic(shown, role, context.bot.username)
    else:
        raise ForeignPress(f"there is no topic {word!r}")
    await press.answer()
    await press.show(text, _topics(role, shown))


def _about(asked: str, role: Role, bot_name: str) -> tuple[Markup, Topic | None]:
    """A topic by its name, which has the command of that name too; `/door` or another word: a command,
    also mistyped."""
    typed = asked.split()[0].casefold()
    word = typed.removeprefix("/")
    topic = next((one for one in Topic if typed in (one.value, help_words.label(one).casefold())), None)
    if topic is not None:
        return help_words.topic(topic, role, bot_name), topic
    command = find(word) or find(suggestions.nearest(word, role) or "")
    if command is not None:
        return help_words.command(command), None
    return say("help-no-such", typed=Markup(short(asked))), None


async def _role(user_id: int, context: Context) -> Role:
    return await context.services.store.access.role(user_id) or Role.GUEST


async def _overview(user_id: int, role: Role, context: Context) -> Markup:
    return help_words.overview(await _cameras(user_id, role, context), role)


async def _cameras(user_id: int, role: Role, context: Context) -> list[Camera]:
    services = context.services
    cameras = list(services.cameras or await services.store.cameras.all())
    member = await services.store.household.member(user_id) if role is Role.GUEST else None
    return [one for one in cameras if one.id in member.cameras] if member else cameras


def _topics(role: Role, shown: Topic | None) -> InlineKeyboardMarkup:
    topics = [one for one in help_words.topics(role) if one is not shown]
    others = [button(help_words.label(one), "help", one.value) for one in topics]
    rows = [others[start : start + A_ROW] for start in range(0, len(others), A_ROW)]
    back = [] if shown is None else [[button(plain("button-topics"), "help", "all")]]
    return InlineKeyboardMarkup([*rows, *back])
